"""The paragraph for a methods section from the command line: what was done, run anew, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from analytics.errors import PortfolioError
from analytics.language import LANGUAGES
from analytics.measures.network_methods import TABLES
from analytics.scope import Scope
from data import database, take_away
from data.__main__ import DONE, REFUSED, main
from tests.data.queries.test_network_tests import drawn, projects
from tests.editions import write

MEMBERS = [
    [("A", "responsible"), ("B", "contractor")], [("A", "responsible"), ("C", "contractor")],
    [("D", "responsible"), ("C", "contractor"), ("E", "contractor")], [("A", "responsible"), ("E", "contractor")],
    [("B", "responsible"), ("F", "contractor")], [("B", "responsible"), ("C", "partner")],
]  # fmt: skip
KINDS = {"A": "department", "B": "department", "C": "company", "D": "department", "E": "company", "F": "company"}


@pytest.fixture
def filled(sqlite_engine: Engine) -> Engine:
    lines = [f"{key} | {key} | {kind} | {'city' if key < 'D' else 'district'}" for key, kind in KINDS.items()]
    write(
        sqlite_engine,
        **projects(MEMBERS, sector="water"),
        organisations=drawn("key | name_en | kind | level", lines),
        name="register.csv",
    )
    return sqlite_engine


def told(engine: Engine, scope: Scope) -> list[str]:
    """The paragraph in each language."""
    with database.reading(engine) as connection:
        text = take_away.content(connection, scope, "methods").decode()
    paragraphs = text.strip().split("\n\n")
    assert len(paragraphs) == len(LANGUAGES)
    return paragraphs


def test_without_a_test_it_is_the_slice_alone(filled: Engine) -> None:
    english, chinese = told(filled, Scope(sectors=("water",)).choosing(weight="newman"))
    assert "the project database, edition 1 (last files: register.csv) as of 31 Mar 2025" in english
    assert "6 organisations on 6 projects" in english
    assert "The slice is: Sector: " in english
    assert "1/(k − 1)" in english
    assert "p-values" not in english
    assert chinese != english


@pytest.mark.parametrize(
    ("test", "options", "said"),
    [
        (
            "qap",
            {"permutations": 500, "seed": 7},
            "500 permutations|seed 7|“Of the same kind”|6 organisations (15 pairs",
        ),
        ("regression", {}, "double semi-partialling|least squares|permuted 2,000 times|“Of the same level”"),
        ("uniform", {"draws": 100}, "held against 100 networks|Katz and Powell 1957|as many organisations and ties"),
        ("brokerage", {"groups": "level"}, "Gould and Fernandez (1989), with 6 organisations in 2 groups (by admin"),
        ("ties", {"terms": "sum_projects"}, "(15 pairs, 8 of them tied)|“Projects of both together”|(Wald)"),
        ("chance", {"draws": 40, "null_model": "edges"}, "40 conditional uniform graphs|seed 1|twice the smaller"),
    ],
)
def test_each_test_is_run_and_told_with_its_draws_its_seed_and_its_source(
    filled: Engine, test: str, options: dict[str, object], said: str
) -> None:
    english, _ = told(filled, Scope().choosing(tests=test, **options))
    for part in said.split("|"):
        assert part in english, english
    assert english.count("Computed with") == 1


def test_several_tests_stand_in_one_paragraph_and_every_word_is_filled_in(filled: Engine) -> None:
    options = {"tests": ",".join(TABLES), "draws": 100, "permutations": 500, "bodies": "tied", "terms": "sum_projects"}
    for text in told(filled, Scope().choosing(**options)):
        assert not set("{}") & set(text)
        assert "nan" not in text.lower().split()


def test_what_the_data_do_not_allow_has_no_paragraph_but_the_reason(filled: Engine) -> None:
    with pytest.raises(PortfolioError, match="known of fewer than four"):
        told(filled, Scope().choosing(tests="qap", second="difference_budget"))
    with pytest.raises(PortfolioError, match="it can be: qap, regression"):
        told(filled, Scope().choosing(tests="prayer"))


def test_an_empty_database_has_nothing_to_tell(sqlite_engine: Engine) -> None:
    with pytest.raises(PortfolioError, match="no edition yet"):
        told(sqlite_engine, Scope())


def test_the_command_writes_it_or_nothing(filled: Engine, tmp_path: Path) -> None:
    asked = ["network", "--database", str(filled.url.database), "--format", "methods", "--option", "tests=brokerage"]
    assert main([*asked, "--to", str(tmp_path / "methods.txt")]) == DONE
    assert "Gould and Fernandez (1989)" in (tmp_path / "methods.txt").read_text("utf-8")
    assert main([*asked, "--option", "groups=district", "--to", str(tmp_path / "none.txt")]) == REFUSED
    assert not (tmp_path / "none.txt").exists()
