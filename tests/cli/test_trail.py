"""`liaison trail verify` finds what was edited, taken out or cut, and names the first entry that does not fit."""

import pytest
from sqlalchemy import text

from models import WRITING, AuditEntry
from models import db as database
from services import dossiers


@pytest.fixture
def trail(world) -> list[int]:
    """Three entries more than the world itself has left."""
    for name in ("mai", "anh78", "tuan"):
        dossiers.open_dossier(world.actor("loc"), world.member(name).id, "members.show")
    return sorted(database.session.scalars(database.select(AuditEntry.id)))


def verify(app):
    database.session.commit()
    return app.test_cli_runner().invoke(args=["liaison", "trail", "verify"])


def as_somebody_with_the_file(statement: str, **values: object) -> None:
    """What only a person past the application could do: the guards of the tables are taken away first."""
    _take_guards_away()
    database.session.execute(text(statement), values)
    database.session.commit()


def _take_guards_away() -> None:
    if database.engine.dialect.name == "sqlite":
        names = database.session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for (name,) in names.all():
            database.session.execute(text(f'DROP TRIGGER "{name}"'))
    else:
        database.session.commit()
        database.session.connection(execution_options={WRITING: True})
        database.session.execute(text("SET LOCAL session_replication_role = replica"))


def test_an_untouched_trail_is_whole(app, trail):
    ran = verify(app)

    assert ran.exit_code == 0
    assert "còn nguyên" in ran.output


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE audit_entry SET detail = '{}' WHERE id = :id", 0),
        ("UPDATE audit_entry SET account_id = NULL WHERE id = :id", 0),
        ("DELETE FROM audit_entry WHERE id = :id", 0),
        ("DELETE FROM audit_entry WHERE id >= :id", 0),
        ("UPDATE audit_head SET entries = entries - 1", 2),
    ],
    ids=["edited", "other name", "taken out", "cut", "head moved back"],
)
def test_what_was_done_to_it_is_found_and_the_first_entry_named(app, trail, statement, named):
    middle = trail[-2]
    values = {"id": middle} if ":id" in statement else {}
    as_somebody_with_the_file(statement, **values)

    ran = verify(app)

    assert ran.exit_code == 1
    assert str(middle + named) in ran.stderr


def test_an_entry_rewritten_with_its_hash_needs_the_key(app, trail, make_app, tmp_path):
    """The same entry chained anew by somebody who has the database and not the key."""
    other = make_app(instance=tmp_path / "other")

    with other.app_context():
        assert other.test_cli_runner().invoke(args=["liaison", "trail", "verify"]).exit_code == 1
