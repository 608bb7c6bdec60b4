"""One cell to one value: what is read, what is refused, and that nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import money
from data.importers import days, values
from data.importers.mapping_check import UNITS, unit_size
from data.importers.reading import ErrorValue, Formula
from data.importers.values import Bad

YUAN = values.money_reader(Decimal(1), "CNY")


@pytest.mark.parametrize(
    ("cell", "unit", "fen"),
    [
        ("12.5", "亿元", 125_000_000_000),
        ("1,234.56", "万元", 1_234_560_000),
        ("１２３４．５６", "1", 123_456),  # full width, as Chinese forms have it
        ("¥0.00", "1", 0),
        ("(1,234.50)", "1", -123_450),
        ("−3", "1", -300),
        ("¥-3", "1", -300),
        ("1.2E+08", "1", 12_000_000_000),
        ("3.5亿元", "万元", 35_000_000_000),  # the cell's own unit wins
        ("0.015", "1", 2),  # half a fen goes to the even one
        ("12 345 678", "1", 1_234_567_800),
    ],
)
def test_an_amount_becomes_whole_fen(cell: str, unit: str, fen: int) -> None:
    assert values.money_reader(UNITS[unit], "CNY")(cell) == fen


@pytest.mark.parametrize(
    "cell", ["1,23", "1.2.3", "约500", "12;5", "--3", "12%", "3 apples", "", "1e400", "9" * 40, "NaN"]
)
def test_what_is_no_amount_is_said_to_be_none(cell: str) -> None:
    assert isinstance(YUAN(cell), Bad)


def test_an_amount_in_another_currency_is_refused() -> None:
    assert YUAN("£5") == values.OTHER_CURRENCY
    assert YUAN("USD 5") == values.OTHER_CURRENCY
    assert values.money_reader(UNITS["million"], "GBP")("£2,013.02") == 201_302_000_000
    assert values.money_reader(UNITS["1"], "USD")("$1,000") == 100_000


def test_a_decimal_comma_is_read_where_the_mapping_says_so() -> None:
    euro = values.money_reader(UNITS["1"], "EUR", decimal=",")
    assert euro("1.234,56 ") == 123_456
    assert isinstance(euro("1,234.56"), Bad)


def test_a_zero_is_a_value_unless_the_mapping_says_otherwise() -> None:
    assert YUAN("0") == 0
    assert values.money_reader(UNITS["1"], "USD", zero_is_unknown=True)("0.00") is None


@given(st.decimals(-(10**8), 10**8, places=2), st.sampled_from(sorted(set(UNITS) - {"billion"})))
def test_amounts_are_exact_in_every_unit(amount: Decimal, unit: str) -> None:
    read = values.money_reader(UNITS[unit], "CNY")(f"{amount:,}")
    assert read == money.to_minor(amount * UNITS[unit], "CNY")


@pytest.mark.parametrize("unit", ["0", "-1", "NaN", "Infinity", "1e99", "pound", ""])
def test_a_unit_that_is_no_size_is_none(unit: str) -> None:
    assert unit_size(unit) is None


FORMATS = ("%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y年%m月", "%Y", "%m/%d/%Y %I:%M:%S %p", "excel")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2023-06-30", date(2023, 6, 30), date(2023, 6, 30)),
        ("2018-06-29T00:00:00Z", date(2018, 6, 29), date(2018, 6, 29)),
        ("2023.6.3", date(2023, 6, 3), date(2023, 6, 3)),
        ("2023年2月", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("9/30/2022 12:00:00 AM", date(2022, 9, 30), date(2022, 9, 30)),
        ("45107", date(2023, 6, 30), date(2023, 6, 30)),  # Excel's serial number of the day
    ],
)
def test_a_month_or_year_alone_is_its_first_day_for_a_start_and_its_last_for_an_end(
    cell: str, first: date, last: date
) -> None:
    assert days.day_reader(FORMATS)(cell) == first
    assert days.day_reader(FORMATS, ends=True)(cell) == last


@pytest.mark.parametrize("cell", ["2023-02-30", "30/06/2023", "待定", "0", "123456", "12:00", "2023-6-30-1"])
def test_what_is_in_none_of_the_formats_is_no_date(cell: str) -> None:
    assert days.day_reader(FORMATS)(cell) == days.NOT_A_DAY


def test_a_bare_year_is_the_day_of_the_year_that_the_mapping_names() -> None:
    read = days.day_reader(("%Y-%m-%d",), year_day="03-31")
    assert read("2021") == date(2021, 3, 31)
    assert read("2021年") == date(2021, 3, 31)
    assert read("0000") == days.NOT_A_DAY


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2021-2023", date(2021, 1, 1), date(2023, 12, 31)),
        ("2021年—2023年", date(2021, 1, 1), date(2023, 12, 31)),
        ("2021.03-2023.6", date(2021, 3, 1), date(2023, 6, 30)),
        ("2021年3月至2023年12月", date(2021, 3, 1), date(2023, 12, 31)),
        ("2021年3月-12月", date(2021, 3, 1), date(2021, 12, 31)),
        ("2021/3/15～2024/2/1", date(2021, 3, 15), date(2024, 2, 1)),
    ],
)
def test_a_range_of_years_or_months_is_its_first_and_last_day(cell: str, first: date, last: date) -> None:
    assert days.range_reader()(cell) == (first, last)


@pytest.mark.parametrize("cell", ["2021", "2021-13-2022", "2021.3.40-2022", "长期", "-"])
def test_what_is_no_range_is_said_to_be_none(cell: str) -> None:
    assert days.range_reader()(cell) == days.NOT_A_RANGE


def test_a_per_cent_keeps_its_own_sign_and_a_share_is_multiplied_by_a_hundred() -> None:
    assert values.percent_reader()("85.5%") == 85.5
    assert values.percent_reader()("−100") == -100
    assert values.percent_reader("share")("0.855") == 85.5
    assert values.percent_reader("share")("85%") == 85
    assert values.percent_reader()("主体施工") == values.NOT_PERCENT


def test_a_comma_in_a_name_is_part_of_the_name_unless_the_mapping_makes_it_a_separator() -> None:
    ministry = "Ministry of Agriculture, Forestry and Fishery"
    assert values.bodies_reader(())(ministry) == (ministry,)
    assert values.bodies_reader((",",))("DEP, DOT,, DEP") == ("DEP", "DOT")
    assert values.bodies_reader((" & ",))("DEFRA & DFT") == ("DEFRA", "DFT")


def test_a_word_outside_the_code_list_is_refused_with_the_list() -> None:
    read = values.code_reader({"In Bearbeitung": "active", "IT": ""}, ["active", "planned"])
    assert read("in  bearbeitung") == "active"
    assert read("PLANNED") == "planned"
    assert read("IT") is None
    assert read("Frozen") == Bad(values.UNKNOWN_CODE, "In Bearbeitung, IT, active, planned")


def test_null_words_say_not_known_and_never_zero() -> None:
    read = values.cell_reader(YUAN, ("NULL", "–"), ("^Exempt",))
    assert [read(cell) for cell in ("", "null", "–", "Exempt under Section 43", "0")] == [None, None, None, None, 0]
    assert isinstance(read("N/A"), Bad)


def test_formulas_and_spreadsheet_errors_are_never_values() -> None:
    read = values.cell_reader(values.text_reader(), ("#N/A",), ())
    assert read(Formula("=1+1")) == values.FORMULA
    assert read("=1+1") == "=1+1"  # a text that looks like a formula is a text
    assert read(ErrorValue("#REF!")) == values.ERROR_VALUE
    assert read(ErrorValue("#N/A")) is None


def test_text_that_a_database_cannot_keep_is_refused_and_never_cut() -> None:
    read = values.text_reader(5)
    assert read("12345") == "12345"
    assert read("123456") == Bad(values.TOO_LONG, "≤ 5")
    assert read("a\x00b") == values.NO_SUCH_TEXT


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_stumble(cell: str) -> None:
    readers = [
        YUAN, values.money_reader(Decimal(10**8), "KWD", ","), days.day_reader(FORMATS, ends=True, year_day="02-29"),
        days.range_reader(), values.percent_reader("share"), values.integer_reader(0, 9, values.NOT_WHOLE),
        values.code_reader({}, ["a"]), values.yes_no_reader({}), values.text_reader(9), values.bodies_reader(("、",)),
    ]  # fmt: skip
    for read in readers:
        values.cell_reader(read, ("-",), ("^x",))(cell)
