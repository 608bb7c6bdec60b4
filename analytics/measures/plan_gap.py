"""Which projects explain the gap to the pro-rata line: a decomposition that adds up.

The gap of a project is what it completed of its annual plan, less the plan times the pro-rata line: what it
is ahead of an even pace, negative where it is behind. The largest shortfalls and leads are named, the others
are two rows, and the rows add up to the gap of all projects, to the minor unit: what an even pace would have
completed is rounded for each named project and for the whole, and the difference, less than one minor unit
a named project, is inside the first row of others.

A part in points is the project's gap over the plan of all projects, a part in per cent its gap over what an
even pace would have completed of that plan: the parts add up to the gap in points and in per cent.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import Any

import pandas as pd

BELOW, AHEAD, PROJECT, TOTAL = "others_below", "others_ahead", "project", "total"
COLUMNS = (
    "year", "currency", "gap_part", "projects", "code", "name_en", "name_zh", "plan_with_completed", "plan_due",
    "completed_with_plan", "gap_amount", "gap_before", "part_points", "part_percent", "completion_share",
    "pro_rata_share", "gap_points", "gap_percent",
)  # fmt: skip
_MONEY = ("plan_with_completed", "completed_with_plan")


def decomposed(named: pd.DataFrame, sums: pd.DataFrame, year: int, line: Fraction) -> pd.DataFrame:
    """The rows of the decomposition in each currency, from the largest shortfall to the largest lead, and their sum.

    `named`: the projects to name, with `currency`, `code`, `name_en`, `name_zh`, `gap_part` (as in `sums`) and, in
    minor units, `plan_with_completed` and `completed_with_plan`.
    `sums`: all projects of which both are known, by `currency` and `gap_part` (BELOW where the gap is negative, else
    AHEAD): how many `projects`, and the same two sums. `line`: the pro-rata line of the fiscal year, above zero.
    `gap_before` is the sum of the gaps of the rows above, where the step of the row begins.
    """
    rows: list[dict[str, Any]] = []
    for currency, parts in sums.groupby("currency"):
        mine = named[named["currency"] == currency]
        rows += _rows(mine.to_dict("records"), parts.to_dict("records"), line)
    return pd.DataFrame([{"year": year, **row} for row in rows], columns=COLUMNS)


def _rows(named: list[dict[str, Any]], parts: list[dict[str, Any]], line: Fraction) -> list[dict[str, Any]]:
    """The rows in one currency. Amounts are Python's whole numbers and fractions, which are exact."""
    plan, done = (sum(int(part[name]) for part in parts) for name in _MONEY)
    blank = {"code": None, "name_en": None, "name_zh": None}
    rows = []
    for part in parts:
        mine = [project for project in named if project["gap_part"] == part["gap_part"]]
        rows += [{**project, "gap_part": PROJECT, "projects": 1} for project in mine]
        others = int(part["projects"]) - len(mine)
        if others:
            left = {name: int(part[name]) - sum(int(project[name]) for project in mine) for name in _MONEY}
            rows.append({**part, **blank, **left, "projects": others})
    for row in rows:
        row["plan_due"] = round(int(row["plan_with_completed"]) * line)
    due = round(plan * line)
    taker = next((row for row in rows if row["gap_part"] != PROJECT), rows[0])
    taker["plan_due"] += due - sum(row["plan_due"] for row in rows)
    ordered = sorted(
        ({**row, **_gap(row, line, plan)} for row in rows),
        key=lambda row: (_place(row), row["exact"], row["code"] or ""),
    )
    before = accumulate((row["gap_amount"] for row in ordered), initial=0)
    made = [{**row, "gap_before": start} for row, start in zip(ordered, before, strict=False)]
    total = {
        **blank, "currency": parts[0]["currency"], "gap_part": TOTAL, "gap_before": 0, "plan_due": due,
        "projects": sum(int(part["projects"]) for part in parts),
        "plan_with_completed": plan, "completed_with_plan": done,
    }  # fmt: skip
    return [*made, {**total, **_gap(total, line, plan)}]


def _gap(row: dict[str, Any], line: Fraction, whole: int) -> dict[str, Any]:
    """The gap of a row: as an amount, as parts of the whole, and of its own plan."""
    plan, done = int(row["plan_with_completed"]), int(row["completed_with_plan"])
    exact = done - plan * line
    own = float(exact / plan) if plan > 0 else None
    return {
        "exact": exact,
        "gap_amount": done - row["plan_due"],
        "part_points": float(100 * exact / whole) if whole > 0 else None,
        "part_percent": float(100 * exact / (whole * line)) if whole > 0 else None,
        "completion_share": float(Fraction(done, plan)) if plan > 0 else None,
        "pro_rata_share": float(line),
        "gap_points": None if own is None else 100 * own,
        "gap_percent": None if own is None else 100 * own / float(line),
    }


def _place(row: dict[str, Any]) -> int:
    """Shortfalls, the others below, the others ahead, leads."""
    if row["gap_part"] != PROJECT:
        return 1 if row["gap_part"] == BELOW else 2
    return 0 if row["exact"] < 0 else 3
