"""`project_organisation`: which bodies take part in a project, by the newest report of each role."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.codes import STAGES
from data.derive.carry import END

COLUMNS = ["project_id", "organisation_id", "role", "stage", "as_of", "valid_to", "from_date", "to_date"]


def build(participation: pd.DataFrame) -> pd.DataFrame:
    """One row per project, body, role, stage and unbroken run of reports that say the same of it, in the same place.

    A report of a role names all its bodies, for the whole project (stage "") or for its stages: one that the next
    report of the role leaves out is out from then on. Of two editions that report a role for the same date the
    later one counts. The column `order` is the place at which the reports of the run name the body, 0 for the first.
    """
    rows = participation.drop(columns="source_id")
    rows = rows[rows["organisation_id"].notna()]  # a doubtful one is missing
    if rows.empty:
        return pd.DataFrame(columns=[*COLUMNS, "order"])
    rows = rows.assign(stage=rows["stage"].astype(object).where(rows["stage"].notna(), ""))
    report = ["project_id", "role", "as_of"]
    rows = rows[rows["edition_id"] == rows.groupby(report)["edition_id"].transform("max")]
    rows = rows.drop_duplicates([*report, "stage", "organisation_id"])
    rows = rows.assign(order=rows.groupby([*report, "stage"]).cumcount())
    dates = rows[report].drop_duplicates().sort_values(report)
    dates["report"] = dates.groupby(["project_id", "role"]).cumcount()
    following = dates.groupby(["project_id", "role"])["as_of"].shift(-1)
    dates["valid_to"] = following.where(following.notna(), pd.Timestamp(END))
    rows = rows.merge(dates, on=report).sort_values(["project_id", "role", "stage", "organisation_id", "report"])
    run = ["project_id", "role", "stage", "organisation_id", "order"]
    fresh = (rows[run] != rows[run].shift()).any(axis=1) | (rows["report"] != rows["report"].shift() + 1)
    for name in ("from_date", "to_date"):
        day = rows[name].to_numpy().astype("datetime64[s]").astype("int64")  # unlike NaT, equal where both are missing
        fresh |= np.append(True, day[1:] != day[:-1])
    made = rows.groupby(fresh.cumsum().to_numpy(), sort=False).agg(
        **{name: (name, "last" if name == "valid_to" else "first") for name in (*COLUMNS[:6], "order")}
    )
    began = rows.loc[fresh.to_numpy(), ["from_date", "to_date"]].reset_index(drop=True)  # `first` would skip NaT
    return pd.concat([made.reset_index(drop=True), began], axis="columns")[[*COLUMNS, "order"]]


def at_facts(facts: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """`organisations` (how many bodies), `responsible_id` and `delegated` (1: a body is authorised to execute) of
    each fact row.

    Responsible is the first body that is so for the whole project, else for its present stage, else for the
    earliest one.
    """
    counts, delegated = (np.zeros(len(facts), dtype="int64") for _ in range(2))
    responsible = pd.array([None] * len(facts), dtype="Int64")
    if len(parts):
        dated = facts[["project_id", "as_of"]].assign(row=np.arange(len(facts)), now=facts["stage"].to_numpy())
        active = dated.merge(parts, on="project_id", suffixes=("", "_from"))
        active = active[(active["as_of_from"] <= active["as_of"]) & (active["as_of"] < active["valid_to"])]
        bodies = active.groupby("row")["organisation_id"].nunique()
        counts[bodies.index.to_numpy()] = bodies.to_numpy()
        lead = active[active["role"] == "responsible"]
        place = lead["stage"].map({"": -2, **{stage: at for at, stage in enumerate(STAGES)}})
        place = place.where((lead["stage"] != lead["now"]) | (lead["stage"] == ""), -1)
        lead = lead.assign(place=place).sort_values(["place", "order"]).groupby("row")["organisation_id"].first()
        responsible[lead.index.to_numpy()] = lead.to_numpy()
        delegated[active.loc[active["role"] == "delegate", "row"].unique()] = 1
    return pd.DataFrame({"organisations": counts, "responsible_id": responsible, "delegated": delegated})
