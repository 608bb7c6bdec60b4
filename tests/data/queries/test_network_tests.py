"""The tests of the network by named tables: published numbers out of drawn memberships, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine

from analytics.errors import PortfolioError
from analytics.scope import Scope
from data.queries import network_tests as asked
from tests.analytics.networks import published_networks
from tests.editions import table, write

SPONSORS = {
    "City": "department", "County": "district", "County/City": "state_owned", "State": "government",
    "Federal": "public_institution", "Private": "company",
}  # fmt: skip
Member = tuple[str, str]  # organisation, role


def drawn(header: str, lines: Sequence[str]) -> str:
    return "\n".join([header, *lines])


def projects(members: Sequence[Sequence[Member]], **columns: str) -> dict[str, Any]:
    """A project for each of them, with its organisations and their roles."""
    heads, cells = " | ".join(["", *columns]), " | ".join(["", *columns.values()])
    named = [(f"P{n}", each) for n, each in enumerate(members)]
    return {
        "project_record": drawn(
            f"project | as_of | status{heads}", [f"{name} | 2025-03-31 | active{cells}" for name, _ in named]
        ),
        "participation": drawn(
            "project | as_of | organisation | role",
            [f"{name} | 2025-03-31 | {body} | {role}" for name, each in named for body, role in each],
        ),
    }


def florentine() -> dict[str, Any]:
    """The families as bodies. A marriage is a project of two; as many projects of one's own as make the number of
    projects one's wealth; a business tie is a contract of two suppliers."""
    marriage, business = (published_networks.florentine(name) for name in ("marriage", "business"))
    families, wealth = marriage.ids.tolist(), published_networks.florentine_wealth()
    married = [(families[i], families[j]) for i, j, _ in zip(*marriage.ends(), strict=True)]
    left = wealth - pd.Series([family for pair in married for family in pair]).value_counts().reindex(
        wealth.index, fill_value=0
    )
    own = [(family,) for family, times in left.items() for _ in range(int(times))]
    made = projects([[(str(family), "partner") for family in bodies] for bodies in (*married, *own)])
    dealing = [(families[i], families[j]) for i, j, _ in zip(*business.ends(), strict=True)]
    contracts = [f"P0 | 2025-03-31 | C{n} | {family}" for n, pair in enumerate(dealing) for family in pair]
    return {**made, "contract": drawn("project | as_of | identifier | supplier", contracts)}


def search_and_rescue(place: str) -> dict[str, Any]:
    """Who talked to whom as who leads a project on which the other is a partner; the sponsor as the kind."""
    network, sponsors = published_networks.search_and_rescue(place)
    names = [f"B{n}" for n in range(network.nodes)]
    talks = [[(names[i], "responsible"), (names[j], "partner")] for i, j, _ in zip(*network.ends(), strict=True)]
    alone = [[(name, "partner")] for name in names]
    bodies = [f"{name} | {name} | {SPONSORS[kind]} | unknown" for name, kind in zip(names, sponsors, strict=True)]
    return {**projects([*talks, *alone]), "organisations": drawn("key | name_en | kind | level", bodies)}


class TestPublished:
    pytestmark = pytest.mark.real_data

    def test_florentine_marriage_goes_with_business(self, engine: Engine) -> None:
        write(engine, **florentine())
        scope = Scope().choosing(second="contract", permutations=20_000)
        row = table(engine, "qap_correlation", scope).iloc[0]
        assert row["correlation"] == pytest.approx(0.371868, abs=5e-7)
        assert row["p_upper"] == pytest.approx(0.00065, abs=0.0006)
        assert row["p_two_sided"] < 0.005
        assert row[["bodies_tested", "bodies_left_out", "pairs_tested"]].tolist() == [16, 0, 120]
        bars = table(engine, "qap_distribution", scope)
        assert bars["times_drawn"].sum() == 20_000

    def test_florentine_marriage_by_business_and_wealth(self, engine: Engine) -> None:
        write(engine, **florentine())
        scope = Scope().choosing(regressors="contract,difference_projects")
        found = table(engine, "qap_regression", scope).set_index("relation_term")
        assert found["slope"].tolist() == pytest.approx([0.0115568, 0.4292241, 0.0026647], abs=5e-8)
        assert found["r_squared"].tolist() == pytest.approx([0.2031] * 3, abs=5e-5)
        assert found.loc["contract", "p_two_sided"] < 0.003
        assert found.loc["difference_projects", "p_two_sided"] == pytest.approx(0.004, abs=0.006)
        assert pd.isna(found.loc["intercept", "p_two_sided"])

    def test_what_makes_a_florentine_marriage_likelier(self, engine: Engine) -> None:
        write(engine, **florentine())
        scope = Scope().choosing(terms="sum_projects")
        found = table(engine, "ergm_terms", scope).set_index("relation_term")
        assert found["log_odds"].tolist() == pytest.approx([-2.594929, 0.010546], abs=5e-7)
        assert found["log_odds_error"].tolist() == pytest.approx([0.536056, 0.004674], abs=5e-7)
        fit = table(engine, "ergm_fit", scope).iloc[0]
        assert fit["aic"] == pytest.approx(107.1, abs=0.05)
        assert fit[["pairs_tested", "pairs_tied"]].tolist() == [120, 20]

    @pytest.mark.parametrize(
        ("place", "roles", "z"),
        [("Cheyenne", [3, 15, 32, 31, 115, 196], -1.8280), ("Texas", [103, 125, 167, 160, 197, 752], -1.7932)],
    )
    def test_who_brokered_in_search_and_rescue(self, engine: Engine, place: str, roles: list[int], z: float) -> None:
        write(engine, **search_and_rescue(place))
        found = table(engine, "brokerage_totals", Scope().choosing(tie="leads"))
        assert found["pairs_brokered"].tolist() == roles
        assert found["chance_z"].iloc[-1] == pytest.approx(z, abs=5e-5)
        assert found["brokerage_role"].iloc[-1] == "total"


