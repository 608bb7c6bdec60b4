"""A small portfolio of which some is finished, some under way and some cancelled, to be written by `tests.editions`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

BEGAN, PLANNED_END, STILL_TO_COME = date(2020, 1, 1), date(2022, 12, 31), date(2026, 12, 31)
FIRST_TOOK, EACH_TOOK_MORE = 900, 20  # days; planned are 1,095


def ended(
    *, finished: int = 0, unfinished: int = 0, cancelled: int = 0, name: str = "Bridge", sectors: Sequence[str] = ("",)
) -> dict[str, Any]:
    """The drawn facts of the projects P1, P2, ..., named `name` and their number, the `sectors` in turn; one report.

    All began on 1 January 2020. The first finished one took 900 days and each further one 20 days more; these and the
    cancelled were planned for three years, those under way for seven and say that they will keep to it.
    """
    outcomes = ["completed"] * finished + ["active"] * unfinished + ["cancelled"] * cancelled
    records, dates = [], []
    for n, status in enumerate(outcomes):
        code, end = f"P{n + 1}", STILL_TO_COME if status == "active" else PLANNED_END
        done = BEGAN + timedelta(days=FIRST_TOOK + EACH_TOOK_MORE * n) if status == "completed" else ""
        records.append((code, status, f"{name} {n + 1}", sectors[n % len(sectors)]))
        dates += [(code, "start", BEGAN, BEGAN, BEGAN), (code, "completion", end, end, done)]
    return {
        "project_record": _drawn("project | status | name_en | sector", records),
        "milestone_snapshot": _drawn("project | milestone | baseline | forecast | actual", dates),
    }


def _drawn(head: str, rows: Sequence[Sequence[object]]) -> str:
    return "\n".join([f"as_of | {head}", *(" | ".join(map(str, ("2025-06-30", *row))) for row in rows)])
