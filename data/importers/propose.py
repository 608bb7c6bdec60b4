"""A mapping proposed from headers in English and Chinese, and what it is not sure of.

A proposal is a start for a person to correct: what the headers do not say (a unit, a reporting
date, whether 03/04 is March or April) is a doubt, never a guess.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from analytics.errors import PortfolioError
from analytics.language import N_
from data.importers.fields import FIELDS
from data.importers.maker import is_chinese
from data.importers.mapping import Column, Mapping
from data.importers.sniff import Layout, normal, without_unit
from data.importers.values import YES_NO, Bad, percent_reader

NULL_WORDS = ("NULL", "N/A", "–", "—", "-", "/", "…", "暂无", "无")
LIST_SEPARATORS = ("、", "；", ";")
_WORDS = tomllib.loads((Path(__file__).parent / "headers.toml").read_text(encoding="utf-8"))
_PATTERNS = [(re.compile(pattern), entry["field"]) for entry in _WORDS["field"] for pattern in entry["headers"]]
_YEARLY = re.compile(r"^(20\d\d)年?度?(?:投资)?(?:年度)?计划(?:完成)?(?:投资)?额?$|^plan(?:ned)?(20\d\d)$")
_SOURCE = re.compile(
    r"(中央|省级|市级|区级|县级|财政|专项债券?|自筹|银行贷款|社会)(?:财政)?(?:资金|投资|预算)|^(社会资本|银行贷款|专项债券?)(?:金额)?$"
)
_CAPITAL = {"社会": "private", "中央": "public", "省级": "public", "市级": "public", "区级": "public", "县级": "public",
            "财政": "public", "专项债": "public"}  # fmt: skip  # by the first words of a source
_AS_OF = re.compile(r"as of\s+(\d{1,4}[/-]\d{1,2}[/-]\d{1,4})|截[至止]\D{0,4}(\d{4}年\d{1,2}月(?:\d{1,2}日)?)", re.I)
DAY_FORMATS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d",
    "%Y-%m", "%Y/%m", "%Y.%m", "%Y年%m月", "%Y年",
    "%m/%d/%Y", "%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to start from; each doubt is a sentence for the person who decides."""

    mapping: Mapping
    doubts: tuple[PortfolioError, ...]


def propose(layout: Layout, name: str) -> Proposal:
    """A mapping for a table, by its headers and a look at its first rows."""
    doubts: list[PortfolioError] = []
    cells = {
        header: [row[at] for _, row in layout.sample if at < len(row) and row[at]]
        for at, header in enumerate(layout.headers)
    }
    columns: list[Column] = []
    for at, header in enumerate(layout.headers):
        made = _column(header, layout.names(at), cells[header], layout)
        if made and (FIELDS[made.field].is_list or made.target not in {each.target for each in columns}):
            columns.append(made)
    columns = _with_sources(_with_code(columns, doubts))
    days = [cell for each in columns if FIELDS[each.field].type == "day" for cell in cells[each.header]]
    pattern = _banner_pattern(layout)
    mapping = Mapping(
        name=name,
        columns=tuple(columns),
        currency="CNY" if any(is_chinese(header) for header in layout.headers) else "USD",
        null_words=NULL_WORDS,
        date_formats=_formats(days, layout, doubts),
        as_of_pattern=pattern,
        as_of_day=_year_day(columns, cells, doubts),
    )
    doubts += _doubts(mapping, layout)
    return Proposal(mapping, tuple(doubts))


def _column(header: str, names: Sequence[str], cells: Sequence[str], layout: Layout) -> Column | None:
    called = [re.sub(r"\([^()]*\)$", "", normal(without_unit(name))) for name in names]
    plain = called[0]
    yearly = _YEARLY.match(plain)
    if yearly:
        return Column(header, "plan", unit=layout.unit(header), year=int(yearly[1] or yearly[2]), optional=True)
    key = next((field for name in called for pattern, field in _PATTERNS if pattern.search(name)), None)
    source = _SOURCE.search(plain)
    if key is None and source:
        capital = next((code for word, code in _CAPITAL.items() if source[0].startswith(word)), "")
        unit = layout.unit(header)
        return Column(header, "funding", unit=unit, source=source[0], capital=capital, optional=True)
    if key is None:
        return None
    field = FIELDS[key]
    if field.type == "percent" and not _mostly(cells, lambda cell: not isinstance(percent_reader()(cell), Bad)):
        return None  # 形象进度 is often told in words
    if field.type == "yes_no" and not _mostly(cells, lambda cell: cell.casefold() in YES_NO):
        return None
    unit = ""
    if field.type == "money":
        unit = layout.unit(header) or ("" if is_chinese(header) else _english_unit(header))
    split = LIST_SEPARATORS if field.is_list else ()
    return Column(header, key, unit=unit, split=split, optional=key != "code")


