"""Decisions about names of organisations: figures follow them, and a withdrawn one leaves everything as it was."""

# Long because: each kind of decision is followed through every figure, with one drawn database.

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert, select

from analytics.errors import Mistakes, NotFound
from analytics.scope import Scope
from data import database, derive, editions, register, schema
from data.derive import merges
from data.importers.batch import Parsed, SourceFile
from data.queries.slices import slice_in_scope
from data.register import DIFFERENT, Entry
from data.schema_derived import DERIVED, FOREVER, merged_organisation
from tests.data.test_derive import BODIES, SLOW, batches, check, empty
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status | name_en
        P1      | 2021-03-31 | active | Homes
        P2      | 2021-03-31 | active | Towns
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2021-03-31 | MHCLG        | responsible
        P1      | 2021-03-31 | HMT          | funder
        P2      | 2021-03-31 | MHCLG        | responsible
        P1      | 2022-03-31 | DLUHC        | responsible
        P2      | 2022-03-31 | DLUHC        | responsible
        P2      | 2022-03-31 | HMT          | funder
    """,
    "payment": """
        project | as_of      | paid_on    | amount | currency | payer | payee | contract
        P1      | 2021-03-31 | 2021-02-01 | 100    | GBP      | MHCLG | HMT   | C1
        P1      | 2022-03-31 | 2022-02-01 | 40     | GBP      | DLUHC | HMT   | C1
    """,
}
EARLY, LATE = Scope(as_of=date(2021, 3, 31)), Scope(as_of=date(2022, 3, 31))


def entry(one: str = "MHCLG", into: str = "DLUHC", **values: Any) -> Entry:
    return Entry(one, into, **{"reason": "renamed in 2021", "entered_by": "Li"} | values)


@pytest.fixture
def filled(engine: Engine) -> Engine:
    write(engine, **EDITION)
    return engine


def derived(engine: Engine, names: dict[int, Any] | None = None) -> dict[str, list[tuple[Any, ...]]]:
    """Every derived table; `names` puts something else for the numbers of organisations."""
    bodies = ("organisation_id", "responsible_id", "payer_id", "payee_id")
    found = {}
    with engine.connect() as connection:
        for made in DERIVED:
            if names and made is merged_organisation:
                continue
            stored = connection.execute(select(made)).mappings()
            found[made.name] = sorted(
                (tuple((names or {}).get(v, v) if k in bodies else v for k, v in row.items()) for row in stored),
                key=repr,
            )
    return found


def responsible(engine: Engine, scope: Scope) -> dict[str, str]:
    listed = table(engine, "projects", scope)
    return dict(zip(listed["code"], listed["responsible_en"], strict=True))


def refused(engine: Engine, wrong: Entry) -> list[str]:
    with pytest.raises(Mistakes) as caught:
        register.decide(engine, wrong)
    return str(caught.value).splitlines()


def test_every_figure_counts_the_first_name_as_the_second(filled: Engine) -> None:
    assert register.decide(filled, entry()) == 1
    assert responsible(filled, EARLY) == {"P1": "DLUHC", "P2": "DLUHC"}
    pairs = ["first_en", "second_en", "shared_projects"]
    assert rows(table(filled, "collaboration_pairs", EARLY)[pairs]) == [("HMT", "DLUHC", 1)] or rows(
        table(filled, "collaboration_pairs", EARLY)[pairs]
    ) == [("DLUHC", "HMT", 1)]
    paid = table(filled, "ledger_by_payer", LATE)
    assert rows(paid[["group_en", "payments", "paid"]]) == [("DLUHC", 2, 140)]
    choices = table(filled, "scope_choices")
    assert set(choices.loc[choices["choice_kind"] == "organisation", "label_en"]) == {"DLUHC", "HMT"}
    bodies = table(filled, "project_bodies", Scope(as_of=date(2021, 3, 31), project="P1"))
    assert set(bodies["organisation_en"]) == {"DLUHC", "HMT"}
    payments = table(filled, "project_payments", Scope(as_of=date(2022, 3, 31), project="P1"))
    assert set(payments["payer_en"]) == {"DLUHC"}


def test_a_body_beneath_the_first_name_stands_beneath_the_second_and_back_when_withdrawn(engine: Engine) -> None:
    bodies = """
        key     | name_en | kind       | level    | parent
        MHCLG   | MHCLG   | department | national |
        DLUHC   | DLUHC   | department | national |
        HMT     | HMT     | department | national |
        Homes   | Homes   | agency     | national | MHCLG
        Streets | Streets | agency     | national | DLUHC
    """
    part = """
        project | as_of      | organisation | role
        P1      | 2022-03-31 | Homes        | responsible
        P1      | 2022-03-31 | Streets      | partner
        P1      | 2022-03-31 | HMT          | funder
    """
    write(engine, organisations=bodies, participation=part, project_record=EDITION["project_record"])

    def above() -> tuple[int, list[str]]:
        with database.reading(engine) as connection:
            bodies = slice_in_scope(connection, LATE).bodies
        homes = int(bodies.index[bodies["name_en"] == "Homes"][0])
        page = table(engine, "organisation_facts", LATE.choosing(organisation_id=homes))
        return bodies["parent_id"].dropna().nunique(), page["parent_en"].tolist()

    assert above() == (2, ["MHCLG"])
    number = register.decide(engine, entry())
    assert above() == (1, ["DLUHC"])
    register.withdraw(engine, number, reason="too early", by="Wang")
    assert above() == (2, ["MHCLG"])


def test_a_filter_by_either_name_finds_the_projects_of_the_body(filled: Engine) -> None:
    with filled.connect() as connection:
        ids = dict(
            tuple(row) for row in connection.execute(select(schema.organisation.c.key, schema.organisation.c.id))
        )
    old, new = (Scope(as_of=date(2021, 3, 31), organisations=(ids[key],)) for key in ("MHCLG", "DLUHC"))
    assert table(filled, "projects", new).empty
    register.decide(filled, entry())
    assert len(table(filled, "projects", new)) == len(table(filled, "projects", old)) == 2


def test_a_decision_for_some_dates_goes_by_the_date_of_the_report(filled: Engine) -> None:
    register.decide(filled, entry("DLUHC", "MHCLG", valid_from=date(2022, 1, 1), valid_to=date(2022, 3, 31)))
    assert responsible(filled, LATE) == {"P1": "DLUHC", "P2": "DLUHC"}, "the day of the end is out"
    register.decide(filled, entry("DLUHC", "MHCLG", valid_from=date(2022, 3, 31)))
    assert responsible(filled, LATE) == {"P1": "MHCLG", "P2": "MHCLG"}, "the day of the beginning is in"


def test_decisions_are_followed_one_after_another(filled: Engine) -> None:
    register.decide(filled, entry("DLUHC", "HMT"))
    register.decide(filled, entry("MHCLG", "DLUHC"))
    assert responsible(filled, EARLY) == responsible(filled, LATE) == {"P1": "HMT", "P2": "HMT"}
    register.withdraw(filled, 1, "No", "Wang")
    assert responsible(filled, EARLY) == responsible(filled, LATE) == {"P1": "DLUHC", "P2": "DLUHC"}


def test_only_the_projects_that_name_the_body_are_derived_anew(filled: Engine) -> None:
    write(filled, participation="project | as_of | organisation | role\nP3 | 2022-03-31 | HMT | responsible")
    told: list[int] = []
    register.decide(filled, entry(), told.append)
    assert told == [2]


def test_a_withdrawn_decision_leaves_every_table_as_it_was_and_stays_in_the_log(filled: Engine) -> None:
    before = derived(filled)
    with database.reading(filled) as connection:
        version = editions.version(connection)
    register.decide(filled, entry())
    assert derived(filled) != before
    register.withdraw(filled, 1, "Mistaken", "Zhao")
    assert derived(filled) == before
    log = table(filled, "organisation_merges")
    columns = [
        "organisation_en",
        "into_en",
        "decision_state",
        "decision_reason",
        "decided_by",
        "withdrawn_by",
        "withdrawn_reason",
    ]
    assert rows(log[columns]) == [("MHCLG", "DLUHC", "withdrawn", "renamed in 2021", "Li", "Zhao", "Mistaken")]
    with database.reading(filled) as connection:
        assert editions.version(connection) != version
    with pytest.raises(NotFound):
        register.withdraw(filled, 1, "Twice", "Zhao")


def test_a_decision_outlives_an_edition_that_is_taken_back_and_waits_for_its_bodies(filled: Engine) -> None:
    first = write(
        filled, participation="project | as_of | organisation | role\nP1 | 2023-03-31 | MHCLGLG | responsible"
    )
    assert first.edition == 2
    register.decide(filled, entry("DLUHC", "MHCLGLG"))
    assert responsible(filled, LATE)["P2"] == "MHCLGLG"
    editions.take_back(filled)
    assert responsible(filled, LATE)["P2"] == "DLUHC", "P2 was not in the edition that was taken back"
    waits = table(filled, "organisation_merges").iloc[0]
    assert (waits["decision_state"], waits["into_en"]) == ("waiting", "MHCLGLG")
    write(filled, participation="project | as_of | organisation | role\nP9 | 2023-03-31 | MHCLGLG | responsible")
    assert responsible(filled, LATE)["P2"] == "MHCLGLG"
    assert table(filled, "organisation_merges")["decision_state"].tolist() == ["standing"]


def test_what_a_decision_would_change_is_what_it_changes(filled: Engine) -> None:
    before = derived(filled)
    with database.reading(filled) as connection:
        foreseen = register.asked(connection, entry(reason="", entered_by=""), EARLY)
    assert derived(filled) == before
    told = dict(tuple(row[:2]) for row in foreseen.effects[["merge_figure", "count_after"]].itertuples(index=False))
    assert set(foreseen.projects["code"]) == {"P1", "P2"}
    assert set(foreseen.projects["into_en"]) == {"DLUHC"}
    register.decide(filled, entry())
    summary = table(filled, "collaboration_summary", EARLY).iloc[0]
    names = {"bodies": "bodies", "several": "projects_shared", "pairs": "collaborating_pairs", "weight": "pair_weight",
             "paired": "bodies_in_pairs"}  # fmt: skip
    assert told == {figure: summary[name] for figure, name in names.items()}
    assert table(filled, "merge_effects", EARLY)["count_after"].tolist() == list(told.values())
    with database.reading(filled) as connection:
        back = register.asked(connection, 1, EARLY)
    assert back.effects["count_before"].tolist() == foreseen.effects["count_after"].tolist()
    assert back.effects["count_after"].tolist() == foreseen.effects["count_before"].tolist()


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(filled: Engine) -> None:
    wrong = Entry("MHCLG", "Nobody\0", "merge", date(2022, 1, 1), date(2022, 1, 1))
    said = refused(filled, wrong)
    assert len(said) == 5, said
    assert refused(filled, entry("HMT", "HMT")) == ["Choose two different names."]
    assert refused(filled, entry(valid_from=date(1900, 1, 1))) == ["Give dates between 1950 and 2100, or none."]
    assert refused(filled, entry(entered_by="x" * 2001)) == ["A reason or name has at most 2000 letters."]
    assert table(filled, "organisation_merges").empty
    with pytest.raises(NotFound):
        register.withdraw(filled, 1, "None", "Li")
    register.decide(filled, entry())
    with pytest.raises(Mistakes, match="Say why"):
        register.withdraw(filled, 1, " ", "Li")


def test_a_circle_is_refused_with_the_way_it_would_go(filled: Engine) -> None:
    register.decide(filled, entry("MHCLG", "DLUHC"))
    register.decide(filled, entry("DLUHC", "HMT", valid_from=date(2022, 1, 1)))
    assert refused(filled, entry("HMT", "MHCLG")) == [
        "This would go in a circle: “MHCLG” counts as “HMT” already, through MHCLG → DLUHC → HMT."
    ]
    assert register.decide(filled, entry("HMT", "MHCLG", valid_to=date(2022, 1, 1))) == 3, "other dates are no circle"


def test_a_name_cannot_count_as_two_bodies_at_once(filled: Engine) -> None:
    register.decide(filled, entry(valid_to=date(2022, 1, 1)))
    assert "counts as “DLUHC” in these dates" in refused(filled, entry(into="HMT", valid_from=date(2021, 12, 31)))[0]
    register.decide(filled, entry(into="HMT", valid_from=date(2022, 1, 1)))


def test_two_names_that_somebody_has_told_apart_cannot_be_merged_nor_the_other_way_round(filled: Engine) -> None:
    before = derived(filled)
    register.decide(filled, entry(decision=DIFFERENT))
    assert derived(filled) == before
    assert "are two bodies" in refused(filled, entry())[0]
    assert "are two bodies" in refused(filled, entry("DLUHC", "MHCLG"))[0]
    assert "are two bodies" in refused(filled, entry("DLUHC", "MHCLG", decision=DIFFERENT))[0]
    register.withdraw(filled, 1, "They are one", "Li")
    register.decide(filled, entry())
    assert "counts as" in refused(filled, entry("DLUHC", "MHCLG", decision=DIFFERENT))[0]


def test_a_decision_that_was_made_by_a_name_finds_its_key(filled: Engine) -> None:
    with filled.begin() as connection:
        body = {"key": "GB-1", "name_en": "Treasury", "kind": "unknown", "level": "unknown", "edition_id": 1}
        connection.execute(insert(schema.organisation).values(id=90, **body))
        assert register.key_of(connection, "GB-1") == register.key_of(connection, "Treasury") == "GB-1"
        connection.execute(insert(schema.organisation).values(id=91, **body | {"key": "GB-2"}))
        with pytest.raises(NotFound):
            register.key_of(connection, "Treasury")


@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(
    made=st.lists(batches(), min_size=1, max_size=2),
    into=st.sampled_from(BODIES[1:]),
    begin=st.sampled_from([None, date(2024, 1, 1)]),
)
def test_merging_and_withdrawing_changes_nothing_and_merging_equals_the_slow_way(
    sqlite_engine: Engine, made: list[Any], into: str, begin: date | None
) -> None:
    empty(sqlite_engine)
    for number, batch in enumerate(made):
        editions.write(sqlite_engine, Parsed(files=[SourceFile("a.csv", f"{number:064}", 1)], batches=[batch]))
    before = derived(sqlite_engine)
    register.decide(sqlite_engine, entry(BODIES[0], into, valid_from=begin))
    check(sqlite_engine)
    merged = derived(sqlite_engine)
    with sqlite_engine.begin() as connection:
        derive.rebuild(connection)
    assert derived(sqlite_engine) == merged, "derived one by one and all at once"
    register.withdraw(sqlite_engine, 1, "No", "Li")
    assert derived(sqlite_engine) == before


@settings(max_examples=12, deadline=None, suppress_health_check=SLOW)
@given(batch=batches(), into=st.sampled_from(BODIES[1:]))
def test_a_merged_portfolio_is_what_an_import_under_one_name_would_have_given(
    sqlite_engine: Engine, batch: Any, into: str
) -> None:
    def figures(decided: bool) -> dict[str, Any]:
        empty(sqlite_engine)
        editions.write(sqlite_engine, Parsed(files=[SourceFile("a.csv", f"{0:064}", 1)], batches=[batch]))
        if decided:
            register.decide(sqlite_engine, entry(BODIES[0], into))
        with sqlite_engine.connect() as connection:
            names = dict(
                tuple(row) for row in connection.execute(select(schema.organisation.c.id, schema.organisation.c.key))
            )
        return derived(sqlite_engine, names)

    merged = figures(decided=True)
    for frame in batch.facts.values():
        for column in ("organisation", "payer", "payee"):
            if column in frame:
                frame[column] = frame[column].replace({BODIES[0]: into})
    assert figures(decided=False) == merged


def same(key: str, into: str, begin: int = 1, end: int = 9999) -> merges.Same:
    return merges.Same(key, date(begin, 1, 1), FOREVER if end == 9999 else date(end, 1, 1), into)


def test_chains_are_cut_where_their_decisions_begin_and_end() -> None:
    decisions = [same("a", "b", 2010, 2020), same("b", "c", 2015, 2018)]
    assert merges.resolved(decisions, {"a", "b", "c"}) == [
        same("a", "b", 2010, 2015),
        same("a", "c", 2015, 2018),
        same("a", "b", 2018, 2020),
        same("b", "c", 2015, 2018),
    ]


def test_a_body_that_is_not_there_passes_on_and_is_nobody_s_end() -> None:
    assert merges.resolved([same("a", "b"), same("b", "c")], {"a", "c"}) == [same("a", "c")]
    assert merges.resolved([same("a", "b"), same("b", "c")], {"a", "b"}) == [same("a", "b")]
    assert merges.resolved([same("a", "b")], {"a"}) == []


def test_two_decisions_that_follow_each_other_are_one() -> None:
    assert merges.resolved([same("a", "b", 1, 2010), same("a", "b", 2010)], {"a", "b"}) == [same("a", "b")]
