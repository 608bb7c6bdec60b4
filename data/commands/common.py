"""What all commands of `python -m data` share: exit codes, opening a database, progress, printing a table."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date

import pandas as pd
from sqlalchemy import Engine
from tqdm import tqdm

from analytics.frames import FRAMES
from analytics.scope import Scope
from data import database, migrate
from data.exporters import plain, spreadsheet

DONE, REFUSED, USAGE, BUSY, PROBLEMS = range(5)
SHOWN = 20  # problems or projects printed; the page and --json show all
Add = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]  # name, what runs, its sentence


def day(text: str) -> date:
    """A date of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2025-06-30") from None


def open_database(given: argparse.Namespace, which: str = database.PORTFOLIO) -> Engine:
    """The database that was named, else the one of the environment; made or migrated where it has to be."""
    engine = database.engine(given.database or database.url(which))
    migrate.prepare(engine)
    return engine


def add_scope(one: argparse.ArgumentParser) -> None:
    """The options by which a command is about a part of the portfolio; `scope_of` reads them."""
    one.add_argument("--as-of", type=day, metavar="DATE", help="as known on another day")
    for option in ("sector", "tier", "district"):
        one.add_argument(f"--{option}", action="append", default=[], metavar="CODE", help=f"only this {option}")
    one.add_argument("--organisation", action="append", default=[], type=int, metavar="ID", help="only projects of it")
    one.add_argument("--project", metavar="CODE", help="only this project")
    one.add_argument(
        "--option", action="append", default=[], type=_option, metavar="NAME=VALUE",
        help="what else the table can be asked for, such as baseline=latest; may be given several times",
    )  # fmt: skip


def _option(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"“{text}” is not NAME=VALUE")
    return name, value


def scope_of(given: argparse.Namespace) -> Scope:
    """The scope that was asked for."""
    return Scope(
        as_of=given.as_of,
        sectors=tuple(given.sector),
        tiers=tuple(given.tier),
        districts=tuple(given.district),
        organisations=tuple(given.organisation),
        project=given.project,
    ).choosing(**dict(given.option))


class Progress:
    """A bar on standard error for what takes more than two seconds."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.bar: tqdm | None = None
        self.what = ""

    def __call__(self, what: str, done: int) -> None:
        if self.bar is None or what != self.what:
            self.close()
            self.what, self.bar = what, tqdm(desc=what, unit=self.unit, delay=2, file=sys.stderr, leave=False)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


def show(table: pd.DataFrame, name: str, given: argparse.Namespace) -> None:
    """JSON, CSV, or columns for a person at a terminal."""
    rows = plain.records(table, FRAMES[name])
    if getattr(given, "json", False):
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    shown = pd.DataFrame(rows, columns=list(FRAMES[name].columns), dtype=object)
    if getattr(given, "csv", False) or not sys.stdout.isatty():
        safe = shown.map(lambda cell: spreadsheet.neutral(cell) if isinstance(cell, str) else cell)
        sys.stdout.write(safe.to_csv(index=False))
    else:
        print(shown.to_string(index=False, na_rep="–", max_colwidth=40))
