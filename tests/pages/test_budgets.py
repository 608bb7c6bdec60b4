"""Budgets in both languages: on the invented city, in several currencies, without any approved budget, empty."""

from __future__ import annotations

import html
import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, finding, opened

PAGE, PROJECT = PAGES["budgets"].path, PAGES["project"].path
LANGUAGES = ("en", "zh-CN")
CHINESE = re.compile("[一-鿿]")
RECORDS = """
    project | as_of      | status | name_en
    P1      | 2025-03-31 | active | Bridge
    P2      | 2025-03-31 | active | Tunnel
"""


def text(app: AppTest) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]+>", " ", bodies(app))))


def listed(app: AppTest) -> list[str]:
    """The codes of the projects in the list, in its order."""
    table = next(body.proto.body for body in app.get("html") if "<table" in body.proto.body)
    return re.findall(r"project=([^&\"]+)", table)


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_how_many_are_above_what_was_approved_and_draws_three_pictures(language: str) -> None:
    app = opened(PAGE, db="city", lang=language)
    said = html.unescape(finding(app))
    assert bool(CHINESE.search(said)) == (language == "zh-CN")
    assert re.search(r"\d[\d.,]* ?%", said)
    drawn = [json.loads(element.proto.spec) for element in app.get("plotly_chart")]
    assert len(drawn) == 3
    hexes = {colour for spec in drawn for colour in re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(spec["data"]))}
    assert all(colour.startswith("#0000") for colour in hexes)
    assert not re.search(r"\bnan\b|<NA>", text(app))


@pytest.mark.usefixtures("_city")
def test_the_list_by_amount_is_another_one_and_stands_in_the_address() -> None:
    by_percent = opened(PAGE, db="city", lang="en")
    by_amount = opened(PAGE, db="city", lang="en", order="money")
    assert listed(by_percent) != listed(by_amount)
    by_percent.segmented_control(key="choice-order").set_value("money").run()
    assert not by_percent.exception
    assert listed(by_percent) == listed(by_amount)
    assert "money" in by_percent.query_params["order"]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("language", LANGUAGES)
def test_one_project_shows_its_steps_and_what_its_tier_rests_on(language: str) -> None:
    code = listed(opened(PAGE, db="city", lang=language))[0]
    app = opened(PROJECT, db="city", lang=language, project=code)
    assert len(app.get("plotly_chart")) == 4
    assert {"en": "against the approved budget", "zh-CN": "较概算"}[language] in text(app)
    assert {"en": "frozen on", "zh-CN": "冻结"}[language] in text(app)


def test_sums_are_of_one_currency_and_the_reader_chooses_which() -> None:
    write(
        database.prepare(database.url()),
        project_record=RECORDS,
        budget_figure="""
            project | as_of      | kind            | amount | currency
            P1      | 2025-03-31 | approved_budget | 100000 | CNY
            P1      | 2025-03-31 | current         | 150000 | CNY
            P2      | 2025-03-31 | approved_budget | 100000 | USD
            P2      | 2025-03-31 | current         | 300000 | USD
        """,
    )
    app = opened(PAGE, db="portfolio", lang="en")
    assert listed(app) == ["P1"]
    assert "too few to speak of a share" in finding(app)
    assert "CNY 500" in text(app)
    app.segmented_control(key="choice-currency").set_value("USD").run()
    assert listed(app) == ["P2"]
    assert "USD 2,000" in text(app)
    assert "CNY" not in text(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_any_approved_budget_the_page_says_so_and_shows_what_is_known(language: str) -> None:
    write(
        database.prepare(database.url()),
        project_record=RECORDS,
        budget_figure="""
            project | as_of      | kind    | amount | currency
            P1      | 2025-03-31 | current | 100000 | CNY
            P1      | 2025-06-30 | current | 110000 | CNY
        """,
    )
    app = opened(PAGE, db="portfolio", lang=language)
    assert {"en": "+10.0 %", "zh-CN": "+10.0%"}[language] in finding(app)
    assert {"en": "For none of 2 projects", "zh-CN": "2个项目均没有"}[language] in finding(app)


def test_projects_without_any_figure_have_no_overrun_rather_than_none() -> None:
    write(database.prepare(database.url()), project_record=RECORDS)
    app = opened(PAGE, db="portfolio", lang="en")
    assert finding(app).startswith("For none of 2 projects")
    assert "0.0 %" not in text(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_database_says_what_would_be_here_and_offers_the_way_there(language: str) -> None:
    app = opened(PAGE, db="portfolio", lang=language)
    assert not app.get("plotly_chart")
    assert app.button
