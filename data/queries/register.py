"""The register of organisations: all names, which of them may mean the same body, and what persons decided."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, case, func, select

from analytics.frames import FRAMES
from analytics.measures import same_bodies
from analytics.networks import two_mode
from analytics.scope import Scope
from data import bulk, derive
from data.derive import merges
from data.derive.carry import END
from data.queries.common import in_scope, known_at, read
from data.queries.merged import counted
from data.queries.rules import thresholds
from data.schema import organisation, organisation_alias, organisation_merge, participation
from data.schema_derived import project_fact, project_organisation

_PLACE = ["project_id", "role", "stage"]


def organisations(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `organisation_register` frame."""
    into = organisation.alias("into")
    stands = and_(into.c.id == counted(organisation.c.id, scope.as_of), into.c.id != organisation.c.id)
    body = organisation.c
    statement = select(
        body.id.label("organisation_id"), body.key.label("organisation_key"),
        body.name_en.label("organisation_en"), body.name_zh.label("organisation_zh"),
        body.kind.label("organisation_kind"), body.level.label("organisation_level"),
        into.c.name_en.label("counted_en"), into.c.name_zh.label("counted_zh"),
    ).select_from(organisation.outerjoin(into, stands))  # fmt: skip
    rows = bulk.fetch(connection, statement).join(_named(connection), on="organisation_id")
    part = project_organisation.c
    taking_part = select(part.organisation_id, func.count(part.project_id.distinct()).label("projects_joined"))
    joined = taking_part.where(*known_at(project_organisation, scope.as_of)).group_by(part.organisation_id)
    rows = rows.merge(bulk.fetch(connection, joined), on="organisation_id", how="left")
    rows["projects_joined"] = rows["projects_joined"].fillna(0)
    others = _aliases(connection).groupby("organisation_id")["name"].agg(lambda names: "; ".join(dict.fromkeys(names)))
    rows["aliases"] = rows["organisation_id"].map(others)
    return rows.sort_values(["projects_joined", "organisation_id"], ascending=[False, True], ignore_index=True)


