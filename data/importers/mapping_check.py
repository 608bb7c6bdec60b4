"""Everything that is wrong with a mapping, in words, all at once."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from analytics import codes, money
from analytics.errors import PortfolioError
from analytics.language import N_
from data.importers.fields import FIELDS, Field

UNITS = {
    "1": Decimal(1), "元": Decimal(1), "千元": Decimal(10**3), "万元": Decimal(10**4), "万": Decimal(10**4),
    "百万元": Decimal(10**6), "千万元": Decimal(10**7), "亿元": Decimal(10**8), "亿": Decimal(10**8),
    "thousand": Decimal(10**3), "million": Decimal(10**6), "billion": Decimal(10**9),
}  # fmt: skip
PERCENT_UNITS = ("%", "share")
_TYPES = {"year": int, "optional": bool, "zero_is_unknown": bool}
_LISTS = {"null_words", "null_patterns", "date_formats", "split", "total_words", "sheets"}


def unit_size(unit: str) -> Decimal | None:
    """How many of the currency's major units one of `unit` is: 亿元 is 100,000,000; "1000" is 1,000."""
    if unit in UNITS:
        return UNITS[unit]
    try:
        size = Decimal(unit)
    except InvalidOperation:
        return None
    return size if size.is_finite() and 0 < size <= 10**12 else None


def mistakes(given: dict[str, Any], words: set[str], column_words: set[str]) -> list[PortfolioError]:
    """What is wrong with a mapping as read from TOML; empty where it can be used."""
    found = _shape(given, words | {"column", "as_of"}, "TOML")
    columns = given.get("column", [])
    if not isinstance(columns, list) or not all(isinstance(column, dict) for column in columns):
        return [*found, PortfolioError(N_("“column” must be a list of [[column]] tables."))]
    for column in columns:
        found += _shape(column, column_words, str(column.get("header", "[[column]]")))
    as_of, lists = given.get("as_of", {}), given.get("codes", {})
    if not isinstance(as_of, dict) or not isinstance(lists, dict):
        return [*found, PortfolioError(N_("“as_of” and “codes” must be tables."))]
    found += _shape(as_of, {"pattern", "day"}, "[as_of]")
    if found:  # the values can only be judged where the shape is right
        return found
    found += _whole(given, as_of)
    by_row = any(column["field"] == "funding:source" for column in columns)
    for column in columns:
        found += _column(column, lists, by_row)
    for kind, entries in lists.items():
        found += _codes(kind, entries, columns)
    mapped = {column["field"] for column in columns}
    if "code" not in mapped:
        found.append(PortfolioError(N_("No column is mapped to the project code.")))
    return found


def _shape(given: dict[str, Any], words: set[str], where: str) -> list[PortfolioError]:
    found = []
    for word, value in given.items():
        if word not in words:
            found.append(
                PortfolioError(
                    N_("{where}: “{word}” is not a word of a mapping. Known are: {known}"),
                    where=where, word=word, known=", ".join(sorted(words)),
                )
            )  # fmt: skip
        elif word in _LISTS:
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                found.append(PortfolioError(N_("{where}: “{word}” must be a list of texts."), where=where, word=word))
        elif word not in ("codes", "column", "as_of") and type(value) is not _TYPES.get(word, str):
            found.append(PortfolioError(N_("{where}: “{word}” has a value of the wrong type."), where=where, word=word))
    missing = {"header", "field"} - set(given) if "header" in words else set()
    found += [PortfolioError(N_("{where}: “{word}” is missing."), where=where, word=word) for word in sorted(missing)]
    return found


