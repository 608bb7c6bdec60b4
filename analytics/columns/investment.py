"""The columns of the tables about investment, funds, tiers and lights."""

from __future__ import annotations

from analytics.columns.column import Column

INVESTMENT: tuple[Column, ...] = ()
