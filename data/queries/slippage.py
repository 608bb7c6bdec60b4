"""Slips of the projects in scope, from `project_fact`, fetched once for all tables of the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from analytics.frames import FRAMES
from analytics.measures import slippage, slips
from analytics.scope import Scope
from data import bulk
from data.queries import groups
from data.queries.common import in_scope
from data.queries.rules import thresholds
from data.schema import organisation
from data.schema_derived import project_fact


@dataclass(frozen=True, slots=True)
class Slips:
    """What every table of the page is made from.

    `rows` has one row per project with its dates, its slip, whether it is delayed (`is_delayed`) and finished
    (`progress_state`), and the columns that it is grouped by: the largest slip first, unknown last.
    """

    rows: pd.DataFrame
    names: dict[str, groups.Names]  # by dimension
    tolerance: int  # days


def slips_in_scope(connection: Connection, scope: Scope) -> Slips:
    """The slips of the projects in scope."""
    rules = thresholds(connection)
    body = organisation.alias("responsible")
    extra = {"responsible_en": body.c.name_en, "responsible_zh": body.c.name_zh}
    wanted = [name for name in FRAMES["slippage_by_project"].columns if name not in ("progress_state", "is_delayed")]
    columns = [extra[name].label(name) if name in extra else project_fact.c[name] for name in wanted]
    columns += [project_fact.c[name] for name in groups.DIMENSIONS.values() if name not in wanted]
    table = project_fact.outerjoin(body, body.c.id == project_fact.c.responsible_id)
    rows = bulk.fetch(connection, select(*columns).select_from(table).where(*in_scope(scope)))
    rows = rows.assign(
        progress_state=slippage.state(rows["status"], rows["completion_actual"]),
        is_delayed=slips.delayed(rows["slip_days"], rows["status"], rows["as_of"], rules),
        has_forecast=rows["completion_forecast"].notna(),
    )
    order = ["slip_days", "code"]
    return Slips(
        rows.sort_values(order, ascending=[False, True], na_position="last", ignore_index=True),
        {dimension: groups.names(connection, dimension) for dimension in groups.DIMENSIONS},
        int(rules.value("delay.tolerance", scope.as_of or date.max)),
    )


def by(found: Slips, dimension: str) -> pd.DataFrame:
    """Delay rates by sector, district, tier or responsible organisation: the surest delay first."""
    grouped = found.rows.assign(group=found.rows[groups.DIMENSIONS[dimension]])
    return groups.named(slippage.rates(grouped, "group"), found.names[dimension])
