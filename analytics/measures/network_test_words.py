"""What the tests of the network say and what they cannot say, in the reader's language."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.language import N_, Language, is_missing
from analytics.measures.survival_words import CHANCE, probability
from analytics.measures.tiles import Tile

Z = 1.96  # beyond it a normal z is a finding at 5 %

TESTS = {
    "qap": N_("Two relations (QAP)"),
    "regression": N_("Several together (MRQAP)"),
    "uniform": N_("Shape of the network (CUG)"),
    "brokerage": N_("Brokerage"),
    "ties": N_("What makes a tie likelier (ERGM)"),
}
QUESTIONS = {
    "qap": N_("Do two relations among the same organisations go together more than by chance?"),
    "regression": N_("Which of several relations go with the ties, the others held?"),
    "uniform": N_("Would any network of this size, or of as many ties, look like this one?"),
    "brokerage": N_("Do organisations stand between others more or less than by chance, given groups of these sizes?"),
    "ties": N_("Which attributes of two organisations make a tie between them likelier?"),
}
NOTES = {"qap": "qap", "regression": "qap", "uniform": "uniform", "brokerage": "brokerage", "ties": "ergm"}
LIMITS = {
    "qap": N_(
        "A correlation names no cause, and something third may lie behind both relations. Where a project ties many at "
        "once, pairs hang together by more than the organisations, which changing places does not undo."
    ),
    "regression": N_(
        "Coefficients compare pairs of organisations at one time: they name no cause, and what is not in the "
        "regression may lie behind what is. A few large weights can decide; look also at tied or not."
    ),
    "uniform": N_(
        "A network of shared projects is made of cliques, so it is more closed than a uniform one whatever the "
        "organisations do: high transitivity here is no sign of trust. The page about the whole network has random "
        "networks that keep the sizes of projects."
    ),
    "brokerage": N_(
        "It says that organisations of certain groups stand between others, not that they mediate, nor that it does "
        "good. Chance here is ties that fall independently, which those of shared projects do not."
    ),
    "ties": N_(
        "Pairs are taken as independent, given the terms. In a network of shared projects they are not: ties breed "
        "ties, standard errors are too small and p too optimistic. Closure, popularity and reciprocity need statnet or "
        "RSiena (the page about time exports for them); a test by permutations is the MRQAP."
    ),
}


def relation(code: object, language: Language) -> str:
    """The reader's word for a relation or a term."""
    return language.label(codes.RELATION_TERMS, code)


def not_offered(unknown: list[str], language: Language) -> str:
    """Which relations cannot be tested in this slice; "" for none."""
    names = _listed([language("“{term}”", term=relation(name, language)) for name in unknown], language)
    return language("Not known of enough organisations, so not offered: {names}.", names=names) if unknown else ""


def why_not(found: pd.DataFrame, language: Language) -> str:
    """Why the data do not allow the test, by the first row of its table; "" where they do."""
    row = found.iloc[0]
    if is_missing(row["cannot_test"]):
        return ""
    code = row.get("relation_term", row.get("relation_first"))
    which = "" if is_missing(code) else language("It is “{relation}”.", relation=relation(code, language))
    return language.sentences((language(str(row["cannot_test"])), which))


def correlation(found: pd.DataFrame, language: Language) -> str:
    """`qap_correlation` as a sentence."""
    row = found.iloc[0]
    facts = language(
        "r = {r}, {p} (two-sided), {n} permutations of {bodies} organisations",
        r=language.number(row["correlation"], 3), p=probability(row["p_two_sided"], language),
        n=language.number(row["permutations"]), bodies=language.number(row["bodies_tested"]),
    )  # fmt: skip
    if row["p_two_sided"] >= CHANCE:
        said = N_("“{first}” and “{second}” go together no more than by chance: {facts}.")
    elif row["correlation"] > 0:
        said = N_("“{first}” and “{second}” go together beyond chance: {facts}.")
    else:
        said = N_("“{first}” and “{second}” go against each other beyond chance: {facts}.")
    names = {"first": relation(row["relation_first"], language), "second": relation(row["relation_second"], language)}
    return language.sentences((language(said, facts=facts, **names), left_out(row, language)))


def mean_by_chance(row: pd.Series, language: Language) -> str:
    """The mean correlation over the permutations, which is near 0: never −0.000."""
    return language.number(round(float(row["permuted_mean"]), 3) + 0.0, 3)


