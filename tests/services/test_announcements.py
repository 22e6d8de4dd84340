"""Events ring: every one has its audience, its words in both languages, and a page behind it."""

import dataclasses
import re
from pathlib import Path

import pytest
from werkzeug.routing import RequestRedirect

from adapters import texts
from domain import events
from domain.events import Event, NoticeAcknowledged, NoticeSent
from models import Mandate, Notification, db
from services.announcements import announce
from services.audiences import AUDIENCES
from tests.support.factories import a_notification, an_account
from tests.support.reported import rings

EVENTS = [
    kind
    for kind in vars(events).values()
    if isinstance(kind, type) and issubclass(kind, Event) and not kind.__subclasses__()
]
MESSAGES = {path.stem for path in Path(texts.FOLDER).glob("*.txt")}


def a_notice_event(kind, world, **more):
    values = {
        "notice_ref": "0123456789ab",
        "change_ref": "ba9876543210",
        "receiver_id": world.cell5.id,
        "sender_id": world.tax.id,
        "sent_by_id": world.account("thu").id,
        "is_restricted": False,
    }
    return kind(**values | more)


def test_every_event_has_an_audience():
    assert set(AUDIENCES) == set(EVENTS)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_is_worded_in_one_line_and_names_nothing(kind, language):
    said = texts.subject(language, kind.__name__)

    assert said
    assert "%" not in said


def test_vietnamese_words_are_vietnamese():
    same = [
        kind.__name__
        for kind in EVENTS
        if texts.subject("vi", kind.__name__) == texts.subject("en", kind.__name__)
    ]

    assert same == []


def test_no_message_is_left_over():
    used = {re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower() for kind in EVENTS}

    assert (
        {"invitation_to_copy", "notice_to_copy"}
        <= MESSAGES - used
        <= {"invitation_to_copy", "notice_to_copy", "digest"}
        | {name for name in MESSAGES if name.startswith(("mail", "test"))}
    )


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_line_opens_a_page(kind, app):
    names = {one.name: "0123456789ab" for one in dataclasses.fields(kind)}
    path = AUDIENCES[kind].link.format_map(names)

    try:
        endpoint, _given = app.url_map.bind("localhost").match(path.partition("#")[0], "GET")
    except RequestRedirect as elsewhere:
        pytest.fail(f"{path} only redirects to {elsewhere.new_url}")

    assert endpoint in app.view_functions


def test_the_same_event_rings_once_at_each_account(world):
    for _ in range(2):
        announce(a_notice_event(NoticeSent, world))
        db.session.flush()

    assert rings(world, "loc") == ["NoticeSent"]


def test_what_may_happen_again_rings_again(world, clock):
    announce(a_notice_event(NoticeAcknowledged, world))
    db.session.flush()
    clock.move(minutes=5)
    announce(a_notice_event(NoticeAcknowledged, world))
    db.session.flush()

    assert rings(world, "thu") == ["NoticeAcknowledged", "NoticeAcknowledged"]


def test_where_nobody_is_secretary_the_deputy_hears_of_it_but_never_of_a_sanction(world):
    for mandate in db.session.query(Mandate).filter_by(account_id=world.account("loc").id):
        mandate.ends_on = mandate.starts_on
    announce(a_notice_event(NoticeSent, world, notice_ref="1"))
    announce(a_notice_event(NoticeSent, world, notice_ref="2", is_restricted=True))
    db.session.flush()

    assert rings(world, "binh") == ["NoticeSent"]


def test_an_account_that_is_closed_does_not_ring(world):
    account = an_account(member=world.huy, state="closed")
    announce(events.ChangeRecorded(change_ref="0123456789ab", member_id=world.huy.id))
    db.session.flush()

    assert db.session.query(Notification).filter_by(account_id=account.id).all() == []


def test_a_line_belongs_to_the_office_for_which_it_rang(world):
    a_notification(world.account("binh"))
    announce(a_notice_event(NoticeSent, world))
    db.session.flush()

    line = db.session.query(Notification).filter_by(account_id=world.account("loc").id).one()
    assert line.organisation_id == world.cell5.id
    assert line.link == "/notices/0123456789ab"