@pytest.fixture
def star(engine: Engine) -> Engine:
    """A city bureau that shares a project with each of six companies, which share none with each other."""
    bodies = ["Hub | Hub | department | city", *(f"L{n} | L{n} | company | {'district' if n < 3 else 'unknown'}"
                                                  for n in range(6))]  # fmt: skip
    write(
        engine,
        **projects([[("Hub", "responsible"), (f"L{n}", "contractor")] for n in range(6)], district="east"),
        organisations=drawn("key | name_en | kind | level", bodies),
    )
    return engine


def test_a_star_is_as_centralised_as_can_be_and_closed_nowhere(star: Engine) -> None:
    found = table(star, "cug_tests", Scope().choosing(statistics="degree_centralisation,transitivity,density"))
    found = found.set_index("network_measure")
    assert found.loc["degree_centralisation", "measure_value"] == pytest.approx(1)
    assert found.loc["degree_centralisation", "p_upper"] < 0.05
    assert found.loc["transitivity", ["measure_value", "p_lower"]].tolist()[0] == 0
    kept = found.loc["density"]  # what all the random networks have says nothing
    assert (kept["chance_sd"], kept["p_upper"], kept["p_lower"]) == (pytest.approx(0, abs=1e-12), 1, 1)
    assert pd.isna(kept["chance_z"])


def test_ties_across_kinds_only_are_refused_in_words(star: Engine) -> None:
    scope = Scope().choosing(terms="same_kind")
    assert "separation" in table(star, "ergm_terms", scope)["cannot_test"].iloc[0]
    assert table(star, "ergm_fit", scope).empty


def test_an_organisation_of_unknown_level_is_left_out_and_counted(star: Engine) -> None:
    row = table(star, "qap_correlation", Scope().choosing(second="same_level")).iloc[0]
    assert row[["bodies_tested", "bodies_left_out", "pairs_tested"]].tolist() == [4, 3, 6]
    everybody = table(star, "qap_correlation", Scope().choosing(second="same_kind")).iloc[0]
    assert everybody[["bodies_tested", "bodies_left_out"]].tolist() == [7, 0]
    assert everybody["correlation"] == pytest.approx(-1)


def test_the_same_seed_gives_the_same_numbers_and_another_one_others(star: Engine) -> None:
    once, again, other = (table(star, "qap_correlation", Scope().choosing(seed=seed)) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(once, again)
    assert once["permuted_mean"].tolist() != other["permuted_mean"].tolist()


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("qap_correlation", {"second": "network"}, "two different"),
        ("qap_correlation", {"second": "friendship"}, "it can be: network, works"),
        ("qap_correlation", {"permutations": 499}, "500 to 20000"),
        ("qap_regression", {"regressors": "network"}, "explained by itself"),
        ("qap_regression", {"regressors": ""}, "can name 1 to 5"),
        ("cug_tests", {"statistics": "beauty"}, "it can be: transitivity"),
        ("ergm_terms", {"terms": "leads"}, "it can be: works"),
    ],
)
def test_what_makes_no_question_is_refused_with_its_reason(
    star: Engine, name: str, options: dict[str, object], words: str
) -> None:
    with pytest.raises(PortfolioError, match=words):
        table(star, name, Scope().choosing(**options))


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("qap_correlation", {"second": "same_district"}, "is the same for all pairs"),
        ("qap_regression", {"regressors": "same_district"}, "is the same for all pairs"),
        ("qap_regression", {"regressors": "same_kind,sum_projects,difference_projects"}, "exactly from the others"),
        ("brokerage_totals", {"groups": "level", "kinds": "company"}, "known of fewer than four"),
        ("cug_tests", {"kinds": "department"}, "Fewer than four"),
    ],
)
def test_what_the_data_do_not_allow_is_said_in_the_table(
    star: Engine, name: str, options: dict[str, object], words: str
) -> None:
    found = table(star, name, Scope().choosing(**options))
    assert len(found) == 1
    assert words in found["cannot_test"].iloc[0]


