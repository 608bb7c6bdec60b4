"""Budget execution: what was spent, against the original and against the revised figure.

Of the year: paid over the funds allocated, and completed over the annual plan. Over the life: paid over the
current budget. Original is the first figure known, revised the last. A rate is over the projects of which both
the figure and what was spent of it are known; the share of the figure that they hold is stated.

Source: 财预〔2020〕10号 (execution against the budget); PEFA PI-1 and PI-2 compare with the original budget.
"""

from __future__ import annotations

import pandas as pd

# row -> the sums that it is made of: counted, figure, counted with both, figure of these, spent of it
ROWS = {
    "plan_first": ("with_plan", "plan_first", "with_both", "plan_first_with_completed", "completed_with_plan"),
    "plan": ("with_plan", "plan", "with_both", "plan_with_completed", "completed_with_plan"),
    "allocated_first": (
        "with_allocated", "allocated_first", "with_allocated_and_paid", "allocated_first_with_paid",
        "paid_with_allocated",
    ),
    "allocated": (
        "with_allocated", "allocated", "with_allocated_and_paid", "allocated_with_paid", "paid_with_allocated",
    ),
    "budget_first": (
        "with_budget", "budget_first", "with_budget_and_paid", "budget_first_with_paid", "paid_with_budget",
    ),
    "budget_current": (
        "with_budget", "budget_current", "with_budget_and_paid", "budget_with_paid", "paid_with_budget",
    ),
}  # fmt: skip
LIFE = ("budget_first", "budget_current")
YEAR_SUMS = tuple(dict.fromkeys(name for row, names in ROWS.items() if row not in LIFE for name in names))
LIFE_SUMS = tuple(dict.fromkeys(name for row in LIFE for name in ROWS[row]))


def rates(year_sums: pd.DataFrame, life_sums: pd.DataFrame, year: int) -> pd.DataFrame:
    """One row for each of `ROWS` in each currency that has the figure.

    `year_sums` (columns `YEAR_SUMS`, of the fiscal year) and `life_sums` (`LIFE_SUMS`) have a row a currency. Out:
    `execution`, `currency`, `year` (missing over the life), `with_basis` and `basis` (the figure), `with_basis_spent`,
    `basis_with_spent`, `spent_of_basis`, `execution_share` (may exceed 1) and `basis_known_share`.
    """
    parts = []
    for name, (counted, figure, both, part, spent) in ROWS.items():
        sums = life_sums if name in LIFE else year_sums
        sums = sums[sums[counted] > 0]
        known = sums[both] > 0
        rows = pd.DataFrame(
            {
                "currency": sums["currency"],
                "execution": name,
                "year": pd.NA if name in LIFE else year,
                "with_basis": sums[counted],
                "basis": sums[figure],
                "with_basis_spent": sums[both],
                "basis_with_spent": sums[part].where(known),
                "spent_of_basis": sums[spent].where(known),
            }
        )
        with_spent = rows["basis_with_spent"].astype("Float64")
        rows["execution_share"] = rows["spent_of_basis"].astype("Float64") / with_spent.where(with_spent > 0)
        rows["basis_known_share"] = with_spent.fillna(0) / rows["basis"].astype("Float64").where(rows["basis"] > 0)
        parts.append(rows)
    return pd.concat(parts).sort_values("currency", kind="stable", ignore_index=True)
