"""What a figure module returns: the picture and the words that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go


@dataclass(frozen=True)
class Drawn:
    """A finished figure, never changed afterwards: it is cached and shared.

    `title` says what to see, `subtitle` what is measured and in which unit; both stand outside the
    figure, as text. `alt` tells a reader who cannot see the picture what it shows.
    """

    figure: go.Figure
    title: str
    subtitle: str
    alt: str
