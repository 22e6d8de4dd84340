"""Rows written past the unit of work."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from access import Actor
from models import Organisation, Place
from models.types import new_ref
from models.vocabulary import OrganisationKind, PlaceKind, Side
from services.imports import bulk
from services.unit import use_case
from tests.support import factories


@use_case
def inside(actor, work):
    """Any work inside a use case."""
    return work()


def a_place(code, **more):
    return {
        "code": code,
        "kind": PlaceKind.WARD,
        "name": code,
        "folded": code,
        "valid_from": date(2025, 7, 1),
    } | more


def test_reserved_ids_are_free_and_in_order(db, clock):
    taken = factories.an_organisation().id

    ids = inside(Actor.worker(), lambda: bulk.reserve(Organisation, 3))

    assert ids == sorted(ids)
    assert len(set(ids)) == 3
    assert min(ids) > taken


def test_rows_written_with_reserved_ids_leave_room_for_the_next(db, clock):
    def write():
        first, second = bulk.reserve(Place, 2)
        bulk.write(Place, [a_place("00001", id=first), a_place("00002", id=second)])
        db.session.add(Place(**a_place("00003")))

    inside(Actor.worker(), write)

    assert db.session.scalars(select(Place.code).order_by(Place.id)).all() == ["00001", "00002", "00003"]


def test_words_days_and_defaults_arrive_as_the_unit_of_work_would_write_them(db):
    row = {
        "kind": OrganisationKind.RESIDENCE_CELL,
        "side": Side.RESIDENCE,
        "name": "Chi bộ Tổ dân phố 5",
        "folded": "chi bo to dan pho 5",
        "founded_on": date(2025, 7, 1),
        "ref": new_ref(),
        "phone": None,
    }

    inside(Actor.worker(), lambda: bulk.write(Organisation, [row]))

    written = db.session.scalars(select(Organisation)).one()
    assert (written.kind, written.founded_on, written.phone) == (row["kind"], row["founded_on"], None)
    assert (written.term, written.has_committee, written.is_grassroots) == ("2025-2030", True, False)


def test_moments_keep_their_zone(db, clock):
    member = factories.a_member()
    moment = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
    row = {column.key: getattr(member, column.key) for column in member.__table__.columns}
    copy = row | {"ref": new_ref(), "created_at": moment}
    del copy["id"]

    inside(Actor.worker(), lambda: bulk.write(type(member), [copy]))

    assert (
        db.session.scalars(select(type(member).created_at).where(type(member).ref == copy["ref"])).one()
        == moment
    )


def test_nothing_is_written_for_no_rows(db):
    inside(Actor.worker(), lambda: bulk.write(Place, []))

    assert db.session.scalars(select(Place)).all() == []


def test_items_come_in_bounded_lists():
    assert list(bulk.chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]


@pytest.mark.parametrize(
    ("ids", "told"), [([], ""), ([4], "4"), ([3, 4, 5, 6, 7, 9], "3-7,9"), ([9, 3, 4], "3-4,9")]
)
def test_ids_are_told_as_ranges(ids, told):
    assert bulk.ranges(ids) == told
