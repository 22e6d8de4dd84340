"""Backup, change, restore, as before: on both engines, while people work, and never a half of it."""

import stat
import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from access import Actor
from adapters.tools import tools
from domain.errors import Refused
from models import Member, SignIn
from models import db as database
from services import audit, backups, sessions
from services.unit import use_case
from tests.support import factories


@pytest.fixture
def copy(world, tmp_path: Path) -> Path:
    """A backup of the world as it is built."""
    file = tmp_path / "2026-03-16.slh"
    backups.back_up(file)
    return file


def names() -> list[str]:
    database.session.rollback()
    return list(database.session.scalars(select(Member.full_name).order_by(Member.id)))


def test_what_was_written_since_the_backup_is_gone_after_the_restore(world, copy):
    before = names()
    world.mai.full_name = "Trần Thị Khác"
    database.session.commit()
    factories.a_member("Nguyễn Văn Mới")

    backups.restore(copy)

    assert names() == before
    assert audit.verify() is None


def test_people_can_work_on_after_a_restore(world, copy):
    backups.restore(copy)

    member = factories.a_member("Nguyễn Văn Mới")

    assert member.full_name in names()


def test_a_backup_can_be_restored_twice(world, copy):
    before = names()
    backups.restore(copy)
    factories.a_member("Nguyễn Văn Mới")

    backups.restore(copy)

    assert names() == before


def test_a_table_of_a_newer_version_does_not_stand_in_the_way(world, copy):
    before = names()
    database.session.execute(
        text("CREATE TABLE newer (id integer primary key, member_id integer references member (id))")
    )
    database.session.execute(text("INSERT INTO newer VALUES (1, :member)"), {"member": world.mai.id})
    database.session.commit()

    backups.restore(copy)

    assert names() == before


def test_sessions_that_were_ended_since_do_not_come_back_to_life(world, tmp_path):
    sessions.begin_session(Actor.nobody(), world.account("loc").id, None, "pytest")
    backups.back_up(tmp_path / "with session.slh")

    backups.restore(tmp_path / "with session.slh")

    assert database.session.scalar(select(func.count()).select_from(SignIn)) == 0


def test_a_backup_is_for_its_owner_only_and_holds_no_name_in_the_open(copy):
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert "Nguyễn".encode() not in copy.read_bytes()


def test_nothing_in_the_open_is_left_behind(world, tmp_path):
    before = set(tools().instance.iterdir())

    backups.back_up(tmp_path / "one.slh")
    backups.restore(tmp_path / "one.slh")

    assert set(tools().instance.iterdir()) == before


def test_a_file_that_is_there_is_never_overwritten(world, copy):
    whole = copy.read_bytes()

    with pytest.raises(Refused, match="exists already"):
        backups.back_up(copy)

    assert copy.read_bytes() == whole


def test_a_folder_that_is_not_there_is_told_in_words(world, tmp_path):
    with pytest.raises(Refused, match="could not be written"):
        backups.back_up(tmp_path / "missing" / "one.slh")


def test_a_file_that_is_not_there_cannot_be_restored(world, tmp_path):
    with pytest.raises(Refused, match="There is no file"):
        backups.restore(tmp_path / "missing.slh")


@pytest.mark.parametrize("damage", ["changed", "cut", "foreign", "empty"])
def test_a_damaged_backup_is_refused_and_nothing_is_changed(world, copy, damage):
    before = names()
    whole = copy.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    copy.write_bytes(
        {"changed": bytes(changed), "cut": whole[:-100], "foreign": b"PK\x03\x04 a workbook", "empty": b""}[
            damage
        ]
    )

    with pytest.raises(Refused, match=r"no whole backup made with the key of this installation"):
        backups.restore(copy)

    assert names() == before


def test_a_backup_of_another_installation_is_refused(world, copy, make_app, tmp_path):
    with make_app(instance=tmp_path / "other").app_context(), pytest.raises(Refused, match="no whole backup"):
        backups.restore(copy)


def test_a_backup_made_while_others_write_is_whole(app, world, tmp_path):
    stop = threading.Event()
    _two_at_once(Actor.worker(), 0)
    writer = threading.Thread(target=_write_on, args=(app, stop))
    writer.start()
    try:
        for number in range(3):
            backups.back_up(tmp_path / f"{number}.slh")
    finally:
        stop.set()
        writer.join()
    for number in range(3):
        backups.restore(tmp_path / f"{number}.slh")
        assert _pairs_are_whole()


def _write_on(app: Flask, stop: threading.Event) -> None:
    number = 1
    with app.app_context():
        while not stop.is_set():
            _two_at_once(Actor.worker(), number)
            number += 1
        database.session.remove()


@use_case
def _two_at_once(actor: Actor, /, number: int) -> None:
    """Two rows that belong together: a copy has both or neither."""
    for half in ("a", "b"):
        database.session.execute(
            text("INSERT INTO schedule (name, next_at) VALUES (:name, :at)"),
            {"name": f"{number} {half}", "at": "2026-03-16 00:00:00+00"},
        )


def _pairs_are_whole() -> bool:
    database.session.rollback()
    found = list(database.session.execute(text("SELECT name FROM schedule")).scalars())
    return bool(found) and all(f"{name[:-2]} {half}" in found for name in found for half in ("a", "b"))
