"""The contact log, and the liaisons that have been without contact for a long time."""

from datetime import timedelta

import pytest

from adapters import clock as clocks
from domain.errors import NotFound
from models import db
from models.vocabulary import ContactKind, ContactState
from queries import contacts, dealings, timeline
from tests.support import factories


def days_ago(count):
    return clocks.today() - timedelta(days=count)


@pytest.fixture
def written(world):
    """A call and a visit of Mai, a call of somebody in another cell, one in another ward."""
    return {
        "call": factories.a_contact(world.mai, on=days_ago(1)),
        "visit": factories.a_contact(world.anh78, on=days_ago(2), kind=ContactKind.VISIT),
        "other cell": factories.a_contact(world.yen, recorded_by=world.account("sau")),
        "other ward": factories.a_contact(world.khanh, recorded_by=world.account("quy")),
    }


def names(written, lines):
    known = {contact.id: name for name, contact in written.items()}
    return [known[contact.id] for contact in lines.rows]


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("loc", ["call", "visit"]),
        ("tam", ["call", "visit"]),
        ("sau", ["other cell"]),
        ("hanh", ["other cell", "call", "visit"]),
        ("vinh", ["other cell", "call", "visit"]),
        ("nhan", ["other ward"]),
        ("kien", []),
        ("hang", []),
        ("admin", []),
        ("overseer", []),
    ],
)
def test_a_cell_reads_its_own_log_a_commune_those_of_its_cells_a_workplace_none(world, written, who, found):
    assert names(written, contacts.log(world.actor(who), None, None)) == found


def test_one_kind_alone(world, written):
    assert names(written, contacts.log(world.actor("loc"), ContactKind.VISIT, None)) == ["visit"]


def test_what_waits_stands_the_oldest_first_and_what_was_withdrawn_nowhere(world):
    made = {
        state: factories.a_contact(
            world.mai, state=state, declined_because="Không gặp" if state is ContactState.DECLINED else None
        )
        for state in ContactState
    }
    earlier = factories.a_contact(world.mai, state=ContactState.PROPOSED, on=days_ago(9))

    waiting = contacts.log(world.actor("loc"), None, contacts.WAITING).rows
    everything = contacts.log(world.actor("loc"), None, None).rows

    assert [one.id for one in waiting] == [earlier.id, made[ContactState.PROPOSED].id]
    assert made[ContactState.WITHDRAWN].id not in {one.id for one in everything}
    assert len(everything) == len(ContactState)


def test_a_long_log_goes_on_where_the_page_ended(world):
    for number in range(103):
        factories.a_contact(world.mai, on=days_ago(number // 2))

    first = contacts.log(world.actor("loc"), None, None)
    second = contacts.log(world.actor("loc"), None, None, first.after)

    seen = [one.id for one in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows)) == (100, 3)
    assert len(set(seen)) == 103
    assert second.after is None


def test_a_contact_out_of_sight_is_one_that_never_was(world, written):
    for who in ("sau", "nhan", "kien"):
        with pytest.raises(NotFound):
            contacts.one(world.actor(who), written["call"].ref)


@pytest.mark.parametrize("who", ["loc", "tam", "hanh", "mai"])
def test_all_three_readers_find_a_contact_in_the_history(world, written, who):
    assert _contacts(world, who) == [ContactKind.CALL]


@pytest.mark.parametrize("who", ["kien", "hang", "que", "thu", "admin", "sau", "nhan"])
def test_the_workplace_and_strangers_find_none(world, written, who):
    assert _contacts(world, who) == []


def _contacts(world, who):
    as_member = who == "mai"
    actor = world.as_member("mai") if as_member else world.actor(who)
    entries = timeline.of_member(actor, world.mai.id, as_member=as_member)
    return [one.kind for entry in entries if (one := entry.dealing) and one.part == dealings.CONTACT]


@pytest.fixture
def since(world):
    """Half a year ago; everybody has been in liaison for a year, and Mai was called yesterday."""
    for name in ("mai", "anh78", "anh85", "yen", "tuan"):
        world.liaison(name).started_on = days_ago(365)
    world.liaison("mai").last_contact_on = days_ago(1)
    world.liaison("anh85").last_contact_on = days_ago(200)
    db.session.commit()
    return days_ago(184)


def test_who_has_been_without_contact_longest_stands_first_and_who_is_exempt_nowhere(world, since):
    lines = contacts.silent(world.actor("loc"), since)

    assert [(line.name, line.birth_year, line.last_contact_on) for line in lines] == [
        ("Lê Hữu Ánh", "1978", None),
        ("Lê Hữu Ánh", "1985", days_ago(200)),
    ]


def test_a_liaison_taken_up_lately_is_not_silent_yet(world, since):
    world.liaison("anh78").started_on = days_ago(30)
    db.session.commit()

    assert len(contacts.silent(world.actor("loc"), since)) == 1


def test_the_commune_sees_numbers_by_cell_and_the_names_of_one(world, since):
    cells = contacts.silent_cells(world.actor("hanh"), since)

    assert [(one.name, one.held, one.silent) for one in cells] == [
        ("Chi bộ Tổ dân phố 5", 3, 2),
        ("Chi bộ Tổ dân phố 6", 2, 1),
    ]
    of_one = contacts.silent(world.actor("hanh"), since, world.cell6.ref)
    assert [line.name for line in of_one] == ["Phan Thị Yến"]


@pytest.mark.parametrize("who", ["kien", "hang", "admin", "nhan"])
def test_nobody_else_sees_who_is_silent(world, since, who):
    assert contacts.silent(world.actor(who), since, world.cell5.ref) == []
    assert world.cell5.ref not in {one.ref for one in contacts.silent_cells(world.actor(who), since)}


def test_a_member_finds_the_own_liaison(world):
    bond = contacts.own_bond(world.as_member("mai"))

    assert bond is not None
    assert bond.residence is not None
    assert bond.residence.name == "Chi bộ Tổ dân phố 5"
    assert contacts.own_bond(world.actor("loc")) is None
