"""What was done to a network, in words fit for a methods section, out of the named tables: the slice and each test.

network(slice, backbone, summary, language, tests=[of_test("qap", {"qap_correlation": found}, scope, language)])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics import codes
from analytics import network_slice as slices
from analytics.language import N_, Language
from analytics.measures.network_chance import ALPHA
from analytics.measures.network_relations import RELATIONS as ATTRIBUTES
from analytics.networks import methods_words
from analytics.scope import Scope

# Test -> the named tables that tell of it. The sixth is the whole network beside random ones.
TABLES = {
    "qap": ("qap_correlation",),
    "regression": ("qap_regression",),
    "uniform": ("cug_tests",),
    "brokerage": ("brokerage_totals",),
    "ties": ("ergm_terms", "ergm_fit"),
    "chance": ("network_expected",),
}
GIVEN = {
    "edges": N_("as many organisations and ties"),
    "dyads": N_("as many organisations and as many mutual, one-way and absent ties"),
    "size": N_("as many organisations, half of whose pairs are tied"),
}
GROUPS = {
    "kind": N_("by kind of organisation"),
    "level": N_("by administrative level"),
    "district": N_("by district"),
}
MODELS = {"bicm": "bicm", "degrees": "degrees", "edges": "cug"}  # of `codes.NULL_MODELS` -> of `methods_words.TESTS`
_PERMUTED = N_(
    "The p-values, two-sided and one-sided, are (1 + b) / (1 + B) with b of B permutations at least as extreme; values "
    "equal to the observed one within a billionth count as such (Phipson and Smyth 2010)."
)
_DRAWN = N_(
    "The p-values, one-sided in either direction, are (1 + b) / (1 + B) with b of B random networks at least as "
    "extreme; values equal to the observed one within a billionth count as such (Phipson and Smyth 2010)."
)


@dataclass(frozen=True)
class Told:
    """A slice: `source` names the data, `as_of` the day, `words` the slice for a reader ("" for everything)."""

    source: str
    as_of: date
    words: str
    asked: slices.NetworkSlice


def network(told: Told, backbone: pd.Series, summary: pd.Series, language: Language, tests: Iterable[str] = ()) -> str:
    """The paragraph of a slice, from the rows of `network_backbone` and `collaboration_summary`, then that of each of
    `tests`, then the libraries."""
    asked = told.asked
    thinned = asked.backbone != "none"
    before = float(backbone["tie_weight_before"])
    done = methods_words.Methods(
        source=told.source,
        as_of=told.as_of,
        organisations=int(summary["bodies"]),
        projects=int(summary["projects_with_bodies"]),
        ties=int(backbone["ties_before"]),
        scope=told.words,
        tie=asked.tie,
        weight=asked.weight,
        backbone=asked.backbone,
        level=_level(asked, language) if thinned else None,
        kept=int(backbone["ties_in_backbone"]) if thinned else None,
        kept_share=float(backbone["tie_weight_in_network"]) / before
        if thinned and before and asked.levels == "all"
        else None,
        seldom=int(backbone["seldom_pairs"]) if asked.signed and thinned else None,
        levels=asked.levels,
        on_levels=int(backbone["ties_in_network"]),
    )
    return methods_words.methods_sentence(done, language, tests)


def measures(seed: int, language: Language) -> str:
    """What is drawn where organisations are measured without any test."""
    return language("Communities and sampled betweenness have the random seed {seed}.", seed=seed)


def source(edition: pd.Series, language: Language) -> str:
    """The database by a row of `editions`: its edition, and the files that this brought."""
    number = int(edition["edition"])
    if edition["edition_kind"] == "sample":
        return language("an invented city (edition {edition})", edition=number)
    return language(
        "the project database, edition {edition} (last files: {files})", edition=number, files=edition["files"]
    )


def of_test(test: str, tables: Mapping[str, pd.DataFrame], scope: Scope, language: Language) -> str:
    """The paragraph of one of `TABLES`: what was compared with what, by which draws, from which seed, after whom.

    `scope` is that of the tables, with its date. What the data did not allow has no paragraph: "".
    """
    found = [tables[name] for name in TABLES[test]]
    if found[0].empty or ("cannot_test" in found[0] and found[0]["cannot_test"].notna().any()):
        return ""
    return language.sentences(_MAKERS[test](found, scope, language))


def _correlation(found: Sequence[pd.DataFrame], scope: Scope, language: Language) -> list[str]:
    row = found[0].iloc[0]
    names = [row["relation_first"], row["relation_second"]]
    first, second = (_quoted(name, language) for name in names)
    return [
        language(
            "{first} and {second} were correlated over all pairs of {bodies} organisations ({pairs} pairs, Pearson’s "
            "r) and held against {n} permutations of the organisations of one of the two (quadratic assignment "
            "procedure, Krackhardt 1988; random seed {seed}).",
            first=first, second=second, n=language.number(row["permutations"]), seed=row["chance_seed"],
            **_pairs(row, language),
        ),
        language(_PERMUTED),
        *_relations(names, row["tie_measure"], scope, language),
        _left_out(row, scope, language),
    ]  # fmt: skip


def _regression(found: Sequence[pd.DataFrame], scope: Scope, language: Language) -> list[str]:
    row = found[0].iloc[0]
    names = [name for name in found[0]["relation_term"] if name != "intercept"]
    return [
        language(
            "{outcome} was regressed on {names} by least squares over all pairs of {bodies} organisations ({pairs} "
            "pairs, MRQAP).",
            outcome=_quoted(row["outcome"], language), names=_listed(names, language), **_pairs(row, language),
        ),
        language(
            "Each regressor was tested by double semi-partialling (Dekker, Krackhardt and Snijders 2007): what the "
            "others leave of it was permuted {n} times (random seed {seed}, plus k for the k-th regressor).",
            n=language.number(row["permutations"]), seed=row["chance_seed"],
        ),
        language(_PERMUTED),
        *_relations([row["outcome"], *names], row["tie_measure"], scope, language),
        _left_out(row, scope, language),
    ]  # fmt: skip


def _uniform(found: Sequence[pd.DataFrame], scope: Scope, language: Language) -> list[str]:
    row = found[0].iloc[0]
    names = [
        language("“{term}”", term=language.label(codes.NETWORK_MEASURES, name)) for name in found[0]["network_measure"]
    ]
    return [
        language(
            "Of the network of {bodies} organisations and {ties} ties, {names} were held against {n} networks drawn "
            "uniformly from all with {given} (conditional uniform graphs; Katz and Powell 1957; Anderson, Butts and "
            "Carley 1999; random seed {seed}).",
            bodies=language.number(row["bodies_tested"]), ties=language.number(row["pairs_tied"]),
            names=language(", ").join(names), n=language.number(row["chance_draws"]),
            given=language(GIVEN[row["uniform_given"]]), seed=row["chance_seed"],
        ),
        language(_DRAWN),
        _left_out(row, scope, language),
    ]  # fmt: skip


def _brokerage(found: Sequence[pd.DataFrame], scope: Scope, language: Language) -> list[str]:
    row = found[0].iloc[0]
    return [
        language(
            "Brokerage was counted in the five roles of Gould and Fernandez (1989), with {bodies} organisations in {n} "
            "groups ({by}).",
            bodies=language.number(row["bodies_tested"]), n=language.number(row["body_groups"]),
            by=language(GROUPS[row["body_group"]]),
        ),
        language(
            "Expectations and variances are those of ties that fall independently with the density of the network, the "
            "groups as they are; z is read two-sided against a normal distribution, and nothing is drawn."
        ),
        _left_out(row, scope, language),
    ]  # fmt: skip


def _ties(found: Sequence[pd.DataFrame], scope: Scope, language: Language) -> list[str]:
    terms, fit = found[0]["relation_term"].tolist(), found[1].iloc[0]
    relations = [name for name in terms if name != "edges"]
    by_weight = scope.option("ties", codes.TIE_MEASURES, "weight")
    return [
        language(
            "Whether two organisations are tied was modelled over all pairs of {bodies} organisations ({pairs} pairs, "
            "{tied} of them tied) by an exponential random graph model with the terms {names}, whose pairs do not "
            "depend on each other given the terms: a logistic regression by maximum likelihood (Wasserman and Pattison "
            "1996).",
            tied=language.number(fit["pairs_tied"]), names=_listed(terms, language), **_pairs(fit, language),
        ),
        language("The p-values are two-sided (Wald) and take the pairs as independent."),
        *_relations(relations, by_weight, scope, language),
        _left_out(fit, scope, language),
    ]  # fmt: skip


def _chance(found: Sequence[pd.DataFrame], scope: Scope, language: Language) -> list[str]:
    models = found[0].drop_duplicates("null_model")
    seed = found[0]["chance_seed"].iloc[0]
    return [
        *(
            language(methods_words.TESTS[MODELS[row.null_model]], draws=language.number(row.chance_draws))
            for row in models.itertuples()
        ),
        language("They were drawn from the random seed {seed}.", seed=seed),
        language(
            "p is twice the smaller of the two one-sided ones, each (1 + b) / (1 + B) with b of B random networks at "
            "least as extreme, equal values among them; up to {level} a measure is called higher or lower than by "
            "chance.",
            level=f"{ALPHA:g}",
        ),
    ]


_MAKERS: Mapping[str, Callable[[Sequence[pd.DataFrame], Scope, Language], list[str]]] = {
    "qap": _correlation, "regression": _regression, "uniform": _uniform, "brokerage": _brokerage, "ties": _ties,
    "chance": _chance,
}  # fmt: skip


def _relations(names: Sequence[str], measure: str, scope: Scope, language: Language) -> list[str]:
    """By what ties count, of when they are, and how budgets do, where such relations are among those named."""
    ties = [name for name in names if name not in ATTRIBUTES]
    said = []
    if ties:
        by_weight = measure == "weight"
        said.append(language("Ties count by their weight.") if by_weight else language("Ties count as tied or not."))
    if set(ties) - {"network"}:
        said.append(
            language("Ties of other kinds and of an earlier year are all those of the same slice, by how often.")
            if measure == "weight"
            else language("Ties of other kinds and of an earlier year are all those of the same slice.")
        )
    if "earlier" in ties:
        before = slices.asked(scope).end_year(scope.as_of or date.min) - 1
        said.append(language("The earlier year is {year}.", year=dict(scope.options).get("earlier", before)))
    if any(name.endswith("budget") for name in names):
        said.append(
            language("Budgets are those of all projects that an organisation joins together, in powers of ten.")
        )
    return said


def _left_out(row: pd.Series, scope: Scope, language: Language) -> str:
    n = int(row["bodies_left_out"])
    if not n:
        return ""
    if scope.option("bodies", codes.TESTED_BODIES, "all") == "tied":
        return language.plural(
            "{n} organisation was left out, since it has no tie or an attribute that is needed is not known of it.",
            "{n} organisations were left out, since they have no tie or an attribute that is needed is not known of "
            "them.",
            n,
        )
    return language.plural(
        "{n} organisation was left out, since an attribute that is needed is not known of it.",
        "{n} organisations were left out, since an attribute that is needed is not known of them.",
        n,
    )


def _pairs(row: pd.Series, language: Language) -> dict[str, str]:
    return {"bodies": language.number(row["bodies_tested"]), "pairs": language.number(row["pairs_tested"])}


def _quoted(code: str, language: Language) -> str:
    return language("“{term}”", term=language.label(codes.RELATION_TERMS, code))


def _listed(names: Sequence[str], language: Language) -> str:
    return language(", ").join(_quoted(name, language) for name in names)


def _level(asked: slices.NetworkSlice, language: Language) -> str:
    """α, or the least weight with its unit."""
    if asked.backbone != "minimum":
        return f"{asked.alpha:g}"
    if asked.weight == "investment":
        return language("{n} million", n=language.number(asked.least))
    return f"{asked.least_weight:g}"
