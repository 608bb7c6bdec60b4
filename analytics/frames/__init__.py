"""Every table that crosses a layer, by name; `frame` says what a declared table is."""

from __future__ import annotations

from analytics.frames.back_test import BACK_TEST
from analytics.frames.budgets import BUDGETS
from analytics.frames.collaboration import COLLABORATION
from analytics.frames.completion import COMPLETION
from analytics.frames.frame import DTYPES, Frame, integers, series
from analytics.frames.funds import FUNDS
from analytics.frames.investment import INVESTMENT
from analytics.frames.ledger import LEDGER
from analytics.frames.lights import LIGHTS
from analytics.frames.milestones import MILESTONES
from analytics.frames.network_organisations import NETWORK_ORGANISATIONS
from analytics.frames.network_picture import NETWORK_PICTURE
from analytics.frames.network_tests import NETWORK_TESTS
from analytics.frames.network_time import NETWORK_TIME
from analytics.frames.networks_whole import NETWORKS_WHOLE
from analytics.frames.portfolio import PORTFOLIO
from analytics.frames.records import RECORDS
from analytics.frames.register import REGISTER
from analytics.frames.responsibility import RESPONSIBILITY
from analytics.frames.schedule import SCHEDULE
from analytics.frames.survival import SURVIVAL
from analytics.frames.tiers import TIERS

__all__ = ["DTYPES", "FRAMES", "Frame", "integers", "series"]

_ALL = (
    *PORTFOLIO, *INVESTMENT, *FUNDS, *BUDGETS, *LEDGER, *LIGHTS, *TIERS, *SCHEDULE, *MILESTONES, *COMPLETION,
    *BACK_TEST, *SURVIVAL, *COLLABORATION, *NETWORK_PICTURE, *NETWORKS_WHOLE, *NETWORK_ORGANISATIONS, *RESPONSIBILITY,
    *NETWORK_TESTS, *NETWORK_TIME, *REGISTER, *RECORDS,
)  # fmt: skip
FRAMES = {frame.name: frame for frame in _ALL}
