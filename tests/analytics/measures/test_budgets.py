"""Overruns: published and drawn figures, groups against the whole, and the sentences made of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language import Language
from analytics.measures import budget_words, budgets
from tests.tables import draw, rows

ENGLISH, CHINESE = Language("en"), Language("zh_CN")
# Fen. B is over by one fen; C's estimate is 0 and D has no approved budget, so their overruns are unknown.
FIGURES = """
    code | sector | currency | budget_estimate | budget_approved | budget_contract | budget_final | budget_current | budget_first
    A    | roads  | CNY      | 4000            | 4000            | 3600            | 4210         | 4500           | 4000
    B    | roads  | CNY      | 1000            | 1250            |                 |              | 1251           | 1000
    C    | water  | CNY      | 0               | 500             | 500             | 500          | 900            | 900
    D    | water  | CNY      | 100             |                 |                 | 100          | 100            |
    E    |        | USD      | 100             | 200             | 180             | 190          |                |
"""  # noqa: E501


def figures() -> pd.DataFrame:
    return budgets.with_latest(draw(FIGURES))


def of(step: str) -> pd.Series:
    return budgets.steps(figures()).set_index("budget_step").loc[step]


def test_the_standard_s_worked_example_runs_over_by_five_and_a_quarter_per_cent() -> None:
    """OC4IDS: a budget of 40.0 million and a final account of 42.1 million."""
    found = budgets.overrun(pd.Series([4_000_000_000]), pd.Series([4_210_000_000]))
    assert found.tolist() == [pytest.approx(5.25)]
    fact = draw("currency | budget_approved | budget_final\nCNY | 4000000000 | 4210000000").iloc[0]
    missing = {"budget_estimate": pd.NA, "budget_contract": pd.NA, "budget_current": pd.NA}
    one = budgets.of_one(pd.concat([fact, pd.Series(missing)]))
    assert one["over_approved_percent"].tolist() == [0, pytest.approx(5.25)]


def test_a_first_figure_that_is_missing_zero_or_negative_leaves_the_overrun_unknown() -> None:
    pairs = draw("figure_before | figure_after\n | 5\n0 | 5\n−3 | 5\n5 |\n5 | 0")
    assert rows(budgets.overrun(pairs["figure_before"], pairs["figure_after"]).to_frame()) == [
        (None,), (None,), (None,), (None,), (-100.0,),
    ]  # fmt: skip


def test_the_final_account_replaces_the_current_budget() -> None:
    assert figures()["budget_latest"].tolist() == [4210, 1251, 500, 100, 190]


def test_each_step_counts_the_projects_of_which_both_figures_are_known() -> None:
    counts = ["budget_step", "projects", "with_figures", "above", "unchanged"]
    assert rows(budgets.steps(figures())[counts]) == [
        ("estimate_approved", 5, 3, 2, 1),
        ("approved_contract", 5, 3, 0, 1),
        ("approved_final", 5, 3, 1, 1),
        ("approved_latest", 5, 4, 2, 1),
        ("first_current", 5, 3, 2, 1),
    ]
    final = of("approved_final")
    assert (final["median_overrun"], final["mean_overrun"]) == (0, pytest.approx((5.25 + 0 - 5) / 3))


def test_one_fen_above_the_approved_budget_is_above() -> None:
    assert of("approved_latest")["above"] == 2
    even = figures().assign(budget_latest=lambda table: table["budget_approved"])
    assert budgets.rates(even.assign(all="all"), "approved_latest", "all")["above"].tolist() == [0]


def test_one_project_moves_the_mean_and_is_named_and_the_mean_without_it_is_given() -> None:
    """The lesson of GAO-13-276SP, in small."""
    table = pd.DataFrame({"budget_approved": 100, "budget_final": [100, 101, 102, 103, 104, 105, 106, 900]})
    blank = dict.fromkeys(("budget_estimate", "budget_contract", "budget_current", "budget_first"), None)
    table = budgets.with_latest(table.assign(**blank, code=list("ABCDEFGH")).astype({"budget_final": "Int64"}))
    step = budgets.steps(table).set_index("budget_step").loc["approved_final"]
    assert (step["median_overrun"], step["mean_overrun"], step["mean_overrun_inside"]) == (3.5, 102.625, 3)
    named = budgets.outliers(table).query("budget_step == 'approved_final'")
    assert rows(named[["code", "figure_before", "figure_after", "overrun"]]) == [("H", 100, 900, 800.0)]


def test_two_above_of_two_do_not_stand_before_forty_of_fifty() -> None:
    few = pd.DataFrame({"group": "few", "budget_latest": [2, 2]})
    many = pd.DataFrame({"group": "many", "budget_latest": [2] * 40 + [1] * 10})
    table = budgets.rates(pd.concat([few, many]).assign(budget_approved=1), "approved_latest", "group")
    assert table["group"].tolist() == ["many", "few"]
    assert table["above_share"].tolist() == [0.8, 1.0]


def test_the_waterfall_has_the_same_projects_in_each_bar_and_a_block_for_each_currency() -> None:
    columns = ["currency", "budget_kind", "projects", "figure_before", "figure", "step_change", "over_approved_percent"]
    table = budgets.waterfall(figures().query("code != 'C'"))
    assert rows(table[columns]) == [
        ("CNY", "estimate", 1, None, 4000, None, 0.0),
        ("CNY", "approved_budget", 1, 4000, 4000, 0, 0.0),
        ("CNY", "contract", 1, 4000, 3600, -400, -10.0),
        ("CNY", "final_account", 1, 3600, 4210, 610, 5.25),
        ("USD", "estimate", 1, None, 100, None, -50.0),
        ("USD", "approved_budget", 1, 100, 200, 100, 0.0),
        ("USD", "contract", 1, 200, 180, -20, -10.0),
        ("USD", "final_account", 1, 180, 190, 10, -5.0),
    ]


def test_one_project_s_waterfall_ends_with_the_final_account_else_with_the_current_budget() -> None:
    first, second = (budgets.of_one(figures().iloc[at]) for at in (0, 1))
    assert first["budget_kind"].tolist() == ["estimate", "approved_budget", "contract", "final_account"]
    assert rows(second[["budget_kind", "figure", "step_change", "step_percent"]]) == [
        ("estimate", 1000, None, None),
        ("approved_budget", 1250, 250, 25.0),
        ("current", 1251, 1, pytest.approx(0.08)),
    ]


def test_without_any_project_every_table_keeps_its_shape() -> None:
    nothing = figures().iloc[:0]
    assert budgets.steps(nothing)["projects"].tolist() == [0] * 5
    for table in (budgets.dots(nothing), budgets.outliers(nothing), budgets.waterfall(nothing)):
        assert table.empty


MONEY = st.one_of(st.none(), st.integers(-5, 5), st.integers(0, 2**50))
PROJECTS = st.lists(
    st.tuples(st.sampled_from(["roads", "water", None]), st.sampled_from(["CNY", "USD"]), *[MONEY] * 6), max_size=40
)


def table_of(projects: list[tuple[object, ...]]) -> pd.DataFrame:
    money = ["budget_estimate", "budget_approved", "budget_contract", "budget_final", "budget_current", "budget_first"]
    table = pd.DataFrame(projects, columns=["sector", "currency", *money])
    return budgets.with_latest(table.astype(dict.fromkeys(money, "Int64")))


@settings(deadline=None, max_examples=30)
@given(PROJECTS)
def test_groups_add_up_to_the_whole(projects: list[tuple[object, ...]]) -> None:
    table, counts = table_of(projects), ["projects", "with_figures", "above"]
    whole = budgets.steps(table).set_index("budget_step")
    for step in budgets.STEPS:
        assert budgets.rates(table, step, "sector")[counts].sum().tolist() == whole.loc[step, counts].tolist()


@settings(deadline=None, max_examples=50)
@given(PROJECTS)
def test_the_changes_of_a_waterfall_add_up_from_its_first_to_its_last_bar(projects: list[tuple[object, ...]]) -> None:
    table = table_of(projects)
    for _, bars in budgets.waterfall(table).groupby("currency"):
        assert bars["figure"].iloc[0] + bars["step_change"].sum() == bars["figure"].iloc[-1]
    for _, project in table.iterrows():
        bars = budgets.of_one(project)
        if len(bars):
            assert bars["figure"].iloc[0] + bars["step_change"].sum() == bars["figure"].iloc[-1]


@settings(deadline=None)
@given(st.integers(1, 2**55), st.integers(0, 2**55))
def test_an_overrun_is_the_exact_fraction_to_double_precision(before: int, after: int) -> None:
    exact = float(Fraction(after - before, before) * 100)
    assert budgets.overrun(pd.Series([before]), pd.Series([after]))[0] == pytest.approx(exact, rel=1e-12)


# --- in words ------------------------------------------------------------------------------------

TOTALS = draw(
    """
    currency | with_figures | above | approved_sum | latest_sum  | net_excess | net_percent | excess_sum
    CNY      | 40           | 12    | 100000000000 | 103000000000 | 3000000000 | 3          | 5000000000
    """,
    "budget_totals",
)
HEAD = """
    budget_step     | projects | with_figures | above | above_share | above_low | above_high | median_overrun | mean_overrun | mean_overrun_inside | outliers
