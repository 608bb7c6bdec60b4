"""One cell to one value, by the type of its field: amounts, per cents, code words, lists (dates: `days`).

Each reader takes the cell's text and gives the value, None where the cell says "not known", or a
`Bad` with the reason and what would be allowed. Nothing is guessed and nothing is mended.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from analytics import money
from analytics.errors import PortfolioError
from analytics.language import N_
from data.importers.mapping_check import UNITS
from data.importers.reading import ErrorValue, Formula


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a cell cannot be used, and what can; both are catalogue entries or lists of words."""

    message: str
    allowed: str


Reader = Callable[[str], Any]

NOT_MONEY = Bad(N_("This is not an amount of money."), N_("a number such as 1,234.50 or −3"))
TOO_LARGE = Bad(N_("This amount is too large."), N_("up to 90 quadrillion; is the unit right?"))
NOT_PERCENT = Bad(N_("This is not a per cent."), N_("a number such as 85 or 85%"))
NOT_WHOLE = Bad(N_("This is not a whole number."), N_("a whole number such as 3"))
NOT_A_YEAR = Bad(N_("This is not a year."), N_("a year such as 2023"))
UNKNOWN_CODE = N_("This word is not in the mapping's code list.")
NO_SUCH_TEXT = Bad(N_("This text holds characters that no database keeps."), N_("text without NUL characters"))
TOO_LONG = N_("This text has more characters than can be kept.")
FORMULA = Bad(N_("This cell is a formula, and formulas are not computed."), N_("the value itself, pasted as a value"))
ERROR_VALUE = Bad(N_("This cell holds a spreadsheet error."), N_("a value or an empty cell"))
OTHER_CURRENCY = Bad(N_("This amount is in another currency than the column."), N_("the currency of the mapping"))

MINUS = str.maketrans("−–—", "---")
_SYMBOLS = {"£": ("GBP",), "€": ("EUR",), "¥": ("CNY", "JPY"), "￥": ("CNY", "JPY"), "元": ("CNY",)}
_CELL_UNITS = {**UNITS, "m": UNITS["million"], "bn": UNITS["billion"], "k": UNITS["thousand"]}
del _CELL_UNITS["1"]
_AMOUNT = re.compile(
    r"(?P<sign>[-+]?)\s*(?P<symbol>[£€¥$]|[A-Z]{3}(?![a-z])|人民币)?\s*(?P<sign2>[-+]?)"
    r"(?P<number>\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?P<power>[eE][-+]?\d{1,2})?"
    r"\s*(?P<unit>[^\W\d_]+)?"
)


def money_reader(unit: Decimal, currency: str, decimal: str = ".", zero_is_unknown: bool = False) -> Reader:
    """Amounts as whole minor units, exactly. A unit in the cell itself ("12.5亿元") wins over the column's."""

    def read(text: str) -> int | Bad | None:
        plain = unicodedata.normalize("NFKC", text).translate(MINUS).strip()
        negative = plain.startswith("(") and plain.endswith(")")  # accountants' (1,234)
        plain = plain[1:-1].strip() if negative else plain
        if decimal == ",":
            plain = plain.translate(str.maketrans(".,", " ."))
        found = _AMOUNT.fullmatch(plain)
        if not found or (found["sign"] and found["sign2"]):
            return NOT_MONEY
        size = unit
        if found["unit"]:
            if found["unit"] not in _CELL_UNITS:
                return NOT_MONEY
            size = _CELL_UNITS[found["unit"]]
        symbol = found["symbol"] or ("元" if "元" in (found["unit"] or "") else "")
        if symbol and not _is_currency(symbol, currency):
            return OTHER_CURRENCY
        amount = Decimal(re.sub(r"[, ]", "", found["number"]) + (found["power"] or "")) * size
        if negative or "-" in (found["sign"], found["sign2"]):
            amount = -amount
        if zero_is_unknown and not amount:
            return None
        if amount.adjusted() > 20:
            return TOO_LARGE
        try:
            return money.to_minor(amount, currency)
        except PortfolioError:
            return TOO_LARGE

    return read


def _is_currency(symbol: str, currency: str) -> bool:
    if symbol == "$":
        return currency.endswith("D") or currency in ("MXN", "ARS", "CLP", "COP")
    return currency in _SYMBOLS.get(symbol, ("CNY",) if symbol == "人民币" else (symbol,))


_NUMBER = re.compile(r"([-+]?)(\d+(?:\.\d*)?|\.\d+)\s*(%?)")


