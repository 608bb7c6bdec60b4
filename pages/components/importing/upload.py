"""The files that a reader has dropped on the page, kept in a folder of their session until they are imported."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from analytics.errors import BadMapping
from analytics.language import N_, Language
from data.importers import tabular
from data.importers.guard import open_checked

_HELD, _ROUND = "_upload", "_upload_round"


@dataclass(slots=True)
class Upload:
    """One set of files. `folder` goes away with the session, or when other files come."""

    key: tuple[str, ...]
    paths: list[Path]
    folder: TemporaryDirectory[str] = field(repr=False)
    inspections: list[tabular.Inspection] = field(default_factory=list)
    is_package: bool = False  # OC4IDS, which needs no mapping
    fitting: str | None = None  # the ready mapping that fits best, "" where none does
    chosen: str = ""

    def inspect(self) -> None:
        """Look into every file once; RefusedFile where one cannot be read at all."""
        kinds = [open_checked(path).kind for path in self.paths]
        self.is_package = set(kinds) == {"json"}
        if "json" in kinds and not self.is_package:
            raise BadMapping(N_("OC4IDS packages and tables cannot be one edition: import them one after the other."))
        self.inspections = [
            tabular.inspect(path) for path, kind in zip(self.paths, kinds, strict=True) if kind != "json"
        ]


def ask(language: Language) -> Upload | None:
    """The place to drop files on, and what lies there; None where nothing does."""
    st.html(_in_words_of(language))
    given = st.file_uploader(
        language(
            "Files of one edition, up to {n} MB each: CSV, TSV, XLSX, or OC4IDS as JSON. "
            "Several reports of the same projects are read as a series.",
            n=language.number(st.get_option("server.maxUploadSize")),
        ),
        accept_multiple_files=True,
        key=f"upload-{st.session_state.get(_ROUND, 0)}",
    )
    if not given:
        st.session_state.pop(_HELD, None)
        return None
    key = tuple(file.file_id for file in given)
    held = st.session_state.get(_HELD)
    if held is None or held.key != key:
        folder = TemporaryDirectory(prefix="zonglan-")
        paths = []
        for number, file in enumerate(given):
            path = Path(folder.name) / str(number) / Path(file.name).name
            path.parent.mkdir()
            path.write_bytes(file.getbuffer())
            paths.append(path)
        held = Upload(key, paths, folder)
        held.inspect()
        st.session_state[_HELD] = held
    return held


def forget() -> None:
    """Clear the place, once the files are imported."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_HELD, None)


def _in_words_of(language: Language) -> str:
    """A style that says the uploader's own words, which Streamlit has in English only, in the reader's."""
    words = json.dumps(language("Choose files"), ensure_ascii=False)
    place = '[data-testid="stFileUploaderDropzone"] > span button p'
    return (
        f"<style>{place} {{ font-size: 0; }} {place}::after {{ content: {words}; font-size: 1rem; }} "
        '[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }</style>'
    )
