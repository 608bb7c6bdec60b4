"""What the page about milestones says of checks that cannot be measured."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import codes
from analytics.language import Language
from analytics.measures import milestone_words
from analytics.measures.milestones import COUNTS
from tests.tables import draw


def test_checks_that_cannot_be_measured_are_named_together_with_their_common_reason() -> None:
    health = draw(
        """
        health_check | check_value | check_verdict | check_meaning
        bei          | 0.97        | kept          | Milestones done.
        logic        |             | refused       | No import says which task waits for which other one.
        leads        |             | refused       | No import says which task waits for which other one.
        resources    |             | refused       | Nobody says.
        """,
        "schedule_health",
    )
    named = [Language()(codes.HEALTH_CHECKS[code]) for code in ("logic", "leads", "resources")]
    assert milestone_words.refused(health, Language()) == (
        f"Cannot be measured: {named[0]}; {named[1]}. No import says which task waits for which other one. "
        f"Cannot be measured: {named[2]}. Nobody says."
    )


@pytest.mark.parametrize(
    ("overdue", "starts", "said"),
    [
        (9, 5, "5 of these are starts of works whose day has passed: no report says whether the works have begun."),
        (1, 1, "1 of these is a start of works whose day has passed: no report says whether the works have begun."),
        (9, 4, ""),
    ],
)
def test_where_most_of_what_is_overdue_are_starts_the_finding_says_what_that_means(
    overdue: int, starts: int, said: str
) -> None:
    counts = pd.DataFrame(0, index=[0], columns=list(COUNTS)).assign(
        milestones_dated=9, milestones_open=9, milestones_overdue=overdue, milestones_silent=0, starts_overdue=starts
    )
    owners = pd.DataFrame({"group": [], "milestones_due_30": []})
    found = milestone_words.finding(counts, owners, Language())
    assert ("starts of works" in found or "start of works" in found) == bool(said)
    assert found.endswith(said)
