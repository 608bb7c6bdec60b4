"""Days of the invented city as whole numbers (days since 1970-01-01), and its reporting dates."""

from __future__ import annotations

from datetime import date

import numpy as np

FIRST_REGISTERED = date(2019, 1, 7)
LAST_REGISTERED = date(2025, 6, 20)
LAST_REPORT = date(2025, 6, 30)
REFORM = date(2023, 1, 1)
NEVER = 10**6  # a day after everything else (the year 4707)


def number(day: date) -> int:
    """The number of a day.

    >>> number(date(1970, 1, 2))
    1
    """
    return day.toordinal() - date(1970, 1, 1).toordinal()


def numbers(days: np.ndarray) -> np.ndarray:
    """datetime64 to numbers."""
    return days.astype("datetime64[D]").astype("int64")


def days(numbers_: np.ndarray) -> np.ndarray:
    """Numbers to datetime64[s], as pandas keeps them; NEVER and beyond is NaT."""
    found = np.asarray(numbers_, dtype="int64").astype("datetime64[D]").astype("datetime64[s]")
    found[np.asarray(numbers_) >= NEVER] = np.datetime64("NaT")
    return found


def quarter_ends(count: int) -> np.ndarray:
    """The numbers of the last `count` ends of a quarter up to LAST_REPORT, oldest first.

    >>> days(quarter_ends(2)).astype("datetime64[D]").astype(str).tolist()
    ['2025-03-31', '2025-06-30']
    """
    last = np.datetime64(LAST_REPORT, "M")
    months = last - 3 * np.arange(count - 1, -1, -1) + 1
    return numbers(months.astype("datetime64[D]")) - 1


def first_of_year(year: np.ndarray) -> np.ndarray:
    """The number of January 1 of each year."""
    return numbers((np.asarray(year) - 1970).astype("datetime64[Y]"))


def year_of(number_: np.ndarray) -> np.ndarray:
    """The calendar year of each day, which is also its fiscal year."""
    return np.asarray(number_, dtype="int64").astype("datetime64[D]").astype("datetime64[Y]").astype("int64") + 1970


def index(dates: np.ndarray, day: np.ndarray) -> np.ndarray:
    """The index of the first reporting date on or after each day; len(dates) where there is none."""
    return np.searchsorted(dates, day, side="left")
