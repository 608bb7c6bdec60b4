"""The rows of reports name bodies as they were reported; figures count each as the body that it stands for."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, func, select

from data.schema_derived import merged_organisation


def counted(body: ColumnElement[Any], as_of: ColumnElement[Any] | date | None) -> ColumnElement[Any]:
    """The id of the body that the one in a column counts as on a day: the date of its report, in rows of reports.

    Derived tables have such ids already.
    """
    row = merged_organisation.alias()
    found = select(row.c.into_id).where(row.c.organisation_id == body, row.c.as_of <= as_of, row.c.valid_to > as_of)
    used = [column.table for column in (body, as_of) if isinstance(column, Column)]
    return func.coalesce(found.correlate(*used).scalar_subquery(), body)
