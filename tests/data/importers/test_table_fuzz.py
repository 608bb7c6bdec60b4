"""Whatever bytes come, the end is a batch with problems, a refused file or a bad mapping: never another error."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.errors import BadMapping, RefusedFile
from data.importers import mapping as mappings
from data.importers import tabular

DAY = date(2023, 6, 30)
ANY_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
HEADER = "项目代码,项目名称,总投资（亿元）,建设起止年限,形象进度,责任单位,进展状态,实际开工时间\n"
MEETINGS = "项目代码,会议编号,召开日期,会议类型,参会单位,参与阶段,责任单位\n"
cells = st.text(max_size=12) | st.sampled_from(
    [
        "",
        "0",
        "-1",
        "=1+1",
        "1e9",
        "2021-2023",
        "９",
        "12%",
        '"',
        "'",
        ",",
        "\n",
        "a\r",
        "合计",
        "3滞后",
        "45107",
        "9999-12-31",
    ]
)


def read_all(path: Path) -> None:
    """Everything that the imports page and the command line do with a file."""
    for name in ("chinese-ledger", "uk-gmpp"):
        with suppress(RefusedFile, BadMapping):
            for batch in tabular.parse([path], mappings.load(name), DAY).batches:
                assert batch.rows_used + len({problem.row for problem in batch.problems}) >= batch.rows_read
    with suppress(RefusedFile, BadMapping):
        proposal = tabular.inspect(path).proposal
        for batch in tabular.parse([path], proposal.mapping, DAY).batches:
            assert batch.rows_used <= batch.rows_read


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.tsv"])
@ANY_FOLDER
@given(content=st.binary(max_size=300))
def test_bytes_without_meaning(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    read_all(tmp_path / name)


@ANY_FOLDER
@given(content=st.text(max_size=300), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16", "cp1252", "utf-32"]))
def test_text_below_a_real_header(tmp_path: Path, content: str, encoding: str) -> None:
    (tmp_path / "t.csv").write_bytes((HEADER + content).encode(encoding, "replace"))
    read_all(tmp_path / "t.csv")


@ANY_FOLDER
@given(rows=st.lists(st.lists(cells, min_size=6, max_size=9), max_size=6))
def test_rows_of_odd_cells(tmp_path: Path, rows: list[list[str]]) -> None:
    content = HEADER + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    (tmp_path / "t.csv").write_bytes(content.encode("utf-8", "replace"))
    read_all(tmp_path / "t.csv")


@ANY_FOLDER
@given(rows=st.lists(st.lists(cells | st.sampled_from(["联席会议", "甲、乙"]), min_size=5, max_size=8), max_size=6))
def test_rows_of_odd_meetings(tmp_path: Path, rows: list[list[str]]) -> None:
    content = MEETINGS + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    (tmp_path / "t.csv").write_bytes(content.encode("utf-8", "replace"))
    read_all(tmp_path / "t.csv")


values = cells | st.integers() | st.floats() | st.booleans() | st.none() | st.datetimes() | st.dates() | st.times()


@settings(ANY_FOLDER, max_examples=40)
@given(rows=st.lists(st.lists(values, min_size=6, max_size=9), max_size=5))
def test_workbooks_of_odd_cells(tmp_path: Path, rows: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADER.strip().split(","))
    for row in rows:
        with suppress(Exception):  # openpyxl itself refuses to write some of them
            book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    (tmp_path / "t.xlsx").write_bytes(made.getvalue())
    read_all(tmp_path / "t.xlsx")
