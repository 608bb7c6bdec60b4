"""`project_organisation`: which bodies take part in a project, by the newest report of each role."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.derive.carry import END

COLUMNS = ["project_id", "organisation_id", "role", "as_of", "valid_to"]


def build(participation: pd.DataFrame) -> pd.DataFrame:
    """One row per project, body, role and unbroken run of reports that name it there, in the same place.

    A report of a role names all its bodies: one that the next report of the role leaves out is out
    from then on. Of two editions that report a role for the same date the later one counts.
    The column `order` is the place at which the reports of the run name the body, 0 for the first.
    """
    rows = participation.drop(columns=["stage", "from_date", "to_date", "source_id"])
    rows = rows[rows["organisation_id"].notna()]  # a doubtful one is missing
    if rows.empty:
        return pd.DataFrame(columns=[*COLUMNS, "order"])
    report = ["project_id", "role", "as_of"]
    rows = rows[rows["edition_id"] == rows.groupby(report)["edition_id"].transform("max")]
    rows = rows.drop_duplicates([*report, "organisation_id"])
    rows = rows.assign(order=rows.groupby(report).cumcount())
    dates = rows[report].drop_duplicates().sort_values(report)
    dates["report"] = dates.groupby(["project_id", "role"]).cumcount()
    following = dates.groupby(["project_id", "role"])["as_of"].shift(-1)
    dates["valid_to"] = following.where(following.notna(), pd.Timestamp(END))
    rows = rows.merge(dates, on=report).sort_values(["project_id", "role", "organisation_id", "report"])
    run = ["project_id", "role", "organisation_id", "order"]
    fresh = (rows[run] != rows[run].shift()).any(axis=1) | (rows["report"] != rows["report"].shift() + 1)
    made = rows.groupby(fresh.cumsum().to_numpy(), sort=False).agg(
        project_id=("project_id", "first"),
        organisation_id=("organisation_id", "first"),
        role=("role", "first"),
        as_of=("as_of", "first"),
        valid_to=("valid_to", "last"),
        order=("order", "first"),
    )
    return made.reset_index(drop=True)


def at_facts(facts: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """`organisations` (how many bodies), `responsible_id` (the first in that role) and `delegated` (1: a body is
    authorised to execute) of each fact row."""
    counts, delegated = (np.zeros(len(facts), dtype="int64") for _ in range(2))
    responsible = pd.array([None] * len(facts), dtype="Int64")
    if len(parts):
        dated = facts[["project_id", "as_of"]].assign(row=np.arange(len(facts)))
        active = dated.merge(parts, on="project_id", suffixes=("", "_from"))
        active = active[(active["as_of_from"] <= active["as_of"]) & (active["as_of"] < active["valid_to"])]
        bodies = active.groupby("row")["organisation_id"].nunique()
        counts[bodies.index.to_numpy()] = bodies.to_numpy()
        lead = active[active["role"] == "responsible"].sort_values("order").groupby("row")["organisation_id"].first()
        responsible[lead.index.to_numpy()] = lead.to_numpy()
        delegated[active.loc[active["role"] == "delegate", "row"].unique()] = 1
    return pd.DataFrame({"organisations": counts, "responsible_id": responsible, "delegated": delegated})
