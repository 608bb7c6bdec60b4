"""When unfinished projects will be done: each method beside the agency's own forecast, and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures import completion, project_forecast

ON = pd.Timestamp("2025-06-30")
KEYS = ["sector", "tier", "size"]


def project(code: str, **said: object) -> dict[str, object]:
    """A project of 100 planned days from New Year 2025 on, in tier A of the roads, of 100 million yuan."""
    usual: dict[str, object] = {
        "code": code, "sector": "roads", "tier": "A", "currency": "CNY", "budget": 10_000_000_000,
        "began": "2025-01-01", "planned_end": "2025-04-11", "as_of": "2025-06-30", "forecast": None,
        "forecast_as_of": None, "actual": None, "finished_on": None, "cancelled_on": None,
    }  # fmt: skip
    return usual | said


def finished(n: int, ratio: float, **said: object) -> list[dict[str, object]]:
    """n projects of 100 planned days that were finished after `ratio` times as many."""
    done = (pd.Timestamp("2020-01-01") + pd.Timedelta(days=100 * ratio)).date().isoformat()
    dates = {"began": "2020-01-01", "planned_end": "2020-04-10", "actual": done, "finished_on": done, "as_of": done}
    return [project(f"F{ratio}-{number}", **dates | said) for number in range(n)]


def clocked(rows: list[dict[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    dates = ("began", "planned_end", "as_of", "forecast", "forecast_as_of", "actual", "finished_on", "cancelled_on")
    dated = {name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in dates}
    return completion.clocked(table.assign(**dated, budget=table["budget"].astype("Int64")), ON)


def dates(rows: list[dict[str, object]], keys: list[str] = KEYS) -> pd.DataFrame:
    projects = clocked(rows)
    return among(projects, list(projects["code"]), keys)


def among(projects: pd.DataFrame, codes: list[str], keys: list[str] = KEYS, on: pd.Timestamp = ON) -> pd.DataFrame:
    earned = pd.DataFrame({"earned_on": pd.NaT, "earned_why": "no_progress"}, projects.index)
    chosen = projects["code"].isin(codes)
    return completion.dates(projects, chosen, earned.astype({"earned_on": "datetime64[s]"}), on, keys)


def test_the_class_gives_days_by_the_project_s_own_planned_duration() -> None:
    rows = [*finished(10, 2), *finished(10, 3), project("P", forecast="2025-07-20", forecast_as_of="2025-05-31")]
    found = dates(rows).iloc[0]
    assert found["elapsed_ratio"] == 1.8  # 180 days of 100
    assert (found["class_level"], found["class_n"]) == ("sector-tier-size", 20)
    assert found["reference_p10"] == pd.Timestamp("2025-07-20")  # 200 days
    assert found["reference_p50"] == pd.Timestamp("2025-09-08")  # 250 days
    assert found["reference_p80"] == pd.Timestamp("2025-10-28")  # 300 days
    assert found["forecast_gap"] == 50
    assert found["forecast_age"] == 30
    assert pd.isna(found["overdue_days"])


def test_a_forecast_that_has_passed_is_overdue_since_its_day_and_not_on_that_day() -> None:
    assert dates([project("P", forecast="2025-06-20")])["overdue_days"].tolist() == [10]
    assert dates([project("P", forecast="2025-06-30")])["overdue_days"].isna().all()


def test_the_forecast_that_is_most_too_early_comes_first_and_one_that_is_not_known_last() -> None:
    rows = [
        *finished(20, 2),
        project("later", forecast="2025-08-01"),
        project("none"),
        project("early", forecast="2025-05-01"),
    ]
    assert dates(rows)["code"].tolist() == ["early", "later", "none"]


def test_finished_and_cancelled_projects_are_not_forecast_and_one_without_dates_says_why() -> None:
    rows = [
        *finished(20, 2), project("gone", cancelled_on="2025-03-31"), project("undated", began=None),
        project("unplanned", planned_end=None),
    ]  # fmt: skip
    found = dates(rows).set_index("code")
    assert found["reference_why"].to_dict() == {"undated": "no_start", "unplanned": "no_plan"}
    assert found["survival_why"].to_dict() == found["reference_why"].to_dict()
    assert found["earned_why"].tolist() == ["no_progress"] * 2
    assert found["reference_p50"].isna().all()


def test_nineteen_comparable_projects_are_refused_in_words() -> None:
    found = dates([*finished(19, 2), project("P")]).iloc[0]
    assert found["reference_why"] == "few"
    assert pd.isna(found["class_n"])


def test_what_the_curve_does_not_reach_lies_beyond_what_was_observed() -> None:
    def following(done: int) -> str:
        others = [project(f"O{n}", began="2024-06-01", planned_end="2024-08-01") for n in range(20 - done)]
        found = dates([*finished(done, 2), *others, project("P")], []).set_index("code")
        return str(found.loc["P", "survival_why"])

    assert following(4) == "beyond_p50"
    assert following(12) == "beyond_p80"


def test_the_class_comes_from_the_whole_portfolio_whatever_is_in_scope() -> None:
    projects = clocked([*finished(20, 2), project("P"), project("Q")])
    found = among(projects, ["Q"])
    assert found["code"].tolist() == ["Q"]
    assert found["class_n"].tolist() == [20]


def test_the_summary_counts_forecasts_against_the_class() -> None:
    rows = [
        *finished(10, 2), *finished(10, 3),
        project("before both", forecast="2025-06-01"), project("between", forecast="2025-10-01"),
        project("after both", forecast="2026-01-01"), project("silent"), project("undated", began=None),
    ]  # fmt: skip
    counts = completion.summary(dates(rows)).iloc[0]
    names = ["unfinished", "with_forecast", "forecast_passed", "with_reference", "with_both_dates", "before_p50",
             "before_p80"]  # fmt: skip
    assert counts[names].tolist() == [5, 3, 1, 4, 3, 1, 2]
    assert counts["median_gap"] == -23  # 99 days before P50, 23 and 115 after it
    assert counts["mean_gap"] == pytest.approx(-13)


def test_nothing_unfinished_makes_a_summary_of_zeros_without_a_gap() -> None:
    counts = completion.summary(dates(finished(3, 2))).iloc[0]
    assert counts["unfinished"] == 0
    assert pd.isna(counts["median_gap"])


def test_every_class_that_was_used_is_listed_with_all_of_its_finished_projects() -> None:
    projects = clocked(
        [
            *finished(15, 1),
            *finished(15, 2),
            *finished(4, 2, sector="water"),
            project("P", as_of="2025-01-01"),
            project("Q", sector="water"),
            project("R", sector="water"),
        ]
    )
    table = among(projects, ["P", "Q", "R"], on=pd.Timestamp("2025-01-01"))
    found = completion.classes(projects, table, KEYS).set_index("class_level")
    columns = ["sector", "tier", "size_band", "class_finished", "unfinished"]
    assert found.loc["all", ["class_finished", "unfinished"]].tolist() == [34, 2]
    assert found.loc["all", ["sector", "tier", "size_band", "currency"]].isna().all()
    assert found.loc["sector-tier-size", columns].tolist() == ["roads", "A", "from_100", 30, 1]
    assert found.loc["sector-tier-size", ["class_p20", "class_p50", "class_p80", "class_mean"]].tolist() == [
        0,
        0.5,
        1,
        0.5,
    ]


def test_the_projects_like_one_are_those_of_its_class() -> None:
    projects = clocked([*finished(20, 2), *finished(5, 2, sector="water"), project("P")])
    assert completion.like(projects, pd.Series({"class_level": "sector", "sector": "roads"}), KEYS).sum() == 21
    assert completion.like(projects, pd.Series({"class_level": None}), KEYS).all()


def test_the_curve_of_overruns_has_a_row_a_hundredth_and_names_the_farthest() -> None:
    done = clocked([*finished(20, 1), *finished(20, 1.1), *finished(1, 5)])
    curve = completion.overruns(done)
    assert len(curve) == 101
    assert curve["class_finished"].unique().tolist() == [41]
    assert curve["duration_overrun"].iloc[[0, 50, 100]].round(6).tolist() == [0, 0.1, 4]
    assert completion.outliers(done)["code"].tolist() == ["F5-0"]
    assert completion.overruns(done.head(0)).empty
    assert completion.outliers(done.head(0)).empty


def test_a_forecast_counts_anew_each_time_it_is_another_day_also_the_old_one() -> None:
    states = pd.DataFrame(
        {
            "as_of": pd.to_datetime(["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31"]),
            "completion_forecast": pd.to_datetime([None, "2025-05-01", "2025-05-01", "2025-08-01", "2025-05-01"]),
        }
    )
    rows = [*finished(10, 2), *finished(10, 3), project("P")]
    found = project_forecast.row(clocked(rows).tail(1), dates(rows), states).iloc[0]
    assert found["forecasts"] == 3
    assert found["forecast_since"] == pd.Timestamp("2024-06-30")
    assert found[["class_early_slip", "class_late_slip"]].tolist() == [100, 200]
    assert found["progress_state"] == "unfinished"
