"""The page about responsibility in both languages: gaps and overlaps in number and by name, and its empty states."""

from __future__ import annotations

import json
import re

import pytest

from analytics.language import Language
from data import database
from pages.components.contents import PAGES
from tests.data.sample_frames import planted
from tests.editions import write
from tests.pages.apps import bodies, column, drawn, finding, opened, pictures

PAGE = PAGES["responsibility"].path
CHINESE = re.compile("[一-鿿]")
HOSTILE = "<b>Roads</b> ![x](http://example.com/x.png)"
PROJECTS = 300  # of the invented city


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_page_says_who_leads_and_draws_its_pictures_in_the_colours_of_the_theme(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag)
    assert finding(app)
    assert pictures(app) == ["matrix", "shared_over_time", "delayed_by_bodies"]
    for chart in app.get("plotly_chart"):  # only colours that the theme replaces
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)
    assert bodies(app).count('class="tile ') == 4
    for word in ("Nobody leads", "Two or more lead"):  # a mark and a word, not a colour alone
        assert re.search(f"[○◆] {language(word)}", drawn(app))


@pytest.mark.usefixtures("_city")
def test_the_planted_gap_and_overlap_are_listed_with_a_link_to_their_project() -> None:
    app = opened(PAGE, db="city", lang="en")
    cases = list(zip(*(column(app, head) for head in ("Code", "Stage", "Who leads")), strict=True))
    gaps = {code for code, _, state in cases if state == "Nobody leads"}
    overlaps = {code for code, _, state in cases if state == "Two or more lead"}
    assert gaps == set(planted("nobody_leads", PROJECTS))
    assert overlaps == set(planted("two_lead", PROJECTS))
    assert {stage for code, stage, _ in cases if code in gaps} == {"Construction"}
    assert f"project={min(gaps)}" in bodies(app)


@pytest.mark.usefixtures("_city")
def test_gaps_are_counted_by_sector_district_and_tier() -> None:
    app = opened(PAGE, db="city", lang="en", by="tier")
    assert [row for row in column(app, "Tier") if row.startswith("Tier B")]
    app.segmented_control(key="choice-by").set_value("district").run()
    assert not app.exception
    assert "district" in app.query_params["by"]


@pytest.mark.usefixtures("_city")
def test_a_slice_by_stage_judges_that_stage_alone() -> None:
    app = opened(PAGE, db="city", lang="en", stage="construction")
    assert set(column(app, "Who leads")) == {"Nobody leads", "Two or more lead"}
    assert "of 1 stage" not in finding(app)
    assert json.dumps("Design").strip('"') not in drawn(app)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_an_empty_database_says_what_the_page_would_show(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="portfolio", lang=language.tag)
    assert not pictures(app)
    assert len(app.button) >= 1


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_projects_of_which_nobody_is_known_are_gaps_and_hostile_names_stay_text(code: str) -> None:
    engine = database.prepare(database.url())
    write(
        engine,
        project_record="project | as_of | name_en | stage\nP1 | 2024-06-30 | One | design\nP2 | 2024-06-30 | Two |",
        participation=f"project | as_of      | organisation | role\nP2 | 2024-06-30 | {HOSTILE} | responsible",
    )
    engine.dispose()
    app = opened(PAGE, db="portfolio", lang=Language(code).tag)
    assert HOSTILE not in bodies(app)
    assert "<b>Roads" not in drawn(app)
    assert len(column(app, Language(code)("Who leads"))) == 2  # approval and design of P1


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_where_every_stage_has_one_leader_the_page_says_so_and_lists_no_zeros(code: str) -> None:
    language = Language(code)
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record="project | as_of | name_en | stage\nP1 | 2024-06-30 | One | design",
        participation="project | as_of      | organisation | role\nP1 | 2024-06-30 | Roads | responsible",
    )
    app = opened(PAGE, db="portfolio", lang=language.tag)
    said = language.plural(
        "The {n} stage reached in {projects} is led by exactly one body.",
        "All {n} stages reached in {projects} are led by exactly one body each.",
        2,
        projects=language.plural("{n} project", "{n} projects", 1),
    )
    assert finding(app).startswith(said)
    assert "choice-by" not in [control.key for control in app.segmented_control]
    assert "table-responsibility_by_sector" not in str(app.main)
