"""Is one relation tied to another? QAP correlation and regression (MRQAP) with dependence between dyads.

The n (n − 1) dyads of a network are not independent: those of one organisation hang together, and the
usual p-value is far too small. The quadratic assignment procedure keeps each relation whole and shuffles
only which organisation stands where: rows and columns of one matrix are permuted together.

Correlation: r is Pearson's over all dyads off the diagonal, compared with r after each permutation.

Regression: y = X b by least squares over the dyads. For each x_k, double semi-partialling (Dekker,
Krackhardt and Snijders) takes the residual e_k of x_k on the other regressors, permutes e_k as a matrix,
regresses y on it and the others, and compares t. It holds its level when regressors are correlated and
when y or X are skewed, which permuting y does not. By the theorem of Frisch, Waugh and Lovell a
permutation costs one product: with Q an orthonormal basis of the others and r the residual of y on them,

    s = e·e − |Qᵀe|²,   b = e·r / s,   t = b / √((r·r − b² s) / (df · s))

References: L. Hubert, Assignment Methods (1987); D. Dekker, D. Krackhardt and T. A. B. Snijders,
Sensitivity of MRQAP tests to collinearity and autocorrelation conditions, Psychometrika 72 (2007).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.attributes import Relation, relation
from analytics.networks.permuting import Tick, batches, p_values


@dataclass(frozen=True)
class Correlation:
    """`r` of two relations over `dyads` dyads, and how often chance does as much (see `permuting.p_values`).

    `mean`, `sd`: of r over the permutations; `drawn`: those r themselves.
    """

    r: float
    p_upper: float
    p_lower: float
    p_two_sided: float
    mean: float
    sd: float
    dyads: int
    permutations: int
    seed: int
    drawn: np.ndarray = field(repr=False, compare=False)


@dataclass(frozen=True)
class Regression:
    """`terms`: by `term`, "intercept" first: `coefficient`, `t`, `p_upper`, `p_lower`, `p_two_sided`.

    The intercept is not tested (NaN).
    """

    terms: pd.DataFrame
    r_squared: float
    dyads: int
    permutations: int
    seed: int


def correlation(
    first: Relation, second: Relation, *, permutations: int = 5000, seed: int = 0, tick: Tick | None = None
) -> Correlation:
    """QAP correlation of two relations among the same organisations.

    Where both relations are symmetric each dyad counts once, else once in each direction. Refused (PortfolioError)
    where the matrices differ in size, hold missing values or one of them does not vary.

    >>> ring = np.roll(np.eye(5), 1, axis=1)
    >>> found = correlation(ring, ring, permutations=99, seed=1)
    >>> found.r, found.dyads
    (1.0, 20)
    """
    matrices = _matrices({"first": first, "second": second})
    still, moved = sorted(matrices.values(), key=np.count_nonzero)
    n = len(still)
    away = ~np.eye(n, dtype=bool)
    means, spreads = zip(*((matrix[away].mean(), matrix[away].std()) for matrix in (still, moved)), strict=True)
    # Only Σ x·y changes under a permutation, and it needs the ties of the sparser relation alone.
    row, column = np.nonzero(still * away)
    value = still[row, column]

    def r(orders: np.ndarray) -> np.ndarray:
        products = moved.ravel()[orders[:, row] * n + orders[:, column]] @ value
        return (products / away.sum() - means[0] * means[1]) / (spreads[0] * spreads[1])

    symmetric = all((matrix == matrix.T).all() for matrix in matrices.values())  # r is the same then, either way
    observed = float(np.clip(r(np.arange(n)[None])[0], -1, 1))
    drawn = _permuted(r, n, len(row), permutations, seed, tick)
    return Correlation(
        observed, **p_values(observed, drawn), mean=float(drawn.mean()), sd=float(drawn.std()),
        dyads=int(away.sum()) // (2 if symmetric else 1), permutations=permutations, seed=seed, drawn=drawn,
    )  # fmt: skip


def regression(
    outcome: Relation,
    regressors: Mapping[str, Relation],
    *,
    permutations: int = 2000,
    seed: int = 0,
    tick: Tick | None = None,
) -> Regression:
    """MRQAP of `outcome` on the named `regressors`, by double semi-partialling.

    Where all relations are symmetric each dyad counts once, else once in each direction. Refused
    (PortfolioError): different sizes, missing values, a relation that does not vary, a regressor that the
    others make up exactly, fewer dyads than terms.
    """
    matrices = _matrices({"outcome": outcome, **regressors})
    n = len(matrices["outcome"])
    symmetric = all((matrix == matrix.T).all() for matrix in matrices.values())
    row, column = np.triu_indices(n, 1) if symmetric else np.nonzero(~np.eye(n, dtype=bool))
    y, *xs = (matrix[row, column] for matrix in matrices.values())
    design = np.column_stack([np.ones(len(row)), *xs])
    if len(row) <= design.shape[1]:
        raise PortfolioError(N_("{dyads} dyads are too few for {terms} terms."), dyads=len(row), terms=len(xs) + 1)
    if np.linalg.matrix_rank(design / np.abs(design).max(axis=0)) < design.shape[1]:
        raise PortfolioError(N_("One of the relations follows exactly from the others; leave it out."))
    fit = sm.OLS(y, design).fit()
    unknown = float("nan")
    tested = [{"p_upper": unknown, "p_lower": unknown, "p_two_sided": unknown}]
    for k in range(1, design.shape[1]):
        each = _within(tick, k - 1, len(xs), permutations)
        t = _semi_partial(y, design, k, (row, column), n)
        drawn = _permuted(t, n, n * n, permutations, seed + k, each)
        tested.append(p_values(float(fit.tvalues[k]), drawn))
    terms = pd.DataFrame(tested, index=pd.Index(["intercept", *regressors], name="term"))
    terms.insert(0, "coefficient", fit.params)
    terms.insert(1, "t", fit.tvalues)
    return Regression(terms, float(fit.rsquared), len(row), permutations, seed)


def _semi_partial(y: np.ndarray, design: np.ndarray, k: int, places: tuple[np.ndarray, np.ndarray], n: int) -> Any:
    """The function that gives t of regressor `k` for each of many orders of the organisations."""
    row, column = places
    basis, _ = np.linalg.qr(np.delete(design, k, axis=1))
    rest = y - basis @ (basis.T @ y)
    left = design[:, k] - basis @ (basis.T @ design[:, k])
    residual = np.zeros((n, n))
    residual[row, column] = left
    if len(row) < n * (n - 1):  # one of each symmetric pair
        residual[column, row] = left
    length, total, df = left @ left, rest @ rest, len(y) - design.shape[1]
    onto = np.zeros((n * n, design.shape[1]))
    onto[row * n + column] = np.column_stack([rest, basis])

    def t(orders: np.ndarray) -> np.ndarray:
        # Whole rows and then whole columns: ten times as fast as picking the dyads one by one.
        products = np.stack([residual[order][:, order].ravel() for order in orders]) @ onto
        s = length - (products[:, 1:] ** 2).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            b = products[:, 0] / s
            return b / np.sqrt((total - b**2 * s) / (df * s))

    return t


def _permuted(statistic: Any, n: int, cells: int, permutations: int, seed: int, tick: Tick | None) -> np.ndarray:
    """The statistic under random orders of the n organisations, many at once."""
    random = np.random.default_rng(seed)
    natural = np.arange(n)
    return np.concatenate(
        [
            statistic(random.permuted(np.broadcast_to(natural, (size, n)), axis=1))
            for size in batches(permutations, cells, tick)
        ]
    )


def _within(tick: Tick | None, part: int, parts: int, permutations: int) -> Tick | None:
    """Progress of one part of several, told as progress of the whole."""
    return tick and (lambda done, _: tick(part * permutations + done, parts * permutations))


def _matrices(relations: Mapping[str, Relation]) -> dict[str, np.ndarray]:
    nodes = next(iter(relations.values())).shape[0]
    return {name: relation(name, given, nodes) for name, given in relations.items()}
