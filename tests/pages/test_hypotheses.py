"""The page of tests in both languages: what each finds, refuses and cannot say, and jobs that are stopped."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.language import LANGUAGES, Language
from analytics.measures import network_test_words as words
from data import database, editions
from data.sample import city
from pages.components import jobs
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, finding, opened, pictures

PAGE = PAGES["hypotheses"].path
CHINESE = re.compile("[一-鿿]")
PICTURES = {
    "qap": ["chance_correlations"], "regression": [], "uniform": ["uniform"], "brokerage": ["brokerage"], "ties": [],
}  # fmt: skip

# What each paragraph names in either language.
PARAGRAPH = {"qap": "Krackhardt", "regression": "Dekker", "uniform": "Anderson", "brokerage": "Gould", "ties": "Wald"}


@pytest.fixture(scope="module")
def _city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("city") / "city.db"
    engine = database.prepare(f"sqlite:///{file}")
    editions.write(engine, city(120, 5), kind="sample")
    engine.dispose()
    return file


@pytest.fixture
def _city(_city_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(os.environ["PORTFOLIO_STORE"], "city.db").symlink_to(_city_file)
    monkeypatch.setattr(jobs, "SOON", 60.0)  # these wait for the result


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("test", words.TESTS)
def test_each_test_says_what_it_finds_and_what_it_cannot_say(test: str, code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag, test=test)
    seen = bodies(app)
    assert pictures(app) == PICTURES[test]
    assert finding(app) != language(words.QUESTIONS[test])
    assert language(words.LIMITS[test])[:40] in seen
    assert "<table" in seen
    for said, block in zip(LANGUAGES, app.code, strict=True):  # the paragraph for a paper, in both
        assert PARAGRAPH[test] in block.value
        assert Language(said)("Computed with {versions}.", versions="")[:4] in block.value
    for chart in app.get("plotly_chart"):  # only colours that the theme replaces
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)


@pytest.mark.usefixtures("_city")
def test_a_long_test_waits_to_be_asked_shows_how_far_it_is_and_can_be_stopped_and_started_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jobs, "SOON", 0.01)
    app = opened(PAGE, db="city", lang="en", test="regression", permutations="20000")
    assert finding(app) == words.QUESTIONS["regression"]
    assert not app.get("progress")
    press(app, "Run the test")
    assert app.get("progress")
    assert [button.label for button in app.button if button.label in ("Stop", "Run the test")] == ["Stop"]
    job = next(iter(jobs.board()._jobs.values()))
    press(app, "Stop")
    assert not app.get("progress")
    assert job.ended.wait(30)
    assert job.error is None
    assert finding(app) == words.QUESTIONS["regression"]
    monkeypatch.setattr(jobs, "SOON", 120.0)
    app.number_input(key="choice-permutations").set_value(500).run()
    assert "500" in app.query_params["permutations"]
    assert finding(app).startswith("“The ties of this slice”, all else equal: ")


@pytest.mark.usefixtures("_city")
def test_what_was_computed_for_one_reader_is_there_for_the_next_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(PAGE, db="city", lang="en")
    monkeypatch.setattr(jobs.Board, "start", lambda *_: pytest.fail("it was computed again"))
    second = opened(PAGE, db="city", lang="en")
    assert finding(second) == finding(first)


@pytest.mark.usefixtures("_city")
def test_the_question_stands_in_the_address_and_what_is_usual_does_not() -> None:
    app = opened(PAGE, db="city", lang="en", second="same_level", seed="7")
    assert "“Of the same level”" in finding(app)
    assert "seed 7" in bodies(app)
    app.selectbox(key="choice-second").set_value("difference_projects").run()
    assert "difference_projects" in app.query_params["second"]
    assert "“Difference in number of projects”" in finding(app)
    app.selectbox(key="choice-second").set_value("same_kind").run()
    assert "second" not in app.query_params


@pytest.mark.usefixtures("_city")
def test_only_years_before_the_slice_are_offered_for_the_earlier_ties() -> None:
    app = opened(PAGE, db="city", lang="en", second="earlier", window="year", year="2024")
    offered = app.selectbox(key="choice-earlier").options
    assert offered
    assert all(year < "2024" for year in offered)
    assert "“The same ties in an earlier year”" in finding(app)


@pytest.mark.usefixtures("_city")
def test_every_run_tells_the_browser_what_is_chosen_since_it_may_never_have_seen_the_run_before() -> None:
    app = opened(PAGE, db="city", lang="en").run()
    numbers = [app.number_input(key=f"choice-{key}").proto for key in ("permutations", "seed")]
    assert [(proto.set_value, proto.value) for proto in numbers] == [(True, 2000), (True, 1)]
    assert app.selectbox(key="choice-second").proto.set_value


@pytest.mark.usefixtures("_city")
def test_an_address_that_says_nonsense_gives_the_usual_page() -> None:
    plain = opened(PAGE, db="city", lang="en")
    nonsense = opened(
        PAGE, db="city", lang="en", test="<b>", first="works", second="friends", permutations="9", seed="-1", bodies="?"
    )
    assert finding(nonsense) == finding(plain)


@pytest.mark.usefixtures("_city")
def test_several_terms_are_chosen_up_to_five_and_never_none() -> None:
    app = opened(PAGE, db="city", lang="en", test="ties", terms="same_kind,nonsense,sum_projects")
    chooser = app.multiselect(key="choice-terms")
    assert chooser.value == ["same_kind", "sum_projects"]
    chooser.set_value([]).run()
    assert not app.exception
    assert app.multiselect(key="choice-terms").value == ["sum_projects", "same_kind", "same_level"]
    assert "terms" not in app.query_params


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_what_cannot_be_tested_is_said_in_the_readers_language(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SOON", 60.0)
    language = Language(code)
    write_one_project("A", "B", "C", "D")
    app = opened(PAGE, db="portfolio", lang=language.tag, second="difference_projects")
    reason = (
        "A relation is the same for all pairs of these organisations, so nothing can go with it. Choose another, or a "
        "wider slice."
    )
    which = language("It is “{relation}”.", relation=language("The ties of this slice"))
    assert language.sentences((language(reason), which)) in bodies(app)
    assert not app.get("plotly_chart")
    assert finding(app) == language(words.QUESTIONS["qap"])


def test_what_is_not_known_of_the_organisations_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SOON", 60.0)
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record="""
            project | as_of      | status
            P1      | 2025-03-31 | active
            P2      | 2025-03-31 | active
            P3      | 2025-03-31 | active
        """,
        participation="""
            project | as_of      | organisation | role
            P1      | 2025-03-31 | A            | responsible
            P1      | 2025-03-31 | B            | contractor
            P2      | 2025-03-31 | A            | responsible
            P2      | 2025-03-31 | C            | contractor
            P3      | 2025-03-31 | D            | responsible
        """,
    )
    app = opened(PAGE, db="portfolio", lang="en")
    assert "Of the same kind" not in app.selectbox(key="choice-second").options
    assert "Not known of enough organisations, so not offered: “Of the same kind”, “Of the same level”" in bodies(app)
    assert "“Difference in number of projects”" in finding(app)
    regression = opened(PAGE, db="portfolio", lang="en", test="regression")
    assert regression.multiselect(key="choice-regressors").value == ["difference_projects"]
    assert opened(PAGE, db="portfolio", lang="en", test="ties").multiselect(key="choice-terms").value == [
        "sum_projects"
    ]
    assert "known of fewer than four" in bodies(opened(PAGE, db="portfolio", lang="en", test="brokerage"))


@pytest.mark.parametrize("test", words.TESTS)
def test_a_slice_of_too_few_organisations_for_any_test_is_refused_in_words(
    test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "SOON", 60.0)
    write_one_project("A", "B")
    app = opened(PAGE, db="portfolio", lang="en", test=test)
    assert finding(app) == words.QUESTIONS[test]
    assert "ewer than" in bodies(app)
    assert "not offered" not in bodies(app)


@pytest.mark.parametrize("tag", ["en", "zh-CN"])
def test_an_empty_database_says_what_would_be_here(tag: str) -> None:
    app = opened(PAGE, db="portfolio", lang=tag)
    assert not app.get("plotly_chart")
    assert len(app.button) >= 1


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception


def write_one_project(responsible: str, *contractors: str) -> None:
    parts = [(responsible, "responsible"), *((name, "contractor") for name in contractors)]
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record="project | as_of | status\nP1 | 2025-03-31 | active",
        participation="\n".join(
            ["project | as_of | organisation | role", *(f"P1 | 2025-03-31 | {name} | {role}" for name, role in parts)]
        ),
    )
