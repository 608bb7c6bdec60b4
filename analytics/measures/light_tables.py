"""The tables of the page about lights, out of what every rule says of every project.

The light that was reported stands among the rules as one more, `REPORTED`: it can be held against any
of them. Lists are cut to what a reader looks through; the counts beside them are of all projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np
import pandas as pd

from analytics import codes
from analytics.language import N_, Language
from analytics.light_rules import LightRule
from analytics.measures import light_words, lights
from analytics.measures.lights import LIGHTS, Day

REPORTED = "reported"
REPORTED_NAME = N_("As reported")
WORST, HIDDEN, CHANGED = 100, 50, 30  # projects listed by rule, and by pair of rules
_UNKNOWN = LIGHTS.index(codes.UNKNOWN)
_ENGLISH, _CHINESE = Language("en"), Language("zh_CN")


@dataclass(frozen=True, slots=True)
class Judged:
    """The projects in scope in the order of their ids, and the lights that each rule gives them.

    `projects` is the table that `lights.lights` takes with `project_id` and `light_reported`; `found` its answers by
    rule, the reported light among them. `named` has `code`, `name_en`, `name_zh`, `district`, `responsible_en` and
    `responsible_zh` of the projects of `listed`, by `project_id`.
    """

    projects: pd.DataFrame
    rules: tuple[LightRule, ...]
    day: Day
    found: dict[str, pd.DataFrame]
    worst: dict[str, np.ndarray] = field(default_factory=dict)  # rule -> places in `projects`, the worst first
    hidden: dict[str, np.ndarray] = field(default_factory=dict)  # reported good, late by the rule
    changed: dict[tuple[str, str], np.ndarray] = field(default_factory=dict)  # by two rules, the widest change first
    named: pd.DataFrame = field(default_factory=pd.DataFrame)

    def names(self, key: str) -> tuple[str, str]:
        """What a rule is called in English and in Chinese."""
        if key == REPORTED:
            return REPORTED_NAME, _CHINESE(REPORTED_NAME)
        rule = next(rule for rule in self.rules if rule.key == key)
        return light_words.name(rule, _ENGLISH), light_words.name(rule, _CHINESE)

    def listed(self) -> np.ndarray:
        """The ids of the projects that stand in a list."""
        places = [*self.worst.values(), *self.hidden.values(), *self.changed.values()]
        return np.unique(self.projects["project_id"].to_numpy()[np.concatenate(places)])


def judge(projects: pd.DataFrame, rules: Sequence[LightRule], day: Day) -> Judged:
    """What every rule says of every project, and which projects stand in the lists."""
    ordered = projects.sort_values("project_id", ignore_index=True)
    found = {rule.key: lights.lights(ordered, rule, day) for rule in rules}
    found[REPORTED] = _reported(ordered)
    judged = Judged(ordered, tuple(rules), day, found)
    seen = _codes(found[REPORTED])
    for rule in rules:
        # Among projects with a light a larger shortfall is never a better light, and NaN comes last.
        order = np.argsort(-found[rule.key]["shortfall"].to_numpy(), kind="stable")
        judged.worst[rule.key] = order[:WORST]
        green_outside = (_codes(found[rule.key]) == LIGHTS.index("late")) & (seen == LIGHTS.index("good"))
        judged.hidden[rule.key] = order[green_outside[order]][:HIDDEN]
    for first, second in permutations(found, 2):
        judged.changed[first, second] = _widest(_codes(found[first]), _codes(found[second]))
    return judged


def rules(judged: Judged) -> pd.DataFrame:
    """The `light_rules` frame: the rules in force, in the order of the file, then the user's by name."""
    rows = []
    for rule in judged.rules:
        bands = {
            f"{light}_band_{code}": light_words.band(rule, light, language)
            for code, language in (("en", _ENGLISH), ("zh", _CHINESE))
            for light in codes.LIGHT_COLOURS
        }
        least = None if rule.currency is None else lights.least_plan(rule, rule.currency, judged.day)
        rows.append(
            {
                **_head(judged, rule.key), **bands, "light_measure": rule.measure,
                "unit": codes.LIGHT_UNITS[rule.measure],
                "watch_from": float(rule.watch_from), "watch_included": rule.watch_included,
                "late_from": float(rule.late_from), "late_included": rule.late_included,
                "least_plan": least, "currency": rule.currency,
                "effective_from": rule.effective_from if rule.own else None,  # a published one holds for every day
                "source_en": rule.source, "source_zh": rule.source_zh or None, "note_en": rule.note or None,
                "note_zh": rule.note_zh or None, "origin": "own" if rule.own else "shipped",
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def counts(judged: Judged) -> pd.DataFrame:
    """The `light_counts` frame: projects by rule and light; the lights of a rule add up to all projects."""
    rows = []
    for key, found in judged.found.items():
        numbers = np.bincount(_codes(found), minlength=len(LIGHTS))
        rows += [
            {**_head(judged, key), "rule_light": light, "projects": int(n), "share": _share(n, len(found))}
            for light, n in zip(LIGHTS, numbers, strict=True)
        ]
    return pd.DataFrame(rows)


def reasons(judged: Judged) -> pd.DataFrame:
    """The `light_reasons` frame: why projects have no light by a rule, the most frequent reason first."""
    rows = []
    for key, found in judged.found.items():
        numbers = found["light_reason"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        rows += [
            {**_head(judged, key), "light_reason": reason, "projects": int(n), "share": _share(n, len(found))}
            for reason, n in numbers.items()
            if n
        ]
    columns = ["light_rule", "light_rule_en", "light_rule_zh", "light_reason", "projects", "share"]
    return pd.DataFrame(rows, columns=columns)


def two_rules(judged: Judged) -> pd.DataFrame:
    """The `light_two_rules` frame: projects by the lights of two rules, for every two in both orders."""
    return _crossed(judged, list(permutations(judged.found, 2)))


def disagreements(judged: Judged) -> pd.DataFrame:
    """The `light_disagreements` frame: projects by the light of a rule and the light that was reported."""
    table = _crossed(judged, [(rule.key, REPORTED) for rule in judged.rules])
    names = {f"first_rule{end}": f"light_rule{end}" for end in ("", "_en", "_zh")}
    return table.rename(columns={**names, "first_light": "rule_light", "second_light": "light_reported"})


def by_project(judged: Judged) -> pd.DataFrame:
    """The `light_by_project` frame: by rule the projects that fall furthest short, with the sentence that says why."""
    return _explained(judged, judged.worst)


def hidden(judged: Judged) -> pd.DataFrame:
    """The `light_hidden` frame: by rule the projects reported on plan and late by the rule, the worst first."""
    return _explained(judged, judged.hidden)


def changes(judged: Judged) -> pd.DataFrame:
    """The `light_changes` frame: projects that change colour from one rule to another, the widest change first."""
    many = [len(places) for places in judged.changed.values()]
    heads = [{**_head(judged, a, "first_rule"), **_head(judged, b, "second_rule")} for a, b in judged.changed]
    table = _named(judged, np.concatenate(list(judged.changed.values())))
    for word in heads[0]:
        table[word] = np.repeat(np.array([head[word] for head in heads], dtype=object), many)
    for word, turn in (("first_light", 0), ("second_light", 1)):
        told = [_codes(judged.found[pair[turn]])[places] for pair, places in judged.changed.items()]
        table[word] = np.array(LIGHTS, dtype=object)[np.concatenate(told)]
    return table


def _reported(projects: pd.DataFrame) -> pd.DataFrame:
    light = pd.Categorical(projects["light_reported"].fillna(codes.UNKNOWN), LIGHTS)
    reasons = tuple(codes.LIGHT_REASONS)
    why = np.where(light.codes == _UNKNOWN, reasons.index("not_reported"), -1)
    return pd.DataFrame(
        {"rule_light": light, "shortfall": np.nan, "light_reason": pd.Categorical.from_codes(why, reasons)}
    )


def _codes(found: pd.DataFrame) -> np.ndarray:
    return found["rule_light"].cat.codes.to_numpy()


def _widest(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Places at which both lights are known and differ: two steps before one, worse before better."""
    places = np.flatnonzero((first != second) & (first != _UNKNOWN) & (second != _UNKNOWN))
    step = second[places].astype("int64") - first[places]
    return places[np.lexsort((-step, -np.abs(step)))][:CHANGED]


def _crossed(judged: Judged, pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    rows = []
    size = len(LIGHTS)
    for first, second in pairs:
        both = _codes(judged.found[first]).astype("int64") * size + _codes(judged.found[second])
        pair = {**_head(judged, first, "first_rule"), **_head(judged, second, "second_rule")}
        rows += [
            {**pair, "first_light": LIGHTS[cell // size], "second_light": LIGHTS[cell % size], "projects": int(n)}
            for cell, n in enumerate(np.bincount(both, minlength=size * size))
        ]
    return pd.DataFrame(rows)


def _explained(judged: Judged, places: dict[str, np.ndarray]) -> pd.DataFrame:
    """The projects at some places by rule, with their light, their figures, and the sentence in both languages."""
    parts = []
    for rule in judged.rules:
        at = places[rule.key]
        projects, found = (t.iloc[at].reset_index(drop=True) for t in (judged.projects, judged.found[rule.key]))
        short = lights.shortfalls(projects, rule, judged.day)
        said = [
            (row, rule, light, reason, None if np.isnan(short.value[n]) else short.fraction(n), judged.day)
            for n, (row, light, reason) in enumerate(
                zip(projects.itertuples(), found["rule_light"], found["light_reason"], strict=True)
            )
        ]
        known = projects.rename(columns={"allocated": "allocated_year", "paid": "paid_year"}).join(found)
        parts.append(
            known.drop(columns="project_id")
            .join(_named(judged, at))
            .assign(
                **_head(judged, rule.key),
                explanation_en=[light_words.explain(*facts, _ENGLISH) for facts in said],
                explanation_zh=[light_words.explain(*facts, _CHINESE) for facts in said],
                pro_rata_share=float(judged.day.line),
                unit=codes.LIGHT_UNITS[rule.measure],
            )
        )
    return pd.concat(parts, ignore_index=True)


def _named(judged: Judged, places: np.ndarray) -> pd.DataFrame:
    return judged.named.loc[judged.projects["project_id"].to_numpy()[places]].reset_index(drop=True)


def _head(judged: Judged, key: str, word: str = "light_rule") -> dict[str, str]:
    english, chinese = judged.names(key)
    return {word: key, f"{word}_en": english, f"{word}_zh": chinese}


def _share(part: int, whole: int) -> float | None:
    return int(part) / whole if whole else None
