"""The back-test of a portfolio at all its past reporting dates, against loops over dates and projects.

An invented portfolio that reports each quarter is forecast at every date but the last by all five methods, and scored.
The loops do the same forecasts one project at a time, on a portfolio that is small enough for them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analytics.measures import back_test, back_test_scores
from tests.analytics.measures import slow_back_test

KEYS = ("sector", "tier", "size")
LOOPED = 400  # projects; the loops compare each with every other


@dataclass(frozen=True, slots=True)
class Measured:
    projects: int
    states: int
    pairs: int
    forecast_seconds: float
    score_seconds: float
    loop_seconds: float | None  # where the portfolio is small enough

    @property
    def ratio(self) -> float | None:
        """The loops against the same forecasts here."""
        return self.loop_seconds / self.forecast_seconds if self.loop_seconds else None


def measure(sizes: Sequence[int], dates: int) -> Iterator[Measured]:
    """The size that the loops can bear, then each of the others."""
    _one(LOOPED, dates)  # imports and caches are not what is measured
    yield _one(LOOPED, dates, loop=True)
    for projects in sizes:
        yield _one(projects, dates)


def _one(projects: int, dates: int, *, loop: bool = False) -> Measured:
    states = slow_back_test.invented(projects, dates, seed=1)
    *origins, on = sorted(states["as_of"].unique())
    began = time.perf_counter()
    pairs = back_test.pairs(states, on, origins, back_test.methods(KEYS))
    forecast = time.perf_counter()
    found = back_test_scores.compare(pairs)
    for table in (
        back_test_scores.scores,
        back_test_scores.by_origin,
        back_test_scores.by_lead,
        back_test_scores.verdict,
    ):
        table(found)
    scored = time.perf_counter()
    if loop:
        slow_back_test.pairs(states, on, origins, KEYS)
    loops = time.perf_counter() - scored if loop else None
    return Measured(projects, len(states), len(pairs), forecast - began, scored - forecast, loops)
