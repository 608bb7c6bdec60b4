"""Method notes: how a number is defined, what it leaves out, where the method comes from.

A key is a page of `pages.components.contents` or a number that is not a column of the dictionary.
"""

# Long because: one note a page or number, and their words are kept in step by reading them together.

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
    "rules": N_(
        "A policy number holds from its day on, and the newest value entered by the user wins over older ones and "
        "over the shipped one; a withdrawn value stays in the list and counts no more. What would move is computed "
        "with the same rules as the tables that the pages read, on the same days: the tier on the day on which the "
        "project’s figure was registered, the tier on the current figure, the light and the delay on the day of its "
        "last report, the catalogue and overdue reports on the as-of date. A tier that a person set does not move. "
        "The first month of the fiscal year is one for all years; annual plans and amounts reported for a year stay "
        "as reported. An amount in another currency is judged by a threshold in that currency, else in yuan by the "
        "rate stated here; without either its tier is unknown."
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
        "40 % below. The gap of a project is what it completed less its plan times the line; the gaps of the projects "
        "add up to the gap of all, to the minor unit. Original is the first figure known, revised the last. A project "
        "has started when its actual start is known, or when it is finished; the start rate is over the projects whose "
        "first baseline start lies in the fiscal year, without the cancelled. Currencies are never added. Where "
        "nothing is planned there is no rate, shown as “–”."
    ),
    "s_curve": N_(
        "The same projects in every line: those in scope, not cancelled, whose current budget and first baseline dates "
        "of start and completion are known; 100 % is their current budgets. Planned: each budget spread evenly between "
        "the two dates. Completed: what they had reported by each reporting date; not known counts as nothing, and its "
        "share is stated. Forecast: from the as-of date on, the money left spread evenly to the forecast completion. "
        "Where the project is finished, or the forecast is unknown or has passed, the money left has no date to come "
        "and the forecast stays below 100 %. Physical: the progress reported, weighted by budgets; not known counts as "
        "nothing. The even spread is an assumption, not a report."
    ),
    "funds": N_(
        "Allocated: the last known amount of each line of funding, of the fiscal years that have begun. Paid: all "
        "known payments, whatever was allocated for them, so that paid and idle need not add up to the allocated. "
        "The picture shows at most 25 nodes: in each column the largest by money paid, all others together, and "
        "what the payments do not state; every column adds up to all payments, to the smallest unit of the "
        "currency. Largest projects are those with the most payments in the currency shown; where refunds outweigh the "
        "payments along a way, one of its ends joins the others. With at most three projects in scope their "
        "contracts take the place of the projects. Base or incremental and public or private are as the lines of "
        "funding state them; what they do not state is shown as such and is in no share of a tile. Idle: allocated "
        "to a project less what it is known to have paid, where that is above zero; payments use up the oldest "
        "allocation first, and no known payment counts as unpaid. Its age is counted from the first day of the "
        "fiscal year, or from the report that first gave the allocation where that is later, so all idle money of a"
        " project has the age of its oldest part. Carried over: idle money of earlier fiscal years. The bands of "
        "age are the policy numbers idle.recent_up_to and idle.old_above. Share of a source: its part of what was "
        "allocated for a fiscal year; a source of which that year’s reports say nothing has no part of it, and the "
        "newest year may still grow. Currencies are never added."
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
    "tiers": N_(
        "Tier A: investment above 100 million yuan; tier B: from 5 million to 100 million, both included; tier C: below "
        "5 million. The tier is frozen on the first known approved budget, else estimate, else current budget, by the "
        "thresholds of the day on which it was reported; other currencies need a stated rate or threshold, else the tier "
        "is unknown. Investment at registration is that figure; money over time is the current budget. Mean and median "
        "are exact; each is held against the thresholds on the as-of date. What the rules ask for: tier A a vice mayor "
        "(vice district head) in charge and a project director, tier B a responsible body that is a government "
        "department, tier C a body on record as authorised to execute. Cancelled projects are asked for nothing; what is "
        "not on record counts as missing; a tier B project whose responsible body, or its kind, is not known cannot be "
        "judged. A tier set by hand holds from its day on and is marked; the tier by rule is kept beside it. Nature and "
        "complexity are classes that no rule uses. Source: an "
        "undated article on central management of government projects, not verified."
    ),
    "catalogue": N_(
        "A project belongs in the central catalogue where its annual plan for the fiscal year of the as-of date is "
        "strictly above the threshold (5 million yuan); exactly at it the project stays outside and is listed. The "
        "catalogue goes by the year’s investment, the tier by the whole: 12 million over three years are tier B, and "
        "outside. Centralised are the projects reported to be in the catalogue; tier C projects that are delegated are "
        "registered, and are counted with them only where you tick it. Near a tier threshold is within 5 % of it "
        "(policy number tier.near), held against the threshold of the day of registration. The binomial test asks how "
        "often an even split would come out as uneven; small projects are more frequent than large ones, so some excess "
        "below is to be expected, and no number here is a verdict. Frozen against current: the tier at registration "
        "beside the one that the latest figure would give. Source: an "
        "undated article on central management of government projects, not verified."
    ),
    "lights": N_(
        "A rule measures how far a project falls short and cuts that number twice: green, yellow, red, which stand for "
        "on plan, watch and late. Points and per cent differ: 30 % done at a pro-rata line of 50 % is 20 points and 40 % "
        "below. Whether a cut belongs to the worse colour is part of the rule, and amounts are held against it to the "
        "last fen. The line is the part of the fiscal year that has passed on the as-of date; plan, completed, allocated "
        "and paid are of that fiscal year, by the last report. A project has no light where a figure is missing, where "
        "the rule is not for it, or where it is cancelled; the reason is counted. The rules are published ones of "
        "other places and your own; the newest of your own with one name counts. Tianjin's rule on the growth of a "
        "district's investment is not among them: it is about districts, not projects."
    ),
    "ledger": N_(
        "Every payment that was reported up to the as-of date for a project in scope, in one currency. The total of "
        "each level and the sum of its rows are two queries, from two tables wherever two know the answer: the whole "
        "from the payments by fiscal year that the pages of plans and funds add up, a project from its payments one "
        "by one. They must be equal to the last fen, and the page says so or says that they are not. What a payment "
        "does not state stands in a row of its own. A payment whose amount is under a flag that nobody has accepted "
        "is left out here and everywhere else, and counted as left out. Shares are of the level above; where refunds "
        "make it zero or less there are none."
    ),
    "slippage": N_(
        "Slip: actual completion, else the last forecast, minus the baseline chosen: the first approved one (where none "
        "was given, the first known forecast), the latest, or one by its number. In per cent it is over the planned "
        "duration of the first baseline. A project without the chosen baseline, or without a date, is not on time: it is "
        "counted as unknown. Delayed: a slip of more than the tolerance, in days (policy number delay.tolerance), in per "
        "cent (delay.tolerance_percent), or beyond both at once. Late is the word of the light, whose limit is another "
        "one (light.late_from). Shares are of the projects of which it is known, without the cancelled. Intervals of "
        "shares are Wilson's at 95 %, those of medians lie between two of the values by order statistics (none for five "
        "projects or fewer); groups are ranked by the lower end of the share, so that few projects do not lead by luck. "
        "A project with two contractors counts for both. Finished: an actual completion date is known or the status says "
        "so. Whiskers reach the last project within 1.5 interquartile ranges of the box; what lies beyond is an outlier."
    ),
    "five_delay_rates": N_(
        "Five rates, each with its own denominator, without the cancelled. Of the finished: those delayed. Of the "
        "unfinished with a forecast: those forecast to be delayed. Of all that have begun (finished, active, suspended, "
        "or with an actual start): both. Of the milestones that are done or due by their first baseline: those delayed; "
        "one that is due and not done counts with the later of its forecast and the as-of date, and a tolerance in per "
        "cent is of the project's planned duration; against a baseline by its number no milestone can be judged. Not "
        "finished when the planned duration was over: one minus the cumulative incidence of finishing at 100 % of the "
        "project's own planned duration, by the first baseline and without a tolerance; unfinished projects count as "
        "long as they were followed, cancelled ones as never finished (Kaplan and Meier; Aalen and Johansen where "
        "projects were cancelled). The dashed line is a claim of an undated article about Suzhou, “below 5 %”, without "
        "denominator, tolerance or baseline, not verified. With 47 projects, 2 delayed ones have an interval of 1.2 to "
        "14.3 %: so few cannot show that a rate lies below 5 %."
    ),
    "cost_by_schedule": N_(
        "Started late: the start (actual, else forecast) lies after its first baseline by more than the tolerance. Took "
        "longer: the duration (actual, else forecast) is longer than the planned one by more than the tolerance. Over "
        "budget: the final account, else the current budget, is above the approved budget, else the first known current "
        "one, by the smallest unit of the currency; both figures of a project are in one currency. Where a date is not "
        "known the outcome is unknown, where a figure is not known the project is in no share. Without the cancelled. "
        "After the New York City Comptroller, whose projects were over budget in 16.0 % of cases on time, 31.6 % started "
        "late, 49.3 % longer and 63.3 % both."
    ),
    "slip_and_cost": N_(
        "Slip of the completion in days against the first baseline (where none was ever given the first forecast); cost "
        "growth from the approved budget, else the first known current one, to the final account, else the current "
        "budget. Projects of which both are known, without the cancelled. Spearman’s rank correlation, because a few "
        "projects that grew tenfold would outweigh all others; 95 % interval by Fisher’s z with the variance of Bonett "
        "and Wright (2000). Not stated for fewer than 10 projects. Going together proves no cause."
    ),
    "rebaselines": N_(
        "A re-baseline is an approved completion with a later number than the one before; one without a number that "
        "differs from the one before counts as the next. The slip against the first baseline is the sum of all moves of "
        "the baseline and the slip against the latest one, so a re-baseline takes days out of sight and none away. It is "
        "counted for the body that answered for the project when it was reported; each project is counted once in its "
        "medians."
    ),
    "milestones": N_(
        "A milestone is the start, the completion, or the end of a stage. It is due on its last known forecast, else on "
        "its latest baseline. Overdue: not done, and the latest baseline or the forecast has passed; a new forecast does "
        "not make up for the approved day. Without a new forecast: the due day itself has passed, so that no day to come "
        "is known. A cancelled project owes nothing; a finished one owes only its final audit, and what else of it has no "
        "actual date is in no rate; a suspended one owes what it owes and is marked. BEI: milestones done over those "
        "whose latest baseline has come. Missed: of these, done after it or not yet. CPLI: days left to the latest "
        "baseline completion over days left to the forecast, of the unfinished projects that have both and whose forecast "
        "is still to come. The limits are the policy numbers health.bei_from, health.missed_up_to and health.cpli_from; "
        "the other points of the assessment need the tasks of each schedule and their links, which no import carries. "
        "Intervals are Wilson’s at 95 %. A stage runs from the milestone before to its own (approval, design, contract "
        "award, start of works, construction, acceptance, final audit). Planned: between the first baselines, of a "
        "milestone without one its first known forecast; actual: between the actual dates; stages that are not over are "
        "counted with how long they have lasted, since finished ones alone are the short ones; a stage that ends before "
        "it begins has no duration and is counted. Lanes: a completion stands at its actual date, else where it is due."
    ),
    "completion": N_(
        "Comparable projects are finished ones that agree in sector, tier and size of the budget, or in what the reader "
        "has chosen. Their actual durations over their planned ones are the reference class (Flyvbjerg 2006). A project "
        "under way is compared only with those that took longer than it has taken already: P50 is the day by which half "
        "of them were done, P80 four in five. With fewer than 20 of them size is given up first, then tier, then sector; "
        "with fewer than 20 in the whole portfolio the method is refused. The survival curve does the same with the "
        "unfinished and the cancelled kept; where it does not come down far enough, the day lies beyond what was seen. "
        "Size: bands of the approved, else the current budget from 5, 20, 100 and 500 million, in one currency."
    ),
    "earned_schedule": N_(
        "Planned value: the annual plans as first made, added up at the ends of fiscal years, where they cover 95 % of "
        "the budget; else an even pace between planned start and first baseline completion, which is an assumption and "
        "marked. Earned value: physical progress times the approved, else the current budget. Actual cost: completed "
        "investment. Earned schedule is the day of the plan on which as much should have been earned (Lipke 2003); SPI(t) "
        "is it over the time that has passed, and the expected duration is the planned one over SPI(t). SPI ends at 1 "
        "even for a late project, SPI(t) does not. Without budget, dates or progress it is refused."
    ),
    "back_test": N_(
        "At each of the newest 24 reporting dates before the as-of date every project that was unfinished then and had "
        "a planned start and completion is forecast from nothing but what was known then: by its responsible body’s last "
        "forecast, by its first baseline, by comparable finished projects, by the survival curve and by earned schedule "
        "against an even plan. Error: actual minus forecast completion in days, positive where it came later. Only "
        "projects with an actual completion date are scored; cancelled ones never will be and are counted. Those still "
        "open would have the longest times to go, so a scored forecast weighs one over the probability of having been "
        "followed that long (Graf et al. 1999); assumed is that how long a forecast is followed says nothing about its "
        "error. Ways are compared on the cases that all of them could forecast; one that is refused or applied to fewer "
        "than a tenth of the cases is left out. The interval of a difference counts projects, not forecasts (clustered), "
        "and is widened for having chosen the best of several (Bonferroni). A single date has no range and no P80. "
        "Fewer than 30 scored forecasts, 10 projects or 3 reporting dates are refused."
    ),
    "survival": N_(
        "The clock starts at the planned start and is read in days or in multiples of the project’s own planned duration. "
        "An unfinished project counts as long as it was followed, up to its last report (censored). A cancelled project "
        "is never finished: it is no unfinished one, else completion would look better than it is. The curve is one minus "
        "the cumulative incidence of finishing by Aalen and Johansen; where nobody was cancelled, that is the curve of "
        "Kaplan and Meier. Intervals are pointwise at 95 %, log-log, Wilson’s where the share is 0 or 1; the interval of "
        "the median is where one half lies inside that of the curve. A curve ends where fewer than 5 % of its group are "
        "still under way. The median of the finished alone stands beside it to show what it leaves out. A project that is "
        "only reported finished counts at the report that first said so, which is late rather than early. Groups are "
        "compared by the log-rank test (Mantel 1966) where at least two have 5 finished projects; with cancelled projects "
        "it is on the cause-specific hazard. Projects that ended before the first report are not in the data."
    ),
    "hazards": N_(
        "Cox’s proportional hazards with ties by Efron, fitted by statsmodels, on durations in whole days or whole per "
        "cents of the planned duration. The hazard is of finishing: of the projects still under way, how many finish just "
        "then; a cancelled project counts until it is cancelled. A ratio compares with the most frequent sector and tier, "
        "all else equal, so that the ratio of the budget is within a tier and a sector; below 1 is slower. The budget is "
        "the approved, else the current one, in powers of ten and in the most frequent currency. Each coefficient needs 10 finished "
        "projects (Peduzzi et al. 1996), else the characteristic with the most values is dropped; values with fewer are "
        "put together, or left out with their number. Whether a ratio is the same early and late is checked by scaled "
        "Schoenfeld residuals (Grambsch and Therneau 1994). Intervals and p are Wald’s; of many p some are small by "
        "chance. Differences are not causes."
    ),
    "network": N_(
        "Two organisations are tied where both take part in the same project, in whatever role, by the last report of "
        "each role up to the as-of date; as chosen instead, where one leads and the other takes part, one funds and "
        "the other receives, both share a contract, or both attend a meeting. In a window of years a body counts "
        "where a report that held in the window names it and the project was under way. The weight of a tie is how "
        "often; Newman’s weight lets a project of k organisations add 1/(k − 1) to each of its pairs, Jaccard’s is "
        "the share in common, shared investment adds up the approved budgets in the commonest currency. A backbone "
        "removes ties: below a minimum weight; that are no surprising share of what either end does (disparity "
        "filter, Serrano et al. 2009); or of pairs that meet no more often than by chance, given how many "
        "organisations each project has and how many projects each organisation has (SDSM, Neal 2014) or the latter "
        "alone (fixed row). Partners: organisations tied to it (degree). Strength: the weights of its ties. A place "
        "in the picture belongs to an organisation, whatever the slice: it follows from all projects at all times "
        "(Fruchterman and Reingold 1991; above 500 organisations Brandes and Pich 2006). The picture draws at most "
        "1,500 ties among at most 300 organisations, the strongest first, to explore 6,000 among 3,000. Communities "
        "are those of Louvain’s method (Blondel et al. 2008), the best of three runs."
    ),
    "network_organisations": N_(
        "All measures are of the slice that stands above: its window, tie, weight and backbone. Degree: others tied to it "
        "(with directions in either). Strength: the weights of its ties. Breadth is degree, depth strength over degree; "
        "above the mean of those with a partner in both an organisation is leading, in one key, in neither auxiliary "
        "(Cheng et al. 2022). Projects led: those of which it is responsible. Betweenness: the share of pairs of others "
        "whose shortest ways pass through it (Freeman 1977), without weights, exact up to 5,000 organisations and above "
        "that from 200 sources with a standard error. Closeness: r²/((n − 1) Σd), over the r who reach it in d steps "
        "(Wasserman and Faust 1994, 5.22). Eigenvector (Bonacich 1972): of the weights, in the largest component. "
        "Constraint, effective size, efficiency and hierarchy: Burt 1992, weighted. k-core: Seidman 1983. Cut-point: "
        "others lose contact without it; cut off are those who no longer reach the largest part of the rest. Community: "
        "Louvain’s method, the best of three runs, as in the picture. Core: Borgatti and Everett 2000, ties between core and periphery left "
        "open. Roles: Gould and Fernandez 1989 by kind of organisation; z against ties that fall at random with the "
        "density of the slice, which a projection never does, so read z among organisations rather than by itself. "
        "Change: against the slice a year before (a range: as many years before); one that the as-of date cuts short is "
        "compared with one cut at the same day."
    ),
    "responsibility": N_(
        "A body leads a stage where a report makes it responsible for that stage; where none is named for the stage, "
        "those that are responsible for the whole project lead it. Judged are the stages that a project has reached by "
        "its present stage, each project’s by themselves; a project whose stage is not known is judged once, as a whole. "
        "Nobody leads: a gap. Two or more lead: an overlap. Neither is wrong by itself, but somebody must be able to say "
        "why (responsibility charting, RACI). Who leads is that of the last day of the window, by bodies of "
        "all kinds; who takes part is that of the slice. Public bodies are all but companies and social organisations, "
        "or the kinds asked for; one whose kind is not known counts as public. Slips and delays are those of the page about "
        "slippage, without cancelled projects; projects of several bodies are often larger, so that a difference "
        "is no effect of cooperation by itself."
    ),
    "network_embedding": N_(
        "Social organisations are bodies of the kinds social organisation and social workers. Repeat partners share two "
        "projects or more with it. Years of service run from the first report that names it in a project in scope to the "
        "last, so that they begin with the data at the earliest. Communities served are communities with a project in "
        "common; an organisation with none hangs in the air (悬浮). A body whose kind is not known is not counted."
    ),
    "organisation": N_(
        "Projects, partners and lateness are by the last report of each role up to the as-of date; partners and measures "
        "are of the slice that stands above. Since: the first report that names both in a project that they still share. "
        "Payments count in the calendar year of the payment; those with a doubtful amount, payer or payee are left out. "
        "Lateness is that of the page about slippage; all other projects are those of the same scope. Year by year the "
        "slice is that of each year by itself."
    ),
    "over_time": N_(
        "A year’s network holds the organisations that reports name in that year, on projects that were under way; "
        "where the slice asks for it, those of all years up to it or of the last few. Measures are those of the page "
        "about the whole network. A tie of two neighbouring years is kept, whatever its weight; one of the later alone is "
        "formed (returned, if some earlier year had it), one of the earlier alone dissolved. Overlap is Jaccard’s index, "
        "kept / (formed + kept + dissolved). Reports cover a year whole where they go back to its first day, the first "
        "report being taken to tell of as long a time as the others do, and where the as-of date is not before its last "
        "day. A year is before a reform where its window ended before the day on which the reform took effect, after "
        "where it began on that day or later, else on neither side; means are over the years that are covered whole, and "
        "only where a side has none over those covered in part. What else changed in those years changed the network "
        "too: before and after shows no cause, and few years make no test. The two pictures put as many years together "
        "on each side, those next to the reform, weigh a tie by its mean over them, and place everyone by the ties of "
        "both sides (springs). Roles: Gould and Fernandez 1989, kinds of organisation as groups. Panel: matrices as "
        "Snijders, van de Bunt and Steglich 2010 want them."
    ),
    "qap": N_(
        "Pairs of organisations are no independent cases: those of one organisation hang together. The quadratic "
        "assignment procedure keeps both relations whole and lets the organisations of the one change places at random; r "
        "is Pearson’s over all pairs (Krackhardt 1988). The regression is by least squares over the pairs; each "
        "regressor is tested by permuting what the others leave of it (double semi-partialling, Dekker, Krackhardt and "
        "Snijders 2007), which holds where regressors hang together. p = (1 + b) / (1 + B), with b of B permutations at "
        "least as extreme; those equal to the observed value within a billionth count, which decides in small networks "
        "(Phipson and Smyth 2010). The ties are those of the slice, after its backbone; other kinds of ties and earlier "
        "years are whole, by how often. An organisation of which an attribute asked for is not known is left out and "
        "counted. Size of budgets is in powers of ten, of the projects that the organisation joins. "
        "Up to 3,000 organisations can be correlated, up to 1,200 put into a regression or a model of ties."
    ),
    "uniform": N_(
        "Conditional uniform graphs: of all networks with as many organisations, as many ties, or as many mutual, one-way "
        "and absent dyads, each is equally likely, and the measure is held against those drawn (Katz and Powell 1957; "
        "Anderson, Butts and Carley 1999). Given the size alone, half of all pairs are tied, which is far from any real "
        "network: the number of ties is the usual choice. p counts the real network among the drawn ones and equal values "
        "on both sides. Weights do not matter for these measures."
    ),
    "brokerage": N_(
        "An organisation brokers from a first to a second where both are tied to it and not to each other; the five roles "
        "go by the groups of the three (Gould and Fernandez 1989). Without directions each brokered pair counts in both "
        "orders. Expectation and standard deviation are those of ties that fall independently with the density of the "
        "network, the groups as they are. For coordinators and for all five roles together z is as in the R package sna, whose "
        "variance leaves out, with directions, that some paths exclude each other, which makes z a little too small; for the "
        "other roles the variance is exact. An organisation whose group is not known is left out."
    ),
    "ergm": N_(
        "An exponential random graph model whose terms look only at the two organisations of a pair is a logistic "
        "regression over the pairs, with an exact maximum of the likelihood (Wasserman and Pattison 1996); computed by "
        "statsmodels. Sum and difference are of the two organisations (nodecov, absdiff), the same kind, level, district or "
        "parent is a match (nodematch). Where some combination of terms tells ties from no ties without error "
        "(separation), no coefficients exist and the model is refused (Konis 2007). AIC and BIC compare models of the same "
        "pairs only."
    ),
    "structure": N_(
        "The network is that of the slice; weights count for modularity alone. n organisations, m ties. Density: m over "
        "the pairs, n(n − 1)/2, twice as many with directions. Average degree: 2m/n. Centralisation (Freeman 1979): Σ (max "
        "c − c_v) over the largest such sum, which for degree is (n − 1)(n − 2), for in- and out-degree (n − 1)², for "
        "betweenness (n − 1) of scores as shares of pairs, for closeness (n − 1)(n − 2)/(2n − 3) within the largest "
        "component; 1 is a star. Transitivity: 3 triangles over paths of two ties (Wasserman and Faust 1994). Average and "
        "longest path: in steps, of pairs that reach each other. Small-world σ = (C/C_r)/(L/L_r) of the largest component, "
        "C_r and L_r means of 20 networks with the same degrees (Humphries and Gurney 2008). Core and periphery: "
        "correlation with a core in which all work together and a periphery in which none do, what lies between left open "
        "(Borgatti and Everett 2000); the best of 20 searches (6 above 100,000 ties). Modularity Q = Σ (W_c/W − (S_c/2W)²) (Newman and Girvan "
        "2004), the best of five runs of Louvain’s method (one above 100,000 ties). Acting alone: no tie in the slice. E-I index = (E − I)/(E + I), E "
        "ties across groups and I within them (Krackhardt and Stern 1988); the district of an organisation is where more "
        "than half of its projects lie. It is missing where half of the ties or more have an end whose group is not known. "
        "Ties across and within levels: vertical and horizontal coordination. Repeated: the two met twice or more. "
        "Reciprocity: ties that are returned. Left without the best connected, or the brokers: the largest component’s "
        "share of all organisations once the tenth of highest degree, or betweenness, is gone. Above 5,000 organisations "
        "betweenness is estimated from 200 of them, with its standard error (Brandes and Pich 2007)."
    ),
    "network_chance": N_(
        "Random networks with the same number of ties: every set of pairs equally likely (conditional uniform graphs; "
        "Anderson, Butts and Carley 1999). With the same number of partners: each organisation keeps its own, ties are "
        "swapped at random (Rao, Jana and Bandyopadhyay 1996). BiCM: organisations and projects keep their totals on "
        "average, who takes part in what is drawn, and those who meet are tied (Saracco et al. 2015); it alone knows that a "
        "project ties all its organisations at once. It stands beside undirected networks with all their ties only. p is two-sided: "
        "twice the smaller share of networks at least as large or as small, the real one among them, equal ones counted on "
        "both sides. Higher or lower is p at most .05; with some fifteen measures one may differ by chance alone. z is the "
        "distance from the mean in standard deviations. Communities and cores are searched for once in every network, the "
        "real one too, so that both may lie a little below those of the table. Measures that say the same as another are "
        "left out."
    ),
    "network_robustness": N_(
        "Organisations go one by one, those with the highest degree or betweenness first, as it was before the first one "
        "went; after each the largest component is divided by all organisations there were (Albert, Jeong and Barabási "
        "2000). At random: 100 orders (20 above 100,000 ties), with the 5th and 95th of a hundred. Between kinds, expected "
        "are d_a d_b/2m ties, within one kind d_a²/4m, d being the degrees of a kind together (Newman 2003); with "
        "directions out_a in_b/m. The most surprising come first, by √O + √(O + 1) − √(4E + 1) (Freeman and Tukey 1950). "
        "Ties with an end of unknown kind are left out."
    ),
    "network_governance": N_(
        "Provan and Kenis (2008) tell shared governance, a lead organisation and a network administrative organisation "
        "(NAO) apart. The numbers hint, by cut-offs of our own: up to 8 organisations, density from 0.5, centralisation up "
        "to 0.2, at most a fifth of projects or ties: shared; more than 8, density up to 0.2, centralisation from 0.5, half "
        "of the projects or ties: one in the middle, be it lead organisation or NAO. Which of the two: where the top "
        "organisation leads half of the shared projects, one that also does other work there is a lead organisation, one "
        "that never does an NAO. Top is who leads (is responsible for) most projects with several organisations; of equal "
        "ones the first by number. Whether trust, agreement and competence are there, which the theory asks for, is not in "
        "the data."
    ),
    "register": N_(
        "Two names are suggested where a reason that a person can check speaks for it: the same registered number, the same "
        "letters but for case, punctuation, small words and legal form, a known other name, initials, a Chinese short form, "
        "one letter apart, an abbreviation with a last letter more; and above all projects that are reported under the first "
        "name in a role and under the second from some report on, never under both, where the first is heard of no more and "
        "has passed on at least half of its projects that report on. Each reason has a weight w; the evidence is 1 − ∏(1 − w), "
        "less where a report names both in one role, or numbers, kinds or levels differ; a common parent body and projects "
        "in common support a reason and are none. Pairs from 50 % on are listed. Nothing is merged by itself: a person decides, "
        "with a reason and a name, for the reports of some dates or of all; every figure then counts the first name as the "
        "second by the date of the report. A withdrawn decision leaves all figures as they were."
    ),
}
