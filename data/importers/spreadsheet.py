"""XLSX workbooks from outside: checked before openpyxl sees them, read row by row within limits.

A workbook is a ZIP of XML. Every part is unpacked once, in pieces, and thrown away: the sizes that
the directory claims are held against what really comes out, checksums included, and an XML part
that declares a document type (the door to nested entities) is refused.
"""

from __future__ import annotations

import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from analytics.errors import PortfolioError, RefusedFile
from analytics.language import N_

UNPACKED_BYTES = 200 << 20  # all parts together: half a million rows of twenty columns; more belongs in a CSV
RATIO = 100  # real sheets pack 5 to 40 times; a bomb packs 1,000 times
RATIO_FREE_BYTES = 10 << 20  # below 10 MiB unpacked no ratio can hurt
STRINGS_BYTES = 64 << 20  # the table of shared strings is held in memory by openpyxl
PART_BYTES = 8 << 20  # every other XML part is held in memory as a tree, about twenty times its size
DIRECTORY_BYTES = 1 << 20  # the list of parts: about 10,000 of them; a workbook has tens
ROWS = 1_048_576  # the format's own limit: row numbers beyond it would be padded with empty rows for ever
COLUMNS = 1_000  # a ledger has tens; cells beyond may be formatted, but not filled
PIECE = 1 << 20

_DAMAGED = N_("“{name}” is cut off or damaged. Open it in a spreadsheet program and save it again.")
_TOO_LARGE = N_(
    "“{name}” is {packed} KB but unpacks to more than can be read safely. Save the sheet that is meant as .csv."
)


def is_workbook(path: Path) -> bool:
    """Whether a ZIP archive holds an XLSX workbook (damaged archives raise RefusedFile)."""
    with _open(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def check(path: Path) -> None:
    """Raises RefusedFile where the workbook is damaged, protected, or unpacks beyond the limits."""
    size = path.stat().st_size
    with _open(path) as archive:
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        bombs = [part for part in parts if part.file_size > max(RATIO_FREE_BYTES, RATIO * part.compress_size)]
        if bombs or total > min(UNPACKED_BYTES, max(RATIO_FREE_BYTES, RATIO * size)):
            raise RefusedFile(_TOO_LARGE, name=path.name, packed=size >> 10)
        for part in parts:
            if part.flag_bits & 1:
                raise RefusedFile(N_("“{name}” is protected by a password. Save a copy without one."), name=path.name)
            _check_part(path, archive, part)


def workbook(path: Path, *, formulas: bool = False) -> Workbook:
    """A checked workbook, opened for reading row by row; `formulas` gives formulas instead of their last values.

    Close it when done (`workbook.close()`).
    """
    with _translated(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that no importer needs
        return openpyxl.load_workbook(path, read_only=True, data_only=not formulas, keep_links=False)


def cells(path: Path, sheet: ReadOnlyWorksheet) -> Iterator[tuple[Cell, ...]]:
    """The cells of a sheet, first row first, at most ROWS x COLUMNS; empty rows between are empty tuples.

    The size that the sheet claims is not believed.
    """
    sheet.reset_dimensions()
    with _translated(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            if number > ROWS or any(cell.value is not None for cell in row[COLUMNS:]):
                raise RefusedFile(
                    N_("“{name}” has a sheet of more than {rows} rows or {columns} columns."),
                    name=path.name,
                    rows=ROWS,
                    columns=COLUMNS,
                )
            yield row[:COLUMNS]


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    # openpyxl raises whatever it stumbles over (KeyError, ValueError, TypeError, ParseError ...).
    try:
        yield
    except (PortfolioError, GeneratorExit):
        raise
    except Exception as error:
        raise RefusedFile(_DAMAGED, name=path.name) from error


@contextmanager
def _open(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, once its list of parts is known to be short: zipfile reads that list whole."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16) - 22))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 22:
        raise RefusedFile(_DAMAGED, name=path.name)
    directory = struct.unpack("<L", end[at + 12 : at + 16])[0]
    if directory > DIRECTORY_BYTES or end[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        raise RefusedFile(_TOO_LARGE, name=path.name, packed=path.stat().st_size >> 10)
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise RefusedFile(_DAMAGED, name=path.name) from error


def _check_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Unpack one part and forget it: zipfile stops at the claimed size and then compares the checksum."""
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    prolog = _Prolog() if is_xml else None
    with archive.open(part) as content:
        while piece := content.read(PIECE):
            if prolog and not prolog.root:
                prolog.feed(path, piece)
    if not prolog:
        return
    name = part.filename.lower()
    limit = PART_BYTES
    if name.startswith("xl/worksheets/") and prolog.root == "worksheet":
        limit = UNPACKED_BYTES
    elif name.endswith("sharedstrings.xml") and prolog.root == "sst":
        limit = STRINGS_BYTES
    if part.file_size > limit:
        raise RefusedFile(_TOO_LARGE, name=path.name, packed=path.stat().st_size >> 10)


class _Prolog:
    """An XML part up to its first element: its local name, and no document type before it."""

    def __init__(self) -> None:
        self.root = ""
        self.has_doctype = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, path: Path, piece: bytes) -> None:
        try:
            self._parser.Parse(piece)
        except expat.ExpatError as error:
            if not self.root and not self.has_doctype:
                raise RefusedFile(_DAMAGED, name=path.name) from error
        except _Enough:
            pass
        if self.has_doctype:
            raise RefusedFile(
                N_("“{name}” declares XML entities, as no spreadsheet program does. It was not read."), name=path.name
            )

    def _element(self, name: str, _attributes: object) -> None:
        self.root = self.root or name.rpartition(" ")[2]
        raise _Enough

    def _doctype(self, *_declared: object) -> None:
        self.has_doctype = True
        raise _Enough


class _Enough(Exception):
    """The prolog is over: stops the parser."""
