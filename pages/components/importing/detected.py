"""What was detected in the files, and their first rows as they will be read."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics.language import Language
from data.importers.bind import banner_date
from data.importers.guard import Checked
from data.importers.mapping import Mapping
from data.importers.sniff import Layout
from pages.components import escape, view
from pages.components.importing.upload import Upload

ROWS = 8
_SEPARATORS = {",": ",", ";": ";", "\t": "Tab", "|": "|"}


def show(upload: Upload, language: Language) -> None:
    """One line of facts for each file, and the first rows of the table in it."""
    for number, found in enumerate(upload.inspections):
        layout = found.layout
        told = language("; ").join(facts(layout, language))
        st.html(f"<p><strong>{escape.html(layout.checked.name)}</strong> · {escape.html(told)}</p>")
        rows = [cells for _, cells in layout.sample[:ROWS]]
        width = len(layout.headers)
        table = pd.DataFrame(
            [(cells + [""] * width)[:width] for cells in rows], columns=list(layout.headers), dtype=str
        )
        st.dataframe(
            table.set_axis([line for line, _ in layout.sample[:ROWS]]),
            key=f"preview-{number}",
            height="content",
            row_height=32,
            alt=language("The first rows of {file}", file=layout.checked.name),
        )


def facts(layout: Layout, language: Language) -> list[str]:
    """What was detected, in the reader's language."""
    said = [size(layout.checked, language)]
    if layout.dialect:
        said.append(language("encoding {name}", name=layout.dialect.encoding))
        mark = _SEPARATORS.get(layout.dialect.separator, layout.dialect.separator)
        said.append(language("separated by “{mark}”", mark=mark))
    if layout.sheet:
        said.append(language("sheet “{name}”", name=layout.sheet))
    said.append(language("headers in row {row}", row=layout.header_row))
    said.append(language.plural("{n} column", "{n} columns", len(layout.headers)))
    if layout.banner:
        said.append(language("above them: “{text}”", text=" ".join(layout.banner)[:200]))
    garbled = layout.described().get("garbled")
    if isinstance(garbled, dict):
        said.append(
            language("some text was garbled before it came here (first in row {row})", row=garbled["first_row"])
        )
    return said


def size(checked: Checked, language: Language) -> str:
    """The size of a file: 12 KB, 3.4 MB."""
    if checked.size < 10**6:
        return language("{n} KB", n=language.number(max(1, round(checked.size / 1000))))
    return language("{n} MB", n=language.number(checked.size / 10**6, 1))


def reporting_date(upload: Upload, mapping: Mapping | None, language: Language) -> date | None:
    """The day that the files are of, where they do not say it themselves."""
    layouts = [found.layout for found in upload.inspections]
    columns = [each for each in mapping.columns if each.field == "as_of"] if mapping else []
    by_column = [each.header for each in columns if any(one.place(each.header) is not None for one in layouts)]
    if by_column:
        view.note(language("The reporting date comes from the column “{header}”.", header=by_column[0]))
        return None
    above = {banner_date(layout, mapping) for layout in layouts} if mapping else {None}
    if None not in above:
        listed = ", ".join(language.day(day) for day in sorted(day for day in above if day))
        view.note(language("The reporting date stands above the header: {days}.", days=listed))
        return None
    if mapping is None:
        said = language("Needed only where a package does not say when it was published.")
    elif mapping.as_of_pattern:
        said = language("Needed only where the lines above the header do not say it.")
    else:
        said = language("The day that the figures are of. The files do not say it.")
    return st.date_input(
        language("Reporting date"), None, key="import-as-of", format="YYYY-MM-DD", help=said, width=260
    )
