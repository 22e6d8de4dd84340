"""The bell of a person: looked at, dealt with, and how often e-mail gathers the rest."""

import pytest

from domain.errors import NotFound, Refused
from models import Notification, db
from models.vocabulary import Digest, Language
from queries import notifications
from services.accounts import DescribeAccount, describe_account
from services.notifications import (
    PreferNotifications,
    hush,
    prefer_notifications,
    see_all,
    see_notification,
)
from tests.support.factories import a_notification
from tests.support.reported import rings


def seen(world, name):
    return [line.seen_at is not None for line in notifications.listed(world.actor(name)).rows]


def test_a_line_that_was_opened_is_seen(world):
    line = a_notification(world.account("loc"))

    see_notification(world.actor("loc"), line.ref)

    assert seen(world, "loc") == [True]


def test_nobody_opens_the_line_of_another(world):
    line = a_notification(world.account("loc"))

    with pytest.raises(NotFound):
        see_notification(world.actor("binh"), line.ref)


def test_all_at_once_are_ones_own(world):
    a_notification(world.account("loc"))
    a_notification(world.account("binh"))

    see_all(world.actor("loc"))

    assert seen(world, "loc") == [True]
    assert seen(world, "binh") == [False]


def test_what_is_done_rings_at_nobody_of_the_office(world):
    for who in ("loc", "binh", "sau"):
        a_notification(world.account(who), link="/notices/0123456789ab")
    a_notification(world.account("loc"), link="/notices/ba9876543210")

    hush("/notices/0123456789ab", (world.cell5.id, None))
    db.session.commit()

    assert sorted(seen(world, "loc")) == [False, True]
    assert seen(world, "binh") == [True]
    assert seen(world, "sau") == [False]


def test_the_latest_line_comes_first(world, clock):
    first = a_notification(world.account("loc"))
    clock.move(minutes=1)
    second = a_notification(world.account("loc"))

    assert [line.ref for line in notifications.listed(world.actor("loc")).rows] == [second.ref, first.ref]


def test_equal_lines_are_grouped_the_new_ones_together_and_those_looked_at_day_by_day(world, clock):
    loc = world.account("loc")
    seen = {"seen_at": clock.now()}
    a_notification(loc, **seen)
    a_notification(loc, **seen)
    clock.move(days=1)
    a_notification(loc, **seen)
    a_notification(loc, event="MandateGiven")
    a_notification(loc)
    clock.move(days=1)
    a_notification(loc, organisation_id=world.cell5.id)
    a_notification(loc)

    groups = notifications.grouped(notifications.listed(world.actor("loc")).rows)

    told = [(one.latest.event, one.latest.seen_at is None, len(one.lines)) for one in groups]
    assert told == [
        ("NoticeSent", True, 2),
        ("NoticeSent", True, 1),
        ("MandateGiven", True, 1),
        ("NoticeSent", False, 1),
        ("NoticeSent", False, 2),
    ]


def test_a_long_bell_goes_on_behind_its_last_line(world, clock):
    for _ in range(103):
        clock.move(minutes=1)
        db.session.add(
            Notification(
                account_id=world.account("loc").id,
                event="NoticeSent",
                key=str(clock.now()),
                link="/",
                at=clock.now(),
            )
        )
    db.session.commit()

    first = notifications.listed(world.actor("loc"))
    rest = notifications.listed(world.actor("loc"), first.after)

    assert (len(first.rows), len(rest.rows), rest.after) == (100, 3, None)
    assert not {line.ref for line in first.rows} & {line.ref for line in rest.rows}


def test_how_often_e_mail_comes_is_ones_own_choice(world):
    wanted = PreferNotifications(how_often=Digest.WEEKLY, language=Language.EN, email=" loc@example.vn ")

    account = prefer_notifications(world.actor("loc"), wanted)

    assert (account.digest, account.language, account.email) == (Digest.WEEKLY, Language.EN, "loc@example.vn")


@pytest.mark.parametrize("address", ["loc", "loc@", "loc@example.vn\nBcc: ai@example.vn", "a b@example.vn"])
def test_what_is_no_address_is_refused(world, address):
    with pytest.raises(Refused) as refused:
        prefer_notifications(
            world.actor("loc"),
            PreferNotifications(how_often=Digest.DAILY, language=Language.VI, email=address),
        )

    assert refused.value.field == "email"


@pytest.mark.parametrize(("address", "rung"), [("hanh@example.vn", 1), ("khac@example.vn", 2), (None, 2)])
def test_another_e_mail_address_rings_at_its_owner(world, clock, address, rung):
    hanh = world.actor("hanh")
    prefer_notifications(hanh, wanted("hanh@example.vn"))
    clock.move(minutes=1)

    prefer_notifications(hanh, wanted(address))

    assert rings(world, "hanh").count("EmailChanged") == rung


def test_an_address_that_the_office_writes_rings_too(world):
    mai = world.account("mai")

    described = DescribeAccount(full_name=mai.full_name, phone=mai.phone, email="mai@example.vn")
    describe_account(world.actor("hanh"), mai.ref, described)

    assert rings(world, "mai") == ["EmailChanged"]


def wanted(address):
    return PreferNotifications(how_often=Digest.DAILY, language=Language.VI, email=address)
