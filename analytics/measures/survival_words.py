"""What the tables about durations say: findings, titles and refusals, in the reader's language."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.language import Language, is_missing
from analytics.measures.slippage_words import FEW

CHANCE = 0.05  # a p above this is no finding


def how_long(duration: object, clock: str, language: Language) -> str:
    """A duration with its unit: 1.07 times the planned duration, 395 days."""
    if clock == "days":
        return language.days(duration)
    return language("{n} times the planned duration", n=language.number(duration, 2))


def probability(p: object, language: Language) -> str:
    """p = 0.03, and p < 0.001 where it is smaller."""
    if not is_missing(p) and float(p) < 0.001:  # type: ignore[arg-type]
        return language("p < {p}", p=language.number(0.001, 3))
    return language("p = {p}", p=language.number(p, 3))


def group(row: pd.Series, language: Language) -> str:
    return language.name(row["group_en"], row["group_zh"])


def finding(groups: pd.DataFrame, language: Language) -> str:
    """`survival_groups` of all projects together, one row: how long it takes, beside the finished alone."""
    if groups.empty or not groups.iloc[0]["with_duration"]:
        return language("How long these projects take is not known: a start or a planned completion is missing.")
    row = groups.iloc[0]
    said = [
        _middle(row, language),
        _never(row, language),
        _bias(row, language),
        _in_time(row, language),
    ]
    left_out = int(row["projects"] - row["with_duration"])
    if left_out:
        said.append(
            language.plural(
                "{n} project without a start or a planned duration is left out.",
                "{n} projects without a start or a planned duration are left out.",
                left_out,
            )
        )
    return language.sentences(said)


def _middle(row: pd.Series, language: Language) -> str:
    n, clock = int(row["with_duration"]), str(row["clock"])
    if n < FEW:
        return language.plural(
            "Only {n} project can be counted: too few to say how long they take.",
            "Only {n} projects can be counted: too few to say how long they take.",
            n,
        )
    if not row["finished"]:
        return language("Not one of {n} projects is finished yet.", n=language.number(n))
    if is_missing(row["median_duration"]):
        return language(
            "Of {n} projects fewer than half are finished, as far as they were followed.", n=language.number(n)
        )
    sentence = language(
        "Of {n} projects half are finished after {median}",
        n=language.number(n),
        median=how_long(row["median_duration"], clock, language),
    )
    low, high = row["duration_low"], row["duration_high"]
    if is_missing(high):
        return sentence + language(" (95 % interval from {low}, open upwards).", low=how_long(low, clock, language))
    digits = 2 if clock == "ratio" else 0
    return sentence + language(
        " (95 % interval {low} to {high}).", low=language.number(low, digits), high=language.number(high, digits)
    )


def _never(row: pd.Series, language: Language) -> str:
    """Where nothing is finished: what will never be."""
    if row["finished"] or not row["cancelled"]:
        return ""
    return language.plural("{n} is cancelled for good.", "{n} are cancelled for good.", int(row["cancelled"]))


def _bias(row: pd.Series, language: Language) -> str:
    """The finished alone, where that says something else."""
    alone, clock = row["finished_median"], str(row["clock"])
    if int(row["with_duration"]) < FEW or is_missing(alone):
        return ""
    said = how_long(alone, clock, language)
    if said == how_long(row["median_duration"], clock, language):
        return language("The finished alone say the same.")
    return language("The finished alone would say {median}: they leave out what is still going on.", median=said)


def _in_time(row: pd.Series, language: Language) -> str:
    if int(row["with_duration"]) < FEW or is_missing(row["overrunning_share"]):
        return ""
    return language(
        "{share} are not finished when their planned duration is over (95 % interval {low} to {high}).",
        share=language.percent(row["overrunning_share"]),
        low=language.percent(row["overrunning_low"]),
        high=language.percent(row["overrunning_high"]),
    )


def curve_title(groups: pd.DataFrame, tests: pd.DataFrame, language: Language) -> str:
    """What the curves show: when half are finished; between groups only what the test supports."""
    drawn = groups[groups["is_drawn"].astype(bool) & (groups["with_duration"] > 0)]
    if drawn.empty:
        return language("How long these projects take is not known")
    if len(groups) > 1:
        return _between(drawn, tests, language)
    row = drawn.iloc[0]
    if int(row["with_duration"]) < FEW:
        return language.plural(
            "{n} project: too few to say how long they take",
            "{n} projects: too few to say how long they take",
            row["with_duration"],
        )
    if is_missing(row["median_duration"]):
        return language("Fewer than half are finished as far as they were followed")
    return language("Half are finished after {median}", median=how_long(row["median_duration"], row["clock"], language))


def _between(drawn: pd.DataFrame, tests: pd.DataFrame, language: Language) -> str:
    test = tests.iloc[0]
    reached = drawn[drawn["median_duration"].notna()].sort_values("median_duration", kind="stable")
    if is_missing(test["p"]):
        return language("How long projects take; the groups cannot be compared")
    if test["p"] >= CHANCE:
        return language("No clear difference between the groups ({p})", p=probability(test["p"], language))
    if len(reached) < 2:
        return language("The groups do not finish equally fast ({p})", p=probability(test["p"], language))
    first, last = reached.iloc[0], reached.iloc[-1]
    digits = 2 if first["clock"] == "ratio" else 0
    return language(
        "Half are finished after {first} ({fast}) to {last} ({slow})",
        first=language.number(first["median_duration"], digits),
        fast=group(first, language),
        last=how_long(last["median_duration"], str(last["clock"]), language),
        slow=group(last, language),
    )


def compared(tests: pd.DataFrame, language: Language) -> str:
    """`survival_tests`: the log-rank test in words; "" where nobody asked for groups."""
    test = tests.iloc[0]
    if test["refusal"] == "ungrouped":
        return ""
    if not is_missing(test["refusal"]):
        return language(
            "The groups cannot be compared: {reason}.", reason=language.label(codes.SURVIVAL_REFUSALS, test["refusal"])
        )
    words = (
        language("The groups do not finish equally fast")
        if test["p"] < CHANCE
        else language("The groups may well finish equally fast")
    )
    said = [
        words
        + language(
            ": log-rank test of {groups} groups, χ² {chi2} on {df} degrees of freedom, {p}.",
            groups=language.number(test["groups_tested"]),
            chi2=language.number(test["chi2"], 2),
            df=language.number(test["freedom"]),
            p=probability(test["p"], language),
        )
    ]
    if test["cancelled"]:
        said.append(
            language("Cancelled projects count until they are cancelled: the test is on the cause-specific hazard.")
        )
    if test["groups_untested"]:
        said.append(
            language.plural(
                "{n} group with fewer than 5 finished projects is left out.",
                "{n} groups with fewer than 5 finished projects are left out.",
                test["groups_untested"],
            )
        )
    return language.sentences(said)


def incidence_title(incidence: pd.DataFrame, language: Language) -> str:
    """`survival_incidence`: what has become of them when the planned duration is over, or at the end of the curve."""
    if incidence.empty:
        return language("How long these projects take is not known")
    by_ratio = incidence["clock"].iloc[0] == "ratio" and incidence["duration"].iloc[-1] >= 1
    at = incidence[incidence["duration"] <= 1].iloc[-1] if by_ratio else incidence.iloc[-1]
    shares = {
        "finished": language.percent(at["finished_share"]),
        "cancelled": language.percent(at["cancelled_share"], 1 if 0 < at["cancelled_share"] < 0.01 else 0),
    }
    if by_ratio:
        return language("When the planned duration is over, {finished} are finished, {cancelled} cancelled", **shares)
    when = how_long(at["duration"], str(at["clock"]), language)
    return language("After {when}, {finished} are finished, {cancelled} cancelled", when=when, **shares)


def term(row: pd.Series, language: Language) -> str:
    """A term of the regression by name: the value, for the budget what its ratio is about."""
    if row["covariate"] == "budget":
        return language("Budget ten times as large")
    return language.name(row["covariate_level_en"], row["covariate_level_zh"])


def pace(row: pd.Series, language: Language) -> str:
    """In words what a hazard ratio says, as far as its interval allows."""
    if row["hazard_high"] < 1:
        return language("slower to finish")
    if row["hazard_low"] > 1:
        return language("faster to finish")
    return language("no clear difference")


def hazard_title(terms: pd.DataFrame, model: pd.DataFrame, language: Language) -> str:
    """The clearest difference, but only where the regression as a whole says more than chance."""
    whole = model.iloc[0]
    if not is_missing(whole["refusal"]):
        return language("No regression: {reason}", reason=language.label(codes.SURVIVAL_REFUSALS, whole["refusal"]))
    clear = terms[(terms["hazard_high"] < 1).fillna(False) | (terms["hazard_low"] > 1).fillna(False)]
    if whole["p"] >= CHANCE or clear.empty:
        return language("No clear difference in pace, all else equal")
    first = clear.sort_values("p", kind="stable").iloc[0]
    return language(
        "Clearest, all else equal: {term}, {pace} (hazard ratio {ratio})",
        term=term(first, language),
        pace=pace(first, language),
        ratio=language.number(first["hazard_ratio"], 2),
    )


def references(terms: pd.DataFrame, language: Language) -> str:
    """With what the others are compared."""
    found = [term(row, language) for _, row in terms[terms["term_state"] == "reference"].iterrows()]
    return language("Compared with: {names}.", names=language("; ").join(found)) if found else ""


def left_out(terms: pd.DataFrame, language: Language) -> str:
    """What is not in the regression and why: "Left out" is part of each state's word."""
    states = terms[~terms["term_state"].isin(["fitted", "pooled", "reference"])]
    said = []
    for _, row in states.iterrows():
        covariate = language.label(codes.HAZARD_COVARIATES, row["covariate"])
        whole = row["covariate"] == "budget" or is_missing(row["covariate_level_en"])
        name = covariate if whole else term(row, language)
        said.append(
            language("{name}: {reason}.", name=name, reason=language.label(codes.HAZARD_TERMS, row["term_state"]))
        )
    return language.sentences(said)


