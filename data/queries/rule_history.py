"""Every value that a policy number has or had: the shipped ones and the user's, withdrawn ones included."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from analytics.codes import LIGHT_COLOURS, RULE_GROUPS, RULE_STATES
from analytics.frames import FRAMES
from analytics.language import N_, Language
from analytics.measures import light_words
from analytics.measures.tiers import HOME
from analytics.money import to_minor
from analytics.scope import Scope
from analytics.thresholds import Threshold, Thresholds, shipped
from data.queries import lights
from data.queries.rules import from_row
from data.schema import light_rule, rule

# The newest value of these holds for all days, whatever day a reader looks at.
TIMELESS = ("fiscal.first_month",)
RATE_MEANING = N_("Yuan for one unit of the other currency, by which amounts in it are held against thresholds in yuan")


def history(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `rules` frame: by group and number, newest first, the one in force on the scope's date above the others."""
    rows = connection.execute(select(rule).order_by(rule.c.id)).all()
    own = {row.id: from_row(row) for row in rows}
    known = Thresholds(own[row.id] for row in rows if row.withdrawn_at is None)
    words = {number.key: number for number in shipped()}
    told = []
    for number, row in [*((number, None) for number in shipped()), *((own[row.id], row) for row in rows)]:
        about = words.get(number.key)
        told.append(
            {
                "rule_group": number.key.partition(".")[0],
                "word": number.key,
                "meaning_en": about.meaning if about else RATE_MEANING,
                "meaning_zh": about.meaning_zh if about else Language("zh_CN")(RATE_MEANING),
                "value": number.text,
                "unit": number.unit,
                "effective_from": number.effective_from,
                "rule_state": _state(number, row, known, scope),
                "source_en": number.source,
                "source_zh": number.source_zh or None,
                "origin": "own" if row else "shipped",
                **{name: getattr(row, name, None) for name in ("entered_by", "withdrawn_at", "withdrawn_by")},
                "entered_at": row.created_at if row else None,
                "entry": row.id if row else None,
            }
        )
    return _ordered(pd.DataFrame(told, columns=list(FRAMES["rules"].columns)))


def light_rules(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `light_rule_entries` frame, newest first."""
    rows = connection.execute(select(light_rule).order_by(light_rule.c.id.desc())).all()
    standing = [row for row in rows if row.withdrawn_at is None and row.effective_from <= (scope.as_of or date.max)]
    newest: dict[str, Any] = {}
    for row in sorted(standing, key=lambda row: (row.effective_from, row.id)):
        newest[row.name] = row
    told = []
    for row in rows:
        rule = lights.from_row(row)
        in_force = newest.get(row.name) is row
        later = row not in standing
        state = "withdrawn" if row.withdrawn_at else "in_force" if in_force else "later" if later else "replaced"
        told.append(
            {
                "entry": row.id,
                "light_rule_en": row.name,
                "light_rule_zh": row.name,
                "light_measure": row.measure,
                **{
                    f"{light}_band_{code}": light_words.band(rule, light, language)
                    for code, language in (("en", Language("en")), ("zh", Language("zh_CN")))
                    for light in LIGHT_COLOURS
                },
                "currency": row.currency,
                "least_plan": None if rule.least_plan is None else to_minor(rule.least_plan, row.currency),
                "effective_from": row.effective_from,
                "rule_state": state,
                "source_en": row.source,
                "source_zh": None,
                "entered_at": row.created_at,
                **{name: getattr(row, name) for name in ("entered_by", "withdrawn_at", "withdrawn_by")},
            }
        )
    return pd.DataFrame(told, columns=list(FRAMES["light_rule_entries"].columns))


def _state(number: Threshold, row: Any, known: Thresholds, scope: Scope) -> str:
    if row is not None and row.withdrawn_at is not None:
        return "withdrawn"
    on = date.max if number.key in TIMELESS or scope.as_of is None else scope.as_of
    if known.at(number.key, on, number.currency) is number:
        return "in_force"
    return "later" if number.effective_from > on else "replaced"


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    """Groups in their own order; a number's value in force first, then the others, the newest first."""
    groups = {name: place for place, name in enumerate(RULE_GROUPS)}
    states = {name: place for place, name in enumerate(RULE_STATES)}
    shipped_order = {number.key: place for place, number in enumerate(shipped())}
    ordered = table.assign(
        group_place=table["rule_group"].map(groups),
        key_place=table["word"].map(shipped_order).fillna(len(shipped_order)),
        unit_place=table["unit"] != HOME,
        state_place=table["rule_state"].map(states),
        newest=-table["entry"].astype("Float64").fillna(0),
    ).sort_values(["group_place", "key_place", "unit_place", "unit", "state_place", "newest"], ignore_index=True)
    return ordered[table.columns]
