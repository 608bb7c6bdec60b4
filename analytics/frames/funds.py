"""The tables of the page about funds."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_MIX = (
    "allocated", "base_allocated", "incremental_allocated", "nature_unknown", "base_share", "incremental_share",
    "nature_unknown_share", "public_allocated", "private_allocated", "capital_unknown", "public_share",
    "private_share", "capital_unknown_share",
)  # fmt: skip
_IDLE = (
    "idle_projects", "idle", "idle_share", "carry_over", "median_idle_days", "mean_idle_days", "idle_recent",
    "idle_middle", "idle_old", "idle_age_unknown", "idle_old_share",
)  # fmt: skip
_GROUP = ("group", "group_en", "group_zh", "currency")

FUNDS = (
    Frame(
        "fund_totals",
        N_("Allocated, paid and idle money of all projects in scope by currency."),
        ("currency", "projects", "with_allocated", "payments", "paid", "idle_projects", "idle", "carry_over", *_MIX),
    ),
    Frame(
        "fund_nodes",
        N_("Sources, payers, projects or contracts, and payees by money paid: the largest by name, the rest together."),
        ("currency", "node", "flow_column", "flow_kind", "node_en", "node_zh", "members", "paid", "flow_share"),
    ),
    Frame(
        "fund_flows",
        N_("Money paid from source to payer, to project or contract, to payee; every step adds up to all payments."),
        (
            "currency",
            "flow_step",
            "from_node",
            "from_en",
            "from_zh",
            "to_node",
            "to_en",
            "to_zh",
            "paid",
            "flow_share",
        ),
    ),
    Frame(
        "fund_sources",
        N_("What each source of funds was to give and what was paid from it; the most money first."),
        (*_GROUP, "allocated", "allocated_share", "payments", "paid", "flow_share"),
        dict.fromkeys(("group_en", "group_zh"), N_("Source of funds")),
    ),
    Frame(
        "fund_share_moves",
        N_("Each source’s share of the money allocated for a fiscal year beside the year before; the newest first."),
        ("year", *_GROUP, "allocated", "year_share", "year_share_before", "year_share_change"),
        dict.fromkeys(("group_en", "group_zh"), N_("Source of funds")),
    ),
    Frame(
        "fund_by_year",
        N_("Allocated and paid money by fiscal year and currency."),
        (
            "year",
            "currency",
            "with_allocated",
            "allocated",
            "with_paid",
            "paid",
            "with_allocated_and_paid",
            "allocated_with_paid",
            "paid_with_allocated",
            "paid_share",
        ),
    ),
    Frame(
        "fund_mix_by_year",
        N_("Base and incremental, public and private money by fiscal year; what is not stated is a part of its own."),
        ("year", "currency", *_MIX),
    ),
    Frame(
        "idle_total",
        N_("Idle money and its age by currency."),
        ("currency", *_IDLE),
    ),
    Frame(
        "idle_bands",
        N_("Idle money by the days since the oldest unpaid allocation became available."),
        ("currency", "idle_from", "idle_to", "projects", "idle", "idle_share"),
    ),
    Frame(
        "idle_projects",
        N_("Projects with idle money, the most first."),
        (
            "code",
            "name_en",
            "name_zh",
            "sector",
            "district",
            "tier",
            "currency",
            "allocated_total",
            "paid_total",
            "idle",
            "idle_since",
            "idle_days",
            "carry_over",
        ),
    ),
    *(
        Frame(f"fund_mix_by_{dimension}", sentence, (*_GROUP, *_MIX), GROUPS[dimension])
        for dimension, sentence in (
            ("district", N_("Base and incremental, public and private money by district; the most money first.")),
            ("sector", N_("Base and incremental, public and private money by sector; the most money first.")),
            ("tier", N_("Base and incremental, public and private money by tier; the most money first.")),
        )
    ),
    *(
        Frame(f"idle_by_{dimension}", sentence, (*_GROUP, *_IDLE), GROUPS[dimension])
        for dimension, sentence in (
            ("district", N_("Idle money and its age by district; the most money first.")),
            ("sector", N_("Idle money and its age by sector; the most money first.")),
            ("tier", N_("Idle money and its age by tier; the most money first.")),
        )
    ),
)
