"""Slippage: who is delayed, by how much, and how sure is that?"""

import streamlit as st

from analytics import codes
from analytics.figures import cost_and_time, delay_rates, rebaselines, slip_and_cost
from analytics.figures import slippage as figures
from analytics.measures import slippage_words as words
from data import tables
from data.queries import portfolio
from data.queries.tolerance import DAYS, PERCENT
from pages.components import choice, filters, snapshot, view

GROUPS = ("group_en", "projects", "judged", "delayed", "delayed_share", "delayed_low", "delayed_high", "median_slip",
          "median_low", "median_high", "mean_slip", "median_slip_percent", "without_forecast")  # fmt: skip
PROJECTS = ("code", "name_en", "slip_days", "slip_latest_days", "slip_chosen_days", "slip_percent", "is_delayed",
            "progress_state", "responsible_en", "sector", "district", "tier", "completion_first_baseline",
            "completion_baseline", "completion_forecast", "forecast_as_of", "completion_actual")  # fmt: skip
MOST = 200  # rows of a folded list


def _unless(value: object, usual: object) -> object:
    """What is usual is not asked for: then tables are the ones that other readers have asked for already."""
    return None if value == usual else value


# What the reader asked for
language = view.open_page("slippage")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")
first = snapshot.table("delay_rates", scope)
view.stop_if_empty(snapshot.table("slippage_largest", scope), scope)
with st.container(horizontal=True, gap="small", vertical_alignment="center", key="asked"):
    numbers = snapshot.table("baseline_numbers", scope)["baseline_no"]
    baseline = choice.one_of(language("Baseline"), words.baselines(numbers, language), "baseline")
    held_against = baseline if len(numbers) else "forecast"
    unit = choice.one_of(language("Unit"), codes.SLIP_UNITS, "unit")
    with st.popover(language("Tolerance"), icon=":material/tune:"):
        late_by = choice.one_of(language("Tolerance counted"), codes.LATE_BY, "late_by")
        days, percent = (int(first[f"tolerance_{name}"].iloc[0]) for name in ("days", "percent"))
        most_days = choice.number(language("Days of slip"), "tolerance", days, DAYS)
        most_percent = choice.number(
            language("Slip in % of the planned duration"), "tolerance_percent", percent, PERCENT
        )
tolerated = scope.choosing(
    late_by=_unless(late_by, "days"), tolerance=_unless(most_days, days),
    tolerance_percent=_unless(most_percent, percent),
)  # fmt: skip
chosen = tolerated.choosing(baseline=_unless(baseline, "first"))
measured = chosen.choosing(unit=_unless(unit, "days"))

# What the numbers say
rates, sectors = snapshot.table("delay_rates", chosen), snapshot.table("slippage_by_sector", chosen)
beside = None if baseline == "first" else snapshot.table("delay_rates", tolerated)
view.finding(words.finding(rates, sectors, language, held_against, beside))

# How it is shown
view.tiles(words.tiles(rates, snapshot.table("portfolio_trend", scope), language, usual=chosen == scope))
view.chart(figures.slip_distribution, "slip_dots", "slip_spread", "slip_outliers", scope=measured,
           definition="slippage", baseline=held_against)  # fmt: skip
view.chart(delay_rates.side_by_side, "five_delay_rates", scope=chosen, definition="five_delay_rates")
dimension = choice.one_of(language("Group"), codes.SLIP_DIMENSIONS, "by")
groups = f"slippage_by_{dimension}"
view.chart(figures.delayed_by_group, groups, scope=chosen, definition="delayed_share", dimension=dimension)
view.chart(cost_and_time.four_way, "cost_by_schedule", scope=tolerated, definition="cost_by_schedule",
           baseline="first" if len(numbers) else "forecast")  # fmt: skip
if snapshot.table("slip_and_cost", scope)["projects"].iloc[0]:
    view.chart(slip_and_cost.scatter, "slip_and_cost_dots", "slip_and_cost", "slip_and_cost_farthest", scope=scope,
               definition="slip_and_cost", baseline="first" if len(numbers) else "forecast")  # fmt: skip

view.heading(language("What moved"))
earlier = words.earlier(snapshot.table("portfolio_trend", scope), language)
if earlier:
    compared = scope.choosing(since=choice.one_of(language("Since"), earlier, "since", listed=True))
    view.note(words.moves(snapshot.table("slip_move_counts", compared), language))
view.note(words.completions(snapshot.table("completion_moves", scope), language))
if earlier and len(snapshot.table("slip_moves", compared)):
    with st.expander(language("What moved, project by project"), icon=":material/list:"):
        view.table("slip_moves", compared, title=language("The longest moves first"), most=MOST)
again = snapshot.table("rebaselines", scope)
view.heading(language("Re-baselines ({n})", n=language.number(len(again))))
if again.empty:
    view.note(language("No project here has a second baseline.") if len(numbers) else
              language("No project here has a baseline, so none was moved."))  # fmt: skip
else:
    view.chart(rebaselines.absorbed, "rebaselines_by_responsible", "rebaseline_summary", scope=scope,
               definition="rebaselines")  # fmt: skip
    with st.expander(language("Every re-baseline: who, when, how far"), icon=":material/list:"):
        view.table("rebaselines", scope, title=language("Newest first"), most=MOST)

# What another column says already, or what nothing is known of
repeated = {"slip_chosen_days"} if baseline in codes.BASELINES else set[str]()
repeated |= set() if len(numbers) else {"slip_latest_days", "completion_baseline"}
with st.expander(language("The tables behind the pictures"), icon=":material/table:"):
    view.table(groups, chosen, GROUPS)
    view.table("delay_rates", chosen, ["progress_state", *GROUPS[1:]])
    view.table("slip_outliers", measured, title=language("Outliers by name"))
    view.table("slip_and_cost_farthest", scope, title=language("Later and dearer, the farthest out first"))
view.table(
    "slippage_by_project",
    chosen,
    [name for name in PROJECTS if name not in repeated],
    title=language("Projects, the largest slip first"),
    rows=snapshot.table("slippage_largest", chosen),
    whole=snapshot.deferred(tables.make, "slippage_by_project", chosen),
    part=("largest",),
    total=snapshot.ask(portfolio.count, scope),
)
view.method_note("slippage", "slip_and_cost")
