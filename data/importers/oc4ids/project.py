"""One OC4IDS project as rows of the fact tables.

Where the standard and this database differ:
- The standard has one plan, rewritten as time goes by. A planned day is stored both as baseline and
  as forecast of its reporting date; the first one seen is what slips are measured against.
- `forecasts` and `metrics` with the id physicalProgress are planned and measured progress. Where
  either reaches 100 per cent, those two days are the completion, like against like, and the project
  period's end and `completion.endDate` are its acceptance. Else these two are the completion.
- `budget.amount` is the current budget, and the approved one where an approval date is given, else
  an estimate. `completion.finalValue` is the final account.
- A budget item within one calendar year is funding of that year. Of several breakdowns the first
  with such items counts: the others split the same money again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from analytics.language import N_
from analytics.measures import quality
from data.importers.batch import FACTS, Flag
from data.importers.oc4ids import codelists
from data.importers.oc4ids.parties import Parties, is_chinese
from data.importers.oc4ids.progress import first_full, physical_progress
from data.importers.oc4ids.walk import Node, longest

Rows = dict[str, list[dict[str, object]]]

UNKNOWN_CODE = N_("The code is not in the list of the standard.")
AMOUNTS = {"budget_figure", "funding"}


class ProjectRows:
    """The rows and flags of one project at one reporting date."""

    def __init__(self, project: Node, code: str, as_of: date, source: dict[str, object], repeated: bool) -> None:
        self.project, self.code, self.as_of, self.source, self.repeated = project, code, as_of, source, repeated
        self.rows: Rows = defaultdict(list)
        self.flags: list[Flag] = []
        self.sector: str | None = None
        self.parties = Parties(project)
        self.planned = physical_progress(project, "forecasts")
        self.measured = physical_progress(project, "metrics")
        self._contracts()
        self._record()
        self._participation()
        self._budget()
        self._dates()
        self._progress()
        self._payments(project, None)

    def add(self, table: str, as_of: date | None = None, **values: object) -> str:
        """A row, with the flags that its values earn. Returns its ref."""
        ref = f"{self.source['file']}.{self.source['row']}.{len(self.rows[table])}"
        self.rows[table].append(
            {"project": self.code, "as_of": as_of or self.as_of, **values, **self.source, "ref": ref}
        )
        for field in FACTS[table]:
            value = values.get(field)
            if value is None:
                continue
            if isinstance(value, date) and quality.is_far(value):
                # A payment without its day belongs to no year: then its amount is what does not count.
                self.flag(table, ref, "amount" if table == "payment" else field, "far_date", value)
            if field == "amount" and table in AMOUNTS and int(str(value)) < 0:
                self.flag(table, ref, field, "negative_amount", value)
            if self.repeated and field in _VALUES.get(table, ()):
                self.flag(table, ref, field, "duplicate_row", value)
        return ref

    def flag(self, table: str, ref: str, field: str, rule: str, found: object) -> None:
        """One flag for a value: the first rule that it breaks says enough."""
        if not any((flag.subject, flag.ref, flag.field) == (table, ref, field) for flag in self.flags):
            self.flags.append(Flag(table, ref, field, rule, str(found)[:200]))

    # --- what it is ----------------------------------------------------------------------------

    def _record(self) -> None:
        project = self.project
        names = {"name_en": project.text("title_en"), "name_zh": project.text("title_zh")}
        title = project.text("title")
        if title:
            guess = "name_zh" if is_chinese(title) else "name_en"
            names[guess] = names[guess] or title
        status, stage = self._status()
        self.add(
            "project_record",
            name_en=names["name_en"],
            name_zh=names["name_zh"],
            description=project.text("description"),
            sector=self._sector(),
            district=self._district(),
            status=status,
            stage=stage,
        )

    def _status(self) -> tuple[str | None, str | None]:
        code = self.project.text("status")
        if code is None:
            return None, None
        if code not in codelists.STATUSES:
            self.project.report.problem(("status",), UNKNOWN_CODE, code, ", ".join(codelists.STATUSES))
            return None, None
        status, stage = codelists.STATUSES[code]
        states = {str(row["status"]) for row in self.rows["contract"] if row["status"]}
        if code == "implementation" and states == {"pre-award"}:
            stage = "tendering"
        if code == "completion" and self.project.node("completion").day("endDate"):
            status = "completed"
        return status, stage

    def _sector(self) -> str | None:
        """The first sector, without its subsector: transport of [transport, transport.road]."""
        for index, sector in self.project.texts("sector"):
            code = sector.strip().partition(".")[0]
            if code and len(code) <= longest("project_record", "sector"):
                self.project.take("sector", index)
                self.sector = code
                return code
        return None

    def _district(self) -> str | None:
        """The locality, else the region, of the first location that has an address."""
        for location in self.project.nodes("locations"):
            address = location.node("address")
            for name in ("locality", "region"):
                if name in address.value and (found := address.text(name, longest("project_record", "district"))):
                    return found
        return None

    def _participation(self) -> None:
        self.parties.take_listed_parts()
        for (organisation, role), (begin, end) in self.parties.roles.items():
            self.add("participation", organisation=organisation, role=role, from_date=begin, to_date=end)

    # --- money -----------------------------------------------------------------------------------

    def _budget(self) -> None:
        budget = self.project.node("budget")
        if value := budget.money("amount"):
            approved = "approved_budget" if budget.day("approvalDate") else "estimate"
            for kind in ("current", approved):
                self.add("budget_figure", kind=kind, amount=value.amount, currency=value.currency)
        if value := self.project.node("completion").money("finalValue"):
            self.add("budget_figure", kind="final_account", amount=value.amount, currency=value.currency)
        groups: list[Iterable[Node]] = [group.nodes("budgetBreakdown") for group in budget.nodes("budgetBreakdowns")]
        for group in [*groups, budget.nodes("budgetBreakdown")]:
            if any([self._funding(item) for item in group]):  # noqa: C419 all items, not the first alone
                break

    def _funding(self, item: Node) -> bool:
        """Whether a budget item is funding of one year, and stored."""
        period = item.node("period")
        begin, end = period.day("startDate"), period.day("endDate")
        if not begin or (end and end.year != begin.year):
            period.forget()
            return False
        value = item.money("amount")
        if not value:
            return False
        limit = longest("funding", "source")
        source = item.node("sourceParty").text("name", limit) or item.text("description", limit) or ""
        item.node("sourceParty").get("id")
        self.add("funding", year=begin.year, source=source, amount=value.amount, currency=value.currency)
        return True

    def _contracts(self) -> None:
        for process in self.project.nodes("contractingProcesses"):
            summary = process.node("summary")
            limits = {name: longest("contract", name) for name in ("identifier", "nature", "method", "status")}
            identifier = process.text("id", limits["identifier"]) or summary.text("ocid", limits["identifier"])
            if identifier is None:
                process.report.problem((*process.path, "id"), N_("A contracting process has no identifier."))
                continue
            if summary.value.get("ocid") == identifier:
                summary.get("ocid")
            natures = [nature for _, nature in summary.texts("nature")]
            for place in range(len(natures)):
                summary.take("nature", place)
            period = summary.node("contractPeriod")
            begin, end = period.day("startDate"), period.day("endDate")
            roles = [codelists.NATURE_ROLES[nature] for nature in natures if nature in codelists.NATURE_ROLES]
            suppliers = [
                key for supplier in summary.nodes("suppliers") if (key := self.parties.key(supplier)) is not None
            ]
            for supplier in suppliers:
                for role in roles or ["contractor"]:
                    self.parties.take_part(supplier, role, begin, end)
            value = summary.money("contractValue")
            ref = self.add(
                "contract",
                identifier=identifier,
                title=summary.text("title"),
                nature=", ".join(natures)[: limits["nature"]] or None,
                method=summary.node("tender").text("procurementMethod", limits["method"]),
                status=summary.text("status", limits["status"]),
                supplier=suppliers[0] if suppliers else None,
                amount=value.amount if value else None,
                currency=value.currency if value else None,
                start_date=begin,
                end_date=end,
            )
            if begin and end and end < begin:
                self.flag("contract", ref, "end_date", "end_before_start", f"{end} < {begin}")
            self._payments(summary, identifier)

    def _payments(self, node: Node, contract: str | None) -> None:
        for paid in node.nodes("transactions"):
            value, day = paid.money("value"), paid.day("date")
            if value is None:
                continue
            if day is None:
                paid.report.problem((*paid.path, "date"), N_("A payment has no date."))
                continue
            self.add(
                "payment",
                paid_on=day,
                amount=value.amount,
                currency=value.currency,
                source=paid.text("source", longest("payment", "source")),
                payer=self.parties.key(paid.node("payer")),
                payee=self.parties.key(paid.node("payee")),
                contract=contract,
                reference=paid.text("id", longest("payment", "reference")),
            )

    # --- time --------------------------------------------------------------------------------------

    def _dates(self) -> None:
        project = self.project
        planned_full, measured_full = first_full(self.planned), first_full(self.measured)
        for observation, day, _ in self.planned:
            if day != planned_full:
                observation.forget()
        implementation, period = project.node("implementationPeriod"), project.node("period")
        start = implementation.day("startDate") or period.day("startDate")
        end, ended = period.day("endDate"), project.node("completion").day("endDate")
        self._milestone("start", start, None)
        if planned_full or measured_full:
            self._milestone("completion", planned_full, measured_full or ended, start)
            self._milestone("acceptance", end, ended, start)
        else:
            self._milestone("completion", end, ended, start)
        for name, milestone in codelists.PHASES.items():
            phase = project.node(name)
            self._milestone(milestone, phase.day("endDate"), None, phase.day("startDate") if phase else None)
        self._approvals()

    def _approvals(self) -> None:
        """Milestones of the type approval say when a project was to be and was approved; the first counts."""
        if any(row["milestone"] == "approval" for row in self.rows["milestone_snapshot"]):
            return
        for milestone in self.project.nodes("milestones"):
            if milestone.value.get("type") == "approval":
                milestone.get("type")
                self._milestone("approval", milestone.day("dueDate"), milestone.day("dateMet"))
                return

    def _milestone(self, name: str, planned: date | None, actual: date | None, begin: date | None = None) -> None:
        if not (planned or actual):
            return
        ref = self.add("milestone_snapshot", milestone=name, baseline=planned, forecast=planned, actual=actual)
        if begin and planned and planned < begin:
            for field in ("baseline", "forecast"):
                self.flag("milestone_snapshot", ref, field, "end_before_start", f"{planned} < {begin}")

    def _progress(self) -> None:
        for _, day, measure in self.measured:
            percent = float(measure)
            ref = self.add("progress_report", as_of=day, physical_percent=percent)
            if quality.is_out_of_range(percent):
                self.flag("progress_report", ref, "physical_percent", "percent_out_of_range", measure)


# The columns whose second report of the same project and date is doubtful.
_VALUES = {
    "project_record": ("name_en", "name_zh", "description", "sector", "district", "status", "stage"),
    "budget_figure": ("amount",),
    "funding": ("amount",),
    "contract": ("amount", "end_date"),
    "milestone_snapshot": ("baseline", "forecast", "actual"),
}
