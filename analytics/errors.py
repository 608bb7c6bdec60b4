"""Errors written to the person who can act: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable


class PortfolioError(Exception):
    """A sentence for a reader. `message` is a catalogue entry; `values` fill its {placeholders}.

    The page and the command line render it in the reader's language with `render(_)`;
    `str(error)` is the English sentence.
    """

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(message.format(**values) if values else message)

    def render(self, gettext: Callable[[str], str]) -> str:
        """The sentence in the reader's language."""
        translated = gettext(self.message)
        return translated.format(**self.values) if self.values else translated


class RefusedFile(PortfolioError):
    """The file as a whole cannot be read: hostile, damaged, protected, or not what its name says."""


class BadMapping(PortfolioError):
    """The mapping does not fit the file, or names a field, unit or code that does not exist."""


class Busy(PortfolioError):
    """Somebody else is writing to the database just now."""


class NotFound(PortfolioError):
    """The project, table, edition or mapping that was asked for does not exist."""
