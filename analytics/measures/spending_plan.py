"""The plan that earned value is held against: what was to be done by which day of each project.

From the annual plans where they make a whole: their first known amounts, cumulated at the ends of the fiscal years,
when they cover at least `COVERS` of the budget. They are stretched to it, so that the last point is the whole budget
on the day of the baseline completion; what is planned for later years is due on that day. Else the budget at an even
pace between the two dates, which is an assumption, marked in `plan_basis`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

COVERS = 0.95  # of the budget


def points(projects: pd.DataFrame, years: pd.DataFrame, first_month: int) -> tuple[pd.DataFrame, pd.Series]:
    """The points of the plan of each project, and what it rests on: `annual_plans` or `even_pace`.

    `projects` (by any index): `began` (datetime64), `planned_days` (above zero) and `budget` (minor units, above
    zero). `years`: `project` (a label of that index), `year` (the fiscal year, by the calendar year in which it
    begins) and `plan_first`, in the currency of the budget (an amount that is
    not above zero adds nothing). Points: `project`, `day` (from the start) and `value`
    (cumulative minor units), from (0, 0) to the budget at `planned_days`.
    """
    known = years[(years["plan_first"] > 0).fillna(False).astype(bool) & years["project"].isin(projects.index)]
    total = known.groupby("project")["plan_first"].sum().reindex(projects.index).astype("Float64")
    covered = (total >= COVERS * projects["budget"].astype("Float64")).fillna(False).astype(bool)
    basis = pd.Series(np.where(covered, "annual_plans", "even_pace"), index=projects.index, dtype="str")
    ends = pd.DataFrame(
        {"project": projects.index, "day": projects["planned_days"].astype("float64"),
         "value": projects["budget"].astype("float64")}
    )  # fmt: skip
    made = [ends.assign(day=0.0, value=0.0), _year_ends(projects, known, total[covered], first_month), ends]
    found = pd.concat(made, ignore_index=True)
    order = projects.index.get_indexer(found["project"])
    return found.iloc[np.lexsort([found["value"], found["day"], order])].reset_index(drop=True), basis


def _year_ends(projects: pd.DataFrame, years: pd.DataFrame, total: pd.Series, first_month: int) -> pd.DataFrame:
    """The cumulated plans at those ends of fiscal years that lie between start and baseline completion."""
    mine = years[years["project"].isin(total.index)].sort_values(["project", "year"])
    mine = mine.join(projects[["began", "planned_days", "budget"]].assign(total=total), on="project")
    ends = (mine["year"].astype("int64") - 1970 + 1).to_numpy() * 12 + first_month - 1
    last = pd.Series(ends.astype("datetime64[M]").astype("datetime64[s]"), mine.index) - pd.Timedelta(days=1)
    cumulated = mine.groupby("project")["plan_first"].cumsum().astype("float64") / mine["total"].astype("float64")
    found = pd.DataFrame(
        {"project": mine["project"], "day": (last - mine["began"]).dt.days.astype("float64"),
         "value": cumulated * mine["budget"].astype("float64")}
    )  # fmt: skip
    return found[(found["day"] > 0) & (found["day"] < mine["planned_days"].astype("float64"))]
