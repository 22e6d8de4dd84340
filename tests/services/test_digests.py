"""E-mail of what rang: gathered, never at night, nothing personal, and nothing at all without a server."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from access import Actor
from adapters.clock import HERE
from adapters.mail import NotSent
from domain.events import (
    NoticeEvent,
    NoticeReachedCommittee,
    NoticeReachedDeputy,
    NoticeReminded,
    NoticeSent,
    NoticeUnanswered,
)
from models import Account, Notification, OutboxMessage
from models import db as database
from models.vocabulary import AccountState, Digest, Language, OutboxState
from services import digests, outbox
from services.announcements import announce
from services.unit import use_case
from tests.support import factories

WORKER = Actor.worker()
MONDAY = date(2026, 3, 16)


def somebody(**more: Any) -> Account:
    account = factories.an_account("Nguyễn Văn Lộc", email="loc@example.vn", **more)
    factories.a_notification(account)
    return account


def send_all() -> None:
    """What the worker does with the messages that are due."""
    while (claimed := outbox.claim(WORKER)) is not None:
        digests.send_digest(WORKER, claimed.key, claimed.payload)
        outbox.finish(WORKER, claimed)


def test_a_digest_tells_how_much_rang_and_where_the_book_is(mailing, postbox, clock):
    account = somebody()
    factories.a_notification(account)
    factories.a_notification(account, event="NoticeReminded")

    digests.plan_digests(WORKER, MONDAY)
    clock.set(MONDAY, 7)
    send_all()

    (mail,) = postbox.arrived
    assert mail["Subject"] == "Sổ liên hệ 213: việc đang chờ đồng chí"
    lines = [line for line in mail.get_content().splitlines() if line.startswith("- ")]
    assert len(lines) == 2
    assert lines[1].endswith("(2)")
    assert "http://localhost" in mail.get_content()


def test_a_digest_names_nobody_and_no_organisation(world, mailing, postbox, clock):
    account = world.account("loc")
    account.email = "loc@example.vn"
    factories.a_notification(account, organisation_id=world.cell5.id)

    digests.plan_digests(WORKER, MONDAY)
    clock.set(MONDAY, 7)
    send_all()

    told = f"{postbox.arrived[0]['Subject']} {postbox.arrived[0].get_content()}"
    for personal in ("Lộc", "loc@", "Chi bộ", "Mai", account.phone, account.ref):
        assert personal not in told


def test_a_digest_is_written_in_the_language_of_the_reader(mailing, postbox, clock):
    somebody(language=Language.EN)

    digests.plan_digests(WORKER, MONDAY)
    clock.set(MONDAY, 7)
    send_all()

    assert postbox.arrived[0]["Subject"] == "213 Liaison Book: what waits for you"
    assert "- A change notice is waiting for you (1)" in postbox.arrived[0].get_content()


def test_a_digest_planned_before_dawn_leaves_at_seven(mailing, postbox, clock):
    somebody()
    digests.plan_digests(WORKER, MONDAY)
    send_all()
    assert postbox.arrived == []

    clock.set(MONDAY, 7)
    send_all()

    assert len(postbox.arrived) == 1


def test_what_was_mailed_once_is_not_mailed_again(mailing, postbox, clock):
    somebody()
    digests.plan_digests(WORKER, MONDAY)
    clock.set(MONDAY, 7)
    send_all()

    clock.move(days=1)
    planned = digests.plan_digests(WORKER, clock.today)
    send_all()

    assert planned == 0
    assert len(postbox.arrived) == 1


def test_a_round_made_twice_promises_one_digest(mailing, postbox, clock):
    somebody()
    digests.plan_digests(WORKER, MONDAY)
    digests.plan_digests(WORKER, MONDAY)
    clock.set(MONDAY, 7)
    send_all()

    assert len(postbox.arrived) == 1


def test_what_was_looked_at_meanwhile_is_left_out(mailing, postbox, clock):
    somebody()
    digests.plan_digests(WORKER, MONDAY)
    database.session.execute(update(Notification).values(seen_at=datetime(2026, 3, 15, tzinfo=UTC)))
    database.session.commit()
    clock.set(MONDAY, 7)

    send_all()

    assert postbox.arrived == []


def test_what_rings_while_the_message_is_on_its_way_is_kept_for_the_next(mailing, postbox, clock):
    account = somebody()
    digests.plan_digests(WORKER, MONDAY)
    factories.a_notification(account, at=datetime(2026, 3, 16, 7, 1, tzinfo=HERE))
    clock.set(MONDAY, 7)

    send_all()

    unheard = database.session.scalars(select(Notification).where(Notification.mailed_at.is_(None))).all()
    assert len(unheard) == 1


def test_a_message_that_left_twice_bears_the_same_id(mailing, postbox, clock):
    somebody()
    digests.plan_digests(WORKER, MONDAY)
    clock.set(MONDAY, 7)
    claimed = outbox.claim(WORKER)
    assert claimed is not None
    postbox.drops_after_data = 1

    with pytest.raises(NotSent):
        digests.send_digest(WORKER, claimed.key, claimed.payload)
    digests.send_digest(WORKER, claimed.key, claimed.payload)

    assert len(postbox.ids) == 2
    assert len(set(postbox.ids)) == 1


@pytest.mark.parametrize(
    "reader",
    [
        {"digest": Digest.NEVER},
        {"state": AccountState.CLOSED},
        {"state": AccountState.INVITED},
        {"email": None},
    ],
)
def test_who_takes_no_e_mail_gets_none(mailing, reader):
    account = somebody()
    for name, value in reader.items():
        setattr(account, name, value)
    database.session.commit()

    assert digests.plan_digests(WORKER, MONDAY) == 0


def test_a_reader_who_changed_the_mind_meanwhile_gets_none(mailing, postbox, clock):
    account = somebody()
    digests.plan_digests(WORKER, MONDAY)
    account.digest = Digest.NEVER
    database.session.commit()
    clock.set(MONDAY, 7)

    send_all()

    assert postbox.arrived == []


@pytest.mark.parametrize(
    ("day", "planned"),
    [(date(2026, 3, 15), 0), (MONDAY, 1), (date(2026, 3, 17), 1), (date(2026, 3, 20), 1)],
)
def test_a_weekly_digest_leaves_on_monday_or_when_mondays_could_not_be_sent(mailing, clock, day, planned):
    account = factories.an_account(email="loc@example.vn", digest=Digest.WEEKLY)
    factories.a_notification(account, at=datetime(2026, 3, 13, 9, tzinfo=HERE))
    clock.set(day, 6, 30)

    assert digests.plan_digests(WORKER, day) == planned


def test_what_rings_during_the_week_waits_for_the_weekly_digest_of_the_next_monday(mailing, clock):
    account = factories.an_account(email="loc@example.vn", digest=Digest.WEEKLY)
    factories.a_notification(account, at=datetime(2026, 3, 17, 9, tzinfo=HERE))
    counted = {}
    for day in (date(2026, 3, 18), date(2026, 3, 22), date(2026, 3, 23)):
        clock.set(day, 6, 30)
        counted[day.isoformat()] = digests.plan_digests(WORKER, day)

    assert counted == {"2026-03-18": 0, "2026-03-22": 0, "2026-03-23": 1}


@use_case
def hurry(actor: Actor, /, *account_ids: int) -> None:
    digests.hurry(account_ids)


def test_what_cannot_wait_is_mailed_the_same_day(mailing, postbox, clock):
    account = somebody()
    clock.set(MONDAY, 15)

    hurry(WORKER, account.id)
    send_all()

    assert len(postbox.arrived) == 1


def test_what_cannot_wait_waits_all_the_same_for_the_end_of_the_night(mailing, postbox, clock):
    account = somebody()
    clock.set(MONDAY, 22)
    hurry(WORKER, account.id)
    send_all()
    assert postbox.arrived == []

    clock.set(date(2026, 3, 17), 7)
    send_all()

    assert len(postbox.arrived) == 1


def a_notice_event(kind: type[NoticeEvent], world: Any, *, is_restricted: bool, **more: Any) -> NoticeEvent:
    return kind(
        notice_ref="abc",
        change_ref="def",
        receiver_id=world.cell5.id,
        sender_id=world.tax.id,
        sent_by_id=world.account("kien").id,
        is_restricted=is_restricted,
        **more,
    )


@pytest.mark.parametrize(
    ("kind", "is_restricted", "hears"),
    [
        (NoticeSent, False, []),
        (NoticeSent, True, ["loc"]),
        (NoticeReminded, True, []),
        (NoticeReachedDeputy, False, []),
        (NoticeReachedCommittee, False, ["hanh", "phuc", "thanh"]),
        (NoticeReachedCommittee, True, ["thanh"]),
        (NoticeUnanswered, False, ["kien"]),
    ],
)
def test_a_sanction_and_the_last_rungs_are_mailed_the_same_day_without_their_content(
    world, mailing, postbox, clock, kind, is_restricted, hears
):
    clock.set(MONDAY, 10)
    for name in world.officers:
        world.account(name).email = f"{name}@example.vn"
    database.session.commit()
    more = {"committee_id": world.ward.id} if kind is NoticeReachedCommittee else {}

    tell(WORKER, a_notice_event(kind, world, is_restricted=is_restricted, **more))
    send_all()

    assert sorted(to.partition("@")[0] for (to,) in postbox.recipients) == hears
    assert not any("ỷ luật" in mail.get_content() for mail in postbox.arrived)


@use_case
def tell(actor: Actor, event: NoticeEvent) -> None:
    announce(event)


def test_without_a_server_nothing_is_promised_and_nothing_piles_up(db, clock):
    account = somebody()

    assert digests.plan_digests(WORKER, MONDAY) == 0
    hurry(WORKER, account.id)

    assert database.session.scalars(select(OutboxMessage)).all() == []


def test_a_message_promised_before_the_server_was_taken_away_is_quietly_done(db, clock):
    account = somebody()
    digests.send_digest(WORKER, "digest-x", {"account_id": account.id})

    assert database.session.scalars(select(Notification.mailed_at)).all() == [None]


def test_a_server_that_was_away_for_a_day_gets_one_message_a_person(mailing, postbox, clock, monkeypatch):
    people = [
        factories.an_account(email=f"so{number}@example.vn", sign_in_name=f"so{number}")
        for number in range(3)
    ]
    postbox.refuses = "421 away"
    for day in (MONDAY, date(2026, 3, 17)):
        clock.set(day, 6, 30)
        for one in people:
            factories.a_notification(one)
        digests.plan_digests(WORKER, day)
        clock.set(day, 7)
        for minutes in (1, 5, 15, 60, 0):
            _try_all()
            clock.move(minutes=minutes)
    assert _states() == {OutboxState.GIVEN_UP}

    postbox.refuses = None
    clock.set(date(2026, 3, 18), 6, 30)
    digests.plan_digests(WORKER, date(2026, 3, 18))
    clock.set(date(2026, 3, 18), 7)
    _try_all()

    assert sorted(to for (to,) in postbox.recipients) == [f"so{number}@example.vn" for number in range(3)]
    assert all("(2)" in mail.get_content() for mail in postbox.arrived)


def _try_all() -> None:
    while (claimed := outbox.claim(WORKER)) is not None:
        try:
            digests.send_digest(WORKER, claimed.key, claimed.payload)
        except NotSent as trouble:
            outbox.postpone(WORKER, claimed, str(trouble))
        else:
            outbox.finish(WORKER, claimed)


def _states() -> set[OutboxState]:
    return set(database.session.scalars(select(OutboxMessage.state)))
