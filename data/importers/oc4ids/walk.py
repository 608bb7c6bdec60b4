"""Reading one project's JSON by path: what is read is remembered, what has the wrong type is a problem.

At the end `left` names every value that nobody asked for, so that what is not stored is counted by
walking the data and not by keeping a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from sqlalchemy import String

from analytics import money
from analytics.errors import PortfolioError
from analytics.language import N_
from data import schema
from data.importers.batch import Problem

Path = tuple[str | int, ...]
Tell = Callable[[Problem], None]

WRONG_TYPE = N_("The value has the wrong type.")
MISSING = N_("The value is missing.")
TOO_LONG = N_("The text is too long.")
UNREADABLE = N_("The text holds characters that cannot be stored.")
NOT_A_DATE = N_("The value is not a date.")
NOT_MONEY = N_("The value is not an amount of money.")
UNKNOWN_CURRENCY = N_("The currency is not known.")

A_TEXT, A_NUMBER, A_LIST, AN_OBJECT = N_("a text"), N_("a number"), N_("a list"), N_("an object")
A_DATE = N_("a date such as 2025-06-30 or 2025-06-30T00:00:00Z")
A_CURRENCY = N_("a currency code of ISO 4217, such as CNY")
PRINTABLE = N_("characters of Unicode, without NUL")
SHORTER = N_("a shorter text")

LONGEST_AMOUNT = 17  # digits before the point: more do not fit in a 64-bit count of minor units


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units."""

    amount: int
    currency: str


@dataclass(slots=True)
class Report:
    """Where problems of one project go, and which of its values were read."""

    file: str
    row: int
    tell: Tell
    read: set[Path] = field(default_factory=set)
    told: set[tuple[Path, str]] = field(default_factory=set)

    def problem(self, path: Path, message: str, found: object = None, allowed: str | None = None) -> None:
        if (path, message) in self.told:  # a value may be asked for twice
            return
        self.told.add((path, message))
        shown = None if found is None else str(found)[:200].encode("utf-8", "replace").decode().replace("\0", "�")
        self.tell(Problem(self.file, message, self.row, spelled(path)[:500], shown, allowed))


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON object within a project; a missing one reads as empty."""

    report: Report
    path: Path
    value: dict[str, object]

    def __bool__(self) -> bool:
        return bool(self.value)

    def get(self, name: str) -> object:
        """A raw value, marked as read."""
        self.report.read.add((*self.path, name))
        return self.value.get(name)

    def forget(self) -> None:
        """Take back that values of this object were read: they turned out not to be stored."""
        self.report.read.difference_update(inside(self.path, self.value))

    def node(self, name: str) -> Node:
        """An object within this one."""
        value = self.value.get(name)
        if isinstance(value, dict):
            return Node(self.report, (*self.path, name), value)
        if value is not None:
            self._wrong(name, AN_OBJECT)
        return Node(self.report, (*self.path, name), {})

    def nodes(self, name: str) -> Iterator[Node]:
        """The objects of a list within this one."""
        value = self.value.get(name)
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield Node(self.report, (*self.path, name, index), item)
                elif item is not None:
                    self._wrong(name, AN_OBJECT, index)
        elif value is not None:
            self._wrong(name, A_LIST)

    def texts(self, name: str) -> list[tuple[int, str]]:
        """The texts of a list with their places, not yet marked as read: see `take`."""
        value = self.value.get(name)
        if value is not None and not isinstance(value, list):
            self._wrong(name, A_LIST)
        found = []
        for index, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, str) and _is_readable(item):
                found.append((index, item))
            elif isinstance(item, str):
                self.take(name, index)
                self.report.problem((*self.path, name, index), UNREADABLE, item, PRINTABLE)
            elif item is not None:
                self._wrong(name, A_TEXT, index)
        return found

    def take(self, name: str, index: int) -> None:
        """Mark a text of a list as read."""
        self.report.read.add((*self.path, name, index))

    def text(self, name: str, longest: int = 100_000) -> str | None:
        """A text without the blanks around it, None where it is missing or empty."""
        value = self.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self._wrong(name, A_TEXT)
            return None
        text = value.strip()
        if len(text) > longest:
            self._problem(name, TOO_LONG, text, SHORTER)
            return None
        if not _is_readable(text):
            self._problem(name, UNREADABLE, text, PRINTABLE)
            return None
        return text or None

    def day(self, name: str) -> date | None:
        """A date, or the day of a moment as it is written, whatever its time zone."""
        text = self.text(name, 40)
        if text is None:
            return None
        try:
            return datetime.fromisoformat(text).date()
        except ValueError:
            self._problem(name, NOT_A_DATE, text, A_DATE)
            return None

    def number(self, name: str) -> Decimal | None:
        """A number, also one that is written as a text."""
        value = self.get(name)
        number = None
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
        elif isinstance(value, str):
            with suppress(ArithmeticError):
                number = Decimal(value.strip())
        if number is not None and number.is_finite() and number.adjusted() < LONGEST_AMOUNT:
            return number
        if value is not None:
            self._wrong(name, A_NUMBER)
        return None

    def money(self, name: str) -> Money | None:
        """An OC4IDS value {amount, currency}. An amount without a known currency is a problem."""
        node = self.node(name)
        amount = node.get("amount")
        currency = node.text("currency")
        if amount is None:
            return None
        if not isinstance(amount, int | Decimal) or isinstance(amount, bool):
            node._wrong("amount", A_NUMBER)
            return None
        if currency is None:
            node._problem("currency", MISSING, None, A_CURRENCY)
            return None
        if not money.is_currency(currency):
            node._problem("currency", UNKNOWN_CURRENCY, currency, A_CURRENCY)
            return None
        number = Decimal(amount)
        if number.is_zero():
            return Money(0, currency)
        if number.adjusted() >= LONGEST_AMOUNT:
            node._problem("amount", NOT_MONEY, amount, A_NUMBER)
            return None
        try:
            return Money(money.to_minor(number, currency), currency)
        except (PortfolioError, ArithmeticError):
            node._problem("amount", NOT_MONEY, amount, A_NUMBER)
            return None

    def _wrong(self, name: str, allowed: str, index: int | None = None) -> None:
        found = self.value[name]
        path: Path = (*self.path, name)
        if index is not None and isinstance(found, list):
            found, path = found[index], (*path, index)
        self.report.read.update((path, *inside(path, found)))
        self.report.problem(path, WRONG_TYPE, found, allowed)

    def _problem(self, name: str, message: str, found: object, allowed: str) -> None:
        self.report.problem((*self.path, name), message, found, allowed)


def _is_readable(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def longest(table: str, column: str) -> int:
    """How long a text the database takes."""
    return cast(String, schema.metadata.tables[table].c[column].type).length or 0


def spelled(path: Path) -> str:
    """A path as the standard's documents write it: budget/amount/currency, parties/0/name."""
    return "/".join(str(part) for part in path)


def inside(path: Path, value: object) -> Iterator[Path]:
    """The paths of all values below a value; null, and lists and objects without anything, say nothing."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from inside((*path, name), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from inside((*path, index), item)
    elif value is not None:
        yield path


def left(report: Report, project: dict[str, object]) -> Iterator[str]:
    """The kinds of values that were not read, once for each: documents/title, without places in lists."""
    for path in inside((), project):
        if path not in report.read:
            yield spelled(tuple(part for part in path if isinstance(part, str)))
