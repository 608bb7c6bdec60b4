"""The fields that a column of a spreadsheet can be mapped to, in words a user can read.

A field's key is what a mapping file says: `code`, `name`, `role:responsible`, `budget:current`,
`completion:forecast`, `plan`. Keys, labels and types follow from `batch.FACTS` and the code lists,
so that a new role or milestone is a field at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from analytics import codes
from analytics.language import N_, Language

# Types: text, code, yes_no, day, year, integer, money, percent, bodies (organisations), range (two days)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column can say. `frame` and `column` are where it lands in `batch.FACTS`."""

    key: str
    label: str
    type: str
    frame: str = ""
    column: str = ""
    detail: str = ""  # the role, kind or milestone, a catalogue entry
    codes: str = ""  # the list in analytics.codes that a value must come from

    @property
    def is_list(self) -> bool:
        """Whether a cell may name several bodies, and several columns together say who they are."""
        return self.type == "bodies" and self.frame in ("participation", "attendance")

    def title(self, language: Language) -> str:
        """The field in the reader's language: "Budget: approved budget"."""
        label = language(self.label)
        return language("{label}: {detail}", label=label, detail=language(self.detail)) if self.detail else label


DAYS = {"baseline": N_("baseline"), "forecast": N_("forecast"), "actual": N_("actual")}


def _project() -> list[Field]:
    record = "project_record"
    return [
        Field("code", N_("Project code"), "text", "project", "code"),
        Field("as_of", N_("Reporting date"), "day"),
        Field("year", N_("Year of the plan"), "year"),
        Field("name", N_("Project name"), "text", record, "name"),
        Field("name:en", N_("Project name"), "text", record, "name_en", N_("English")),
        Field("name:zh", N_("Project name"), "text", record, "name_zh", N_("Chinese")),
        Field("description", N_("Description"), "text", record, "description"),
        Field("sector", N_("Sector"), "text", record, "sector"),
        Field("district", N_("District"), "text", record, "district"),
        Field("nature", N_("Nature"), "code", record, "nature", codes="NATURES"),
        Field("complexity", N_("Complexity"), "code", record, "complexity", codes="COMPLEXITIES"),
        Field("is_key", N_("Key project"), "yes_no", record, "is_key"),
        Field("in_catalogue", N_("In the central catalogue"), "yes_no", record, "in_catalogue"),
        Field("status", N_("Status"), "code", record, "status", codes="STATUSES"),
        Field("stage", N_("Stage"), "code", record, "stage", codes="STAGES"),
    ]


def _bodies() -> list[Field]:
    made = [
        Field(f"role:{role}", N_("Organisation"), "bodies", "participation", "organisation", label)
        for role, label in codes.ROLES.items()
    ]
    made.append(
        Field("participation:stage", N_("Organisation"), "code", "participation", "stage", N_("stage"), codes="STAGES")
    )
    made += [
        Field(f"post:{post}", N_("Holder of the post"), "text", "appointment", "holder", label)
        for post, label in codes.POSTS.items()
    ]
    return made + [
        Field(f"identifier:{role}", N_("Organisation's identifier"), "text", "organisation", "identifier", label)
        for role, label in codes.ROLES.items()
    ]


def _amounts() -> list[Field]:
    made = [
        Field(f"budget:{kind}", N_("Budget"), "money", "budget_figure", "amount", label)
        for kind, label in codes.BUDGET_KINDS.items()
    ]
    return [
        *made,
        Field("plan", N_("Planned investment of the year"), "money", "annual_plan", "amount"),
        Field("funding", N_("Funding from a source"), "money", "funding", "amount"),
        Field("funding:source", N_("Funding of the row"), "text", "funding", "source", N_("source of funds")),
        Field(
            "funding:nature",
            N_("Funding of the row"),
            "code",
            "funding",
            "nature",
            N_("base or incremental"),
            codes="FUNDING_NATURES",
        ),
        Field(
            "funding:capital",
            N_("Funding of the row"),
            "code",
            "funding",
            "capital",
            N_("public or private"),
            codes="CAPITALS",
        ),
        Field("completed_total", N_("Completed investment, total"), "money", "progress_report", "completed_total"),
        Field("completed_year", N_("Completed investment of the year"), "money", "progress_report", "completed_year"),
        Field("physical_percent", N_("Physical progress"), "percent", "progress_report", "physical_percent"),
        Field("light", N_("Reported light"), "code", "progress_report", "light", codes="LIGHTS"),
    ]


def _dates() -> list[Field]:
    made = [
        Field(f"{milestone}:{what}", label, "day", "milestone_snapshot", what, detail)
        for milestone, label in codes.MILESTONES.items()
        for what, detail in DAYS.items()
    ]
    return [
        *made,
        *(
            Field(f"period:{what}", N_("Start and completion in one cell"), "range", "milestone_snapshot", what, detail)
            for what, detail in DAYS.items()
        ),
        Field("baseline_no", N_("Number of the baseline"), "integer", "milestone_snapshot", "baseline_no"),
    ]


def _contracts() -> list[Field]:
    def contract(column: str, type_: str, detail: str) -> Field:
        return Field(f"contract:{column}", N_("Contract"), type_, "contract", column, detail)

    def payment(column: str, type_: str, detail: str) -> Field:
        return Field(f"payment:{column}", N_("Payment"), type_, "payment", column, detail)

    return [
        contract("identifier", "text", N_("number")),
        contract("title", "text", N_("title")),
        contract("nature", "text", N_("what is bought")),
        contract("method", "text", N_("procurement method")),
        contract("status", "text", N_("status")),
        contract("supplier", "bodies", N_("supplier")),
        contract("amount", "money", N_("amount")),
        contract("start_date", "day", N_("start")),
        contract("end_date", "day", N_("end")),
        payment("paid_on", "day", N_("day")),
        payment("amount", "money", N_("amount")),
        payment("source", "text", N_("source of funds")),
        payment("payer", "bodies", N_("payer")),
        payment("payee", "bodies", N_("payee")),
        payment("contract", "text", N_("contract number")),
        payment("reference", "text", N_("reference")),
    ]


def _meetings() -> list[Field]:
    def meeting(key: str, type_: str, column: str, detail: str, codes_: str = "") -> Field:
        return Field(f"meeting:{key}", N_("Meeting"), type_, "attendance", column, detail, codes_)

    return [
        meeting("identifier", "text", "meeting", N_("number")),
        meeting("held_on", "day", "held_on", N_("day")),
        meeting("kind", "code", "kind", N_("kind"), "MEETING_KINDS"),
        meeting("bodies", "bodies", "organisation", N_("bodies that attended")),
    ]


FIELDS: dict[str, Field] = {
    field.key: field for field in (*_project(), *_bodies(), *_amounts(), *_dates(), *_contracts(), *_meetings())
}
