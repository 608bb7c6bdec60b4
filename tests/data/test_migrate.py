"""The migrations: up, down, equal to the schema, safe with two processes, and a copy before an upgrade."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import URL

from analytics.errors import PortfolioError
from data import database, migrate, schema, schema_derived

HEAD = migrate.revisions()[-1]


def described(connection: Connection) -> dict[str, Any]:
    """Everything that a database knows about its tables but the order of columns: an added one comes last."""
    look = inspect(connection)
    return {
        table: {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], str(c["default"])) for c in look.get_columns(table)
            ),
            "primary key": look.get_pk_constraint(table),
            "foreign keys": sorted(look.get_foreign_keys(table), key=lambda key: str(key["name"])),
            "unique": sorted(look.get_unique_constraints(table), key=lambda key: str(key["name"])),
            "indexes": sorted(look.get_indexes(table), key=lambda key: str(key["name"])),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_migrations_make_exactly_the_tables_of_the_schema(engine: Engine, empty_url: URL) -> None:
    bare = create_engine(empty_url)
    schema_derived.metadata.create_all(bare)
    with engine.connect() as migrated, bare.connect() as created:
        assert described(migrated) == described(created)
        assert compare_metadata(MigrationContext.configure(migrated), schema.metadata) == []
    bare.dispose()


def test_going_down_leaves_nothing_and_up_again_makes_all(engine: Engine) -> None:
    migrate.move(engine, migrate.EMPTY)
    with engine.connect() as connection:
        assert described(connection) == {}
    migrate.prepare(engine)
    with engine.connect() as connection:
        assert set(described(connection)) == set(schema.metadata.tables)
        assert migrate.revision(connection) == HEAD


def test_a_prepared_database_is_left_alone_without_loading_alembic(sqlite_engine: Engine) -> None:
    url = sqlite_engine.url.render_as_string(hide_password=False)
    code = (
        "import sys; from data import database, migrate;"
        f"migrate.prepare(database.engine({url!r})); assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_three_processes_may_prepare_the_same_new_database_at_once(empty_url: URL) -> None:
    url = empty_url.render_as_string(hide_password=False)
    code = f"from data import database, migrate; migrate.prepare(database.engine({url!r}))"
    three = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ends = [(process.communicate()[1], process.returncode) for process in three]
    assert [code for _, code in ends] == [0, 0, 0], ends
    with create_engine(empty_url).connect() as connection:
        assert set(described(connection)) == set(schema.metadata.tables)


def test_an_older_sqlite_database_is_copied_before_it_is_upgraded(
    sqlite_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing(sqlite_engine) as connection:
        connection.execute(
            text(
                "INSERT INTO rule (id, key, currency, value, unit, effective_from, source, created_at) "
                "VALUES (1, 'tier.a', 'CNY', '1', 'yuan', '2020-01-01', 's', '2020-01-01')"
            )
        )
    newer = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, newer)
    (newer / "versions" / "0999_colour.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = '0999', '{HEAD}'\n"
        "def upgrade():\n"
        "    with op.batch_alter_table('rule', recreate='always') as table:\n"
        "        table.add_column(sa.Column('colour', sa.String(20)))\n"
        "    with op.batch_alter_table('edition', recreate='always') as table:\n"
        "        table.add_column(sa.Column('colour', sa.String(20)))\n"
        "def downgrade():\n    pass\n"
    )
    monkeypatch.setattr(migrate, "MIGRATIONS", newer)
    migrate.prepare(sqlite_engine)

    with sqlite_engine.connect() as connection:
        assert migrate.revision(connection) == "0999"
        assert connection.execute(text("SELECT value, colour FROM rule")).all() == [("1", None)]
    copy = sqlite3.connect(tmp_path / "portfolio.before-0999.db")
    assert copy.execute("SELECT value FROM rule").fetchall() == [("1",)]
    assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    copy.close()


def test_a_failing_upgrade_leaves_the_database_as_it_was(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, newer)
    (newer / "versions" / "0999_bad.py").write_text(
        f"from alembic import op\nrevision, down_revision = '0999', '{HEAD}'\n"
        "def upgrade():\n    op.drop_table('rule')\n    raise RuntimeError('power cut')\n"
    )
    monkeypatch.setattr(migrate, "MIGRATIONS", newer)
    with pytest.raises(RuntimeError, match="power cut"):
        migrate.prepare(engine)
    with engine.connect() as connection:
        assert migrate.revision(connection) == HEAD
        assert inspect(connection).has_table("rule")


def test_a_database_of_a_newer_program_is_refused_in_plain_words(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(PortfolioError, match=r"newer than this program: it has revision 9999"):
        migrate.prepare(engine)


def test_a_file_that_is_no_database_is_refused_in_plain_words(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    file.write_text("These are my notes, not a database. " * 100)
    with pytest.raises(PortfolioError, match=r"notes\.db cannot be opened: file is not a database"):
        migrate.prepare(database.engine(f"sqlite:///{file}"))
    assert file.read_text().startswith("These are my notes")
