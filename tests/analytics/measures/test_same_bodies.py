"""Which names are suggested to mean one body, and which look alike and are not."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import product

import pandas as pd
import pytest

from analytics.codes import SAME_DOUBTS, SAME_REASONS
from analytics.measures import body_names, same_bodies
from tests.tables import draw

BODY = {"name_en": None, "name_zh": None, "identifier": None, "kind": "unknown", "level": "unknown", "parent_id": pd.NA}
RUNS = "project_id | organisation_id | role | stage | as_of | valid_to"
LATER = "9999-12-31"


def bodies(*rows: Mapping[str, object] | str) -> pd.DataFrame:
    """Organisations numbered from 1; a text is a name in English."""
    made = [{**BODY, **({"name_en": row} if isinstance(row, str) else row)} for row in rows]
    return pd.DataFrame(made, index=range(1, len(made) + 1), columns=list(BODY))


def runs(*rows: str) -> pd.DataFrame:
    found = draw("\n".join([RUNS, *rows]))
    for name in ("as_of", "valid_to"):
        found[name] = found[name].astype("datetime64[s]")
    return found.assign(stage=found["stage"].fillna("")) if len(rows) else found


def heard(members: pd.DataFrame) -> pd.DataFrame:
    """As if every body were named for the last time where its last run begins."""
    by = members.groupby("organisation_id")["as_of"]
    return pd.DataFrame({"first_report": by.min(), "last_report": by.max()})


NOBODY = runs("9 | 99 | client | | 2020-01-01 | 9999-12-31")


def suggested(
    known: pd.DataFrame, members: pd.DataFrame = NOBODY, aliases: dict[int, str] | None = None
) -> dict[tuple[int, int], str]:
    """The pairs with their reasons."""
    others = pd.DataFrame({"organisation_id": list(aliases or {}), "name": list((aliases or {}).values())})
    found = same_bodies.suggestions(known, others, members, heard(members))
    return {(row.first_id, row.second_id): row.reasons for row in found.itertuples()}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Lanjiang Bridge Co., Ltd.", "LANJIANG BRIDGE", "letters"),
        ("Department of Health & Care", "Department for Health and Care", "letters"),
        ("HHC", "Health and Hospitals Corporation", "initials"),
        ("H+H", "NYC Health + Hospitals", "initials"),
        ("MHCLG", "Ministry of Housing, Communities and Local Government", "initials"),
        ("DfE", "Department for Education", "initials"),
        ("HHC", "H+H", "short"),
        ("Lanjiang Transport Bureau", "Lanjiang Trasnport Bureau", "spelling"),
        ("Thameslink", "Thamselink", "spelling"),
    ],
)
def test_two_english_names_of_one_body_are_suggested_with_the_reason(one: str, other: str, reason: str) -> None:
    assert list(suggested(bodies(one, other)).values()) == [reason]
    assert list(suggested(bodies(other, one)).values()) == [reason]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("澜江市发展和改革委员会", "澜江市发展改革委", "letters"),
        ("澜江建设有限责任公司", "澜江建设有限公司", "letters"),
        ("发改委", "发展和改革委员会", "abbreviation"),
        ("澜江市交通投资集团", "澜江交通投资集团", "spelling"),
    ],
)
def test_two_chinese_names_of_one_body_are_suggested_with_the_reason(one: str, other: str, reason: str) -> None:
    assert reason in next(iter(suggested(bodies({"name_zh": one}, {"name_zh": other})).values())).split(";")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DOT", "DOE"),
        ("DOT", "DOITT"),
        ("BWS", "BWT"),
        ("North District Water Bureau", "South District Water Bureau"),
        ("School No. 11", "School No. 12"),
        ("Binhe District Transport Bureau", "Donghu District Transport Bureau"),
        ("Ministry of Justice", "Ministry of Defence"),
        ("Transport Bureau", "Lanjiang Transport Bureau"),
        ("Water Company", "Road Company"),
    ],
)
def test_names_that_look_alike_and_mean_two_bodies_are_not_suggested(one: str, other: str) -> None:
    assert suggested(bodies(one, other)) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("临江区交通运输局", "滨江区交通运输局"),
        ("第一建筑工程公司", "第二建筑工程公司"),
        ("东城区水务局", "城区水务局"),
    ],
)
def test_chinese_names_that_look_alike_and_mean_two_bodies_are_not_suggested(one: str, other: str) -> None:
    assert suggested(bodies({"name_zh": one}, {"name_zh": other})) == {}


def test_projects_that_one_name_passes_on_to_another_are_the_strongest_reason() -> None:
    """Three projects of the old ministry go on under the new one, which has a project of its own."""
    passed = [
        line.format(project)
        for project, line in product(
            (1, 2, 3),
            ("{} | 1 | responsible | | 2021-03-31 | 2022-03-31", "{} | 2 | responsible | | 2022-03-31 | 9999-12-31"),
        )
    ]
    members = runs(*passed, "4 | 2 | responsible | | 2022-03-31 | 9999-12-31")
    found = same_bodies.suggestions(bodies("MHCLG", "DLUHC"), pd.DataFrame(columns=["organisation_id", "name"]),
                                    members, heard(members)).iloc[0]  # fmt: skip
    assert (found["first_id"], found["second_id"], found["reasons"]) == (1, 2, "renamed")
    assert (found["handed_over"], found["shared_projects"], found["same_role_projects"]) == (3, 3, 0)
    assert found["score"] == pytest.approx(0.9)


def test_a_project_that_goes_to_another_body_is_no_renaming_where_the_first_lives_on() -> None:
    members = runs(
        "1 | 1 | responsible | | 2021-03-31 | 2022-03-31",
        "1 | 2 | responsible | | 2022-03-31 | 9999-12-31",
        "2 | 1 | responsible | | 2022-03-31 | 9999-12-31",
    )
    assert suggested(bodies("DFT", "DEFRA"), members) == {}


def test_nor_where_the_second_was_there_before() -> None:
    members = runs(
        "1 | 1 | responsible | | 2021-03-31 | 2022-03-31",
        "1 | 2 | responsible | | 2022-03-31 | 9999-12-31",
        "2 | 2 | responsible | | 2021-03-31 | 9999-12-31",
    )
    assert suggested(bodies("CO", "DLUHC"), members) == {}


def test_nor_where_the_projects_went_to_many() -> None:
    members = runs(
        *(f"{project} | 1 | contractor | | 2021-03-31 | 2022-03-31" for project in (1, 2, 3)),
        *(f"{project} | {project + 1} | contractor | | 2022-03-31 | 9999-12-31" for project in (1, 2, 3)),
    )
    assert suggested(bodies("Alder", "Birch", "Cedar", "Drift"), members) == {}


def test_two_that_a_report_names_in_one_role_are_hardly_one() -> None:
    members = runs("1 | 1 | contractor | | 2021-03-31 | 9999-12-31", "1 | 2 | contractor | | 2021-03-31 | 9999-12-31")
    assert suggested(bodies("HHC", "Health and Hospitals Corporation"), members) == {}
    apart = members.assign(role=["client", "contractor"])
    assert suggested(bodies("HHC", "Health and Hospitals Corporation"), apart) == {(1, 2): "initials;projects"}


def test_differing_numbers_kinds_or_levels_speak_against_a_likeness() -> None:
    likeness = ({"name_en": "Lanjiang Transport Bureau"}, {"name_en": "Lanjiang Trasnport Bureau"})
    assert suggested(bodies(*likeness))
    for name, pair in (
        ("identifier", ("A1", "B2")),
        ("kind", ("company", "department")),
        ("level", ("city", "street")),
    ):
        assert suggested(bodies(*(row | {name: value} for row, value in zip(likeness, pair, strict=True)))) == {}
    chinese = ("彩桥居委会", "金桥居委会")
    assert suggested(bodies(*(row | {"name_zh": name} for row, name in zip(likeness, chinese, strict=True)))) == {}


def test_the_same_number_in_other_signs_and_a_known_other_name_are_reasons() -> None:
    numbered = bodies({"name_en": "Alder", "identifier": "GB-12 34"}, {"name_en": "Birch", "identifier": "gb1234"})
    assert suggested(numbered) == {(1, 2): "identifier"}
    assert suggested(bodies("Alder", "Birch Ltd"), aliases={1: "Birch"}) == {(1, 2): "alias"}


def test_a_common_parent_supports_a_reason_and_is_none_by_itself() -> None:
    under = ({"name_en": "Alder Office", "parent_id": 3}, {"name_en": "Birch Office", "parent_id": 3})
    assert suggested(bodies(*under, "Government")) == {}
    under = ({"name_en": "DOH", "parent_id": 3}, {"name_en": "Department of Health", "parent_id": 3})
    assert suggested(bodies(*under, "Government")) == {(1, 2): "initials;parent"}


def test_an_abbreviation_that_many_names_may_have_says_nothing() -> None:
    many = [f"Department of {word}" for word in ("Health", "Housing", "Harbours", "Highways")]
    assert suggested(bodies("DOH", *many)) == {}
    assert len(suggested(bodies("DOH", *many[:3]))) == 3


def test_the_evidence_is_what_the_reasons_leave_in_doubt() -> None:
    found = same_bodies.suggestions(
        bodies({"name_en": "DOH", "parent_id": 3}, {"name_en": "Department of Health", "parent_id": 3}, "Government"),
        pd.DataFrame(columns=["organisation_id", "name"]), NOBODY, heard(NOBODY),
    )  # fmt: skip
    assert found["score"].tolist() == [pytest.approx(1 - 0.3 * 0.8)]


def test_without_organisations_nothing_is_suggested() -> None:
    empty = same_bodies.suggestions(
        bodies(), pd.DataFrame(columns=["organisation_id", "name"]), NOBODY.head(0), heard(NOBODY.head(0))
    )
    assert empty.empty
    assert tuple(empty.columns) == same_bodies.COLUMNS


def test_every_reason_and_every_doubt_has_its_words() -> None:
    assert set(same_bodies.WEIGHTS) == set(SAME_REASONS)
    assert set(same_bodies.AGAINST) == set(SAME_DOUBTS)


def test_ten_thousand_names_are_compared_in_less_than_each_with_each_would_take() -> None:
    """Fifty million pairs: at the million a second that a plain comparison does in Python, most of a minute."""
    words = [[f"{a}{b}shire" for a, b in product("BCDFGHJKLM", "aeiou")], ["Water", "Road", "Power", "School"],
             ["Works", "Trust", "Board", "Council", "Authority"], list("ABCDEFGHIJ")]  # fmt: skip
    known = bodies(*(" ".join(each) for each in product(*words)))
    assert len(known) == 10_000
    began = time.process_time()
    suggested(known)
    assert time.process_time() - began < 20


def test_one_letter_more_less_wrong_or_swapped_is_a_slip_and_two_are_another_word() -> None:
    slips = ("councill", "counil", "counsil", "cuoncil")
    assert all(body_names._close("council", each) and body_names._close(each, "council") for each in slips)
    assert not body_names._close("eastern", "western")
    assert not body_names._close("council", "counsel")
