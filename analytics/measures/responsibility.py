"""Who leads which stage of a project, where is nobody, and where are two.

A body leads a stage where it is responsible for that stage; where no body is named for the stage, those that are
responsible for the whole project lead it. Judged are the stages that a project has reached, by its present stage; a
project whose stage is not known is judged once, as a whole. A stage that nobody leads is a gap, one that two or more
bodies lead an overlap: neither is wrong by itself, but somebody must be able to say why.

Source: responsibility charting (RACI: M. L. Smith and J. Erwin, Role and Responsibility Charting), reduced to the one
question that a record of roles answers: who is accountable.
"""

from __future__ import annotations

import pandas as pd

from analytics import codes

WHOLE = "whole"
# Whose number makes a project one of several institutions: all but companies and social organisations. A body whose
# kind is not known is one of them, since most sources name the agencies alone.
PUBLIC = ("government", "department", "district", "street", "community", "public_institution", codes.UNKNOWN)
MOST = 25  # bodies of the picture: what a reader still compares
_CELL = ["project_id", "led_stage"]
_STAGES = list(codes.STAGES)
_ORDER = {stage: place for place, stage in enumerate([*_STAGES, WHOLE, codes.UNKNOWN], start=1)}


def reached(facts: pd.DataFrame, stage: str = "") -> pd.DataFrame:
    """The stages that each project has reached, a row each: `project_id`, `led_stage`.

    `facts` has `project_id` and its present `stage`. A project whose stage is not known has one row with the stage
    "unknown". With `stage` only the projects that have reached this one, and only this one of their stages.

    >>> reached(pd.DataFrame({"project_id": [7, 8], "stage": ["design", None]})).to_dict("records")
    [{'project_id': 7, 'led_stage': 'approval'}, {'project_id': 7, 'led_stage': 'design'}, \
{'project_id': 8, 'led_stage': 'unknown'}]
    """
    known = facts["stage"].isin(_STAGES)
    now = facts["stage"].where(known, codes.UNKNOWN)
    earlier = {each: _STAGES[: place + 1] for place, each in enumerate(_STAGES)} | {codes.UNKNOWN: [codes.UNKNOWN]}
    rows = pd.DataFrame({"project_id": facts["project_id"], "led_stage": now.map(earlier)}).explode("led_stage")
    return rows[rows["led_stage"] == stage].reset_index(drop=True) if stage else rows.reset_index(drop=True)


def leading(stages: pd.DataFrame, responsible: pd.DataFrame) -> pd.DataFrame:
    """Who leads what: `project_id`, `led_stage`, `organisation_id`, a row per leading body.

    `stages` is `reached`; `responsible` has `project_id`, `organisation_id` and `stage` ("" the whole project) of the
    bodies in the role "responsible". Of a project whose stage is not known those that are responsible for the whole
    of it lead, else those that are for any stage.
    """
    rows = responsible[["project_id", "organisation_id", "stage"]].drop_duplicates()
    whole = rows[rows["stage"] == ""].drop(columns="stage")
    staged = rows[rows["stage"] != ""].rename(columns={"stage": "led_stage"})
    unknown = stages["led_stage"] == codes.UNKNOWN
    of_stage = stages[~unknown].merge(staged, on=_CELL)
    of_whole = _where_none(stages[~unknown], of_stage).merge(whole, on="project_id")
    as_one = stages[unknown].merge(whole, on="project_id")
    of_any = _where_none(stages[unknown], as_one).merge(staged.drop(columns="led_stage"), on="project_id")
    found = pd.concat([of_stage, of_whole, as_one, of_any])
    return found.drop_duplicates().sort_values([*_CELL, "organisation_id"], ignore_index=True)


