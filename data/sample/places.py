"""Who there is: the city's departments, districts, streets and communities, and who works for them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data.importers.batch import ALIASES, LABELS, ORGANISATIONS, REFORMS
from data.sample import words

SECTORS = tuple(words.SECTORS)
DISTRICTS = tuple(words.DISTRICTS)
BUREAUS = tuple(words.DISTRICT_BUREAUS)

# The bodies of the planted stories (data/sample/stories.py): they work on no other project.
BROKER = ("Nature Reserves Bureau", "自然保护地管理局")
FIRST_GROUP = (
    ("Wetland Research Institute", "湿地研究院", "public_institution"),
    ("Migratory Bird Station", "候鸟监测站", "public_institution"),
    ("Botanical Garden", "植物园", "public_institution"),
    ("Water Quality Observatory", "水质观测中心", "public_institution"),
    ("Bird Watching Society", "观鸟协会", "social_organisation"),
    ("Nature School Association", "自然教育学校联合会", "social_organisation"),
)
SECOND_GROUP = (
    ("Fulan Earthworks Company", "阜岚土石方工程有限公司", "company"),
    ("Chengyue Dredging Company", "澄岳疏浚工程有限公司", "company"),
    ("Haomiao Planting Company", "皓苗绿化有限公司", "company"),
    ("Jingtan Monitoring Systems Company", "泾潭监测系统有限公司", "company"),
    ("Luoze Landscape Design Company", "洛泽景观设计有限公司", "company"),
    ("Yanbo Supervision Company", "雁泊监理有限公司", "company"),
)
OLD_WATER = ("Water Conservancy Bureau", "水利局")  # of the department of water, until the reform of 2023
LATE_CONTRACTOR = ("Chiyan Construction Engineering Company", "驰晏建设工程有限公司")


@dataclass
class Bodies:
    """All organisations of the city, and where in the list each sort of them stands.

    `rows` are the organisations in order; a pool is an array of positions in that list, shaped
    by sector, district and so on as its comment says.
    """

    rows: list[dict[str, object]] = field(default_factory=list)
    pools: dict[str, np.ndarray] = field(default_factory=dict)

    def add(self, name: tuple[str, str], kind: str, level: str, parent: int | None = None) -> int:
        """A further organisation; its position. `parent` is a position."""
        key = f"LJ-ORG-{len(self.rows) + 1:05d}"
        above = None if parent is None else self.rows[parent]["key"]
        names = {"name_en": name[0], "name_zh": name[1]}
        self.rows.append({"key": key, "identifier": key, **names, "kind": kind, "level": level, "parent": above})
        return len(self.rows) - 1

    @property
    def keys(self) -> np.ndarray:
        """The key of each organisation, by position."""
        return np.array([row["key"] for row in self.rows], dtype=object)

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.rows, columns=list(ORGANISATIONS))


def of_city(name: tuple[str, str]) -> tuple[str, str]:
    return f"{words.CITY[0]} {name[0]}", f"{words.CITY[1]}{name[1]}"


def settle(projects: int, rng: np.random.Generator) -> Bodies:
    """The organisations of a city with that many projects: about 240 for 47, 4,500 for 1,000,000."""
    bodies = Bodies()
    _city(bodies)
    _districts(bodies, streets=int(min(3 + projects**0.5 / 20, 14)), communities=int(min(2 + projects**0.5 / 100, 8)))
    root = projects**0.5
    counts = {
        "contractor": 14 + 1.2 * root,
        "designer": 5 + 0.3 * root,
        "supervisor": 5 + 0.3 * root,
        "social": 8 + 0.5 * root,
        "evaluator": 3 + 0.02 * root,
    }
    for pool, count in counts.items():
        kind = "social_organisation" if pool == "social" else "company"
        names = _company_names(pool, int(count), rng)
        bodies.pools[pool] = np.array([bodies.add(name, kind, "city") for name in names])
    _story_bodies(bodies)
    return bodies


def labels() -> pd.DataFrame:
    """What the codes of sectors, districts, sources of funds and posts are called in both languages."""
    rows = [("sector", code, english, chinese) for code, (english, chinese, _) in words.SECTORS.items()]
    rows += [("district", code, *text) for code, text in words.DISTRICTS.items()]
    rows += [("source", code, *text) for code, text in words.FUND_SOURCES.items()]
    rows += [("post", code, *text) for code, text in words.POSTS.items()]
    return pd.DataFrame(rows, columns=list(LABELS))


def aliases(bodies: Bodies) -> pd.DataFrame:
    """Former names: two departments were renamed by the reform of 2023."""
    day = pd.Timestamp("2022-12-31")
    former = {"transit": ("Transit Management Office", "客运管理处"), "parks": ("Parks Department", "园林管理局")}
    rows = []
    for sector, name in former.items():
        key = bodies.keys[bodies.pools["department"][SECTORS.index(sector)]]
        rows += [(key, text, tag, pd.NaT, day) for text, tag in zip(of_city(name), ("en", "zh"), strict=True)]
    return pd.DataFrame(rows, columns=list(ALIASES))


def reforms() -> pd.DataFrame:
    """The reorganisations of the city's government that figures over time are held against."""
    rows = [(pd.Timestamp(day), *name, words.REFORM_SOURCE) for day, name in words.REFORMS.items()]
    return pd.DataFrame(rows, columns=list(REFORMS))


