"""Every page reads a PostgreSQL server as it reads the embedded database."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from data import database, editions
from data.sample import city
from pages.components.contents import PAGES
from tests.pages import apps

pytestmark = pytest.mark.postgresql


@pytest.fixture
def project_on_a_server(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> str:
    """Sixty projects, written as real ones would be; gives the code of one that needs attention."""
    editions.write(engine, city(60, 5))
    monkeypatch.setenv("PORTFOLIO_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    return "LJ0000001"


@pytest.mark.parametrize("backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("key", list(PAGES))
def test_every_page_opens_on_postgresql(key: str, language: str, project_on_a_server: str) -> None:
    app = apps.opened(PAGES[key].path, db=database.PORTFOLIO, lang=language, project=project_on_a_server)
    assert 'class="finding"' in apps.bodies(app)
    assert "nan" not in apps.finding(app).lower().split()
