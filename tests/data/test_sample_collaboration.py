"""The planted stories about who works with whom are in the raw rows, and nowhere else in the city."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import codes
from data.sample.stories import STORIES, UNLED_STAGE
from tests.data.sample_frames import Raw, planted, raw

# projects, seed, reporting dates: the smallest city, with few and with many dates, and larger ones
CITIES = [(47, 1, 12), (47, 2, 4), (60, 3, 26), (3_000, 1, 12), (20_001, 4, 6)]
STORY = {story.key: story for story in STORIES}
REFORM = pd.Timestamp("2023-01-01")


@pytest.fixture(params=CITIES, ids=str)
def size(request: pytest.FixtureRequest) -> tuple[int, int, int]:
    return request.param


def keys(city: Raw, key: str) -> list[str]:
    """The keys of the organisations that a story names, in its order."""
    return city.organisations.set_index("name_en").loc[list(STORY[key].who), "key"].tolist()


def responsible(city: Raw) -> pd.DataFrame:
    return city.facts["participation"].query("role == 'responsible'")


def test_only_the_planted_projects_have_two_responsible_bodies_at_once(size: tuple[int, int, int]) -> None:
    city = raw(*size)
    whole = responsible(city)[lambda rows: rows["stage"].isna()]
    bodies = whole.groupby(["project", "as_of"])["organisation"].nunique()
    two = bodies[bodies > 1]
    assert sorted(set(two.index.get_level_values("project"))) == planted("two_lead", size[0])
    assert set(two) == {STORY["two_lead"].size["leaders"]}


def test_only_in_the_planted_projects_nobody_leads_a_stage_that_they_have_reached(size: tuple[int, int, int]) -> None:
    city = raw(*size)
    staged = responsible(city)[lambda rows: rows["stage"].notna()]
    assert sorted(staged["project"].unique()) == planted("nobody_leads", size[0])
    led = staged.groupby("project")["stage"].agg(set)
    assert all(each == set(codes.STAGES) - {UNLED_STAGE} for each in led)
    assert set(city.last("project_record", "stage")[led.index]) == {UNLED_STAGE}


def test_a_department_appears_under_its_old_name_before_the_reform_and_under_its_new_one_after(
    size: tuple[int, int, int],
) -> None:
    city = raw(*size)
    old, new = keys(city, "renamed_department")
    rows = city.facts["participation"]
    of_old, of_new = rows[rows["organisation"] == old], rows[rows["organisation"] == new]
    assert len(of_new)
    assert (of_old["as_of"] < REFORM).all()
    assert (of_new["as_of"] >= REFORM).all()
    if size[2] < 12:  # no report before the reform
        assert of_old.empty
        return
    assert set(planted("renamed", size[0])) <= set(of_old["project"]) & set(of_new["project"])
    # whoever still reports says in the first report after it that the new one has the role
    goes_on = city.facts["progress_report"].query("as_of > @REFORM")["project"]
    went_on = of_old[of_old["project"].isin(goes_on)][["project", "role"]].drop_duplicates()
    assert len(went_on.merge(of_new[["project", "role"]].drop_duplicates())) == len(went_on)
    aliases = city.organisations.query("key in [@old, @new]")
    assert aliases["kind"].tolist() == ["department", "department"]


def test_a_report_that_brings_the_new_name_repeats_the_other_bodies_of_the_role() -> None:
    city = raw(3_000)
    rows = city.facts["participation"].query("role == 'partner'")
    renamed = rows[rows["organisation"] == keys(city, "renamed_department")[0]]["project"]
    reports = rows[rows["project"].isin(renamed)].groupby(["project", "as_of"])["organisation"].size()
    known = reports.groupby("project").agg(["first", "last", "size"]).query("size > 1")
    assert len(known) > 3
    assert (known["first"] == known["last"]).all()


def test_works_registered_since_the_reform_have_a_partner_far_more_often() -> None:
    city = raw(20_001, 4, 6)
    first = city.first("participation", "from_date", role="responsible")
    partner = city.facts["participation"].query("role == 'partner'")
    departments = city.organisations.query("kind == 'department' and level == 'city'")["key"]
    partnered = first.index.isin(partner.loc[partner["organisation"].isin(departments), "project"])
    budget = city.first("budget_figure", "amount", kind="approved_budget").astype("int64")
    frame = pd.DataFrame({"partnered": partnered, "after": first >= REFORM, "budget": budget}).dropna()
    works = frame[city.last("project_record", "sector").reindex(frame.index) != "services"]
    for tier, least, most in (("B", 5e8, 1e10), ("C", 0, 5e8 - 1)):
        share = works[works["budget"].between(least, most)].groupby("after")["partnered"].mean()
        assert share[False] == pytest.approx(STORY["partners"].size[f"{tier}_before"], abs=0.03)
        assert share[True] == pytest.approx(STORY["partners"].size[f"{tier}_after"], abs=0.03)


def test_joint_meetings_are_of_tier_a_alone_before_the_reform_and_the_commission_sits_in_all_after_it(
    size: tuple[int, int, int],
) -> None:
    city = raw(*size)
    commission = keys(city, "joint_meetings")[0]
    joint = city.facts["attendance"].query("kind == 'joint'")
    assert (joint.groupby("project")["meeting"].nunique() <= STORY["joint_meetings"].size["each"]).all()
    sits = joint.groupby(["project", "meeting"]).agg(
        held_on=("held_on", "first"), bodies=("organisation", "nunique"),
        commission=("organisation", lambda bodies: commission in set(bodies)),
    )  # fmt: skip
    later = sits["held_on"] >= REFORM
    assert sits.loc[later, "commission"].all()
    assert (sits["bodies"] > 1).all()
    approved = city.last("budget_figure", "amount", kind="approved_budget").astype("int64")
    before = approved.reindex(sits[~later].index.get_level_values("project")).dropna()
    assert (before > 1e10).all()


def test_key_projects_are_up_at_the_dispatch_meeting_of_their_district_every_fourth_month(
    size: tuple[int, int, int],
) -> None:
    city = raw(*size)
    held = city.facts["attendance"].query("kind == 'dispatch'")
    assert set(held["project"]) <= set(city.last("project_record", "is_key")[lambda key: key == 1].index)
    months = held.drop_duplicates(["project", "meeting"]).sort_values("held_on")
    number = months["held_on"].dt.year * 12 + months["held_on"].dt.month
    apart = number.groupby(months["project"]).diff().dropna()
    assert (apart == STORY["dispatch_meetings"].size["months"]).all()
    district = city.last("project_record", "district")
    stated = months[months["project"].isin(district.index)]
    assert (stated["meeting"].str.split().str[-1] == stated["project"].map(district)).all()


def test_nobody_reports_a_meeting_before_it_was_held_and_all_who_sat_in_it_are_told_at_once() -> None:
    held = raw(3_000).facts["attendance"]
    assert (held["held_on"] <= held["as_of"]).all()
    assert (held.groupby(["project", "meeting"])["as_of"].nunique() == 1).all()
    assert not held.duplicated(["project", "meeting", "organisation"]).any()
    assert held.groupby("meeting")["held_on"].nunique().max() <= 1
    assert held.groupby("meeting")["project"].nunique().max() > 1  # one meeting is about several projects


def test_the_reform_stands_beside_two_earlier_ones_in_both_languages() -> None:
    reforms = raw(47).reforms
    assert reforms["held_on"].dt.year.tolist() == [2019, 2021, 2023]
    assert reforms["held_on"].iloc[-1] == REFORM
    assert reforms["name_en"].str.contains("2023").iloc[-1]
    assert reforms["name_zh"].str.contains("[一-鿿]").all()
