"""Hostile and broken files: refused in plain words, within two seconds and little memory."""

# Long because: one test for each way in which a file can be hostile.

from __future__ import annotations

import gzip
import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import RefusedFile
from data.importers import guard, oc4ids, spreadsheet

ROOT = Path(__file__).parents[3]
MB = 1 << 20
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def workbook(rows: int = 3) -> bytes:
    """A small honest workbook."""
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append([f"P{number}", number])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def with_part(name: str, content: bytes | Callable[[zipfile.ZipFile], None]) -> bytes:
    """An honest workbook in which one part is replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as honest,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as changed,
    ):
        for part in honest.namelist():
            if part != name:
                changed.writestr(part, honest.read(part))
        if callable(content):
            content(changed)
        else:
            changed.writestr(name, content)
    return made.getvalue()


FIRST = "xl/worksheets/sheet1.xml"


def write_bomb(path: Path) -> None:
    def blanks(archive: zipfile.ZipFile) -> None:
        with archive.open(FIRST, "w") as part:
            part.write(SHEET.partition("{}")[0].encode())
            for _ in range(300):
                part.write(b" " * MB)

    path.write_bytes(with_part(FIRST, blanks))


def write_entities(path: Path) -> None:
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = SHEET.format('<row r="1"><c r="A1" t="str"><v>&a11;</v></c></row>')
    path.write_bytes(with_part(FIRST, f"<!DOCTYPE worksheet [{entities}]>{body}".encode()))


def write_lying_sizes(path: Path) -> None:
    """20 MB that the directory gives as 1,000 bytes."""
    content = bytearray(with_part(FIRST, SHEET.format(" " * 20 * MB).encode()))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(signature)
        while content[at + offset : at + offset + 4] != struct.pack("<L", len(SHEET.format(" " * 20 * MB))):
            at = content.find(signature, at + 4)
        content[at + offset : at + offset + 4] = struct.pack("<L", 1000)
    path.write_bytes(content)


def write_many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(30_000):
            archive.writestr(f"xl/media/{number}.png", b"")


def write_gzip_bomb(path: Path) -> None:
    path.write_bytes(gzip.compress(b'{"projects": [') + gzip.compress(b" " * 32 * MB) * 64)  # 2 GB unpacked


def write_long_line(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"a" * MB)


BIG = {
    "bomb.xlsx": (write_bomb, "unpacks to more"),
    "entities.xlsx": (write_entities, "XML entities"),
    "lying.xlsx": (write_lying_sizes, "damaged"),
    "many-parts.xlsx": (write_many_parts, "unpacks to more"),
    "bomb.json.gz": (write_gzip_bomb, "looks like a trap"),
    "long-line.csv": (write_long_line, "a line longer than 1024 KB"),
    "deep.json": (lambda path: path.write_text('{"projects": ' + "[" * 2_000_000), "nested deeper than 64"),
    "deep.json.gz": (
        lambda path: path.write_bytes(gzip.compress(b'{"a":' * 1_000_000)),
        "nested deeper than 64",
    ),
}

MEASURE = """
import json, resource, sys, time
from pathlib import Path
from data.importers import guard
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before = peak()
for name in sys.argv[1:]:
    began = time.process_time()
    try:
        guard.open_checked(Path(name))
        said = ""
    except guard.RefusedFile as error:
        said = str(error)
    print(json.dumps([Path(name).name, said, time.process_time() - began, peak() - before]))
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float, float]]:
    """What each big hostile file was answered, after how much work in seconds, and the most memory so far in MB."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in BIG.items():
        make(folder / name)
    command = [sys.executable, "-c", MEASURE, *(str(folder / name) for name in BIG)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    for name in BIG:
        (folder / name).unlink()
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: (said, seconds, extra) for name, said, seconds, extra in lines}


@pytest.mark.parametrize("name", BIG)
def test_a_big_hostile_file_is_refused_within_two_seconds_and_300_mb(
    name: str, measured: dict[str, tuple[str, float, float]]
) -> None:
    said, seconds, extra = measured[name]
    assert BIG[name][1] in said
    assert name in said
    assert seconds < 2
    assert extra < 300


HONEST = {
    "csv": b"code,name\nP1,Road\n",
    "utf-16": "code\tname\r\nP1\tRoad\r\n".encode("utf-16"),
    "xlsx": workbook(),
    "json": b'{"version": "0.9", "projects": []}',
    "json.gz": gzip.compress(b'{"version": "0.9", "projects": []}', mtime=0),
    "bom json": b'\xef\xbb\xbf{"projects": []}',
}


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("csv", "a.csv", "csv"),
        ("csv", "A.TSV", "csv"),
        ("csv", "a.txt", "csv"),
        ("utf-16", "a.txt", "csv"),
        ("xlsx", "a.xlsx", "xlsx"),
        ("json", "a.json", "json"),
        ("bom json", "a.json", "json"),
        ("json.gz", "a.json.gz", "json"),
    ],
)
def test_an_honest_file_is_what_its_name_says(content: str, name: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(HONEST[content])
    checked = guard.open_checked(tmp_path / name)
    assert (checked.kind, checked.name, checked.size) == (kind, name, len(HONEST[content]))
    with guard.stream(checked) as file:
        assert len(file.read()) > 0


OLE = guard.OLE + b"\0" * 600
REFUSED = [
    ("a.csv", b"", "is empty"),
    ("a.csv", b"  \r\n \n", "is empty"),
    ("a.csv", b"\xef\xbb\xbf", "is empty"),
    ("a.csv", b"code,name\nP1,Ro\0ad\n", "NUL"),
    ("a.csv", "code\nP\0\n".encode("utf-16"), "NUL"),
    ("a.csv", HONEST["xlsx"], "holds an XLSX workbook. Give it the extension .xlsx"),
    ("a.csv", HONEST["json"], "holds JSON. Give it the extension .json"),
    ("a.xlsx", HONEST["csv"], "holds plain text. Give it the extension .csv"),
    ("a.json", HONEST["csv"], "holds plain text"),
    ("a.json", HONEST["json.gz"], "compressed with gzip"),
    ("a.json.gz", HONEST["json"], "holds JSON"),
    ("a.json.gz", gzip.compress(b"code,name\n", mtime=0), "does not hold JSON"),
    ("a.json.gz", HONEST["json.gz"][:-9], "cut off or damaged"),
    ("a.json", b'{"projects": "\0"}', "NUL"),
    ("a.xlsx", OLE, "old Excel file"),
    ("a.xls", OLE, "old Excel file"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    ("a.xlsx", HONEST["xlsx"][: len(HONEST["xlsx"]) // 2], "cut off or damaged"),
    ("a.xlsx", b"PK\x03\x04" + b"x" * 100, "cut off or damaged"),
    ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "a web page or XML"),
    ("a.csv", b"\n<!DOCTYPE html><html>", "a web page or XML"),
    ("a.csv", b"%PDF-1.7", "a PDF document"),
    ("a.csv", b"\x89PNG\r\n", "a picture"),
    ("a.csv", b"SQLite format 3\0", "a SQLite database"),
    ("a.csv", b"Rar!\x1a", "an archive"),
    ("a.doc", b"hello", "does not end in one of the extensions"),
]


@pytest.mark.parametrize(("name", "content", "said"), REFUSED)
def test_a_file_that_cannot_be_read_is_refused_by_what_it_really_is(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RefusedFile, match=said) as refused:
        guard.open_checked(tmp_path / name)
    assert name in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="There is no file"):
        guard.open_checked(tmp_path / "none.csv")
    with pytest.raises(RefusedFile, match="is a folder"):
        guard.open_checked(tmp_path)


def test_a_word_document_is_not_taken_for_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(RefusedFile, match="not an XLSX workbook"):
        guard.open_checked(tmp_path / "a.xlsx")


@pytest.mark.parametrize("name", ["a.xlsx", "a.json.gz"])
def test_a_file_with_any_byte_changed_or_cut_off_anywhere_never_raises_anything_else(name: str, tmp_path: Path) -> None:
    content = HONEST[name.removeprefix("a.")]
    for at in range(0, len(content), max(1, len(content) // 150)):
        for changed in (content[:at], content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]):
            (tmp_path / name).write_bytes(changed)
            try:
                checked = guard.open_checked(tmp_path / name)
                if checked.kind == "xlsx":
                    book = spreadsheet.workbook(checked.path)
                    for sheet in book.worksheets:
                        list(spreadsheet.cells(checked.path, sheet))
            except RefusedFile:
                pass


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
    ],
)
def test_a_cell_far_outside_is_refused_rather_than_padded_for_ever(row: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_part(FIRST, SHEET.format(row).encode()))
    book = spreadsheet.workbook(guard.open_checked(path).path)
    with pytest.raises(RefusedFile, match="more than 1048576 rows or 1000 columns"):
        for _ in spreadsheet.cells(path, book.worksheets[0]):
            pass


def test_formatted_cells_without_a_value_do_not_widen_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(
        with_part(FIRST, SHEET.format('<row r="1"><c r="A1"><v>7</v></c><c r="AMJ1" s="0"/></row>').encode())
    )
    book = spreadsheet.workbook(guard.open_checked(path).path)
    [row] = spreadsheet.cells(path, book.worksheets[0])
    assert row[0].value == 7
    assert len(row) == spreadsheet.COLUMNS


def test_one_project_with_an_endless_text_is_refused_while_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"version": "0.9", "projects": [{"id": "' + "x" * 40 * MB + '"}]}')
    with pytest.raises(RefusedFile, match="of more than 16 MB"):
        oc4ids.parse([path])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"projects": [', "not valid JSON"),
        ('{"projects": [1e999999999999999999999]}', "not valid JSON"),
        ('{"projects": [' + "9" * 5000 + "]}", "a number of more than 1000 digits"),
        ('{"projects": [{"id": "a"}]} trailing', "not valid JSON"),
        ('{"projects": {}}', "no list “projects”"),
        ('{"releases": []}', "no list “projects”"),
        ("[]", "no list “projects”"),
        ('{"projects": ["\ud800"]}', "not valid JSON"),
    ],
)
def test_json_that_is_no_package_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(RefusedFile, match=said):
        for _ in oc4ids.parse([path]).batches:
            pass


def slow_nesting(text: str) -> tuple[int, int, bool]:
    """The obvious way, character by character."""
    depth = deepest = 0
    in_string = escaped = False
    for character in text:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest, depth, in_string


JSON = st.recursive(
    st.none() | st.integers() | st.text('[]{}"\\a'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('[{"\\', max_size=3), inner, max_size=3),
    max_leaves=12,
)


@given(JSON, st.integers(1, 9), st.integers(0, 200))
def test_nesting_counted_in_pieces_equals_nesting_counted_character_by_character(
    value: object, size: int, cut: int
) -> None:
    text = json.dumps(value)[: cut or None]
    deepest, depth, in_string, tail = 0, 0, False, b""
    for start in range(0, len(text), size):
        reached, depth, in_string, tail = guard.nesting(tail + text[start : start + size].encode(), depth, in_string)
        deepest = max(deepest, reached)
    assert (deepest, depth, in_string) == slow_nesting(text)
