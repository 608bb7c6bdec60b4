"""Every table that crosses a layer: its columns with type, unit and meaning.

One word and one unit per column: the same word in database, table, chart, test and on the
dictionary page, which is made from this list. `Frame.make` turns fetched rows into a DataFrame with
the declared types, so that a whole number of fen stays whole however many values are missing.
"""

# Long because: one list names every table that crosses a layer.

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from analytics.frame_columns import COLUMNS, Column
from analytics.language import N_

# type -> pandas dtype. Money is minor units of the row's `currency`; a share is 0 to 1.
DTYPES = {
    "text": "str",
    "phrase": "str",  # a catalogue entry
    "code": "str",
    "date": "datetime64[s]",
    "moment": "datetime64[s]",
    "money": "Int64",
    "integer": "Int64",
    "days": "Int64",
    "year": "Int64",
    "share": "Float64",
    "number": "Float64",
    "flag": "boolean",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A declared table: name, one sentence, and its columns in order.

    `heads` are labels of its own: in a table by sector the column `group_en` is headed "Sector".
    """

    name: str
    sentence: str
    columns: tuple[str, ...]
    heads: Mapping[str, str] = field(default_factory=dict)

    def column(self, name: str) -> Column:
        return replace(COLUMNS[name], label=self.heads[name]) if name in self.heads else COLUMNS[name]

    def make(self, rows: Iterable[Sequence[object]]) -> pd.DataFrame:
        """Rows (in the order of the columns) as a DataFrame of the declared types."""
        values = list(zip(*rows, strict=True)) or [()] * len(self.columns)
        return pd.DataFrame(
            {name: series(COLUMNS[name].type, cells) for name, cells in zip(self.columns, values, strict=True)}
        )

    def cast(self, table: pd.DataFrame) -> pd.DataFrame:
        """A computed table with exactly the declared columns, order and types; KeyError where one is missing."""
        return pd.DataFrame(
            {name: _cast(COLUMNS[name].type, table[name]) for name in self.columns}, index=table.index
        ).reset_index(drop=True)

    def empty(self) -> pd.DataFrame:
        return self.make([])


def series(kind: str, cells: Sequence[Any]) -> pd.Series:
    """Python values as a column of a declared type; None is missing."""
    if kind in ("date", "moment"):
        return pd.Series(np.array(cells, dtype="datetime64[s]"))
    if kind in ("money", "integer", "days", "year"):
        return pd.Series(integers(cells))
    return pd.Series(cells, dtype=DTYPES[kind])


def integers(cells: Sequence[Any]) -> pd.api.extensions.ExtensionArray:
    """Python's whole numbers (or a database's Decimals) as Int64; None is missing."""
    try:
        return pd.array(np.array(cells, dtype="int64"), dtype="Int64")
    except TypeError:  # there is a None among them
        missing = np.array([cell is None for cell in cells])
        values = np.array([0 if cell is None else int(cell) for cell in cells], dtype="int64")
        return pd.arrays.IntegerArray(values, missing)


def _cast(kind: str, column: pd.Series) -> pd.Series:
    if kind in ("text", "phrase", "code"):
        return column.astype("object").where(column.notna(), None).astype("str")
    return column.astype(DTYPES[kind])


def _frames(*frames: Frame) -> dict[str, Frame]:
    return {frame.name: frame for frame in frames}


_PLAN_SUMS = (
    "with_plan", "plan", "with_completed", "completed", "with_both", "plan_with_completed", "completed_with_plan",
    "plan_due", "plan_share_known", "completion_share", "pro_rata_share", "gap_points", "gap_percent",
)  # fmt: skip
_RATES = (
    "projects", "with_slip", "median_slip", "mean_slip", "delayed", "delayed_share", "delayed_low", "delayed_high",
    "unfinished", "without_forecast", "without_forecast_share",
)  # fmt: skip
_GROUPS = {
    dimension: dict.fromkeys(("group_en", "group_zh"), head)
    for dimension, head in (
        ("sector", N_("Sector")), ("district", N_("District")), ("tier", N_("Tier")),
        ("responsible", N_("Responsible organisation")),
    )
}  # fmt: skip

# The frames, by the page that shows them first.
FRAMES = _frames(
    Frame(
        "projects",
        N_("One row per project in scope: what it is, who answers for it, its money, its dates and its slip."),
        (
            "code", "name_en", "name_zh", "sector", "district", "tier", "status", "stage", "light", "light_reported",
            "responsible_en", "responsible_zh", "organisations", "currency", "budget_current", "budget_as_of",
            "completed_total", "physical_percent", "completion_first_baseline", "completion_forecast",
            "forecast_as_of", "completion_actual", "slip_days", "as_of",
        ),
    ),
    Frame(
        "portfolio_trend",
        N_(
            "The portfolio at every reporting date up to the as-of date: how many projects, on watch, late and delayed."
        ),
        (
            "as_of", "projects", "unfinished", "with_forecast", "without_forecast", "with_slip", "watch", "late",
            "late_share", "delayed", "delayed_share", "watch_from", "late_from", "mean_slip", "said_good",
            "said_good_late",
        ),
    ),
    Frame(
        "portfolio_money",
        N_("Current budgets and completed investment at every reporting date, one row a currency."),
        (
            "as_of", "currency", "projects", "with_budget", "budget_known_share", "budget_current",
            "with_completed_total", "completed_known_share", "completed_total",
        ),
    ),
    Frame(
        "portfolio_lights",
        N_("Projects by the light computed by rule and the light that was reported."),
        ("light", "light_reported", "projects", "share"),
    ),
    Frame(
        "portfolio_slip_bands",
        N_("Projects and their current budgets by how far they slip."),
        (
            "band_from", "band_to", "light", "projects", "share", "currency", "with_budget", "budget_current",
            "budget_known", "budget_share",
        ),
    ),
    Frame(
        "portfolio_moves",
        N_("What changed since the reporting date before: how many projects are new, better, worse, dearer, later."),
        ("move", "projects", "since"),
    ),
    Frame(
        "attention",
        N_("The ten unfinished projects with most reasons for attention, and the reasons."),
        (
            "code", "name_en", "name_zh", "reasons", "slip_days", "over_approved_share", "completion_forecast",
            "currency", "budget_current", "light", "light_reported", "responsible_en", "responsible_zh", "as_of",
        ),
    ),
    Frame(
        "project_facts",
        N_("Everything known about one project, field by field: the last known value, how old it is, where it stands."),
        ("field", "value_en", "value_zh", "as_of", "age_days", "edition", "file", "sheet", "row"),
    ),
    Frame(
        "project_milestones",
        N_("Every milestone report of one project: baseline, forecast and actual at each reporting date."),
        (
            "as_of", "milestone", "baseline_no", "baseline", "forecast", "actual", "is_flagged", "edition", "file",
            "sheet", "row",
        ),
    ),
    Frame(
        "project_budgets",
        N_("Every budget figure of one project, by kind and reporting date."),
        ("as_of", "budget_kind", "amount", "currency", "is_flagged", "edition", "file", "sheet", "row"),
    ),
    Frame(
        "project_progress",
        N_("Every progress report of one project: completed investment, physical progress and the reported light."),
        (
            "as_of", "completed_total", "completed_year", "currency", "physical_percent", "light_reported",
            "light_words", "is_flagged", "edition", "file", "sheet", "row",
        ),
    ),
    Frame(
        "project_bodies",
        N_("The organisations that take part in one project, by the newest report of each role."),
        (
            "role", "organisation_en", "organisation_zh", "organisation_kind", "stage", "from_date", "to_date", "as_of",
            "edition", "file", "sheet", "row",
        ),
    ),
    Frame(
        "project_plans",
        N_("The annual plans of one project."),
        ("year", "amount", "currency", "as_of", "edition", "file", "sheet", "row"),
    ),
    Frame(
        "project_funding",
        N_("Where the money of one project comes from, by year."),
        ("year", "funding_source", "funding_nature", "amount", "currency", "as_of", "edition", "file", "sheet", "row"),
    ),
    Frame(
        "project_contracts",
        N_("The contracting processes of one project in summary."),
        (
            "contract", "contract_title", "contract_method", "contract_status", "supplier_en", "supplier_zh", "amount",
            "currency", "start_date", "end_date", "as_of", "edition", "file", "sheet", "row",
        ),
    ),
    Frame(
        "project_payments",
        N_("The payments of one project, newest first."),
        (
            "paid_on", "amount", "currency", "payer_en", "payer_zh", "payee_en", "payee_zh", "contract",
            "funding_source", "reference", "edition", "file", "sheet", "row",
        ),
    ),
    Frame(
        "scope_choices",
        N_("What the shared scope can be set to: sectors, districts, tiers, organisations and reporting dates."),
        ("choice_kind", "choice", "label_en", "label_zh", "projects"),
    ),
    Frame(
        "code_labels",
        N_("The names of sectors and districts in both languages, as far as the data give them."),
        ("choice_kind", "choice", "label_en", "label_zh"),
    ),
    Frame(
        "editions",
        N_("The imports, newest first: files, mapping, rows, problems, flags; the scope does not narrow it."),
        (
            "edition", "created_at", "edition_kind", "edition_status", "mapping", "files", "as_of_given", "rows_read",
            "rows_used", "problems", "flags",
        ),
    ),
    Frame(
        "problems",
        N_("What could not be used and why, newest edition first; the scope does not narrow it."),
        ("edition", "file", "sheet", "row", "column", "found", "allowed", "message"),
    ),
    Frame(
        "flags",
        N_("Suspicious values of the projects in scope, and the latest known value with and without each."),
        (
            "flag", "edition", "code", "name_en", "name_zh", "rule", "field", "as_of", "found", "value_without",
            "value_with", "state", "file", "row",
        ),
    ),
    Frame(
        "flag_rules",
        N_("The rules for suspicious values: meaning, what is allowed, effect, and their flags in scope."),
        ("rule", "meaning", "allowed", "effect", "open", "accepted", "rejected"),
    ),
    Frame(
        "coverage",
        N_("Per field, how many projects in scope have it, and its newest report; the least known first."),
        ("field", "known", "projects", "known_share", "newest_report"),
    ),
    Frame(
        "contradiction_rules",
        N_("The rules for contradictions, and how many projects in scope break each."),
        ("contradiction", "projects"),
    ),
    Frame(
        "contradictions",
        N_("Projects in scope whose latest known values exclude each other."),
        (
            "contradiction", "code", "name_en", "name_zh", "responsible_en", "responsible_zh", "reported",
            "contradicted_by", "as_of",
        ),
    ),
    Frame(
        "freshness",
        N_("Unfinished projects by the age of their last report."),
        ("age_band", "projects", "share"),
    ),
    Frame(
        "freshness_by_responsible",
        N_("Responsible bodies by the stale projects that answer to them."),
        ("responsible_en", "responsible_zh", "projects", "stale", "stale_share", "oldest_report", "oldest_age"),
    ),
    Frame(
        "dictionary",
        N_("Every column of the named tables and of the database: label, meaning, type, unit."),
        ("word", "label", "meaning", "column_type", "unit", "tables"),
    ),
    Frame(
        "policy_numbers",
        N_("Every policy number: value, unit, the day from which it holds, and its source; a user's own value wins."),
        (
            "word", "meaning_en", "meaning_zh", "value", "unit", "effective_from", "source_en", "source_zh", "origin",
        ),
    ),
    Frame(
        "plan_by_year",
        N_("Annual plan and completed investment by fiscal year and currency, and the gap to the pro-rata line."),
        ("year", "currency", "projects", *_PLAN_SUMS),
    ),
    *(
        Frame(
            f"plan_by_{dimension}",
            sentence,
            ("group", "group_en", "group_zh", "currency", "projects", *_PLAN_SUMS),
            _GROUPS[dimension],
        )
        for dimension, sentence in (
            ("sector", N_("Plan and completed investment of the newest year by sector; the widest gap first.")),
            ("district", N_("Plan and completed investment of the newest year by district; the widest gap first.")),
            ("tier", N_("Plan and completed investment of the newest year by tier; the widest gap first.")),
        )
    ),
    Frame(
        "slippage_by_project",
        N_("One row per project in scope: its dates, its slip and whether it is delayed; the largest slip first."),
        (
            "code", "name_en", "name_zh", "sector", "district", "tier", "status", "progress_state", "responsible_en",
            "responsible_zh", "completion_first_baseline", "completion_forecast", "forecast_as_of",
            "completion_actual", "slip_days", "is_delayed", "as_of",
        ),
    ),
    Frame(
        "delay_rates",
        N_("Share delayed with its interval, median and mean slip: of the finished, of the unfinished, and of all."),
        ("progress_state", *_RATES, "tolerance_days"),
    ),
    *(
        Frame(f"slippage_by_{dimension}", sentence, ("group", "group_en", "group_zh", *_RATES), _GROUPS[dimension])
        for dimension, sentence in (
            ("sector", N_("Share delayed and median slip by sector; the surest delay first.")),
            ("district", N_("Share delayed and median slip by district; the surest delay first.")),
            ("tier", N_("Share delayed and median slip by tier; the surest delay first.")),
            ("responsible", N_("Share delayed and median slip by responsible organisation; the surest delay first.")),
        )
    ),
    Frame(
        "slip_spread",
        N_("The distribution of the slip: quartiles, whiskers, mean with and without outliers."),
        (
            "progress_state", "with_slip", "least_slip", "low_whisker", "quarter_slip", "median_slip",
            "three_quarter_slip", "high_whisker", "most_slip", "mean_slip", "mean_without_outliers", "outliers",
        ),
    ),
    Frame(
        "slip_dots",
        N_("The distribution of the slip as columns of dots, as the picture draws them."),
        ("progress_state", "slip_days", "dot_level", "dot_projects", "beyond"),
    ),
    Frame(
        "slip_outliers",
        N_("The projects whose slip lies farthest beyond the whiskers, by name."),
        ("code", "name_en", "name_zh", "progress_state", "slip_days"),
    ),
    Frame(
        "collaboration_summary",
        N_("The collaboration network in numbers: projects shared, bodies with a partner, pairs and their weight."),
        (
            "projects", "projects_with_bodies", "projects_shared", "bodies", "bodies_in_pairs", "collaborating_pairs",
            "pair_weight",
        ),
    ),
    Frame(
        "collaboration_pairs",
        N_("Pairs of organisations by the projects that they share, strongest first."),
        ("first_en", "first_zh", "second_en", "second_zh", "shared_projects", "first_id", "second_id"),
    ),
    Frame(
        "collaboration_organisations",
        N_("Organisations by their partners: projects joined, partners, strength."),
        (
            "organisation_en", "organisation_zh", "organisation_kind", "organisation_level", "projects_joined",
            "partners", "strength", "organisation_id",
        ),
    ),
    Frame(
        "collaboration_nodes",
        N_("The organisations that the picture of the network draws, and where."),
        (
            "organisation_id", "organisation_en", "organisation_zh", "organisation_kind", "projects_joined", "partners",
            "strength", "x", "y", "on_shelf", "labelled",
        ),
    ),
    Frame(
        "collaboration_ties",
        N_("The ties that the picture of the network draws, the strongest first, and where."),
        (
            "first_id", "first_en", "first_zh", "second_id", "second_en", "second_zh", "shared_projects", "width_class",
            "x_from", "y_from", "x_to", "y_to", "x_middle", "y_middle",
        ),
    ),
    Frame(
        "collaboration_matrix",
        N_("The strongest organisations against each other: shared projects of every two, kind by kind."),
        ("first_rank", "first_en", "first_zh", "second_rank", "second_en", "second_zh", "shared_projects"),
    ),
)  # fmt: skip
