"""When things were planned, forecast and done: stages, slips, re-baselines, cancellations.

Approval comes first; the completion of the project is its acceptance; the first baseline of
everything after the approval is set on the day of the approval. The reform of 2023 shortens the
approval stage. Delays show little by little: a forecast holds the share of the coming delay that
fits the time since the approval.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.sample import calendar
from data.sample.calendar import NEVER

REFORM_SHARE = 0.40  # by how much the mean approval stage is shorter from calendar.REFORM on
_REBASELINED = (0.55, 0.4, 0.3)  # of those with a long enough delay: the chance of a further baseline
_REBASELINE_SLIP = 60  # days of delay below which a project keeps its baseline


@dataclass
class Schedule:
    """Days of one chunk's projects. By project (n): all but `dates`; by project and date (n, d): the last five."""

    dates: np.ndarray
    due: dict[str, np.ndarray]  # milestone: first baseline
    done: dict[str, np.ndarray]  # milestone: the day it really happens, NEVER where the project is cancelled before
    cancelled: np.ndarray  # NEVER where it is not
    suspended: np.ndarray
    resumed: np.ndarray
    first: np.ndarray  # index of the first and the last reporting date of each project
    last: np.ndarray
    reported: np.ndarray  # whether the project reports on the date at all
    baseline_no: np.ndarray
    baseline: np.ndarray  # of the completion
    forecast: np.ndarray  # of the completion
    final_done: np.ndarray  # day on which it would be completed, had it not been cancelled


def build(projects: pd.DataFrame, dates: np.ndarray, rng: np.random.Generator) -> Schedule:
    count = len(projects)
    days = {
        name: np.round(projects[name].to_numpy()).astype("int64")
        for name in (
            "design", "tendering", "preparation", "construction", "acceptance", "audit", "design_late",
            "construction_late", "suspended",
        )
    }  # fmt: skip
    registered = projects["registered"].to_numpy()
    approval = _approval_days(projects, dates)
    approved = registered + approval
    foreseen = np.maximum(7, np.round(approval / rng.lognormal(0.05, 0.3, count))).astype("int64")
    due, done = {"approval": registered + foreseen}, {"approval": approved}
    late = {"design": days["design_late"], "construction": days["construction_late"] + days["suspended"]}
    audit = np.round(projects["audit"].to_numpy() * rng.lognormal(0.1, 0.3, count)).astype("int64")
    planned, real = approved, approved
    for milestone, stage in {
        "design": "design",
        "tendering": "tendering",
        "start": "preparation",
        "construction": "construction",
        "acceptance": "acceptance",
    }.items():
        planned = planned + days[stage]
        real = real + days[stage] + late.get(milestone, 0)
        due[milestone], done[milestone] = planned, real
    due["completion"], done["completion"] = due["acceptance"], done["acceptance"]
    due["audit"], done["audit"] = due["acceptance"] + days["audit"], done["acceptance"] + audit

    after = approved + projects["cancelled"].to_numpy()
    cancelled = np.where((after > approved) & (after < done["completion"]), after, NEVER)
    half = done["start"] + days["construction"] // 2
    suspended = np.where((days["suspended"] > 0) & (half < cancelled), half, NEVER)
    final_done = done["completion"]
    done = {milestone: np.where(day > cancelled, NEVER, day) for milestone, day in done.items()}
    first = calendar.index(dates, registered)
    last = np.minimum(calendar.index(dates, np.minimum(done["audit"], cancelled)), len(dates) - 1)
    stopped = np.maximum(first, np.maximum(calendar.index(dates, approved), last - rng.integers(2, 5, count)))
    last = np.where(projects["stale"].to_numpy(), np.minimum(last, stopped), last)
    span = np.arange(len(dates))[None, :]
    inside = (span >= first[:, None]) & (span <= last[:, None])
    kept = projects["story"].to_numpy()[:, None] | (rng.random(inside.shape) > 0.02)
    baseline_no, baseline, forecast = _completion(projects, dates, due, final_done, approved, rng)
    return Schedule(
        dates, due, done, cancelled, suspended, np.minimum(suspended + days["suspended"], NEVER), first, last,
        inside & kept, baseline_no, baseline, forecast, final_done,
    )  # fmt: skip


def milestones(projects: pd.DataFrame, plan: Schedule, rng: np.random.Generator) -> pd.DataFrame:
    """Rows of `milestone_snapshot` by position: project, date (index), milestone, baseline_no and three days.

    `completion` is reported on every reporting date until it has happened; the other milestones
    when they are planned, overdue, given another baseline, or have happened.
    """
    count, width = plan.reported.shape
    parts = [_completion_rows(projects, plan, rng)]
    accepting = np.round(projects["acceptance"].to_numpy()).astype("int64")[:, None]
    shifted = {"acceptance": plan.baseline, "construction": plan.baseline - accepting}
    approved = calendar.index(plan.dates, plan.done["approval"])
    for milestone in ("approval", "design", "tendering", "start", "construction", "acceptance", "audit"):
        baseline = shifted.get(milestone, np.broadcast_to(plan.due[milestone][:, None], (count, width)))
        number = plan.baseline_no if milestone in shifted else np.ones((count, width), dtype="int64")
        planned = plan.first if milestone == "approval" else np.maximum(plan.first, approved)
        parts.append(_stage_rows(milestone, plan, planned, baseline, number))
    return pd.concat(parts, ignore_index=True)


