"""The picture of the network as tables, and what is said of it."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analytics.language import Language
from analytics.measures import (
    collaboration,
    collaboration_words,
    network_arcs,
    network_marks,
    network_two_mode,
    network_years,
)
from analytics.network_slice import NetworkSlice
from analytics.networks import backbone, layout, projection, two_mode
from analytics.networks.one_mode import OneMode, from_networkx, from_ties
from tests.tables import draw, rows

MEMBERS = """
    project_id | organisation_id
    1          | 1
    1          | 2
    2          | 1
    2          | 2
    2          | 3
    3          | 4
    4          | 5
    4          | 6
"""
UNITS = two_mode.two_mode(draw(MEMBERS))
NETWORK = projection.project(UNITS)
PLACES = layout.places(NETWORK)


def measured(network: OneMode) -> pd.DataFrame:
    partners = np.diff(network.undirected.weights.indptr)
    return pd.DataFrame(
        {"organisation_id": network.ids, "organisation_en": "Bureau", "organisation_zh": "局", "partners": partners,
         "projects_joined": 1, "mark_size": partners * 1.0}
    )  # fmt: skip


def test_the_picture_holds_every_drawn_end_and_those_without_a_partner() -> None:
    drawn = collaboration.signed(collaboration.strongest(NETWORK), None)
    placed = collaboration.nodes(measured(NETWORK), drawn, PLACES)
    assert set(placed["organisation_id"]) == {1, 2, 3, 4, 5, 6}
    assert placed.loc[placed["on_shelf"], "organisation_id"].tolist() == [4]
    assert not placed.loc[placed["on_shelf"], "labelled"].any()


def test_an_organisation_stands_in_one_place_whatever_part_of_the_network_is_drawn() -> None:
    whole = from_networkx(nx.les_miserables_graph())
    whole = OneMode(np.arange(whole.nodes), whole.weights)
    places = layout.places(whole)
    kept = backbone.disparity(whole).network
    pictures = [
        collaboration.nodes(measured(part), collaboration.signed(collaboration.strongest(part, most), None), places)
        for part, most in ((whole, 1500), (whole, 40), (kept, 1500), (collaboration.around(whole, 10, 1), 1500))
    ]
    for picture in pictures:
        at = picture.set_index("organisation_id")[["x", "y"]]
        assert len(at) > 5
        pd.testing.assert_frame_equal(at, places.set_index("organisation_id").loc[at.index, ["x", "y"]])
    pd.testing.assert_frame_equal(places, layout.places(whole))


def test_a_line_ends_where_its_organisations_stand() -> None:
    line = collaboration.ties(collaboration.signed(collaboration.strongest(NETWORK), None), PLACES).iloc[0]
    ends = PLACES.set_index("organisation_id").loc[[line["first_id"], line["second_id"]], ["x", "y"]]
    assert line[["x_from", "y_from", "x_to", "y_to"]].tolist() == ends.to_numpy().ravel().tolist()
    assert line["x_middle"] == pytest.approx(ends["x"].mean())


def test_those_around_an_organisation_are_its_partners_and_at_two_steps_theirs_too() -> None:
    path = from_ties(draw("first_id | second_id | weight\n1 | 2 | 1\n3 | 2 | 1\n3 | 4 | 1"), directed=True)
    assert collaboration.around(path, 1, 1).ids.tolist() == [1, 2]
    assert collaboration.around(path, 1, 2).ids.tolist() == [1, 2, 3]
    assert collaboration.around(path, 2, 1).ids.tolist() == [1, 2, 3]
    assert collaboration.around(path, 99, 1).nodes == 0


def test_a_pair_that_meets_too_seldom_comes_after_the_ties_and_is_never_thick() -> None:
    kept = draw("first_id | second_id | weight | p_value | sign\n1 | 2 | 9 | .01 | 1\n1 | 3 | 0 | .02 | -1")
    drawn = collaboration.signed(
        draw("first_id | second_id | tie_weight\n1 | 2 | 9\n2 | 3 | 1"), kept.assign(p_value=[0.01, 0.02])
    )
    lines = collaboration.ties(drawn, PLACES)
    assert lines[["tie_sign", "width_class"]].to_numpy().tolist() == [[1, 5], [1, 1], [-1, 1]]


def test_the_matrix_is_the_same_both_ways_and_stands_community_by_community() -> None:
    community = network_marks.community(NETWORK)
    cells = collaboration.matrix(NETWORK, community)
    weight = cells.set_index(["first_id", "second_id"])["tie_weight"]
    assert weight[(1, 2)] == weight[(2, 1)] == 2
    assert weight[(1, 5)] == 0
    order = cells.drop_duplicates("first_id").sort_values("first_rank")
    assert order["first_id"].tolist() == [1, 2, 3, 5, 6]
    assert order["first_community"].tolist() == [1, 1, 1, 2, 2]
    assert len(cells) == 5 * 4


def test_in_a_matrix_of_ties_with_a_direction_rows_send_and_columns_receive() -> None:
    sends = from_ties(draw("first_id | second_id | weight\n1 | 2 | 3"), directed=True)
    weight = collaboration.matrix(sends, np.array([1, 1])).set_index(["first_id", "second_id"])["tie_weight"]
    assert weight[(1, 2)] == 3
    assert weight[(2, 1)] == 0


@pytest.mark.parametrize("name", list(network_marks.SIZES))
def test_every_measure_has_a_number_for_an_organisation_with_partners(name: str) -> None:
    found = network_marks.sizes(name, NETWORK, np.array([2, 2, 1, 1, 1, 1]))
    assert found.shape == (6,)
    assert np.isfinite(found[:3]).all()


def test_closeness_is_that_of_networkx_with_the_share_that_is_reached() -> None:
    parts = from_networkx(nx.disjoint_union(nx.krackhardt_kite_graph(), nx.path_graph(3)))
    found = network_marks.sizes("closeness", parts, np.zeros(13))
    expected = nx.closeness_centrality(nx.disjoint_union(nx.krackhardt_kite_graph(), nx.path_graph(3)))
    assert found == pytest.approx([expected[node] for node in range(13)])


@pytest.mark.parametrize("name", list(network_marks.LABELS))
def test_beside_a_name_stands_a_measure_or_a_group_or_nothing(name: str) -> None:
    bodies = pd.DataFrame({"kind": "company", "level": "city", "district": "east"}, index=NETWORK.ids)
    found = network_marks.labels(name, NETWORK, np.array([2, 2, 1, 1, 1, 1]), bodies)
    assert found["label_value"].notna().any() == (name in network_marks.SIZES)
    assert found["label_group"].notna().any() == (name in network_marks.COLOURS)
    if name in network_marks.SIZES:
        measured_ = network_marks.sizes(name, NETWORK, np.array([2, 2, 1, 1, 1, 1]))
        np.testing.assert_array_equal(found["label_value"].astype("float64"), measured_)


def test_communities_are_what_colour_shows_first_where_no_kind_is_known() -> None:
    assert network_marks.usual_colour(pd.Series(["unknown", None])) == "community"
    assert network_marks.usual_colour(pd.Series(["unknown", "company"])) == "kind"


def test_districts_keep_their_colour_and_those_beyond_six_share_the_grey() -> None:
    ids = range(1, 10)
    bodies = pd.DataFrame({"district": [f"d{n}" for n in (1, 1, 2, 3, 4, 5, 6, 7, 8)]}, index=ids)
    alone = from_ties(draw("first_id | second_id | weight"), ids=ids)
    found = network_marks.groups("district", alone, bodies.assign(kind="company", level="city"))
    assert found["mark_rank"].tolist() == [1, 1, 2, 3, 4, 5, 6, 7, 7]
    unknown = network_marks.groups("district", alone, bodies.assign(district="unknown"))
    assert set(unknown["mark_rank"]) == {0}


def test_projects_with_the_most_organisations_are_drawn_and_several_roles_count_once() -> None:
    twice = draw(MEMBERS + "2 | 3\n")
    twice = twice.rename(columns={"project_id": "unit"})
    picture = network_two_mode.picture(twice, most_units=2, most_organisations=3)
    assert picture.units["all_memberships"].to_dict() == {1: 2, 2: 3}
    assert sorted(picture.organisations.index) == [1, 2, 3]
    assert len(picture.ties) == 5
    assert 3 not in network_two_mode.picture(twice).units.index  # of one organisation: it ties nobody


def test_the_projects_of_one_organisation_are_drawn_with_it_however_few_have_room() -> None:
    members = draw(MEMBERS).rename(columns={"project_id": "unit"})
    picture = network_two_mode.picture(members, of=3)
    assert picture.units.index.tolist() == [2]
    assert sorted(picture.organisations.index) == [1, 2, 3]
    assert network_two_mode.picture(members, of=3, most_organisations=1).organisations.index.tolist() == [3]
    assert network_two_mode.picture(members, of=4).units.empty  # alone in its project
    assert network_two_mode.picture(members, of=99).organisations.empty


def test_the_two_columns_are_ordered_so_that_a_ladder_has_no_crossing() -> None:
    ladder = pd.DataFrame({"unit": [1, 1, 2, 2, 3, 3], "organisation_id": [50, 10, 10, 40, 40, 20]})
    ties = network_two_mode.picture(ladder).ties
    assert network_two_mode.crossings(ties["unit_row"], ties["organisation_row"]) == 0


def test_arcs_tell_ties_across_levels_from_those_within_one() -> None:
    levels = pd.Series({1: "city", 2: "district", 3: "city", 4: "unknown", 5: "city", 6: "city"})
    nodes, ties = network_arcs.picture(NETWORK, levels)
    assert nodes["organisation_level"].tolist() == ["city"] * 4 + ["district"]
    crosses = ties.set_index(["first_id", "second_id"])["crosses_levels"]
    assert crosses[(1, 2)]
    assert not crosses[(1, 3)]
    _, unknown = network_arcs.picture(NETWORK, levels.replace("district", "unknown"))
    assert unknown.set_index(["first_id", "second_id"])["crosses_levels"].isna()[(1, 2)]


def test_every_level_keeps_a_row_however_few_there_are() -> None:
    star = from_networkx(nx.star_graph(60))
    levels = pd.Series(["district"] + ["city"] * 60)
    nodes, _ = network_arcs.picture(star, levels, most=10)
    assert len(nodes) <= 10
    assert set(nodes["organisation_level"]) == {"city", "district"}


def test_a_row_of_the_arcs_has_an_arc() -> None:
    ties = draw("first_id | second_id | weight\n1 | 2 | 9\n1 | 3 | 1\n2 | 4 | 8\n5 | 6 | 1")
    nodes, arcs = network_arcs.picture(from_ties(ties), pd.Series(dict.fromkeys(range(1, 7), "city")), most_arcs=2)
    assert nodes["organisation_id"].tolist() == [2, 1, 4]
    assert nodes["node_row"].tolist() == [1, 2, 3]
    assert arcs[["first_row", "second_row"]].to_numpy().tolist() == [[2, 1], [1, 3]]


def test_year_by_year_everyone_keeps_the_place_and_widths_are_of_one_scale() -> None:
    earlier = from_ties(draw("first_id | second_id | weight\n1 | 2 | 1"))
    later = from_ties(draw("first_id | second_id | weight\n1 | 2 | 100\n2 | 3 | 1"))
    nodes, ties = network_years.picture({2020: earlier, 2021: later}, PLACES)
    assert nodes.groupby("organisation_id")[["x", "y"]].nunique().max().max() == 1
    assert ties[["calendar_year", "width_class"]].to_numpy().tolist() == [[2020, 1], [2021, 5], [2021, 1]]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_finding_counts_what_is_shared_and_names_the_closest_pair(code: str) -> None:
    pairs = two_mode.pairs(UNITS)
    summary = pd.Series({"projects": 5, **two_mode.summary(UNITS, pairs)})
    names = pairs.assign(first_en="Roads", first_zh="道路局", second_en="Water", second_zh="水务局")
    said = collaboration_words.finding(summary, names, Language(code))
    assert (
        said
        == {
            "en": "Of 4 projects with a known organisation, 3 (75 %) are shared by two or more; 5 of 6 organisations "
            "work with another, in 4 pairs. The closest are Roads and Water, with 2 projects in common. For 20 % of "
            "the projects no organisation is known.",
            "zh_CN": "4个参与机构已知的项目中，3个（75%）由两个以上机构共同参与；6个机构中5个与其他机构合作，共4对。"
            "合作最密切的是道路局与水务局，共同参与2个项目。20%的项目参与机构未知。",
        }[code]
    )


def test_contracts_and_meetings_are_counted_by_their_own_word() -> None:
    row = pd.Series({"projects": 4, "projects_with_bodies": 4, "projects_shared": 9, "bodies": 6, "bodies_in_pairs": 5,
                     "collaborating_pairs": 4, "pair_weight": 30})  # fmt: skip
    said = {tie: collaboration_words.tiles(row, Language(), NetworkSlice(tie=tie)) for tie in ("contract", "meets")}
    assert [tiles[0].value for tiles in said.values()] == ["9", "9"]  # no share of the projects
    assert [tiles[0].label for tiles in said.values()] == ["Contracts shared", "Meetings shared"]
    for tiles, word in zip(said.values(), ("contract", "meeting"), strict=True):
        assert word in tiles[2].note
        assert not any("project" in text for tile in tiles for text in (tile.label, tile.note))


def test_the_finding_says_why_nobody_is_tied() -> None:
    nobody = pd.Series(
        {"projects": 4, "projects_with_bodies": 4, "bodies": 6, "collaborating_pairs": 0, "projects_shared": 0}
    )
    say = lambda **asked: collaboration_words.finding(nobody, pd.DataFrame(), Language(), NetworkSlice(**asked))  # noqa: E731
    assert "none is known to have two organisations" in say()
    assert "no tie is left in this slice" in say(backbone="sdsm")
    assert "none ties two organisations in this way" in say(tie="meets")


def test_the_network_in_numbers() -> None:
    assert rows(pd.DataFrame([two_mode.summary(UNITS, two_mode.pairs(UNITS))])) == [(4, 3, 6, 5, 4, 5)]
