"""An import that is killed at any moment leaves the database as it was, or finished; two at once are no harm."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.engine import URL

from analytics.errors import Busy
from data import database, editions, schema
from data.importers import oc4ids
from tests import postgres

ROOT = Path(__file__).parents[2]
State = dict[str, list[tuple[str, ...]]]
_numbers = count(1)


def package(folder: Path, month: str, first: int, last: int) -> Path:
    """Projects that touch every fact table, with flags and a problem among them."""
    projects = []
    for number in range(first, last):
        value = {"amount": -number if number % 10 == 0 else number * 1000, "currency": "CNY"}
        projects.append(
            {
                "id": f"P{number}",
                "title": f"Project {number} in {month}",
                "status": "dug" if number % 17 == 0 else "implementation",
                "sector": ["transport"],
                "budget": {"amount": value, "approvalDate": "2024-01-01"},
                "period": {"startDate": "2024-01-01", "endDate": f"{month}-28"},
                "parties": [{"id": "1", "name": f"Bureau {number % 5}", "roles": ["buyer"]}],
                "publicAuthority": {"id": "1", "name": f"Bureau {number % 5}"},
                "contractingProcesses": [
                    {"id": f"c{number}", "summary": {"contractValue": value, "suppliers": [{"name": "Builder"}]}}
                ],
                "transactions": [{"id": month, "date": f"{month}-01", "value": {"amount": 5, "currency": "CNY"}}],
                "metrics": [
                    {
                        "id": "physicalProgress",
                        "observations": [{"measure": "40", "period": {"endDate": f"{month}-15"}}],
                    }
                ],
            }
        )
    path = folder / f"{month}.json"
    content = {"version": "0.9", "publishedDate": f"{month}-28T00:00:00Z", "projects": projects}
    path.write_text(json.dumps(content))
    return path


def state(engine: Engine) -> State:
    """Every row of every table, but for the moment at which the edition was written."""
    found: State = {}
    with database.reading(engine) as connection:
        for table in schema.metadata.sorted_tables:
            columns = [column for column in table.c if column.name != "created_at"]
            found[table.name] = sorted(tuple(map(str, row)) for row in connection.execute(select(*columns)))
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
    return found


def state_of(url: URL) -> State:
    engine = database.engine(url)
    try:
        return state(engine)
    finally:
        engine.dispose()


def import_file(url: URL, path: Path) -> None:
    engine = database.engine(url)
    editions.write(engine, oc4ids.parse([path]))
    engine.dispose()


def import_counted(url: str, path: Path, told: Pipe, stop_at: int | str) -> None:
    """Import in this process, which kills itself: after `stop_at` calls and returns of functions, Python's
    and C's, or at the "call" or the "return" of the commit."""
    engine = database.engine(url)
    events = 0

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal events
        events += 1
        at_commit = event == stop_at and frame.f_code.co_name == "do_commit"
        if events == stop_at or at_commit:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)
    editions.write(engine, oc4ids.parse([path]))
    sys.setprofile(None)
    told.send(events)


class Worked:
    """A database with one edition, the file of the second, and what must stand before and after it."""

    def __init__(self, fresh: Callable[[], Any], path: Path, before: State, after: State) -> None:
        self.fresh, self.path, self.before, self.after = fresh, path, before, after

    def run(self, url: URL, stop_at: int | str = 0) -> int | None:
        """The number of events of a whole import, None where the process was killed."""
        processes = multiprocessing.get_context("forkserver")
        processes.set_forkserver_preload(["tests.data.test_kill"])
        told, tell = processes.Pipe(duplex=False)
        shown = url.render_as_string(hide_password=False)
        process = processes.Process(target=import_counted, args=(shown, self.path, tell, stop_at))
        process.start()
        tell.close()
        process.join(120)
        assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
        return told.recv() if process.exitcode == 0 else None


