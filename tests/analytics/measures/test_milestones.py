from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language import Language
from analytics.measures import milestone_words, milestones, schedule_health
from tests.tables import draw, rows

ON = pd.Timestamp("2025-06-30")
LIMITS = {"bei": 0.95, "missed": 5.0, "cpli": 0.95}

# One line a case: what each milestone counts as on 30 June 2025.
CASES = """
    p | milestone    | progress_state | baseline   | forecast   | actual     | expected
    1 | completion   | unfinished     | 2025-07-30 | 2025-07-30 |            | open due30 due60 due90
    1 | acceptance   | unfinished     | 2025-06-01 | 2025-07-31 |            | open due60 due90 overdue come missed
    1 | construction | unfinished     | 2025-06-01 | 2025-06-29 |            | open overdue silent come missed past
    1 | design       | unfinished     | 2025-06-30 |            |            | open due30 due60 due90 come missed
    1 | approval     | unfinished     |            | 2025-05-01 |            | open overdue silent past
    1 | audit        | unfinished     |            |            |            | open
    2 | design       | unfinished     | 2025-05-01 | 2025-05-09 | 2025-05-01 | done come
    2 | start        | unfinished     | 2025-05-01 | 2025-05-09 | 2025-05-02 | done come missed
    2 | completion   | unfinished     | 2026-05-01 |            | 2025-06-02 | done
    2 | approval     | unfinished     |            |            | 2025-06-02 |
    3 | completion   | finished       | 2025-01-01 | 2025-03-01 |            | undated
    3 | audit        | finished       | 2025-07-10 | 2025-07-10 |            | open due30 due60 due90
    4 | completion   | cancelled      | 2025-01-01 | 2025-07-10 |            |
    4 | approval     | cancelled      | 2025-01-01 |            | 2025-01-09 |
"""
WORDS = {
    "open": "milestones_open", "due30": "milestones_due_30", "due60": "milestones_due_60", "due90": "milestones_due_90",
    "overdue": "milestones_overdue", "silent": "milestones_silent", "done": "milestones_done",
    "come": "milestones_come", "missed": "milestones_missed", "undated": "milestones_undated",
    "past": "milestones_forecast_past",
}  # fmt: skip


def cases() -> pd.DataFrame:
    return draw(CASES).rename(columns={"p": "project_id"}).fillna({"expected": ""})


def projects() -> pd.DataFrame:
    """Four projects with what their milestones count as, and the dates of their completions."""
    marked = milestones.marks(cases(), ON)
    made = draw("""
        project_id | group | status    | baseline   | forecast   | actual
        1          | roads | active    | 2025-07-30 | 2025-07-30 |
        2          | roads | active    | 2026-05-01 |            | 2025-06-02
        3          | water | completed | 2025-01-01 | 2025-03-01 |
        4          | water | cancelled | 2025-01-01 | 2025-07-10 |
    """).set_index("project_id")
    return made.join(milestones.per_project(cases()["project_id"], marked))


def test_each_milestone_counts_as_what_it_is_and_as_nothing_else() -> None:
    marked = milestones.marks(cases(), ON)
    found = [" ".join(word for word, name in WORDS.items() if row[name]) for _, row in marked.iterrows()]
    expected = [" ".join(word for word in WORDS if word in told.split()) for told in cases()["expected"]]
    assert found == expected


def test_totals_add_the_projects_up_and_count_those_with_something_due() -> None:
    total = milestones.totals(projects()).iloc[0]
    assert (total["projects"], total["projects_due_30"], total["milestones_due_30"]) == (4, 2, 3)
    assert (total["milestones_open"], total["milestones_overdue"], total["milestones_silent"]) == (7, 3, 2)


def test_no_milestone_at_all_gives_zeros() -> None:
    none = milestones.totals(projects().head(0))
    assert none.iloc[0].tolist() == [0] * len(none.columns)


def test_the_ninety_days_are_cut_after_the_thirtieth_and_the_sixtieth_and_the_first_due_comes_first() -> None:
    due = draw("""
        project_id | due_on
        1          | 2025-09-28
        2          | 2025-07-30
        3          | 2025-06-30
        4          | 2025-08-29
        5          | 2025-07-31
        6          | 2025-08-30
    """)
    assert rows(milestones.due(due, ON)[["project_id", "days_left", "due_band"]]) == [
        (3, 0, "30"), (2, 30, "30"), (5, 31, "60"), (4, 60, "60"), (6, 61, "90"), (1, 90, "90")
    ]  # fmt: skip


