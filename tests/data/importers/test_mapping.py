"""A mapping is a file that a person can read, mend and use again; its mistakes are said all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import BadMapping, NotFound
from data.importers import mapping as mappings
from data.importers.fields import FIELDS
from data.importers.mapping import SHIPPED, Column, Mapping

CODE = '[[column]]\nheader = "id"\nfield = "code"\n'


@pytest.mark.parametrize("name", [path.stem for path in SHIPPED.glob("*.toml")])
def test_every_shipped_mapping_reads_and_survives_being_written(name: str) -> None:
    shipped = mappings.load(name)
    assert mappings.from_toml(mappings.to_toml(shipped), name) == shipped
    assert shipped.title


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\x7f\"'\\"), min_size=1, max_size=12
)
columns = st.builds(
    Column,
    header=texts,
    field=st.sampled_from(sorted(set(FIELDS) - {"funding"})),
    null_words=st.lists(texts, max_size=2).map(tuple),
    split=st.lists(texts, max_size=2).map(tuple),
    zero_is_unknown=st.booleans(),
    optional=st.booleans(),
    year=st.none() | st.integers(1900, 2200),
)
made = st.builds(
    Mapping,
    name=st.just("mine"),
    title=texts,
    columns=st.lists(columns, max_size=4).map(lambda rest: (Column("id", "code"), *rest)),
    currency=st.sampled_from(["CNY", "USD", "KWD"]),
    null_words=st.lists(texts, max_size=3).map(tuple),
    as_of_day=st.sampled_from(["", "03-31"]),
    as_of_pattern=st.sampled_from(["", "as of (.*)"]),
)


@given(made)
def test_any_mapping_survives_being_written(given_mapping: Mapping) -> None:
    assert mappings.from_toml(mappings.to_toml(given_mapping), "mine") == given_mapping


def test_all_mistakes_are_said_at_once() -> None:
    text = """
currency = "yuan"
decimal = ";"
null_patterns = ["("]
encoding = "utf-9"
[as_of]
pattern = "as of"
day = "02-30"
[codes.status]
"Open" = "opened"
[[column]]
header = "Total"
field = "budget"
[[column]]
header = "Cost"
field = "budget:current"
unit = "bags"
[[column]]
header = "State"
field = "status"
[[column]]
header = "Grant"
field = "funding"
"""
    with pytest.raises(BadMapping) as caught:
        mappings.from_toml(text, "mine")
    said = str(caught.value)
    for part in ("yuan", "decimal", "“(”", "utf-9", "“as of”", "02-30", "opened", "budget", "bags", "source", "code"):
        assert part in said
    assert len(caught.value.mistakes) == len(said.splitlines()) == 11
    assert caught.value.render(lambda message: message) == said


@pytest.mark.parametrize(
    "text",
    [
        "column = 3", "[[column]]\nheader = 3\nfield = 'code'", "[[column]]\nfield = 'code'", "nonsense = 1", "= 1",
        "as_of = 1", "codes = 1", "column = [1]", CODE + "[codes]\nstatus = 1", CODE + "[codes.status]\na = 1",
        CODE + "[codes.nothing]\na = 'b'", CODE + "year = true", "null_words = [1]\n" + CODE, "currency = ''\n" + CODE,
        "separator = ',,'\n" + CODE, CODE + "unit = '万元'", CODE + "codes = 'phases'", "encoding = 'base64'\n" + CODE,
        "a = " + "[" * 2000,
    ],
)  # fmt: skip
def test_nonsense_is_a_bad_mapping(text: str) -> None:
    with pytest.raises(BadMapping):
        mappings.from_toml(text, "mine")


@given(st.text(max_size=80))
def test_no_text_makes_reading_a_mapping_stumble(text: str) -> None:
    try:
        mappings.from_toml(text, "mine")
    except BadMapping:
        return
    raise AssertionError("random text was taken for a mapping")


def test_a_saved_mapping_is_listed_and_loaded_by_its_name() -> None:
    mine = Mapping("区级台账", (Column("项目代码", "code"),), null_words=("无",))
    mappings.save(mine)
    assert mappings.load("区级台账") == mine
    assert mappings.names()[-1] == "区级台账"


@pytest.mark.parametrize("name", ["", "../evil", "a/b", ".hidden", "a" * 61, "con\n", "x.", "a\\b", "C:x"])
def test_a_mapping_cannot_be_saved_outside_its_folder(name: str) -> None:
    with pytest.raises(BadMapping):
        mappings.save(Mapping(name, (Column("id", "code"),)))
    assert not list(mappings.saved_folder().parent.rglob("*.toml"))


def test_a_shipped_mapping_is_never_overwritten() -> None:
    with pytest.raises(BadMapping, match="comes with Zonglan"):
        mappings.save(Mapping("uk-gmpp", (Column("id", "code"),)))


def test_an_unknown_mapping_is_not_found_and_the_known_ones_are_named() -> None:
    with pytest.raises(NotFound, match="chinese-ledger, nyc-capital-projects, uk-gmpp, world-bank"):
        mappings.load("../uk-gmpp")


def test_a_mapping_is_also_read_from_a_path(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(CODE, encoding="utf-8")
    assert mappings.load(str(tmp_path / "own.toml")) == Mapping("own", (Column("id", "code"),))
    (tmp_path / "broken.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadMapping):
        mappings.load(str(tmp_path / "broken.toml"))
