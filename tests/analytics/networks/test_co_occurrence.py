from itertools import pairwise
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from analytics.networks import bicm, co_occurrence
from analytics.networks.two_mode import TwoMode
from tests.analytics.networks.published_networks import davis, table

SUMS = st.tuples(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60)).map(
    lambda t: (t[0], t[1] % (t[0] + 1), t[2] % (t[0] + 1))
)


def network(matrix: np.ndarray) -> TwoMode:
    """From a matrix with a row per organisation."""
    return TwoMode(np.arange(matrix.shape[1]), np.arange(matrix.shape[0]), sparse.csr_array(matrix.T.astype("int64")))


def tails(chance: co_occurrence.Chance, matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray, tuple[np.ndarray, ...]]:
    pairs = np.triu_indices(len(matrix), 1)
    return *chance.p_values(*pairs, (matrix @ matrix.T)[pairs]), pairs


def exactly(q: np.ndarray) -> np.ndarray:
    """The slow obvious version: how a number of unequal coins shows heads, one coin at a time."""
    chance = np.array([1.0])
    for heads in q:
        chance = np.append(chance * (1 - heads), 0) + np.append(0, chance * heads)
    return chance


@given(SUMS)
def test_a_blind_draw_is_counted_as_by_binomial_coefficients(sums: tuple[int, int, int]) -> None:
    total, marked, drawn = sums
    ways = [comb(marked, x) * comb(total - marked, drawn - x) for x in range(drawn + 1)]
    k = np.arange(-1, drawn + 2)
    expected = [sum(ways[x:]) / comb(total, drawn) for x in np.maximum(k, 0).tolist()]
    found = co_occurrence._at_least(k, total, np.full(len(k), marked), np.full(len(k), drawn))
    assert found == pytest.approx(expected, rel=1e-9, abs=0)


def test_a_tail_far_out_keeps_its_digits() -> None:
    k = np.array([20, 40, 120])
    found = co_occurrence._at_least(k, 100_000, np.array([500, 500, 900]), np.array([900, 900, 900]))
    assert found == pytest.approx(
        [stats.hypergeom.sf(x - 1, 100_000, m, 900) for x, m in zip(k, (500, 500, 900), strict=True)], rel=1e-7
    )
    assert 0 < found[2] < found[1] < 1e-20


@pytest.mark.real_data
def test_the_sdsm_p_values_of_the_davis_women_are_those_of_r_backbone() -> None:
    matrix = davis().incidence.T.toarray()
    upper, _, pairs = tails(co_occurrence.sdsm(network(matrix)), matrix)
    expected = table("davis_sdsm_upper").to_numpy()[pairs]
    # R's own fit of the model stops a little earlier. Its value for no common event is below 1; P(X ≥ 0) is 1.
    met = (matrix @ matrix.T)[pairs] > 0
    assert upper[met] == pytest.approx(expected[met], abs=1e-8)
    assert (upper[~met] == 1).all()
    assert met.sum() == 139


@pytest.mark.real_data
def test_the_approximation_stays_within_two_hundredths_of_the_exact_distribution_for_the_davis_women() -> None:
    matrix = davis().incidence.T.toarray()
    upper, lower, pairs = tails(co_occurrence.sdsm(network(matrix)), matrix)
    cells = bicm.fit(matrix.sum(axis=1), matrix.sum(axis=0)).cells()
    for high, low, i, j in zip(upper, lower, *pairs, strict=True):
        chance, together = exactly(cells[i] * cells[j]), matrix[i] @ matrix[j]
        assert high == pytest.approx(chance[together:].sum(), abs=0.02)
        assert low == pytest.approx(chance[: together + 1].sum(), abs=0.02)


def test_moments_by_classes_are_those_of_the_cells_added_up_one_by_one() -> None:
    matrix = (np.random.default_rng(4).random((12, 40)) < np.linspace(0.2, 0.6, 12)[:, None]).astype(int)
    upper, lower, pairs = tails(co_occurrence.sdsm(network(matrix)), matrix)
    cells = bicm.fit(matrix.sum(axis=1), matrix.sum(axis=0)).cells()
    for high, low, i, j in zip(upper, lower, *pairs, strict=True):
        q, w = cells[i] * cells[j], matrix[i] @ matrix[j]
        mean, sd = q.sum(), np.sqrt((q * (1 - q)).sum())
        gamma = (q * (1 - q) * (1 - 2 * q)).sum() / sd**3

        def up_to(k: int, mean: float = mean, sd: float = sd, gamma: float = gamma) -> float:
            x = (k + 0.5 - mean) / sd
            return float(np.clip(stats.norm.cdf(x) + gamma * (1 - x * x) * stats.norm.pdf(x) / 6, 0, 1))

        assert high == pytest.approx(1 - up_to(w - 1) if w else 1, abs=1e-9)
        assert low == pytest.approx(up_to(w), abs=1e-9)


@pytest.mark.parametrize("model", co_occurrence.MODELS)
def test_the_more_often_two_meet_the_less_likely_chance_is(model: str) -> None:
    matrix = (np.random.default_rng(7).random((6, 60)) < 0.3).astype(int)
    chance = getattr(co_occurrence, model)(network(matrix))
    often = np.arange(20)
    upper, lower = chance.p_values(np.zeros(20, dtype=int), np.ones(20, dtype=int), often)
    assert all(a >= b for a, b in pairwise(upper))
    assert all(a <= b for a, b in pairwise(lower))
    assert (upper[0], upper[-1] < 1e-3) == (1, True)


@pytest.mark.parametrize("model", co_occurrence.MODELS)
def test_what_could_not_be_otherwise_is_no_surprise(model: str) -> None:
    nested = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0]])
    upper, lower, _ = tails(getattr(co_occurrence, model)(network(nested)), nested)
    assert (upper[:2] == 1).all()
    assert (lower[:2] == 1).all()
    if model == "sdsm":
        assert (upper[2], lower[2]) == (1, 1)
