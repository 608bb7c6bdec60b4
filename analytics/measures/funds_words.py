"""The funds page in words: the finding, the tiles, and the names of nodes that stand for several bodies."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.language import Language, is_missing
from analytics.measures import fund_flows, funds
from analytics.measures.tiles import Tile, change


def together(kind: str, column: str, members: object, language: Language) -> str:
    """The name of the node of those that a column has no room for, or that the payments do not name.

    >>> together("rest", "payee", 12, Language())
    '12 other payees'
    """
    if kind == fund_flows.UNKNOWN:
        return language("Not stated")
    if is_missing(members):
        return language("Others")
    n = int(members)  # type: ignore[call-overload]
    return {
        "source": language.plural("{n} other source", "{n} other sources", n),
        "payer": language.plural("{n} other payer", "{n} other payers", n),
        "project": language.plural("{n} other project", "{n} other projects", n),
        "contract": language.plural("{n} other contract", "{n} other contracts", n),
        "payee": language.plural("{n} other payee", "{n} other payees", n),
    }[column]


def finding(
    total: pd.Series | None, nodes: pd.DataFrame, idle: pd.Series | None, as_of: date | None, language: Language
) -> str:
    """How much was paid of what was allocated, by whom, and what lies idle: `total` is a row of `fund_totals`
    (None: neither an allocation nor a payment is known), `nodes` the rows of `fund_nodes` and `idle` the row of
    `idle_total` in the same currency."""
    if total is None:
        return language("Neither an allocation nor a payment is known for these projects.")
    currency = total["currency"]
    amounts = {name: language.money(total[name], currency) for name in ("allocated", "paid")}
    day = language.day(as_of)
    if is_missing(total["allocated"]):
        said = [language("By {day}, {paid} was paid; no allocation is known.", day=day, paid=amounts["paid"])]
    elif is_missing(total["paid"]):
        said = [
            language(
                "By {day}, {allocated} was allocated; no payment is known.", day=day, allocated=amounts["allocated"]
            )
        ]
    else:
        said = [language("By {day}, {allocated} was allocated and {paid} paid.", day=day, **amounts)]
    named = nodes[nodes["flow_kind"] == fund_flows.NAMED]
    sources, payees = (named[named["flow_column"] == column] for column in ("source", "payee"))
    if len(sources) and len(payees):
        source, payee = sources.iloc[0], payees.iloc[0]
        said.append(
            language(
                "{share} of the payments came from {source}; the largest payee, {payee}, received {part}.",
                share=language.percent(source["flow_share"]),
                source=language.name(source["node_en"], source["node_zh"]),
                payee=language.name(payee["node_en"], payee["node_zh"]),
                part=language.percent(payee["flow_share"], 1),
            )
        )
    if idle is not None:
        said.append(
            language.plural(
                "{idle} that was allocated to {n} project is not paid; it has waited {median}.",
                "{idle} that was allocated to {n} projects is not paid; in half of them it has waited {median} or "
                "longer.",
                int(idle["idle_projects"]),
                idle=language.money(idle["idle"], currency),
                median=language.days(idle["median_idle_days"]),
            )
        )
    unknown = nodes[(nodes["flow_kind"] == fund_flows.UNKNOWN) & (nodes["flow_column"] == "source")]
    if len(unknown):
        share = language.percent(unknown.iloc[0]["flow_share"], 1)
        said.append(language("{share} of the payments do not state their source.", share=share))
    return language.sentences(said)


def tiles(
    total: pd.Series, idle: pd.Series | None, before: pd.Series | None, since: date | None, language: Language
) -> list[Tile]:
    """Six numbers about one currency. `before` is the row of `fund_totals` on `since`, the reporting date before."""
    currency = total["currency"]
    was = before if before is not None else pd.Series(pd.NA, index=total.index)

    def moved(name: str) -> str:
        return change(total[name], was[name], since, lambda by: language.money(round(by), currency), language)

    def part(states: str, code: str) -> tuple[str, str]:
        now, then = (
            None if is_missing(row["allocated"]) else funds.known_share(row, states, code) for row in (total, was)
        )
        return language.percent(now, 1), change(now, then, since, lambda by: language.points(by), language)

    incremental, private = part("nature", "incremental"), part("capital", "private")
    aged = idle if idle is not None else pd.Series(pd.NA, index=["median_idle_days", "mean_idle_days"])
    return [
        Tile(
            language("Allocated"),
            language.money(total["allocated"], currency),
            language("fiscal years begun"),
            moved("allocated"),
            coverage=_share(total["with_allocated"], total["projects"]),
            definition="allocated",
        ),
        Tile(
            language("Paid"),
            language.money(total["paid"], currency),
            "" if is_missing(total["payments"]) else language.plural("{n} payment", "{n} payments", total["payments"]),
            moved("paid"),
            definition="paid",
        ),
        Tile(
            language("Idle"),
            language.money(total["idle"], currency),
            language(
                "{share} of the allocated; {carried} from earlier fiscal years",
                share=language.percent(_share(total["idle"], total["allocated"])),
                carried=language.money(total["carry_over"], currency),
            ),
            moved("idle"),
            definition="idle",
        ),
        Tile(
            language("Age of idle money"),
            language.days(aged["median_idle_days"]),
            language(
                "median of {projects}; mean by money {mean}",
                projects=language.plural("{n} project", "{n} projects", total["idle_projects"]),
                mean=language.days(aged["mean_idle_days"]),
            )
            if idle is not None
            else "",
            definition="idle_days",
        ),
        Tile(
            language("Incremental"),
            incremental[0],
            language("of the money whose nature is stated"),
            incremental[1],
            coverage=_known(total["nature_unknown_share"]),
            definition="incremental_share",
        ),
        Tile(
            language("Private capital"),
            private[0],
            language("of the money whose capital is stated"),
            private[1],
            coverage=_known(total["capital_unknown_share"]),
            definition="private_share",
        ),
    ]


def _share(part: object, whole: object) -> float | None:
    if is_missing(part) or is_missing(whole) or not whole:
        return None
    return float(part) / float(whole)  # type: ignore[arg-type]


def _known(unknown: object) -> float | None:
    """The share of money of which something is stated; "known for" in a tile is of money here, not of projects."""
    return None if is_missing(unknown) else 1 - float(unknown)  # type: ignore[arg-type]
