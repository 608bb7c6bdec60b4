"""Slip against cost growth: the counts, the rank correlation of a textbook, and what the picture keeps of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.figures import slip_and_cost as figures
from analytics.language import Language
from analytics.measures import slip_and_cost
from tests.tables import draw, rows

PROJECTS = """
    code | name_en | name_zh | slip_days | cost_growth
    A    | Bridge  | 大桥    | 400       | 80
    B    | Dam     |         | 10        | 90
    C    | School  |         | 10        | 0
    D    | Park    |         | −5        | 3
    E    | Road    |         | 0         | −2
    F    | Depot   |         |           | 50
    G    | Port    |         | 700       |
"""
TOLD = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(-3000, 3000)), st.one_of(st.none(), st.floats(-100, 2000))), max_size=40
)


def drawn_projects() -> pd.DataFrame:
    return draw(PROJECTS)


def told(pairs: Sequence[tuple[int | None, float | None]]) -> pd.DataFrame:
    slip, growth = zip(*pairs, strict=True) if pairs else ((), ())
    return pd.DataFrame(
        {"slip_days": pd.Series(slip, dtype="Int64"), "cost_growth": pd.Series(growth, dtype="Float64")}
    )


def test_what_is_not_known_of_either_is_nowhere_and_the_rest_is_in_one_quarter() -> None:
    found = slip_and_cost.association(drawn_projects())
    counts = ["projects", "later_dearer", "later_only", "dearer_only", "neither_moved"]
    assert rows(found[counts]) == [(5, 2, 1, 1, 1)]
    assert found["rank_correlation"].isna().all()  # of five projects none is stated


def test_spearman_of_the_worked_example_comes_out() -> None:
    """Intelligence and hours of television of ten persons: ρ = −29/165 (the worked example of Wikipedia)."""
    pairs = zip(
        [106, 100, 86, 101, 99, 103, 97, 113, 112, 110], [7.0, 27, 2, 50, 28, 29, 20, 12, 6, 17], strict=True
    )  # fmt: skip
    row = slip_and_cost.association(told(list(pairs))).iloc[0]
    assert row["rank_correlation"] == pytest.approx(-29 / 165)
    # Fisher's z by hand: atanh(−0.17576) = −0.17760; 1.95996 × √((1 + 0.17576²/2) / 7) = 0.74649
    assert (row["rank_low"], row["rank_high"]) == pytest.approx((-0.7279, 0.5145), abs=1e-4)


def test_the_interval_shrinks_as_projects_are_added() -> None:
    ten = [(n, float(n % 4)) for n in range(10)]
    widths = [
        row["rank_high"] - row["rank_low"]
        for row in (slip_and_cost.association(told(ten * times)).iloc[0] for times in (1, 4, 16))
    ]
    assert widths == sorted(widths, reverse=True)


@settings(deadline=None)
@given(TOLD)
def test_the_correlation_is_that_of_the_ranks_and_the_dots_hold_every_project(
    pairs: list[tuple[int | None, float | None]],
) -> None:
    """The slow obvious version: Pearson's correlation of average ranks."""
    known = [(slip, growth) for slip, growth in pairs if slip is not None and growth is not None]
    row = slip_and_cost.association(told(pairs)).iloc[0]
    assert row["projects"] == len(known) == slip_and_cost.dots(told(pairs))["dot_projects"].sum()
    assert row["later_dearer"] == sum(slip > 0 and growth > 0 for slip, growth in known)
    ranks = pd.DataFrame(known, columns=["slip", "growth"]).rank()
    if len(known) < slip_and_cost.FEW or ranks["slip"].nunique() == 1 or ranks["growth"].nunique() == 1:
        assert pd.isna(row["rank_correlation"])
    else:
        assert row["rank_correlation"] == pytest.approx(ranks["slip"].corr(ranks["growth"]), abs=1e-9)
        assert row["rank_low"] <= row["rank_correlation"] <= row["rank_high"]


@settings(deadline=None)
@given(TOLD)
def test_a_dot_lies_on_the_side_of_its_projects_or_on_the_line(pairs: list[tuple[int | None, float | None]]) -> None:
    dots = slip_and_cost.dots(told(pairs))
    known = [(slip, growth) for slip, growth in pairs if slip is not None and growth is not None]
    for column, values in (("slip_value", [slip for slip, _ in known]), ("cost_growth", [up for _, up in known])):
        if (dots[column] > 0).any():
            assert max(values) > 0
        if (dots[column] < 0).any():
            assert min(values) < 0


def test_a_picture_of_a_million_projects_holds_no_more_than_its_fields() -> None:
    many = told([(n * 7919 % 5000 - 1000, float(n * 104729 % 700 - 50)) for n in range(60_000)])
    dots = slip_and_cost.dots(many)
    across, up = slip_and_cost.FIELDS
    assert len(dots) <= 2 * (across + 1) * (up + 1)
    assert dots["dot_projects"].sum() == len(many)


def test_the_farthest_out_are_far_out_on_both() -> None:
    found = slip_and_cost.farthest(drawn_projects())
    assert found["code"].tolist() == ["A", "B"]  # C has not grown, D does not slip, of F and G half is not known
    mirrored = drawn_projects().iloc[::-1].assign(slip_days=1, cost_growth=1)
    assert slip_and_cost.farthest(mirrored)["code"].tolist() == list("ABCDEFG")  # equals in an order of their own


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_of_few_projects_the_picture_names_the_farthest_and_states_no_correlation(code: str) -> None:
    language, projects = Language(code), drawn_projects()
    made = figures.scatter(slip_and_cost.dots(projects), slip_and_cost.association(projects),
                           slip_and_cost.farthest(projects), language)  # fmt: skip
    assert made.title == language("Whether later goes with dearer cannot be said")
    assert language.name("Bridge", "大桥") in made.subtitle


@pytest.mark.parametrize(
    ("pairs", "title"),
    [
        ([(n, float(n)) for n in range(40)], "Later projects tend to have grown dearer (rank correlation 1.00"),
        ([(n, -float(n)) for n in range(40)], "Later projects tend to have grown less dear"),
        ([(n, float(n % 2)) for n in range(40)], "Later and dearer do not clearly go together (rank correlation 0.0"),
    ],
)
def test_the_title_says_no_more_than_the_interval_allows(pairs: list[tuple[int, float]], title: str) -> None:
    projects = told(list(pairs)).assign(code="A", name_en=None, name_zh=None)
    made = figures.scatter(slip_and_cost.dots(projects), slip_and_cost.association(projects),
                           slip_and_cost.farthest(projects), Language(), "forecast")  # fmt: skip
    assert made.title.startswith(title)
    assert "the first forecast" in made.figure.layout.xaxis.title.text
