"""What the page about milestones says of checks that cannot be measured."""

from __future__ import annotations

from analytics import codes
from analytics.language import Language
from analytics.measures import milestone_words
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
