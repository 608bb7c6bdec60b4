"""What is said of one organisation: never more than the intervals bear."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.language import Language
from analytics.measures import one_organisation, one_organisation_words
from analytics.networks.one_mode import from_ties
from tests.tables import draw

FACTS = draw(
    "organisation_id | organisation_en | organisation_kind\n1 | Roads | department", "organisation_facts"
).iloc[0]
PROJECTS = draw("code | own_roles | status\nP1 | client;responsible | active\nP2 | partner | completed",
                "organisation_projects")  # fmt: skip
PARTNERS = draw("partner_id | partner_en | shared_projects | tie_weight\n2 | Build | 2 | 2\n3 | Help | 1 |",
                "organisation_partners")  # fmt: skip
NOWHERE = pd.DataFrame({"is_cut_point": pd.array([], "boolean"), "cut_off": pd.array([], "Int64")})
EN = Language("en")


def delays(own: str, others: str) -> pd.DataFrame:
    head = "whose | projects | judged | delayed | delayed_share | delayed_low | delayed_high"
    return draw(f"{head}\nown | {own}\nothers | {others}", "organisation_delays")


SAID = [
    ("40 | 40 | 30 | 0.75 | 0.6 | 0.86", "surely more than of all others"),
    ("40 | 40 | 2 | 0.05 | 0.01 | 0.17", "surely fewer than of all others"),
    ("40 | 40 | 14 | 0.35 | 0.2 | 0.5", "no sure difference"),
]


@pytest.mark.parametrize(("own", "expected"), SAID, ids=[words for _, words in SAID])
def test_a_difference_is_sure_only_where_the_intervals_lie_apart(own: str, expected: str) -> None:
    rates = delays(own, "400 | 400 | 120 | 0.3 | 0.26 | 0.35")
    assert expected in one_organisation_words.finding(FACTS, PROJECTS, PARTNERS, rates, NOWHERE, EN)


def test_few_projects_are_counted_and_not_compared() -> None:
    rates = delays("2 | 2 | 2 | 1 | 0.3 | 1", "400 | 400 | 40 | 0.1 | 0.07 | 0.13")
    said = one_organisation_words.finding(FACTS, PROJECTS, PARTNERS, rates, NOWHERE, EN)
    assert said == (
        "Roads takes part in 2 projects and leads 1 of them. It shares projects with 2 organisations, most with Build "
        "(2 projects). Of 2 projects whose slip is known 2 are delayed."
    )


def test_the_only_link_of_others_is_said() -> None:
    place = pd.DataFrame({"is_cut_point": pd.array([True], "boolean"), "cut_off": pd.array([3], "Int64")})
    rates = delays("2 | 0 | 0 | | | ", "4 | 4 | 1 | 0.25 | 0.1 | 0.6")
    said = one_organisation_words.finding(FACTS, PROJECTS, PARTNERS, rates, place, EN)
    assert said.endswith("not known. Without it 3 organisations would lose contact with the rest.")


def test_a_body_that_counts_as_another_says_where_its_figures_stand() -> None:
    merged = FACTS.copy()
    merged["counted_id"], merged["counted_en"] = 7, "Transport"
    said = one_organisation_words.finding(merged, PROJECTS.head(0), PARTNERS.head(0), NOWHERE, NOWHERE, EN)
    assert said == "Roads counts as Transport by a decision: its figures stand there."


def test_a_partner_that_the_backbone_left_is_no_partner_of_the_tile_but_keeps_its_row() -> None:
    memberships = draw("""
        project_id | organisation_id | role
        1          | 1               | responsible
        1          | 2               | partner
        1          | 3               | funder
        2          | 1               | client
        2          | 2               | designer
    """)
    network = from_ties(draw("first_id | second_id | weight\n1 | 2 | 2"), ids=[3])
    found = one_organisation.partners(memberships, network, 1)
    assert found["partner_id"].tolist() == [2, 3]
    assert found["shared_projects"].tolist() == [2, 1]
    assert found["own_roles"].tolist() == ["client;responsible", "responsible"]
    assert found["partner_roles"].tolist() == ["designer;partner", "funder"]
    assert found["tie_weight"].isna().tolist() == [False, True]


def test_both_have_shared_a_project_since_the_later_of_their_first_days() -> None:
    dated = draw("""
        project_id | organisation_id | as_of
        1          | 1               | 2020-01-31
        1          | 1               | 2022-01-31
        1          | 2               | 2021-01-31
        2          | 2               | 2019-01-31
        2          | 1               | 2023-01-31
        3          | 1               | 2018-01-31
        3          | 2               | 2018-01-31
    """)
    memberships = draw("project_id | organisation_id\n1 | 1\n1 | 2\n2 | 1\n2 | 2\n3 | 1")  # 2 has left project 3
    assert one_organisation.since(dated, memberships, 1).to_dict() == {2: pd.Timestamp("2021-01-31")}


def test_a_name_stands_once_whatever_the_sources_repeat() -> None:
    own = pd.DataFrame({"name_en": ["Roads"], "name_zh": ["路局"]})
    aliases = pd.DataFrame(
        {"name": ["Roads", "Road Office"], "name_from": [pd.NaT] * 2, "name_to": [pd.NaT, pd.Timestamp("2022-12-31")]}
    )
    merged = pd.DataFrame(
        {"name_en": ["Streets"], "name_zh": [None], "name_from": [pd.NaT], "name_to": [pd.NaT], "other_id": [9]}
    )
    found = one_organisation.names(own, aliases, merged)
    assert list(zip(found["name"], found["name_kind"], strict=True)) == [
        ("Roads", "own"), ("路局", "own"), ("Road Office", "alias"), ("Streets", "merged"),
    ]  # fmt: skip
    assert found["other_id"].tolist()[-1] == 9
