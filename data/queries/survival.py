"""Durations of the projects in scope, fetched once for all tables about how long projects take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from analytics import codes
from analytics.language import N_, Language
from analytics.measures import durations, hazard_covariates, survival, survival_tables
from analytics.scope import Scope
from data.queries import groups
from data.queries.histories import histories_in_scope

EVERYTHING = "all"  # the one group where the projects are not told apart
_LEVELS = {
    hazard_covariates.POOLED: N_("Smaller ones together"),
    hazard_covariates.TENFOLD: N_("Ten times as large"),
}


@dataclass(frozen=True, slots=True)
class Durations:
    """`rows` has one row per project: `durations.outcomes`, its characteristics, and `group`."""

    rows: pd.DataFrame
    clock: str  # of codes.CLOCKS
    by: str  # of codes.DURATION_GROUPS
    names: groups.Names  # of the groups


@dataclass(frozen=True, slots=True)
class Hazards:
    """The regression: its terms with their names, and the model as one row."""

    terms: pd.DataFrame
    model: pd.DataFrame


def durations_in_scope(connection: Connection, scope: Scope) -> Durations:
    """Options: `clock` (ratio or days) and `by` (none, or what the projects are grouped by)."""
    clock = scope.option("clock", codes.CLOCKS, "ratio")
    by = scope.option("by", codes.DURATION_GROUPS, "none")
    histories = histories_in_scope(connection, scope)
    rows = histories[["sector", "tier", "currency", "budget"]].join(
        durations.outcomes(histories, pd.Timestamp(scope.as_of))
    )
    if by == "none":
        names = _both({EVERYTHING: codes.DURATION_GROUPS["none"]})
        return Durations(rows.assign(group=EVERYTHING), clock, by, names)
    group = histories[groups.DIMENSIONS[by]]
    return Durations(rows.assign(group=group.where(group != "")), clock, by, groups.names(connection, by))


def by_group(found: Durations, measure: Callable[[pd.DataFrame, str], pd.DataFrame]) -> pd.DataFrame:
    """A measure of `analytics.measures.survival_tables` with the names of its groups."""
    return groups.named(measure(found.rows, found.clock), found.names).assign(clock=found.clock)


def incidence(found: Durations) -> pd.DataFrame:
    """The `survival_incidence` frame."""
    return survival_tables.incidence(found.rows, found.clock).assign(clock=found.clock)


def tests(found: Durations) -> pd.DataFrame:
    """The `survival_tests` frame: one row."""
    result = survival.log_rank(found.rows, found.clock)
    if found.by == "none":
        result["refusal"] = "ungrouped"
    return pd.DataFrame([result | {"clock": found.clock}]).rename(
        columns={"groups": "groups_tested", "groups_left_out": "groups_untested"}
    )


def hazards_in_scope(connection: Connection, scope: Scope) -> Hazards:
    """The regression of the projects in scope. Option: `clock`."""
    found = durations_in_scope(connection, scope)
    terms, model = hazard_covariates.fit(found.rows, found.clock)
    english, chinese = _both(_LEVELS)
    for dimension in ("sector", "tier"):
        names = groups.names(connection, dimension)
        english, chinese = names[0] | english, names[1] | chinese
    named = groups.named(terms.rename(columns={"covariate_level": "group"}), (english, chinese)).rename(
        columns={"group": "covariate_level", "group_en": "covariate_level_en", "group_zh": "covariate_level_zh"}
    )
    words = named[["covariate_level_en", "covariate_level_zh"]].where(
        terms["covariate_level"].notna()
    )  # a covariate left out whole has no level
    return Hazards(named.assign(clock=found.clock, **words), pd.DataFrame([model | {"clock": found.clock}]))


def _both(words: dict[Any, str]) -> groups.Names:
    return words, {code: Language("zh_CN")(word) for code, word in words.items()}
