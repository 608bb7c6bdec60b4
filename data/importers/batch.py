"""What an importer hands to `data.editions`: rows by natural key, problems, flags and source rows.

A batch knows no database ids: a project is its `code`, an organisation its `key`, a source row is
`(file, row)`. `data.editions` turns them into ids, writes everything in one transaction, and
rebuilds the derived tables. Importers may yield many batches for one edition; a project or an
organisation may recur in any of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.measures.quality import YEARS, is_far

# Columns of each frame in a batch, in the words of data/schema.py, with natural keys instead of ids:
#   project       project.code             organisation / payer / payee / supplier / parent  organisation.key
#   file, row, sheet   the line it came from (file is an index into Edition.files; NA in the invented city)
#   ref           in a fact frame, optional: any text unique in the batch by which a flag names the row
# Dates are datetime64 or datetime.date; money is Int64 minor units; NA is unknown.
SOURCE = ("file", "sheet", "row")
FACTS: dict[str, tuple[str, ...]] = {
    "project_record": (
        "project", "as_of", "name_en", "name_zh", "description", "sector", "district", "nature",
        "complexity", "is_key", "in_catalogue", "status", "stage",
    ),
    "participation": ("project", "as_of", "organisation", "role", "stage", "from_date", "to_date"),
    "appointment": ("project", "as_of", "post", "holder", "from_date", "to_date"),
    "attendance": ("project", "as_of", "meeting", "held_on", "kind", "organisation"),
    "budget_figure": ("project", "as_of", "kind", "amount", "currency"),
    "funding": ("project", "as_of", "year", "source", "nature", "capital", "amount", "currency"),
    "annual_plan": ("project", "as_of", "year", "amount", "currency"),
    "contract": (
        "project", "as_of", "identifier", "title", "nature", "method", "status", "supplier", "amount",
        "currency", "start_date", "end_date",
    ),
    "payment": (
        "project", "as_of", "paid_on", "amount", "currency", "source", "payer", "payee", "contract",
        "reference",
    ),
    "progress_report": (
        "project", "as_of", "completed_total", "completed_year", "currency", "physical_percent", "light",
        "light_reported",
    ),
    "milestone_snapshot": ("project", "as_of", "milestone", "baseline_no", "baseline", "forecast", "actual"),
}  # fmt: skip
ORGANISATIONS = ("key", "identifier", "name_en", "name_zh", "kind", "level", "parent")
ALIASES = ("organisation", "name", "language", "valid_from", "valid_to")
LABELS = ("kind", "code", "name_en", "name_zh")
REFORMS = ("held_on", "name_en", "name_zh", "source")


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell, row or file that cannot be used, in words for the person who can mend it.

    `message` and `allowed` are catalogue entries (English msgids, already filled with values);
    `row` is the line or spreadsheet row as the user sees it, None where the whole file is meant.
    """

    file: str
    message: str
    row: int | None = None
    column: str | None = None
    found: str | None = None
    allowed: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A value that is possible but suspicious: kept, and not counted until somebody accepts it."""

    subject: str  # the fact table that holds the value
    ref: str  # the `ref` of its row in this batch
    field: str  # the column of that table
    rule: str  # a key of analytics.measures.quality.FLAG_RULES
    found: str


@dataclass(slots=True)
class Batch:
    """Some rows of one edition. A missing frame is an empty one."""

    facts: dict[str, pd.DataFrame] = field(default_factory=dict)
    organisations: pd.DataFrame | None = None
    aliases: pd.DataFrame | None = None
    labels: pd.DataFrame | None = None
    reforms: pd.DataFrame | None = None
    flags: list[Flag] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows_read: int = 0
    rows_used: int = 0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of an edition; `described` is shown on the imports page (encoding, header row, ...)."""

    name: str
    sha256: str
    size: int
    described: dict[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Parsed:
    """A file set made ready to be written: the same object serves the dry run and the import."""

    files: list[SourceFile]
    batches: Iterable[Batch]
    mapping: str | None = None
    fingerprint: str = ""  # whatever besides the files changes the result, such as the mapping's text
    as_of: date | None = None
    not_stored: list[str] = field(default_factory=list)  # columns or JSON paths that are listed, not kept

    def __post_init__(self) -> None:
        if self.as_of is not None and is_far(self.as_of):
            raise PortfolioError(
                N_("A report cannot be of {day}: give a day in the years {first} to {last}."),
                day=self.as_of.isoformat(),
                first=str(YEARS[0]),
                last=str(YEARS[1]),
            )
