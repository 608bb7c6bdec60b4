"""The machine that a benchmark ran on, in one line: ratios travel, seconds do not."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib import metadata
from pathlib import Path


def described() -> str:
    packages = ", ".join(f"{name} {metadata.version(name)}" for name in ("streamlit", "pandas", "sqlalchemy"))
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory()} GB; Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {packages}"
    )


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
