"""What the tables about tiers say: the finding, the tiles, and what a tier set by hand would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics import codes
from analytics.language import Language, is_missing
from analytics.measures.tiles import Tile


def finding(
    counts: pd.DataFrame,
    money: pd.DataFrame,
    typical: pd.DataFrame,
    reasons: pd.DataFrame,
    rules: pd.DataFrame,
    currency: str | None,
    language: Language,
) -> str:
    """How the largest tier weighs by count and by money, mean beside median, what is unknown, whose rule is broken."""
    first, total = counts.set_index("tier").loc["A"], int(counts["projects"].sum())
    said = [
        language.plural("{n} project; ", "{n} projects; ", total)
        + language(
            "tier A has {n} of them ({share}){money}.",
            n=language.number(first["projects"]),
            share=language.percent(first["projects_share"], 1),
            money=_weight(money, currency, language),
        )
    ]
    mine = typical[typical["currency"] == currency]
    if len(mine):
        row = mine.iloc[0]
        said.append(
            language(
                "The mean is {mean} ({mean_tier}), the median {median} ({median_tier}).",
                mean=_money(row, "mean_registered", language),
                mean_tier=language.label(codes.TIERS, row["mean_tier"]),
                median=_money(row, "median_registered", language),
                median_tier=language.label(codes.TIERS, row["median_tier"]),
            )
        )
    said.append(unknown(reasons, total, language))
    said.append(_broken(rules, language))
    return language.sentences(said)


def _weight(money: pd.DataFrame, currency: str | None, language: Language) -> str:
    mine = money[(money["currency"] == currency) & (money["tier"] == "A")]
    if mine.empty or is_missing(mine["money_share"].iloc[0]):
        return ""
    row = mine.iloc[0]
    return language(
        " and {share} of the investment at registration ({amount})",
        share=language.percent(row["money_share"], 1),
        amount=_money(row, "registered_amount", language),
    )


def unknown(reasons: pd.DataFrame, total: int, language: Language) -> str:
    """How many have no tier, and why; "" where all have one."""
    without = reasons[(reasons["tier_reason"] != "override") & (reasons["projects"] > 0)]
    n = sum(int(each) for each in without["projects"])
    if not n:
        return ""
    why = language("; ").join(
        language("{n} because {reason}", n=language.number(row.projects),
                 reason=language(codes.TIER_REASONS[str(row.tier_reason)]))
        for row in without.itertuples()
    )  # fmt: skip
    return language("{share} have no tier: {why}.", share=language.percent(n / total, 1), why=why)


def _broken(rules: pd.DataFrame, language: Language) -> str:
    asked, broken, unclear = (int(rules[name].sum()) for name in ("projects", "rule_broken", "rule_unclear"))
    if not asked:
        return ""
    if not broken:
        said = language("No project is on record as breaking its tier’s rule")
    else:
        parts = language(", ").join(
            f"{row.tier} {language.number(row.rule_broken)}" for row in rules.itertuples() if row.rule_broken
        )
        said = language.plural(
            "{n} of {asked} breaks its tier’s rule ({parts})",
            "{n} of {asked} break their tier’s rule ({parts})",
            broken,
            asked=language.number(asked),
            parts=parts,
        )
    if not unclear:
        return said + language(".")
    return said + language.plural("; {n} cannot be judged.", "; {n} cannot be judged.", unclear)


def cases(rules: pd.DataFrame) -> int:
    """How many projects break their rule or cannot be judged; `rules` is the frame `tier_rules`."""
    return int(rules[["rule_broken", "rule_unclear"]].to_numpy().sum())


def tiles(
    counts: pd.DataFrame,
    money: pd.DataFrame,
    typical: pd.DataFrame,
    reasons: pd.DataFrame,
    rules: pd.DataFrame,
    currency: str | None,
    language: Language,
) -> list[Tile]:
    """Tier A by number and by money, mean and median, without a tier, broken rules, set by hand."""
    total = int(counts["projects"].sum())
    first = counts.set_index("tier").loc["A"]
    mine = money[money["currency"] == currency]
    large = mine.set_index("tier").loc["A"] if len(mine) else None
    usual = typical[typical["currency"] == currency]
    row = usual.iloc[0] if len(usual) else None
    by_reason = reasons.set_index("tier_reason")["projects"]
    without = int(by_reason["no_figure"] + by_reason["currency"])
    asked, broken, unclear = (int(rules[name].sum()) for name in ("projects", "rule_broken", "rule_unclear"))
    of_all = language("of {n}", n=language.plural("{n} project", "{n} projects", total))
    return [
        Tile(
            language("Tier A, by number"),
            language.percent(first["projects_share"], 1),
            language("{n} of {all} projects", n=language.number(first["projects"]), all=language.number(total)),
            definition="projects_share",
        ),
        Tile(
            language("Tier A, by money"),
            language.percent(None if large is None else large["money_share"], 1),
            "" if large is None else language.money(large["registered_amount"], currency or ""),
            coverage=None if row is None or not total else float(row["with_registered"]) / total,
            definition="money_share",
        ),
        Tile(
            language("Mean and median"),
            _money(row, "mean_registered", language),
            ""
            if row is None
            else language(
                "{mean_tier}; median {median}, {median_tier}",
                mean_tier=language.label(codes.TIERS, row["mean_tier"]),
                median=_money(row, "median_registered", language),
                median_tier=language.label(codes.TIERS, row["median_tier"]),
            ),
            definition="mean_registered",
        ),
        Tile(
            language("Without a tier"),
            language.number(without),
            of_all,
            definition="tier_reason",
            tone="unknown" if without else "",
        ),
        Tile(
            language("Tier rule broken"),
            language.number(broken if asked else None),
            language("of {n} asked; {unclear} unclear", n=language.number(asked), unclear=language.number(unclear)),
            definition="rule_broken",
            tone="late" if broken else "",
        ),
        Tile(language("Set by hand"), language.number(by_reason["override"]), of_all, definition="tier_set"),
    ]


def _money(row: pd.Series | None, column: str, language: Language) -> str:
    return language.number(None) if row is None else language.money(row[column], str(row["currency"]))


def standing(states: pd.DataFrame, language: Language) -> str:
    """What is known of one project's tier: in force, by rule with its figure, on the current figure."""
    now = states.iloc[-1]
    said = [
        language(
            "{name}: {tier} in force{hand}.",
            name=language.name(now["name_en"], now["name_zh"]),
            tier=language.label(codes.TIERS, now["tier"]),
            hand=language(" (set by hand)") if now["tier_reason"] == "override" else "",
        )
    ]
    if is_missing(now["registered_amount"]):
        said.append(language("No figure is known on which the rule could give one."))
    else:
        said.append(
            language(
                "By rule {rule}, on {amount} registered on {day}; on the current figure {current}.",
                rule=language.label(codes.TIERS, now["tier_rule"]),
                amount=language.money(now["registered_amount"], str(now["registered_currency"]), full=True),
                day=language.day(now["registered_on"]),
                current=language.label(codes.TIERS, now["tier_current"]),
            )
        )
    return language.sentences(said)


