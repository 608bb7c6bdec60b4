from itertools import permutations
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analytics.errors import PortfolioError
from analytics.networks import permuting, qap
from tests.analytics.networks.published_networks import florentine, florentine_wealth


def relation(seed: int, n: int, symmetric: bool = False) -> np.ndarray:
    matrix = np.random.default_rng(seed).integers(0, 4, (n, n)).astype("float64")
    np.fill_diagonal(matrix, 0)
    return matrix + matrix.T if symmetric else matrix


def t_of(y: np.ndarray, columns: list[np.ndarray], k: int, places: Any) -> float:
    design = sm.add_constant(np.column_stack([matrix[places] for matrix in columns]))
    return sm.OLS(y[places], design).fit().tvalues[k + 1]


class TestPublished:
    pytestmark = pytest.mark.real_data

    def test_florentine_marriage_goes_with_business(self) -> None:
        marriage, business = florentine("marriage").weights, florentine("business").weights
        found = qap.correlation(marriage, business, permutations=400_000, seed=1)
        assert found.r == pytest.approx(0.371868, abs=5e-7)
        # Four standard errors of a share of .00065 in 400,000; without a tolerance it would be .0002.
        assert found.p_upper == pytest.approx(0.00065, abs=0.00016)
        assert found.mean == pytest.approx(0, abs=0.001)

    def test_florentine_marriage_by_business_and_wealth(self) -> None:
        wealth = florentine_wealth().to_numpy()
        found = qap.regression(
            florentine("marriage").weights,
            {"business": florentine("business").weights, "wealth": np.abs(wealth[:, None] - wealth)},
            permutations=4000,
            seed=1,
        )
        published = [0.0115568, 0.4292241, 0.0026647]
        assert found.terms["coefficient"].tolist() == pytest.approx(published, abs=5e-8)
        assert found.r_squared == pytest.approx(0.2031, abs=5e-5)
        assert found.terms.loc["business", "p_two_sided"] < 0.002
        assert found.terms.loc["wealth", "p_two_sided"] == pytest.approx(0.004, abs=0.004)
        assert found.terms.loc["intercept", "p_upper":].isna().all()


def test_draws_equal_to_the_observed_value_count_whatever_their_last_digit() -> None:
    observed, other_order = (0.1 + 0.2) + 0.3, 0.1 + (0.2 + 0.3)
    assert other_order < observed  # the trap: a plain >= calls them different
    found = permuting.p_values(observed, np.array([other_order, 0, 0]))
    assert found == {"p_upper": 0.5, "p_lower": 1.0, "p_two_sided": 0.5}


def test_a_draw_that_is_no_number_is_no_draw() -> None:
    assert permuting.p_values(1, np.array([np.nan, 2, 0]))["p_upper"] == pytest.approx(2 / 3)
    assert np.isnan(list(permuting.p_values(np.nan, np.ones(3)).values())).all()


@pytest.mark.parametrize("symmetric", [True, False])
def test_p_values_come_to_those_of_all_orders_of_five_organisations(symmetric: bool) -> None:
    first, second = relation(1, 5, symmetric), relation(2, 5, symmetric)
    away = ~np.eye(5, dtype=bool)
    every = [np.corrcoef(first[away], second[np.ix_(p, p)][away])[0, 1] for p in map(list, permutations(range(5)))]
    found = qap.correlation(first, second, permutations=40_000, seed=3)
    assert found.r == pytest.approx(every[0])
    assert found.p_upper == pytest.approx(np.mean(np.array(every) >= every[0] - 1e-9), abs=0.012)
    assert found.p_lower == pytest.approx(np.mean(np.array(every) <= every[0] + 1e-9), abs=0.012)
    assert found.p_two_sided == pytest.approx(np.mean(np.abs(every) >= abs(every[0]) - 1e-9), abs=0.012)
    assert (found.mean, found.sd) == pytest.approx((np.mean(every), np.std(every)), abs=0.012)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32), st.integers(5, 8), st.booleans())
