"""The dictionary, continued: the columns of the database that no table on the screen has.

Where the screen shows a column too, the entry in `columns.COLUMNS` is the one that counts.
"""

from __future__ import annotations

from analytics.columns import Column
from analytics.language import N_


def _words(*columns: Column) -> dict[str, Column]:
    return {column.name: column for column in columns}


DATABASE_WORDS = _words(
    # --- where rows come from
    Column("id", "integer", N_("Number"), N_("The number of the row in its table.")),
    Column("kind", "text", N_("Kind"), N_("Of an edition: import or sample. Of a budget figure: current, estimate, approved budget, contract or final account. Of a body: department, company and so on. Of a label: sector or district.")),
    Column("content_hash", "text", N_("Fingerprint"), N_("SHA-256 of what was imported, by which the same content is recognised.")),
    Column("note", "text", N_("Note"), N_("A remark on the edition.")),
    Column("edition_id", "integer", N_("Edition"), N_("The edition that brought the row.")),
    Column("name", "text", N_("Name"), N_("Of a file: as it was named. Of a body: another name by which it is known.")),
    Column("sha256", "text", N_("Fingerprint of the file"), N_("SHA-256 of the bytes of the file.")),
    Column("size", "integer", N_("Size"), N_("The size of the file."), N_("bytes")),
    Column("described", "text", N_("Detected"), N_("What was detected in the file: encoding, separator, header row, columns that are not stored.")),
    Column("source_file_id", "integer", N_("Source file"), N_("The file that the source row stands in.")),
    Column("source_id", "integer", N_("Source row"), N_("The row of the file that the value came from.")),
    Column("project_id", "integer", N_("Project"), N_("The project that the row is about.")),
    Column("subject", "text", N_("Flagged table"), N_("The table of the database that holds the flagged value.")),
    Column("subject_id", "integer", N_("Flagged row"), N_("The row that holds the flagged value.")),
    Column("decided_at", "moment", N_("Decided at"), N_("When somebody accepted or rejected the value, in UTC.")),
    # --- who
    Column("key", "text", N_("Key"), N_("Of a body: its identifier, else its name as written. Of a rule: the policy number it sets.")),
    Column("identifier", "text", N_("Identifier"), N_("Of a body: its registered number, such as the unified social credit code. Of a contract: its number.")),
    Column("level", "code", N_("Level"), N_("The level of government of the body."), codes="ORGANISATION_LEVELS"),
    Column("into_id", "integer", N_("Counts as"), N_("The body that the organisation counts as in reports of these dates.")),
    Column("decision", "code", N_("Decided"), N_("Whether the two names mean the same body or two."), codes="NAME_DECISIONS"),
    Column("meeting", "text", N_("Meeting"), N_("The identifier of the meeting in the sources.")),
    Column("held_on", "date", N_("Held on"), N_("Of a meeting: the day on which it was held. Of a reform: the day on which it took effect.")),
    Column("parent_id", "integer", N_("Parent body"), N_("The body that this one belongs to.")),
    Column("language", "text", N_("Language"), N_("The language of the name.")),
    Column("valid_from", "date", N_("Valid from"), N_("The first day on which the body had this name.")),
    Column("valid_to", "date", N_("Valid to"), N_("The day from which the row no longer holds; the year 9999 where no later report exists.")),
    # --- what
    Column("description", "text", N_("Description"), N_("What the project is, in the words of the source.")),
    Column("is_key", "flag", N_("Key project"), N_("Whether the source names it a key project.")),
    Column("responsible_id", "integer", N_("Responsible body"), N_("The first body reported in the role “responsible”.")),
    Column("in_catalogue", "flag", N_("In the central catalogue"), N_("Whether the source lists it for central management.")),
    Column("registered_currency", "text", N_("Currency at registration"), N_("The currency of the figure on which the tier was frozen.")),
    Column("figure_currency", "text", N_("Currency of the latest figure"), N_("The currency of the figure that the tier would rest on today.")),
    Column("lead_official", "flag", N_("Leading official"), N_("Whether a vice mayor or vice district head in charge is on record.")),
    Column("project_director", "flag", N_("Project director"), N_("Whether a project director is on record.")),
    Column("delegated", "flag", N_("Delegated"), N_("Whether a body is on record as authorised to execute the project.")),
    Column("post", "code", N_("Post"), N_("A post that the rules ask for: the leading official or the project director."), codes="POSTS"),
    Column("holder", "text", N_("Holder"), N_("Who holds the post, as the source names them.")),
    Column("project_code", "text", N_("Project"), N_("The code of the project that somebody decided about.")),
    Column("reason", "text", N_("Reason given"), N_("Why somebody decided so.")),
    # --- money
    Column("capital", "code", N_("Capital"), N_("Whether the funds are public or private."), codes="CAPITALS"),
    Column("measure", "code", N_("Measure"), N_("What the rule looks at.")),
    Column("plan_first", "money", N_("Original plan"), N_("The first known annual plan for the fiscal year."), N_("currency")),
    Column("plan_first_with_completed", "money", N_("Original plan, progress known"), N_("Change in the original plans of the projects whose completed investment is known too."), N_("currency")),
    Column("allocated_first", "money", N_("Original funds"), N_("The first known funds of the fiscal year."), N_("currency")),
    Column("allocated_first_with_paid", "money", N_("Original funds, payments known"), N_("Change in the original funds of the projects whose payments are known too."), N_("currency")),
    Column("allocated_on", "date", N_("Available from"), N_("The first day of the fiscal year, or the report that first gave its funds, whichever is later.")),
    Column("budget_first", "money", N_("First budget"), N_("The first known current budget."), N_("currency")),
    Column("budget_contract", "money", N_("Contract"), N_("The latest known contract sum."), N_("currency")),
    Column("budget_final", "money", N_("Final account"), N_("The latest known final account."), N_("currency")),
    Column("plan_year", "money", N_("Plan of the year"), N_("The annual plan of the fiscal year of the reporting date."), N_("currency")),
    Column("source", "text", N_("Source"), N_("Of funding or a payment: where the money comes from. Of a rule: where the number comes from.")),
    Column("title", "text", N_("Title"), N_("The title of the contract.")),
    Column("method", "text", N_("Procurement method"), N_("How the contract was awarded, in the words of the source.")),
    Column("supplier_id", "integer", N_("Supplier"), N_("The body that won the contract.")),
    Column("payer_id", "integer", N_("Payer"), N_("The body that paid.")),
    Column("payee_id", "integer", N_("Payee"), N_("The body that was paid.")),
    # --- progress and dates
    Column("completion_first_forecast", "date", N_("Completion, first forecast"), N_("The first known forecast of completion.")),
    Column("start_first_forecast", "date", N_("Start, first forecast"), N_("The first known forecast of the start of works.")),
    Column("status_since", "date", N_("Status since"), N_("The report since which every report has left the status as it is.")),
    Column("first_baseline", "date", N_("First baseline"), N_("The first approved date; where none was given, the first known forecast.")),
    # --- sums that pages start from: what each reporting date added to or took from them
)  # fmt: skip
