"""The dictionary: every column that a table on the screen may have. One word, one unit."""

from __future__ import annotations

from analytics.columns.back_test import BACK_TEST
from analytics.columns.budgets import BUDGETS
from analytics.columns.column import Column
from analytics.columns.completion import COMPLETION
from analytics.columns.funds import FUNDS
from analytics.columns.investment import INVESTMENT
from analytics.columns.ledger import LEDGER
from analytics.columns.lights import LIGHTS
from analytics.columns.milestones import MILESTONES
from analytics.columns.network_organisations import NETWORK_ORGANISATIONS
from analytics.columns.network_picture import NETWORK_PICTURE
from analytics.columns.network_tests import NETWORK_TESTS
from analytics.columns.network_time import NETWORK_TIME
from analytics.columns.networks import NETWORKS
from analytics.columns.networks_whole import NETWORKS_WHOLE
from analytics.columns.register import REGISTER
from analytics.columns.responsibility import RESPONSIBILITY
from analytics.columns.rules import RULES
from analytics.columns.schedule import SCHEDULE
from analytics.columns.shared import SHARED
from analytics.columns.survival import SURVIVAL
from analytics.columns.tiers import TIERS

__all__ = ["COLUMNS", "Column"]

COLUMNS = {
    column.name: column
    for columns in (
        SHARED,
        SCHEDULE,
        COMPLETION,
        SURVIVAL,
        MILESTONES,
        INVESTMENT,
        FUNDS,
        BUDGETS,
        LEDGER,
        LIGHTS,
        TIERS,
        RULES,
        REGISTER,
        NETWORKS,
        RESPONSIBILITY,
        NETWORK_TESTS,
        NETWORKS_WHOLE,
        NETWORK_PICTURE,
        NETWORK_TIME,
        BACK_TEST,
        NETWORK_ORGANISATIONS,
    )
    for column in columns
}
