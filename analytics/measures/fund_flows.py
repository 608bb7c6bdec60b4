"""Flows of money through four columns: source, payer, project (or contract), payee; totals balance to the fen.

A picture has room for 25 nodes. In each column the largest by money have a node of their own, those that
the payments do not name share the node "not stated", and all others share one node "others". Payments are
never scanned for it: what the largest projects paid is known in full, and what flows through the others is
the remainder of the known totals. So every column adds up to the same sum, and what enters a node leaves it.

A link cannot be narrower than nothing: where refunds outweigh the payments along a link, one of its ends
joins the others of its column until no link is negative. Where all payments come to nothing, or less, there
is no picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd

ROOM = (6, 6, 6, 7)  # nodes of each column: 25 together
NAMED, UNKNOWN, REST = "named", "unknown", "rest"
NODES = ["node", "column", "kind", "key", "members", "paid", "share"]
LINKS = ["column", "from_node", "to_node", "paid", "share"]

Node = tuple[str, Any]  # kind and key
Links = dict[tuple[Node, Node], int]
_REST: Node = (REST, None)
_UNKNOWN: Node = (UNKNOWN, None)


def flows(
    by_payer: pd.DataFrame, largest: pd.DataFrame, by_payee: pd.DataFrame, third: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The nodes and the links between neighbouring columns, of one currency, in whole minor units.

    `by_payer` (`source`, `payer`, `paid`) and `by_payee` (`payee`, `paid`) are all payments; `largest` (`payer`,
    `third`, `payee`, `paid`) those of some projects or contracts, `third` how many of them there are in all.
    A missing key is not stated. Nodes have a number, their `column` (0 to 3), `kind` (named, unknown, rest),
    `key`, `members` (how many sources, payers, ... it stands for; missing where nobody knows), `paid` and their
    `share` of all payments, the largest first, others and not stated last; links the column that they leave.

    >>> nodes, links = flows(
    ...     pd.DataFrame({"source": ["bond", None], "payer": [1, 1], "paid": [70, 30]}),
    ...     pd.DataFrame({"payer": [1], "third": ["P1"], "payee": [8], "paid": [60]}),
    ...     pd.DataFrame({"payee": [8, 9], "paid": [80, 20]}),
    ...     third=3,
    ... )
    >>> nodes.groupby("column")["paid"].sum().tolist()
    [100, 100, 100, 100]
    >>> [(node.column, node.paid) for node in nodes.itertuples() if node.kind == "rest"]
    [(2, 40)]
    """
    sources, payers = _sums(by_payer, "source"), _sums(by_payer, "payer")
    thirds, payees = _sums(largest, "third"), _sums(by_payee, "payee")
    if sum(payers.values()) != sum(payees.values()):
        raise ValueError("the payments by payer and by payee do not have the same total")
    more = sum(payers.values()) != sum(thirds.values()) or third > len(thirds)
    named = [
        _largest(sources, ROOM[0]),
        _largest(payers, ROOM[1]),
        _largest(thirds, ROOM[2], more),
        _largest(payees, ROOM[3]),
    ]
    keys = (sources, payers, thirds, payees)
    places = [{key: _node(key, own) for key in sums} for sums, own in zip(keys, named, strict=True)]
    levels: list[Links] = [defaultdict(int) for _ in range(3)]
    for source, payer, paid in zip(*_cells(by_payer, "source", "payer"), strict=True):
        levels[0][places[0][source], places[1][payer]] += paid
        levels[1][places[1][payer], _REST] += paid
    for payee, paid in payees.items():
        levels[2][_REST, places[3][payee]] += paid
    for payer, through, payee, paid in zip(*_cells(largest, "payer", "third", "payee"), strict=True):
        start, middle, end = places[1][payer], places[2][through], places[3][payee]
        levels[1][start, _REST] -= paid
        levels[1][start, middle] += paid
        levels[2][_REST, end] -= paid
        levels[2][middle, end] += paid
    _fold(levels)
    stated = [sum(key is not None for key in sums) for sums in keys]
    stated[2] = max(third, stated[2])
    return _tables(levels, stated)


