"""Lights by rule out of the database: drawn editions on each engine, and a city against a slow recomputation."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select, update

from analytics.light_rules import OWN, LightRule, in_force
from analytics.measures.investment import pro_rata_line
from analytics.scope import Scope
from analytics.thresholds import Thresholds
from data import database, editions, tables
from data.queries.common import in_scope
from data.sample.stories import GREEN_DISTRICT, STORIES
from data.schema import light_rule
from data.schema_derived import project_fact, project_year
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status    | sector | name_en | district
        P1      | 2025-06-30 | active    | roads  | Bridge  | east
        P2      | 2025-06-30 | active    | roads  | Tunnel  | west
        P3      | 2025-06-30 | cancelled | water  | Sewer   | west
    """,
    "annual_plan": """
        project | as_of      | year | amount     | currency
        P1      | 2025-03-31 | 2025 | 1000000000 | CNY
        P1      | 2025-03-31 | 2024 | 1          | CNY
        P2      | 2025-03-31 | 2025 | 500000000  | CNY
    """,
    "funding": """
        project | as_of      | year | source | amount     | currency
        P1      | 2025-03-31 | 2025 | bonds  | 1000000000 | CNY
        P2      | 2025-03-31 | 2025 | bonds  | 1000000000 | CNY
    """,
    "payment": """
        project | as_of      | paid_on    | amount    | currency
        P1      | 2025-06-30 | 2025-05-05 | 349999999 | CNY
        P2      | 2025-03-31 | 2024-12-31 | 900000000 | CNY
    """,
    "progress_report": """
        project | as_of      | completed_year | currency | light
        P1      | 2025-06-30 | 250000000      | CNY      | good
        P2      | 2025-06-30 | 50000000       | CNY      | good
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline   | forecast   | baseline_no
        P1      | 2025-06-30 | completion | 2025-01-01 | 2025-04-01 | 1
        P2      | 2025-06-30 | start      | 2025-06-01 |            | 1
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-06-30 | A            | responsible
    """,
}
OURS = {
    "name": "ours", "measure": "slip_days", "watch_from": "1", "watch_included": 1, "late_from": "1000",
    "late_included": 0, "effective_from": date(2025, 1, 1), "source": "a meeting", "created_at": datetime(2025, 1, 1),
}  # fmt: skip


def lights_of(engine: Engine, code: str, scope: Scope | None = None) -> dict[str, str]:
    """The light of a project by rule, or the reason why it has none."""
    found = table(engine, "light_by_project", scope)
    found = found[found["code"] == code]
    return {rule: why or light for rule, light, why in rows(found[["light_rule", "rule_light", "light_reason"]])}


def test_every_rule_looks_at_the_figures_of_the_fiscal_year_of_the_day(engine: Engine) -> None:
    write(engine, **EDITION)
    assert lights_of(engine, "P1") == {
        "us_it": "late", "yinchuan_progress": "watch", "yinchuan_start": "no_start", "yinchuan_report": "good",
        "sanya": "watch", "tianjin_bonds": "late",
    }  # fmt: skip
    assert lights_of(engine, "P2") == {
        "us_it": "no_slip", "yinchuan_progress": "late", "yinchuan_start": "watch", "yinchuan_report": "good",
        "sanya": "below_least", "tianjin_bonds": "late",
    }  # fmt: skip
    assert set(lights_of(engine, "P3").values()) == {"cancelled"}


def test_as_of_an_earlier_day_the_line_and_the_figures_are_those_of_that_day(engine: Engine) -> None:
    write(engine, **EDITION)
    found = lights_of(engine, "P1", Scope(as_of=date(2025, 3, 31)))
    assert (found["yinchuan_progress"], found["tianjin_bonds"]) == ("no_completed", "no_payment")


def test_the_list_names_project_and_body_and_says_why(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "light_by_project")
    (row,) = rows(
        found[(found["light_rule"] == "sanya") & (found["code"] == "P1")][
            ["name_en", "district", "responsible_en", "plan", "completed", "pro_rata_share", "explanation_en"]
        ]
    )
    assert row == (
        "Bridge", "east", "A", 1_000_000_000, 250_000_000, 0.5,
        "Plan 50 %, done 25 %: 50 % below. Sanya: yellow above 0 up to 50 %.",
    )  # fmt: skip


def test_one_s_own_rule_stands_beside_the_published_ones_until_it_is_withdrawn(engine: Engine) -> None:
    write(engine, **EDITION)
    with database.writing(engine) as connection:
        connection.execute(insert(light_rule).values(id=1, **OURS))
    version = _version(engine)
    assert lights_of(engine, "P1")[f"{OWN}ours"] == "watch"
    assert lights_of(engine, "P1", Scope(as_of=date(2024, 12, 31))) == {}
    told = table(engine, "light_rules").iloc[-1]
    assert (told["light_rule_en"], told["watch_band_en"], told["origin"]) == ("ours", "from 1 to 1,000 days", "own")
    with database.writing(engine) as connection:
        connection.execute(update(light_rule).values(withdrawn_at=datetime(2025, 7, 1)))
    assert f"{OWN}ours" not in lights_of(engine, "P1")
    assert _version(engine) != version


def _version(engine: Engine) -> str:
    with database.reading(engine) as connection:
        return editions.version(connection)


# --- a whole city -----------------------------------------------------------------------------


def test_the_district_that_reports_green_leads_those_that_are_red_by_the_rule(reading: Connection) -> None:
    """The planted story: in Xiating four of five late projects report that they are on plan."""
    story = next(story for story in STORIES if story.key == "green_district")
    found = tables.make(reading, "light_hidden", Scope())
    basic = found[found["light_rule"] == "us_it"]
    assert basic["district"].value_counts().index[0] == GREEN_DISTRICT == story.who[0]
    there = tables.make(reading, "light_disagreements", Scope(districts=story.who))
    late = there[(there["light_rule"] == "us_it") & (there["rule_light"] == "late")]
    late = late.set_index("light_reported")["projects"].drop("unknown")
    share = story.size["late_reported_good"]
    assert abs(late["good"] - share * late.sum()) <= max(1, 0.02 * late.sum())
    elsewhere = tables.make(reading, "light_disagreements", Scope())
    all_late = elsewhere[(elsewhere["light_rule"] == "us_it") & (elsewhere["rule_light"] == "late")]
    others = all_late.set_index("light_reported")["projects"].drop("unknown") - late
    assert others["good"] < 0.2 * others.sum()


SCOPES = st.builds(
    Scope,
    as_of=st.sampled_from([date(2023, 6, 30), date(2024, 2, 10), date(2025, 6, 30)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    tiers=st.sampled_from([(), ("A",), ("B", "C")]),
    districts=st.sampled_from([(), ("xiating",)]),
    organisations=st.sampled_from([(), (1,), (7,)]),
)


@settings(deadline=None, max_examples=25)
@given(scope=SCOPES)
def test_counts_are_those_of_a_slow_recomputation_and_add_up_under_any_filter(
    reading: Connection, scope: Scope
) -> None:
    slow = slowly(reading, scope)
    counts = tables.make(reading, "light_counts", scope)
    told = {key: dict(zip(part["rule_light"], part["projects"], strict=True))
            for key, part in counts[counts["light_rule"] != "reported"].groupby("light_rule")}  # fmt: skip
    reasons = tables.make(reading, "light_reasons", scope)
    for rule, expected in slow.items():
        mine = reasons[reasons["light_rule"] == rule]
        why = dict(zip(mine["light_reason"], mine["projects"], strict=True))
        assert told[rule]["unknown"] == sum(why.values())
        known = {light: n for light, n in told[rule].items() if n and light != "unknown"}
        assert {**known, **why} == dict(expected)
    assert len({sum(lights.values()) for lights in told.values()}) == 1
    pairs = tables.make(reading, "light_two_rules", scope).groupby(["first_rule", "second_rule"])["projects"].sum()
    assert set(pairs) == {sum(told["us_it"].values())}


def slowly(connection: Connection, scope: Scope) -> dict[str, Counter[str]]:
    """By rule how many projects have each light or reason: one project after the other, in fractions."""
    day = scope.as_of
    assert day is not None
    line = pro_rata_line(day.year, day, 1)
    assert line is not None
    found: dict[str, Counter[str]] = {rule.key: Counter() for rule in in_force((), day, Thresholds())}
    for fact in connection.execute(select(project_fact).where(*in_scope(scope))).all():
        asked = select(project_year).where(
            project_year.c.project_id == fact.project_id, project_year.c.year == day.year,
            project_year.c.currency == fact.currency, project_year.c.as_of <= day, project_year.c.valid_to > day,
        )  # fmt: skip
        year = connection.execute(asked).first()
        for rule in in_force((), day, Thresholds()):
            found[rule.key][one(rule, fact, year, day, line)] += 1
    return found


def one(rule: LightRule, fact: Any, year: Any, day: date, line: Fraction) -> str:
    """The light of one project, or the reason why it has none."""
    plan = year.plan if year else None
    if fact.status == "cancelled":
        return "cancelled"
    if rule.least_plan is not None and plan and plan < rule.least_plan * 100:
        return "below_least"
    short: Fraction | str
    if rule.measure == "slip_days":
        short = "no_slip" if fact.slip_days is None else Fraction(fact.slip_days)
    elif rule.measure == "start_months":
        short = starting(fact, day)
    elif rule.measure == "report_months":
        short = reporting(fact, day)
    else:
        spending = rule.measure == "spending_percent"
        whole, part = (year.allocated, year.paid) if year and spending else (plan, year.completed if year else None)
        if spending and part is None and fact.paid_total is not None:
            part = 0
        if not whole or whole < 0:
            short = "no_allocation" if spending else "no_plan"
        elif part is None:
            short = "no_payment" if spending else "no_completed"
        else:
            short = 100 * (line - Fraction(part, whole))
            short = short if rule.measure == "plan_points" else short / line
    if isinstance(short, str):
        return short
    for cut, included, light in (
        (Fraction(rule.late_from), rule.late_included, "late"),
        (Fraction(rule.watch_from), rule.watch_included, "watch"),
    ):
        if short > cut or (included and short == cut):
            return light
    return "good"


def starting(fact: Any, day: date) -> Fraction | str:
    if fact.status == "completed" or (fact.start_actual and fact.start_actual <= day):
        return Fraction(0)
    if fact.start_baseline is None:
        return "no_start"
    each = (fact.start_baseline + timedelta(days=n) for n in range((day - fact.start_baseline).days + 1))
    return Fraction(len({(one.year, one.month) for one in each}))


def reporting(fact: Any, day: date) -> Fraction | str:
    if fact.progress_as_of:
        return Fraction(0)
    if not fact.start_actual or fact.start_actual > day:
        return "not_started" if fact.start_baseline else "no_start"
    whole = [n for n in range(1, 600) if months_after(fact.start_actual, n) <= day]
    since, until = (months_after(fact.start_actual, len(whole) + more) for more in (0, 1))
    return len(whole) + Fraction((day - since).days, (until - since).days)


def months_after(day: date, months: int) -> date:
    first = date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
