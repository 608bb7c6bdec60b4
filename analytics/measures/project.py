"""One project: the last known value of each field with its age and source, and the sentence and tiles above them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from analytics import codes
from analytics.language import MISSING, N_, Language, is_missing
from analytics.measures.slippage_words import moved
from analytics.measures.tiles import Tile
from analytics.money import is_currency

_ENGLISH, _CHINESE = Language("en"), Language("zh_CN")
Places = Mapping[tuple[str, str], tuple[str | None, str | None]]

# field -> (facts, column, which rows, whether the first known value counts instead of the last)
_RECORD = (
    "name_en",
    "name_zh",
    "description",
    "sector",
    "district",
    "nature",
    "complexity",
    "is_key",
    "status",
    "stage",
)
_KINDS = {
    "budget_current": "current",
    "budget_estimate": "estimate",
    "budget_approved": "approved_budget",
    "budget_contract": "contract",
    "budget_final": "final_account",
}
_DATES = {
    "start_baseline": ("start", "baseline", True),
    "start_actual": ("start", "actual", False),
    "completion_first_baseline": ("completion", "baseline", True),
    "completion_forecast": ("completion", "forecast", False),
    "completion_actual": ("completion", "actual", False),
}
# whether a baseline was ever given -> as then, later, earlier
_LATE = {
    True: (
        N_(", as first approved"), N_(", {days} later than first approved"), N_(", {days} earlier than first approved"),
    ),
    False: (
        N_(", as first forecast"), N_(", {days} later than first forecast"), N_(", {days} earlier than first forecast"),
    ),
}  # fmt: skip
_WORDS = {
    "nature": codes.NATURES,
    "complexity": codes.COMPLEXITIES,
    "status": codes.STATUSES,
    "stage": codes.STAGES,
    "light_reported": codes.LIGHTS,
}


def facts(found: Mapping[str, pd.DataFrame], as_of: date | None, places: Places) -> pd.DataFrame:
    """The `project_facts` frame from the reports of one project, oldest first.

    `found` holds project_record, budget_figure, progress_report and milestone_snapshot with `as_of`,
    `edition_id`, `file`, `sheet`, `row`; a blank or doubted value is missing there. Of the baselines of
    completion the one with the number 1 is the first, whenever it was reported. `places` names sectors
    and districts: (kind, code) -> (English, Chinese).
    """
    rows: list[dict[str, object]] = []

    def add(
        field: str, table: pd.DataFrame, column: str, show: Callable[[Any, Any], tuple[str, str]], first: bool = False
    ) -> None:
        known = table[table[column].notna()]
        if known.empty:
            return
        last = known.iloc[0 if first else -1]
        english, chinese = show(last[column], last)
        rows.append(
            {
                "field": field,
                "value_en": english,
                "value_zh": chinese,
                "as_of": last["as_of"],
                "age_days": None if as_of is None else (pd.Timestamp(as_of) - last["as_of"]).days,
                "edition": last["edition_id"],
                **{name: last[name] for name in ("file", "sheet", "row")},
            }
        )

    record, money = found["project_record"], found["budget_figure"]
    for field in _RECORD:
        add(field, record, field, _said(field, places))
    for field, kind in _KINDS.items():
        add(field, money[money["kind"] == kind], "amount", _amount)
    progress = found["progress_report"]
    add("completed_total", progress, "completed_total", _amount)
    add("completed_year", progress, "completed_year", _amount)
    add(
        "physical_percent",
        progress,
        "physical_percent",
        lambda v, _: (_ENGLISH.percent(v / 100), _CHINESE.percent(v / 100)),
    )
    add("light_reported", progress, "light", _said("light_reported", places))
    dates = found["milestone_snapshot"]
    for field, (milestone, column, first) in _DATES.items():
        told = dates[dates["milestone"] == milestone]
        numbered = told[(told["baseline_no"] == 1).fillna(False) & told["baseline"].notna()]
        if field == "completion_first_baseline" and len(numbered):
            told = numbered.tail(1)
        add(field, told, column, _day, first)
    columns = ["field", "value_en", "value_zh", "as_of", "age_days", "edition", "file", "sheet", "row"]
    return pd.DataFrame(rows, columns=columns)


def _said(field: str, places: Places) -> Callable[[Any, Any], tuple[str, str]]:
    def show(value: Any, _row: Any) -> tuple[str, str]:
        if field == "is_key":
            words = {1: "Yes", 0: "No"}[int(value)]
            return _ENGLISH(words), _CHINESE(words)
        if field in ("sector", "district"):
            english, chinese = places.get((field, str(value)), (None, None))
            listed = codes.SECTORS if field == "sector" else {}
            return english or _ENGLISH.label(listed, value), chinese or english or _CHINESE.label(listed, value)
        return _ENGLISH.label(_WORDS.get(field, {}), value), _CHINESE.label(_WORDS.get(field, {}), value)

    return show


def _amount(value: Any, row: Any) -> tuple[str, str]:
    currency = str(row["currency"])
    if not is_currency(currency):
        return str(value), str(value)
    return _ENGLISH.money(value, currency, full=True), _CHINESE.money(value, currency, full=True)


def _day(value: Any, _row: Any) -> tuple[str, str]:
    return _ENGLISH.day(value), _CHINESE.day(value)


def has_history(*reports: pd.DataFrame, currency: object = None) -> bool:
    """Whether reports of at least two dates (with an amount in `currency`, where one is asked for) can be drawn."""
    dates: set[object] = set()
    for table in reports:
        dates |= set(table["as_of"] if currency is None else table.loc[table["currency"] == currency, "as_of"])
    return len(dates) > 1


def title(known: pd.DataFrame, language: Language) -> str:
    """The project's name, else its code; nothing where it is not known."""
    if known.empty:
        return ""
    this = known.iloc[0]
    name = language.name(this["name_en"], this["name_zh"])
    return str(this["code"]) if name == MISSING else name


