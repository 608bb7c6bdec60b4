"""What the tables about the network as a whole say: the finding, the tiles and the titles, in the reader's language."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.language import N_, Language, is_missing
from analytics.measures.network_chance_words import beside, facts, listed, value
from analytics.measures.network_whole import top
from analytics.measures.tiles import Tile

HALF, FEW = 0.5, 5  # a network hangs on few organisations if without at most so many less than half hang together
SHORT = {"largest_component": N_("Largest component")}  # on one line
TILES = ("density", "largest_component", "betweenness_centralisation", "transitivity", "modularity", "e_i_kind")


def finding(whole: pd.DataFrame, removed: pd.DataFrame, chance: pd.DataFrame | None, language: Language) -> str:
    """`network_whole`, `network_robustness`, and of `network_expected` the rows of one model, None while not drawn."""
    known = whole.set_index("network_measure")["measure_value"]
    if not known["nodes"]:
        return language("Who takes part in these projects is not known.")
    if not known["ties"]:
        return language.plural(
            "{n} organisation takes part, and none works with another.",
            "{n} organisations take part, and none works with another.",
            int(known["nodes"]),
        )
    said = [
        language(
            "{bodies} have {ties}: {density} of those there could be.",
            bodies=language.plural("{n} organisation", "{n} organisations", int(known["nodes"])),
            ties=language.plural("{n} tie", "{n} ties", int(known["ties"])),
            density=value("density", known["density"], language),
        ),
        holding(removed, int(known["nodes"]), language),
        "" if chance is None else beside(chance, language),
    ]
    return language.sentences(said)


def holding(removed: pd.DataFrame, nodes: int, language: Language) -> str:
    """Whether few organisations hold the network together, in one sentence."""
    rows = removed[removed["removal_order"] == "betweenness"].set_index("bodies_removed")
    if not len(rows) or rows["largest_left"].iloc[0] < HALF:
        return language("It falls into parts: less than half of the organisations hang together.") if len(rows) else ""
    apart = rows.index[rows["largest_left"] < HALF]
    if len(apart) and apart[0] <= FEW:
        gone = rows.loc[1 : apart[0]]
        names = listed([language.name(row.organisation_en, row.organisation_zh) for row in gone.itertuples()], language)
        count = len(gone)
        return language.plural(
            "It hangs on one organisation: without {names} less than half of all still hang together.",
            "It hangs on {n} organisations: without {names} less than half of all still hang together.",
            count,
            names=names,
        )
    k = top(nodes)
    return language(
        "It does not hang on a few organisations: without the {n} that stand most between others, {share} of all still "
        "hang together.",
        n=language.number(k),
        share=language.percent(rows["largest_left"].loc[k]),
    )


def tiles(whole: pd.DataFrame, chance: pd.DataFrame | None, language: Language) -> list[Tile]:
    """Six numbers, each with what it is a part of and, once it is known, what chance gives."""
    rows = whole.set_index("network_measure")
    known = rows["measure_value"]
    notes = {
        "density": language(
            "{ties} of the pairs that there could be", ties=language.plural("{n} tie", "{n} ties", int(known["ties"]))
        ),
        "largest_component": language(
            "of {n} organisations; {components} in all",
            n=language.number(known["nodes"]),
            components=language.plural("{n} component", "{n} components", int(known["components"])),
        ),
        "betweenness_centralisation": language("1 is a star, with one between all others"),
        "transitivity": language("how often a partner’s partner is a partner"),
        "modularity": language("how far it falls into groups; 0 is by chance"),
        "e_i_kind": language("−1 all ties within a kind, 1 all across"),
    }
    return [
        Tile(
            language(SHORT.get(name, codes.NETWORK_MEASURES[name])),
            value(name, known[name], language),
            notes[name]
            if is_missing(rows["undefined_reason"][name])
            else reason(rows["undefined_reason"][name], language),
            change=_by_chance(name, chance, language),
            definition="structure",
        )
        for name in TILES
        if name in known
    ]


def reason(code: str, language: Language) -> str:
    """Why there is no such number."""
    return language("none: {reason}", reason=language.label(codes.UNDEFINED_MEASURES, code))


def _by_chance(name: str, chance: pd.DataFrame | None, language: Language) -> str:
    if chance is None:
        return ""
    row = chance[chance["network_measure"] == name]
    return facts(row.iloc[0], language) if len(row) else ""


def agencies(table: pd.DataFrame, language: Language) -> str:
    """`network_three_agencies`: in how many projects all three come together."""
    with_any = table.loc[table["agencies_present"] > 0, "projects"]
    linked = table.loc[table["agencies_present"] == 3, "projects"]
    if not len(with_any):
        return language(
            "In none of the projects is a community, social organisation or social worker known to take part."
        )
    return language(
        "The three agencies, community, social organisation and social workers, come together in {linked} of the "
        "{some} with at least one of them.",
        linked=language.number(int(linked.iloc[0]) if len(linked) else 0),
        some=language.plural("{n} project", "{n} projects", sum(int(n) for n in with_any)),
    )


def governance(table: pd.DataFrame, language: Language) -> str:
    """`network_governance`: how many numbers hint at which form, which is no verdict."""
    hints = table.loc[table["governance_hint"].notna() & (table["governance_hint"] != "none"), "governance_hint"]
    counted = hints.value_counts()
    if not len(counted):
        return language("None of the numbers hints at a form of governance.")
    parts = [
        language.plural(
            "{n} hints at {form}", "{n} hint at {form}", counted[form], form=language(codes.GOVERNANCE_FORMS[form])
        )
        for form in codes.GOVERNANCE_FORMS
        if form in counted
    ]
    return language(
        "Of {n} numbers {parts}. They are hints and no verdict: whether anybody governs is not in the data.",
        n=language.number(len(table)),
        parts=listed(parts, language),
    )


def error(whole: pd.DataFrame, language: Language) -> str:
    """That betweenness rests on a sample, and how sure it is; "" where it is exact."""
    row = whole[whole["network_measure"] == "betweenness_centralisation"]
    if not len(row) or is_missing(row["measure_error"].iloc[0]) or not row["measure_error"].iloc[0]:
        return ""
    return language(
        "Betweenness rests on a sample of organisations; the standard error of its centralisation is {error}.",
        error=language.number(row["measure_error"].iloc[0], 4),
    )


def left_title(removed: pd.DataFrame, language: Language) -> str:
    """What is left without the tenth with the highest degree, and at random."""
    rows = removed[removed["removal_order"] == "degree"].set_index("bodies_removed")
    k = top(round(1 / float(rows["removed_share"].loc[1]))) if 1 in rows.index else 0
    if k not in rows.index:
        return language("What holds together when organisations go")
    return language.plural(
        "Without the best connected organisation {left} hang together; at random {random}",
        "Without the {n} best connected organisations {left} hang together; at random {random}",
        k,
        left=language.percent(rows["largest_left"].loc[k]),
        random=language.percent(rows["random_largest"].loc[k]),
    )


def pair(row: pd.Series, language: Language) -> str:
    """ "Community – Street office" of a row of `network_mixing`."""
    first, second = (language.label(codes.ORGANISATION_KINDS, row[f"mixing_{end}"]) for end in ("first", "second"))
    return language("{first} – {second}", first=first, second=second)


def times(row: pd.Series, language: Language) -> str:
    """ "124 ties, 17 expected" of a row of `network_mixing`."""
    return language(
        "{ties}, {expected} expected",
        ties=language.plural("{n} tie", "{n} ties", int(row["mixing_ties"])),
        expected=language.number(
            row["mixing_expected"], 0 if row["mixing_expected"] >= 10 else 1 if row["mixing_expected"] >= 1 else 2
        ),
    )


def kinds_title(mixing: pd.DataFrame, language: Language) -> str:
    """One message: the pair of kinds that differs most from blind choice."""
    if not len(mixing):
        return language("Which kinds work with each other")
    first = mixing.iloc[0]
    if first["mixing_ratio"] < 1:
        words = N_("{pair}: fewer ties than expected ({facts})")
    else:
        words = N_("{pair}: more ties than expected ({facts})")
    return language(words, pair=pair(first, language), facts=times(first, language))
