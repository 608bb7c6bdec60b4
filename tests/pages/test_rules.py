"""The page of policy numbers as a reader uses it: see what would move, save, withdraw."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from analytics.scope import Scope
from data import database, editions, schema, tables
from data.sample import city
from pages.components.contents import PAGES
from tests.pages.apps import bodies, finding, opened

PAGE = PAGES["rules"].path


@pytest.fixture(scope="module")
def small_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("small") / "city.db"
    engine = database.prepare(f"sqlite:///{file}")
    editions.write(engine, city(60, 5, 6), kind="sample")
    engine.dispose()
    return file


@pytest.fixture
def engine(small_city: Path) -> Engine:
    """The embedded city in the test's own store, small."""
    shutil.copy(small_city, database.store())
    return database.engine(database.url(database.CITY))


def fine(at: AppTest) -> AppTest:
    assert [each.value for each in at.exception] == []
    return at


def tiers(engine: Engine) -> dict[str, int]:
    with database.reading(engine) as connection:
        return tables.make(connection, "projects", Scope())["tier"].value_counts().to_dict()


def fill(at: AppTest, key: str, value: str, day: date | None = date(1900, 1, 1), source: str = "our rules") -> AppTest:
    fine(at.selectbox(key="rule-key").set_value(key).run())
    at.text_input(key="rule-value").set_value(value)
    at.date_input(key="rule-from").set_value(day)
    at.text_input(key="rule-source").set_value(source)
    return fine(at.run())


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_the_page_opens_on_an_empty_database_with_the_shipped_numbers(lang: str) -> None:
    app = opened(PAGE, db="portfolio", lang=lang)
    assert "tier.a_above" in bodies(app)
    assert finding(app)


def test_a_number_is_changed_after_its_moves_were_seen_and_withdrawn_again(engine: Engine) -> None:
    app = opened(PAGE, db="city", lang="en")
    before = tiers(engine)
    assert finding(app).endswith("All are as shipped.")

    fill(app, "tier.a_above", "60,000,000")
    assert "rule-save" not in [button.key for button in app.button], "nothing can be saved unseen"
    fine(app.button(key="rule-ask").click().run())
    said = bodies(app)
    assert "would move, as of" in said
    assert "The projects that would move" in said
    assert tiers(engine) == before, "asking writes nothing"

    fine(app.text_input(key="rule-by").set_value("Wang").run())
    assert "ask again" in bodies(app)
    fine(app.button(key="rule-ask").click().run())
    fine(app.button(key="rule-save").click().run())
    assert "Saved: tier.a_above = 60,000,000 CNY, from 1 Jan 1900 on." in app.success[0].value.replace("\\", "")
    assert "1 value in force is your own. Held against the shipped ones they move" in finding(app)
    after = tiers(engine)
    assert after["A"] > before["A"]

    fine(app.button(key="rule-withdraw-1").click().run())
    assert "would move, as of" in bodies(app)
    fine(app.text_input(key="rule-withdrawn-by").set_value("Li").run())
    fine(app.button(key="rule-withdraw-save").click().run())
    assert tiers(engine) == before
    assert finding(app).endswith("All are as shipped.")
    with database.reading(engine) as connection:
        kept = connection.execute(select(schema.rule)).one()
    assert (kept.entered_by, kept.withdrawn_by, kept.value) == ("Wang", "Li", "60000000")
    assert kept.withdrawn_at is not None


@pytest.mark.parametrize(("lang", "said"), [("en", "The source is missing"), ("zh-CN", "缺少来源")])
def test_everything_that_is_wrong_is_said_at_once(engine: Engine, lang: str, said: str) -> None:
    app = fill(opened(PAGE, db="city", lang=lang), "rate.CNY", "seven", None, " ")
    fine(app.button(key="rule-ask").click().run())
    told = [each.value for each in app.error]
    assert len(told) == 4, "currency, value, day, source"
    assert any(said in each for each in told)
    assert "rule-save" not in [button.key for button in app.button]


def test_another_first_month_shows_the_year_before_and_after(engine: Engine) -> None:
    app = fill(opened(PAGE, db="city", lang="zh-CN"), "fiscal.first_month", "4")
    fine(app.button(key="rule-ask").click().run())
    assert "当前财政年度" in bodies(app)


def test_a_threshold_in_another_currency_and_a_rate_are_saved_with_their_unit(engine: Engine) -> None:
    app = fill(opened(PAGE, db="city", lang="en"), "catalogue.annual_above", "700000")
    fine(app.selectbox(key="rule-currency").set_value("USD").run())
    assert "In force now: none in USD" in bodies(app)
    fine(app.button(key="rule-ask").click().run())
    fine(app.button(key="rule-save").click().run())
    app = fill(app, "rate.CNY", "7.18")
    fine(app.selectbox(key="rule-rate-of").set_value("USD").run())
    fine(app.button(key="rule-ask").click().run())
    fine(app.button(key="rule-save").click().run())
    with database.reading(engine) as connection:
        own = connection.execute(select(*schema.rule.c["key", "currency", "value", "unit"])).all()
    assert own == [("catalogue.annual_above", "USD", "700000", "USD"), ("rate.CNY", "USD", "7.18", "CNY/USD")]


def test_a_rule_for_lights_is_saved_after_its_lights_were_seen_and_withdrawn_again(engine: Engine) -> None:
    app = opened(PAGE, db="city", lang="en")
    fine(app.button(key="light-ask").click().run())
    assert len(app.error) == 4, "name, both cuts, source"
    for key, value in (("name", "Ours"), ("watch", "10"), ("late", "40"), ("source", "circular 7")):
        app.text_input(key=f"light-{key}").set_value(value)
    app.checkbox(key="light-late-included").set_value(False)
    fine(app.run())
    fine(app.button(key="light-ask").click().run())
    assert "The lights that it would give" in bodies(app)
    fine(app.button(key="light-save").click().run())
    assert "the rule “Ours”, from 30 Jun 2025 on" in app.success[0].value
    assert "yellow from 10 to 40 days" in bodies(app)
    with database.reading(engine) as connection:
        assert "own:Ours" in set(tables.make(connection, "light_counts", Scope())["light_rule"])

    fine(app.button(key="light-withdraw-1").click().run())
    fine(app.button(key="light-withdraw-save").click().run())
    assert "The rule “Ours” is withdrawn" in app.success[0].value
    with database.reading(engine) as connection:
        assert "own:Ours" not in set(tables.make(connection, "light_counts", Scope())["light_rule"])
