"""Any JSON, and any damage to a good package, is read with problems or refused: nothing else happens."""

from __future__ import annotations

import copy
import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from analytics import codes
from analytics.errors import RefusedFile
from data import editions, schema
from data.importers import oc4ids
from data.importers.batch import Batch
from data.importers.oc4ids.walk import inside


def gbp(amount: int) -> dict[str, object]:
    return {"amount": amount, "currency": "GBP"}


def observed(day: str, measure: str) -> dict[str, object]:
    observation = {"measure": measure, "unit": {"id": "P1"}, "period": {"startDate": day, "endDate": day}}
    return {"id": "physicalProgress", "observations": [observation]}


PERIOD = {"startDate": "2024-01-01T00:00:00Z", "endDate": "2025-01-01T00:00:00Z"}
# A package that touches every rule of the mapping once.
GOOD: dict[str, Any] = {
    "version": "0.9",
    "publishedDate": "2025-06-30T00:00:00Z",
    "projects": [
        {
            "id": "P1",
            "updated": "2025-05-31T00:00:00Z",
            "title": "Road",
            "title_zh": "道路",
            "description": "A road",
            "status": "implementation",
            "sector": ["transport", "transport.road"],
            "period": PERIOD,
            "identificationPeriod": PERIOD,
            "implementationPeriod": PERIOD,
            "completionPeriod": PERIOD,
            "locations": [{"id": "1", "address": {"locality": "Patcham", "region": "West"}}],
            "budget": {
                "amount": gbp(40),
                "approvalDate": "2024-01-01",
                "budgetBreakdowns": [
                    {
                        "id": "1",
                        "budgetBreakdown": [
                            {
                                "id": "1",
                                "amount": gbp(40),
                                "period": {"startDate": "2024-01-01", "endDate": "2024-12-31"},
                                "sourceParty": {"id": "1", "name": "Bureau"},
                            }
                        ],
                    }
                ],
            },
            "parties": [
                {
                    "id": "1",
                    "name": "Bureau",
                    "identifier": {"scheme": "GB-GOR", "id": "9"},
                    "roles": ["buyer", "funder", "payer"],
                    "classifications": [{"scheme": "costIdsAdministrativeLevel", "id": "national"}],
                }
            ],
            "publicAuthority": {"id": "1", "name": "Bureau"},
            "forecasts": [observed("2024-11-30", "100")],
            "metrics": [observed("2024-12-31", "100")],
            "milestones": [{"id": "1", "type": "approval", "dueDate": "2024-01-01", "dateMet": "2024-01-02"}],
            "contractingProcesses": [
                {
                    "id": "c1",
                    "summary": {
                        "ocid": "c1",
                        "title": "Works",
                        "nature": ["construction"],
                        "status": "active",
                        "tender": {"procurementMethod": "open"},
                        "suppliers": [{"id": "2", "name": "Builder"}],
                        "contractValue": gbp(30),
                        "contractPeriod": PERIOD,
                        "transactions": [
                            {
                                "id": "t1",
                                "date": "2024-05-01",
                                "value": gbp(3),
                                "payer": {"id": "1", "name": "Bureau"},
                                "payee": {"id": "2", "name": "Builder"},
                            }
                        ],
                    },
                }
            ],
            "completion": {"endDate": "2025-01-31", "finalValue": gbp(42)},
        }
    ],
}

ODDITIES: list[Any] = [
    None, True, 0, -1, 10**30, 1e300, "", " ", "100", "1e400", "NaN", "-Infinity", "2108-01-01", "0001-01-01",
    "9999-12-31T23:59:59+14:00", "2025-02-30", "x" * 1000, "a\0b", "=1+1", "道路", "GBP", "GB-GOR", [], {}, [[]],
    [None], {"": 1}, {"id": "1"}, ["buyer"], gbp(-1), {"amount": 5, "currency": "ZZZ"}, PERIOD,
]  # fmt: skip
ODD = st.sampled_from(ODDITIES)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)
NAMES = st.sampled_from(sorted({str(name) for path in inside((), GOOD["projects"][0]) for name in path if name != 0}))
KNOWN_NAMES = st.recursive(
    ODD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=30,
)


