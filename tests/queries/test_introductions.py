"""Who still has to be introduced, and where letters go."""

import pytest
from sqlalchemy import select

from domain.errors import NotAllowed
from models import Organisation, Place, db
from queries import introductions
from tests.support import factories
from tests.support.world import THIRD_WARD


def names(world, who, **more):
    return [line.name for line in introductions.waiting(world.actor(who), **more).rows]


def test_members_without_an_open_liaison_wait_in_the_order_of_their_names(world):
    assert names(world, "kien") == ["Lê Thu Hà", "Nguyễn Quang Huy"]
    assert names(world, "tien") == ["Lê Thu Hà", "Nguyễn Quang Huy"]
    assert names(world, "long") == []


def test_who_has_left_working_life_waits_no_more(world):
    world.huy.left_on = world.huy.created_at.date()
    db.session.commit()

    assert names(world, "kien") == ["Lê Thu Hà"]


def test_a_line_tells_the_home_that_the_record_knows(world):
    factories.a_member("Bùi Thị An", workplace=world.tax_cell)

    lines = introductions.waiting(world.actor("hang")).rows

    assert [(line.name, line.unit, line.place) for line in lines] == [
        ("Bùi Thị An", None, None),
        ("Lê Thu Hà", "Tổ dân phố 6", "Phường Trường Vinh"),
        ("Nguyễn Quang Huy", "Tổ dân phố 5", "Phường Trường Vinh"),
    ]


def test_only_the_members_asked_for_are_listed(world):
    assert names(world, "kien", refs=[world.huy.ref, world.mai.ref]) == ["Nguyễn Quang Huy"]


@pytest.mark.parametrize(
    ("name", "is_there"), [("nga", True), ("cuong", True), ("mai", False), ("huy", False)]
)
def test_the_draft_of_a_member_is_found(world, name, is_there):
    ref = introductions.draft_of(world.actor("kien"), world.member(name).ref)

    assert ref == (world.liaison(name).ref if is_there else None)


def test_the_communes_used_last_stand_first(world):
    factories.a_liaison(factories.a_member(workplace=world.tax_cell), world.other_cell)

    offered = introductions.offered(world.actor("kien"))

    assert [one.ref for one in offered] == [world.other_ward.ref, world.ward.ref]
    assert introductions.offered(world.actor("luan")) == []


def test_the_commune_that_was_chosen_stands_before_them(world):
    chosen = introductions.offered(world.actor("kien"), [world.other_ward.ref])

    assert [one.ref for one in chosen] == [world.other_ward.ref, world.ward.ref]
    assert chosen[0].province == "Nghệ An"


@pytest.mark.parametrize(
    "typed", ["truong vinh", "Trường Vinh", "vinh truong", "truong vinh nghe an", "phuong truong vinh"]
)
def test_a_commune_is_found_by_part_of_its_name_and_province(world, typed):
    assert world.ward.ref in [one.ref for one in introductions.named(world.actor("hang"), typed)]


def test_a_commune_without_a_committee_here_is_found_but_has_no_address(world):
    place = db.session.scalars(select(Place).where(Place.code == THIRD_WARD)).one()

    [found] = [one for one in introductions.named(world.actor("hang"), place.name) if one.place == place.name]

    assert (found.ref, found.province) == (None, "Nghệ An")


def test_nothing_typed_finds_nothing(world):
    assert introductions.named(world.actor("hang"), " ") == []


def test_a_committee_that_was_dissolved_receives_no_letters(world):
    world.ward.dissolved_on = world.ward.founded_on
    db.session.commit()

    assert introductions.offered(world.actor("hang"), [world.ward.ref]) == []


def test_a_cell_is_no_destination(world):
    refs = [one.ref for one in introductions.offered(world.actor("hang"), [world.cell5.ref])]

    assert refs == [world.ward.ref]


@pytest.mark.parametrize("who", ["que", "loc", "hanh"])
def test_only_those_who_draft_look_for_communes(world, who):
    with pytest.raises(NotAllowed):
        introductions.named(world.actor(who), "vinh")


def test_communes_of_the_whole_country_are_few_at_a_time(world):
    province = db.session.scalars(select(Place).where(Place.code == "40")).one()
    for number in range(20):
        db.session.add(
            Place(
                code=f"9{number:04}",
                kind="commune",
                name=f"Xã Thử {number}",
                folded=f"xa thu {number}",
                province_id=province.id,
                valid_from=province.valid_from,
            )
        )
    db.session.commit()

    found = introductions.named(world.actor("hang"), "xa thu")

    assert len(found) == introductions.FOUND
    assert db.session.scalar(select(Organisation.id).where(Organisation.name == "Xã Thử 1")) is None