def test_overdue_counts_from_the_approved_day_even_where_a_new_forecast_was_given() -> None:
    late = draw("""
        project_id | baseline   | due_on
        1          | 2025-06-01 | 2025-09-01
        2          | 2025-06-20 | 2025-06-10
        3          |            | 2025-06-15
    """)
    assert rows(milestones.overdue(late, ON)[["project_id", "overdue_since", "days_overdue", "is_silent"]]) == [
        (1, date(2025, 6, 1), 29, False),
        (2, date(2025, 6, 10), 20, True),
        (3, date(2025, 6, 15), 15, True),
    ]


def test_the_age_of_a_forecast_that_was_never_given_is_unknown() -> None:
    told = draw("forecast_as_of\n2025-06-20\n")
    assert milestones.age(told["forecast_as_of"], ON).tolist() == [10]
    assert milestones.age(pd.Series([None], dtype="object"), ON).isna().all()


DAYS = st.one_of(st.none(), st.dates(date(2025, 3, 1), date(2025, 10, 31)))
MILESTONES = st.lists(
    st.tuples(
        st.sampled_from(["start", "completion", "audit"]), st.sampled_from(["unfinished", "finished", "cancelled"]),
        DAYS, DAYS, DAYS,
    ),
    max_size=30,
)  # fmt: skip


def slow_marks(kind: str, state: str, baseline: date | None, forecast: date | None, actual: date | None) -> set[str]:
    """One milestone at a time, as an official would decide it."""
    on = ON.date()
    found: set[str] = set()
    if state == "cancelled":
        return found
    due = forecast or baseline
    if actual or due:
        found.add("milestones_dated")
    owed = not actual and (state == "unfinished" or kind == "audit")
    if owed:
        found.add("milestones_open")
        found |= {f"milestones_due_{n}" for n in (30, 60, 90) if due and on <= due <= on + timedelta(n)}
        if (baseline and baseline < on) or (due and due < on):
            found |= {"milestones_overdue", *(["starts_overdue"] if kind == "start" else [])}
        if due and due < on:
            found.add("milestones_silent")
        if forecast:
            found.add("milestones_forecast")
            if forecast < on:
                found.add("milestones_forecast_past")
    if actual and baseline:
        found.add("milestones_done")
    if baseline and baseline <= on:
        if actual or owed:
            found.add("milestones_come")
            if not actual or actual > baseline:
                found.add("milestones_missed")
        else:
            found.add("milestones_undated")
    return found


@settings(deadline=None)
@given(MILESTONES)
def test_whole_columns_count_like_one_milestone_at_a_time(
    told: list[tuple[str, str, date | None, date | None, date | None]],
) -> None:
    table = pd.DataFrame(told, columns=["milestone", "progress_state", "baseline", "forecast", "actual"])
    table = table.astype(dict.fromkeys(["baseline", "forecast", "actual"], "datetime64[s]"))
    marked = milestones.marks(table, ON)
    found = [{name for name in milestones.COUNTS if row[name]} for _, row in marked.iterrows()]
    assert found == [slow_marks(*row) for row in told]


# --- schedule health -----------------------------------------------------------------------------


def test_days_to_the_baseline_over_days_to_the_forecast_are_the_critical_path_length_index() -> None:
    told = draw("""
        status    | baseline   | forecast   | actual
        active    | 2025-09-28 | 2025-10-28 |
        active    | 2025-06-20 | 2025-07-10 |
        active    | 2025-09-28 | 2025-06-29 |
        active    |            | 2025-10-28 |
        completed | 2025-09-28 | 2025-10-28 |
        cancelled | 2025-09-28 | 2025-10-28 |
    """)
    found = schedule_health.paths(told, ON)
    # (120 days + a float of −30) / 120, and a baseline that has passed makes it negative.
    assert found["cpli"].tolist() == [0.75, -1.0]
    assert found["float_days"].tolist() == [-30, -20]


def test_every_check_has_its_numerator_its_denominator_and_its_verdict() -> None:
    found = schedule_health.checks(projects(), LIMITS, ON).set_index("health_check")
    counted = ["check_part", "check_whole", "check_value", "check_limit", "check_verdict"]
    assert rows(found.loc[["bei", "missed", "cpli", "silent"], counted]) == [
        (3, 5, 0.6, 0.95, "broken"),
        (4, 5, 0.8, 0.05, "broken"),
        (0, 1, 1.0, 0.95, "kept"),
        (2, 3, pytest.approx(2 / 3), None, "no_limit"),
    ]


