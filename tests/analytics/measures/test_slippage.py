import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language import Language
from analytics.measures import slippage, slippage_words
from analytics.measures import slips as slips_
from tests.tables import draw, rows

# Roads: 2 delayed of 3 known; the fourth is unknown and has no forecast. A cancelled project is in no rate.
SLIPS = """
    code | sector | progress_state | slip_chosen_days | is_delayed | has_forecast
    P1   | roads  | finished       | 0         | no      | yes
    P2   | roads  | finished       | 31        | yes     | yes
    P3   | roads  | unfinished     | 400       | yes     | yes
    P4   | roads  | unfinished     |           |         | no
    P5   | water  | unfinished     | −5        | no      | yes
    P6   | water  | cancelled      | 900       |         | yes
    P7   |        | unfinished     |           |         | no
"""


TOLERANCE = (30, 10, "days")


def slips() -> pd.DataFrame:
    table = draw(SLIPS)
    has_forecast, percents = table["has_forecast"] == "yes", table["slip_chosen_days"].astype("Float64") / 4
    return table.assign(has_forecast=has_forecast, slip_percent=percents)


def test_a_project_is_finished_by_its_actual_date_or_by_its_status() -> None:
    projects = draw("""
        status    | completion_actual
        active    | 2024-01-31
        completed |
        cancelled | 2024-01-31
        active    |
    """)
    found = slippage.state(projects["status"], projects["completion_actual"])
    assert found.tolist() == ["finished", "finished", "cancelled", "unfinished"]


def test_an_unknown_slip_is_in_no_denominator_and_a_cancelled_project_is_in_no_rate() -> None:
    table = slippage.rates(slips(), "sector").set_index("sector", drop=False)
    names = ["projects", "with_slip", "delayed", "unfinished", "without_forecast"]
    assert rows(table.loc[["roads", "water"], names]) == [(4, 3, 2, 2, 1), (1, 1, 0, 1, 0)]
    assert table.loc["roads", "delayed_share"] == pytest.approx(2 / 3)
    assert table.loc["roads", "median_slip"] == 31
    assert table.loc["roads", "mean_slip"] == pytest.approx(431 / 3)


def test_projects_without_a_sector_are_a_group_of_their_own_and_a_group_without_any_slip_comes_last() -> None:
    table = slippage.rates(slips(), "sector")
    assert rows(table[["sector", "with_slip"]])[-1] == (None, 0)
    assert pd.isna(table["delayed_share"].iloc[-1])


def test_two_late_of_two_do_not_stand_above_forty_of_fifty() -> None:
    few = pd.DataFrame({"group": "few", "slip_chosen_days": [90, 90], "is_delayed": True})
    many = pd.DataFrame({"group": "many", "slip_chosen_days": [90] * 40 + [0] * 10})
    many["is_delayed"] = many["slip_chosen_days"] > 30
    both = pd.concat([few, many]).assign(progress_state="finished", has_forecast=True, slip_percent=1.0)
    table = slippage.rates(both, "group")
    assert table["group"].tolist() == ["many", "few"]
    assert table["delayed_share"].tolist() == [0.8, 1.0]


def test_finished_unfinished_and_both_stand_in_this_order_even_where_there_are_none() -> None:
    table = slippage.delay_rates(slips().query("progress_state == 'finished'"), *TOLERANCE)
    assert table["progress_state"].tolist() == ["finished", "unfinished", "all"]
    assert table["with_slip"].tolist() == [2, 0, 2]
    assert pd.isna(table.loc[1, "delayed_share"])


PROJECTS = st.lists(
    st.tuples(
        st.sampled_from(["roads", "water", None]),
        st.sampled_from(["finished", "unfinished", "cancelled"]),
        st.one_of(st.none(), st.integers(-500, 4000)),
    ),
    max_size=60,
)


def table_of(projects: list[tuple[str | None, str, int | None]]) -> pd.DataFrame:
    made = pd.DataFrame(projects, columns=["sector", "progress_state", "days"])
    days = made["days"].astype("Float64").astype("Int64")
    delayed = (days > 30).astype("boolean").where(days.notna() & (made["progress_state"] != "cancelled"))
    return made.assign(slip_chosen_days=days, slip_percent=days / 3, is_delayed=delayed, has_forecast=days.notna())


@settings(deadline=None, max_examples=40)
@given(PROJECTS)
def test_groups_add_up_to_the_whole(projects: list[tuple[str | None, str, int | None]]) -> None:
    table = table_of(projects)
    counts = ["projects", "with_slip", "delayed", "unfinished", "without_forecast"]
    whole = slippage.delay_rates(table, *TOLERANCE).set_index("progress_state").loc["all", counts]
    assert slippage.rates(table, "sector")[counts].sum().tolist() == whole.tolist()


