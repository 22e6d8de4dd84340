"""Notices received and sent, each side in its own order, with steps."""

from datetime import date

import pytest

from domain.errors import NotFound
from models.vocabulary import Step
from queries import notices
from services.notices import DisputeNotice, acknowledge_notice, dispute_notice
from tests.support.reported import appointed, notice_at, rewarded, sanctioned

TODAY = date(2026, 3, 16)


def refs(lines):
    return [one.ref for one in lines.rows]


def test_those_that_wait_stand_oldest_first_the_others_latest_first(world, clock):
    first = notice_at(appointed(world), world.cell5)
    clock.move(days=1)
    second = notice_at(rewarded(world, "anh78"), world.cell5)
    actor = world.actor("loc")

    assert refs(notices.received(actor, notices.WAITING)) == [first.ref, second.ref]
    for notice in (first, second):
        acknowledge_notice(actor, notice.ref)
    assert refs(notices.received(actor, notices.WAITING)) == []
    assert refs(notices.received(actor, notices.ACKNOWLEDGED)) == [second.ref, first.ref]


def test_a_strange_way_to_look_is_the_usual_one(world):
    notice = notice_at(appointed(world), world.cell5)

    assert refs(notices.received(world.actor("loc"), "'; --")) == [notice.ref]


def test_each_side_sees_its_own_copies(world):
    change = appointed(world)

    assert refs(notices.received(world.actor("hanh"), notices.WAITING)) == [notice_at(change, world.ward).ref]
    assert refs(notices.received(world.actor("sau"), notices.WAITING)) == []
    with pytest.raises(NotFound):
        notices.one(world.actor("hanh"), notice_at(change, world.cell5).ref)


def test_sent_is_narrowed_by_what_the_receivers_did(world, clock):
    waiting = appointed(world)
    asked = rewarded(world, "anh78")
    dispute_notice(world.actor("loc"), notice_at(asked, world.cell5).ref, DisputeNotice(reason="Sai tên"))
    acknowledge_notice(world.actor("hanh"), notice_at(asked, world.ward).ref)
    sender = world.actor("hang")

    assert set(refs(notices.sent(sender, None, TODAY))) == {waiting.ref, asked.ref}
    assert refs(notices.sent(sender, notices.WAITING, TODAY)) == [waiting.ref]
    assert refs(notices.sent(sender, notices.DISPUTED, TODAY)) == [asked.ref]
    assert refs(notices.sent(sender, notices.OVERDUE, TODAY)) == []
    assert refs(notices.sent(sender, notices.OVERDUE, date(2026, 3, 24))) == [waiting.ref]


def test_the_sender_follows_each_copy_and_others_follow_none(world):
    change = appointed(world)

    told = notices.sent_for(world.actor("hang"), [change.id])
    assert [one.receiver.name for one in told[change.id]] == [
        "Đảng ủy phường Trường Vinh",
        "Chi bộ Tổ dân phố 5",
    ]
    assert notices.sent_for(world.actor("loc"), [change.id]) == {}


def test_every_copy_names_all_who_were_told_and_shows_its_own_steps(world):
    change = appointed(world)
    notice = notice_at(change, world.cell5)
    acknowledge_notice(world.actor("loc"), notice.ref)

    receivers, steps = notices.history(notice.id, change.id)

    assert receivers == ["Đảng ủy phường Trường Vinh", "Chi bộ Tổ dân phố 5"]
    assert [one.step for one in steps] == [Step.SENT, Step.ACKNOWLEDGED]


def test_a_sanction_is_in_the_list_of_the_secretary_alone(world):
    notice = notice_at(sanctioned(world), world.cell5)

    assert refs(notices.received(world.actor("loc"), notices.WAITING)) == [notice.ref]
    for who in ("binh", "tam"):
        assert refs(notices.received(world.actor(who), notices.WAITING)) == []
