"""A rehearsal shows what would be recorded, and leaves nothing behind."""

from functools import partial

import pytest
from sqlalchemy import func, select

from domain.errors import Refused
from models import AuditEntry, Change, Notice, Notification, db
from services.rehearsals import rehearse
from tests.support.reported import appointed, moved


def rows():
    tables = (Change, Notice, Notification, AuditEntry)
    return [db.session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_it_shows_the_change_and_who_would_be_told(world):
    seen = rehearse(world.actor("hang"), partial(appointed, world))

    assert seen.change.post == "Phó Trưởng phòng"
    assert seen.change.member.full_name == "Nguyễn Thị Mai"
    assert set(seen.told) == {world.ward.id, world.cell5.id}


def test_nothing_remains_of_it(world):
    before = rows()

    rehearse(world.actor("hang"), partial(appointed, world))

    assert rows() == before
    assert world.mai.position == "Chuyên viên"


def test_a_place_is_shown_by_its_name(world):
    seen = rehearse(
        world.actor("hang"), partial(moved, world, world.other_ward.name.removeprefix("Đảng ủy "))
    )

    assert seen.change.new_place is not None
    assert seen.change.new_place.name.lower() in world.other_ward.name.lower()


def test_what_would_be_refused_is_refused(world):
    with pytest.raises(Refused):
        rehearse(world.actor("hang"), partial(appointed, world, decision_number=None))