def percent_reader(unit: str = "%") -> Reader:
    """Per cents, 0 to 100. With the unit "share" a plain 0.85 is 85; a cell's own % sign always wins."""

    def read(text: str) -> float | Bad:
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).translate(MINUS).strip())
        if not found or len(found[2]) > 20:
            return NOT_PERCENT
        number = Decimal(found[1] + found[2])
        return float(number * 100 if unit == "share" and not found[3] else number)

    return read


def integer_reader(smallest: int, largest: int, bad: Bad) -> Reader:
    """Whole numbers within bounds; "2023年" is 2023."""

    def read(text: str) -> int | Bad:
        plain = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
        if not re.fullmatch(r"-?[0-9]{1,9}(\.0+)?", plain):
            return bad
        number = int(plain.partition(".")[0])
        return number if smallest <= number <= largest else bad

    return read


def code_reader(words: dict[str, str], own: Iterable[str]) -> Reader:
    """Words of the source to our codes: the mapping's list first, then our own codes; case does not matter."""
    table = {code.casefold(): code for code in own} | {_word(word): code for word, code in words.items()}
    allowed = ", ".join(dict.fromkeys((*words, *own)))

    def read(text: str) -> str | Bad | None:
        code = table.get(_word(text))
        return Bad(UNKNOWN_CODE, allowed) if code is None else code or None

    return read


class Light(NamedTuple):
    """A light in the words of the report, and in our own three."""

    word: str
    code: str | None


def light_reader(words: dict[str, str], own: Iterable[str]) -> Reader:
    """A light on whatever scale; a word that the mapping maps to "" is kept without a light of ours."""
    code = code_reader(words, own)

    def read(text: str) -> Light | Bad:
        found = code(text)
        return found if isinstance(found, Bad) else Light(text, found)

    return read


YES_NO = {
    **dict.fromkeys(("yes", "y", "true", "1", "是", "√", "✓"), 1),
    **dict.fromkeys(("no", "n", "false", "0", "否", "×"), 0),
}


def yes_no_reader(words: dict[str, str]) -> Reader:
    """Yes is 1, no is 0; the mapping may add words for "yes" and "no"."""
    table = YES_NO | {_word(word): {"yes": 1, "no": 0}.get(code) for word, code in words.items()}
    bad = Bad(UNKNOWN_CODE, ", ".join((*words, *YES_NO)))

    def read(text: str) -> int | Bad | None:
        return table.get(_word(text), bad)

    return read


def text_reader(longest: int | None = None) -> Reader:
    """Text as it stands. Too long for its column in the database is a problem, never a cut."""

    def read(text: str) -> str | Bad:
        if re.search("[\x00\ud800-\udfff]", text):
            return NO_SUCH_TEXT
        return Bad(TOO_LONG, f"≤ {longest}") if longest and len(text) > longest else str(text)

    return read


def bodies_reader(separators: Iterable[str], longest: int = 800) -> Reader:
    """Names of organisations, cut only at the mapping's separators: a comma in a name is part of the name."""
    cut = re.compile("|".join(re.escape(each) for each in separators)) if separators else None
    name = text_reader(longest)

    def read(text: str) -> tuple[str, ...] | Bad | None:
        parts = [re.sub(r"\s+", " ", part).strip() for part in (cut.split(text) if cut else [text])]
        made = [name(part) for part in dict.fromkeys(parts) if part]
        return next((part for part in made if isinstance(part, Bad)), tuple(made) or None)

    return read


def cell_reader(read: Reader, null_words: Iterable[str], null_patterns: Iterable[str]) -> Reader:
    """The reader with what holds for every cell: empty and null words are None; formulas and errors are bad."""
    words = {_word(word) for word in null_words} | {""}
    longest = 2 * max(map(len, words))  # a longer text is no null word, whatever spaces it holds
    patterns = [re.compile(pattern) for pattern in null_patterns]
    known: dict[str, Any] = {}

    def cell(text: str) -> Any:
        if isinstance(text, Formula):
            return FORMULA
        if isinstance(text, ErrorValue):
            return None if _word(text) in words else ERROR_VALUE
        try:
            return known[text]
        except KeyError:
            pass
        is_null = not text or (len(text) <= longest and _word(text) in words) or any(p.search(text) for p in patterns)
        value = None if is_null else read(text)
        if len(known) > 100_000:  # many different texts: remembering them costs more than reading them
            known.clear()
        known[text] = value
        return value

    return cell


def _word(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
