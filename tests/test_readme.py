"""What the README says to type exists, and what it points to is there."""

from __future__ import annotations

import re
from argparse import ArgumentParser, _SubParsersAction
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd

from data.__main__ import parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> dict[str, ArgumentParser]:
    """The commands of `python -m data`, with their options."""
    return next(action.choices for action in parser()._actions if isinstance(action, _SubParsersAction))


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"run", "test"} <= named
    assert named <= targets


def test_every_data_command_in_the_readme_exists_with_its_options() -> None:
    known = commands()
    shown = re.findall(r"python -m data ([a-z]+)([^`\n]*)", README)
    assert {name for name, _ in shown} <= set(known)
    for name, rest in shown:
        options = {option for action in known[name]._actions for option in action.option_strings}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, f"python -m data {name}{rest}"


def test_every_command_of_the_program_is_in_the_readme() -> None:
    assert {name for name in commands() if f"python -m data {name}" not in README} == set()


NOTEBOOK = r"^From a table of who takes part in which project [^\n]*:\n\n```python\n(.*?)^```$"


def test_the_notebook_in_the_readme_runs_from_memberships_to_the_methods_section() -> None:
    found = re.search(NOTEBOOK, README, re.MULTILINE | re.DOTALL)
    assert found
    random = np.random.default_rng(1)
    # Five circles of four bodies: four in five memberships stay within one, so its pairs meet beyond chance.
    circle = np.repeat(random.integers(0, 5, 400), 3)
    own, any_body = 4 * circle + random.integers(0, 4, 1200), random.integers(0, 20, 1200)
    who = np.where(random.random(1200) < 0.8, own, any_body)
    members = pd.DataFrame({"project_id": np.repeat(np.arange(400), 3), "organisation_id": who})
    sector = pd.Series({body: "water" if body < 8 else "roads" for body in range(20)})
    known: dict[str, object] = {"members": members.drop_duplicates(), "sector": sector}
    with redirect_stdout(StringIO()) as said:
        exec(found[1], known)
    kept = known["kept"].network.table()[["first_id", "second_id"]] // 4  # type: ignore[attr-defined]
    assert 25 < len(kept) <= 30  # six pairs in each of the five circles
    assert (kept["first_id"] == kept["second_id"]).all()
    assert "'degree_centralisation'" in said.getvalue()
    assert "Correlation(r=0." in said.getvalue()
    assert f"which left {len(kept)} of {known['ties'].ties} ties. Relations" in said.getvalue()  # type: ignore[attr-defined]


def test_every_file_that_the_readme_points_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", README) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []
