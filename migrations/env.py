"""Runs the numbered migrations on SQLite and PostgreSQL.

SQLite has no real ALTER TABLE: a change copies the table and drops the old one, and with foreign keys on, that drop
would delete the children by cascade. They are therefore off while a migration runs, and checked before it commits.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.operations import MigrationScript
from flask import current_app
from sqlalchemy import Connection, text

database = current_app.extensions["migrate"].db
engine = database.engine


def number(_context: Any, _revision: Any, directives: list[MigrationScript]) -> None:
    """Give the new migration the next number: two branches then collide in git, not in production."""
    if directives and directives[0].upgrade_ops is not None:
        head = context.script.get_current_head()
        directives[0].rev_id = f"{int(head or 0) + 1:04d}"


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our column types as plain ones, so that a migration does not change with the code."""
    if kind == "type" and type(item).__module__ == "models.types":
        return f"types.{type(item).__name__}()"
    return False


def run(connection: Connection) -> None:
    """All pending migrations, each in its own transaction."""
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=is_sqlite and context.script.get_current_head() is not None,
        compare_type=True,
        transaction_per_migration=True,
        process_revision_directives=number,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
            raise RuntimeError("the migration would leave rows without their parents")
    if is_sqlite:
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


with engine.connect() as connection:
    run(connection)
