"""The migrations lead to exactly the tables of the models, check constraints and triggers included, on both engines."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, inspect, text

from models import Base, db
from tests.conftest import an_app, settings_for
from tests.support import postgres
from tests.support.recorder import standing_clock
from tests.support.world import build

ROOT = Path(__file__).parents[2]
_TRIGGERS = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger "
    "WHERE NOT tgisinternal ORDER BY tgname",
}


@pytest.fixture
def empty_app(engine: str, words: Path, tmp_path: Path) -> Iterator[Callable[[str], Flask]]:
    """Applications on databases in which nothing stands yet."""
    made = []

    def make(name: str) -> Flask:
        url = f"sqlite:///{tmp_path / name}.sqlite" if engine == "sqlite" else postgres.worker_database(name)
        made.append(an_app(settings_for(tmp_path / name, url), words))
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def described(engine: Engine) -> dict[str, Any]:
    """All that the database says about its tables, in an order of our own."""
    seen = inspect(engine)
    tables = [name for name in seen.get_table_names() if name != "alembic_version"]
    with engine.connect() as connection:
        triggers = connection.execute(text(_TRIGGERS[engine.dialect.name])).all()
    return {name: _table(seen, name) for name in tables} | {"triggers": sorted(map(str, triggers))}


def _table(seen: Any, name: str) -> dict[str, Any]:
    return {
        "columns": sorted(
            (one["name"], str(one["type"]), getattr(one["type"], "collation", None), one["nullable"])
            for one in seen.get_columns(name)
        ),
        "primary key": seen.get_pk_constraint(name)["constrained_columns"],
        "checks": sorted((one["name"], _plain(one["sqltext"])) for one in seen.get_check_constraints(name)),
        "uniques": sorted((one["name"], one["column_names"]) for one in seen.get_unique_constraints(name)),
        "keys": sorted(
            (one["name"], one["constrained_columns"], one["referred_table"], one["referred_columns"])
            for one in seen.get_foreign_keys(name)
        ),
        "indexes": sorted(
            (one["name"], one["column_names"], bool(one["unique"]), _where(one.get("dialect_options") or {}))
            for one in seen.get_indexes(name)
        ),
    }


def _plain(condition: str) -> str:
    return re.sub(r"\s+", " ", condition).strip()


def _where(options: dict[str, Any]) -> str:
    return _plain(str(next((value for name, value in options.items() if name.endswith("_where")), "")))


def test_migrations_equal_models(empty_app):
    by_migration, by_models = empty_app("migrated"), empty_app("created")
    with by_migration.app_context():
        upgrade()
        migrated = described(db.engine)
    with by_models.app_context():
        db.create_all()
        created = described(db.engine)

    assert migrated.keys() == created.keys()
    for name, table in created.items():
        assert migrated[name] == table, f"{name}: write the step that is missing in migrations/versions/"


@pytest.mark.slow
def test_every_step_leads_back_and_forth_again(empty_app):
    app = empty_app("there_and_back")
    with app.app_context():
        upgrade()
        before = described(db.engine)
        downgrade(revision="base")
        assert [name for name in inspect(db.engine).get_table_names() if name != "alembic_version"] == []
        upgrade()

        assert described(db.engine) == before


def test_a_register_with_rows_stands_on_migrated_tables(empty_app):
    app = empty_app("with_rows")
    with app.app_context(), standing_clock():
        upgrade()
        build()
        upgrade()

        counts = {
            table.name: db.session.execute(text(f"SELECT count(*) FROM {table.name}")).scalar_one()
            for table in Base.metadata.sorted_tables
        }
    assert counts["member"] > 10


def test_the_head_is_the_one_that_is_written_down(empty_app):
    app = empty_app("head")
    with app.app_context():
        script = ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())

    assert script.get_heads() == [(ROOT / "migrations/HEAD").read_text().strip()]


def test_every_constraint_has_a_name():
    unnamed = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.sorted_tables
        for constraint in table.constraints
        if not constraint.name
    ]

    assert unnamed == []


def test_every_table_derives_from_the_base_that_the_trail_follows():
    assert [
        mapper.class_.__name__ for mapper in Base.registry.mappers if not issubclass(mapper.class_, Base)
    ] == []
