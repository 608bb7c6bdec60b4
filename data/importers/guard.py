"""The gate for files from outside: a file is what its name says, of bounded size, or is refused in words.

`open_checked` reads the whole file once, in pieces, before an importer sees it. Nothing here holds
more than a few pieces in memory, whatever the file says of itself. A refusal names the file, what
it really is, and what to do. The limits stand below, each with its reason; those of spreadsheets
stand in data/importers/spreadsheet.py.
"""

from __future__ import annotations

import gzip
import hashlib
import mmap
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np

from analytics.errors import RefusedFile
from analytics.language import N_
from data.importers import spreadsheet

FILE_BYTES = 2 << 30  # 2 GiB: a million projects at twelve dates are about 1 GiB of CSV
LINE_BYTES = 1 << 20  # 1 MiB: the widest real ledgers stay under 64 KiB a line; a longer line is not a table
JSON_DEPTH = 64  # an OC4IDS package nests 14 deep; deeper JSON is made to break parsers
JSON_DIGITS = 1_000  # a run of 4,300 digits is more than Python makes a number of, and crashes the JSON parser
JSON_UNPACKED_BYTES = 4 << 30  # 4 GiB out of a .json.gz: streamed, so this bounds time, not memory
GZIP_RATIO = 100  # JSON of real projects packs 5 to 30 times; zeros pack 1,000 times
GZIP_FREE_BYTES = 16 << 20  # below 16 MiB unpacked no ratio can hurt
PIECE = 1 << 20

EXTENSIONS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".json": "json", ".json.gz": "json"}
UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
GZIP, ZIP, OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_REALLY = {
    "csv": N_("“{name}” holds plain text. Give it the extension .csv, .tsv or .txt."),
    "xlsx": N_("“{name}” holds an XLSX workbook. Give it the extension .xlsx."),
    "json": N_("“{name}” holds JSON. Give it the extension .json."),
    "gzip": N_("“{name}” is compressed with gzip. Give it the extension .json.gz if it holds JSON; else unpack it."),
}
_PICTURE = N_("“{name}” is a picture. A table is needed: .csv or .xlsx.")
_ARCHIVE = N_("“{name}” is an archive. Unpack it and import the files in it.")
_FOREIGN = (
    (b"%PDF", N_("“{name}” is a PDF document. Ask for the table behind it as .csv or .xlsx.")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"SQLite format 3\0", N_("“{name}” is a SQLite database. Export the table that is meant as .csv.")),
    (b"PAR1", N_("“{name}” is a Parquet file. Export it as .csv or .xlsx.")),
)
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|table|meta|\?xml)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be read: `kind` is csv, xlsx or json; `sha256` and `size` are those of the file itself."""

    path: Path
    kind: str
    sha256: str
    size: int
    name: str


def open_checked(path: Path) -> Checked:
    """The file, checked from its first byte to its last.

    Raises RefusedFile where it is missing, empty, too large, hostile, damaged, protected by a
    password, or not what its extension says.
    """
    name = path.name
    expected = _expected(path)
    try:
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise RefusedFile(
                N_("“{name}” is larger than {limit} MB. Split it into several files."),
                name=name,
                limit=FILE_BYTES >> 20,
            )
        with path.open("rb") as file:
            head = file.read(PIECE)
            kind = _content(path, head)
            if kind != ("gzip" if _is_packed(name) else expected):
                raise RefusedFile(_REALLY[kind], name=name)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RefusedFile(N_("“{name}” cannot be read: {reason}."), name=name, reason=error.strerror) from error
    checked = Checked(path, expected, sha256, size, name)
    if expected == "xlsx":
        spreadsheet.check(path)
    elif expected == "json":
        _check_json(checked)
    else:
        _check_text(checked, UTF16_MARKS.get(head[:2]))
    return checked


def stream(checked: Checked) -> IO[bytes]:
    """The bytes of a checked file, unpacked where it is compressed. Close it when done."""
    return cast(IO[bytes], gzip.open(checked.path)) if _is_packed(checked.name) else checked.path.open("rb")


def _is_packed(name: str) -> bool:
    return name.lower().endswith(".gz")


def _expected(path: Path) -> str:
    """The kind that the extension promises, once there is a file at all."""
    name = path.name
    if not path.exists():
        raise RefusedFile(N_("There is no file “{name}”."), name=str(path))
    if path.is_dir():
        raise RefusedFile(N_("“{name}” is a folder. Name the files in it."), name=name)
    if not path.is_file():
        raise RefusedFile(N_("“{name}” is not a file on disk."), name=name)
    if not path.stat().st_size:
        raise RefusedFile(N_("“{name}” is empty."), name=name)
    for extension, kind in EXTENSIONS.items():
        if name.lower().endswith(extension):
            return kind
    with path.open("rb") as file:
        _content(path, file.read(PIECE))  # says what it is where that is known
    raise RefusedFile(
        N_("“{name}” does not end in one of the extensions that can be read: {allowed}."),
        name=name,
        allowed=" ".join(EXTENSIONS),
    )


def _content(path: Path, head: bytes) -> str:
    """What the bytes say: csv, xlsx, json or gzip; anything else is refused by its own name."""
    name = path.name
    for signature, message in _FOREIGN:
        if head.startswith(signature):
            raise RefusedFile(message, name=name)
    if head.startswith(OLE):
        raise RefusedFile(_old_office(path), name=name)
    if head.startswith((ZIP, b"PK\x05\x06")):
        if spreadsheet.is_workbook(path):
            return "xlsx"
        raise RefusedFile(N_("“{name}” is a ZIP archive or another Office document, not an XLSX workbook."), name=name)
    if head.startswith(GZIP):
        return "gzip"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(text):
        raise RefusedFile(
            N_("“{name}” is a web page or XML. Open it in a spreadsheet program and save it as .xlsx or .csv."),
            name=name,
        )
    return "json" if text[:1] in (b"{", b"[") else "csv"


def _old_office(path: Path) -> str:
    """An XLSX with a password is an OLE container with a stream of this name; else it is an old .xls or .doc."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            return N_("“{name}” is protected by a password. Save a copy without one.")
    return N_("“{name}” is an old Excel file (.xls). Open it in a spreadsheet program and save it as .xlsx.")


