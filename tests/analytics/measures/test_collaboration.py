import pandas as pd
import pytest

from analytics.language import Language
from analytics.measures import collaboration, collaboration_words
from analytics.networks import layout, two_mode
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
NETWORK = two_mode.two_mode(draw(MEMBERS))
TIES = two_mode.pairs(NETWORK)
BODIES = two_mode.organisations(NETWORK, TIES).assign(
    organisation_kind=["bureau", "firm", "firm", "firm", "firm", "firm"]
)


def test_the_picture_holds_every_drawn_end_and_puts_the_lonely_on_the_shelf() -> None:
    placed = collaboration.nodes(BODIES, layout.strongest(TIES))
    assert set(placed["organisation_id"]) == {1, 2, 3, 4, 5, 6}
    assert placed.loc[placed["on_shelf"], "organisation_id"].tolist() == [4]
    assert not placed.loc[placed["on_shelf"], "labelled"].any()


def test_a_line_ends_where_its_organisations_stand() -> None:
    placed = collaboration.nodes(BODIES, TIES)
    line = collaboration.ties(TIES, placed).iloc[0]
    ends = placed.set_index("organisation_id").loc[[line["first_id"], line["second_id"]], ["x", "y"]]
    assert line[["x_from", "y_from", "x_to", "y_to"]].tolist() == ends.to_numpy().ravel().tolist()
    assert line["x_middle"] == pytest.approx(ends["x"].mean())


def test_the_matrix_is_the_same_both_ways_and_stands_kind_by_kind() -> None:
    cells = collaboration.matrix(BODIES, TIES)
    weight = cells.set_index(["first_id", "second_id"])["shared_projects"]
    assert weight[(1, 2)] == weight[(2, 1)] == 2
    assert weight[(1, 5)] == 0
    order = cells.drop_duplicates("first_id").sort_values("first_rank")["first_id"]
    assert order.tolist() == [2, 3, 5, 6, 1]  # the firms together have more than the bureau
    assert len(cells) == 5 * 4


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_finding_counts_what_is_shared_and_names_the_closest_pair(code: str) -> None:
    summary = pd.Series({"projects": 5, **two_mode.summary(NETWORK, TIES)})
    names = TIES.assign(first_en="Roads", first_zh="道路局", second_en="Water", second_zh="水务局")
    said = collaboration_words.finding(summary, names, Language(code))
    assert (
        said
        == {
            "en": "Of 4 projects with a known organisation, 3 (75 %) are shared by two or more; 5 of 6 organisations "
            "work with another, in 4 pairs. The closest are Roads and Water, with 2 projects in common. For 20 % of "
            "the projects no organisation is known.",
            "zh_CN": "4个参与单位已知的项目中，3个（75%）由两个以上单位共同参与；6个单位中5个与其他单位合作，共4对。"
            "合作最密切的是道路局与水务局，共同参与2个项目。20%的项目参与单位未知。",
        }[code]
    )


def test_the_network_in_numbers() -> None:
    assert rows(pd.DataFrame([two_mode.summary(NETWORK, TIES)])) == [(4, 3, 6, 5, 4, 5)]
