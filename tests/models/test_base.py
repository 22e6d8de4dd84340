"""How the databases are spoken to: what a read costs, and that what belongs together is written together."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from models import WRITING, Holiday


def status(connection):
    return connection.connection.dbapi_connection.info.transaction_status


@pytest.fixture
def on_postgresql(db):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("a matter of PostgreSQL")


def test_a_read_on_postgresql_opens_no_transaction(db, on_postgresql):
    db.session.scalars(select(Holiday)).all()

    assert status(db.session.connection()) is TransactionStatus.IDLE


def test_a_use_case_has_its_transaction(db, on_postgresql):
    connection = db.session.connection(execution_options={WRITING: True})
    db.session.scalars(select(Holiday)).all()

    assert status(connection) is TransactionStatus.INTRANS


def test_whoever_writes_beside_the_session_has_one_too(db):
    db.session.scalars(select(Holiday)).all()
    db.session.rollback()  # gives the connection back, as it was

    with db.engine.connect() as connection:
        connection.execute(text("INSERT INTO holiday (day, name) VALUES ('2031-01-01', 'Tết')"))
        connection.rollback()

    assert db.session.scalar(select(Holiday).where(Holiday.name == "Tết")) is None


@pytest.fixture
def file(db):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("a matter of SQLite")
    db.session.scalars(select(Holiday)).all()
    db.session.remove()  # its connection waits in the pool, with the file open
    return Path(db.engine.url.database)


def test_a_file_moved_away_is_an_outage_until_it_is_back(db, file):
    moved = file.rename(file.with_name("moved.sqlite"))

    with pytest.raises(OperationalError):
        db.session.scalars(select(Holiday)).all()
    db.session.rollback()

    assert not file.exists()
    moved.rename(file)
    assert db.session.scalars(select(Holiday)).all() is not None


def test_a_file_put_in_the_place_of_another_is_the_one_that_is_read(db, file):
    other = file.with_name("other.sqlite")
    shutil.copy(file, other)
    db.session.add(Holiday(day=date(2031, 1, 1), name="Tết"))
    db.session.commit()
    db.session.remove()

    for log in ("-wal", "-shm"):
        file.with_name(file.name + log).unlink(missing_ok=True)
    other.replace(file)

    assert db.session.scalar(select(Holiday).where(Holiday.name == "Tết")) is None


def test_sqlite_takes_the_write_lock_only_for_a_use_case(db):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("a matter of SQLite")
    db.session.scalars(select(Holiday)).all()

    with db.engine.connect().execution_options(**{WRITING: True}) as other:
        answer = other.execute(text("SELECT 1")).scalar()  # waits for nobody: the read above holds no lock

    assert answer == 1