def _city(bodies: Bodies) -> None:
    bodies.add(of_city(("Municipal Government", "人民政府")), "government", "city")
    departments = {
        key: bodies.add(of_city(name), "department", "city", parent=0) for key, name in words.DEPARTMENTS.items()
    }
    owned = [bodies.add(of_city(words.STATE_OWNED[key]), "state_owned", "city", parent=0) for key in SECTORS]
    bodies.pools |= {
        "department": np.array([departments[sector] for sector in SECTORS]),  # by sector
        "state_owned": np.array(owned),  # by sector
        "finance": np.array([departments["finance"]]),
        "reform": np.array([departments["reform"]]),
    }


def _districts(bodies: Bodies, streets: int, communities: int) -> None:
    """District governments with their bureaus; below them streets, communities, social work stations."""
    governments, bureaus, offices, stations, places = [], [], [], [], []
    for number, (english, chinese) in enumerate(words.DISTRICTS.values()):
        name = of_city((english, chinese))
        government = bodies.add((f"{name[0]} Government", f"{name[1]}人民政府"), "district", "district", 0)
        governments.append(government)
        for text in words.DISTRICT_BUREAUS.values():
            named = (f"{english} {text[0]}", f"{chinese}{text[1]}")
            bureaus.append(bodies.add(named, "department", "district", government))
        for street in range(streets):
            en, zh = words.place(7 * (number * 14 + street) + 3)
            office = bodies.add((f"{en} Street Office", f"{zh}街道办事处"), "street", "street", government)
            offices.append(office)
            station = (f"{en} Street Social Work Station", f"{zh}街道社会工作站")
            stations.append(bodies.add(station, "social_workers", "street", office))
            for community in range(communities):
                en, zh = words.place(1000 + 11 * ((number * 14 + street) * 8 + community))
                places.append(bodies.add((f"{en} Community", f"{zh}社区居民委员会"), "community", "street", office))
    n = len(governments)
    bodies.pools |= {
        "government": np.array(governments),  # by district
        "bureau": np.array(bureaus).reshape(n, -1),  # by district, bureau
        "street": np.array(offices).reshape(n, streets),  # by district, street
        "station": np.array(stations).reshape(n, streets),
        "community": np.array(places).reshape(n, streets, communities),
    }


def _company_names(pool: str, count: int, rng: np.random.Generator) -> list[tuple[str, str]]:
    """So many different names of the city's companies; the city's name in them keeps them invented."""
    forms = words.COMPANIES[pool]
    order = rng.permutation(words.PLACES)
    names = []
    for number in range(count):
        english, chinese = words.place(int(order[number]))
        form = forms[number % len(forms)]
        names.append(of_city((form[0].format(english), form[1].format(chinese))))
    return names


def _story_bodies(bodies: Bodies) -> None:
    bodies.pools["broker"] = np.array([bodies.add(of_city(BROKER), "department", "city", parent=0)])
    for pool, group in (("first_group", FIRST_GROUP), ("second_group", SECOND_GROUP)):
        bodies.pools[pool] = np.array([bodies.add(of_city((en, zh)), kind, "city") for en, zh, kind in group])
    bodies.pools["old_water"] = np.array([bodies.add(of_city(OLD_WATER), "department", "city", parent=0)])
    bodies.pools["late_contractor"] = np.array([bodies.add(of_city(LATE_CONTRACTOR), "company", "city")])
