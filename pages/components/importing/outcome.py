"""Check, confirm, result: what an import would do, and what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.frames import FRAMES
from analytics.language import Language
from data import editions
from data.editions import Result
from data.exporters import problems as problem_book
from data.importers import oc4ids, tabular
from data.importers.batch import Parsed, Problem
from data.importers.mapping import Mapping, to_toml
from pages.components import contents, escape, snapshot, view
from pages.components.importing import past
from pages.components.importing import upload as uploads
from pages.components.importing.upload import Upload

_CHECKED, _DONE = "_import_checked", "_import_done"


def last_problems(upload: Upload) -> list[Problem]:
    """The problems that the last check of these files has found."""
    key, result = st.session_state.get(_CHECKED, (None, None))
    return result.problems if key and key[0] == upload.key else []


def check_and_confirm(upload: Upload, mapping: Mapping | None, as_of: date | None, language: Language) -> None:
    """The button that checks, what the check says, and the button that imports."""
    key = (upload.key, to_toml(mapping) if mapping else "", as_of, snapshot.version())
    if st.button(language("Check the files"), type="primary", icon=":material/fact_check:", key="check"):
        result = _run(language("Checking"), upload, mapping, as_of, language, editions.check)
        st.session_state[_CHECKED] = (key, result)
        st.rerun()  # words without a code, which the check has found, are asked for above
    checked, result = st.session_state.get(_CHECKED, (None, None))
    if checked != key:
        if checked and checked[0] == upload.key:
            view.note(language("The mapping or the database has changed since the last check: check again."))
        return
    _told(result, upload, mapping, language)
    if result.rows_used and not result.unchanged:
        words = language.plural("Import {n} row as an edition", "Import {n} rows as an edition", result.rows_used)
        if st.button(words, type="primary", icon=":material/check:", key="confirm"):
            done = _run(language("Importing"), upload, mapping, as_of, language, editions.write)
            snapshot.renew()
            st.session_state[_DONE] = done
            st.session_state.pop(_CHECKED, None)
            uploads.forget()
            st.rerun()


def _run(
    doing: str,
    upload: Upload,
    mapping: Mapping | None,
    as_of: date | None,
    language: Language,
    what: Callable[..., Result],
) -> Result:
    """Read the files for a check or an import, saying how far it is."""
    parsed = parse(upload, mapping, as_of)
    with st.spinner(doing, show_time=True):
        told = st.empty()

        def tick(part: str, done: int) -> None:
            if part == "rows":
                told.caption(language.plural("{n} row read", "{n} rows read", done))
            else:
                told.caption(language.plural("{n} project put together", "{n} projects put together", done))

        result = what(snapshot.writable(), parsed, tick=tick)
        told.empty()
    return result


def parse(upload: Upload, mapping: Mapping | None, as_of: date | None) -> Parsed:
    """The files made ready to be written."""
    if mapping is None:
        return oc4ids.parse(upload.paths, as_of)
    return tabular.parse(upload.paths, mapping, as_of)


def _told(result: Result, upload: Upload, mapping: Mapping | None, language: Language) -> None:
    """What would come in, what is doubtful, what is left out."""
    view.heading(language("What would come in"))
    if result.unchanged:
        view.note(
            language(
                "These files are edition {edition} already, read by the same mapping: importing them changes nothing.",
                edition=result.edition,
            )
        )
        return
    view.note(
        language.plural(
            "{used} of {n} row can be used, for {projects}, {new} of them new.",
            "{used} of {n} rows can be used, for {projects}, {new} of them new.",
            result.rows_read,
            used=language.number(result.rows_used),
            projects=language.plural("{n} project", "{n} projects", result.projects),
            new=language.number(result.new_projects),
        )
    )
    if result.flags:
        rules = Counter(flag.rule for flag in result.flags)
        view.note(
            language.plural(
                "{n} suspicious value is kept, but does not count until somebody accepts it: {rules}.",
                "{n} suspicious values are kept, but do not count until somebody accepts them: {rules}.",
                len(result.flags),
                rules=language("; ").join(
                    f"{language.label(codes.FLAG_RULES, rule)} {language.number(count)}"
                    for rule, count in rules.most_common()
                ),
            )
        )
    if result.not_stored:
        with st.expander(
            language.plural("{n} column is not stored", "{n} columns are not stored", len(result.not_stored))
        ):
            st.html("<p>" + escape.html(language("; ").join(result.not_stored)) + "</p>")
    if result.problems:
        _problems(result, upload, mapping, language)
    else:
        view.note(language("No problem was found."))


def _problems(result: Result, upload: Upload, mapping: Mapping | None, language: Language) -> None:
    view.heading(language.plural("{n} problem", "{n} problems", len(result.problems)))
    st.download_button(
        language("Download the problems beside their rows (XLSX)"),
        lambda: problem_book.workbook(result.problems, upload.paths, mapping, language),
        file_name="problems.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
        key="problems-xlsx",
    )
    rows = [(None, p.file, p.sheet, p.row, p.column, p.found, p.allowed, p.message) for p in result.problems]
    past.listing(FRAMES["problems"].make(rows))


def result(listed: pd.DataFrame, language: Language) -> None:
    """What the import that has just been made did, with the way on; nothing once it was taken back."""
    done: Result | None = st.session_state.get(_DONE)
    withdrawn = listed.loc[listed["edition_status"] == "withdrawn", "edition"]
    if done is None or done.edition in set(withdrawn):
        return
    with st.container(border=True, key="import-result"):
        st.html(f'<p class="finding">{escape.html(sentence(done, language))}</p>')
        with st.container(horizontal=True, gap="small"):
            if st.button(language("Look at the projects"), type="primary", icon=":material/list_alt:"):
                st.session_state.pop(_DONE)
                st.switch_page(contents.PAGES["projects"].path)
            if done.flags and st.button(language("Look at the suspicious values"), icon=":material/fact_check:"):
                st.session_state.pop(_DONE)
                st.switch_page(contents.PAGES["quality"].path)


def sentence(done: Result, language: Language) -> str:
    """One sentence on an import that was made."""
    if done.unchanged:
        return language("These files are edition {edition} already: nothing has changed.", edition=done.edition)
    if done.edition is None:
        return language("Nothing was imported: none of the rows can be used.")
    return language(
        "Edition {edition} is in: {projects}, {new} of them new, from {used} of {rows}.",
        edition=done.edition,
        projects=language.plural("{n} project", "{n} projects", done.projects),
        new=language.number(done.new_projects),
        used=language.number(done.rows_used),
        rows=language.plural("{n} row", "{n} rows", done.rows_read),
    )
