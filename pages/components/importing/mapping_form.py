"""The mapping on the screen: a ready or proposed one, corrected column by column, saved under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.errors import PortfolioError
from analytics.language import MISSING, N_, Language
from analytics.money import currencies
from data.importers import editing, propose
from data.importers import mapping as mappings
from data.importers.batch import Problem
from data.importers.fields import FIELDS
from data.importers.mapping import Mapping
from data.importers.mapping_check import PERCENT_UNITS, UNITS
from data.importers.sniff import Layout
from pages.components import escape
from pages.components.importing.upload import Upload

PROPOSED = ""
SEPARATORS = ("、", "；", ";", ",", "/", "|", " & ", " and ")
_SAVED = "_mapping_saved"


def choose(upload: Upload, problems: Sequence[Problem], language: Language) -> Mapping:
    """The mapping as it stands on the screen; BadMapping where it cannot be used so.

    `problems` are those of the last check: words that had no code then are asked for here.
    """
    layouts = [found.layout for found in upload.inspections]
    base = _base(upload, layouts, language)
    key = f"{'-'.join(upload.key)}-{base.name}"
    if upload.chosen == PROPOSED:
        for doubt in upload.inspections[0].proposal.doubts:
            st.html(f'<p class="note tone-watch">▲ {escape.html(doubt.render(language))}</p>')
    made = _columns(layouts, base, key, language)
    with st.expander(language("How values are written"), icon=":material/tune:"):
        made = _values(made, key, language)
    made = _words(layouts, made, problems, key, language)
    changed = made != base
    if changed and (upload.chosen != PROPOSED):
        made = replace(made, name=f"{base.name}-changed"[:60])
    _save(made, key, f"mapping-{'-'.join(upload.key)}", language)
    return editing.checked(made)


def _base(upload: Upload, layouts: Sequence[Layout], language: Language) -> Mapping:
    """The mapping to start from."""
    if upload.fitting is None:
        upload.fitting = editing.fitting(layouts) or PROPOSED
    names = [PROPOSED, *mappings.names()]
    key = f"mapping-{'-'.join(upload.key)}"
    if key not in st.session_state:
        st.session_state[key] = upload.fitting
    upload.chosen = st.selectbox(
        language("Mapping"),
        names,
        key=key,
        format_func=lambda name: _title(name, upload.fitting, language),
        help=language("Which column means what. Start from a ready one, or from what the headers suggest."),
    )
    return mappings.load(upload.chosen) if upload.chosen else upload.inspections[0].proposal.mapping


def _title(name: str, fitting: str | None, language: Language) -> str:
    if not name:
        return language("Proposed from the headers")
    return language("{name} (fits these files)", name=name) if name == fitting else name


def _columns(layouts: Sequence[Layout], base: Mapping, key: str, language: Language) -> Mapping:
    """One row a column of the files; what the reader changes there becomes the mapping."""
    before = editing.rows(layouts, base)
    table = pd.DataFrame(
        {
            "header": [row.header for row in before],
            "field": [row.field for row in before],
            "unit": [row.unit for row in before],
            "zero": [row.zero_is_unknown for row in before],
            "sample": [" · ".join(row.sample) for row in before],
        }
    )
    units = ["", *UNITS, *PERCENT_UNITS, *sorted({row.unit for row in before} - {"", *UNITS, *PERCENT_UNITS})]
    shown = st.data_editor(
        table,
        key=f"columns-{key}",
        hide_index=True,
        height="content" if len(before) <= 14 else 520,
        disabled=["header", "sample"],
        placeholder=MISSING,
        alt=language("Columns of the files and the fields that they fill"),
        column_config={
            "header": st.column_config.TextColumn(language("Column"), pinned=True),
            "field": st.column_config.SelectboxColumn(
                language("Field"),
                options=["", *FIELDS],
                format_func=lambda field: FIELDS[str(field)].title(language) if field else language("not stored"),
                width="medium",
            ),
            "unit": st.column_config.SelectboxColumn(
                language("Unit"), options=units, help=language("Of an amount, such as 亿元 or million; 1 is one unit.")
            ),
            "zero": st.column_config.CheckboxColumn(
                language("0 is unknown"), help=language("Whether a zero in this column means that nothing is known.")
            ),
            "sample": st.column_config.TextColumn(language("First values"), width="large"),
        },
    )
    after = [
        replace(old, field=row.field or "", unit=row.unit or "", zero_is_unknown=bool(row.zero))
        for old, row in zip(before, shown.itertuples(index=False), strict=True)
    ]
    return editing.edited(base, before, after)


def _values(made: Mapping, key: str, language: Language) -> Mapping:
    """Currency, dates, lists, and the words for "not known"."""
    left, right = st.columns(2)
    with left:
        currency = st.selectbox(
            language("Currency of the amounts"), currencies(), currencies().index(made.currency), key=f"currency-{key}"
        )
        decimal = st.segmented_control(
            language("Decimal sign"), [".", ","], default=made.decimal, required=True, key=f"decimal-{key}"
        )
        nulls = _many(N_("Words that say “not known”"), (), made.null_words, f"nulls-{key}", language)
    with right:
        formats = _many(
            N_("Date formats, tried in order"), propose.DAY_FORMATS, made.date_formats, f"dates-{key}", language
        )
        split = tuple(dict.fromkeys(mark for column in made.columns for mark in column.split))
        marks = _many(N_("Separators within a list of organisations"), SEPARATORS, split, f"split-{key}", language)
        pattern = st.text_input(
            language("Pattern that finds the reporting date above the header"),
            made.as_of_pattern,
            key=f"pattern-{key}",
            help=language("A regular expression with one pair of brackets around the date."),
        )
    columns = made.columns
    if marks != split:
        columns = tuple(
            replace(column, split=marks) if FIELDS[column.field].type == "bodies" else column for column in columns
        )
    return replace(
        made,
        columns=columns,
        currency=currency,
        decimal=decimal,
        null_words=nulls,
        date_formats=formats,
        as_of_pattern=pattern.strip(),
    )


def _many(label: str, options: Sequence[str], chosen: tuple[str, ...], key: str, language: Language) -> tuple[str, ...]:
    listed = list(dict.fromkeys((*chosen, *options)))
    return tuple(
        st.multiselect(
            language(label),
            listed,
            list(chosen),
            key=key,
            accept_new_options=True,
            placeholder=language("None"),
        )
    )


def _words(
    layouts: Sequence[Layout], made: Mapping, problems: Sequence[Problem], key: str, language: Language
) -> Mapping:
    """The words of the files beside our own codes, for each column that has a code list."""
    lists = dict(made.codes)
    titles = {column.codes or column.field: FIELDS[column.field] for column in made.columns}
    for name, listed in editing.words(layouts, made, problems).items():
        field = titles[name]
        own: dict[str, str] = getattr(codes, field.codes)
        undecided = sum(code is None for code in listed.values())
        label = language("Words of “{field}” and our codes", field=field.title(language))
        with st.expander(escape.markdown(label), icon=":material/translate:", expanded=undecided > 0):
            # A cell cannot tell "not known" from "not decided" but by a code of its own.
            order = sorted(listed, key=lambda word: listed[word] is not None)  # what is undecided stands first
            given = [codes.UNKNOWN if listed[word] == "" else listed[word] for word in order]
            shown = st.data_editor(
                pd.DataFrame({"word": order, "code": given}, dtype="object"),
                key=f"words-{name}-{key}-{len(listed)}",
                hide_index=True,
                disabled=["word"],
                placeholder=MISSING,
                alt=label,
                column_config={
                    "word": st.column_config.TextColumn(language("In the file")),
                    "code": st.column_config.SelectboxColumn(
                        language("Our code"),
                        options=list(dict.fromkeys((*own, codes.UNKNOWN))),
                        format_func=_code_title(own, language),
                    ),
                },
            )
        decided = {
            row.word: "" if row.code == codes.UNKNOWN else row.code
            for row in shown.itertuples(index=False)
            if not pd.isna(row.code) and (row.word in lists.get(name, {}) or row.code != row.word.casefold())
        }
        if decided or name in lists:
            lists[name] = decided
    return replace(made, codes=lists)


def _code_title(own: dict[str, str], language: Language) -> Any:
    return lambda code: language("not known") if code == codes.UNKNOWN else language(own[code])


def _save(made: Mapping, key: str, chooser: str, language: Language) -> None:
    """Keep the mapping under a name of the reader's choice."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input(
            language("Name of the mapping"), key=f"name-{key}", placeholder=language("for example our-ledger")
        )
        st.button(
            language("Save mapping"),
            icon=":material/save:",
            key=f"save-{key}",
            disabled=not name,
            on_click=_keep,
            args=(replace(made, name=name.strip()), chooser),
        )
    told = st.session_state.pop(_SAVED, None)
    if isinstance(told, PortfolioError):
        st.error(escape.markdown(told.render(language)))
    elif told:
        st.success(escape.markdown(language("Saved as “{name}”; it is offered for every file from now on.", name=told)))


def _keep(made: Mapping, chooser: str) -> None:
    try:
        mappings.save(made)
    except PortfolioError as error:
        st.session_state[_SAVED] = error
    else:
        st.session_state[_SAVED] = st.session_state[chooser] = made.name
