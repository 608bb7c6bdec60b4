"""Slices of the network: windows of years, stages, kinds, levels, ties with a direction, backbones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from analytics.errors import PortfolioError
from analytics.network_slice import asked
from analytics.networks.two_mode import pairs
from analytics.scope import Scope
from data import database
from data.queries import slices
from tests.editions import write

EDITION: dict[str, Any] = {
    "organisations": """
        key | name_en | kind       | level
        A   | A       | department | city
        B   | B       | company    | city
        C   | C       | street     | street
        D   | D       | company    | unknown
    """,
    "project_record": """
        project | as_of      | status    | sector | district | stage
        P1      | 2021-06-30 | active    | roads  | north    | design
        P1      | 2022-06-30 | completed | roads  | north    | audit
        P2      | 2022-06-30 | active    | roads  | south    | construction
        P2      | 2023-06-30 | active    | roads  | south    | construction
        P3      | 2023-06-30 | planned   | water  | north    | approval
    """,
    "participation": """
        project | as_of      | organisation | role        | stage        | from_date  | to_date
        P1      | 2021-06-30 | A            | responsible |              |            |
        P1      | 2021-06-30 | B            | contractor  |              |            |
        P2      | 2022-06-30 | A            | responsible |              |            |
        P2      | 2022-06-30 | C            | partner     | construction |            |
        P2      | 2022-06-30 | D            | funder      |              |            | 2022-12-31
        P3      | 2023-06-30 | A            | responsible |              |            |
        P3      | 2023-06-30 | B            | partner     | construction |            |
    """,
    "budget_figure": """
        project | as_of      | kind    | amount | currency
        P1      | 2021-06-30 | current | 1000   | CNY
        P2      | 2022-06-30 | current | 50     | CNY
        P3      | 2023-06-30 | current | 7      | USD
    """,
}

WINDOWS: list[tuple[dict[str, Any], dict[str, float]]] = [
    ({}, {"AB": 2, "AC": 1, "AD": 1, "CD": 1}),
    ({"window": "year", "year": 2021}, {"AB": 1}),
    # P1 was completed in 2022 and is of that year still
    ({"window": "year", "year": 2022}, {"AB": 1, "AC": 1, "AD": 1, "CD": 1}),
    # no longer in 2023, and D left P2 with 2022
    ({"window": "year", "year": 2023}, {"AB": 1, "AC": 1}),
    ({"window": "cumulative", "year": 2022}, {"AB": 1, "AC": 1, "AD": 1, "CD": 1}),
    ({"window": "rolling", "year": 2023, "years": 2}, {"AB": 2, "AC": 1, "AD": 1, "CD": 1}),
    ({"window": "range", "from_year": 2022, "year": 2022}, {"AB": 1, "AC": 1, "AD": 1, "CD": 1}),
    ({"window": "year", "year": 2019}, {}),
]
NARROWED: list[tuple[dict[str, Any], dict[str, float]]] = [
    # C is there for the construction alone; what is named for the whole project is there where it was reached
    ({"stage": "construction"}, {"AB": 1, "AC": 1, "AD": 1, "CD": 1}),
    ({"stage": "audit"}, {"AB": 1}),
    ({"kinds": "department,company"}, {"AB": 2, "AD": 1}),
    ({"levels": "horizontal"}, {"AB": 2}),
    ({"levels": "vertical"}, {"AC": 1}),
    ({"backbone": "minimum", "least": 2}, {"AB": 2}),
    ({"tie": "leads"}, {"AB": 2, "AC": 1, "AD": 1}),
    ({"tie": "funds"}, {"DA": 1, "DC": 1}),
    ({"tie": "leads", "weight": "newman"}, {"AB": 2, "AC": 0.5, "AD": 0.5}),
    # P3 is in another currency: what it costs is not added
    ({"weight": "investment"}, {"AB": 1000, "AC": 50, "AD": 50, "CD": 50}),
    ({"weight": "jaccard"}, {"AB": 2 / 3, "AC": 1 / 3, "AD": 1 / 3, "CD": 1}),
    ({"tie": "leads", "levels": "vertical", "weight": "investment"}, {"AC": 50}),
]


def sliced(engine: Engine, scope: Scope | None = None, **options: Any) -> slices.Slice:
    with database.reading(engine) as connection:
        return slices.slice_in_scope(connection, (scope or Scope()).choosing(**options))


def ties(found: slices.Slice) -> dict[str, float]:
    """ "AB" -> weight; of ties with a direction the sender first."""
    names = found.bodies["name_en"]
    return {
        names[row.first_id] + names[row.second_id]: row.weight for row in found.network.table().itertuples(index=False)
    }


def test_a_window_has_what_was_under_way_in_it(engine: Engine) -> None:
    write(engine, **EDITION)
    for options, expected in WINDOWS:
        assert (options, ties(sliced(engine, **options))) == (options, expected)


def test_each_option_narrows_or_weighs_the_ties(engine: Engine) -> None:
    write(engine, **EDITION)
    for options, expected in NARROWED:
        assert ties(sliced(engine, **options)) == pytest.approx(expected), options


def test_the_scope_narrows_by_the_state_at_the_end_of_the_window(engine: Engine) -> None:
    write(engine, **EDITION)
    north = sliced(engine, Scope(districts=("north",)), window="cumulative", year=2022)
    assert ties(north) == {"AB": 1}
    assert (north.projects, north.network.nodes) == (1, 2)


def test_organisations_without_a_tie_stay_and_districts_are_those_of_most_projects(engine: Engine) -> None:
    write(engine, **EDITION)
    found = sliced(engine, backbone="minimum", least=2)
    assert found.network.nodes == found.before.nodes == 4
    assert found.backbone is not None
    assert found.backbone.removed["ties"] == 3
    assert found.bodies.set_index("name_en")["district"].to_dict() == {
        "A": "north", "B": "north", "C": "south", "D": "south",
    }  # fmt: skip


def test_the_counts_of_a_weighted_slice_are_those_of_the_projects(engine: Engine) -> None:
    write(engine, **EDITION)
    found = sliced(engine, weight="newman")
    counts = {row.first_id * 100 + row.second_id: row.weight for row in found.counted.table().itertuples()}
    assert counts == {
        row.first_id * 100 + row.second_id: row.shared_projects for row in pairs(found.units).itertuples()
    }


def test_years_run_from_the_first_report_to_the_last_by_the_date_of_the_scope(engine: Engine) -> None:
    write(engine, **EDITION)
    with database.reading(engine) as connection:
        assert slices.years(connection, Scope()) == [2021, 2022, 2023]
        assert slices.years(connection, Scope(as_of=date(2022, 6, 30))) == [2021, 2022]
        assert slices.years(connection, Scope(as_of=date.max)) == [2021, 2022, 2023]
        assert slices.years(connection, Scope(as_of=date.min)) == []
        by_year = slices.by_year(connection, Scope())
        assert {year: sorted(ties(found)) for year, found in by_year.items()} == {
            2021: ["AB"], 2022: ["AB", "AC", "AD", "CD"], 2023: ["AB", "AC"],
        }  # fmt: skip
        cumulative = slices.by_year(connection, Scope().choosing(window="cumulative"))
        assert {year: found.network.ties for year, found in cumulative.items()} == {2021: 1, 2022: 4, 2023: 4}


def test_an_empty_database_has_an_empty_slice(engine: Engine) -> None:
    found = sliced(engine)
    assert (found.projects, found.network.nodes, found.network.ties) == (0, 0, 0)
    assert sliced(engine, tie="leads", weight="investment").network.ties == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"window": "decade"}, "window"),
        ({"year": "soon"}, "year"),
        ({"kinds": "department,club"}, "club"),
        ({"tie": "leads", "backbone": "sdsm"}, "direction"),
        ({"tie": "meets", "weight": "investment"}, "investment"),
        ({"level": "0"}, "level"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(options: dict[str, Any], says: str) -> None:
    with pytest.raises(PortfolioError, match=says):
        asked(Scope().choosing(**options))
