"""A file becomes a batch of rows and a list of problems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from analytics.errors import BadMapping
from analytics.language import N_
from data.importers import mapping, oc4ids, tabular
from data.importers.batch import Parsed
from data.importers.guard import open_checked


def load(paths: Sequence[Path], mapping_name: str | None = None, as_of: date | None = None) -> Parsed:
    """Files of one edition made ready to be written: OC4IDS packages by what they are, tables by a mapping."""
    files = [open_checked(path) for path in paths]
    kinds = {file.kind == "json" for file in files}
    if kinds == {True}:
        return oc4ids.parse_checked(files, as_of)
    if len(kinds) > 1:
        raise BadMapping(N_("OC4IDS packages and tables cannot be one edition: import them one after the other."))
    if not mapping_name:
        raise BadMapping(
            N_("A table needs a mapping that says what its columns mean. Known are: {known}"),
            known=", ".join(mapping.names()),
        )
    return tabular.parse_checked(files, mapping.load(mapping_name), as_of)
