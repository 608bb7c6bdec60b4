"""Overview, projects and one project in both languages; the scope in the address; text that stays text."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from analytics.language import Language
from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, opened, start

LANGUAGES = ("en", "zh-CN")
OVERVIEW, PROJECTS, PROJECT = (PAGES[key].path for key in ("overview", "projects", "project"))
HOSTILE = "![x](http://example.com/x.png) <script>alert(1)</script>"


def question(app: AppTest) -> str:
    return html.unescape(re.search("<h1[^>]*>(.*?)</h1>", bodies(app)).group(1))  # type: ignore[union-attr]


def in_address(app: AppTest, key: str) -> list[str]:
    found = app.query_params.get(key, [])
    return [found] if isinstance(found, str) else list(found)


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["overview", "projects"])
def test_a_page_asks_its_question_and_answers_it_in_the_reader_s_language(key: str, language: str) -> None:
    app = opened(PAGES[key].path, db="city", lang=language)
    words = Language("zh_CN" if language == "zh-CN" else "en")
    assert question(app) == words(PAGES[key].question)
    finding = re.search('class="finding"[^>]*>(.*?)</p>', bodies(app))
    assert finding is not None
    assert "300" in finding.group(1)
    assert bool(re.search("[一-鿿]", finding.group(1))) == (language == "zh-CN")


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_project_is_titled_with_its_name_and_shows_the_source_of_each_value(language: str) -> None:
    with database.prepare(database.url("city")).connect() as connection:
        code, english, chinese = connection.execute(
            text("SELECT code, name_en, name_zh FROM project_fact WHERE name_zh IS NOT NULL AND name_en IS NOT NULL")
        ).first()  # type: ignore[misc]
    app = opened(PROJECT, db="city", lang=language, project=code)
    assert question(app) == (chinese if language == "zh-CN" else english)
    assert len(app.get("plotly_chart")) >= 1
    assert Language("zh_CN" if language == "zh-CN" else "en")("Age") in bodies(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [OVERVIEW, PROJECTS])
def test_an_empty_database_says_what_would_be_here_and_offers_two_ways_on(page: str, language: str) -> None:
    app = opened(page, db="portfolio", lang=language)
    words = Language("zh_CN" if language == "zh-CN" else "en")
    labels = [button.label for button in app.button]
    assert words("Import projects") in labels
    assert words("Look at the invented city") in labels


def test_the_first_visit_of_all_makes_the_database() -> None:
    made = database.store() / "portfolio.db"
    made.unlink()
    assert "Import projects" in [button.label for button in opened(OVERVIEW, db="portfolio", lang="en").button]
    assert made.stat().st_size > 0


@pytest.mark.usefixtures("_city")
def test_filters_that_leave_nothing_are_named_and_one_click_undoes_the_one_that_emptied_it() -> None:
    app = opened(OVERVIEW, db="city", lang="en", sector="no such sector", tier="A")
    assert "No project matches these filters" in [heading.value for heading in app.subheader]
    app.button(key="undo-sector").click().run()
    assert not app.exception
    assert "sector" not in app.query_params
    assert in_address(app, "tier") == ["A"]
    assert app.get("plotly_chart")


@pytest.mark.usefixtures("_city")
def test_the_scope_of_a_link_is_seeded_and_stays_from_page_to_page() -> None:
    app = opened(OVERVIEW, db="city", lang="zh-CN", tier=["A", "B"])
    for page in (PROJECTS, OVERVIEW, PROJECTS):
        app.query_params.clear()  # what a click in the menu does to the address
        app.switch_page(page).run()
        assert in_address(app, "tier") == ["A", "B"]
        assert in_address(app, "lang") == ["zh-CN"]
        assert app.button(key="chip-tier-A")


@pytest.mark.usefixtures("_city")
def test_a_chip_removes_its_own_filter() -> None:
    app = opened(OVERVIEW, db="city", lang="en", tier=["A", "B"])
    app.button(key="chip-tier-A").click().run()
    assert in_address(app, "tier") == ["B"]


@pytest.mark.usefixtures("_city")
def test_another_database_drops_filters_that_mean_nothing_there_and_keeps_the_language() -> None:
    app = opened(OVERVIEW, db="city", lang="zh-CN", sector="water")
    app.segmented_control(key="switch-db").set_value("portfolio").run()
    assert in_address(app, "db") == ["portfolio"]
    assert in_address(app, "lang") == ["zh-CN"]
    assert "sector" not in app.query_params


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize(
    "query", [{"as_of": "yesterday"}, {"organisation": "me"}, {"db": "other"}, {"tier": "Z"}, {"lang": "%00"}]
)
def test_nonsense_in_the_address_is_no_error(query: dict[str, str]) -> None:
    assert not start(**query).exception


def test_without_real_projects_the_invented_city_is_open_and_with_one_they_are() -> None:
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record="""
            project | as_of      | name_en | status
            P1      | 2025-06-30 | Bridge  | active
        """,
    )
    assert in_address(start(), "db") == ["portfolio"]


@pytest.mark.usefixtures("_city")
def test_without_real_projects_the_invented_city_is_open() -> None:
    assert in_address(start(), "db") == ["city"]


def test_a_hostile_name_is_escaped_wherever_it_is_shown() -> None:
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record=f"""
            project | as_of      | name_en   | status | sector    | district
            P1      | 2025-06-30 | {HOSTILE} | active | {HOSTILE} | {HOSTILE}
        """,
        milestone_snapshot="""
            project | as_of      | milestone  | baseline   | forecast
            P1      | 2025-06-30 | completion | 2025-12-31 | 2026-12-31
        """,
    )
    app = opened(OVERVIEW, db="portfolio", lang="en", sector=HOSTILE)
    assert "<script>" not in bodies(app)
    assert html.escape(HOSTILE) in bodies(app)
    chip = next(button for button in app.button if str(button.key).startswith("chip-sector"))
    assert r"\!\[x\]\(" in chip.label


@pytest.mark.usefixtures("_city")
def test_the_list_is_searched_and_paged_by_the_database() -> None:
    app = opened(PROJECTS, db="city", lang="en")
    everything = len(re.findall("<tr>", bodies(app)))
    assert everything == 1 + 25
    app.text_input(key="q").set_value("no such name").run()
    assert "finds 0 of the 300" in bodies(app)
