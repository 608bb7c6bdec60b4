"""How might the network be governed? Numbers that Provan and Kenis's three forms differ in, each with its hint.

Shared governance: few members, dense, nobody in the middle. Lead organisation: one member does much of the work and
leads. Network administrative organisation: one body leads and does not take part in the work. What a number hints at
is decided by the cut-offs here, which are ours: the authors give none but the size. There is no verdict.

Reference: K. Provan and P. Kenis, Modes of network governance, Journal of Public Administration Research and Theory
18 (2008) 229-252.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics import codes
from analytics.networks import centralisation
from analytics.networks.one_mode import OneMode
from analytics.networks.whole import density

FEW = 8  # members
HIGH, LOW = 0.5, 0.2  # of density and centralisation
MUCH, LITTLE = 0.5, 0.2  # of projects and ties
LEADING = "responsible"


def governance(network: OneMode, memberships: pd.DataFrame) -> pd.DataFrame:
    """The `network_governance` frame without names: a row per indicator with its hint and the body that it is about.

    `memberships`: `project_id`, `organisation_id`, `role`. The top organisation leads the most projects on which
    others work too; of equal ones the one with the smaller number. What it is an end of is of all ties. A number that
    cannot be had is missing and hints at nothing.
    """
    plain = network.undirected
    bodies = memberships.groupby("project_id")["organisation_id"].nunique()
    shared = memberships[memberships["project_id"].map(bodies) > 1]
    led = shared.loc[shared["role"] == LEADING, ["project_id", "organisation_id"]].drop_duplicates()
    leads = led["organisation_id"].value_counts()
    top = int(min(leads.index[leads == leads.max()])) if len(leads) else None
    values: dict[str, float] = {
        "participants": network.nodes,
        "density": density(plain),
        "degree_centralisation": centralisation.degree(plain),
        "betweenness_centralisation": centralisation.betweenness_centralisation(plain),
        "led_share": leads.max() / led["project_id"].nunique() if top is not None else np.nan,
        "ties_share": _ties_of(plain, top),
        "joins_share": _joins(shared, top),
        "lead_only": _lead_only(shared, leads) if top is not None else np.nan,
    }
    return pd.DataFrame(
        {
            "governance_indicator": list(values),
            "measure_value": list(values.values()),
            "governance_hint": [hint(name, value, values) for name, value in values.items()],
            "governance_caution": [codes.GOVERNANCE_CAUTIONS[name] for name in values],
            "organisation_id": [top if name in OF_TOP else None for name in values],
        }
    )


OF_TOP = ("led_share", "ties_share", "joins_share")


def hint(name: str, value: float, all_: dict[str, float]) -> str | None:
    """The form that a number hints at: a code of `codes.GOVERNANCE_FORMS`, None for a missing number.

    >>> hint("participants", 6, {}), hint("density", 0.3, {}), hint("joins_share", 0.0, {"led_share": 0.7})
    ('shared', 'none', 'nao')
    """
    if np.isnan(value):
        return None
    if name == "participants":
        return "shared" if value <= FEW else "brokered"
    if name == "density":
        return "shared" if value >= HIGH else "brokered" if value <= LOW else "none"
    if name in ("degree_centralisation", "betweenness_centralisation"):
        return "brokered" if value >= HIGH else "shared" if value <= LOW else "none"
    if name in ("led_share", "ties_share"):
        return "brokered" if value >= MUCH else "shared" if value <= LITTLE else "none"
    if name == "joins_share":  # it says something where one organisation leads much
        return "none" if all_["led_share"] < MUCH else "nao" if value == 0 else "lead_organisation"
    return "nao" if value and all_["joins_share"] == 0 else "none"


def _ties_of(network: OneMode, body: int | None) -> float:
    if body is None or not network.ties:
        return np.nan
    place = int(np.flatnonzero(network.ids == body)[0])
    return float((network.weights.indptr[place + 1] - network.weights.indptr[place]) / network.ties)


def _joins(shared: pd.DataFrame, body: int | None) -> float:
    """Of the shared projects in which a body takes part, those in which it has another role than leading."""
    own: Any = shared[shared["organisation_id"] == body]
    if not len(own):
        return np.nan
    return own.loc[own["role"] != LEADING, "project_id"].nunique() / own["project_id"].nunique()


def _lead_only(shared: pd.DataFrame, leads: pd.Series) -> int:
    """How many organisations lead shared projects and have no other role in any of them."""
    others = shared.loc[shared["role"] != LEADING, "organisation_id"].unique()
    return int((~leads.index.isin(others)).sum())
