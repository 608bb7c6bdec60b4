"""What a leader reads about the back-test: whom to believe, and how sure that is."""

from __future__ import annotations

from analytics.language import Language
from analytics.measures import back_test_words
from tests.tables import draw

ENGLISH = Language("en")
SCORES = draw(
    """
    forecast_method | cases  | median_miss_days | bias_days | test_refusal
    agency          | common | 30               | 80        |
    survival        | common | 40               | −3.2      |
    earned_schedule | common |                  |           | rarely
    agency          | own    | 1                | 1         |
    """,
    "back_test_scores",
)
VERDICT = draw(
    """
    forecast_method | miss_days | rival_method | rival_miss_days | miss_difference_low | miss_difference_high
    survival        | 71        | agency       | 94              | −34                 | −12
    """,
    "back_test_verdict",
).assign(is_certain=True, projects=210, pairs_scored=1204, pairs_open=300, pairs_cancelled=1, origins_left_out=6)


def said(**changed: object) -> str:
    return back_test_words.finding(VERDICT.assign(**changed), SCORES, ENGLISH)


def test_a_difference_beyond_chance_says_whom_to_believe_first_and_what_was_left_out() -> None:
    assert said() == (
        "Believe the medians of the survival curves first: on 1,204 past forecasts of 210 finished projects they "
        "missed by 71 days on average, the responsible bodies' own forecasts by 94 days."
    )
    assert back_test_words.details(VERDICT, SCORES, ENGLISH) == (
        "The difference is beyond chance: 12 to 34 days closer (95 % interval); median miss 40 days. "
        "On average completion came 3 days earlier than by the medians of the survival curves. 300 more are of "
        "projects that are not finished; finished ones like them count for more. 1 is of a project that was cancelled "
        "and is not scored. 6 older reporting dates are left out. Not compared: Earned schedule: it applied to fewer "
        "than a tenth of the past cases."
    )


def test_a_difference_within_chance_recommends_nobody() -> None:
    within = {"is_certain": False, "miss_difference_high": 5.0}
    found = said(**within)
    assert found.startswith("Believe neither more: on 1,204 past forecasts")
    assert "first" not in found
    details = back_test_words.details(VERDICT.assign(**within), SCORES, ENGLISH)
    assert details.startswith("The difference is within chance: −5 to 34 days closer (95 % interval)")


def test_few_projects_are_a_hint_and_no_recommendation() -> None:
    found = said(projects=49)
    assert found.startswith("With so few projects a hint only: on 1,204 past forecasts of 49 finished projects, ")
    assert "Believe" not in found


def test_a_refusal_is_said_with_its_reason() -> None:
    assert said(test_refusal="few_pairs") == (
        "Which forecast to believe cannot be said yet: fewer than 30 of the past forecasts can be held against a "
        "completion."
    )


def test_who_is_not_compared_is_named_with_the_reason() -> None:
    assert back_test_words.not_compared(SCORES, ENGLISH) == (
        "Not compared: Earned schedule: it applied to fewer than a tenth of the past cases."
    )
    assert back_test_words.not_compared(SCORES[:2], ENGLISH) == ""
