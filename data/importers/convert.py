"""Rows of a bound table become a batch: checked column by column, then put together as facts.

What is done with a cell or row that does not fit:
- no code, no reporting date, a wrong number of cells, a sum, a repeated header: the row is not used;
- cells in several columns that do not fit although those columns fit elsewhere: the row has been
  shifted by an unquoted separator and is not used;
- any other cell that does not fit: that value is not stored, the row's other values are.
Each is one problem. Blank rows are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from analytics.language import N_
from data.importers.batch import Batch, Problem
from data.importers.bind import Binding, Bound
from data.importers.facts import NEEDED, facts
from data.importers.maker import Rows
from data.importers.reading import Row
from data.importers.sniff import normal
from data.importers.values import Bad

_REMARK = re.compile(
    r"\s*(备?注|说明|填[表报](说明|人|单位)|制表人?|审核人?|[资数][料据]来源|notes?|sources?)\s*\d*\s*[:：]", re.I
)
FOUND_CHARACTERS = 300  # of a cell that are kept in a problem

WIDTH = N_("The row has another number of cells than the header: an unquoted separator or quotation mark shifts it.")
WIDTH_ALLOWED = N_("as many cells as the header has; quotation marks around text that holds the separator")
SHIFTED = N_("Cells of several columns do not fit: the row seems to be shifted by an unquoted separator.")
REPEATED = N_("The header is repeated here; this row is no project.")
REMARK = N_("This row holds a heading or a remark, no project.")
TOTAL = N_("This row is a sum, not a project.")
NO_CODE = N_("The project code is missing, so the row cannot be used.")
NO_DATE = N_("The reporting date is missing, so the row cannot be used.")
PROJECT_ROW = N_("a row that reports one project")
NEEDS = {
    "contract": N_("a contract number"),
    "payment": N_("a day and an amount"),
    "attendance": N_("a meeting's number and a body that attended"),
}
NOT_STORED = {
    "contract": N_("The contract of this row has no number, so it is not stored."),
    "payment": N_("The payment of this row has no day or no amount, so it is not stored."),
    "attendance": N_("The meeting of this row has no number or no body that attended, so it is not stored."),
}


@dataclass(slots=True)
class Seen:
    """Which project was reported for which date in this edition, to notice duplicates across files and batches."""

    rows: dict[tuple[object, ...], int] = field(default_factory=dict)

    def again(self, key: tuple[object, ...], content: Sequence[str]) -> str:
        """ "" the first time, "same" for the same content again, "other" for different content."""
        told = hash(tuple(content))
        if key not in self.rows:
            self.rows[key] = told
            return ""
        return "same" if self.rows[key] == told else "other"


class Converter:
    """Turns rows of one table into batches."""

    def __init__(self, binding: Binding, file: int, seen: Seen) -> None:
        self.binding, self.file, self.seen = binding, file, seen
        self.name = binding.layout.checked.name
        self.sheet = binding.layout.sheet
        self.headers = binding.layout.headers
        self.totals = {normal(word) for word in binding.mapping.total_words}
        self.code = next(each.index for each in binding.columns if each.field.key == "code")
        labels = ("code", "name", "name:zh", "name:en")
        self.labels = sorted({0, *(each.index for each in binding.columns if each.field.key in labels)})

    def convert(self, rows: Sequence[Row]) -> Batch:
        """One batch out of some rows; blank ones are passed over."""
        batch = Batch()
        whole = [row for row in rows if any(row[1])]
        batch.rows_read = len(whole)
        whole = [row for row in whole if self._is_whole(row, batch)]
        columns = [(each, [each.read(cells[each.index]) for _, cells in whole]) for each in self.binding.columns]
        lost = self._shifted(whole, columns, batch)
        for each, read in columns:
            for at, value in enumerate(read):
                if isinstance(value, Bad):
                    read[at] = None
                    if at in lost:
                        continue
                    if each.field.key in ("code", "as_of"):
                        lost.add(at)
                    self._problem(batch, whole[at], value.message, value.allowed, each)
        targets = self._merge(columns)
        self._incomplete(whole, targets, lost, batch)
        identified = self._identified(whole, targets, lost, batch)
        batch.rows_used = len(identified.numbers)
        facts(identified, batch)
        batch.problems.sort(key=lambda problem: problem.row or 0)
        return batch

    def _problem(self, batch: Batch, row: Row, message: str, allowed: str, bound: Bound | None = None) -> None:
        cells = [row[1][bound.index]] if bound else [cell for cell in row[1] if cell]
        batch.problems.append(
            Problem(
                file=self.name,
                sheet=self.sheet,
                row=row[0],
                column=bound.header if bound else None,
                found=" | ".join(cells[:FOUND_CHARACTERS])[:FOUND_CHARACTERS],
                allowed=allowed,
                message=message,
            )
        )

    def _is_whole(self, row: Row, batch: Batch) -> bool:
        """Pad or trim a row to the header's width where only blank cells are concerned; name what is no project."""
        cells, width = row[1], len(self.headers)
        if self._is_remark(cells):
            self._problem(batch, row, REMARK, PROJECT_ROW)
            return False
        if len(cells) != width:
            if self.binding.layout.dialect and (any(cells[width:]) or len(cells) < width):
                self._problem(batch, row, WIDTH, WIDTH_ALLOWED)
                return False
            del cells[width:]
            cells += [""] * (width - len(cells))
        if any(normal(cells[at]).partition("(")[0].rstrip(":") in self.totals for at in self.labels):
            self._problem(batch, row, TOTAL, PROJECT_ROW)
            return False
        if cells[self.code] == self.headers[self.code] and self._repeats(cells):
            self._problem(batch, row, REPEATED, PROJECT_ROW)
            return False
        return True

    def _is_remark(self, cells: list[str]) -> bool:
        """注：… in any row, and a row with words in one cell that is not the code."""
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            return bool(_REMARK.match(filled[0]))
        alone = self.code >= len(cells) or not cells[self.code]
        return (alone and normal(filled[0]) not in self.totals) or bool(_REMARK.match(filled[0]))

    def _repeats(self, cells: list[str]) -> bool:
        return sum(a == b for a, b in zip(cells, self.headers, strict=True) if a) * 2 > sum(map(bool, cells))

    def _shifted(self, rows: list[Row], columns: list[tuple[Bound, list[Any]]], batch: Batch) -> set[int]:
        """Rows in which most typed cells do not fit, in columns that fit in most other rows."""
        bad: dict[int, int] = {}
        fitting = []
        for each, read in columns:
            if not each.is_typed:
                continue
            wrong = [at for at, value in enumerate(read) if isinstance(value, Bad)]
            if len(wrong) * 2 < sum(value is not None for value in read):
                fitting.append(read)
                for at in wrong:
                    bad[at] = bad.get(at, 0) + 1
        lost = set()
        for at, count in bad.items():
            if count >= 2 and count * 2 >= sum(read[at] is not None for read in fitting):
                self._problem(batch, rows[at], SHIFTED, WIDTH_ALLOWED)
                lost.add(at)
        return lost

    def _incomplete(
        self, whole: list[Row], targets: dict[tuple[Any, ...], tuple[Bound, list[Any]]], lost: set[int], batch: Batch
    ) -> None:
        """Contracts, payments and meetings without what identifies them are not stored."""
        for frame, needed in NEEDED.items():
            parts = {
                bound.field.column: (bound, read) for bound, read in targets.values() if bound.field.frame == frame
            }
            for at, row in enumerate(whole):
                if at in lost or all(read[at] is None for _, read in parts.values()):
                    continue
                for name in needed:
                    if name not in parts or parts[name][1][at] is None:
                        self._problem(
                            batch, row, NOT_STORED[frame], NEEDS[frame], parts[name][0] if name in parts else None
                        )

    @staticmethod
    def _merge(columns: list[tuple[Bound, list[Any]]]) -> dict[tuple[Any, ...], tuple[Bound, list[Any]]]:
        """One list a target: of several columns the first value that is known; of bodies all of them."""
        merged: dict[tuple[Any, ...], tuple[Bound, list[Any]]] = {}
        for each, read in columns:
            target = each.column.target
            if target not in merged:
                merged[target] = each, read
                continue
            first, known = merged[target]
            if each.field.is_list:
                joined = [
                    tuple(dict.fromkeys((*(a or ()), *(b or ())))) or None for a, b in zip(known, read, strict=True)
                ]
            else:
                joined = [b if a is None else a for a, b in zip(known, read, strict=True)]
            merged[target] = first, joined
        return merged

    def _identified(
        self, whole: list[Row], targets: dict[tuple[Any, ...], tuple[Bound, list[Any]]], lost: set[int], batch: Batch
    ) -> Rows:
        """The rows with code and date, and which of them say again what another row has said."""
        by_key = {each.field.key: (each, read) for each, read in targets.values()}
        code_column, codes = by_key["code"]
        dated = by_key.get("as_of")
        dates: list[Any] = dated[1] if dated else [self.binding.as_of] * len(whole)
        kept = []
        for at, row in enumerate(whole):
            if at in lost:
                continue
            if codes[at] is None:
                self._problem(batch, row, NO_CODE, PROJECT_ROW, code_column)
            elif dates[at] is None:
                self._problem(batch, row, NO_DATE, N_("a date such as 2023-06-30"), dated[0] if dated else None)
            else:
                kept.append(at)
        return Rows(
            file=self.file,
            sheet=self.sheet,
            numbers=[whole[at][0] for at in kept],
            codes=[" ".join(codes[at].split()) for at in kept],
            dates=[dates[at] for at in kept],
            values={
                target: (each, [read[at] for at in kept])
                for target, (each, read) in targets.items()
                if each.field.key not in ("code", "as_of")
            },
            repeated=self._repeated(whole, kept, codes, dates),
        )

    def _repeated(self, whole: list[Row], kept: list[int], codes: list[str], dates: list[date]) -> dict[int, str]:
        used = [each.index for each in self.binding.columns]
        # Several contracts, payments, meetings, stages of participation or sources of one project are several rows
        # by right.
        part = [each.index for each in self.binding.columns if each.field.frame in NEEDED]
        part += [each.index for each in self.binding.columns if each.field.key == "participation:stage"]
        lines = [each.index for each in self.binding.columns if each.field.key.startswith("funding:")]
        if lines:
            part += lines + [each.index for each in self.binding.columns if each.field.key == "year"]
        found = {}
        for position, at in enumerate(kept):
            cells = whole[at][1]
            key = (" ".join(codes[at].split()), dates[at], *(cells[index] for index in part))
            again = self.seen.again(key, [cells[index] for index in used])
            if again:
                found[position] = again
        return found
