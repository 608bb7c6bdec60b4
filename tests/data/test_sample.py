"""The invented city keeps to the importers' contract and looks like a real one. Its stories: test_sample_stories."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Engine, func, select

from analytics import codes
from analytics.errors import PortfolioError
from analytics.measures.quality import FLAG_RULES
from data import editions, schema
from data.importers.batch import FACTS
from data.sample import CHUNK, city, words
from tests.data.sample_frames import raw

SMALL, LARGE = 47, 3_000


@pytest.mark.parametrize("projects", [46, 0, -1, 1_000_001])
def test_a_city_of_another_size_is_refused_with_the_sizes_that_are_possible(projects: int) -> None:
    with pytest.raises(PortfolioError, match=f"47 to 1,000,000 projects, not {projects:,}"):
        city(projects, 1)


@pytest.mark.parametrize("dates", [3, 27])
def test_too_few_or_too_many_reporting_dates_are_refused(dates: int) -> None:
    with pytest.raises(PortfolioError, match=f"4 to 26 reporting dates, not {dates}"):
        city(SMALL, 1, dates)


def test_a_city_is_the_same_each_time_and_another_one_by_another_seed() -> None:
    parsed = city(SMALL, 5)
    first, again, other = (next(iter(each.batches)) for each in (parsed, parsed, city(SMALL, 6)))
    for name, frame in first.facts.items():
        pd.testing.assert_frame_equal(frame, again.facts[name])
    assert first.flags == again.flags
    assert not first.facts["payment"].equals(other.facts["payment"])
    assert parsed.files != city(SMALL, 6).files
    assert next(iter(city(SMALL, -1).batches)).rows_read


@pytest.mark.parametrize("projects", [SMALL, LARGE])
def test_every_frame_has_the_columns_of_the_contract(projects: int) -> None:
    found = raw(projects)
    assert set(found.facts) == set(FACTS)
    for name, frame in found.facts.items():
        assert set(FACTS[name]) <= set(frame.columns) <= {*FACTS[name], "ref"}
        assert len(frame)
        assert frame[["project", "as_of"]].notna().all(axis=None)


@pytest.mark.parametrize("projects", [SMALL, LARGE])
def test_a_city_has_as_many_projects_as_were_asked_for(projects: int) -> None:
    facts = raw(projects).facts
    assert facts["project_record"]["project"].nunique() == projects
    for frame in facts.values():
        assert frame["project"].isin(facts["project_record"]["project"]).all()


def test_a_large_city_comes_in_batches_of_bounded_size_without_a_code_or_a_name_twice() -> None:
    names = []
    sizes = []
    for batch in city(CHUNK + 1, 1, 4).batches:
        records = batch.facts["project_record"].drop_duplicates("project")
        sizes.append(len(records))
        names.append(records[["project", "sector", "name_en", "name_zh"]])
    everything = pd.concat(names)
    assert len(sizes) == 2
    assert max(sizes) <= CHUNK
    assert sum(sizes) == CHUNK + 1
    assert not everything["project"].duplicated().any()
    assert not everything[["sector", "name_en"]].duplicated().any()
    assert not everything[["sector", "name_zh"]].duplicated().any()


@pytest.mark.parametrize("dates", [4, 12, 26])
def test_reports_come_at_the_ends_of_quarters_up_to_june_2025_on_both_sides_of_the_reform(dates: int) -> None:
    found = raw(SMALL, 1, dates)
    days = sorted(set().union(*(frame["as_of"] for frame in found.facts.values())))
    assert days[-1] == pd.Timestamp("2025-06-30")
    assert len(days) <= dates
    assert all(day.is_quarter_end for day in days)
    if dates >= 12:
        assert days[0] < pd.Timestamp("2023-01-01")


def test_projects_and_organisations_have_a_name_in_both_languages() -> None:
    found = raw(LARGE)
    for frame in (found.facts["project_record"], found.organisations, found.labels):
        assert frame["name_en"].str.fullmatch(r"[A-Z][A-Za-z0-9 ,'()-]+").all()
        assert frame["name_zh"].str.contains(r"[\u4e00-\u9fff]{2}").all()
        assert not frame["name_zh"].str.contains("[A-Za-z]").any()
    assert not found.organisations["name_zh"].duplicated().any()


def test_every_sector_district_and_source_of_funds_is_labelled() -> None:
    found = raw(LARGE)
    labelled = found.labels.groupby("kind")["code"].agg(set).to_dict()
    assert labelled["sector"] == set(codes.SECTORS) == set(found.facts["project_record"]["sector"])
    assert labelled["district"] == set(found.facts["project_record"]["district"].dropna())
    assert labelled["source"] >= set(found.facts["funding"]["source"]) | set(found.facts["payment"]["source"].dropna())
    assert labelled["post"] == set(codes.POSTS) == set(found.facts["appointment"]["post"])
    assert {key: text[0] for key, text in words.SECTORS.items()} == codes.SECTORS


@pytest.mark.parametrize(
    ("table", "column", "allowed"),
    [
        ("project_record", "status", codes.STATUSES),
        ("project_record", "stage", codes.STAGES),
        ("project_record", "nature", codes.NATURES),
        ("project_record", "complexity", codes.COMPLEXITIES),
        ("participation", "role", codes.ROLES),
        ("participation", "stage", codes.STAGES),
        ("budget_figure", "kind", codes.BUDGET_KINDS),
        ("funding", "nature", codes.FUNDING_NATURES),
        ("funding", "capital", codes.CAPITALS),
        ("appointment", "post", codes.POSTS),
        ("progress_report", "light", codes.LIGHTS),
        ("attendance", "kind", codes.MEETING_KINDS),
        ("milestone_snapshot", "milestone", codes.MILESTONES),
    ],
)
def test_codes_come_from_our_own_lists(table: str, column: str, allowed: dict[str, str]) -> None:
    found = set(raw(LARGE).facts[table][column].dropna())
    assert found <= set(allowed)
    assert len(found) > 1


def test_organisations_stand_on_three_levels_below_existing_parents() -> None:
    bodies = raw(LARGE).organisations
    assert set(bodies["level"]) == {"city", "district", "street"}
    assert set(bodies["kind"]) <= set(codes.ORGANISATION_KINDS)
    assert set(bodies["parent"].dropna()) <= set(bodies["key"])
    assert bodies["key"].is_unique
    level = bodies.set_index("key")["level"]
    assert set(level[bodies.loc[bodies["kind"] == "street", "parent"]]) == {"district"}
    for table, column in (("participation", "organisation"), ("payment", "payer"), ("payment", "payee")):
        assert raw(LARGE).facts[table][column].dropna().isin(bodies["key"]).all()


def test_larger_projects_bring_more_organisations_together() -> None:
    found = raw(LARGE)
    count = found.facts["participation"].groupby("project")["organisation"].nunique()
    budget = found.first("budget_figure", "amount", kind="approved_budget").astype("int64")
    by_tier = count.groupby(pd.cut(budget, [0, 5e8 - 1, 1e10, np.inf], labels=["C", "B", "A"]), observed=True).mean()
    assert by_tier["A"] > by_tier["B"] > by_tier["C"] > 2
    assert budget.between(0, 5e8 - 1).mean() > 0.2
    assert (budget > 1e10).mean() > 0.05


def test_money_is_whole_fen_of_one_currency() -> None:
    for frame in raw(LARGE).facts.values():
        for column in {"amount", "completed_total", "completed_year"} & set(frame.columns):
            assert frame[column].dtype == pd.Int64Dtype()
        if "currency" in frame:
            assert set(frame["currency"]) == {"CNY"}


def test_nothing_is_reported_before_it_has_happened() -> None:
    facts = raw(LARGE).facts
    dates, paid = facts["milestone_snapshot"], facts["payment"]
    assert (dates["actual"].isna() | (dates["actual"] <= dates["as_of"])).all()
    assert (dates["forecast"].isna() | (dates["forecast"] > dates["as_of"])).all()
    assert (paid["paid_on"] <= paid["as_of"]).all()
    assert (paid["amount"] > 0).all()
    registered = facts["participation"].query("role == 'responsible'")
    assert (registered["from_date"] <= registered["as_of"]).all()
    assert registered["from_date"].dt.year.value_counts().index.sort_values().tolist() == list(range(2019, 2026))


def test_a_status_agrees_with_the_dates() -> None:
    found = raw(LARGE)
    status = found.last("project_record", "status")
    completed = found.last("milestone_snapshot", "actual", milestone="completion")
    started = found.last("milestone_snapshot", "actual", milestone="start")
    assert set(completed.index) == set(status.index[status == "completed"])
    assert set(status.index[status == "active"]) <= set(started.index)
    assert not set(status.index[status == "planned"]) & set(started.index)


def test_some_projects_are_cancelled_or_suspended_and_some_values_are_missing() -> None:
    found = raw(LARGE)
    status = found.last("project_record", "status").value_counts(normalize=True)
    assert 0.01 < status["cancelled"] < 0.06
    assert 0 < status["suspended"] < 0.05
    for table, column, least, most in (
        ("budget_figure", "amount", 0.94, 0.99),
        ("milestone_snapshot", "forecast", 0.6, 0.99),
        ("project_record", "district", 0.97, 0.998),
    ):
        assert least < len(found.last(table, column)) / LARGE < most


def test_slips_and_overruns_lean_to_the_right_and_long_delays_move_the_baseline() -> None:
    found = raw(LARGE)
    slip = found.slip()
    slip = slip[slip < 10_000]  # without the forecast for 2108
    assert 0 < slip.median() < slip.mean() < slip.quantile(0.9)
    assert (slip < 0).any()
    approved = found.last("budget_figure", "amount", kind="approved_budget")
    final = found.last("budget_figure", "amount", kind="final_account")
    overrun = (final / approved).dropna().astype("float64")
    assert 0.98 < overrun.median() < overrun.mean() < 1.1
    number = found.last("milestone_snapshot", "baseline_no", milestone="completion")
    assert set(number) == {1, 2, 3, 4}
    moved = number.reindex(slip.index) > 1
    assert slip[moved].median() > 60 > slip[~moved].median()


def test_annual_plans_add_up_to_the_budget_and_funding_to_the_plans() -> None:
    found = raw(LARGE)
    year = ["project", "year"]
    plans, lines = (found.facts[name].sort_values("as_of", kind="stable") for name in ("annual_plan", "funding"))
    for known in ("first", "last"):  # as first planned, and as revised
        plan = plans.groupby(year)["amount"].agg(known)
        funding = lines.groupby([*year, "source"])["amount"].agg(known).groupby(year).sum()
        assert (plan == funding).all()
    planned = plan.groupby("project").sum()
    budget = found.last("budget_figure", "amount", kind="approved_budget")
    started = found.first("milestone_snapshot", "baseline", milestone="start")
    started = started.index[started >= pd.Timestamp("2022-01-01")]  # no plan of an earlier year was reported
    done = found.last("milestone_snapshot", "actual", milestone="audit").index.intersection(planned.index)
    done = done.intersection(started)
    assert (planned[done] / budget[done] - 1).abs().astype("float64").quantile(0.9) < 0.01


def test_what_is_paid_in_the_end_is_the_final_account() -> None:
    found = raw(LARGE)
    final = found.last("budget_figure", "amount", kind="final_account")
    paid = found.facts["payment"].groupby("project")["amount"].sum()[final.index]
    assert (paid == final).mean() > 0.98  # the others stopped reporting before the audit


def test_each_flag_names_one_row_and_a_rule_of_the_quality_page() -> None:
    found = raw(SMALL)
    for flag in found.flags:
        assert flag.rule in FLAG_RULES
        assert (found.facts[flag.subject]["ref"] == flag.ref).sum() == 1
        assert flag.field in FACTS[flag.subject]
        assert re.search(r"\d", flag.found)


def test_a_city_goes_into_the_database_whole(engine: Engine) -> None:
    result = editions.write(engine, city(SMALL, 1), kind="sample")
    found = raw(SMALL)
    assert result.projects == SMALL
    assert result.rows_read == result.rows_used == sum(len(frame) for frame in found.facts.values())
    with engine.connect() as connection:
        for name in FACTS:
            stored = connection.scalar(select(func.count()).select_from(schema.metadata.tables[name]))
            assert stored == len(found.facts[name])
        assert connection.scalar(select(func.count()).select_from(schema.flag)) == len(found.flags) == 4
