"""Time against money of drawn projects."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.figures import cost_and_time as figures
from analytics.language import Language
from analytics.measures import cost_and_time
from tests.tables import draw, rows


def test_a_duration_is_longer_only_where_both_are_known_and_no_end_lies_before_its_start() -> None:
    days = draw("""
        taken | planned
        130   | 100
        70    | 100
        −5    | 100
        130   | 0
              | 100
    """)
    assert rows(cost_and_time.longer(days["taken"], days["planned"]).to_frame()) == [
        (30,), (-30,), (None,), (None,), (None,),
    ]  # fmt: skip


def test_a_start_or_a_duration_that_is_not_known_is_not_on_time() -> None:
    late = pd.Series([False, True, False, True, None, False], dtype="boolean")
    longer = pd.Series([False, False, True, True, False, None], dtype="boolean")
    assert cost_and_time.outcome(late, longer).tolist() == [
        "on_time", "started_late", "took_longer", "late_and_longer", "unknown", "unknown",
    ]  # fmt: skip


def test_the_worked_example_of_oc4ids_comes_out_and_a_first_figure_of_zero_gives_none() -> None:
    growth = cost_and_time.growth(draw("a\n4000000000\n0\n100")["a"], draw("a\n4210000000\n7\n")["a"].reindex(range(3)))
    assert rows(growth.round(9).to_frame()) == [(5.25,), (None,), (None,)]


PROJECTS = """
    schedule_outcome | cost_growth | over
    on_time          | 0           | no
    on_time          | 5           | yes
    on_time          |             |
    late_and_longer  | 20          | yes
    unknown          | 0           | no
"""


def four_way() -> pd.DataFrame:
    projects = draw(PROJECTS)
    is_over = projects["over"].map({"yes": True, "no": False}).astype("boolean")
    return cost_and_time.four_way(projects.assign(is_over=is_over))


def test_a_cost_that_is_not_known_is_in_no_share_and_every_outcome_has_a_row() -> None:
    found = four_way()
    assert found["schedule_outcome"].tolist() == list(cost_and_time.OUTCOMES)
    assert rows(found[["projects", "cost_known", "over_budget"]]) == [
        (3, 2, 1), (0, 0, 0), (0, 0, 0), (1, 1, 1), (1, 1, 0),
    ]  # fmt: skip
    assert rows(found[["over_share"]]) == [(0.5,), (None,), (None,), (1.0,), (0.0,)]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_so_few_projects_do_not_show_that_late_ones_cost_more(code: str) -> None:
    language = Language(code)
    told = four_way().assign(tolerance_days=30, tolerance_percent=10, late_by="days")
    drawn = figures.four_way(told, language)
    assert list(drawn.figure.data[0].x) == [0.5, 1.0]  # outcomes without a known cost are not drawn
    assert drawn.title == language(
        "Over budget: {both} of those late and longer, {neither} of those on time; too close to tell",
        both=language.percent(1), neither=language.percent(0.5),
    )  # fmt: skip


def test_with_new_york_s_shares_and_enough_projects_the_difference_is_stated() -> None:
    published = {"on_time": 160, "started_late": 316, "took_longer": 493, "late_and_longer": 633}
    parts = [
        pd.DataFrame({"schedule_outcome": name, "is_over": [True] * over + [False] * (1000 - over), "cost_growth": 0.0})
        for name, over in published.items()
    ]
    found = cost_and_time.four_way(pd.concat(parts, ignore_index=True))
    assert found["over_share"].head(4).tolist() == [0.16, 0.316, 0.493, 0.633]
    drawn = figures.four_way(found.assign(tolerance_days=30, tolerance_percent=10, late_by="days"), Language())
    assert drawn.title == "Late and longer goes with dearer: 63 % over budget, on time 16 %"
