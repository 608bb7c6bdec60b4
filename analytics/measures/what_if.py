"""What a change of policy numbers would move: the same projects under the numbers before and after.

Each project is judged on the days on which the derived tables judge it, so that the answer is what
they will hold once the change is saved: the tier on the day on which its figure was registered, the
tier on the current figure, the light and the delay on the day of its last report, the catalogue, idle
money and staleness on the as-of date. A tier that a person decided does not move.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics.codes import UNKNOWN
from analytics.measures import catalogue, idle, slips, tier_checks, tiers
from analytics.measures.portfolio import CLOSED
from analytics.thresholds import Thresholds

JUDGED = ("tier", "tier_current", "near", "light", "delayed", "catalogue", "idle_age", "stale")
ABOUT = ["code", "name_en", "name_zh", "currency", "budget_current"]


def judged(projects: pd.DataFrame, rules: Thresholds, as_of: date) -> pd.DataFrame:
    """What the policy numbers make of each project: the columns JUDGED, codes of `codes.JUDGEMENTS`.

    `projects` has one row a project: `registered_amount`, `_currency`, `_on` and `tier_decided` (a person's
    tier, missing where there is none); `figure_current` and `figure_currency`; `as_of` (of its last report),
    `slip_days`, `status`, `idle`, `idle_since`; `plan` and `plan_currency` of the fiscal year of the as-of date.
    Amounts are Int64 minor units, dates datetime64, everything may be missing.
    """
    on = projects["as_of"]
    by_rule = tiers.assign(
        projects["registered_amount"], projects["registered_currency"], projects["registered_on"], rules
    )["tier"]
    delayed = slips.delayed(projects["slip_days"], projects["status"], on, rules)
    stale_after = int(rules.value("quality.stale_after", as_of))
    age = (pd.Timestamp(as_of) - on) // pd.Timedelta(days=1)
    stale = pd.Series(np.where(age > stale_after, "stale", "fresh"), index=projects.index)
    return pd.DataFrame(
        {
            "tier": projects["tier_decided"].where(projects["tier_decided"].notna(), by_rule),
            "tier_current": tiers.assign(projects["figure_current"], projects["figure_currency"], on, rules)["tier"],
            "near": near_boundary(projects, as_of, rules),
            "light": slips.lights(projects["slip_days"], projects["status"], on, rules),
            "delayed": delayed.map({True: "delayed", False: "on_time"}).astype(object).fillna(UNKNOWN),
            "catalogue": catalogued(
                projects["plan"].where(projects["status"] != "cancelled"), projects["plan_currency"], as_of, rules
            ),
            "idle_age": idle_age(projects, as_of, rules),
            "stale": stale.where(~projects["status"].isin(CLOSED), "ended"),
        }
    )


def catalogued(plan: pd.Series, currency: pd.Series, as_of: date, rules: Thresholds) -> pd.Series:
    """inside, outside or unknown: whether the annual plan is strictly above the catalogue's threshold."""
    found = pd.Series(UNKNOWN, index=plan.index, dtype=object)
    for code, amounts in plan[plan.notna() & currency.notna()].groupby(currency):
        limit = catalogue.annual_limit(str(code), as_of, rules)
        if limit is not None:
            found[amounts.index] = np.where(amounts.to_numpy(dtype="int64") > limit, "inside", "outside")
    return found


def near_boundary(projects: pd.DataFrame, as_of: date, rules: Thresholds) -> pd.Series:
    """near, apart or unknown: whether the registered figure lies near a tier's threshold."""
    amount, currency, on = (projects[f"registered_{name}"] for name in ("amount", "currency", "on"))
    known = amount.notna() & currency.isin(tier_checks.judged(rules))
    close = pd.Series(False, index=projects.index)
    for place in tier_checks.near(rules, as_of):
        then = (on >= pd.Timestamp(place.begin)) & (on < pd.Timestamp(place.end))
        close |= then & (currency == place.currency) & amount.between(place.low, place.high).fillna(False)
    return pd.Series(np.select([~known, close], [UNKNOWN, "near"], "apart"), index=projects.index)


def idle_age(projects: pd.DataFrame, as_of: date, rules: Thresholds) -> pd.Series:
    """The band of age of the idle money of each project (idle.BANDS), none where there is none."""
    recent, old = (int(rules.value(f"idle.{name}", as_of)) for name in ("recent_up_to", "old_above"))
    found = idle.aged(
        projects.loc[projects["idle"] > 0, ["code", "currency", "idle", "idle_since"]], as_of, recent, old
    )
    return projects["code"].map(found.set_index("code")["band"]).astype(object).fillna("none")


def moved(projects: pd.DataFrame, was: pd.DataFrame, would: pd.DataFrame) -> pd.DataFrame:
    """One row for each project and judgement that differ: `judgement`, `moved_from`, `moved_to` and ABOUT.

    `was` and `would` are answers of `judged` about the same projects, row by row.
    """
    parts = []
    for name in JUDGED:
        differs = (was[name] != would[name]).to_numpy(dtype=bool)
        parts.append(
            projects.loc[differs, ABOUT].assign(
                judgement=name, moved_from=was.loc[differs, name], moved_to=would.loc[differs, name]
            )
        )
    return pd.concat(parts, ignore_index=True)


def summary(moves: pd.DataFrame) -> pd.DataFrame:
    """How many projects move from what to what, and their known budgets, by currency: the frame `rule_moves`."""
    keys = ["judgement", "moved_from", "moved_to", "currency"]
    counted = moves.assign(
        projects=1,
        with_budget=moves["budget_current"].notna().astype("int64"),
        budget_moved=moves["budget_current"].astype("Int64"),
    )
    found = counted.groupby(keys, dropna=False, as_index=False, sort=False).agg(
        projects=("projects", "sum"),
        with_budget=("with_budget", "sum"),
        budget_moved=("budget_moved", lambda amounts: amounts.sum(min_count=1)),
    )
    order = {name: place for place, name in enumerate(JUDGED)}
    found["place"] = found["judgement"].map(order)
    found = found.sort_values(["place", "projects", "moved_from", "moved_to", "currency"],
                              ascending=[True, False, True, True, True], ignore_index=True)  # fmt: skip
    return found.drop(columns="place")


def named(moves: pd.DataFrame) -> pd.DataFrame:
    """The projects that move, largest known budget first within the currency of most of them."""
    common = moves["currency"].map(moves["currency"].value_counts()).fillna(0)
    ordered = moves.assign(common=common).sort_values(
        ["common", "currency", "budget_current", "code"], ascending=[False, True, False, True], na_position="last"
    )
    return ordered.drop(columns="common").reset_index(drop=True)
