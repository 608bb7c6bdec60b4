"""Days between two dates as both engines count them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class days_between(GenericFunction[int]):  # noqa: N801 - reads as the SQL function that it is
    """`days_between(start, end)`: end − start in whole days, NULL where either is."""

    type = Integer()
    inherit_cache = True

    def __init__(self, start: ColumnElement[Any] | Any, end: ColumnElement[Any] | Any) -> None:
        super().__init__(*(literal(day, Date) if not isinstance(day, ColumnElement) else day for day in (start, end)))


@compiles(days_between, "sqlite")
def _sqlite(element: days_between, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"CAST(julianday({end}) - julianday({start}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _postgresql(element: days_between, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(CAST({end} AS DATE) - CAST({start} AS DATE))"
