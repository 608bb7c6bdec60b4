"""Which organisations of the picture get a name, and on which side of the mark it stands.

A name is a box above or below its mark. The largest marks choose first; a name is left out where it would cover
another name or a larger mark. Room is that of the narrowest screen, a telephone: what fits there fits everywhere.
"""

from __future__ import annotations

import math
import re
from textwrap import wrap

import numpy as np
import pandas as pd

from analytics.language import is_missing
from analytics.measures.network_marks import diameter, largest

LETTERS, CHARACTERS = 16, 8  # of a line of a name, in Latin and in Chinese script: as wide as a telephone allows
BESIDE = 21  # letters of what stands beside a name
MOST = 30  # names
_WIDE, _HIGH = 260, 380  # pixels between the outermost marks on a telephone
_LETTER, _CHARACTER, _LINE = 6.4, 12.0, 15.0  # pixels
_NUMBER = 9  # letters of " · 0.314"
_SURE = 8  # of the largest marks that are named even where that covers a mark
_TRIED = 400  # of the largest marks
_CHINESE = re.compile("[\u4e00-\u9fff]")
_CLEAR = 6  # pixels across, up to which a name may cover a mark


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """`rows`, the largest first, with `labelled` and `label_below`.

    They have `x`, `y`, `mark_size`, `organisation_en` and `_zh`; who `is_chosen` is named first, who stands
    `on_shelf` never; a `label_value` or `label_group` stands beside the name. Each of these four may be left out.
    """
    nobody = pd.Series(False, index=rows.index)
    chosen, apart = (rows.get(name, nobody).astype(bool).to_numpy() for name in ("is_chosen", "on_shelf"))
    order = np.concatenate([np.flatnonzero(chosen), np.flatnonzero(~chosen & ~apart)])[:_TRIED]
    x, y = (_pixels(rows[axis], room) for axis, room in (("x", _WIDE), ("y", _HIGH)))
    most = largest(rows["mark_size"])
    radius = np.array([diameter(value, most) / 2 for value in rows["mark_size"]])
    labelled, below = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    taken: list[tuple[float, float, float, float]] = []
    seen: list[int] = []  # larger marks that a name must not cover
    for rank, at in enumerate(order):
        wide, high = _box(rows.iloc[at])
        for side in (1, -1):
            edge = y[at] + side * (radius[at] + 1)
            box = (x[at] - wide / 2, x[at] + wide / 2, min(edge, edge + side * high), max(edge, edge + side * high))
            free = all(box[0] >= b[1] or box[1] <= b[0] or box[2] >= b[3] or box[3] <= b[2] for b in taken)
            if free and not _covers(box, x[seen], y[seen], radius[seen]):
                labelled[at], below[at] = True, side < 0
                taken.append(box)
                break
        else:
            if rank < _SURE and free:  # the last one tried, below
                labelled[at], below[at] = True, True
                taken.append(box)
        if 2 * radius[at] > _CLEAR:
            seen.append(int(at))
        if len(taken) == MOST:
            break
    return rows.assign(labelled=labelled, label_below=below)


def _pixels(values: pd.Series, room: float) -> np.ndarray:
    lowest, span = float(values.min()), float(values.max() - values.min())
    return room * (values.to_numpy(dtype="float64") - lowest) / (span or 1.0)


def _covers(box: tuple[float, float, float, float], x: np.ndarray, y: np.ndarray, radius: np.ndarray) -> bool:
    """Whether the box reaches over more than the rim of one of the marks."""
    reach = radius / 2
    inside = (x + reach > box[0]) & (x - reach < box[1]) & (y + reach > box[2]) & (y - reach < box[3])
    return bool(inside.any())


def _box(row: pd.Series) -> tuple[float, float]:
    """Pixels across and high of a name in the wider of the two languages, with what stands beside it."""
    names = [str(name).strip() for name in (row["organisation_en"], row["organisation_zh"]) if not is_missing(name)]
    boxes = [_of_chinese(name) if _CHINESE.search(name) else _of_letters(name) for name in names]
    wide, high = (max(sizes) for sizes in zip((0.0, 1), *boxes, strict=True))
    if not is_missing(row.get("label_group")):
        wide, high = max(wide, _LETTER * BESIDE), min(high, 2) + 1
    elif not is_missing(row.get("label_value")):
        wide, high = (wide + _LETTER * _NUMBER, 1) if high == 1 else (wide, min(high, 2) + 1)
    return wide, _LINE * high


def _of_letters(name: str) -> tuple[float, int]:
    lines = wrap(name, LETTERS, max_lines=3, placeholder="…") or [""]
    return _LETTER * max(map(len, lines)), len(lines)


def _of_chinese(name: str) -> tuple[float, int]:
    shown = min(len(name), 2 * CHARACTERS)
    lines = 1 if shown <= CHARACTERS else 2
    return _CHARACTER * math.ceil(shown / lines), lines