@settings(deadline=None)
@given(PROJECTS, st.sampled_from(["days", "percent"]))
def test_every_known_slip_is_under_a_dot(projects: list[tuple[str | None, str, int | None]], unit: str) -> None:
    table = table_of(projects)
    drawn = slippage.dots(table, unit)
    known = table[table["slip_chosen_days"].notna() & (table["progress_state"] != "cancelled")]
    each = drawn["dot_projects"].max() if len(drawn) else 1
    assert len(drawn) <= len(known) <= len(drawn) * each
    if len(drawn):
        columns = drawn.groupby(["progress_state", "slip_value"])["dot_level"]
        assert (columns.max() == columns.size()).all()


def test_the_box_has_the_median_the_mean_and_the_mean_without_outliers() -> None:
    days = [0, 10, 20, 30, 40, 50, 60, 4000]
    table = pd.DataFrame({"progress_state": "unfinished", "slip_chosen_days": pd.array(days, dtype="Int64")})
    box = slippage.spread(table, "days").set_index("progress_state").loc["unfinished"]
    assert (box["middle_slip"], box["average_slip"], box["mean_without_outliers"]) == (35, 526.25, 30)
    assert (box["low_whisker"], box["high_whisker"], box["outliers"]) == (0, 60, 1)
    assert slippage.outliers(table, "days")["slip_value"].tolist() == [4000]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_too_few_projects_get_no_share(code: str) -> None:
    rates = slippage.delay_rates(slips(), *TOLERANCE)
    said = slippage_words.finding(rates, draw("group | delayed_low"), Language(code))
    assert (
        said
        == {
            "en": "Of 2 unfinished projects with a forecast, 1 is delayed by more than 30 days; too few to speak of a "
            "share. 50 % of the unfinished have no forecast.",
            "zh_CN": "2个有预测的未完工项目中有1个预计拖期超过30天；项目太少，不宜计算比例。"
            "未完工项目中有50%没有预测。",
        }[code]
    )


def test_a_group_stands_out_only_where_its_whole_interval_lies_above_the_whole() -> None:
    table = pd.concat([slips().query("progress_state == 'unfinished'")] * 20)
    rates = slippage.delay_rates(table, *TOLERANCE)
    groups = slippage.rates(table, "sector").rename(columns={"sector": "group"})
    groups = groups.assign(group_en=groups["group"], group_zh=groups["group"])
    assert "roads stands out: 100 % of 20 are delayed" in slippage_words.finding(rates, groups, Language())
    level = groups.assign(delayed_low=0.1)
    assert "stands out" not in slippage_words.finding(rates, level, Language())


def test_a_slip_whose_plan_is_unknown_is_judged_in_days_and_unknown_in_per_cent() -> None:
    days, planned = pd.Series([31, 31, 5], dtype="Int64"), pd.Series([310, None, 0], dtype="Int64")
    percents = slips_.percent(days, planned)
    assert rows(percents.to_frame()) == [(10.0,), (None,), (None,)]
    by_days, by_percent, both = (slips_.beyond(days, percents, 30, 10, name) for name in ("days", "percent", "both"))
    assert by_days.tolist() == [True, True, False]
    assert rows(by_percent.to_frame()) == [(False,), (None,), (None,)]  # exactly 10 % is within 10 %
    assert rows(both.to_frame()) == [(False,), (None,), (False,)]  # within the days is within both


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_against_another_baseline_the_slip_against_the_first_is_said_beside_it(code: str) -> None:
    first, none = slippage.delay_rates(slips(), *TOLERANCE), draw("group | delayed_low")
    latest = slippage.delay_rates(slips().assign(slip_chosen_days=pd.NA, is_delayed=pd.NA), *TOLERANCE)
    said = slippage_words.finding(latest, none, Language(code), "latest", first)
    if code == "en":
        assert said == (
            "The slip of none of these projects is known: a baseline or a forecast is missing. That is against the "
            "latest baseline, which 0 of 6 projects have with a date to compare; against the first baseline 50 % are "
            "delayed, median slip 16 days."
        )
    assert Language(code).percent(0.5) in said


def test_the_tolerance_that_counts_stands_in_the_finding() -> None:
    none = draw("group | delayed_low")
    said = {
        late_by: slippage_words.finding(slippage.delay_rates(slips(), 30, 10, late_by), none, Language())
        for late_by in ("days", "percent", "both")
    }
    assert "delayed by more than 30 days;" in said["days"]
    assert "delayed by more than 10 % of the planned duration;" in said["percent"]
    assert "delayed by more than 30 days and 10 % of the planned duration;" in said["both"]


def test_with_another_baseline_or_tolerance_the_share_delayed_is_compared_with_no_earlier_date() -> None:
    trend = pd.DataFrame({"as_of": pd.to_datetime(["2025-03-31", "2025-06-30"]), "delayed_share": [0.4, 0.5],
                          "without_forecast": [2, 2]})  # fmt: skip
    rates = slippage.delay_rates(slips(), *TOLERANCE)
    usual, other = (slippage_words.tiles(rates, trend, Language(), usual=usual)[2] for usual in (True, False))
    assert usual.change == "up 10.0 points since 31 Mar 2025"
    assert (other.change, other.trend, other.value) == ("", (), usual.value)
