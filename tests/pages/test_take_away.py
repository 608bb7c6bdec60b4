"""Taking the network away from its page: files for other programs, and the paragraph for a paper in two languages."""

from __future__ import annotations

import re
from typing import Any

import networkx
import pytest

from data import database
from data.take_away import FORMATS
from pages.components import jobs
from pages.components.contents import PAGES
from tests.data.test_take_away import FACTS, organisations
from tests.editions import write
from tests.pages.apps import bodies, opened

PAGE = PAGES["network"].path


def paragraphs(app: Any) -> list[str]:
    """What can be copied: the paragraph in each language."""
    return [block.value for block in app.code]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("tag", ["en", "zh-CN"])
def test_the_slice_can_be_had_in_every_form_and_is_told_in_both_languages(tag: str) -> None:
    app = opened(PAGE, db="city", lang=tag)
    keys = {
        button.proto.id.rpartition("-take-")[2] for button in app.get("download_button") if "take-" in button.proto.id
    }
    assert keys == set(FORMATS) - {"panel", "methods"}
    english, chinese = paragraphs(app)
    assert "an invented city (edition 1)" in english
    assert "as of 30 Jun 2025" in english
    assert "the number of projects that two organisations share" in english
    assert "No tie was removed." in english
    assert f"networkx {networkx.__version__}" in english
    assert "sampled betweenness have the random seed 0." in english
    assert "{" not in english + chinese
    assert re.search("[一-鿿]", chinese)
    assert not re.search("[一-鿿]", english.replace("澜江", ""))


@pytest.mark.usefixtures("_city")
def test_the_paragraph_follows_the_slice_the_weight_the_levels_and_the_backbone() -> None:
    app = opened(PAGE, db="city", lang="en", tie="leads", weight="newman", levels="vertical", backbone="disparity")
    english, _ = paragraphs(app)
    assert "A tie goes from the organisation responsible for a project" in english
    assert "1/(k − 1)" in english
    assert "disparity filter (Serrano et al. 2009) at α = 0.05" in english
    assert "only ties between organisations of different administrative levels" in english
    minimum = paragraphs(opened(PAGE, db="city", lang="en", backbone="minimum", least="3", window="year", year="2024"))[
        0
    ]
    assert "Ties of less than 3 were removed" in minimum
    assert re.search(r"They hold \d+\.\d % of the weight\.", minimum)
    assert "2024" in minimum


def test_files_of_real_projects_are_told_as_the_source() -> None:
    write(
        database.prepare(database.url(database.PORTFOLIO)), organisations=organisations(), name="register.csv", **FACTS
    )
    english, _ = paragraphs(opened(PAGE, db="portfolio", lang="en"))
    assert "the project database, edition 1 (last files: register.csv)" in english
    assert "5 organisations on 3 projects" in english
    assert "(5 ties)" in english


@pytest.mark.usefixtures("_city")
def test_a_test_that_the_reader_ran_is_told_with_its_slice_and_with_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "SOON", 60.0)
    app = opened(PAGES["hypotheses"].path, db="city", lang="en", test="brokerage")
    english, _ = paragraphs(app)
    assert "Gould and Fernandez (1989)" in english
    app.switch_page(PAGE).run()
    assert "Gould and Fernandez (1989)" in paragraphs(app)[0]
    assert "Tests of this slice that you have run are told with it." in bodies(app)
    app.query_params["tie"] = "leads"
    app.run()
    assert "Gould and Fernandez (1989)" not in paragraphs(app)[0]
