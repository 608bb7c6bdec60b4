"""Time against money: how many cost more, by whether they started late, took longer, both or neither."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.figures import rows
from analytics.figures.drawn import Drawn
from analytics.language import Language
from analytics.measures import slippage_words as words


def four_way(table: pd.DataFrame, language: Language, baseline: str = "first") -> Drawn:
    """`cost_by_schedule`: the share over budget of each outcome as a dot on its interval; the unknown are said.
    `baseline` is what the dates were held against: first, or forecast where there is none."""
    shown = table[(table["schedule_outcome"] != codes.UNKNOWN) & (table["cost_known"] > 0)]
    made = rows.frame(len(shown), language("Over budget, in % of the projects whose cost growth is known"))
    hovers = [
        language(
            "{n} of {all} over budget, median growth {growth}",
            n=language.number(row.over_budget),
            all=language.number(row.cost_known),
            growth=words.amount(row.median_growth, "%", language),
        )
        for row in shown.itertuples()
    ]
    rows.intervals(made, language, shown["over_low"], shown["over_share"], shown["over_high"], hovers)
    said = [_facts(row, language) for _, row in shown.iterrows()]
    labels = [language(codes.SCHEDULE_OUTCOMES[name]) for name in shown["schedule_outcome"]]
    for place, (label, facts) in enumerate(zip(labels, said, strict=True)):
        rows.words(made, place, label, facts)
    unknown = table.loc[table["schedule_outcome"] == codes.UNKNOWN, "projects"].iloc[0]
    return Drawn(
        made,
        _title(table.set_index("schedule_outcome"), language),
        language.sentences(
            (
                language(
                    "Late or longer by more than {limit}, against {baseline}.",
                    limit=words.limit(table.iloc[0], language),
                    baseline=words.against(baseline, language),
                ),
                language("Dot: share over budget. Bar: 95 % interval."),
                language.plural(
                    "Of {n} project the dates are not known.", "Of {n} projects the dates are not known.", int(unknown)
                )
                if unknown
                else "",
            )
        ),
        language("Share over budget by schedule. {parts}", parts=language("; ").join(
            f"{label}: {facts}" for label, facts in zip(labels, said, strict=True)
        )),
    )  # fmt: skip


def _facts(row: pd.Series, language: Language) -> str:
    return language(
        "{share} ({low} to {high}), n = {n}",
        **{name: language.percent(row[f"over_{name}"]) for name in ("share", "low", "high")},
        n=language.number(row["cost_known"]),
    )


def _title(table: pd.DataFrame, language: Language) -> str:
    """Late ones cost more only where the two intervals lie apart; else it is not said."""
    both, neither = table.loc["late_and_longer"], table.loc["on_time"]
    if not both["cost_known"] or not neither["cost_known"]:
        return language("Who takes longer, and who costs more")
    shares = {"both": language.percent(both["over_share"]), "neither": language.percent(neither["over_share"])}
    if both["over_low"] > neither["over_high"]:
        return language("Late and longer goes with dearer: {both} over budget, on time {neither}", **shares)
    return language(
        "Over budget: {both} of those late and longer, {neither} of those on time; too close to tell", **shares
    )
