"""Tables that say who leads a project, who is authorised to execute it, and where its money comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from analytics.errors import BadMapping
from data import editions, schema
from data.importers import editing, tabular, values
from data.importers import mapping as mappings
from data.importers.mapping import Column, Mapping, from_toml, to_toml
from tests.data.importers.table_files import DAY, Read, text
from tests.tables import rows as plain

LEDGER = mappings.load("chinese-ledger")
FUNDS = Mapping(
    "funds",
    (
        Column("id", "code"),
        Column("year", "year"),
        Column("from", "funding:source"),
        Column("kind", "funding:nature", optional=True),
        Column("capital", "funding:capital", optional=True),
        Column("sum", "funding", unit="1"),
    ),
    codes={"funding:nature": {"存量": "base", "增量": "incremental"}, "funding:capital": {"财政": "public"}},
)


def test_a_ledger_says_the_catalogue_the_leaders_the_delegate_and_private_capital(tmp_path: Path) -> None:
    content = (
        "项目代码,是否纳入集中管理目录,分管领导,项目总监,受权执行单位,社会资本（万元）\n"
        "P1,是,苇屿川,蓼田谷,甲街道办事处、乙街道办事处,1200.5\nP2,否,,碧泽浦,,\nP3,,,无,,0\nP4,也许,,,,\n"
    )
    read = Read(text(tmp_path, content), LEDGER)
    assert read.facts("project_record", "project", "in_catalogue") == [("P1", 1), ("P2", 0), ("P3", None), ("P4", None)]
    assert [(p.row, p.column, p.found) for p in read.problems] == [(5, "是否纳入集中管理目录", "也许")]
    assert read.facts("appointment", "project", "post", "holder") == [
        ("P1", "lead_official", "苇屿川"),
        ("P1", "project_director", "蓼田谷"),
        ("P2", "project_director", "碧泽浦"),
    ]
    assert read.facts("participation", "project", "role", "organisation") == [
        ("P1", "delegate", "甲街道办事处"),
        ("P1", "delegate", "乙街道办事处"),
    ]
    assert read.facts("funding", "project", "year", "source", "capital", "amount") == [
        ("P1", 2023, "社会资本", "private", 1_200_500_000),
        ("P3", 2023, "社会资本", "private", 0),
    ]
    assert read.flags == []


def test_a_holder_who_differs_in_a_second_row_of_the_same_date_is_flagged(tmp_path: Path) -> None:
    read = Read(text(tmp_path, "项目代码,项目总监\nP1,蓼田谷\nP1,碧泽浦\n"), LEDGER)
    assert [(flag.subject, flag.field, flag.rule, flag.found) for flag in read.flags] == [
        ("appointment", "holder", "duplicate_row", "碧泽浦")
    ]


def test_each_row_of_a_table_of_funds_is_a_line_of_its_own(tmp_path: Path) -> None:
    content = (
        "id,year,from,kind,capital,sum\n"
        "P1,2023,City budget,存量,财政,100\nP1,2023,Private capital,增量,private,50\nP1,2024,City budget,存量,财政,70\n"
        "P2,2023,,,,30\n"
    )
    read = Read(text(tmp_path, content), FUNDS)
    assert read.facts("funding", "project", "year", "source", "nature", "capital", "amount") == [
        ("P1", 2023, "City budget", "base", "public", 10_000),
        ("P1", 2023, "Private capital", "incremental", "private", 5_000),
        ("P1", 2024, "City budget", "base", "public", 7_000),
        ("P2", 2023, "", None, None, 3_000),
    ]
    assert read.flags == []
    assert read.problems == []


def test_dirt_in_a_table_of_funds_is_named_or_flagged_and_the_rest_comes_in(tmp_path: Path) -> None:
    content = (
        "id,year,from,kind,capital,sum\n"
        "P1,2023,Bonds,其他,财政,100\nP2,23,Bonds,,mixed,100\nP3,2023,Bonds,,,lots\nP4,2023,Bonds,,,-5\n"
        "P5,2023,Bonds,,,5\nP5,2023,Bonds,,,6\n"
    )
    read = Read(text(tmp_path, content), FUNDS)
    assert read.said == [
        (2, "kind", values.UNKNOWN_CODE),
        (3, "year", values.NOT_A_YEAR.message),
        (3, "capital", values.UNKNOWN_CODE),
        (4, "sum", values.NOT_MONEY.message),
    ]
    assert read.facts("funding", "project", "nature", "capital", "amount") == [
        ("P1", None, "public", 10_000),
        ("P2", None, None, 10_000),
        ("P4", None, None, -500),
        ("P5", None, None, 500),
        ("P5", None, None, 600),
    ]
    assert [(flag.subject, flag.field, flag.rule) for flag in read.flags if flag.field == "amount"] == [
        ("funding", "amount", "negative_amount"),
        ("funding", "amount", "duplicate_row"),
    ]


def test_a_payment_without_source_or_payee_is_kept_and_one_without_an_amount_is_named(tmp_path: Path) -> None:
    mapping = Mapping(
        "m",
        (
            Column("id", "code"),
            Column("day", "payment:paid_on"),
            Column("sum", "payment:amount", unit="1"),
            Column("from", "payment:source"),
            Column("to", "payment:payee"),
        ),
    )
    read = Read(
        text(tmp_path, "id,day,sum,from,to\nP1,2023-01-05,5,,\nP1,2023-02-05,6,Bonds,甲公司\nP1,2023-03-05,,,\n"),
        mapping,
    )
    assert read.facts("payment", "amount", "source", "payee") == [(500, None, None), (600, "Bonds", "甲公司")]
    assert [problem.row for problem in read.problems] == [4]
    assert read.flags == []


def test_funds_and_posts_reach_the_database_once_however_often_they_are_imported(
    tmp_path: Path, sqlite_engine: Engine
) -> None:
    content = "id,year,from,kind,capital,sum\nP1,2023,City budget,存量,财政,100\nP1,2023,Private,,private,50\n"
    posts = "项目代码,分管领导,是否纳入集中管理目录\nP1,苇屿川,是\n"
    for turn in ("one", "two"):
        editions.write(sqlite_engine, tabular.parse([text(tmp_path, content, f"{turn}.csv")], FUNDS, DAY))
        editions.write(sqlite_engine, tabular.parse([text(tmp_path, posts, f"{turn}-posts.csv")], LEDGER, DAY))
        content, posts = content + "P2,2023,City budget,,,1\n", posts + "P2,蓼田谷,否\n"
    with sqlite_engine.connect() as connection:
        funding, post = schema.funding.c, schema.appointment.c
        lines = connection.execute(select(funding.source, funding.capital, funding.amount).order_by(funding.id)).all()
        holders = connection.scalars(select(post.holder).order_by(post.id)).all()
    assert lines == [("City budget", "public", 10_000), ("Private", "private", 5_000), ("City budget", None, 100)]
    assert holders == ["苇屿川", "蓼田谷"]


def test_funding_needs_a_source_of_its_own_or_one_in_each_row() -> None:
    alone = replace(FUNDS, columns=(FUNDS.columns[0], FUNDS.columns[-1]), codes={})
    with pytest.raises(BadMapping, match="funding needs the name of its source"):
        from_toml(to_toml(alone), "m")
    assert from_toml(to_toml(FUNDS), "funds") == FUNDS
    named = replace(alone, columns=(alone.columns[0], Column("sum", "funding", unit="1", source="x", capital="both")))
    with pytest.raises(BadMapping, match="“both” is not known"):
        from_toml(to_toml(named), "m")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("是否纳入集中管理目录", "in_catalogue"),
        ("In central catalogue", "in_catalogue"),
        ("分管领导", "post:lead_official"),
        ("分管副市长", "post:lead_official"),
        ("Lead official", "post:lead_official"),
        ("项目总监", "post:project_director"),
        ("Project director", "post:project_director"),
        ("受权执行单位", "role:delegate"),
        ("Authorised executor", "role:delegate"),
        ("社会资本（万元）", "funding"),
        ("付款日期", "payment:paid_on"),
        ("收款单位", "payment:payee"),
    ],
)
def test_headers_about_posts_and_money_are_understood(tmp_path: Path, header: str, field: str) -> None:
    path = text(tmp_path, f"项目代码,{header}\nP1,\n")
    found = {column.header: column.field for column in tabular.inspect(path).proposal.mapping.columns}
    assert found == {"项目代码": "code", header: field}


def test_the_source_of_funds_belongs_to_the_payment_or_to_the_funds_of_its_row(tmp_path: Path) -> None:
    def proposed(headers: str) -> list[tuple[str, str, str]]:
        mapping = tabular.inspect(text(tmp_path, f"项目代码,{headers}\nP1\n")).proposal.mapping
        return [(column.field, column.source, column.capital) for column in mapping.columns[1:]]

    assert proposed("付款日期,付款金额（元）,资金来源") == [
        ("payment:paid_on", "", ""),
        ("payment:amount", "", ""),
        ("payment:source", "", ""),
    ]
    assert proposed("资金来源,资金性质,资金金额（万元）") == [
        ("funding:source", "", ""),
        ("funding:nature", "", ""),
        ("funding", "", ""),
    ]
    assert proposed("资金来源,总投资（万元）") == [("budget:current", "", "")]  # without an amount it says nothing
    assert proposed("资金金额（万元）,社会资本（万元）,市级财政资金（万元）") == [
        ("funding", "资金金额", ""),
        ("funding", "社会资本", "private"),
        ("funding", "市级财政资金", "public"),
    ]


def test_a_column_of_amounts_takes_its_header_as_source_unless_another_column_names_it(tmp_path: Path) -> None:
    layouts = [tabular.inspect(text(tmp_path, "id,from,sum\nP1,Bonds,5\n")).layout]
    empty = Mapping("m", (Column("id", "code"),))
    before = editing.rows(layouts, empty)

    def chosen(**fields: str) -> list[tuple[str, str]]:
        after = [replace(row, field=fields.get(row.header, row.field)) for row in before]
        return [(column.field, column.source) for column in editing.edited(empty, before, after).columns[1:]]

    assert chosen(sum="funding") == [("funding", "sum")]
    assert chosen(sum="funding", **{"from": "funding:source"}) == [("funding:source", ""), ("funding", "")]


def test_a_year_in_the_row_wins_over_the_year_of_the_report(tmp_path: Path) -> None:
    read = Read(text(tmp_path, "id,year,from,sum\nP1,2021,Bonds,5\n"), FUNDS, as_of=date(2023, 6, 30))
    assert read.facts("funding", "year", "as_of") == [(2021, date(2023, 6, 30))]
    assert plain(read.batches[0].facts["funding"][["source"]]) == [("Bonds",)]
