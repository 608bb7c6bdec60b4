"""An invented city of any size: the same for the same size and seed, with planted stories to find."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analytics.errors import PortfolioError
from analytics.language import N_
from data.importers.batch import Batch, Parsed, SourceFile
from data.sample import (
    calendar,
    collaboration,
    money,
    oddities,
    places,
    progress,
    projects,
    records,
    rows,
    rules,
    schedules,
    stories,
)
from data.sample.places import Bodies

SMALLEST, LARGEST = 47, 1_000_000
FEWEST_DATES, MOST_DATES = 4, 26
VERSION = 3  # of the generator: raised whenever the same size and seed give another city
CHUNK = 20_000  # projects in one batch: what is held in memory at a time


def city(projects: int, seed: int, dates: int = 12) -> Parsed:
    """An invented city with that many projects, reported at the last `dates` ends of a quarter up to 2025-06-30.

    The batches can be gone through any number of times and are made one by one, so that a city
    of a million projects needs no more memory than one of 20,000.
    """
    if not SMALLEST <= projects <= LARGEST:
        raise PortfolioError(
            N_("An invented city has {smallest:,} to {largest:,} projects, not {projects:,}."),
            smallest=SMALLEST, largest=LARGEST, projects=projects,
        )  # fmt: skip
    if not FEWEST_DATES <= dates <= MOST_DATES:
        raise PortfolioError(
            N_("An invented city has {fewest} to {most} reporting dates, not {dates}."),
            fewest=FEWEST_DATES, most=MOST_DATES, dates=dates,
        )  # fmt: skip
    described: dict[str, object] = {"projects": projects, "seed": seed, "dates": dates, "version": VERSION}
    name = f"invented city, {projects} projects, seed {seed}, {dates} dates"
    file = SourceFile(name, hashlib.sha256(f"{name}, version {VERSION}".encode()).hexdigest(), 0, described)
    return Parsed([file], _City(projects, seed, dates))


@dataclass(frozen=True, slots=True)
class _City:
    """The batches of a city, made anew each time they are gone through."""

    projects: int
    seed: int
    dates: int

    def __iter__(self) -> Iterator[Batch]:
        bodies = places.settle(self.projects, self._rng(0))
        chunks = -(-self.projects // CHUNK)
        edges = np.linspace(0, self.projects, chunks + 1).astype(int).tolist()
        for number, (first, end) in enumerate(pairwise(edges), start=1):
            batch = self._chunk(first, end - first, bodies, self._rng(number), self._rng(-number))
            if first == 0:
                batch.organisations, batch.aliases = bodies.frame(), places.aliases(bodies)
                batch.labels, batch.reforms = places.labels(), places.reforms()
                batch.flags = oddities.plant(batch.facts)
            batch.rows_read = batch.rows_used = sum(len(frame) for frame in batch.facts.values())
            yield batch

    def _rng(self, stream: int) -> np.random.Generator:
        return np.random.default_rng([self.seed % 2**63, self.projects, stream % 2**63])  # any whole number is a seed

    def _chunk(
        self, first: int, count: int, bodies: Bodies, rng: np.random.Generator, extra: np.random.Generator
    ) -> Batch:
        drawn = projects.draw(count, rng)
        if first == 0:
            stories.plant(drawn, self.projects, rng)
            rules.plant(drawn, self.projects, extra)
        projects.name(drawn, first)
        projects.appoint(drawn, bodies, rng)
        if first == 0:
            stories.plant_bodies(drawn, self.projects, bodies)
            rules.plant_owners(drawn, self.projects, bodies)
        plan = schedules.build(drawn, calendar.quarter_ends(self.dates), rng)
        if first == 0:
            stories.rewrite_flagship(plan)
        cost = money.costs(drawn, rng, extra)
        rules.delegate(drawn, cost, bodies, extra)
        plans = money.plans(drawn, plan, cost)
        snapshots = schedules.milestones(drawn, plan, rng)
        slip = schedules.known_slip(snapshots[snapshots["milestone"] == "completion"], plan)
        annual, funding = money.yearly(drawn, plan, cost, plans)
        facts = {
            "project_record": records.project_record(drawn, plan, rules.in_catalogue(drawn, plan, plans), rng),
            "participation": collaboration.by_stage(drawn, records.participation(drawn, plan, bodies)),
            "appointment": rules.appointment(drawn, plan, cost, bodies, first),
            "budget_figure": money.budget_figure(drawn, plan, cost, rng),
            "funding": funding,
            "annual_plan": annual,
            "contract": money.contract(drawn, plan, cost, bodies),
            "payment": progress.payment(drawn, plan, cost, bodies, rng),
            "progress_report": progress.progress_report(drawn, plan, cost, slip, rng),
            "milestone_snapshot": rows.snapshots(drawn, plan.dates, snapshots),
            "attendance": collaboration.attendance(drawn, plan, bodies, first),
        }
        collaboration.rename(facts, drawn, plan, bodies)
        return Batch(facts)
