"""Where organisations stand, on tables that a reader can add up: who leads, who links, who stands alone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import codes, progress
from analytics.language import Language
from analytics.measures import network_organisations as measures
from analytics.measures import network_organisations_words as words
from analytics.measures.embedding import embedding
from analytics.networks.breadth_depth import KINDS
from analytics.networks.one_mode import OneMode, from_matrix, from_ties
from tests.tables import draw

# Two triangles that only organisation 4 links, and organisation 8, which works alone.
TIES = draw("""
    first_id | second_id | weight
    1        | 2         | 3
    1        | 3         | 1
    2        | 3         | 1
    3        | 4         | 1
    4        | 5         | 1
    5        | 6         | 1
    5        | 7         | 1
    6        | 7         | 1
""")
MEMBERSHIPS = draw("""
    project_id | organisation_id | role
    1          | 1               | responsible
    1          | 2               | contractor
    2          | 1               | responsible
    2          | 1               | client
    2          | 2               | partner
    3          | 2               | responsible
    3          | 1               | partner
    4          | 3               | responsible
    5          | 8               | responsible
    6          | 4               | partner
    6          | 5               | partner
""")


@pytest.fixture
def network() -> OneMode:
    return from_ties(TIES, ids=[8])


def of(table: pd.DataFrame, organisation: int) -> pd.Series:
    return table.set_index("organisation_id").loc[organisation]


def named(network: OneMode) -> pd.DataFrame:
    table = measures.organisations(network, MEMBERSHIPS)
    return table.assign(
        organisation_en="Body " + table["organisation_id"].astype(str),
        organisation_zh=None,
        organisation_kind="company",
    )


def test_who_is_responsible_leads_and_a_second_role_is_no_second_project() -> None:
    work = measures.work(MEMBERSHIPS, np.array([1, 2, 4, 9]))
    assert work["projects_joined"].tolist() == [3, 3, 1, 0]
    assert work["projects_led"].tolist() == [2, 1, 0, 0]
    assert work["lead_share"].isna().tolist() == [False, False, False, True]  # of nothing
    assert work["lead_share"].tolist()[:3] == pytest.approx([2 / 3, 1 / 3, 0])
    assert work["lead_shared_share"].tolist() == pytest.approx([2 / 4, 1 / 4, 0, 0])  # 1, 2, 3 and 6 are shared


def test_the_link_between_two_groups_is_the_cut_point_and_holds_half_of_them(network: OneMode) -> None:
    table = measures.organisations(network, MEMBERSHIPS)
    assert set(table.loc[table["is_cut_point"], "organisation_id"]) == {3, 4, 5}
    assert of(table, 4)["cut_off"] == 3
    assert of(table, 4)["betweenness"] == table["betweenness"].max() == 9 / 21
    assert (table["betweenness_error"] == 0).all()  # exact
    assert of(table, 4)["effective_size"] == 2
    assert (table.loc[table["organisation_id"] != 8, "k_core"] == 2).all()  # everyone keeps two partners


def test_who_works_alone_has_no_partner_and_what_is_about_partners_is_missing(network: OneMode) -> None:
    alone = of(measures.organisations(network, MEMBERSHIPS), 8)
    assert alone["degree"] == alone["node_strength"] == alone["k_core"] == 0
    missing = ["closeness", "eigenvector", "depth", "breadth_class", "constraint", "effective_size", "hierarchy",
               "community"]  # fmt: skip
    assert alone[missing].isna().all()
    assert not alone["is_cut_point"]


def test_without_directions_nobody_has_an_in_or_an_out_degree_and_with_them_both(network: OneMode) -> None:
    assert measures.ties(network)[["in_degree", "out_degree"]].isna().all(axis=None)
    leads = from_matrix([[0, 2, 1], [0, 0, 0], [1, 0, 0]], directed=True)
    found = measures.ties(leads)
    assert found["out_degree"].tolist() == [2, 0, 1]
    assert found["in_degree"].tolist() == [1, 1, 1]
    assert found["degree"].tolist() == [2, 1, 1]  # 0 and 2 lead each other: one partner
    assert found["node_strength"].tolist() == [4, 2, 2]


def test_changes_compare_with_those_who_took_part_before(network: OneMode) -> None:
    earlier = from_ties(TIES[TIES["first_id"] > 2], ids=[2])
    found = measures.changes(network, earlier)
    assert found["degree_before"].astype("object").where(found["degree_before"].notna(), None).tolist() == [
        None, 0, 1, 2, 3, 2, 2, None,
    ]  # fmt: skip
    assert found.loc[[2, 3, 5], "change_in_degree"].tolist() == [2, 2, 0]
    assert found.loc[[1, 8], ["change_in_degree", "change_in_rank"]].isna().all(axis=None)
    assert found["degree_rank"].tolist() == [3, 3, 1, 3, 1, 3, 3, 8]
    assert found.loc[3, "change_in_rank"] == 5 - 1
    assert measures.changes(network, None)["change_in_degree"].isna().all()


def test_the_summary_counts_the_classes_of_those_with_a_partner(network: OneMode) -> None:
    table = measures.organisations(network, MEMBERSHIPS)
    row = measures.summary(network, table, MEMBERSHIPS).iloc[0]
    assert row[["organisations", "organisations_tied", "organisations_apart", "cut_points"]].tolist() == [8, 7, 1, 3]
    assert row[["class_leading", "class_key", "class_auxiliary"]].sum() == 7
    assert row["breadth_cut"] == pytest.approx(16 / 7)
    assert row[["projects_shared", "projects_shared_led"]].tolist() == [4, 3]
    assert set(KINDS.items()) == set(codes.BREADTH_CLASSES.items())


def test_an_empty_slice_has_no_organisations_and_says_so() -> None:
    nobody, nothing = from_ties(TIES.head(0)), MEMBERSHIPS.head(0)
    table = measures.organisations(nobody, nothing)
    assert table.empty
    row = measures.summary(nobody, table, nothing).iloc[0]
    assert words.finding(row, table, Language("en")) == "Who takes part in these projects is not known."
    assert len(measures.drawn(table)) == 0


def test_without_a_tie_everyone_stands_alone() -> None:
    apart = from_ties(TIES.head(0), ids=[1, 8])
    table = named(apart)
    row = measures.summary(apart, table, MEMBERSHIPS).iloc[0]
    assert table["in_core"].isna().all()
    assert words.finding(row, table, Language("en")).startswith("2 organisations take part, and none works with")
    tiles = {tile.label: tile.value for tile in words.tiles(row, table, Language("en"))}
    assert tiles["Highest betweenness"] == "–"  # of two organisations there are no pairs of others
    assert tiles["Alone"] == "2"


def test_the_picture_has_names_for_the_broad_and_the_deep_and_for_nobody_without_a_partner(network: OneMode) -> None:
    found = measures.drawn(measures.organisations(network, MEMBERSHIPS))
    assert 8 not in set(found["organisation_id"])
    assert found.loc[found["labelled"], "breadth_class"].isin(["leading", "key"]).all()
    assert found["labelled"].any()


def test_the_long_way_is_told_and_can_be_ended(network: OneMode) -> None:
    told: list[tuple[int, int]] = []
    with progress.heard_by(lambda done, of: told.append((done, of))):
        measures.organisations(network, MEMBERSHIPS)
    assert [done for done, _ in told] == [1, 2, 3, 4, 5, 6]
    assert {of for _, of in told} == {7}


# --- roles ----------------------------------------------------------------------------------------


def test_with_directions_the_one_who_lets_the_other_kind_in_is_its_gatekeeper() -> None:
    chain = from_matrix([[0, 1, 0], [0, 0, 1], [0, 0, 0]], directed=True, ids=[1, 2, 3])
    kinds = pd.Series(["company", "department", "department"], index=[1, 2, 3])
    found = measures.roles(chain, kinds)
    assert found["organisation_id"].tolist() == [2, 1, 3]  # who brokers most comes first
    broker = of(found, 2)
    assert broker[["gatekeeper", "representative", "brokered"]].tolist() == [1, 0, 1]
    assert broker["gatekeeper_z"] > 0


def test_without_directions_a_brokered_pair_counts_both_ways() -> None:
    chain = from_matrix([[0, 1, 0], [1, 0, 1], [0, 1, 0]], ids=[1, 2, 3])
    kinds = pd.Series(["company", "department", "department"], index=[1, 2, 3])
    broker = of(measures.roles(chain, kinds), 2)
    assert broker[["gatekeeper", "representative", "brokered"]].tolist() == [1, 1, 2]
    liaison = of(measures.roles(chain, pd.Series(["a", "b", "c"], index=[1, 2, 3])), 2)
    assert liaison[["liaison", "brokered"]].tolist() == [2, 2]


# --- embedding --------------------------------------------------------------------------------------


def test_a_social_organisation_without_a_community_hangs_in_the_air() -> None:
    memberships = draw("""
        project_id | organisation_id
        1          | 1
        1          | 5
        2          | 1
        2          | 5
        2          | 7
        3          | 2
        3          | 7
        4          | 3
    """)
    kinds = pd.Series({1: "social_organisation", 2: "social_workers", 3: "social_organisation", 5: "community",
                       7: "company"})  # fmt: skip
    found = embedding(memberships, kinds)
    assert found.index.tolist() == [2, 3, 1]  # those without a community first
    assert found["is_suspended"].tolist() == [True, True, False]
    assert found["communities_served"].tolist() == [0, 0, 1]
    assert found["community_ties"].tolist() == [0, 0, 2]
    assert found["repeat_partners"].tolist() == [0, 0, 1]
    assert found["repeat_share"].isna().tolist() == [False, True, False]  # 3 has no partner
    assert found.loc[1, "repeat_share"] == 0.5


# --- words ------------------------------------------------------------------------------------------


def test_the_finding_names_who_leads_who_links_and_how_many_stand_alone(network: OneMode) -> None:
    table = named(network)
    row = measures.summary(network, table, MEMBERSHIPS).iloc[0]
    said = words.finding(row, table, Language("en"))
    assert "Body 1 leads the largest part of the 4 shared projects: 50 %." in said
    assert "3 are the only link of others to the rest: Body 4 (of 3 others); Body 3 (of 2 others); Body 5" in said
    assert said.endswith("1 of 8 organisations stand alone.")


def test_where_no_one_is_known_to_lead_the_finding_says_so(network: OneMode) -> None:
    table = named(network)
    silent = MEMBERSHIPS.assign(role="partner")
    row = measures.summary(network, table, silent).iloc[0]
    assert "Who leads the 4 shared projects is not known." in words.finding(row, table, Language("en"))
    assert words.tiles(row, table, Language("en"))[0].value == "–"


@pytest.mark.parametrize("question", words.QUESTIONS)
def test_every_question_is_answered_in_few_columns_in_an_order_of_its_own(network: OneMode, question: str) -> None:
    table, row = named(network), {"betweenness_sources": 8, "organisations": 8}
    if question == "roles":
        kinds = pd.Series("company", index=network.ids)
        table = measures.roles(network, kinds)
    columns = words.columns(question, pd.Series(row), directed=False)
    assert len(columns) <= 10
    assert "betweenness_error" not in columns
    column, ascending = words.ORDER[question]
    known = words.ordered(table, question)[column].dropna().tolist()
    assert known == sorted(known, reverse=not ascending)


def test_a_sample_is_said_with_its_error_beside_it() -> None:
    row = pd.Series({"betweenness_sources": 200, "organisations": 9000})
    assert "betweenness_error" in words.columns("bridging", row, directed=True)
    assert "200 of 9,000" in words.note("bridging", row, Language("en"))
