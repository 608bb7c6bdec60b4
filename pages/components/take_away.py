"""Take the network away: files for other programs, made when they are asked for, and the paragraph for a paper.

take_away.show(scope)   # on the page about the network
take_away.panel(scope)  # on the page about time
"""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import network_slice as slices_
from analytics.language import LANGUAGES, Language
from analytics.networks.methods_words import Methods, methods_sentence
from analytics.scope import Scope
from data import take_away
from data.take_away import FORMATS, Form
from pages.components import address, choice, network_slice, snapshot, view

PANEL = "panel"
SEED = 0  # of communities and sampled betweenness among the measures of the organisations


def show(scope: Scope) -> None:
    """Downloads of the slice, and what was done in both languages, to be copied."""
    language = address.language()
    with st.expander(language("Take it away"), icon=":material/download:"):
        names = _names(language)
        backbone, counted = (
            snapshot.table(name, scope).iloc[0] for name in ("network_backbone", "collaboration_summary")
        )
        refused = []
        with st.container(horizontal=True, gap="small", key="take-away"):
            for form in FORMATS:
                if form == PANEL:
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
        for place, code in zip(st.columns(len(LANGUAGES), gap="medium"), LANGUAGES, strict=True):
            with place:
                st.caption(LANGUAGES[code])
                st.code(methods(scope, backbone, counted, Language(code)), language=None, wrap_lines=True)


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
        _button(PANEL, scope, names, language)


def methods(scope: Scope, backbone: pd.Series, counted: pd.Series, language: Language) -> str:
    """The paragraph of a slice, from `network_backbone` and `collaboration_summary`."""
    asked = slices_.asked(scope)
    thinned = asked.backbone != "none"
    before = float(backbone["tie_weight_before"])
    return methods_sentence(
        Methods(
            source=_source(language),
            as_of=snapshot.as_of(scope) or date.min,
            organisations=int(counted["bodies"]),
            projects=int(counted["projects_with_bodies"]),
            ties=int(backbone["ties_before"]),
            scope=network_slice.words(scope, language),
            tie=asked.tie,
            weight=asked.weight,
            backbone=asked.backbone,
            level=_level(asked, language) if thinned else None,
            kept=int(backbone["ties_in_backbone"]) if thinned else None,
            kept_share=float(backbone["tie_weight_in_network"]) / before
            if thinned and before and asked.levels == "all"
            else None,
            seldom=int(backbone["seldom_pairs"]) if asked.signed and thinned else None,
            levels=asked.levels,
            on_levels=int(backbone["ties_in_network"]),
            seed=SEED,
        ),
        language,
    )


def _level(asked: slices_.NetworkSlice, language: Language) -> str:
    """α, or the least weight with its unit."""
    if asked.backbone != "minimum":
        return f"{asked.alpha:g}"
    if asked.weight == "investment":
        return language("{n} million", n=language.number(asked.least))
    return f"{asked.least_weight:g}"


def _source(language: Language) -> str:
    """The database, its edition, and the files that this brought."""
    known = snapshot.table("editions", Scope())
    newest = known[known["edition"] == snapshot.edition()].iloc[0]
    if newest["edition_kind"] == "sample":
        return language("an invented city (edition {edition})", edition=int(newest["edition"]))
    return language(
        "the project database, edition {edition} (last files: {files})",
        edition=int(newest["edition"]),
        files=newest["files"],
    )


def _names(language: Language) -> str:
    usual = "zh_CN" if language.is_chinese else "en"
    return choice.one_of(language("Names"), take_away.NAMES, "names", usual)


def _label(form: Form, language: Language) -> str:
    return language(form.label)


def _button(form: str, scope: Scope, names: str, language: Language) -> None:
    made = FORMATS[form]
    words = tuple(network_slice.words(scope, Language(code)) for code in LANGUAGES) if form == PANEL else ()
    st.download_button(
        _label(made, language),
        snapshot.deferred(take_away.content, scope, form, names, words),
        file_name=f"network-{snapshot.as_of(scope)}.{made.ending}",
        mime=made.mime,
        key=f"take-{form}",
        help=language("For {program}", program=language(made.program)),
        icon=":material/download:",
        on_click="ignore",
    )
