"""From which slip on a project is delayed: the policy numbers in force, or what the reader asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, case

from analytics.codes import LATE_BY
from analytics.measures import slips
from analytics.scope import Scope
from analytics.thresholds import Thresholds
from data.queries.rules import thresholds

DAYS, PERCENT = (0, 36_500), (0, 1_000)  # what can be asked for


@dataclass(frozen=True, slots=True)
class Tolerance:
    """`days` and `percent` on the scope's date, and `late_by` which of them counts.

    Where the reader asked for neither number, a slip is judged by the one in force on the day of the report.
    """

    days: int
    percent: int
    late_by: str
    rules: Thresholds
    asked: frozenset[str]

    def exceeded(self, days: pd.Series, percents: pd.Series, on: pd.Series) -> pd.Series:
        """Whether the slips reported on these days are beyond the tolerance; boolean, NA where it cannot be told."""

        def limit(option: str, key: str, asked: int) -> pd.Series | int:
            return asked if option in self.asked else slips.limit(key, on, self.rules)

        most_days = limit("tolerance", "delay.tolerance", self.days)
        most_percent = limit("tolerance_percent", "delay.tolerance_percent", self.percent)
        return slips.beyond(days, percents, most_days, most_percent, self.late_by)

    def exceeds(self, days: ColumnElement[int], planned_days: ColumnElement[int]) -> ColumnElement[bool]:
        """The same in SQL, by the numbers on the scope's date; NULL where it cannot be told."""
        by_days = days > self.days
        by_percent = case((planned_days > 0, 100 * days > self.percent * planned_days))
        return {"days": by_days, "percent": by_percent, "both": and_(by_days, by_percent)}[self.late_by]

    def columns(self) -> dict[str, object]:
        """What every table says of the tolerance that it was made with."""
        return {"tolerance_days": self.days, "tolerance_percent": self.percent, "late_by": self.late_by}


def tolerance(connection: Connection, scope: Scope) -> Tolerance:
    """The options `tolerance` (days), `tolerance_percent` and `late_by` of the scope; the usual ones are policy."""
    rules, on = thresholds(connection), scope.as_of or date.max
    return Tolerance(
        scope.number("tolerance", int(rules.value("delay.tolerance", on)), *DAYS),
        scope.number("tolerance_percent", int(rules.value("delay.tolerance_percent", on)), *PERCENT),
        scope.option("late_by", LATE_BY, "days"),
        rules,
        frozenset(name for name, _ in scope.options),
    )
