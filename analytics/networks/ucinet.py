"""UCINET's DL language: text that says what it holds, then holds it.

A file begins with DL, the number of nodes and the format; then labels, then data:

    dl n=3 format=edgelist1
    labels:
    "WATER","ROADS","PARKS"
    data:
    1 2 4

Labels have at most 18 characters (longer ones are cut when read), stand in quotation marks if they hold a
blank or comma, and are turned into capitals; so labels are cut here, and those that would then be alike
are numbered. UCINET reads the file in the code page of the computer: with labels in Chinese choose UTF-8
there, or leave the labels out.

Reference: S. P. Borgatti, M. G. Everett and L. C. Freeman, UCINET 6 for Windows, help on "DL language".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.networks.export import names
from analytics.networks.one_mode import OneMode
from analytics.networks.two_mode import TwoMode

LONGEST_LABEL = 18
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


def full_matrix(network: OneMode, labels: pd.Series | None = None) -> bytes:
    """Every cell, row by row: what one reads best, n² numbers long.

    >>> from analytics.networks.one_mode import from_matrix
    >>> print(full_matrix(from_matrix([[0, 2], [2, 0]], ids=[7, 8])).decode().replace("\\r", ""))
    dl n=2 format=fullmatrix
    labels:
    "7","8"
    data:
    0 2
    2 0
    <BLANKLINE>
    """
    rows = (" ".join(map(_number, row)) for row in network.weights.toarray())
    return _text(
        [f"dl n={network.nodes} format=fullmatrix", "labels:", _listed(names(network, labels)), "data:", *rows]
    )


def edge_list(network: OneMode, labels: pd.Series | None = None) -> bytes:
    """One line a tie: the numbers of its ends, counted from 1, and its weight.

    The format takes every line as a tie from the first to the second, so ties without directions stand in
    both. Organisations without a tie are known by their label alone.
    """
    cells = network.weights.tocoo()
    ties = (f"{i + 1} {j + 1} {_number(weight)}" for i, j, weight in zip(cells.row, cells.col, cells.data, strict=True))
    return _text([f"dl n={network.nodes} format=edgelist1", "labels:", _listed(names(network, labels)), "data:", *ties])


def two_mode_matrix(
    memberships: TwoMode, projects: Sequence[str] | None = None, organisations: Sequence[str] | None = None
) -> bytes:
    """Projects by organisations, 0 and 1; labels in the order of `memberships`, else the ids."""
    matrix = memberships.incidence.toarray()
    return _text(
        [
            f"dl nr={matrix.shape[0]} nc={matrix.shape[1]} format=fullmatrix",
            "row labels:",
            _listed(projects or memberships.projects.astype(str).tolist()),
            "column labels:",
            _listed(organisations or memberships.organisations.astype(str).tolist()),
            "data:",
            *(" ".join(map(_number, row)) for row in matrix),
        ]
    )


def short_labels(long: Sequence[str]) -> list[str]:
    """At most 18 characters each and no two alike, whatever the case; quotation marks become apostrophes.

    >>> short_labels(["Department of Water", "Department of Waterways", "Parks"])
    ['Department of Wa~1', 'Department of Wa~2', 'Parks']
    """
    clean = pd.Series([" ".join(_CONTROL.sub(" ", label).replace('"', "'").split()) for label in long], dtype="object")
    cut = clean.str[:LONGEST_LABEL]
    alike = cut.str.upper().duplicated(keep=False)
    taken = set(cut[~alike].str.upper())
    made, number = cut.tolist(), 0
    for place in np.flatnonzero(alike):
        while (short := _numbered(clean[place], number := number + 1)).upper() in taken:
            pass
        taken.add(short.upper())
        made[place] = short
    return made


def _numbered(label: str, number: int) -> str:
    ending = f"~{number}"
    return label[: LONGEST_LABEL - len(ending)] + ending


def _listed(labels: Sequence[str]) -> str:
    return ",".join(f'"{label}"' for label in short_labels(labels))


def _number(value: float) -> str:
    """Whole numbers whole, others with all their digits."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _text(lines: list[str]) -> bytes:
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")
