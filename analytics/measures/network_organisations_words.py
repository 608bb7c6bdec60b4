"""What the tables about organisations say: the finding, the tiles, and what a reader can ask of them."""

from __future__ import annotations

import pandas as pd

from analytics.language import N_, Language
from analytics.measures.tiles import Tile

NAMED = 3  # cut-points by name
WHO = ("organisation_en", "organisation_kind")
# What a reader may ask of an organisation, and the columns that answer.
QUESTIONS = {
    "reach": N_("Reach"),
    "bridging": N_("Bridging"),
    "constraint": N_("Constraint"),
    "change": N_("Change"),
    "roles": N_("Brokerage roles"),
}
COLUMNS: dict[str, tuple[str, ...]] = {
    "reach": ("projects_joined", "projects_led", "lead_share", "degree", "node_strength", "breadth_class", "closeness",
              "eigenvector"),
    "bridging": ("degree", "betweenness", "is_cut_point", "cut_off", "k_core", "in_core", "community"),
    "constraint": ("degree", "constraint", "effective_size", "efficiency", "hierarchy"),
    "change": ("degree", "degree_before", "change_in_degree", "degree_rank", "change_in_rank"),
    "roles": ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "brokered", "brokered_z"),
}  # fmt: skip
# What the organisations can be ranked by.
MEASURES = {
    "degree": N_("Degree"),
    "node_strength": N_("Strength, weighted"),
    "lead_shared_share": N_("Share of the shared projects that it leads"),
    "betweenness": N_("Betweenness"),
    "closeness": N_("Closeness"),
    "eigenvector": N_("Eigenvector"),
    "constraint": N_("Constraint"),
    "effective_size": N_("Effective size"),
    "k_core": N_("k-core"),
}


# By what the rows that answer are sorted, and whether the smallest comes first.
ORDER = {
    "reach": ("degree", False),
    "bridging": ("betweenness", False),
    "constraint": ("constraint", True),
    "change": ("change_in_degree", False),
    "roles": ("brokered", False),
}


def columns(question: str, summary: pd.Series, *, directed: bool) -> list[str]:
    """The columns that answer a question; what says nothing in this slice is left out."""
    found = [*WHO, *COLUMNS[question]]
    if directed and "degree" in found:
        found[found.index("degree") + 1 : found.index("degree") + 1] = ["in_degree", "out_degree"]
    if question == "bridging" and _is_sampled(summary):
        found.insert(found.index("betweenness") + 1, "betweenness_error")
    return found


def ordered(table: pd.DataFrame, question: str) -> pd.DataFrame:
    """The rows in the order that answers a question; what is not known stands last."""
    column, ascending = ORDER[question]
    return table.sort_values(column, ascending=ascending, na_position="last", kind="stable", ignore_index=True)


def note(question: str, summary: pd.Series, language: Language) -> str:
    """What a reader must know of the answer."""
    if question == "change":
        return compared(summary, language)
    if question == "bridging":
        return sampled(summary, language)
    if question == "constraint":
        return language("The freest first. Whoever has one partner has constraint 1 and hierarchy 1.")
    if question == "roles":
        return language(
            "Counted are ordered pairs that the organisation links and that are not tied themselves, by the kinds of "
            "the three; z beyond ±2 is rare where ties fall at random."
        )
    return ""


def finding(summary: pd.Series, table: pd.DataFrame, language: Language) -> str:
    """Who leads, who links, who stands alone: `summary` is the row of `network_organisations_summary`, `table`
    `network_organisations`."""
    if not summary["organisations"]:
        return language("Who takes part in these projects is not known.")
    if not summary["organisations_tied"]:
        return language.plural(
            "{n} organisation takes part, and works with nobody in this slice.",
            "{n} organisations take part, and none works with another in this slice.",
            int(summary["organisations"]),
        )
    return language.sentences((_leads(summary, table, language), _links(table, language), _alone(summary, language)))


def _leads(summary: pd.Series, table: pd.DataFrame, language: Language) -> str:
    shared = int(summary["projects_shared"])
    if not shared:
        return language("No project here has two organisations.")
    counted = language.plural("{n} shared project", "{n} shared projects", shared)
    if not summary["projects_shared_led"]:
        return language("Who leads the {counted} is not known.", counted=counted)
    first = table.loc[table["lead_shared_share"].astype("Float64").idxmax()]
    return language(
        "{organisation} leads the largest part of the {counted}: {share}.",
        organisation=name(first, language),
        counted=counted,
        share=language.percent(first["lead_shared_share"]),
    )


