"""What in the database, its disk and its keys speaks against production: each named, and nothing else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, text

from adapters import reference
from adapters.tools import tools
from models import Credential, Schedule
from models import db as database
from models.vocabulary import AccountState, CredentialKind
from queries import safety

RECKLESS = "PostgreSQL runs with %(switch)s off: an acknowledged notice could be lost."
APART = "The clock of this machine and that of the database are more than 30 seconds apart."
TRUE_OF_TESTS = (RECKLESS, APART)
"""Their throw-away server does not write through, and their clock stands still."""


@pytest.fixture(autouse=True)
def ready(db, clock) -> None:
    """A database at the version of this product, whose worker has made its round."""
    at_version(reference.newest_schema())
    database.session.add(Schedule(name="daily", next_at=clock.now() + timedelta(hours=20)))
    database.session.commit()


def at_version(number: str) -> None:
    database.session.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32))"))
    database.session.execute(text("DELETE FROM alembic_version"))
    database.session.execute(text("INSERT INTO alembic_version VALUES (:number)"), {"number": number})
    database.session.commit()


def found() -> list[str]:
    told = [one.message for one in safety.doubts(tools().keys)]
    return [message for message in told if message not in TRUE_OF_TESTS]


def test_a_sound_database_raises_no_doubt():
    assert found() == []


def test_key_files_that_are_alike_are_named():
    keys = tools().keys

    told = [one.message for one in safety.doubts(replace(keys, trail=keys.session))]

    assert told[0].startswith("Two of the key files")


@pytest.mark.parametrize("version", ["0001", "9999"])
def test_a_schema_of_another_version_is_named(version):
    at_version(version)

    assert found() == ["The database is not at the version of this product: run liaison migrate."]


def test_an_empty_database_is_named():
    database.session.execute(text("DROP TABLE alembic_version"))
    database.session.commit()

    assert found() == ["The database is not at the version of this product: run liaison migrate."]


def test_a_worker_that_has_never_been_at_work_is_named():
    database.session.execute(delete(Schedule))
    database.session.commit()

    assert found() == ["The worker is not at work: nobody would be reminded. Start liaison work."]


def test_a_worker_that_stopped_two_days_ago_is_named(clock):
    clock.move(days=2)

    assert found() == ["The worker is not at work: nobody would be reminded. Start liaison work."]


WITHOUT = "An administrator signs in without a second factor."


def test_an_administrator_without_a_second_factor_is_named(world, ready):
    database.session.execute(delete(Credential))
    database.session.commit()

    assert found() == [WITHOUT]


@pytest.mark.parametrize("kind", [CredentialKind.TOTP, CredentialKind.PASSKEY])
def test_an_administrator_with_a_second_factor_is_not(world, ready, clock, kind):
    factor = Credential(account_id=world.account("admin").id, kind=kind, secret="x", created_at=clock.now())
    database.session.add(factor)
    database.session.commit()

    assert found() == []


def test_a_closed_account_and_a_past_office_are_not_asked_for_a_factor(world, ready, clock):
    world.account("admin").state = AccountState.CLOSED
    database.session.commit()

    assert found() == []


def test_a_switch_that_loses_what_was_acknowledged_is_named(engine):
    told = [one for one in safety.doubts(tools().keys) if one.message == RECKLESS]

    switches = {one.params["switch"] for one in told}
    assert switches == (
        {"fsync", "full_page_writes", "synchronous_commit"} if engine == "postgresql" else set()
    )


@pytest.mark.parametrize(
    ("pragma", "named"),
    [
        ("synchronous=NORMAL", "SQLite does not write through"),
        ("journal_mode=DELETE", "SQLite is not in WAL mode"),
    ],
)
def test_a_lax_sqlite_is_named(engine, pragma, named):
    if engine != "sqlite":
        pytest.skip("a matter of SQLite")
    driver: Any = database.session.connection().connection.driver_connection
    driver.rollback()
    driver.execute(f"PRAGMA {pragma}")

    (doubt,) = found()

    assert doubt.startswith(named)


def test_a_clock_apart_from_the_databases_is_named(engine, clock):
    told = [one.message for one in safety.doubts(tools().keys)]

    assert (APART in told) == (engine == "postgresql")