def suggestions(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `same_body_suggestions` frame: of all reports, whatever the scope's date. The names of a body that counts as
    another are that one's other names."""
    body, part = organisation.c, project_organisation.c
    names = ("key", "name_en", "name_zh", "identifier", "kind", "level", "parent_id")
    bodies = bulk.fetch(connection, select(body.id, *(body[name] for name in names))).set_index("id")
    runs = select(part.project_id, part.organisation_id, part.role, part.stage, part.as_of, part.valid_to)
    members, named = bulk.fetch(connection, runs), _named(connection)
    heard = named.rename(columns={"first_named": "first_report", "last_named": "last_report"})
    merged = merges.merged(connection)
    into = merged[merged["valid_to"] == pd.Timestamp(END)].set_index("organisation_id")["into_id"]
    gone = bodies.loc[into.index]
    own = [
        gone[name].dropna().rename("name").rename_axis("organisation_id").reset_index() for name in same_bodies.NAMES
    ]
    others = pd.concat([_aliases(connection), *own], ignore_index=True)
    others["organisation_id"] = others["organisation_id"].map(into).fillna(others["organisation_id"])
    found = same_bodies.suggestions(bodies.drop(index=into.index), others, members, heard)
    decided = {frozenset(pair) for pair in connection.execute(_decided())}
    keys = [frozenset(bodies.loc[[a, b], "key"]) for a, b in zip(found["first_id"], found["second_id"], strict=True)]
    found = found[np.array([pair not in decided for pair in keys], dtype=bool)].reset_index(drop=True)
    joined = members.groupby("organisation_id")["project_id"].nunique()
    for which in ("first", "second"):
        ids = found[f"{which}_id"]
        for name, column in (("key", "key"), ("en", "name_en"), ("zh", "name_zh"), ("kind", "kind")):
            found[f"{which}_{name}"] = bodies[column].reindex(ids).to_numpy()
        found[f"{which}_projects"] = joined.reindex(ids, fill_value=0).to_numpy()
        found[f"{which}_from"] = named["first_named"].reindex(ids).to_numpy()
        found[f"{which}_to"] = named["last_named"].reindex(ids).to_numpy()
    words = {
        "score": "same_evidence",
        "reasons": "same_reasons",
        "doubts": "same_doubts",
        "shared_projects": "ever_shared",
    }
    return found.rename(columns=words)


def decisions(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `organisation_merges` frame."""
    row, one, other = organisation_merge.c, organisation.alias("one"), organisation.alias("other")
    known = and_(one.c.id.is_not(None), other.c.id.is_not(None))
    words = {
        "decision_number": row.id,
        "name_decision": row.decision,
        "holds_from": row.valid_from,
        "holds_to": row.valid_to,
        "decision_reason": row.reason,
        "decided_by": row.entered_by,
        "entered_at": row.created_at,
        "decision_state": case((row.withdrawn_at.is_not(None), "withdrawn"), (known, "standing"), else_="waiting"),
        # of a body that the database does not hold, all that is known is its key
        "organisation_en": case((one.c.id.is_(None), row.organisation_key), else_=one.c.name_en),
        "organisation_zh": one.c.name_zh,
        "into_en": case((other.c.id.is_(None), row.into_key), else_=other.c.name_en),
        "into_zh": other.c.name_zh,
    }
    frame = FRAMES["organisation_merges"]
    statement = select(*((words[name] if name in words else row[name]).label(name) for name in frame.columns))
    joined: FromClause = organisation_merge.outerjoin(one, one.c.key == row.organisation_key)
    joined = joined.outerjoin(other, other.c.key == row.into_key)
    return read(connection, statement.select_from(joined).order_by(row.id.desc()), frame)


@dataclass(frozen=True)
class Change:
    """Who takes part in the projects in scope before and after a change of what names mean: `project_id`, `role`,
    `stage`, `organisation_id`. `into` is what each organisation counts as in either state, `names` are those of all
    organisations, `projects` those of the projects that move."""

    before: pd.DataFrame
    after: pd.DataFrame
    into: pd.Series
    names: pd.DataFrame
    projects: pd.DataFrame


def in_force(connection: Connection, scope: Scope) -> Change:
    """All decisions in force, held against none."""
    now = merges.merged(connection)
    return held_against(connection, scope, now.head(0), now)


def held_against(connection: Connection, scope: Scope, before: pd.DataFrame, after: pd.DataFrame) -> Change:
    """Two states of `merged_organisation`, one of which is the stored one: the projects that it makes a difference to
    are derived under the other one, and nothing is written."""
    touched = merges.projects_naming(connection, merges.differing(before, after))
    ids = np.array(sorted(touched), dtype="int64")
    stored, now = _members(connection, scope), merges.merged(connection)
    in_them = stored["project_id"].isin(ids)
    sides = []
    for state in (before, after):
        if not merges.differing(state, now):
            sides.append(stored)
            continue
        made = [_derived(connection, scope, piece, state) for piece in bulk.slices(ids)]
        sides.append(pd.concat([stored[~in_them], *made], ignore_index=True))
    body, fact = organisation.c, project_fact.c
    names = bulk.fetch(connection, select(body.id, body.name_en, body.name_zh)).set_index("id")
    moved = select(fact.project_id, fact.code, fact.name_en, fact.name_zh).where(*known_at(project_fact, scope.as_of))
    pieces = [moved.where(bulk.among(fact.project_id, piece)) for piece in [*bulk.slices(ids)] or [ids]]
    into = pd.concat([before, after]).drop_duplicates("organisation_id", keep="last")
    into = into.set_index("organisation_id")["into_id"]
    return Change(sides[0], sides[1], into, names, pd.concat([bulk.fetch(connection, piece) for piece in pieces]))


def effects_of(change: Change) -> pd.DataFrame:
    """The `merge_effects` frame of a change."""
    before, after = _figures(change.before), _figures(change.after)
    rows = [(figure, before[figure], after[figure]) for figure in before]
    return FRAMES["merge_effects"].make(rows)


def projects_of(change: Change) -> pd.DataFrame:
    """The `merged_projects` frame of a change: who was named in a role, and who is named instead."""
    key = [*_PLACE, "organisation_id"]
    both = change.before[key].merge(change.after[key], on=key, how="outer", indicator=True)
    named = both[both["organisation_id"].isin(change.into.index)]
    stands = named["organisation_id"].map(change.into)
    # A name that is gone counts as another now; one that is back was counted as another before.
    gone, back = named["_merge"] == "left_only", named["_merge"] == "right_only"
    rows = pd.concat(
        [
            named[gone].assign(into_id=stands[gone]),
            named[back].assign(organisation_id=stands[back], into_id=named["organisation_id"][back]),
        ]
    ).merge(change.projects, on="project_id")
    for who in ("organisation", "into"):
        for code in ("en", "zh"):
            rows[f"{who}_{code}"] = change.names[f"name_{code}"].reindex(rows[f"{who}_id"]).to_numpy()
    return FRAMES["merged_projects"].cast(rows.sort_values(["code", "role", "stage"]))


def _figures(members: pd.DataFrame) -> dict[str, int]:
    network = two_mode.two_mode(members)
    found = two_mode.summary(network, two_mode.pairs(network))
    names = {
        "bodies": "bodies", "several": "projects_shared", "pairs": "collaborating_pairs", "weight": "pair_weight",
        "paired": "bodies_in_pairs",
    }  # fmt: skip
    return {figure: found[name] for figure, name in names.items()}


def _members(connection: Connection, scope: Scope) -> pd.DataFrame:
    part = project_organisation.c
    wanted = select(part.project_id, part.role, part.stage, part.organisation_id)
    return bulk.fetch(connection, wanted.where(*known_at(project_organisation, scope.as_of), *_filtered(scope)))


def _filtered(scope: Scope) -> list[ColumnElement[bool]]:
    chosen = select(project_fact.c.project_id).where(*in_scope(scope))
    return [project_organisation.c.project_id.in_(chosen)] if scope.is_filtered else []


def _derived(connection: Connection, scope: Scope, ids: np.ndarray, merged: pd.DataFrame) -> pd.DataFrame:
    """The members of some projects, were `merged` what names mean."""
    made = derive.build(connection, ids, thresholds(connection), merged)[project_organisation]
    day = pd.Timestamp(scope.as_of)
    made = made[(made["as_of"] <= day) & (made["valid_to"] > day)]
    if scope.is_filtered:
        fact = project_fact.c
        inside = select(fact.project_id).where(*in_scope(scope), bulk.among(fact.project_id, ids))
        made = made[made["project_id"].isin(bulk.fetch(connection, inside)["project_id"])]
    return made[[*_PLACE, "organisation_id"]]


def _named(connection: Connection) -> pd.DataFrame:
    """By organisation: the first and the last report that names it, as reported: `first_named`, `last_named`."""
    part = participation.c
    statement = select(
        part.organisation_id, func.min(part.as_of).label("first_named"), func.max(part.as_of).label("last_named")
    ).group_by(part.organisation_id)
    return bulk.fetch(connection, statement).set_index("organisation_id")


def _aliases(connection: Connection) -> pd.DataFrame:
    alias = organisation_alias.c
    return bulk.fetch(connection, select(alias.organisation_id, alias.name).order_by(alias.id))


def _decided() -> Select:
    row = organisation_merge.c
    return select(row.organisation_key, row.into_key).where(row.withdrawn_at.is_(None))
