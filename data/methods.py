"""What was done to a network, in words fit for a methods section: what pages show, for the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from analytics import codes, network_slice
from analytics.errors import PortfolioError
from analytics.language import LANGUAGES, N_, Language
from analytics.measures import network_methods, network_slice_words
from analytics.scope import Scope
from data import editions, tables
from data.queries.common import resolve
from data.queries.network_relations import several

OPTION = "tests"  # which of `network_methods.TABLES` are told, with commas between


def paragraphs(connection: Connection, scope: Scope) -> bytes:
    """The paragraph in each of `LANGUAGES`, as text; option `tests` names the tests that it tells of (usually none).

    A test is run for it, with the options of its table. PortfolioError where the data do not allow one.
    """
    scope = resolve(connection, scope)
    asked = several(scope, OPTION, network_methods.TABLES, (), len(network_methods.TABLES)) if _any(scope) else []
    make = _asker(connection, scope)
    one = {name: make(name) for test in asked for name in network_methods.TABLES[test]}
    for found in one.values():
        if "cannot_test" in found and found["cannot_test"].notna().any():
            raise PortfolioError(str(found["cannot_test"].iloc[0]))
    backbone, summary = (make(name).iloc[0] for name in ("network_backbone", "collaboration_summary"))
    texts = []
    for language in map(Language, LANGUAGES):
        told = network_methods.Told(
            _source(connection, make("editions"), language),
            scope.as_of or date.min,
            slice_words(connection, scope, language),
            network_slice.asked(scope),
        )
        tests = [network_methods.of_test(test, one, scope, language) for test in asked]
        texts.append(network_methods.network(told, backbone, summary, language, tests))
    return ("\n\n".join(texts) + "\n").encode("utf-8")


def slice_words(connection: Connection, scope: Scope, language: Language) -> str:
    """The slice with the filters of the portfolio, in words; "" for everything as last reported."""
    labels = tables.make(connection, "scope_choices", Scope()).set_index(["choice_kind", "choice"])

    def name(kind: str, code: str) -> str:
        if kind == "tier":
            return language.label(codes.TIERS, code)
        if (kind, code) in labels.index:
            return language.name(*labels.loc[(kind, code), ["label_en", "label_zh"]])
        return language.label(codes.SECTORS, code) if kind == "sector" else code

    chosen = {
        ("sector", N_("Sector")): scope.sectors, ("tier", N_("Tier")): scope.tiers,
        ("district", N_("District")): scope.districts,
        ("organisation", N_("Organisation")): tuple(map(str, scope.organisations)),
    }  # fmt: skip
    filters = [f"{language(label)}: {name(kind, code)}" for (kind, label), told in chosen.items() for code in told]
    return network_slice_words.words(filters, scope, scope.as_of, language)


def _any(scope: Scope) -> bool:
    return bool(dict(scope.options).get(OPTION))


def _source(connection: Connection, known: pd.DataFrame, language: Language) -> str:
    newest = known[known["edition"] == editions.current(connection)]
    if newest.empty:
        raise PortfolioError(N_("There is no edition yet."))
    return network_methods.source(newest.iloc[0], language)


def _asker(connection: Connection, scope: Scope) -> Callable[[str], pd.DataFrame]:
    """What makes a table in scope and answers a query that several share once."""
    known: dict[Any, Any] = {}

    def ask(query: tables.Query, asked: Scope) -> Any:
        key = (query, asked)
        if key not in known:
            known[key] = query(connection, asked)
        return known[key]

    return lambda name: tables.make(connection, name, Scope() if name == "editions" else scope, ask)
