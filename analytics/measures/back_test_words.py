"""What the back-test says: which forecast to believe first, how sure that is, and what was left out."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.language import N_, Language, is_missing

FEW = 50  # finished projects below which the answer is called a hint
# Within a sentence, in the plural.
_METHODS = {
    "agency": N_("the responsible bodies' own forecasts"),
    "baseline": N_("the first baselines"),
    "reference_class": N_("the medians of comparable projects"),
    "survival": N_("the medians of the survival curves"),
    "earned_schedule": N_("the dates by earned schedule"),
}


def finding(verdict: pd.DataFrame, scores: pd.DataFrame, language: Language) -> str:
    """From `back_test_verdict` and `back_test_scores`: who came closest, and whether that is chance."""
    row = verdict.iloc[0]
    if not is_missing(row["test_refusal"]):
        return language(
            "Which forecast to believe cannot be said yet: {reason}.",
            reason=language.label(codes.TEST_REFUSALS, row["test_refusal"]),
        )
    values = {
        "pairs": language.plural("{n} past forecast", "{n} past forecasts", row["pairs_scored"]),
        "projects": language.plural("{n} finished project", "{n} finished projects", row["projects"]),
        "best": method(row["forecast_method"], language),
        "miss": language.days(row["miss_days"]),
        "rival": method(row["rival_method"], language),
        "rival_miss": language.days(row["rival_miss_days"]),
    }
    if not row["is_certain"]:
        return language(
            "Believe neither more: on {pairs} of {projects}, {best} missed by {miss} on average, {rival} by "
            "{rival_miss}, which is within chance.",
            **values,
        )
    if row["projects"] < FEW:
        return language(
            "With so few projects a hint only: on {pairs} of {projects}, {best} missed by {miss} on average, {rival} "
            "by {rival_miss}.",
            **values,
        )
    return language(
        "Believe {best} first: on {pairs} of {projects} they missed by {miss} on average, {rival} by {rival_miss}.",
        **values,
    )


def details(verdict: pd.DataFrame, scores: pd.DataFrame, language: Language) -> str:
    """How sure the difference is, which way the closest err, what is not scored, and which ways are not compared."""
    row = verdict.iloc[0]
    if not is_missing(row["test_refusal"]):
        return not_compared(scores, language)
    best = scores[scores["cases"] == "common"].set_index("forecast_method").loc[row["forecast_method"]]
    return language.sentences(
        (
            _chance(row, best, language),
            _leaning(best, language),
            _left_out(row, language),
            not_compared(scores, language),
        )
    )


def method(code: str, language: Language) -> str:
    """A way of forecasting within a sentence, in the plural."""
    return language(_METHODS[code])


def not_compared(scores: pd.DataFrame, language: Language) -> str:
    """Which ways of forecasting are not compared, each with its reason; "" where all are."""
    refused = scores[(scores["cases"] == "common") & scores["test_refusal"].notna()]
    reasons = [
        language(
            "{method}: {reason}",
            method=language("; ").join(
                language.label(codes.FORECAST_METHODS, code) for code in mine["forecast_method"]
            ),
            reason=language.label(codes.TEST_REFUSALS, refusal),
        )
        for refusal, mine in refused.groupby("test_refusal", sort=False)
    ]
    return language("Not compared: {reasons}.", reasons=language("; ").join(reasons)) if reasons else ""


def _chance(row: pd.Series, best: pd.Series, language: Language) -> str:
    """How much closer the best came, with its interval; and its median, which a few long misses leave alone."""
    said = (
        language("The difference is beyond chance: {low} to {high} closer (95 % interval); median miss {median}.")
        if row["is_certain"]
        else language("The difference is within chance: {low} to {high} closer (95 % interval); median miss {median}.")
    )
    return said.format(
        low=language.number(-row["miss_difference_high"]),
        high=language.days(-row["miss_difference_low"]),
        median=language.days(best["median_miss_days"]),
    )


def _leaning(row: pd.Series, language: Language) -> str:
    """Which way the closest err; `row` is of `back_test_scores`."""
    days, best = round(float(row["bias_days"])), method(str(row.name), language)
    if days == 0:
        return language("On average {best} were neither too early nor too late.", best=best)
    if days > 0:
        return language("On average completion came {days} later than by {best}.", days=language.days(days), best=best)
    return language("On average completion came {days} earlier than by {best}.", days=language.days(-days), best=best)


def _left_out(row: pd.Series, language: Language) -> str:
    said = []
    if row["pairs_open"]:
        said.append(
            language.plural(
                "{n} more is of a project that is not finished; finished ones like it count for more.",
                "{n} more are of projects that are not finished; finished ones like them count for more.",
                row["pairs_open"],
            )
        )
    if row["pairs_cancelled"]:
        said.append(
            language.plural(
                "{n} is of a project that was cancelled and is not scored.",
                "{n} are of projects that were cancelled and are not scored.",
                row["pairs_cancelled"],
            )
        )
    if row["origins_left_out"]:
        said.append(
            language.plural(
                "{n} older reporting date is left out.",
                "{n} older reporting dates are left out.",
                row["origins_left_out"],
            )
        )
    return language.sentences(said)
