"""Over time: has cooperation changed, and since when?"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.figures import network_reform
from analytics.figures import network_time as figures
from analytics.measures import network_time_words as words
from analytics.scope import Scope
from pages.components import choice, jobs, network_slice, reforming, snapshot, take_away, view

YEARS = ("calendar_year", "year_state", "network_bodies", "network_ties", "network_weight", "mean_partners",
         "network_density", "multi_body_share", "network_components", "network_transitivity", "degree_centralisation",
         "betweenness_centralisation", "kind_e_i", "vertical_share", "network_modularity")  # fmt: skip
MEANS = ("time_measure", "mean_before", "mean_after", "mean_difference", "years_before", "years_after")
ROLES = ("broker_role", "role_before", "role_share_before", "broker_before_en", "role_after", "role_share_after",
         "broker_after_en")  # fmt: skip
STEPS = ("calendar_year", "year_before", "year_state", "ties_formed", "ties_returned", "ties_kept", "ties_dissolved",
         "tie_overlap", "kept_share", "repeated_share")  # fmt: skip
TIES = ("tie_change", "first_en", "second_en", "weight_before", "weight_after")
MOST = 200  # ties listed


def _every_year(asked: Scope) -> Scope:
    """The slice without the year that it is of: this page shows all of them, so that every choice finds one table."""
    by_itself = dict(asked.options).get("window") not in ("cumulative", "rolling")
    dated = {"year", "from_year", *(("window", "years") if by_itself else ())}
    return replace(asked, options=tuple(pair for pair in asked.options if pair[0] not in dated))


def _usual_reform(means: pd.DataFrame) -> str:
    """The newest reform with a whole year on either side, else the newest."""
    ties = means[means["time_measure"] == "network_ties"]
    compared = ties[ties["mean_difference"].notna()]
    return str((compared if len(compared) else ties)["reform"].iloc[0])


# What the reader asked for
language = view.open_page("over_time")
scope = _every_year(network_slice.choose())
view.stop_if_empty(snapshot.table("portfolio_trend", scope), scope)
reforming.told(language)
if not jobs.ready("network_by_year", scope, language("Measure every year"), start=True):
    st.stop()
years = snapshot.table("network_by_year", scope)
view.stop_if_empty(years[years["network_bodies"] > 0], scope)
changes, events = snapshot.table("network_tie_changes", scope), snapshot.table("reform_events", Scope())
means = snapshot.table("network_reform", scope)
reform = 0
if len(means):
    names = {str(row.reform): reforming.name(row, language) for row in means.drop_duplicates("reform").itertuples()}
    with st.container(horizontal=True, gap="small", key="asked"):
        reform = int(
            choice.one_of(language("Compared reform"), names, reforming.CHOSEN, _usual_reform(means), listed=True)
        )
compared = means[means["reform"] == reform]

# What the numbers say
view.finding(words.finding(years, changes, compared, language))

# How it is shown
view.tiles(words.tiles(years, changes, language))
view.chart(figures.measures, "network_by_year", "network_reform", "reform_events", scope=scope, reform=reform)
if len(changes):
    view.chart(figures.turnover, "network_tie_changes", scope=scope, definition="tie_overlap")
nodes = snapshot.table("network_reform_nodes", scope)
if reform and (nodes["reform"] == reform).any():
    view.heading(language("The same network before and after"))
    view.note(words.partly(compared.iloc[0], language))
    for place, drawn in zip(st.columns(2, gap="medium"), (network_reform.before, network_reform.after), strict=True):
        with place:
            view.chart(drawn, "network_reform_nodes", "network_reform_ties", scope=scope, reform=reform)
    roles = snapshot.table("network_reform_roles", scope)
    view.table("network_reform_roles", scope, ROLES, title=language("Who links whom: roles before and after"),
               rows=roles[roles["reform"] == reform], part=(reform,))  # fmt: skip
if len(changes):
    view.heading(language("Ties formed and dissolved, by name"))
    options = {str(year): str(year) for year in reversed(changes["calendar_year"].tolist())}
    step = words.last_whole(changes)
    usual = next(iter(options)) if step is None else str(step["calendar_year"])
    year = choice.one_of(language("Year"), options, "changed_year", usual, listed=True)
    view.table("network_tie_list", scope.choosing(changed_year=year), TIES, most=MOST)
with st.expander(language("The tables behind the pictures"), icon=":material/table:"):
    if len(compared):
        view.table("network_reform", scope, MEANS, title=language("Before and after, measure by measure"),
                   rows=compared, part=(reform,))  # fmt: skip
    view.table("network_by_year", scope, YEARS)
    view.table("network_tie_changes", scope, STEPS)
take_away.panel(scope)
view.heading(language("Reforms that are marked"))
reforming.log(events, language)
with st.expander(language("Enter a reform"), icon=":material/add:"):
    reforming.form(language)
view.method_note("over_time")
