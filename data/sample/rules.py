"""The rules that follow from size, as the invented city keeps and breaks them: leaders, owners, delegation, catalogue.

Every project keeps the rules but for the planted ones (`stories.positions`). A rule looks at the
estimate until a budget is approved and at the approved budget from then on, so a project whose two
figures lie in different tiers does what both ask for.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.sample import calendar, rows, words
from data.sample.calendar import NEVER
from data.sample.money import WAN, YEARS, Costs, Plans
from data.sample.places import SECTORS, Bodies
from data.sample.projects import A_ABOVE, B_FROM, SERVICES
from data.sample.schedules import Schedule
from data.sample.stories import positions

CATALOGUE_ABOVE = 500_000_000  # fen a year
_DIRECTED = 3  # of the smaller projects one in three has a director
_REPLACED = 10  # of the directors one in ten is replaced when the works start

# What a planted project of a story is given; amounts are 万元, drawn between the two.
_SIZES = {
    "leaders_missing": (30_000, 90_000),
    "owner_not_department": (2_000, 6_000),
    "not_delegated": (100, 300),
    "catalogue_missing": (3_000, 9_000),
    "catalogue_extra": (600, 900),
    "ppp": (30_000, 90_000),
    "idle": (30_000, 90_000),
    "two_sources": (6_000, 9_000),
    "two_lead": (3_000, 9_000),
    "nobody_leads": (3_000, 9_000),
    "renamed": (3_000, 9_000),
}
_QUIET = {"approval": 70.0, "design": 60.0, "design_late": 0.0, "construction_late": 0.0}
# Under way at the end: day of registration and planned days of construction. The first three live as any other.
_LIVES = {
    "leaders_missing": ((2023, 1, 9), None),
    "owner_not_department": ((2023, 9, 4), None),
    "not_delegated": ((2024, 6, 3), None),
    "catalogue_missing": ((2023, 11, 6), 800.0),
    "catalogue_extra": ((2023, 11, 6), 800.0),
    "ppp": ((2023, 3, 6), 1100.0),
    "idle": ((2022, 8, 1), 700.0),
    "two_lead": ((2023, 11, 6), 800.0),
    "nobody_leads": ((2023, 11, 6), 800.0),
    "renamed": ((2021, 9, 6), 1500.0),
    "two_sources": ((2023, 3, 6), 700.0),
}
IDLE_DESIGN_LATE = 1100.0  # days: no contract is awarded before the last reporting date, so nothing is paid


def plant(projects: pd.DataFrame, total: int, rng: np.random.Generator) -> None:
    """Give the projects of the stories about rules and money their size and their time."""
    at = positions(total)
    for key, (least, most) in _SIZES.items():
        row, ((year, month, day), construction) = at[key], _LIVES[key]
        registered = calendar.number(calendar.FIRST_REGISTERED.replace(year=year, month=month, day=day))
        projects.loc[row, "planted"] = key
        projects.loc[row, "sector"] = row % SERVICES
        projects.loc[row, "investment"] = rng.integers(least, most, len(row)) * WAN
        projects.loc[row, "registered"] = registered + 5 * (row % 60)
        projects.loc[row, ["cancelled", "suspended"]] = 0
        projects.loc[row, ["no_forecast", "no_budget", "stale", "no_district"]] = False
        if construction:
            for column, value in (_QUIET | {"construction": construction, "revealed": True, "story": True}).items():
                projects.loc[row, column] = value
    projects.loc[at["ppp"], "nature"] = "commercial"
    projects.loc[at["renamed"], "sector"] = SECTORS.index("water")
    projects.loc[at["idle"], "design_late"] = IDLE_DESIGN_LATE


def plant_owners(projects: pd.DataFrame, total: int, bodies: Bodies) -> None:
    """The responsible bodies of the stories: companies instead of departments, two of them, and the renamed one."""
    at = positions(total)
    sector = projects["sector"].to_numpy()

    def put(key: str, column: str, pool: str, shift: int = 0) -> None:
        projects.loc[at[key], column] = bodies.pools[pool][(sector[at[key]] + shift) % SERVICES]

    put("owner_not_department", "responsible", "state_owned")
    for key in ("two_lead", "renamed"):
        put(key, "responsible", "department")
    put("two_lead", "second_responsible", "department", shift=1)


def delegate(projects: pd.DataFrame, cost: Costs, bodies: Bodies, rng: np.random.Generator) -> None:
    """Add `delegate`: the street or the district government that is authorised to execute a project of tier C."""
    small = np.minimum(cost.estimate, cost.approved) < B_FROM
    small &= (projects["planted"] != "not_delegated").to_numpy()
    responsible, client = projects["responsible"].to_numpy(), projects["client"].to_numpy()
    streets = bodies.pools["street"]
    district = projects["district"].to_numpy()
    street = np.where(np.isin(client, streets), client, responsible)
    at_street = np.isin(street, streets) & (rng.random(len(projects)) < 0.8)
    chosen = np.where(at_street, street, bodies.pools["government"][district])
    projects["delegate"] = np.where(small, chosen, -1)


def appointment(projects: pd.DataFrame, plan: Schedule, cost: Costs, bodies: Bodies, first: int) -> pd.DataFrame:
    """Both leaders of each project of tier A, and the director of some smaller ones.

    `first` is the number of the chunk's first project in the city.
    """
    count = len(projects)
    number = first + np.arange(count)
    large = np.maximum(cost.estimate, cost.approved) > A_ABOVE
    turn = np.zeros(count, dtype="int64")
    missing = (projects["planted"] == "leaders_missing").to_numpy()
    turn[missing] = np.arange(missing.sum()) % 3 + 1  # 1 no lead official, 2 no director, 3 neither
    sector, district = projects["sector"].to_numpy(), projects["district"].to_numpy()
    in_city = np.isin(projects["responsible"].to_numpy(), bodies.pools["department"])
    official = np.where(in_city, sector % 5, 8 + district)
    directors = 20 + (number * 31 + sector) % (30 + count // 40)
    registered, starts = projects["registered"].to_numpy(), plan.done["start"]
    replaced = np.where((number % _REPLACED == 0) & (starts < NEVER), starts, NEVER)
    directed = np.where(large, (turn != 2) & (turn != 3), number % _DIRECTED == 0)
    parts = []
    for post, wanted, holder, since in (
        ("lead_official", large & (turn != 1) & (turn != 3), official, registered),
        ("project_director", directed, directors, registered),
        ("project_director", directed, directors + 7, replaced),
    ):
        at = np.maximum(plan.first, calendar.index(plan.dates, since))
        row = np.flatnonzero(wanted & (at <= plan.last))
        people = {each: words.person(each) for each in np.unique(holder[row]).tolist()}
        parts.append(
            rows.facts(
                "appointment", projects, plan.dates, row, at[row],
                post=post,
                holder=pd.Series(holder[row]).map(people).to_numpy(dtype=object),
                from_date=calendar.days(since[row]),
                to_date=calendar.days(np.full(len(row), NEVER)),
            )
        )  # fmt: skip
    made = pd.concat(parts, ignore_index=True)
    return made.drop_duplicates(["project", "as_of", "post"], keep="last", ignore_index=True)


def in_catalogue(projects: pd.DataFrame, plan: Schedule, plans: Plans) -> np.ndarray:
    """What is reported of the central catalogue by project and date: 1, 0 or -1 (not said).

    In is a project whose plan of the year, as it stands on the date, lies above CATALOGUE_ABOVE.
    One in twenty-nine never says it, and the planted ones say it wrongly.
    """
    made = np.zeros((len(projects), len(plan.dates)), dtype="int64")
    for index, year in enumerate(calendar.year_of(plan.dates)):
        column = int(np.searchsorted(YEARS, year))
        amount = np.where(plans.revised_at[:, column] <= index, plans.revised[:, column], plans.planned[:, column])
        made[:, index] = (amount > CATALOGUE_ABOVE) & (plans.at[:, column] <= index)
    planted, story = projects["planted"].to_numpy(), projects["story"].to_numpy()
    made[planted == "catalogue_missing"] = 0
    made[planted == "catalogue_extra"] = 1
    silent = (np.arange(len(projects)) % 29 == 28) & ~story & (planted == "")
    made[silent | projects["no_budget"].to_numpy()] = -1
    return made
