"""How the invented city's bodies work together: who answers for a stage, who was renamed, who meets."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.sample import calendar, rows
from data.sample.places import DISTRICTS, SECTORS, Bodies
from data.sample.projects import SERVICES
from data.sample.schedules import Schedule
from data.sample.stories import DISPATCH_EVERY, UNLED_STAGE

STAGES = ("approval", "design", "tendering", "construction", "acceptance", "audit")
REFORM = calendar.number(calendar.REFORM)
_MONTHS = np.arange(np.datetime64("2019-02", "M"), np.datetime64(calendar.LAST_REPORT, "M") + 1)
_JOINT_DAY, _DISPATCH_DAY = 9, 24  # of the month, from 0
_JOINT = ("responsible", "second_responsible", "funder", "partner", "second_partner")
_DISPATCH = ("responsible", "second_responsible", "client", "contractor")


def by_stage(projects: pd.DataFrame, participation: pd.DataFrame) -> pd.DataFrame:
    """The participations, with those of the responsible body stage by stage where the story wants it."""
    codes = projects.loc[projects["planted"] == "nobody_leads", "code"]
    staged = (participation["project"].isin(codes) & (participation["role"] == "responsible")).to_numpy()
    if not staged.any():
        return participation
    told = [participation[staged].assign(stage=stage) for stage in STAGES if stage != UNLED_STAGE]
    return pd.concat([*told, participation[~staged]], ignore_index=True)


def rename(facts: dict[str, pd.DataFrame], projects: pd.DataFrame, plan: Schedule, bodies: Bodies) -> None:
    """Call the department of water by its old name in reports before the reform, in place.

    On the first reporting date after it, a project that still reports says anew who fills each role in which the
    old name stood.
    """
    after = int(calendar.index(plan.dates, np.array([REFORM]))[0])
    if not after or after == len(plan.dates):
        return
    keys, day = bodies.keys, calendar.days(plan.dates[[after]])[0]
    new, old = keys[bodies.pools["department"][SECTORS.index("water")]], keys[bodies.pools["old_water"][0]]
    for table, column in (("participation", "organisation"), ("payment", "payer"), ("attendance", "organisation")):
        frame = facts[table]
        frame[column] = frame[column].mask((frame["as_of"] < day) & (frame[column] == new), old)
    told = facts["participation"]
    role = told["project"] + " " + told["role"]
    again = told[role.isin(role[told["organisation"] == old]) & (told["as_of"] < day)]
    again = again[again["project"].isin(projects.loc[plan.last >= after, "code"])]
    renamed = again["organisation"] == old
    again = again.assign(
        as_of=day,
        organisation=again["organisation"].mask(renamed, new),
        from_date=again["from_date"].mask(renamed, pd.Timestamp(calendar.REFORM)),
    )
    facts["participation"] = pd.concat([told, again], ignore_index=True)


def attendance(projects: pd.DataFrame, plan: Schedule, bodies: Bodies, first: int) -> pd.DataFrame:
    """Who attended which meeting about a project; `first` is the number of the chunk's first project in the city."""
    parts = [_joint(projects, plan, bodies), _dispatch(projects, plan, bodies, first)]
    return pd.concat(parts, ignore_index=True)


def _joint(projects: pd.DataFrame, plan: Schedule, bodies: Bodies) -> pd.DataFrame:
    """Two meetings about works with a partner, in the month after the registration and after the award."""
    works = (projects["partner"].to_numpy() >= 0) & (projects["sector"].to_numpy() != SERVICES)
    commission = np.full(len(projects), bodies.pools["reform"][0])
    sector, large = projects["sector"].to_numpy(), (projects["tier"] == "A").to_numpy()
    found = []
    for since in (projects["registered"].to_numpy(), plan.done["tendering"]):
        month = _month(since) + 1
        held = works & (month < len(_MONTHS))
        day = _days(month, _JOINT_DAY) + sector
        held &= large | (day >= REFORM)
        sits = np.where(day >= REFORM, commission, -1)
        attending = [*(projects[column].to_numpy() for column in _JOINT), sits]
        row = np.flatnonzero(held)
        found.append(_rows(projects, plan, bodies, row, day[row], "joint", sector[row], SECTORS, attending))
    return pd.concat(found, ignore_index=True)


def _dispatch(projects: pd.DataFrame, plan: Schedule, bodies: Bodies, first: int) -> pd.DataFrame:
    """The monthly meetings of each district about the key projects under way, each in its turn."""
    number = np.flatnonzero(projects["is_key"].to_numpy() == 1)
    day = _days(np.arange(len(_MONTHS)), _DISPATCH_DAY)
    over = np.minimum(plan.done["completion"], plan.cancelled)
    under_way = (day >= plan.done["start"][number, None]) & (day < over[number, None])
    turn = (np.arange(len(_MONTHS)) + first + number[:, None]) % DISPATCH_EVERY == 0
    place, month = np.nonzero(under_way & turn)
    row = number[place]
    attending = [projects[column].to_numpy() for column in _DISPATCH]
    district = projects["district"].to_numpy()[row]
    return _rows(projects, plan, bodies, row, day[month], "dispatch", district, DISTRICTS, attending)


def _rows(
    projects: pd.DataFrame,
    plan: Schedule,
    bodies: Bodies,
    row: np.ndarray,
    day: np.ndarray,
    kind: str,
    group: np.ndarray,
    groups: tuple[str, ...],
    attending: list[np.ndarray],
) -> pd.DataFrame:
    """A row per meeting about a project and body: a meeting is that of a month and a group."""
    at = np.maximum(plan.first[row], calendar.index(plan.dates, day))
    known = (at <= plan.last[row]) & (day <= plan.dates[-1])
    row, day, at, group = row[known], day[known], at[known], group[known]
    month = _month(day)
    names = np.array([[f"{kind} {each} {name}" for name in groups] for each in _MONTHS.astype(str)], dtype=object)
    line, seat = np.nonzero(np.column_stack([each[row] for each in attending]) >= 0)
    body = np.column_stack([each[row] for each in attending])[line, seat]
    made = rows.facts(
        "attendance", projects, plan.dates, row[line], at[line],
        meeting=names[month[line], group[line]],
        held_on=calendar.days(day[line]),
        kind=kind,
        organisation=bodies.keys[body],
    )  # fmt: skip
    return made.drop_duplicates(["project", "meeting", "organisation"], ignore_index=True)  # a body in two roles


def _month(day: np.ndarray) -> np.ndarray:
    """The place in _MONTHS of each day's month; it may lie outside."""
    months = np.minimum(day, calendar.NEVER).astype("datetime64[D]").astype("datetime64[M]")
    return (months - _MONTHS[0]).astype("int64")


def _days(month: np.ndarray, day: int) -> np.ndarray:
    """The number of a day (from 0) of each month, a place in _MONTHS that may lie outside."""
    return calendar.numbers((_MONTHS[0] + month).astype("datetime64[D]")) + day