def test_t_after_a_permutation_is_that_of_the_regression_written_out(seed: int, n: int, symmetric: bool) -> None:
    y, x, z = (relation(seed + part, n, symmetric) for part in range(3))
    places: Any = np.triu_indices(n, 1) if symmetric else np.nonzero(~np.eye(n, dtype=bool))
    design = sm.add_constant(np.column_stack([x[places], z[places]]))
    residual = np.zeros((n, n))
    residual[places] = sm.OLS(x[places], sm.add_constant(z[places])).fit().resid
    if symmetric:
        residual += residual.T
    order = np.random.default_rng(seed).permutation(n)
    t = qap._semi_partial(y[places], design, 1, places, n)
    assert t(order[None])[0] == pytest.approx(t_of(y, [residual[np.ix_(order, order)], z], 0, places), abs=1e-8)
    assert t(np.arange(n)[None])[0] == pytest.approx(t_of(y, [x, z], 0, places), abs=1e-8)


def test_naming_the_organisations_otherwise_changes_nothing_that_is_observed() -> None:
    first, second, order = relation(1, 9), relation(2, 9), np.random.default_rng(5).permutation(9)
    before = qap.correlation(first, second, permutations=50)
    after = qap.correlation(first[np.ix_(order, order)], second[np.ix_(order, order)], permutations=50)
    assert before.r == pytest.approx(after.r)
    assert qap.correlation(second, first, permutations=50).r == pytest.approx(before.r)


def test_the_same_seed_gives_the_same_p_values_and_another_seed_others() -> None:
    first, second = relation(1, 12), relation(2, 12)
    one, again, other = (qap.correlation(first, second, permutations=500, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert one.mean != other.mean
    regressors = {"second": second, "third": relation(3, 12)}
    both = [qap.regression(first, regressors, permutations=100, seed=4).terms for _ in range(2)]
    assert both[0].equals(both[1])


def test_sparse_and_plain_matrices_are_the_same_relation() -> None:
    first, second = relation(1, 7), relation(2, 7)
    plain = qap.correlation(first, second, permutations=20)
    assert qap.correlation(sparse.csr_array(first), sparse.csr_array(second), permutations=20) == plain


def test_progress_is_told_to_the_end_and_can_cancel(monkeypatch: pytest.MonkeyPatch) -> None:
    class CancelledError(Exception):
        pass

    monkeypatch.setattr(permuting, "_CELLS", 6 * 6 * 400)  # 400 at once
    told: list[tuple[int, int]] = []
    regressors = {"a": relation(2, 6), "b": relation(3, 6)}
    qap.regression(relation(1, 6), regressors, permutations=1000, tick=lambda *done: told.append(done))
    assert told == sorted(told)
    assert len(told) == 6
    assert told[-1] == (2000, 2000)

    def cancel(done: int, of_all: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        qap.correlation(relation(1, 6), relation(2, 6), tick=cancel)


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (np.ones((4, 4)), "does not vary"),
        (np.full((4, 4), np.nan), "missing values"),
        (np.eye(3), "not 4 by 4"),
    ],
)
def test_a_relation_that_cannot_be_correlated_is_refused_by_name(second: np.ndarray, why: str) -> None:
    with pytest.raises(PortfolioError, match=f"second .*{why}|second {why}"):
        qap.correlation(relation(1, 4), second)


def test_a_regressor_that_follows_from_the_others_is_refused() -> None:
    x, z = relation(1, 6), relation(2, 6)
    with pytest.raises(PortfolioError, match="follows exactly from the others"):
        qap.regression(relation(3, 6), {"x": x, "z": z, "both": 2 * x - z + 1})
    with pytest.raises(PortfolioError, match="too few"):
        qap.regression(relation(3, 3, True), {"x": relation(4, 3, True), "z": relation(6, 3, True)})
    with pytest.raises(PortfolioError, match="At least one random draw"):
        qap.correlation(x, z, permutations=0)
