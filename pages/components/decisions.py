"""Suspicious values that wait for a decision, each with its rule, its effect and two buttons."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.errors import PortfolioError
from analytics.language import MISSING, Language
from data import editions
from pages.components import escape, snapshot, tabular, view

AT_ONCE = 5  # flags on the screen
_REFUSED = "_flags_refused"


def choose(flags: pd.DataFrame, language: Language) -> None:
    """The flags in one state, five at a time; a decision takes effect at once and can be changed."""
    refused = st.session_state.pop(_REFUSED, None)
    if refused is not None:
        st.error(escape.markdown(refused.render(language)))
    state = st.segmented_control(
        language("Show"),
        list(codes.FLAG_STATES),
        default="open",
        required=True,
        key="flags-state",
        format_func=lambda key: language.label(codes.FLAG_STATES, key),
    )
    shown = flags[flags["state"] == state]
    if shown.empty:
        view.note(language("No value in scope has this decision."))
    pages = max(1, -(-len(shown) // AT_ONCE))
    page = st.pagination(pages, key=f"flags-page-{state}") if pages > 1 else 1
    for flag in shown.iloc[(page - 1) * AT_ONCE : page * AT_ONCE].itertuples(index=False):
        _card(flag, language)


def _card(flag: Any, language: Language) -> None:
    number = int(flag.flag)
    with st.container(border=True, key=f"flag-{number}", horizontal=True, vertical_alignment="center"):
        st.html(_words(flag, language), width="stretch")
        with st.container(horizontal=True, gap="small", width="content"):
            for accepted, word, icon in (
                (True, language("Accept"), ":material/check:"),
                (False, language("Reject"), ":material/block:"),
            ):
                st.button(
                    word,
                    icon=icon,
                    key=f"{'accept' if accepted else 'reject'}-{number}",
                    help=_help(flag, accepted, language),
                    disabled=flag.state == ("accepted" if accepted else "rejected"),
                    on_click=_decide,
                    args=(number, accepted),
                )


def _words(flag: Any, language: Language) -> str:
    """What is doubtful about which project, where it stands in the file, and what it changes."""
    name = escape.html(language.name(flag.name_en, flag.name_zh))
    link = f'<a href="{escape.html(tabular.project_link(flag.code))}" target="_self">{name}</a>'
    head = f"<strong>{escape.html(language.label(codes.FLAG_RULES, flag.rule))}</strong> · {link}"
    said = language(
        "{field} is reported as {found} on {day}",
        field=language.label(codes.FIELDS, flag.field),
        found=_value(flag, "reported", language),
        day=language.day(flag.as_of),
    )
    where = language("{file}, row {row}", file=flag.file, row=flag.row) if not pd.isna(flag.file) else ""
    without, counted = (_value(flag, name, language) for name in ("without", "with"))
    if counted != MISSING and counted == without:
        effect = language("A newer report stands, {value}: this one changes nothing today", value=counted)
    else:
        effect = language(
            "Latest known value without it: {without}; with it: {counted}",
            without=without,
            counted=counted,
        )
    lines = (said + (f" ({where})" if where else ""), effect)
    notes = "".join(f'<p class="note">{escape.html(line)}</p>' for line in lines)
    return f'<div class="flag"><p>{head}</p>{notes}</div>'


def _help(flag: Any, accepted: bool, language: Language) -> str:
    value = _value(flag, "with" if accepted else "without", language)
    return escape.markdown(
        language("The latest known value becomes {value}", value=value)
        if accepted
        else language("The latest known value stays {value}", value=value)
    )


def _value(flag: Any, name: str, language: Language) -> str:
    return language.name(getattr(flag, f"value_{name}_en"), getattr(flag, f"value_{name}_zh"))


def _decide(number: int, accepted: bool) -> None:
    try:
        editions.decide(snapshot.writable(), number, accepted=accepted)
    except PortfolioError as error:
        st.session_state[_REFUSED] = error
    snapshot.renew()