def dates_title(project: pd.Series, language: Language, *, approved: bool = True) -> str:
    """Heads the picture of the dates: how far completion has moved; nothing where that is not known. Not `approved`:
    no baseline was ever given, and it has moved from the first forecast."""
    slip = project["slip_days"]
    return "" if is_missing(slip) else moved(int(slip), language, approved=approved)


def money_title(project: pd.Series, language: Language) -> str:
    """Heads the picture of the money: how much of the current budget is completed; nothing where that is not known."""
    part = _completed_part(project)
    if part is None:
        return ""
    return language("{share} of the current budget is completed", share=language.percent(part, 1))


def finding(project: pd.Series, story: str, language: Language, *, approved: bool = True) -> str:
    """What it is, when it was or will be done, and how old that knowledge is; `story` (`completion_words.story`) says
    of an unfinished project how its forecasts moved and how comparable ones end."""
    known = project["status"] != codes.UNKNOWN
    status = language.label(codes.STATUSES, project["status"]) if known else language("Status unknown")
    tier = language.label(codes.TIERS, project["tier"])
    body = language.name(project["responsible_en"], project["responsible_zh"])
    said = [
        language("{status}, {tier}.", status=status, tier=tier)
        if body == MISSING
        else language("{status}, {tier}, led by {body}.", status=status, tier=tier, body=body)
    ]
    done = project["completion_actual"]
    if not is_missing(done):
        said.append(
            language("Completed on {day}{slip}.", day=language.day(done), slip=_late(project, language, approved))
        )
    elif project["status"] == "cancelled" and is_missing(project["completion_forecast"]):
        said.append(language("No forecast of completion is known."))
    elif project["status"] == "cancelled":
        said.append(
            language(
                "The last forecast of completion, of {as_of}, was {day}{slip}.",
                day=language.day(project["completion_forecast"]),
                slip=_late(project, language, approved),
                as_of=language.day(project["forecast_as_of"]),
            )
        )
    else:
        if not is_missing(project["completion_forecast"]):
            said.append(
                language(
                    "Completion is forecast for {day}; the forecast is of {as_of}.",
                    day=language.day(project["completion_forecast"]),
                    as_of=language.day(project["forecast_as_of"]),
                )
            )
        said.append(story)
    if project["light"] == "late" and project["light_reported"] == "good":
        said.append(language("It is reported on plan, but late by the rule."))
    return ("" if language.is_chinese else " ").join(said)


def tiles(project: pd.Series, tier: pd.Series, language: Language) -> list[Tile]:
    """Tier (from its row of `project_tier`), slip, budget, completed investment, physical progress, organisations."""
    light = str(project["light"])
    currency = "" if is_missing(project["currency"]) else str(project["currency"])
    budget, done, part = project["budget_current"], project["completed_total"], _completed_part(project)
    return [
        _tier(tier, language),
        Tile(
            language("Slip"),
            language.days(project["slip_days"]),
            f"{codes.LIGHT_SHAPES[light]} {language.label(codes.LIGHTS, light)}"
            if project["status"] != "cancelled"
            else language.label(codes.STATUSES, "cancelled"),
            definition="slip_days",
            tone="" if light == "unknown" else light,
        ),
        Tile(
            language("Current budget"),
            language.money(budget, currency),
            "" if is_missing(budget) else language("as of {day}", day=language.day(project["budget_as_of"])),
            definition="budget_current",
        ),
        Tile(
            language("Completed investment"),
            language.money(done, currency),
            "" if part is None else language("{share} of the current budget", share=language.percent(part, 1)),
            definition="completed_total",
        ),
        Tile(
            language("Physical progress"),
            language.percent(None if is_missing(project["physical_percent"]) else project["physical_percent"] / 100),
            definition="physical_percent",
        ),
        Tile(language("Organisations"), language.number(project["organisations"]), definition="organisations"),
    ]


def _completed_part(project: pd.Series) -> float | None:
    budget, done = project["budget_current"], project["completed_total"]
    return None if is_missing(budget) or is_missing(done) or not budget else done / budget


def _tier(tier: pd.Series, language: Language) -> Tile:
    """The tier in force, what it rests on, and the one that the current figure would give where it is another."""
    by_rule, now = (language.label(codes.TIERS, tier[name]) for name in ("tier_rule", "tier_current"))
    if tier["tier_reason"] == "override":
        note = language("decided by a person; by the rule {tier}", tier=by_rule)
    elif tier["tier_rule"] == codes.UNKNOWN:
        note = language.label(codes.TIER_REASONS, tier["tier_reason"])
    else:
        note = language(
            "frozen on {amount} of {day}",
            amount=language.money(tier["registered_amount"], str(tier["currency"])),
            day=language.day(tier["registered_on"]),
        )
    moved = tier["tier_current"] not in (tier["tier_rule"], codes.UNKNOWN)
    if moved and is_missing(tier["figure_current"]):
        note += language("; {tier} on the current figure", tier=now)
    elif moved:
        amount = language.money(tier["figure_current"], str(tier["currency"]))
        note += language("; {tier} on the current figure, {amount}", tier=now, amount=amount)
    return Tile(
        language("Tier"),
        language.label(codes.TIERS, tier["tier"]),
        note,
        definition="tier",
        tone="watch" if moved else "",
    )


def _late(project: pd.Series, language: Language, approved: bool) -> str:
    slip = project["slip_days"]
    if is_missing(slip):
        return ""
    same, later, earlier = _LATE[approved]
    if slip == 0:
        return language(same)
    return language(later if slip > 0 else earlier, days=language.days(abs(int(slip))))
