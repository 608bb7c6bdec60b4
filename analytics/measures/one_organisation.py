"""One organisation: its names, its partners, the money that went to it and came from it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.networks.one_mode import OneMode


def names(own: pd.DataFrame, aliases: pd.DataFrame, merged: pd.DataFrame) -> pd.DataFrame:
    """The `organisation_names` frame, each name once: the organisation's own, its aliases, bodies merged into it.

    `own` and `merged` have `name_en` and `name_zh`, `aliases` has `name`; the last two `name_from` and `name_to`,
    `merged` also `other_id`.
    """
    parts = [
        _long(own).assign(name_kind="own"),
        aliases.assign(name_kind="alias"),
        _long(merged).assign(name_kind="merged"),
    ]
    columns = ["name", "name_kind", "name_from", "name_to", "other_id"]
    found = pd.concat([part.reindex(columns=columns).astype("object") for part in parts], ignore_index=True)
    found = found[found["name"].notna()].drop_duplicates(["name", "name_kind"], ignore_index=True)
    also = found.duplicated("name") & (found["name_kind"] == "alias")  # the sources repeat the name as an alias
    return found[~also | found["name_to"].notna()].reset_index(drop=True)


def _long(rows: pd.DataFrame) -> pd.DataFrame:
    """Both names of a body as rows of `name`."""
    each = [rows.rename(columns={name: "name"}).drop(columns=other, errors="ignore")
            for name, other in (("name_en", "name_zh"), ("name_zh", "name_en"))]  # fmt: skip
    return pd.concat(each, ignore_index=True).sort_index(kind="stable")


def roles(parts: pd.DataFrame) -> pd.DataFrame:
    """`project_id` and `own_roles`: all roles of a project, joined by semicolons."""
    joined = parts.drop_duplicates().sort_values(["project_id", "role"]).groupby("project_id")["role"].agg(";".join)
    return joined.rename("own_roles").reset_index()


def partners(memberships: pd.DataFrame, network: OneMode, us: int) -> pd.DataFrame:
    """Who shares a project with an organisation or is tied to it, the closest first.

    `memberships` has `project_id`, `organisation_id` and `role`. Columns: `partner_id`, `shared_projects`,
    `tie_weight` (in the network, directions added up; missing where the backbone or the levels left no tie),
    `own_roles` and `partner_roles` in the shared projects.
    """
    mine = memberships[memberships["organisation_id"] == us]
    others = memberships[memberships["project_id"].isin(mine["project_id"]) & (memberships["organisation_id"] != us)]
    both = others.merge(mine[["project_id", "role"]].drop_duplicates(), on="project_id", suffixes=("", "_own"))
    found = both.groupby("organisation_id").agg(
        shared_projects=("project_id", "nunique"), own_roles=("role_own", _joined), partner_roles=("role", _joined)
    )
    weight = _weights(network, us)
    found = found.join(weight, how="outer").rename_axis("partner_id").reset_index()
    found["shared_projects"] = found["shared_projects"].fillna(0).astype("Int64")
    order = ["shared_projects", "tie_weight", "partner_id"]
    return found.sort_values(order, ascending=[False, False, True], na_position="last", ignore_index=True)


def _joined(roles: pd.Series) -> str:
    return ";".join(sorted(set(roles)))


def _weights(network: OneMode, us: int) -> pd.Series:
    """The ties of one organisation by the other's id."""
    plain = network.undirected
    at = np.flatnonzero(plain.ids == us)
    row = plain.weights[at].tocoo() if len(at) else None
    index = pd.Index(plain.ids[row.coords[1]] if row is not None else [], name="organisation_id", dtype="int64")
    return pd.Series(row.data if row is not None else [], index, name="tie_weight", dtype="Float64")


def since(dated: pd.DataFrame, memberships: pd.DataFrame, us: int) -> pd.Series:
    """By partner the day since which both have been named in a project that they share.

    `dated` has the reports, `project_id`, `organisation_id` and `as_of`; of each project the later of the two first
    days counts, and of all shared projects the earliest.
    """
    began = dated.groupby(["project_id", "organisation_id"], as_index=False)["as_of"].min()
    shared = memberships[["project_id", "organisation_id"]].drop_duplicates()
    began = began.merge(shared, on=["project_id", "organisation_id"])
    ours = began.loc[began["organisation_id"] == us].set_index("project_id")["as_of"]
    theirs = began[began["organisation_id"] != us]
    later = np.maximum(theirs["as_of"].to_numpy(), ours.reindex(theirs["project_id"]).to_numpy())
    return pd.Series(later, theirs["organisation_id"].to_numpy()).groupby(level=0).min()


def money(payments: pd.DataFrame, us: int) -> pd.DataFrame:
    """The `organisation_money` frame: by year and currency what was paid to it and by it.

    `payments` has `paid_on`, `amount` (minor units), `currency`, `payer_id`, `payee_id`. A payment to itself counts
    on both sides. Missing is a year in which nothing went that way, 0 a year in which what went adds up to nothing.
    """
    year = pd.to_datetime(payments["paid_on"]).dt.year.astype("Int64")
    rows = payments.assign(calendar_year=year, amount=payments["amount"].astype("Int64"))
    sides = []
    for end, counted, total in (
        ("payee_id", "payments_received", "money_received"),
        ("payer_id", "payments_made", "money_paid"),
    ):
        side = rows[(rows[end] == us).fillna(False)].groupby(["calendar_year", "currency"])["amount"]
        sides.append(pd.DataFrame({counted: side.count(), total: side.sum()}))
    both = sides[0].join(sides[1], how="outer").reset_index()
    counts = both[["payments_received", "payments_made"]].fillna(0)
    return both.assign(**counts).sort_values(["currency", "calendar_year"], ignore_index=True)
