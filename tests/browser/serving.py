"""A server of our own for the tests: a temporary store, a free port, ended with the test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
TUNED = ("-m", "pages.components.server", "--warm-first")  # what `make run` starts, once it has nothing else to do
PLAIN = ("-m", "streamlit", "run", "app.py")
STARTING_SECONDS = 120


def environment(store: Path) -> dict[str, str]:
    """The environment of a process that works on this store and no other database."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("PORTFOLIO_", "STREAMLIT_"))}
    return {**inherited, "PORTFOLIO_STORE": str(store)}


def data(store: Path, *command: str) -> str:
    """Run `python -m data COMMAND` on a store."""
    done = subprocess.run(
        [sys.executable, "-m", "data", *command], cwd=ROOT, env=environment(store), capture_output=True, text=True
    )
    assert done.returncode == 0, f"python -m data {' '.join(command)}: {done.stderr[-2000:]}"
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serve(store: Path, program: tuple[str, ...] = TUNED) -> Iterator[str]:
    """The address of a running server. What it logs stands among the captured output of the test."""
    port = free_port()
    command = [sys.executable, *program, "--server.port" if program == PLAIN else "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(store), stdout=subprocess.DEVNULL)
    try:
        _wait(process, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not start.")
