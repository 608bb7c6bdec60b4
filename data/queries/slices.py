"""A slice of who takes part in what: the part of the network that the reader asked for, tied and thinned out.

In the usual window ("as last reported") every project in scope counts as it stands on the scope's date. In a window of
years a body counts on a project where a report that held in the window names it, its own dates (from, to) do not
lie outside, and the project was under way: neither completed nor cancelled before the window began. A slice by
stage has the bodies named for that stage, and those named for the whole project where it has reached the stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse
from sqlalchemy import ColumnElement, Connection, func, or_, select

from analytics import codes, network_slice
from analytics.network_slice import NetworkSlice
from analytics.networks import backbone as backbones
from analytics.networks import directed, projection, two_mode
from analytics.networks.backbone import Backbone
from analytics.networks.one_mode import OneMode
from analytics.networks.two_mode import TwoMode
from analytics.scope import Scope
from data import bulk
from data.queries import tie_units
from data.queries.common import in_scope, known_at, reporting_dates, resolve
from data.queries.merged import counted
from data.schema import organisation
from data.schema_derived import project_fact, project_organisation

ENDED = ("completed", "cancelled")
# Who sends and who receives in a tie with a direction; None is every body on the project, in whatever role.
DIRECTIONS: dict[str, tuple[str, tuple[str, ...] | None]] = {
    "leads": ("responsible", None),
    "funds": ("funder", ("responsible", "client", "delegate", "operator", "partner")),
}


@dataclass(frozen=True, eq=False)
class Slice:
    """What every table about the network is made from.

    `memberships`: `project_id`, `organisation_id`, `role`, `stage` ("" the whole project), in the window and of the
    kinds asked for. `members` are whom the ties come from, by `unit`: projects, contracts or meetings; `units` is the
    same as a two-mode network. `before` are all ties, `network` those that the backbone and the levels leave, over
    the same organisations: all that take part. `facts` is by project id: `sector`, `district`, `tier`, `stage`,
    `budget` (minor units), `currency`. `bodies` is by organisation id: `name_en`, `name_zh`, `kind`, `level`,
    `parent_id`, and `district`, where more than half of its projects in the slice lie, else "unknown".
    """

    asked: NetworkSlice
    scope: Scope
    memberships: pd.DataFrame
    members: pd.DataFrame
    facts: pd.DataFrame
    units: TwoMode
    before: OneMode
    network: OneMode
    backbone: Backbone | None
    bodies: pd.DataFrame

    @property
    def projects(self) -> int:
        """How many projects are in scope and window, with or without a known body."""
        return len(self.facts)

    @cached_property
    def counted(self) -> OneMode:
        """All ties, weighed by how often: shared projects, contracts or meetings."""
        return (
            self.before if self.asked.weight == "count" else _tied(self.asked, "count", self.members, self.before.ids)
        )

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """The ties of `network`, the strongest first: `first_id`, `second_id`, `tie_weight`, `shared_projects`."""
        ties = self.network.table().rename(columns={"weight": "tie_weight"})
        often = self.counted.table().rename(columns={"weight": "shared_projects"})
        return ties.merge(often, on=["first_id", "second_id"], how="left")

    def named(self, table: pd.DataFrame, *roles: str) -> pd.DataFrame:
        """Adds the names (and for `organisation` the kind and level) of the bodies whose ids are in `{role}_id`."""
        for role in roles:
            found = self.bodies.reindex(table[f"{role}_id"].to_numpy(dtype="int64"))
            added = {f"{role}_en": found["name_en"], f"{role}_zh": found["name_zh"]}
            if role == "organisation":
                added |= {"organisation_kind": found["kind"], "organisation_level": found["level"]}
            table = table.assign(**{name: values.to_numpy() for name, values in added.items()})
        return table


def slice_in_scope(connection: Connection, scope: Scope) -> Slice:
    """The slice that the scope's options ask for; PortfolioError where they cannot go together."""
    asked, scope = network_slice.asked(scope), resolve(connection, scope)
    first, last = asked.days(scope.as_of) if scope.as_of else (date.min, date.min)
    facts = _facts(connection, scope, asked, first, last)
    bodies = _bodies(connection, scope.as_of)
    memberships = _in_slice(_memberships(connection, scope, asked, first, last), asked, facts, bodies)
    if asked.tie in ("contract", "meets"):
        listed = tie_units.contract_members if asked.tie == "contract" else tie_units.meeting_members
        members = _in_slice(listed(connection, scope, first, last), asked, facts, bodies)
    else:
        members = memberships.assign(unit=memberships["project_id"])
        members["amount"] = facts["budget"].reindex(memberships["project_id"]).to_numpy()
    members = members.reset_index(drop=True)
    ids = np.union1d(memberships["organisation_id"], members["organisation_id"]).astype("int64")
    before = _tied(asked, asked.weight, members, ids)
    units = two_mode.two_mode(members.assign(project_id=members["unit"]))
    kept = _kept(asked, units, before)
    settled = bodies.assign(district=_districts(memberships, facts).reindex(bodies.index).fillna(codes.UNKNOWN))
    network = _on_levels(asked, _weighed_as(before, kept), settled)
    return Slice(asked, scope, memberships, members, facts, units, before, network, kept, settled)


