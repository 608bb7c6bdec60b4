"""What makes a tie likelier? An exponential random graph model whose dyads are independent: logistic regression.

With terms that look only at the two organisations of a dyad,

    logit P(i and j are tied) = θ_edges + Σ_k θ_k x_k(i, j)

is an ERGM and its maximum likelihood is that of a logistic regression over the dyads: exact, no simulation.
What it cannot say is whether ties breed ties (reciprocity, closure, popularity): terms of that kind make
dyads depend on each other and need statnet or the like; and where they do, its standard errors are too
small, see `qap` for a test that is not.

Terms are n × n matrices: `node_sum`, `node_match`, `absolute_difference` make those of an attribute; any
other relation among the same organisations may stand beside them.

References: S. Wasserman and P. Pattison, Logit models and logistic regressions for social networks I,
Psychometrika 61 (1996); K. Konis, Linear programming algorithms for detecting separated data in binary
logistic regression models, D.Phil. thesis, Oxford (2007).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import optimize

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.attributes import Relation, of_nodes, relation
from analytics.networks.one_mode import OneMode

_SOME_DYADS = 5000  # enough, as a rule, to show that ties and no ties overlap


@dataclass(frozen=True)
class Fit:
    """`terms`: by `term`, "edges" first: `coefficient`, `standard_error`, `z`, `p`, `odds_ratio`."""

    terms: pd.DataFrame
    log_likelihood: float
    aic: float
    bic: float
    dyads: int
    ties: int


def node_sum(values: pd.Series | Sequence[Any] | np.ndarray, ids: np.ndarray) -> np.ndarray:
    """x(i, j) = v_i + v_j: statnet's `nodecov`."""
    known = _numbers(values, ids)
    return known[:, None] + known


def node_match(groups: pd.Series | Sequence[Any] | np.ndarray, ids: np.ndarray) -> np.ndarray:
    """x(i, j) = 1 where both are in one group, else 0: statnet's `nodematch`."""
    code, _ = pd.factorize(of_nodes(groups, ids))
    return (code[:, None] == code).astype("float64")


def absolute_difference(values: pd.Series | Sequence[Any] | np.ndarray, ids: np.ndarray) -> np.ndarray:
    """x(i, j) = |v_i − v_j|: statnet's `absdiff`."""
    known = _numbers(values, ids)
    return np.abs(known[:, None] - known)


def fit(network: OneMode, terms: Mapping[str, Relation] | None = None) -> Fit:
    """The model of who is tied (weights do not matter) with `edges` and the named terms.

    Without directions a dyad counts once, and a term must be symmetric. Refused, with the reason
    (PortfolioError): a term of another size, with missing values, without variation, or made up of the
    others; no tie or every tie; and separation, where some combination of terms tells ties from no ties
    without error, so that the likelihood has no maximum and coefficients would grow without end.

    >>> from analytics.networks.one_mode import from_matrix
    >>> ring = from_matrix(np.roll(np.eye(5), 1, axis=0) + np.roll(np.eye(5), 1, axis=1))
    >>> fit(ring).terms.loc["edges", "odds_ratio"].round(6).item()  # five pairs are tied, five are not
    1.0
    """
    place = (
        np.triu_indices(network.nodes, 1) if not network.directed else np.nonzero(~np.eye(network.nodes, dtype=bool))
    )
    tied = network.adjacency.toarray()[place]
    if not 0 < tied.sum() < len(tied):
        raise PortfolioError(N_("All pairs are alike, tied or not: there is nothing to explain."))
    columns = [_term(name, matrix, network, place) for name, matrix in (terms or {}).items()]
    design = np.column_stack([np.ones(len(tied)), *columns])
    if len(tied) <= design.shape[1] or np.linalg.matrix_rank(_scaled(design)) < design.shape[1]:
        raise PortfolioError(N_("One of the terms follows exactly from the others; leave it out."))
    if separated(tied, design):
        raise PortfolioError(
            N_("The terms tell ties from no ties without error (separation), so no coefficients exist; drop a term.")
        )
    # Newton's method stumbles where terms differ by orders of magnitude.
    scale = np.abs(design).max(axis=0)
    found = sm.Logit(tied, design / scale).fit(disp=0, maxiter=100)
    if not found.mle_retvals["converged"]:
        raise PortfolioError(N_("The model was not reached: the terms nearly tell ties from no ties."))
    coefficient, error = found.params / scale, found.bse / scale
    table = pd.DataFrame(
        {
            "coefficient": coefficient,
            "standard_error": error,
            "z": found.tvalues,
            "p": found.pvalues,
            "odds_ratio": np.exp(coefficient),
        },
        index=pd.Index(["edges", *(terms or {})], name="term"),
    )
    return Fit(table, float(found.llf), float(found.aic), float(found.bic), len(tied), int(tied.sum()))


def separated(tied: np.ndarray, design: np.ndarray) -> bool:
    """Is there a β ≠ 0 with β·x ≥ 0 for every tie, ≤ 0 for every other pair, and not 0 for all? (Konis.)

    A linear programme: the largest Σ ± β·x with no term of it negative and β within a box is 0 or it is not.
    Pairs that overlap in a part overlap in the whole (if the terms are independent in the part too), so a part
    of the pairs is asked first.

    >>> separated(np.array([0, 0, 1, 1]), np.array([[1, 1], [1, 2], [1, 3], [1, 4]]))
    True
    >>> separated(np.array([0, 1, 0, 1]), np.array([[1, 1], [1, 2], [1, 3], [1, 4]]))
    False
    """
    signed = np.where(tied[:, None] > 0, 1.0, -1.0) * _scaled(design)
    order = np.random.default_rng(0).permutation(len(signed))
    for chosen in (order[:_SOME_DYADS], order):
        some = np.unique(signed[chosen], axis=0)
        if np.linalg.matrix_rank(some) < some.shape[1] and len(chosen) < len(order):
            continue  # a part that says nothing of some β
        found = optimize.linprog(-some.sum(axis=0), A_ub=-some, b_ub=np.zeros(len(some)), bounds=(-1, 1))
        if -found.fun < 1e-7:
            return False
    return True


def _scaled(design: np.ndarray) -> np.ndarray:
    return design / np.maximum(np.abs(design).max(axis=0), 1e-300)


def _numbers(values: pd.Series | Sequence[Any] | np.ndarray, ids: np.ndarray) -> np.ndarray:
    return of_nodes(values, ids).astype("float64")


def _term(name: str, given: Relation, network: OneMode, place: Any) -> np.ndarray:
    matrix = relation(name, given, network.nodes)
    column = matrix[place]
    if not network.directed and (column != matrix.T[place]).any():
        raise PortfolioError(N_("The term {name} differs by direction, the network does not."), name=name)
    return column
