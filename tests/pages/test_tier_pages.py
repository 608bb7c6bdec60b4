"""Tiers and the central catalogue as a reader meets them, and a tier set by hand from the form to the log."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from analytics.scope import Scope
from data import database
from pages.components.contents import PAGES
from tests.editions import table, write
from tests.pages.apps import bodies, finding, opened

LANGUAGES = ("en", "zh-CN")
KEYS = ("tiers", "catalogue")
CHINESE = re.compile(r"[一-鿿]")


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_a_page_says_its_finding_and_draws_its_pictures_in_the_reader_s_language(key: str, language: str) -> None:
    app = opened(PAGES[key].path, db="city", lang=language)
    assert bool(CHINESE.search(finding(app))) == (language == "zh-CN")
    assert len(app.get("plotly_chart")) == {"tiers": 5, "catalogue": 3}[key]
    assert "LJ0000002" in bodies(app) or key == "tiers"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_an_empty_database_says_what_would_be_here_and_offers_the_way_there(key: str, language: str) -> None:
    app = opened(PAGES[key].path, db="portfolio", lang=language)
    assert not app.get("plotly_chart")
    assert app.button


@pytest.mark.usefixtures("_city")
def test_amounts_at_a_threshold_are_shown_to_the_fen_and_lead_to_the_project() -> None:
    page = bodies(opened(PAGES["catalogue"].path, db="city", lang="en"))
    for text in ("4,999,999.99", "5,000,000.00", "5,000,000.01", "100,000,000.00", "100,000,000.01", "−0.01"):
        assert text in page
    assert re.search(r'<a href="project\?[^"]*project=LJ0000002"', page)


@pytest.mark.usefixtures("_city")
def test_delegated_projects_are_counted_as_centralised_where_it_is_ticked() -> None:
    app = opened(PAGES["catalogue"].path, db="city", lang="en")
    before = tile(app, "Centralised")
    app.checkbox(key="delegated").check().run()
    assert not app.exception
    assert tile(app, "Centralised, with the delegated") > before > 0


def tile(app: AppTest, label: str) -> int:
    found = re.search(rf'tile-label">{label}</div><div class="tile-value">\D*([\d,]+)', bodies(app))
    assert found, label
    return int(found.group(1).replace(",", ""))


@pytest.mark.usefixtures("_city")
def test_a_class_narrows_the_list_and_stands_in_the_address() -> None:
    app = opened(PAGES["tiers"].path, db="city", lang="en")
    app.segmented_control(key="choice-nature").set_value("commercial").run()
    app.segmented_control(key="choice-class").set_value("A").run()
    assert not app.exception
    assert app.query_params["nature"] == "commercial"
    listed = bodies(app).split("Projects of the class, largest first")[1]
    rows = re.findall(r'data-label="Nature">(.*?)</td>', listed.rsplit("<table", 1)[1])
    assert rows
    assert set(rows) == {"Commercial"}


# --- a tier set by hand ---------------------------------------------------------------------------


@pytest.fixture
def engine() -> Engine:
    """The embedded database of real projects in the test's own store: the one that the pages open."""
    made = database.prepare(database.url())
    write(
        made,
        project_record="""
            project | as_of      | name_en | status
            P1      | 2025-06-30 | Bridge  | active
            P2      | 2025-06-30 | <b>X</b> | active
        """,
        budget_figure="""
            project | as_of      | kind            | amount     | currency
            P1      | 2025-06-30 | approved_budget | 2000000000 | CNY
        """,
    )
    return made


def fine(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def told(app: AppTest) -> str:
    said = [*(each.value for each in app.error), *(each.value for each in app.success)]
    return html.unescape(bodies(app)) + "\n".join(said)


def in_force(engine: Engine) -> dict[str, str]:
    return table(engine, "class_projects", Scope()).set_index("code")["tier"].to_dict()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tier_is_set_with_a_reason_after_it_was_said_what_would_change_and_withdrawn(
    engine: Engine, language: str
) -> None:
    app = opened(PAGES["tiers"].path, db="portfolio", lang=language)
    fine(app.selectbox(key="override-code").set_value("P1").run())
    fine(app.segmented_control(key="override-tier").set_value("A").run())
    assert {"en": "Tier B would become Tier A", "zh-CN": "将由B 级变为A 级"}[language] in told(app)
    fine(app.button(key="override-save").click().run())
    assert {"en": "Give the reason", "zh-CN": "请填写人工定级的理由"}[language] in told(app)
    assert {"en": "Say who sets", "zh-CN": "请填写定级人"}[language] in told(app), "all mistakes at once"
    assert in_force(engine)["P1"] == "B"

    app.text_area(key="override-reason").set_value("Crosses the <b>river</b>")
    app.text_input(key="override-by").set_value("Li")
    fine(app.date_input(key="override-from").set_value(date(2025, 6, 30)).run())
    fine(app.button(key="override-save").click().run())
    assert in_force(engine) == {"P1": "A", "P2": "unknown"}
    assert "Crosses the <b>river</b>" in told(app)
    assert "<b>river</b>" not in bodies(app), "what a person wrote is shown as text"

    app.text_area(key="withdraw-reason").set_value("Mistaken")
    app.text_input(key="withdraw-by").set_value("Wang")
    fine(app.run())
    fine(app.button(key="withdraw-save").click().run())
    assert in_force(engine)["P1"] == "B"
    assert "Mistaken" in told(app)


def test_the_form_finds_a_project_by_its_name(engine: Engine) -> None:
    app = opened(PAGES["tiers"].path, db="portfolio", lang="en")
    fine(app.text_input(key="override-search").set_value("bridge").run())
    assert [option.split(" · ")[0] for option in app.selectbox(key="override-code").options] == ["P1"]


@pytest.mark.parametrize("figures", ["", "P1 | 2025-06-30 | approved_budget | 100 | USD"])
@pytest.mark.parametrize("key", KEYS)
def test_without_any_figure_or_without_a_rate_every_tier_is_unknown_and_the_page_says_why(
    key: str, figures: str
) -> None:
    budgets = f"project | as_of | kind | amount | currency\n{figures}" if figures else ""
    write(
        database.prepare(database.url()),
        project_record="project | as_of | name_en | status\nP1 | 2025-06-30 | Bridge | active",
        **({"budget_figure": budgets} if budgets else {}),  # type: ignore[arg-type]
    )
    app = opened(PAGES[key].path, db="portfolio", lang="en")
    said = html.unescape(finding(app))
    if key == "tiers":
        why = "no threshold or rate is set for this currency" if figures else "no budget figure is known"
        assert f"100.0 % have no tier: 1 because {why}." in said
    else:
        assert said.startswith("No annual plan for fiscal year 2025 is known")
    assert "nan" not in bodies(app).lower().split()
