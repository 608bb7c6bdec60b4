"""Long computations: run in the background, once for all readers, with their progress and a way to stop them.

    if jobs.ready("qap_correlation", scope, language("Run the test")):
        view.table("qap_correlation", scope)

A job makes one named table, of one version of one database, in one scope. The result lands in the cache of
`snapshot`, so nothing is left of a job that is done; one that failed is kept with its reason until somebody
starts it again. Where its readers leave without a word it is left to finish, unless others wait for their turn; it
ends with the process.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from uuid import uuid4
from zlib import crc32

import streamlit as st

from analytics import progress
from analytics.errors import PortfolioError
from analytics.scope import Scope
from pages.components import address, snapshot, view

AT_ONCE = 2  # more would only make each other wait
EVERY = 1.0  # s: how often the bar is drawn anew
SOON = 0.4  # s: what takes no longer needs no bar
_GONE = 10.0  # s without a sign from a reader, who then has left
_FAILURES = 64  # kept at most
_READER, _LEFT, _DRAWN = "_job_reader", "_jobs_left", "_job_drawn"

Key = tuple[str, str, str, Scope]  # database, version, table, scope
Make = Callable[[], object]


class Job:
    """A thread that makes one table: `done` steps so far `of` all; `error` is why there is none."""

    def __init__(self, make: Make, turn: threading.Semaphore, others_wait: Callable[[], bool]) -> None:
        self.done, self.of = 0, 0
        self.error: Exception | None = None
        self.ended, self.waits = threading.Event(), True
        self._make, self._turn, self._others_wait = make, turn, others_wait
        self._unwanted, self._given_up = threading.Event(), False
        self._started, self._seen = time.monotonic(), dict[str, float]()  # reader -> when last
        threading.Thread(target=self._run, name="zonglan-job", daemon=True).start()

    @property
    def runs(self) -> bool:
        """Whether a table may still come of it."""
        return not (self.ended.is_set() or self._unwanted.is_set())

    def seen_by(self, reader: str) -> None:
        """This reader waits for it, still."""
        self._seen[reader], self._given_up = time.monotonic(), False

    def left_by(self, reader: str) -> None:
        """This reader wants it no more: it stops at its next tick, unless another one waits for it."""
        self._seen.pop(reader, None)
        self._given_up = True
        if self._is_alone():
            self._unwanted.set()

    def _is_alone(self) -> bool:
        return all(time.monotonic() - seen > _GONE for seen in tuple(self._seen.values()))

    def _run(self) -> None:
        try:
            while not self._turn.acquire(timeout=0.1):
                self._stop_if_unwanted()
            try:
                self.waits = False
                self._stop_if_unwanted()
                with progress.heard_by(self._tick):
                    self._make()
            finally:
                self._turn.release()
        except (progress.Cancelled, snapshot.Moved):
            pass  # nobody wants it, or there is a newer version: the readers' next run asks for that
        except Exception as error:  # a thread has nobody to tell it to; the next run of a reader has
            self.error = error
        finally:
            self.waits = False
            self.ended.set()

    def _tick(self, done: int, of: int) -> None:
        self._stop_if_unwanted()
        self.done, self.of = done, of

    def _stop_if_unwanted(self) -> None:
        forgotten = time.monotonic() - self._started > _GONE and self._others_wait()
        if (self._given_up or forgotten) and self._is_alone():
            self._unwanted.set()
        if self._unwanted.is_set():
            raise progress.Cancelled


class Board:
    """The jobs of this process."""

    def __init__(self) -> None:
        self._jobs: dict[Key, Job] = {}
        self._turn = threading.Semaphore(AT_ONCE)
        self._lock = threading.Lock()

    def find(self, key: Key) -> Job | None:
        """The job that has not ended, or has failed."""
        with self._lock:
            job = self._jobs.get(key)
            return job if job and (job.error or not job.ended.is_set()) else None

    def start(self, key: Key, make: Make) -> Job:
        """The job that runs already, else a new one."""
        with self._lock:
            job = self._jobs.get(key)
            if not job or not job.runs:
                failed = [known for known, other in self._jobs.items() if other.error]
                self._jobs = {
                    known: other
                    for known, other in self._jobs.items()
                    if not other.ended.is_set() or known in failed[-_FAILURES:]
                }
                job = self._jobs[key] = Job(make, self._turn, self._somebody_waits)
            return job

    def _somebody_waits(self) -> bool:
        return any(job.waits for job in tuple(self._jobs.values()))

    def forget(self, key: Key) -> None:
        """As if it had never been started."""
        with self._lock:
            self._jobs.pop(key, None)


@st.cache_resource(show_spinner=False)
def board() -> Board:
    """The one board of this process."""
    return Board()


def ready(name: str, scope: Scope, label: str, *, start: bool = False) -> bool:
    """Whether the named table is there for this version of the database: to ask for it then takes no time.

    Where it is not, this stands in its place: a button `label` that starts making it (with `start` none is
    needed, until the reader has stopped it), then its progress and a way to stop it; the page runs again when
    it is done. Where it cannot be made, the reason and the button.
    """
    key = (snapshot.url(), snapshot.version(), name, scope)
    make, job = snapshot.later(name, scope), board().find(key)
    if not job and snapshot.is_made(name, scope):  # while a stopped one is about to end, this would wait for it
        return True
    left = key in _left()
    if start and not left and not (job and (job.runs or job.error)):
        job = board().start(key, make)
    if job and job.runs and not left and not job.ended.wait(SOON):
        st.session_state[_DRAWN] = False
        _watch(key)
        st.session_state[_DRAWN] = True
        return False
    if job and job.error:
        _tell(key, job.error)
    elif job and job.ended.is_set() and not left:  # just now
        if snapshot.is_made(name, scope):
            return True
        st.rerun()  # with the version that there is now
    st.button(label, key=_named("start", key), on_click=_begin, args=(key, make), icon=":material/play_arrow:")
    return False


def _tell(key: Key, error: Exception) -> None:
    if not isinstance(error, PortfolioError):  # a mistake of ours is told as every other one
        board().forget(key)
        raise error
    view.note(error.render(address.language()), alarm=True)


@st.fragment(run_every=EVERY)
def _watch(key: Key) -> None:
    job, language = board().find(key), address.language()
    going = job is not None and job.runs and key not in _left()
    if not going and st.session_state[_DRAWN]:  # a run that ends before it is drawn would lose what widgets say
        st.rerun()
    done, of = (job.done, job.of) if job else (0, 0)
    if job:
        job.seen_by(_reader())
    words = language("Preparing the data")
    if of:
        words = language("{done} of {of} done ({share})", done=language.number(done), of=language.number(of),
                         share=language.percent(done / of))  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", key=_named("job", key)):
        st.progress(min(1.0, done / of) if of else 0.0, text=words)
        st.button(
            language("Stop"), key=_named("stop", key), on_click=_leave, args=(key,), icon=":material/stop:",
            help=language("Stop this computation; it can be started again"),
        )  # fmt: skip


def _begin(key: Key, make: Make) -> None:
    _left().discard(key)
    board().start(key, make)


def _leave(key: Key) -> None:
    _left().add(key)
    if job := board().find(key):
        job.left_by(_reader())


def _left() -> set[Key]:
    """What this reader has stopped."""
    return st.session_state.setdefault(_LEFT, set())


def _reader() -> str:
    return st.session_state.setdefault(_READER, uuid4().hex)


def _named(part: str, key: Key) -> str:
    """The key of a widget: several scopes of one table may stand on a page."""
    return f"job-{part}-{key[2]}-{crc32(repr(key[3]).encode()):08x}"
