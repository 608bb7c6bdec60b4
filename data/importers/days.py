"""Dates as spreadsheets write them: in formats that the mapping names, as a month, a year or a range."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from analytics.language import N_
from data.importers.values import MINUS, Bad, Reader

NOT_A_DAY = Bad(N_("This is not a date in one of the mapping's formats."), N_("a date such as 2023-06-30"))
NOT_A_RANGE = Bad(N_("This is not a pair of dates."), N_("a start and an end such as 2021-2023 or 2021.3-2023.12"))

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_EXCEL_DAYS = (18264, 73415)  # the years 1950 to 2100: another number is no serial day


def day_reader(formats: Iterable[str], *, ends: bool = False, year_day: str = "") -> Reader:
    """Dates in one of `formats` (strptime's words; "excel" is a serial day number) or in ISO 8601.

    A month or a year alone is its first day, or its last where `ends`. A bare year is `year_day`
    (MM-DD) of it where one is given.
    """
    wanted = list(formats)

    def read(text: str) -> date | Bad:
        iso = _ISO.fullmatch(text)
        if iso:
            try:
                return date(*map(int, iso.groups()))
            except ValueError:
                return NOT_A_DAY
        plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
        if year_day and re.fullmatch(r"\d{4}年?", plain):
            return _day_of(int(plain[:4]), year_day)
        for each in wanted:
            if each == "excel":
                serial = plain.partition(".")[0]
                if serial.isdecimal() and len(serial) < 6 and _EXCEL_DAYS[0] <= int(serial) <= _EXCEL_DAYS[1]:
                    return date(1899, 12, 30) + timedelta(days=int(serial))
                continue
            try:
                found = datetime.strptime(plain, each).date()
            except (ValueError, re.error, OverflowError):
                continue
            return _last_day(found, each) if ends else found
        return NOT_A_DAY

    return read


def _day_of(year: int, month_day: str) -> date | Bad:
    try:
        return date.fromisoformat(f"{year:04}-{month_day}")
    except ValueError:
        return NOT_A_DAY


def _last_day(day: date, pattern: str) -> date:
    """The end of the period that a format without a day, or without a month, names."""
    if re.search(r"%[dejxDFcU]", pattern):
        return day
    month = day.month if re.search(r"%[mbBh]", pattern) else 12
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


_PART = r"(\d{4})\s*(?:[年./-]\s*(\d{1,2})\s*(?:[月./-]\s*(\d{1,2})\s*日?|月)?|年)?"
_RANGE = re.compile(rf"{_PART}\s*(?:-+|~|至|到|to)\s*(?:{_PART}|(\d{{1,2}})\s*月)")


def range_reader() -> Reader:
    """建设起止年限 and its like: "2021-2023", "2021.03-2023.12", "2021年3月至2023年12月" -> (first day, last day)."""

    def read(text: str) -> tuple[date, date] | Bad:
        plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(MINUS)).strip("()")
        found = _RANGE.fullmatch(plain)
        if not found:
            return NOT_A_RANGE
        y1, m1, d1, y2, m2, d2, month = (int(part) if part else None for part in found.groups())
        if y1 is None:
            return NOT_A_RANGE
        try:
            first = date(y1, m1 or 1, d1 or 1)
            year, m2 = (y2, m2) if y2 else (y1, month)
            last_month = m2 or 12
            last = date(year, last_month, d2 or calendar.monthrange(year, last_month)[1])
        except (ValueError, calendar.IllegalMonthError):
            return NOT_A_RANGE
        return first, last

    return read