def check(batch: Batch) -> None:
    """What a batch must keep whatever came in: only our codes, only texts that fit, only whole bodies."""
    lists = {
        ("project_record", "status"): codes.STATUSES,
        ("project_record", "stage"): codes.STAGES,
        ("participation", "role"): codes.ROLES,
        ("budget_figure", "kind"): codes.BUDGET_KINDS,
        ("milestone_snapshot", "milestone"): codes.MILESTONES,
    }
    bodies = set(batch.organisations["key"]) if batch.organisations is not None and len(batch.organisations) else set()
    refs = {(table, ref) for table, frame in batch.facts.items() for ref in frame["ref"]}
    assert all((flag.subject, flag.ref) in refs for flag in batch.flags)
    for table, frame in batch.facts.items():
        assert frame["ref"].is_unique
        for (listed, name), allowed in lists.items():
            if listed == table:
                assert set(frame[name].dropna()) <= set(allowed)
        for name in ("organisation", "payer", "payee", "supplier"):
            if name in frame:
                assert set(frame[name].dropna()) <= bodies
        for column in schema.metadata.tables[table].c:
            if column.name not in frame:
                continue
            values = frame[column.name].dropna()
            if column.type.python_type is str:
                length = getattr(column.type, "length", None) or 10**9
                assert all(isinstance(text, str) and len(text) <= length and "\0" not in text for text in values)
            if column.type.python_type is date:
                assert all(isinstance(day, date) for day in values)
            if not column.nullable and column.name not in ("id", "project_id", "edition_id", "organisation_id"):
                assert len(values) == len(frame), f"{table}.{column.name} is missing"
        assert isinstance(frame, pd.DataFrame)


def read(content: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        try:
            for batch in oc4ids.parse([path, path]).batches:
                check(batch)
        except RefusedFile:
            pass


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a package that can be damaged."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from places(item, (*path, name))


PLACES = st.sampled_from(list(places(GOOD)))


def test_the_package_that_will_be_damaged_is_read_without_any_problem(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(GOOD))
    [batch] = oc4ids.parse([tmp_path / "a.json"]).batches
    check(batch)
    assert batch.problems == []
    assert set(batch.facts) == {
        "project_record", "participation", "budget_figure", "funding", "contract", "payment", "progress_report",
        "milestone_snapshot",
    }  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(PLACES, ODD, st.booleans()), min_size=1, max_size=4))
def test_a_package_with_damaged_places_is_read_or_refused(damage: list[tuple[tuple[Any, ...], object, bool]]) -> None:
    content = copy.deepcopy(GOOD)
    for path, odd, remove in damage:
        holder: Any = content
        try:
            for name in path[:-1]:
                holder = holder[name]
            if remove:
                del holder[path[-1]]
            else:
                holder[path[-1]] = copy.deepcopy(odd)
        except (KeyError, IndexError, TypeError):
            continue  # an earlier damage took this place away
    read(content)


@settings(max_examples=150, deadline=None)
@given(ANY_JSON)
def test_any_json_is_read_or_refused(content: object) -> None:
    read(content)
    read({"version": "0.9", "publishedDate": "2025-06-30", "projects": [content, {"id": "P1"}]})


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(NAMES, KNOWN_NAMES, max_size=8))
def test_the_standards_names_around_any_values_are_read(project: dict[str, object]) -> None:
    read({"version": "0.9", "publishedDate": "2025-06-30", "projects": [{**project, "id": "P1"}]})


def test_whatever_was_read_from_a_damaged_package_can_be_written_and_derived(engine: Engine, tmp_path: Path) -> None:
    projects = []
    for number, path in enumerate(places(GOOD["projects"][0])):
        for step in range(0, len(ODDITIES), 6):
            project: Any = copy.deepcopy(GOOD["projects"][0])
            project["id"] = f"P{number}-{step}"
            holder = project
            for name in path[:-1]:
                holder = holder[name]
            holder[path[-1]] = ODDITIES[(number + step) % len(ODDITIES)]
            projects.append(project)
    (tmp_path / "a.json").write_text(json.dumps({**GOOD, "projects": projects}))
    result = editions.write(engine, oc4ids.parse([tmp_path / "a.json"]))
    assert result.edition == 1
    assert result.rows_used > len(projects) * 0.9
    assert len(result.problems) > 100
    assert len(result.flags) > 10
