"""Milestones and baselines the slow, obvious way: for every project and day, look through all its reports."""

from __future__ import annotations

from datetime import date

from tests.data.slow_derive import Row, any_of, first, known, last

MILESTONES = ("start", "completion")


def milestones(fact: Row, on: date) -> list[Row]:
    """What `project_milestone` says of a project as of a day."""
    found = []
    for milestone in MILESTONES:
        mine = [row for row in fact["_tables"]["milestone_snapshot"] if row["milestone"] == milestone]
        baselines, forecasts = (known(mine, name, on) for name in ("baseline", "forecast"))
        actual = last(mine, "actual", on)
        if not (baselines or forecasts or actual):
            continue
        numbered = last(mine, "baseline", on, lambda row: row["baseline_no"] == 1)
        found.append(
            {
                "project_id": fact["project_id"],
                "milestone": milestone,
                **{name: fact[name] for name in ("sector", "district", "tier")},
                "baseline_no": baselines[-1]["baseline_no"] if baselines else None,
                "first_baseline": any_of([numbered, first(mine, "baseline", on), first(mine, "forecast", on)]),
                "baseline": baselines[-1]["baseline"] if baselines else None,
                "forecast": forecasts[-1]["forecast"] if forecasts else None,
                "forecast_as_of": forecasts[-1]["as_of"] if forecasts else None,
                "actual": actual,
            }
        )
    return found


def baselines(fact: Row, responsible: dict[date, int | None], on: date) -> list[Row]:
    """What `project_baseline` says of a project as of a day; `responsible` by reporting date."""
    found: dict[int, Row] = {}
    number, before = 0, None
    for row in fact["_tables"]["milestone_snapshot"]:
        if row["milestone"] != "completion" or row["baseline"] is None or row["as_of"] > on:
            continue
        if row["baseline_no"] is not None:
            number = row["baseline_no"]
        elif row["baseline"] != before:
            number += 1
        before = row["baseline"]
        opening = {"set_on": row["as_of"], "edition_id": row["edition_id"]}
        kept = found.get(number, opening | {"responsible_id": responsible[row["as_of"]]})
        found[number] = {
            "project_id": fact["project_id"],
            "baseline_no": number,
            "baseline": before,
            **{name: kept[name] for name in ("set_on", "edition_id", "responsible_id")},
        }
    return list(found.values())
