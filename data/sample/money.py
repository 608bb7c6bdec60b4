"""The invented city's budgets, annual plans, funding and contracts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.sample import calendar, rows, words
from data.sample.calendar import NEVER
from data.sample.places import Bodies
from data.sample.projects import A_ABOVE, SERVICES
from data.sample.schedules import Schedule
from data.sample.stories import PPP_SHARE, REVISED_ONE_IN, THREE_YEARS

YEARS = np.arange(2019, 2026)  # fiscal years with a plan: none is made before its year begins
METHODS, _METHODS_FROM = ("direct", "selective", "open"), (50_000_000, 400_000_000)  # by fen of the contract
WAN = 1_000_000  # fen in 万元, in whole numbers of which budgets are written
REVISIONS = (0.25, -0.3, 0.1, -0.15)  # in turn, as shares of the year's plan
PRIVATE, PRIVATE_SHARES = "private_capital", (0.2, 0.6)
TWO_SOURCES_SHARE = 0.4
_REVISED = {0.5: 0.5, 0.85: 1.0}  # share of the time to completion: share of the overrun in the current budget


@dataclass
class Costs:
    """Fen by project: what is approved, contracted and spent in the end, and how it is paid for."""

    estimate: np.ndarray
    approved: np.ndarray
    contract: np.ndarray
    final: np.ndarray
    source: np.ndarray  # codes of the first and the second source of funds
    second_source: np.ndarray
    second_share: np.ndarray


@dataclass
class Plans:
    """Fen by project and year of YEARS: as first planned and as revised; each with the index of the date it is
    reported on, NEVER where it is not."""

    planned: np.ndarray
    at: np.ndarray
    revised: np.ndarray
    revised_at: np.ndarray


def costs(projects: pd.DataFrame, rng: np.random.Generator, extra: np.random.Generator) -> Costs:
    """Half of the projects keep to their budget, the others run over it with a long tail.

    Of the large commercial projects about half are partnerships with private capital.
    """
    count, story = len(projects), projects["story"].to_numpy()
    approved = projects["investment"].to_numpy()
    tier, services = projects["tier"].to_numpy(), projects["sector"].to_numpy() == SERVICES
    over = np.where(rng.random(count) < 0.5, rng.normal(-0.02, 0.015, count), rng.gamma(1.2, 0.08, count))
    over[story] = 0
    estimate = np.where(story, approved, rows.to_wan(approved * rng.lognormal(-0.02, 0.08, count)))
    others = np.where(tier == "A", rng.choice(["special_bond", "bank_loan", "higher_grant"], count), "higher_grant")
    made = Costs(
        estimate,
        approved,
        np.round(approved * rng.uniform(0.85, 0.99, count)).astype("int64"),
        np.round(approved * (1 + over)).astype("int64"),
        np.where((tier == "A") & ~services, "city_budget", "district_budget").astype(object),
        np.where(services, "welfare_fund", others).astype(object),
        np.where(rng.random(count) < np.where(services, 0.8, 0.45), rng.uniform(0.15, 0.5, count), 0.0),
    )
    planted = projects["planted"].to_numpy()
    large = (projects["nature"] == "commercial").to_numpy() & (approved > A_ABOVE // 2) & ~services & ~story
    shared = extra.uniform(*PRIVATE_SHARES, count)
    partnership = (large & (extra.random(count) < 0.5)) | (planted == "ppp")
    made.second_source[partnership] = PRIVATE
    made.second_share[partnership] = np.where(planted == "ppp", PPP_SHARE, shared)[partnership]
    made.second_share[planted == "two_sources"] = TWO_SOURCES_SHARE
    return made


def budget_figure(projects: pd.DataFrame, plan: Schedule, cost: Costs, rng: np.random.Generator) -> pd.DataFrame:
    """Estimate, approved budget, contract, final account, and the current budget whenever it moves."""
    index = {key: np.maximum(plan.first, calendar.index(plan.dates, day)) for key, day in plan.done.items()}
    events = [  # kind, index of the reporting date, amount
        ("estimate", plan.first, cost.estimate),
        ("approved_budget", index["approval"], cost.approved),
        ("contract", index["tendering"], cost.contract),
        ("final_account", index["audit"], cost.final),
        ("current", plan.first, cost.estimate),
        ("current", index["approval"], cost.approved),
    ]
    begun, length = plan.done["approval"], plan.final_done - plan.done["approval"]
    over = cost.final - cost.approved
    for share, part in _REVISED.items():
        at = np.maximum(index["approval"], calendar.index(plan.dates, begun + np.round(share * length).astype("int64")))
        at = np.where(over > (0 if part == 1 else 0.03) * cost.approved, at, NEVER)  # the last revision covers all
        revised = -(-(cost.approved + np.round(part * over).astype("int64")) // WAN) * WAN
        events.append(("current", at, np.where(over > 0, revised, cost.approved)))
    parts = []
    for kind, at, amount in events:
        row = np.flatnonzero((at <= plan.last) & ~projects["no_budget"].to_numpy())
        parts.append(pd.DataFrame({"row": row, "at": at[row], "kind": kind, "amount": amount[row]}))
    found = pd.concat(parts, ignore_index=True).drop_duplicates(["row", "at", "kind"], keep="last")
    later = (found["kind"] == "current") & (found["at"] > plan.first[found["row"]])
    blank = later & (rng.random(len(found)) < 0.03) & ~projects["story"].to_numpy()[found["row"]]
    return rows.facts(
        "budget_figure", projects, plan.dates, found["row"].to_numpy(), found["at"].to_numpy(),
        kind=found["kind"].to_numpy(dtype=object), amount=rows.money(found["amount"].to_numpy(), blank.to_numpy()),
    )  # fmt: skip


def plans(projects: pd.DataFrame, plan: Schedule, cost: Costs) -> Plans:
    """The plan of each year, and its revision in the third quarter.

    The budget is spread over the days between the planned start and a completion halfway between
    plan and truth, so that late projects fall short of their plans. A year's plan is reported on
    its first reporting date; the plans of years that had ended before the first one are not known.
    A revision takes money from the next year's plan or leaves it to it.
    """
    begin = np.minimum(plan.due["start"], plan.final_done - 1)
    end = np.maximum(begin + 1, (plan.due["completion"] + np.maximum(plan.final_done, plan.due["completion"])) // 2)
    opens, closes = calendar.first_of_year(YEARS)[None, :], calendar.first_of_year(YEARS + 1)[None, :]
    inside = np.clip(np.minimum(end[:, None], closes) - np.maximum(begin[:, None], opens), 0, None)
    amount = rows.to_wan(cost.approved[:, None] * (inside / (end - begin)[:, None]))
    inside[:, calendar.year_of(plan.dates[0]) > YEARS] = 0
    exact = np.flatnonzero(projects["code"] == THREE_YEARS)
    inside[exact] = np.isin(YEARS, (2023, 2024, 2025))
    amount[exact] = cost.approved[exact, None] // 3
    at = np.maximum(plan.first[:, None], calendar.index(plan.dates, opens))
    known = (inside > 0) & (at <= plan.last[:, None]) & ~projects["no_budget"].to_numpy()[:, None]
    at = np.where(known, at, NEVER)
    revised, revised_at = amount.copy(), np.full(amount.shape, NEVER)
    turn = 0
    for year in range(len(YEARS) - 1):
        quarter = int(calendar.index(plan.dates, calendar.first_of_year(YEARS[year : year + 1])[0] + 200))
        if quarter == len(plan.dates) or calendar.year_of(plan.dates[quarter]) != YEARS[year]:
            continue
        movable = known[:, year] & (inside[:, year + 1] > 0) & ~projects["story"].to_numpy()
        movable &= (at[:, year] < quarter) & (plan.last >= quarter)
        movable &= np.minimum(amount[:, year], amount[:, year + 1]) >= 10 * WAN
        chosen = np.flatnonzero(movable)
        chosen = chosen[(np.arange(len(chosen)) + turn) % REVISED_ONE_IN == 0]
        share = np.resize(REVISIONS, len(chosen))
        most = amount[chosen, year + 1] // 2  # of the next year's plan that can be brought forward
        change = np.minimum(rows.to_wan(amount[chosen, year] * np.abs(share)), most // WAN * WAN)
        change = np.where(share > 0, change, -rows.to_wan(amount[chosen, year] * np.abs(share)))
        revised[chosen, year] += change
        revised_at[chosen, year] = quarter
        for later in (amount, revised):
            later[chosen, year + 1] -= change
        turn += len(chosen)
    return Plans(amount, at, revised, revised_at)


def yearly(projects: pd.DataFrame, plan: Schedule, cost: Costs, made: Plans) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`annual_plan`, and `funding` whose amounts add up to it, before and after a revision."""
    annual, funding = [], []
    story = projects["story"].to_numpy()

    def split(amount: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        second = np.round(amount * cost.second_share[row] / WAN).astype("int64") * WAN
        return amount - second, second

    row, column = np.nonzero(made.at < NEVER)
    again, once = np.nonzero(made.revised_at < NEVER)
    nothing = (np.zeros(len(row)), np.zeros(len(row)))
    for line, year, amount, at, before in (
        (row, column, made.planned[row, column], made.at[row, column], nothing),
        (again, once, made.revised[again, once], made.revised_at[again, once], split(made.planned[again, once], again)),
    ):
        annual.append(
            rows.facts("annual_plan", projects, plan.dates, line, at, year=YEARS[year], amount=rows.money(amount))
        )
        unstated = ((7 * line + year) % 31 == 0) & ~story[line]
        for source, nature, part, known in zip(
            (cost.source, cost.second_source), ("base", "incremental"), split(amount, line), before, strict=True
        ):
            kept = part != known  # at first every line that has money, then those that a revision changes
            named = source[line[kept]]
            capital = np.where(named == PRIVATE, "private", "public")
            funding.append(
                rows.facts(
                    "funding", projects, plan.dates, line[kept], at[kept],
                    year=YEARS[year[kept]], source=named, nature=nature, amount=rows.money(part[kept]),
                    capital=rows.choose(unstated[kept], capital),
                )
            )  # fmt: skip
    return pd.concat(annual, ignore_index=True), pd.concat(funding, ignore_index=True)


def contract(projects: pd.DataFrame, plan: Schedule, cost: Costs, bodies: Bodies) -> pd.DataFrame:
    """The main contract (its end too), and those of the designer and the supervisor."""
    keys = bodies.keys
    services = projects["sector"].to_numpy() == SERVICES
    main = np.where(services, projects["operator"].to_numpy(), projects["contractor"].to_numpy())
    kinds = np.where(services, "services", "construction")
    awarded, completed, cancelled = plan.done["tendering"], plan.done["completion"], plan.cancelled
    closed = np.minimum(completed, np.where(awarded < NEVER, cancelled, NEVER))
    ended = np.where(completed < NEVER, "terminated", "cancelled")
    design, supervision = cost.contract * 3 // 100, cost.contract * 2 // 100
    forms = [  # number, supplier, nature, status, reported from, amount, start, end
        (1, main, kinds, "active", awarded, cost.contract, plan.due["start"], plan.due["completion"]),
        (1, main, kinds, ended, closed, cost.contract, plan.done["start"], closed),
        (2, projects["designer"].to_numpy(), "design", "active", plan.done["approval"], design,
         plan.done["approval"], plan.due["design"]),
        (3, projects["supervisor"].to_numpy(), "supervision", "active", awarded, supervision,
         plan.due["start"], plan.due["completion"]),
    ]  # fmt: skip
    codes = projects["code"].to_numpy(dtype=object)
    parts = []
    for number, supplier, nature, status, since, amount, start, end in forms:
        at = np.maximum(plan.first, calendar.index(plan.dates, since))
        row = np.flatnonzero((supplier >= 0) & (since < NEVER) & (at <= plan.last))
        natures = np.broadcast_to(np.asarray(nature, dtype=object), len(projects))[row]
        parts.append(
            rows.facts(
                "contract", projects, plan.dates, row, at[row],
                identifier=codes[row] + f"-{number}",
                title=pd.Series(natures).map(words.CONTRACTS).to_numpy(dtype=object),
                nature=natures,
                method=np.array(METHODS, dtype=object)[np.searchsorted(_METHODS_FROM, amount[row], side="right")],
                status=np.broadcast_to(np.asarray(status, dtype=object), len(projects))[row],
                supplier=keys[supplier[row]],
                amount=rows.money(amount[row]),
                start_date=calendar.days(start[row]),
                end_date=calendar.days(end[row]),
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)
