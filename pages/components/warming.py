"""What most readers ask for first, made while the first of them already read.

The usual tables of every page are made one after the other as jobs: a reader who asks for one that is being made
waits for it instead of making it again, and where a page shows progress, it shows this one's. Whoever starts the
server waits for none of it, however large the database is.
"""

from __future__ import annotations

import gc
import threading
import traceback

from analytics.scope import Scope
from pages.components import contents, jobs, snapshot

PATIENCE = 60.0  # s: a table that takes longer is left, at its next step, to those who ask for it
DONE = threading.Event()


def begin() -> None:
    """Start; `DONE` is set when everything is there."""
    threading.Thread(target=_warm, name="zonglan-warming", daemon=True).start()


def _warm() -> None:
    try:
        for which in snapshot.DATABASES:
            url, version = snapshot.newest(which)
            for name in ("code_labels", *(name for page in contents.PAGES.values() for name in page.tables)):
                _make((url, version, name, Scope()))
        gc.collect()
        gc.freeze()  # what stays is not gone through again after every run
    finally:
        DONE.set()


def _make(key: jobs.Key) -> None:
    job = jobs.board().start(key, snapshot.making(*key))
    if not job.ended.wait(PATIENCE):
        job.left_by("")
        job.ended.wait()
    if job.error:  # whoever asks for the table is told by the page
        traceback.print_exception(job.error)
        jobs.board().forget(key)
