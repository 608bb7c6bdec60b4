"""What explains who works with whom: each test on the slice that the scope asks for.

Options beside those of the slice: `permutations` (of uniform networks: `draws`) and `seed`; `bodies` (all, tied);
`ties` (weight, presence) and `earlier` (a year); for each test its own: `first` and `second`; `outcome` and
`regressors`; `given` and `statistics`; `groups`; `terms`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

import pandas as pd
from sqlalchemy import Connection

from analytics import codes, network_slice, progress
from analytics.errors import PortfolioError
from analytics.frames import FRAMES
from analytics.language import N_
from analytics.measures import network_tests
from analytics.networks import brokerage, cug, dyads, qap
from analytics.scope import Scope
from data.queries.network_relations import CannotTest, Tested, relations, several, under_test

PERMUTATIONS, FEWEST_PERMUTATIONS, MOST_PERMUTATIONS = 2000, 500, 20_000
DRAWS, FEWEST_DRAWS, MOST_DRAWS = 200, 100, 10_000
SEED, HIGHEST_SEED = 1, 999_999
MOST_REGRESSORS = 5
# Organisations whose pairs fit into some hundred megabytes: one matrix, or several columns over all pairs.
MOST_IN_QAP, MOST_IN_REGRESSION, MOST_BY_SIZE = 3000, 1200, 1000
FIRST, SECOND = "network", "same_kind"
OUTCOME, REGRESSORS = "network", ("same_kind", "same_level")
GIVEN, STATISTICS = "edges", ("transitivity", "degree_centralisation", "reciprocity")  # as far as the ties have them
GROUPS = "kind"
TERMS = ("sum_projects", "same_kind", "same_level")
DIRECTED = ("leads", "funds")

Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Correlated:
    """A QAP correlation, who was compared, and by what."""

    tested: Tested
    between: tuple[str, str]
    by: str
    result: qap.Correlation


@dataclass(frozen=True, eq=False)
class Fitted:
    """A logistic regression and who was compared."""

    tested: Tested
    result: dyads.Fit


def _told(make: Callable[[Connection, Scope], Found]) -> Callable[[Connection, Scope], Found | CannotTest]:
    """What the data do not allow is an answer too."""

    @wraps(make)
    def told(connection: Connection, scope: Scope) -> Found | CannotTest:
        try:
            return make(connection, scope)
        except CannotTest as error:
            return error

    return told


def _why_not(name: str, error: CannotTest) -> pd.DataFrame:
    """The named table where it has nothing to tell but why."""
    row: dict[str, object] = dict.fromkeys(FRAMES[name].columns)
    if "cannot_test" not in row:
        return FRAMES[name].empty()
    said = {"cannot_test": error.message, "relation_first": error.relation, "relation_term": error.relation}
    return pd.DataFrame([row | {column: value for column, value in said.items() if column in row}], dtype="object")


@_told
def qap_in_scope(connection: Connection, scope: Scope) -> Correlated:
    """The correlation of two relations, or why there is none; PortfolioError where they are one."""
    first, second = scope.option("first", codes.RELATIONS, FIRST), scope.option("second", codes.RELATIONS, SECOND)
    if first == second:
        raise PortfolioError(N_("Choose two different relations: each goes perfectly with itself."))
    found, matrices = relations(connection, scope, (first, second), MOST_IN_QAP)
    permutations, seed = _drawn(scope)
    with _by_the_data():
        result = qap.correlation(*matrices, permutations=permutations, seed=seed, tick=progress.tick)
    return Correlated(found, (first, second), _by(scope), result)


def correlation(found: Correlated | CannotTest) -> pd.DataFrame:
    """The `qap_correlation` frame: one row."""
    if isinstance(found, CannotTest):
        return _why_not("qap_correlation", found)
    first, second = found.between
    said = network_tests.correlation(found.result)
    return said.assign(
        relation_first=first, relation_second=second, tie_measure=found.by, cannot_test=None, **_who(found.tested)
    )


def distribution(found: Correlated | CannotTest) -> pd.DataFrame:
    """The `qap_distribution` frame; empty where there is no correlation."""
    if isinstance(found, CannotTest):
        return _why_not("qap_distribution", found)
    return network_tests.distribution(found.result.drawn)


def regression(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `qap_regression` frame: intercept and regressors."""
    found = _told(_regression)(connection, scope)
    return _why_not("qap_regression", found) if isinstance(found, CannotTest) else found


