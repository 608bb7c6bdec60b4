"""The network over time: changes against sets of pairs, sides of a reform, and the two pictures."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import network_reform, network_time
from analytics.networks.one_mode import OneMode, from_ties
from tests.tables import draw, rows

PAIR = st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda pair: pair[0] < pair[1])
YEARS = st.lists(st.sets(PAIR), min_size=2, max_size=5)


def network(pairs: set[tuple[int, int]], *, directed: bool = False) -> OneMode:
    table = pd.DataFrame(sorted(pairs), columns=["first_id", "second_id"], dtype="int64").assign(weight=1)
    return from_ties(table, range(1, 7), directed=directed)


@settings(deadline=None, max_examples=60)
@given(YEARS, st.booleans())
def test_formed_returned_kept_and_dissolved_are_those_of_sets_of_pairs(years: list[set], directed: bool) -> None:
    found = network_time.tie_changes({2020 + n: network(pairs, directed=directed) for n, pairs in enumerate(years)})
    for n, row in enumerate(found.itertuples(), start=1):
        before, now, ever = years[n - 1], years[n], set().union(*years[:n])
        assert (row.ties_formed, row.ties_kept, row.ties_dissolved) == (
            len(now - before), len(now & before), len(before - now)
        )  # fmt: skip
        assert row.ties_returned == len((now - before) & ever)
        assert (row.repeated_share == pytest.approx(len(now & ever) / len(now))) if now else pd.isna(row.repeated_share)
        assert (row.kept_share == pytest.approx(len(now & before) / len(before))) if before else pd.isna(row.kept_share)


def test_with_directions_a_tie_that_turns_round_is_another_one() -> None:
    there = from_ties(pd.DataFrame({"first_id": [1], "second_id": [2], "weight": [1]}), directed=True)
    back = from_ties(pd.DataFrame({"first_id": [2], "second_id": [1], "weight": [1]}), directed=True)
    found = network_time.tie_changes({2021: there, 2022: back, 2023: there})
    counts = ["ties_formed", "ties_returned", "ties_kept", "ties_dissolved"]
    assert rows(found[counts]) == [(1, 0, 0, 1), (1, 1, 0, 1)]


@pytest.mark.parametrize(
    ("reports", "covered"),
    [
        ([], None),
        ([date(2023, 6, 30)], date(2023, 6, 30)),  # of one report nobody knows how long a time it tells of
        ([date(2022, 12, 31), date(2023, 12, 31)], date(2022, 1, 1)),
        ([date(2023, 1, 31), date(2023, 2, 28), date(2023, 9, 30)], date(2023, 1, 4)),
    ],
)
def test_the_first_report_tells_of_as_long_a_time_as_the_others(reports: list[date], covered: date | None) -> None:
    assert network_time.covered_from(reports) == covered


def test_a_side_that_has_no_whole_year_takes_those_covered_in_part_and_says_so() -> None:
    years = draw("""
        calendar_year | year_state
        2022          | begins
        2023          | whole
        2024          | whole
        2025          | ends
    """)
    for measure in network_time.codes.TIME_MEASURES:
        years[measure] = [10.0, 20.0, 40.0, 5.0]
    years.loc[2, "network_modularity"] = None
    windows = {year: (date(year, 1, 1), min(date(year, 12, 31), date(2025, 6, 30))) for year in years["calendar_year"]}
    states = dict(zip(years["calendar_year"], years["year_state"], strict=True))
    reforms = pd.DataFrame({"reform": [7], "took_effect": [date(2023, 1, 1)]})
    found = network_time.before_and_after(years, states, windows, reforms).set_index("time_measure")
    ties = found.loc["network_ties"]
    assert ties[["mean_before", "mean_after", "mean_difference", "years_before", "years_after"]].tolist() == [
        10.0, 30.0, 20.0, 1, 2
    ]  # fmt: skip
    assert ties[["before_from", "before_to", "after_from", "after_to"]].tolist() == [2022, 2022, 2023, 2024]
    assert (ties["partial_before"], ties["partial_after"]) == (True, False)
    assert found.loc["network_modularity", ["mean_after", "years_after"]].tolist() == [20.0, 1]


def test_pictures_keep_everyone_in_place_and_show_what_changed_beside_what_is_strong() -> None:
    strong = {(1, n): 50 + n for n in range(2, 62)}
    gone, new = {(70, 71): 2}, {(80, 81): 3}

    def of(ties: dict[tuple[int, int], int]) -> OneMode:
        return from_ties(pd.DataFrame([(*pair, weight) for pair, weight in ties.items()],
                                      columns=["first_id", "second_id", "weight"]))  # fmt: skip

    found = network_reform.pictures(of(strong | gone), of(strong | new))
    sides = {which: found.ties[found.ties["reform_side"] == which] for which in ("before", "after")}
    weak = {which: set(zip(side["first_id"], side["second_id"], strict=True)) for which, side in sides.items()}
    assert (70, 71) in weak["before"] - weak["after"]
    assert (80, 81) in weak["after"] - weak["before"]
    alone = found.ties.set_index(["reform_side", "first_id", "second_id"])["on_both_sides"]
    assert not alone["before", 70, 71]
    assert alone["before", 1, 61]
    assert (found.nodes.groupby("organisation_id")[["x", "y"]].nunique() == 1).all(axis=None)
    assert found.nodes["labelled"].sum() <= 2 * network_reform.LABELLED
    assert sorted(found.nodes.loc[~found.nodes["is_present"], "organisation_id"]) == [70, 71, 80, 81]
    ends = found.ties.merge(
        found.nodes, left_on=["reform_side", "first_id"], right_on=["reform_side", "organisation_id"]
    )
    assert (ends["x_from"] == ends["x"]).all()


def test_networks_without_a_tie_have_empty_pictures() -> None:
    nobody = network(set())
    found = network_reform.pictures(nobody, nobody)
    assert found.ties.empty
    assert found.nodes.empty