def correlation_title(found: pd.DataFrame, language: Language) -> str:
    """The title of the histogram."""
    row = found.iloc[0]
    shown = {"r": language.number(row["correlation"], 3), "p": probability(row["p_two_sided"], language)}
    if row["p_two_sided"] >= CHANCE:
        return language("A correlation of {r} may well be chance ({p})", **shown)
    return language("Chance hardly gives a correlation of {r} ({p})", **shown)


def regression(found: pd.DataFrame, language: Language) -> str:
    """`qap_regression` as a sentence: what goes with the outcome, which way, and what does not."""
    tested = found[found["p_two_sided"].notna()]
    clear = tested[tested["p_two_sided"] < CHANCE]
    row = found.iloc[0]
    name = relation(row["outcome"], language)
    parts = [
        (N_("goes with {names}"), clear[clear["slope"] > 0]),
        (N_("goes against {names}"), clear[clear["slope"] < 0]),
        (N_("no clear link to {names}"), tested[tested["p_two_sided"] >= CHANCE]),
    ]
    quoted = {code: language("“{term}”", term=relation(code, language)) for code in tested["relation_term"]}
    said = [
        language(words, names=_listed([quoted[code] for code in rows["relation_term"]], language))
        for words, rows in parts
        if len(rows)
    ]
    return language.sentences(
        (
            language("“{outcome}”, all else equal: {parts}.", outcome=name, parts=language("; ").join(said)),
            language("Together they account for {share} of its variation over the pairs.",
                     share=language.percent(row["r_squared"], 1)),
            left_out(row, language),
        )
    )  # fmt: skip


def uniform(found: pd.DataFrame, language: Language) -> str:
    """`cug_tests` as a sentence: what is higher, lower, as by chance, and what the random networks keep."""
    parts = [
        (N_("higher than by chance: {names}"), found[_higher(found)]),
        (N_("lower than by chance: {names}"), found[_lower(found)]),
        (N_("as by chance: {names}"), found[~_higher(found) & ~_lower(found) & found["chance_z"].notna()]),
        (N_("the same in all random networks, so not to be compared: {names}"), found[found["chance_z"].isna()]),
    ]
    names = codes.NETWORK_MEASURES
    said = [
        language(words, names=_listed([language.label(names, code) for code in rows["network_measure"]], language))
        for words, rows in parts
        if len(rows)
    ]
    row = found.iloc[0]
    given = language.label(codes.UNIFORM_GIVEN, row["uniform_given"])
    return language.sentences(
        (
            language("Against {n} random networks (“{given}”): {parts}.", n=language.number(row["chance_draws"]),
                     given=given, parts=language("; ").join(said)),
            left_out(row, language),
        )
    )  # fmt: skip


def measured(row: pd.Series, language: Language) -> str:
    """One measure beside chance: 0.44, by chance 0.10."""
    digits = 0 if row["network_measure"] == "components" else 3
    return language(
        "{value}, by chance {mean}",
        value=language.number(row["measure_value"], digits), mean=language.number(row["chance_mean"], digits),
    )  # fmt: skip


def brokerage(found: pd.DataFrame, language: Language) -> str:
    """`brokerage_totals` as a sentence: all five roles together, and the roles that stand out."""
    total = found[found["brokerage_role"] == "total"].iloc[0]
    if is_missing(total["chance_z"]):
        return language("With no tie, or with every tie, nobody can stand between others.")
    roles = found[found["brokerage_role"] != "total"]
    more, less = roles[roles["chance_z"] > Z], roles[roles["chance_z"] < -Z]
    said = [
        language(words, names=_listed([_role(code, language) for code in rows["brokerage_role"]], language))
        for words, rows in ((N_("more than by chance: {names}"), more), (N_("less than by chance: {names}"), less))
        if len(rows)
    ]
    return language.sentences(
        (
            language(
                "{pairs} pairs without a tie are linked by a third; {expected} are expected by chance (z = {z}).",
                pairs=language.number(total["pairs_brokered"]), expected=_expected(total, language),
                z=language.number(total["chance_z"], 2),
            ),
            language("Roles {parts}.", parts=language("; ").join(said)) if said else "",
            left_out(total, language),
        )
    )  # fmt: skip


def brokered(row: pd.Series, language: Language) -> str:
    """One role beside chance."""
    value = language.number(row["pairs_brokered"])
    return language("{value}, by chance {mean}", value=value, mean=_expected(row, language))


