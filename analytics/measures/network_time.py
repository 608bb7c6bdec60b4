"""The network year by year: its measures, what becomes of its ties, and before a reform against after.

A year's network holds the organisations that take part in anything in that year's window. The measures are those of
`analytics.networks`. What is compared with a reform are whole years alone: a year is before a reform where its window
ended before the day on which the reform took effect, and after where it began on that day or later. A window that
holds the day itself, or that began before the reports did, or that is not over yet, counts on neither side. Before
and after is no cause: what else changed in those years changed the network too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median_low

import numpy as np
import pandas as pd

from analytics import codes
from analytics.networks import centralisation, communities, mixing, over_time, whole
from analytics.networks.brokerage import brokerage
from analytics.networks.one_mode import OneMode

Window = tuple[date, date]
KEY = ["first_id", "second_id"]
SIDES = ("before", "after")


def of_year(
    network: OneMode, bodies_per_project: np.ndarray, kinds: pd.Series, levels: pd.Series
) -> dict[str, float | int]:
    """The measures of one year, named as in `codes.TIME_MEASURES`; NaN where there is none.

    `bodies_per_project`: how many organisations each project has that has any. `kinds` and `levels`: by organisation
    id, missing where unknown; ties with an unknown end are in neither share.
    """
    shared = int((bodies_per_project >= 2).sum())
    levels_apart = mixing.e_i_index(network, levels.reindex(network.ids))
    known = levels_apart.external + levels_apart.internal
    return {
        "network_bodies": network.nodes,
        "network_ties": network.ties,
        "network_weight": network.weight,
        "network_density": whole.density(network),
        "mean_partners": 2 * network.undirected.ties / network.nodes if network.nodes else np.nan,
        "network_components": int(network.component().max(initial=-1)) + 1,
        "multi_body_share": shared / len(bodies_per_project) if len(bodies_per_project) else np.nan,
        "degree_centralisation": centralisation.degree(network),
        "betweenness_centralisation": centralisation.betweenness_centralisation(network),
        "network_transitivity": whole.transitivity(network),
        "kind_e_i": mixing.e_i_index(network, kinds.reindex(network.ids)).index,
        "vertical_share": levels_apart.external / known if known else np.nan,
        "network_modularity": communities.louvain(network).modularity,
    }


def covered_from(reports: Sequence[date]) -> date | None:
    """The first day that reports tell of. Each tells of the time since the one before; the first of all is taken to
    tell of as long a time as the others do (the median). `reports` are the reporting dates, rising.

    >>> covered_from([date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30)])
    datetime.date(2021, 12, 31)
    """
    if not reports:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(reports)]
    return reports[0] - timedelta(days=int(median_low(gaps)) - 1 if gaps else 0)


def state(window: Window, year: int, covered: date | None) -> str:
    """Whether reports cover the whole window: a code of `codes.YEAR_STATES`. `covered`: as `covered_from`.

    >>> state((date(2024, 1, 1), date(2024, 12, 31)), 2024, covered=date(2024, 2, 1))
    'begins'
    """
    first, last = window
    if last < date(year, 12, 31):
        return "ends"
    begins = date(year, 1, 1) if first == date.min else first  # a cumulative window has no first day of its own
    return "begins" if covered is None or covered > begins else "whole"


def side(window: Window, took_effect: date) -> str:
    """On which side of a reform a window lies: a code of `codes.REFORM_SIDES`.

    >>> side((date(2023, 1, 1), date(2023, 12, 31)), took_effect=date(2023, 7, 1))
    'across'
    """
    first, last = window
    return "before" if last < took_effect else "after" if first >= took_effect else "across"


def tie_changes(networks: Mapping[int, OneMode]) -> pd.DataFrame:
    """A row for each step from one year to the next: `over_time.changes` with what came back.

    `year` is the later one. `ties_formed` are ties that the year before did not have, `ties_returned` those among
    them that an earlier year had; `ties_kept`, `ties_dissolved`. `tie_overlap` is the Jaccard index. `kept_share` is
    the part of the year before's ties that is kept, `repeated_share` the part of the year's ties that an earlier year
    had already; missing where there is nothing to be a part of.
    """
    found = over_time.changes(networks).rename(
        columns={
            "earlier": "year_before", "later": "calendar_year", "formed": "ties_formed", "kept": "ties_kept",
            "dissolved": "ties_dissolved", "jaccard": "tie_overlap", "joined": "bodies_joined",
            "stayed": "bodies_stayed", "left": "bodies_left",
        }
    )  # fmt: skip
    returned, earlier, seen = [], None, np.empty(0, dtype="complex128")
    for network in networks.values():
        now = _keys(network)
        if earlier is not None:
            returned.append(len(np.setdiff1d(np.intersect1d(now, seen), earlier, assume_unique=True)))
        earlier, seen = now, np.union1d(seen, now)
    back = np.array(returned, dtype="int64")
    kept, formed, dissolved = (found[f"ties_{what}"].to_numpy("int64") for what in ("kept", "formed", "dissolved"))
    return found.assign(
        ties_returned=back,
        kept_share=_part(kept, kept + dissolved),
        repeated_share=_part(kept + back, kept + formed),
    )


def _keys(network: OneMode) -> np.ndarray:
    """One number a tie: without directions the smaller id is the real part."""
    row, column, _ = network.ends()
    first, second = network.ids[row], network.ids[column]
    if not network.directed:
        first, second = np.minimum(first, second), np.maximum(first, second)
    return np.unique(first + 1j * second)


def _part(some: np.ndarray, of: np.ndarray) -> np.ndarray:
    return np.divide(some, of, out=np.full(len(of), np.nan), where=of > 0)


def tie_list(earlier: OneMode, later: OneMode) -> pd.DataFrame:
    """The ties formed and dissolved between two years, by name of the change, the strongest first.

    `first_id`, `second_id`, `tie_change`, `weight_before`, `weight_after` (0 where there is no tie).
    """
    found = over_time.tie_changes(earlier, later)
    moved = found[found["change"] != "kept"].rename(
        columns={"change": "tie_change", "earlier": "weight_before", "later": "weight_after"}
    )
    strength = moved[["weight_before", "weight_after"]].max(axis=1)
    order = ["tie_change", "strength", *KEY]
    moved = moved.assign(strength=strength).sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    return moved.drop(columns="strength")


def compared(states: Mapping[int, str], windows: Mapping[int, Window], took_effect: date) -> dict[str, list[int]]:
    """The years before and after a reform that stand for their side: the whole ones, where there is none the others.

    >>> windows = {year: (date(year, 1, 1), date(year, 12, 31)) for year in (2021, 2022, 2023, 2024)}
    >>> states = {2021: "begins", 2022: "whole", 2023: "whole", 2024: "ends"}
    >>> compared(states, windows, date(2023, 7, 1))
    {'before': [2022], 'after': [2024]}
    """
    there = {year: side(windows[year], took_effect) for year in sorted(states)}
    found = {}
    for which in SIDES:
        years = [year for year, place in there.items() if place == which]
        found[which] = [year for year in years if states[year] == "whole"] or years
    return found


def nearest(years: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """As many years before as after, those next to the reform.

    >>> nearest({"before": [2020, 2021, 2022], "after": [2024, 2025]})
    {'before': [2021, 2022], 'after': [2024, 2025]}
    """
    before, after = years["before"], years["after"]
    count = min(len(before), len(after))
    return {"before": before[len(before) - count :], "after": after[:count]}


def before_and_after(
    years: pd.DataFrame, states: Mapping[int, str], windows: Mapping[int, Window], reforms: pd.DataFrame
) -> pd.DataFrame:
    """Each measure before and after each reform: a row per reform (`reform`, `took_effect`) and measure.

    `mean_before` and `mean_after` are means over the years of that side (see `compared`) that have the measure, and
    `years_before` and `years_after` count these. `before_from` to `before_to` and `after_from` to `after_to` are the
    years of the sides, `partial_before` and `partial_after` whether none of them is whole. The difference is missing
    where a side has no year.
    """
    by_year = years.set_index("calendar_year")
    rows = []
    for reform in reforms.itertuples():
        sides = compared(states, windows, reform.took_effect)
        about: dict[str, object] = {"reform": reform.reform}
        for which, there in sides.items():
            about |= {
                f"{which}_from": there[0] if there else None,
                f"{which}_to": there[-1] if there else None,
                f"partial_{which}": bool(there) and all(states[year] != "whole" for year in there),
            }
        for measure in codes.TIME_MEASURES:
            known = {which: by_year.loc[there, measure].dropna() for which, there in sides.items()}
            counts = {f"years_{which}": len(values) for which, values in known.items()}
            means = {f"mean_{which}": values.mean() if len(values) else np.nan for which, values in known.items()}
            rows.append(about | {"time_measure": measure} | counts | means)
    ends = (f"{which}_{end}" for which in SIDES for end in ("from", "to"))
    facts = (f"{name}_{which}" for name in ("partial", "years", "mean") for which in SIDES)
    found = pd.DataFrame(rows, columns=["reform", "time_measure", *ends, *facts])
    return found.assign(mean_difference=found["mean_after"] - found["mean_before"])


def roles(before: OneMode, after: OneMode, kinds: pd.Series) -> pd.DataFrame:
    """Who stands between whom, by the roles of Gould and Fernandez with the kind of organisation as group.

    A row per role: `role_before`, `role_after` (scores of all organisations together), their shares of all brokerage,
    and the organisation with the highest score in it, missing where nobody has it. Organisations of unknown kind are
    a group of their own.
    """
    sides = {}
    for which, network in (("before", before), ("after", after)):
        sides[which] = brokerage(network, kinds.reindex(network.ids).fillna(codes.UNKNOWN)).by_organisation
    rows = []
    for role in codes.BROKER_ROLES:
        row: dict[str, object] = {"broker_role": role}
        for which, scores in sides.items():
            total, all_ = scores[role].sum(), scores["total"].sum()
            row |= {
                f"role_{which}": total,
                f"role_share_{which}": total / all_ if all_ else np.nan,
                f"broker_{which}_id": scores[role].idxmax() if total else pd.NA,
            }
        rows.append(row)
    return pd.DataFrame(rows)
