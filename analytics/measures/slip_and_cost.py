"""Slip against cost growth, project by project: do those that come later cost more, and who is far out on both?

A project is in the picture where both its slip of completion and its cost growth are known and it is not cancelled. No
limit divides late from on time here, and one large project counts as one: that is what the four-way table
(`analytics.measures.cost_and_time`) cannot show.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

FEW = 10  # projects below which a correlation is not stated
FIELDS = (48, 26)  # across and up: as fine as a reader can tell apart
_INSIDE = (0.01, 0.99)  # the quantiles to which the picture reaches
_NORMAL = float(stats.norm.ppf(0.975))


def association(projects: pd.DataFrame) -> pd.DataFrame:
    """One row: `projects` with both known, how many of them are later and dearer (`later_dearer`), only later
    (`later_only`), only dearer (`dearer_only`) and neither (`neither_moved`), and Spearman's rank correlation of slip
    and growth with its 95 % interval: `rank_correlation`, `rank_low`, `rank_high`.

    `projects` has `slip_days` and `cost_growth` (%). Later is a slip above 0, dearer a growth above 0. The correlation
    is NA for fewer than 10 projects and where all are equally late or all have grown alike. Ranks, because a few
    projects that grew tenfold would be all that an ordinary correlation sees. The interval is Fisher's z with the
    variance of Bonett and Wright, Psychometrika 65 (2000): (1 + ρ²/2) / (n − 3).

    >>> told = pd.DataFrame({"slip_days": range(12), "cost_growth": [*range(11), 0]})
    >>> association(told)[["projects", "later_dearer", "later_only"]].iloc[0].tolist()
    [12, 10, 1]
    """
    known = _known(projects)
    later, dearer = known["slip_days"] > 0, known["cost_growth"] > 0
    n = len(known)
    row: dict[str, object] = {
        "projects": n,
        "later_dearer": int((later & dearer).sum()),
        "later_only": int((later & ~dearer).sum()),
        "dearer_only": int((~later & dearer).sum()),
        "neither_moved": int((~later & ~dearer).sum()),
    }
    rho = np.nan
    if n >= FEW and known["slip_days"].nunique() > 1 and known["cost_growth"].nunique() > 1:
        rho = float(stats.spearmanr(known["slip_days"], known["cost_growth"]).statistic)
    low, high = _interval(rho, n)
    made = pd.DataFrame([row | {"rank_correlation": rho, "rank_low": low, "rank_high": high}])
    return made.astype(dict.fromkeys(["rank_correlation", "rank_low", "rank_high"], "Float64"))


def dots(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects as a picture draws them, however many there are: `slip_value` (days) and `cost_growth` (%), the
    middle of a small field; `dot_projects` in it; and `beyond`, whether they lie farther out than the picture reaches.

    The picture reaches from the first to the last hundredth of either; the fields are 48 across and 26 up.
    """
    known = _known(projects)
    if known.empty:
        return pd.DataFrame(columns=["slip_value", "cost_growth", "dot_projects", "beyond"])
    across, out_x = _fields(known["slip_days"].to_numpy("float64"), FIELDS[0])
    up, out_y = _fields(known["cost_growth"].to_numpy("float64"), FIELDS[1])
    made = pd.DataFrame({"slip_value": across, "cost_growth": up, "beyond": out_x | out_y})
    counted = made.groupby(["slip_value", "cost_growth", "beyond"]).size().rename("dot_projects").reset_index()
    return counted[["slip_value", "cost_growth", "dot_projects", "beyond"]]


def farthest(projects: pd.DataFrame, most: int = 20) -> pd.DataFrame:
    """The projects farthest out on both, the farthest first: those whose lesser rank of slip and growth is highest.

    Only the later and dearer ones, equals by `code`; `projects` also has what names them.
    """
    known = _known(projects)
    ranks = known[["slip_days", "cost_growth"]].astype("float64").rank(pct=True).min(axis=1)
    both = known.assign(rank=ranks)[(known["slip_days"] > 0) & (known["cost_growth"] > 0)]
    first = both.sort_values(["rank", "code"], ascending=[False, True]).head(most)
    return first.drop(columns="rank").reset_index(drop=True)


def _known(projects: pd.DataFrame) -> pd.DataFrame:
    return projects[projects["slip_days"].notna() & projects["cost_growth"].notna()].reset_index(drop=True)


def _interval(rho: float, n: int) -> tuple[float, float]:
    if np.isnan(rho):
        return np.nan, np.nan
    if abs(rho) >= 1:  # Fisher's z has no end there
        return rho, rho
    reach = _NORMAL * np.sqrt((1 + rho**2 / 2) / (n - 3))
    return float(np.tanh(np.arctanh(rho) - reach)), float(np.tanh(np.arctanh(rho) + reach))


def _fields(values: np.ndarray, fields: int) -> tuple[np.ndarray, np.ndarray]:
    """The middle of the field of each value, and whether it lies beyond the picture and stands at its edge."""
    low, high = np.quantile(values, _INSIDE)
    low, high = min(low, 0.0), max(high, 0.0)  # a reader looks for the lines of nothing moved
    width = (high - low) / fields or 1.0
    at = np.clip(np.round(np.clip(values, low, high) / width), np.ceil(low / width), np.floor(high / width))
    return at * width, (values < low) | (values > high)
