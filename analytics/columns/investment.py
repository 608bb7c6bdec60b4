"""The columns of the tables about investment plans: the gap, the S-curve, execution, starts and completions."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

INVESTMENT = (
    Column("share_year_before", "share", N_("Same month last year"), N_("The completion rate of the fiscal year before, one year before the as-of date, as it was known then; missing where nothing was.")),
    # --- which projects explain the gap
    Column("gap_part", "code", N_("Part"), N_("One project by name, or all others together."), codes="GAP_PARTS"),
    Column("gap_amount", "money", N_("Ahead of an even pace"), N_("Completed minus what an even pace would have completed by the as-of date; negative is behind. The rows add up to the gap of all projects; what rounding leaves over is inside the first row of others."), "currency"),
    Column("gap_before", "money", N_("Ahead before the row"), N_("The sum of the rows above: where the step of the row begins."), "currency"),
    Column("part_points", "number", N_("Part of the gap"), N_("The project's gap over the plan of all projects: the rows add up to the gap to the line in percentage points."), "percentage points"),
    Column("part_percent", "number", N_("Part of the gap, relative"), N_("The project's gap over what an even pace would have completed of all plans: the rows add up to the gap in per cent."), "%"),
    # --- the S-curve
    Column("day", "date", N_("By the end of"), N_("The day up to which money is counted.")),
    Column("curve_budget", "money", N_("Current budgets, 100 %"), N_("The current budgets of the uncancelled projects whose current budget and first baseline dates of start and completion are known: 100 % of the curve."), "currency"),
    Column("planned_to_date", "money", N_("Planned by then"), N_("Each budget spread evenly from the first baseline start to the first baseline completion."), "currency"),
    Column("planned_to_date_share", "share", N_("Planned by then, share"), N_("What is planned by the day, of the current budgets.")),
    Column("actual_to_date", "money", N_("Completed by then"), N_("The completed investment of the same projects, as last reported by the day."), "currency"),
    Column("actual_to_date_share", "share", N_("Completed by then, share"), N_("What is completed by the day, of the current budgets.")),
    Column("completed_known_share", "share", N_("Completed known, of budgets"), N_("The part of the current budgets that belongs to projects whose completed investment is known on the day.")),
    Column("physical_share", "share", N_("Physical progress, by money"), N_("The physical progress last reported by the day, weighted by current budgets; where it is not known it counts as nothing.")),
    Column("physical_known_share", "share", N_("Physical known, of budgets"), N_("The part of the current budgets that belongs to projects whose physical progress is known on the day.")),
    Column("forecast_to_date", "money", N_("Forecast by then"), N_("What is completed, and the money left spread evenly from the as-of date to each forecast completion."), "currency"),
    Column("forecast_to_date_share", "share", N_("Forecast by then, share"), N_("What is forecast by the day, of the current budgets.")),
    Column("undated", "money", N_("Left without a date"), N_("Money left of projects that are finished, or whose forecast completion is unknown or has passed: it is in no forecast."), "currency"),
    Column("undated_share", "share", N_("Left without a date, share"), N_("Money left without a date to come, of the current budgets.")),
    # --- budget execution
    Column("execution", "code", N_("What is compared"), N_("What was spent, and the original (first known) or revised (last known) figure that it is held against."), codes="EXECUTIONS"),
    Column("with_basis", "integer", N_("Figure known"), N_("Projects whose figure is known; over the life, projects of which both the first and the latest current budget are."), "projects"),
    Column("basis", "money", N_("Figure"), N_("The annual plans, the funds of the year or the current budgets, by the row, original or revised."), "currency"),
    Column("with_basis_spent", "integer", N_("Figure and spending known"), N_("Projects of which both the figure and what was completed or paid of it are known; only they are in the rate."), "projects"),
    Column("basis_with_spent", "money", N_("Figure, spending known"), N_("The figures of the projects of which completed or paid is known."), "currency"),
    Column("spent_of_basis", "money", N_("Completed or paid"), N_("What was completed or paid by the projects whose figure is known."), "currency"),
    Column("execution_share", "share", N_("Execution"), N_("Completed or paid over the figure, over the projects of which both are known; above 1 where more was spent.")),
    Column("basis_known_share", "share", N_("Figure with known spending"), N_("The part of the figure that belongs to projects of which completed or paid is known.")),
    # --- starts and completions
    Column("with_start_baseline", "integer", N_("Planned start known"), N_("Uncancelled projects whose first planned start is known."), "projects"),
    Column("starts_planned", "integer", N_("To start this year"), N_("Uncancelled projects whose first planned start lies in the fiscal year."), "projects"),
    Column("starts_made", "integer", N_("Started"), N_("Of those to start this year, the ones started by the as-of date; a finished project has started."), "projects"),
    Column("start_share", "share", N_("Start rate"), N_("Started, of those to start this year.")),
    Column("starts_due", "integer", N_("Starts due"), N_("Of those to start this year, the ones planned to start by the as-of date."), "projects"),
    Column("starts_due_made", "integer", N_("Due and started"), N_("Of the starts due, the ones made by the as-of date."), "projects"),
    Column("starts_carried", "integer", N_("Not started since earlier years"), N_("Uncancelled projects planned to start in an earlier year and not started by the as-of date."), "projects"),
    Column("with_completion_baseline", "integer", N_("Planned completion known"), N_("Uncancelled projects whose first planned completion is known."), "projects"),
    Column("completions_planned", "integer", N_("To complete this year"), N_("Uncancelled projects whose first planned completion lies in the fiscal year."), "projects"),
    Column("completions_made", "integer", N_("Completed projects"), N_("Of those to complete this year, the ones completed by the as-of date."), "projects"),
    Column("finish_share", "share", N_("Share completed"), N_("Completed projects, of those to complete this year.")),
    Column("completions_due", "integer", N_("Completions due"), N_("Of those to complete this year, the ones planned to complete by the as-of date."), "projects"),
    Column("completions_due_made", "integer", N_("Due and completed"), N_("Of the completions due, the ones made by the as-of date."), "projects"),
    Column("completions_carried", "integer", N_("Not completed since earlier years"), N_("Uncancelled projects planned to complete in an earlier year and not completed by the as-of date."), "projects"),
)  # fmt: skip
