"""What the tables about responsibility say: the finding, the tiles and the titles, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics import codes
from analytics.language import Language, as_date, is_missing
from analytics.measures import slippage_words
from analytics.measures.tiles import Tile


def finding(summary: pd.Series, stages: pd.DataFrame, slips: pd.DataFrame, language: Language) -> str:
    """`responsibility_summary` (its row), `responsibility_stages` and `slippage_by_body_count`."""
    said = [_led(summary, language)]
    worst = stages.sort_values("led_by_none", ascending=False, kind="stable").iloc[0]
    if worst["led_by_none"]:
        said.append(
            language(
                "Most often nobody leads at the stage “{stage}”: in {gaps} of {projects} that have reached it.",
                stage=language.label(codes.LED_STAGES, worst["led_stage"]),
                gaps=language.number(worst["led_by_none"]),
                projects=language.plural("{n} project", "{n} projects", int(worst["projects"])),
            )
        )
    said.append(_beside(slips, language))
    unknown = int(summary["stage_unknown"])
    if unknown:
        said.append(
            language(
                "For {n} the stage is not known; they are judged as a whole.",
                n=language.plural("{n} project", "{n} projects", unknown),
            )
        )
    return language.sentences(said)


def _led(summary: pd.Series, language: Language) -> str:
    """How many stages nobody leads and how many two lead; that there is neither stands in plain words."""
    reached, projects = int(summary["stages_reached"]), int(summary["projects"])
    counted = language.plural("{n} project", "{n} projects", projects)
    if reached and not summary["led_by_none"] and not summary["led_by_several"]:
        return language.plural(
            "The {n} stage reached in {projects} is led by exactly one body.",
            "All {n} stages reached in {projects} are led by exactly one body each.",
            reached,
            projects=counted,
        )
    return language(
        "Of {stages} in {projects}, {gaps} are led by nobody and {overlaps} by two or more bodies.",
        stages=language.plural("{n} stage reached", "{n} stages reached", reached),
        projects=counted,
        gaps=share(summary["led_by_none"], summary["stages_reached"], language),
        overlaps=share(summary["led_by_several"], summary["stages_reached"], language),
    )


def share(part: object, whole: object, language: Language) -> str:
    """A count with its share: 12 (3 %)."""
    if is_missing(whole) or not whole:
        return language.number(part)
    percent = language.percent(int(str(part)) / int(str(whole)), 1)
    return language("{n} ({share})", n=language.number(part), share=percent)


def tiles(summary: pd.Series, per_project: pd.DataFrame, over_time: pd.DataFrame, language: Language) -> list[Tile]:
    """Gaps, overlaps, leaders, and how many projects are of several bodies."""
    reached, projects = int(summary["stages_reached"]), int(summary["projects"])
    known = per_project[per_project["organisations"] > 0]
    several = int(known.loc[known["organisations"] > 1, "projects"].sum())
    with_body = int(known["projects"].sum())
    coverage = 1 - int(summary["stage_unknown"]) / projects if projects else None

    def of_projects(column: str) -> str:
        return language("in {n} of {all} projects", n=language.number(summary[column]), all=language.number(projects))

    return [
        Tile(
            language("Stages that nobody leads"),
            language.number(summary["led_by_none"]),
            of_projects("projects_with_gap"),
            coverage=coverage,
            definition="led_by_none",
            tone="late" if summary["led_by_none"] else "",
        ),
        Tile(
            language("Stages that two or more lead"),
            language.number(summary["led_by_several"]),
            of_projects("projects_with_overlap"),
            coverage=coverage,
            definition="led_by_several",
            tone="watch" if summary["led_by_several"] else "",
        ),
        Tile(
            language("Bodies that lead"),
            language.number(summary["bodies_leading"]),
            language("in {n} stages reached", n=language.number(reached)),
            coverage=coverage,
            definition="bodies_leading",
        ),
        Tile(
            language("Projects of several public bodies"),
            language.percent(several / with_body) if with_body else language.percent(None),
            language("{n} of {all} with a known one", n=language.number(several), all=language.number(with_body)),
            trend=[None if is_missing(each) else float(each) for each in over_time["shared_share"]],
            coverage=with_body / projects if projects else None,
            definition="shared_share",
        ),
    ]


def title(summary: pd.Series, language: Language) -> str:
    """What the grid shows."""
    gaps, overlaps = int(summary["led_by_none"]), int(summary["led_by_several"])
    if not summary["bodies_leading"]:
        return language("Nobody is known to lead")
    if not gaps and not overlaps:
        return language("Every stage reached has one leader")
    return language(
        "Nobody leads {gaps}; two or more lead {overlaps}",
        gaps=language.plural("{n} stage", "{n} stages", gaps),
        overlaps=language.plural("{n} stage", "{n} stages", overlaps),
    )


def cell(row: Mapping[str, Any], language: Language) -> str:
    """One cell of the grid in words."""
    return language(
        "{body}, {stage}: leads {led}, of them {jointly} with another; takes part in {joined}",
        body=language.name(row["organisation_en"], row["organisation_zh"]),
        stage=language.label(codes.LED_STAGES, row["led_stage"]),
        led=language.plural("{n} project", "{n} projects", int(row["led_here"])),
        jointly=language.number(row["led_jointly"]),
        joined=language.number(row["joined_here"]),
    )


def year(row: Mapping[str, Any], language: Language) -> str:
    """One date of the line in words."""
    return language(
        "{day}: {share} of {n}, {mean} bodies per project",
        day=language.day(as_date(row["as_of"])),
        share=language.percent(row["shared_share"]),
        n=language.plural("{n} project", "{n} projects", int(row["projects_with_bodies"])),
        mean=language.number(row["mean_bodies"], 1),
    )


def over_time_title(table: pd.DataFrame, language: Language) -> str:
    """From where to where the share of projects of several bodies went."""
    known = table[table["shared_share"].notna()]
    if known.empty:
        return language("Who takes part is not known")
    first, last = known.iloc[0], known.iloc[-1]
    if len(known) == 1:
        return language("{share} are projects of several bodies", share=language.percent(last["shared_share"]))
    return language(
        "Projects of several bodies: {before} in {first}, {after} in {last}",
        before=language.percent(first["shared_share"]),
        first=str(as_date(first["as_of"]).year),
        after=language.percent(last["shared_share"]),
        last=str(as_date(last["as_of"]).year),
    )


def delayed_title(table: pd.DataFrame, language: Language) -> str:
    """Whether projects of several bodies are late more often, as far as the intervals part."""
    rows = table.set_index("body_count")
    if not {"one", "several"} <= set(rows.index[rows["judged"] > 0]):
        return language("There is nothing to compare projects of several bodies with")
    one, several = rows.loc["one"], rows.loc["several"]
    if several["delayed_low"] > one["delayed_high"]:
        return language("Projects of several bodies are delayed more often")
    if several["delayed_high"] < one["delayed_low"]:
        return language("Projects of several bodies are delayed less often")
    return language("Projects of one body and of several are delayed about as often")


def _beside(slips: pd.DataFrame, language: Language) -> str:
    """The slip of the projects of several bodies beside those of one, "" where one of them is not known."""
    rows = slips.set_index("body_count")
    if not {"one", "several"} <= set(rows.index[rows["with_slip"] > 0]):
        return ""
    return language(
        "The median slip is {several} with several public bodies (n = {n}) and {one} with one (n = {m}).",
        several=slippage_words.middle(rows.loc["several"], language),
        n=language.number(rows.loc["several", "with_slip"]),
        one=slippage_words.middle(rows.loc["one"], language),
        m=language.number(rows.loc["one", "with_slip"]),
    )
