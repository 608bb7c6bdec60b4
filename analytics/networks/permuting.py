"""What every test by random draws shares: p-values that ties cannot spoil, and progress that can be cancelled.

A statistic of a small network takes few values, so many draws equal the observed one. They count as "at
least as large", but two sums of the same numbers in another order differ in the last digits, and a plain
>= loses them (QAP of the Florentine families: .0002 instead of .00065). Draws within a tolerance of the
observed value count as equal to it.

The observed network is itself one of the draws, p = (1 + b) / (1 + B) for b of B draws at least as
extreme, so that no p-value is 0.

Reference: B. Phipson and G. K. Smyth, Permutation p-values should never be zero, Statistical Applications
in Genetics and Molecular Biology 9 (2010).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from analytics.errors import PortfolioError
from analytics.language import N_

Tick = Callable[[int, int], None]  # told (done, of all) after every batch; what it raises ends the work
TOLERANCE = 1e-9  # relative to the larger of 1 and the observed value
_CELLS = 2_000_000  # numbers held at once by a batch


def batches(draws: int, cells: int, tick: Tick | None = None) -> Iterator[int]:
    """Sizes of batches that add up to `draws`, when each draw holds `cells` numbers.

    >>> list(batches(5, 1_000_000))
    [2, 2, 1]
    """
    if draws < 1:
        raise PortfolioError(N_("At least one random draw is needed, not {draws}."), draws=draws)
    size = max(1, _CELLS // max(1, cells))
    for done in range(0, draws, size):
        now = min(size, draws - done)
        yield now
        if tick:
            tick(done + now, draws)


def p_values(observed: float, drawn: np.ndarray) -> dict[str, float]:
    """`p_upper`, `p_lower`: at least as large, as small; `p_two_sided`: at least as far from 0 (for statistics
    whose expectation is 0, such as r and t).

    Draws that are not numbers (no variance, say) are left out of both sides of the fraction. All are NaN
    where the observed value is not a number.

    >>> p_values(0.1 + 0.2, np.array([0.3, 0.1, -0.5]))
    {'p_upper': 0.5, 'p_lower': 1.0, 'p_two_sided': 0.75}
    """
    known = drawn[np.isfinite(drawn)]
    close = TOLERANCE * max(1.0, abs(observed))
    extreme = {
        "p_upper": known >= observed - close,
        "p_lower": known <= observed + close,
        "p_two_sided": np.abs(known) >= abs(observed) - close,
    }
    if not np.isfinite(observed):
        return dict.fromkeys(extreme, float("nan"))
    return {side: (1 + int(hits.sum())) / (1 + len(known)) for side, hits in extreme.items()}
