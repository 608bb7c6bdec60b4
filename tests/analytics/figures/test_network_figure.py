"""The pictures of the network: groups keep their colour and shape, names are words, signs and directions are seen."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from analytics import codes
from analytics.figures import (
    network,
    network_arcs,
    network_explore,
    network_groups,
    network_matrix,
    network_years,
    theme,
)
from analytics.figures.drawn import Drawn
from analytics.frames import FRAMES
from analytics.language import Language

SUMMARY = pd.DataFrame(
    [{"projects": 4, "projects_shared": 3, "bodies": 9, "bodies_in_pairs": 2, "collaborating_pairs": 2}]
)
HOSTILE = "<b>x</b>"


def nodes(*kinds: str, name: str = "Lanjiang Water Affairs Bureau {n}") -> pd.DataFrame:
    """One organisation of each kind, all named."""
    rows = [
        {"organisation_id": n, "organisation_en": name.format(n=n), "organisation_zh": f"澜江市第{n}水务局",
         "organisation_kind": kind, "organisation_level": "city", "projects_joined": 1, "partners": 1, "mark_size": 1.0,
         "mark_group": str(n), "mark_rank": min(n + 1, 7), "label_value": 0.3141, "label_group": kind, "x": n, "y": n,
         "on_shelf": False, "labelled": True, "label_below": n == 1, "is_chosen": n == 0}
        for n, kind in enumerate(kinds)
    ]  # fmt: skip
    return FRAMES["collaboration_nodes"].cast(pd.DataFrame(rows))


def ties(*signs: int, name: str = "Bureau") -> pd.DataFrame:
    """A tie between the first two organisations for each sign."""
    row = {"first_id": 0, "first_en": name, "first_zh": "局", "second_id": 1, "second_en": name, "second_zh": "局",
           "shared_projects": 3, "tie_weight": 3.0, "width_class": 2, "x_from": 0, "y_from": 0, "x_to": 1, "y_to": 1,
           "x_middle": 0.5, "y_middle": 0.5}  # fmt: skip
    frame = FRAMES["collaboration_ties"]
    return frame.cast(pd.DataFrame([row | {"tie_sign": sign} for sign in signs])) if signs else frame.empty()


def marks(*kinds: str) -> dict[str, tuple[str, str]]:
    """The colour and shape of each entry of the legend."""
    drawn = network.network(nodes(*kinds), ties(), SUMMARY, Language())
    return {trace.name: (trace.marker.color, trace.marker.symbol) for trace in drawn.figure.data if trace.name}


def names_of(drawn: Drawn) -> list[str]:
    """The names beside the marks."""
    return [text for trace in drawn.figure.data if trace.mode == "markers+text" for text in trace.text]


def said(drawn: Drawn) -> list[str]:
    """What stands under the pointer."""
    return [text for trace in drawn.figure.data for text in (trace.customdata if trace.customdata is not None else [])]


@pytest.mark.parametrize(
    ("label", "beside"),
    [("closeness", " · 0.31"), ("kind", " · Company"), ("community", "<br>Community company"), ("name", "")],
)
def test_a_value_or_a_group_stands_beside_the_name_and_the_pointer_has_everything(label: str, beside: str) -> None:
    table = nodes("company", "street", name="DDC")
    drawn = network.network(table, ties(1), SUMMARY, Language(), label=label, size="betweenness", colour="community")
    assert names_of(drawn)[0] == "DDC" + beside
    assert ("Beside the name: " in drawn.subtitle) == bool(beside)
    [pointed] = [text for text in said(drawn) if text.startswith("DDC: Company")]
    for fact in ("1 project", "1 partner", "betweenness 1", "Community 0"):
        assert fact in pointed
    assert ("closeness 0.314" in pointed) == (label == "closeness")
    explored = network_explore.explore(
        table, ties(1), SUMMARY, Language(), dark=True, label=label, size="betweenness", colour="community"
    )
    node = explored.option["series"][0]["data"][0]
    assert node["label"]["formatter"] == "DDC" + beside.replace("<br>", " · ")
    assert f"DDC: {node['value']}" == pointed


def test_a_name_stands_where_its_table_says_and_one_that_is_not_named_has_none() -> None:
    table = nodes("company", "street", "department")
    table["labelled"] = [True, True, False]
    trace = network.network(table, ties(1), SUMMARY, Language()).figure.data[-1]
    assert list(trace.textposition) == ["top center", "bottom center"]
    assert (list(trace.x), list(trace.y)) == ([0, 1], [0, 1])


def test_a_strength_has_the_unit_of_its_weights() -> None:
    table = nodes("company", name="DDC").assign(mark_size=250e8, label_value=250e8)
    drawn = network.network(table, ties(), SUMMARY, Language(), weight="investment", label="strength")
    assert any("strength 250.0 million" in text for text in said(drawn))
    assert names_of(drawn) == ["DDC<br>250.0 million"]


def test_ties_of_one_width_are_one_path_from_end_to_end() -> None:
    drawn = network.network(nodes("company", "street"), ties(1, 1), SUMMARY, Language())
    [shape] = drawn.figure.layout.shapes
    assert shape.path == "M0.0000,0.0000L1.0000,1.0000" * 2
    assert len(said(drawn)) == 2 + 2  # both ties and both organisations can be pointed at


def test_every_kind_of_organisation_belongs_to_one_family() -> None:
    families = Counter(kind for _, kinds, _, _ in network_groups.FAMILIES for kind in kinds)
    assert families == Counter(list(codes.ORGANISATION_KINDS))


def test_a_family_keeps_its_colour_and_shape_whatever_else_is_in_scope() -> None:
    everything = marks(*reversed(codes.ORGANISATION_KINDS))
    assert len(everything) == len(set(everything.values()))
    assert marks("company")["Companies"] == everything["Companies"]
    assert {colour for colour, _ in everything.values()} <= {*theme.CATEGORIES, theme.OTHERS}


def test_groups_by_number_differ_in_colour_and_in_shape_and_the_rest_is_grey() -> None:
    found = network_groups.groups("community", nodes(*["company"] * 9), Language())
    assert len({group.colour for group in found}) == len({group.symbol for group in found}) + 1 == 7
    assert (found[-1].title, found[-1].colour, int(found[-1].members.sum())) == ("Others", theme.OTHERS, 3)


@pytest.mark.parametrize(
    ("code", "words"), [("en", "Water Affairs<br>Bureau 0"), ("zh_CN", "第0水务局")], ids=["English", "Chinese"]
)
def test_a_name_leaves_out_the_place_that_all_names_begin_with(code: str, words: str) -> None:
    drawn = network.network(nodes("company", "street"), ties(), SUMMARY, Language(code))
    assert names_of(drawn)[0] == words


def test_pairs_that_meet_too_seldom_are_dotted_and_in_words() -> None:
    drawn = network.network(nodes("company", "street"), ties(1, -1), SUMMARY, Language())
    assert {shape.line.dash for shape in drawn.figure.layout.shapes} == {"solid", "dot"}
    assert "Dotted lines: meet less often than by chance." in drawn.subtitle
    assert sum("fewer than by chance" in text for text in said(drawn)) == 1


def test_ties_with_a_direction_taper_and_the_subtitle_says_whither() -> None:
    drawn = network.network(nodes("company", "street"), ties(1), SUMMARY, Language(), tie="funds")
    [wedge] = drawn.figure.layout.shapes
    assert (wedge.path[0], wedge.path[-1], wedge.fillcolor) == ("M", "Z", theme.UNKNOWN)
    first, point, second = (tuple(map(float, corner.split(","))) for corner in wedge.path[1:-1].split("L"))
    assert point == (1, 1)  # the recipient
    assert tuple(sum(pair) / 2 for pair in zip(first, second, strict=True)) == pytest.approx((0, 0))
    assert "from the funder to the recipient" in drawn.subtitle


def test_the_organisation_looked_at_has_a_rim_of_its_own() -> None:
    drawn = network.ego(nodes("company", "street"), ties(1), Language())
    rims = {
        trace.name: trace.marker.line.color[0]
        for trace in drawn.figure.data
        if not isinstance(trace.marker.line.color, str) and trace.marker.line.color
    }
    assert rims == {"Companies": theme.HIGHLIGHT}
    assert drawn.title == "Lanjiang Water Affairs Bureau 0 and those around it"


def test_to_explore_every_node_has_its_group_and_every_tie_its_ends() -> None:
    table, lines = nodes("company", "street", "department"), ties(1, -1)
    drawn = network_explore.explore(table, lines, SUMMARY, Language(), dark=True)
    series = drawn.option["series"][0]
    assert drawn.ids == (0, 1, 2)
    assert [node["category"] for node in series["data"]] == [2, 1, 0]
    assert [(link["source"], link["target"]) for link in series["links"]] == [(0, 1), (0, 1)]
    assert series["links"][1]["lineStyle"]["type"] == "dotted"
    assert theme.TOKENS[theme.INK][1] in str(drawn.option)
    assert "#0000" not in str(drawn.option)  # nobody replaces the placeholders of the theme there
    assert series["data"][0]["y"] > series["data"][2]["y"]  # upwards in the drawing is upwards here


@pytest.mark.parametrize("dark", [True, False])
def test_who_is_in_no_group_is_an_open_circle_by_day_and_by_night(dark: bool) -> None:
    table = nodes("company", "street").assign(mark_rank=[0, 1])
    drawn = network_explore.explore(table, ties(1), SUMMARY, Language(), dark=dark, colour="level")
    none = drawn.option["series"][0]["categories"][-1]
    assert (none["name"], none["symbol"]) == ("Not known", "circle")
    paper, grey = (theme.TOKENS[token][1 if dark else 0] for token in (theme.PAPER, theme.OTHERS))
    assert (none["itemStyle"]["color"], none["itemStyle"]["borderColor"]) == (paper, grey)


def matrix_of(name: str) -> pd.DataFrame:
    rows = [
        {"first_rank": a, "first_en": name, "first_zh": name, "first_community": a, "second_rank": b, "second_en": name,
         "second_zh": name, "second_community": b, "shared_projects": 2, "tie_weight": 2.0}
        for a in (1, 2) for b in (1, 2) if a != b
    ]  # fmt: skip
    return FRAMES["collaboration_matrix"].cast(pd.DataFrame(rows))


def test_lines_part_the_communities_of_the_matrix() -> None:
    drawn = network_matrix.matrix(matrix_of("Water"), Language())
    assert [(shape.x0, shape.y0) for shape in drawn.figure.layout.shapes] == [(1.5, 0.5), (0.5, 1.5)]
    assert drawn.title == "The strongest form 2 communities"


def arc_tables(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    bodies = [
        {"node_row": n, "organisation_en": name, "organisation_zh": name, "organisation_level": level, "partners": 2,
         "organisation_id": n}
        for n, level in enumerate(("city", "city", "district"), start=1)
    ]  # fmt: skip
    arcs = [
        {"first_row": 1, "first_en": name, "first_zh": name, "second_row": row, "second_en": name, "second_zh": name,
         "shared_projects": 1, "tie_weight": 1.0, "width_class": 1, "crosses_levels": crosses, "first_id": 1,
         "second_id": row}
        for row, crosses in ((2, False), (3, True))
    ]  # fmt: skip
    return FRAMES["network_arc_nodes"].cast(pd.DataFrame(bodies)), FRAMES["network_arcs"].cast(pd.DataFrame(arcs))


def test_arcs_across_levels_differ_in_colour_and_dash_from_those_within() -> None:
    drawn = network_arcs.arcs(*arc_tables("Water"), Language())
    looks = {trace.name: (trace.line.color, trace.line.dash) for trace in drawn.figure.data if trace.name}
    assert set(looks) == {"Across levels (vertical)", "Within one level (horizontal)"}
    assert len({colour for colour, _ in looks.values()}) == len({dash for _, dash in looks.values()}) == 2
    assert drawn.title == "1 of the 2 strongest ties run across levels"
    across = [shape for shape in drawn.figure.layout.shapes if shape.type == "path" and shape.line.dash == "solid"]
    assert [(shape.path.split("C")[0], shape.path.split()[-1]) for shape in across] == [
        ("M0.0000,1.0000", "0.0000,3.0000")
    ]


def test_where_no_level_is_known_the_arcs_say_so_instead_of_counting_none() -> None:
    bodies, lines = arc_tables("Water")
    drawn = network_arcs.arcs(bodies, lines.assign(crosses_levels=pd.NA), Language())
    assert drawn.title == "The administrative levels of these organisations are not known"
    assert "Solid arcs" not in drawn.subtitle


def year_tables(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    bodies = [
        {"calendar_year": year, "organisation_id": n, "organisation_en": name, "organisation_zh": name,
         "organisation_kind": "company", "partners": 1, "mark_size": 1.0, "x": n, "y": n, "labelled": n == 0,
         "label_below": False}
        for year in (2020, 2021) for n in (0, 1)
    ]  # fmt: skip
    lines = ties(1).assign(calendar_year=2021)
    return FRAMES["network_year_nodes"].cast(pd.DataFrame(bodies)), FRAMES["network_year_ties"].cast(lines)


def test_a_frame_for_each_year_changes_the_same_traces_and_the_last_year_is_seen_first() -> None:
    made = network_years.years(*year_tables("Water"), Language()).figure
    assert [frame.name for frame in made.frames] == ["2020", "2021"]
    assert {len(frame.data) for frame in made.frames} == {len(made.frames[0].traces)}
    assert [trace.x for trace in made.data[:7]] == [trace.x for trace in made.frames[1].data]
    assert list(made.data[6].text) == ["Water"]
    assert [step.label for step in made.layout.sliders[0].steps] == ["2020", "2021"]


def test_a_hostile_name_is_words_in_every_picture() -> None:
    language = Language()
    pictures = [
        network.network(nodes("company", name=HOSTILE), ties(), SUMMARY, language),
        network.ego(nodes("company", "street", name=HOSTILE), ties(1, name=HOSTILE), language),
        network_matrix.matrix(matrix_of(HOSTILE), language),
        network_arcs.arcs(*arc_tables(HOSTILE), language),
        network_years.years(*year_tables(HOSTILE), language),
    ]
    for drawn in pictures:
        assert HOSTILE not in drawn.figure.to_json()
        assert "&lt;b&gt;" in drawn.figure.to_json()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_nobody_is_an_empty_picture_and_no_error(code: str) -> None:
    language = Language(code)
    empty = {name: FRAMES[name].empty() for name in FRAMES if name.startswith(("network_", "collaboration_"))}
    for drawn in (
        network.network(empty["collaboration_nodes"], empty["collaboration_ties"], SUMMARY, language),
        network_matrix.matrix(empty["collaboration_matrix"], language),
        network_arcs.arcs(empty["network_arc_nodes"], empty["network_arcs"], language),
        network_years.years(empty["network_year_nodes"], empty["network_year_ties"], language),
    ):
        assert drawn.title
    assert network_explore.explore(
        empty["network_explore_nodes"], empty["network_explore_ties"], SUMMARY, language, dark=False
    ).ids == ()  # fmt: skip
