"""Organisations through their named tables: drawn editions on each engine, and networkx as the slow obvious version."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Connection, Engine

from analytics.scope import Scope
from data import editions, tables
from data.importers import load
from data.importers.batch import Flag
from data.sample.stories import STORIES
from tests.editions import table, write
from tests.tables import rows

FILES = Path(__file__).parents[4] / "shared/data"
EDITION: dict[str, Any] = {
    "organisations": """
        key | name_en | name_zh | kind                | level    | parent
        A   | Roads   | 路局    | department          | city     |
        B   | Build   |         | company             | city     |
        C   | Help    |         | social_organisation | city     |
        D   | Oak     |         | community           | district | A
        E   | Alone   |         | social_organisation | city     |
    """,
    "project_record": """
        project | as_of      | status    | sector | name_en
        P1      | 2024-03-31 | active    | roads  | Bridge
        P1      | 2025-03-31 | active    | roads  | Bridge
        P2      | 2025-03-31 | active    | roads  | Tunnel
        P3      | 2025-03-31 | completed | water  | Sewer
        P4      | 2025-03-31 | active    | water  | Well
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2024-03-31 | A            | responsible
        P1      | 2024-03-31 | B            | contractor
        P1      | 2025-03-31 | A            | responsible
        P1      | 2025-03-31 | B            | contractor
        P2      | 2025-03-31 | A            | responsible
        P2      | 2025-03-31 | A            | client
        P2      | 2025-03-31 | B            | contractor
        P2      | 2025-03-31 | C            | partner
        P3      | 2025-03-31 | C            | responsible
        P3      | 2025-03-31 | D            | partner
        P4      | 2025-03-31 | E            | partner
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline_no | baseline   | forecast
        P1      | 2025-03-31 | completion | 1           | 2025-06-30 | 2025-12-31
        P2      | 2025-03-31 | completion | 1           | 2025-06-30 | 2025-06-30
        P3      | 2025-03-31 | completion | 1           | 2025-06-30 | 2025-06-30
    """,
    "payment": """
        ref | project | as_of      | paid_on    | amount | currency | payer | payee
        1   | P1      | 2025-03-31 | 2023-05-01 | 100    | CNY      | A     | B
        2   | P1      | 2025-03-31 | 2024-05-01 | 200    | CNY      | A     | B
        3   | P1      | 2025-03-31 | 2024-06-01 | 40     | CNY      | B     | A
        4   | P2      | 2025-03-31 | 2024-07-01 | 7      | USD      |       | B
    """,
}
Asked = dict[str, object]


def ids(engine: Engine) -> dict[str, int]:
    found = table(engine, "collaboration_organisations")
    return dict(zip(found["organisation_en"], found["organisation_id"], strict=True))


def of(engine: Engine, name: str, organisation: str, scope: Scope | None = None) -> pd.DataFrame:
    return table(engine, name, (scope or Scope()).choosing(organisation_id=ids(engine)[organisation]))


def test_who_leads_who_links_and_who_stands_alone(engine: Engine) -> None:
    write(engine, **EDITION)
    columns = ["organisation_en", "projects_joined", "projects_led", "degree", "cut_off", "degree_before"]
    assert rows(table(engine, "network_organisations")[columns]) == [
        ("Help", 2, 1, 3, 1, None),
        ("Roads", 2, 2, 2, 0, 1),
        ("Build", 2, 0, 2, 0, 1),
        ("Oak", 1, 0, 1, 0, None),
        ("Alone", 1, 0, 0, 0, None),
    ]
    row = table(engine, "network_organisations_summary").iloc[0]
    assert row[["organisations", "organisations_apart", "cut_points"]].tolist() == [5, 1, 1]
    assert row["compared_to"] == pd.Timestamp("2024-03-31")
    assert row["projects_shared_led"] == row["projects_shared"] == 3


BEFORE: list[tuple[Asked, dict[str, int | None]]] = [
    ({"window": "year", "year": 2025}, {"Roads": 1, "Build": 1, "Help": None}),
    ({"window": "year", "year": 2024}, {"Roads": None, "Build": None}),  # nothing was reported in 2023
    ({"window": "range", "from_year": 2025, "year": 2025}, {"Roads": 1, "Build": 1, "Help": None}),
    ({"window": "cumulative", "year": 2025}, {"Roads": 1, "Build": 1, "Help": None}),
    ({"window": "rolling", "year": 2025, "years": 2}, {"Roads": 1, "Build": 1, "Help": None}),
]


@pytest.mark.parametrize(("options", "expected"), BEFORE, ids=str)
def test_changes_are_against_the_slice_before_in_every_window(
    engine: Engine, options: Asked, expected: dict[str, int | None]
) -> None:
    write(engine, **EDITION)
    found = table(engine, "network_organisations", Scope().choosing(**options)).set_index("organisation_en")
    before = {name: None if pd.isna(n) else int(n) for name, n in found["degree_before"].items()}
    assert {name: before[name] for name in expected} == expected


def test_who_leads_whom_has_a_direction(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "network_organisations", Scope().choosing(tie="leads"))
    ties = ["organisation_en", "degree", "in_degree", "out_degree"]
    assert rows(found[ties]) == [
        ("Roads", 2, 0, 2),
        ("Help", 2, 1, 1),
        ("Build", 1, 1, 0),
        ("Oak", 1, 1, 0),
        ("Alone", 0, 0, 0),
    ]
    # Roads -> Help -> Oak: a department reaches a community through a social organisation
    broker = table(engine, "network_brokerage", Scope().choosing(tie="leads")).iloc[0]
    assert broker[["organisation_en", "liaison", "brokered"]].tolist() == ["Help", 1, 1]
    both = table(engine, "network_brokerage").iloc[0]  # Roads and Build to Oak and back
    assert both[["organisation_en", "liaison", "brokered"]].tolist() == ["Help", 4, 4]


def test_a_social_organisation_without_a_community_stands_first(engine: Engine) -> None:
    write(engine, **EDITION)
    columns = ["organisation_en", "is_suspended", "communities_served", "community_ties", "contracts_held"]
    found = table(engine, "network_embedding")
    assert rows(found[columns]) == [("Alone", True, 0, 0, 0), ("Help", False, 1, 1, 0)]
    assert (found["known_since"] == pd.Timestamp("2025-03-31")).all()


EMPTY = [
    name for name in tables.TABLES if name.startswith(("network_org", "network_br", "network_emb", "organisation_"))
]


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_database_has_the_same_columns_and_nobody_in_them(engine: Engine, name: str) -> None:
    found = table(engine, name)
    assert tuple(found.columns) == tables.frame(name).columns
    assert len(found) == (1 if name == "network_organisations_summary" else 0)


# --- one organisation -----------------------------------------------------------------------------


def test_one_organisation_is_told_with_its_parent_and_since_when_it_is_named(engine: Engine) -> None:
    write(engine, **EDITION)
    oak = of(engine, "organisation_facts", "Oak").iloc[0]
    assert oak[["organisation_en", "organisation_kind", "parent_en", "projects_joined"]].tolist() == [
        "Oak", "community", "Roads", 1,
    ]  # fmt: skip
    assert of(engine, "organisation_facts", "Roads")["known_since"].iloc[0] == pd.Timestamp("2024-03-31")
    assert rows(of(engine, "organisation_names", "Roads")[["name", "name_kind"]]) == [("Roads", "own"), ("路局", "own")]
    assert table(engine, "organisation_facts", Scope().choosing(organisation_id=999_999)).empty


def test_partners_stand_with_shared_projects_since_when_and_both_sides_roles(engine: Engine) -> None:
    write(engine, **EDITION)
    columns = ["partner_en", "shared_projects", "tie_weight", "shared_since", "own_roles", "partner_roles"]
    assert rows(of(engine, "organisation_partners", "Roads")[columns]) == [
        ("Build", 2, 2, date(2024, 3, 31), "client;responsible", "contractor"),
        ("Help", 1, 1, date(2025, 3, 31), "client;responsible", "partner"),
    ]


def test_a_partner_whose_tie_the_backbone_left_out_keeps_its_projects_and_has_no_weight(engine: Engine) -> None:
    write(engine, **EDITION)
    strong = Scope().choosing(backbone="minimum", least=2)
    found = of(engine, "organisation_partners", "Roads", strong)
    assert rows(found[["partner_en", "shared_projects", "tie_weight"]]) == [("Build", 2, 2), ("Help", 1, None)]


def test_its_projects_and_their_lateness_stand_beside_all_others(engine: Engine) -> None:
    write(engine, **EDITION)
    columns = ["code", "own_roles", "slip_days", "is_delayed"]
    assert rows(of(engine, "organisation_projects", "Roads")[columns]) == [
        ("P1", "responsible", 184, True),
        ("P2", "client;responsible", 0, False),
    ]
    rates = ["whose", "projects", "judged", "delayed"]
    assert rows(of(engine, "organisation_delays", "Roads")[rates]) == [("own", 2, 2, 1), ("others", 2, 1, 0)]


def test_money_to_it_and_by_it_is_told_by_year_and_never_across_currencies(engine: Engine) -> None:
    write(engine, **EDITION)
    columns = ["calendar_year", "currency", "payments_received", "money_received", "payments_made", "money_paid"]
    assert rows(of(engine, "organisation_money", "Build")[columns]) == [
        (2023, "CNY", 1, 100, 0, None),
        (2024, "CNY", 1, 200, 1, 40),
        (2024, "USD", 1, 7, 0, None),
    ]
    water = Scope(sectors=("water",))
    assert of(engine, "organisation_money", "Build", water).empty


DOUBTS = [
    ("amount", [(2023, 1), (2024, 0)]),
    ("payee_id", [(2023, 1), (2024, 0)]),
    ("payer_id", [(2023, 1), (2024, 1)]),
]


@pytest.mark.parametrize(("field", "received"), DOUBTS, ids=[field for field, _ in DOUBTS])
def test_a_payment_in_doubt_does_not_count_on_the_side_that_is_in_doubt(
    engine: Engine, field: str, received: list[tuple[int, int]]
) -> None:
    write(engine, **EDITION, flags=[Flag("payment", "2", field, "negative_amount", "200")])
    found = of(engine, "organisation_money", "Build")
    found = found[found["currency"] == "CNY"]
    assert rows(found[["calendar_year", "payments_received"]]) == received


def test_year_by_year_it_stands_where_the_slice_of_the_year_has_it(engine: Engine) -> None:
    write(engine, **EDITION)
    columns = ["calendar_year", "organisations", "projects_joined", "projects_led", "degree", "degree_rank"]
    found = table(engine, "network_organisations_by_year").set_index("organisation_en")
    assert rows(found.loc["Roads", columns]) == [(2024, 2, 1, 1, 1, 1), (2025, 5, 2, 2, 2, 2)]
    assert rows(found.loc[["Oak"], columns]) == [(2025, 5, 1, 0, 1, 4)]


# --- a whole city, and New York -------------------------------------------------------------------


def check_against_networkx(found: pd.DataFrame, pairs: pd.DataFrame) -> None:
    """Degree, strength, betweenness, closeness, eigenvector, constraint, effective size, k-core and cut-points."""
    graph = nx.Graph()
    graph.add_nodes_from(found["organisation_id"])
    graph.add_weighted_edges_from(rows(pairs[["first_id", "second_id", "shared_projects"]]))
    largest = graph.subgraph(max(nx.connected_components(graph), key=len))
    expected = pd.DataFrame(
        {
            "degree": dict(graph.degree()),
            "node_strength": dict(graph.degree(weight="weight")),
            "betweenness": nx.betweenness_centrality(graph),
            "closeness": nx.closeness_centrality(graph),
            "eigenvector": nx.eigenvector_centrality_numpy(largest, weight="weight"),
            "constraint": nx.constraint(graph, weight="weight"),
            # all at once networkx divides by the wrong tie (3.6): asked by nodes it does not
            "effective_size": nx.effective_size(graph, nodes=list(graph), weight="weight"),
            "k_core": nx.core_number(graph),
            "is_cut_point": {node: node in set(nx.articulation_points(graph)) for node in graph},
        }
    ).loc[found["organisation_id"]]
    tied = (found["degree"] > 0).to_numpy()
    for name in expected:
        ours, theirs = (table[name].astype("float64").to_numpy()[tied] for table in (found, expected))
        np.testing.assert_allclose(ours, theirs, atol=1e-9, err_msg=name)
    assert found.loc[~tied, ["closeness", "constraint"]].isna().all(axis=None)


def test_every_measure_of_the_city_is_that_of_networkx(reading: Connection) -> None:
    found = tables.make(reading, "network_organisations", Scope())
    check_against_networkx(found, tables.make(reading, "collaboration_pairs", Scope()))
    assert len(found) > 150


def test_the_planted_broker_is_the_only_link_of_its_group_and_its_societies_serve_no_community(
    reading: Connection,
) -> None:
    story = next(story for story in STORIES if story.key == "broker")
    found = tables.make(reading, "network_organisations", Scope()).set_index("organisation_en")
    assert found.loc[story.who[0], "is_cut_point"]
    assert found.loc[story.who[0], "cut_off"] == 12
    embedded = tables.make(reading, "network_embedding", Scope()).set_index("organisation_en")
    societies = [name for name in story.who if name in embedded.index]
    assert len(societies) == 2
    assert embedded.loc[societies, "is_suspended"].all()


@pytest.mark.real_data
@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project")
def test_every_measure_of_new_york_is_that_of_networkx_and_its_builder_links_the_most(engine: Engine) -> None:
    editions.write(engine, load([FILES / "nyc/NYC_capital_projects_20190901.csv"], "nyc-capital-projects"))
    found = table(engine, "network_organisations")
    check_against_networkx(found, table(engine, "collaboration_pairs"))
    assert found["organisation_en"].iloc[0] == "DDC"
    assert found.set_index("organisation_en")["betweenness"].astype("float64").idxmax() == "DDC"
