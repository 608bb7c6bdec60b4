"""The pictures of the whole network in both languages: marks beside chance, curves of what is left, kinds."""

from __future__ import annotations

import pytest

from analytics.figures import network_whole as figures
from analytics.figures import theme
from analytics.language import Language
from analytics.measures import network_chance_words as chance_words
from analytics.measures import network_whole_words as words
from tests.tables import draw

CHANCE = draw(
    """
    network_measure|measure_value|chance_low|chance_high|chance_z|chance_z_low|chance_z_high|chance_verdict
    density        |0.25         |0.25      |0.25       |        |            |             |kept
    transitivity   |0.8          |0.2       |0.4        |41.5    |−2          |2            |higher
    modularity     |0.1          |0.2       |0.4        |−4      |−2          |2            |lower
    average_path   |2.1          |1.9       |2.3        |0.7     |−1          |2            |chance
    components     |2            |1         |1          |        |            |             |higher
    """,
    "network_expected",
).assign(null_model="degrees", chance_draws=100, chance_p=0.0198, chance_mean=0.3)
REMOVED = draw(
    """
    removal_order | bodies_removed | removed_share | organisation_en | largest_left | random_largest
    degree        | 0              | 0             |                 | 1            | 1
    degree        | 1              | 0.25          | <b>Hub</b>      | 0.25         | 0.7
    degree        | 2              | 0.5           | Rim             | 0.25         | 0.4
    betweenness   | 0              | 0             |                 | 1            | 1
    betweenness   | 1              | 0.25          | <b>Hub</b>      | 0.25         | 0.7
    betweenness   | 2              | 0.5           | Rim             | 0.25         | 0.4
    """,
    "network_robustness",
).assign(random_low=0.25, random_high=0.75)
MIXING = draw(
    """
    mixing_first | mixing_second       | mixing_ties | mixing_expected | mixing_ratio | mixing_surprise
    community    | social_organisation | 124         | 17.2            | 7.2          | 25.8
    company      | street              | 0           | 53.3            | 0            | −7.3
    company      | company             | 300         | 2.5             | 120          | 6
    """,
    "network_mixing",
)
BOTH = pytest.mark.parametrize("language", [Language("en"), Language("zh_CN")], ids=["en", "zh"])


@BOTH
def test_each_measure_has_a_mark_on_its_side_of_chance_and_what_is_kept_is_only_told(language: Language) -> None:
    made = figures.beside_chance(CHANCE, language)
    marks = {trace.marker.symbol: list(trace.x) for trace in made.figure.data}
    assert marks["triangle-up"] == [10, 10]  # 41.5 and "never by chance" stand at the edge
    assert marks["triangle-down"] == [-4]
    assert marks["circle-open"] == [0.7]
    texts = [text for trace in made.figure.data for text in trace.text]
    assert [text.strip() for text in texts if text] == [language.number(41.5)]
    assert language("Density") not in " ".join(note.text for note in made.figure.layout.annotations)
    assert language("Density") in made.subtitle or chance_words.within(language("Density"), language) in made.subtitle


def test_the_title_says_how_many_differ_and_which_most() -> None:
    made = figures.beside_chance(CHANCE, Language())
    assert made.title == "3 of 4 measures differ from chance, components most: higher than by chance"
    assert "100 random networks with each organisation’s number of partners" in made.subtitle


@BOTH
def test_the_curves_end_in_their_names_and_names_from_the_data_are_no_markup(language: Language) -> None:
    made = figures.what_is_left(REMOVED, language)
    shown = " ".join(str(text) for trace in made.figure.data for text in (trace.customdata or ()))
    assert "&lt;b&gt;Hub" in shown
    assert "<b>" not in shown
    assert {note.text for note in made.figure.layout.annotations} >= {language("at random"), language("by degree")}
    assert language.percent(0.25) in made.title


@BOTH
def test_kinds_stand_right_of_one_where_they_work_together_more_than_expected(language: Language) -> None:
    made = figures.kinds(MIXING, language)
    assert [trace.x[0] for trace in made.figure.data] == pytest.approx([7.2, 0.1, 10])
    assert [trace.marker.symbol for trace in made.figure.data] == ["triangle-right", "triangle-left", "triangle-right"]
    assert words.pair(MIXING.iloc[0], language) in made.title


@BOTH
def test_empty_tables_are_drawn_without_an_error(language: Language) -> None:
    for maker, table in ((figures.what_is_left, REMOVED), (figures.kinds, MIXING)):
        assert maker(table.iloc[:0], language).title


def test_colours_are_those_of_the_theme() -> None:
    for made in (
        figures.beside_chance(CHANCE, Language()), figures.what_is_left(REMOVED, Language()),
        figures.kinds(MIXING, Language()),
    ):  # fmt: skip
        used = {
            colour
            for trace in made.figure.data
            for colour in (trace.marker.color, trace.line.color, trace.fillcolor)
            if isinstance(colour, str)
        }
        assert used <= set(theme.TOKENS)


# --- words ---------------------------------------------------------------------------------------


def whole(**values: float | None) -> object:
    known = {"nodes": 40.0, "ties": 90.0, "density": 0.115, "components": 1.0, "largest_component": 1.0} | values
    lines = [
        f"{name} | {'' if value is None else value} | {'few' if value is None else ''}" for name, value in known.items()
    ]
    return draw("network_measure | measure_value | undefined_reason\n" + "\n".join(lines), "network_whole")


def test_the_finding_names_those_whom_the_network_hangs_on() -> None:
    said = words.finding(whole(nodes=4, ties=3, density=0.5), REMOVED, None, Language())
    assert said == (
        "4 organisations have 3 ties: 50.0 % of those there could be. It hangs on one organisation: without <b>Hub</b> "
        "less than half of all still hang together."
    )
    beside = words.finding(whole(nodes=4, ties=3, density=0.5), REMOVED, CHANCE, Language())
    assert beside.startswith(said + " Beside random networks")  # what a mayor reads stands first


def test_the_finding_says_what_differs_from_chance_farthest_first() -> None:
    said = chance_words.beside(CHANCE, Language())
    assert said == (
        "Beside random networks with each organisation’s number of partners: higher than by chance: components and "
        "transitivity; lower than by chance: modularity."
    )
    same = CHANCE[CHANCE["chance_verdict"] == "chance"]
    assert chance_words.beside(same, Language()).startswith("In nothing measured does it differ")


def test_a_measure_that_is_missing_shows_its_reason_and_never_a_zero() -> None:
    tiles = words.tiles(whole(transitivity=None), None, Language())
    closed = next(tile for tile in tiles if tile.label == "Transitivity")
    assert (closed.value, closed.note) == ("–", "none: too few organisations")


def test_a_tile_says_what_chance_gives_once_it_is_known() -> None:
    tiles = words.tiles(whole(transitivity=0.8, modularity=0.1), CHANCE, Language())
    told = {tile.label: tile.change for tile in tiles}
    assert told["Transitivity"] == "higher than by chance (0.20 to 0.40)"
    assert told["Density"] == "kept by the random networks"
    assert told["Largest component"] == ""


def test_hints_are_counted_and_called_no_verdict() -> None:
    table = draw(
        """
        governance_indicator | measure_value | governance_hint
        participants         | 29            | brokered
        density              | 0.1           | brokered
        led_share            | 0.7           | none
        joins_share          | 0             | nao
        """,
        "network_governance",
    )
    assert words.governance(table, Language()) == (
        "Of 4 numbers 2 hint at lead organisation or administrative organisation and 1 hints at network administrative "
        "organisation. They are hints and no verdict: whether anybody governs is not in the data."
    )
