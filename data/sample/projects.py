"""What the projects of the invented city are: sector, size, planned durations, names and bodies.

`draw` gives one row a project. Columns, each known for every project:
  sector, district     positions in places.SECTORS, places.DISTRICTS
  investment           fen, the budget to be approved
  tier                 A, B, C by the investment
  registered           day number on which its approval begins
  approval ... audit   planned days of each stage; the approval's are those it really takes
  design_late, construction_late   days that the stage takes longer than planned
  cancelled, suspended days after approval / days suspended; 0 where it is neither
  revealed             True: the delay is in the forecasts from the first one on
  story                True: planted (data/sample/stories.py), and never cancelled or blank
  planted              key of the story about rules and money that it tells (data/sample/rules.py), else ""
  no_forecast, no_budget, stale    what is missing: forecasts, all budgets, the newest reports
and, from `appoint`, the positions of its organisations (BODIES; -1 for none).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.sample import calendar, words
from data.sample.places import BUREAUS, DISTRICTS, SECTORS, Bodies

BODIES = (
    "responsible", "client", "funder", "designer", "contractor", "supervisor", "operator", "evaluator", "partner",
    "second_partner", "second_responsible",
)  # fmt: skip
SERVICES = SECTORS.index("services")
# Of works of each tier, those with a partner from another department, registered before and from the reform of 2023.
PARTNER_SHARES = {"before": {"A": 0.9, "B": 0.4, "C": 0.1}, "after": {"A": 0.95, "B": 0.75, "C": 0.4}}
A_ABOVE, B_FROM = 10_000_000_000, 500_000_000  # fen
_YEARS = (0.05, 0.09, 0.15, 0.20, 0.23, 0.20, 0.08)  # share registered in 2019 ... 2025
_DISTRICT_SHARES = (0.17, 0.15, 0.13, 0.12, 0.11, 0.10, 0.09, 0.07, 0.06)
_MULTIPLIER = 977  # coprime to every number of names, so that neighbours in the list differ


def draw(count: int, rng: np.random.Generator) -> pd.DataFrame:
    """So many projects, before any story is planted."""
    sector = rng.choice(len(SECTORS), count, p=[share for *_, share in words.SECTORS.values()])
    services = sector == SERVICES
    yuan = np.where(services, rng.lognormal(13.9, 0.8, count), rng.lognormal(16.7, 1.6, count)).clip(5e4, 2e10)
    log_size = np.log10(yuan / 5e6)

    def stage(median: float, growth: float, spread: float) -> np.ndarray:
        return median * 10 ** (growth * log_size) * rng.lognormal(0, spread, count)

    frame = pd.DataFrame(
        {
            "sector": sector,
            "district": rng.choice(len(DISTRICTS), count, p=_DISTRICT_SHARES),
            "nature": np.where(rng.random(count) < 0.12, "commercial", "public"),
            "is_key": (rng.random(count) < 0.02 + 0.12 * log_size.clip(0, 3)).astype("int64"),
            "investment": (np.round(yuan / 10_000) * 1_000_000).astype("int64"),
            "registered": _registered(count, rng),
            "approval": stage(58, 0.25, 0.35),
            "design": np.where(services, 10, stage(40, 0.22, 0.25)),
            "tendering": rng.uniform(30, 65, count),
            "preparation": rng.integers(10, 35, count).astype(float),  # from the award to the start of works
            "construction": np.where(services, rng.normal(365, 20, count), stage(230, 0.3, 0.3)),
            "acceptance": rng.uniform(15, 60, count),
            "audit": rng.lognormal(5.0, 0.4, count),
        }
    )
    frame["design_late"] = frame["design"] * _skewed(count, rng)
    frame["construction_late"] = frame["construction"] * _skewed(count, rng)
    fate = rng.random(count)
    frame["cancelled"] = np.where(fate < 0.035, rng.integers(30, 500, count), 0)
    frame["suspended"] = np.where(fate > 0.96, rng.integers(180, 600, count), 0)
    frame["revealed"] = False
    frame["story"] = False
    frame["planted"] = ""
    for column, share in {"no_forecast": 0.04, "no_budget": 0.03, "stale": 0.03, "no_district": 0.01}.items():
        frame[column] = rng.random(count) < share
    return frame


def name(projects: pd.DataFrame, first: int) -> None:
    """Add `code`, `tier` and the names; `first` is the number of the chunk's first project in the city.

    No two projects of a sector bear the same name: when all places and kinds are used up, the
    next ones are a second phase.
    """
    projects["code"] = [f"LJ{number + 1:07d}" for number in range(first, first + len(projects))]
    fen = projects["investment"].to_numpy()
    projects["tier"] = np.select([fen > A_ABOVE, fen >= B_FROM], ["A", "B"], "C")
    shares = np.array([share for *_, share in words.SECTORS.values()])
    used = (first * shares * 1.2).astype("int64") + (2_000 if first else 0)  # room for any draw of the earlier chunks
    sector = projects["sector"].to_numpy()
    turn = projects.groupby("sector").cumcount().to_numpy() + used[sector]
    english, chinese = [], []
    for kind, number in zip(sector.tolist(), turn.tolist(), strict=True):
        patterns = words.PROJECT_NAMES[SECTORS[kind]]
        phase, rest = divmod(number, words.PLACES * len(patterns))
        mixed = rest * _MULTIPLIER % (words.PLACES * len(patterns))
        place, form = words.place(mixed // len(patterns)), patterns[mixed % len(patterns)]
        english.append(form[0].format(place[0]) + (f", phase {phase + 1}" if phase else ""))
        chinese.append(form[1].format(place[1]) + (f"（{_numeral(phase + 1)}期）" if phase else ""))
    projects["name_en"], projects["name_zh"] = english, chinese


def appoint(projects: pd.DataFrame, bodies: Bodies, rng: np.random.Generator) -> None:
    """Add the columns BODIES: the higher the tier, the higher the level and the more bodies take part."""
    count, pools = len(projects), bodies.pools
    sector, district, tier = (projects[column].to_numpy() for column in ("sector", "district", "tier"))
    services = sector == SERVICES
    bureaus = [BUREAUS.index(words.BUREAU_OF_SECTOR[key]) for key in SECTORS]
    bureau = pools["bureau"][district, np.array(bureaus)[sector]]
    department, owned = pools["department"][sector], pools["state_owned"][sector]
    nearby = rng.integers(0, pools["street"].shape[1], count)
    street, station = pools["street"][district, nearby], pools["station"][district, nearby]
    community = pools["community"][district, nearby, rng.integers(0, pools["community"].shape[2], count)]
    high = rng.random(count) < np.select([tier == "A", tier == "B"], [0.85, 0.4], 0.05)

    def some(share: np.ndarray | float, of: np.ndarray) -> np.ndarray:
        return np.where(rng.random(count) < share, of, -1)

    supervised = 0.3 + 0.6 * (tier != "C")
    treasury = np.where(high, pools["finance"][0], pools["government"][district])
    firms = {pool: _pick(pools[pool], district, rng) for pool in ("designer", "contractor", "supervisor", "social")}
    other = rng.integers(0, SERVICES, count)
    elsewhere = pools["department"][np.where(other == sector, (sector + 1) % SERVICES, other)]
    # A service of tier B belongs to the bureau; so does one so near to it that its estimate may be.
    services_owner = np.where(projects["investment"].to_numpy() < 0.65 * B_FROM, street, bureau)
    after = projects["registered"].to_numpy() >= calendar.number(calendar.REFORM)
    before_, after_ = (pd.Series(tier).map(shares).to_numpy() for shares in PARTNER_SHARES.values())
    partnered = np.where(after, after_, before_)
    chosen = {
        "responsible": np.where(services, services_owner, np.where(high, department, bureau)),
        "client": np.where(services, community, np.where(high | (tier == "B"), owned, street)),
        "funder": np.where(services, bureau, some(0.4, treasury)),
        "designer": np.where(services, -1, some(0.9, firms["designer"])),
        "contractor": np.where(services, -1, firms["contractor"]),
        "supervisor": np.where(services, -1, some(supervised, firms["supervisor"])),
        "operator": np.where(services, firms["social"], -1),
        "evaluator": some(np.where(services, 0.35, 0.05), rng.choice(pools["evaluator"], count)),
        "partner": np.where(services, some(0.7, station), some(partnered, elsewhere)),
        "second_partner": some(0.05 + 0.45 * (tier == "A"), pools["bureau"][district, 0]),
        "second_responsible": np.full(count, -1),
    }  # fmt: skip
    for column, positions in chosen.items():
        projects[column] = positions


def _numeral(number: int) -> str:
    """A number from 1 to 19 in Chinese.

    >>> _numeral(2), _numeral(10), _numeral(12)
    ('二', '十', '十二')
    """
    return ("十" if number >= 10 else "") + ("", *"一二三四五六七八九")[number % 10]


def _registered(count: int, rng: np.random.Generator) -> np.ndarray:
    """Days spread evenly within each year, so that even a small city has projects of every year."""
    edges = [calendar.number(calendar.FIRST_REGISTERED)]
    edges += [calendar.number(calendar.FIRST_REGISTERED.replace(year=year, day=1)) for year in range(2020, 2026)]
    edges.append(calendar.number(calendar.LAST_REGISTERED))
    even = (rng.permutation(count) + rng.random(count)) / count
    return np.interp(even, np.concatenate([[0], np.cumsum(_YEARS)]), edges).astype("int64")


def _skewed(count: int, rng: np.random.Generator) -> np.ndarray:
    """How much longer a stage takes than planned, as a share: a third keeps to plan, a tail runs far over."""
    kept = rng.normal(-0.01, 0.02, count)
    over = rng.gamma(1.1, 0.22, count)
    return np.where(rng.random(count) < 0.45, kept, over).clip(-0.1, 2.5)


def _pick(pool: np.ndarray, district: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Firms by project: two of three come from the district's own, and a few get most of the work."""
    count = len(district)
    own = len(DISTRICTS) * (len(pool) // len(DISTRICTS) * rng.random(count) ** 2).astype("int64") + district
    any_ = (len(pool) * rng.random(count) ** 2).astype("int64")
    return pool[np.where((rng.random(count) < 0.65) & (own < len(pool)), own, any_)]