def known_slip(completion: pd.DataFrame, plan: Schedule) -> np.ndarray:
    """Days of slip by project and date as the reported rows of `completion` tell it; NaN while unknown.

    Last known actual, else forecast, minus the first baseline, else the first forecast.
    """
    shape = plan.reported.shape

    def known(column: str) -> pd.DataFrame:
        values = np.full(shape, np.nan)
        values[completion["row"], completion["at"]] = completion[column].where(completion[column] < NEVER)
        return pd.DataFrame(values)

    forecast, actual, baseline = (known(column).ffill(axis=1) for column in ("forecast", "actual", "baseline"))
    first = {column: known(column).bfill(axis=1).iloc[:, :1].to_numpy() for column in ("forecast", "baseline")}
    start = np.where(baseline.isna(), first["forecast"], first["baseline"])
    return actual.where(actual.notna(), forecast).to_numpy() - start


def _approval_days(projects: pd.DataFrame, dates: np.ndarray) -> np.ndarray:
    """Whole days of the approval stage, shorter by REFORM_SHARE on average where it begins after the reform.

    What can be observed decides: the two means are taken over the approvals that are granted by
    the last reporting date. Scaling the later ones changes which these are, so the scale is
    improved in steps and the best one is kept.
    """
    registered, drawn = projects["registered"].to_numpy(), projects["approval"].to_numpy()
    later = registered >= calendar.number(calendar.REFORM)
    scale, found, error = 1 - REFORM_SHARE, np.round(drawn).astype("int64"), np.inf
    for _ in range(20):
        days = np.maximum(7, np.round(np.where(later, drawn * scale, drawn))).astype("int64")
        seen = registered + days <= dates[-1]
        before, after = days[seen & ~later], days[seen & later]
        wanted = (1 - REFORM_SHARE) * before.mean() / after.mean()
        if abs(wanted - 1) < error:
            found, error = days, abs(wanted - 1)
        scale *= wanted**0.7
    return found


def _completion(
    projects: pd.DataFrame,
    dates: np.ndarray,
    due: dict[str, np.ndarray],
    done: np.ndarray,
    approved: np.ndarray,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Number and day of the valid baseline of completion, and its forecast, by project and date."""
    count, on = len(projects), dates[None, :]
    first_due, slip, begun = due["completion"], done - due["completion"], approved[:, None]
    length = np.maximum(1, done - approved)[:, None]
    known = np.clip((on - begun) / length, 0, 1)
    known[projects["revealed"].to_numpy()] = 1.0
    doubt = np.where(rng.random(known.shape) < 0.3, rng.normal(0, 6, known.shape), 0) * (known < 1)
    forecast = first_due[:, None] + np.round(slip[:, None] * known + doubt).astype("int64")
    early = (first_due - approved + due["approval"])[:, None]  # forecast before the approval
    forecast = np.maximum(np.where(on < begun, early, forecast), on + 15)

    number = np.ones(known.shape, dtype="int64")
    baseline = np.broadcast_to(first_due[:, None], known.shape).copy()
    going = (slip >= _REBASELINE_SLIP) & ~projects["story"].to_numpy()
    for turn, chance in enumerate(_REBASELINED):
        going &= rng.random(count) < chance
        at = (0.35 + 0.2 * turn + 0.1 * rng.random(count))[:, None]  # share of the time to completion
        valid = going[:, None] & (on >= begun + at * length)
        moved = first_due + np.round(slip * np.minimum(1, at[:, 0] + 0.12)).astype("int64")
        number += valid
        baseline = np.where(valid, moved[:, None], baseline)
    return number, baseline, forecast


def _completion_rows(projects: pd.DataFrame, plan: Schedule, rng: np.random.Generator) -> pd.DataFrame:
    on, done = plan.dates[None, :], plan.done["completion"]
    happens = calendar.index(plan.dates, done)
    happens = np.where(done < NEVER, np.maximum(happens, plan.first), NEVER)[:, None]
    span = np.arange(len(plan.dates))[None, :]
    rows, at = np.nonzero((plan.reported & (span < happens)) | ((span == happens) & (span <= plan.last[:, None])))
    actual = span[0, at] == happens[rows, 0]
    approved = on[0, at] >= plan.done["approval"][rows]
    story = projects["story"].to_numpy()[rows]
    blank = projects["no_forecast"].to_numpy()[rows] | (
        ~story & (at > plan.first[rows]) & (rng.random(len(rows)) < 0.05)
    )
    return pd.DataFrame(
        {
            "row": rows,
            "at": at,
            "milestone": "completion",
            "baseline_no": np.where(approved, plan.baseline_no[rows, at], 0),
            "baseline": np.where(approved, plan.baseline[rows, at], NEVER),
            "forecast": np.where(actual | blank, NEVER, plan.forecast[rows, at]),
            "actual": np.where(actual, done[rows], NEVER),
        }
    )


def _stage_rows(
    milestone: str, plan: Schedule, planned: np.ndarray, baseline: np.ndarray, number: np.ndarray
) -> pd.DataFrame:
    width = len(plan.dates)
    done, due = plan.done[milestone], plan.due[milestone]
    happens = np.where(done < NEVER, np.maximum(calendar.index(plan.dates, done), plan.first), NEVER)
    overdue = calendar.index(plan.dates, due)
    span = np.arange(width)[None, :]
    wanted = (span == planned[:, None]) | (span == overdue[:, None])
    wanted[:, 1:] |= number[:, 1:] > number[:, :-1]
    wanted &= (span >= planned[:, None]) & (span < happens[:, None])
    wanted = (wanted | (span == happens[:, None])) & (span <= plan.last[:, None])
    rows, at = np.nonzero(wanted)
    actual = at == happens[rows]
    forecast = np.maximum(baseline[rows, at], plan.dates[at] + 15)
    return pd.DataFrame(
        {
            "row": rows,
            "at": at,
            "milestone": milestone,
            "baseline_no": number[rows, at],
            "baseline": baseline[rows, at],
            "forecast": np.where(actual, NEVER, forecast),
            "actual": np.where(actual, done[rows], NEVER),
        }
    )
