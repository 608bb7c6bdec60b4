"""The portfolio date by date: sums of changes, and the sentence that they make."""

from __future__ import annotations

import pandas as pd

from analytics.language import Language
from analytics.measures import portfolio
from analytics.thresholds import Thresholds
from tests.tables import draw, rows

ENGLISH = Language("en")
# Two projects in March; in June the first is completed and a third, in another currency, is new and late.
CHANGES = draw(
    """
    as_of      | status    | light   | light_reported | currency | projects | with_budget | budget_current | with_completed | completed_total | with_forecast | with_slip | delayed | slip_days
    2025-03-31 | active    | good    | good           | CNY      | 1        | 1           | 100            | 1              | 40              | 1             | 1         | 0    | 10
    2025-03-31 | active    | unknown |                |          | 1        | 0           | 0              | 0              | 0               | 0             | 0         | 0    | 0
    2025-06-30 | active    | good    | good           | CNY      | −1       | −1          | −100           | −1             | −40             | −1            | −1        | 0    | −10
    2025-06-30 | completed | good    | good           | CNY      | 1        | 1           | 120            | 1              | 120             | 1             | 1         | 0    | 10
    2025-06-30 | active    | late    | good           | USD      | 1        | 1           | 7              | 0              | 0               | 1             | 1         | 1    | 110
    """  # noqa: E501
).assign(as_of=lambda table: pd.to_datetime(table["as_of"]))
CHANGES["light_reported"] = CHANGES["light_reported"].fillna("")
CHANGES["currency"] = CHANGES["currency"].fillna("")


def columns(table: pd.DataFrame, *names: str) -> list[tuple[object, ...]]:
    return rows(table[list(names)])


def test_the_state_on_a_date_is_the_sum_of_all_changes_up_to_it() -> None:
    trend = portfolio.trend(CHANGES, Thresholds())
    assert columns(trend, "projects", "unfinished", "without_forecast", "with_slip", "late", "mean_slip") == [
        (2, 2, 1, 1, 0, 10.0),
        (3, 2, 1, 2, 1, 60.0),
    ]
    assert columns(trend, "late_share", "said_good", "said_good_late") == [(0.0, 1, 0), (0.5, 2, 1)]


def test_currencies_are_never_added_and_a_sum_of_nothing_known_is_not_zero() -> None:
    money = portfolio.money(CHANGES)
    assert columns(money, "currency", "with_budget", "budget_current", "completed_total") == [
        ("CNY", 1, 100, 40),
        ("USD", 0, None, None),
        ("CNY", 1, 120, 120),
        ("USD", 1, 7, None),
    ]


def test_a_portfolio_without_any_currency_has_no_sums() -> None:
    assert portfolio.money(CHANGES[CHANGES["currency"] == ""]).empty


def test_every_pair_of_lights_is_counted_and_a_light_that_was_not_reported_is_unknown() -> None:
    lights = portfolio.lights(CHANGES).set_index(["light", "light_reported"])["projects"]
    assert len(lights) == 16
    assert (lights["late", "good"], lights["good", "good"], lights["unknown", "unknown"]) == (1, 1, 1)
    assert lights.sum() == 3


def test_the_finding_counts_compares_and_says_what_is_hidden_without_a_share_of_few() -> None:
    said = portfolio.finding(portfolio.trend(CHANGES, Thresholds()), portfolio.money(CHANGES), ENGLISH)
    assert said.startswith("3 projects, 2 of them unfinished, with current budgets of ")
    assert "1 are late by 90 days or more, 1 more than on 31 Mar 2025; 0 are on watch (30 to 89 days)." in said
    assert "1 that is reported on plan is late by the rule." in said
    assert "%" not in said, "two cases are too few for a share"


def test_there_are_at_most_seven_tiles_and_each_has_a_denominator_or_a_coverage() -> None:
    tiles = portfolio.tiles(portfolio.trend(CHANGES, Thresholds()), portfolio.money(CHANGES), ENGLISH)
    assert len(tiles) <= 7
    assert all(tile.note or tile.coverage is not None for tile in tiles)
    assert all(tile.trend for tile in tiles)


def test_the_coverage_of_a_sum_is_over_all_projects_with_or_without_a_currency() -> None:
    tiles = portfolio.tiles(portfolio.trend(CHANGES, Thresholds()), portfolio.money(CHANGES), ENGLISH)
    budget = next(tile for tile in tiles if tile.label == "Current budget")
    assert budget.coverage == 2 / 3


def test_slip_bands_keep_the_empty_ones_and_set_the_unknown_apart() -> None:
    counted = draw(
        """
        band | currency | projects | with_budget | budget_current
        0    | CNY      | 2        | 2           | 30
        3    | CNY      | 1        | 1           | 70
        −1   |          | 4        | 0           |
        """
    )
    bands = portfolio.slip_bands(counted, [0, 30, 90, 180, 360])
    assert columns(bands, "band_from", "band_to", "light", "projects", "budget_share") == [
        (None, -1, "good", 2, 0.3),
        (0, 29, "good", 0, None),
        (30, 89, "watch", 0, None),
        (90, 179, "late", 1, 0.7),
        (180, 359, "late", 0, None),
        (360, None, "late", 0, None),
        (None, None, "unknown", 4, None),
    ]
