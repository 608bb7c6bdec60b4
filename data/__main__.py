"""The project database from the command line: `python -m data COMMAND --help`.

Exit codes: 0 done; 1 refused, nothing was written; 2 the command line is wrong; 3 somebody else is
writing, try again; 4 `check` found problems.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from analytics.errors import Busy, PortfolioError
from data.commands import network, records, register, rules, tables
from data.commands.common import BUSY, DONE, PROBLEMS, REFUSED, USAGE

__all__ = ["BUSY", "DONE", "PROBLEMS", "REFUSED", "USAGE", "main", "parser"]


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    given = parser().parse_args(arguments)
    try:
        return given.run(given)
    except Busy as error:
        print(error, file=sys.stderr)
        return BUSY
    except PortfolioError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except DBAPIError as error:
        print(f"The database refused: {str(error.orig).strip()}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # `table projects | head`
        sys.stderr.close()
        return DONE


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    made = argparse.ArgumentParser(
        prog="python -m data", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.add_argument(
            "--database",
            metavar="URL",
            help="sqlite:///FILE, a file, or postgresql://USER@HOST/NAME (default: PORTFOLIO_DATABASE_URL, "
            "else the embedded database; `sample` uses the embedded city)",
        )
        one.set_defaults(run=run)
        return one

    for group in (records, tables, network, rules, register):
        group.register(command)
    return made


if __name__ == "__main__":
    sys.exit(main())