def _regression(connection: Connection, scope: Scope) -> pd.DataFrame:
    outcome = scope.option("outcome", codes.RELATIONS, OUTCOME)
    names = several(scope, "regressors", codes.RELATIONS, REGRESSORS, MOST_REGRESSORS)
    if outcome in names:
        raise PortfolioError(N_("A relation cannot be explained by itself; leave it out on one side."))
    found, (y, *xs) = relations(connection, scope, (outcome, *names), MOST_IN_REGRESSION)
    permutations, seed = _drawn(scope)
    with _by_the_data():
        result = qap.regression(
            y, dict(zip(names, xs, strict=True)), permutations=permutations, seed=seed, tick=progress.tick
        )
    said = network_tests.regression(result)
    return said.assign(outcome=outcome, tie_measure=_by(scope), cannot_test=None, **_who(found))


def uniform(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `cug_tests` frame: a row for each statistic that was asked for."""
    found = _told(_uniform)(connection, scope)
    return _why_not("cug_tests", found) if isinstance(found, CannotTest) else found


def _uniform(connection: Connection, scope: Scope) -> pd.DataFrame:
    given = scope.option("given", codes.UNIFORM_GIVEN, GIVEN)
    found = under_test(connection, scope)
    known = network_tests.statistics(found.network.directed)
    names = several(scope, "statistics", known, [name for name in STATISTICS if name in known], len(known))
    if given == "size" and found.network.nodes > MOST_BY_SIZE:
        raise CannotTest(
            N_("Among networks of as many organisations half of all pairs are tied, and there are too many "
               "organisations for that. Hold them against networks of as many ties.")
        )  # fmt: skip
    draws = scope.number("draws", DRAWS, FEWEST_DRAWS, MOST_DRAWS)
    seed = scope.number("seed", SEED, 0, HIGHEST_SEED)
    chosen = {name: known[name] for name in names}
    drawn = cug.cug_test(
        found.network, lambda network: {name: of(network) for name, of in chosen.items()}, given,
        draws=draws, seed=seed, tick=progress.tick,
    )  # fmt: skip
    return network_tests.uniform(drawn).assign(
        uniform_given=given, chance_seed=seed, pairs_tied=found.network.ties, cannot_test=None, **_who(found)
    )


def brokerage_totals(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `brokerage_totals` frame: a row for each role and one for all."""
    found = _told(_brokerage)(connection, scope)
    return _why_not("brokerage_totals", found) if isinstance(found, CannotTest) else found


def _brokerage(connection: Connection, scope: Scope) -> pd.DataFrame:
    group = scope.option("groups", codes.BODY_GROUPS, GROUPS)
    found = under_test(connection, scope, [f"same_{group}"])
    groups = found.bodies[group]
    said = network_tests.brokerage(brokerage.brokerage(found.network, groups).total)
    return said.assign(body_group=group, body_groups=groups.nunique(), cannot_test=None, **_who(found))


@_told
def ergm_in_scope(connection: Connection, scope: Scope) -> Fitted:
    """The logistic regression of being tied, or why there is none: its terms may not allow one (separation)."""
    names = several(scope, "terms", terms_allowed(network_slice.asked(scope).directed), TERMS, MOST_REGRESSORS)
    found, matrices = relations(connection, scope, names, MOST_IN_REGRESSION)
    with _by_the_data():
        return Fitted(found, dyads.fit(found.network, dict(zip(names, matrices, strict=True))))


def ergm_terms(found: Fitted | CannotTest) -> pd.DataFrame:
    """The `ergm_terms` frame: edges and the terms that were asked for."""
    if isinstance(found, CannotTest):
        return _why_not("ergm_terms", found)
    return network_tests.terms(found.result).assign(cannot_test=None)


def terms_allowed(directed: bool) -> list[str]:
    """What a tie can be explained by: where ties have no direction, nothing that has one."""
    return [name for name in codes.RELATIONS if name != "network" and (directed or name not in DIRECTED)]


def ergm_fit(found: Fitted | CannotTest) -> pd.DataFrame:
    """The `ergm_fit` frame: one row; empty where there is no model."""
    if isinstance(found, CannotTest):
        return _why_not("ergm_fit", found)
    return network_tests.fit(found.result).assign(**_who(found.tested))


@contextmanager
def _by_the_data() -> Iterator[None]:
    """What the library refuses once the options are known to be good, the data do not allow."""
    try:
        yield
    except PortfolioError as error:
        few = N_("There are too few pairs of organisations for so many terms.")
        raise CannotTest(few if error.values else error.message) from error


def _drawn(scope: Scope) -> tuple[int, int]:
    return (
        scope.number("permutations", PERMUTATIONS, FEWEST_PERMUTATIONS, MOST_PERMUTATIONS),
        scope.number("seed", SEED, 0, HIGHEST_SEED),
    )


def _by(scope: Scope) -> str:
    return scope.option("ties", codes.TIE_MEASURES, "weight")


def _who(found: Tested) -> dict[str, int]:
    return {"bodies_tested": found.network.nodes, "bodies_left_out": found.left_out}
