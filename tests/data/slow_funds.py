"""Funds and payments the slow, obvious way: for every project and date, look through all its rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from analytics.thresholds import fiscal_year

Row = dict[str, Any]
Key = tuple[Any, ...]


def lines(rows: list[Row], on: date) -> dict[Key, list[Row]]:
    """The reports of each line of funding up to a day, oldest first."""
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        if row["as_of"] <= on and row["amount"] is not None:
            key = (row["year"], row["currency"], row["source"] or "", row["nature"] or "", row["capital"] or "")
            found[key].append(row)
    return found


def funding(rows: list[Row], on: date) -> dict[Key, int]:
    return {key: reports[-1]["amount"] for key, reports in lines(rows, on).items()}


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
    """The funds of one fiscal year: the sum of the last known lines, of the first known ones, and since when."""
    mine = [reports for key, reports in lines(rows, on).items() if key[:2] == (year, currency)]
    if not mine:
        return {"allocated": None, "allocated_first": None, "allocated_on": None}
    return {
        "allocated": sum(reports[-1]["amount"] for reports in mine),
        "allocated_first": sum(reports[0]["amount"] for reports in mine),
        "allocated_on": max(date(year, first_month, 1), min(reports[0]["as_of"] for reports in mine)),
    }


def idle(tables: dict[str, list[Row]], on: date, currency: str | None, paid: int | None, first_month: int) -> Row:
    """Year by year, payments use up what was allocated first."""
    years = sorted({key[0] for key in lines(tables["funding"], on) if key[1] == currency})
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