def effect(states: pd.DataFrame, tier: str, since: date, language: Language) -> str:
    """What setting a tier from a day on would change: the reports concerned, and what the rule then asks for."""
    held = states[pd.to_datetime(states["valid_to"]) > pd.Timestamp(since)]
    changed = held[held["tier"] != tier]
    now = states.iloc[-1]
    if changed.empty:
        return language("Nothing would change: it is {tier} there already.", tier=language.label(codes.TIERS, tier))
    before = [language.label(codes.TIERS, code) for code in dict.fromkeys(changed["tier"])]
    said = [
        language.plural(
            "In {n} of its {all} reported states {before} would become {after}.",
            "In {n} of its {all} reported states {before} would become {after}.",
            len(changed),
            all=language.number(len(states)),
            before=language(" or ").join(before),
            after=language.label(codes.TIERS, tier),
        ),
        language("The rule then asks for {rule}.", rule=language(codes.TIER_ASKS[tier])),
    ]
    missing = gaps(now, tier)
    if missing:
        listed = language("; ").join(language(codes.TIER_GAPS[gap]) for gap in missing)
        said.append(language("Not on record: {list}.", list=listed))
    return language.sentences(said)


def gaps(state: pd.Series, tier: str) -> Sequence[str]:
    """What the rule of a tier would miss in a project's records; whether its body is a department is not asked here."""
    asked = {"A": ("lead_official", "project_director"), "C": ("delegated",)}.get(tier, ())
    return ["delegation" if name == "delegated" else name for name in asked if not state[name]]
