"""The columns of the tables about durations: how long projects take, the unfinished and the cancelled kept."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

SURVIVAL = (
    Column("clock", "code", N_("Clock"), N_("Whether the row's durations are multiples of the project's own planned duration (1 is the day of the first baseline completion) or days since the planned start."), codes="CLOCKS"),
    Column("duration", "number", N_("Duration"), N_("Time since the planned start, by the clock of the row."), digits=2),
    # --- the curve
    Column("at_risk", "integer", N_("Still under way"), N_("Projects that were followed up to just before this duration, neither finished nor cancelled (the number at risk)."), "projects"),
    Column("censored", "integer", N_("Last seen unfinished"), N_("Projects whose last report is of this duration and finds them unfinished (censored): how long they take is not known."), "projects"),
    Column("open_share", "share", N_("Not yet finished"), N_("The share not finished by this duration, estimated from finished, unfinished and cancelled projects: Kaplan-Meier, or Aalen-Johansen where some were cancelled.")),
    Column("open_low", "share", N_("Not yet finished, at least"), N_("Lower end of the pointwise 95 % interval, log-log; Wilson's where the share is 0 or 1.")),
    Column("open_high", "share", N_("Not yet finished, at most"), N_("Upper end of the pointwise 95 % interval, log-log; Wilson's where the share is 0 or 1.")),
    Column("finished_share", "share", N_("Finished by then"), N_("Cumulative incidence of finishing: 1 less the share not yet finished.")),
    Column("finished_low", "share", N_("Finished by then, at least"), N_("Lower end of the pointwise 95 % interval.")),
    Column("finished_high", "share", N_("Finished by then, at most"), N_("Upper end of the pointwise 95 % interval.")),
    Column("cancelled_share", "share", N_("Cancelled by then"), N_("Cumulative incidence of being cancelled.")),
    Column("cancelled_low", "share", N_("Cancelled by then, at least"), N_("Lower end of the pointwise 95 % interval.")),
    Column("cancelled_high", "share", N_("Cancelled by then, at most"), N_("Upper end of the pointwise 95 % interval.")),
    # --- groups
    Column("with_duration", "integer", N_("Duration known"), N_("Projects of which the planned start and duration are known, so that they can be counted."), "projects"),
    Column("finished", "integer", N_("Finished projects"), N_("Projects that are finished, of those counted."), "projects"),
    Column("cancelled", "integer", N_("Cancelled projects"), N_("Projects that were cancelled, of those counted; they will never be finished, and are not taken for unfinished."), "projects"),
    Column("still_open", "integer", N_("Still unfinished"), N_("Projects that were unfinished at their last report, of those counted."), "projects"),
    Column("without_start", "integer", N_("No start known"), N_("Projects left out because no start is known: no baseline, actual or forecast."), "projects"),
    Column("without_plan", "integer", N_("No planned duration"), N_("Projects left out because no planned completion is known, or it does not lie after the start."), "projects"),
    Column("ended_before_start", "integer", N_("Finished before the start"), N_("Projects left out because their actual completion lies before their planned start."), "projects"),
    Column("finished_estimated", "integer", N_("Finished, day not known"), N_("Finished projects without an actual completion date: the report that first said so is taken, which is late rather than early."), "projects"),
    Column("median_duration", "number", N_("Median duration"), N_("The duration by which half of the projects are finished, the unfinished and the cancelled counted; missing where fewer than half are."), digits=2),
    Column("duration_low", "number", N_("Median duration, at least"), N_("Lower end of the 95 % interval of the median."), digits=2),
    Column("duration_high", "number", N_("Median duration, at most"), N_("Upper end of the 95 % interval of the median; missing where the projects do not tell."), digits=2),
    Column("finished_median", "number", N_("Median of the finished alone"), N_("The median duration of the finished projects, which forgets the slow ones that are still unfinished: usually too good."), digits=2),
    Column("overrunning_share", "share", N_("Not finished in time"), N_("The share not finished when their own planned duration is over (delay rate 5).")),
    Column("overrunning_low", "share", N_("Not finished in time, at least"), N_("Lower end of the 95 % interval.")),
    Column("overrunning_high", "share", N_("Not finished in time, at most"), N_("Upper end of the 95 % interval.")),
    Column("estimator", "code", N_("Estimator"), N_("Kaplan-Meier where nobody was cancelled, else Aalen-Johansen, in which a cancelled project is never finished."), codes="ESTIMATORS"),
    Column("is_drawn", "flag", N_("In the picture"), N_("Whether the group is among the six largest, which the picture shows.")),
    # --- tests
    Column("groups_tested", "integer", N_("Groups compared"), N_("Groups with at least 5 finished projects; only these can be compared.")),
    Column("groups_untested", "integer", N_("Groups left out"), N_("Groups with fewer than 5 finished projects, which the test leaves out.")),
    Column("chi2", "number", N_("χ²"), N_("The test statistic: large where the data do not fit “no difference”."), digits=2),
    Column("freedom", "integer", N_("Degrees of freedom"), N_("How many differences the test is about.")),
    Column("p", "number", N_("p (chance)"), N_("How often chance alone would show at least as much, were there no difference. Small is a reason to look, not a proof of a cause."), digits=4),
    Column("refusal", "code", N_("Refused because"), N_("Why the data cannot support the method; missing where they can."), codes="SURVIVAL_REFUSALS"),
    # --- regression
    Column("covariate", "code", N_("Characteristic"), N_("By what the regression tells projects apart."), codes="HAZARD_COVARIATES"),
    Column("covariate_level", "text", N_("Value code"), N_("The value of the characteristic as stored; * for all small ones together, tenfold for a budget ten times as large, missing where it is not stated.")),
    Column("covariate_level_en", "text", N_("Value (English)"), N_("What the value is called in English.")),
    Column("covariate_level_zh", "text", N_("Value (Chinese)"), N_("What the value is called in Chinese.")),
    Column("term_state", "code", N_("Place in the regression"), N_("Whether the row is estimated, what the others are compared with, or left out and why."), codes="HAZARD_TERMS"),
    Column("coefficient", "number", N_("Coefficient"), N_("The natural logarithm of the hazard ratio."), digits=4),
    Column("standard_error", "number", N_("Standard error"), N_("The standard error of the coefficient."), digits=4),
    Column("hazard_ratio", "number", N_("Hazard ratio"), N_("How fast such projects finish, against the reference and all else equal: 0.5 means that of those still under way half as many finish at any time. Below 1 is slower."), digits=2),
    Column("hazard_low", "number", N_("Hazard ratio, at least"), N_("Lower end of the 95 % interval (Wald)."), digits=2),
    Column("hazard_high", "number", N_("Hazard ratio, at most"), N_("Upper end of the 95 % interval (Wald)."), digits=2),
    Column("check_chi2", "number", N_("Proportionality, χ²"), N_("Test of proportional hazards by scaled Schoenfeld residuals against 1 − Kaplan-Meier (Grambsch and Therneau 1994)."), digits=2),
    Column("check_p", "number", N_("Proportionality, p"), N_("Small: the ratio is not the same early and late, and the one number is an average over time."), digits=4),
    Column("left_out", "integer", N_("Left out of the regression"), N_("Projects with a duration that lack a characteristic or belong to a value with too few finished projects."), "projects"),
    Column("log_likelihood", "number", N_("Log likelihood"), N_("The partial log likelihood of the regression, ties by Efron."), digits=2),
    Column("concordance", "number", N_("Concordance"), N_("Of pairs of which it is known who finished first, how often the regression says so: 0.5 is a guess, 1 is perfect (Harrell's C)."), digits=3),
)  # fmt: skip
