"""Method notes: how a number is defined, what it leaves out, where the method comes from.

A key is a page of `pages.components.contents` or a number that is not a column of the dictionary.
"""

from __future__ import annotations

from analytics.language import N_

NOTES: dict[str, str] = {
    "overview": N_(
        "A project counts in the state in which it was last reported up to the as-of date. Sums of money are "
        "over the projects whose figure is known, one sum a currency. A light is computed from the slip against "
        "the first baseline by the rule in force; the reported light stands beside it and is never mixed with it. "
        "A change is measured against the reporting date before."
    ),
    "projects": N_(
        "Every project known at the as-of date, in its last reported state. Search looks in the code and in the "
        "names in both languages. A blank is not known; it is not zero."
    ),
    "project": N_(
        "The last known value of each field stands until a later report gives another; its age is shown beside "
        "it. Values under an open flag are listed but not used."
    ),
    "imports": N_(
        "An import is one edition: all of its files are checked first and then written whole, or not at all. Rows "
        "that cannot be used are listed with file, row, column, what was found and what is allowed. Suspicious but "
        "possible values are kept and flagged, and do not count until somebody accepts them. Importing the same "
        "files again changes nothing. Taking back the newest edition leaves the database as it was before it."
    ),
    "quality": N_(
        "A field is known where the project's last known value is not blank and not “unknown”; organisations are "
        "known where at least one takes part. A flagged value is kept as reported, and the value known before it "
        "stands until somebody accepts the flagged one. A contradiction compares the last known values of one "
        "project. A project is unfinished unless it is completed or cancelled; its age is the as-of date minus its "
        "last reporting date."
    ),
    "dictionary": N_(
        "The words are the names of columns in tables, downloads and the database; one word means the same "
        "everywhere. A policy number holds from its day on; a user's own dated value wins over the shipped one."
    ),
    "plans": N_(
        "Completion rate: completed over planned investment of the fiscal year, over the projects of which both are "
        "known; the plans of the others are left out above and below, and their share is stated. Completed is the "
        "year's own figure as last reported; where a report gives only the total since the project began, that total "
        "less the one reported last before the year. The pro-rata line is the part of the fiscal year that has passed "
        "on the as-of date (months over 12, days within a month). The gap to it is given twice: in percentage points "
        "(rate minus line) and in per cent (rate over line, minus 1); 30 % done at a line of 50 % is 20 points and "
        "40 % below. Currencies are never added. Where nothing is planned there is no rate, shown as “–”."
    ),
    "budgets": N_(
        "Overrun: the second figure over the first, minus 1. Where the first is missing or zero the overrun is "
        "unknown, never zero; such projects are in no rate and are counted beside it. The latest figure is the final "
        "account, else the latest current budget; above means more than the approved budget by the smallest unit of "
        "the currency, since investment must in principle not exceed it (Regulations on Government Investment, State "
        "Council Decree 712, article 23). A contract is usually a part of the budget, so it lies below. The mean "
        "counts each project once, and stands beside the median and the mean without outliers: one project can move "
        "it far (GAO-13-276SP). Outliers lie beyond 1.5 interquartile ranges of the box. Intervals are Wilson’s at "
        "95 %, and groups are ranked by their lower end, so that few projects do not lead by luck. Projects count "
        "whatever their status. Currencies are never added; shares and per cents are over the projects of all "
        "currencies."
    ),
    "slippage": N_(
        "Slip: actual completion, else the last forecast, minus the first approved baseline; where no baseline was "
        "given, minus the first known forecast. Delayed: a slip of more than the tolerance (policy number "
        "delay.tolerance). Late is the word of the light, whose limit is another one (light.late_from). Shares are of "
        "the projects whose slip is known, without the cancelled; a project without a date is not on time, it is "
        "counted as unknown. Intervals are Wilson's at 95 %, and groups are ranked by their lower end, so that few "
        "projects do not lead by luck. Finished: an actual completion date is known or the status says so. Whiskers "
        "reach the last project within 1.5 interquartile ranges of the box; what lies beyond is an outlier."
    ),
    "network": N_(
        "Two organisations are tied where both take part in the same project, in whatever role, by the last report of "
        "each role up to the as-of date; the weight of the tie is the number of such projects. Partners: "
        "organisations with at least one project in common (degree). Strength: shared projects summed over the "
        "partners. Organisations are taken as the data name them; nothing is merged. The picture places tied "
        "organisations near each other (Fruchterman and Reingold, 1991, always the same for the same data) and draws "
        "at most 1,500 ties among at most 250 organisations, the strongest first."
    ),
}
