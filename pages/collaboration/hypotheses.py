"""Hypotheses: what explains who works with whom, and what may as well be chance?"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.figures import network_tests as figures
from analytics.measures import network_test_words as words
from analytics.measures import network_tests as measures
from analytics.measures.network_relations import RELATIONS as ATTRIBUTES
from analytics.network_slice import asked
from analytics.scope import Scope
from data.queries import network_tests as tests
from data.queries import portfolio, slices
from data.queries.network_relations import FEWEST
from pages.components import choice, jobs, network_slice, snapshot, take_away, view

TERMS = ("relation_term", "slope", "t_value", "p_two_sided", "p_upper", "p_lower")
UNIFORM = (
    "network_measure", "measure_value", "chance_mean", "chance_sd", "chance_z", "p_upper", "p_lower", "chance_draws",
)  # fmt: skip
MODEL = ("relation_term", "log_odds", "log_odds_error", "odds_ratio", "wald_z", "wald_p")
CORRELATION = (
    "relation_first", "relation_second", "correlation", "p_two_sided", "p_upper", "p_lower", "permuted_mean",
    "permuted_sd", "tie_measure", "bodies_tested", "bodies_left_out", "pairs_tested", "permutations", "chance_seed",
)  # fmt: skip
BROKERAGE = ("brokerage_role", "pairs_brokered", "brokered_by_chance", "brokered_sd", "chance_z")
TIMES = (tests.PERMUTATIONS, (tests.FEWEST_PERMUTATIONS, tests.MOST_PERMUTATIONS))
INSTEAD = "difference_projects"  # known of every organisation
DRAWS = (tests.DRAWS, (tests.FEWEST_DRAWS, tests.MOST_DRAWS))


def qap(scope: Scope) -> None:
    """Two relations."""
    with st.container(horizontal=True):
        first = choice.one_of(language("First relation"), RELATIONS, "first", tests.FIRST, listed=True)
        others = {name: word for name, word in RELATIONS.items() if name != first}
        other = next(name for name in (tests.SECOND, tests.FIRST, INSTEAD) if name in others)
        second = choice.one_of(language("Second relation"), others, "second", other, listed=True)
    scope = scope.choosing(first=unusual(first, tests.FIRST), second=unusual(second, tests.SECOND))
    with st.container(horizontal=True):
        scope = ties_as(scope, (first, second))
        scope, usual = drawn(scope, language("Permutations"), "permutations", *TIMES)
    if (found := answer("qap_correlation", scope, start=usual)) is not None:
        view.finding(words.correlation(found, language))
        view.tiles(words.correlation_tiles(found, language))
        view.chart(figures.chance_correlations, "qap_distribution", "qap_correlation", scope=scope,
                   definition="correlation")  # fmt: skip
        view.table("qap_correlation", scope, CORRELATION)
        take_away.in_words(whole, test, scope)


def regression(scope: Scope) -> None:
    """One relation by several others."""
    with st.container(horizontal=True):
        outcome = choice.one_of(language("Explained"), RELATIONS, "outcome", tests.OUTCOME, listed=True)
        others = {name: word for name, word in RELATIONS.items() if name != outcome}
        other = [name for name in tests.REGRESSORS if name in others] or [INSTEAD]
        regressors = choice.several(language("Explained by"), others, "regressors", other, tests.MOST_REGRESSORS)
    scope = scope.choosing(outcome=unusual(outcome, tests.OUTCOME), regressors=unusual(regressors, tests.REGRESSORS))
    with st.container(horizontal=True):
        scope = ties_as(scope, (outcome, *regressors))
        scope, usual = drawn(scope, language("Permutations"), "permutations", *TIMES)
    if (found := answer("qap_regression", scope, start=usual)) is not None:
        view.finding(words.regression(found, language))
        view.tiles(words.regression_tiles(found, language))
        view.table("qap_regression", scope, TERMS, title=language("The regression, term by term"))
        take_away.in_words(whole, test, scope)


def uniform(scope: Scope) -> None:
    """The shape of the network."""
    known = {name: codes.NETWORK_MEASURES[name] for name in measures.statistics(asked(scope).directed)}
    usual = [name for name in tests.STATISTICS if name in known]
    kinds = {name: word for name, word in codes.UNIFORM_GIVEN.items() if name != "dyads" or asked(scope).directed}
    given = choice.one_of(language("Random networks with"), kinds, "given", tests.GIVEN)
    statistics = choice.several(language("Measures"), known, "statistics", usual, len(known))
    scope = scope.choosing(given=unusual(given, tests.GIVEN), statistics=unusual(statistics, usual))
    with st.container(horizontal=True):
        scope, start = drawn(scope, language("Random networks"), "draws", *DRAWS)
    if (found := answer("cug_tests", scope, start=start)) is not None:
        view.finding(words.uniform(found, language))
        view.chart(figures.uniform, "cug_tests", scope=scope, definition="chance_z")
        view.table("cug_tests", scope, UNIFORM)
        take_away.in_words(whole, test, scope)


def brokerage(scope: Scope) -> None:
    """Who stands between groups, all organisations together."""
    known = {name: word for name, word in codes.BODY_GROUPS.items() if f"same_{name}" in RELATIONS}
    groups = known or codes.BODY_GROUPS  # none of which can be tested
    group = choice.one_of(language("Groups"), groups, "groups", tests.GROUPS if tests.GROUPS in groups else "")
    scope = scope.choosing(groups=unusual(group, tests.GROUPS))
    if (found := answer("brokerage_totals", scope, start=True)) is not None:
        view.finding(words.brokerage(found, language))
        view.chart(figures.brokerage, "brokerage_totals", scope=scope, definition="chance_z")
        view.table("brokerage_totals", scope, BROKERAGE)
        take_away.in_words(whole, test, scope)


def ties(scope: Scope) -> None:
    """What makes a tie likelier."""
    allowed = tests.terms_allowed(asked(scope).directed)
    known = {name: RELATIONS[name] for name in allowed if name in RELATIONS}
    usual = [name for name in tests.TERMS if name in known]
    chosen = choice.several(language("Terms"), known, "terms", usual, tests.MOST_REGRESSORS)
    scope = ties_as(scope.choosing(terms=unusual(chosen, tests.TERMS)), chosen)
    if (terms := answer("ergm_terms", scope, start=True)) is not None:
        fit = snapshot.table("ergm_fit", scope)
        view.finding(words.ties(terms, fit, language))
        view.tiles(words.ties_tiles(fit, language))
        view.table("ergm_terms", scope, MODEL, title=language("The model, term by term"))
        view.table("ergm_fit", scope, title=language("The model as a whole"))
        take_away.in_words(whole, test, scope)


def unusual(chosen: str | Sequence[str], usual: str | Sequence[str]) -> str | None:
    """What the table is asked for, in its words; None for what is usual, which is warm without being asked for."""
    said, known = (value if isinstance(value, str) else ",".join(value) for value in (chosen, usual))
    return None if said == known else said


def answer(name: str, scope: Scope, *, start: bool) -> pd.DataFrame | None:
    """The table once it is there, and where the data allow the test; until then the finding is the question."""
    found = snapshot.table(name, scope) if jobs.ready(name, scope, language("Run the test"), start=start) else None
    refused = "" if found is None else words.why_not(found, language)
    view.note(refused, alarm=True)
    if found is not None and not refused:
        return found
    view.finding(language(words.QUESTIONS[test]))
    return None


def ties_as(scope: Scope, relations: Sequence[str]) -> Scope:
    """Whether ties count by weight, and the year of the earlier ones, where they are among the relations."""
    years = snapshot.ask(slices.years, scope)
    options = {str(year): str(year) for year in reversed(years) if year < (asked(scope).year or years[-1])}
    if "earlier" in relations and options:
        scope = scope.choosing(earlier=choice.one_of(language("Earlier year"), options, "earlier", listed=True))
    if set(relations) <= set(ATTRIBUTES):
        return scope
    counted = choice.one_of(language("Ties count"), codes.TIE_MEASURES, "ties", listed=True)
    return scope.choosing(ties=unusual(counted, "weight"))


def drawn(scope: Scope, label: str, key: str, usual: int, limits: tuple[int, int]) -> tuple[Scope, bool]:
    """How often chance is asked, and from which seed; whether so seldom that nobody need be asked first."""
    times = choice.number(label, key, usual, limits)
    seed = choice.number(language("Seed"), "seed", tests.SEED, (0, tests.HIGHEST_SEED))
    options = {key: unusual(str(times), str(usual)), "seed": unusual(str(seed), str(tests.SEED))}
    return scope.choosing(**options), times <= usual


# What the reader asked for
language = view.open_page("hypotheses")
whole = network_slice.choose()
view.stop_if_empty(range(snapshot.ask(portfolio.count, whole)), whole)
# The slice is held against other ties than those that it is made of, and in what is known of its organisations.
known = snapshot.table("network_relations_known", whole).set_index("relation_term")["bodies_known"]
UNKNOWN = [name for name, n in known.items() if n < FEWEST <= known[INSTEAD]]  # of too few at all each test says so
RELATIONS = {
    name: word for name, word in codes.RELATIONS.items() if name != asked(whole).tie and name not in UNKNOWN
}  # fmt: skip
test = choice.one_of(language("Test"), words.TESTS, "test")
bodies = choice.one_of(language("Organisations"), codes.TESTED_BODIES, "bodies")
compared = whole.choosing(bodies=unusual(bodies, "all"))
view.note(words.not_offered(UNKNOWN, language) if test != "uniform" else "")

# What the numbers say, and how it is shown
{"qap": qap, "regression": regression, "uniform": uniform, "brokerage": brokerage, "ties": ties}[test](compared)
view.note(language("What this test cannot say: {limits}", limits=language(words.LIMITS[test])))
view.method_note(words.NOTES[test], "network")
