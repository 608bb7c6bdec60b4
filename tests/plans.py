"""How an engine would answer the statements of a question: its own EXPLAIN, for tests of what is never read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event


def plans(connection: Connection, ask: Callable[[], object]) -> list[str]:
    """The lines of the plans of all statements that `ask` sends over a connection."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: Any, _context: object, _many: object) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    cursor = connection.connection.cursor()
    found: list[str] = []
    for statement, parameters in asked:
        cursor.execute(f"{explain} {statement}", parameters)
        found += [str(line[-1]).strip() for line in cursor.fetchall()]
    cursor.close()
    return found


def scans(plan: list[str], table: str) -> list[str]:
    """The lines of a plan that read a table from one end to the other."""
    return [
        line for line in plan if re.search(rf"SCAN {table}\b(?! USING (COVERING )?INDEX)|Seq Scan on {table}\b", line)
    ]


def touches(plan: list[str], table: str) -> set[str]:
    """The lines of a plan that read a table at all, without the engine's estimates."""
    reading = re.compile(rf"(SCAN|SEARCH) {table}\b(?!_)|\bon {table}\b(?!_)")
    return {re.sub(r"\s*\(cost.*", "", line) for line in plan if reading.search(line)}
