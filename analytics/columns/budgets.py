"""The columns of the tables about budgets: from the estimate to the final account."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

BUDGETS = (
    Column("budget_estimate", "money", N_("Estimate"), N_("The last known estimate."), "currency"),
    Column("budget_approved", "money", N_("Approved budget"), N_("The last known approved budget."), "currency"),
    Column("budget_latest", "money", N_("Latest figure"), N_("The final account where it is known, else the latest known current budget."), "currency"),
    Column("excess", "money", N_("Above the approved budget"), N_("The latest figure minus the approved budget."), "currency"),
    Column("excess_percent", "number", N_("Above the approved budget, relative"), N_("The latest figure over the approved budget, minus 1."), "%"),
    Column("budget_step", "code", N_("From one figure to another"), N_("Which two figures of a project are compared."), codes="BUDGET_STEPS"),
    Column("with_figures", "integer", N_("Both figures known"), N_("Projects of which both figures are known, the first of them above zero."), "projects"),
    Column("above", "integer", N_("Projects above"), N_("Projects whose second figure is larger than the first, to the smallest unit of the currency."), "projects"),
    Column("unchanged", "integer", N_("Unchanged"), N_("Projects whose two figures are equal, also where only one report gives them."), "projects"),
    Column("above_share", "share", N_("Share above"), N_("Projects whose second figure is larger than the first, of those of which both are known.")),
    Column("above_low", "share", N_("Share above, at least"), N_("Lower end of Wilson’s 95 % interval of the share above.")),
    Column("above_high", "share", N_("Share above, at most"), N_("Upper end of Wilson’s 95 % interval of the share above.")),
    Column("overrun", "number", N_("Overrun"), N_("The second figure over the first, minus 1; negative is cheaper."), "%"),
    Column("median_overrun", "number", N_("Median overrun"), N_("Half of the projects run over by less than this, half by more."), "%"),
    Column("mean_overrun", "number", N_("Mean overrun"), N_("The arithmetic mean of the overruns, each project counted once; a few very large ones move it far."), "%"),
    Column("mean_overrun_inside", "number", N_("Mean overrun without outliers"), N_("The mean overrun of the projects within the whiskers."), "%"),
    Column("least_overrun", "number", N_("Smallest overrun"), N_("The cheapest project against its first figure."), "%"),
    Column("low_whisker_overrun", "number", N_("Overrun, lower whisker"), N_("The smallest overrun within 1.5 interquartile ranges of the box."), "%"),
    Column("quarter_overrun", "number", N_("Overrun, lower quartile"), N_("A quarter of the projects run over by less than this."), "%"),
    Column("three_quarter_overrun", "number", N_("Overrun, upper quartile"), N_("A quarter of the projects run over by more than this."), "%"),
    Column("high_whisker_overrun", "number", N_("Overrun, upper whisker"), N_("The largest overrun within 1.5 interquartile ranges of the box."), "%"),
    Column("most_overrun", "number", N_("Largest overrun"), N_("The dearest project against its first figure."), "%"),
    Column("figure_before", "money", N_("First figure"), N_("The figure that the other one is compared with."), "currency"),
    Column("figure_after", "money", N_("Second figure"), N_("The figure that is compared with the first."), "currency"),
    Column("approved_sum", "money", N_("Approved budgets"), N_("The approved budgets of the projects whose latest figure is known too."), "currency"),
    Column("latest_sum", "money", N_("Latest figures"), N_("The latest figures of the projects whose approved budget is known too."), "currency"),
    Column("net_excess", "money", N_("Net overrun"), N_("The latest figures minus the approved budgets of the same projects: what runs over less what stays below."), "currency"),
    Column("net_percent", "number", N_("Net overrun, relative"), N_("The latest figures over the approved budgets of the same projects, minus 1."), "%"),
    Column("excess_sum", "money", N_("Overruns alone"), N_("What the projects above their approved budget run over, without what others stay below."), "currency"),
    Column("figure", "money", N_("Figure"), N_("The project’s figure; in a table of the portfolio the sum over the projects that have all four."), "currency"),
    Column("step_change", "money", N_("Change from the figure before"), N_("What the figure is more than the one before it in the row above."), "currency"),
    Column("step_percent", "number", N_("Change, relative"), N_("The figure over the one before it, minus 1."), "%"),
    Column("over_approved_percent", "number", N_("Against the approved budget"), N_("The figure over the approved budget, minus 1; 0 for the approved budget itself."), "%"),
)  # fmt: skip
