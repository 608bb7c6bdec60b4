"""Who leads which stage: drawn projects, and the slow obvious way beside the quick one."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import codes
from analytics.measures import responsibility
from tests.tables import draw, rows

FACTS = draw(
    """
    project_id | stage        | sector
    1          | construction | roads
    2          | design       | roads
    3          |              | water
    4          | tendering    |
    """
)
# 1: body 10 leads the whole, 11 construction; 2: two lead; 3: stage not known; 4: a leader for design alone
RESPONSIBLE = draw(
    """
    project_id | organisation_id | stage
    1          | 10              | -
    1          | 11              | construction
    2          | 10              | -
    2          | 12              | -
    3          | 12              | -
    4          | 10              | design
    """
).replace({"stage": {"-": ""}})
STAGES = responsibility.reached(FACTS)
LED = responsibility.leading(STAGES, RESPONSIBLE)
JUDGED = responsibility.judged(STAGES, LED).merge(FACTS[["project_id", "sector"]], on="project_id")


def test_a_body_that_is_named_for_a_stage_leads_it_in_place_of_those_of_the_whole_project() -> None:
    assert rows(LED[LED["project_id"] == 1]) == [
        (1, "approval", 10),
        (1, "construction", 11),
        (1, "design", 10),
        (1, "tendering", 10),
    ]


def test_a_stage_without_a_leader_is_a_gap_and_one_with_two_an_overlap() -> None:
    found = {(row.project_id, row.led_stage): row.leading_state for row in JUDGED.itertuples()}
    assert found[4, "approval"] == found[4, "tendering"] == "nobody"
    assert found[4, "design"] == "one"
    assert found[2, "approval"] == found[2, "design"] == "several"
    assert (2, "construction") not in found  # not reached


def test_a_project_whose_stage_is_not_known_is_judged_once_as_a_whole() -> None:
    assert rows(JUDGED.loc[JUDGED["project_id"] == 3, ["led_stage", "leaders", "leading_state"]]) == [
        ("unknown", 1, "one")
    ]


def test_of_a_project_whose_stage_is_not_known_those_of_any_stage_lead_where_nobody_has_the_whole() -> None:
    stages = responsibility.reached(draw("project_id | stage\n4 |"))
    assert rows(responsibility.leading(stages, RESPONSIBLE)) == [(4, "unknown", 10)]


def test_gaps_and_overlaps_add_up_by_stage_and_by_sector() -> None:
    by_stage = responsibility.by_stage(JUDGED, LED)
    assert by_stage["led_stage"].tolist() == ["approval", "design", "tendering", "construction", "unknown"]
    assert rows(by_stage[["projects", "led_by_one", "led_by_none", "led_by_several", "bodies_leading"]]) == [
        (3, 1, 1, 1, 2),
        (3, 2, 0, 1, 2),
        (2, 1, 1, 0, 1),
        (1, 1, 0, 0, 1),
        (1, 1, 0, 0, 1),
    ]
    by_sector = responsibility.counts(JUDGED, "sector")
    assert rows(by_sector[["sector", "projects", "stages_reached", "led_by_none", "led_by_several"]]) == [
        ("", 1, 3, 2, 0),
        ("roads", 2, 6, 0, 2),
        ("water", 1, 1, 0, 0),
    ]
    assert by_sector["led_by_none_share"].tolist() == [2 / 3, 0, 0]


def test_the_summary_counts_projects_with_a_gap_and_with_an_overlap_once() -> None:
    found = responsibility.summary(FACTS, JUDGED, LED).iloc[0]
    assert found.to_dict() == {
        "projects": 4, "stage_unknown": 1, "stages_reached": 10, "led_by_one": 6, "led_by_none": 2,
        "led_by_several": 2, "projects_with_gap": 1, "projects_with_overlap": 1, "bodies_leading": 3,
    }  # fmt: skip


def test_the_matrix_tells_leading_from_taking_part_and_ranks_by_projects_led() -> None:
    part = pd.concat([RESPONSIBLE, draw("project_id | organisation_id | stage\n1 | 12 | design")])
    cells = responsibility.matrix(STAGES, LED, part).set_index(["organisation_id", "led_stage"])
    assert cells.loc[(10, "approval"), ["led_here", "led_jointly", "joined_here"]].tolist() == [2, 1, 2]
    assert cells.loc[(12, "design"), ["led_here", "led_jointly", "joined_here"]].tolist() == [1, 1, 2]
    assert cells.loc[(10, "construction"), ["led_here", "joined_here"]].tolist() == [0, 1]
    assert cells["organisation_rank"].groupby("organisation_id").first().to_dict() == {10: 1, 12: 2, 11: 3}
    assert set(responsibility.matrix(STAGES, LED, part, most=1)["organisation_id"]) == {10}


def test_a_role_for_a_stage_counts_where_the_stage_is_reached_and_one_for_the_whole_project_once() -> None:
    part = draw(
        """
        project_id | organisation_id | role       | stage
        1          | 20              | designer   | design
        2          | 20              | designer   | design
        2          | 21              | contractor | construction
        3          | 22              | client     | -
        1          | 10              | responsible | -
        """
    ).replace({"stage": {"-": ""}})
    found = responsibility.roles(STAGES, part)[["led_stage", "role", "role_projects", "role_share", "role_bodies"]]
    assert rows(found) == [("design", "designer", 2, 2 / 3, 1), ("whole", "client", 1, 0.25, 1)]


def test_bodies_are_counted_once_a_project_and_a_project_without_any_is_not_one_of_a_single_body() -> None:
    part = draw("project_id | organisation_id\n1 | 10\n1 | 10\n1 | 11\n2 | 10")
    count = responsibility.bodies(FACTS, part)
    assert count.to_dict() == {1: 2, 2: 1, 3: 0, 4: 0}
    assert rows(responsibility.per_project(count)) == [(0, 2, 0.5), (1, 1, 0.25), (2, 1, 0.25)]
    assert responsibility.body_count(count).tolist() == ["several", "one", "none", "none"]


def test_shared_projects_are_shares_of_those_with_a_known_body() -> None:
    counted = draw(
        """
        as_of      | organisations | projects
        2023-12-31 | 0             | 5
        2023-12-31 | 1             | 3
        2023-12-31 | 4             | 1
        2024-12-31 | 2             | 2
        """
    )
    found = responsibility.shared(counted)
    assert found["shared_share"].tolist() == [0.25, 1]
    assert found["mean_bodies"].tolist() == [7 / 4, 2]


ids = st.integers(1, 4)
stage = st.sampled_from(["", *codes.STAGES])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*codes.STAGES, None]), min_size=1, max_size=4),
    st.lists(st.tuples(ids, st.integers(10, 13), stage), max_size=12),
)
def test_leaders_are_those_that_a_reader_finds_by_hand(now: list[str | None], told: list[tuple[int, int, str]]) -> None:
    facts = pd.DataFrame({"project_id": range(1, len(now) + 1), "stage": pd.Series(now, dtype=object)})
    named = pd.DataFrame(told, columns=["project_id", "organisation_id", "stage"])
    named = named.astype({"project_id": "int64", "organisation_id": "int64", "stage": object})
    stages = responsibility.reached(facts)
    led = responsibility.leading(stages, named)
    expected = set()
    for project, present in enumerate(now, start=1):
        own = {(body, each) for number, body, each in told if number == project}
        whole = {body for body, each in own if not each}
        if present is None:
            expected |= {(project, "unknown", body) for body in whole or {body for body, _ in own}}
        for each in list(codes.STAGES)[: list(codes.STAGES).index(present) + 1 if present else 0]:
            expected |= {(project, each, body) for body in {body for body, of in own if of == each} or whole}
    assert set(rows(led)) == expected
    assert len(led) == len(expected)
    judged = responsibility.judged(stages, led)
    assert judged["leaders"].sum() == len(led)
    assert len(judged) == len(stages)
