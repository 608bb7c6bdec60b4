"""Pictures of slippage: a group is called delayed above the others only where its interval lies apart."""

from __future__ import annotations

from analytics.figures import slippage
from analytics.language import Language
from tests.tables import draw

GROUPS = draw(
    """
    group | group_en | group_zh | judged | delayed | delayed_share | delayed_low | delayed_high | median_slip
    water | Water    | 水务     | 176    | 69      | 0.39          | 0.32        | 0.47         | 20
    roads | Roads    | 道路     | 77     | 27      | 0.35          | 0.25        | 0.46         | 15
    parks | Parks    | 园林     | 0      | 0       |               |             |              |
    """,
    "slippage_by_sector",
)


def title(**said: object) -> str:
    return slippage.delayed_by_group(GROUPS.assign(**said), Language(), "sector").title


def test_where_all_intervals_overlap_no_group_is_said_to_stand_out() -> None:
    assert title() == "No group stands out: 35 % to 39 % delayed, and all intervals overlap"


def test_a_group_whose_interval_lies_above_another_s_is_named() -> None:
    assert title(delayed_high=[0.47, 0.3, None]) == "Most surely delayed: Water, at least 32 %"


def test_a_single_group_is_said_as_it_is() -> None:
    drawn = slippage.delayed_by_group(GROUPS.head(1), Language(), "sector")
    assert drawn.title == "Water: 39 % are delayed"  # it stands out from nothing


def test_of_groups_of_which_nothing_is_known_nothing_is_said() -> None:
    assert slippage.delayed_by_group(GROUPS.tail(1), Language(), "sector").title == "No slip is known"