def years(connection: Connection, scope: Scope) -> list[int]:
    """The calendar years that a window can have: from the first report to the last one by the scope's date."""
    last = resolve(connection, scope).as_of
    days = [day for day in reporting_dates(connection) if last and day <= last]
    return list(range(days[0].year, days[-1].year + 1)) if days else []


def by_year(connection: Connection, scope: Scope) -> dict[int, Slice]:
    """The slice year by year: each year by itself, or up to it (cumulative), or the last years up to it (rolling)."""
    window = dict(scope.options).get("window", "year")
    window = window if window in ("cumulative", "rolling") else "year"
    return {
        year: slice_in_scope(connection, scope.choosing(window=window, year=year)) for year in years(connection, scope)
    }


def _under_way(asked: NetworkSlice, first: date, last: date) -> list[ColumnElement[bool]]:
    """Conditions on `project_fact`: the states that make a project one of the window."""
    fact = project_fact.c
    if asked.window == "now":
        return known_at(project_fact, last)
    lasting = or_(fact.status.not_in(ENDED), fact.status_since >= first)
    return [fact.as_of <= last, fact.valid_to > first, lasting]


def _facts(connection: Connection, scope: Scope, asked: NetworkSlice, first: date, last: date) -> pd.DataFrame:
    """The projects in scope and window, as they stood at its end; budgets of the commonest currency alone."""
    fact = project_fact.c
    chosen = select(
        fact.project_id, fact.sector, fact.district, fact.tier, fact.stage, fact.currency,
        func.coalesce(fact.budget_approved, fact.budget_current).label("budget"),
    ).where(*in_scope(scope.at(last) if scope.as_of else scope))  # fmt: skip
    if asked.window != "now":
        chosen = chosen.where(fact.project_id.in_(select(fact.project_id).where(*_under_way(asked, first, last))))
    found = bulk.fetch(connection, chosen).set_index("project_id")
    if len(commonest := found["currency"].mode()):
        found["budget"] = found["budget"].mask(found["currency"] != commonest[0])
    return found


def _memberships(connection: Connection, scope: Scope, asked: NetworkSlice, first: date, last: date) -> pd.DataFrame:
    part = project_organisation.c
    statement = select(part.project_id, part.organisation_id, part.role, part.stage).distinct()
    if asked.window == "now":
        return bulk.fetch(connection, statement.where(*known_at(project_organisation, scope.as_of)))
    return bulk.fetch(
        connection,
        statement.where(
            part.as_of <= last,
            part.valid_to > first,
            or_(part.from_date.is_(None), part.from_date <= last),
            or_(part.to_date.is_(None), part.to_date >= first),
        ),
    )


def _bodies(connection: Connection, as_of: date | None) -> pd.DataFrame:
    body = organisation.c
    above = counted(body.parent_id, as_of or date.min).label("parent_id")
    names = (body.id, body.name_en, body.name_zh, body.kind, body.level, above)
    return bulk.fetch(connection, select(*names)).set_index("id")