def _expected(row: pd.Series, language: Language) -> str:
    few = row["brokered_by_chance"] < 10  # none, or less than one
    return language.number(row["brokered_by_chance"], 1 if few else 0)


def ties(terms: pd.DataFrame, fit: pd.DataFrame, language: Language) -> str:
    """`ergm_terms` and `ergm_fit` as a sentence."""
    rows = terms[terms["relation_term"] != "edges"]
    said = [
        language(
            "“{term}”: {times} times the odds of a tie ({p})",
            term=relation(row["relation_term"], language), times=language.number(row["odds_ratio"], 2),
            p=probability(row["wald_p"], language),
        )
        for _, row in rows.iterrows()
    ]  # fmt: skip
    whole = fit.iloc[0]
    return language.sentences(
        (
            language("{parts}.", parts=language("; ").join(said)),
            language("These p take the pairs as independent, which they hardly are."),
            left_out(whole, language),
        )
    )


def correlation_tiles(found: pd.DataFrame, language: Language) -> list[Tile]:
    """`qap_correlation` in numbers."""
    row = found.iloc[0]
    by_chance = language("by chance {mean} on average, SD {sd}", mean=mean_by_chance(row, language),
                         sd=language.number(row["permuted_sd"], 3))  # fmt: skip
    return [
        Tile(language("Correlation r"), language.number(row["correlation"], 3), by_chance, definition="correlation"),
        _p(row, "p_two_sided", language("p, two-sided"), language),
        _p(row, "p_upper", language("p, as large"), language),
        _p(row, "p_lower", language("p, as small"), language),
        _bodies(row, language),
    ]


def regression_tiles(found: pd.DataFrame, language: Language) -> list[Tile]:
    """`qap_regression` as a whole in numbers."""
    row = found.iloc[0]
    drawn = Tile(language("Permutations"), language.number(row["permutations"]), definition="permutations",
                 note=language("for each regressor, seed {seed}", seed=row["chance_seed"]))  # fmt: skip
    explained = Tile(language("R²"), language.percent(row["r_squared"], 1), definition="r_squared",
                     note=language("of the variation over the pairs"))  # fmt: skip
    return [explained, drawn, _bodies(row, language)]


def ties_tiles(fit: pd.DataFrame, language: Language) -> list[Tile]:
    """`ergm_fit` in numbers."""
    row = fit.iloc[0]
    tied = language.percent(row["pairs_tied"] / row["pairs_tested"], 1)
    of = language("of {n} pairs", n=language.number(row["pairs_tested"]))
    loglik = language("log-likelihood {n}", n=language.number(row["tie_likelihood"], 1))
    return [
        Tile(language("Pairs that are tied"), tied, of, definition="pairs_tied"),
        Tile(language("AIC"), language.number(row["aic"], 1), loglik, definition="aic"),
        Tile(language("BIC"), language.number(row["bic"], 1), loglik, definition="bic"),
        _bodies(row, language),
    ]


def _p(row: pd.Series, name: str, label: str, language: Language) -> Tile:
    smallest = row[name] < 0.001
    value = language("< {n}", n=language.number(0.001, 3)) if smallest else language.number(row[name], 3)
    of = language("of {n} permutations, seed {seed}", n=language.number(row["permutations"]), seed=row["chance_seed"])
    return Tile(label, value, of, definition=name)


def _bodies(row: pd.Series, language: Language) -> Tile:
    pairs = language("{n} pairs of them", n=language.number(row["pairs_tested"]))
    n = language.number(row["bodies_tested"])
    return Tile(language("Organisations tested"), n, pairs, definition="bodies_tested")


def left_out(row: pd.Series, language: Language) -> str:
    """How many organisations were not tested; "" for none."""
    n = int(row["bodies_left_out"])
    if not n:
        return ""
    return language.plural(
        "{n} organisation of the slice is left out.", "{n} organisations of the slice are left out.", n
    )


def _higher(found: pd.DataFrame) -> pd.Series:
    return ((found["p_upper"] < CHANCE) & found["chance_z"].notna()).astype("bool")


def _lower(found: pd.DataFrame) -> pd.Series:
    return ((found["p_lower"] < CHANCE) & found["chance_z"].notna()).astype("bool")


def _role(code: object, language: Language) -> str:
    return language.label(codes.BROKERAGE_ROLES, code)


def _listed(names: list[str], language: Language) -> str:
    return language(", ").join(names)
