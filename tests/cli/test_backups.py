"""`liaison backup` and `liaison restore`, as a technician types them."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from adapters import reference
from models import Member
from models import db as database
from tests.queries.test_safety import at_version
from tests.support import factories


def run(app: Flask, *words: str, typed: str = "") -> Result:
    database.session.commit()
    return app.test_cli_runner().invoke(args=["liaison", *words], input=typed)


@pytest.fixture
def copy(app, world, tmp_path: Path) -> Path:
    at_version(reference.newest_schema())
    file = tmp_path / "2026-03-16.slh"
    assert run(app, "backup", str(file)).exit_code == 0
    return file


def count() -> int:
    database.session.rollback()
    return database.session.query(Member).count()


def test_a_backup_says_where_it_is_and_what_to_keep_elsewhere(app, world, tmp_path):
    ran = run(app, "backup", str(tmp_path / "one.slh"))

    assert ran.exit_code == 0
    assert str(tmp_path / "one.slh") in ran.output
    assert "backup.key" in ran.output


def test_a_backup_over_an_existing_file_is_refused_in_one_line(app, copy):
    ran = run(app, "backup", str(copy))

    assert ran.exit_code == 1
    assert ran.stderr.count("\n") == 1
    assert copy.name in ran.stderr


def test_a_restore_asks_first_and_a_no_changes_nothing(app, copy):
    factories.a_member()
    before = count()

    ran = run(app, "restore", str(copy), typed="n\n")

    assert ran.exit_code == 1
    assert count() == before


def test_a_restore_puts_back_what_was_there_and_verifies_the_trail(app, copy):
    before = count()
    factories.a_member()

    ran = run(app, "restore", str(copy), typed="y\n")

    assert ran.exit_code == 0
    assert count() == before
    assert "còn nguyên" in ran.output


def test_a_backup_of_an_older_version_is_restored_and_the_next_step_is_told(app, world, tmp_path):
    at_version("0001")
    run(app, "backup", str(tmp_path / "old.slh"))
    at_version(reference.newest_schema())

    ran = run(app, "restore", "--yes", str(tmp_path / "old.slh"))

    assert ran.exit_code == 0
    assert "liaison migrate" in ran.output


def test_a_damaged_backup_is_refused_in_one_line(app, copy):
    copy.write_bytes(copy.read_bytes()[:-1])

    ran = run(app, "restore", "--yes", str(copy))

    assert ran.exit_code == 1
    assert ran.stderr.count("\n") == 1


def test_a_database_that_does_not_answer_is_told_in_one_line(unreachable, tmp_path):
    ran = unreachable.test_cli_runner().invoke(args=["liaison", "trail", "verify"])

    assert ran.exit_code == 1
    assert "Cơ sở dữ liệu" in ran.stderr
