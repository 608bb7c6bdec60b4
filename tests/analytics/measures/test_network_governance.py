"""Forms of governance: three drawn networks that hint at one each, and what hints at nothing."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analytics import codes
from analytics.measures.network_governance import governance
from analytics.networks.projection import project
from analytics.networks.two_mode import two_mode


def members(*projects: tuple[int | None, tuple[int, ...]]) -> pd.DataFrame:
    """Projects as (who leads, who works): a row per role."""
    rows = []
    for number, (leader, workers) in enumerate(projects):
        rows += [(number, leader, "responsible")] if leader is not None else []
        rows += [(number, worker, "contractor") for worker in workers]
    return pd.DataFrame(rows, columns=["project_id", "organisation_id", "role"])


def found(memberships: pd.DataFrame) -> pd.DataFrame:
    table = governance(project(two_mode(memberships)), memberships)
    assert list(table["governance_indicator"]) == list(codes.GOVERNANCE_INDICATORS)
    return table.set_index("governance_indicator")


def test_six_that_all_work_with_each_other_and_lead_in_turn_hint_at_shared_governance() -> None:
    pairs = list(combinations(range(6), 2))
    table = found(members(*[(pair[place % 2], pair) for place, pair in enumerate(pairs)]))
    assert set(table["governance_hint"][["participants", "density", "degree_centralisation"]]) == {"shared"}
    assert table["measure_value"]["density"] == 1
    assert "nao" not in set(table["governance_hint"])


def test_one_that_leads_all_and_works_itself_hints_at_a_lead_organisation() -> None:
    table = found(members(*[(1, (1, other)) for other in range(2, 12)]))
    assert table["measure_value"][["led_share", "ties_share", "joins_share"]].tolist() == [1, 1, 1]
    assert table["governance_hint"]["joins_share"] == "lead_organisation"
    assert table["governance_hint"]["degree_centralisation"] == "brokered"
    assert table["organisation_id"]["led_share"] == 1
    assert table["measure_value"]["lead_only"] == 0


def test_one_that_leads_all_and_does_no_other_work_hints_at_an_administrative_organisation() -> None:
    table = found(members(*[(1, (other, other + 1)) for other in range(2, 12)]))
    assert table["measure_value"][["led_share", "joins_share", "lead_only"]].tolist() == [1, 0, 1]
    assert table["governance_hint"][["joins_share", "lead_only"]].tolist() == ["nao", "nao"]


def test_a_project_of_one_organisation_leads_nobody() -> None:
    table = found(members((1, ()), (1, ()), (2, (3,))))
    assert table["organisation_id"]["led_share"] == 2
    assert table["measure_value"]["led_share"] == 1


def test_where_nobody_is_known_to_lead_these_numbers_are_missing_and_hint_at_nothing() -> None:
    table = found(members((None, (1, 2)), (None, (2, 3))))
    unknown = table.loc[["led_share", "ties_share", "joins_share", "lead_only"]]
    assert unknown["measure_value"].isna().all()
    assert unknown["governance_hint"].isna().all()
    assert table["organisation_id"].isna().all()


def test_of_two_that_lead_equally_many_the_first_by_number_is_named() -> None:
    table = found(members((5, (6,)), (4, (7,))))
    assert table["organisation_id"]["led_share"] == 4
    assert table["measure_value"]["led_share"] == 0.5
