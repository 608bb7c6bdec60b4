"""The command about names of organisations: register suggest, merge, differ, withdraw; with --what-if nothing is
written."""

from __future__ import annotations

import argparse
import json
import sys

from analytics.codes import MERGE_FIGURES
from analytics.frames import FRAMES
from analytics.language import Language
from analytics.scope import Scope
from data import database, tables
from data import register as names
from data.commands.common import DONE, SHOWN, USAGE, Add, Progress, day, open_database, show
from data.exporters import plain
from data.register import Entry

WORDS = {"list": 0, "suggest": 0, "merge": 2, "differ": 2, "withdraw": 1}  # action -> words that it takes
LISTED = {"list": "organisation_merges", "suggest": "same_body_suggestions"}
SAYS = "register suggest, register merge NAME INTO, register differ NAME OTHER, or register withdraw NUMBER"


def register(command: Add) -> None:
    """Add the command to the parser."""
    one = command(
        "register", _register,
        "List the decisions about names of organisations; suggest names that may mean the same body; decide that one "
        "counts as another (merge) or that they differ; withdraw a decision.",
    )  # fmt: skip
    one.add_argument("action", nargs="?", choices=list(WORDS), default="list")
    one.add_argument(
        "words", nargs="*", metavar="NAME | NUMBER", help=f"{SAYS}; a NAME is an organisation's key or name"
    )
    one.add_argument("--from", dest="begins", type=day, metavar="DATE", help="in reports from this day on")
    one.add_argument("--to", dest="ends", type=day, metavar="DATE", help="in reports before this day")
    one.add_argument("--reason", default="", metavar="TEXT", help="why; for a withdrawal too")
    one.add_argument("--by", default="", metavar="NAME", help="who decides or withdraws")
    one.add_argument("--what-if", action="store_true", help="say what would change, and write nothing")
    one.add_argument("--as-of", type=day, metavar="DATE", help="the day as of which it is asked what would change")
    one.add_argument("--json", action="store_true", help="print JSON")


def _register(given: argparse.Namespace) -> int:
    number = given.words[0] if given.action == "withdraw" and given.words else "0"
    if len(given.words) != WORDS[given.action] or not number.isdecimal():
        print(f"Say: {SAYS}", file=sys.stderr)
        return USAGE
    engine = open_database(given)
    if given.action in LISTED:
        name = LISTED[given.action]
        with database.reading(engine) as connection:
            show(tables.make(connection, name, Scope(as_of=given.as_of)), name, given)
        return DONE
    change: Entry | int = int(number)
    with database.reading(engine) as connection:
        if given.action != "withdraw":
            one, into = (names.key_of(connection, words) for words in given.words)
            decision = names.SAME if given.action == "merge" else names.DIFFERENT
            change = Entry(one, into, decision, given.begins, given.ends, given.reason, given.by)
        if given.what_if:
            _tell(names.asked(connection, change, Scope(as_of=given.as_of)), given)
            return DONE
    progress = Progress(" projects")
    if isinstance(change, Entry):
        made = names.decide(engine, change, lambda n: progress("projects", n))
        progress.close()
        said = "counts as" if change.decision == names.SAME else "is not"
        print(f"Decision {made}: {change.organisation} {said} {change.into}.")
    else:
        names.withdraw(engine, change, given.reason, given.by, lambda n: progress("projects", n))
        progress.close()
        print(f"Decision {change} is withdrawn.")
    return DONE


def _tell(answer: names.Answer, given: argparse.Namespace) -> None:
    """What would change, as JSON or as a line a figure."""
    if given.json:
        parts = {"merge_effects": answer.effects, "merged_projects": answer.projects}
        told = {name: plain.records(table, FRAMES[name]) for name, table in parts.items()}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    words = Language("en")
    for row in answer.effects.itertuples():
        print(f"{MERGE_FIGURES[row.merge_figure]}: {words.number(row.count_before)} -> {words.number(row.count_after)}")
    print(f"{words.plural('{n} project', '{n} projects', answer.projects['code'].nunique())} would name another body.")
    for row in answer.projects.head(SHOWN).itertuples():
        print(f"  {row.code} {words.name(row.name_en, row.name_zh)}")
    if len(answer.projects) > SHOWN:
        print(f"  … and {len(answer.projects) - SHOWN:,} more (--json lists all).")
