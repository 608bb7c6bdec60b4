"""The sentence above the list of projects."""

from __future__ import annotations

from analytics.language import Language


def finding(in_scope: int, found: int, search: str, language: Language) -> str:
    """How many projects there are, and how many of them the search finds."""
    if not search.strip():
        return language.plural("{n} project in scope.", "{n} projects in scope.", in_scope)
    return language.plural(
        "“{search}” finds {n} of the {all} projects in scope.",
        "“{search}” finds {n} of the {all} projects in scope.",
        found,
        search=search.strip(),
        all=language.number(in_scope),
    )
