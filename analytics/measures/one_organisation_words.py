"""What the page of one organisation says: its title, its sentence, its tiles."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.language import Language, is_missing
from analytics.measures.network_organisations_words import name
from analytics.measures.slippage_words import FEW
from analytics.measures.tiles import Tile


def title(facts: pd.DataFrame, language: Language) -> str:
    """The organisation's name; "" where it is not known."""
    return name(facts.iloc[0], language) if len(facts) else ""


def who(facts: pd.Series, language: Language) -> str:
    """Kind, level, what it is part of, since when it is named."""
    said = [
        language.label(codes.ORGANISATION_KINDS, facts["organisation_kind"]),
        language.label(codes.ORGANISATION_LEVELS, facts["organisation_level"]),
    ]
    if not is_missing(facts["parent_id"]):
        said.append(language("part of {body}", body=language.name(facts["parent_en"], facts["parent_zh"])))
    if not is_missing(facts["known_since"]):
        said.append(language("named in projects since {day}", day=language.day(facts["known_since"])))
    if not is_missing(facts["identifier"]):
        said.append(language("identifier {text}", text=facts["identifier"]))
    return language("; ").join(said)


def finding(
    facts: pd.Series, projects: pd.DataFrame, partners: pd.DataFrame, delays: pd.DataFrame, place: pd.DataFrame,
    language: Language,
) -> str:  # fmt: skip
    """`facts`: the row of `organisation_facts`; `place`: its row of `network_organisations`, none before that is
    measured or where it takes no part in the slice."""
    organisation = name(facts, language)
    if not is_missing(facts["counted_id"]):
        return language(
            "{organisation} counts as {other} by a decision: its figures stand there.",
            organisation=organisation, other=language.name(facts["counted_en"], facts["counted_zh"]),
        )  # fmt: skip
    if projects.empty:
        return language("{organisation} takes part in no project in scope.", organisation=organisation)
    led = int(projects["own_roles"].str.split(";").map(lambda roles: "responsible" in roles).sum())
    counted = language.plural("{n} project", "{n} projects", len(projects))
    said = [
        language("{organisation} takes part in {counted} and leads {led} of them.", organisation=organisation,
                 counted=counted, led=language.number(led))
        if led
        else language("{organisation} takes part in {counted} and leads none.", organisation=organisation,
                      counted=counted)
    ]  # fmt: skip
    said.append(_with_whom(partners, language))
    said.append(_late(delays, language))
    if len(place) and place["is_cut_point"].fillna(False).iloc[0]:
        said.append(
            language.plural(
                "Without it {n} organisation would lose contact with the rest.",
                "Without it {n} organisations would lose contact with the rest.",
                int(place["cut_off"].iloc[0]),
            )
        )
    return language.sentences(said)


def _with_whom(partners: pd.DataFrame, language: Language) -> str:
    if partners.empty:
        return language("In this slice it works with nobody.")
    first = partners.iloc[0]
    return language(
        "It shares projects with {partners}, most with {first} ({projects}).",
        partners=language.plural("{n} organisation", "{n} organisations", len(partners)),
        first=language.name(first["partner_en"], first["partner_zh"]),
        projects=language.plural("{n} project", "{n} projects", int(first["shared_projects"])),
    )


def _late(delays: pd.DataFrame, language: Language) -> str:
    """Its share delayed beside all others': a difference only where the intervals lie apart."""
    rates = delays.set_index("whose")
    if "own" not in rates.index or not rates.loc["own", "judged"]:
        return language("Whether its projects are late is not known.")
    own = rates.loc["own"]
    counted = language.plural("{n} project", "{n} projects", int(own["judged"]))
    delayed = language("Of {counted} whose slip is known {n} are delayed", counted=counted,
                       n=language.number(own["delayed"]))  # fmt: skip
    if own["judged"] < FEW or "others" not in rates.index or not rates.loc["others", "judged"]:
        return language("{delayed}.", delayed=delayed)
    others = rates.loc["others"]
    shares = {"delayed": delayed, "own": language.percent(own["delayed_share"]),
              "others": language.percent(others["delayed_share"])}  # fmt: skip
    if own["delayed_low"] > others["delayed_high"]:
        return language("{delayed} ({own}), surely more than of all others ({others}).", **shares)
    if own["delayed_high"] < others["delayed_low"]:
        return language("{delayed} ({own}), surely fewer than of all others ({others}).", **shares)
    return language("{delayed} ({own}; all others {others}: no sure difference).", **shares)


def tiles(
    projects: pd.DataFrame, partners: pd.DataFrame, delays: pd.DataFrame, money: pd.DataFrame, place: pd.DataFrame,
    organisations: int, language: Language,
) -> list[Tile]:  # fmt: skip
    """Projects, partners, lateness, money received and paid, betweenness."""
    rates = delays.set_index("whose")["delayed_share"]
    known = len(place) and not is_missing(place["betweenness"].iloc[0])
    unfinished = int((~projects["status"].isin(["completed", "cancelled"])).sum())
    return [
        Tile(
            language("Projects"),
            language.number(len(projects)),
            language("{n} neither completed nor cancelled", n=language.number(unfinished)),
            definition="projects_joined",
        ),
        Tile(
            language("Partners"),
            language.number(partners["tie_weight"].notna().sum()),
            _rank(place, organisations, language),
            definition="degree",
        ),
        Tile(
            language("Delayed"),
            language.percent(rates.get("own")),
            language("all others {share}", share=language.percent(rates.get("others"))),
            definition="delayed_share",
        ),
        _money(language("Received"), money, "money_received", "payments_received", language),
        _money(language("Paid by it"), money, "money_paid", "payments_made", language),
        Tile(
            language("Betweenness"),
            language.percent(place["betweenness"].iloc[0], 1) if known else language.percent(None),
            language("of the pairs of others"),
            definition="betweenness",
        ),
    ]


def _rank(place: pd.DataFrame, organisations: int, language: Language) -> str:
    if place.empty:
        return language("in this slice")
    rank = language.number(place["degree_rank"].iloc[0])
    return language("rank {rank} of {all} by degree", rank=rank, all=language.number(organisations))


def currency(money: pd.DataFrame) -> str | None:
    """The currency of most payments; None where there are none."""
    if money.empty:
        return None
    counted = money.assign(n=money["payments_received"] + money["payments_made"]).groupby("currency")["n"].sum()
    return str(counted.idxmax())


def _money(label: str, money: pd.DataFrame, column: str, counted: str, language: Language) -> Tile:
    """Over all years, in the currency of most payments."""
    chosen = currency(money)
    rows = money[money["currency"] == chosen]
    payments = int(rows[counted].sum()) if len(rows) else 0
    note = language.plural("{n} payment", "{n} payments", payments)
    if len(set(money["currency"])) > 1:
        note += language("; other currencies in the table")
    value = language.money(rows[column].sum(), str(chosen)) if payments else language.percent(None)
    return Tile(label, value, note, definition=column)
