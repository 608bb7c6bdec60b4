"""The page about lights in both languages: its finding, its choosers, its lists, and a project's own lights."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

import pytest
from sqlalchemy import insert
from streamlit.testing.v1 import AppTest

from analytics.language import Language
from data import database, schema
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, drawn, finding, opened

PAGE, PROJECT = PAGES["lights"].path, PAGES["project"].path
CHINESE = re.compile("[一-鿿]")
HOSTILE = "<b>ours</b> ![x](http://example.com/x.png)"  # pictures shorten what is long


def heads(app: AppTest) -> str:
    return "\n".join(re.findall("<h2[^>]*>(.*?)</h2>", bodies(app)))


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_page_says_which_are_red_and_draws_three_pictures_in_the_reader_s_language(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag)
    assert bool(CHINESE.search(finding(app))) == language.is_chinese
    assert "IT Dashboard" in finding(app)
    charts = app.get("plotly_chart")
    assert len(charts) == 3
    for chart in charts:  # only colours that the theme replaces
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)
    assert language("The rules") in heads(app)
    assert language("with no shortfall") in bodies(app)


@pytest.mark.usefixtures("_city")
def test_the_planted_district_stands_in_the_list_of_those_that_report_green() -> None:
    app = opened(PAGE, db="city", lang="en")
    listed = bodies(app).split("Reported on plan, red by the rule: ")[1]
    assert "Xiating" in listed.split("</table>")[0]


@pytest.mark.usefixtures("_city")
def test_the_rule_and_the_one_it_is_held_against_are_chosen_and_stand_in_the_address() -> None:
    app = opened(PAGE, db="city", lang="en", rule="sanya", against="reported")
    assert "By the rule “Sanya”" in finding(app)
    assert "Another colour by “As reported” than by “Sanya”" in heads(app)
    app.segmented_control(key="choice-rule").set_value("yinchuan_progress").run()
    assert not app.exception
    assert "yinchuan_progress" in app.query_params["rule"]
    assert "By the rule “Yinchuan, progress”" in finding(app)
    app.segmented_control(key="choice-against").set_value("tianjin_bonds").run()
    assert "tianjin_bonds" in app.query_params["against"]
    assert "Another colour by “Tianjin, bond spending” than by “Yinchuan, progress”" in heads(app)


@pytest.mark.usefixtures("_city")
def test_a_rule_is_not_held_against_itself() -> None:
    app = opened(PAGE, db="city", lang="en", rule="sanya", against="sanya")
    assert "Another colour by “US IT Dashboard” than by “Sanya”" in heads(app)
    assert "sanya" not in app.segmented_control(key="choice-against").options


@pytest.mark.usefixtures("_city")
def test_an_unknown_rule_in_the_address_gives_the_first_one() -> None:
    assert "US IT Dashboard" in finding(opened(PAGE, db="city", lang="en", rule="no such rule"))


@pytest.mark.usefixtures("_city")
def test_filters_that_leave_nothing_can_be_undone() -> None:
    app = opened(PAGE, db="city", lang="en", sector="no such sector")
    assert not app.get("plotly_chart")
    assert any("no such sector" in button.label for button in app.button)


@pytest.mark.parametrize("tag", ["en", "zh-CN"])
def test_an_empty_database_says_what_would_be_here(tag: str) -> None:
    app = opened(PAGE, db="portfolio", lang=tag)
    assert not app.get("plotly_chart")
    assert len(app.button) >= 1


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_one_s_own_rule_is_offered_by_its_name_whatever_that_holds_and_explains_a_project(code: str) -> None:
    language = Language(code)
    engine = database.prepare(database.url())
    write(
        engine,
        project_record="""
            project | as_of      | status | name_en
            P1      | 2025-06-30 | active | Bridge
        """,
        annual_plan="""
            project | as_of      | year | amount    | currency
            P1      | 2025-03-31 | 2025 | 500000000 | CNY
        """,
        progress_report="""
            project | as_of      | completed_year | currency
            P1      | 2025-06-30 | 150000000      | CNY
        """,
    )
    with database.writing(engine) as connection:
        connection.execute(
            insert(schema.light_rule).values(
                id=1, name=HOSTILE, measure="plan_points", watch_from="5", watch_included=1, late_from="20",
                late_included=1, effective_from=date(2025, 1, 1), source=HOSTILE, created_at=datetime(2025, 1, 1),
            )
        )  # fmt: skip
    app = opened(PAGE, db="portfolio", lang=language.tag, rule=f"own:{HOSTILE}")
    assert "&lt;b&gt;ours" in finding(app)
    assert "<b>ours" not in bodies(app)
    assert "&lt;b&gt;ours" in drawn(app)
    assert "<b>ours" not in drawn(app)
    app = opened(PROJECT, db="portfolio", lang=language.tag, project="P1")
    told = bodies(app).split(language("Lights by rule"))[1].split("</table>")[0]
    expected = {
        "en": "Plan 50 %, done 30 %: 20 points below. Yinchuan, progress: yellow from 10 to 30 points.",
        "zh_CN": "应完成50%，已完成30%：落后20个百分点。银川·进度：不少于10、不超过30个百分点为黄灯。",
    }
    assert expected[code] in told
    assert told.count("<tr>") == 1 + 7
    assert f"■ {language('Late')}" in told  # by one's own rule: red from 20 points
