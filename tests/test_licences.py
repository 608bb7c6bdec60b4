"""Running Zonglan needs no package under the GPL or the AGPL."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.test_layers import SOURCES, imports

ROOT = Path(__file__).parents[1]
OURS = {"pages", "analytics", "data", "app", "tests"}
# A licence that names one of these is refused; the Lesser GPL (psycopg) does not bind a program that uses it.
COPYLEFT = re.compile(r"(?<!lesser )(?<!library )general public|affero|(?<![a-z])a?gpl", re.IGNORECASE)


def requirements() -> list[Requirement]:
    """The lines of requirements.txt."""
    lines = [line.partition("#")[0].strip() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()]
    return [Requirement(line) for line in lines if line]


def running() -> dict[str, metadata.Distribution]:
    """The packages of requirements.txt and all that they need, as installed here."""
    waiting = [(wanted, "") for wanted in requirements()]
    found: dict[str, metadata.Distribution] = {}
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted, extra = waiting.pop()
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        for asked in {"", *wanted.extras}:
            key = (re.sub(r"[-_.]+", "-", wanted.name).lower(), asked)
            if key in seen:
                continue
            seen.add(key)
            found[key[0]] = metadata.distribution(wanted.name)
            waiting += [(Requirement(line), asked) for line in found[key[0]].requires or []]
    return found


def licence(package: metadata.Distribution) -> str:
    """What the package says of itself; a whole licence text in the field `License` counts by its first line."""
    said = [line for word in ("License-Expression", "License") for line in package.metadata.get_all(word) or []]
    classified = [line for line in package.metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    return "; ".join([*classified, *(text.strip().partition("\n")[0] for text in said)])


PACKAGES = running()


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_a_package_that_running_needs_says_its_licence_and_is_free_of_the_gpl(name: str) -> None:
    package = PACKAGES[name]
    said = licence(package)
    files = [str(file) for file in package.files or [] if re.search(r"licen[cs]e|copying", str(file), re.IGNORECASE)]
    assert said.strip("; ") or files, f"{name} says nothing about its licence"
    # "A OR GPL" leaves the choice of A.
    choices = re.split(r"\bOR\b", said)
    assert any(not COPYLEFT.search(choice) for choice in choices), f"{name}: {said}"


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("AGPL-3.0", True),
        ("LGPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
    ],
)
def test_the_check_tells_the_gpl_from_the_lesser_gpl(said: str, refused: bool) -> None:
    assert bool(COPYLEFT.search(said)) is refused


def test_what_the_code_imports_is_named_in_the_requirements() -> None:
    """A package that only another package brings could go away with it."""
    named = {re.sub(r"[-_.]+", "-", wanted.name).lower() for wanted in requirements()}
    providers = metadata.packages_distributions()
    missing = set()
    for file in SOURCES:
        for module in {name.partition(".")[0] for name in imports(file)} - sys.stdlib_module_names - OURS:
            provided = {re.sub(r"[-_.]+", "-", name).lower() for name in providers.get(module, [])}
            if not provided & named:
                missing.add(f"{file.relative_to(ROOT)}: {module}")
    assert sorted(missing) == []
