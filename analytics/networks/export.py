"""Networks as files for Gephi, Pajek, RSiena and spreadsheets, in bytes, to be read back by anything.

GraphML and GEXF come from networkx's writers; its writer of Pajek leaves a name without a blank bare, and one
with an apostrophe can then not be read. Node and edge tables are CSV in UTF-8 with a byte order mark, without
which a spreadsheet takes Chinese for Latin. UCINET's format is in `ucinet`.
"""

from __future__ import annotations

import re
from io import BytesIO

import networkx as nx
import numpy as np
import pandas as pd

from analytics.networks.one_mode import OneMode
from analytics.networks.over_time import Panel
from analytics.networks.two_mode import TwoMode

# What no XML file may hold, however it is written: control characters and what is no character.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graph(network: OneMode, attributes: pd.DataFrame | None = None) -> nx.Graph:
    """A networkx graph whose nodes carry the columns of `attributes` (by `organisation_id`, as index).

    A missing attribute is left out of its node: the formats know no missing value, and 0 is not one.
    Numbers, flags and text are written as such, dates as ISO text; control characters, which XML cannot hold, are
    left out of text. Nodes without a row have none.
    """
    made = network.to_networkx()
    if attributes is None:
        return made
    for node, row in zip(attributes.index.tolist(), attributes.to_dict("records"), strict=True):
        if node in made:
            made.nodes[node].update({str(name): _plain(value) for name, value in row.items() if not pd.isna(value)})
    return made


def graphml(network: OneMode, attributes: pd.DataFrame | None = None) -> bytes:
    """GraphML, with edge attribute `weight`.

    >>> from analytics.networks.one_mode import from_matrix
    >>> graphml(from_matrix([[0, 2], [2, 0]]))[:13]
    b'<?xml version'
    """
    return _written(nx.write_graphml_xml, graph(network, attributes))


def gexf(network: OneMode, attributes: pd.DataFrame | None = None) -> bytes:
    """GEXF 1.2, which Gephi reads; a text column `label` becomes the node's label."""
    return _written(nx.write_gexf, graph(network, attributes))


def pajek(network: OneMode, labels: pd.Series | None = None) -> bytes:
    """Pajek .net: vertices named by `labels` (by `organisation_id`), else by id; ties with their weights.

    Pajek knows a vertex by its name, so organisations of one name get their id after it. Quotation marks
    become apostrophes, since Pajek ends a name at the next one, backslashes slashes, and what breaks a line blanks.

    >>> from analytics.networks.one_mode import from_matrix
    >>> print(pajek(from_matrix([[0, 2], [2, 0]], ids=[7, 8])).decode().replace("\\r", ""))
    *vertices 2
    1 "7"
    2 "8"
    *edges
    1 2 2
    <BLANKLINE>
    """
    plain = None if labels is None else labels.map(_one_line, na_action="ignore")
    row, column, weight = network.ends()
    ties = zip((row + 1).tolist(), (column + 1).tolist(), weight.tolist(), strict=True)
    lines = [
        f"*vertices {network.nodes}",
        *(f'{number} "{name}"' for number, name in enumerate(names(network, plain), start=1)),
        "*arcs" if network.directed else "*edges",
        *(f"{first} {second} {weight!r}" for first, second, weight in ties),
    ]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")


def edge_csv(network: OneMode, labels: pd.Series | None = None) -> bytes:
    """Ties, strongest first: `first_id`, `second_id`, `weight`, and with `labels` `first_name`, `second_name`."""
    table = network.table()
    if labels is not None:
        table.insert(2, "first_name", table["first_id"].map(labels))
        table.insert(3, "second_name", table["second_id"].map(labels))
    return _csv(table)


def node_csv(network: OneMode, attributes: pd.DataFrame | None = None) -> bytes:
    """Organisations in the network's order, with and without ties: `organisation_id` and the attributes."""
    table = pd.DataFrame(index=pd.Index(network.ids, name="organisation_id"))
    return _csv((table if attributes is None else table.join(attributes)).reset_index())


