"""`merged_organisation`: the body that an organisation counts as, by what persons have decided about names.

Decisions go by the bodies' keys. One about a body that the database does not hold (its edition was taken back) waits
until it comes back. Every organisation of a dated row is followed by the date of its report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from sqlalchemy import Connection, delete, or_, select

from data import bulk, schema
from data.schema_derived import FOREVER, merged_organisation

BODIES = ("organisation_id", "supplier_id", "payer_id", "payee_id")  # the columns of dated rows that name a body
# What the derived tables are made from; contracts and meetings are read as they are, with `queries.merged.counted`.
DERIVED_FROM = (
    schema.participation.c.organisation_id,
    schema.payment.c.payer_id,
    schema.payment.c.payee_id,
)


class Same(NamedTuple):
    """A name that counts as another body in the reports of some dates: `begin` is the first of them, `end` is not."""

    key: str
    begin: date
    end: date
    into: str


def standing(connection: Connection) -> list[Same]:
    """The decisions in force that two names mean one body."""
    row = schema.organisation_merge.c
    wanted = select(row.organisation_key, row.valid_from, row.valid_to, row.into_key).where(
        row.decision == "same", row.withdrawn_at.is_(None)
    )
    return [
        Same(key, begin or date.min, end or FOREVER, into)
        for key, begin, end, into in connection.execute(wanted.order_by(row.id))
    ]


def resolved(decisions: Iterable[Same], known: set[str]) -> list[Same]:
    """Of each known body the dates in which it counts as another, at the end of the chain of decisions; a body that is
    not known passes on, and is nobody's end. The decisions go in no circle and none overlaps another of its body.

    >>> day = date(2023, 3, 1)
    >>> chain = [Same("a", date.min, FOREVER, "b"), Same("b", day, FOREVER, "c")]
    >>> [(one.key, one.into, one.begin == day) for one in resolved(chain, {"a", "b", "c"})]
    [('a', 'b', False), ('a', 'c', True), ('b', 'c', True)]
    """
    of_body: dict[str, list[Same]] = defaultdict(list)
    for one in sorted(decisions):
        of_body[one.key].append(one)

    def follow(key: str, begin: date, end: date) -> list[tuple[date, date, str]]:
        pieces, day = [], begin
        for one in of_body.get(key, ()):
            first, last = max(one.begin, begin), min(one.end, end)
            if first < last:
                pieces.append((day, first, key))
                ends = follow(one.into, first, last)
                pieces += [(since, until, found if found in known else key) for since, until, found in ends]
                day = last
        return [piece for piece in [*pieces, (day, end, key)] if piece[0] < piece[1]]

    made: list[Same] = []
    for key in sorted(of_body.keys() & known):
        for begin, end, into in follow(key, date.min, FOREVER):
            if into != key:
                before = made[-1] if made else None
                if before and (before.key, before.end, before.into) == (key, begin, into):
                    made[-1] = before._replace(end=end)
                else:
                    made.append(Same(key, begin, end, into))
    return made


def update(connection: Connection) -> set[int]:
    """Bring `merged_organisation` up to date. Returns the projects that are to be derived anew: those with a row that
    names a body which counts as another than before."""
    wanted = worked_out(connection, standing(connection))
    changed = differing(merged(connection), wanted)
    if not changed:
        return set()
    connection.execute(delete(merged_organisation))
    bulk.insert(connection, merged_organisation, wanted)
    return projects_naming(connection, changed)


def worked_out(connection: Connection, decisions: Iterable[Same]) -> pd.DataFrame:
    """What the rows of `merged_organisation` are under these decisions."""
    decisions = list(decisions)
    named = {key for one in decisions for key in (one.key, one.into)}
    body = schema.organisation.c
    ids = dict(tuple(row) for row in connection.execute(select(body.key, body.id).where(body.key.in_(named))))
    made = [(ids[one.key], one.begin, one.end, ids[one.into]) for one in resolved(decisions, set(ids))]
    columns = zip(*made, strict=True) if made else ([], [], [], [])
    dtypes = ("Int64", "datetime64[s]", "datetime64[s]", "Int64")
    return pd.DataFrame(
        {
            column.name: pd.Series(np.array(cells, dtype=dtype.lower())).astype(dtype)
            for column, cells, dtype in zip(merged_organisation.c, columns, dtypes, strict=True)
        }
    )


def differing(one: pd.DataFrame, other: pd.DataFrame) -> set[int]:
    """The organisations that count differently under two states of `merged_organisation`."""
    rows = (frame.itertuples(index=False, name=None) for frame in (one, other))
    first, second = (set(each) for each in rows)
    return {int(row[0]) for row in first ^ second}


def projects_naming(connection: Connection, organisations: set[int]) -> set[int]:
    """The projects with a row, among those that figures are derived from, that names one of these organisations."""
    return {
        project
        for table in {column.table for column in DERIVED_FROM}
        for project in connection.scalars(
            select(table.c.project_id)
            .where(or_(*(column.in_(organisations) for column in DERIVED_FROM if column.table is table)))
            .distinct()
        )
    }


def merged(connection: Connection) -> pd.DataFrame:
    """The rows of `merged_organisation`."""
    return bulk.fetch(connection, select(*merged_organisation.c))


def follow(rows: pd.DataFrame, merged: pd.DataFrame) -> pd.DataFrame:
    """Dated rows with every body replaced by the one that it counts as on the date of the report."""
    for name in BODIES:
        if name in rows and rows[name].isin(merged["organisation_id"]).any():
            asked = rows[[name, "as_of"]].rename(columns={name: "organisation_id"}).rename_axis("row").reset_index()
            found = asked.merge(merged, on="organisation_id", suffixes=("", "_from"))
            found = found[(found["as_of_from"] <= found["as_of"]) & (found["as_of"] < found["valid_to"])]
            counted = rows[name].copy()
            counted.loc[found["row"]] = found["into_id"].to_numpy()
            rows = rows.assign(**{name: counted})
    return rows
