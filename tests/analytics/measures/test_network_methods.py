"""Paragraphs of tests from drawn tables: every choice has words, and what is not among the relations is not told."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics import codes, network_slice
from analytics.language import LANGUAGES, Language
from analytics.measures import network_methods as methods
from analytics.measures import network_test_words
from analytics.networks import methods_words
from analytics.scope import Scope
from tests.tables import draw

ENGLISH = Language("en")
SCOPE = Scope(as_of=date(2025, 3, 31))


def correlated(
    first: str = "network", second: str = "same_kind", by: str = "weight", left_out: int = 0
) -> pd.DataFrame:
    return draw(
        f"""
        relation_first | relation_second | tie_measure | permutations | chance_seed | bodies_tested | bodies_left_out | pairs_tested | cannot_test
        {first}        | {second}        | {by}        | 2000         | 7           | 40            | {left_out}      | 780          |
        """  # noqa: E501
    )


def told(table: pd.DataFrame, scope: Scope = SCOPE) -> str:
    return methods.of_test("qap", {"qap_correlation": table}, scope, ENGLISH)


def test_a_correlation_is_told_with_pairs_permutations_seed_sides_ties_and_sources() -> None:
    text = told(correlated())
    for part in (
        "“The ties of this slice” and “Of the same kind”", "40 organisations (780 pairs", "2,000 permutations",
        "Krackhardt 1988; random seed 7", "two-sided and one-sided", "(1 + b) / (1 + B)", "within a billionth",
        "Phipson and Smyth 2010", "Ties count by their weight.",
    ):  # fmt: skip
        assert part in text
    assert "left out" not in text
    assert "earlier" not in text


def test_what_ties_and_budgets_are_is_told_where_they_are_among_the_relations() -> None:
    assert "Ties" not in told(correlated("same_level", "same_kind")).replace("“The ties", "")
    assert "Ties count as tied or not." in told(correlated(by="presence"))
    assert "by how often" not in told(correlated(second="works", by="presence"))
    assert "all those of the same slice, by how often" in told(correlated(second="works"))
    assert "powers of ten" in told(correlated(second="difference_budget"))
    assert "The earlier year is 2024." in told(correlated(second="earlier"))
    assert "The earlier year is 2019." in told(correlated(second="earlier"), SCOPE.choosing(earlier=2019))


def test_who_was_left_out_is_told_with_the_reason() -> None:
    assert "1 organisation was left out, since an attribute" in told(correlated(left_out=1))
    assert "3 organisations were left out, since they have no tie or" in told(
        correlated(left_out=3), SCOPE.choosing(bodies="tied")
    )


def test_a_test_that_was_refused_or_had_nothing_to_draw_has_no_paragraph() -> None:
    refused = correlated().assign(cannot_test="Fewer than four")
    assert told(refused) == ""
    assert methods.of_test("chance", {"network_expected": pd.DataFrame({"null_model": []})}, SCOPE, ENGLISH) == ""


def test_every_choice_has_its_words() -> None:
    assert set(methods.TABLES) == {*network_test_words.TESTS, "chance"}
    assert set(methods.GIVEN) == set(codes.UNIFORM_GIVEN)
    assert set(methods.GROUPS) == set(codes.BODY_GROUPS)
    assert set(methods.MODELS) == set(codes.NULL_MODELS)
    assert set(methods.MODELS.values()) <= set(methods_words.TESTS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_null_model_is_told_once_with_its_draws(code: str) -> None:
    table = draw(
        """
        null_model | network_measure | chance_draws | chance_seed
        bicm       | transitivity    | 100          | 3
        bicm       | modularity      | 100          | 3
        degrees    | transitivity    | 100          | 3
        """
    )
    text = methods.of_test("chance", {"network_expected": table}, SCOPE, Language(code))
    assert text.count("100") == 2
    assert "0.05" in text
    assert not set("{}") & set(text)


def test_the_slice_comes_first_then_the_tests_then_the_libraries() -> None:
    backbone = pd.Series(
        {"ties_before": 9, "ties_in_backbone": 4, "ties_in_network": 4, "tie_weight_before": 20.0,
         "tie_weight_in_network": 15.0, "seldom_pairs": None}
    )  # fmt: skip
    summary = pd.Series({"bodies": 5, "projects_with_bodies": 3})
    asked = network_slice.asked(Scope().choosing(backbone="minimum", least=3))
    slice_ = methods.Told("a register", date(2025, 3, 31), "Year 2024", asked)
    text = methods.network(slice_, backbone, summary, ENGLISH, ["First test.", "Second test."])
    assert "a register as of 31 Mar 2025: 5 organisations on 3 projects. The slice is: Year 2024." in text
    assert "Ties of less than 3 were removed, which left 4 of 9. They hold 75.0 % of the weight. First test." in text
    assert "First test. Second test. Computed with Python" in text
    assert "seed" not in text
    assert methods.measures(0, ENGLISH).endswith("the random seed 0.")