def _in_slice(rows: pd.DataFrame, asked: NetworkSlice, facts: pd.DataFrame, bodies: pd.DataFrame) -> pd.DataFrame:
    """The rows of projects in scope, of the stage and of the kinds asked for."""
    keep = rows["project_id"].isin(facts.index)
    if asked.stage:
        order = list(codes.STAGES)
        reached = facts.index[facts["stage"].isin(order[order.index(asked.stage) :])]
        named = rows["stage"] if "stage" in rows else pd.Series("", index=rows.index)
        keep &= (named == asked.stage) | ((named == "") & rows["project_id"].isin(reached))
    if asked.kinds:
        keep &= rows["organisation_id"].isin(bodies.index[bodies["kind"].isin(asked.kinds)])
    return rows[keep].reset_index(drop=True)


def _tied(asked: NetworkSlice, weight: str, members: pd.DataFrame, ids: np.ndarray) -> OneMode:
    """The ties of the members, over all organisations of the slice."""
    rows = members.assign(project_id=members["unit"])
    if asked.directed:
        sender, receivers = DIRECTIONS[asked.tie]
        rows["sends"] = rows["role"] == sender
        rows["receives"] = rows["role"].isin(receivers) if receivers else True
        return directed.from_to(rows, weight, rows.groupby("project_id")["amount"].first())
    units = two_mode.two_mode(rows)
    amounts = None
    if weight == "investment":
        amounts = rows.groupby("project_id")["amount"].first().reindex(units.projects)
    return _over(ids, projection.project(units, weight, amounts))


def _over(ids: np.ndarray, network: OneMode) -> OneMode:
    """The same ties over more organisations, which have none."""
    if len(ids) == network.nodes:
        return network
    ties, place = network.weights.tocoo(), np.searchsorted(ids, network.ids)
    cells = (ties.data, (place[ties.row], place[ties.col]))
    return OneMode(ids, sparse.csr_array(cells, shape=(len(ids), len(ids))), network.directed)


def _kept(asked: NetworkSlice, units: TwoMode, before: OneMode) -> Backbone | None:
    if asked.backbone == "minimum":
        return backbones.minimum_weight(before, asked.least_weight)
    if asked.backbone == "disparity":
        return backbones.disparity(before, asked.alpha)
    if asked.backbone == "none":
        return None
    return {"sdsm": backbones.sdsm, "fixed_row": backbones.fixed_row}[asked.backbone](units, asked.alpha, asked.signed)


def _weighed_as(before: OneMode, kept: Backbone | None) -> OneMode:
    """The ties of the backbone with the weights that were asked for; one whose weight is not known is none."""
    if kept is None:
        return before
    return OneMode(
        before.ids, sparse.csr_array(before.weights * _over(before.ids, kept.network).adjacency), before.directed
    )


def _on_levels(asked: NetworkSlice, network: OneMode, bodies: pd.DataFrame) -> OneMode:
    """The ties between bodies of one level (horizontal) or of two (vertical); an unknown level is neither."""
    if asked.levels == "all":
        return network
    level = bodies["level"].reindex(network.ids).to_numpy(dtype=object)
    ties = network.weights.tocoo()
    first, second = level[ties.row], level[ties.col]
    keep = (first != codes.UNKNOWN) & (second != codes.UNKNOWN) & ((first == second) == (asked.levels == "horizontal"))
    cells = (ties.data[keep], (ties.row[keep], ties.col[keep]))
    return OneMode(network.ids, sparse.csr_array(cells, shape=ties.shape), network.directed)


def _districts(memberships: pd.DataFrame, facts: pd.DataFrame) -> pd.Series:
    """The district in which more than half of a body's projects with a known district lie."""
    rows = memberships[["project_id", "organisation_id"]].drop_duplicates()
    rows = rows.assign(district=facts["district"].reindex(rows["project_id"]).to_numpy()).dropna()
    counted = rows.groupby(["organisation_id", "district"]).size()
    share = counted / counted.groupby("organisation_id").transform("sum")
    return share[share > 0.5].reset_index().set_index("organisation_id")["district"]
