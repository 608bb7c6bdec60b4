from dataclasses import replace
from datetime import date

import networkx
import pytest

from analytics.language import Language
from analytics.networks.methods_words import BACKBONES, TESTS, TIES, WEIGHTS, Methods, methods_sentence

DONE = Methods(
    source="the city's project register",
    as_of=date(2024, 6, 30),
    organisations=1300,
    projects=5000,
    ties=7200,
    scope="transport, 2020 to 2024",
    weight="newman",
    backbone="sdsm",
    level=0.05,
    kept=1736,
    tests={"qap": 5000, "brokerage": 0},
    seed=7,
)


def test_the_paragraph_states_data_slice_weights_backbone_tests_seed_and_versions() -> None:
    text = methods_sentence(DONE, Language("en"))
    for told in (
        "the city's project register as of 30 Jun 2024", "1,300 organisations on 5,000 projects",
        "transport, 2020 to 2024", "1/(k − 1)", "α = 0.05", "1,736 of 7,200 ties", "5,000 permutations",
        "Gould and Fernandez", "seed was 7", f"networkx {networkx.__version__}",
    ):  # fmt: skip
        assert told in text
    assert text.count(". ") == 7  # eight sentences


def test_what_was_not_done_is_not_told() -> None:
    plain = Methods(source="a register", as_of=date(2024, 6, 30), organisations=3, projects=2, ties=1)
    text = methods_sentence(plain, Language("en"))
    assert "No tie was removed." in text
    assert "seed" not in text
    assert "slice" not in text


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_choice_has_words_without_a_gap(code: str) -> None:
    for weight in WEIGHTS:
        for backbone in BACKBONES:
            done = Methods(
                source="S", as_of=date(2024, 6, 30), organisations=3, projects=2, ties=9, weight=weight,
                backbone=backbone, level=0.05, kept=4, tests=dict.fromkeys(TESTS, 100), seed=1,
            )  # fmt: skip
            text = methods_sentence(done, Language(code))
            assert "{" not in text
            assert "–" not in text
            assert text.count("100") == 5  # the tests that draw


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("tie", TIES)
def test_each_kind_of_tie_says_what_it_is_and_what_the_count_counts(tie: str, code: str) -> None:
    done = Methods("S", date(2024, 6, 30), organisations=3, projects=2, ties=9, tie=tie)
    text = methods_sentence(done, Language(code))
    assert "{" not in text
    counted = {"contract": "such contracts", "meets": "such meetings", "works": "organisations share"}
    if code == "en":
        assert f"{counted.get(tie, 'such projects')}." in text
    newman = methods_sentence(replace(done, weight="newman"), Language("en"))
    assert "1/(k − 1)" in newman


def test_levels_the_weight_kept_and_negative_ties_are_told_where_they_were_asked_for() -> None:
    done = replace(DONE, levels="vertical", on_levels=900, kept_share=0.875, seldom=12)
    text = methods_sentence(done, Language("en"))
    assert "They hold 87.5 % of the weight." in text
    assert "stand as negative ties (12)" in text
    assert "different administrative levels were kept (900)" in text
    told = methods_sentence(DONE, Language("en"))
    assert not [word for word in ("hold", "negative", "levels") if word in told]


def test_a_least_weight_is_told_with_its_unit() -> None:
    text = methods_sentence(replace(DONE, backbone="minimum", level="3 million"), Language("en"))
    assert "Ties of less than 3 million were removed, which left 1,736 of 7,200." in text