def judged(stages: pd.DataFrame, led: pd.DataFrame) -> pd.DataFrame:
    """`stages` with the number of `leaders` and the `leading_state`: nobody, one or several."""
    counted = led.groupby(_CELL).size().rename("leaders").reset_index()
    rows = stages.merge(counted, how="left", on=_CELL)
    leaders = rows["leaders"].fillna(0).astype("int64")
    state = leaders.clip(upper=2).map({0: "nobody", 1: "one", 2: "several"})
    return rows.assign(leaders=leaders, leading_state=state)


def counts(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """`judged` rows by a column (missing is a group too): how many stages were reached, and how they are led.

    Columns out: `by`, `projects`, `stages_reached`, `led_by_one`, `led_by_none` (gaps), `led_by_several` (overlaps),
    `led_by_none_share` and `led_by_several_share` (of the stages reached). Most gaps and overlaps first.
    """
    marked = rows.assign(
        **{name: rows["leading_state"] == state for name, state in _STATES.items()}, group=rows[by].fillna("")
    )
    table = marked.groupby("group", sort=True).agg(
        projects=("project_id", "nunique"),
        stages_reached=("project_id", "size"),
        **{name: (name, "sum") for name in _STATES},
    )
    whole = table["stages_reached"].astype("Float64")
    table = table.assign(**{f"{name}_share": table[name] / whole for name in ("led_by_none", "led_by_several")})
    table = table.assign(open=table["led_by_none"] + table["led_by_several"]).reset_index(names=by)
    return table.sort_values(["open", by], ascending=[False, True], ignore_index=True).drop(columns="open")


_STATES = {"led_by_one": "one", "led_by_none": "nobody", "led_by_several": "several"}


def by_stage(rows: pd.DataFrame, led: pd.DataFrame) -> pd.DataFrame:
    """`counts` by stage in the order of the chain, with `bodies_leading`: how many bodies lead it in some project."""
    table = counts(rows, "led_stage")
    bodies = led.groupby("led_stage")["organisation_id"].nunique()
    table["bodies_leading"] = table["led_stage"].map(bodies).fillna(0)
    return in_order(table)


def in_order(table: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of the stages, with `stage_rank` (1 for approval)."""
    rank = table["led_stage"].map(_ORDER)
    return table.assign(stage_rank=rank).sort_values("stage_rank", kind="stable", ignore_index=True)


def summary(facts: pd.DataFrame, rows: pd.DataFrame, led: pd.DataFrame) -> pd.DataFrame:
    """One row: projects, stages reached, gaps, overlaps, the projects that have any, and the bodies that lead."""
    states = rows["leading_state"]
    return pd.DataFrame(
        {
            "projects": [len(facts)],
            "stage_unknown": [int((rows["led_stage"] == codes.UNKNOWN).sum())],
            "stages_reached": [len(rows)],
            **{name: [int((states == state).sum())] for name, state in _STATES.items()},
            "projects_with_gap": [rows.loc[states == "nobody", "project_id"].nunique()],
            "projects_with_overlap": [rows.loc[states == "several", "project_id"].nunique()],
            "bodies_leading": [led["organisation_id"].nunique()],
        }
    )


def matrix(stages: pd.DataFrame, led: pd.DataFrame, memberships: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """Stage by body, a row per cell in which there is something: the bodies that lead most projects, `most` of them.

    `led_here` projects of which the body leads the stage, `led_jointly` those of them in which another leads it too,
    and `joined_here` those in which it has any role in that stage or in the whole project. `organisation_rank`: 1 for
    the body that leads most projects. `memberships` has `project_id`, `organisation_id` and `stage`.
    """
    leaders = led.groupby(_CELL)["organisation_id"].transform("size")
    cell = ["led_stage", "organisation_id"]
    own = led.assign(jointly=leaders > 1).groupby(cell)
    own = own.agg(led_here=("project_id", "size"), led_jointly=("jointly", "sum"))
    parts = memberships[["project_id", "organisation_id", "stage"]].drop_duplicates()
    parts = stages.merge(parts, on="project_id")
    here = (parts["stage"] == "") | (parts["stage"] == parts["led_stage"]) | (parts["led_stage"] == codes.UNKNOWN)
    joined = parts[here].drop_duplicates([*_CELL, "organisation_id"]).groupby(cell).size().rename("joined_here")
    projects = led.groupby("organisation_id")["project_id"].nunique()
    order = projects.sort_values(ascending=False, kind="stable").head(most).index
    rank = pd.Series(range(1, len(order) + 1), index=order, dtype="int64")
    cells = own.join(joined, how="outer").fillna(0).reset_index()
    cells = cells[cells["organisation_id"].isin(rank.index)]
    cells = cells.assign(organisation_rank=cells["organisation_id"].map(rank))
    return in_order(cells.sort_values("organisation_rank", kind="stable"))


def roles(stages: pd.DataFrame, memberships: pd.DataFrame) -> pd.DataFrame:
    """Who else takes part in which stage: `led_stage`, `role`, `role_projects`, `role_share`, `role_bodies`.

    A role that is named for a stage counts in the projects that have reached it; one for the whole project counts
    once, under "whole". `role_share`: of the projects that have reached the stage; of all under "whole".
    """
    parts = memberships[memberships["role"] != "responsible"]
    named = stages.merge(parts[parts["stage"] != ""], left_on=_CELL, right_on=["project_id", "stage"])
    every = parts[(parts["stage"] == "") & parts["project_id"].isin(stages["project_id"])].assign(led_stage=WHOLE)
    rows = pd.concat([named, every])
    table = rows.groupby(["led_stage", "role"], sort=True).agg(
        role_projects=("project_id", "nunique"), role_bodies=("organisation_id", "nunique")
    )
    reached_by = stages.groupby("led_stage")["project_id"].nunique()
    reached_by[WHOLE] = stages["project_id"].nunique()
    table = table.reset_index()
    table["role_share"] = table["role_projects"] / table["led_stage"].map(reached_by).astype("Float64")
    place = table["role"].map({role: number for number, role in enumerate(codes.ROLES)})
    return in_order(table.assign(place=place).sort_values("place", kind="stable")).drop(columns="place")


def bodies(facts: pd.DataFrame, memberships: pd.DataFrame) -> pd.Series:
    """How many different bodies take part in each project, by project id; 0 where none is known."""
    counted = memberships.groupby("project_id")["organisation_id"].nunique()
    return counted.reindex(facts["project_id"]).fillna(0).astype("int64")


def per_project(count: pd.Series) -> pd.DataFrame:
    """`bodies` as a distribution: `organisations`, `projects` and their `share`."""
    table = count.value_counts().sort_index().rename("projects").rename_axis("organisations").reset_index()
    return table.assign(share=table["projects"] / max(len(count), 1))


def body_count(count: pd.Series) -> pd.Series:
    """none, one or several."""
    return count.clip(upper=2).map({0: "none", 1: "one", 2: "several"})


def shared(counted: pd.DataFrame) -> pd.DataFrame:
    """Projects of several bodies at each of some dates.

    `counted` has `as_of`, `organisations` and how many `projects` had so many bodies then. Out: `as_of`,
    `projects_with_bodies`, `projects_shared` (two or more), `shared_share` and `mean_bodies`, both of the projects
    with a known body.
    """
    rows = counted[counted["organisations"] > 0]
    rows = rows.assign(
        projects_with_bodies=rows["projects"],
        projects_shared=rows["projects"].where(rows["organisations"] > 1, 0),
        parts=rows["projects"] * rows["organisations"],
    )
    table = rows.groupby("as_of", as_index=False)[["projects_with_bodies", "projects_shared", "parts"]].sum()
    known = table["projects_with_bodies"].astype("Float64")
    return table.assign(shared_share=table["projects_shared"] / known, mean_bodies=table["parts"] / known)


def _where_none(stages: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The stages of which nothing was found."""
    marked = stages.merge(found[_CELL].drop_duplicates(), how="left", on=_CELL, indicator=True)
    return marked[marked["_merge"] == "left_only"].drop(columns="_merge")
