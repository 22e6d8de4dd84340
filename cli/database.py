"""`liaison migrate`: brings the database to this version and loads the data that comes with the product."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_babel import gettext as _
from flask_migrate import upgrade

from access import Actor
from adapters import clock
from adapters.tools import tools
from cli import liaison
from models import db
from services.reference import load_reference


@liaison.command("migrate")
def migrate() -> None:
    """Bring the database to this version of the product; a SQLite file with content is copied first."""
    if _is_behind():
        copy = copy_first()
        if copy is not None:
            click.echo(_("The database was copied first: %(file)s", file=copy))
        upgrade()
        click.echo(_("The database is now at the version of this product."))
    else:
        click.echo(_("The database was already at the version of this product."))
    if load_reference(Actor.worker()):
        click.echo(_("Administrative units, rules and holidays are up to date."))


def _is_behind() -> bool:
    """Whether a step of migrations/ has not been applied yet."""
    return _revision() != _script().get_current_head()


def _script() -> ScriptDirectory:
    return ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())


def _revision() -> str | None:
    """The step at which the database stands; None for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def copy_first() -> Path | None:
    """Copy a SQLite database that holds something, for its owner's eyes only; PostgreSQL has its own tools."""
    source = db.engine.url.database
    if db.engine.dialect.name != "sqlite" or not source or _revision() is None:
        return None
    folder = tools().instance / "copies"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"before-{_script().get_current_head()}-{clock.now():%Y%m%d-%H%M%S}.sqlite"
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
    return target
