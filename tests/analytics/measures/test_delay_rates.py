"""Five delay rates of drawn projects, each with its own denominator."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.figures import delay_rates as figures
from analytics.language import Language
from analytics.measures import delay_rates
from tests.tables import draw, rows

# Finished: 1 of 2. Unfinished: 1 of 2, one unknown. Begun: P1, P2, P3: 2 of 3. P6 is cancelled: in none.
SLIPS = """
    code | progress_state | is_delayed | started
    P1   | finished       | yes        | yes
    P2   | finished       | no         | yes
    P3   | unfinished     | yes        | yes
    P4   | unfinished     | no         | no
    P5   | unfinished     |            | no
    P6   | cancelled      | yes        | yes
"""
MILESTONES = pd.Series({"asked": 50, "judged": 47, "delayed": 2})
FIFTH = pd.Series(
    {"asked": 6, "judged": 5, "delayed": pd.NA, "delayed_share": 0.4, "delayed_low": 0.1, "delayed_high": 0.8}
)


def five() -> pd.DataFrame:
    slips = draw(SLIPS)
    return delay_rates.five(slips.assign(has_started=slips["started"] == "yes"), MILESTONES, FIFTH)


def test_each_rate_has_its_own_denominator_and_the_cancelled_are_in_none_of_the_counted_ones() -> None:
    found = five()
    assert found["delay_measure"].tolist() == list(delay_rates.KINDS)
    assert rows(found[["asked", "judged", "delayed"]]) == [
        (2, 2, 1), (3, 2, 1), (3, 3, 2), (50, 47, 2), (6, 5, None),
    ]  # fmt: skip
    assert found["delayed_share"].tolist() == pytest.approx([1 / 2, 1 / 2, 2 / 3, 2 / 47, 0.4])
    assert found["judged_share"].tolist() == pytest.approx([1, 2 / 3, 1, 47 / 50, 5 / 6])


def test_two_delayed_of_47_do_not_show_that_a_rate_is_below_five_per_cent() -> None:
    low, high = five().set_index("delay_measure").loc["milestones", ["delayed_low", "delayed_high"]]
    assert (round(100 * low, 2), round(100 * high, 2)) == (1.17, 14.25)
    assert low < delay_rates.CLAIM < high


def test_nothing_to_judge_is_no_rate_of_zero() -> None:
    nothing = pd.Series({"asked": 0, "judged": 0, "delayed": 0})
    unknown = dict.fromkeys(("delayed", "delayed_share", "delayed_low", "delayed_high"), pd.NA)
    fifth = pd.Series({"asked": 0, "judged": 0, **unknown})
    slips = draw(SLIPS).head(0)
    found = delay_rates.five(slips.assign(has_started=slips["started"] == "yes"), nothing, fifth)
    assert found["delayed_share"].isna().all()
    drawn = figures.side_by_side(found.assign(tolerance_days=30, tolerance_percent=10, late_by="days"), Language())
    assert drawn.title == "Five ways to count who is delayed"
    assert "none to judge" in drawn.alt
    assert not [shape for shape in drawn.figure.layout.shapes if shape.line.width == 4]  # no interval of nothing


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_picture_names_the_lowest_and_the_highest_rate_and_calls_the_claim_a_claim(code: str) -> None:
    language = Language(code)
    drawn = figures.side_by_side(five().assign(tolerance_days=30, tolerance_percent=10, late_by="days"), language)
    assert language.percent(2 / 47) in drawn.title
    assert language.percent(2 / 3) in drawn.title
    assert ("not verified" in drawn.subtitle) or ("未核实" in drawn.subtitle)
    assert list(drawn.figure.data[0].y) == [0, 1, 2, 3, 4]
