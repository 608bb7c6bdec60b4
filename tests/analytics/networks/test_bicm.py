import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import root

from analytics.errors import PortfolioError
from analytics.networks import bicm

MATRICES = st.tuples(st.integers(1, 8), st.integers(1, 8)).flatmap(
    lambda shape: arrays("int64", shape, elements=st.integers(0, 1))
)


@settings(deadline=None, max_examples=120)
@given(MATRICES)
def test_every_network_has_a_model_whose_expected_sums_are_its_own(matrix: np.ndarray) -> None:
    cells = bicm.fit(matrix.sum(axis=1), matrix.sum(axis=0)).cells()
    assert cells.sum(axis=1) == pytest.approx(matrix.sum(axis=1), abs=1e-6)
    assert cells.sum(axis=0) == pytest.approx(matrix.sum(axis=0), abs=1e-6)
    assert ((cells >= 0) & (cells <= 1)).all()


@settings(deadline=None, max_examples=120)
@given(MATRICES)
def test_the_odds_are_a_product_of_row_and_column(matrix: np.ndarray) -> None:
    """Cells strictly between 0 and 1 of any two rows and columns have an odds ratio of 1."""
    cells = bicm.fit(matrix.sum(axis=1), matrix.sum(axis=0)).cells()
    free = (cells > 0) & (cells < 1)
    odds = np.log(np.where(free, cells, 0.5)) - np.log1p(-np.where(free, cells, 0.5))
    for i in range(len(cells)):
        for k in range(i):
            both = free[i] & free[k]
            if both.any():
                assert np.ptp((odds[i] - odds[k])[both]) < 1e-6


def test_the_published_example_comes_out() -> None:
    # Rows (0,0,1), (0,1,0), (1,0,1), as in the documentation of R's backbone.
    matrix = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 1]])
    cells = bicm.fit(matrix.sum(axis=1), matrix.sum(axis=0)).cells()
    assert cells.round(3).tolist() == [[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]]


def test_a_general_solver_finds_the_same() -> None:
    rows, columns = np.array([5, 4, 2, 1, 1]), np.array([4, 3, 3, 1, 1, 1])

    def gap(logs: np.ndarray) -> np.ndarray:
        p = 1 / (1 + np.exp(-(logs[:5, None] + logs[5:])))
        return np.concatenate([p.sum(axis=1) - rows, p.sum(axis=0) - columns])

    logs = root(gap, np.zeros(11), method="lm", tol=1e-12).x
    assert bicm.fit(rows, columns).cells() == pytest.approx(1 / (1 + np.exp(-(logs[:5, None] + logs[5:]))), abs=1e-6)


def test_totals_that_leave_no_choice_give_certainties() -> None:
    assert bicm.fit(np.array([3, 2, 1]), np.array([3, 2, 1])).cells().tolist() == [[1, 1, 1], [1, 1, 0], [1, 0, 0]]
    # No row or column is full or empty here, and yet the upper left must be full and the lower right empty.
    cells = bicm.fit(np.array([3, 3, 1, 1]), np.array([3, 3, 1, 1])).cells()
    half = pytest.approx(0.5)
    assert cells.tolist() == [[1, 1, half, half]] * 2 + [[half, half, 0, 0]] * 2


@pytest.mark.parametrize(("rows", "columns"), [([3], [1, 1]), ([1, 1], [1, 2]), ([2, 2], [1, 3]), ([-1, 1], [0, 0])])
def test_sums_that_no_network_has_are_refused(rows: list[int], columns: list[int]) -> None:
    with pytest.raises(PortfolioError, match="No network"):
        bicm.fit(np.array(rows), np.array(columns))


def test_a_search_that_does_not_arrive_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bicm, "_MOST_STEPS", 1)
    with pytest.raises(PortfolioError, match="not reached in 1 steps"):
        bicm.fit(np.array([5, 4, 2, 1, 1]), np.array([4, 3, 3, 1, 1, 1]))


def test_nothing_has_an_empty_model() -> None:
    assert bicm.fit(np.array([], dtype=int), np.array([], dtype=int)).cells().shape == (0, 0)
