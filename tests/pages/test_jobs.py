"""Long computations in the background: once for all readers, with progress, stopped when nobody wants them."""

import threading
import time
from collections.abc import Callable

import pytest

from analytics import progress
from analytics.errors import PortfolioError
from analytics.scope import Scope
from pages.components import jobs, snapshot

KEY = ("database", "version", "a table", Scope())
OTHER = ("database", "version", "a table", Scope().choosing(seed=1))
SOON = 5.0  # s: more than any of these takes


class Work:
    """Ticks each time that it is allowed to."""

    def __init__(self, of: int = 3) -> None:
        self.of, self.starts, self.finished = of, 0, 0
        self.steps = threading.Semaphore(0)
        self.begun = threading.Event()

    def __call__(self) -> None:
        self.starts += 1
        self.begun.set()
        for done in range(self.of):
            assert self.steps.acquire(timeout=SOON)
            progress.tick(done + 1, self.of)
        self.finished += 1

    def step(self, times: int = 1) -> None:
        self.steps.release(times)


def until(there: Callable[[], bool]) -> bool:
    ends = time.monotonic() + SOON
    while not there() and time.monotonic() < ends:
        time.sleep(0.01)
    return there()


def test_two_readers_who_start_the_same_job_wait_for_one_computation() -> None:
    board, work = jobs.Board(), Work()
    first, second = board.start(KEY, work), board.start(KEY, work)
    work.step(3)
    assert first is second
    assert first.ended.wait(SOON)
    assert (work.starts, work.finished) == (1, 1)


def test_many_readers_at_once_start_one_computation() -> None:
    board, work = jobs.Board(), Work()
    readers = [threading.Thread(target=board.start, args=(KEY, work)) for _ in range(20)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    job = board.find(KEY)
    work.step(3)
    assert job is not None
    assert job.ended.wait(SOON)
    assert work.starts == 1


def test_a_job_tells_how_far_it_has_come_and_is_forgotten_when_done() -> None:
    board, work = jobs.Board(), Work()
    job = board.start(KEY, work)
    assert (job.done, job.of) == (0, 0)
    work.step()
    assert until(lambda: (job.done, job.of) == (1, 3))
    assert board.find(KEY) is job
    work.step(2)
    assert job.ended.wait(SOON)
    assert board.find(KEY) is None


def test_the_last_reader_who_leaves_stops_it_at_the_next_tick() -> None:
    board, work = jobs.Board(), Work()
    job = board.start(KEY, work)
    job.seen_by("a reader")
    assert work.begun.wait(SOON)
    job.left_by("a reader")
    work.step()
    assert job.ended.wait(SOON)
    assert (work.finished, job.done, job.error) == (0, 0, None)
    assert board.find(KEY) is None


def test_it_goes_on_where_another_reader_waits() -> None:
    board, work = jobs.Board(), Work()
    job = board.start(KEY, work)
    job.seen_by("one")
    job.seen_by("another")
    job.left_by("one")
    work.step(3)
    assert job.ended.wait(SOON)
    assert work.finished == 1


def test_a_reader_who_has_gone_without_a_word_does_not_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_GONE", 0.0)
    board, work = jobs.Board(), Work()
    job = board.start(KEY, work)
    job.seen_by("closed the browser")
    job.seen_by("stays")
    time.sleep(0.01)
    job.left_by("stays")
    work.step()
    assert job.ended.wait(SOON)
    assert work.finished == 0


def test_what_was_stopped_is_started_anew_even_before_it_has_noticed() -> None:
    board, stopped, again = jobs.Board(), Work(), Work()
    first = board.start(KEY, stopped)
    assert stopped.begun.wait(SOON)
    first.left_by("a reader")
    assert board.find(KEY) is first  # nobody asks the cache meanwhile, and waits there
    assert not first.runs
    second = board.start(KEY, again)
    assert second is not first
    again.step(3)
    assert second.ended.wait(SOON)
    stopped.step()
    assert first.ended.wait(SOON)
    assert (stopped.finished, again.finished) == (0, 1)


def test_a_failed_job_keeps_its_reason_until_it_is_started_again() -> None:
    board, work = jobs.Board(), Work(0)

    def refuse() -> None:
        raise PortfolioError("Too few organisations.")

    failed = board.start(KEY, refuse)
    assert failed.ended.wait(SOON)
    found = board.find(KEY)
    assert found is failed
    assert str(found.error) == "Too few organisations."
    assert board.start(KEY, work).ended.wait(SOON)
    assert work.finished == 1
    assert board.find(KEY) is None


def test_a_job_of_a_version_that_has_passed_ends_without_a_word() -> None:
    board = jobs.Board()

    def passed() -> None:
        raise snapshot.Moved

    job = board.start(KEY, passed)
    assert job.ended.wait(SOON)
    assert job.error is None
    assert board.find(KEY) is None


def test_no_more_run_at_once_than_the_machine_can_bear_and_one_that_waits_can_be_stopped() -> None:
    board = jobs.Board()
    works = [Work() for _ in range(jobs.AT_ONCE + 1)]
    keys = [(*KEY[:3], Scope().choosing(seed=seed)) for seed in range(len(works))]
    started = [board.start(key, work) for key, work in zip(keys[:-1], works[:-1], strict=True)]
    assert all(work.begun.wait(SOON) for work in works[:-1])
    waits = board.start(keys[-1], works[-1])
    assert not works[-1].begun.wait(0.2)
    waits.left_by("a reader")
    assert waits.ended.wait(SOON)
    assert works[-1].starts == 0
    for work in works[:-1]:
        work.step(3)
    assert all(job.ended.wait(SOON) for job in started)


def test_one_that_nobody_looks_at_makes_room_for_those_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_GONE", 0.05)
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    board, forgotten, wanted = jobs.Board(), Work(), Work()
    first = board.start(KEY, forgotten)
    first.seen_by("closed the browser")
    assert forgotten.begun.wait(SOON)
    time.sleep(0.1)
    forgotten.step()
    assert until(lambda: first.done == 1)  # nobody waits: it goes on
    second = board.start(OTHER, wanted)
    second.seen_by("a reader")
    forgotten.step()
    assert first.ended.wait(SOON)
    assert (forgotten.finished, first.error) == (0, None)
    wanted.step(3)
    assert second.ended.wait(SOON)
    assert wanted.finished == 1


def test_a_reader_who_comes_back_in_time_has_lost_nothing() -> None:
    board, work = jobs.Board(), Work()
    job = board.start(KEY, work)
    job.seen_by("one")
    job.seen_by("another")
    job.left_by("one")
    assert board.start(KEY, work) is job
    job.seen_by("one")
    job.left_by("another")
    work.step(3)
    assert job.ended.wait(SOON)
    assert (work.starts, work.finished) == (1, 1)


def test_two_jobs_do_not_hear_each_other() -> None:
    board, short, long = jobs.Board(), Work(2), Work(5)
    first, second = board.start(KEY, short), board.start(OTHER, long)
    short.step()
    long.step(3)
    assert until(lambda: (first.done, first.of, second.done, second.of) == (1, 2, 3, 5))
    short.step()
    long.step(2)
    assert first.ended.wait(SOON)
    assert second.ended.wait(SOON)
