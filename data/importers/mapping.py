"""A mapping says what each column of a spreadsheet means. It is a TOML file that a person can read.

Shipped mappings lie in `mappings/` beside this file; a user's own lie in the store's `mappings/`
folder and may not take a shipped name. Everything that is wrong with a mapping is said at once.

    title = "..."                     what it is for
    currency = "CNY"                  ISO 4217, of every amount (a column may name its own)
    null_words = ["NULL", "–"]        cells that say "not known"; an empty cell always does
    null_patterns = ["^Exempt"]       the same as regular expressions
    date_formats = ["%Y-%m-%d"]       tried in order; "excel" is a serial day number; ISO 8601 is always read
    decimal = "."                     or ","
    total_words = ["合计"]            a row whose code, name or first cell is one of these is a sum, no project
    encoding, separator, sheets       only where detection is to be overruled

    [as_of]                           where no column is mapped to the field "as_of"
    pattern = "as of (\\d+/\\d+/\\d+)"  finds the reporting date in the lines above the header
    day = "03-31"                     the day of the year that a bare year means

    [codes.status]                    the words of the source -> our own code; "" is "not known"
    "In Bearbeitung" = "active"

    [[column]]
    header = "总投资"                 as in the file; a second column of that name is "总投资 (2)"
    field = "budget:current"          a key of fields.FIELDS; several columns of one field: the first that is not empty
    unit = "亿元"                     of an amount; "" takes it from the header's brackets or from 单位：… above it
    currency, date_formats, null_words, null_patterns, split (list separators), codes (another code list's name),
    zero_is_unknown, optional, year (of a plan or of funding), source, nature and capital (of funding: "base" or
    "incremental", "public" or "private"; where each row is funds of its own, columns mapped to funding:source,
    funding:nature and funding:capital say them instead)
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from analytics.errors import BadMapping, NotFound
from analytics.language import N_
from data import database
from data.importers.mapping_check import mistakes

SHIPPED = Path(__file__).parent / "mappings"
NAME = re.compile(r"[\w][\w.-]{0,59}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file and the field it fills; see the module's text for each word."""

    header: str
    field: str
    unit: str = ""
    currency: str = ""
    date_formats: tuple[str, ...] = ()
    null_words: tuple[str, ...] = ()
    null_patterns: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    codes: str = ""
    zero_is_unknown: bool = False
    optional: bool = False
    year: int | None = None
    source: str = ""
    nature: str = ""
    capital: str = ""

    @property
    def target(self) -> tuple[str, int | None, str, str]:
        """Columns with the same target fill one value: the first that is not empty."""
        return self.field, self.year, self.source, self.nature


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping; see the module's text for each word."""

    name: str
    columns: tuple[Column, ...]
    title: str = ""
    currency: str = "CNY"
    null_words: tuple[str, ...] = ()
    null_patterns: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ("%Y-%m-%d",)
    decimal: str = "."
    total_words: tuple[str, ...] = ("合计", "总计", "小计", "Total", "Grand total")
    encoding: str = ""
    separator: str = ""
    sheets: tuple[str, ...] = ()
    as_of_pattern: str = ""
    as_of_day: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def has_as_of(self) -> bool:
        """Whether the file itself says the reporting date."""
        return bool(self.as_of_pattern) or any(column.field == "as_of" for column in self.columns)


_LISTS = {item.name for kind in (Mapping, Column) for item in fields(kind) if item.type.startswith("tuple[str")}


def from_toml(text: str, name: str) -> Mapping:
    """A mapping out of TOML; BadMapping names every mistake."""
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadMapping(N_("The mapping “{name}” is not valid TOML: {why}"), name=name, why=str(error)) from error
    found = mistakes(given, _words(Mapping) - {"name", "columns"}, _words(Column))
    if found:
        raise BadMapping.of(found)
    as_of = given.pop("as_of", {})
    columns = tuple(Column(**_tuples(column)) for column in given.pop("column", []))
    return Mapping(
        name=name,
        columns=columns,
        as_of_pattern=as_of.get("pattern", ""),
        as_of_day=as_of.get("day", ""),
        **_tuples(given),
    )


def to_toml(mapping: Mapping) -> str:
    """The mapping as TOML; what equals its default is left out, and `from_toml` gives the same mapping back."""
    lines = [f"{key} = {_toml(value)}" for key, value in _stated(mapping, Mapping) if not key.startswith("as_of")]
    if mapping.as_of_pattern or mapping.as_of_day:
        lines += ["", "[as_of]"]
        lines += [f"pattern = {_toml(mapping.as_of_pattern)}"] * bool(mapping.as_of_pattern)
        lines += [f"day = {_toml(mapping.as_of_day)}"] * bool(mapping.as_of_day)
    for kind, words in mapping.codes.items():
        lines += ["", f"[codes.{_toml(kind)}]", *(f"{_toml(word)} = {_toml(code)}" for word, code in words.items())]
    for column in mapping.columns:
        lines += ["", "[[column]]", *(f"{key} = {_toml(value)}" for key, value in _stated(column, Column))]
    return "\n".join(lines) + "\n"


def load(name: str) -> Mapping:
    """A mapping by name: the user's own, else a shipped one. A path to a TOML file is read too."""
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return from_toml(_read(path), path.stem)
    for folder in (saved_folder(), SHIPPED):
        if NAME.fullmatch(name) and (folder / f"{name}.toml").is_file():
            return from_toml(_read(folder / f"{name}.toml"), name)
    raise NotFound(N_("There is no mapping “{name}”. Known are: {known}"), name=name, known=", ".join(names()))


def names() -> list[str]:
    """The names of all mappings, shipped ones first."""
    shipped = sorted(path.stem for path in SHIPPED.glob("*.toml"))
    return shipped + sorted({path.stem for path in saved_folder().glob("*.toml")} - set(shipped))


def save(mapping: Mapping) -> Path:
    """Keep a user's mapping under its name; an older one of that name is replaced at once or not at all."""
    if not NAME.fullmatch(mapping.name) or mapping.name.endswith("."):
        raise BadMapping(
            N_("“{name}” cannot be the name of a mapping. Use letters, digits, “-”, “_” and “.”, up to 60."),
            name=mapping.name,
        )
    if (SHIPPED / f"{mapping.name}.toml").exists():
        raise BadMapping(N_("“{name}” is a mapping that comes with Zonglan. Choose another name."), name=mapping.name)
    text = to_toml(mapping)
    from_toml(text, mapping.name)
    folder = saved_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{mapping.name}.toml"
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
    return path


def saved_folder() -> Path:
    """Where a user's own mappings lie."""
    return database.store() / "mappings"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadMapping(N_("The mapping “{name}” cannot be read: {why}"), name=path.name, why=str(error)) from error


def _words(kind: type) -> set[str]:
    return {item.name for item in fields(kind)} - {"as_of_pattern", "as_of_day"}


def _tuples(given: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if key in _LISTS else value for key, value in given.items()}


def _stated(item: Mapping | Column, kind: type) -> list[tuple[str, Any]]:
    defaults = {each.name: each.default for each in fields(kind)}
    left_out = {"name", "columns", "codes"} if kind is Mapping else set()
    return [(key, value) for key, value in asdict(item).items() if key not in left_out and value != defaults[key]]


def _toml(value: object) -> str:
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
