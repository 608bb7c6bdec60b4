"""What the pages about collaboration are asked for beside the shared filters: which ties, of when, and which of them.

language = view.open_page("structure")
scope = network_slice.choose()

What is chosen stands in the address of these pages and follows the reader from one to the next; the addresses of
other pages say nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from analytics import network_slice
from analytics.errors import PortfolioError
from analytics.language import N_, Language
from analytics.measures import network_slice_words
from analytics.network_slice import NetworkSlice
from analytics.scope import Scope
from data.queries import slices
from pages.components import address, escape, filters, layout, snapshot

FILTERS = ("as_of", "sector", "tier", "district", "organisation")
LABELS = network_slice_words.LABELS
OPTIONS = network_slice.OPTIONS
GROUPS = {
    N_("Slice"): ("window", "from_year", "year", "years", "stage", "tie", "kinds", "levels", "weight"),
    N_("Backbone"): ("backbone", "least", "level", "signed"),
}
_ICONS = (":material/content_cut:", ":material/filter_alt:")
_WORDS = network_slice_words.WORDS
# option -> the option and its values without which it means nothing
_NEEDS = {
    "year": ("window", ("year", "range", "cumulative", "rolling")),
    "from_year": ("window", ("range",)),
    "years": ("window", ("rolling",)),
    "least": ("backbone", ("minimum",)),
    "level": ("backbone", ("disparity", "sdsm", "fixed_row")),
    "signed": ("backbone", ("sdsm", "fixed_row")),
}
_ALPHAS = (1, 5, 10, 50, 100, 200)  # thousandths
_LONGEST, _LARGEST = 10, 1000  # of what the number fields offer
Refused = tuple[str, str, PortfolioError]  # an option, the value that was asked for, why it cannot be
_KEPT, _REFUSED = "_network_slice", "_network_slice_refused"


def choose() -> Scope:
    """The scope of the address with the options of the slice, and the controls that change both."""
    language = address.language()
    plain = address.scope(*FILTERS)
    as_of = snapshot.as_of(plain)
    years = snapshot.ask(slices.years, plain.at(as_of)) if as_of else []
    scope, refused = _readable(plain, _told(), years)
    refused = _remembered(scope, refused)
    _write(dict(scope.options))
    filters.choose(*FILTERS, beside=lambda: _controls(scope, years, language))
    if refused:
        said = language.sentences(_left_out(*pair, language) for pair in refused)
        with layout.slot("chips"):
            st.html(f'<p class="note" role="alert">{escape.html(said)}</p>')
    return scope


def shared() -> dict[str, list[str]]:
    """The parameters of this view, for a link to another page about collaboration."""
    return address.shared() | {name: [value] for name, value in st.session_state.get(_KEPT, {}).items()}


def words(scope: Scope, language: Language) -> str:
    """The slice in words, filters included, for a paragraph of methods; "" for everything as last reported."""
    said = [text for name, _, text in filters.chips(scope, language) if name != "as_of"]
    return network_slice_words.words(said, scope, snapshot.as_of(scope), language)


def chips(scope: Scope, language: Language) -> list[tuple[str, str, str]]:
    """`network_slice_words.chips` of the scope."""
    return network_slice_words.chips(scope, snapshot.as_of(scope), language)


def _told() -> dict[str, str]:
    """What the address says; after a page switch, what this group of pages was asked for before."""
    here = {name: st.query_params[name] for name in network_slice.OPTIONS if name in st.query_params}
    return here if here or address.is_whole() else st.session_state.get(_KEPT, {})


def _readable(plain: Scope, told: Mapping[str, str], years: Sequence[int]) -> tuple[Scope, tuple[Refused, ...]]:
    """The scope with those options that can be and that are not the usual ones, and those that were refused.

    What cannot be read is as if it were not said; what does not go together is refused with its reason.
    """
    scope, refused = plain, list[Refused]()
    usual = network_slice.asked(plain)
    for name in network_slice.OPTIONS:
        value = told.get(name) or _default(name, told, years)
        if value is None or not _means(name, scope) or (name in ("year", "from_year") and value not in map(str, years)):
            continue
        try:
            alone = network_slice.asked(plain.choosing(**{name: value}))
        except PortfolioError:
            continue
        if getattr(alone, name) == getattr(usual, name):
            continue
        try:
            network_slice.asked(scope.choosing(**{name: value}))
        except PortfolioError as error:
            refused.append((name, value, error))
        else:
            scope = scope.choosing(**{name: value})
    return scope, tuple(refused)


def _remembered(scope: Scope, refused: tuple[Refused, ...]) -> tuple[Refused, ...]:
    """What was refused, also in the runs after the address stopped saying it, until the reader changes something."""
    here = (address.database(), scope)
    if refused:
        st.session_state[_REFUSED] = (here, refused)
    before, kept = st.session_state.get(_REFUSED, (None, ()))
    if before != here:
        st.session_state.pop(_REFUSED, None)
        return ()
    return kept


def _left_out(name: str, value: str, error: PortfolioError, language: Language) -> str:
    """What the address asked for and did not get, and why."""
    option, chosen = language(LABELS[name]), language(_WORDS.get(name, {}).get(value, value))
    return language.sentences(
        (language("Left out: {option}, {chosen}.", option=option, chosen=chosen), error.render(language))
    )


def _default(name: str, told: Mapping[str, str], years: Sequence[int]) -> str | None:
    """A window of years means the last that there are, unless it says others."""
    if not years or name not in ("year", "from_year"):
        return None
    last = int(told["year"]) if told.get("year", "").isdecimal() and name == "from_year" else years[-1]
    return str(years[-1] if name == "year" else max(years[0], last - network_slice.USUAL_YEARS + 1))


def _means(name: str, scope: Scope) -> bool:
    """Whether an option has anything to say beside the others."""
    if name not in _NEEDS:
        return True
    other, values = _NEEDS[name]
    return dict(scope.options).get(other, "") in values


def _controls(scope: Scope, years: Sequence[int], language: Language) -> None:
    for (group, names), icon in zip(GROUPS.items(), _ICONS, strict=True):
        chooser = st.popover(language(group), icon=icon, on_change="rerun", key=f"popover-{group.lower()}")
        if chooser.open:
            with chooser:
                for name in names:
                    if _means(name, scope):
                        _control(name, scope, years, language)
    for name, value, text in chips(scope, language):
        filters.removable(text, f"chip-{name}-{value}", language, _remove, name, value)


def _control(name: str, scope: Scope, years: Sequence[int], language: Language) -> None:
    """The widget of one option, set to what the scope says."""
    asked, widget, label = network_slice.asked(scope), f"slice-{name}", language(LABELS[name])
    changed = partial(_changed, name)
    value = getattr(asked, name)
    st.session_state[widget] = list(value) if name == "kinds" else value
    if name in ("year", "from_year"):
        st.selectbox(label, list(years)[::-1], key=widget, on_change=changed)
    elif name == "level":
        levels = sorted({*_ALPHAS, value})
        st.selectbox(label, levels, format_func=lambda level: f"{level / 1000:g}", key=widget, on_change=changed)
    elif name in ("years", "least"):
        lowest, highest = (2, _LONGEST) if name == "years" else (1, _LARGEST)
        unit = _least_unit(asked, language) if name == "least" else None
        st.number_input(label, lowest, max(highest, value), step=1, help=unit, key=widget, on_change=changed)
    elif name == "signed":
        st.toggle(label, key=widget, on_change=changed)
    else:
        entries = _WORDS[name]
        many = name == "kinds"
        impossible = {} if many else network_slice.impossible(scope, name, entries)
        choose_from = partial(st.multiselect, placeholder=language("All")) if many else st.selectbox
        choose_from(
            label, [code for code in entries if code not in impossible],
            format_func=lambda code: language(entries[code]), key=widget, on_change=changed,
        )  # fmt: skip
        for reason in dict.fromkeys(error.render(language) for error in impossible.values()):
            st.caption(_not_offered(reason, name, impossible, language))


def _not_offered(reason: str, name: str, impossible: Mapping[str, PortfolioError], language: Language) -> str:
    """Beside a control: what cannot be chosen with the rest of the slice, and why."""
    words = [language(_WORDS[name][code]) for code, error in impossible.items() if error.render(language) == reason]
    return escape.markdown(
        language.sentences((language("Not offered here: {names}.", names=language("; ").join(words)), reason))
    )


def _changed(name: str) -> None:
    """A widget says something new: what it says goes into the address, and nothing of what is usual."""
    value = st.session_state[f"slice-{name}"]
    if isinstance(value, bool):
        value = "yes" if value else "no"
    _set(name, ",".join(value) if isinstance(value, list) else "" if value is None else str(value))


def _remove(name: str, value: str) -> None:
    left = [kind for kind in st.query_params.get(name, "").split(",") if kind and kind != value]
    _set(name, ",".join(left) if name == "kinds" else "")


def _set(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _write(options: Mapping[str, str]) -> None:
    """The address and the session say the options of the scope and no others."""
    st.session_state[_KEPT] = dict(options)
    for name in network_slice.OPTIONS:
        if name in options and st.query_params.get(name) != options[name]:
            st.query_params[name] = options[name]
        elif name not in options and name in st.query_params:
            del st.query_params[name]


def _least_unit(asked: NetworkSlice, language: Language) -> str | None:
    return {
        "jaccard": language("In hundredths: 10 is a tenth of all projects of either."),
        "investment": language("In millions of the currency."),
    }.get(asked.weight)
