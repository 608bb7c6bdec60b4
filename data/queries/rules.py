"""The policy numbers in force: shipped values and a user's own dated rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from analytics.thresholds import Threshold, Thresholds
from data.schema import rule


def thresholds(connection: Connection) -> Thresholds:
    """All policy numbers of this database."""
    rows = connection.execute(select(rule).where(rule.c.withdrawn_at.is_(None)).order_by(rule.c.id))
    return Thresholds(from_row(row) for row in rows)


def from_row(row: Any) -> Threshold:
    """A row of the table `rule` as a policy number."""
    return Threshold(
        key=row.key,
        value=Decimal(row.value),
        unit=row.unit,
        effective_from=row.effective_from,
        source=row.source,
        currency=row.currency,
        own=True,
    )


def first_month(rules: Thresholds) -> int:
    """The month in which the fiscal year begins. The newest value holds for all years: with two kinds of
    years side by side neither plans nor payments could be compared."""
    return int(rules.value("fiscal.first_month", date.max))
