"""Which rows of a batch say nothing new, so that files that overlap never double a figure.

A report says again what the newest edition has said where all its rows about one subject (this
project, this date, this kind of budget) are the same and in the same order. A correction is a report
of its own, and so is its withdrawal by a later file. A payment is the same whenever it was reported:
each reporting date may list all payments again, and the longest list counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, select

from data import bulk, schema

# What a row is about, beside its project and date.
SUBJECT: dict[str, tuple[str, ...]] = {
    "project_record": (),
    "participation": ("role",),
    "appointment": ("post",),
    "attendance": ("meeting",),
    "budget_figure": ("kind",),
    "funding": ("year", "source"),
    "annual_plan": ("year",),
    "contract": ("identifier",),
    "progress_report": (),
    "milestone_snapshot": ("milestone",),
}
Content = tuple[object, ...]


def repeated(connection: Connection, table: Table, rows: pd.DataFrame, known: np.ndarray, edition: int) -> np.ndarray:
    """Which of the rows that are about to be written in `edition` say again what is stored.

    `rows` have the table's columns; `known` are the projects, sorted, that the database held before them.
    """
    if table is schema.payment:
        return _payments(connection, rows, known, edition)
    if not len(known):
        return np.zeros(len(rows), dtype=bool)
    names = _content_names(table)
    about = [names.index(name) for name in ("project_id", "as_of", *SUBJECT[table.name])]
    days = pd.to_datetime(rows["as_of"])
    dated = table.c.as_of.between(days.min().date(), days.max().date())
    newest: dict[Content, tuple[int, list[Content]]] = {}
    for piece in bulk.slices(known):
        query = select(*(table.c[name] for name in names), table.c.edition_id)
        query = query.where(bulk.among(table.c.project_id, piece), dated, table.c.edition_id != edition)
        stored = bulk.fetch(connection, query.order_by(table.c.id))
        for number, content in zip(stored["edition_id"].tolist(), _contents(stored, table, names), strict=True):
            subject = tuple(content[at] for at in about)
            if subject not in newest or newest[subject][0] < number:
                newest[subject] = number, []
            if newest[subject][0] == number:
                newest[subject][1].append(content)
    reports: dict[Content, list[int]] = defaultdict(list)
    contents = _contents(rows, table, names)
    for position, content in enumerate(contents):
        reports[tuple(content[at] for at in about)].append(position)
    found = np.zeros(len(rows), dtype=bool)
    for subject, positions in reports.items():
        found[positions] = subject in newest and newest[subject][1] == [contents[at] for at in positions]
    return found


def _payments(connection: Connection, rows: pd.DataFrame, known: np.ndarray, edition: int) -> np.ndarray:
    table = schema.payment
    names = [name for name in _content_names(table) if name != "as_of"]
    found = np.zeros(len(rows), dtype=bool)
    places = np.flatnonzero(rows["project_id"].isin(known) | rows.duplicated(names, keep=False))
    listed = rows.iloc[places].assign(place=places).sort_values("as_of", kind="stable")
    if listed.empty:
        return found
    dates = pd.to_datetime(listed["as_of"]).dt.strftime("%Y-%m-%d").tolist()
    # Of this edition's own payments those of the same date are others: one file may list two equal ones.
    own = Counter[tuple[str, Content]]()
    held = Counter[Content]()
    for piece in bulk.slices(known):
        query = select(*(table.c[name] for name in names), table.c.as_of, table.c.edition_id)
        stored = bulk.fetch(connection, query.where(bulk.among(table.c.project_id, piece)))
        days = stored["as_of"].dt.strftime("%Y-%m-%d")
        for day, number, content in zip(days, stored["edition_id"], _contents(stored, table, names), strict=True):
            held[content] += 1
            own[day, content] += number == edition
    told = Counter[tuple[str, Content]]()
    for place, day, content in zip(listed["place"], dates, _contents(listed, table, names), strict=True):
        told[day, content] += 1
        if told[day, content] <= held[content] - own[day, content]:
            found[place] = True
        else:
            held[content] += 1
            own[day, content] += 1
    return found


def _content_names(table: Table) -> list[str]:
    return [column.name for column in table.c if column.name not in ("id", "edition_id", "source_id")]


def _contents(rows: pd.DataFrame, table: Table, names: list[str]) -> list[Content]:
    """Rows as comparable tuples, whatever types they came in."""
    return list(zip(*(_plain(rows[name], table.c[name].type.python_type.__name__) for name in names), strict=True))


def _plain(column: pd.Series, kind: str) -> list[object]:
    values = bulk.cells(column, date=kind == "date")
    return [None if value is None else float(value) for value in values] if kind == "float" else values
