"""The command about policy numbers: rules, rules set, rules withdraw; with --what-if nothing is written."""

from __future__ import annotations

import argparse
import json
import sys

from analytics.codes import JUDGEMENTS, VERDICTS
from analytics.frames import FRAMES
from analytics.language import Language
from analytics.measures.rule_check import Entry
from analytics.scope import Scope
from data import database, rules, tables
from data.commands.common import DONE, SHOWN, USAGE, Add, Progress, day, open_database, show
from data.exporters import plain

WORDS = {"list": 0, "set": 2, "withdraw": 1}  # action -> words that it takes
SAYS = "rules set KEY VALUE, or rules withdraw NUMBER"


def register(command: Add) -> None:
    """Add the command to the parser."""
    one = command("rules", _rules, "List the policy numbers, enter one from a day on, or withdraw an entry.")
    one.add_argument("action", nargs="?", choices=list(WORDS), default="list")
    one.add_argument("words", nargs="*", metavar="KEY VALUE | NUMBER", help=SAYS)
    one.add_argument("--currency", metavar="CODE", help="of a rate, or of a threshold in another currency than yuan")
    one.add_argument("--from", dest="begins", type=day, metavar="DATE", help="the day from which it holds")
    one.add_argument("--source", default="", metavar="TEXT", help="the document or decision that says so")
    one.add_argument("--by", default="", metavar="NAME", help="who enters or withdraws it")
    one.add_argument("--what-if", action="store_true", help="say what would move, and write nothing")
    one.add_argument("--as-of", type=day, metavar="DATE", help="the day on which it is asked what is in force or moves")
    one.add_argument("--json", action="store_true", help="print JSON")


def _rules(given: argparse.Namespace) -> int:
    number = given.words[0] if given.action == "withdraw" and given.words else "0"
    if len(given.words) != WORDS[given.action] or not number.isdecimal():
        print(f"Say: {SAYS}", file=sys.stderr)
        return USAGE
    engine = open_database(given)
    if given.action == "list":
        with database.reading(engine) as connection:
            show(tables.make(connection, "rules", Scope(as_of=given.as_of)), "rules", given)
        return DONE
    entry = None
    if given.action == "set":
        key, value = given.words
        entry = Entry(key, value, given.begins, given.source, given.currency, given.by)
    if given.what_if:
        with database.reading(engine) as connection:
            answer = rules.asked(connection, entry or int(number), Scope(as_of=given.as_of))
        _tell(answer, given)
        return DONE
    progress = Progress(" projects")
    if entry:
        made = rules.add(engine, entry, lambda n: progress("projects", n))
        progress.close()
        print(f"Entry {made}: {entry.key} is {entry.value} from {entry.effective_from} on.")
    else:
        rules.withdraw(engine, int(number), given.by, lambda n: progress("projects", n))
        progress.close()
        print(f"Entry {number} is withdrawn.")
    return DONE


def _tell(answer: rules.Answer, given: argparse.Namespace) -> None:
    """What would move, as JSON or as a line a move."""
    parts = {"rule_moves": answer.moves, "rule_moved_projects": answer.projects, "rule_pace": answer.pace}
    if given.json:
        told = {name: plain.records(table, FRAMES[name]) for name, table in parts.items()}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    words = Language("en")
    for move in answer.moves.itertuples():
        money = words.money(move.budget_moved, move.currency) if move.with_budget else "no known budget"
        print(
            f"{JUDGEMENTS[move.judgement]}: {VERDICTS[move.moved_from]} -> {VERDICTS[move.moved_to]}: "
            f"{words.plural('{n} project', '{n} projects', move.projects)}, {money}"
        )
    for project in answer.projects.head(SHOWN).itertuples():
        name = words.name(project.name_en, project.name_zh)
        print(f"  {project.code} {name}: {VERDICTS[project.moved_from]} -> {VERDICTS[project.moved_to]}")
    if len(answer.projects) > SHOWN:
        print(f"  … and {len(answer.projects) - SHOWN:,} more (--json lists all).")
    for pace in answer.pace.itertuples():
        print(
            f"Fiscal year from month {pace.first_month} ({pace.moment} the change): {pace.year}, pro-rata line "
            f"{words.percent(pace.pro_rata_share, 1)}, completed {words.percent(pace.completion_share, 1)}"
        )
    if answer.moves.empty and answer.pace.empty:
        print("Nothing would move.")
