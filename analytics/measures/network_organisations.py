"""Where each organisation stands in the network: what it does, whom it reaches, what it bridges, what binds it.

Of a slice's network (`OneMode`) and who takes part in what. Degree, closeness and betweenness ask who is tied to
whom; strength, depth, eigenvector and the four measures of structural holes count the weights too. Every measure is
one of `analytics.networks`, which says its formula and source.

An organisation without a tie has degree 0; what is about its partners is missing for it, not 0.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import progress
from analytics.measures import network_marks
from analytics.networks.betweenness import betweenness, sources_for
from analytics.networks.breadth_depth import breadth_depth
from analytics.networks.brokerage import brokerage
from analytics.networks.cohesion import cut_off, k_core
from analytics.networks.core_periphery import discrete
from analytics.networks.distances import distances
from analytics.networks.eigenvector import eigenvector
from analytics.networks.holes import structural_holes
from analytics.networks.one_mode import OneMode

LEADS = "responsible"  # the role of who leads a project
ROLES = {"total": "brokered"}  # words of the library -> ours, where they differ
DRAWN, NAMED = 1_500, 8  # organisations and names in the picture of breadth and depth
_NAME = (0.3, 0.12)  # the room of a name, as parts of the picture's width and height
_STARTS = 5  # beginnings of the search for the core, twice: more find the same in a second longer
_STEPS = 7


def work(memberships: pd.DataFrame, ids: np.ndarray) -> pd.DataFrame:
    """What each of `ids` does in the projects: `projects_joined`, `projects_led`, `lead_share`, `lead_shared_share`.

    `memberships` has `project_id`, `organisation_id` and `role`; who is `responsible` leads. `lead_shared_share` is
    of the projects in which two or more take part, and missing where there is none; `lead_share` is missing where
    the organisation joins no project.
    """
    parts = memberships[["project_id", "organisation_id"]].drop_duplicates()
    led = memberships.loc[memberships["role"] == LEADS, ["project_id", "organisation_id"]].drop_duplicates()
    shared = shared_projects(memberships)
    joined, leads, leads_shared = (
        rows["organisation_id"].value_counts().reindex(ids, fill_value=0)
        for rows in (parts, led, led[led["project_id"].isin(shared)])
    )
    return pd.DataFrame(
        {
            "projects_joined": joined,
            "projects_led": leads,
            "lead_share": leads / joined.astype("Float64").where(joined > 0),
            "lead_shared_share": leads_shared.astype("Float64") / (len(shared) or np.nan),
        },
        index=pd.Index(ids, name="organisation_id"),
    )


def shared_projects(memberships: pd.DataFrame) -> pd.Index:
    """The projects in which two organisations or more take part."""
    parts = memberships[["project_id", "organisation_id"]].drop_duplicates()
    counts = parts["project_id"].value_counts()
    return counts.index[counts > 1]


def organisations(network: OneMode, memberships: pd.DataFrame, earlier: OneMode | None = None) -> pd.DataFrame:
    """All columns of `network_organisations` but names and dates, the highest degree first; then strength, then id.

    `earlier` is the network of the slice before, None where there is none to compare with. `community` counts from
    1, the largest; who is alone has none. `in_core` is missing where no core can be told.
    """
    table = work(memberships, network.ids).join(reach(network))
    progress.tick(1, _STEPS)
    between = betweenness(network).set_index("organisation_id")
    table["betweenness"], table["betweenness_error"] = between["betweenness"], between["standard_error"]
    progress.tick(2, _STEPS)
    held = cut_off(network)
    table["is_cut_point"], table["cut_off"], table["k_core"] = held > 0, held, k_core(network)
    progress.tick(3, _STEPS)
    core = discrete(network, starts=_STARTS)
    table["in_core"] = pd.array(core.table["in_core"] if core.fit == core.fit else [None] * network.nodes, "boolean")
    progress.tick(4, _STEPS)
    found = network_marks.community(network)  # the same as in the picture
    table["community"] = pd.array(found, "Int64")
    table.loc[found == 0, "community"] = pd.NA
    progress.tick(5, _STEPS)
    table = table.join(structural_holes(network))
    progress.tick(6, _STEPS)
    table = table.join(changes(network, earlier))
    order = ["degree", "node_strength", "organisation_id"]
    return table.reset_index().sort_values(order, ascending=[False, False, True], ignore_index=True)


def reach(network: OneMode) -> pd.DataFrame:
    """By `organisation_id` whom it reaches: degrees, strength, closeness, eigenvector, breadth, depth and class.

    Closeness is `Distances.closeness_of_reached`, which can be told in a network of several components too.
    """
    table, classes = ties(network), breadth_depth(network).by_organisation
    table["closeness"] = distances(network).closeness_of_reached
    table["eigenvector"] = eigenvector(network)
    table["breadth"], table["depth"] = classes["breadth"], classes["depth"]
    table["breadth_class"] = classes["kind"]
    return table


def ties(network: OneMode) -> pd.DataFrame:
    """By `organisation_id` its ties: `degree`, `in_degree` and `out_degree` (missing without directions) and
    `node_strength`, all weights together."""
    plain, undirected = network.undirected, [None] * network.nodes
    came, went = np.bincount(network.weights.indices, minlength=network.nodes), np.diff(network.weights.indptr)
    return pd.DataFrame(
        {
            "degree": np.diff(plain.weights.indptr),
            "in_degree": pd.array(came if network.directed else undirected, "Int64"),
            "out_degree": pd.array(went if network.directed else undirected, "Int64"),
            "node_strength": plain.weights.sum(axis=1),
        },
        index=pd.Index(network.ids, name="organisation_id"),
    )


def standing(network: OneMode, memberships: pd.DataFrame) -> pd.DataFrame:
    """What is soon told of each organisation: what it does, its ties and its rank, among how many `organisations`."""
    table = work(memberships, network.ids).join(ties(network)).join(changes(network, None))
    return table.assign(organisations=network.nodes).reset_index()


def changes(network: OneMode, earlier: OneMode | None) -> pd.DataFrame:
    """By `organisation_id`: `degree_rank` and, against the slice before, `degree_before` and the two changes.

    Equal degrees share the better place. Ranks move also because others come and go: the rank before is among
    all who took part then.
    """
    now = _degrees(network)
    table = pd.DataFrame({"degree_rank": _places(now)})
    then = _degrees(earlier) if earlier is not None else now.head(0)
    table["degree_before"] = then.reindex(table.index).astype("Int64")
    table["change_in_degree"] = now - table["degree_before"]
    table["change_in_rank"] = _places(then).reindex(table.index).astype("Int64") - table["degree_rank"]
    return table


def _degrees(network: OneMode) -> pd.Series:
    index = pd.Index(network.ids, name="organisation_id")
    return pd.Series(np.diff(network.undirected.weights.indptr), index).astype("Int64")


def _places(degrees: pd.Series) -> pd.Series:
    return degrees.rank(method="min", ascending=False).astype("Int64")


def summary(network: OneMode, table: pd.DataFrame, memberships: pd.DataFrame) -> pd.DataFrame:
    """The `network_organisations_summary` frame but its dates: one row about all of `organisations`."""
    classes, shared = table["breadth_class"].value_counts(), shared_projects(memberships)
    cuts = breadth_depth(network)
    led = memberships.loc[memberships["role"] == LEADS, "project_id"]
    tied = int((table["degree"] > 0).sum())
    row = {
        "organisations": network.nodes,
        "organisations_tied": tied,
        "organisations_apart": network.nodes - tied,
        "cut_points": int(table["is_cut_point"].sum()),
        **{f"class_{name}": int(classes.get(name, 0)) for name in ("leading", "key", "auxiliary")},
        "breadth_cut": cuts.breadth_cut,
        "depth_cut": cuts.depth_cut,
        "projects_shared": len(shared),
        "projects_shared_led": int(pd.Series(shared.isin(led)).sum()),
        "betweenness_sources": min(network.nodes, sources_for(network.nodes)),
    }
    return pd.DataFrame([row])


def drawn(table: pd.DataFrame) -> pd.DataFrame:
    """The `network_breadth_depth` frame: the rows of `organisations` that its picture has room for, `labelled` the
    ones with a name: of the broadest and of the deepest in turn, where no name stands in the way."""
    rows = table[table["degree"] > 0].sort_values("breadth", ascending=False, kind="stable").head(DRAWN)
    rows = rows.reset_index(drop=True)
    width, height = (float(rows[axis].max()) or 1.0 if len(rows) else 1.0 for axis in ("breadth", "depth"))
    x, y = rows["breadth"].astype("float64") / width, rows["depth"].astype("float64") / height
    deepest = rows.sort_values("depth", ascending=False, kind="stable").index
    placed: list[int] = []
    for at in dict.fromkeys(at for both in zip(rows.index, deepest, strict=True) for at in both):
        clear = all(abs(x[at] - x[other]) > _NAME[0] or abs(y[at] - y[other]) > _NAME[1] for other in placed)
        if clear and rows.at[at, "breadth_class"] != "auxiliary":
            placed.append(at)
        if len(placed) == NAMED:
            break
    return rows.assign(labelled=rows.index.isin(placed))


def roles(network: OneMode, kinds: pd.Series) -> pd.DataFrame:
    """The `network_brokerage` frame but names: Gould and Fernandez's roles by kind of organisation, with z scores.

    `kinds` is by organisation id. Without directions each brokered pair counts in both orders. Whoever brokers most
    comes first.
    """
    found = brokerage(network, kinds).by_organisation
    names = {name: ROLES.get(name, name) for name in found if not name.endswith(("_z", "_expected", "_sd"))}
    columns = {f"{name}{end}": f"{ours}{end}" for name, ours in names.items() for end in ("", "_z")}
    table = found[list(columns)].rename(columns=columns).reset_index()
    return table.sort_values(["brokered", "organisation_id"], ascending=[False, True], ignore_index=True)
