"""The trail of the ledger in the address: which source, agency, project, contract and payee lead to a level.

A link is the whole way: `link((("source", "city_budget"), ("payer", "12")), "CNY")`. `offer` is the link into the
ledger that other pages show beside a total.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.language import Language, is_missing
from analytics.measures.ledger_words import DIMENSIONS
from analytics.money import LARGEST
from data.queries.ledger_sums import BODIES, PAYMENT, Trail
from pages.components import address, contents, escape

# dimension -> its parameter in the address
PARAMETERS = {
    "source": "fund_source",
    "payer": "payer",
    "project": "project",
    "contract": "contract",
    "payee": "payee",
}
_PLACES = ("by", "page")  # what belongs to one level and not to the way to it


def read() -> Trail:
    """The trail in the address, in the order in which it stands there; what cannot be a key is left out."""
    dimensions = {parameter: dimension for dimension, parameter in PARAMETERS.items()}
    steps = [(dimensions[key], st.query_params[key]) for key in st.query_params if key in dimensions]
    return tuple((dimension, key) for dimension, key in steps if _possible(dimension, key))


def link(trail: Trail, currency: str = "") -> str:
    """The address of a level of the ledger, in the view that the reader has now."""
    return "ledger?" + urlencode(_query(trail, currency), doseq=True)


def offer(words: str, trail: Trail = (), currency: str = "") -> None:
    """A link into the ledger, for other pages."""
    st.page_link(
        contents.PAGES["ledger"].script,
        label=escape.markdown(words),
        icon=":material/account_tree:",
        query_params=_query(trail, currency),
    )


def levels(trail: Trail) -> list[str]:
    """What the next level can be grouped by; each payment by itself where one project is left."""
    taken = dict(trail)
    return [name for name in DIMENSIONS if name not in taken and (name != PAYMENT or "project" in taken)]


def usual(trail: Trail) -> str:
    """The next level unless the reader says otherwise: source, agency, project, contract, payments; a payee's
    projects come at once."""
    left = levels(trail)
    order: tuple[str, ...] = ("source", "payer", "project", "contract")
    if "payee" in dict(trail):
        order = ("project", "contract")
    if "project" in dict(trail):
        order = ("contract",)
    return next((name for name in order if name in left), PAYMENT if PAYMENT in left else left[0])


def further(trail: Trail, by: str, rows: pd.DataFrame, listed: int, currency: str) -> list[str]:
    """Where each row of a level leads; the row of all others after the first `listed` leads nowhere."""
    found = [link((*trail, *_step(by, row, trail)), currency) for row in rows.head(listed).to_dict("records")]
    return found + [""] * (len(rows) - listed)


def show(trail: Trail, names: Sequence[tuple[str | None, str | None]], language: Language) -> None:
    """The way from all payments to this level: a click on a step removes it, on the first word all of them."""
    if not trail:
        return
    with st.container(horizontal=True, gap="small", key="trail", vertical_alignment="center"):
        st.button(
            language("All payments"),
            key="trail-all",
            type="tertiary",
            icon=":material/home:",
            on_click=_forget,
            args=[PARAMETERS[dimension] for dimension, _ in trail],
        )
        for (dimension, key), name in zip(trail, names, strict=True):
            words = f"{language(DIMENSIONS[dimension])}: {word(key, name, language)}"
            st.button(
                escape.markdown(words),
                key=f"trail-{dimension}",
                icon=":material/close:",
                icon_position="right",
                help=language("Remove this step"),
                on_click=_forget,
                args=(PARAMETERS[dimension],),
            )
        if code := dict(trail).get("project"):
            st.page_link(
                contents.PAGES["project"].script,
                label=language("Open the project’s page"),
                icon=contents.PAGES["project"].icon,
                query_params={**address.shared(), "project": code},
            )


def word(key: str, name: tuple[str | None, str | None], language: Language) -> str:
    """What a step is called: its name, else its key."""
    if key in ("", "0"):
        return language("Not stated")
    return key if all(map(is_missing, name)) else language.name(*name)


def page() -> int:
    """The number of the page of rows that the reader has turned to, 1 at first."""
    asked = str(st.session_state.get("page") or st.query_params.get("page", ""))
    return int(asked) if asked.isdecimal() and 0 < int(asked) <= LARGEST else 1


def _query(trail: Trail, currency: str) -> dict[str, list[str] | str]:
    steps = {PARAMETERS[dimension]: key for dimension, key in trail}
    return {**address.shared(), **({"currency": currency} if currency else {}), **steps}


def _step(by: str, row: dict[str, object], trail: Trail) -> Trail:
    group = row["group"]
    if is_missing(group):
        return ((by, "0" if by in BODIES else ""),)
    if by == "contract" and "project" not in dict(trail):  # two projects may number their contracts alike
        return (("project", str(row["code"])), (by, str(group)))
    return ((by, str(group)),)


def _possible(dimension: str, key: str) -> bool:
    if dimension in BODIES:
        return key.isascii() and key.isdecimal() and int(key) <= LARGEST
    return "\0" not in key


def _forget(*parameters: str) -> None:
    for parameter in (*parameters, *_PLACES):
        if parameter in st.query_params:
            del st.query_params[parameter]
    for key in ("choice-by", "page"):
        st.session_state.pop(key, None)
