"""Many lines as one path of the picture: the browser draws one thing instead of one for each tie."""

from __future__ import annotations

from collections.abc import Iterable

import plotly.graph_objects as go

Point = tuple[float, float]
_ROUND = 0.5523  # how far the handles of a Bézier curve reach that is a quarter of an ellipse


def add(
    made: go.Figure, paths: Iterable[str], width: float, colour: str, *, dash: str = "solid", opacity: float = 0.45,
    filled: bool = False,
) -> None:  # fmt: skip
    """The paths below the marks, all in one; `filled` ones are closed."""
    path = "".join(paths)
    if path:
        made.add_shape(
            type="path", path=path, layer="below", opacity=opacity, fillrule="nonzero",
            line={"width": width, "color": colour, "dash": dash}, fillcolor=colour if filled else "rgba(0,0,0,0)",
        )  # fmt: skip


def straight(points: Iterable[Point]) -> str:
    """From point to point.

    >>> straight([(0, 0), (1, 2)])
    'M0.0000,0.0000L1.0000,2.0000'
    """
    return "M" + "L".join(map(_at, points))


def closed(points: Iterable[Point]) -> str:
    """From point to point and back to the first."""
    return straight(points) + "Z"


def arc(first: float, second: float, reach: float) -> str:
    """Half an ellipse from height to height, from x = 0 out to `reach` and back."""
    middle, half = (first + second) / 2, (second - first) / 2
    out = (_ROUND * reach, first), (reach, middle - _ROUND * half), (reach, middle)
    back = (reach, middle + _ROUND * half), (_ROUND * reach, second), (0.0, second)
    return f"M{_at((0.0, first))}C{' '.join(map(_at, out))}C{' '.join(map(_at, back))}"


def _at(point: Point) -> str:
    return f"{point[0]:.4f},{point[1]:.4f}"
