"""Administrative units with validity dates."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from access import Actor
from models import AuditEntry, Place
from models.vocabulary import PlaceKind
from services.places import Unit, load_places
from services.reference import TWO_TIERS

WORKER = Actor.worker()
NGHE_AN = Unit("40", PlaceKind.PROVINCE, "Nghệ An")
TRUONG_VINH = Unit("16690", PlaceKind.WARD, "Phường Trường Vinh", "40")
BA_DINH = Unit("00004", PlaceKind.WARD, "Phường Ba Đình", "01")
HA_NOI = Unit("01", PlaceKind.PROVINCE, "Thành phố Hà Nội")
COUNTRY = [NGHE_AN, TRUONG_VINH, HA_NOI, BA_DINH]
LATER = date(2027, 1, 1)


@pytest.fixture
def rows(db):
    """The rows of a code, the oldest first."""

    def of(code):
        return db.session.scalars(select(Place).where(Place.code == code).order_by(Place.valid_from)).all()

    return of


def test_units_stand_below_their_province_under_the_name_of_the_list(db, rows):
    assert load_places(WORKER, COUNTRY, TWO_TIERS) == 4

    (ward,), (province,) = rows("16690"), rows("40")
    assert (ward.name, ward.folded) == ("Phường Trường Vinh", "phuong truong vinh")
    assert ward.province_id == province.id
    assert province.province_id is None
    assert rows("00004")[0].code == "00004"


def test_a_second_run_writes_nothing(db):
    load_places(WORKER, COUNTRY, TWO_TIERS)
    entries = db.session.scalar(select(func.count(AuditEntry.id)))

    assert load_places(WORKER, COUNTRY, TWO_TIERS) == 0
    assert db.session.scalar(select(func.count(AuditEntry.id))) == entries


def test_a_later_list_ends_what_is_gone_and_begins_what_is_new(db, rows):
    load_places(WORKER, COUNTRY, TWO_TIERS)
    renamed = replace(TRUONG_VINH, name="Phường Vinh")

    assert load_places(WORKER, [NGHE_AN, renamed, HA_NOI], LATER) == 3

    old, new = rows("16690")
    assert (old.name, old.valid_to) == ("Phường Trường Vinh", LATER)
    assert (new.name, new.valid_from, new.valid_to) == ("Phường Vinh", LATER, None)
    assert rows("00004")[0].valid_to == LATER


def test_the_same_day_again_corrects_a_spelling_in_place(db, rows):
    load_places(WORKER, COUNTRY, TWO_TIERS)

    assert (
        load_places(WORKER, [NGHE_AN, replace(TRUONG_VINH, name="Phường X"), HA_NOI, BA_DINH], TWO_TIERS) == 1
    )
    assert [row.name for row in rows("16690")] == ["Phường X"]
