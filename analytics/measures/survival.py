"""How long projects really take, with the unfinished and the cancelled kept.

The mean of the finished alone is too good: the slow ones are still open. So an open project counts as "not finished
by then" (right-censored), and a cancelled one as an event that competes with finishing: it will never be finished,
and to treat it as open would overstate completion. The estimate is Aalen and Johansen's cumulative incidence,

    F(t) = Σ S(t_i−) · d_i / n_i        over the times t_i ≤ t at which projects finish

d_i the number that finish at t_i, n_i the number at risk just before it, and S the Kaplan-Meier share of those neither
finished nor cancelled. Not yet finished is 1 − F; where nobody is cancelled, that is the Kaplan-Meier curve itself.

Intervals are pointwise at 95 %, log-log on 1 − F, with the delta-method variance of statsmodels (Greenwood's where
nobody is cancelled). At shares of 0 and 1 that variance says nothing; there stands Wilson's interval of the projects
whose state at that time is known. Curves start at 0; open projects that leave at t are still at risk at t.

Sources: E. L. Kaplan and P. Meier, JASA 53 (1958) 457-481; O. O. Aalen and S. Johansen, Scand. J. Statist. 5 (1978)
141-150; G. E. Dinse and M. G. Larson, Biometrika 73 (1986) 379-386 (variance); R. Brookmeyer and J. Crowley,
Biometrics 38 (1982) 29-41 (interval of the median); N. Mantel, Cancer Chemotherapy Reports 50 (1966) 163-170
(log-rank).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtri
from scipy.stats import chi2
from statsmodels.duration.survfunc import CumIncidenceRight, survdiff

from analytics.measures.intervals import CONFIDENCE, wilson

ESTIMATORS = ("aalen_johansen", "kaplan_meier")  # where somebody was cancelled, and where nobody was
LEAST_FINISHED = 5  # in a group that takes part in the log-rank test
_CAUSES = {"open": 0, "finished": 1, "cancelled": 2}  # as statsmodels counts them
_HALF = 0.5 + 1e-9  # a share of exactly one half, as floating point may write it


def steps(durations: pd.DataFrame, clock: str = "ratio", by: str | None = None) -> pd.DataFrame:
    """The estimate at 0 and at every time at which a project finishes, is cancelled or leaves unfinished.

    `durations` has the column `clock` (`ratio` or `days`; projects for which it is NA are left out), `outcome`
    (finished, cancelled, open) and `by`, whole numbers that tell groups apart. Columns out, sorted by `by` and
    `duration`: `at_risk` just before it; `finished`, `cancelled` and `censored` at it; `open_share` (not yet finished,
    1 − F) and `cancelled_share` (cancelled by then), with `_low` and `_high`. No rows where there are no projects.

    >>> found = steps(pd.DataFrame({"ratio": [0.5, 1, 2], "outcome": ["finished", "open", "finished"]}))
    >>> found[["duration", "at_risk", "open_share"]].round(3).to_numpy().tolist()
    [[0.0, 3.0, 1.0], [0.5, 3.0, 0.667], [1.0, 2.0, 0.667], [2.0, 1.0, 0.0]]
    """
    known = durations[durations[clock].notna()]
    time = known[clock].to_numpy("float64")
    cause = known["outcome"].map(_CAUSES).to_numpy("int64")
    group = known[by].to_numpy() if by else np.zeros(len(known), int)
    keys = np.unique(group) if len(group) else [0]  # a curve without rows has the columns all the same
    curves = [_curve(time[group == key], cause[group == key]).assign(**{by or "group": key}) for key in keys]
    table = pd.concat(curves, ignore_index=True)
    table["open_low"], table["open_high"] = _interval(table["open_share"], table["open_error"], table["seen"])
    kept_low, kept_high = _interval(1 - table["cancelled_share"], table["cancelled_error"], table["seen"])
    table["cancelled_low"], table["cancelled_high"] = 1 - kept_high, 1 - kept_low
    return table.drop(columns=["open_error", "cancelled_error", "seen", *([] if by else ["group"])])


def _curve(time: np.ndarray, cause: np.ndarray) -> pd.DataFrame:
    """One curve with its standard errors; `seen` is how many are known to be finished, cancelled or still there."""
    at = np.union1d(time, 0.0) if len(time) else time
    place = np.searchsorted(at, time)
    finished, cancelled, censored = (
        np.bincount(place[cause == _CAUSES[word]], minlength=len(at)) for word in ("finished", "cancelled", "open")
    )
    gone = (finished + cancelled + censored).cumsum()
    done, dropped = ((np.zeros(len(at)), np.full(len(at), np.nan)) for _ in ("finished", "cancelled"))
    if cause.any():  # statsmodels knows no curve without an event
        # Greenwood's term divides by zero at a time at which nobody is left, which gives nan: no interval there
        with np.errstate(divide="ignore", invalid="ignore"):
            made = CumIncidenceRight(time, cause)
        places = np.searchsorted(at, made.times)  # all of `at` but perhaps its 0
        for (share, error), estimate, spread in zip((done, dropped), made.cinc, made.cinc_se, strict=False):
            share[places], error[places] = np.clip(estimate, 0, 1), spread
    return pd.DataFrame(
        {
            "duration": at,
            "at_risk": len(time) - (gone - finished - cancelled - censored),
            "finished": finished,
            "cancelled": cancelled,
            "censored": censored,
            "open_share": 1 - done[0],
            "open_error": done[1],
            "cancelled_share": dropped[0],
            "cancelled_error": dropped[1],
            "seen": len(time) - (censored.cumsum() - censored),
        }
    )


def _interval(share: pd.Series, error: pd.Series, seen: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Log-log interval of a share that only falls, Wilson's of `seen` projects where it is not defined."""
    inside = (share > 1e-12) & (share < 1 - 1e-12) & (error > 0)  # nan is not above 0
    z = float(ndtri(1 - (1 - CONFIDENCE) / 2))
    reach = np.exp(z * error / (share * -np.log(share.where(inside))))
    ends = share**reach, share ** (1 / reach)
    rest = wilson(share[~inside] * seen[~inside], seen[~inside])
    low, high = (end.where(inside).fillna(other.astype("float64")) for end, other in zip(ends, rest, strict=True))
    return low, high


