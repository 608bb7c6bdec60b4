"""Which names of organisations may mean the same body, and why: suggestions for a person to decide, never decisions.

Every reason is one that a person can check, and has a weight: how sure it alone would make somebody who knows the
field. Together they are as sure as 1 − ∏(1 − weight): independent witnesses who each may be wrong. The strongest is
the history of reports: where projects name one body in a role first and another one from some report on, never both,
and the first is heard of no more, a body was renamed. What speaks against a pair is counted as well: that a report
names both in the same role, or that their registered numbers, kinds or levels differ.

Names are compared through keys (letters, initials, words but one), never each with each, so that ten thousand are
done in a second or two.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from analytics.codes import UNKNOWN
from analytics.measures import body_names

WEIGHTS = {
    "identifier": 0.95,
    "alias": 0.9,
    "letters": 0.9,
    "renamed": 0.9,  # three projects or more; fewer weigh less
    "initials": 0.7,
    "abbreviation": 0.6,
    "spelling": 0.6,
    "short": 0.55,
    "parent": 0.2,  # this and the next only support other reasons
    "projects": 0.2,
}
# What is left of the score where something speaks against the pair. A reform may give a body a new registered number.
AGAINST = {"together": 0.3, "identifiers": 0.3, "languages": 0.5, "kinds": 0.5, "levels": 0.5}
LISTED = 0.5  # the lowest score that is suggested
RENAMED = {1: 0.6, 2: 0.8}  # weight by projects that were passed on
PASSED_ON = 0.5  # of the projects that still report, the share that a renamed body has passed on to the other at least
NAMES = ("name_en", "name_zh")
Pair = tuple[int, int]
COLUMNS = (
    "first_id", "second_id", "score", "reasons", "doubts", "handed_over", "shared_projects", "same_role_projects",
)  # fmt: skip


def suggestions(
    bodies: pd.DataFrame, aliases: pd.DataFrame, members: pd.DataFrame, heard: pd.DataFrame
) -> pd.DataFrame:
    """Pairs of organisations that may be one, the surest first.

    `bodies` is by organisation id: `name_en`, `name_zh`, `identifier`, `kind`, `level`, `parent_id`. `aliases` has
    `organisation_id` and `name`. `members` are runs of reports that name a body in a role: `project_id`,
    `organisation_id`, `role`, `stage`, `as_of`, `valid_to`. `heard` is by organisation id: `first_report` and
    `last_report`; a body that no report names has no row.

    `score` is 0 to 1, `reasons` are keys of WEIGHTS and `doubts` of AGAINST, with semicolons between; `handed_over` is
    the number of projects on which the second follows the first in a role, `shared_projects` of those that have
    named both, `same_role_projects` of those that name both in one role at the same time. The first of a renamed
    pair is the older name; else the one with fewer projects.
    """
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    named = body_names.Names(bodies, aliases)
    for reason, pairs in named.alike():
        for one, other in pairs:
            if one != other:
                found[min(one, other), max(one, other)].add(reason)
    handed = _handed_over(members, heard)
    for one, other in handed:
        found[min(one, other), max(one, other)].add("renamed")
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    table = pd.DataFrame(list(found), columns=["low", "high"])
    met = _met(members, table).to_dict("index")
    joined = members.groupby("organisation_id")["project_id"].nunique().to_dict()
    rows = [_suggestion(low, high, found[low, high], handed, met[low, high], bodies, joined) for low, high in found]
    made = pd.DataFrame([row for row in rows if row], columns=list(COLUMNS))
    order = ["score", "handed_over", "shared_projects", "first_id", "second_id"]
    return made.sort_values(order, ascending=[False, False, False, True, True], ignore_index=True)


def _suggestion(
    low: int,
    high: int,
    reasons: set[str],
    handed: dict[Pair, int],
    met: dict[str, int],
    bodies: pd.DataFrame,
    joined: dict[int, int],
) -> tuple[object, ...] | None:
    """A row of `suggestions`; None where what speaks for the pair is too little."""
    first, second = (low, high) if joined.get(low, 0) <= joined.get(high, 0) else (high, low)
    for pair in ((low, high), (high, low)):
        if pair in handed:
            first, second = pair
    passed = handed.get((first, second), 0)
    one, other = bodies.loc[first], bodies.loc[second]
    if not pd.isna(one["parent_id"]) and one["parent_id"] == other["parent_id"]:
        reasons = reasons | {"parent"}
    if met["shared"] and "renamed" not in reasons:  # which says so already
        reasons = reasons | {"projects"}
    doubt = 1.0
    for reason in reasons:
        doubt *= 1 - (RENAMED.get(passed, WEIGHTS[reason]) if reason == "renamed" else WEIGHTS[reason])
    score = 1 - doubt
    names = {name: [body_names.letters(str(body[name] or "")) for body in (one, other)] for name in NAMES}
    against = {
        "together": met["together"] > 0,
        "identifiers": _differ(one["identifier"], other["identifier"]) and not reasons & {"identifier", "renamed"},
        "languages": "spelling" in reasons and _differ(*names["name_en"]) and _differ(*names["name_zh"]),
        "kinds": _differ(one["kind"], other["kind"]),
        "levels": _differ(one["level"], other["level"]),
    }
    for reason, holds in against.items():
        score *= AGAINST[reason] if holds else 1
    if score < LISTED:
        return None
    told = ";".join(reason for reason in WEIGHTS if reason in reasons)
    doubts = ";".join(reason for reason, holds in against.items() if holds) or None
    return first, second, score, told, doubts, passed, int(met["shared"]), int(met["together"])


def _differ(one: object, other: object) -> bool:
    """Whether both are known and not the same."""
    known = [value for value in (one, other) if not pd.isna(value) and value not in (UNKNOWN, "")]
    return len(known) == 2 and known[0] != known[1]


def _handed_over(members: pd.DataFrame, heard: pd.DataFrame) -> dict[Pair, int]:
    """By (older, newer): the projects on which a report names the newer in the role in which the one before it named
    the older, for older ones that no report names once the newer is named.

    The older must have passed at least PASSED_ON of its projects that report on to that one body, and the newer may
    not have been named before.
    """
    place = ["project_id", "role", "stage"]
    ended = members[members["valid_to"] < members["valid_to"].max()]
    passed = ended.merge(members, left_on=[*place, "valid_to"], right_on=[*place, "as_of"], suffixes=("", "_next"))
    passed = passed[passed["organisation_id"] != passed["organisation_id_next"]]
    if passed.empty:
        return {}
    last = passed["organisation_id"].map(heard["last_report"])
    first = passed["organisation_id_next"].map(heard["first_report"])
    passed = passed[(last < first).to_numpy(dtype=bool)]
    pair = ["organisation_id", "organisation_id_next"]
    projects = passed.groupby(pair)["project_id"].nunique()
    left = ended[ended["organisation_id"].isin(passed["organisation_id"])]
    left = left[left["valid_to"].to_numpy() > left["organisation_id"].map(heard["last_report"]).to_numpy()]
    all_left = left.groupby("organisation_id")["project_id"].nunique()
    share = projects / projects.index.get_level_values(0).map(all_left)
    return projects[share >= PASSED_ON].to_dict()


def _met(members: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """By pair: the projects that have named both (`shared`), and those that name both in one role at once
    (`together`)."""
    ids = np.union1d(pairs["low"], pairs["high"])
    mine = members[members["organisation_id"].isin(ids)]
    ones = pairs.merge(mine, left_on="low", right_on="organisation_id")
    both = ones.merge(mine, left_on=["high", "project_id"], right_on=["organisation_id", "project_id"])
    pair = ["low", "high"]
    at_once = (both["as_of_x"] < both["valid_to_y"]) & (both["as_of_y"] < both["valid_to_x"])
    same = at_once & (both["role_x"] == both["role_y"]) & (both["stage_x"] == both["stage_y"])
    counted = {"shared": both, "together": both[same]}
    return (
        pd.DataFrame(
            {name: rows.groupby(pair)["project_id"].nunique() for name, rows in counted.items()},
        )
        .reindex(pd.MultiIndex.from_frame(pairs), fill_value=0)
        .fillna(0)
        .astype("int64")
    )
