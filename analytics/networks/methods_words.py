"""What was done, in words fit for a methods section: data, slice, ties, backbone, tests, versions, seed."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import networkx
import numpy
import scipy
import statsmodels

from analytics.language import N_, Language

WEIGHTS = {
    "count": N_("the number of projects that two organisations share"),
    "newman": N_("Newman's weight, where a project of k organisations adds 1/(k − 1) to each of its pairs"),
    "jaccard": N_("the Jaccard index, projects shared among all projects of either"),
    "investment": N_("the investment in the projects that two organisations share"),
}
# What ties two organisations, and by what weight: {ties} of them, {weight} one of `WEIGHTS` or of `COUNTS`.
TIES = {
    "works": N_(
        "Two organisations are tied where they take part in the same project ({ties} ties), weighted by {weight}."
    ),
    "leads": N_(
        "A tie goes from the organisation responsible for a project to every other that takes part in it ({ties} "
        "ties), weighted by {weight}."
    ),
    "funds": N_(
        "A tie goes from an organisation that funds a project to those that answer for it or carry it out ({ties} "
        "ties), weighted by {weight}."
    ),
    "contract": N_(
        "Two organisations are tied where they are parties to the same contract ({ties} ties), weighted by {weight}."
    ),
    "meets": N_("Two organisations are tied where they attended the same meeting ({ties} ties), weighted by {weight}."),
}
# What the count counts, where it is not projects that two organisations share.
COUNTS = {
    "leads": N_("the number of such projects"),
    "funds": N_("the number of such projects"),
    "contract": N_("the number of such contracts"),
    "meets": N_("the number of such meetings"),
}
LEVELS = {
    "vertical": N_("Of these only ties between organisations of different administrative levels were kept ({n})."),
    "horizontal": N_("Of these only ties between organisations of one administrative level were kept ({n})."),
}
BACKBONES = {
    "none": N_("No tie was removed."),
    "minimum": N_("Ties of less than {level} were removed, which left {kept} of {all}."),
    "disparity": N_(
        "The backbone was extracted by the disparity filter (Serrano et al. 2009) at α = {level}, "
        "which left {kept} of {all} ties."
    ),
    "sdsm": N_(
        "The backbone was extracted by the stochastic degree sequence model (Neal 2014) with probabilities of the "
        "Bipartite Configuration Model at α = {level}, which left {kept} of {all} ties."
    ),
    "fixed_row": N_(
        "The backbone was extracted by the fixed row model (Neal 2014) at α = {level}, which left {kept} of {all} ties."
    ),
}
TESTS = {
    "qap": N_("Relations were correlated by the quadratic assignment procedure with {draws} permutations."),
    "mrqap": N_(
        "Relations were regressed by MRQAP with double semi-partialling (Dekker et al. 2007) and {draws} permutations."
    ),
    "cug": N_("Measures were compared with those of {draws} conditional uniform graphs."),
    "degrees": N_("Measures were compared with those of {draws} networks rewired with every degree kept."),
    "bicm": N_("Measures were compared with those of {draws} networks of the Bipartite Configuration Model."),
    "dyads": N_("Ties were explained by a dyad-independent exponential random graph model (logistic regression)."),
    "brokerage": N_("Brokerage roles follow Gould and Fernandez (1989)."),
}


@dataclass(frozen=True)
class Methods:
    """What the sentence tells.

    `source` names the data, `as_of` its date, `scope` the slice in the reader's words ("" for everything).
    `tie`: of `TIES`; `ties` are those before anything was removed. `level`: the backbone's α or minimum in words,
    `kept` of `ties` were left, which hold `kept_share` of the weight; `seldom`: pairs that meet too seldom, kept as
    negative ties (None: not asked for). `levels`: of `LEVELS`, which left `on_levels` ties. `tests`: of `TESTS`, each
    with its number of draws (0 where none are made).
    """

    source: str
    as_of: date
    organisations: int
    projects: int
    ties: int
    scope: str = ""
    tie: str = "works"
    weight: str = "count"
    backbone: str = "none"
    level: float | str | None = None
    kept: int | None = None
    kept_share: float | None = None
    seldom: int | None = None
    levels: str = "all"
    on_levels: int | None = None
    tests: Mapping[str, int] = field(default_factory=dict)
    seed: int | None = None


def methods_sentence(done: Methods, language: Language, further: Iterable[str] = ()) -> str:
    """The paragraph, in the reader's language. The seed is told where anything was drawn.

    `further`: sentences of one's own, such as those of `analytics.measures.network_methods`, before the libraries.
    """
    number = language.number
    level = "" if done.level is None else done.level if isinstance(done.level, str) else f"{done.level:g}"
    weight = COUNTS.get(done.tie, WEIGHTS["count"]) if done.weight == "count" else WEIGHTS[done.weight]
    said = [
        language(
            "The network was made from {source} as of {day}: {organisations} organisations on {projects} projects.",
            source=done.source, day=language.day(done.as_of),
            organisations=number(done.organisations), projects=number(done.projects),
        ),
        language("The slice is: {scope}.", scope=done.scope) if done.scope else "",
        language(TIES[done.tie], ties=number(done.ties), weight=language(weight)),
        language(
            BACKBONES[done.backbone],
            level=level, kept=number(done.kept), all=number(done.ties),
        ),
        "" if done.kept_share is None else language(
            "They hold {share} of the weight.", share=language.percent(done.kept_share, 1)
        ),
        "" if done.seldom is None else language(
            "Pairs that meet less often than expected stand as negative ties ({n}) and enter no measure.",
            n=number(done.seldom),
        ),
        language(LEVELS[done.levels], n=number(done.on_levels)) if done.levels in LEVELS else "",
        *(language(TESTS[test], draws=number(draws)) for test, draws in done.tests.items()),
        language("The random seed was {seed}.", seed=done.seed) if done.seed is not None else "",
        *further,
        language("Computed with {versions}.", versions=language(", ").join(versions())),
    ]  # fmt: skip
    return language.sentences(said)


def versions() -> list[str]:
    """The libraries that did the computing, with their versions."""
    used = {"networkx": networkx, "NumPy": numpy, "SciPy": scipy, "statsmodels": statsmodels}
    return [f"Python {platform.python_version()}", *(f"{name} {lib.__version__}" for name, lib in used.items())]
