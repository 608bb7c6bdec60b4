"""Imports, quality and dictionary as a reader meets them: empty, full, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from analytics.scope import Scope
from data import database, editions, tables
from data.importers import mapping as mappings
from data.importers.batch import Flag, Problem
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import opened

LEDGER = """截至2025年6月30日,,,,
项目代码,项目名称,责任单位,总投资（亿元）,计划竣工时间
Z1,滨江路,交通局,1.25,2025-12-31
Z2,第三中学,教育局,-0.8,2108-06-30
Z3,东湖泵站,水务局,许多,2026-06-30
"""


@pytest.fixture
def engine() -> Engine:
    """The embedded database of real projects in the test's own store: the one that the pages open."""
    database.prepare(database.url())
    return database.engine(database.url())


def visit(page: str, lang: str = "en", db: str = database.PORTFOLIO) -> AppTest:
    return opened(PAGES[page].path, lang=lang, db=db)


def fine(at: AppTest) -> AppTest:
    assert [each.value for each in at.exception] == []
    return at


def told(at: AppTest) -> str:
    """Everything that the page says in HTML, captions and boxes."""
    html = [element.proto.body for element in at.get("html")]
    return "\n".join([*html, *(each.value for each in at.error), *(each.value for each in at.success)])


def fill(engine: Engine) -> None:
    write(
        engine,
        project_record="""
            project | as_of      | name_en      | name_zh | status    | district
            P1      | 2025-06-30 | ![x](http:a) | 桥      | completed | East
            P2      | 2025-06-30 | School       | 学校    | active    | West
            P3      | 2024-06-30 | Clinic       | 诊所    | active    | West
        """,
        milestone_snapshot="""
            project | as_of      | milestone  | forecast   | ref
            P2      | 2025-03-31 | completion | 2026-05-01 | a
            P2      | 2025-06-30 | completion | 2108-06-30 | b
        """,
        flags=[Flag("milestone_snapshot", "b", "forecast", "far_date", "06/30/2108")],
        problems=[Problem("r.csv", "Not a date.", 3, "Opened", "soon", "a day")],
    )


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("page", ["imports", "quality", "dictionary"])
def test_every_records_page_opens_on_an_empty_database(engine: Engine, page: str, lang: str) -> None:
    at = visit(page, lang)
    assert "<h1" in told(at)
    if page != "quality":
        assert 'class="finding"' in told(at)


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("page", ["imports", "quality", "dictionary"])
def test_every_records_page_opens_with_a_finding_on_a_full_database(engine: Engine, page: str, lang: str) -> None:
    fill(engine)
    assert 'class="finding"' in told(visit(page, lang))


def test_the_quality_page_names_what_waits_what_contradicts_and_who_is_silent(engine: Engine) -> None:
    fill(engine)
    said = told(visit("quality"))
    assert "1 suspicious value waits for a decision" in said
    assert "Reported completed, but no actual completion date" in said
    assert "Of 2 unfinished projects, 1 (50 %) have not reported" in said
    assert "Latest known value without it: 2026-05-01; with it: 2108-06-30" in said
    assert "![x](http:a)" in said, "a name shows as the text that it is"


def test_an_accepted_value_counts_at_once_and_can_be_rejected_again(engine: Engine) -> None:
    fill(engine)
    at = visit("quality")
    fine(at.button(key="accept-1").click().run())
    assert forecast(engine) == "2108-06-30"
    fine(at.button_group(key="flags-state").set_value("accepted").run())
    assert at.button(key="accept-1").disabled
    fine(at.button(key="reject-1").click().run())
    assert forecast(engine) == "2026-05-01"


def forecast(engine: Engine) -> str:
    with database.reading(engine) as connection:
        found = tables.make(connection, "projects", Scope()).set_index("code")
    return found.loc["P2", "completion_forecast"].date().isoformat()


def upload(at: AppTest, name: str = "台账.csv", text: str = LEDGER) -> AppTest:
    at.file_uploader[0].set_value([(name, text.encode(), "text/csv")])
    return fine(at.run())


