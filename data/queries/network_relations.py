"""The relations among the organisations of a slice that a test holds against each other, as matrices."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from analytics import codes
from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.measures import network_relations
from analytics.networks.one_mode import OneMode
from analytics.scope import Scope
from data.queries import slices
from data.queries.slices import Slice

FEWEST = 4  # organisations
YEARS = (1900, 2200)


class CannotTest(PortfolioError):
    """The data do not allow the test. `message` stands by itself; `relation` is the one in the way, where it is one."""

    def __init__(self, message: str, relation: str | None = None) -> None:
        super().__init__(message)
        self.relation = relation


@dataclass(frozen=True, eq=False)
class Tested:
    """`network`: the ties of the slice among the organisations that are tested, `bodies` their attributes by id.

    `left_out` organisations of the slice are not among them.
    """

    found: Slice
    network: OneMode
    bodies: pd.DataFrame
    left_out: int


def known(found: Slice) -> pd.DataFrame:
    """The `network_relations_known` frame: of how many organisations of the slice each attribute is known."""
    bodies = _attributes(found)
    return pd.DataFrame(
        [(name, int(network_relations.known(bodies, [name]).sum())) for name in network_relations.RELATIONS],
        columns=["relation_term", "bodies_known"],
    )


def under_test(connection: Connection, scope: Scope, needed: Sequence[str] = ()) -> Tested:
    """The organisations of the slice, or those with a tie (option bodies), of which all is known that is `needed`,
    which are relations or columns of the table of organisations.

    Refused (CannotTest) where fewer than four are left, with the attribute in the way where one alone is.
    """
    found = slices.slice_in_scope(connection, scope)
    bodies = _attributes(found)
    _refuse_unknown(bodies, needed)
    keep = network_relations.known(bodies, needed)
    if scope.option("bodies", codes.TESTED_BODIES, "all") == "tied":
        keep = keep & (np.diff(found.network.undirected.weights.indptr) > 0)
    if keep.sum() < FEWEST:
        raise CannotTest(
            N_("Fewer than four organisations can be tested: there are no more, they have no tie, or an attribute that "
               "the test asks for is not known of them.")
        )  # fmt: skip
    return Tested(found, found.network.part(keep), bodies[keep], int((~keep).sum()))


def _refuse_unknown(bodies: pd.DataFrame, needed: Sequence[str]) -> None:
    """Where one attribute alone leaves too few, that is the reason, and it can be said which."""
    for name in needed:
        if len(bodies) >= FEWEST > network_relations.known(bodies, [name]).sum():
            raise CannotTest(
                N_("One of the attributes is known of fewer than four organisations of the slice, so it cannot be "
                   "tested. Choose another."),
                name,
            )  # fmt: skip


def relations(connection: Connection, scope: Scope, names: Sequence[str], most: int) -> tuple[Tested, list[np.ndarray]]:
    """The organisations and a matrix for each of `names`, which are keys of `codes.RELATIONS`.

    `network` is the slice with its weights and backbone; the other kinds of ties and the earlier year are the same
    slice with all its ties, by how often. Option ties=presence takes only whether there is a tie. Refused where there
    are more than `most` organisations, and where a relation does not differ between pairs.
    """
    found = under_test(connection, scope, names)
    ids = found.network.ids
    if len(ids) > most:
        raise CannotTest(
            N_("This test holds all pairs of organisations at once, and there are too many organisations. Narrow the "
               "slice, or choose a backbone and only the organisations with a tie.")
        )  # fmt: skip
    return found, [_varying(name, _matrix(connection, scope, name, found)) for name in names]


def several(scope: Scope, name: str, allowed: Collection[str], usual: Sequence[str], most: int) -> list[str]:
    """An option that names several of a list, with commas between; PortfolioError where it names others or too many."""
    text = dict(scope.options).get(name, ",".join(usual))
    asked = list(dict.fromkeys(part for part in text.split(",") if part))
    for part in asked:
        Scope().choosing(**{name: part}).option(name, allowed, "")
    if not 0 < len(asked) <= most:
        raise PortfolioError(
            N_("{name} names {n}, but can name 1 to {most}: {allowed}."),
            name=name, n=len(asked), most=most, allowed=", ".join(allowed),
        )  # fmt: skip
    return asked


def _attributes(found: Slice) -> pd.DataFrame:
    """By organisation what `analytics.measures.network_relations` asks for; unknown is missing."""
    bodies = found.bodies.reindex(found.network.ids)
    made = bodies[["kind", "level", "district"]].mask(bodies[["kind", "level", "district"]] == codes.UNKNOWN)
    joined = found.memberships[["project_id", "organisation_id"]].drop_duplicates()
    budget = found.facts["budget"].reindex(joined["project_id"]).astype("float64").to_numpy()
    by_body = joined.assign(budget=budget).groupby("organisation_id")
    summed = by_body["budget"].sum(min_count=1).reindex(made.index)
    return made.assign(
        parent_id=bodies["parent_id"],
        projects=by_body.size().reindex(made.index, fill_value=0),
        budget=np.log10(summed.where(summed > 0)),
    )


def _matrix(connection: Connection, scope: Scope, name: str, found: Tested) -> np.ndarray:
    if name in network_relations.RELATIONS:
        return network_relations.matrix(name, found.bodies)
    network = found.found.network if name == "network" else _other_ties(connection, scope, name, found.found)
    ties = network_relations.among(found.network.ids, network.ids, network.weights.toarray())
    by_weight = scope.option("ties", codes.TIE_MEASURES, "weight") == "weight"
    return ties if by_weight else (ties > 0).astype("float64")


def _other_ties(connection: Connection, scope: Scope, name: str, found: Slice) -> OneMode:
    if name == "earlier":
        now = found.asked.end_year(found.scope.as_of or date.min)
        year = scope.number("earlier", max(YEARS[0], now - 1), *YEARS)
        window = "year" if found.asked.window in ("now", "range") else found.asked.window
        scope = scope.choosing(window=window, year=year)
    else:
        scope = scope.choosing(tie=name)
    return slices.slice_in_scope(connection, scope.choosing(weight="count", backbone="none", signed="no")).network


def _varying(name: str, matrix: np.ndarray) -> np.ndarray:
    pairs = matrix[~np.eye(len(matrix), dtype=bool)]
    if np.ptp(pairs) == 0:
        raise CannotTest(
            N_("A relation is the same for all pairs of these organisations, so nothing can go with it. Choose "
               "another, or a wider slice."),
            name,
        )  # fmt: skip
    return matrix
