"""Pictures of the portfolio and of one project: only the theme's colours, words in both languages, no markup."""

from __future__ import annotations

import json
import re

import pytest

from analytics.figures import portfolio, project
from analytics.figures.drawn import Drawn
from analytics.language import Language
from analytics.measures import portfolio as measures
from tests.tables import draw

COUNTED = draw(
    """
    band | currency | projects | with_budget | budget_current
    0    | CNY      | 2        | 2           | 3000000000
    3    | CNY      | 1        | 1           | 7000000000
    −1   |          | 4        | 0           |
    """
)
BANDS = measures.slip_bands(COUNTED, [0, 30, 90, 180, 360])
LIGHTS = draw("light | light_reported | projects | share\n" + "\n".join(
    f"{computed} | {reported} | {4 if computed == 'late' else 1} | 0.1"
    for computed in ("good", "watch", "late", "unknown") for reported in ("good", "watch", "late", "unknown")
))  # fmt: skip
TREND = draw("as_of | late_share | late_from\n2025-03-31 | 0.10 | 90\n2025-06-30 | 0.25 | 90")
MILESTONES = draw(
    """
    as_of      | milestone  | baseline_no | baseline   | forecast   | actual
    2025-03-31 | completion | 1           | 2026-01-01 | 2026-02-01 |
    2025-06-30 | completion | 2           | 2026-06-01 | 2026-12-01 |
    2025-06-30 | design     | 1           | 2025-05-01 |            | 2025-05-20
    2025-03-31 | start      | 1           | 2024-05-01 |            | 2024-05-20
    """,
    "project_milestones",
)
BUDGETS = draw("as_of | budget_kind | amount | currency\n2025-03-31 | current | 10000000000 | CNY\n2025-03-31 | estimate | 10000000000 | CNY", "project_budgets")  # fmt: skip  # noqa: E501
PROGRESS = draw("as_of | completed_total | currency\n2025-06-30 | 4000000000 | CNY", "project_progress")


def drawn(language: Language) -> list[Drawn]:
    return [
        portfolio.slip_bands(BANDS, language),
        portfolio.lights(LIGHTS, language),
        portfolio.late_trend(TREND, language),
        project.milestone_trend(MILESTONES, language),
        project.money_history(BUDGETS, PROGRESS, language, "CNY"),
    ]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_colour_is_one_that_the_theme_replaces(code: str) -> None:
    for one in drawn(Language(code)):
        spec = json.dumps(json.loads(one.figure.to_json())["data"])
        assert all(colour.startswith("#0000") for colour in re.findall(r"#[0-9A-Fa-f]{6}", spec)), one.title


def test_the_words_of_a_picture_are_in_the_reader_s_language() -> None:
    for english, chinese in zip(drawn(Language("en")), drawn(Language("zh_CN")), strict=True):
        for name in ("title", "subtitle", "alt"):
            assert getattr(english, name) != getattr(chinese, name)
            assert re.search("[一-鿿]", getattr(chinese, name))


def test_a_light_is_never_colour_alone_and_the_unknown_is_hatched() -> None:
    bars = portfolio.slip_bands(BANDS, Language("en")).figure.data[0]
    assert [name[-1] for name in bars.y] == ["●", "●", "▲", "■", "■", "■", "○"]
    assert bars.marker.pattern.shape[-1] == "/"


def test_the_words_for_screen_readers_name_every_band_with_its_count() -> None:
    alt = portfolio.slip_bands(BANDS, Language("en")).alt
    assert "ahead of plan 2" in alt
    assert "90 to 179 days 1" in alt
    assert "unknown 4" in alt


def test_lines_that_end_together_have_a_label_each_and_the_last_known_figure_reaches_the_last_report() -> None:
    figure = project.money_history(BUDGETS, PROGRESS, Language("en"), "CNY").figure
    places = {note.text: note.y for note in figure.layout.annotations}
    assert places["Current budget"] > places["Estimate"] > places["Completed investment"]
    assert {str(trace.x[-1])[:10] for trace in figure.data} == {"2025-06-30"}


def test_a_milestone_that_is_done_is_a_diamond_at_its_day() -> None:
    figure = project.milestone_trend(MILESTONES, Language("en")).figure
    diamonds = [trace for trace in figure.data if trace.marker.symbol == "diamond"]
    assert [str(day)[:10] for trace in diamonds for day in trace.y] == ["2025-05-20"]


def test_a_milestone_that_was_over_before_the_first_report_is_left_to_the_table() -> None:
    figure = project.milestone_trend(MILESTONES, Language("en")).figure
    assert not any("Start" in (trace.hovertemplate or "") for trace in figure.data)


def test_a_suspicious_figure_is_not_drawn() -> None:
    flagged = BUDGETS.assign(is_flagged=[True, None]).astype({"is_flagged": "boolean"})
    figure = project.money_history(flagged, PROGRESS, Language("en"), "CNY").figure
    assert "Current budget" not in {note.text for note in figure.layout.annotations}
