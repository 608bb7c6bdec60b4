"""The ledger's page: a drill path in the address, a check of every sum, and what is left out."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from analytics.language import Language
from analytics.scope import Scope
from data import database, tables
from data.importers.batch import Flag
from data.queries import ledger
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, finding, opened

LEDGER = PAGES["ledger"].path
LANGUAGES = ("en", "zh-CN")
EQUAL = {"en": "difference CNY 0.00", "zh-CN": "相差0.00 元"}


def links(app: AppTest) -> list[dict[str, list[str]]]:
    """Where the rows lead."""
    found = re.findall(r'<a href="(ledger\?[^"]*)"', bodies(app))
    return [parse_qs(urlsplit(html.unescape(link)).query, keep_blank_values=True) for link in found]


def amounts(app: AppTest) -> list[float]:
    """The column of amounts, row by row."""
    cells = re.findall(r'<td class="right money"[^>]*>([^<]*)', bodies(app))
    return [float(cell.replace(",", "").replace("−", "-")) for cell in cells]


def steps(app: AppTest) -> list[str]:
    return [button.key or "" for button in app.button if str(button.key).startswith("trail-")]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_payments_stand_by_source_and_the_rows_add_up(language: str) -> None:
    app = opened(LEDGER, db="city", lang=language)
    words = Language("zh_CN" if language == "zh-CN" else "en")
    assert words("Source of funds") in bodies(app)
    assert EQUAL[language] in bodies(app)
    assert 'role="alert"' not in bodies(app)
    assert bool(re.search("[一-鿿]", finding(app))) == (language == "zh-CN")
    assert steps(app) == []


@pytest.mark.usefixtures("_city")
def test_every_link_leads_one_step_further_until_the_payments() -> None:
    query: dict[str, str | list[str]] = {"db": "city", "lang": "en"}
    seen = []
    for _ in range(6):
        app = opened(LEDGER, **query)
        assert "difference CNY 0.00" in bodies(app)
        if not links(app):
            break
        query = {key: values if len(values) > 1 else values[0] for key, values in links(app)[0].items()}
        seen.append(set(query) - {"db", "lang", "currency"})
    ways = [{"fund_source"}, {"payer"}, {"project"}, {"contract"}]
    assert seen == [set().union(*ways[: end + 1]) for end in range(4)]
    assert steps(app) == ["trail-all", "trail-source", "trail-payer", "trail-project", "trail-contract"]
    assert "Paid on" in bodies(app)


@pytest.mark.usefixtures("_city")
def test_from_a_payee_the_way_goes_to_its_projects() -> None:
    app = opened(LEDGER, db="city", lang="en", by="payee")
    app = opened(LEDGER, db="city", lang="en", payee=links(app)[0]["payee"][0])
    assert set(links(app)[0]) & {"payee", "project"} == {"payee", "project"}


@pytest.mark.usefixtures("_city")
def test_a_long_level_is_paged_and_each_page_adds_up_with_a_row_for_all_others() -> None:
    app = opened(LEDGER, db="city", lang="en", by="project")
    first = amounts(app)
    assert len(first) == 26
    assert re.search(r"\d+ others", bodies(app))
    again = opened(LEDGER, db="city", lang="en", by="project", page="2")
    assert len(links(again)) in range(1, 26)
    assert amounts(again)[0] < first[0]
    assert sum(amounts(again)) == pytest.approx(sum(first))
    beyond = opened(LEDGER, db="city", lang="en", by="project", page="999999")
    assert sum(amounts(beyond)) == pytest.approx(sum(first))


@pytest.mark.usefixtures("_city")
def test_a_step_is_removed_from_the_address_alone_and_all_of_them_together() -> None:
    with database.reading(database.prepare(database.url("city"))) as connection:
        source = tables.make(connection, "ledger_by_source", Scope())["group"].iloc[0]
        payer = ledger.rows(connection, Scope(), "CNY", (("source", source),), "payer")["group"].iloc[0]
    app = opened(LEDGER, db="city", lang="en", fund_source=source, payer=payer, by="payee", page="2")
    app.button(key="trail-source").click().run()
    assert not app.exception
    assert "fund_source" not in app.query_params
    assert "by" not in app.query_params
    assert app.query_params["payer"] in (payer, [payer])
    app.button(key="trail-all").click().run()
    assert "payer" not in app.query_params
    assert steps(app) == []


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize(
    "query", [{"payer": "me"}, {"payer": "9" * 30}, {"project": "no such project"}, {"by": "x"}, {"page": "-1"},
              {"contract": "no such contract"}, {"currency": "XYZ"}, {"payee": "0", "fund_source": ""}]
)  # fmt: skip
def test_nonsense_in_the_address_is_no_error(query: dict[str, str]) -> None:
    app = opened(LEDGER, db="city", lang="en", **query)
    assert "difference CNY 0.00" in bodies(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_database_says_what_would_be_here(language: str) -> None:
    app = opened(LEDGER, db="portfolio", lang=language)
    words = Language("zh_CN" if language == "zh-CN" else "en")
    assert words("Import projects") in [button.label for button in app.button]


def test_a_payment_in_doubt_is_said_to_be_left_out() -> None:
    records = "project | as_of | name_en | status\nP1 | 2025-06-30 | Bridge | active"
    paid = "project | as_of | paid_on | amount | currency | ref\nP1 | 2025-06-30 | 2025-05-10 | {} | CNY | {}"
    engine = database.prepare(database.url())
    write(engine, project_record=records, payment=paid.format(-500, "a"),
          flags=[Flag("payment", "a", "amount", "negative_amount", "-5.00")])  # fmt: skip
    assert finding(opened(LEDGER, db="portfolio", lang="en")).startswith("No payment is known")
    write(engine, payment=paid.format(900, "b").replace("05-10", "05-11"), name="second.csv")
    app = opened(LEDGER, db="portfolio", lang="en")
    assert "Left out: 1 payment of CNY −5.00" in bodies(app)
    assert amounts(app) == [9.0]
    assert "difference CNY 0.00" in bodies(app)


@pytest.mark.usefixtures("own_city")
def test_a_sum_that_does_not_add_up_is_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ledger.total
    monkeypatch.setattr(ledger, "total", lambda *asked: real(*asked) + 1)
    app = opened(LEDGER, db="city", lang="en")
    assert 'class="note alarm" role="alert"' in bodies(app)
    assert "a difference of CNY 0.01 that nothing explains" in bodies(app)


def test_a_hostile_name_is_text_in_rows_and_steps() -> None:
    name = "<b>![x](http://a.test/x)</b>"
    write(
        database.prepare(database.url()),
        organisations=f"key | name_en | kind | level\nA | {name} | department | city",
        project_record=f"project | as_of | name_en | status\nP1 | 2025-06-30 | {name} | active",
        payment=f"""
            project | as_of      | paid_on    | amount | currency | source | payer | payee | contract
            P1      | 2025-06-30 | 2025-05-10 | 100    | CNY      | {name} | A     | A     | {name}
        """,
    )
    for query in ({}, {"fund_source": name}, {"payer": "1"}, {"project": "P1"}, {"project": "P1", "contract": name}):
        app = opened(LEDGER, db="portfolio", lang="en", **query)
        assert "<b>" not in bodies(app)
        assert all(r"\!\[x\]" in button.label for button in app.button if button.key in ("trail-source", "trail-payer"))
