"""The page about the whole network in both languages: beside chance, without ties, empty, asked for nonsense."""

from __future__ import annotations

import html
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from analytics.language import Language
from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, column, drawn, finding, opened, pictures

pytestmark = pytest.mark.usefixtures("_waiting")
PAGE = PAGES["structure"].path
CHINESE = re.compile("[一-鿿]")
HOSTILE = "<b>ours</b> ![x](http://example.com/x.png)"
STAR: dict[str, Any] = {  # H leads three projects, each with another; two work alone
    "project_record": "project | as_of | status | name_en\n"
    + "".join(f"P{n} | 2025-03-31 | active | Dam {n}\n" for n in range(5)),
    "participation": "project | as_of | organisation | role\n"
    + "".join(f"P{n} | 2025-03-31 | {HOSTILE} | responsible\nP{n} | 2025-03-31 | B{n} | partner\n" for n in range(3))
    + "".join(f"P{n} | 2025-03-31 | C{n} | responsible\n" for n in range(3, 5)),
}


@pytest.fixture
def _city(city_file: Path) -> None:
    Path(os.environ["PORTFOLIO_STORE"], "city.db").symlink_to(city_file)


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_city_stands_beside_chance_in_pictures_tiles_and_tables(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag, draws="40", sector="roads")
    assert bool(CHINESE.search(finding(app))) == language.is_chinese
    assert pictures(app) == ["beside_chance", "what_is_left", "kinds"]
    for chart in app.get("plotly_chart"):  # only colours that the theme replaces
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)
    seen = bodies(app)
    assert seen.count('class="tile ') == 6
    for part in ("Beside chance", "What holds it together", "Governance: hints, no verdict", "All measures"):
        assert language(part) in seen
    assert {language("higher than by chance"), language("as by chance")} <= set(column(app, language("Verdict")))
    if code == "en":
        assert re.search(r"\d+ organisations have [\d,]+ ties: .* Beside random networks", finding(app))


@pytest.mark.parametrize("tag", ["en", "zh-CN"])
def test_an_empty_database_says_what_would_be_here(tag: str) -> None:
    app = opened(PAGE, db="portfolio", lang=tag)
    assert pictures(app) == []
    assert len(app.button) >= 1


def test_a_star_hangs_on_its_middle_whose_name_is_shown_as_it_is() -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **STAR)
    app = opened(PAGE, db="portfolio", lang="en", draws="40", null_model="edges")
    assert finding(app).startswith("6 organisations have 3 ties: 20.0 % of those there could be.")
    assert f"It hangs on one organisation: without {html.escape(HOSTILE)}" in finding(app)
    seen, shown = bodies(app), drawn(app)
    assert "<b>ours" not in seen + shown
    assert not [element for element in app.markdown if "example.com" in element.value]
    assert column(app, "Why there is none")[10] == "the random networks have no triangle to compare with"


def test_where_nobody_works_with_another_it_is_said_and_nothing_is_drawn() -> None:
    alone = "project | as_of | organisation | role\nP0 | 2025-03-31 | A | responsible\nP1 | 2025-03-31 | B | partner"
    write(database.prepare(database.url(database.PORTFOLIO)), **STAR | {"participation": alone})
    app = opened(PAGE, db="portfolio", lang="en")
    assert finding(app) == "2 organisations take part, and none works with another."
    assert pictures(app) == []
    assert "no ties" in column(app, "Why there is none")
    tiles = "".join(re.findall('class="tile-value">.*?</div>', bodies(app), re.DOTALL))
    assert tiles.count("–") == 4  # density and the largest component are known, the rest is not zero but unknown


def test_ties_with_a_direction_are_not_held_against_the_bicm() -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **STAR)
    app = opened(PAGE, db="portfolio", lang="en", tie="leads", null_model="bicm", draws="40")
    assert app.selectbox(key="choice-null_model").value == "degrees"
    assert "null_model" not in app.query_params
    assert "In-degree centralisation" in column(app, "Measure")


def test_an_address_that_says_nonsense_gives_the_usual_page() -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **STAR)
    plain = opened(PAGE, db="portfolio", lang="en")
    odd = opened(PAGE, db="portfolio", lang="en", draws="-1", seed="<b>", null_model="dice")
    assert finding(odd) == finding(plain)
    assert odd.selectbox(key="choice-null_model").value == "bicm"


def test_what_is_drawn_anew_with_another_seed_stands_in_the_address() -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **STAR)
    app = opened(PAGE, db="portfolio", lang="en")
    app.number_input(key="choice-seed").set_value(7).run()
    assert not app.exception
    assert "7" in app.query_params["seed"]


def test_filters_that_leave_nothing_can_be_undone() -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **STAR)
    app = opened(PAGE, db="portfolio", lang="en", sector="no such sector")
    assert pictures(app) == []
    assert any("no such sector" in button.label for button in app.button)


@pytest.mark.usefixtures("_city")
def test_a_large_network_is_drawn_when_the_reader_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.components.jobs.SOON", 0.01)
    app = opened(PAGE, db="city", lang="en", draws="101")  # more than usual
    assert pictures(app) == ["what_is_left", "kinds"]
    assert [button for button in app.button if button.label == "Draw the random networks"]
    assert "Beside random networks" not in finding(app)
