"""Funds and payments the slow, obvious way: for every project and date, look through all its rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from analytics.thresholds import fiscal_year

Row = dict[str, Any]
Key = tuple[Any, ...]


def reports(rows: list[Row], on: date) -> dict[Key, list[tuple[date, dict[Key, int]]]]:
    """Of each (year, currency, source) its reports up to a day, oldest first: the day and the sum of each line."""
    found: dict[Key, list[tuple[date, dict[Key, int]]]] = {}
    known = [row for row in rows if row["amount"] is not None and row["as_of"] <= on]
    for subject in {(row["year"], row["currency"], row["source"] or "") for row in known}:
        mine = [row for row in known if (row["year"], row["currency"], row["source"] or "") == subject]
        for day in sorted({row["as_of"] for row in mine}):
            newest = max(row["edition_id"] for row in mine if row["as_of"] == day)
            sums: dict[Key, int] = defaultdict(int)
            for row in mine:
                if row["as_of"] == day and row["edition_id"] == newest:
                    sums[row["nature"] or "", row["capital"] or ""] += row["amount"]
            found.setdefault(subject, []).append((day, sums))
    return found


def funding(rows: list[Row], on: date) -> dict[Key, int]:
    return {
        (*subject, *line): amount for subject, mine in reports(rows, on).items() for line, amount in mine[-1][1].items()
    }


def payments(rows: list[Row], on: date) -> dict[Key, tuple[int, int]]:
    found: dict[Key, tuple[int, int]] = {}
    for row in rows:
        if row["as_of"] <= on and row["amount"] is not None:
            key = (row["currency"], row["source"] or "", row["payer_id"] or 0, row["payee_id"] or 0,
                   row["contract"] or "")  # fmt: skip
            count, total = found.get(key, (0, 0))
            found[key] = (count + 1, total + row["amount"])
    return found


def allocation(rows: list[Row], on: date, year: int, currency: str | None, first_month: int) -> Row:
    """The funds of one fiscal year: the sum of its sources' last reports, of the first ones, and since when."""
    mine = [found for subject, found in reports(rows, on).items() if subject[:2] == (year, currency)]
    if not mine:
        return {"allocated": None, "allocated_first": None, "allocated_on": None}
    return {
        "allocated": sum(sum(found[-1][1].values()) for found in mine),
        "allocated_first": sum(sum(found[0][1].values()) for found in mine),
        "allocated_on": max(date(year, first_month, 1), min(found[0][0] for found in mine)),
    }


def idle(tables: dict[str, list[Row]], on: date, currency: str | None, paid: int | None, first_month: int) -> Row:
    """Year by year, payments use up what was allocated first."""
    years = sorted({subject[0] for subject in reports(tables["funding"], on) if subject[1] == currency})
    begun = [year for year in years if year <= fiscal_year(on, first_month)]
    if not begun:
        return {"allocated_total": None, "idle": None, "idle_since": None}
    total, since, left = 0, None, paid or 0
    for year in begun:
        given = allocation(tables["funding"], on, year, currency, first_month)
        total += given["allocated"]
        if total > left and since is None:
            since = given["allocated_on"]
    waiting = max(0, total - left)
    return {"allocated_total": total, "idle": waiting, "idle_since": since if waiting else None}


def holds(rows: list[Row], post: str, on: date) -> int:
    mine = [row for row in rows if row["post"] == post and row["as_of"] <= on]
    return int(bool(mine) and (mine[-1]["to_date"] is None or mine[-1]["to_date"] > on))
