"""What is reported of the projects themselves: names, status and stage, and who takes part."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.sample import calendar, rows
from data.sample.calendar import NEVER
from data.sample.places import DISTRICTS, SECTORS, Bodies
from data.sample.schedules import Schedule

STAGES = ("approval", "design", "tendering", "construction", "acceptance", "audit")
STATUSES = ("planned", "active", "suspended", "completed", "cancelled")
# column of a project: role, stage of the work
ROLES = {
    "responsible": ("responsible", None),
    "second_responsible": ("responsible", None),
    "client": ("client", None),
    "funder": ("funder", None),
    "designer": ("designer", "design"),
    "contractor": ("contractor", "construction"),
    "supervisor": ("supervisor", "construction"),
    "operator": ("operator", "construction"),
    "evaluator": ("evaluator", "audit"),
    "partner": ("partner", None),
    "second_partner": ("partner", None),
    "delegate": ("delegate", None),
}


def states(plan: Schedule) -> tuple[np.ndarray, np.ndarray]:
    """Status and stage by project and reporting date, as positions in STATUSES and STAGES."""
    on = plan.dates[None, :]
    shape = plan.reported.shape
    stage = np.zeros(shape, dtype="int64")
    for milestone in STAGES[:-1]:
        stage += on >= plan.done[milestone][:, None]
    status = (on >= plan.done["start"][:, None]).astype("int64")
    status[(on >= plan.suspended[:, None]) & (on < plan.resumed[:, None])] = 2
    status[on >= plan.done["completion"][:, None]] = 3
    status[on >= plan.cancelled[:, None]] = 4
    return status, stage


def project_record(
    projects: pd.DataFrame, plan: Schedule, in_catalogue: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """A row when a project is first reported and whenever its status, stage or place in the catalogue has changed.

    One in eight of the later rows leaves nature and complexity blank, as do those that tell of the
    catalogue alone; one project in a hundred never names its district. `in_catalogue` is 1, 0 or -1
    (not said) by project and date.
    """
    status, stage = states(plan)
    span = np.arange(len(plan.dates))[None, :]
    both = status * len(STAGES) + stage
    wanted = span == plan.first[:, None]
    wanted[:, 1:] |= (both[:, 1:] != both[:, :-1]) & (span[:, 1:] > plan.first[:, None])
    wanted &= span <= plan.last[:, None]
    row, at = np.nonzero(wanted)
    unsaid = np.zeros(wanted.shape, dtype=bool)
    unsaid[row, at] = (at > plan.first[row]) & (rng.random(len(row)) < 0.125) & ~projects["story"].to_numpy()[row]
    moved = np.zeros(wanted.shape, dtype=bool)
    moved[:, 1:] = in_catalogue[:, 1:] != in_catalogue[:, :-1]
    moved &= ~wanted & (span > plan.first[:, None]) & (span <= plan.last[:, None])
    row, at = np.nonzero(wanted | moved)
    blank = (unsaid | moved)[row, at]
    listed = pd.Series(in_catalogue[row, at]).astype("Int64")
    size = np.log10(projects["investment"].to_numpy() / 5e8) + rng.normal(0, 0.5, len(projects))
    complexity = np.array(["simple", "ordinary", "complex"], dtype=object)[np.searchsorted([0.2, 1.3], size)]
    return rows.facts(
        "project_record", projects, plan.dates, row, at,
        name_en=projects["name_en"].to_numpy(dtype=object)[row],
        name_zh=projects["name_zh"].to_numpy(dtype=object)[row],
        description=None,
        sector=np.array(SECTORS, dtype=object)[projects["sector"].to_numpy()[row]],
        district=rows.choose(
            projects["no_district"].to_numpy()[row], np.array(DISTRICTS)[projects["district"].to_numpy()[row]]
        ),
        nature=rows.choose(blank, projects["nature"].to_numpy(dtype=object)[row]),
        complexity=rows.choose(blank, complexity[row]),
        is_key=pd.Series(projects["is_key"].to_numpy()[row]).astype("Int64"),
        in_catalogue=listed.mask(listed < 0),
        status=np.array(STATUSES, dtype=object)[status[row, at]],
        stage=np.array(STAGES, dtype=object)[stage[row, at]],
    )  # fmt: skip


def participation(projects: pd.DataFrame, plan: Schedule, bodies: Bodies) -> pd.DataFrame:
    """Each body in its role, from the first report on which the role is filled.

    `from_date` of the responsible body is the day on which the project was registered, which is
    when its approval stage began.
    """
    keys, parts = bodies.keys, []
    begins = {
        "design": plan.done["approval"],
        "construction": plan.done["tendering"],
        "audit": plan.done["completion"],
    }
    registered = projects["registered"].to_numpy()
    for column, (role, stage) in ROLES.items():
        since = registered if stage is None else begins[stage]
        at = np.maximum(plan.first, calendar.index(plan.dates, since))
        position = projects[column].to_numpy()
        row = np.flatnonzero((position >= 0) & (at <= plan.last) & (since < NEVER))
        parts.append(
            rows.facts(
                "participation", projects, plan.dates, row, at[row],
                organisation=keys[position[row]],
                role=role,
                stage=stage,
                from_date=calendar.days(since[row]),
                to_date=calendar.days(np.full(len(row), NEVER)),
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)
