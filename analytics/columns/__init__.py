"""The dictionary: every column that a table on the screen may have. One word, one unit."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.columns.investment import INVESTMENT
from analytics.columns.shared import SHARED

__all__ = ["COLUMNS", "Column"]

COLUMNS = {column.name: column for column in (*SHARED, *INVESTMENT)}
