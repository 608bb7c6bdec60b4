"""The network as files: read back by networkx and by the rules of each format, with names of every kind of letter."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import networkx as nx
import numpy as np
import pytest
from sqlalchemy import Engine

from analytics.errors import PortfolioError
from analytics.language import Language
from analytics.scope import Scope
from data import database, take_away
from data.__main__ import DONE, REFUSED, main
from data.take_away import FORMATS
from tests.editions import table, write

# Names as they come: Chinese, quotation marks, a line break, a control character, XML's own letters, a formula.
NAMES = {
    "A": "水务局",
    "B": 'Parks "North" & <South>',
    "C": "O'Hare",
    "D": "=HYPERLINK(1)",
    "E": "Back\\slash\\",
}
HARD = {"B": 'Parks "North"\n& <South>\x0b'}


def organisations() -> str:
    lines = [f"{key} | {name} | department | city" for key, name in NAMES.items()]
    return "\n".join(["key | name_en | kind | level", *lines])


FACTS: dict[str, Any] = {
    "project_record": """
        project | as_of      | status | name_en
        P1      | 2023-01-01 | active | Bridge
        P2      | 2023-01-01 | active | Park
        =P3     | 2024-12-31 | active | Dam
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2023-01-01 | A            | responsible
        P1      | 2023-01-01 | B            | partner
        P1      | 2023-01-01 | C            | partner
        P2      | 2023-01-01 | A            | responsible
        P2      | 2023-01-01 | B            | partner
        P2      | 2023-01-01 | E            | partner
        =P3     | 2024-12-31 | D            | responsible
    """,
}
TIES = {("A", "B"): 2, ("A", "C"): 1, ("B", "C"): 1, ("A", "E"): 1, ("B", "E"): 1}


@pytest.fixture
def file(sqlite_engine: Engine) -> Callable[..., bytes]:
    """What makes a file of the drawn network, after one name got a line break and a control character."""
    write(sqlite_engine, organisations=organisations(), **FACTS)
    with database.writing(sqlite_engine) as connection:
        for key, name in HARD.items():
            connection.exec_driver_sql("UPDATE organisation SET name_en = ? WHERE name_en = ?", (name, NAMES[key]))

    def made(form: str, names: str = "en", **options: object) -> bytes:
        with database.reading(sqlite_engine) as connection:
            return take_away.content(connection, Scope().choosing(**options), form, names)

    return made


def told(graph: nx.Graph, said: dict[str, str]) -> dict[tuple[str, str], float]:
    """The ties of a graph by the keys of the names that its nodes have."""
    key = {name: letter for letter, name in said.items()}
    found = {}
    for first, second, data in graph.edges(data=True):
        ends = sorted((key[graph.nodes[first].get("label", first)], key[graph.nodes[second].get("label", second)]))
        found[ends[0], ends[1]] = float(data["weight"])
    return found


WITHOUT_CONTROL = {**NAMES, "B": 'Parks "North"\n& <South>'}


def test_graphml_and_gexf_come_back_with_every_letter_that_xml_can_hold(file: Callable[..., bytes]) -> None:
    for graph in (nx.read_graphml(BytesIO(file("graphml"))), nx.read_gexf(BytesIO(file("gexf")))):
        assert told(graph, WITHOUT_CONTROL) == TIES
        alone = next(node for node in graph if graph.nodes[node]["label"] == NAMES["D"])
        assert graph.degree(alone) == 0
        assert {graph.nodes[node]["kind"] for node in graph} == {"department"}
        assert sorted(graph.nodes[node]["projects_joined"] for node in graph) == [1, 1, 1, 2, 2]


def test_pajek_comes_back_with_names_that_stay_apart(file: Callable[..., bytes]) -> None:
    said = {**NAMES, "B": "Parks 'North' & <South>", "E": "Back/slash/"}
    graph = nx.Graph(nx.parse_pajek(file("pajek").decode()))
    assert told(graph, said) == TIES
    assert set(graph) == set(said.values())


def test_with_numbers_in_the_place_of_names_no_file_names_anybody(file: Callable[..., bytes]) -> None:
    for form in (*FORMATS,):
        content = file(form, "ids")
        if form == "panel":
            with ZipFile(BytesIO(content)) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist() if name != "README.txt")
        text = content.decode("utf-8-sig")
        assert not [name for name in ("水务局", "Parks", "O'Hare", "HYPERLINK", "slash", "P1") if name in text], form
    assert nx.read_graphml(BytesIO(file("graphml", "ids")), node_type=int).number_of_edges() == len(TIES)


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_tables_hold_names_that_no_spreadsheet_takes_for_a_formula(file: Callable[..., bytes]) -> None:
    ties = read_csv(file("edges"))
    assert {(row["first_name"], row["weight"]) for row in ties} >= {("水务局", "2")}
    nodes = read_csv(file("nodes"))
    by_name = {row["label"]: row for row in nodes}
    assert "'=HYPERLINK(1)" in by_name
    assert by_name["水务局"]["degree"] == "3"
    assert {"betweenness", "constraint", "k_core", "lead_share", "district"} <= set(nodes[0])
    members = read_csv(file("incidence"))
    assert tuple(members[0][name] for name in ("project_name", "organisation_name")) == ("P1", "水务局")
    assert "'=P3" in {row["project_name"] for row in members}
    matrix = read_csv(file("incidence-matrix"))
    assert [row["水务局"] for row in matrix] == ["1", "1", "0"]


def test_nodes_of_the_file_and_of_the_named_table_have_the_same_measures(
    file: Callable[..., bytes], sqlite_engine: Engine
) -> None:
    nodes = {int(row["organisation_id"]): row for row in read_csv(file("nodes"))}
    measured = table(sqlite_engine, "network_organisations")
    assert len(nodes) == len(measured) == 5
    for row in measured.itertuples():
        assert float(nodes[row.organisation_id]["betweenness"]) == pytest.approx(row.betweenness)


def test_ucinet_reads_two_modes_with_codes_and_names(file: Callable[..., bytes]) -> None:
    head, row_head, rows, column_head, columns, data, *lines = file("dl-two-mode").decode().splitlines()
    assert head == "dl nr=3 nc=5 format=fullmatrix"
    assert (row_head, column_head, data) == ("row labels:", "column labels:", "data:")
    assert next(csv.reader([rows])) == ["P1", "P2", "'=P3"]
    assert next(csv.reader([columns]))[:2] == ["水务局", "Parks 'North' & <S"]
    assert [line.split() for line in lines] == [list("11100"), list("11001"), list("00010")]


def test_the_matrix_for_ucinet_has_the_weights(file: Callable[..., bytes]) -> None:
    *head, data = file("dl").decode().split("data:\r\n")
    assert "format=fullmatrix" in head[0]
    matrix = np.array([[float(cell) for cell in line.split()] for line in data.splitlines()])
    assert matrix.sum() == 2 * sum(TIES.values())
    assert (matrix == matrix.T).all()


def test_gexf_declares_what_it_uses(file: Callable[..., bytes]) -> None:
    root = ElementTree.fromstring(file("gexf"))
    space = root.tag.removesuffix("gexf")
    declared = {item.attrib["id"] for item in root.iter(f"{space}attribute")}
    assert {item.attrib["for"] for item in root.iter(f"{space}attvalue")} <= declared


def test_a_panel_holds_whole_years_and_says_in_both_languages_how_to_read_it(file: Callable[..., bytes]) -> None:
    content = file("panel")
    assert content == file("panel")
    with ZipFile(BytesIO(content)) as archive:
        held = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    assert set(held) == {
        "README.txt", "composition.txt", "organisations.csv", "waves.csv", "wave_1.txt", "wave_2.txt"
    }  # fmt: skip
    assert held["README.txt"].count("library(RSiena)") == 2
    assert Language("zh_CN")("In RSiena:") in held["README.txt"]
    waves = [row["label"] for row in csv.DictReader(StringIO(held["waves.csv"]))]
    assert waves == ["2023", "2024"]
    bodies = list(csv.DictReader(StringIO(held["organisations.csv"], newline="")))
    absent = next(int(row["row"]) for row in bodies if row["name"] == "'=HYPERLINK(1)") - 1
    first, second = (np.loadtxt(StringIO(held[f"wave_{n}.txt"])) for n in (1, 2))
    assert first[absent].tolist() == [10 if place != absent else 0 for place in range(5)]
    assert second[absent].sum() == 0
    assert held["composition.txt"].splitlines()[absent] == "2 2"


def test_the_panel_is_read_in_r_by_those_that_are_there_in_every_wave(file: Callable[..., bytes]) -> None:
    """tergm takes networks of one size only; an organisation called NA is none that is missing."""
    with ZipFile(BytesIO(file("panel"))) as archive:
        text = archive.read("README.txt").decode("utf-8-sig")
    assert text.count("network(ties[always, always], directed = FALSE)") == 2
    assert text.count('na.strings = ""') == 4
    assert "{" not in text.replace("{\r\n  made", "")
    with ZipFile(BytesIO(file("panel", tie="leads"))) as archive:
        assert "directed = TRUE" in archive.read("README.txt").decode("utf-8-sig")


def test_what_cannot_be_is_refused_in_words(file: Callable[..., bytes]) -> None:
    with pytest.raises(PortfolioError, match="no format “svg”; the formats are: graphml, gexf"):
        file("svg")
    with pytest.raises(PortfolioError, match="Names can be: en, zh_CN, ids"):
        file("graphml", "fr")
    refused = take_away.refusal("dl", 10_000, 333_000)
    assert refused is not None
    assert "take the list instead" in str(refused)
    assert take_away.refusal("dl-edges", 10_000, 333_000) is None


def test_one_year_is_no_panel(sqlite_engine: Engine) -> None:
    write(sqlite_engine, project_record="project | as_of | status | name_en\nP1 | 2023-12-31 | active | Dam")
    with database.reading(sqlite_engine) as connection, pytest.raises(PortfolioError, match="two whole years"):
        take_away.content(connection, Scope(), "panel")


def test_the_command_writes_the_same_file_with_the_same_options(
    tmp_path: Path, sqlite_engine: Engine, file: Callable[..., bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "ties.graphml"
    asked = ["network", "--database", str(sqlite_engine.url.database), "--to", str(to), "--format", "graphml"]
    assert main([*asked, "--names", "zh_CN", "--option", "backbone=minimum", "--option", "least=2"]) == DONE
    assert to.read_bytes() == file("graphml", "zh_CN", backbone="minimum", least=2)
    assert nx.read_graphml(to).number_of_edges() == 1
    assert f"{to.stat().st_size:,} bytes" in capsys.readouterr().out
    assert main([*asked, "--option", "tie=marriage"]) == REFUSED
    assert "tie cannot be “marriage”" in capsys.readouterr().err
    assert main([*asked, "--to", str(tmp_path / "nowhere" / "ties.graphml")]) == REFUSED
