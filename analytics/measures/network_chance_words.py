"""How a measure of the network is written, and what the table beside chance says of it, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import codes
from analytics.language import MISSING, N_, Language, is_missing

COUNTS = {"nodes", "ties", "components", "longest_path"}
SHARES = {
    "density", "largest_component", "alone", "cross_kind", "vertical", "horizontal", "repeated", "reciprocity",
    "without_degree", "without_betweenness",
}  # fmt: skip
NAMED = 3  # measures or organisations in a sentence
# Random networks, and what they have in common with the real one.
RANDOM = {
    "bicm": N_("with each organisation’s number of projects (BiCM)"),
    "degrees": N_("with each organisation’s number of partners"),
    "edges": N_("of as many ties"),
}


def value(measure: str, number: object, language: Language) -> str:
    """A measure as a reader writes it: a count, a share in per cent, or two decimals.

    >>> value("density", 0.0931, Language("en")), value("modularity", 0.338, Language("en"))
    ('9.3 %', '0.34')
    """
    if is_missing(number):
        return MISSING
    if measure in SHARES:
        return language.percent(number, 0 if float(number) in (0.0, 1.0) else 1)  # type: ignore[arg-type]
    if measure in COUNTS:
        return language.number(number, 0 if float(number).is_integer() else 1)  # type: ignore[arg-type]
    return language.number(number, 2)


def beside(chance: pd.DataFrame, language: Language) -> str:
    """In which way the network differs most from random ones, in one sentence."""
    if not len(chance):
        return ""
    model = language(RANDOM[chance["null_model"].iloc[0]])
    parts = []
    for verdict, words in (
        ("higher", N_("higher than by chance: {measures}")),
        ("lower", N_("lower than by chance: {measures}")),
    ):
        rows = chance[chance["chance_verdict"] == verdict]
        if len(rows):
            parts.append(language(words, measures=_measures(farthest(rows)["network_measure"], len(rows), language)))
    if not parts:
        return language("In nothing measured does it differ from random networks {model}.", model=model)
    return language("Beside random networks {model}: {parts}.", model=model, parts=language("; ").join(parts))


def farthest(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows by how far they lie from chance, the farthest first; without a z there is no chance at all."""
    far = rows["chance_z"].astype("float64").abs().fillna(float("inf"))
    return rows.loc[far.sort_values(ascending=False, kind="stable").index]


def _measures(names: Sequence[str], all_: int, language: Language) -> str:
    words = [within(language.label(codes.NETWORK_MEASURES, name), language) for name in list(names)[:NAMED]]
    if all_ <= NAMED:
        return listed(words, language)
    first = language(", ").join(words)
    return language("{listed} and {n} more", listed=first, n=language.number(all_ - NAMED))


def facts(row: pd.Series, language: Language) -> str:
    """ "higher than by chance (0.29 to 0.31)" of a row of `network_expected`."""
    verdict = language(codes.CHANCE_VERDICTS[row["chance_verdict"]])
    if row["chance_verdict"] in ("kept", codes.UNKNOWN):
        return verdict
    low, high = (value(row["network_measure"], row[f"chance_{end}"], language) for end in ("low", "high"))
    if low == high:
        return language("{verdict} ({low})", verdict=verdict, low=low)
    return language("{verdict} ({low} to {high})", verdict=verdict, low=low, high=high)


def title(chance: pd.DataFrame, language: Language) -> str:
    """One message: how many measures differ from chance, and which most."""
    compared = chance[~chance["chance_verdict"].isin(["kept", codes.UNKNOWN])]
    apart = farthest(compared[compared["chance_verdict"] != "chance"])
    if not len(apart):
        return language("Nothing here differs from chance")
    first = apart.iloc[0]
    return language(
        "{n} of {all} measures differ from chance, {measure} most: {verdict}",
        n=language.number(len(apart)),
        all=language.number(len(compared)),
        measure=within(language(codes.NETWORK_MEASURES[first["network_measure"]]), language),
        verdict=language(codes.CHANCE_VERDICTS[first["chance_verdict"]]),
    )


def unlike(chance: pd.DataFrame, language: Language) -> str:
    """A caution where the model is one that shared projects alone differ from; "" for the others."""
    if not len(chance) or chance["null_model"].iloc[0] == "bicm":
        return ""
    return language(
        "A project of many organisations ties all of them at once. These random networks know nothing of projects, so "
        "that closed triangles are more than by chance whatever the organisations do."
    )


def listed(words: Sequence[str], language: Language) -> str:
    """ "a, b and c".

    >>> listed(["a"], Language("en")), listed(["a", "b", "c"], Language("en"))
    ('a', 'a, b and c')
    """
    if len(words) < 2:
        return "".join(words)
    return language("{first} and {last}", first=language(", ").join(words[:-1]), last=words[-1])


def within(name: str, language: Language) -> str:
    """A name of ours as it stands within a sentence.

    >>> within("Average path", Language("en")), within("E-I index by kind", Language("en"))
    ('average path', 'E-I index by kind')
    """
    return name if language.is_chinese or not name[1:2].islower() else name[0].lower() + name[1:]
