"""The derived tables the slow, obvious way: for every project and date, look through all its rows."""

# Long because: every derived table is recomputed beside the others.

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from analytics.codes import POSTS, STAGES
from analytics.measures.tiers import tier
from analytics.thresholds import Thresholds, fiscal_year
from data import schema
from data.derive import DATED
from data.schema_derived import FOREVER
from tests.data import slow_funds

Row = dict[str, Any]
KINDS = {
    "budget_current": "current",
    "budget_estimate": "estimate",
    "budget_approved": "approved_budget",
    "budget_contract": "contract",
    "budget_final": "final_account",
}
SCOPE = ("sector", "district", "tier")


def rows_by_project(connection: Connection) -> dict[int, dict[str, list[Row]]]:
    doubtful = {
        (f.subject, f.subject_id, f.field)
        for f in connection.execute(select(schema.flag).where(schema.flag.c.state != "accepted"))
    }
    decided = [
        (ids.get(row.organisation_key), ids.get(row.into_key), row.valid_from or date.min, row.valid_to or FOREVER)
        for ids in [{body.key: body.id for body in connection.execute(select(schema.organisation))}]
        for row in connection.execute(select(schema.organisation_merge))
        if row.decision == "same" and row.withdrawn_at is None
    ]

    def counted(body: int | None, on: date) -> int | None:
        for one, into, begin, end in decided:
            if body == one and into is not None and begin <= on < end:
                return counted(into, on)
        return body

    found: dict[int, dict[str, list[Row]]] = defaultdict(lambda: {name: [] for name in DATED})
    for name in DATED:
        for stored in connection.execute(select(schema.metadata.tables[name])).mappings():
            row: Row = {key: None if (name, stored["id"], key) in doubtful else value for key, value in stored.items()}
            for key in ("organisation_id", "supplier_id", "payer_id", "payee_id"):
                if key in row:
                    row[key] = counted(row[key], row["as_of"])
            found[stored["project_id"]][name].append(row)
    for tables in found.values():
        for rows in tables.values():
            rows.sort(key=lambda r: (r["as_of"], r["edition_id"], r.get("baseline_no") or 0, r["id"]))
    return found


def known(rows: list[Row], column: str, on: date, where: Callable[[Row], bool] = lambda row: True) -> list[Row]:
    return [row for row in rows if row["as_of"] <= on and row[column] is not None and where(row)]


def last(rows: list[Row], column: str, on: date, where: Callable[[Row], bool] = lambda row: True) -> Any:
    found = known(rows, column, on, where)
    return found[-1][column] if found else None


def first(rows: list[Row], column: str, on: date, where: Callable[[Row], bool] = lambda row: True) -> Any:
    found = known(rows, column, on, where)
    return found[0][column] if found else None


def any_of(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def bodies(rows: list[Row], on: date) -> list[Row]:
    """The newest report of each role: of its newest date, the rows of the newest edition."""
    found = []
    for role in sorted({row["role"] for row in rows}):
        mine = [row for row in rows if row["role"] == role and row["as_of"] <= on]
        if mine:
            newest = max((row["as_of"], row["edition_id"]) for row in mine)
            found += [row for row in mine if (row["as_of"], row["edition_id"]) == newest]
    return found


def members(rows: list[Row], on: date) -> list[Row]:
    """Of several rows of one report about the same body, role and stage the first counts; no stage is the whole."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in bodies(rows, on):
        stage = row["stage"] or ""
        found.setdefault((row["organisation_id"], row["role"], stage), row | {"stage": stage})
    return list(found.values())


def responsible(part: list[Row], now: str | None) -> int | None:
    """Of those who take part the one that answers for the whole project, else for its present stage, else for the
    earliest one; of several the one that the report names first."""
    lead = [row for row in part if row["role"] == "responsible"]
    for stage in (None, now, *STAGES):
        mine = sorted((row["id"], row["organisation_id"]) for row in lead if row["stage"] == stage)
        if mine:
            return mine[0][1]
    return None


def amount(budgets: list[Row], kind: str, on: date, ask: Callable[..., Any] = last) -> tuple[Any, Any, Any]:
    def of_kind(row: Row) -> bool:
        return row["kind"] == kind and row["amount"] is not None

    found, currency, as_of = (ask(budgets, column, on, of_kind) for column in ("amount", "currency", "as_of"))
    return found, currency, as_of


def money(tables: dict[str, list[Row]], on: date, rules: Thresholds) -> Row:
    budgets = tables["budget_figure"]
    of = {kind: amount(budgets, kind, on) for kind in KINDS.values()}
    order = ("current", "approved_budget", "estimate", "contract", "final_account")
    currency = any_of(of[kind][1] for kind in order)
    if currency is None:
        currency = any_of(
            last(tables[t], "currency", on) for t in ("progress_report", "annual_plan", "payment", "funding")
        )
    fact: Row = {"currency": currency}
    for column, kind in KINDS.items():
        fact[column] = of[kind][0] if of[kind][1] == currency else None
    opening = amount(budgets, "current", on, first)
    fact["budget_first"] = opening[0] if opening[1] == currency else None
    fact["budget_as_of"] = of["current"][2]
    registered = [amount(budgets, kind, on, first) for kind in ("approved_budget", "estimate", "current")]
    frozen = next((figure for figure in registered if figure[0] is not None), (None, None, on))
    fact["tier_rule"], fact["tier_reason"] = tier(frozen[0], frozen[1], frozen[2], rules)
    names = ("registered_amount", "registered_currency", "registered_on")
    fact |= dict(zip(names, frozen if frozen[0] is not None else (None,) * 3, strict=True))
    now = [of[kind] for kind in ("current", "contract", "approved_budget", "estimate")]
    latest = next((figure for figure in now if figure[0] is not None), (None, None, None))
    fact["figure_current"], fact["figure_currency"] = latest[0], latest[1]
    fact["tier_current"] = tier(latest[0], latest[1], on, rules)[0]
    paid = known(tables["payment"], "amount", on)
    mine = [row["amount"] for row in paid if row["currency"] == currency]
    fact["paid_total"] = sum(mine) if mine else None
    return fact


def days(end: date | None, start: date | None) -> int | None:
    return None if end is None or start is None else (end - start).days


def dates(milestones: list[Row], on: date) -> Row:
    def completion(row: Row) -> bool:
        return row["milestone"] == "completion"

    def start(row: Row) -> bool:
        return row["milestone"] == "start"

    numbered = last(milestones, "baseline", on, lambda row: completion(row) and row["baseline_no"] == 1)
    with_baseline = known(milestones, "baseline", on, completion)
    fact: Row = {
        "start_baseline": first(milestones, "baseline", on, start),
        "start_actual": last(milestones, "actual", on, start),
        "start_first_forecast": first(milestones, "forecast", on, start),
        "completion_first_forecast": first(milestones, "forecast", on, completion),
        "completion_forecast": last(milestones, "forecast", on, completion),
        "completion_actual": last(milestones, "actual", on, completion),
        "completion_baseline": with_baseline[-1]["baseline"] if with_baseline else None,
        "baseline_no": with_baseline[-1]["baseline_no"] if with_baseline else None,
    }
    forecasts = known(milestones, "forecast", on, completion)
    fact["forecast_as_of"] = forecasts[-1]["as_of"] if forecasts else None
    opening = any_of([numbered, first(milestones, "baseline", on, completion), fact["completion_first_forecast"]])
    fact["completion_first_baseline"] = opening
    end = any_of([fact["completion_actual"], fact["completion_forecast"]])
    fact["slip_days"] = days(end, opening)
    fact["slip_latest_days"] = days(end, fact["completion_baseline"])
    began = any_of([fact[name] for name in ("start_baseline", "start_actual", "start_first_forecast")])
    fact["planned_days"] = days(opening, began)
    return fact


def reported_year(report: Row, first_month: int) -> int:
    """The fiscal year that a progress report is about: of a total on its first day, the year before."""
    year = fiscal_year(report["as_of"], first_month)
    closes = report["completed_year"] is None and report["as_of"] == date(year, first_month, 1)
    return year - 1 if closes else year


def year_figures(tables: dict[str, list[Row]], on: date, year: int, currency: str, first_month: int) -> Row:
    """Plan, completed and paid of one fiscal year as known on a day."""
    completed = None
    for report in tables["progress_report"]:
        if report["as_of"] > on or reported_year(report, first_month) != year:
            continue
        if (report["currency"] or "CNY") != currency:
            continue
        if report["completed_year"] is not None:
            completed = report["completed_year"]
        elif report["completed_total"] is not None:
            opening = last(
                [r for r in tables["progress_report"] if r["as_of"] <= date(year, first_month, 1)],
                "completed_total",
                on,
            )
            completed = completed if opening is None else report["completed_total"] - opening
    paid = [
        row["amount"]
        for row in known(tables["payment"], "amount", on, lambda row: row["currency"] == currency)
        if fiscal_year(row["paid_on"], first_month) == year
    ]
    return {
        "plan": last(tables["annual_plan"], "amount", on, lambda r: r["year"] == year and r["currency"] == currency),
        "completed": completed,
        "paid": sum(paid) if paid else None,
        "plan_first": first(
            tables["annual_plan"], "amount", on, lambda r: r["year"] == year and r["currency"] == currency
        ),
        **slow_funds.allocation(tables["funding"], on, year, currency, first_month),
    }


def facts(connection: Connection, rules: Thresholds) -> list[Row]:
    """`project_fact`, with `_tables` (the project's rows) for what is built on it."""
    codes = {row.id: row.code for row in connection.execute(select(schema.project))}
    decided = list(connection.execute(select(schema.tier_override).order_by(schema.tier_override.c.id)))
    made: list[Row] = []
    for project, tables in rows_by_project(connection).items():
        reported = sorted({row["as_of"] for rows in tables.values() for row in rows})
        for on, following in zip(reported, [*reported[1:], FOREVER], strict=True):
            fact: Row = {"project_id": project, "as_of": on, "valid_to": following, "code": codes[project]}
            for column in ("name_en", "name_zh", "sector", "district", "nature", "complexity", "is_key", "in_catalogue",
                           "stage"):  # fmt: skip
                fact[column] = last(tables["project_record"], column, on)
            fact |= money(tables, on, rules) | dates(tables["milestone_snapshot"], on)
            fact["tier"] = fact["tier_rule"]
            for decision in decided:
                mine = decision.project_code == codes[project] and decision.withdrawn_at is None
                if mine and following > decision.effective_from:
                    fact["tier"], fact["tier_reason"] = decision.tier, "override"
            for post in POSTS:
                fact[post] = slow_funds.holds(tables["appointment"], post, on)
            status = last(tables["project_record"], "status", on) or "unknown"
            done = fact["completion_actual"]
            fact["status"] = "completed" if status == "unknown" and done is not None and done <= on else status
            same = made and made[-1]["project_id"] == project and made[-1]["status"] == fact["status"]
            fact["status_since"] = made[-1]["status_since"] if same else on
            progress = tables["progress_report"]
            said = [row for row in progress if row["completed_total"] is not None and row["as_of"] <= on]
            right = said and said[-1]["currency"] == fact["currency"] and fact["currency"] is not None
            fact["completed_total"] = said[-1]["completed_total"] if right else None
            fact["physical_percent"] = last(progress, "physical_percent", on)
            fact["light_reported"] = last(progress, "light", on)
            any_progress = [
                row["as_of"]
                for row in progress
                if row["as_of"] <= on
                and any(row[c] is not None for c in ("completed_total", "completed_year", "physical_percent", "light"))
            ]
            fact["progress_as_of"] = any_progress[-1] if any_progress else None
            slip = fact["slip_days"]
            unlit = slip is None or fact["status"] == "cancelled"
            fact["light"] = "unknown" if unlit else "late" if slip >= 90 else "watch" if slip >= 30 else "good"
            part = bodies(tables["participation"], on)
            fact["organisations"] = len({row["organisation_id"] for row in part})
            fact["responsible_id"] = responsible(part, fact["stage"])
            fact["delegated"] = int(any(row["role"] == "delegate" for row in part))
            made.append({**fact, "_tables": tables})
    first_month = int(rules.value("fiscal.first_month", date(2025, 1, 1)))
    for fact in made:
        year = fiscal_year(fact["as_of"], first_month)
        figures = year_figures(fact["_tables"], fact["as_of"], year, fact["currency"], first_month)
        fact["plan_year"], fact["completed_year"] = figures["plan"], figures["completed"]
        fact |= slow_funds.idle(fact["_tables"], fact["as_of"], fact["currency"], fact["paid_total"], first_month)
    return made


def state(rows: list[Row], on: date) -> list[Row]:
    return [row for row in rows if row["as_of"] <= on < row["valid_to"]]


def years(made: list[Row], on: date, first_month: int = 1) -> list[Row]:
    """What `project_year` says as of a day: a row per project, fiscal year and currency with any figure."""
    found = []
    for fact in state(made, on):
        tables = fact["_tables"]
        seen = {(r["year"], r["currency"]) for r in known(tables["annual_plan"], "amount", on)}
        seen |= {
            (fiscal_year(r["paid_on"], first_month), r["currency"]) for r in known(tables["payment"], "amount", on)
        }
        seen |= {
            (reported_year(r, first_month), r["currency"] or "CNY")
            for r in tables["progress_report"]
            if r["as_of"] <= on
        }
        seen |= {(row["year"], row["currency"]) for row in known(tables["funding"], "amount", on)}
        for year, currency in seen:
            figures = year_figures(tables, on, year, currency, first_month)
            if any(value is not None for value in figures.values()):
                scope = {name: fact[name] for name in SCOPE}
                found.append({"project_id": fact["project_id"], "year": year, "currency": currency, **scope, **figures})
    return found
