"""Take the network away: files for other programs, made when they are asked for, and the paragraph for a paper.

take_away.show(scope)   # on the page about the network
take_away.panel(scope)  # on the page about time
take_away.in_words(scope, "qap", tested)  # under the result of a test
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import streamlit as st

from analytics import network_slice as slices_
from analytics.language import LANGUAGES, Language
from analytics.measures import network_methods
from analytics.scope import Scope
from data import take_away
from data.take_away import FORMATS, Form
from pages.components import address, choice, network_slice, snapshot, view

ELSEWHERE = ("panel", "methods")  # on the page about time; to be copied
SEED = 0  # of communities and sampled betweenness among the measures of the organisations
_RAN = "_tests_run"


def show(scope: Scope) -> None:
    """Downloads of the slice, and what was done in both languages, to be copied."""
    language = address.language()
    with st.expander(language("Take it away"), icon=":material/download:"):
        names = _names(language)
        counted = snapshot.table("collaboration_summary", scope).iloc[0]
        refused = []
        with st.container(horizontal=True, gap="small", key="take-away"):
            for form in FORMATS:
                if form in ELSEWHERE:
                    continue
                reason = take_away.refusal(form, int(counted["bodies"]), int(counted["projects_with_bodies"]))
                if reason:
                    refused.append(f"{_label(FORMATS[form], language)}: {reason.render(language)}")
                else:
                    _button(form, scope, names, language)
        view.note(language.sentences(refused))
        view.note(
            language(
                "Names are written as they stand; in CSV one that a spreadsheet would take for a formula has an "
                "apostrophe before it. UCINET cuts names to 18 letters. The panel of years is on the page about time."
            )
        )
        view.heading(language("In words for a methods section"))
        tests = _ran(scope)
        _copied(lambda said: [network_methods.measures(SEED, said), *_told(tests, said)], scope)
        view.note(
            language("Tests of this slice that you have run are told with it.") if tests else
            language("Tests of this slice that you run on the page of tests will be told with it.")
        )  # fmt: skip


def in_words(scope: Scope, test: str, tested: Scope) -> None:
    """What was done, in both languages, to be copied, under the result of one of `network_methods.TABLES`.

    `tested` is what its tables were asked for; the take-away of the slice tells of it from here on.
    """
    st.session_state.setdefault(_RAN, {}).setdefault((address.database(), scope), {})[test] = tested
    with st.expander(address.language()("In words for a methods section"), icon=":material/format_quote:"):
        _copied(lambda said: _told({test: tested}, said), scope)


def panel(scope: Scope) -> None:
    """The download of all whole years as a panel."""
    language = address.language()
    years = snapshot.table("network_by_year", scope)
    waves = int((years["year_state"] == "whole").sum())
    with st.expander(language("Take it away as a panel"), icon=":material/download:"):
        if waves < 2:
            view.note(language("A panel needs two whole years that the reports cover; there are {n}.", n=waves))
            return
        if int(years["network_bodies"].max()) > take_away.MOST_OF_PANEL:
            view.note(
                language("RSiena and tergm cannot estimate a panel of {n} organisations; narrow the slice to {most}.",
                         n=int(years["network_bodies"].max()), most=take_away.MOST_OF_PANEL)
            )  # fmt: skip
            return
        names = _names(language)
        view.note(
            language(
                "{n} whole years as waves, for RSiena and tergm, with a README that says how to read them in R.",
                n=waves,
            )
        )
        _button("panel", scope, names, language)


def _copied(tests: Callable[[Language], Iterable[str]], scope: Scope) -> None:
    backbone, counted = (snapshot.table(name, scope).iloc[0] for name in ("network_backbone", "collaboration_summary"))
    known = snapshot.table("editions", Scope())
    newest = known[known["edition"] == snapshot.edition()].iloc[0]
    for place, code in zip(st.columns(len(LANGUAGES), gap="medium"), LANGUAGES, strict=True):
        said = Language(code)
        told = network_methods.Told(
            network_methods.source(newest, said),
            snapshot.as_of(scope) or date.min,
            network_slice.words(scope, said),
            slices_.asked(scope),
        )
        with place:
            st.caption(LANGUAGES[code])
            text = network_methods.network(told, backbone, counted, said, tests(said))
            st.code(text, language=None, wrap_lines=True)


def _ran(scope: Scope) -> Mapping[str, Scope]:
    """The tests of this slice that the reader has run, as long as their results are at hand."""
    ran = st.session_state.get(_RAN, {}).get((address.database(), scope), {})
    return {
        test: tested for test, tested in ran.items()
        if all(snapshot.is_made(name, tested) for name in network_methods.TABLES[test])
    }  # fmt: skip


def _told(tests: Mapping[str, Scope], language: Language) -> list[str]:
    return [
        network_methods.of_test(
            test,
            {name: snapshot.table(name, tested) for name in network_methods.TABLES[test]},
            tested.at(snapshot.as_of(tested) or date.min),
            language,
        )
        for test, tested in tests.items()
    ]


def _names(language: Language) -> str:
    usual = "zh_CN" if language.is_chinese else "en"
    return choice.one_of(language("Names"), take_away.NAMES, "names", usual)


def _label(form: Form, language: Language) -> str:
    return language(form.label)


def _button(form: str, scope: Scope, names: str, language: Language) -> None:
    made = FORMATS[form]
    st.download_button(
        _label(made, language),
        snapshot.deferred(take_away.content, scope, form, names),
        file_name=f"network-{snapshot.as_of(scope)}.{made.ending}",
        mime=made.mime,
        key=f"take-{form}",
        help=language("For {program}", program=language(made.program)),
        icon=":material/download:",
        on_click="ignore",
    )
