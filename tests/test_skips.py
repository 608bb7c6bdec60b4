"""Where everything is there (`.ci/run`), a test that needs a browser, PostgreSQL or the real files may not skip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SKIPPED_BY_A_TEST = """
import pytest

@pytest.mark.browser
def test_a_page():
    pytest.skip("no browser")
"""
SKIPPED_BY_A_FIXTURE = """
import pytest

@pytest.fixture
def server():
    pytest.skip("no server")

@pytest.mark.postgresql
def test_a_query(server):
    pass
"""
SKIPPED_WHOLE = """
import pytest

pytest.skip("no files", allow_module_level=True)
"""


@pytest.mark.parametrize("processes", [0, 2])
@pytest.mark.parametrize(("strict", "end"), [(False, "3 skipped"), (True, "1 failed, 2 errors")])
def test_a_skip_is_a_failure_only_where_nothing_may_be_skipped(
    tmp_path: Path, strict: bool, end: str, processes: int
) -> None:
    for number, source in enumerate((SKIPPED_BY_A_TEST, SKIPPED_BY_A_FIXTURE, SKIPPED_WHOLE)):
        (tmp_path / f"test_needs_{number}.py").write_text(source)
    env = {key: value for key, value in os.environ.items() if key != "ZONGLAN_NO_SKIPS"}
    options = ["-c", str(ROOT / "pyproject.toml"), "-p", "tests.conftest", "-p", "no:cacheprovider", f"-n{processes}"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--continue-on-collection-errors", str(tmp_path)],
        cwd=ROOT,
        env=env | ({"ZONGLAN_NO_SKIPS": "1"} if strict else {}),
        capture_output=True,
        text=True,
    )
    assert end in done.stdout.splitlines()[-1], done.stdout + done.stderr
