"""OC4IDS packages become rows: one test for each rule of the mapping, and the standard's own example."""

# Long because: one test for each rule of the mapping.

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data import editions, schema
from data.importers import oc4ids
from data.importers.batch import Batch
from data.importers.oc4ids.progress import FAR_REPORT
from data.importers.oc4ids.walk import longest
from data.schema_derived import project_fact
from tests.tables import draw, rows

EXAMPLE = Path(__file__).parents[4] / "shared/data/oc4ids/example_0.9-dev.json"


def package(*projects: object, **around: object) -> dict[str, object]:
    return {"version": "0.9", "publishedDate": "2025-06-30T00:00:00Z", "projects": list(projects), **around}


def project(**values: object) -> dict[str, object]:
    return {"id": "P1", **values}


def gbp(amount: object, currency: str = "GBP") -> dict[str, object]:
    return {"amount": amount, "currency": currency}


class Read:
    """What a set of packages becomes, in one batch."""

    def __init__(self, folder: Path, *packages: object, as_of: date | None = None) -> None:
        paths = [folder / f"{number}.json" for number in range(len(packages))]
        for path, content in zip(paths, packages, strict=True):
            path.write_text(json.dumps(content))
        self.parsed = oc4ids.parse(paths, as_of)
        self.batches = list(self.parsed.batches)

    @property
    def batch(self) -> Batch:
        [batch] = self.batches
        return batch

    def table(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        found = []
        for batch in self.batches:
            if name in batch.facts:
                found += rows(batch.facts[name].reindex(columns=list(columns)).astype(object))
        return found

    def problems(self) -> list[tuple[int | None, str | None, str]]:
        return [(p.row, p.column, p.message) for batch in self.batches for p in batch.problems]

    def flags(self) -> list[tuple[str, str, str]]:
        return [(f.subject, f.field, f.rule) for batch in self.batches for f in batch.flags]


def drawn(drawing: str) -> list[tuple[Any, ...]]:
    return rows(draw(drawing).astype(object))


def full(day: str, measure: object = "100") -> dict[str, object]:
    return {
        "id": "physicalProgress",
        "observations": [{"id": "1", "measure": measure, "unit": {"id": "P1"}, "period": {"endDate": day}}],
    }


@pytest.mark.parametrize(
    ("status", "ours", "stage"),
    [
        ("identification", "planned", "approval"),
        ("preparation", "planned", "design"),
        ("implementation", "active", "construction"),
        ("completion", "active", "acceptance"),
        ("completed", "completed", None),
        ("maintenance", "completed", None),
        ("decommissioning", "completed", None),
        ("decommissioned", "completed", None),
        ("cancelled", "cancelled", None),
    ],
)
def test_every_status_of_every_version_has_a_status_and_stage_of_ours(
    status: str, ours: str, stage: str | None, tmp_path: Path
) -> None:
    read = Read(tmp_path, package(project(status=status)))
    assert read.table("project_record", "status", "stage") == [(ours, stage)]


def test_a_project_under_implementation_without_an_award_is_at_tendering(tmp_path: Path) -> None:
    processes = [{"id": "c1", "summary": {"status": "pre-award"}}]
    read = Read(tmp_path, package(project(status="implementation", contractingProcesses=processes)))
    assert read.table("project_record", "status", "stage") == [("active", "tendering")]


def test_a_title_in_chinese_is_the_chinese_name_and_a_marked_translation_the_other(tmp_path: Path) -> None:
    read = Read(
        tmp_path,
        package(project(title="滨江路改造"), project(id="P2", title="Riverside road", title_zh="滨江路")),
    )
    assert read.table("project_record", "name_en", "name_zh") == [(None, "滨江路改造"), ("Riverside road", "滨江路")]


def test_sector_and_district_are_the_first_ones_and_the_rest_is_listed_as_not_stored(tmp_path: Path) -> None:
    places = [{"id": "1", "description": "junction"}, {"id": "2", "address": {"region": "West", "locality": "Patcham"}}]
    read = Read(tmp_path, package(project(sector=["transport", "transport.road"], locations=places)))
    assert read.table("project_record", "sector", "district") == [("transport", "Patcham")]
    assert read.batch.labels is not None
    assert rows(read.batch.labels) == [("sector", "transport", "Transport", "交通运输")]
    assert read.parsed.not_stored == [
        "locations/address/region (1)",
        "locations/description (1)",
        "locations/id (2)",
        "sector (1)",
    ]


def test_the_reporting_date_is_that_of_the_project_else_of_the_package_else_the_users(tmp_path: Path) -> None:
    own, packages, given = project(updated="2025-05-31"), project(id="P2"), project(id="P3")
    undated = {"version": "0.9", "projects": [given]}
    read = Read(tmp_path, package(own, packages), undated, as_of=date(2025, 1, 31))
    assert read.table("project_record", "project", "as_of") == drawn(
        """
        project | as_of
        P1      | 2025-05-31
        P2      | 2025-06-30
        P3      | 2025-01-31
        """
    )
    assert Read(tmp_path, undated).problems() == [(1, "updated", oc4ids.NO_DATE)]


def test_a_reporting_date_in_the_far_future_is_a_problem_because_it_would_outlive_every_other(tmp_path: Path) -> None:
    read = Read(tmp_path, package(project(updated="2925-05-31")))
    assert read.table("project_record", "as_of") == [(date(2025, 6, 30),)]
    assert [column for _, column, _ in read.problems()] == ["updated"]


def test_a_budget_with_an_approval_date_is_approved_and_without_one_an_estimate(tmp_path: Path) -> None:
    approved = project(budget={"amount": gbp(40000000), "approvalDate": "2024-01-01"})
    not_yet = project(id="P2", budget={"amount": gbp(1.5, "JPY")})
    finished = project(id="P3", completion={"finalValue": gbp(0)})
    read = Read(tmp_path, package(approved, not_yet, finished))
    assert read.table("budget_figure", "project", "kind", "amount", "currency") == drawn(
        """
        project | kind            | amount     | currency
        P1      | current         | 4000000000 | GBP
        P1      | approved_budget | 4000000000 | GBP
        P2      | current         | 2          | JPY
        P2      | estimate        | 2          | JPY
        P3      | final_account   | 0          | GBP
        """
    )


def test_an_amount_keeps_its_last_fen_above_ninety_trillion(tmp_path: Path) -> None:
    text = json.dumps(package(project(budget={"amount": gbp(1, "CNY")}))).replace(
        '"amount": 1,', '"amount": 90000000000000.07,'
    )
    (tmp_path / "a.json").write_text(text)
    [batch] = oc4ids.parse([tmp_path / "a.json"]).batches
    assert list(batch.facts["budget_figure"]["amount"]) == [9000000000000007] * 2


@pytest.mark.parametrize("version", ["0.9.0", "0.9.5"])
def test_the_budget_breakdown_of_old_and_new_packages_is_funding_by_year(version: str, tmp_path: Path) -> None:
    def item(amount: int, begin: str, end: str, party: str | None = "City") -> dict[str, object]:
        made: dict[str, object] = {"amount": gbp(amount), "period": {"startDate": begin, "endDate": end}}
        return {**made, "sourceParty": {"id": "1", "name": party}} if party else {**made, "description": "Loan"}

    by_year = [
        item(10, "2024-01-01", "2024-12-31"),
        item(20, "2025-01-01", "2025-12-31", party=None),
        item(30, "2026-01-01", "2028-12-31"),
    ]
    by_source = [item(60, "2024-01-01", "2024-06-30", "Bank")]
    budget = (
        {"budgetBreakdown": by_year}
        if version == "0.9.0"
        else {"budgetBreakdowns": [{"id": "1", "budgetBreakdown": by_year}, {"id": "2", "budgetBreakdown": by_source}]}
    )
    read = Read(tmp_path, package(project(budget=budget), version=version))
    assert read.table("funding", "year", "source", "amount") == drawn(
        """
        year | source | amount
        2024 | City   | 1000
        2025 | Loan   | 2000
        """
    )
    # The item over three years, and the second breakdown of the same money, are named as not stored.
    listed = [
        line for line in read.parsed.not_stored if line.endswith(("period/startDate (1)", "period/startDate (2)"))
    ]
    assert len(listed) == 1


def test_without_measured_progress_the_project_period_and_the_end_date_are_the_completion(tmp_path: Path) -> None:
    read = Read(
        tmp_path,
        package(
            project(
                period={"startDate": "2023-01-01", "endDate": "2025-03-31"},
                completion={"endDate": "2025-05-01T12:00:00Z"},
            )
        ),
    )
    assert read.table("milestone_snapshot", "milestone", "baseline", "forecast", "actual") == drawn(
        """
        milestone  | baseline   | forecast   | actual
        start      | 2023-01-01 | 2023-01-01 |
        completion | 2025-03-31 | 2025-03-31 | 2025-05-01
        """
    )


def test_with_measured_progress_like_is_compared_with_like(tmp_path: Path) -> None:
    read = Read(
        tmp_path,
        package(
            project(
                period={"startDate": "2023-01-01", "endDate": "2025-06-30"},
                implementationPeriod={"startDate": "2024-01-01", "endDate": "2025-02-28"},
                completion={"endDate": "2025-06-01"},
                forecasts=[full("2025-01-31")],
                metrics=[full("2025-04-30")],
            )
        ),
    )
    assert read.table("milestone_snapshot", "milestone", "baseline", "actual") == drawn(
        """
        milestone    | baseline   | actual
        start        | 2024-01-01 |
        completion   | 2025-01-31 | 2025-04-30
        acceptance   | 2025-06-30 | 2025-06-01
        construction | 2025-02-28 |
        """
    )
    assert read.table("progress_report", "as_of", "physical_percent") == [(date(2025, 4, 30), 100.0)]


def test_an_approval_among_the_milestones_says_when_the_project_was_approved(tmp_path: Path) -> None:
    milestones = [
        {"id": "1", "type": "payment", "dueDate": "2024-01-01"},
        {"id": "2", "type": "approval", "dueDate": "2024-02-01", "dateMet": "2024-03-01"},
    ]
    read = Read(tmp_path, package(project(milestones=milestones)))
    assert read.table("milestone_snapshot", "milestone", "baseline", "actual") == [
        ("approval", date(2024, 2, 1), date(2024, 3, 1))
    ]
    assert read.parsed.not_stored == ["milestones/dueDate (1)", "milestones/id (2)", "milestones/type (1)"]


def test_bodies_are_known_by_identifier_and_take_part_in_our_roles(tmp_path: Path) -> None:
    parties = [
        {"id": "1", "name": "Roads Bureau", "identifier": {"scheme": "GB-GOR", "id": "9"}, "roles": ["buyer", "payer"]},
        {"id": "2", "name": "中建三局", "roles": ["supplier", "tenderer"]},
        {"id": "3", "name": "Loser Ltd", "roles": ["tenderer"]},
        {"id": "4", "name": "Studio", "roles": ["supplier"]},
        {"id": "5", "name": "Monitor", "roles": ["independentMonitor", "rainmaker"]},
    ]
    processes = [
        {
            "id": "c1",
            "summary": {
                "nature": ["design"],
                "suppliers": [{"id": "4", "name": "Studio Ltd"}],
                "contractPeriod": {"startDate": "2024-01-01", "endDate": "2024-06-30"},
            },
        }
    ]
    read = Read(
        tmp_path,
        package(project(parties=parties, publicAuthority={"id": "1"}, contractingProcesses=processes)),
    )
    assert read.table("participation", "organisation", "role", "from_date") == drawn(
        """
        organisation | role        | from_date
        GB-GOR-9     | responsible |
        Studio       | designer    | 2024-01-01
        GB-GOR-9     | client      |
        中建三局     | contractor  |
        Monitor      | evaluator   |
        Monitor      | other       |
        """
    )
    assert read.batch.organisations is not None
    bodies = read.batch.organisations[["key", "identifier", "name_en", "name_zh", "kind"]]
    assert rows(bodies) == drawn(
        """
        key       | identifier | name_en      | name_zh  | kind
        GB-GOR-9  | GB-GOR-9   | Roads Bureau |          | government
        中建三局  |            |              | 中建三局 | company
        Loser Ltd |            | Loser Ltd    |          | company
        Studio    |            | Studio       |          | company
        Monitor   |            | Monitor      |          | unknown
        """
    )


def test_a_contracting_process_is_a_contract_and_its_transactions_are_payments(tmp_path: Path) -> None:
    summary = {
        "title": "Works",
        "nature": ["design", "construction"],
        "status": "active",
        "tender": {"procurementMethod": "open"},
        "suppliers": [{"name": "Builder"}],
        "contractValue": gbp(29),
        "contractPeriod": {"startDate": "2024-01-01", "endDate": "2025-01-01"},
        "transactions": [{"id": "t1", "date": "2024-05-01", "value": gbp(2), "payee": {"name": "Builder"}}],
    }
    whole = [{"id": "t0", "date": "2024-01-01", "value": gbp(5), "payer": {"name": "UNDP"}}]
    read = Read(tmp_path, package(project(contractingProcesses=[{"id": "c1", "summary": summary}], transactions=whole)))
    assert read.table("contract", "identifier", "title", "nature", "method", "status", "supplier", "amount") == [
        ("c1", "Works", "design, construction", "open", "active", "Builder", 2900)
    ]
    assert read.table("payment", "paid_on", "amount", "payer", "payee", "contract", "reference") == drawn(
        """
        paid_on    | amount | payer | payee   | contract | reference
        2024-05-01 | 200    |       | Builder | c1       | t1
        2024-01-01 | 500    | UNDP  |         |          | t0
        """
    )


def test_several_packages_are_snapshots_and_what_they_repeat_is_counted_once(tmp_path: Path) -> None:
    paid = {"id": "t1", "date": "2024-01-01", "value": gbp(5)}
    first = project(updated="2025-01-31", period={"endDate": "2026-01-01"}, metrics=[full("2025-01-15", 40)])
    second = project(updated="2025-02-28", period={"endDate": "2026-06-30"}, metrics=[full("2025-01-15", 40)])
    read = Read(
        tmp_path,
        package({**second, "transactions": [paid]}, publishedDate="2025-03-01"),
        package({**first, "transactions": [paid]}, publishedDate="2025-02-01"),
        package({**second, "transactions": [paid]}, publishedDate="2025-04-01"),
    )
    assert read.table("milestone_snapshot", "as_of", "forecast") == drawn(
        """
        as_of      | forecast
        2025-01-31 | 2026-01-01
        2025-02-28 | 2026-06-30
        """
    )
    assert read.table("payment", "as_of", "amount") == [(date(2025, 1, 31), 500)]
    assert read.table("progress_report", "as_of", "physical_percent") == [(date(2025, 1, 15), 40.0)]
    assert read.flags() == []
    assert sum(batch.rows_used for batch in read.batches) == 3


def test_a_package_published_in_an_impossible_year_needs_another_reporting_date(tmp_path: Path) -> None:
    read = Read(tmp_path, package(project(title="A"), publishedDate="9999-12-31"), as_of=date(2025, 6, 30))
    assert read.table("project_record", "as_of") == [(date(2025, 6, 30),)]
    assert read.problems() == [(None, "publishedDate", FAR_REPORT)]


def test_a_payment_or_measurement_that_a_later_package_changes_is_flagged_as_revised(tmp_path: Path) -> None:
    def report(amount: int, percent: int) -> dict[str, object]:
        paid = [{"id": "t1", "date": "2024-01-01", "value": gbp(amount)}]
        return project(metrics=[full("2025-01-15", percent)], transactions=paid)

    read = Read(
        tmp_path,
        package(report(5, 40), publishedDate="2025-02-01"),
        package(report(6, 45), publishedDate="2025-03-01"),
    )
    assert sorted(read.flags()) == [
        ("payment", "amount", "revised_figure"),
        ("progress_report", "physical_percent", "revised_figure"),
    ]


def test_a_project_that_stands_twice_in_a_package_is_kept_and_its_second_report_flagged(tmp_path: Path) -> None:
    read = Read(tmp_path, package(project(title="A"), project(title="B", budget={"amount": gbp(1)})))
    assert read.table("project_record", "name_en") == [("A",), ("B",)]
    assert set(read.flags()) == {
        ("project_record", "name_en", "duplicate_row"),
        ("budget_figure", "amount", "duplicate_row"),
    }


def test_suspicious_values_are_kept_and_flagged(tmp_path: Path) -> None:
    read = Read(
        tmp_path,
        package(
            project(
                budget={"amount": gbp(-5)},
                period={"startDate": "2025-06-01", "endDate": "2024-06-01"},
                completion={"endDate": "2108-01-01"},
                metrics=[full("2025-01-01", "-100")],
                contractingProcesses=[
                    {"id": "c", "summary": {"contractPeriod": {"startDate": "2024-02-02", "endDate": "2024-01-01"}}}
                ],
                transactions=[{"id": "t", "date": "2925-01-01", "value": gbp(1)}],
            )
        ),
    )
    assert sorted(read.flags()) == [
        ("budget_figure", "amount", "negative_amount"),
        ("budget_figure", "amount", "negative_amount"),
        ("contract", "end_date", "end_before_start"),
        ("milestone_snapshot", "actual", "far_date"),
        ("milestone_snapshot", "baseline", "end_before_start"),
        ("milestone_snapshot", "forecast", "end_before_start"),
        ("payment", "amount", "far_date"),
        ("progress_report", "physical_percent", "percent_out_of_range"),
    ]
    assert read.table("budget_figure", "kind", "amount") == [("current", -500), ("estimate", -500)]
    assert read.table("progress_report", "physical_percent") == [(-100.0,)]


WRONG = [
    ({"title": 7}, "title", "wrong type"),
    ({"title": "a\0b"}, "title", "cannot be stored"),
    ({"updated": "31.05.2025"}, "updated", "not a date"),
    ({"status": "construction"}, "status", "not in the list"),
    ({"sector": "transport"}, "sector", "wrong type"),
    ({"sector": [{"id": "x"}]}, "sector/0", "wrong type"),
    ({"sector": ["a\0b"]}, "sector/0", "cannot be stored"),
    ({"period": "2025"}, "period", "wrong type"),
    ({"period": {"endDate": 2025}}, "period/endDate", "wrong type"),
    ({"budget": {"amount": 40}}, "budget/amount", "wrong type"),
    ({"budget": {"amount": gbp("40")}}, "budget/amount/amount", "wrong type"),
    ({"budget": {"amount": gbp(True)}}, "budget/amount/amount", "wrong type"),
    ({"budget": {"amount": gbp(10**18)}}, "budget/amount/amount", "not an amount of money"),
    ({"budget": {"amount": {"amount": 5}}}, "budget/amount/currency", "missing"),
    ({"budget": {"amount": gbp(5, "DOGE")}}, "budget/amount/currency", "not known"),
    ({"parties": {}}, "parties", "wrong type"),
    ({"parties": ["x"]}, "parties/0", "wrong type"),
    ({"parties": [{"roles": ["buyer"]}]}, "parties/0", "neither a name nor an identifier"),
    ({"parties": [{"name": "x" * (longest("organisation", "name_en") + 1)}]}, "parties/0/name", "too long"),
    ({"metrics": [full("2025-01-01", "half")]}, "metrics/0/observations/0/measure", "wrong type"),
    ({"contractingProcesses": [{"summary": {}}]}, "contractingProcesses/0/id", "no identifier"),
    ({"transactions": [{"id": "1", "value": gbp(1)}]}, "transactions/0/date", "no date"),
]


@pytest.mark.parametrize(("values", "column", "message"), WRONG)
def test_a_value_that_cannot_be_used_is_a_problem_with_its_path_and_the_rest_is_read(
    values: dict[str, object], column: str, message: str, tmp_path: Path
) -> None:
    read = Read(tmp_path, package(project(id="P0"), project(**values)))
    assert [(row, path) for row, path, _ in read.problems()][:1] == [(2, column)]
    assert message in read.problems()[0][2]
    assert read.table("project_record", "project") == [("P0",), ("P1",)]


def test_a_unit_other_than_per_cent_is_no_physical_progress(tmp_path: Path) -> None:
    metres = full("2025-01-01", 1200)
    metres["observations"][0]["unit"] = {"name": "metre"}  # type: ignore[index]
    read = Read(tmp_path, package(project(metrics=[metres])))
    assert read.table("progress_report", "physical_percent") == []
    assert [column for _, column, _ in read.problems()] == ["metrics/0/observations/0/unit"]


@pytest.mark.parametrize("broken", [7, None, "P1", [], {}, {"id": ""}, {"id": "x" * 301}])
def test_something_that_is_no_project_is_a_problem_and_the_others_are_read(broken: object, tmp_path: Path) -> None:
    read = Read(tmp_path, package(broken, project()))
    assert read.table("project_record", "project") == [("P1",)]
    assert read.problems()[0][0] == 1
    assert (read.batch.rows_read, read.batch.rows_used) == (2, 1)


def test_an_unknown_version_is_said_and_read_all_the_same(tmp_path: Path) -> None:
    read = Read(tmp_path, package(project(), version="1.1"))
    assert read.problems() == [(None, "version", oc4ids.VERSION)]
    assert read.table("project_record", "project") == [("P1",)]


def test_values_around_the_projects_are_listed_as_not_stored_wherever_they_stand(tmp_path: Path) -> None:
    read = Read(tmp_path, {"publisher": {"name": "x"}, **package(project()), "extensions": ["a", "b"], "license": None})
    assert read.parsed.not_stored == ["extensions (2)", "publisher/name (1)"]


def test_a_packed_package_reads_as_the_plain_one_and_reading_twice_gives_the_same(tmp_path: Path) -> None:
    content = package(*(project(id=f"P{n}", title="x", purpose="y") for n in range(1203)))
    plain = Read(tmp_path, content)
    packed = tmp_path / "a.json.gz"
    packed.write_bytes(gzip.compress(json.dumps(content).encode()))
    parsed = oc4ids.parse([packed])
    for _ in range(2):
        found = [code for batch in parsed.batches for code in batch.facts["project_record"]["project"]]
        assert found == [code for (code,) in plain.table("project_record", "project")]
        assert parsed.not_stored == ["purpose (1203)"]
    assert [batch.rows_read for batch in parsed.batches] == [500, 500, 203]


@pytest.mark.real_data
def test_the_standards_own_example_slips_153_days_and_ends_5_25_per_cent_dearer(engine: Engine) -> None:
    if not EXAMPLE.exists():
        pytest.skip("the standard's example is not beside the project")
    result = editions.write(engine, oc4ids.parse([EXAMPLE]))
    assert (result.rows_used, result.problems, result.flags) == (1, [], [])
    assert "documents/title (4)" in result.not_stored
    assert not [line for line in result.not_stored if line.startswith(("budget/amount", "completion/endDate ("))]
    with engine.connect() as connection:
        fact = (
            connection.execute(select(project_fact).where(project_fact.c.as_of == date(2018, 12, 10))).mappings().one()
        )
        funding = connection.execute(select(schema.funding.c.year, schema.funding.c.amount)).all()
    assert (fact["completion_first_baseline"], fact["completion_actual"]) == (date(2018, 7, 1), date(2018, 12, 1))
    assert (fact["slip_days"], fact["currency"]) == (153, "GBP")
    assert (fact["budget_current"], fact["budget_final"]) == (4_000_000_000, 4_210_000_000)
    assert fact["budget_final"] / fact["budget_current"] - 1 == pytest.approx(0.0525)
    assert funding == [(2016, 1_000_000_000), (2017, 2_000_000_000), (2018, 1_000_000_000)]
    assert editions.write(engine, oc4ids.parse([EXAMPLE])).unchanged
