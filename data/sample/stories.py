"""The planted stories: what is hidden in the invented city on purpose, where, and how large.

Every city has them, whatever its size and seed, in its first projects (`positions`). The tests of
a page look for what stands here. Where a story is about the whole city (the reform, the district
that reports green), all projects follow it.
"""

# Long because: the stories are read side by side, each with where it is planted.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.sample import calendar, places, words
from data.sample.places import DISTRICTS, SECTORS, Bodies
from data.sample.projects import BODIES, PARTNER_SHARES, SERVICES
from data.sample.schedules import REFORM_SHARE, Schedule

LATE_DAYS = 120
GREEN_DISTRICT = "xiating"
HONEST_ONE_IN = 5  # of the green district's late projects one in five reports that it is late
FLAGSHIP = "LJ0000001"
FLAGSHIP_NAME = ("Lanjiang Metro Line 3, first phase", "澜江市轨道交通3号线一期工程")
FIRST_BASELINE, FLAGSHIP_FORECAST = date(2023, 6, 30), date(2026, 1, 20)
FLAGSHIP_BASELINES = (FIRST_BASELINE, date(2024, 6, 30), date(2025, 3, 31), date(2025, 12, 31))
# project: approved budget in fen
BOUNDARIES = {
    "LJ0000002": 499_999_999,
    "LJ0000003": 500_000_000,
    "LJ0000004": 500_000_001,
    "LJ0000005": 10_000_000_000,
    "LJ0000006": 10_000_000_001,
}
THREE_YEARS, THREE_YEARS_TOTAL = "LJ0000007", 1_200_000_000
ODDITIES = {  # project: rule of analytics.measures.quality, with one flag each
    "LJ0000008": "negative_amount",
    "LJ0000009": "far_date",
    "LJ0000010": "percent_out_of_range",
    "LJ0000011": "end_before_start",
}
# Of the stories about rules and money (data/sample/rules.py): one project in how many tells it, at least, at most.
GROWN = {
    "leaders_missing": (130, 3, 150),
    "owner_not_department": (200, 1, 100),
    "not_delegated": (200, 1, 100),
    "catalogue_missing": (150, 1, 150),
    "catalogue_extra": (300, 1, 80),
    "ppp": (400, 1, 50),
    "idle": (300, 1, 60),
}
# The same of the stories about collaboration (data/sample/collaboration.py).
LED = {
    "two_lead": (300, 1, 60),
    "nobody_leads": (300, 1, 60),
    "renamed": (400, 2, 50),
}
PPP_SHARE = 0.4
IDLE_DAYS = 365
REVISED_ONE_IN = 3  # of the plans that can be moved to or from the next year
UNLED_STAGE = "construction"
DISPATCH_EVERY = 4  # months


@dataclass(frozen=True, slots=True)
class Story:
    """`who`: project codes, English names of organisations or district codes; `size`: what to find."""

    key: str
    sentence: str
    who: tuple[str, ...]
    size: Mapping[str, float]


