"""The pictures of the tests: the observed value stands where it is among those that chance gives."""

import pytest

from analytics.figures import network_tests as figures
from analytics.language import Language
from tests.tables import draw

CORRELATION = """
    relation_first | relation_second | correlation | p_two_sided | permuted_mean | permuted_sd | permutations
    network        | contract        | 0.371868    | 0.00065     | −0.000001     | 0.09        | 2000
"""
BARS = """
    r_from | r_to | times_drawn
    −0.2   | 0    | 1100
    0      | 0.2  | 890
    0.2    | 0.4  | 10
"""


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_observed_correlation_is_a_line_among_bars_of_chance(code: str) -> None:
    language = Language(code)
    drawn = figures.chance_correlations(draw(BARS), draw(CORRELATION), language)
    bars, line = drawn.figure.data[0], drawn.figure.layout.shapes[0]
    assert list(bars.y) == [1100, 890, 10]
    assert [left + width for left, width in zip(bars.x, bars.width, strict=True)] == pytest.approx([0, 0.2, 0.4])
    assert line.x0 == line.x1 == pytest.approx(0.371868)
    assert drawn.title == language(
        "Chance hardly gives a correlation of {r} ({p})", r="0.372", p=language("p < {p}", p="0.001")
    )
    assert "0.372" in drawn.alt
    assert "−0.000" not in drawn.alt


def test_measures_stand_where_their_z_is_and_one_without_stands_nowhere() -> None:
    table = draw(
        """
        network_measure | measure_value | chance_mean | chance_z
        transitivity    | 0.44          | 0.1         | 3.2
        density         | 0.1           | 0.1         |
        components      | 4             | 9.5         | −2.5
        """
    )
    drawn = figures.uniform(table, Language("en"))
    assert [(trace.x[0], trace.y[0]) for trace in drawn.figure.data] == [(3.2, 0), (-2.5, 2)]
    assert drawn.figure.layout.xaxis.range[0] == -drawn.figure.layout.xaxis.range[1]
    assert "Density: 0.100, by chance 0.100;" in drawn.alt
    assert "Components: 4, by chance 10 (z −2.50)" in drawn.alt


def test_roles_are_named_with_what_they_broker_and_what_chance_would() -> None:
    table = draw(
        """
        brokerage_role | pairs_brokered | brokered_by_chance | chance_z
        liaison        | 115            | 140.2              | −1.1
        total          | 196            | 250.4              | −1.828
        """
    )
    drawn = figures.brokerage(table, Language("en"))
    assert drawn.alt == "Liaison: 115, by chance 140 (z −1.10); All five roles: 196, by chance 250 (z −1.83)"
