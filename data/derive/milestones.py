"""`project_milestone` and `project_baseline`: what is known of each milestone, and every baseline of the completion."""

from __future__ import annotations

import pandas as pd

from data.derive.carry import END, Timeline, take
from data.derive.lines import SCOPE, Lines
from data.derive.read import keys

DATES = ("baseline", "forecast", "actual")
MILESTONE = [
    "project_id", "as_of", "valid_to", "milestone", *SCOPE, "baseline_no", "first_baseline", "baseline", "forecast",
    "forecast_as_of", "actual",
]  # fmt: skip
BASELINE = [
    "project_id", "as_of", "valid_to", "baseline_no", "baseline", "set_on", "responsible_id", "edition_id",
]  # fmt: skip


def build(facts: pd.DataFrame, snapshots: pd.DataFrame) -> pd.DataFrame:
    """The rows of `project_milestone`; `facts` gives the scope columns, which start a new row where they change.

    The last known date of each kind stands. The first baseline is the last reported one with the number 1, else the
    first known one, else the first known forecast, as in `project_fact`.
    """
    rows = snapshots[snapshots[list(DATES)].notna().any(axis=1)]
    if rows.empty:
        return pd.DataFrame(columns=MILESTONE)
    lines = Lines(facts, rows[["project_id", "as_of", "milestone", "baseline_no", *DATES]], ("milestone",))
    made, told = lines.made, lines.rows.sort_values(["group", "as_of"], kind="stable", ignore_index=True)
    known = {name: told[told[name].notna()] for name in DATES}
    for name, rows in known.items():
        made[name] = lines.last(rows, rows[name])
    made["forecast_as_of"] = lines.last(known["forecast"], known["forecast"]["as_of"])
    approved = known["baseline"]
    made["baseline_no"] = lines.last(approved, approved["baseline_no"])
    numbered = approved[(approved["baseline_no"] == 1).fillna(False)]
    first = lines.last(numbered, numbered["baseline"])
    for rows, name in ((approved, "baseline"), (known["forecast"], "forecast")):
        first = first.where(first.notna(), lines.first(rows, rows[name]))
    made["first_baseline"] = first
    return made[MILESTONE]


def baselines(facts: pd.DataFrame, snapshots: pd.DataFrame) -> pd.DataFrame:
    """The rows of `project_baseline`: of each number the date as last reported, with the report that first gave it.

    A baseline without a number that differs from the one before it is the next one; one that repeats it is the same.
    `responsible_id` is the body that answered for the project on that day, `edition_id` the edition that first gave it.
    """
    rows = snapshots[(snapshots["milestone"] == "completion") & snapshots["baseline"].notna()]
    if rows.empty:
        return pd.DataFrame(columns=BASELINE)
    project, given = rows["project_id"], rows["baseline_no"]
    moved = given.isna() & (rows["baseline"] != rows["baseline"].groupby(project).shift())
    since_number = given.notna().groupby(project).cumsum()
    number = given.groupby(project).ffill().fillna(0) + moved.groupby([project, since_number]).cumsum()
    rows = rows.assign(baseline_no=number.astype("int64")).sort_values(["project_id", "baseline_no"], kind="stable")
    line = ["project_id", "baseline_no"]
    for name, first in (("set_on", "as_of"), ("edition_id", "edition_id")):
        rows[name] = rows.groupby(line)[first].transform("first")  # also where the same report corrects it
    rows = rows.drop_duplicates([*line, "as_of"], keep="last")
    rows = rows[rows["baseline"] != rows.groupby(line)["baseline"].shift()]
    following = rows.groupby(line)["as_of"].shift(-1)
    rows["valid_to"] = following.where(following.notna(), pd.Timestamp(END))
    at = Timeline(*keys(facts)).at(
        rows["project_id"].to_numpy(dtype="int64"), rows["set_on"].to_numpy().astype("datetime64[s]")
    )
    rows["responsible_id"] = take(facts["responsible_id"], at).array
    return rows[BASELINE].reset_index(drop=True)
