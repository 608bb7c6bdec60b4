"""The network of a slice as a file, for other programs, and the paragraph that says what was done to it.

Names stand in one language or not at all: then organisations are numbers, and nothing in the file names one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd
from sqlalchemy import Connection, select

from analytics.errors import PortfolioError
from analytics.language import LANGUAGES, N_, Language
from analytics.networks import export, ucinet
from analytics.networks.over_time import panel
from analytics.networks.panel_readme import readme
from analytics.scope import Scope
from data import bulk, methods, tables
from data.exporters.spreadsheet import neutral
from data.queries import network_time, slices
from data.queries.common import resolve
from data.queries.slices import Slice
from data.schema import project

NUMBERS = "ids"  # in the place of names
NAMES = {"en": N_("Names in English"), "zh_CN": N_("Names in Chinese"), NUMBERS: N_("Numbers instead of names")}
MOST_CELLS = 25_000_000  # of a matrix: 50 MB of text
MOST_OF_PANEL = 1_500  # organisations of a panel: no estimation gets that far


@dataclass(frozen=True, slots=True)
class Form:
    """`cells` counts those of a matrix; 0 where the file is a list. `program` is who reads it."""

    label: str
    program: str
    ending: str
    mime: str
    cells: Callable[[int, int], int] = lambda organisations, projects: 0


FORMATS = {
    "graphml": Form("GraphML", N_("Gephi, yEd, igraph, networkx"), "graphml", "application/graphml+xml"),
    "gexf": Form("GEXF", N_("Gephi"), "gexf", "application/gexf+xml"),
    "pajek": Form("Pajek .net", N_("Pajek, VOSviewer"), "net", "text/plain"),
    "dl": Form(N_("UCINET DL, matrix"), N_("UCINET, NetDraw"), "dl", "text/plain", lambda n, _: n * n),
    "dl-edges": Form(N_("UCINET DL, list of ties"), N_("UCINET, NetDraw"), "edges.dl", "text/plain"),
    "dl-two-mode": Form(
        N_("UCINET DL, two-mode"), N_("UCINET, NetDraw"), "two-mode.dl", "text/plain", lambda n, p: n * p
    ),
    "edges": Form(N_("Ties, CSV"), N_("spreadsheets, R"), "edges.csv", "text/csv"),
    "nodes": Form(N_("Organisations with all measures, CSV"), N_("spreadsheets, R"), "nodes.csv", "text/csv"),
    "incidence": Form(N_("Who takes part in what: list, CSV"), N_("spreadsheets, R"), "incidence.csv", "text/csv"),
    "incidence-matrix": Form(
        N_("Who takes part in what: matrix, CSV"), N_("spreadsheets, R"), "incidence-matrix.csv", "text/csv",
        lambda n, p: n * p,
    ),
    "panel": Form(N_("Panel of years, ZIP"), N_("RSiena, tergm"), "panel.zip", "application/zip"),
    "methods": Form(N_("Paragraph for a methods section, text"), N_("papers"), "methods.txt", "text/plain"),
}  # fmt: skip


def refusal(form: str, organisations: int, units: int) -> PortfolioError | None:
    """Why a network of this size cannot be had in this form, if it cannot."""
    if FORMATS[form].cells(organisations, units) > MOST_CELLS:
        return PortfolioError(
            N_("The matrix would have more than {n} million cells; take the list instead."), n=MOST_CELLS // 10**6
        )
    return None


def content(connection: Connection, scope: Scope, form: str, names: str = "en") -> bytes:
    """The file, as bytes. `names` is one of `NAMES`. The paragraph tells of the tests that option `tests` names.

    Raises PortfolioError for an unknown form, one that cannot hold so large a network, or a panel of one year.
    """
    if form not in FORMATS:
        raise PortfolioError(
            N_("There is no format “{form}”; the formats are: {known}."), form=form, known=", ".join(FORMATS)
        )
    if names not in NAMES:
        raise PortfolioError(N_("Names can be: {known}."), known=", ".join(NAMES))
    if form == "panel":
        return _panel(connection, scope, names)
    if form == "methods":
        return methods.paragraphs(connection, scope)
    found = slices.slice_in_scope(connection, scope)
    if reason := refusal(form, found.network.nodes, len(found.units.projects)):
        raise reason
    if form == "nodes":
        measures = tables.make(connection, "network_organisations", scope).set_index("organisation_id")
        told = [name for name in measures if not name.startswith("organisation_")]
        return export.node_csv(found.network, _attributes(found, names).map(_safe).join(measures[told]))
    return _written(found, form, names, _codes(connection, found, names))


def _written(found: Slice, form: str, names: str, projects: pd.Series | None) -> bytes:
    labels, safe = _labels(found, names), None
    if labels is not None:
        safe = labels.map(neutral)
    makers: dict[str, Callable[[], bytes]] = {
        "graphml": lambda: export.graphml(found.network, _attributes(found, names).join(_counts(found))),
        "gexf": lambda: export.gexf(found.network, _attributes(found, names).join(_counts(found))),
        "pajek": lambda: export.pajek(found.network, labels),
        "dl": lambda: ucinet.full_matrix(found.network, labels),
        "dl-edges": lambda: ucinet.edge_list(found.network, labels),
        "dl-two-mode": lambda: ucinet.two_mode_matrix(
            found.units,
            None if projects is None else export.unique(found.units.projects, projects),
            export.unique(found.units.organisations, labels),
        ),
        "edges": lambda: export.edge_csv(found.network, safe),
        "incidence": lambda: export.incidence_csv(found.units, safe, projects),
        "incidence-matrix": lambda: export.incidence_matrix_csv(found.units, safe, projects),
    }
    return makers[form]()


def _safe(cell: object) -> object:
    """Text that no spreadsheet takes for a formula; anything else as it is."""
    return neutral(cell) if isinstance(cell, str) else cell


def _names(bodies: pd.DataFrame, language: Language) -> list[str]:
    return [language.name(*pair) for pair in zip(bodies["name_en"], bodies["name_zh"], strict=True)]


def _labels(found: Slice, names: str) -> pd.Series | None:
    """The name of each organisation of the network, by id; None where numbers are wanted."""
    if names == NUMBERS:
        return None
    ids = found.network.ids
    return pd.Series(_names(found.bodies.reindex(ids), Language(names)), index=ids, dtype="object")


def _codes(connection: Connection, found: Slice, names: str) -> pd.Series | None:
    """The code of each project by id; None for contracts and meetings, and where numbers are wanted."""
    if names == NUMBERS or found.asked.tie in ("contract", "meets"):
        return None
    known = bulk.fetch(connection, select(project.c.id, project.c.code)).set_index("id")["code"]
    return known.reindex(found.units.projects).map(neutral, na_action="ignore")


def _attributes(found: Slice, names: str) -> pd.DataFrame:
    """Who each organisation of the network is: names, kind, level, district."""
    bodies = found.bodies.reindex(found.network.ids)
    table = bodies[["kind", "level", "district"]].astype("object")
    if names != NUMBERS:
        table.insert(0, "label", _names(bodies, Language(names)))
        table[["name_en", "name_zh"]] = bodies[["name_en", "name_zh"]].astype("object")
    table.index.name = "organisation_id"
    return table


def _counts(found: Slice) -> pd.DataFrame:
    """What a picture is sized by, under the names of the table of organisations."""
    plain, ids = found.network.undirected, found.network.ids
    joined = found.memberships.groupby("organisation_id")["project_id"].nunique()
    return pd.DataFrame(
        {
            "projects_joined": joined.reindex(ids, fill_value=0).to_numpy(dtype="int64"),
            "degree": plain.adjacency.sum(axis=1).astype("int64"),
            "node_strength": plain.weights.sum(axis=1),
        },
        index=pd.Index(ids, name="organisation_id"),
    )


def _panel(connection: Connection, scope: Scope, names: str) -> bytes:
    """The whole years as waves, zipped with a README in both languages."""
    found = network_time.over_time_in_scope(connection, scope)
    waves = {year: found.networks[year] for year, state in found.states.items() if state == "whole"}
    if len(waves) < 2:
        raise PortfolioError(N_("A panel needs two whole years that the reports cover; there are {n}."), n=len(waves))
    made = panel(waves)
    if len(made.ids) > MOST_OF_PANEL:
        raise PortfolioError(
            N_("RSiena and tergm cannot estimate a panel of {n} organisations; narrow the slice to {most}."),
            n=len(made.ids), most=MOST_OF_PANEL,
        )  # fmt: skip
    bodies = found.bodies.reindex(made.ids)
    attributes = bodies[["kind", "level"]]
    if names != NUMBERS:
        attributes = attributes.assign(name=[neutral(name) for name in _names(bodies, Language(names))])
    scope = resolve(connection, scope)
    words = [methods.slice_words(connection, scope, Language(code)) for code in LANGUAGES]
    files = export.panel_files(made, attributes) | {"README.txt": readme(made, words)}
    zipped = BytesIO()
    with ZipFile(zipped, "w") as archive:
        for name, text in sorted(files.items()):  # dated alike, so that the same panel is the same file
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, ZIP_DEFLATED)
    return zipped.getvalue()
