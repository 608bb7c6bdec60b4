import csv
import re
from io import BytesIO, StringIO
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.networks import export, over_time, ucinet
from analytics.networks.one_mode import OneMode, from_matrix, from_ties
from analytics.networks.two_mode import two_mode

LABELS = pd.Series({1: "Water Board", 2: "交通局", 3: 'Parks "North", Ltd', 4: "Water Board"})
ATTRIBUTES = pd.DataFrame(
    {"label": LABELS, "partners": [2, 1, 1, 0], "share": [0.5, np.nan, 0.25, 0.0], "public": [True, True, False, True]}
)


@pytest.fixture(params=[True, False], ids=["directed", "undirected"])
def network(request: pytest.FixtureRequest) -> OneMode:
    ties = pd.DataFrame({"first_id": [1, 3], "second_id": [2, 1], "weight": [2.5, 4.0]})
    return from_ties(ties, ids=[4], directed=request.param)


def same_ties(found: nx.Graph, network: OneMode, name: dict | None = None) -> bool:
    """Nodes, ties, weights and directions, after giving the nodes their names in the file."""
    known = nx.relabel_nodes(network.to_networkx(), name or {})
    there = {node: dict(found[node]) for node in found}
    weights = {a: {b: float(data["weight"]) for b, data in ties.items()} for a, ties in there.items()}
    return weights == {a: {b: data["weight"] for b, data in known[a].items()} for a in known}


def test_graphml_reads_back_with_weights_attributes_and_organisations_without_a_tie(network: OneMode) -> None:
    found = nx.read_graphml(BytesIO(export.graphml(network, ATTRIBUTES)), node_type=int)
    assert same_ties(found, network)
    assert found.is_directed() == network.directed
    assert found.nodes[2] == {"label": "交通局", "partners": 1, "public": True}  # an unknown share is no share
    assert found.nodes[4]["share"] == 0.0


def test_gexf_reads_back_and_keeps_to_its_schema(network: OneMode) -> None:
    file = export.gexf(network, ATTRIBUTES)
    found = nx.read_gexf(BytesIO(file), node_type=int)
    assert same_ties(found, network)
    assert found.nodes[2]["label"] == "交通局"
    root = ElementTree.fromstring(file)
    space = re.match(r"\{.*\}", root.tag).group()  # type: ignore[union-attr]
    assert root.attrib["version"] == "1.2"
    assert root.find(f"{space}graph").attrib["defaultedgetype"] == ("directed" if network.directed else "undirected")  # type: ignore[union-attr]
    declared = {item.attrib["id"]: item.attrib["type"] for item in root.iter(f"{space}attribute")}
    assert set(declared.values()) <= {"integer", "long", "double", "float", "boolean", "string"}
    assert {item.attrib["for"] for item in root.iter(f"{space}attvalue")} <= set(declared)
    nodes = [item.attrib["id"] for item in root.iter(f"{space}node")]
    edges = [(item.attrib["source"], item.attrib["target"]) for item in root.iter(f"{space}edge")]
    assert len(set(nodes)) == len(nodes) == 4
    assert {end for edge in edges for end in edge} <= set(nodes)


def test_pajek_reads_back_under_names_that_stay_apart(network: OneMode) -> None:
    apostrophes = LABELS.str.replace('"', "'")
    names = dict(zip(network.ids.tolist(), export.names(network, apostrophes), strict=True))
    assert names == {1: "Water Board (1)", 2: "交通局", 3: "Parks 'North', Ltd", 4: "Water Board (4)"}
    text = export.pajek(network, LABELS).decode()
    read = nx.parse_pajek(text)
    found = nx.DiGraph(read) if network.directed else nx.Graph(read)
    assert same_ties(found, network, names)
    assert ("*arcs" in text) == network.directed


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=12)


@settings(deadline=None)
@given(st.lists(ANYTHING, min_size=2, max_size=4), st.booleans())
def test_whatever_letters_names_have_the_files_come_back(names: list[str], directed: bool) -> None:
    ids = list(range(1, len(names) + 1))
    ties = pd.DataFrame({"first_id": [1], "second_id": [2], "weight": [3]})
    network, labels = from_ties(ties, ids, directed=directed), pd.Series(names, index=ids)
    for read, write in ((nx.read_graphml, export.graphml), (nx.read_gexf, export.gexf)):
        found = read(BytesIO(write(network, pd.DataFrame({"label": labels}))), node_type=int)
        assert same_ties(found, network)
    pajek = nx.parse_pajek(export.pajek(network, labels).decode())
    assert len(pajek) == len(ids)
    assert [data["weight"] for _, _, data in pajek.edges(data=True)] == [3.0]
    _, labelled, cells = read_dl(ucinet.full_matrix(network, labels))
    assert len(set(labelled["labels:"])) == len(cells) == len(ids)


def test_lists_and_matrices_of_two_modes_can_carry_names_that_stay_apart() -> None:
    codes, alike = pd.Series({10: "P-10", 20: "P-20", 30: "P-30"}), pd.Series({1: "Water", 2: "Water", 3: "Parks"})
    assert read_csv(export.incidence_csv(MEMBERSHIPS, alike, codes))[:2] == [
        ["project_id", "organisation_id", "project_name", "organisation_name"], ["10", "1", "P-10", "Water"]
    ]  # fmt: skip
    assert read_csv(export.incidence_matrix_csv(MEMBERSHIPS, alike, codes))[:2] == [
        ["project_id", "project_name", "Water (1)", "Water (2)", "Parks"], ["10", "P-10", "1", "1", "0"]
    ]  # fmt: skip


def read_csv(file: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(file.decode("utf-8-sig"))))