def test_a_file_is_detected_mapped_checked_confirmed_and_taken_back(engine: Engine) -> None:
    at = upload(visit("imports"))
    assert "headers in row 2" in told(at)
    assert at.selectbox[0].value == "chinese-ledger"
    assert "The reporting date stands above the header: 30 Jun 2025." in told(at)

    fine(at.button(key="check").click().run())
    said = told(at)
    assert "3 of 3 rows can be used, for 3 projects, 3 of them new." in said
    assert "2 suspicious values are kept" in said
    assert "许多" in said, "the doubtful cell is named"
    with database.reading(engine) as connection:
        assert editions.current(connection) == 0, "a check writes nothing"

    fine(at.button(key="confirm").click().run())
    assert "Edition 1 is in: 3 projects, 3 of them new, from 3 of 3 rows." in told(at)
    with database.reading(engine) as connection:
        assert tables.make(connection, "projects", Scope())["code"].tolist() == ["Z1", "Z2", "Z3"]

    fine(at.button(key="take-back").click().run())
    fine(at.button(key="take-back-confirmed").click().run())
    assert "Edition 1 is taken back" in told(at)
    with database.reading(engine) as connection:
        assert tables.make(connection, "projects", Scope()).empty


def test_the_same_file_again_changes_nothing_and_says_so(engine: Engine) -> None:
    at = upload(visit("imports"))
    fine(at.button(key="check").click().run())
    fine(at.button(key="confirm").click().run())
    upload(at)
    fine(at.button(key="check").click().run())
    assert "These files are edition 1 already" in told(at)
    assert "confirm" not in [button.key for button in at.button]


def test_a_corrected_mapping_is_saved_under_a_name_and_offered_again(engine: Engine) -> None:
    at = upload(visit("imports"))
    currency = next(box for box in at.selectbox if box.label == "Currency of the amounts")
    fine(currency.set_value("EUR").run())
    name = next(box for box in at.text_input if box.label == "Name of the mapping")
    fine(name.set_value("our-ledger").run())
    save = next(button for button in at.button if button.label == "Save mapping")
    fine(save.click().run())
    assert mappings.load("our-ledger").currency == "EUR"
    assert at.selectbox[0].value == "our-ledger"
    fine(at.button(key="check").click().run())
    fine(at.button(key="confirm").click().run())
    with database.reading(engine) as connection:
        assert tables.make(connection, "editions", Scope())["mapping"].tolist() == ["our-ledger"]


def test_where_no_ready_mapping_fits_one_is_proposed_with_its_doubts(engine: Engine) -> None:
    text = "Project ID,Project Name,Status,Approved Budget\nP1,Bridge,Running,12\nP2,School,active,\n"
    at = upload(visit("imports"), "own.csv", text)
    assert at.selectbox[0].value == ""
    assert "name the reporting date" in told(at)
    fine(at.button(key="check").click().run())
    assert "The reporting date of “own.csv” is not known" in told(at).replace("\\", "")
    fine(at.date_input(key="import-as-of").set_value(date(2025, 6, 30)).run())
    fine(at.button(key="check").click().run())
    said = told(at)
    assert "2 of 2 rows can be used" in said
    assert "Running" in said, "a word without a code is a problem, and the other values of its row are used"
    fine(at.button(key="confirm").click().run())
    with database.reading(engine) as connection:
        found = tables.make(connection, "projects", Scope())
    assert found["status"].tolist() == ["unknown", "active"]


def test_a_file_that_is_not_what_it_says_is_refused_in_words(engine: Engine) -> None:
    at = upload(visit("imports"), "scan.csv", "%PDF-1.7 ...")
    assert "PDF" in told(at)
    assert "check" not in [button.key for button in at.button]


def test_the_problems_of_an_edition_stay_on_the_page(engine: Engine) -> None:
    fill(engine)
    said = told(visit("imports"))
    assert "Not a date." in said
    assert "soon" in said


@pytest.mark.usefixtures("_city")
def test_files_never_come_into_the_invented_city() -> None:
    at = visit("imports", db=database.CITY)
    assert not at.get("file_uploader")
    fine(next(button for button in at.button if button.label == "Open the real projects").click().run())
    assert at.get("file_uploader")


def test_the_dictionary_finds_a_word_by_its_meaning(engine: Engine) -> None:
    at = visit("dictionary")
    fine(at.text_input(key="dictionary-search").set_value("100 million").run())
    assert "tier.a_above" in told(at)
    assert "fiscal.first_month" not in told(at)
