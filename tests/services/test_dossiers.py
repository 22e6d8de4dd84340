"""Who looked: a mark of its own, in the trail as well, committed before the page is sent."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from access import Actor
from models import AccessEntry, AuditEntry
from models import db as database
from services import audit
from services.dossiers import open_dossier, open_list


def marks() -> int:
    database.session.rollback()
    return database.session.scalar(select(func.count()).select_from(AccessEntry)) or 0


def test_a_look_at_a_record_is_marked_and_chained(world):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")

    mark = database.session.scalars(select(AccessEntry)).one()
    entry = database.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (mark.account_id, mark.member_id, mark.page) == (
        world.account("loc").id,
        world.mai.id,
        "members.show",
    )
    assert (mark.as_organisation_id, mark.office) == (world.cell5.id, "secretary")
    assert (entry.subject, entry.subject_id) == ("look", world.mai.id)
    assert audit.verify() is None


def test_the_mark_is_committed_at_once(world):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")

    assert marks() == 1


def test_a_mark_holds_no_name(world):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")

    entry = database.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert "Mai" not in entry.detail
    assert "Lộc" not in entry.detail


@pytest.mark.parametrize("page", ["members.index", "letters.index"])
def test_a_list_is_marked_once_a_day(world, clock, page):
    for _ in range(2):
        open_list(world.actor("loc"), page)
    assert marks() == 1
    clock.move(days=1)

    open_list(world.actor("loc"), page)

    assert marks() == 2


def test_two_people_of_one_cell_leave_two_marks(world):
    open_list(world.actor("loc"), "members.index")
    open_list(world.actor("binh"), "members.index")

    assert marks() == 2


def test_a_member_alone_leaves_no_mark_of_a_list(world):
    open_list(world.as_member("mai"), "members.index")
    open_list(Actor.nobody(), "members.index")

    assert marks() == 0


def test_a_list_opened_many_times_at_the_same_moment_is_marked_once_and_breaks_no_page(app, world):
    actor = world.actor("loc")
    with ThreadPoolExecutor(4) as windows:
        list(windows.map(_open, [(app, actor)] * 8))

    assert marks() == 1
    assert audit.verify() is None


def _open(given: tuple[Flask, Actor]) -> None:
    app, actor = given
    with app.app_context():
        open_list(actor, "members.index")
        database.session.remove()


def test_a_look_whose_mark_cannot_be_written_is_no_look(world):
    database.session.execute(text("ALTER TABLE audit_entry RENAME TO elsewhere"))
    database.session.commit()

    with pytest.raises(DatabaseError):
        open_dossier(world.actor("loc"), world.mai.id, "members.show")

    assert marks() == 0
