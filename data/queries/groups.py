"""Groups of projects and what they are called: by sector, district, tier or responsible organisation."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, select

from analytics import codes
from analytics.language import N_, Language
from data.schema import code_label, organisation

# what a reader may group by -> the column of `project_fact`
DIMENSIONS = {
    "sector": "sector",
    "district": "district",
    "tier": "tier",
    "responsible": "responsible_id",
}
_LISTS = {"sector": codes.SECTORS, "tier": codes.TIERS}
NOT_STATED = N_("Not stated")


Names = tuple[dict[str, str], dict[str, str]]  # code -> name, in English and in Chinese


def named(table: pd.DataFrame, names: Names) -> pd.DataFrame:
    """The table with `group` (the code, or the organisation's id; NA is "not stated"), `group_en`, `group_zh`."""
    english, chinese = names
    group = table["group"].astype("object").where(table["group"].notna() & (table["group"] != ""), None)
    group = group.map(str, na_action="ignore")
    return table.assign(
        group=group,
        group_en=group.map(lambda code: english.get(code, code), na_action="ignore").fillna(NOT_STATED),
        group_zh=group.map(lambda code: chinese.get(code, code), na_action="ignore").fillna(
            Language("zh_CN")(NOT_STATED)
        ),
    )


def names(connection: Connection, dimension: str) -> Names:
    """What the groups of a dimension are called: our own lists, then the labels that came with the data."""
    english = dict(_LISTS.get(dimension, {}))
    chinese = {code: Language("zh_CN")(label) for code, label in english.items()}
    if dimension == "responsible":
        rows = connection.execute(select(organisation.c.id, organisation.c.name_en, organisation.c.name_zh)).all()
    else:
        label = code_label.c
        wanted = select(label.code, label.name_en, label.name_zh).where(label.kind == dimension)
        rows = connection.execute(wanted).all()
    for code, name_en, name_zh in rows:
        english[str(code)] = name_en or name_zh or str(code)
        chinese[str(code)] = name_zh or name_en or str(code)
    return english, chinese
