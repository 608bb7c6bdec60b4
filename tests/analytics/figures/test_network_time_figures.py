"""The pictures of the network over time: marks of years and reforms, words from the data, the same places twice."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from analytics import codes
from analytics.figures import network_reform
from analytics.figures import network_time as figures
from analytics.figures.drawn import Drawn
from analytics.frames import FRAMES
from analytics.language import Language
from tests.tables import draw

HOSTILE = "<b>x</b>"
EVENTS = FRAMES["reform_events"].cast(
    pd.DataFrame(
        {
            "reform": [2, 1, 3], "took_effect": pd.to_datetime(["2023-07-01", "2021-01-01", "2022-01-01"]),
            "reform_en": [HOSTILE, "Earlier", "Withdrawn"], "reform_zh": None, "reform_source": "Circular",
            "of_edition": False, "entered_by": None, "entered_at": pd.Timestamp("2025-01-01"), "withdrawn_by": None,
            "withdrawn_at": [pd.NaT, pd.NaT, pd.Timestamp("2025-01-02")],
        }
    )
)  # fmt: skip


def years(states: tuple[str, ...] = ("begins", "whole", "whole", "ends")) -> pd.DataFrame:
    table = pd.DataFrame({"calendar_year": range(2021, 2021 + len(states)), "year_state": states})
    table["window_from"] = [pd.Timestamp(year, 1, 1) for year in table["calendar_year"]]
    table["window_to"] = [pd.Timestamp(year, 12, 31) for year in table["calendar_year"]]
    for measure in codes.TIME_MEASURES:
        table[measure] = [2, 4, 5, 3][: len(states)]
    table["vertical_share"] = None
    return FRAMES["network_by_year"].cast(table)


def means() -> pd.DataFrame:
    row = {
        "reform": 2, "reform_en": HOSTILE, "reform_zh": None, "took_effect": pd.Timestamp("2023-07-01"),
        "mean_before": 0.4, "mean_after": 0.3, "mean_difference": -0.1, "years_before": 1, "years_after": 1,
        "before_from": 2022, "before_to": 2022, "partial_before": False, "after_from": 2024, "after_to": 2024,
        "partial_after": True,
    }  # fmt: skip
    return FRAMES["network_reform"].cast(pd.DataFrame([row | {"time_measure": m} for m in codes.TIME_MEASURES]))


def written(drawn: Drawn) -> str:
    return json.dumps(json.loads(drawn.figure.to_json()), ensure_ascii=False)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_measure_has_its_line_with_hollow_years_and_the_reforms_that_stand(code: str) -> None:
    drawn = figures.measures(years(), means(), EVENTS, Language(code), reform=2)
    lines = [trace for trace in drawn.figure.data if trace.mode == "lines+markers"]
    assert len(lines) == len(figures.SHOWN) - 1  # one measure has no value in any year
    assert list(lines[0].marker.symbol) == ["circle-open", "circle", "circle", "circle-open"]
    marks = [shape for shape in drawn.figure.layout.shapes if shape.xref == "x"]
    assert [mark.x0 for mark in marks] == pytest.approx([2022.995, 2020.5], abs=0.01)  # not the withdrawn one
    flat = [list(trace.x) for trace in drawn.figure.data if trace.mode == "lines"][:2]
    assert flat == [[2021.65, 2022.35], [2023.65, 2024.35]]
    assert HOSTILE in drawn.title  # pages escape it, figures must
    assert HOSTILE not in written(drawn)
    assert "&lt;b&gt;x" in written(drawn)


def test_without_a_reform_nothing_is_compared() -> None:
    drawn = figures.measures(years(), means(), EVENTS.head(0), Language())
    assert drawn.title == "The network year by year"
    assert not drawn.figure.layout.shapes
    assert all(trace.mode == "lines+markers" for trace in drawn.figure.data)
    assert "Hollow" in drawn.subtitle
    assert "Hollow" not in figures.measures(years(("whole",) * 3), means(), EVENTS.head(0), Language()).subtitle


def test_a_small_change_is_drawn_small() -> None:
    low, high = figures._scale(pd.Series([100.0, 101.0]), "network_ties")
    assert high - low > 20
    assert figures._scale(pd.Series([0.98, 1.0]), "multi_body_share")[1] <= 1.02
    assert figures._scale(pd.Series([0.0, 0.0]), "network_ties")[0] == 0.0


CHANGES = draw(
    """
    calendar_year | year_before | year_state | ties_formed | ties_kept | ties_dissolved | kept_share
    2022          | 2021        | whole      | 5           | 10        | 2              | 0.8333
    2023          | 2022        | ends       | 0           | 12        | 3              | 0.8
    """,
    "network_tie_changes",
)


def test_dissolved_ties_go_down_and_kept_and_formed_ones_up() -> None:
    drawn = figures.turnover(CHANGES, Language())
    kept, formed, dissolved = drawn.figure.data
    assert (list(kept.y), list(formed.y), list(dissolved.y)) == ([10, 12], [5, 0], [-2, -3])
    assert list(drawn.figure.layout.xaxis.ticktext) == ["2022", "2023*"]
    assert list(formed.text) == ["formed 5", ""]
    assert drawn.title == "83 % of the ties of 2021 were kept in 2022"
    assert len({trace.marker.color for trace in drawn.figure.data}) == 3
    assert dissolved.marker.pattern.shape == "x"  # not by colour alone


def sides() -> tuple[pd.DataFrame, pd.DataFrame]:
    nodes = draw(
        f"""
        reform_side | side_from | side_to | organisation_id | organisation_en | is_present | partners | labelled
        before      | 2021      | 2022    | 1               | {HOSTILE}       | yes        | 1        | yes
        before      | 2021      | 2022    | 2               | Water           | yes        | 1        | no
        after       | 2023      | 2024    | 1               | {HOSTILE}       | yes        | 0        | yes
        after       | 2023      | 2024    | 2               | Water           | no         | 0        | no
        """,
        "network_reform_nodes",
    ).assign(reform=2, node_strength=[4.0, 4.0, 0.0, 0.0], x=[0.0, 1.0, 0.0, 1.0], y=[0.0, 1.0, 0.0, 1.0])
    ties = draw(
        """
        reform | reform_side | first_id | second_id | tie_weight | width_class | on_both_sides
        2      | before      | 1        | 2         | 4          | 5           | no
        """,
        "network_reform_ties",
    ).assign(x_from=0.0, y_from=0.0, x_to=1.0, y_to=1.0)
    return nodes, ties


def test_the_two_pictures_have_the_same_frame_and_tell_what_is_gone() -> None:
    nodes, ties = sides()
    before, after = (
        make(nodes, ties, language=Language(), reform=2) for make in (network_reform.before, network_reform.after)
    )
    assert (before.title, after.title) == ("Before: 2021–2022", "After: 2023–2024")
    assert before.figure.layout.xaxis.range == after.figure.layout.xaxis.range
    assert "Dashed: not there afterwards (1)." in before.subtitle
    assert "not there before" not in after.subtitle
    assert "Hollow: takes part in nothing here." in after.subtitle
    assert [trace.line.dash for trace in before.figure.data if trace.mode == "lines"] == ["dash"]
    assert list(after.figure.data[-1].marker.symbol) == ["circle", "circle-open"]
    assert HOSTILE not in written(before) + written(after)


def test_only_colours_of_the_theme_are_used() -> None:
    nodes, ties = sides()
    for drawn in (
        figures.measures(years(), means(), EVENTS, Language(), reform=2), figures.turnover(CHANGES, Language()),
        network_reform.before(nodes, ties, Language(), 2),
    ):  # fmt: skip
        hexes = re.findall("#[0-9A-Fa-f]{6}", written(Drawn(drawn.figure.update_layout(template=None), "", "", "")))
        assert hexes
        assert all(colour.startswith("#0000") for colour in hexes)
