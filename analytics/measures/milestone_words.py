"""What the tables about milestones say: the finding, the tiles and the titles, in the reader's language."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.language import Language
from analytics.measures.milestones import HORIZONS
from analytics.measures.tiles import Tile

_TONES = {"kept": "good", "broken": "late"}


def finding(counts: pd.DataFrame, owners: pd.DataFrame, language: Language) -> str:
    """`counts` is `milestone_counts`, `owners` is `milestone_owners`."""
    n = counts.iloc[0]
    if not n["milestones_dated"]:
        return language("No milestone of these projects has a date: neither a baseline nor a forecast is known.")
    if not n["milestones_open"]:
        return language("Nothing is owed any more: every milestone of these projects is done.")
    return language.sentences((_soon(n, owners, language), _overdue(n, language)))


def _soon(n: pd.Series, owners: pd.DataFrame, language: Language) -> str:
    days = language.days(HORIZONS[0])
    if not n["milestones_due_30"]:
        return language("No milestone falls due in the next {days}.", days=days)
    said = language.plural(
        "In the next {days}, {n} milestone of {projects} falls due",
        "In the next {days}, {n} milestones of {projects} fall due",
        n["milestones_due_30"],
        days=days,
        projects=language.plural("{n} project", "{n} projects", n["projects_due_30"]),
    )
    named = owners[owners["group"].notna()].sort_values("milestones_due_30", ascending=False, kind="stable")
    most = named["milestones_due_30"].head(2).tolist()
    if most and most[0] > 1 and (len(most) == 1 or most[0] > most[1]):
        first = named.iloc[0]
        said += language(
            ", {n} of them with {body}, more than with any other",
            n=language.number(most[0]),
            body=language.name(first["group_en"], first["group_zh"]),
        )
    return said + language(".")


def _overdue(n: pd.Series, language: Language) -> str:
    if not n["milestones_overdue"]:
        return language("Nothing is overdue.")
    return language.sentences((_how_many_overdue(n, language), _unreported(n, language)))


def _unreported(n: pd.Series, language: Language) -> str:
    """Where most of what is overdue are starts: that the reports do not say more of them than that a day has passed."""
    if 2 * n["starts_overdue"] <= n["milestones_overdue"]:
        return ""
    return language.plural(
        "{n} of these is a start of works whose day has passed: no report says whether the works have begun.",
        "{n} of these are starts of works whose day has passed: no report says whether the works have begun.",
        n["starts_overdue"],
    )


def _how_many_overdue(n: pd.Series, language: Language) -> str:
    if n["milestones_silent"] == n["milestones_overdue"]:
        return language.plural(
            "{n} milestone is overdue, without a new forecast.",
            "{n} milestones are overdue, all without a new forecast.",
            n["milestones_overdue"],
        )
    return language.plural(
        "{n} milestone is overdue; of the overdue, {silent} without a new forecast.",
        "{n} milestones are overdue, {silent} of them without a new forecast.",
        n["milestones_overdue"],
        silent=language.number(n["milestones_silent"]),
    )


def tiles(counts: pd.DataFrame, health: pd.DataFrame, language: Language) -> list[Tile]:
    """What is due and overdue, and two indices against their limits; `health` is `schedule_health`."""
    n, checks = counts.iloc[0], health.set_index("health_check")
    of_open = language("of {n} open milestones", n=language.number(n["milestones_open"]))
    return [
        Tile(
            language("Due in {n} days", n=HORIZONS[0]),
            language.number(n["milestones_due_30"]),
            of_open,
            definition="milestones_due_30",
        ),
        Tile(
            language("Due in {n} days", n=HORIZONS[2]),
            language.number(n["milestones_due_90"]),
            language(
                "{n} of them in {days}", n=language.number(n["milestones_due_60"]), days=language.days(HORIZONS[1])
            ),
            definition="milestones_due_90",
        ),
        Tile(
            language("Overdue"),
            language.number(n["milestones_overdue"]),
            of_open,
            definition="milestones_overdue",
            tone="late" if n["milestones_overdue"] else "",
        ),
        Tile(
            language("Overdue without a new forecast"),
            language.number(n["milestones_silent"]),
            language("of {n} overdue", n=language.number(n["milestones_overdue"])),
            definition="milestones_silent",
            tone="unknown",
        ),
        _index(language("Done against due (BEI)"), "bei", checks.loc["bei"], language),
        _index(language("Missed the baseline"), "missed_share", checks.loc["missed"], language),
    ]


def _index(label: str, definition: str, check: pd.Series, language: Language) -> Tile:
    limit = language.percent(check["check_limit"])
    words = language("at least {limit}") if definition == "bei" else language("at most {limit}")
    judged = language(
        "{part} of {whole}",
        part=language.number(check["check_part"]),
        whole=language.number(check["check_whole"]),
    )
    return Tile(
        label,
        language.percent(check["check_value"], 1),
        language(
            "{judged}; limit: {limit}",
            judged=judged if check["check_whole"] else language("none to judge"),
            limit=words.format(limit=limit),
        ),
        definition=definition,
        tone=_TONES.get(check["check_verdict"], "unknown"),
    )


def due_title(counts: pd.DataFrame, listed: int, language: Language) -> str:
    """How many are due, and how many of them are listed."""
    return _title(language("Due in the next {days}", days=language.days(HORIZONS[-1])),
                  counts["milestones_due_90"].iloc[0], listed, language)  # fmt: skip


def overdue_title(counts: pd.DataFrame, listed: int, language: Language) -> str:
    """How many are overdue, and how many of them are listed."""
    return _title(language("Overdue, the longest first"), counts["milestones_overdue"].iloc[0], listed, language)


def _title(head: str, all_: int, listed: int, language: Language) -> str:
    if listed < all_:
        return language(
            "{title} ({listed} of {n})", title=head, listed=language.number(listed), n=language.number(all_)
        )
    return language("{title} ({n})", title=head, n=language.number(all_))


def refused(health: pd.DataFrame, language: Language) -> str:
    """Which checks of `schedule_health` cannot be measured, by their reason."""
    rows = health[health["check_verdict"] == "refused"]
    said = [
        language(
            "Cannot be measured: {checks}. {reason}",
            checks=language("; ").join(language.label(codes.HEALTH_CHECKS, code) for code in mine["health_check"]),
            reason=language(str(reason)),
        )
        for reason, mine in rows.groupby("check_meaning", sort=False)
    ]
    return language.sentences(said)
