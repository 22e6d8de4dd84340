"""An account gets another e-mail address: both hear of it, the former one once and without a word about anybody."""

import pytest
from sqlalchemy import select

from access import Actor
from models import Notification, OutboxMessage, db
from models.vocabulary import AccountState, Digest, Language
from services import outbox
from services.handlers import HANDLERS
from services.notifications import PreferNotifications, prefer_notifications

WORKER = Actor.worker()
OLD, NEW = "cu@example.vn", "moi@example.vn"


@pytest.fixture
def loc(world, mailing, clock):
    """The secretary of the fifth cell, who has an address, at ten in the morning."""
    clock.set(clock.today, 10)
    account = world.account("loc")
    account.email = OLD
    db.session.commit()
    return account


def change_to(world, address, how_often=Digest.DAILY):
    wanted = PreferNotifications(how_often=how_often, language=Language.VI, email=address)
    prefer_notifications(world.actor("loc"), wanted)


def send_all():
    """What the worker does with the messages that are due."""
    while (claimed := outbox.claim(WORKER)) is not None:
        HANDLERS[claimed.topic](WORKER, claimed.key, claimed.payload)
        outbox.finish(WORKER, claimed)


def test_the_former_address_and_the_new_one_are_told_at_once(world, loc, postbox):
    change_to(world, NEW)
    send_all()

    assert sorted(to for (to,) in postbox.recipients) == [OLD, NEW]
    (told,) = [one for one in postbox.arrived if one["To"] == OLD]
    assert told["Subject"] == "Địa chỉ thư điện tử của đồng chí trong sổ đã được thay đổi"
    assert "không gửi thư đến địa chỉ này nữa" in told.get_content()


def test_it_names_nobody_no_organisation_and_not_the_new_address(world, loc, postbox):
    change_to(world, NEW)
    send_all()

    told = "".join(f"{one['Subject']} {one.get_content()}" for one in postbox.arrived)
    for personal in ("Lộc", OLD, NEW, "Chi bộ", loc.phone, loc.ref):
        assert personal not in told


def test_it_goes_out_whatever_the_owner_has_chosen_and_when_there_is_no_address_any_more(world, loc, postbox):
    change_to(world, None, how_often=Digest.NEVER)
    send_all()

    assert postbox.recipients == [[OLD]]


def test_two_changes_in_a_row_are_told_to_both_former_addresses(world, loc, postbox):
    change_to(world, NEW)
    change_to(world, "nua@example.vn")
    send_all()

    assert {OLD, NEW} <= {to for (to,) in postbox.recipients}


def test_the_same_address_and_the_first_one_tell_no_former_address(world, loc, postbox):
    change_to(world, OLD)
    loc.email = None
    db.session.commit()
    change_to(world, NEW)
    send_all()

    assert postbox.recipients == [[NEW]]


def test_an_address_that_nobody_has_activated_an_account_with_hears_nothing(world, loc, postbox):
    loc.state = AccountState.INVITED
    db.session.commit()

    change_to(world, NEW)
    send_all()

    assert postbox.recipients == []


def test_at_night_it_waits_for_the_morning(world, loc, postbox, clock):
    clock.set(clock.today, 23)
    change_to(world, NEW)
    send_all()
    assert postbox.recipients == []

    clock.move(hours=8)
    send_all()

    assert [OLD] in postbox.recipients


def test_the_address_is_forgotten_when_the_message_has_left(world, loc, postbox):
    change_to(world, NEW)
    send_all()

    assert OLD not in str(db.session.scalars(select(OutboxMessage.payload)).all())


def test_without_a_server_it_rings_in_the_book_alone(world, db):
    world.account("loc").email = OLD
    db.session.commit()

    change_to(world, NEW)

    assert db.session.scalars(select(OutboxMessage)).all() == []
    assert db.session.scalars(select(Notification.event)).all() == ["EmailChanged"]
