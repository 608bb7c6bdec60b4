"""The back-test as one would write it down: for each past date, for each project, with nothing but loops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.measures import comparables, earned_schedule
from analytics.measures.back_test import QUANTILES

DAY = pd.Timedelta(days=1)


def invented(projects: int, dates: int, seed: int) -> pd.DataFrame:
    """States of a portfolio that reports each quarter: late, silent, cancelled, taken back, undated, without a plan."""
    random, n = np.random.default_rng(seed), np.arange(1, projects + 1)
    reports = pd.date_range("2021-03-31", periods=dates, freq="QE").as_unit("s")
    began = reports[0] + _days(random.integers(-900, 60 * dates, projects))
    planned = random.integers(60, 1200, projects)
    took = (planned * random.lognormal(0.15, 0.35, projects)).astype(int)
    ends = began + _days(took)
    dropped = np.where(random.random(projects) < 0.06, random.random(projects) * took, np.inf)
    facts = pd.DataFrame(
        {
            "project_id": n,
            "sector": np.array(["roads", "water", None], dtype=object)[n % 13 % 3],
            "tier": np.array(["A", "B", "unknown"], dtype=object)[n % 7 % 3],
            "currency": np.array(["CNY", "USD"], dtype=object)[(n % 50 == 0).astype(int)],
            "budget": pd.array(10 ** (7 + n % 4), dtype="Int64"),
            "began": pd.Series(began).where(n % 31 > 0),
            "planned_end": began + _days(planned),
        }
    )
    steps = []
    for report in reports:
        age = (report - began).days.to_numpy()
        cancelled, done = age > dropped, ends < report
        said_early = random.random(projects) < 0.01  # completed, which the next report takes back
        guess = began + _days((planned + (took - planned) * random.random(projects)).astype(int))
        step = facts.assign(
            as_of=report,
            status=np.select([cancelled, done | said_early], ["cancelled", "completed"], "active"),
            forecast=pd.Series(guess).where(n % 11 > 0),
            actual=pd.Series(ends).where(done & ~cancelled & (n % 6 > 0)),
            physical_percent=pd.array(np.clip(100 * age / took, 0, 99).round(), dtype="Float64"),
        )
        steps.append(step[(age > -200) & (random.random(projects) < 0.9)])
    states = pd.concat(steps).sort_values(["project_id", "as_of"], kind="stable", ignore_index=True)
    following = states.groupby("project_id")["as_of"].shift(-1).fillna(pd.Timestamp("9999-12-31"))
    states = states.assign(valid_to=following, chosen=True)
    dated = ("as_of", "valid_to", "began", "planned_end", "forecast", "actual")
    return states.astype(dict.fromkeys(dated, "datetime64[s]"))


def _days(numbers: np.ndarray) -> pd.TimedeltaIndex:
    return pd.to_timedelta(numbers, unit="D")


def pairs(states: pd.DataFrame, on: pd.Timestamp, origins: Sequence[pd.Timestamp], keys: Sequence[str]) -> pd.DataFrame:
    """As `back_test.pairs` with `back_test.methods(keys)`."""
    reports = {
        project: rows.to_dict("records") for project, rows in comparables.classified(states).groupby("project_id")
    }
    made = []
    for origin in origins:
        known = {project: _known(rows, origin) for project, rows in reports.items()}
        history = [state for state in known.values() if state and state["ratio"] is not None]
        for project, state in known.items():
            if not state or state["outcome"] != "open" or state["ratio"] is None:
                continue
            planned = (state["planned_end"] - state["began"]) / DAY
            start = (state["began"] - origin) / DAY
            used = max(0.0, -start / planned)
            said = {
                "agency_q50": (state["forecast"] - origin) / DAY,
                "baseline_q50": (state["planned_end"] - origin) / DAY,
            }
            one = pd.DataFrame({"ratio": [state["ratio"]], "physical_percent": [state["physical_percent"]]})
            said["earned_schedule_q50"] = start + earned_schedule.predict(one)[0] * planned
            for name, ratios in (("reference_class", _finished), ("survival", _curve)):
                found = _widening(history, state, keys, used, ratios)
                said |= {f"{name}_q{round(p * 100)}": start + found[p] * planned for p in QUANTILES}
            came = _known(reports[project], on)
            assert came
            result = "scored" if came["outcome"] == "finished" else came["outcome"]
            if result == "scored" and pd.isna(came["actual"]):
                result = "undated"
            said |= {"lead_days": said["agency_q50"], "remaining_days": (came["until"] - origin) / DAY}
            made.append({"project_id": project, "forecast_on": origin, "result": result, **said})
    return pd.DataFrame(made)


def _known(rows: list[dict[str, Any]], day: pd.Timestamp) -> dict[str, Any] | None:
    """The newest state up to a day, with what it says about the project's end."""
    told = [row for row in rows if row["as_of"] <= day]
    if not told:
        return None
    state = dict(told[-1])
    since = state["as_of"]
    for row in reversed(told):
        if row["status"] != state["status"]:
            break
        since = row["as_of"]
    state |= {"outcome": "open", "until": state["as_of"]}
    if state["status"] == "cancelled":
        state |= {"outcome": "cancelled", "until": since}
    elif not pd.isna(state["actual"]) and state["actual"] <= day:
        state |= {"outcome": "finished", "until": state["actual"]}
    elif pd.isna(state["actual"]) and state["status"] == "completed":
        state |= {"outcome": "finished", "until": since}
    planned, took = (state["planned_end"] - state["began"]) / DAY, (state["until"] - state["began"]) / DAY
    counted = planned > 0 and not (state["outcome"] == "finished" and took < 0)
    return state | {"ratio": max(took, 0) / planned if counted else None}


