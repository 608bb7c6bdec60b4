"""The picture of the network from drawn editions: one place for everyone, surroundings, what a backbone took away."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Engine

from analytics.errors import PortfolioError
from analytics.frames.network_picture import NETWORK_PICTURE
from analytics.scope import Scope
from data import tables
from tests.editions import table, write

EDITION: dict[str, Any] = {
    "organisations": """
        key | name_en | kind       | level
        A   | A       | department | city
        B   | B       | company    | city
        C   | C       | street     | street
        D   | D       | company    | unknown
        E   | E       | company    | city
    """,
    "project_record": """
        project | as_of      | status | sector | name_en
        P1      | 2023-06-30 | active | roads  | Bridge
        P2      | 2023-06-30 | active | roads  | Tunnel
        P3      | 2024-06-30 | active | water  | Sewer
        P4      | 2024-06-30 | active | water  | Dam
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2023-06-30 | A            | responsible
        P1      | 2023-06-30 | B            | contractor
        P2      | 2023-06-30 | A            | responsible
        P2      | 2023-06-30 | B            | contractor
        P2      | 2023-06-30 | C            | contractor
        P3      | 2024-06-30 | C            | responsible
        P3      | 2024-06-30 | D            | contractor
        P4      | 2024-06-30 | E            | responsible
    """,
}
NAMES = [frame.name for frame in NETWORK_PICTURE]
SLICES: list[dict[str, object]] = [
    {},
    {"window": "year", "year": 2023},
    {"backbone": "minimum", "least": 2},
    {"levels": "vertical"},
    {"tie": "leads", "weight": "newman"},
    {"size": "betweenness", "colour": "core"},
    {"size": "closeness", "label": "effective_size"},
    {"label": "none"},
]


def ids(engine: Engine) -> dict[str, int]:
    found = table(engine, "collaboration_organisations")
    return dict(zip(found["organisation_en"], found["organisation_id"], strict=True))


def places(found: pd.DataFrame) -> dict[int, tuple[float, float]]:
    return {row.organisation_id: (row.x, row.y) for row in found.itertuples()}


def test_an_organisation_stands_in_one_place_in_every_slice_year_and_run(engine: Engine) -> None:
    write(engine, **EDITION)
    whole = places(table(engine, "collaboration_nodes"))
    assert len(whole) == len(set(whole.values())) == 5
    for asked in SLICES:
        again = places(table(engine, "collaboration_nodes", Scope().choosing(**asked)))
        assert again
        assert again.items() <= whole.items(), asked
    sectors = places(table(engine, "collaboration_nodes", Scope(sectors=("water",))))
    assert sectors.items() <= whole.items()
    years = table(engine, "network_year_nodes")
    assert set(years["calendar_year"]) == {2023, 2024}
    assert all(whole[row.organisation_id] == (row.x, row.y) for row in years.itertuples())
    assert places(table(engine, "network_explore_nodes")).items() <= whole.items()


def test_those_around_an_organisation_are_drawn_and_it_is_marked(engine: Engine) -> None:
    write(engine, **EDITION)
    number = ids(engine)
    around = table(engine, "collaboration_nodes", Scope().choosing(ego=number["B"]))
    assert sorted(around["organisation_en"]) == ["A", "B", "C"]
    assert around.loc[around["is_chosen"], "organisation_en"].tolist() == ["B"]
    # of the whole slice: C has D as a partner too, who is not drawn
    assert around.set_index("organisation_en")["partners"].to_dict() == {"A": 2, "B": 2, "C": 3}
    lines = table(engine, "collaboration_ties", Scope().choosing(ego=number["B"]))
    assert [set(pair) for pair in zip(lines["first_en"], lines["second_en"], strict=True)] == [
        {"A", "B"}, {"A", "C"}, {"B", "C"}
    ]  # fmt: skip
    assert len(table(engine, "collaboration_nodes", Scope().choosing(ego=number["B"], depth=2))) == 4
    assert table(engine, "collaboration_nodes", Scope().choosing(ego=999_999)).empty
    with pytest.raises(PortfolioError, match="depth"):
        table(engine, "collaboration_nodes", Scope().choosing(ego=number["B"], depth=9))


def test_what_the_backbone_and_the_levels_took_away_is_counted_one_after_the_other(engine: Engine) -> None:
    write(engine, **EDITION)
    names = ["ties_before", "ties_in_backbone", "ties_in_network", "tie_weight_before", "tie_weight_in_network"]

    def left(**asked: object) -> list[float]:
        return table(engine, "network_backbone", Scope().choosing(**asked))[names].iloc[0].tolist()

    assert left() == [4, 4, 4, 5, 5]
    assert left(backbone="minimum", least=2) == [4, 1, 1, 5, 2]
    assert left(levels="horizontal") == [4, 4, 1, 5, 2]
    assert left(levels="vertical", backbone="minimum", least=2) == [4, 1, 0, 5, 0]
    assert table(engine, "network_backbone")["seldom_pairs"].isna().all()
    signed = table(engine, "network_backbone", Scope().choosing(backbone="sdsm", signed="yes", level=999))
    assert signed["seldom_pairs"].notna().all()


def test_the_two_columns_hold_projects_that_are_shared_by_name(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "network_two_mode_nodes")
    side = found.groupby("two_mode_side")["name_en"].agg(sorted)
    assert side["project"] == ["Bridge", "Sewer", "Tunnel"]
    assert side["organisation"] == ["A", "B", "C", "D"]
    assert len(table(engine, "network_two_mode_ties")) == 7


def test_the_projects_of_an_organisation_can_be_drawn_alone(engine: Engine) -> None:
    write(engine, **EDITION)
    asked = Scope().choosing(ego=ids(engine)["D"])
    found = table(engine, "network_two_mode_nodes", asked).set_index("two_mode_side")
    assert found.loc[["project"], "name_en"].tolist() == ["Sewer"]
    assert found.loc[found["is_chosen"], "name_en"].tolist() == ["D"]
    assert sorted(table(engine, "network_two_mode_ties", asked)["organisation_en"]) == ["C", "D"]


def test_contracts_and_meetings_are_the_units_where_they_tie(engine: Engine) -> None:
    contracts = """
        project | as_of      | identifier | supplier | start_date
        P1      | 2024-06-30 | C1         | B        | 2023-02-01
        P1      | 2024-06-30 | C2         | A        | 2023-02-01
    """
    meetings = """
        project | as_of      | meeting | held_on    | kind  | organisation
        P1      | 2024-06-30 | M1      | 2024-02-09 | joint | A
        P2      | 2024-06-30 | M1      | 2024-02-09 | joint | D
        P2      | 2024-06-30 | M2      | 2024-03-09 | joint | D
    """
    write(engine, **EDITION, contract=contracts, attendance=meetings)
    names = ["two_mode_side", "unit_code", "name_en", "drawn_memberships"]

    def drawn(tie: str) -> pd.DataFrame:
        return table(engine, "network_two_mode_nodes", Scope().choosing(tie=tie))

    # the supplier and the body that is responsible for the project; of the second contract these are one
    assert drawn("contract")[names].iloc[0].tolist() == ["contract", "C1", "Bridge", 2]
    assert sorted(drawn("contract").query("two_mode_side == 'organisation'")["name_en"]) == ["A", "B"]
    [meeting] = drawn("meets").query("two_mode_side == 'meeting'").to_dict("records")  # of two projects; M2 ties nobody
    assert (meeting["unit_code"], str(meeting["unit_day"])[:10], meeting["drawn_memberships"]) == (
        "M1",
        "2024-02-09",
        2,
    )
    assert pd.isna(meeting["name_en"])
    assert set(drawn("leads")["two_mode_side"]) == {"project", "organisation"}


def test_a_label_is_a_measure_or_a_group_and_no_names_are_none(engine: Engine) -> None:
    write(engine, **EDITION)

    def asked(label: str) -> pd.DataFrame:
        return table(engine, "collaboration_nodes", Scope().choosing(label=label)).set_index("organisation_en")

    assert asked("name")["labelled"].any()
    assert not asked("none")["labelled"].any()
    assert asked("partners")["label_value"].to_dict() == {"A": 2, "B": 2, "C": 3, "D": 1, "E": 0}
    assert asked("kind")["label_group"].to_dict() == {"A": "department", "B": "company", "C": "street", "D": "company",
                                                      "E": "company"}  # fmt: skip
    assert asked("kind")["label_value"].isna().all()


def test_who_is_named_in_one_year_is_named_in_all(engine: Engine) -> None:
    write(engine, **EDITION)
    years = table(engine, "network_year_nodes")
    assert years["labelled"].any()
    assert years.groupby("organisation_id")["labelled"].nunique().max() == 1


def test_a_choice_that_cannot_be_is_refused_in_words(engine: Engine) -> None:
    write(engine, **EDITION)
    for asked in ({"size": "beauty"}, {"colour": "mood"}, {"label": "motto"}):
        with pytest.raises(PortfolioError, match="cannot be"):
            table(engine, "collaboration_nodes", Scope().choosing(**asked))


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_database_has_the_same_columns(engine: Engine, name: str) -> None:
    found = table(engine, name)
    assert tuple(found.columns) == tables.frame(name).columns


def test_a_whole_city_is_drawn_within_its_limits(reading: Connection) -> None:
    found = tables.make(reading, "collaboration_ties", Scope())
    assert 100 < len(found) <= 1500
    assert found[["x_from", "y_from", "x_to", "y_to"]].notna().all(axis=None)
    matrix = tables.make(reading, "collaboration_matrix", Scope())
    assert matrix["first_rank"].max() <= 40
    communities = matrix.drop_duplicates("first_rank")["first_community"].tolist()
    assert len([label for label, _ in groupby(communities)]) == len(set(communities)) > 1