def incidence_csv(memberships: TwoMode, labels: pd.Series | None = None, projects: pd.Series | None = None) -> bytes:
    """The two-mode network as a list: `project_id`, `organisation_id`, a row for each membership.

    With `projects` (names by project id) and `labels` also `project_name` and `organisation_name`.
    """
    row, column = memberships.incidence.nonzero()
    table = pd.DataFrame(
        {"project_id": memberships.projects[row], "organisation_id": memberships.organisations[column]}
    ).sort_values(["project_id", "organisation_id"])
    for name, known in (("project_name", projects), ("organisation_name", labels)):
        if known is not None:
            table[name] = table[name.replace("_name", "_id")].map(known)
    return _csv(table)


def incidence_matrix_csv(
    memberships: TwoMode, labels: pd.Series | None = None, projects: pd.Series | None = None
) -> bytes:
    """The two-mode network as a matrix of 0 and 1: a row per project, a column per organisation.

    Columns are headed by `labels`, no two alike, else by ids; with `projects` (names by project id) each row has
    its `project_name`.
    """
    table = pd.DataFrame(
        memberships.incidence.toarray().astype("int64"),
        index=pd.Index(memberships.projects, name="project_id"),
        columns=unique(memberships.organisations, labels),
    ).reset_index()
    if projects is not None:
        table.insert(1, "project_name", table["project_id"].map(projects))
    return _csv(table)


def panel_files(panel: Panel, attributes: pd.DataFrame | None = None) -> dict[str, bytes]:
    """A panel as files by name, for RSiena and tergm.

    `wave_1.txt`, ...: matrices without names, 10 in the rows and columns of the absent (for
    `as.matrix(read.table(...))`); `composition.txt`: a line per organisation with the first and last wave of
    each stay (for `sienaCompositionChangeFromFile`); `organisations.csv`: the row of each organisation and its
    `attributes` (by `organisation_id`, as index); `waves.csv`: the label of each wave.
    """
    stays = panel.composition().groupby("organisation_id", sort=False)
    lines = (" ".join(map(str, stay[["first_wave", "last_wave"]].to_numpy().ravel())) for _, stay in stays)
    bodies = pd.DataFrame({"row": range(1, len(panel.ids) + 1), "organisation_id": panel.ids})
    if attributes is not None:
        bodies = bodies.join(attributes, on="organisation_id")
    files = {
        "composition.txt": "\n".join([*lines, ""]).encode(),
        "organisations.csv": _csv(bodies),
        "waves.csv": _csv(pd.DataFrame({"wave": range(1, len(panel.waves) + 1), "label": list(panel.waves)})),
    }
    for number, wave in enumerate(panel.waves, start=1):
        rows = (" ".join(map(str, row)) for row in panel.matrix(wave).tolist())
        files[f"wave_{number}.txt"] = "\n".join([*rows, ""]).encode()
    return files


def names(network: OneMode, labels: pd.Series | None = None) -> list[str]:
    """One name for each organisation of the network in order, as `unique` makes them.

    >>> from analytics.networks.one_mode import from_matrix
    >>> names(from_matrix([[0, 1], [1, 0]], ids=[7, 8]), pd.Series({7: "Water", 8: "Water"}))
    ['Water (7)', 'Water (8)']
    """
    return unique(network.ids, labels)


def unique(organisations: np.ndarray, labels: pd.Series | None = None) -> list[str]:
    """One name for each of these ids, no two alike: its label, with its id where labels repeat, else the id.

    >>> unique(np.array([1, 2, 3]), pd.Series({1: "Water (2)", 2: "Water", 3: "Water"}))
    ['Water (2) (1)', 'Water (2) (2)', 'Water (3)']
    """
    ids = pd.Series(organisations.tolist(), dtype="object")
    if labels is None:
        return ids.astype(str).tolist()
    known = ids.map(labels).fillna(ids).astype(str).str.strip()
    while (alike := known.duplicated(keep=False)).any():
        known = known.where(~alike, known + " (" + ids.astype(str) + ")")
    return known.tolist()


def _plain(value: object) -> object:
    """What XML writers take: Python's own numbers and flags, text for everything else."""
    if isinstance(value, np.generic):
        value = value.item()
    return value if isinstance(value, bool | int | float) else _NOT_XML.sub("", str(value))


def _one_line(name: object) -> str:
    """A name that a line of Pajek can hold between quotation marks."""
    return " ".join(_NOT_XML.sub(" ", str(name)).split()).replace('"', "'").replace("\\", "/")


def _written(write: object, made: nx.Graph) -> bytes:
    file = BytesIO()
    write(made, file)  # type: ignore[operator]
    return file.getvalue()


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