"""  # noqa: E501
STEPS = draw(
    HEAD
    + """
    approved_latest | 50       | 40           | 12    | 0.3         | 0.18      | 0.46       | 0              | 2.6          | 0.5                 | 3
    approved_final  | 50       | 20           | 9     | 0.45        | 0.26      | 0.66       | −0.4           | 5.25         | 1                   | 1
    first_current   | 50       | 50           | 20    | 0.4         | 0.28      | 0.54       | 0              | 1            | 1                   | 0
    """,  # noqa: E501
    "budget_steps",
)


def test_the_finding_says_how_many_how_sure_how_much_and_what_is_not_known() -> None:
    assert budget_words.finding(STEPS, budget_words.of(TOTALS, "CNY"), ENGLISH) == (
        "Of 40 projects with an approved budget and a later figure, 12 stand above what was approved (30.0 %; 95 % "
        "interval 18 % to 46 %), by CNY 50 million together; net of what others stay below, +3.0 % of what was "
        "approved. Final accounts end at a median of −0.4 % and a mean of +5.2 % against the approved budget "
        "(n = 20). For 10 of 50 projects one of the two figures is not known."
    )
    assert budget_words.finding(STEPS, budget_words.of(TOTALS, "CNY"), CHINESE).startswith(
        "概算和最新金额均已知的40个项目中，有12个超概算（30.0%，95%置信区间18%至46%），共超出5,000万元；"
    )


def test_sums_in_one_of_several_currencies_say_how_many_projects_they_are_of() -> None:
    more = TOTALS.assign(above=11)
    assert "; the 11 in CNY by CNY 50 million together, net of what others stay below +3.0 % of what was approved." in (
        budget_words.finding(STEPS, budget_words.of(more, "CNY"), ENGLISH)
    )
    both = pd.concat([TOTALS, TOTALS.assign(currency="USD", above=1)])
    assert budget_words.elsewhere(both, "CNY", ENGLISH) == "1 more in another currency."
    assert budget_words.elsewhere(TOTALS, "CNY", ENGLISH) == ""


def test_few_projects_get_no_share() -> None:
    few = STEPS.assign(with_figures=[3, 0, 0], above=[1, 0, 0])
    assert budget_words.finding(few, None, ENGLISH).startswith(
        "Of 3 projects with an approved budget and a later figure, 1 stands above what was approved; too few to speak "
        "of a share. For 47 of 50 projects"
    )


def test_where_no_budget_was_approved_the_first_current_budget_is_what_is_left() -> None:
    none = STEPS.assign(with_figures=[0, 0, 50])
    assert budget_words.finding(none, None, ENGLISH) == (
        "For none of 50 projects in scope is an approved budget known together with a later figure. Since they were "
        "first reported, current budgets moved by a median of 0.0 % and a mean of +1.0 % (n = 50)."
    )


def test_the_tiles_say_the_mean_beside_the_median_and_what_became_of_the_sums() -> None:
    now = budget_words.of(TOTALS, "CNY")
    assert now is not None
    before = now.copy()
    before["net_excess"] = 2000000000
    tiles = budget_words.tiles(STEPS, now, before, date(2025, 3, 31), ENGLISH)
    assert [tile.value for tile in tiles] == ["30.0 %", "−0.4 %", "CNY 30 million", "CNY 50 million", "0.0 %"]
    assert tiles[1].note == "mean +5.2 %, +1.0 % without 1 outlier"
    assert tiles[2].change == "up CNY 10 million since 31 Mar 2025"
    assert tiles[0].coverage == 0.8


def test_without_a_known_pair_no_tile_says_zero() -> None:
    blank = STEPS.assign(with_figures=0, above=0, outliers=0)
    for name in ("above_share", "median_overrun", "mean_overrun"):
        blank[name] = pd.NA
    tiles = budget_words.tiles(blank, None, None, None, CHINESE)
    assert [tile.value for tile in tiles] == ["–"] * 3


@pytest.mark.parametrize(
    ("percent", "said"), [(5.25, "+5.2 %"), (-8, "−8.0 %"), (0, "0.0 %"), (0.01, "0.0 %"), (None, "–")]
)
def test_a_change_in_per_cent_has_its_sign(percent: float | None, said: str) -> None:
    assert budget_words.signed(percent, ENGLISH) == said
