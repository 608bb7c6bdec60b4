"""English and 简体中文: one gettext catalogue, and Babel's formats for money, numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_currency_precision
from babel.support import Translations

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
MISSING = "–"
MINUS = "−"


def N_(message: str) -> str:
    """Mark a string for the catalogue where it stands; it is translated where it is shown."""
    return message


@cache
def _translations(code: str) -> Translations:
    if code == "en":
        return Translations()
    source = resources.files("analytics") / "locale" / code / "LC_MESSAGES" / "zonglan.po"
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)


@cache
def _locale(code: str) -> Locale:
    """Babel would look up zh_CN anew for every number, which takes longer than writing it."""
    return Locale.parse(code)


def negotiate(wanted: str | None) -> str:
    """The language for a browser's or an address's wish: "zh", "zh-TW", "zh_CN" -> zh_CN; else en.

    >>> negotiate("zh-Hans-CN"), negotiate("fr"), negotiate(None)
    ('zh_CN', 'en', 'en')
    """
    return "zh_CN" if (wanted or "").lower().startswith("zh") else "en"


@dataclass(frozen=True, slots=True)
class Language:
    """A reader's language: call it to translate, ask it to format. Missing values show as "–"."""

    code: str = "en"

    def __call__(self, message: str, **values: object) -> str:
        """Translate, then fill the {placeholders}."""
        text = _translations(self.code).gettext(message) if message else ""
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """Translate by count; {n} is the count with thousands separated."""
        text = _translations(self.code).ngettext(one, many, int(n))
        return text.format(n=self.number(n), **values)

    @property
    def is_chinese(self) -> bool:
        return self.code == "zh_CN"

    @property
    def tag(self) -> str:
        """The BCP 47 tag, for the page's `lang` attribute."""
        return "zh-CN" if self.is_chinese else "en"

    def sentences(self, said: Iterable[str]) -> str:
        """Sentences one after another: a space between them in English, none in Chinese."""
        return ("" if self.is_chinese else " ").join(part for part in said if part)

    def label(self, codes: Mapping[str, str], code: object) -> str:
        """The reader's word for a code; a code outside the list shows as it is."""
        if is_missing(code):
            return MISSING
        return self(codes[str(code)]) if str(code) in codes else str(code)

    def words(self, codes: Mapping[str, str], several: object) -> str:
        """The reader's words for codes joined by semicolons, in the same order."""
        if is_missing(several):
            return MISSING
        return self("; ").join(self.label(codes, code) for code in str(several).split(";"))

    def name(self, english: object, chinese: object) -> str:
        """The name in the reader's language where the data has both, else the one there is."""
        first, second = (chinese, english) if self.is_chinese else (english, chinese)
        for name in (first, second):
            if not is_missing(name) and str(name).strip():
                return str(name)
        return MISSING

    def number(self, value: object, digits: int = 0) -> str:
        """1234567.891 -> 1,234,567.9 with a true minus sign."""
        if is_missing(value):
            return MISSING
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(value, pattern, locale=_locale(self.code)).replace("-", MINUS)  # type: ignore[arg-type]

    def percent(self, share: object, digits: int = 0) -> str:
        """0.256 -> 26 %, in Chinese 26%. A share of nothing is missing, and shows as "–"."""
        if is_missing(share):
            return MISSING
        return self.number(Decimal(str(share)) * 100, digits) + ("%" if self.is_chinese else " %")

    def points(self, share: object, digits: int = 1) -> str:
        """A difference of two shares, in percentage points: −0.2 -> −20.0 points."""
        if is_missing(share):
            return MISSING
        return self("{number} points", number=self.number(Decimal(str(share)) * 100, digits))

    def days(self, value: object) -> str:
        """A whole number of days."""
        return MISSING if is_missing(value) else self.plural("{n} day", "{n} days", round(float(value)))  # type: ignore[arg-type]

    def day(self, value: object) -> str:
        """A date in a sentence: 21 Nov 2026, 2026年11月21日."""
        if is_missing(value):
            return MISSING
        pattern = "y年M月d日" if self.is_chinese else "d MMM y"
        return format_date(as_date(value), pattern, locale=_locale(self.code))

    def iso(self, value: object) -> str:
        """A date in a table: 2026-11-21."""
        return MISSING if is_missing(value) else as_date(value).isoformat()

    def money(self, minor: Any, currency: str, *, full: bool = False) -> str:
        """Minor units for a reader: three significant figures with 万/亿 or million/billion, or in full.

        >>> Language("en").money(4106149430636, "USD")
        'USD 41.1 billion'
        >>> Language("zh_CN").money(500000000, "CNY")
        '500万元'
        """
        if is_missing(minor):
            return MISSING
        amount = Decimal(int(minor)).scaleb(-get_currency_precision(currency))
        if full:
            number = self.number(amount, get_currency_precision(currency))
            return f"{number} 元" if self.is_chinese and currency == "CNY" else f"{currency} {number}"
        size, word = money_scale(self.code, amount)
        number = self.number(amount / size, _digits(amount / size))
        if self.is_chinese:
            return f"{number}{word}元" if currency == "CNY" else f"{number}{word} {currency}"
        return f"{currency} {number} {word}".rstrip()


SCALES: dict[str, tuple[tuple[int, str], ...]] = {
    "en": ((10**9, "billion"), (10**6, "million")),
    "zh_CN": ((10**8, "亿"), (10**4, "万")),
}


def money_scale(code: str, largest: Decimal | int) -> tuple[int, str]:
    """The one unit for a whole column or axis whose largest value (major units) is `largest`."""
    return next(((size, word) for size, word in SCALES[code] if abs(Decimal(largest)) >= size), (1, ""))


def _digits(value: Decimal) -> int:
    """Decimals that leave three significant figures, trailing zeros dropped."""
    size = abs(value)
    wanted = 2 if size < 10 else 1 if size < 100 else 0
    while wanted and value == round(value, wanted - 1):
        wanted -= 1
    return wanted


def is_missing(value: object) -> bool:
    """None, NaN, NaT and pandas' NA are one thing: not known."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas.NA has no truth value
        return True


def as_date(value: object) -> date:
    """A date out of what tables hold: datetime.date, datetime, Timestamp or numpy's datetime64."""
    if hasattr(value, "date"):
        return value.date()
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value)[:10])
