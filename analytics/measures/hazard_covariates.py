"""What goes into the regression of durations: sector, tier and budget, as far as the data carry them.

A coefficient needs ten projects that finished, the usual guard against numbers that the next report overturns
(P. Peduzzi et al., J. Clin. Epidemiol. 49 (1996) 1373-1379). Where there are fewer, the covariate with the most
coefficients is dropped, and what is dropped is named with its reason: nothing disappears in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analytics.measures import hazards
from analytics.measures.survival import whole

COVARIATES = ("sector", "tier", "budget")
LEAST_EVENTS = 10  # finished projects for each coefficient, and in each level
POOLED = "*"  # the level of all small levels together
TENFOLD = "tenfold"  # the level of the budget: one ten times as large
_LEAST_KNOWN = 0.8  # of the projects must be left, else a covariate is dropped and not the projects
_MODEL = ("log_likelihood", "chi2", "freedom", "p", "concordance", "check_chi2", "check_p", "refusal")
_TERMS = ["covariate", "covariate_level", "term_state", "projects", "finished"]
_ESTIMATES = [
    "coefficient", "standard_error", "hazard_ratio", "hazard_low", "hazard_high", "p", "check_chi2", "check_p"
]  # fmt: skip


Term = dict[str, Any]


def fit(durations: pd.DataFrame, clock: str) -> tuple[pd.DataFrame, dict[str, object]]:
    """The terms and the model of how fast projects finish by sector, tier and budget.

    `durations` has `clock` (NA: left out), `outcome`, `sector`, `tier`, `currency` and `budget` (minor units). Terms
    out: `covariate`, `covariate_level` ("" not stated; "*" all small levels together; "tenfold" for the budget),
    `projects` and `finished` in it, the columns of `hazards.Cox.terms` (NA where not fitted) and `term_state`:

        fitted, pooled    has a hazard ratio; pooled are the levels with fewer than 10 finished, together
        reference         the most frequent level, with which the others are compared
        few_finished      fewer than 10 finished, even pooled: its projects are not in the model
        few_events        dropped: fewer than 10 finished projects for each coefficient, or more than 20 % of the
                          projects in levels with too few
        constant          the same for all projects
        collinear         the terms before it say the same
        no_budget         fewer than 80 % of the projects have a budget in the most frequent currency

    The budget counts in powers of ten; its ratio is that of a budget ten times as large, in projects of one currency.
    The model is `hazards.Cox.model` with `cancelled`, `left_out` projects, the `currency` of the budgets and
    `refusal`: few_finished (no term has enough), nothing_varies, no_fit, else None.
    """
    known = _filled(durations[durations[clock].notna()])
    names, dropped = list(COVARIATES), []
    rows, x, terms = _design(known, names)
    while _finished(rows) < LEAST_EVENTS * x.shape[1]:
        widest = x.columns.get_level_values(0).value_counts(sort=False).idxmax()
        names.remove(widest)
        dropped.append({"covariate": widest, "term_state": "few_events"})
        rows, x, terms = _design(known, names)
    terms = pd.DataFrame([*terms, *dropped], columns=_TERMS)
    model: dict[str, object] = {
        "projects": len(rows),
        "finished": _finished(rows),
        "cancelled": int((rows["outcome"] == "cancelled").sum()),
        "left_out": len(known) - len(rows),
        "currency": rows["currency"].iloc[0] if ("budget", TENFOLD) in x.columns else None,
        **dict.fromkeys(_MODEL),
    }
    event = (rows["outcome"] == "finished").to_numpy()
    found = hazards.cox(whole(rows[clock], clock), event, x) if x.shape[1] else None
    if found is None:
        few = terms["term_state"].isin(["few_events", "few_finished"]).any() or not len(known)
        refusal = "no_fit" if x.shape[1] else "few_finished" if few else "nothing_varies"
        return _ordered(terms.assign(**dict.fromkeys(_ESTIMATES, np.nan))), model | {"refusal": refusal}
    estimates = found.terms.reset_index(names=["covariate", "covariate_level"])
    shown = {name: value for name, value in found.model.items() if name in model}
    return _ordered(terms.merge(estimates, "left", on=["covariate", "covariate_level"])), model | shown


def _finished(rows: pd.DataFrame) -> int:
    return int((rows["outcome"] == "finished").sum())


def _ordered(terms: pd.DataFrame) -> pd.DataFrame:
    """By covariate: the reference first, then the slowest, and last what is not fitted."""
    state = terms["term_state"].map({"reference": 0, "fitted": 1, "pooled": 1}).fillna(2)
    order = terms.assign(place=terms["covariate"].map(COVARIATES.index), state=state)
    by = ["place", "state", "hazard_ratio"]
    return terms.loc[order.sort_values(by, kind="stable").index].reset_index(drop=True)


def _filled(known: pd.DataFrame) -> pd.DataFrame:
    """Not stated is a level like any other: ""."""
    stated = {name: known[name].astype("object").where(known[name].notna(), "") for name in ("sector", "tier")}
    return known.assign(**stated)


def _design(known: pd.DataFrame, names: list[str]) -> tuple[pd.DataFrame, pd.DataFrame, list[Term]]:
    """The rows of the model, x with columns (covariate, level), and all terms with their states."""
    rows = known
    terms: list[Term] = []
    if "budget" in names:
        priced = _priced(known)
        if enough := len(known) > 0 and len(priced) >= _LEAST_KNOWN * len(known):
            rows = priced
        terms.append(
            {"covariate": "budget", "covariate_level": TENFOLD, "term_state": "fitted" if enough else "no_budget"}
        )
    rows, levels, found = _leveled(rows, [name for name in names if name != "budget"], len(known))
    terms += found
    columns: dict[tuple[str, str], pd.Series] = {}
    for term in terms:
        if term["term_state"] not in ("fitted", "pooled"):
            continue
        name, code = term["covariate"], term["covariate_level"]
        column = np.log10(rows["budget"].astype("float64")) if name == "budget" else (levels[name] == code) * 1.0
        if column.nunique() < 2:
            term["term_state"] = "constant"
        elif _is_sum(column, columns):
            term["term_state"] = "collinear"
        else:
            columns[name, code] = column
    names_of = pd.MultiIndex.from_tuples(list(columns), names=["covariate", "covariate_level"])
    return rows, pd.DataFrame(columns, index=rows.index, columns=names_of), terms


def _leveled(rows: pd.DataFrame, names: list[str], known: int) -> tuple[pd.DataFrame, dict[str, pd.Series], list[Term]]:
    """The rows that every covariate has a level for, the levels by covariate, and their terms."""
    terms: list[Term] = []
    levels = {name: _pooled(rows, name) for name in names}
    # Projects that are left out for one covariate may leave too few for another.
    while any(level.isna().any() for level in levels.values()):
        small = {name: level.isna() for name, level in levels.items()}
        for name, left_out in small.items():
            if left_out.sum() > (1 - _LEAST_KNOWN) * known:  # rather no covariate than so few projects
                del levels[name]
                terms.append({"covariate": name, "term_state": "few_events"})
            else:
                terms += [term | {"term_state": "few_finished"} for term in _counts(rows[name][left_out], rows, name)]
        rows = rows[~np.logical_or.reduce([np.zeros(len(rows), bool), *(small[name] for name in levels)])]
        levels = {name: _pooled(rows, name) for name in levels}
    for name, level in levels.items():
        found = _counts(level, rows, name)
        terms += [term | {"term_state": _state(place, term, found)} for place, term in enumerate(found)]
    return rows, levels, terms


def _priced(known: pd.DataFrame) -> pd.DataFrame:
    """The projects with a budget in the most frequent currency."""
    priced = known[known["budget"].fillna(0) > 0]
    return priced[priced["currency"].isin(priced["currency"].mode().head(1))]


def _pooled(rows: pd.DataFrame, name: str) -> pd.Series:
    """The level of each project; small levels are one, and NA where even together they are too small."""
    finished = (rows["outcome"] == "finished").groupby(rows[name]).transform("sum")
    small = finished < LEAST_EVENTS
    return rows[name].mask(small, POOLED if _finished(rows[small]) >= LEAST_EVENTS else None)


def _counts(level: pd.Series, rows: pd.DataFrame, name: str) -> list[Term]:
    """A term for each level, the most frequent first, the pooled ones last."""
    found = (rows.loc[level.index, "outcome"] == "finished").groupby(level).agg(["size", "sum"])
    order = found.assign(pooled=found.index == POOLED)
    order = order.sort_values(["pooled", "size"], ascending=[True, False], kind="stable")
    return [
        {"covariate": name, "covariate_level": code, "projects": projects, "finished": finished}
        for code, projects, finished in found.loc[order.index].itertuples()
    ]


def _state(place: int, term: Term, found: list[Term]) -> str:
    if len(found) == 1:
        return "constant"
    if place == 0:
        return "reference"
    return "pooled" if term["covariate_level"] == POOLED else "fitted"


def _is_sum(column: pd.Series, columns: Mapping[tuple[str, str], pd.Series]) -> bool:
    """Whether a column is a weighted sum of the others, up to a constant, which a hazard does not see."""
    parts = np.column_stack([*columns.values(), column]).astype("float64")
    parts -= parts.mean(axis=0)
    return np.linalg.matrix_rank(np.corrcoef(parts, rowvar=False), tol=1e-9) < parts.shape[1]