def regression(terms: pd.DataFrame, model: pd.DataFrame, language: Language) -> str:
    """`hazard_ratios` and `hazard_model`: how the ratios are read, how much they explain, and whether they hold."""
    whole = model.iloc[0]
    if not is_missing(whole["refusal"]):
        reason = language.label(codes.SURVIVAL_REFUSALS, whole["refusal"])
        return language("The regression is refused: {reason}.", reason=reason)
    return language.sentences(
        (
            language("A hazard ratio below 1 means slower to finish, above 1 faster, all else equal; it is no cause."),
            language(
                "{n} projects, {finished} of them finished; likelihood-ratio test χ² {chi2} on {df} degrees of freedom,"
                " {p}; concordance {concordance} (0.5 is a guess, 1 perfect).",
                n=language.number(whole["projects"]),
                finished=language.number(whole["finished"]),
                chi2=language.number(whole["chi2"], 2),
                df=language.number(whole["freedom"]),
                p=probability(whole["p"], language),
                concordance=language.number(whole["concordance"], 2),
            ),
            language("Cancelled projects count until they are cancelled.") if whole["cancelled"] else "",
            _proportional(terms, whole, language),
            left_out(terms, language),
        )
    )


def _proportional(terms: pd.DataFrame, whole: pd.Series, language: Language) -> str:
    if is_missing(whole["check_p"]):
        return language("Whether the ratios are the same early and late cannot be checked.")
    if whole["check_p"] >= CHANCE:
        return language(
            "Nothing speaks against ratios that are the same early and late ({p}).",
            p=probability(whole["check_p"], language),
        )
    moving = [term(row, language) for _, row in terms[(terms["check_p"] < CHANCE).fillna(False)].iterrows()]
    said = language(
        "The ratios are not the same early and late ({p}): read them as averages over time, and look at the curves",
        p=probability(whole["check_p"], language),
    )
    if not moving:
        return said + language(".")
    return said + language("; this concerns {names}.", names=language("; ").join(moving))