def _widening(
    history: list[dict[str, Any]], state: dict[str, Any], keys: Sequence[str], used: float, ratios: Any
) -> Any:
    for n in range(len(keys), -1, -1):
        if any(pd.isna(state[key]) for key in keys[:n]):
            continue
        alike = [(row["ratio"], row["outcome"]) for row in history if all(row[key] == state[key] for key in keys[:n])]
        found = ratios(alike, used)
        if found is not None:
            return found
    return dict.fromkeys(QUANTILES, np.nan)


def _finished(alike: list[tuple[float, str]], used: float) -> dict[float, float] | None:
    longer = [ratio for ratio, outcome in alike if outcome == "finished" and ratio > used]
    return {p: float(np.quantile(longer, p)) for p in QUANTILES} if len(longer) >= comparables.FEWEST else None


def _curve(alike: list[tuple[float, str]], used: float) -> dict[float, float] | None:
    longer = [one for one in alike if one[0] > used]
    if len(longer) < comparables.FEWEST:
        return None
    left, done = 1.0, 0.0
    found = dict.fromkeys(QUANTILES, np.nan)
    for time in sorted({ratio for ratio, outcome in longer if outcome != "open"}):
        at_risk = sum(ratio >= time for ratio, _ in longer)
        done += left * longer.count((time, "finished")) / at_risk
        left *= 1 - sum(ratio == time and outcome != "open" for ratio, outcome in longer) / at_risk
        for p in QUANTILES:
            if np.isnan(found[p]) and done >= p - 1e-9:
                found[p] = time
    return found


def weights(rows: list[dict[str, Any]]) -> list[float]:
    """One over the product of (1 − reports that were the last / pairs still followed) before the completion."""
    days = [max(row["remaining_days"], 0) for row in rows]
    last = sorted({day for day, row in zip(days, rows, strict=True) if row["result"] == "open"})
    kept = []
    for end in last:
        gone = sum(day == end and row["result"] == "open" for day, row in zip(days, rows, strict=True))
        others = sum(day == end and row["result"] != "open" for day, row in zip(days, rows, strict=True))
        kept.append((end, 1 - gone / (sum(day >= end for day in days) - others)))
    return [
        1 / float(np.prod([part for end, part in kept if end < day])) if row["result"] == "scored" else 0.0
        for day, row in zip(days, rows, strict=True)
    ]


def score(table: pd.DataFrame, method: str) -> dict[str, float]:
    """The scores of one method on all pairs of the table."""
    rows = table.to_dict("records")
    total = bias = miss = square = half = middle = wide = ranged = high = plain = 0.0
    for row, weight in zip(rows, weights(rows), strict=True):
        if not weight:
            continue
        actual = row["remaining_days"]
        error = actual - row[f"{method}_q50"]
        total, square, plain = total + weight, square + weight**2, plain + abs(error)
        bias, miss = bias + weight * error, miss + weight * abs(error)
        half += weight * (0.5 * error if error >= 0 else -0.5 * error)
        quantiles = [row.get(f"{method}_q{level}", np.nan) for level in (10, 25, 75, 80, 90)]
        if not any(np.isnan(quantile) for quantile in quantiles):
            p10, p25, p75, p80, p90 = quantiles
            ranged += weight
            middle, wide = middle + weight * (p25 <= actual <= p75), wide + weight * (p10 <= actual <= p90)
            high += weight * (0.8 * (actual - p80) if actual >= p80 else 0.2 * (p80 - actual))
    count = sum(row["result"] == "scored" for row in rows)
    made = {"bias_days": bias / total, "miss_days": miss / total, "pinball_50": half / total,
            "plain_miss_days": plain / count, "pairs_effective": total**2 / square}  # fmt: skip
    if ranged:
        made |= {"coverage_50": middle / ranged, "coverage_80": wide / ranged, "pinball_80": high / ranged}
    return made
