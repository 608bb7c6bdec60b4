"""Errors written to the person who can act: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Self


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


class Mistakes(PortfolioError):
    """Several things are wrong at once, and each is named, so that all are mended in one go."""

    mistakes: Sequence[PortfolioError] = ()

    @classmethod
    def of(cls, mistakes: Sequence[PortfolioError]) -> Self:
        """One error out of all that is wrong."""
        made = cls("{mistakes}", mistakes="\n".join(map(str, mistakes)))
        made.mistakes = tuple(mistakes)
        return made

    def render(self, gettext: Callable[[str], str]) -> str:
        """One sentence a line."""
        if not self.mistakes:
            return super().render(gettext)
        return "\n".join(mistake.render(gettext) for mistake in self.mistakes)


class BadMapping(Mistakes):
    """The mapping does not fit the file, or names a field, unit or code that does not exist."""


class BadRule(Mistakes):
    """A policy number or light rule cannot be entered or withdrawn so."""


class Busy(PortfolioError):
    """Somebody else is writing to the database just now."""


class NotFound(PortfolioError):
    """The project, table, edition or mapping that was asked for does not exist."""