def _names(group: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(places.of_city((row[0], row[1]))[0] for row in group)


def _grown(key: str, sentence: str, **size: float) -> Story:
    """A story that more projects tell in a larger city; `positions` says which."""
    one_in, least, most = (GROWN | LED)[key]
    return Story(key, sentence, (), {"one_in": one_in, "at_least": least, "at_most": most, **size})


STORIES = (
    Story(
        "broker",
        "The nature reserves bureau is the only link between six research bodies and six firms: "
        "without it the two groups have no path to each other or to the rest of the city.",
        _names((places.BROKER, *places.FIRST_GROUP, *places.SECOND_GROUP)),
        {"first_group": 6, "second_group": 6, "pairs_between": 36},
    ),
    Story(
        "late_contractor",
        "Every project of one contractor is finished or forecast at least 120 days after its first baseline.",
        _names((places.LATE_CONTRACTOR,)),
        {"slip_days_at_least": LATE_DAYS, "share_late": 1.0},
    ),
    Story(
        "reform",
        "Approval stages that begin from 2023-01-01 take 40 % less time on average. A stage begins on the "
        "`from_date` of the responsible body and ends with the actual date of the milestone `approval`.",
        (),
        {"shorter_by": REFORM_SHARE},
    ),
    Story(
        "flagship",
        "The flagship was re-baselined three times: 20 days late by its fourth baseline, 935 days by its first.",
        (FLAGSHIP,),
        {"baselines": 4, "slip_days": 935, "slip_latest_days": 20},
    ),
    Story(
        "green_district",
        "In Xiating District four of five projects that are late by their dates report that they are on plan.",
        (GREEN_DISTRICT,),
        {"late_reported_good": 1 - 1 / HONEST_ONE_IN},
    ),
    Story(
        "boundaries",
        "Approved budgets one fen below, at and above 5 million and 100 million yuan: tiers C, B, B, B, A.",
        tuple(BOUNDARIES),
        dict(BOUNDARIES),
    ),
    Story(
        "three_years",
        "12 million yuan over three years are 4 million a year: tier B, and not in the central catalogue.",
        (THREE_YEARS,),
        {"approved_budget": THREE_YEARS_TOTAL, "years": 3, "annual_plan": THREE_YEARS_TOTAL // 3},
    ),
    Story(
        "oddities",
        "Four values are possible but suspicious: a negative budget, a forecast for 2108, a progress of "
        "-100 % and a contract that ends before it starts. Each has an open flag.",
        tuple(ODDITIES),
        {"flags": len(ODDITIES)},
    ),
    _grown(
        "leaders_missing",
        "These are the only projects of tier A without both leaders: in turn the vice mayor is missing, the "
        "project director, and both.",
        kinds=3,
    ),
    _grown(
        "owner_not_department",
        "These are the only projects of tier B whose responsible body is not a department: it is a state-owned "
        "company.",
    ),
    _grown("not_delegated", "These are the only projects of tier C that nobody is authorised to execute."),
    _grown(
        "catalogue_missing",
        "These have an annual plan above 5 million yuan and are the only such projects that report to be outside "
        "the central catalogue.",
    ),
    _grown(
        "catalogue_extra",
        "These have an annual plan of no more than 5 million yuan and are the only such projects that report to "
        "be in the central catalogue.",
    ),
    _grown(
        "ppp",
        "Of each year's funds of these partnerships 40 % are private capital; other large commercial projects have "
        "20 to 60 %, all others none.",
        private_share=PPP_SHARE,
    ),
    _grown(
        "idle",
        "These had large funds allocated from the first year on and have never paid anything: no contract is "
        "awarded yet.",
        days_more_than=IDLE_DAYS,
    ),
    _grown(
        "two_lead",
        "These are the only projects with two responsible bodies, the departments of two sectors: from the first "
        "report on two lead every stage.",
        leaders=2,
    ),
    _grown(
        "nobody_leads",
        "These are the only projects whose responsible body answers for stages: for every one but construction, which "
        "they have reached, so that nobody leads it.",
        stages_led=5,
    ),
    _grown(
        "renamed",
        "Until the reform of 2023 the department of water has its old name, and is another body in the rows. Each of "
        "its projects that was reported before then names the old one first and the new one from the first report "
        "after it, never both; these projects do so in every city that reports before 2023.",
    ),
    Story(
        "renamed_department",
        "The two names of that department, the old one first.",
        _names((places.OLD_WATER, words.DEPARTMENTS["water"])),
        {},
    ),
    Story(
        "partners",
        "Works of tiers B and C that are registered from 2023 on have a partner from another department far more "
        "often than those before: three in four instead of two in five in tier B, two in five instead of one in ten "
        "in tier C.",
        (),
        {f"{tier}_{when}": share for when, shares in PARTNER_SHARES.items() for tier, share in shares.items()},
    ),
    Story(
        "joint_meetings",
        "Works with a partner have a joint meeting when they are registered and one when the contract is awarded: "
        "before 2023 those of tier A alone, then all. From 2023 on the commission sits in every one of them, and so "
        "comes between departments that share no project.",
        _names((words.DEPARTMENTS["reform"],)),
        {"each": 2},
    ),
    Story(
        "dispatch_meetings",
        "Key projects under way are up every fourth month at the monthly dispatch meeting of their district, with "
        "their responsible body, client and contractor.",
        (),
        {"months": DISPATCH_EVERY},
    ),
    Story(
        "two_sources",
        "One project is paid from two sources in turn; every other from one.",
        (),
        {"projects": 1, "sources": 2},
    ),
    Story(
        "revised",
        "In the third quarter every third plan that can be moved to or from the next year is revised, about one "
        "plan in six: half of them up, half of them down. The funds follow.",
        (),
        {"one_in": 6, "of_movable_one_in": REVISED_ONE_IN},
    ),
)


LIVES = ("flagship", "boundaries", "three_years", "oddities", "broker", "late_contractor", "green_district")


def positions(projects: int) -> dict[str, np.ndarray]:
    """Which projects, counted from 0, tell a story in a city of that size; larger cities have more of them."""

    counts = {
        "flagship": 1,
        "boundaries": len(BOUNDARIES),
        "three_years": 1,
        "oddities": len(ODDITIES),
        "broker": int(np.clip(projects // 600, 1, 10)) * 6,
        "late_contractor": int(np.clip(projects // 200, 5, 100)),
        "green_district": int(np.clip(projects // 1000, 1, 20)) * HONEST_ONE_IN,
        **_counts(GROWN, projects),
        "two_sources": 1,
        **_counts(LED, projects),
    }
    ends = np.cumsum(list(counts.values()))
    return {key: np.arange(end - counts[key], end) for key, end in zip(counts, ends, strict=True)}


def _counts(grown: Mapping[str, tuple[int, int, int]], projects: int) -> dict[str, int]:
    return {key: int(np.clip(projects // one_in, least, most)) for key, (one_in, least, most) in grown.items()}


def plant(projects: pd.DataFrame, total: int, rng: np.random.Generator) -> None:
    """Give the first projects of the city what their story needs; `projects` are the first ones drawn."""
    at = positions(total)
    planted = np.concatenate([at[key] for key in LIVES])
    projects.loc[planted, "sector"] = planted % SERVICES
    # An uneventful life, approved long before the last reporting date; half of it after the reform.
    first = np.where(planted % 2, calendar.number(date(2021, 2, 1)), calendar.number(calendar.REFORM) + 9)
    projects.loc[planted, "registered"] = first + 4 * (planted % 60)
    quiet = {"approval": 70.0, "construction": 300.0, "design_late": 0.0, "construction_late": 0.0}
    never = dict.fromkeys(("no_forecast", "no_budget", "stale", "no_district"), False)
    for column, value in (quiet | never | {"cancelled": 0, "suspended": 0, "revealed": True, "story": True}).items():
        projects.loc[planted, column] = value
    projects.loc[planted, "investment"] = rng.integers(2_000, 9_000, len(planted)) * 1_000_000
    # The flagship's baselines and forecasts of completion are written by `rewrite_flagship`.
    flagship = {"registered": calendar.number(date(2020, 3, 2)), "construction": 1700.0, "investment": 280_000_000_000}
    for column, value in (flagship | {"is_key": 1, "sector": SECTORS.index("transit")}).items():
        projects.loc[at["flagship"], column] = value
    projects.loc[at["boundaries"], "investment"] = list(BOUNDARIES.values())
    three_years = [THREE_YEARS_TOTAL, calendar.number(date(2022, 8, 1)), 900.0]  # works until August 2025
    projects.loc[at["three_years"], ["investment", "registered", "construction"]] = three_years
    late = at["late_contractor"]
    projects.loc[late, "construction"] = np.where(np.arange(len(late)) % 3 == 2, 1300.0, 320.0)
    projects.loc[late, "registered"] = calendar.number(date(2021, 1, 5)) + 7 * (np.arange(len(late)) % 60)
    projects.loc[late, "construction_late"] = (LATE_DAYS + rng.integers(0, 150, len(late))).astype(float)
    odd = at["oddities"]  # under way at the end, so that the doubtful value is the newest one
    projects.loc[odd, ["registered", "construction"]] = [calendar.number(date(2023, 11, 6)), 800.0]
    green = at["green_district"]
    projects.loc[green, "district"] = DISTRICTS.index(GREEN_DISTRICT)
    projects.loc[green, "construction_late"] = rng.integers(150, 300, len(green)).astype(float)


def plant_bodies(projects: pd.DataFrame, total: int, bodies: Bodies) -> None:
    """Name the flagship, and put the bodies of the stories in their roles."""
    at, pools = positions(total), bodies.pools
    projects.loc[at["flagship"], ["name_en", "name_zh"]] = FLAGSHIP_NAME
    projects.loc[at["late_contractor"], "contractor"] = pools["late_contractor"][0]
    bureau = pools["broker"][0]
    projects.loc[at["flagship"], "partner"] = bureau  # where it meets the rest of the city
    projects.loc[at["broker"], list(BODIES)] = -1
    projects.loc[at["broker"], "responsible"] = bureau
    for turn, row in enumerate(at["broker"]):
        group = pools["second_group" if turn % 2 else "first_group"]
        members = np.roll(group, -2 * (turn // 2))[:4]  # four of the six in turn, so that all are linked
        projects.loc[row, ["client", "designer", "contractor", "supervisor"]] = members


def rewrite_flagship(plan: Schedule) -> None:
    """The flagship's completion, in the first row: each of its four baselines holds for a quarter of its reports."""
    baselines = np.array([calendar.number(day) for day in FLAGSHIP_BASELINES])
    final = calendar.number(FLAGSHIP_FORECAST)
    for days, completion in ((plan.due, baselines[0]), (plan.done, final)):
        days["completion"][0] = days["acceptance"][0] = completion
        days["construction"][0], days["audit"][0] = completion - 30, completion + 180
    plan.final_done[0] = final
    since = np.arange(len(plan.dates)) - plan.first[0]
    turn = np.clip(4 * since // (len(plan.dates) - plan.first[0]), 0, 3)
    plan.baseline_no[0], plan.baseline[0] = turn + 1, baselines[turn]
    drifting = np.maximum(baselines[turn] + 45, plan.dates + 30)
    plan.forecast[0] = np.where(turn == 3, final, drifting)