def _links(table: pd.DataFrame, language: Language) -> str:
    held = table[table["is_cut_point"].fillna(False)].sort_values("cut_off", ascending=False, kind="stable")
    if held.empty:
        return language("Nobody is the only link: whichever one organisation goes, the others stay connected.")
    named = [_holds(row, language) for _, row in held.head(NAMED).iterrows()]
    listed = language("; ").join(named)
    if len(held) == 1:
        return language("One is the only link of others to the rest: {listed}.", listed=listed)
    counts = {"n": language.number(len(held)), "listed": listed}
    if len(held) <= NAMED:
        return language("{n} are the only link of others to the rest: {listed}.", **counts)
    return language("{n} are the only link of others to the rest, before all {listed}.", **counts)


def _holds(row: pd.Series, language: Language) -> str:
    whom = {"organisation": name(row, language)}
    return language.plural(
        "{organisation} (of {n} other)", "{organisation} (of {n} others)", int(row["cut_off"]), **whom
    )


def _alone(summary: pd.Series, language: Language) -> str:
    if not summary["organisations_apart"]:
        return language.plural(
            "The one organisation has a partner.",
            "All {n} organisations have a partner.",
            int(summary["organisations"]),
        )
    return language(
        "{n} of {all} organisations stand alone.",
        n=language.number(summary["organisations_apart"]),
        all=language.number(summary["organisations"]),
    )


def tiles(summary: pd.Series, table: pd.DataFrame, language: Language) -> list[Tile]:
    """The organisations in five numbers."""
    tied = language.number(summary["organisations_tied"])
    first = table.loc[table["lead_shared_share"].astype("Float64").idxmax()] if summary["projects_shared_led"] else None
    between = table.loc[table["betweenness"].astype("Float64").idxmax()] if table["betweenness"].notna().any() else None
    return [
        Tile(
            language("Largest lead"),
            language.percent(None if first is None else first["lead_shared_share"]),
            language("of {all} shared projects", all=language.number(summary["projects_shared"]))
            + ("" if first is None else language(": {organisation}", organisation=name(first, language))),
            coverage=_share(summary["projects_shared_led"], summary["projects_shared"]),
            definition="lead_shared_share",
        ),
        Tile(
            language("Leading agencies"),
            language.number(summary["class_leading"]),
            language(
                "of {all} with a partner; {key} key, {auxiliary} auxiliary",
                all=tied,
                key=language.number(summary["class_key"]),
                auxiliary=language.number(summary["class_auxiliary"]),
            ),
            definition="breadth_class",
        ),
        Tile(
            language("Highest betweenness"),
            language.percent(None if between is None else between["betweenness"], 1),
            language("of the pairs of others")
            + ("" if between is None else language(": {organisation}", organisation=name(between, language))),
            definition="betweenness",
        ),
        Tile(
            language("Cut-points"),
            language.number(summary["cut_points"]),
            language("of {all} with a partner", all=tied),
            definition="cut_points",
        ),
        Tile(
            language("Alone"),
            language.number(summary["organisations_apart"]),
            language("of {all} organisations", all=language.number(summary["organisations"])),
            definition="organisations_apart",
        ),
    ]


def sampled(summary: pd.Series, language: Language) -> str:
    """A sentence where betweenness rests on a sample; "" where it is exact."""
    if not _is_sampled(summary):
        return ""
    return language(
        "Betweenness rests on the shortest ways from {n} of {all} organisations, drawn at random; its standard error "
        "stands beside it.",
        n=language.number(summary["betweenness_sources"]),
        all=language.number(summary["organisations"]),
    )


def compared(summary: pd.Series, language: Language) -> str:
    """With what the changes compare; "" where there is no slice before."""
    last = language.day(summary["compared_to"])
    if summary["compared_to"] is pd.NaT:
        return language("There is no slice before this one to compare with.")
    if summary["compared_from"] is pd.NaT or summary["compared_from"] == summary["compared_to"]:
        return language("Changes are since the slice up to {day}.", day=last)
    return language("Changes are since the slice from {first} to {last}.",
                    first=language.day(summary["compared_from"]), last=last)  # fmt: skip


def embedded(table: pd.DataFrame, language: Language) -> str:
    """How deeply social organisations are embedded: `network_embedding`."""
    if table.empty:
        return language("No social organisation takes part in these projects.")
    apart = int(table["is_suspended"].sum())
    repeat = int((table["repeat_partners"] > 0).sum())
    counted = language.plural("{n} social organisation", "{n} social organisations", len(table))
    return language(
        "Of {counted}, {apart} share no project with a community, and {repeat} work with a partner again; half have "
        "been there for {years} years or more.",
        counted=counted,
        apart=language.number(apart),
        repeat=language.number(repeat),
        years=language.number(table["tenure_years"].median(), 1),
    )


def name(row: pd.Series, language: Language) -> str:
    """The organisation of a row."""
    return language.name(row["organisation_en"], row["organisation_zh"])


def _is_sampled(summary: pd.Series) -> bool:
    return bool(summary["betweenness_sources"] < summary["organisations"])


def _share(part: object, whole: object) -> float | None:
    return float(part) / float(whole) if whole else None  # type: ignore[arg-type]
