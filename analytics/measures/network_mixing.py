"""Which kinds of organisations work with each other, which act alone, and where the three agencies meet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import codes
from analytics.networks.one_mode import OneMode

AGENCIES = ("community", "social_organisation", "social_workers")  # 三社


def mixing(network: OneMode, kinds: np.ndarray) -> pd.DataFrame:
    """The `network_mixing` frame: ties between kinds beside those expected; a row per pair of kinds with either.

    `kinds`: for each node in order, None where unknown; ties with an unknown end are left out. Expected are the ties
    if each organisation kept its degree and chose blindly, with d_a the degrees of kind a together and m ties:
    d_a d_b / 2m between two kinds, d_a² / 4m within one; with directions out_a in_b / m for a to b (Newman 2003). The
    most surprising stand first, by the deviate of Freeman and Tukey (1950), √O + √(O + 1) − √(4E + 1): a few ties where
    hardly any are expected do not outweigh all else, as they would by O over E.
    """
    row, column, _ = network.ends()
    label, names = pd.factorize(pd.Series(kinds, dtype="object"), sort=True)
    known = (label[row] >= 0) & (label[column] >= 0)
    first, second, ties = label[row[known]], label[column[known]], int(known.sum())
    size = len(names)
    seen = np.zeros((size, size))
    np.add.at(seen, (first, second), 1)
    if network.directed:
        pairs = [(a, b) for a in range(size) for b in range(size)]
        expected = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / max(ties, 1)
    else:
        pairs = [(a, b) for a in range(size) for b in range(a, size)]
        degree = seen.sum(axis=0) + seen.sum(axis=1)
        expected = np.outer(degree, degree) / max(2 * ties, 1)
        expected[np.diag_indices(size)] /= 2
        seen = seen + np.tril(seen, -1).T
    table = pd.DataFrame(
        {
            "mixing_first": [names[a] for a, _ in pairs],
            "mixing_second": [names[b] for _, b in pairs],
            "mixing_ties": [int(seen[pair]) for pair in pairs],
            "mixing_expected": [float(expected[pair]) for pair in pairs],
        }
    )
    table = table[table["mixing_expected"] > 0]
    ties_, due = table["mixing_ties"], table["mixing_expected"]
    table = table.assign(
        mixing_ratio=ties_ / due, mixing_surprise=np.sqrt(ties_) + np.sqrt(ties_ + 1) - np.sqrt(4 * due + 1)
    )
    order = table["mixing_surprise"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)


def alone(network: OneMode, kinds: np.ndarray) -> pd.DataFrame:
    """The `network_alone` frame: by kind the organisations without a tie, the kind with most of them first."""
    tied = np.diff(network.undirected.weights.indptr) > 0
    table = pd.DataFrame({"organisation_kind": pd.Series(kinds, dtype="object").fillna(codes.UNKNOWN), "alone": ~tied})
    found = table.groupby("organisation_kind")["alone"].agg(["size", "sum"]).reset_index()
    found = found.set_axis(["organisation_kind", "kind_bodies", "kind_alone"], axis=1)
    found["kind_alone_share"] = found["kind_alone"] / found["kind_bodies"]
    order = ["kind_alone", "kind_bodies", "organisation_kind"]
    return found.sort_values(order, ascending=[False, False, True], ignore_index=True)


def three_agencies(memberships: pd.DataFrame, kinds: pd.Series) -> pd.DataFrame:
    """The `network_three_agencies` frame: projects by which of the three agencies take part, most of them first.

    `memberships` has `project_id` and `organisation_id`, `kinds` is by organisation. All three together are what is
    called linked. `share` is of the projects with a known organisation.
    """
    kind = memberships["organisation_id"].map(kinds)
    present = pd.DataFrame({name: (kind == name).groupby(memberships["project_id"]).any() for name in AGENCIES})
    found = present.groupby(list(AGENCIES)).size().reset_index(name="projects")
    which = [";".join(name for name in AGENCIES if row[name]) for row in found.to_dict("records")]
    found = found.assign(
        agencies_present=found[list(AGENCIES)].sum(axis=1),
        agency_kinds=[words or None for words in which],
        share=found["projects"] / max(len(present), 1),
    )
    order = ["agencies_present", "projects", "agency_kinds"]
    return found.sort_values(order, ascending=[False, False, True], ignore_index=True)