def _whole(given: dict[str, Any], as_of: dict[str, str]) -> list[PortfolioError]:
    found = _currency(given.get("currency", "CNY"), "TOML")
    found += _patterns(given.get("null_patterns", []), "TOML")
    if given.get("decimal", ".") not in (".", ","):
        found.append(PortfolioError(N_("“decimal” must be “.” or “,”.")))
    if len(given.get("separator", ",")) > 1:
        found.append(PortfolioError(N_("“separator” must be one character.")))
    if given.get("encoding"):
        try:
            b"a".decode(given["encoding"])
        except (LookupError, ValueError):  # base64 is a codec, but not of text
            found.append(PortfolioError(N_("“{found}” is not an encoding."), found=given["encoding"]))
    if as_of.get("pattern"):
        found += _patterns([as_of["pattern"]], "[as_of]", groups=1)
    if as_of.get("day"):
        try:
            date.fromisoformat(f"2001-{as_of['day']}")
        except ValueError:
            found.append(PortfolioError(N_("[as_of]: “{found}” is not a day such as 03-31."), found=as_of["day"]))
    return found


def _column(column: dict[str, Any], lists: dict[str, Any], by_row: bool) -> list[PortfolioError]:
    """What is wrong with one column; `by_row`: another column names the source of each row's funds."""
    header, field = column["header"], FIELDS.get(column["field"])
    if field is None:
        return [PortfolioError(N_("{where}: there is no field “{found}”."), where=header, found=column["field"])]
    found = _currency(column["currency"], header) if column.get("currency") else []
    found += _patterns(column.get("null_patterns", []), header)
    if not _unit_fits(field, column.get("unit", "")):
        found.append(
            PortfolioError(
                N_("{where}: “{found}” is not a unit. Known are: {known}"),
                where=header, found=column["unit"], known=", ".join((*UNITS, *PERCENT_UNITS)),
            )
        )  # fmt: skip
    if field.key == "funding" and not column.get("source") and not by_row:
        found.append(PortfolioError(N_("{where}: funding needs the name of its source."), where=header))
    for word, known in (("nature", codes.FUNDING_NATURES), ("capital", codes.CAPITALS)):
        if column.get(word) and column[word] not in known:
            found.append(PortfolioError(N_("{where}: “{found}” is not known."), where=header, found=column[word]))
    if column.get("codes") and column["codes"] not in lists:
        found.append(
            PortfolioError(N_("{where}: there is no code list “{found}”."), where=header, found=column["codes"])
        )
    if "year" in column and not 1900 <= column["year"] <= 2200:
        found.append(PortfolioError(N_("{where}: “{found}” is not a year."), where=header, found=column["year"]))
    return found


def _unit_fits(field: Field, unit: str) -> bool:
    if not unit:
        return True
    if field.type == "percent":
        return unit in PERCENT_UNITS
    return field.type == "money" and unit_size(unit) is not None


def _codes(kind: str, entries: object, columns: list[dict[str, Any]]) -> list[PortfolioError]:
    if not isinstance(entries, dict) or not all(isinstance(code, str) for code in entries.values()):
        return [PortfolioError(N_("{where}: a code list must give a code for each word."), where=f"[codes.{kind}]")]
    used = {column["field"] for column in columns if (column.get("codes") or column["field"]) == kind} or {kind}
    known: set[str] = set()
    for field in (FIELDS[key] for key in used if key in FIELDS):
        known |= set(getattr(codes, field.codes)) if field.codes else {"yes", "no"} if field.type == "yes_no" else set()
    if not known:
        return [PortfolioError(N_("{where}: no column uses this code list."), where=f"[codes.{kind}]")]
    return [
        PortfolioError(
            N_("{where}: “{found}” is not one of our codes. Known are: {known}"),
            where=f"[codes.{kind}] {word}", found=code, known=", ".join(sorted(known)),
        )
        for word, code in entries.items()
        if code and code not in known
    ]  # fmt: skip


def _currency(code: str, where: str) -> list[PortfolioError]:
    if money.is_currency(code):
        return []
    return [PortfolioError(N_("{where}: “{found}” is not a currency code such as CNY."), where=where, found=code)]


def _patterns(patterns: list[str], where: str, groups: int = 0) -> list[PortfolioError]:
    found = []
    for pattern in patterns:
        try:
            if re.compile(pattern).groups >= groups:
                continue
        except (re.error, RecursionError, OverflowError):
            pass
        found.append(
            PortfolioError(N_("{where}: “{found}” is not a regular expression that fits."), where=where, found=pattern)
        )
    return found
