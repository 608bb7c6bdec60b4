"""Every word that a reader sees is in the catalogue, in both languages, with the same {placeholders}."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
PO = ROOT / "analytics" / "locale" / "zh_CN" / "LC_MESSAGES" / "zonglan.po"
# As in the Makefile: language("..."), self("...") within Language, language.plural("...", "...", n), N_("...")
KEYWORDS = {"language": None, "self": None, "N_": None, "plural": (1, 2)}
SOURCES = [file for top in ("pages", "analytics", "data") for file in sorted((ROOT / top).rglob("*.py"))]
SOURCES += sorted(ROOT.glob("*.py"))


def marked() -> dict[str, str]:
    """Every marked string -> the file and line where it stands first."""
    found: dict[str, str] = {}
    for file in SOURCES:
        for line, words, _comments, _context in extract_from_file("python", file, keywords=KEYWORDS):
            one = words if isinstance(words, str) else words[0]
            found.setdefault(one, f"{file.relative_to(ROOT)}:{line}")
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


def first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def plurals() -> dict[str, tuple[str, str]]:
    """Every pair of words that is chosen by count -> where it stands; read without Babel, which misses some of them
    where the call holds other calls."""
    found: dict[str, tuple[str, str]] = {}
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "plural":
                words = [word.value for word in node.args[:2] if isinstance(word, ast.Constant)]
                if len(words) == 2:
                    found[f"{file.relative_to(ROOT)}:{node.lineno}"] = (str(words[0]), str(words[1]))
    return found


def test_words_that_are_chosen_by_count_are_in_the_catalogue_in_both_forms(catalogue: Catalog) -> None:
    ids = {message.id for message in catalogue if message.id}
    assert {where: pair for where, pair in plurals().items() if pair not in ids} == {}


def test_every_string_is_translated(catalogue: Catalog) -> None:
    by_id = {first(message): message for message in catalogue if message.id}
    missing = [
        f"{where}: {text!r}"
        for text, where in marked().items()
        if text not in by_id or not all(translations(by_id[text]) or [""])
    ]
    assert missing == [], "\n".join(["Not translated (make catalogue, then fill in):", *missing])


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [first(message) for message in catalogue if message.id and message.fuzzy] == []


def test_no_translation_is_left_of_a_string_that_is_gone(catalogue: Catalog) -> None:
    words = marked()
    # Babel does not extract a string of blanks, such as the one between two sentences.
    left = [first(message) for message in catalogue if first(message).strip() and first(message) not in words]
    assert left + [first(message) for message in catalogue.obsolete.values()] == []


def test_placeholders_are_the_same_in_both_languages(catalogue: Catalog) -> None:
    different = []
    for message in catalogue:
        allowed = [fields(text) for text in ([message.id] if isinstance(message.id, str) else message.id)]
        if message.id and any(text and fields(text) not in allowed for text in translations(message)):
            different.append((message.id, message.string))
    assert different == []


def test_a_translation_is_in_chinese_or_the_same_in_every_language(catalogue: Catalog) -> None:
    chinese = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
    left = [
        first(message)
        for message in catalogue
        if message.id and re.search("[a-z]{3}", re.sub(r"\{[^}]*\}", "", first(message)))
        for text in translations(message)
        if text and not chinese.search(text)
    ]
    assert set(left) - NAMES == set()


# Words that are written alike in Chinese.
NAMES = {"CSV", "XLSX", "SVG", "PNG", "Gephi"}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_marked_string_is_whole_where_it_is_marked(file: Path) -> None:
    """An f-string or a sum of strings is never found by the extraction, and would show in English."""
    broken = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in KEYWORDS and isinstance(node.args[0], ast.JoinedStr | ast.BinOp):
            broken.append(node.lineno)
    assert broken == []


def test_a_marked_string_within_a_marked_call_is_found(tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text(
        'language("a {x}", x=language.plural("one", "many", n))\nlanguage(\n    "b "\n    "c",\n)\nN_("d")\n'
    )
    words = [found[1] for found in extract_from_file("python", file, keywords=KEYWORDS)]
    assert sorted(map(str, words)) == sorted(map(str, ["a {x}", ("one", "many"), "b c", "d"]))
