"""The commands that print what a page shows: summary, table."""

from __future__ import annotations

import argparse
import json
import sys

from analytics.frames import FRAMES
from analytics.scope import Scope
from data import asked, database, tables
from data.commands.common import DONE, Add, add_scope, day, open_database, scope_of, show
from data.queries.summary import summary


def register(command: Add) -> None:
    """Add the commands to the parser."""
    one = command("summary", _summary, "Print the portfolio's main numbers, as of the latest reporting date.")
    one.add_argument("--as-of", type=day, metavar="DATE", help="as known on another day")
    one.add_argument("--json", action="store_true", help="print JSON")

    one = command("table", _table, "Print any table that a page shows.")
    one.add_argument("name", nargs="?", metavar="NAME", help="which table")
    one.add_argument("--list", action="store_true", help="name all tables, with a sentence each")
    add_scope(one)
    one.add_argument("--json", action="store_true", help="print JSON: a list of rows")
    one.add_argument("--csv", action="store_true", help="print CSV (the default where the output is no terminal)")


def _summary(given: argparse.Namespace) -> int:
    with database.reading(open_database(given)) as connection:
        found = summary(connection, Scope(as_of=given.as_of))
    if given.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return DONE
    for key, value in found.items():
        told = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"{key.replace('_', ' '):24}{'–' if told in (None, '') else told}")
    return DONE


def _table(given: argparse.Namespace) -> int:
    if given.list or not given.name:
        for name in sorted(tables.TABLES):
            print(f"{name:32}{FRAMES[name].sentence}")
        return DONE
    scope = scope_of(given)
    with database.reading(open_database(given)) as connection:
        table = tables.make(connection, given.name, scope)
        for doubt in asked.in_vain(connection, given.name, scope) if table.empty else ():
            print(doubt, file=sys.stderr)
    show(table, given.name, given)
    return DONE
