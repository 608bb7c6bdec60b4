"""A few entries of a large product of sparse matrices, without ever holding the whole product.

Constraint, effective size and brokerage all ask: of L·R, what stands where there is a tie? The product
itself is nearly full (9 million entries for 3,000 nodes with 242,000 ties), the answer is as long as
the ties. So a band of rows is multiplied at a time, opened into plain rows and read at the ties.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

_CELLS = 400_000  # of a band when opened: small enough to stay in the processor's cache


def values_at(left: sparse.csr_array, right: sparse.csr_array, mask: sparse.csr_array) -> np.ndarray:
    """The entries of `left @ right` at the stored places of `mask`, in the order of `mask.data`.

    >>> path = sparse.csr_array([[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    >>> values_at(path, path, path).tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    """
    found = np.empty(mask.nnz, dtype=np.result_type(left.dtype, right.dtype, np.float64))
    height = max(1, _CELLS // max(1, mask.shape[1]))
    for top in range(0, mask.shape[0], height):
        places = mask.indptr[top : top + height + 1]
        if places[0] == places[-1]:
            continue
        band = (left[top : top + height] @ right).toarray()
        row = np.repeat(np.arange(len(places) - 1), np.diff(places))
        found[places[0] : places[-1]] = band[row, mask.indices[places[0] : places[-1]]]
    return found


def row_sums(values: np.ndarray, mask: sparse.csr_array) -> np.ndarray:
    """Numbers that belong to the stored places of `mask`, summed over each of its rows."""
    row = np.repeat(np.arange(mask.shape[0]), np.diff(mask.indptr))
    return np.bincount(row, weights=values, minlength=mask.shape[0])
