"""The register of organisations as a reader uses it: see what would change, decide, see figures follow, withdraw."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from data import database
from pages.components.contents import PAGES
from tests.editions import table, write
from tests.pages.apps import bodies, column, finding, opened

PAGE = PAGES["register"].path
LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh-CN"])
EDITION: dict[str, Any] = {
    "organisations": """
        key | name_en                          | name_zh | kind    | level
        B   | HHC                              |         | company | city
        A   | Health and Hospitals Corporation | 医院集团 | company | city
        C   | Builder                          | 建筑    | company | city
        D   | Painter                          | 油漆    | company | city
    """,
    "project_record": """
        project | as_of      | name_en | name_zh
        P1      | 2025-03-31 | Ward    | 病房
        P2      | 2025-03-31 | Clinic  | 诊所
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-03-31 | A            | responsible
        P1      | 2025-03-31 | C            | contractor
        P2      | 2025-03-31 | B            | responsible
        P2      | 2025-03-31 | C            | contractor
        P2      | 2025-03-31 | D            | partner
    """,
}
PAIR = "1-2"


@pytest.fixture
def engine() -> Engine:
    """The real portfolio in the test's own store."""
    made = database.prepare(database.url(database.PORTFOLIO))
    write(made, **EDITION)
    return made


def fine(at: AppTest) -> AppTest:
    assert [each.value for each in at.exception] == []
    return at


def keys(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


def pairs(engine: Engine) -> int:
    return int(table(engine, "collaboration_summary")["collaborating_pairs"].iloc[0])


@LANGUAGES
def test_an_empty_database_says_what_the_page_would_show(lang: str) -> None:
    app = opened(PAGE, db="portfolio", lang=lang)
    assert not app.exception
    assert not app.toggle


@LANGUAGES
@pytest.mark.usefixtures("engine")
def test_suggestions_stand_with_their_evidence_above_all_names(lang: str) -> None:
    app = opened(PAGE, db="portfolio", lang=lang)
    assert "HHC" in finding(app)
    said = bodies(app)
    assert "HHC → " in said
    assert "70 %" in said or "70%" in said
    assert len(column(app, "其他名称" if lang == "zh-CN" else "Other names")) in (0, 4)  # 0 until it is translated


def test_a_pair_is_decided_after_its_effect_was_seen_and_withdrawn_again(engine: Engine) -> None:
    app = opened(PAGE, db="portfolio", lang="en")
    assert finding(app).endswith("Nothing is merged: every name counts as a body of its own.")
    fine(app.toggle(key=f"decide-{PAIR}").set_value(True).run())
    assert f"save-{PAIR}" not in keys(app), "nothing can be saved unseen"
    fine(app.button(key=f"ask-{PAIR}").click().run())
    assert "1 project would name another body." in bodies(app)
    assert "Pairs that work together: 4 become 3" in bodies(app)
    assert pairs(engine) == 4, "asking writes nothing"

    fine(app.button(key=f"save-{PAIR}").click().run())
    assert [each.value for each in app.error] == ["Give the reason for the decision\\.", "Say who decides\\."]
    app.text_input(key=f"reason-{PAIR}").set_value("its initials")
    app.text_input(key=f"by-{PAIR}").set_value("Li")
    fine(app.run())
    fine(app.button(key=f"save-{PAIR}").click().run())
    assert app.success[0].value.startswith("Saved")
    assert pairs(engine) == 3
    assert "Pairs that work together: 4 become 3" in finding(app)
    assert "“HHC” counts as “Health and Hospitals Corporation”" in bodies(app)

    fine(app.button(key="name-withdraw-1").click().run())
    assert "Pairs that work together: 3 become 4" in bodies(app)
    app.text_input(key="name-withdrawn-reason").set_value("two after all")
    app.text_input(key="name-withdrawn-by").set_value("Wang")
    fine(app.run())
    fine(app.button(key="name-withdraw-save").click().run())
    assert pairs(engine) == 4
    assert "HHC" in finding(app)
    log = table(engine, "organisation_merges").iloc[0]
    assert (log["decided_by"], log["withdrawn_by"], log["withdrawn_reason"]) == ("Li", "Wang", "two after all")


def test_a_pair_that_is_rejected_is_suggested_no_more_until_that_is_withdrawn(engine: Engine) -> None:
    app = opened(PAGE, db="portfolio", lang="en")
    fine(app.toggle(key=f"decide-{PAIR}").set_value(True).run())
    fine(app.segmented_control(key=f"decision-{PAIR}").set_value("different").run())
    app.text_input(key=f"reason-{PAIR}").set_value("asked them")
    app.text_input(key=f"by-{PAIR}").set_value("Li")
    fine(app.run())
    fine(app.button(key=f"ask-{PAIR}").click().run())
    assert "No figure of the network in scope changes." in bodies(app)
    fine(app.button(key=f"save-{PAIR}").click().run())
    assert "No two names look as if they meant the same body." in finding(app)
    assert pairs(engine) == 4
    assert "are two bodies" in bodies(app)


def test_any_two_names_can_be_searched_for_and_merged(engine: Engine) -> None:
    app = opened(PAGE, db="portfolio", lang="en")
    for place, words, key in (("one", "paint", "D"), ("two", "建筑", "C")):
        fine(app.text_input(key=f"search-{place}").set_value(words).run())
        fine(app.selectbox(key=f"choose-{place}").set_value(key).run())
    fine(app.selectbox(key="into-other").set_value("D").run())
    app.text_input(key="reason-other").set_value("one company")
    app.text_input(key="by-other").set_value("Li")
    fine(app.run())
    fine(app.button(key="ask-other").click().run())
    fine(app.button(key="save-other").click().run())
    log = table(engine, "organisation_merges").iloc[0]
    assert (log["organisation_key"], log["into_key"]) == ("C", "D")
    assert pairs(engine) == 2


@LANGUAGES
def test_a_decision_that_cannot_stand_is_refused_where_it_is_asked_about(engine: Engine, lang: str) -> None:
    app = opened(PAGE, db="portfolio", lang=lang)
    for place, words, key in (("one", "HHC", "B"), ("two", "paint", "D")):
        fine(app.text_input(key=f"search-{place}").set_value(words).run())
        fine(app.selectbox(key=f"choose-{place}").set_value(key).run())
    app.date_input(key="from-other").set_value(date(2025, 3, 31))
    app.date_input(key="to-other").set_value(date(2025, 3, 31))
    fine(app.run())
    fine(app.button(key="ask-other").click().run())
    assert len(app.error) == 1
    assert "save-other" not in keys(app)
    assert pairs(engine) == 4


@pytest.mark.usefixtures("engine")
def test_names_from_files_are_shown_as_they_are_and_never_as_markup() -> None:
    made = database.prepare(database.url(database.PORTFOLIO))
    name = "<b>HHD</b>"
    write(made, organisations=f"key | name_en | kind | level\nX | {name} | company | city",
          participation="project|as_of|organisation|role\nP3|2025-03-31|X|client")  # fmt: skip
    app = opened(PAGE, db="portfolio", lang="en")
    assert "<b>HHD" not in bodies(app)
    assert "&lt;b&gt;HHD" in bodies(app)
