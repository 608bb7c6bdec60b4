"""The dated rows of some projects, in the order in which later rows win, with doubtful values blank."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, select

from data import bulk
from data.schema import flag


def order(table: Table) -> list[str]:
    """The columns by which later rows of a project win, blanks first. Within one report the baselines stand in
    their own order, so that the highest is the latest."""
    numbered = ["baseline_no"] if "baseline_no" in table.c else []
    return ["as_of", "edition_id", *numbered, "id"]


def rows(connection: Connection, table: Table, ids: np.ndarray) -> pd.DataFrame:
    """A fact table's rows of some projects, by project and `order`; a value with a flag that nobody has
    accepted is missing."""
    frame = bulk.fetch(connection, select(*table.c).where(bulk.among(table.c.project_id, ids)))
    doubtful = select(flag.c.subject_id, flag.c.field).where(
        flag.c.subject == table.name, flag.c.state != "accepted", bulk.among(flag.c.project_id, ids)
    )
    for field, found in bulk.fetch(connection, doubtful).groupby("field"):
        frame.loc[frame["id"].isin(found["subject_id"]), str(field)] = None
    frame = frame.sort_values(["project_id", *order(table)], na_position="first")
    return frame.reset_index(drop=True)


def keys(frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """(project, as_of) of each row as plain numpy."""
    return frame["project_id"].to_numpy(dtype="int64"), frame["as_of"].to_numpy(dtype="datetime64[s]")
