"""Rows of a fact table in the importers' words, made from positions, indices and day numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.importers.batch import FACTS
from data.sample import calendar

CURRENCY = "CNY"


def facts(
    table: str, projects: pd.DataFrame, dates: np.ndarray, row: np.ndarray, at: np.ndarray, **columns: object
) -> pd.DataFrame:
    """The rows of one fact table: `row` is the position of the project, `at` the index of the reporting date.

    The invented city comes from no file, so there are no columns of a source.
    """
    frame = pd.DataFrame(
        {
            "project": projects["code"].to_numpy(dtype=object)[row],
            "as_of": calendar.days(dates[at]),
            **columns,
        }
    )
    if "currency" in FACTS[table]:
        frame["currency"] = CURRENCY
    return frame[list(FACTS[table])]


def money(fen: np.ndarray, unknown: np.ndarray | None = None) -> pd.Series:
    """Whole fen, Int64; missing where `unknown`."""
    series = pd.Series(np.asarray(fen, dtype="int64")).astype("Int64")
    return series if unknown is None else series.mask(unknown)


def to_wan(fen: np.ndarray) -> np.ndarray:
    """Rounded to whole 万元 (10,000 yuan), as budgets are written; at least one."""
    return np.maximum(1, np.round(np.asarray(fen) / 1e6)).astype("int64") * 1_000_000


def choose(unknown: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The values as objects, None where unknown."""
    found = np.asarray(values, dtype=object).copy()
    found[unknown] = None
    return found


def snapshots(projects: pd.DataFrame, dates: np.ndarray, found: pd.DataFrame) -> pd.DataFrame:
    """`milestone_snapshot` from what `schedules.milestones` gives; baseline number 0 is none."""
    number = found["baseline_no"].astype("Int64")
    return facts(
        "milestone_snapshot", projects, dates, found["row"].to_numpy(), found["at"].to_numpy(),
        milestone=found["milestone"].to_numpy(dtype=object),
        baseline_no=number.mask(number == 0),
        **{column: calendar.days(found[column].to_numpy()) for column in ("baseline", "forecast", "actual")},
    )  # fmt: skip
