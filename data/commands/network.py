"""The command that writes the network of a slice to a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from data import database, take_away
from data.commands.common import DONE, REFUSED, Add, add_scope, open_database, scope_of
from data.queries.common import resolve


def register(command: Add) -> None:
    """Add the command to the parser."""
    one = command("network", _network, "Write the network of organisations to a file, as the page about it does.")
    one.add_argument("--format", required=True, choices=list(take_away.FORMATS), dest="form", help="for which program")
    one.add_argument("--to", required=True, metavar="FILE", type=Path, help="where; - for the standard output")
    one.add_argument("--names", choices=list(take_away.NAMES), default="en", help="of organisations (default: en)")
    add_scope(one)


def _network(given: argparse.Namespace) -> int:
    with database.reading(open_database(given)) as connection:
        content = take_away.content(connection, resolve(connection, scope_of(given)), given.form, given.names)
    if str(given.to) == "-":
        sys.stdout.buffer.write(content)
        return DONE
    try:
        given.to.write_bytes(content)
    except OSError as error:
        print(f"{given.to} cannot be written: {error.strerror}", file=sys.stderr)
        return REFUSED
    print(f"{given.to}: {len(content):,} bytes.")
    return DONE