@pytest.fixture
def worked(engine: Engine, tmp_path: Path, request: pytest.FixtureRequest) -> Worked:
    editions.write(engine, oc4ids.parse([package(tmp_path, "2025-01", 0, 40)]))
    before = state(engine)
    url = engine.url
    engine.dispose()
    second = package(tmp_path, "2025-02", 20, 60)

    @contextmanager
    def fresh() -> Iterator[URL]:
        """A copy of the database with one edition."""
        number = next(_numbers)
        if url.get_backend_name() == "sqlite":
            assert url.database is not None
            file = shutil.copy(url.database, tmp_path / f"copy{number}.db")
            yield database.address(f"sqlite:///{file}")
            return
        server = request.getfixturevalue("postgresql_server")
        with postgres.database(server, f"zonglan_kill_{os.getpid()}_{number}", url.database) as copy:
            yield copy

    with fresh() as finished:
        import_file(finished, second)
        after = state_of(finished)
    assert len(after["project"]) == 60
    assert len(after["edition"]) == 2
    assert before["project_fact"] != after["project_fact"]
    return Worked(fresh, second, before, after)


def test_an_import_killed_at_any_point_leaves_everything_as_before_or_is_whole(worked: Worked, backend: str) -> None:
    steps = 24 if backend == "sqlite" else 10  # a copy of a PostgreSQL database costs more
    with worked.fresh() as url:
        events = worked.run(url)
        assert state_of(url) == worked.after
    assert events is not None
    points = [1 + events * step // steps for step in range(steps)]
    outcomes = []
    for point in points:
        with worked.fresh() as url:
            assert worked.run(url, point) is None
            found = state_of(url)
            assert found in (worked.before, worked.after), f"half-written when killed at event {point} of {events}"
            outcomes.append(found == worked.before)
    assert outcomes[0]


@pytest.mark.parametrize(("moment", "whole"), [("call", False), ("return", True)])
def test_the_commit_is_the_moment_that_decides(worked: Worked, moment: str, whole: bool) -> None:
    with worked.fresh() as url:
        assert worked.run(url, moment) is None
        assert state_of(url) == (worked.after if whole else worked.before)


def test_after_a_kill_the_same_import_goes_through(worked: Worked) -> None:
    with worked.fresh() as url:
        assert worked.run(url, "call") is None
        import_file(url, worked.path)
        assert state_of(url) == worked.after


def test_the_command_line_killed_from_outside_at_any_time_leaves_nothing_half_written(
    worked: Worked,
) -> None:
    def run(url: URL, seconds: float | None) -> float:
        command = [sys.executable, "-m", "data", "import", str(worked.path), "--database"]
        began = time.perf_counter()
        process = subprocess.Popen(
            [*command, url.render_as_string(hide_password=False)], cwd=ROOT, stdout=subprocess.DEVNULL
        )
        try:
            assert process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        return time.perf_counter() - began

    with worked.fresh() as url:
        whole = run(url, None)
        assert state_of(url) == worked.after
    for part in (0.8, 0.95):
        with worked.fresh() as url:
            run(url, whole * part)
            assert state_of(url) in (worked.before, worked.after)


def test_a_second_import_is_refused_in_plain_words_while_the_first_is_writing(worked: Worked) -> None:
    with worked.fresh() as url:
        first, second = database.engine(url), database.engine(url)
        with database.writing(first):
            with pytest.raises(Busy, match="Another import is being written to this database"):
                editions.write(second, oc4ids.parse([worked.path]), wait_seconds=0.2)
            assert state(second) == worked.before
        first.dispose()
        second.dispose()


def test_a_second_import_waits_for_the_first_and_then_goes_through(worked: Worked) -> None:
    with worked.fresh() as url:
        first, second = database.engine(url), database.engine(url)
        done = threading.Event()

        def write() -> None:
            editions.write(second, oc4ids.parse([worked.path]), wait_seconds=60)
            done.set()

        with database.writing(first):
            thread = threading.Thread(target=write)
            thread.start()
            assert not done.wait(1)
        thread.join(60)
        assert done.is_set()
        assert state(first) == worked.after
        first.dispose()
        second.dispose()


def test_two_imports_started_together_are_two_editions(worked: Worked, tmp_path: Path) -> None:
    third = package(tmp_path, "2025-03", 0, 60)
    with worked.fresh() as url:
        threads = [threading.Thread(target=import_file, args=(url, path)) for path in (worked.path, third)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        together = state_of(url)
        assert [row[0] for row in together["edition"]] == ["1", "2", "3"]
        with worked.fresh() as other:
            for path in (worked.path, third) if "2025-02.json" in together["source_file"][1] else (third, worked.path):
                import_file(other, path)
            assert together == state_of(other)
