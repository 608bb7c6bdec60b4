"""Every page reads a PostgreSQL server as it reads the embedded database."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy.engine import URL

from data import database, editions
from data.sample import city
from pages.components.contents import PAGES
from tests import postgres
from tests.pages import apps

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("_waiting")]
PROJECT = "LJ0000001"  # one that needs attention


@pytest.fixture(scope="module")
def on_a_server(postgresql_server: URL, _postgresql_template: str) -> Iterator[str]:
    """The address of sixty projects, written as real ones would be. No page changes them."""
    with postgres.database(postgresql_server, f"zonglan_pages_{os.getpid()}", _postgresql_template) as url:
        engine = database.engine(url)
        editions.write(engine, city(60, 5))
        engine.dispose()
        yield url.render_as_string(hide_password=False)


@pytest.mark.parametrize("key", list(PAGES))
def test_every_page_opens_on_postgresql(key: str, on_a_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTFOLIO_DATABASE_URL", on_a_server)
    for language in ("en", "zh-CN"):
        one = {"organisation_id": "1"} if key == "organisation" else {"project": PROJECT}
        app = apps.opened(PAGES[key].path, db=database.PORTFOLIO, lang=language, **one)
        assert 'class="finding"' in apps.bodies(app), language
        assert "nan" not in apps.finding(app).lower().split(), language
