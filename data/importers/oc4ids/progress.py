"""Physical progress in OC4IDS: planned in `forecasts`, measured in `metrics`, each a list of observations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from analytics.language import N_
from analytics.measures import quality
from data.importers.oc4ids.walk import Node

FAR_REPORT = N_("The date of the report lies outside the years of a project of today.")
NOT_PERCENT = N_("The unit of physical progress is not per cent.")
PERCENT_UNITS = {"p1", "%", "percent", "per cent", "percentage"}
PHYSICAL = "physicalProgress"

Observation = tuple[Node, date, Decimal]


def physical_progress(project: Node, name: str) -> list[Observation]:
    """The days and per cents of `forecasts` or `metrics`. Without a unit per cent is meant, as the standard says."""
    found = []
    for metric in project.nodes(name):
        if metric.value.get("id") != PHYSICAL:
            continue
        metric.get("id")
        for observation in metric.nodes("observations"):
            period, unit = observation.node("period"), observation.node("unit")
            begin, end = period.day("startDate"), period.day("endDate")
            day, measure = end or begin, observation.number("measure")
            units = {str(unit.get(key)).lower() for key in ("id", "name") if unit.value.get(key) is not None}
            if day and quality.is_far(day):
                observation.report.problem(period.path, FAR_REPORT, day)
            elif units and not units & PERCENT_UNITS:
                observation.report.problem(unit.path, NOT_PERCENT, ", ".join(sorted(units)), "%")
            elif day and measure is not None:
                found.append((observation, day, measure))
    return found


def first_full(observations: list[Observation]) -> date | None:
    """The first day on which physical progress is 100 per cent."""
    return min((day for _, day, measure in observations if measure >= 100), default=None)
