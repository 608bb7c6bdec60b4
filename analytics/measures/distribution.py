"""How values are spread: boxes with whiskers, the outliers by distance, and the same as columns of dots.

The median stands beside the mean, and the mean beside what it is without the outliers: one satellite
doubled the mean delay of NASA's projects (GAO-13-276SP). Whiskers are Tukey's: the last values within
1.5 interquartile ranges of the box. A table has one row per value, with the column `kind` that keeps
distributions apart and `value`, a whole number of any unit, never missing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

_BINS, _TALLEST = 70, 26  # columns of dots over the middle of the picture; dots in the tallest column
_WHISKER = 1.5  # interquartile ranges from the box to the fence
_EDGE = 6.0  # beyond this many interquartile ranges a dot stands on the edge of the picture


def spread(values: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    """The distribution of each kind, one row a kind, also where it has no value.

    `known` values with their quartiles `quarter`, `median`, `three_quarter`; `low_whisker` and
    `high_whisker` are the last values within the fences; `outliers` lie beyond them; `mean` with them and
    `mean_inside` without; `least` and `most`.
    """
    return pd.DataFrame(
        [{"kind": kind, **_box(values.loc[values["kind"] == kind, "value"].to_numpy("float64"))} for kind in kinds]
    )


def outliers(values: pd.DataFrame, kinds: Sequence[str]) -> pd.DataFrame:
    """The rows beyond the whiskers of their kind, farthest from its median first."""
    boxes = spread(values, kinds).set_index("kind")
    low, high, median = (
        values["kind"].map(boxes[name]).astype("float64") for name in ("low_whisker", "high_whisker", "median")
    )
    at = values["value"].astype("float64")
    farthest = (at - median).abs()[(at < low) | (at > high)].sort_values(ascending=False, kind="stable")
    return values.loc[farthest.index]


def dots(values: pd.DataFrame, widths: Sequence[int], tallest: int = _TALLEST) -> pd.DataFrame:
    """Columns of dots: `kind`, `value` (mid-column), `dot_level` (1 is lowest), `dot_projects`, `beyond`.

    The columns of all kinds are equally wide, by the first of `widths` that leaves no more than the
    picture holds. A dot stands for `dot_projects` values, so that the tallest column stays legible; a
    column's last dot may stand for fewer. Values far outside the box stand at the edge, with `beyond` true.
    """
    if values.empty:
        return pd.DataFrame(columns=["kind", "value", "dot_level", "dot_projects", "beyond"])
    at = values["value"].to_numpy(dtype="int64")
    low, high = _edges(at)
    width = _column_width(np.clip(at, low, high), widths)
    column = np.floor_divide(np.clip(at, low, high), width)
    counted = (
        values.assign(column=column, beyond=(at < low) | (at > high))
        .groupby(["kind", "column"], observed=True)
        .agg(n=("column", "size"), beyond=("beyond", "any"))
        .reset_index()
    )
    each = max(1, int(np.ceil(counted["n"].max() / tallest)))
    drawn = counted.loc[counted.index.repeat(np.ceil(counted["n"] / each).astype("int64"))]
    return pd.DataFrame(
        {
            "kind": drawn["kind"],
            "value": drawn["column"] * width + width // 2,
            "dot_level": drawn.groupby(level=0).cumcount() + 1,
            "dot_projects": each,
            "beyond": drawn["beyond"],
        }
    ).reset_index(drop=True)


def _box(values: np.ndarray) -> dict[str, float | int | None]:
    names = ("quarter", "median", "three_quarter", "low_whisker", "high_whisker")
    if not len(values):
        return {"known": 0, "outliers": 0} | dict.fromkeys((*names, "mean", "mean_inside", "least", "most"))
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75])
    reach = _WHISKER * (high - low)
    inside = values[(values >= low - reach) & (values <= high + reach)]
    return {
        "known": len(values),
        "outliers": len(values) - len(inside),
        **dict(zip(names, (low, middle, high, inside.min(), inside.max()), strict=True)),
        "mean": values.mean(),
        "mean_inside": inside.mean(),
        "least": values.min(),
        "most": values.max(),
    }


def _edges(values: np.ndarray) -> tuple[float, float]:
    low, high = np.quantile(values, [0.25, 0.75])
    reach = _EDGE * max(high - low, 1.0)
    return max(values.min(), low - reach), min(values.max(), high + reach)


def _column_width(values: np.ndarray, widths: Sequence[int]) -> int:
    low, high = np.quantile(values, [0.02, 0.98])
    return next((width for width in widths if (high - low) / width <= _BINS), widths[-1])
