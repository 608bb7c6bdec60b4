"""A long test in a browser: asked for, seen to go on, stopped, asked for again, done."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from analytics.measures.network_test_words import TESTS
from tests.browser.reading import query, settle, troubles, visit

pytestmark = pytest.mark.browser


def test_a_long_test_is_started_seen_to_go_on_stopped_and_done_in_the_end(page: Page, server: str) -> None:
    visit(page, server, "hypotheses", db="city", lang="en", test="regression", permutations="20000")
    finding, bar = page.locator("p.finding"), page.get_by_role("progressbar")
    start, stop = (page.get_by_role("button", name=name) for name in ("Run the test", "Stop"))
    expect(finding).to_contain_text("Which of several relations")
    expect(bar).to_have_count(0)
    for _ in range(2):  # and once more
        start.click()
        expect(page.get_by_text(re.compile(r"[1-9][\d,]* of 40,000 done"))).to_be_visible()
        expect(bar).to_be_visible()
        stop.click()
        expect(start).to_be_visible()
        expect(bar).to_have_count(0)
    times = page.get_by_label("Permutations")
    times.fill("500")
    times.press("Enter")
    expect(finding).to_contain_text("“The ties of this slice”, all else equal")
    settle(page)
    expect(bar).to_have_count(0)
    assert query(page)["permutations"] == ["500"]
    expect(page.get_by_label("Permutations")).to_have_value("500")
    assert "Of the same level" in page.locator("table").first.inner_text()


def test_every_test_stays_within_a_telephone_s_screen(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for test in TESTS:
        visit(page, server, "hypotheses", db="city", lang="zh-CN", test=test)
        expect(page.locator("table").first).to_be_visible()
        settle(page)
        assert troubles(page) == []
