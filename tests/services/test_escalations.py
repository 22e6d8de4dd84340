"""The ladder as the daily round climbs it: deputy, commune committee, sender; once each, whatever was missed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from access import Actor
from adapters import clock as clocks
from domain.errors import NotAllowed
from models import Notice, Notification, db
from models.vocabulary import NoticeState, Step
from services.escalations import climb
from services.notices import (
    AnswerNotice,
    DisputeNotice,
    acknowledge_notice,
    answer_notice,
    dispute_notice,
)
from tests.support.reported import appointed, notice_at, rings, sanctioned, steps

LADDER = [Step.SENT, Step.REMINDED, Step.DEPUTY, Step.COMMITTEE, Step.UNANSWERED]


def climb_daily(clock, days):
    """Let days pass with a round each morning; gives how many rungs were climbed."""
    return sum(_after(clock) for _ in range(days))


def _after(clock, days=1):
    clock.move(days=days)
    return climb(Actor.worker(), clocks.today())


def test_each_rung_comes_on_its_working_day(world, clock):
    notice = notice_at(appointed(world), world.cell5)
    found: dict[Step, int] = {}
    for day in range(1, 16):
        _after(clock)
        for step in steps(notice)[len(found) + 1 :]:
            found[step] = day

    assert list(found.items()) == [
        (Step.REMINDED, 3),
        (Step.DEPUTY, 7),
        (Step.COMMITTEE, 10),
        (Step.UNANSWERED, 14),
    ]


def test_who_hears_of_each_rung(world, clock):
    appointed(world)
    climb_daily(clock, 3)
    assert rings(world, "loc") == ["NoticeSent", "NoticeReminded"]
    assert rings(world, "binh") == []

    climb_daily(clock, 4)
    assert rings(world, "binh") == ["NoticeReachedDeputy"]
    assert "NoticeReachedCommittee" not in rings(world, "hanh")

    climb_daily(clock, 3)
    assert "NoticeReachedCommittee" in rings(world, "hanh")
    assert "NoticeReachedCommittee" in rings(world, "phuc")
    assert rings(world, "vinh") == []
    assert rings(world, "hang") == []

    climb_daily(clock, 4)
    assert rings(world, "hang").count("NoticeUnanswered") == 2


def test_a_round_made_twice_climbs_nothing_more(world, clock):
    appointed(world)
    assert _after(clock, days=3) == 2

    assert climb(Actor.worker(), clocks.today()) == 0


def test_after_days_without_a_round_it_climbs_one_rung_after_the_other_without_doubles(world, clock):
    change = appointed(world)

    assert _after(clock, days=40) == 7

    assert steps(notice_at(change, world.cell5)) == LADDER
    assert steps(notice_at(change, world.ward)) == [
        Step.SENT,
        Step.REMINDED,
        Step.DEPUTY,
        Step.UNANSWERED,
    ]
    assert _after(clock, days=40) == 0


def test_holidays_do_not_count(world, clock):
    clock.move(days=43)  # Tuesday 28 April, before the long holiday
    notice = notice_at(appointed(world), world.cell5)

    climb_daily(clock, 6)
    assert steps(notice) == [Step.SENT]

    climb_daily(clock, 1)
    assert steps(notice) == [Step.SENT, Step.REMINDED]


def test_the_commune_may_acknowledge_what_climbed_to_it_and_not_before(world, clock):
    notice = notice_at(appointed(world), world.cell5)
    climb_daily(clock, 10)

    acknowledge_notice(world.actor("hanh"), notice.ref)

    done = db.session.get_one(Notice, notice.id)
    assert done.state is NoticeState.ACKNOWLEDGED
    assert done.acknowledged_by_id == world.account("hanh").id
    assert climb_daily(clock, 10) == 1  # the last rung of the own copy, which still waits


def test_a_sanction_skips_the_deputy_and_climbs_to_the_secretary_of_the_commune_alone(world, clock):
    change = sanctioned(world)
    climb_daily(clock, 14)

    assert steps(notice_at(change, world.cell5)) == [
        Step.SENT,
        Step.REMINDED,
        Step.COMMITTEE,
        Step.UNANSWERED,
    ]
    assert "NoticeReachedCommittee" in rings(world, "thanh")
    for who in ("binh", "tam", "phuc", "hanh", "vinh", "hang"):
        assert rings(world, who) == []


def test_an_acknowledged_notice_does_not_climb(world, clock):
    change = appointed(world)
    acknowledge_notice(world.actor("loc"), notice_at(change, world.cell5).ref)
    acknowledge_notice(world.actor("hanh"), notice_at(change, world.ward).ref)

    assert climb_daily(clock, 20) == 0


def test_a_question_stops_the_ladder_and_its_answer_lets_it_count_anew(world, clock):
    notice = notice_at(appointed(world), world.cell5)
    climb_daily(clock, 3)
    dispute_notice(world.actor("loc"), notice.ref, DisputeNotice(reason="Không cư trú ở đây"))
    climb_daily(clock, 30)
    assert steps(notice) == [Step.SENT, Step.REMINDED, Step.DISPUTED]

    answer_notice(world.actor("hang"), notice.ref, AnswerNotice(answer="Có"))
    climb_daily(clock, 4)
    assert steps(notice)[-1] is Step.ANSWERED

    climb_daily(clock, 3)
    assert steps(notice)[-1] is Step.DEPUTY


def test_no_bell_rings_twice_for_the_same_rung(world, clock):
    appointed(world)
    climb_daily(clock, 30)

    doubles = (
        select(Notification.account_id, Notification.event, Notification.link)
        .group_by(Notification.account_id, Notification.event, Notification.link)
        .having(func.count() > 1)
    )
    assert [row for row in db.session.execute(doubles) if row.event != "NoticeUnanswered"] == []


def test_nobody_but_the_worker_climbs(world):
    with pytest.raises(NotAllowed):
        climb(world.actor("loc"), clocks.today() + timedelta(days=30))
