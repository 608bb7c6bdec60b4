"""The address bar is where scope, language and database live: a copied link opens the same view.

A click on another page drops the parameters of the address, so the session keeps a copy and puts it
back. `restore` runs at the start of every run, before any widget; widgets change the view through
`change`, in their callbacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from analytics.language import Language, negotiate
from analytics.scope import Scope
from pages.components import snapshot

SHARED = ("db", "lang", "as_of", "sector", "tier", "district", "organisation")
FILTERS = ("sector", "tier", "district", "organisation")
_KEPT, _WHOLE = "_address", "_whole_link"


def restore() -> None:
    """Make address and session agree: what the address says wins, what a page switch dropped returns."""
    asked = {key: st.query_params.get_all(key) for key in SHARED if key in st.query_params}
    st.session_state[_WHOLE] = "lang" in asked and "db" in asked
    if not st.session_state[_WHOLE]:  # a first visit or a page switch
        asked = st.session_state.get(_KEPT, {}) | asked
    language = negotiate(asked["lang"][0] if asked.get("lang") else st.context.locale)
    database = asked["db"][0] if asked.get("db") else ""
    asked["lang"] = [Language(language).tag]
    asked["db"] = [database if database in snapshot.DATABASES else snapshot.default_database()]
    _write(asked)
    snapshot.use(asked["db"][0])


def change(key: str, values: Sequence[str]) -> None:
    """Set one of the shared parameters; none removes it. For callbacks of widgets."""
    kept = dict(st.session_state.get(_KEPT, {}))
    kept[key] = list(values)
    if key == "db":  # sectors, bodies and dates of the one mean nothing in the other
        kept = {name: kept[name] for name in ("db", "lang")}
    _write(kept)


def clear() -> None:
    """Remove every filter but the date."""
    for key in FILTERS:
        change(key, [])


def values(key: str) -> list[str]:
    """What the address says for one of the shared parameters."""
    return list(st.session_state.get(_KEPT, {}).get(key, []))


def language() -> Language:
    """The reader's language."""
    return Language(negotiate((values("lang") or [""])[0]))


def database() -> str:
    """Which database is open."""
    return values("db")[0]


def scope(*names: str) -> Scope:
    """The scope of the address, as far as `names` goes; a value that cannot be read is left out."""
    wanted = {name: values(name) for name in names}
    return Scope(
        as_of=_day(wanted.get("as_of", [])),
        sectors=tuple(wanted.get("sector", [])),
        tiers=tuple(wanted.get("tier", [])),
        districts=tuple(wanted.get("district", [])),
        organisations=tuple(int(body) for body in wanted.get("organisation", []) if body.isdecimal()),
    )


def project() -> Scope:
    """One project, by the code in the address, as of the shared date."""
    return replace(scope("as_of"), project=st.query_params.get("project", ""))


def is_whole() -> bool:
    """Whether the address says all that the reader asked for; after a page switch the session knows more."""
    return bool(st.session_state[_WHOLE])


def shared() -> dict[str, list[str]]:
    """The shared parameters, for a link to another page."""
    return {key: found for key in SHARED if (found := values(key))}


def _day(texts: Sequence[str]) -> date | None:
    try:
        return date.fromisoformat(texts[0]) if texts else None
    except ValueError:
        return None


def _write(wanted: dict[str, list[str]]) -> None:
    kept = {key: wanted[key] for key in SHARED if wanted.get(key)}
    st.session_state[_KEPT] = kept
    for key in SHARED:
        now = st.query_params.get_all(key)
        if key in kept and now != kept[key]:
            st.query_params[key] = kept[key]
        elif key not in kept and now:
            del st.query_params[key]
