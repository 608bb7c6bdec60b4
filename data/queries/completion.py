"""When the projects in scope will be done, fetched once for all tables of the page; and one project's progress."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, select

from analytics import codes
from analytics.frames import FRAMES
from analytics.measures import comparables, completion, earned_value, project_forecast
from analytics.scope import Scope
from data import bulk, schema
from data.queries.common import in_scope, known_at
from data.queries.histories import histories_in_scope, ids_in_scope, known_budget
from data.queries.rules import first_month, thresholds
from data.schema import organisation
from data.schema_derived import project_fact, project_year

USUAL = "sector-tier-size"
_ALSO = ("name_en", "name_zh", "completed_total", "progress_as_of")
_FACT = project_fact.c


@dataclass(frozen=True, slots=True)
class Completions:
    """`projects`: the whole portfolio with its clock and classes, or what one project is compared with; `chosen`: those
    of them in scope; `dates`: its unfinished ones; `earned`: the figures of earned value by the index of `projects`;
    `keys` of the narrowest class; `years`: the annual plans in scope; `states`: what each report said where the scope
    is one project."""

    projects: pd.DataFrame
    chosen: pd.Series
    dates: pd.DataFrame
    earned: pd.DataFrame
    keys: list[str]
    years: pd.DataFrame
    first_month: int
    states: pd.DataFrame


def completions_in_scope(connection: Connection, scope: Scope) -> Completions:
    """What every method says about the projects in scope. Option `class_by`: a code of `codes.CLASS_LEVELS`."""
    keys = comparables.keys(scope.option("class_by", codes.CLASS_LEVELS, USUAL))
    years, month = _years(connection, scope), first_month(thresholds(connection))
    ids = ids_in_scope(connection, scope)
    for projects in _compared(connection, scope, keys):
        chosen = projects["project_id"].isin(ids)
        earned = earned_value.by_project(projects[chosen], years, month)
        dates = completion.dates(projects, chosen, earned, pd.Timestamp(scope.as_of), keys)
        if dates[["class_level", "survival_level"]].notna().all(axis=None):
            break
    return Completions(projects, chosen, dates, earned, keys, years, month, _states(connection, scope))


def _compared(connection: Connection, scope: Scope, keys: Sequence[str]) -> Iterator[pd.DataFrame]:
    """The projects to learn from: the whole portfolio; for one project its classes in turn, the narrowest first.

    A class that is large enough for an answer gives the same as the portfolio; most are answered by their first.
    """
    whole = Scope(as_of=scope.as_of)
    if scope.project is not None:
        mine = _clocked(connection, scope)
        if mine.empty or mine["outcome"].iloc[0] != "open" or mine["why_not"].notna().iloc[0]:
            yield mine  # never forecast, so never compared
            return
        project = mine.iloc[0]
        for asked in comparables.levels(keys).values():
            if asked and project[asked].notna().all():
                yield _clocked(connection, whole, [same for key in asked for same in _same(project, key)])
    yield _clocked(connection, whole)


def _same(project: pd.Series, key: str) -> list[ColumnElement[bool]]:
    """The projects that agree with this one in a key of the classes."""
    if key != "size":
        return [_FACT[key] == project[key]]
    low, high = comparables.budgets(project["size_band"], project["currency"])
    budget = known_budget(_FACT)
    return [_FACT.currency == project["currency"], budget >= low, *([budget < high] if high else [])]


def _clocked(connection: Connection, scope: Scope, among: Sequence[ColumnElement[bool]] = ()) -> pd.DataFrame:
    """The projects with their names, clock and classes, by the index `project_id`."""
    histories = histories_in_scope(connection, scope, _ALSO, among)
    body = organisation.c
    names = bulk.fetch(connection, select(body.id, body.name_en, body.name_zh)).set_index("id")
    named = {
        f"responsible_{code}": histories["responsible_id"].map(names[f"name_{code}"]).astype("object")
        for code in ("en", "zh")
    }
    projects = completion.clocked(histories.assign(**named), pd.Timestamp(scope.as_of))
    return projects.set_index("project_id", drop=False)


def _states(connection: Connection, scope: Scope) -> pd.DataFrame:
    """What was known after each report of the project of the scope, oldest first; no rows for a portfolio."""
    fact, project = _FACT, schema.project.c
    mine = select(project.id).where(project.code == scope.project).scalar_subquery()
    names = ("as_of", "completion_forecast", "progress_as_of", "physical_percent", "completed_total", "currency")
    statement = select(*(fact[name] for name in names)).where(fact.project_id == mine, fact.as_of <= scope.as_of)
    return bulk.fetch(connection, statement.order_by(fact.as_of))


def _years(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The annual plans of the projects in scope in the currency of their budget."""
    year, fact = project_year.c, project_fact.c
    mine = and_(fact.project_id == year.project_id, fact.currency == year.currency)
    statement = (
        select(year.project_id.label("project"), year.year, year.plan_first)
        .select_from(project_year.join(project_fact, mine))
        .where(*in_scope(scope), *known_at(project_year, scope.as_of))
    )
    return bulk.fetch(connection, statement)


def finished(found: Completions) -> pd.DataFrame:
    """The finished projects in scope; where the scope is one unfinished project, those of its class."""
    among = found.chosen
    if len(found.states) and len(found.dates):
        among = completion.like(found.projects, found.dates.iloc[0], found.keys)
    return found.projects[among & (found.projects["outcome"] == "finished")]


def earned_by_project(found: Completions) -> pd.DataFrame:
    """The `earned_schedule_by_project` frame: the unfinished first, the most days behind first."""
    mine = found.projects[found.chosen & (found.projects["outcome"] != "cancelled")]
    table = mine.drop(columns=["budget", "planned_days"]).join(found.earned.drop(columns="actual_cost"))
    table = table.assign(
        progress_state=table["outcome"].map({"open": "unfinished", "finished": "finished"}),
        actual_cost=table["completed_total"],
        planned_days=mine["planned_days"],
        budget=mine["budget"],
    )
    return _whole(table.sort_values(["outcome", "time_variance", "code"], ascending=[False, True, True]))


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    """Computed money in whole minor units."""
    money = ("planned_value", "earned_value", "cost_variance", "schedule_variance", "estimate", "estimate_as_planned",
             "variance_at_completion")  # fmt: skip
    return table.assign(**{name: table[name].astype("float64").round() for name in money})


def earned_history(found: Completions) -> pd.DataFrame:
    """The `project_earned_value` frame: one project at its reports of progress and at the points of its plan."""
    project = _only(found)
    if project.empty:
        return FRAMES["project_earned_value"].empty()
    this = project.iloc[0]
    same = found.states["currency"] == this["currency"]
    reports = found.states.assign(completed_total=found.states["completed_total"].where(same))
    made = earned_value.history(this, reports, found.years, found.first_month)
    return _whole(made.assign(currency=this["currency"]))


def of_project(found: Completions) -> pd.DataFrame:
    """The `project_completion` frame: one row, also of a finished or cancelled project; none of a portfolio."""
    project = _only(found)
    return project_forecast.row(project, found.dates.head(len(project)), found.states)


def _only(found: Completions) -> pd.DataFrame:
    """The project of the scope; no rows where the scope is a portfolio."""
    return found.projects[found.chosen] if len(found.states) else found.projects.head(0)
