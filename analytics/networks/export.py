"""Networks as files for Gephi, Pajek, RSiena and spreadsheets, in bytes, to be read back by anything.

GraphML, GEXF and Pajek come from networkx's writers. Node and edge tables are CSV in UTF-8 with a byte
order mark, without which a spreadsheet takes Chinese for Latin. UCINET's format is in `ucinet`.
"""

from __future__ import annotations

from io import BytesIO

import networkx as nx
import numpy as np
import pandas as pd

from analytics.networks.one_mode import OneMode
from analytics.networks.over_time import Panel
from analytics.networks.two_mode import TwoMode


def graph(network: OneMode, attributes: pd.DataFrame | None = None) -> nx.Graph:
    """A networkx graph whose nodes carry the columns of `attributes` (by `organisation_id`, as index).

    A missing attribute is left out of its node: the formats know no missing value, and 0 is not one.
    Numbers, flags and text are written as such, dates as ISO text. Nodes without a row have none.
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
    become apostrophes: Pajek ends a name at the next one.
    """
    plain = None if labels is None else labels.astype("str").str.replace('"', "'")
    new = dict(zip(network.ids.tolist(), names(network, plain), strict=True))
    made = nx.relabel_nodes(network.to_networkx(), new)
    return _written(nx.write_pajek, made)


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


def incidence_csv(memberships: TwoMode) -> bytes:
    """The two-mode network as a list: `project_id`, `organisation_id`, a row for each membership."""
    row, column = memberships.incidence.nonzero()
    return _csv(
        pd.DataFrame(
            {"project_id": memberships.projects[row], "organisation_id": memberships.organisations[column]}
        ).sort_values(["project_id", "organisation_id"])
    )


def incidence_matrix_csv(memberships: TwoMode) -> bytes:
    """The two-mode network as a matrix of 0 and 1: a row per project, a column per organisation."""
    return _csv(
        pd.DataFrame(
            memberships.incidence.toarray().astype("int64"),
            index=pd.Index(memberships.projects, name="project_id"),
            columns=memberships.organisations,
        ).reset_index()
    )


def panel_files(panel: Panel) -> dict[str, bytes]:
    """A panel as files by name, for RSiena and tergm.

    `wave_1.txt`, ...: matrices without names, 10 in the rows and columns of the absent (for
    `as.matrix(read.table(...))`); `composition.txt`: a line per organisation with the first and last wave of
    each stay (for `sienaCompositionChangeFromFile`); `organisations.csv`: the row of each organisation;
    `waves.csv`: the label of each wave.
    """
    stays = panel.composition().groupby("organisation_id", sort=False)
    lines = (" ".join(map(str, stay[["first_wave", "last_wave"]].to_numpy().ravel())) for _, stay in stays)
    numbered = pd.RangeIndex(1, len(panel.ids) + 1, name="row")
    files = {
        "composition.txt": "\n".join([*lines, ""]).encode(),
        "organisations.csv": _csv(pd.DataFrame({"row": numbered, "organisation_id": panel.ids})),
        "waves.csv": _csv(pd.DataFrame({"wave": range(1, len(panel.waves) + 1), "label": list(panel.waves)})),
    }
    for number, wave in enumerate(panel.waves, start=1):
        rows = (" ".join(map(str, row)) for row in panel.matrix(wave).tolist())
        files[f"wave_{number}.txt"] = "\n".join([*rows, ""]).encode()
    return files


def names(network: OneMode, labels: pd.Series | None = None) -> list[str]:
    """One name for each organisation in order, no two alike: its label, with its id where labels repeat.

    >>> from analytics.networks.one_mode import from_matrix
    >>> names(from_matrix([[0, 1], [1, 0]], ids=[7, 8]), pd.Series({7: "Water", 8: "Water"}))
    ['Water (7)', 'Water (8)']
    """
    ids = pd.Series(network.ids.tolist(), dtype="object")
    if labels is None:
        return ids.astype(str).tolist()
    known = ids.map(labels).fillna(ids).astype(str).str.strip()
    alike = known.duplicated(keep=False)
    return known.where(~alike, known + " (" + ids.astype(str) + ")").tolist()


def _plain(value: object) -> object:
    """What XML writers take: Python's own numbers and flags, text for everything else."""
    if isinstance(value, np.generic):
        value = value.item()
    return value if isinstance(value, bool | int | float | str) else str(value)


def _written(write: object, made: nx.Graph) -> bytes:
    file = BytesIO()
    write(made, file)  # type: ignore[operator]
    return file.getvalue()


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
