"""`liaison migrate`: the schema, a copy beforehand, the data that comes with the product."""

import sqlite3
import stat
from contextlib import closing

import pytest
from sqlalchemy import func, inspect, select

from cli.database import copy_first
from models import Place, RuleSet


@pytest.fixture
def migrate(app):
    """The command on the database of this test."""
    return lambda: app.test_cli_runner().invoke(args=["liaison", "migrate"])


@pytest.fixture
def empty(db, ground):
    """A database in which there is nothing at all."""
    db.session.remove()
    db.engine.dispose()
    ground.database.put_back("empty")
    return db


def test_an_empty_database_gets_tables_and_reference_data(empty, migrate):
    done = migrate()

    assert done.exit_code == 0, done.output
    assert "Cơ sở dữ liệu đã được nâng lên phiên bản của chương trình này." in done.output
    assert set(empty.metadata.tables) <= set(inspect(empty.engine).get_table_names())
    assert empty.session.scalar(select(func.count()).select_from(Place)) == 3355
    assert empty.session.scalars(select(RuleSet.code)).all() == ["213-QĐ/TW"]


def test_a_second_time_there_is_nothing_to_do(empty, migrate):
    migrate()

    again = migrate()

    assert again.exit_code == 0
    assert again.output.splitlines() == ["Cơ sở dữ liệu đã ở đúng phiên bản của chương trình này."]


def test_a_file_that_holds_something_is_copied_for_its_owner_alone(empty, migrate, app, engine):
    migrate()

    copy = copy_first()

    if engine == "postgresql":
        assert copy is None
        return
    assert copy is not None
    assert copy.parent.parent.samefile(app.instance_path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT count(*) FROM place").fetchone() == (3355,)


def test_nothing_is_copied_of_an_empty_database(empty):
    assert copy_first() is None
