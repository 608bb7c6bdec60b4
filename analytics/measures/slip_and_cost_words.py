"""What the scatter of slip against cost growth shows, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.language import Language, is_missing


def title(row: pd.Series, language: Language) -> str:
    """`slip_and_cost` (its row): whether later goes with dearer, as far as the interval of the correlation says."""
    if is_missing(row["rank_correlation"]):
        return language("Whether later goes with dearer cannot be said")
    ends = {"rho": "rank_correlation", "low": "rank_low", "high": "rank_high"}
    said = {name: language.number(round(float(row[end]), 2) + 0.0, 2) for name, end in ends.items()}  # no −0.00
    rho = language("rank correlation {rho}, {low} to {high}", **said)
    if row["rank_low"] > 0:
        return language("Later projects tend to have grown dearer ({rho})", rho=rho)
    if row["rank_high"] < 0:
        return language("Later projects tend to have grown less dear ({rho})", rho=rho)
    return language("Later and dearer do not clearly go together ({rho})", rho=rho)


def quarters(row: pd.Series, language: Language) -> str:
    """How many are both, either and neither."""
    return language.plural(
        "Of {n} project with both known {both} is later and dearer, {later} only later, {dearer} only dearer, "
        "{neither} neither.",
        "Of {n} projects with both known {both} are later and dearer, {later} only later, {dearer} only dearer, "
        "{neither} neither.",
        int(row["projects"]),
        both=language.number(row["later_dearer"]),
        later=language.number(row["later_only"]),
        dearer=language.number(row["dearer_only"]),
        neither=language.number(row["neither_moved"]),
    )


def far_out(names: Sequence[str], language: Language) -> str:
    """Who is farthest out on both; "" where nobody is later and dearer."""
    return language("Farthest out on both: {names}.", names=language("; ").join(names)) if names else ""