def _english_unit(header: str) -> str:
    words = header.casefold()
    if re.search(r"\bbn\b|billion", words):
        return "billion"
    if re.search(r"\b[£$€]?m\b|million|\(m\)|[£$€]m", words):
        return "million"
    return "thousand" if re.search(r"thousand|000s?\b|[£$€]k", words) else "1"


def _mostly(cells: Sequence[str], fits: object) -> bool:
    assert callable(fits)
    return not cells or sum(map(fits, cells)) * 2 >= len(cells)


def _with_code(columns: list[Column], doubts: list[PortfolioError]) -> list[Column]:
    """Without a code column the name stands for the code: better than nothing, and said."""
    if any(each.field == "code" for each in columns):
        return columns
    name = next((each for each in columns if each.field.startswith("name")), None)
    if not name:
        doubts.append(PortfolioError(N_("No column looks like a project code or name: choose one.")))
        return columns
    doubts.append(
        PortfolioError(N_("No column looks like a project code: the name stands for it, and must not change."))
    )
    return [Column(name.header, "code"), *columns]


def _with_sources(columns: list[Column]) -> list[Column]:
    """A source of funds belongs to the row's payment, else to its funds; without an amount it says nothing."""
    fields = {each.field for each in columns}
    paid = "payment:amount" in fields
    by_row = "funding:source" in fields and not paid
    made = []
    for each in columns:
        if each.field.startswith("funding:") and paid:
            if each.field == "funding:source":
                made.append(replace(each, field="payment:source"))
        elif each.field == "funding" and not each.source:
            if not paid:
                made.append(each if by_row else replace(each, source=without_unit(each.header)))
        elif not each.field.startswith("funding:") or "funding" in fields:
            made.append(each)
    return made


def _year_day(columns: list[Column], cells: dict[str, list[str]], doubts: list[PortfolioError]) -> str:
    """What a bare year means: for a plan of the year (年度) its first day, else its last."""
    for each in columns:
        if each.field == "as_of" and any(re.fullmatch(r"\d{4}年?", cell) for cell in cells[each.header]):
            day = "01-01" if is_chinese(each.header) else "12-31"
            doubts.append(
                PortfolioError(
                    N_("A bare year in “{header}” is taken to mean its day {day}: check it."),
                    header=each.header,
                    day=day,
                )
            )
            return day
    return ""


def _banner_pattern(layout: Layout) -> str:
    found = _AS_OF.search("\n".join(layout.banner))
    if not found:
        return ""
    return (
        r"as of\s+(\d{1,4}[/-]\d{1,2}[/-]\d{1,4})" if found[1] else r"截[至止]\D{0,4}(\d{4}年\d{1,2}月(?:\d{1,2}日)?)"
    )


def _formats(cells: Sequence[str], layout: Layout, doubts: list[PortfolioError]) -> tuple[str, ...]:
    """The formats that the sample's dates are in; both orders of day and month fitting all is a doubt."""
    banner = _AS_OF.search("\n".join(layout.banner))
    cells = [*cells, *([banner[1] or banner[2]] if banner else [])]
    fits = {each: {cell for cell in cells if _is(cell, each)} for each in DAY_FORMATS}
    american, european = fits["%m/%d/%Y"], fits["%d/%m/%Y"]
    if european - american and not american - european:
        fits["%m/%d/%Y"] = set()
    elif american - european or not european:
        fits["%d/%m/%Y"] = set()
    else:
        doubts.append(PortfolioError(N_("Dates such as {found} may be day first or month first."), found=min(european)))
        fits["%d/%m/%Y"] = set()
    found = tuple(each for each, matched in fits.items() if matched)
    return (found or ("%Y-%m-%d",)) + (("excel",) if layout.sheet else ())


def _is(cell: str, pattern: str) -> bool:
    try:
        return 1900 <= datetime.strptime(cell, pattern).year <= 2200
    except ValueError:
        return False


def _doubts(mapping: Mapping, layout: Layout) -> list[PortfolioError]:
    found = [
        PortfolioError(N_("The unit of “{header}” is not stated: choose one."), header=each.header)
        for each in mapping.columns
        if FIELDS[each.field].type == "money" and not each.unit
    ]
    if not mapping.has_as_of:
        found.append(PortfolioError(N_("The file does not say of which day it is: name the reporting date.")))
    found += [
        PortfolioError(
            N_("The words of “{header}” need our codes beside them: {words}"),
            header=each.header,
            words=", ".join(_words(layout, each.header)),
        )
        for each in mapping.columns
        if FIELDS[each.field].type == "code"
    ]
    if mapping.currency != "CNY" and any(FIELDS[each.field].type == "money" for each in mapping.columns):
        found.append(PortfolioError(N_("The currency is taken to be {currency}: check it."), currency=mapping.currency))
    return found


def _words(layout: Layout, header: str) -> list[str]:
    at = layout.headers.index(header)
    return list(dict.fromkeys(row[at] for _, row in layout.sample if at < len(row) and row[at]))[:12]