def _check_text(checked: Checked, utf16: str | None) -> None:
    """No NUL characters, no endless line, something other than blanks. UTF-16 is told by its byte order mark."""
    line, blank = 0, True
    for raw in _pieces(checked):
        piece = raw.decode(utf16, "replace").encode() if utf16 else raw
        blank = blank and not piece.removeprefix(b"\xef\xbb\xbf").strip()
        if b"\0" in piece:
            raise RefusedFile(
                N_("“{name}” holds NUL characters, so it is not text. Save it again as UTF-8 text."),
                name=checked.name,
            )
        lines = piece.replace(b"\r", b"\n").split(b"\n")
        if max(line + len(lines[0]), *map(len, lines)) > LINE_BYTES:
            raise RefusedFile(
                N_("“{name}” has a line longer than {limit} KB, so it is not a table."),
                name=checked.name,
                limit=LINE_BYTES >> 10,
            )
        line = len(lines[-1]) + (line if len(lines) == 1 else 0)
    if blank:
        raise RefusedFile(N_("“{name}” is empty."), name=checked.name)


def _check_json(checked: Checked) -> None:
    """Brackets no deeper than JSON_DEPTH, no endless number, no NUL; what is packed is whole and in proportion."""
    unpacked, depth, in_string, tail = 0, 0, False, b""
    try:
        for piece in _pieces(checked):
            if not unpacked and piece.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
                raise RefusedFile(N_("“{name}” does not hold JSON."), name=checked.name)
            unpacked += len(piece)
            if unpacked > JSON_UNPACKED_BYTES or unpacked > max(GZIP_FREE_BYTES, GZIP_RATIO * checked.size):
                raise RefusedFile(
                    N_("“{name}” is small but unpacks to more than {limit} MB. It looks like a trap and was not read."),
                    name=checked.name,
                    limit=unpacked >> 20,
                )
            if b"\0" in piece:
                raise RefusedFile(N_("“{name}” holds NUL characters, so it is not JSON."), name=checked.name)
            if _RUN in piece.translate(_DIGITS):
                raise RefusedFile(
                    N_("“{name}” holds a number of more than {limit} digits."), name=checked.name, limit=JSON_DIGITS
                )
            deepest, depth, in_string, tail = nesting(tail + piece, depth, in_string)
            if deepest > JSON_DEPTH:
                raise RefusedFile(
                    N_("“{name}” is nested deeper than {limit} levels, so it is not a package of projects."),
                    name=checked.name,
                    limit=JSON_DEPTH,
                )
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise RefusedFile(N_("“{name}” is cut off or damaged. Fetch it again."), name=checked.name) from error


def nesting(piece: bytes, depth: int, in_string: bool) -> tuple[int, int, bool, bytes]:
    """Brackets open in a piece of JSON: (deepest, at its end, ends within a string, bytes to put before the next).

    >>> nesting(b'{"a": ["[[[", "]"', 0, False)[:3]
    (2, 2, False)
    """
    # An escape is two bytes, so a piece never ends between them.
    kept = len(piece) - (len(piece) - len(piece.rstrip(b"\\"))) % 2
    tail, piece = piece[kept:], piece[:kept]
    if b"\\" in piece:
        piece = piece.replace(b"\\\\", b"").replace(b'\\"', b"")
    quoted = piece.split(b'"')
    outside = b"".join(quoted[in_string::2]).translate(_STEPS, _NOT_BRACKETS)
    depths = depth + np.cumsum(np.frombuffer(outside, dtype=np.int8), dtype=np.int64)
    ends_in_string = in_string ^ (len(quoted) % 2 == 0)
    if not depths.size:
        return depth, depth, ends_in_string, tail
    return max(depth, int(depths.max())), int(depths[-1]), ends_in_string, tail


_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_DIGITS = bytes(ord("9") if chr(byte).isascii() and chr(byte).isdigit() else ord(" ") for byte in range(256))
_RUN = b"9" * JSON_DIGITS
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[{]}"))


def _pieces(checked: Checked) -> Iterator[bytes]:
    with stream(checked) as file:
        while piece := file.read(PIECE):
            yield piece
