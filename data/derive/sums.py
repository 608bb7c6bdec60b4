"""Sums of whole 64-bit numbers, which wrap around without a word: one that does not fit is refused."""

from __future__ import annotations

import pandas as pd

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.money import LARGEST

TOO_MUCH = N_("The amounts add up to more than can be kept. Is the unit of a column wrong?")


def summed(frame: pd.DataFrame, names: list[str], measures: list[str]) -> pd.DataFrame:
    """The sums of the measures by the columns `names`, in the order in which the groups first appear."""
    refuse_overflow(frame, names, measures)
    return frame.groupby(names, as_index=False, sort=False)[measures].sum()


def refuse_overflow(frame: pd.DataFrame, names: list[str], measures: list[str]) -> None:
    """PortfolioError where a sum by `names` does not fit in 64 bits."""
    sizes = frame[measures].astype("Float64").abs()
    if (sizes.sum() > LARGEST).any():  # seldom: only then are the groups looked at
        refuse_beyond(sizes.groupby([frame[name] for name in names]).sum())


def refuse_beyond(sums: pd.DataFrame) -> None:
    """PortfolioError where one of some sums, taken as floating-point numbers, does not fit in 64 bits."""
    if (sums.abs() > LARGEST).any(axis=None):
        raise PortfolioError(TOO_MUCH)
