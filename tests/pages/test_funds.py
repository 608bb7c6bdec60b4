"""The page of funds as a reader uses it: full, empty, in one currency, on to the ledger."""

from __future__ import annotations

import json
import re

import pytest

from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, finding, opened

PAGE = PAGES["funds"].path
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_the_page_tells_in_the_reader_s_language_where_money_comes_from_and_what_is_idle(lang: str) -> None:
    app = opened(PAGE, db="city", lang=lang)
    assert bool(CHINESE.search(finding(app))) == (lang == "zh-CN")
    specs = [json.loads(element.proto.spec) for element in app.get("plotly_chart")]
    assert [spec["data"][0]["type"] for spec in specs] == ["sankey", "scatter", "bar", "bar", "bar", "bar"]
    assert len(specs[0]["data"][0]["node"]["x"]) <= 25
    assert "nan" not in re.sub("<[^>]+>", " ", bodies(app)).lower().split()


@pytest.mark.usefixtures("_city")
def test_another_grouping_stands_in_the_address() -> None:
    app = opened(PAGE, db="city", lang="en")
    app.segmented_control(key="choice-mix").set_value("sector").run()
    app.segmented_control(key="choice-by").set_value("tier").run()
    assert not app.exception
    assert (app.query_params["mix"], app.query_params["by"]) == ("sector", "tier")


def test_an_empty_database_says_what_would_be_here() -> None:
    app = opened(PAGE, db="portfolio", lang="en")
    assert not app.get("plotly_chart")
    assert len(app.button) >= 1


def test_projects_without_any_funds_are_said_to_have_none() -> None:
    write(
        database.prepare(database.url()),
        project_record="""
            project | as_of      | name_en | status
            P1      | 2025-06-30 | Bridge  | active
        """,
    )
    app = opened(PAGE, db="portfolio", lang="en")
    assert finding(app) == "Neither an allocation nor a payment is known for these projects."


def test_payments_alone_are_shown_in_the_chosen_currency_and_the_ledger_keeps_it() -> None:
    write(
        database.prepare(database.url()),
        project_record="""
            project | as_of      | name_en | status
            P1      | 2025-06-30 | <b>X</b> | active
            P2      | 2025-06-30 | Pipe    | active
        """,
        payment="""
            project | as_of      | paid_on    | amount | currency | source | payer | payee
            P1      | 2025-06-30 | 2025-01-10 | 1000   | CNY      | bond   |       |
            P2      | 2025-06-30 | 2025-01-10 | 500    | USD      | bond   |       |
        """,
    )
    app = opened(PAGE, db="portfolio", lang="en", currency="USD")
    assert finding(app).startswith("By 30 Jun 2025, USD 5 was paid; no allocation is known.")
    assert "<b>X" not in bodies(app)
    app.button(key="open-ledger").click().run()
    assert not app.exception
    assert PAGES["ledger"].question in bodies(app)
    assert app.query_params["currency"] == "USD"