def test_the_relation_that_is_in_the_way_is_named(star: Engine) -> None:
    found = table(star, "qap_regression", Scope().choosing(regressors="same_kind,same_district"))
    assert found["relation_term"].tolist() == ["same_district"]


def test_an_attribute_that_next_to_nobody_has_is_named_as_the_reason(star: Engine) -> None:
    known = table(star, "network_relations_known").set_index("relation_term")["bodies_known"]
    assert known[["same_kind", "same_level", "same_district", "difference_budget", "sum_projects"]].tolist() == [
        7, 4, 7, 0, 7
    ]  # fmt: skip
    row = table(star, "qap_correlation", Scope().choosing(second="difference_budget")).iloc[0]
    assert "known of fewer than four" in row["cannot_test"]
    assert row["relation_first"] == "difference_budget"


def test_an_empty_database_has_no_test(engine: Engine) -> None:
    assert "Fewer than four" in table(engine, "qap_correlation")["cannot_test"].iloc[0]
    assert table(engine, "qap_distribution").empty


def test_too_many_organisations_are_refused_with_the_way_on(star: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "MOST_IN_QAP", 6)
    assert "choose a backbone" in table(star, "qap_correlation")["cannot_test"].iloc[0]
    monkeypatch.setattr(asked, "MOST_BY_SIZE", 6)
    assert "as many ties" in table(star, "cug_tests", Scope().choosing(given="size"))["cannot_test"].iloc[0]


def test_only_those_with_a_tie_can_be_asked_for(engine: Engine) -> None:
    pairs = [[("A", "responsible"), ("B", "contractor")], [("C", "responsible"), ("D", "contractor")]]
    write(engine, **projects([*pairs, [("A", "responsible"), ("C", "client")], [("E", "responsible")]]))
    with_all, with_ties = (
        table(engine, "cug_tests", Scope().choosing(bodies=bodies)).iloc[0] for bodies in ("all", "tied")
    )
    assert (with_all["bodies_tested"], with_ties["bodies_tested"]) == (5, 4)
    assert (with_all["bodies_left_out"], with_ties["bodies_left_out"]) == (0, 1)
    assert with_all["pairs_tied"] == with_ties["pairs_tied"] == 3


def test_tied_or_not_forgets_how_often(engine: Engine) -> None:
    often = [[("A", "responsible"), ("B", "contractor")]] * 5
    others = [[("A", "responsible"), ("C", "contractor")], [("D", "responsible")]]
    write(
        engine,
        **projects([*often, *others]),
        organisations="""
            key | name_en | kind    | level
            A   | A       | company | city
            B   | B       | company | city
            C   | C       | street  | city
            D   | D       | street  | city
        """,
    )
    by_weight, tied = (
        table(engine, "qap_correlation", Scope().choosing(ties=ties)).iloc[0]["correlation"]
        for ties in ("weight", "presence")
    )
    same = np.array([1, 0, 0, 0, 0, 1])  # AB, AC, AD, BC, BD, CD
    assert by_weight == pytest.approx(np.corrcoef([5, 1, 0, 0, 0, 0], same)[0, 1])
    assert tied == pytest.approx(np.corrcoef([1, 1, 0, 0, 0, 0], same)[0, 1])


def test_the_ties_of_an_earlier_year_are_those_that_held_in_it(engine: Engine) -> None:
    write(
        engine,
        project_record="""
            project | as_of      | status
            P1      | 2024-06-30 | active
            P2      | 2024-06-30 | active
            P3      | 2024-06-30 | active
        """,
        participation="""
            project | as_of      | organisation | role        | to_date
            P1      | 2024-06-30 | A            | responsible |
            P1      | 2024-06-30 | B            | contractor  |
            P2      | 2024-06-30 | C            | responsible |
            P2      | 2024-06-30 | D            | contractor  |
            P1      | 2025-06-30 | A            | responsible |
            P1      | 2025-06-30 | B            | contractor  |
            P2      | 2025-06-30 | C            | responsible |
            P2      | 2025-06-30 | A            | contractor  |
            P3      | 2025-06-30 | D            | responsible |
        """,
    )
    row = table(engine, "qap_correlation", Scope().choosing(second="earlier", earlier=2024)).iloc[0]
    now, then = np.array([1, 1, 0, 0, 0, 0]), np.array([1, 0, 0, 0, 0, 1])  # AB, AC, AD, BC, BD, CD
    assert row["correlation"] == pytest.approx(np.corrcoef(now, then)[0, 1])
