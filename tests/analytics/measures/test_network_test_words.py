"""What the tests of the network say: no more than they found."""

import pytest

from analytics.language import Language
from analytics.measures import network_test_words as words
from tests.tables import draw

ENGLISH = Language("en")


def correlation(r: float, p: float, left_out: int = 0) -> str:
    table = draw(
        f"""
        relation_first | relation_second | correlation | p_two_sided | permutations | bodies_tested | bodies_left_out
        network        | same_kind       | {r}         | {p}         | 2000         | 40            | {left_out}
        """
    )
    return words.correlation(table, ENGLISH)


def test_a_correlation_that_chance_gives_easily_is_no_finding_however_large() -> None:
    assert "go together no more than by chance" in correlation(0.6, 0.06)
    assert "go together beyond chance" in correlation(0.02, 0.001)
    assert "go against each other beyond chance" in correlation(-0.3, 0.04)


def test_the_numbers_behind_the_sentence_are_in_it() -> None:
    said = correlation(0.372, 0.0005, left_out=2)
    assert "r = 0.372, p < 0.001 (two-sided), 2,000 permutations of 40 organisations" in said
    assert said.endswith("2 organisations of the slice are left out.")


def test_a_regression_tells_what_goes_with_the_ties_from_what_goes_against_them_and_from_chance() -> None:
    table = draw(
        """
        outcome | relation_term | slope | p_two_sided | r_squared | bodies_left_out
        network | intercept     | 0.1   |             | 0.2031    | 0
        network | contract      | 0.4   | 0.001       | 0.2031    | 0
        network | same_kind     | −0.2  | 0.01        | 0.2031    | 0
        network | same_level    | 0.3   | 0.2         | 0.2031    | 0
        """
    )
    assert words.regression(table, ENGLISH) == (
        "“The ties of this slice”, all else equal: goes with “Shares a contract”; goes against “Of the same kind”; "
        "no clear link to “Of the same level”. Together they account for 20.3 % of its variation over the pairs."
    )


def test_a_measure_in_which_the_random_networks_do_not_vary_is_not_called_unusual() -> None:
    table = draw(
        """
        uniform_given | network_measure       | chance_z | p_upper | p_lower | chance_draws | bodies_left_out
        edges         | transitivity          | 9        | 0.005   | 1       | 200          | 0
        edges         | average_path          | −3       | 1       | 0.005   | 200          | 0
        edges         | degree_centralisation | 0.5      | 0.3     | 0.8     | 200          | 0
        edges         | density               |          | 1       | 1       | 200          | 0
        """
    )
    assert words.uniform(table, ENGLISH) == (
        "Against 200 random networks (“As many ties”): higher than by chance: Transitivity; lower than by chance: "
        "Average path; as by chance: Degree centralisation; the same in all random networks, so not to be compared: "
        "Density."
    )


@pytest.mark.parametrize(("z", "said"), [("", "nobody can stand between others"), ("−1.83", "196 pairs without a tie")])
def test_brokerage_is_said_in_pairs_or_not_at_all(z: str, said: str) -> None:
    table = draw(
        f"""
        brokerage_role | pairs_brokered | brokered_by_chance | chance_z | bodies_left_out
        coordinator    | 3              | 8.1                | {z}      | 0
        total          | 196            | 250.4              | {z}      | 0
        """
    )
    assert said in words.brokerage(table, ENGLISH)


def test_odds_are_said_with_the_caution_that_pairs_depend_on_each_other() -> None:
    terms = draw(
        """
        relation_term | odds_ratio | wald_p
        edges         | 0.07       | 0.0000001
        sum_projects  | 1.0106     | 0.024
        """
    )
    said = words.ties(terms, draw("bodies_left_out\n0"), ENGLISH)
    assert said.startswith("“Projects of both together”: 1.01 times the odds of a tie (p = 0.024).")
    assert said.endswith("These p take the pairs as independent, which they hardly are.")


def test_every_test_has_its_question_its_limits_and_its_note() -> None:
    assert list(words.TESTS) == list(words.QUESTIONS) == list(words.LIMITS) == list(words.NOTES)
