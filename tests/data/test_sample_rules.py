"""The planted stories about rules and money are in the raw rows, and nowhere else in the city."""

from __future__ import annotations

import pandas as pd
import pytest

from data.sample.stories import STORIES, positions
from tests.data.sample_frames import Raw, planted, raw

# projects, seed, reporting dates: the smallest city, with few and with many dates, and larger ones
CITIES = [(47, 1, 12), (47, 2, 4), (60, 3, 26), (3_000, 1, 12), (20_001, 4, 6)]
STORY = {story.key: story for story in STORIES}
A_ABOVE, B_FROM, CATALOGUE_ABOVE = 10_000_000_000, 500_000_000, 500_000_000


@pytest.fixture(params=CITIES, ids=str)
def size(request: pytest.FixtureRequest) -> tuple[int, int, int]:
    return request.param


def figures(city: Raw) -> pd.Series:
    """The figure that a project's tier rests on at the last date: the first approved budget, else the estimate."""
    approved, estimate = (
        city.first("budget_figure", "amount", kind=kind).astype("int64") for kind in ("approved_budget", "estimate")
    )
    return approved.combine_first(estimate)


def plans(city: Raw, known: str = "last") -> pd.Series:
    frame = city.facts["annual_plan"].sort_values("as_of", kind="stable")
    return frame.groupby(["project", "year"])["amount"].agg(known).astype("int64")


def funds(city: Raw) -> pd.DataFrame:
    """The funding lines as last reported."""
    frame = city.facts["funding"].sort_values("as_of", kind="stable")
    return frame.groupby(["project", "year", "source"], as_index=False).last()


def test_every_story_of_size_has_at_least_as_many_projects_as_it_says_and_they_stay_in_the_first_batch() -> None:
    for projects in (47, 1_200, 100_000, 1_000_000):
        at = positions(projects)
        for key, story in STORY.items():
            if "at_least" in story.size:
                wanted = projects // int(story.size["one_in"])
                assert len(at[key]) == min(max(wanted, story.size["at_least"]), story.size["at_most"])
        assert max(each.max() for each in at.values()) < min(projects, 2_000)


def test_only_the_planted_projects_of_tier_a_lack_a_leader(size: tuple[int, int, int]) -> None:
    city = raw(*size)
    large = figures(city)[lambda figure: figure > A_ABOVE].index
    posts = city.facts["appointment"].groupby("project")["post"].agg(set).reindex(large)
    found = posts[[not isinstance(each, set) or len(each) < 2 for each in posts]]
    assert sorted(found.index) == planted("leaders_missing", size[0])
    missing = [
        frozenset({"lead_official", "project_director"} - (each if isinstance(each, set) else set()))
        for each in found.sort_index()
    ]
    assert len(set(missing)) == STORY["leaders_missing"].size["kinds"]


def test_the_holders_of_posts_are_invented_and_some_directors_are_replaced() -> None:
    posts = raw(3_000).facts["appointment"]
    assert posts["holder"].str.fullmatch(r"[\u4e00-\u9fff]{3} [A-Z][a-z]+ [A-Z][a-z]+").all()
    held = posts.groupby(["project", "post"])["holder"].nunique()
    assert set(held) == {1, 2}
    assert (posts["from_date"] <= posts["as_of"]).all()
    assert not posts.duplicated(["project", "as_of", "post"]).any()
    figure = figures(raw(3_000))
    smaller = posts[posts["project"].isin(figure.index[figure <= A_ABOVE])]["project"].nunique()
    assert 0.2 < smaller / (figure <= A_ABOVE).sum() < 0.5


def test_only_the_planted_projects_of_tier_b_are_not_owned_by_a_department(size: tuple[int, int, int]) -> None:
    city = raw(*size)
    middle = figures(city)[lambda figure: figure.between(B_FROM, A_ABOVE)].index
    kind = city.organisations.set_index("key")["kind"]
    owner = city.last("participation", "organisation", role="responsible")[middle].map(kind)
    assert sorted(owner.index[owner != "department"]) == planted("owner_not_department", size[0])


def test_only_the_planted_projects_of_tier_c_have_no_delegation_on_record(size: tuple[int, int, int]) -> None:
    city = raw(*size)
    small = figures(city)[lambda figure: figure < B_FROM].index
    delegates = city.last("participation", "organisation", role="delegate")
    assert sorted(small.difference(delegates.index)) == planted("not_delegated", size[0])
    kind = city.organisations.set_index("key")["kind"]
    assert set(delegates.map(kind)) <= {"street", "district"}