def medians(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """By which time half are finished, from `steps`: `median_duration`, `duration_low` and `duration_high` by `by`.

    The interval holds every time at which one half lies inside the interval of the curve. NA where the curve or the
    end of its interval does not come down to one half.
    """
    ends = {"median_duration": "open_share", "duration_low": "open_low", "duration_high": "open_high"}
    reached = {name: found[found[end] <= _HALF].groupby(by)["duration"].first() for name, end in ends.items()}
    return pd.DataFrame(reached, index=pd.Index(found[by].unique(), name=by))


def at_baseline(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """`open_share` with `_low` and `_high` when the baseline duration is over, from `steps` on the ratio clock.

    NA where the last project to be seen was seen unfinished before that: the curve does not reach it.
    """
    last = found.groupby(by)[["duration", "censored"]].last()
    followed = (last["duration"] >= 1.0) | (last["censored"] == 0)
    by_then = found[found["duration"] <= 1.0].groupby(by)[["open_share", "open_low", "open_high"]].last()
    return by_then.where(followed, axis=0)


def not_finished_in_time(durations: pd.DataFrame) -> dict[str, object]:
    """Delay rate 5: the share not finished when their baseline duration is over, 1 − F(1.0) on the ratio clock.

    `durations` has `ratio` (NA: not counted) and `outcome`. Out: `n` projects with a ratio, `share`, `low`, `high` and
    `estimator`. A project that finishes on the day counts as in time, a cancelled one as never finished. The share is
    nan where no project was followed that far.

    >>> outcome = ["finished", "finished", "open", "open"]
    >>> found = not_finished_in_time(pd.DataFrame({"ratio": [1.0, 0.8, 1.5, 0.4], "outcome": outcome}))
    >>> found["n"], round(found["share"], 3), found["estimator"]
    (4, 0.333, 'kaplan_meier')
    """
    known = durations[durations["ratio"].notna()]
    found = at_baseline(steps(known.assign(group=0), by="group"), "group")
    share, low, high = found.iloc[0].tolist() if len(found) else [np.nan] * 3
    method = ESTIMATORS[0] if (known["outcome"] == "cancelled").any() else ESTIMATORS[1]
    return {"n": len(known), "share": share, "low": low, "high": high, "estimator": method}


def log_rank(durations: pd.DataFrame, clock: str = "ratio") -> dict[str, object]:
    """Do the groups finish equally fast? The log-rank test of the column `group` on the hazard of finishing.

    Cancelled projects leave the risk set when they are cancelled, so the test is about the cause-specific hazard:
    how fast those finish that are still under way. Groups with fewer than 5 finished projects, and projects of which
    no group is stated, take no part. Out: `groups` compared, `groups_left_out`, `projects`, `finished` and `cancelled`
    in them, `chi2`, its degrees of `freedom`, `p` and `refusal`: few_groups where fewer than two are left, same_time
    where all finish at one time, else None.
    """
    known = durations[durations[clock].notna() & durations["group"].notna()]
    finished = (known["outcome"] == "finished").groupby(known["group"]).transform("sum")
    kept = known[finished >= LEAST_FINISHED]
    result: dict[str, object] = {
        "groups": kept["group"].nunique(),
        "groups_left_out": known["group"].nunique() - kept["group"].nunique(),
        "projects": len(kept),
        **{word: int((kept["outcome"] == word).sum()) for word in ("finished", "cancelled")},
        **dict.fromkeys(("chi2", "freedom", "p", "refusal")),
    }
    if kept["group"].nunique() < 2:
        return result | {"refusal": "few_groups"}
    event = (kept["outcome"] == "finished").to_numpy("int64")
    try:
        statistic, _ = survdiff(whole(kept[clock], clock), event, pd.factorize(kept["group"], sort=True)[0])
    except np.linalg.LinAlgError:  # a variance of zero
        return result | {"refusal": "same_time"}
    freedom = kept["group"].nunique() - 1
    # statsmodels takes 1 − cdf, which is zero long before p is
    return result | {"chi2": float(statistic), "freedom": freedom, "p": float(chi2.sf(statistic, freedom))}


def whole(durations: pd.Series, clock: str) -> np.ndarray:
    """Durations in whole days, or in whole per cents of the planned duration, for tests and regressions.

    Finer than that the reports do not tell, and a portfolio of 100,000 projects then has a few hundred distinct times
    rather than as many as projects: seconds rather than minutes. Ties are dealt with by the methods themselves.
    """
    return np.round(durations.to_numpy("float64") * (1 if clock == "days" else 100))
