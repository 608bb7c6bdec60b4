"""Drawn tables read as they look."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.frames import FRAMES
from tests.tables import draw, rows


def test_a_drawn_table_has_the_declared_types_and_empty_cells_are_missing() -> None:
    table = draw(
        """
        code | budget_current | slip_days | as_of      | organisations
        P1   | 500000000      | −3        | 2025-06-30 | 2
        P2   |                |           | 2025-06-30 |
        """
    )
    assert rows(table) == [("P1", 500000000, -3, date(2025, 6, 30), 2), ("P2", None, None, date(2025, 6, 30), None)]
    assert table["budget_current"].dtype == "Int64"


def test_a_drawn_frame_has_all_its_columns_and_no_other() -> None:
    table = draw("code | tier\nP1 | A", "projects")
    assert tuple(table.columns) == FRAMES["projects"].columns
    assert table["slip_days"].isna().all()
    with pytest.raises(ValueError, match="no column colour"):
        draw("code | colour\nP1 | red", "projects")


def test_a_row_with_a_cell_too_few_is_noticed() -> None:
    with pytest.raises(ValueError, match="2 columns, but this row has 1"):
        draw("code | tier\nP1")
