"""OC4IDS project packages 0.9.0-0.9.5, `.json` and `.json.gz`: read project by project, however large.

Source: Open Contracting for Infrastructure Data Standard, project package schema. A project's
reporting date is its `updated`, else the package's `publishedDate`, else the date given by the
user; several packages over time become snapshots. A project that a later package repeats as it
was adds nothing. Rows are counted from 1 in the list `projects`; a problem's column is the path
within the project. Paths that are not stored are listed with how many values they hold.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import ijson
import pandas as pd

from analytics.errors import RefusedFile
from analytics.language import N_
from analytics.measures import quality
from data.importers import guard
from data.importers.batch import Batch, Flag, Parsed, Problem, SourceFile
from data.importers.oc4ids import codelists
from data.importers.oc4ids.progress import FAR_REPORT
from data.importers.oc4ids.project import ProjectRows
from data.importers.oc4ids.walk import AN_OBJECT, MISSING, WRONG_TYPE, Node, Report, left, longest

BATCH_PROJECTS = 500
PROJECT_BYTES = 16 << 20  # 16 MiB of JSON for one project: a thousand contracting processes take about 2
DAMAGED = N_("“{name}” is not valid JSON: {reason}.")

VERSION = N_("The version is not one of OC4IDS 0.9; the file was read as 0.9.5.")
NO_DATE = N_("The project has no reporting date: neither `updated`, nor the package's `publishedDate`, nor one given.")


def parse(paths: list[Path], as_of: date | None = None) -> Parsed:
    """The packages as batches; files that are no packages raise RefusedFile at once."""
    return parse_checked([guard.open_checked(path) for path in paths], as_of)


def parse_checked(files: list[guard.Checked], as_of: date | None = None) -> Parsed:
    """The same for files that have passed the guard."""
    packages = [_Package(number, file) for number, file in enumerate(files)]
    parsed = Parsed([package.source for package in packages], (), as_of=as_of, fingerprint="oc4ids")
    parsed.batches = _Batches(sorted(packages, key=lambda package: package.published or date.max), parsed)
    return parsed


class _Package:
    """One file: what stands around its projects, read once from end to end."""

    def __init__(self, number: int, checked: guard.Checked) -> None:
        self.number, self.checked = number, checked
        self.problems: list[Problem] = []
        self.unread: Counter[str] = Counter()
        head = self._head()
        self.published = _day(head.get("publishedDate"))
        if head.get("publishedDate") is not None and self.published is None:
            self._problem("publishedDate", WRONG_TYPE, head["publishedDate"], None)
        elif self.published and quality.is_far(self.published):
            self._problem("publishedDate", FAR_REPORT, head["publishedDate"], None)
            self.published = None
        version = head.get("version")
        if version not in codelists.VERSIONS:
            self._problem("version", VERSION, version, ", ".join(codelists.VERSIONS))
        described = {"format": "OC4IDS", "version": version, "published": str(self.published or "")}
        self.source = SourceFile(checked.name, checked.sha256, checked.size, described)

    def _problem(self, column: str, message: str, found: object, allowed: str | None) -> None:
        self.problems.append(
            Problem(self.checked.name, message, None, column, None if found is None else str(found)[:200], allowed)
        )

    def _head(self) -> dict[str, object]:
        """The values around the projects, by path; those that are not used are counted as not stored."""
        head: dict[str, object] = {}
        has_projects = False
        with self._json() as file:
            for path, event, value in _translated(self.checked.name, ijson.parse(file)):
                if path.startswith("projects"):
                    has_projects = has_projects or (path == "projects" and event == "start_array")
                    if path == "projects.item" and event == "end_map":
                        file.rest = PROJECT_BYTES
                elif value is not None and event != "map_key":
                    if path in ("version", "publishedDate"):
                        head[path] = value
                    else:
                        self.unread[path.replace(".item", "").replace(".", "/")] += 1
        if not has_projects:
            raise RefusedFile(
                N_("“{name}” is not an OC4IDS project package: it has no list “projects”."), name=self.checked.name
            )
        return head

    def projects(self) -> Iterator[object]:
        """The projects one after the other."""
        with self._json() as file:
            for project in _translated(self.checked.name, ijson.items(file, "projects.item")):
                file.rest = PROJECT_BYTES
                yield project

    def _json(self) -> _Bounded:
        return _Bounded(guard.stream(self.checked), self.checked.name)


@dataclass(slots=True)
class _Bounded:
    """A stream that refuses to be read on for more than `rest` bytes: what one project may take."""

    file: IO[bytes]
    name: str
    rest: int = PROJECT_BYTES

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.rest -= len(piece)
        if self.rest < 0:
            raise RefusedFile(
                N_("“{name}” holds a project or a text of more than {limit} MB."),
                name=self.name,
                limit=PROJECT_BYTES >> 20,
            )
        return piece

    def __enter__(self) -> _Bounded:
        return self

    def __exit__(self, *_error: object) -> None:
        self.file.close()


def _translated(name: str, events: Any) -> Iterator[Any]:
    """ijson's events; what is not JSON, or a number that Python will not read, is a refusal."""
    try:
        yield from events
    except (ijson.JSONError, ValueError, ArithmeticError) as error:
        raise RefusedFile(DAMAGED, name=name, reason=" ".join(str(error).split())[:200]) from error


