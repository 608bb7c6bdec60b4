from datetime import date

import networkx
import pytest

from analytics.language import Language
from analytics.networks.methods_words import BACKBONES, TESTS, WEIGHTS, Methods, methods_sentence

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
