"""What was done, in words fit for a methods section: data, slice, ties, backbone, tests, versions, seed."""

from __future__ import annotations

import platform
from collections.abc import Mapping
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
    `level`: the backbone's α or minimum, `kept` of `all` ties were left. `tests`: of `TESTS`, each with its
    number of draws (0 where none are made).
    """

    source: str
    as_of: date
    organisations: int
    projects: int
    ties: int
    scope: str = ""
    weight: str = "count"
    backbone: str = "none"
    level: float | None = None
    kept: int | None = None
    tests: Mapping[str, int] = field(default_factory=dict)
    seed: int | None = None


def methods_sentence(done: Methods, language: Language) -> str:
    """The paragraph, in the reader's language. The seed is told where anything was drawn."""
    number = language.number
    level = "" if done.level is None else f"{done.level:g}"
    said = [
        language(
            "The network was made from {source} as of {day}: {organisations} organisations on {projects} projects.",
            source=done.source, day=language.day(done.as_of),
            organisations=number(done.organisations), projects=number(done.projects),
        ),
        language("The slice is: {scope}.", scope=done.scope) if done.scope else "",
        language(
            "Two organisations are tied where they take part in the same project ({ties} ties), weighted by {weight}.",
            ties=number(done.ties), weight=language(WEIGHTS[done.weight]),
        ),
        language(
            BACKBONES[done.backbone],
            level=level, kept=number(done.kept), all=number(done.ties),
        ),
        *(language(TESTS[test], draws=number(draws)) for test, draws in done.tests.items()),
        language("The random seed was {seed}.", seed=done.seed) if done.seed is not None else "",
        language("Computed with {versions}.", versions=language(", ").join(versions())),
    ]  # fmt: skip
    return language.sentences(said)


def versions() -> list[str]:
    """The libraries that did the computing, with their versions."""
    used = {"networkx": networkx, "NumPy": numpy, "SciPy": scipy, "statsmodels": statsmodels}
    return [f"Python {platform.python_version()}", *(f"{name} {lib.__version__}" for name, lib in used.items())]
