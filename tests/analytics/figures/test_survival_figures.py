"""Pictures of durations and their words: what is said, what is refused, and both languages."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.figures import survival as figures
from analytics.figures.drawn import Drawn
from analytics.frames import FRAMES
from analytics.language import Language
from analytics.measures import hazard_covariates, survival, survival_tables
from analytics.measures import survival_words as words
from tests.analytics.measures.test_hazards import city

Four = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]
ENGLISH, CHINESE = Language("en"), Language("zh_CN")


def durations(n: int, by: str | None = "sector") -> pd.DataFrame:
    projects = city(n)
    days = (projects["ratio"] * 100).round().astype("Int64")
    return projects.assign(days=days, estimated=False, why_not=None, group=projects[by] if by else "all")


def named(table: pd.DataFrame, name: str, clock: str = "ratio") -> pd.DataFrame:
    """The declared frame, the groups under names of their own."""
    if "group" in table:
        label = table["group"].astype(object)
        table = table.assign(group_en="<b>" + label, group_zh="组" + label)
    return FRAMES[name].cast(table.assign(clock=clock))


def tables(projects: pd.DataFrame, clock: str = "ratio") -> Four:
    test = pd.DataFrame([survival.log_rank(projects, clock)])
    test = test.rename(columns={"groups": "groups_tested", "groups_left_out": "groups_untested"})
    return (
        named(survival_tables.curves(projects, clock), "survival_curves", clock),
        named(survival_tables.at_risk(projects, clock), "survival_at_risk", clock),
        named(survival_tables.groups(projects, clock), "survival_groups", clock),
        named(test, "survival_tests", clock),
    )


def regression(projects: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    terms, model = hazard_covariates.fit(projects, "ratio")
    terms = terms.assign(covariate_level_en=terms["covariate_level"], covariate_level_zh=terms["covariate_level"])
    return named(terms, "hazard_ratios"), named(pd.DataFrame([model]), "hazard_model")


def said(one: Drawn) -> str:
    made = json.loads(one.figure.to_json())
    return json.dumps([made["data"], made["layout"]["annotations"]], ensure_ascii=False)


def drawn(language: Language, n: int = 300) -> list[Drawn]:
    return [
        figures.not_finished(*tables(durations(n)), language=language),
        figures.not_finished(*tables(durations(n, None), "days"), language=language),
        figures.incidence(
            named(survival_tables.incidence(durations(n), "ratio"), "survival_incidence"), language=language
        ),
        figures.hazards(*regression(durations(n)), language=language),
    ]


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_picture_is_drawn_of_many_projects_of_few_and_of_none(language: Language) -> None:
    for n in (300, 3, 0):
        for one in drawn(language, n):
            made = json.loads(one.figure.to_json())
            spec = json.dumps([made["data"], made["layout"].get("shapes"), made["layout"].get("annotations")])
            assert all(colour.startswith("#0000") for colour in re.findall(r"#[0-9A-Fa-f]{6}", spec)), one.title
            assert "nan" not in f"{one.title} {one.subtitle} {one.alt}".lower()
            assert one.title
            assert one.alt


def test_names_from_the_data_are_shown_as_text() -> None:
    figure = figures.not_finished(*tables(durations(300)), language=ENGLISH)
    assert "&lt;b&gt;roads" in said(figure)
    assert "<b><b>" not in said(figure)


def test_the_curve_falls_in_steps_and_the_numbers_at_risk_stand_beneath_the_ticks() -> None:
    curves, at_risk, groups, test = tables(durations(300, None))
    made: Any = figures.not_finished(curves, at_risk, groups, test, language=ENGLISH).figure
    lines = [trace for trace in made.data if trace.mode == "lines" and trace.line.width > 0]
    assert [trace.line.shape for trace in lines] == ["hv"]
    assert list(lines[0].y) == curves["open_share"].tolist()
    numbers = next(trace for trace in made.data if trace.mode == "text")
    assert list(numbers.text) == [ENGLISH.number(n) for n in at_risk["at_risk"]]
    assert list(made.layout.xaxis.tickvals) == list(numbers.x)
    assert made.layout.xaxis.range == made.layout.xaxis2.range or made.layout.xaxis.matches == "x2"


def test_the_end_of_the_planned_duration_is_marked_only_where_the_axis_counts_in_it() -> None:
    by_ratio, by_days = drawn(ENGLISH)[:2]
    assert "planned duration over" in said(by_ratio)
    assert "planned duration over" not in said(by_days)


def test_groups_are_called_different_only_where_the_test_says_so() -> None:
    clear = figures.not_finished(*tables(durations(400)), language=ENGLISH)
    assert clear.title.startswith("Half are finished after")
    alike = durations(400).assign(group=np.resize(["east", "west"], 400))
    assert figures.not_finished(*tables(alike), language=ENGLISH).title.startswith("No clear difference")
    few = figures.not_finished(*tables(durations(8)), language=ENGLISH)
    assert few.title == "How long projects take; the groups cannot be compared"


def test_a_handful_of_projects_is_not_stated_as_if_it_meant_something() -> None:
    groups = tables(durations(6, None))[2]
    assert "too few to say" in words.finding(groups, ENGLISH)
    assert "%" not in words.finding(groups, ENGLISH)


def test_the_finding_sets_the_finished_alone_beside_all() -> None:
    groups = tables(durations(300, None))[2]
    row = groups.iloc[0]
    text = words.finding(groups, ENGLISH)
    assert f"after {row['median_duration']:.2f} times the planned duration" in text
    assert f"The finished alone would say {row['finished_median']:.2f} times" in text


def test_where_nothing_is_finished_the_finding_says_so_and_a_share_cancelled_needs_no_decimals() -> None:
    projects = durations(300, None).assign(outcome="open")
    assert words.finding(tables(projects)[2], ENGLISH).startswith("Not one of 300 projects is finished yet.")
    assert "cancelled" not in words.finding(tables(projects)[2], ENGLISH)
    gone = tables(projects.assign(outcome="cancelled"))[2]
    assert "300 are cancelled for good." in words.finding(gone, ENGLISH)
    at_end = named(survival_tables.incidence(projects, "ratio"), "survival_incidence")
    assert words.incidence_title(at_end, ENGLISH).endswith("0 % are finished, 0 % cancelled")


def test_the_forest_shows_slower_left_of_one_and_fills_what_is_clear() -> None:
    terms, model = regression(durations(2000))
    figure: Any = figures.hazards(terms, model, language=ENGLISH)
    dots = figure.figure.data[-1]
    fitted = terms[terms["hazard_ratio"].notna()]
    clear = (fitted["hazard_high"] < 1) | (fitted["hazard_low"] > 1)
    assert list(dots.x) == fitted["hazard_ratio"].tolist()
    assert list(dots.marker.symbol) == ["circle" if sure else "circle-open" for sure in clear]
    assert figure.figure.layout.xaxis.type == "log"
    assert figure.title.startswith("Clearest, all else equal: water, slower to finish")
    assert "Compared with: roads" in figure.subtitle


def test_a_refused_regression_says_why() -> None:
    terms, model = regression(durations(12))
    reason = "there are fewer than 10 finished projects for each coefficient"
    assert figures.hazards(terms, model, language=ENGLISH).title == f"No regression: {reason}"
    assert words.regression(terms, model, ENGLISH).startswith(f"The regression is refused: {reason}.")


def test_ratios_that_change_with_time_are_called_averages() -> None:
    """Water starts as roads do and then stands still: a hazard ratio that falls."""
    projects = city(2000, slow=1.0)
    late = (projects["sector"] == "water") & (projects["ratio"] > 0.8)
    projects.loc[late, "ratio"] = projects.loc[late, "ratio"] * 3
    text = words.regression(*regression(projects), ENGLISH)
    assert "not the same early and late" in text
    assert "this concerns water" in text
    assert "Nothing speaks against" in words.regression(*regression(city(2000)), ENGLISH)