def _cells(table: pd.DataFrame, *names: str) -> list[list[Any]]:
    """The keys, None where missing, and the money as Python's whole numbers, which do not overflow."""
    keys = [table[name].astype(object).where(table[name].notna(), None).tolist() for name in names]
    return [*keys, [int(paid) for paid in table["paid"]]]


def _sums(table: pd.DataFrame, name: str) -> dict[Any, int]:
    sums: dict[Any, int] = defaultdict(int)
    for key, paid in zip(*_cells(table, name), strict=True):
        sums[key] += paid
    return sums


def _largest(sums: Mapping[Any, int], room: int, more: bool = False) -> set[Any]:
    """The keys that get a node of their own; `more`: others exist that are not among them."""
    stated = sorted((key for key in sums if key is not None), key=lambda key: (-sums[key], str(key)))
    room -= None in sums
    own = stated[: room if len(stated) <= room and not more else room - 1]
    return {key for key in own if sums[key] > 0}


def _node(key: Any, named: set[Any]) -> Node:
    return _UNKNOWN if key is None else (NAMED, key) if key in named else _REST


def _fold(levels: list[Links]) -> None:
    """Join ends of negative links to the others of their column, the smallest first, until there is none."""
    while True:
        negative = next(((n, ends) for n, links in enumerate(levels) for ends, paid in links.items() if paid < 0), None)
        if negative is None:
            return
        level, ends = negative
        joining = [(level + side, node) for side, node in enumerate(ends) if node != _REST]
        if not joining:  # the others themselves: let them grow by the smallest neighbour
            joining = [(n, node) for n in range(4) for node in _totals(levels, n) if node != _REST]
        if not joining:  # nothing but returned money
            levels[:] = [{}, {}, {}]
            return
        column, node = min(joining, key=lambda each: (each[1] == _UNKNOWN, _totals(levels, each[0])[each[1]]))
        if column > 0:
            levels[column - 1] = _joined(levels[column - 1], 1, node)
        if column < 3:
            levels[column] = _joined(levels[column], 0, node)


def _joined(links: Links, side: int, node: Node) -> Links:
    joined: Links = defaultdict(int)
    for ends, paid in links.items():
        changed = tuple(_REST if n == side and end == node else end for n, end in enumerate(ends))
        joined[changed[0], changed[1]] += paid
    return joined


def _totals(levels: list[Links], column: int) -> dict[Node, int]:
    """What flows through each node of a column."""
    totals: dict[Node, int] = defaultdict(int)
    links, side = (levels[column], 0) if column < 3 else (levels[2], 1)
    for ends, paid in links.items():
        totals[ends[side]] += paid
    return totals


def _tables(levels: list[Links], stated: list[int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    last = {NAMED: 0, REST: 1, UNKNOWN: 2}
    numbers: dict[tuple[int, Node], int] = {}
    nodes: list[tuple[int, int, str, Any, int | None, int, float]] = []
    for column in range(4):
        totals = {node: paid for node, paid in _totals(levels, column).items() if paid}
        whole = sum(totals.values())
        others = stated[column] - sum(kind == NAMED for kind, _ in totals)
        for kind, key in sorted(totals, key=lambda node: (last[node[0]], -totals[node], str(node[1]))):
            numbers[column, (kind, key)] = len(nodes)
            paid = totals[kind, key]
            members = {NAMED: 1, REST: others if others > 0 else None}.get(kind)
            nodes.append((len(nodes), column, kind, key, members, paid, paid / whole))
    whole = sum(paid for _, column, *_, paid, _ in nodes if column == 0)
    links = [
        (column, numbers[column, start], numbers[column + 1, end], paid, paid / whole)
        for column, level in enumerate(levels)
        for (start, end), paid in level.items()
        if paid
    ]
    links.sort(key=lambda link: (link[0], link[1], -link[3], link[2]))
    made = pd.DataFrame(nodes, columns=NODES)
    return made.astype({"members": "Int64"}), pd.DataFrame(links, columns=LINKS)
