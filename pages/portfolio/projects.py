"""Projects: which projects are there? A list that the database searches, sorts and pages."""

import streamlit as st

from analytics.columns import COLUMNS
from analytics.frames import FRAMES
from analytics.measures import project_list
from data.queries import portfolio, projects
from pages.components import filters, snapshot, view

PAGE = 25  # rows
USUAL = ("name_en", "code", "sector", "district", "tier", "status", "light", "budget_current", "slip_days",
         "completion_forecast")  # fmt: skip

# What the reader asked for
language = view.open_page("projects")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")
in_scope = snapshot.ask(portfolio.count, scope)
view.stop_if_empty(range(in_scope), scope)
with st.container(horizontal=True, vertical_alignment="bottom", key="list-controls"):
    search = st.text_input(
        language("Search"),
        key="q",
        bind="query-params",
        placeholder=language("Code or name"),
        icon=":material/search:",
        width=320,
    )
    sort = st.selectbox(
        language("Sort by"),
        projects.SORTS,
        key="sort",
        bind="query-params",
        format_func=lambda name: language(COLUMNS[name].label),
        width=220,
    )
    names = [name for name in FRAMES["projects"].columns if not name.endswith("_zh") and name not in ("currency",)]
    with st.popover(language("Columns"), icon=":material/view_column:"):
        columns = st.multiselect(
            language("Columns"),
            names,
            default=USUAL,
            key="columns",
            format_func=lambda name: view.column_label(name, language),
            label_visibility="collapsed",
        )

# What the numbers say
found = snapshot.ask(projects.matching, scope, search)

# How it is shown
view.finding(project_list.finding(in_scope, found, search, language))
pages = max(1, -(-found // PAGE))
with st.container(horizontal=True, vertical_alignment="center", key="list-pages"):
    number = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
first = (min(number, pages) - 1) * PAGE
view.table(
    "projects",
    scope,
    ("currency", *columns),
    rows=snapshot.ask(projects.page, scope, search, sort, first, PAGE),
    whole=snapshot.deferred(projects.page, scope, search, sort),
    part=(search, sort, first),
)
view.method_note("projects")
