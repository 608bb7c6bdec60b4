"""Every table that crosses a layer, by name; `frame` says what a declared table is."""

from __future__ import annotations

from analytics.frames.collaboration import COLLABORATION
from analytics.frames.frame import DTYPES, Frame, integers, series
from analytics.frames.investment import INVESTMENT
from analytics.frames.portfolio import PORTFOLIO
from analytics.frames.records import RECORDS
from analytics.frames.schedule import SCHEDULE

__all__ = ["DTYPES", "FRAMES", "Frame", "integers", "series"]

FRAMES = {frame.name: frame for frame in (*PORTFOLIO, *INVESTMENT, *SCHEDULE, *COLLABORATION, *RECORDS)}