def _day(value: object) -> date | None:
    try:
        return datetime.fromisoformat(value.strip()).date() if isinstance(value, str) else None
    except ValueError:
        return None


@dataclass(slots=True)
class _Seen:
    """What earlier reports of this import have said."""

    projects: dict[tuple[str, date], set[tuple[int, bytes]]] = field(default_factory=lambda: defaultdict(set))
    facts: dict[tuple[object, ...], object] = field(default_factory=dict)


@dataclass(slots=True)
class _Batches:
    """Reads the packages anew each time it is iterated over, oldest package first."""

    packages: list[_Package]
    parsed: Parsed

    def __iter__(self) -> Iterator[Batch]:
        seen, unread = _Seen(), Counter[str]()
        for package in self.packages:
            unread.update(package.unread)
            collected = _Collected(list(package.problems))
            for row, project in enumerate(package.projects(), start=1):
                self._project(package, row, project, seen, unread, collected)
                if collected.read == BATCH_PROJECTS:
                    yield collected.batch()
                    collected = _Collected([])
            yield collected.batch()
        self.parsed.not_stored[:] = [f"{path} ({count})" for path, count in sorted(unread.items())]

    def _project(
        self, package: _Package, row: int, value: object, seen: _Seen, unread: Counter[str], collected: _Collected
    ) -> None:
        report = Report(package.checked.name, row, collected.problems.append)
        collected.read += 1
        if not isinstance(value, dict):
            report.problem((), WRONG_TYPE, value, AN_OBJECT)
            return
        project = Node(report, (), value)
        code, as_of = project.text("id", longest("project", "code")), self._as_of(project, package)
        if code is None:
            report.problem(("id",), MISSING)
        if code is None or as_of is None:
            return
        content = hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        reports = seen.projects[code, as_of]
        collected.used += 1
        if any(file != package.number and known == content for file, known in reports):
            return  # a package that repeats a project as it was
        repeated = bool(reports)
        reports.add((package.number, content))
        source: dict[str, object] = {"file": package.number, "sheet": None, "row": row}
        rows = ProjectRows(project, code, as_of, source, repeated)
        collected.add(rows, seen)
        unread.update(left(report, value))

    def _as_of(self, project: Node, package: _Package) -> date | None:
        day = project.day("updated")
        if day and quality.is_far(day):
            project.report.problem(("updated",), FAR_REPORT, day)
            day = None
        found = day or package.published or self.parsed.as_of
        if found is None:
            project.report.problem(("updated",), NO_DATE)
        return found


@dataclass(slots=True)
class _Collected:
    """The rows of a batch while it fills."""

    problems: list[Problem]
    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: defaultdict(list))
    organisations: dict[str, dict[str, object]] = field(default_factory=dict)
    sectors: set[str] = field(default_factory=set)
    flags: list[Flag] = field(default_factory=list)
    read: int = 0
    used: int = 0

    def add(self, project: ProjectRows, seen: _Seen) -> None:
        for key, body in project.parties.bodies.items():
            self.organisations.setdefault(key, body.row())
        if project.sector in codelists.SECTORS:
            self.sectors.add(str(project.sector))
        self.flags.extend(project.flags)
        for table, rows in project.rows.items():
            self.rows[table].extend(row for row in rows if not self._known(table, row, seen))

    def _known(self, table: str, row: dict[str, object], seen: _Seen) -> bool:
        """Whether a dated value of a history, which every package repeats, has been seen; a changed one is flagged."""
        key: tuple[object, ...]
        if table == "progress_report":
            key, what = (row["project"], row["as_of"]), "physical_percent"
        elif table == "payment" and row["reference"]:
            key, what = (row["project"], row["contract"], row["reference"]), "amount"
        else:
            return False
        said = tuple(value for name, value in row.items() if name not in ("as_of", "file", "row", "ref"))
        before = seen.facts.setdefault((table, *key), said)
        if before is said:
            return False
        if before != said:
            self.flags.append(Flag(table, str(row["ref"]), what, "revised_figure", str(row[what])))
        return before == said

    def batch(self) -> Batch:
        labels = [("sector", code, *codelists.SECTORS[code]) for code in sorted(self.sectors)]
        return Batch(
            facts={table: _frame(rows) for table, rows in self.rows.items() if rows},
            organisations=pd.DataFrame(list(self.organisations.values())),
            labels=pd.DataFrame(labels, columns=["kind", "code", "name_en", "name_zh"]),
            flags=self.flags,
            problems=self.problems,
            rows_read=self.read,
            rows_used=self.used,
        )


_WHOLE = ("amount", "row", "file", "year")


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Rows as a frame whose whole numbers stay whole where some are missing."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    return pd.DataFrame(
        {
            name: pd.array(values, dtype="Int64") if name in _WHOLE else pd.Series(values, dtype=object)
            for name, values in columns.items()
        }
    )
