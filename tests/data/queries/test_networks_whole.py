"""The network as a whole through its named tables: published networks drawn as projects, New York, a whole city."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Connection, Engine

from analytics.errors import PortfolioError
from analytics.network_slice import NetworkSlice
from analytics.networks import bicm
from analytics.networks.one_mode import OneMode
from analytics.networks.two_mode import two_mode
from analytics.scope import Scope
from data import database, editions, tables
from data.importers import load
from data.queries import networks_whole, slices
from tests.analytics.networks.published_networks import florentine, karate
from tests.editions import table, write
from tests.tables import rows

FILES = Path(__file__).parents[4] / "shared/data"
OURS = ("network_whole", "network_expected", "network_robustness", "network_mixing", "network_alone",
        "network_three_agencies", "network_governance")  # fmt: skip
EDITION: dict[str, Any] = {
    "organisations": """
        key | name_en | kind                | level
        A   | A       | department          | city
        B   | B       | company             | city
        C   | C       | community           | street
        S   | S       | social_organisation | street
        W   | W       | social_workers      | street
        X   | X       | unknown             | unknown
    """,
    "project_record": """
        project | as_of      | status | sector | name_en
        P1      | 2025-03-31 | active | roads  | Bridge
        P2      | 2025-03-31 | active | roads  | Care
        P3      | 2025-03-31 | active | water  | Sewer
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-03-31 | A            | responsible
        P1      | 2025-03-31 | B            | contractor
        P2      | 2025-03-31 | A            | responsible
        P2      | 2025-03-31 | C            | partner
        P2      | 2025-03-31 | S            | partner
        P2      | 2025-03-31 | W            | partner
        P3      | 2025-03-31 | X            | responsible
    """,
}


def as_projects(network: OneMode) -> dict[str, Any]:
    """A network as projects of two; who has no tie has a project alone."""
    first, second, _ = network.ends()
    teams: list[tuple[int, ...]] = [(int(a), int(b)) for a, b in zip(first, second, strict=True)]
    teams += [(int(alone),) for alone in np.flatnonzero(np.diff(network.weights.indptr) == 0)]
    record, part = ["project | as_of | status | name_en"], ["project | as_of | organisation | role"]
    for number, team in enumerate(teams):
        record.append(f"P{number} | 2025-03-31 | active | P{number}")
        part += [f"P{number} | 2025-03-31 | N{member:02d} | partner" for member in team]
    return {"project_record": "\n".join(record), "participation": "\n".join(part)}


def values(found: pd.DataFrame) -> dict[str, float]:
    return dict(zip(found["network_measure"], found["measure_value"], strict=True))


@pytest.fixture
def small() -> Engine:
    engine = database.prepare(database.url(database.PORTFOLIO))
    write(engine, **EDITION)
    return engine


def test_karate_drawn_as_projects_has_its_published_numbers(engine: Engine) -> None:
    write(engine, **as_projects(karate()[0]))
    found = values(table(engine, "network_whole"))
    published = {
        "nodes": 34, "ties": 78, "degree_centralisation": 0.399621, "betweenness_centralisation": 0.405557,
        "closeness_centralisation": 0.298195, "transitivity": 0.255682, "modularity": 0.419790,
    }  # fmt: skip
    for name, value in published.items():
        assert found[name] == pytest.approx(value, abs=1e-6), name


@pytest.mark.real_data
def test_florentine_marriages_drawn_as_projects_keep_pucci_who_is_alone(engine: Engine) -> None:
    write(engine, **as_projects(florentine("marriage")))
    found = values(table(engine, "network_whole"))
    assert (found["nodes"], found["ties"], found["alone"]) == (16, 20, 1 / 16)
    published = {
        "degree_centralisation": 0.266667, "betweenness_centralisation": 0.383492, "transitivity": 0.191489,
    }  # fmt: skip
    for name, value in published.items():
        assert found[name] == pytest.approx(value, abs=1e-6), name


def test_what_the_drawn_projects_say(small: Engine) -> None:
    whole = values(table(small, "network_whole"))
    assert (whole["nodes"], whole["ties"], whole["components"]) == (6, 7, 2)
    assert whole["alone"] == 1 / 6
    assert (whole["vertical"], whole["horizontal"]) == (pytest.approx(3 / 7), pytest.approx(4 / 7))
    agencies = table(small, "network_three_agencies")[["agencies_present", "projects"]]
    assert rows(agencies) == [(3, 1), (0, 2)]
    governance = table(small, "network_governance").set_index("governance_indicator")
    assert governance.loc["led_share", ["measure_value", "organisation_en"]].tolist() == [1.0, "A"]
    assert governance.loc["joins_share", "governance_hint"] == "nao"
    removed = table(small, "network_robustness")
    first = removed[(removed["removal_order"] == "degree") & (removed["bodies_removed"] == 1)].iloc[0]
    assert first[["organisation_en", "ties_left", "components_left"]].tolist() == ["A", 3, 3]
    assert first["largest_left"] == 0.5


def test_directed_ties_have_in_and_out_centralisation_and_reciprocity(small: Engine) -> None:
    found = values(table(small, "network_whole", Scope().choosing(tie="leads")))
    assert found["ties"] == 4
    assert found["out_degree_centralisation"] == pytest.approx((5 * 4) / 25)  # A leads four of five others
    assert found["reciprocity"] == 0
    assert "degree_centralisation" not in found


def test_repeated_ties_are_counted_whatever_the_weight(engine: Engine) -> None:
    twice = (
        EDITION["participation"] + "        P3      | 2025-03-31 | A | partner\n        P3 | 2025-03-31 | B | partner\n"
    )
    write(engine, **EDITION | {"participation": twice})
    for weight in (None, "newman", "jaccard"):
        found = values(table(engine, "network_whole", Scope().choosing(weight=weight)))
        assert found["repeated"] == pytest.approx(1 / 9)  # A and B on P1 and P3, of nine pairs


@pytest.mark.parametrize("name", OURS)
def test_an_empty_database_has_the_same_columns_and_no_organisation(engine: Engine, name: str) -> None:
    found = table(engine, name)
    assert tuple(found.columns) == tables.frame(name).columns
    assert found.empty == (name != "network_whole")
    if name == "network_whole":
        assert values(found)["nodes"] == 0


# --- beside chance -------------------------------------------------------------------------------


def test_which_null_models_a_slice_can_be_held_against() -> None:
    assert networks_whole.models(NetworkSlice()) == ("bicm", "degrees", "edges")
    for asked in (
        NetworkSlice(tie="leads"), NetworkSlice(backbone="sdsm"), NetworkSlice(levels="vertical"),
        NetworkSlice(weight="investment"),
    ):  # fmt: skip
        assert networks_whole.models(asked) == ("degrees", "edges")


def test_a_null_model_that_does_not_fit_the_slice_is_refused_with_those_that_do(small: Engine) -> None:
    with pytest.raises(PortfolioError, match="degrees, edges"):
        table(small, "network_expected", Scope().choosing(tie="leads", null_model="bicm"))
    with pytest.raises(PortfolioError, match="from 40 to"):
        table(small, "network_expected", Scope().choosing(draws=10))


def test_the_named_table_holds_all_models_or_the_one_asked_for_and_says_draws_and_seed(small: Engine) -> None:
    asked = Scope().choosing(draws=40, seed=7)
    every = table(small, "network_expected", asked)
    assert list(every["null_model"].unique()) == ["bicm", "degrees", "edges"]
    assert set(every["chance_seed"]) == {7}
    assert every["chance_draws"].max() == 40
    one = table(small, "network_expected", asked.choosing(null_model="edges"))
    pd.testing.assert_frame_equal(one, every[every["null_model"] == "edges"].reset_index(drop=True))


def test_by_the_bicm_the_mean_density_is_the_one_that_follows_from_its_probabilities(reading: Connection) -> None:
    scope = Scope(sectors=(smallest_sector(reading),)).choosing(null_model="bicm", draws=60)
    found = tables.make(reading, "network_expected", scope).set_index("network_measure").loc["density"]
    members = slices.slice_in_scope(reading, scope).memberships
    incidence = two_mode(members).incidence.toarray()
    p = bicm.fit(incidence.sum(axis=0), incidence.sum(axis=1)).cells()
    pairs = list(combinations(range(len(p)), 2))
    mean = sum(1 - np.prod(1 - p[i] * p[j]) for i, j in pairs) / len(pairs)
    assert found["measure_value"] == pytest.approx(((incidence.T @ incidence)[np.triu_indices(len(p), 1)] > 0).mean())
    assert abs(found["chance_mean"] - mean) < 4 * found["chance_sd"] / np.sqrt(60)


def smallest_sector(connection: Connection) -> str:
    return str(tables.make(connection, "projects", Scope())["sector"].value_counts().index[-1])


# --- a whole city, New York ----------------------------------------------------------------------


def slowly(pairs: pd.DataFrame, alone: int) -> dict[str, float]:
    """Some of the measures by networkx from the table of pairs, with those who have no partner."""
    graph = nx.Graph(list(zip(pairs["first_id"], pairs["second_id"], strict=True)))
    graph.add_nodes_from(-place for place in range(1, alone + 1))
    n = len(graph)
    between = list(nx.betweenness_centrality(graph).values())
    degree = [d for _, d in graph.degree()]
    return {
        "density": nx.density(graph),
        "transitivity": nx.transitivity(graph),
        "components": nx.number_connected_components(graph),
        "degree_centralisation": sum(max(degree) - d for d in degree) / ((n - 1) * (n - 2)),
        "betweenness_centralisation": sum(max(between) - b for b in between) / (n - 1),
    }


def test_the_city_is_measured_as_networkx_measures_its_table_of_pairs(reading: Connection) -> None:
    found = values(tables.make(reading, "network_whole", Scope()))
    summary = tables.make(reading, "collaboration_summary", Scope()).iloc[0]
    pairs = tables.make(reading, "collaboration_pairs", Scope())
    for name, value in slowly(pairs, int(summary["bodies"] - summary["bodies_in_pairs"])).items():
        assert found[name] == pytest.approx(value), name
    assert found["repeated"] == pytest.approx((pairs["shared_projects"] > 1).mean())


def test_in_the_city_the_three_agencies_meet_and_communities_work_with_social_organisations(
    reading: Connection,
) -> None:
    agencies = tables.make(reading, "network_three_agencies", Scope())
    assert agencies.loc[0, "agencies_present"] == 3
    assert agencies["share"].sum() == pytest.approx(1)
    mixing = tables.make(reading, "network_mixing", Scope()).set_index(["mixing_first", "mixing_second"])
    assert mixing.loc[("community", "social_organisation"), "mixing_ratio"] > 2


@pytest.mark.real_data
@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project")
def test_new_york_hangs_on_two_agencies_one_of_which_leads_for_the_others(engine: Engine) -> None:
    editions.write(engine, load([FILES / "nyc/NYC_capital_projects_20190901.csv"], "nyc-capital-projects"))
    found = values(table(engine, "network_whole"))
    assert (found["nodes"], found["ties"]) == (29, 36)
    for name, value in slowly(table(engine, "collaboration_pairs"), alone=1).items():
        assert found[name] == pytest.approx(value), name
    removed = table(engine, "network_robustness")
    first = removed[(removed["removal_order"] == "betweenness") & removed["bodies_removed"].isin([1, 2])]
    assert first["organisation_en"].tolist() == ["DDC", "EDC"]
    assert first["largest_left"].tolist() == pytest.approx([15 / 29, 6 / 29])
    governance = table(engine, "network_governance").set_index("governance_indicator")
    assert governance.loc["led_share", "organisation_en"] == "DDC"
    assert governance.loc["joins_share", ["measure_value", "governance_hint"]].tolist() == [0, "nao"]
