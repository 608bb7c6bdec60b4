"""The tables about durations: curves small enough to draw, numbers at risk, and the groups beside the naive figure.

`durations` has one row per project: `outcome`, `ratio`, `days` and `why_not` of `analytics.measures.durations`, and
`group`, the value by which the projects are told apart (NA: not stated; the same for all where they are not). The
six largest groups are drawn; the others are in the table of groups.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures import survival

MOST_GROUPS = 6  # curves that a reader still tells apart
MOST_STEPS = 200  # of one curve
_LEAST_AT_RISK = 0.05  # of a group: beyond, a curve rests on few projects and says more than they know
_MOST_TIMES = 6  # at which the numbers at risk are stated
_ROUND = {
    "ratio": (0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100),
    "days": (30, 90, 180, 365, 730, 1825, 3650, 7300, 18250),
}
# the words of `durations` -> ours
_OUTCOMES = {"finished": "finished", "cancelled": "cancelled", "open": "still_open"}
_WHY_NOT = {"no_start": "without_start", "no_plan": "without_plan", "ends_before_start": "ended_before_start"}


def curves(durations: pd.DataFrame, clock: str) -> pd.DataFrame:
    """`survival.steps` of each drawn group with its `group`, at most about 200 rows each, up to where it can be read.

    The curve ends where fewer than 5 % of the group are at risk. Of neighbouring times the last stays, with the sum of
    their `censored`; the day on which the baseline duration is over always does.
    """
    rows, keys = _placed(durations, clock)
    found = survival.steps(rows[rows["place"] < MOST_GROUPS], clock, "place")
    made = [_thinned(one, clock) for _, one in found.groupby("place")]
    return _keyed(pd.concat([found.head(0), *made], ignore_index=True), keys)


def incidence(durations: pd.DataFrame, clock: str) -> pd.DataFrame:
    """`curves` of all projects together, with the share finished by then (`finished_share`, `_low`, `_high`)."""
    found = _thinned(survival.steps(durations, clock), clock)
    return found.assign(
        finished_share=1 - found["open_share"],
        finished_low=1 - found["open_high"],
        finished_high=1 - found["open_low"],
    )


def at_risk(durations: pd.DataFrame, clock: str) -> pd.DataFrame:
    """How many of each drawn group were still followed at round times: `group`, `duration`, `at_risk`."""
    rows, keys = _placed(durations, clock)
    drawn = rows[(rows["place"] < MOST_GROUPS) & rows[clock].notna()]
    end = float(curves(durations, clock)["duration"].max()) if len(drawn) else 0.0
    width = next((width for width in _ROUND[clock] if end / width < _MOST_TIMES), _ROUND[clock][-1])
    times = np.arange(0, end + 1e-9, width)
    made = [
        pd.DataFrame(
            {
                "place": place,
                "duration": times,
                "at_risk": len(one) - np.searchsorted(np.sort(one[clock].to_numpy("float64")), times),
            }
        )
        for place, one in drawn.groupby("place")
    ]
    return _keyed(pd.concat([pd.DataFrame(columns=["place", "duration", "at_risk"]), *made], ignore_index=True), keys)


def groups(durations: pd.DataFrame, clock: str) -> pd.DataFrame:
    """Every group, the most projects with a duration first: what is known of it, and how long it takes.

    `projects`, `with_duration`; of these `finished`, `cancelled` and `still_open`; of the rest `without_start`,
    `without_plan` and `ended_before_start`; `finished_estimated` without a day of their own. `median_duration` with
    `duration_low` and `duration_high` beside `finished_median`, the median of the finished alone, which forgets the
    slow ones that are still open. `overrunning_share` with `_low` and `_high` and `estimator` as in
    `survival.not_finished_in_time`. `is_drawn`: among the six largest.
    """
    rows, keys = _placed(durations, clock)
    known = rows[clock].notna()
    counted = {word: (rows["outcome"] == outcome) & known for outcome, word in _OUTCOMES.items()}
    counted |= {word: rows["why_not"] == reason for reason, word in _WHY_NOT.items()}
    counted |= {"projects": known | ~known, "with_duration": known, "finished_estimated": rows["estimated"] & known}
    counts = pd.DataFrame(counted).groupby(rows["place"]).sum()
    found = survival.steps(rows, clock, "place")
    on_time = found if clock == "ratio" else survival.steps(rows, "ratio", "place")
    late = survival.at_baseline(on_time, "place")
    late.columns = late.columns.str.replace("open", "overrunning")
    table = counts.join([survival.medians(found, "place"), late])
    table["finished_median"] = rows[counted["finished"]].groupby("place")[clock].median()
    table["estimator"] = np.where(table["cancelled"] > 0, *survival.ESTIMATORS)
    table["is_drawn"] = table.index < MOST_GROUPS
    return _keyed(table.reset_index(), keys)


def _placed(durations: pd.DataFrame, clock: str) -> tuple[pd.DataFrame, pd.Series]:
    """The projects with the `place` of their group, 0 for the one with the most durations; and the groups by place."""
    code, keys = pd.factorize(durations["group"], use_na_sentinel=False)
    order = np.argsort(-np.bincount(code[durations[clock].notna()], minlength=len(keys)), kind="stable")
    return durations.assign(place=np.argsort(order)[code]), pd.Series(np.asarray(keys, dtype=object)[order])


def _keyed(table: pd.DataFrame, keys: pd.Series) -> pd.DataFrame:
    return table.assign(group=table["place"].map(keys)).drop(columns="place")


def _thinned(found: pd.DataFrame, clock: str) -> pd.DataFrame:
    kept = found[found["at_risk"] >= _LEAST_AT_RISK * found["at_risk"].max()]
    if len(kept) <= MOST_STEPS:
        return kept
    borders = np.linspace(0, kept["duration"].iloc[-1], MOST_STEPS)
    if clock == "ratio":
        borders = np.union1d(borders, 1.0)
    cell = np.searchsorted(borders, kept["duration"])
    last = kept.groupby(cell).tail(1)
    return last.assign(censored=kept.groupby(cell)["censored"].sum().to_numpy())