def test_tables_of_ties_and_organisations_open_in_a_spreadsheet(network: OneMode) -> None:
    file = export.edge_csv(network, LABELS)
    assert file.startswith(b"\xef\xbb\xbf")
    ends = ["3", "1", 'Parks "North", Ltd', "Water Board"]
    turned = ends if network.directed else [ends[1], ends[0], ends[3], ends[2]]
    assert read_csv(file) == [
        ["first_id", "second_id", "first_name", "second_name", "weight"],
        [*turned, "4.0"],
        ["1", "2", "Water Board", "交通局", "2.5"],
    ]
    nodes = read_csv(export.node_csv(network, ATTRIBUTES))
    assert [row[0] for row in nodes] == ["organisation_id", "1", "2", "3", "4"]
    assert nodes[2] == ["2", "交通局", "1", "", "True"]


MEMBERSHIPS = two_mode(pd.DataFrame({"project_id": [20, 10, 10, 30], "organisation_id": [2, 2, 1, 3]}))


def test_the_two_mode_network_is_written_as_a_list_and_as_a_matrix() -> None:
    assert read_csv(export.incidence_csv(MEMBERSHIPS)) == [
        ["project_id", "organisation_id"], ["10", "1"], ["10", "2"], ["20", "2"], ["30", "3"]
    ]  # fmt: skip
    assert read_csv(export.incidence_matrix_csv(MEMBERSHIPS)) == [
        ["project_id", "1", "2", "3"], ["10", "1", "1", "0"], ["20", "0", "1", "0"], ["30", "0", "0", "1"]
    ]  # fmt: skip


def read_dl(file: bytes) -> tuple[dict[str, str], dict[str, list[str]], list[list[float]]]:
    """A reader of its own, by the rules of UCINET's help: phrases, then labels, then data."""
    head, *lines = file.decode().splitlines()
    assert head.startswith("dl ")
    phrases = dict(part.split("=") for part in head.split()[1:])
    labels: dict[str, list[str]] = {}
    at = 0
    while lines[at] != "data:":
        labels[lines[at]] = next(csv.reader([lines[at + 1]]))
        at += 2
    return phrases, labels, [[float(number) for number in line.split()] for line in lines[at + 1 :]]


def test_ucinet_reads_the_full_matrix_and_the_list_of_ties(network: OneMode) -> None:
    dense = network.weights.toarray()
    phrases, labels, data = read_dl(ucinet.full_matrix(network, LABELS))
    assert phrases == {"n": "4", "format": "fullmatrix"}
    assert data == dense.tolist()
    phrases, again, ties = read_dl(ucinet.edge_list(network, LABELS))
    assert phrases == {"n": "4", "format": "edgelist1"}
    rebuilt = np.zeros((4, 4))
    for i, j, weight in ties:
        rebuilt[int(i) - 1, int(j) - 1] = weight
    assert rebuilt.tolist() == dense.tolist()
    assert labels == again == {"labels:": ["Water Board (1)", "交通局", "Parks 'North', Ltd", "Water Board (4)"]}


def test_ucinet_reads_the_two_mode_matrix_with_labels_for_rows_and_columns() -> None:
    phrases, labels, data = read_dl(ucinet.two_mode_matrix(MEMBERSHIPS))
    assert phrases == {"nr": "3", "nc": "3", "format": "fullmatrix"}
    assert labels == {"row labels:": ["10", "20", "30"], "column labels:": ["1", "2", "3"]}
    assert data == MEMBERSHIPS.incidence.toarray().tolist()


NAMES = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30), max_size=25)
ALIKE = st.lists(st.sampled_from(["Department of Water", "department of waterways", "Department of Wa~1", "Parks"]))


@settings(deadline=None)
@given(NAMES | ALIKE)
def test_ucinet_s_labels_are_short_and_stay_apart_in_capitals(names: list[str]) -> None:
    # Names of organisations are made different before they come here.
    found = ucinet.short_labels(names)
    assert all(len(label) <= 18 and '"' not in label for label in found)
    assert len({label.upper() for label in found}) == len(names)
    kept = [short for name, short in zip(names, found, strict=True) if len(name) <= 18 and name.isalnum()]
    assert all("~" in short or short in names for short in kept)


def test_whole_weights_are_written_whole_and_others_with_all_their_digits() -> None:
    text = ucinet.full_matrix(from_matrix([[0, 1 / 3, 2.0], [1 / 3, 0, 0], [2.0, 0, 0]])).decode()
    assert text.splitlines()[-3] == f"0 {1 / 3!r} 2"


def test_an_attribute_of_an_organisation_outside_the_network_is_not_written() -> None:
    small = from_matrix([[0, 1], [1, 0]], ids=[1, 2])
    assert list(export.graph(small, ATTRIBUTES)) == [1, 2]


def test_a_panel_is_written_with_stays_and_structural_zeros() -> None:
    early = from_ties(pd.DataFrame({"first_id": [7], "second_id": [8], "weight": [3]}))
    late = from_ties(pd.DataFrame({"first_id": [8], "second_id": [9], "weight": [1]}))
    files = export.panel_files(over_time.panel({2021: early, 2022: late, 2023: early}))
    assert files["composition.txt"].decode().splitlines() == ["1 1 3 3", "1 3", "2 2"]
    assert np.loadtxt(BytesIO(files["wave_2.txt"])).tolist() == [[0, 10, 10], [10, 0, 1], [10, 1, 0]]
    assert np.loadtxt(BytesIO(files["wave_3.txt"])).tolist() == [[0, 1, 10], [1, 0, 10], [10, 10, 0]]
    assert read_csv(files["organisations.csv"])[1:] == [["1", "7"], ["2", "8"], ["3", "9"]]
    assert read_csv(files["waves.csv"])[1:] == [["1", "2021"], ["2", "2022"], ["3", "2023"]]