def test_only_the_planted_projects_report_the_catalogue_wrongly(size: tuple[int, int, int]) -> None:
    city = raw(*size)
    plan = plans(city)
    plan = plan[plan.index.get_level_values("year") == 2025].droplevel("year")
    said = city.last("project_record", "in_catalogue").reindex(plan.index)
    above = plan > CATALOGUE_ABOVE
    # Projects whose reports had stopped before 2025 have no plan of that year, and so are not judged.
    assert sorted(plan.index[above & (said == 0)]) == planted("catalogue_missing", size[0])
    assert sorted(plan.index[~above & (said == 1)]) == planted("catalogue_extra", size[0])
    if size[0] >= 3_000:
        assert 0.01 < said.isna().mean() < 0.1


def test_twelve_million_over_three_years_are_never_in_the_catalogue() -> None:
    rows = raw(47).facts["project_record"].query("project == 'LJ0000007'")
    assert set(rows["in_catalogue"]) == {0}


def test_the_planted_partnerships_have_the_known_share_of_private_capital(size: tuple[int, int, int]) -> None:
    city, story = raw(*size), STORY["ppp"]
    lines = funds(city)
    lines["private"] = lines["amount"].where(lines["source"] == "private_capital", 0)
    assert set(lines.loc[lines["source"] == "private_capital", "capital"].dropna()) == {"private"}
    assert set(lines.loc[lines["source"] != "private_capital", "capital"].dropna()) == {"public"}
    share = lines.groupby("project")[["private", "amount"]].sum().astype("float64")
    share = (share["private"] / share["amount"])[lambda each: each > 0]
    told = planted("ppp", size[0])
    assert share[told].tolist() == pytest.approx([story.size["private_share"]] * len(told), abs=0.002)
    others = share.drop(told)
    assert others.between(0.19, 0.61).all()
    nature = city.last("project_record", "nature")
    assert set(nature[share.index]) == {"commercial"}
    if size[0] >= 3_000:
        assert len(others)
        assert 0.01 < lines["capital"].isna().mean() < 0.06


def test_the_planted_allocations_lie_idle_for_more_than_a_year(size: tuple[int, int, int]) -> None:
    city = raw(*size)
    told = planted("idle", size[0])
    lines, paid = funds(city), city.facts["payment"]
    assert not paid["project"].isin(told).any()
    first = lines[lines["project"].isin(told)].groupby("project")["year"].min()
    waits = (pd.Timestamp("2025-06-30") - pd.to_datetime(first.astype(str) + "-01-01")).dt.days
    assert len(waits) == len(told)
    assert (waits > STORY["idle"].size["days_more_than"]).all()
    assert (lines[lines["project"].isin(told)].groupby("project")["amount"].sum() > A_ABOVE).all()


def test_one_project_is_paid_from_two_sources_and_a_few_payments_say_less(size: tuple[int, int, int]) -> None:
    city, story = raw(*size), STORY["two_sources"]
    paid = city.facts["payment"]
    sources = paid.groupby("project")["source"].nunique()
    assert sources.index[sources > 1].tolist() == planted("two_sources", size[0])
    assert sources.max() == story.size["sources"]
    if size[0] >= 3_000:
        assert 0.003 < paid["source"].isna().mean() < 0.03
        assert 0.003 < paid["payee"].isna().mean() < 0.03


def test_about_one_plan_in_six_is_revised_in_the_third_quarter_and_the_funds_follow() -> None:
    city, story = raw(3_000), STORY["revised"]
    first, last = plans(city, "first"), plans(city)
    revised = (first != last)[first.index.get_level_values("year").isin((2023, 2024))]
    assert revised.mean() == pytest.approx(1 / story.size["one_in"], abs=0.02)
    change = (last / first)[first != last]
    assert 0.4 < (change > 1).mean() < 0.6
    rows = city.facts["annual_plan"].sort_values("as_of")
    later = rows[rows.duplicated(["project", "year"])]
    assert {(day.month, day.day) for day in later["as_of"]} == {(9, 30)}
    assert (later["as_of"].dt.year == later["year"]).all()
    assert (funds(city).groupby(["project", "year"])["amount"].sum() == last).all()
    assert (last > 0).all()