def test_what_is_done_early_lifts_the_index_above_one() -> None:
    told = draw("""
        milestone | progress_state | baseline   | forecast | actual
        design    | unfinished     | 2025-05-01 |          | 2025-05-01
        start     | unfinished     | 2026-05-01 |          | 2025-05-01
    """)
    counted = milestones.marks(told, ON).assign(status="active", baseline=pd.NaT, forecast=pd.NaT, actual=pd.NaT)
    dates = counted.astype(dict.fromkeys(["baseline", "forecast", "actual"], "datetime64[s]"))
    found = schedule_health.checks(dates, LIMITS, ON).set_index("health_check")
    assert rows(found.loc[["bei", "missed"], ["check_value", "check_verdict"]]) == [(2.0, "kept"), (0.0, "kept")]


def test_without_baselines_there_is_nothing_to_measure_rather_than_none_missed() -> None:
    found = schedule_health.checks(projects().head(0), LIMITS, ON).set_index("health_check")
    measured = found.loc[list(schedule_health.MEANINGS)]
    assert set(measured["check_verdict"]) == {"nothing"}
    assert measured["check_value"].isna().all()


def test_what_needs_links_between_tasks_is_refused_with_the_reason() -> None:
    found = schedule_health.checks(projects(), LIMITS, ON).set_index("health_check")
    assert found.loc["logic", "check_verdict"] == "refused"
    assert "which task waits" in found.loc["logic", "check_meaning"]
    # Fourteen points, and one of ours.
    assert len(found) == 15


def test_groups_add_up_to_the_whole_and_a_share_of_nothing_is_missing() -> None:
    found = schedule_health.by(projects(), LIMITS, ON).set_index("group")
    whole = milestones.totals(projects()).iloc[0]
    for name in milestones.COUNTS:
        assert found[name].sum() == whole[name]
    assert found.index.tolist() == ["roads", "water"]  # the most overdue first
    assert found.loc["roads", "missed_share"] == 0.8
    assert found.loc["roads", "missed_low"] < 0.8 < found.loc["roads", "missed_high"]
    assert pd.isna(found.loc["water", "missed_share"])
    assert (found.loc["water", "cpli_projects"], found.loc["roads", "cpli_projects"]) == (0, 1)


# --- in words --------------------------------------------------------------------------------------

OWNERS = draw("""
    group | group_en       | group_zh | milestones_due_30
    7     | Transport      | 交通局   | 2
    8     | Water          | 水务局   | 1
          | Not stated     | 未说明   | 9
""")


def test_the_finding_names_what_is_due_who_owns_most_and_what_has_fallen_silent() -> None:
    said = milestone_words.finding(milestones.totals(projects()), OWNERS, Language())
    assert said == (
        "In the next 30 days, 3 milestones of 2 projects fall due, 2 of them with Transport, more than with any other. "
        "3 milestones are overdue, 2 of them without a new forecast."
    )


def test_nobody_is_named_where_two_owe_as_many() -> None:
    level = OWNERS.assign(milestones_due_30=2)
    assert "more than" not in milestone_words.finding(milestones.totals(projects()), level, Language())


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"milestones_dated": 0}, "No milestone of these projects has a date"),
        ({"milestones_open": 0}, "Nothing is owed any more"),
        ({"milestones_due_30": 0}, "No milestone falls due in the next 30 days."),
        ({"milestones_overdue": 0}, "Nothing is overdue."),
    ],
)
def test_nothing_is_said_as_nothing(counts: dict[str, int], said: str) -> None:
    table = milestones.totals(projects()).assign(**counts)
    assert said in milestone_words.finding(table, OWNERS, Language())


def test_an_index_without_a_denominator_is_a_dash_and_keeps_no_colour() -> None:
    nobody = projects().head(0)
    shown = milestone_words.tiles(milestones.totals(nobody), schedule_health.checks(nobody, LIMITS, ON), Language())
    assert [(tile.value, tile.tone) for tile in shown[-2:]] == [("–", "unknown"), ("–", "unknown")]
    some = milestone_words.tiles(
        milestones.totals(projects()), schedule_health.checks(projects(), LIMITS, ON), Language()
    )
    assert [tile.value for tile in some] == ["3", "4", "3", "2", "60.0 %", "80.0 %"]
    assert some[-1].note == "4 of 5; limit: at most 5 %"


def test_a_list_that_is_cut_says_so() -> None:
    counts = milestones.totals(projects())
    assert milestone_words.due_title(counts, 4, Language()) == "Due in the next 90 days (4)"
    assert milestone_words.overdue_title(counts, 2, Language()) == "Overdue, the longest first (2 of 3)"
