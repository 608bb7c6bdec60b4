"""A batch's natural keys become ids, and its rows go in: the write half of `data.editions`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, func, select

from data import bulk, repeats, schema
from data.importers.batch import ALIASES, FACTS, LABELS, ORGANISATIONS, REFORMS, SOURCE, Batch

# A column of a batch that names an organisation -> the column that holds its id.
BODIES = {"organisation": "organisation_id", "payer": "payer_id", "payee": "payee_id", "supplier": "supplier_id"}
TABLES = schema.metadata.tables


class Writer:
    """Writes the batches of one edition on one connection that holds the write lock."""

    def __init__(self, connection: Connection, edition: int, files: list[int]) -> None:
        self.connection, self.edition, self.files = connection, edition, files
        self.next_id: dict[str, int] = {}
        self.project_ids: dict[str, int] = {}
        self.organisation_ids: dict[str, int] = {}
        self.new_projects: set[int] = set()  # of this edition
        self.fresh_projects: set[int] = set()  # of this batch
        self.touched: set[int] = set()
        self.written = self.flags = 0

    def write(self, batch: Batch) -> None:
        """All rows of one batch."""
        self._organisations(batch)
        self._labels(batch)
        self._reforms(batch)
        frames = {name: frame.reset_index(drop=True) for name, frame in batch.facts.items() if len(frame)}
        self._projects(frames.values())
        sources = self._sources(frames.values())
        refs: dict[tuple[str, str], tuple[int, int, int | None]] = {}
        for name, frame in frames.items():
            rows = self._rows(name, frame, sources)
            self._insert(TABLES[name], rows.drop(columns="ref"))
            named = rows[rows["ref"].notna()]
            for row in named[["ref", "id", "project_id", "source_id"]].itertuples(index=False, name=None):
                refs[name, str(row[0])] = (row[1], row[2], None if pd.isna(row[3]) else int(row[3]))
        self._flags(batch, refs)
        self._problems(batch)

    def ids(self, table: str, count: int) -> np.ndarray:
        """`count` new ids of a table."""
        if table not in self.next_id:
            self.next_id[table] = (self.connection.scalar(select(func.max(TABLES[table].c.id))) or 0) + 1
        first = self.next_id[table]
        self.next_id[table] += count
        return np.arange(first, first + count)

    def _insert(self, table: Table, rows: pd.DataFrame) -> None:
        self.written += bulk.insert(self.connection, table, rows)

    def look_up(self, table: Table, column: str, keys: Iterable[str], into: dict[str, int]) -> None:
        """Look up ids by key, for the keys that are not known yet."""
        wanted = sorted(set(keys) - into.keys())
        for start in range(0, len(wanted), bulk.CHUNK):
            piece = wanted[start : start + bulk.CHUNK]
            found = select(table.c[column], table.c.id).where(table.c[column].in_(piece))
            into.update(dict(tuple(row) for row in self.connection.execute(found)))

    def _projects(self, frames: Iterable[pd.DataFrame]) -> None:
        codes = list(dict.fromkeys(code for frame in frames for code in frame["project"].unique()))
        self.look_up(schema.project, "code", codes, self.project_ids)
        new = [code for code in codes if code not in self.project_ids]
        ids = self.ids("project", len(new))
        self._insert(schema.project, pd.DataFrame({"id": ids, "code": new, "edition_id": self.edition}))
        self.project_ids.update(zip(new, ids.tolist(), strict=True))
        self.fresh_projects = set(ids.tolist())
        self.new_projects |= self.fresh_projects
        self.touched.update(self.project_ids[code] for code in codes)

    def _organisations(self, batch: Batch) -> None:
        if batch.organisations is not None and len(batch.organisations):
            rows = batch.organisations.reindex(columns=list(ORGANISATIONS)).drop_duplicates("key")
            self._bodies(rows["key"])
            rows = rows[~rows["key"].isin(self.organisation_ids.keys())]
            ids = self.ids("organisation", len(rows))
            self.organisation_ids.update(zip(rows["key"], ids.tolist(), strict=True))
            self._bodies(rows["parent"].dropna())
            rows = rows.assign(id=ids, parent_id=rows["parent"].map(self.organisation_ids).astype("Int64"))
            self._insert(schema.organisation, rows.drop(columns="parent").assign(edition_id=self.edition))
        if batch.aliases is not None and len(batch.aliases):
            rows = batch.aliases.reindex(columns=list(ALIASES))
            self._bodies(rows["organisation"])
            rows = rows.assign(
                id=self.ids("organisation_alias", len(rows)),
                organisation_id=rows["organisation"].map(self.organisation_ids),
                edition_id=self.edition,
            )
            self._insert(schema.organisation_alias, rows.drop(columns="organisation"))

    def _bodies(self, keys: Iterable[str]) -> None:
        """Ids of organisations by key, or by a name that a person has confirmed as an alias."""
        keys = set(keys)
        self.look_up(schema.organisation, "key", keys, self.organisation_ids)
        missing = sorted(keys - self.organisation_ids.keys())
        alias = schema.organisation_alias.c
        for start in range(0, len(missing), bulk.CHUNK):
            piece = missing[start : start + bulk.CHUNK]
            found = select(alias.name, alias.organisation_id).where(alias.name.in_(piece)).order_by(alias.id)
            self.organisation_ids.update(dict(tuple(row) for row in self.connection.execute(found)))

    def _labels(self, batch: Batch) -> None:
        if batch.labels is None or not len(batch.labels):
            return
        label = schema.code_label.c
        known = {(row.kind, row.code) for row in self.connection.execute(select(label.kind, label.code))}
        rows = batch.labels.reindex(columns=list(LABELS)).drop_duplicates(["kind", "code"])
        rows = rows[[pair not in known for pair in zip(rows["kind"], rows["code"], strict=True)]]
        rows = rows.assign(id=self.ids("code_label", len(rows)), edition_id=self.edition)
        self._insert(schema.code_label, rows)

    def _reforms(self, batch: Batch) -> None:
        if batch.reforms is not None and len(batch.reforms):
            rows = batch.reforms.reindex(columns=list(REFORMS))
            ids, now = self.ids("reform_event", len(rows)), datetime.now(UTC).replace(tzinfo=None)
            self._insert(schema.reform_event, rows.assign(id=ids, edition_id=self.edition, created_at=now))

    def _sources(self, frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
        """One source row for each line of a file that any frame of the batch names, with its new id."""
        lines = [frame.reindex(columns=list(SOURCE)) for frame in frames if "row" in frame]
        if not lines:
            return pd.DataFrame(columns=[*SOURCE, "source_id"])
        rows = pd.concat(lines, ignore_index=True).dropna(subset=["file", "row"]).drop_duplicates()
        rows = rows.assign(source_id=self.ids("source_row", len(rows)))
        stored = pd.DataFrame(
            {
                "id": rows["source_id"],
                "edition_id": self.edition,
                "source_file_id": [self.files[int(file)] for file in rows["file"]],
                "sheet": rows["sheet"],
                "row": rows["row"].astype("int64"),
            }
        )
        self._insert(schema.source_row, stored)
        return rows

    def _rows(self, name: str, frame: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
        """The rows of one fact table with ids, less those that the database already holds."""
        names = FACTS[name]
        rows = frame.reindex(columns=[*names, *SOURCE, "ref"])
        for natural, column in BODIES.items():
            if natural in names:
                self._bodies(rows[natural].dropna().unique())
                rows[column] = rows[natural].map(self.organisation_ids).astype("Int64")
                nobody = rows[natural].notna() & rows[column].isna()
                if nobody.any():
                    raise KeyError(f"{name}: organisations missing from the batch: {set(rows.loc[nobody, natural])}")
                rows = rows.drop(columns=natural)
        rows["project_id"] = rows["project"].map(self.project_ids).astype("int64")
        rows = rows.drop(columns="project")
        if len(sources):
            rows = rows.merge(sources, on=list(SOURCE), how="left")
        else:
            rows["source_id"] = pd.array([None] * len(rows), dtype="Int64")
        rows = rows.drop(columns=list(SOURCE))
        rows = rows[~self._repeated(TABLES[name], rows)]
        return rows.assign(id=self.ids(name, len(rows)), edition_id=self.edition)

    def _repeated(self, table: Table, rows: pd.DataFrame) -> np.ndarray:
        """Which rows say nothing new; what this batch or edition has brought itself need not be looked up."""
        own = self.fresh_projects if table is schema.payment else self.new_projects
        known = np.array(sorted(set(rows["project_id"]) - own), dtype="int64")
        return repeats.repeated(self.connection, table, rows, known, self.edition)

    def _flags(self, batch: Batch, refs: dict[tuple[str, str], tuple[int, int, int | None]]) -> None:
        found = [(flag, refs[flag.subject, flag.ref]) for flag in batch.flags if (flag.subject, flag.ref) in refs]
        self.flags += len(found)
        rows = {
            "id": self.ids("flag", len(found)),
            "edition_id": self.edition,
            "project_id": [where[1] for _, where in found],
            "source_id": pd.array([where[2] for _, where in found], dtype="Int64"),
            "subject": [flag.subject for flag, _ in found],
            "subject_id": [where[0] for _, where in found],
            "field": [flag.field for flag, _ in found],
            "rule": [flag.rule for flag, _ in found],
            "found": [flag.found for flag, _ in found],
            "state": "open",
        }
        self._insert(schema.flag, pd.DataFrame(rows))

    def _problems(self, batch: Batch) -> None:
        names = [c.name for c in schema.problem.c if c.name not in ("id", "edition_id")]
        rows = pd.DataFrame({name: [getattr(p, name) for p in batch.problems] for name in names})
        rows = rows.assign(id=self.ids("problem", len(rows)), edition_id=self.edition)
        self._insert(schema.problem, rows)
