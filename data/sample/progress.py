"""How far the projects of the invented city are, as they report it, and what has been paid."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.sample import calendar, rows
from data.sample.calendar import NEVER
from data.sample.money import Costs
from data.sample.places import DISTRICTS, Bodies
from data.sample.projects import SERVICES
from data.sample.schedules import Schedule
from data.sample.stories import GREEN_DISTRICT, HONEST_ONE_IN
from data.sample.words import LIGHT_WORDS

LIGHTS = np.array(["good", "watch", "late"], dtype=object)
WATCH_FROM, LATE_FROM = 30, 90  # days, as in analytics/thresholds.toml
QUARTERS = calendar.quarter_ends(26)  # from 2019-03-31: when bills are collected
_ADVANCE, _BY_WORK = 0.1, 0.8  # shares of the contract paid at the award and with the work done


def spent(plan: Schedule, on: np.ndarray) -> np.ndarray:
    """The share of the work done by each of the days `on`, by project: slow, fast, slow again."""
    begun = np.minimum(plan.done["start"], plan.final_done - 1)[:, None]
    until = np.minimum(np.asarray(on)[None, :], plan.cancelled[:, None])
    share = np.clip((until - begun) / (plan.final_done[:, None] - begun), 0, 1)
    return np.where(plan.done["start"][:, None] < NEVER, share**2 * (3 - 2 * share), 0)


def progress_report(
    projects: pd.DataFrame, plan: Schedule, cost: Costs, slip: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """A report on every reporting date from the approval to the completion; some cells are blank.

    completed_year counts from January 1 of the reporting year. `slip` is what the dates say (see
    schedules.known_slip): it makes the light.
    """
    on, done, final = plan.dates, plan.done["completion"], cost.final[:, None]
    share = spent(plan, on)
    total = np.round(share * final / 100).astype("int64") * 100
    opening = (
        np.round(spent(plan, calendar.first_of_year(calendar.year_of(on)) - 1) * final / 100).astype("int64") * 100
    )
    finished = on[None, :] >= done[:, None]
    total = np.where(finished, final, total)
    span = np.arange(len(on))[None, :]
    happens = np.where(done < NEVER, np.maximum(calendar.index(on, done), plan.first), plan.last)[:, None]
    reports = plan.reported | ((span == happens) & (span <= plan.last[:, None]))
    row, at = np.nonzero(reports & (on[None, :] >= plan.done["approval"][:, None]) & (span <= happens))
    noise = np.where(share[row, at] > 0, rng.normal(0, 1.5, len(row)), 0)
    percent = np.where(finished[row, at], 100.0, np.round(100 * share[row, at] + noise, 1).clip(0, 99.5))
    light = _lights(projects, plan, slip, rng)[row, at]
    story = projects["story"].to_numpy()[row]

    def blank(chance: float) -> np.ndarray:
        return ~story & (rng.random(len(row)) < chance)

    no_money, no_percent = blank(0.03), blank(0.05)
    no_light = blank(0.04) & (projects["district"].to_numpy()[row] != DISTRICTS.index(GREEN_DISTRICT))
    light = rows.choose(no_light | (light < 0), LIGHTS[light])
    return rows.facts(
        "progress_report", projects, on, row, at,
        completed_total=rows.money(total[row, at], no_money),
        completed_year=rows.money(total[row, at] - opening[row, at], no_money),
        physical_percent=pd.Series(percent).astype("Float64").mask(no_percent),
        light=light,
        light_reported=pd.Series(light).map(LIGHT_WORDS).to_numpy(dtype=object),
    )  # fmt: skip


def payment(
    projects: pd.DataFrame, plan: Schedule, cost: Costs, bodies: Bodies, rng: np.random.Generator
) -> pd.DataFrame:
    """An advance at the award, payments for the work done in most quarters, the rest after the audit."""
    awarded, audited = plan.done["tendering"], plan.done["audit"]
    reached = (QUARTERS[None, :] >= awarded[:, None]) & (QUARTERS[None, :] <= plan.cancelled[:, None])
    due = cost.contract[:, None] * (_ADVANCE + _BY_WORK * spent(plan, QUARTERS)) * reached
    due = np.round(due).astype("int64")
    pays = reached & (rng.random(due.shape) < 0.85)
    paid = np.maximum.accumulate(np.where(pays, due, 0), axis=1)
    bill = np.diff(paid, axis=1, prepend=0)
    row, column = np.nonzero(bill * 100 > cost.contract[:, None])  # smaller bills wait for the last one
    day = np.maximum(awarded[row], QUARTERS[column] - rng.integers(0, 60, len(row)))
    amount = bill[row, column]
    kept = pd.Series(amount).groupby(row).sum().reindex(range(len(projects)), fill_value=0).to_numpy()
    rest = np.flatnonzero((audited <= plan.dates[-1]) & (cost.final > kept))
    row = np.concatenate([row, rest])
    day = np.concatenate([day, audited[rest]])
    amount = np.concatenate([amount, (cost.final - kept)[rest]])
    at = np.maximum(plan.first[row], calendar.index(plan.dates, day))
    known = (at <= plan.last[row]) & (day <= plan.dates[-1])
    row, day, amount, at = row[known], day[known], amount[known], at[known]
    funder, responsible = projects["funder"].to_numpy(), projects["responsible"].to_numpy()
    services = projects["sector"].to_numpy() == SERVICES
    payee = np.where(services, projects["operator"].to_numpy(), projects["contractor"].to_numpy())
    keys = bodies.keys
    # Some payments come without their source or payee; those of one project come from its two sources in turn.
    turn, story = np.arange(len(row)), projects["story"].to_numpy()[row]
    source = cost.source[row]
    other = (projects["planted"].to_numpy()[row] == "two_sources") & (turn % 2 == 0)
    source[other] = cost.second_source[row][other]
    return rows.facts(
        "payment", projects, plan.dates, row, at,
        paid_on=calendar.days(day),
        amount=rows.money(amount),
        source=rows.choose((turn % 101 == 50) & ~story, source),
        payer=keys[np.where(funder >= 0, funder, responsible)[row]],
        payee=rows.choose((turn % 103 == 60) & ~story, keys[payee[row]]),
        contract=projects["code"].to_numpy(dtype=object)[row] + "-1",
        reference=None,
    )  # fmt: skip


def _lights(projects: pd.DataFrame, plan: Schedule, slip: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Positions in LIGHTS by project and date, -1 while the slip is unknown.

    One project in ten looks a shade better than its dates; in the green district four of five late
    projects report that they are on plan.
    """
    shade = np.where(np.isnan(slip), -1, (slip >= WATCH_FROM).astype("int64") + (slip >= LATE_FROM))
    better = (rng.random(len(projects)) < 0.1) & ~projects["story"].to_numpy()
    green = projects["district"].to_numpy() == DISTRICTS.index(GREEN_DISTRICT)
    shade[better & ~green] -= shade[better & ~green] > 0
    in_turn = np.cumsum(green & (shade[:, -1] == 2) & (plan.cancelled == NEVER)) % HONEST_ONE_IN
    rosy = green & (in_turn != 0)
    shade[rosy[:, None] & (shade == 2)] = 0
    return shade
