"""What one test has done the next does not find; otherwise each would prove something about those before it."""

from typing import Any

import pytest
from sqlalchemy import inspect, select, text

from models import Base, db
from tests.support.factories import a_device, a_notification

DEEDS = {
    "writing": "INSERT INTO holiday (day, name) VALUES ('2031-01-01', 'Tết')",
    "changing": "UPDATE member SET phone = '0912345678'",
    "deleting": "DELETE FROM liaison_step",
    "taking the version of the schema away": "DROP TABLE alembic_version",
    "a table of its own": "CREATE TABLE aside (id integer primary key)",
    "another column": "ALTER TABLE member ADD COLUMN nickname varchar(20)",
    "another name": "ALTER TABLE audit_entry RENAME TO elsewhere",
}


def everything() -> dict[str, Any]:
    """The tables, their columns and all their rows."""
    seen = inspect(db.engine)
    tables = {name: str(seen.get_columns(name)) for name in sorted(seen.get_table_names())}
    rows = {
        table.name: sorted(map(str, db.session.execute(select(table))))
        for table in Base.metadata.sorted_tables
    }
    db.session.remove()
    return {"tables": tables, "rows": rows}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_database_is_put_back_as_it_was(world, ground, deed):
    before = everything()
    db.session.execute(text(DEEDS[deed]))
    db.session.commit()

    db.session.remove()
    ground.put_back({"world"})

    assert everything() == before


def test_the_world_stands_there_again_after_a_test_that_began_with_nothing(world, ground):
    before = everything()
    db.engine.dispose()
    ground.database.put_back("empty")

    ground.put_back({"world"})

    assert everything() == before


def test_numbers_begin_again_where_they_began(world, ground):
    numbers = a_device(world.account("loc")).id, a_notification(world.account("loc")).id

    db.session.remove()
    ground.put_back({"world"})

    assert (a_device(world.account("loc")).id, a_notification(world.account("loc")).id) == numbers


def test_what_a_fixture_has_filled_in_stands_only_where_it_is_asked_for(world, ground):
    a_device(world.account("loc"))
    fuller = everything()
    ground.keep("a device")
    try:
        ground.put_back({"world"})
        plain = everything()
        ground.put_back({"world", "a device"})

        assert plain != fuller
        assert everything() == fuller
    finally:
        ground.kept.remove("a device")
