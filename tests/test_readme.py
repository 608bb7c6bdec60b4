"""What the README says to type exists, and what it points to is there."""

from __future__ import annotations

import re
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

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


def test_every_file_that_the_readme_points_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", README) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []
