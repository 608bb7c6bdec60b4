"""How long projects take: published numbers, the slow obvious versions, and laws that hold for any portfolio."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf
from statsmodels.duration.survfunc import SurvfuncRight

from analytics.measures import survival, survival_tables
from analytics.measures.intervals import wilson
from tests.tables import draw, rows

# Freireich et al., Blood 21 (1963): weeks in remission; + was last seen in remission.
SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def weeks(text: str, group: str = "all") -> pd.DataFrame:
    return pd.DataFrame(
        [(int(week.rstrip("+")), "open" if "+" in week else "finished", group) for week in text.split()],
        columns=["days", "outcome", "group"],
    )


def drawn(text: str) -> pd.DataFrame:
    """`ratio`, `outcome` and perhaps `group`, as they look."""
    table = draw(text)
    return table.assign(ratio=table["ratio"].astype("Float64"))


# --- published ------------------------------------------------------------------------------------


def test_the_leukaemia_trial_comes_out_as_published() -> None:
    found = survival.steps(weeks(SIX_MP), "days").set_index("duration")["open_share"]
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert found[list(published)].round(3).to_dict() == published


def test_the_medians_are_23_and_8_weeks_and_the_first_has_no_upper_bound() -> None:
    both = pd.concat([weeks(SIX_MP).assign(place=0), weeks(PLACEBO).assign(place=1)])
    found = survival.medians(survival.steps(both, "days", "place"), "place")
    assert rows(found) == [(23, 13, None), (8, 4, 11)]


def test_the_log_rank_test_of_the_trial_comes_out_as_published() -> None:
    found = survival.log_rank(pd.concat([weeks(SIX_MP, "6-MP"), weeks(PLACEBO, "placebo")]), "days")
    assert found["chi2"] == pytest.approx(16.793, abs=5e-4)
    assert found["p"] == pytest.approx(4.17e-5, abs=5e-8)
    assert (found["freedom"], found["finished"], found["refusal"]) == (1, 30, None)


# --- what counts, and how ---------------------------------------------------------------------------


def test_a_cancelled_project_is_never_finished_and_an_open_one_may_be() -> None:
    cancelled = drawn("ratio | outcome\n0.5 | cancelled\n1 | finished\n2 | finished\n3 | finished")
    opened = cancelled.assign(outcome=cancelled["outcome"].replace("cancelled", "open"))
    assert survival.steps(cancelled)["open_share"].tolist() == pytest.approx([1, 1, 0.75, 0.5, 0.25])
    assert survival.steps(opened)["open_share"].tolist() == pytest.approx([1, 1, 2 / 3, 1 / 3, 0])


def test_a_project_that_is_done_on_the_last_planned_day_is_in_time() -> None:
    found = survival.not_finished_in_time(drawn("ratio | outcome\n1.0 | finished\n1.01 | finished\n| finished"))
    assert (found["n"], found["share"]) == (2, 0.5)


def test_nothing_is_said_about_a_day_that_no_project_was_followed_to() -> None:
    young = drawn("ratio | outcome\n0.3 | open\n0.2 | finished")
    assert pd.isna(survival.not_finished_in_time(young)["share"])
    assert survival.not_finished_in_time(young.head(0).assign(outcome=""))["n"] == 0


@pytest.mark.parametrize(
    ("outcome", "estimator"), [("open", "kaplan_meier"), ("finished", "kaplan_meier"), ("cancelled", "aalen_johansen")]
)
def test_the_estimator_is_named(outcome: str, estimator: str) -> None:
    found = survival.not_finished_in_time(pd.DataFrame({"ratio": [1.5, 2.0], "outcome": ["finished", outcome]}))
    assert found["estimator"] == estimator


def test_events_on_the_planned_day_of_the_start_count() -> None:
    found = survival.steps(drawn("ratio | outcome\n0 | finished\n0 | cancelled\n1 | finished\n1 | open"))
    assert rows(found[["duration", "at_risk", "open_share", "cancelled_share"]]) == [
        (0, 4, 0.75, 0.25),
        (1, 2, 0.5, 0.25),
    ]


def test_where_every_project_is_known_the_interval_of_none_and_of_all_is_wilsons() -> None:
    found = survival.not_finished_in_time(pd.DataFrame({"ratio": [1.5] * 12, "outcome": "finished"}))
    low, high = wilson(pd.Series([12]), pd.Series([12]))
    assert (found["share"], found["low"], found["high"]) == (1, low[0], high[0])


def test_three_projects_are_too_few_for_an_upper_bound_of_the_median() -> None:
    found = survival.steps(pd.DataFrame({"ratio": [1.0, 1.1, 1.2], "outcome": "finished"}).assign(place=0), by="place")
    assert rows(survival.medians(found, "place")) == [(1.1, 0, None)]


# --- slow and obvious -------------------------------------------------------------------------------


def slow(table: pd.DataFrame) -> pd.DataFrame:
    """Aalen and Johansen project by project: at each time, who is there, who finishes, who is cancelled."""
    free, finished, cancelled, said = 1.0, 0.0, 0.0, []
    for time in sorted({0.0, *table["ratio"]}):
        there = table[table["ratio"] >= time]
        now = there[there["ratio"] == time]["outcome"]
        n, done, dropped = len(there), (now == "finished").sum(), (now == "cancelled").sum()
        finished += free * done / n
        cancelled += free * dropped / n
        free *= 1 - (done + dropped) / n
        said.append((time, n, 1 - finished, cancelled))
    return pd.DataFrame(said, columns=["duration", "at_risk", "open_share", "cancelled_share"])


PROJECTS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(["finished", "cancelled", "open"])), min_size=1, max_size=40
).map(lambda pairs: pd.DataFrame({"ratio": [n / 10 for n, _ in pairs], "outcome": [word for _, word in pairs]}))


@settings(deadline=None, max_examples=60)
@given(PROJECTS)
def test_the_curves_are_those_of_the_slow_obvious_version(projects: pd.DataFrame) -> None:
    wanted = slow(projects)
    pd.testing.assert_frame_equal(survival.steps(projects)[list(wanted)], wanted, check_dtype=False)


@settings(deadline=None, max_examples=60)
@given(PROJECTS)
def test_finished_cancelled_and_under_way_add_up_and_the_curve_never_rises(projects: pd.DataFrame) -> None:
    found = survival.steps(projects)
    free = slow(projects.assign(outcome=projects["outcome"].replace("cancelled", "finished")))["open_share"]
    assert (found["open_share"] - found["cancelled_share"]).to_numpy() == pytest.approx(free.to_numpy())
    assert (found["open_share"].diff().dropna() <= 1e-12).all()
    for name in ("open", "cancelled"):
        inside = found[f"{name}_share"].between(found[f"{name}_low"] - 1e-9, found[f"{name}_high"] + 1e-9)
        assert inside.all()


@settings(deadline=None, max_examples=60)
@given(PROJECTS)
def test_without_cancellations_it_is_kaplan_and_meiers_curve_with_greenwoods_interval(projects: pd.DataFrame) -> None:
    projects = projects.assign(outcome=projects["outcome"].replace("cancelled", "open"))
    event = projects["outcome"] == "finished"
    found = survival.steps(projects).set_index("duration")
    theirs = ecdf(CensoredData(uncensored=projects["ratio"][event], right=projects["ratio"][~event])).sf
    assert found.loc[theirs.quantiles, "open_share"].to_numpy() == pytest.approx(theirs.probabilities)
    if event.any():
        made = SurvfuncRight(projects["ratio"], event.astype(int))
        inside = (made.surv_prob > 1e-9) & (made.surv_prob < 1 - 1e-9)
        share, error = made.surv_prob[inside], made.surv_prob_se[inside]
        reach = np.exp(1.959964 * error / (share * -np.log(share)))
        assert found.loc[made.surv_times[inside], "open_low"].to_numpy() == pytest.approx(share**reach, abs=1e-6)
        assert found.loc[made.surv_times[inside], "open_high"].to_numpy() == pytest.approx(
            share ** (1 / reach), abs=1e-6
        )


@settings(deadline=None, max_examples=60)
@given(PROJECTS)
def test_taking_the_cancelled_for_open_makes_completion_look_no_worse(projects: pd.DataFrame) -> None:
    kind = survival.steps(projects.assign(outcome=projects["outcome"].replace("cancelled", "open")))
    assert (kind["open_share"] <= survival.steps(projects)["open_share"] + 1e-9).all()


@settings(deadline=None, max_examples=40)
@given(PROJECTS, st.integers(2, 6))
def test_the_interval_narrows_when_every_project_comes_several_times(projects: pd.DataFrame, times: int) -> None:
    once, often = survival.steps(projects), survival.steps(pd.concat([projects] * times))
    assert often["open_share"].to_numpy() == pytest.approx(once["open_share"].to_numpy())
    width = once["open_high"] - once["open_low"]
    assert (often["open_high"] - often["open_low"] <= width + 1e-9).all()


@settings(deadline=None, max_examples=30)
@given(PROJECTS, PROJECTS)
def test_a_group_has_the_curve_that_it_would_have_alone(first: pd.DataFrame, second: pd.DataFrame) -> None:
    both = survival.steps(pd.concat([first.assign(place=0), second.assign(place=1)]), by="place")
    for place, alone in enumerate((first, second)):
        one = both[both["place"] == place].drop(columns="place").reset_index(drop=True)
        pd.testing.assert_frame_equal(one, survival.steps(alone), check_column_type=False)


# --- groups -----------------------------------------------------------------------------------------

FEW = """
    ratio | outcome   | group
    0.9   | finished  | roads
    1.1   | finished  | roads
    1.2   | finished  | water
    1.5   | open      | water
"""


def test_groups_with_fewer_than_five_finished_are_not_compared() -> None:
    found = survival.log_rank(drawn(FEW))
    assert (found["refusal"], found["groups"], found["groups_left_out"], found["p"]) == ("few_groups", 0, 2, None)


def test_projects_without_a_group_take_no_part_in_a_test_of_groups() -> None:
    many = pd.concat([drawn(FEW)] * 5)
    nobody = pd.concat([many, drawn("ratio | outcome | group\n9 | finished |")] * 5)
    assert survival.log_rank(nobody)["projects"] == 5 * len(many)


def test_groups_that_finish_all_at_once_cannot_be_told_apart() -> None:
    same = pd.DataFrame({"ratio": 1.0, "outcome": "finished", "group": ["roads"] * 5 + ["water"] * 5})
    assert survival.log_rank(same)["refusal"] == "same_time"


def grouped(sizes: dict[str, int]) -> pd.DataFrame:
    """Groups of these sizes; each third project is open."""
    parts = [
        pd.DataFrame({"ratio": np.linspace(0.5, 2, n), "outcome": np.resize(["finished", "finished", "open"], n),
                      "group": name})
        for name, n in sizes.items()
    ]  # fmt: skip
    table = pd.concat(parts, ignore_index=True)
    return table.assign(
        ratio=table["ratio"].astype("Float64"), days=(table["ratio"] * 100).round().astype("Int64"), why_not=None,
        estimated=False,
    )  # fmt: skip


def test_the_six_largest_groups_are_drawn_and_the_others_are_in_the_table() -> None:
    durations = grouped({name: 10 + n for n, name in enumerate("abcdefgh")})
    table = survival_tables.groups(durations, "ratio")
    assert table["group"].tolist() == list("hgfedcba")
    assert table.loc[~table["is_drawn"], "group"].tolist() == ["b", "a"]
    assert survival_tables.curves(durations, "ratio")["group"].unique().tolist() == list("hgfedc")


def test_the_finished_alone_look_quicker_than_all() -> None:
    row = survival_tables.groups(grouped({"roads": 60}), "ratio").iloc[0]
    assert row["finished_median"] < row["median_duration"]


def test_projects_without_a_clock_are_counted_with_their_reason_and_nowhere_else() -> None:
    durations = grouped({"roads": 9}).assign(why_not=["no_start", "no_plan", *[None] * 7])
    durations.loc[:1, ["ratio", "days"]] = pd.NA
    row = survival_tables.groups(durations, "days").iloc[0]
    names = ["projects", "with_duration", "finished", "cancelled", "still_open", "without_start", "without_plan"]
    assert row[names].tolist() == [9, 7, 4, 0, 3, 1, 1]


def test_a_large_group_is_drawn_in_few_steps_that_lie_on_the_curve_with_the_planned_day_among_them() -> None:
    durations = grouped({"roads": 3000})
    durations.loc[1000, "ratio"] = 1.0
    whole = survival.steps(durations).set_index("duration")
    thin = survival_tables.curves(durations, "ratio").set_index("duration")
    assert len(thin) <= 205
    assert thin["open_share"].equals(whole.loc[thin.index, "open_share"])
    assert 1.0 in thin.index
    assert thin["censored"].sum() == whole.loc[: thin.index[-1], "censored"].sum()
    assert (thin["at_risk"] >= 0.05 * 3000).all()


def test_the_numbers_at_risk_start_with_all_and_stand_at_round_durations() -> None:
    table = survival_tables.at_risk(grouped({"roads": 40, "water": 8}), "ratio")
    assert rows(table[table["group"] == "water"][["duration", "at_risk"]])[:3] == [(0, 8), (0.5, 8), (1.0, 5)]


def test_no_project_makes_tables_without_rows() -> None:
    nothing = grouped({"roads": 3}).head(0)
    for table in (survival_tables.curves, survival_tables.at_risk, survival_tables.groups, survival_tables.incidence):
        assert len(table(nothing, "days")) == 0
