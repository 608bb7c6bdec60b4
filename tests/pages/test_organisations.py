"""Organisations in both languages: who leads, who links, who stands alone; and the page of one of them."""

from __future__ import annotations

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.language import Language
from analytics.measures import network_organisations_words as words
from data import database
from pages.components import bodies as components_bodies
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, column, drawn, finding, opened, pictures

PAGE, ONE = PAGES["organisations"].path, PAGES["organisation"].path
CHINESE = re.compile("[一-鿿]")
HOSTILE = "<b>ours</b> ![x](http://example.com/x.png)"
PARTS = """
    project | as_of      | organisation | role
    P1      | 2025-03-31 | A            | responsible
    P1      | 2025-03-31 | B            | contractor
    P2      | 2025-03-31 | A            | partner
    P2      | 2025-03-31 | C            | responsible
    P3      | 2025-03-31 | D            | responsible
"""
RECORDS = """
    project | as_of      | status | name_en
    P1      | 2025-03-31 | active | Bridge
    P2      | 2025-03-31 | active | Tunnel
    P3      | 2025-03-31 | active | Sewer
"""


def small(parts: str = PARTS) -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), project_record=RECORDS, participation=parts)


def one(number: str, **query: str) -> AppTest:
    """The page of one organisation, opened by its address."""
    app = opened(PAGES["overview"].path, **query)
    app.switch_page(ONE)
    app.query_params["organisation_id"] = number
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_page_says_who_leads_and_who_links_with_two_pictures_and_two_tables(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag)
    assert pictures(app) == ["breadth_depth", "ranked"]
    seen = bodies(app)
    assert seen.count('class="tile ') == 5
    for part in ("Every organisation", "How deeply are social organisations embedded?"):
        assert language(part) in seen
    if code == "en":
        assert re.search(r"leads the largest part of the \d+ shared projects: \d+ %\.", finding(app))
        assert re.search("only link of others to the rest: .*Nature Reserves Bureau [(]of 12 others[)]", finding(app))
    assert "#0000" in drawn(app)


@pytest.mark.usefixtures("_city")
def test_the_columns_answer_the_question_that_was_asked_and_the_address_says_which() -> None:
    app = opened(PAGE, db="city", lang="en", ask="constraint", measure="constraint")
    assert list(app.dataframe[0].value.columns) == [
        "organisation", "organisation_kind", *words.COLUMNS["constraint"],
    ]  # fmt: skip
    bound = app.dataframe[0].value["constraint"].dropna().tolist()
    assert bound == sorted(bound)
    assert "is bound least: constraint" in bodies(app)
    app.segmented_control(key="choice-ask").set_value("roles").run()
    assert not app.exception
    assert "brokered_z" in app.dataframe[0].value
    assert "roles" in app.query_params["ask"]


@pytest.mark.usefixtures("_city")
def test_ties_with_a_direction_show_who_comes_in_and_who_goes_out() -> None:
    app = opened(PAGE, db="city", lang="en", tie="leads")
    assert {"in_degree", "out_degree"} <= set(app.dataframe[0].value.columns)


@pytest.mark.parametrize("tag", ["en", "zh-CN"])
@pytest.mark.parametrize("page", [PAGE, ONE])
def test_an_empty_database_says_what_would_be_here(page: str, tag: str) -> None:
    app = opened(page, db="portfolio", lang=tag)
    assert not app.get("plotly_chart")
    assert len(app.button) >= 1


def test_filters_that_leave_nothing_can_be_undone() -> None:
    small()
    app = opened(PAGE, db="portfolio", lang="en", sector="no such sector")
    assert not app.get("plotly_chart")
    assert any("no such sector" in button.label for button in app.button)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_few_organisations_are_named_and_one_that_works_alone_is_counted(code: str) -> None:
    language = Language(code)
    small()
    app = opened(PAGE, db="portfolio", lang=language.tag)
    counted = language.plural("{n} shared project", "{n} shared projects", 2)
    assert language.plural("{organisation} (of {n} other)", "{organisation} (of {n} others)", 1, organisation="A") in (
        finding(app)
    )
    assert counted in finding(app)
    assert language("{n} of {all} organisations stand alone.", n="1", all="4") in finding(app)
    assert language("No social organisation takes part in these projects.") in bodies(app)


def test_where_nobody_works_with_another_there_is_no_picture() -> None:
    small(PARTS.split("P2")[0].replace("P1      | 2025-03-31 | B            | contractor", ""))
    app = opened(PAGE, db="portfolio", lang="en")
    assert finding(app) == "1 organisation takes part, and works with nobody in this slice."
    assert pictures(app) == []


def test_where_the_measures_would_take_long_the_reader_is_not_made_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    small()
    monkeypatch.setattr(components_bodies, "LARGE", 3)
    app = opened(PAGE, db="portfolio", lang="en")
    assert pictures(app) == []
    assert "Measure 4 organisations" in [button.label for button in app.button]
    assert column(app, "Organisation") == ["A", "B", "C", "D"]
    alone = one("4", db="portfolio", lang="en")
    assert column(alone, "Code") == ["P3"]  # what is known without them is told all the same


# --- one organisation ----------------------------------------------------------------------------


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_one_organisation_has_its_partners_projects_money_lateness_and_place(code: str) -> None:
    language = Language(code)
    app = one("8", db="city", lang=language.tag)
    assert pictures(app) == ["ego", "delays", "money", "years"]
    seen = bodies(app)
    assert seen.count('class="tile ') == 6
    for part in ("Partners, the closest first", "Projects, the largest slip first", "Its place in the slice"):
        assert language(part) in seen
    if not language.is_chinese:
        assert not CHINESE.search(finding(app))
    assert language("Another organisation") in [box.label for box in app.selectbox]


@pytest.mark.usefixtures("_city")
def test_every_partner_is_a_click_away_in_the_same_view_and_slice() -> None:
    app = one("8", db="city", lang="en", as_of="2024-12-31")
    listed = bodies(app).split("Partners, the closest first")[1].split("</table>")[0]
    links = re.findall('data-label="Partner"><a href="(organisation[?].*?)"', listed)
    assert len(links) == 15
    assert all("as_of=2024-12-31" in link and "organisation_id=" in link for link in links)


@pytest.mark.usefixtures("_city")
def test_another_organisation_is_found_by_its_name() -> None:
    app = one("8", db="city", lang="en")
    first = finding(app)
    app.selectbox(key="choose-organisation").set_value(2).run()
    assert not app.exception
    assert "2" in app.query_params["organisation_id"]
    assert finding(app) != first


@pytest.mark.parametrize("number", ["", "999999", "-1", "one", "9" * 40, "<b>"])
def test_an_address_that_names_nobody_offers_a_search(number: str) -> None:
    small()
    app = one(number, db="portfolio", lang="en")
    assert not app.get("plotly_chart")
    assert app.selectbox(key="choose-organisation").options == ["A", "B", "C", "D"]
    assert any("list of organisations" in button.label for button in app.button)


def test_one_who_works_alone_has_projects_and_no_partner() -> None:
    small()
    app = one("4", db="portfolio", lang="en")
    assert "In this slice it works with nobody." in finding(app)
    assert column(app, "Code") == ["P3"]
    assert pictures(app) == []


def test_a_hostile_name_is_shown_as_it_is() -> None:
    small(PARTS.replace("| A  ", f"| {HOSTILE} "))
    for app in (opened(PAGE, db="portfolio", lang="en"), one("1", db="portfolio", lang="en")):
        assert html.escape(HOSTILE) in bodies(app)
        assert "<b>ours" not in bodies(app) + drawn(app)
