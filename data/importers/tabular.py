"""CSV, TSV and XLSX files and a mapping become batches of facts: the same for a dry run and an import.

All files of one call are one edition. A workbook's sheets are each a table; those without a column
for the project code are left out and listed. See `mapping` for what a mapping says and `convert`
for what becomes of cells and rows that do not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from analytics.errors import BadMapping, RefusedFile
from analytics.language import N_
from data.importers import reading, sniff
from data.importers.batch import Batch, Parsed, SourceFile
from data.importers.bind import Binding, bind
from data.importers.convert import Converter, Seen
from data.importers.guard import Checked, open_checked
from data.importers.mapping import Mapping, to_toml
from data.importers.propose import Proposal, propose
from data.importers.sniff import Layout

BATCH_ROWS = 50_000
PROBLEMS = 100_000  # nobody mends more by hand, and each of them is held in memory
_TOO_MANY = N_(
    "“{name}”: more than {limit} cells or rows cannot be used, among them row {row}, column {column}. Either the"
    " mapping does not fit or the file is damaged."
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is found in a file before anybody has said what it means: shown on the imports page."""

    layout: Layout  # encoding, separator, header row, banner, headers, sample rows
    others: tuple[Layout, ...]  # the other sheets of a workbook
    proposal: Proposal  # a mapping to start from, and what it is not sure of


@dataclass(frozen=True, slots=True)
class _Batches:
    """Reads the files anew each time it is gone through, and never holds more than one batch."""

    bindings: tuple[tuple[int, Binding], ...]

    def __iter__(self) -> Iterator[Batch]:
        seen = Seen()
        problems = 0
        for file, binding in self.bindings:
            layout = binding.layout
            rows = reading.rows(layout.checked, layout.sheet, layout.dialect)
            data = (row for row in rows if row[0] > layout.header_row)
            converter = Converter(binding, file, seen)
            while piece := list(islice(data, BATCH_ROWS)):
                batch = converter.convert(piece)
                problems += len(batch.problems)
                if problems > PROBLEMS:
                    last = batch.problems[-1]
                    raise RefusedFile(
                        _TOO_MANY, name=last.file, limit=PROBLEMS, row=last.row, column=last.column or "–"
                    )
                yield batch


def inspect(path: Path, name: str = "my-mapping") -> Inspection:
    """What is in a file, with a mapping proposed from its headers. RefusedFile where it holds no table."""
    layouts = sniff.layouts(open_checked(path))
    first = max(layouts, key=lambda layout: len(propose(layout, name).mapping.columns))
    others = tuple(layout for layout in layouts if layout is not first)
    return Inspection(first, others, propose(first, name))


def parse(paths: Sequence[Path], mapping: Mapping, as_of: date | None = None) -> Parsed:
    """Files and a mapping made ready to be written. RefusedFile and BadMapping come before anything is read."""
    return parse_checked([open_checked(path) for path in paths], mapping, as_of)


def parse_checked(files: Sequence[Checked], mapping: Mapping, as_of: date | None = None) -> Parsed:
    """The same for files that have passed the guard."""
    bindings: list[tuple[int, Binding]] = []
    sources: list[SourceFile] = []
    not_stored: list[str] = []
    for number, checked in enumerate(files):
        bound, left_out = _bind_all(checked, mapping, as_of)
        bindings += [(number, binding) for binding in bound]
        tables = [binding.layout.described() | {"not_stored": list(binding.not_stored)} for binding in bound]
        described: dict[str, object] = {"tables": tables, "sheets_left_out": left_out}
        sources.append(SourceFile(checked.name, checked.sha256, checked.size, described))
        not_stored += [header for binding in bound for header in binding.not_stored]
        not_stored += left_out
    return Parsed(
        files=sources,
        batches=_Batches(tuple(bindings)),
        mapping=mapping.name,
        fingerprint=to_toml(mapping),
        as_of=as_of,
        not_stored=list(dict.fromkeys(not_stored)),
    )


def _bind_all(checked: Checked, mapping: Mapping, as_of: date | None) -> tuple[list[Binding], list[str]]:
    """The tables of a file that the mapping fits, and the sheets that it does not fit."""
    bound: list[Binding] = []
    refusal: BadMapping | None = None
    for layout in sniff.layouts(checked, mapping):
        try:
            bound.append(bind(layout, mapping, as_of))
        except BadMapping as mistakes:
            refusal = refusal or mistakes
    if refusal and (mapping.sheets or not bound):
        raise refusal
    left_out = set(reading.sheet_names(checked, hidden=True) if checked.kind == "xlsx" else ())
    left_out -= {str(binding.layout.sheet) for binding in bound}
    return bound, sorted(left_out)
