"""What became of a number since the reporting date before, in words."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.language import Language
from analytics.measures.tiles import change

MARCH = date(2025, 3, 31)


@pytest.mark.parametrize(
    ("now", "before", "since", "said"),
    [
        (0.5, 0.25, MARCH, "up 25.0 points since 31 Mar 2025"),
        (0.25, 0.5, MARCH, "down 25.0 points since 31 Mar 2025"),
        (0.5, 0.5, MARCH, "unchanged since 31 Mar 2025"),
        (0.50001, 0.5, MARCH, "unchanged since 31 Mar 2025"),
        (None, 0.5, MARCH, ""),
        (0.5, None, MARCH, ""),
        (0.5, 0.25, None, "up 25.0 points"),
        (0.5, 0.5, None, "unchanged"),
    ],
)
def test_a_change_has_its_direction_in_words(
    now: float | None, before: float | None, since: date | None, said: str
) -> None:
    assert change(now, before, since, Language().points, Language()) == said
