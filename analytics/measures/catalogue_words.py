"""What the tables about boundary cases, current figures and the central catalogue say."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.language import Language, is_missing
from analytics.measures import catalogue
from analytics.measures.tiles import Tile


def counted(cross: pd.DataFrame) -> dict[str, int]:
    """Projects by reason (keys of codes.CATALOGUE_REASONS), and all that belong in the catalogue as "above"."""
    by = cross.set_index(["catalogue_side", "listed"])["projects"]
    return {
        "missing": int(by["above", "no"]),
        "unreported": int(by["above", codes.UNKNOWN]),
        "needless": int(by["below", "yes"]),
        "at": int(by["at"].sum()),
        "above": int(by["above"].sum()),
        "planned": int(by["above"].sum() + by["at"].sum() + by["below"].sum()),
    }


def finding(cross: pd.DataFrame, matrix: pd.DataFrame, year: int, language: Language) -> str:
    """Who belongs in the catalogue, who is missing or there without need, and how many would change tier."""
    n = counted(cross)
    if not n["planned"]:
        said = [
            language("No annual plan for fiscal year {year} is known, so nothing decides the catalogue.", year=year)
        ]
    else:
        said = [
            language(
                "Of {planned} with an annual plan for {year}, {above} belong in the central catalogue; {missing} of "
                "them are not in it and for {unreported} it is not reported.",
                planned=language.plural("{n} project", "{n} projects", n["planned"]),
                year=year,
                above=language.number(n["above"]),
                missing=language.number(n["missing"]),
                unreported=language.number(n["unreported"]),
            )
        ]
        if n["needless"]:
            said.append(language.plural("{n} is in it without need.", "{n} are in it without need.", n["needless"]))
        if n["at"]:
            said.append(
                language.plural(
                    "{n} stands exactly at the threshold, and outside.",
                    "{n} stand exactly at the threshold, and outside.",
                    n["at"],
                )
            )
    moved = moves(matrix)
    if moved:
        said.append(
            language.plural(
                "{n} project would be in another tier on its current figure.",
                "{n} projects would be in another tier on their current figure.",
                moved,
            )
        )
    else:
        said.append(language("No project would be in another tier on its current figure."))
    return language.sentences(said)


def moves(matrix: pd.DataFrame) -> int:
    """Projects whose frozen and current tiers are both known and differ."""
    known = (matrix["tier_rule"] != codes.UNKNOWN) & (matrix["tier_current"] != codes.UNKNOWN)
    return int(matrix.loc[known & (matrix["tier_rule"] != matrix["tier_current"]), "projects"].sum())


def near(boundaries: pd.DataFrame) -> int:
    """Projects near a tier threshold; `boundaries` is the frame `boundary_counts`."""
    return int(boundaries[["near_below", "near_at", "near_above"]].to_numpy().sum()) if len(boundaries) else 0


def exactly_at(boundaries: pd.DataFrame) -> int:
    """Those of them whose investment is the threshold to the fen."""
    return int(boundaries["near_at"].sum())


def bunching(row: pd.Series, language: Language) -> str:
    """How uneven one threshold's neighbourhood is, and how much that means: never a verdict."""
    few, many = int(row["near_lighter"]), int(row["near_heavier"])
    threshold = language(
        "{kind} {boundary}",
        kind=language.label(codes.TIER_BOUNDARIES, row["boundary_kind"]),
        boundary=language.money(row["boundary"], str(row["currency"])),
    )
    if is_missing(row["p_value"]):
        return language(
            "{threshold}: no project is within {near} of it.", threshold=threshold, near=_near(row, language)
        )
    return language(
        "{threshold}: within {near} of it {lighter} fall under the lighter rule and {heavier} under the stricter one "
        "({p}).",
        threshold=threshold,
        near=_near(row, language),
        lighter=language.number(few),
        heavier=language.number(many),
        p=chance(row["p_value"], language),
    )


def chance(p: object, language: Language) -> str:
    """0.0321 -> p = 0.032; small ones as p < 0.001."""
    if float(p) < 0.001:  # type: ignore[arg-type]
        return language("an even split would be as uneven with p < 0.001")
    return language("an even split would be as uneven with p = {p}", p=language.number(float(p), 3))  # type: ignore[arg-type]


def _near(row: pd.Series, language: Language) -> str:
    return language.percent(float(row["near_percent"]) / 100, 0 if float(row["near_percent"]).is_integer() else 1)


def tiles(
    cross: pd.DataFrame,
    totals: pd.DataFrame,
    matrix: pd.DataFrame,
    boundaries: pd.DataFrame,
    currency: str,
    delegated: bool,
    language: Language,
) -> list[Tile]:
    """Belonging, missing, without need, centralised, near a threshold, would move."""
    n, projects = counted(cross), int(cross["projects"].sum())
    inside, planned, plans = catalogue.total(totals, currency, delegated=delegated)
    moved, of_above = moves(matrix), language("of {n} that belong in it", n=language.number(n["above"]))
    return [
        Tile(
            language("Belong in the catalogue"),
            language.number(n["above"] if n["planned"] else None),
            language("of {n} with an annual plan", n=language.number(n["planned"])),
            coverage=n["planned"] / projects if projects else None,
            definition="catalogue_side",
        ),
        Tile(
            language("Should be in it, are not"),
            language.number(n["missing"] if n["planned"] else None),
            of_above,
            coverage=(n["above"] - n["unreported"]) / n["above"] if n["above"] else None,
            definition="catalogue_reason",
            tone="late" if n["missing"] else "",
        ),
        Tile(
            language("In it without need"),
            language.number(n["needless"] if n["planned"] else None),
            language("{n} exactly at the threshold", n=language.number(n["at"])),
            definition="catalogue_reason",
            tone="watch" if n["needless"] else "",
        ),
        Tile(
            language("Centralised, with the delegated") if delegated else language("Centralised"),
            language.number(inside),
            language(
                "{n} with a plan: {plan}",
                n=language.number(planned),
                plan=language.number(None) if plans is None else language.money(plans, currency),
            ),
            definition="centralised",
        ),
        Tile(language("Near a tier threshold"), language.number(near(boundaries)),
             language("of {n}", n=language.plural("{n} project", "{n} projects", projects)),
             definition="boundary_side"),
        Tile(language("Another tier on the current figure"), language.number(moved),
             language("of {n}", n=language.plural("{n} project", "{n} projects", projects)),
             definition="tier_current"),
    ]  # fmt: skip
