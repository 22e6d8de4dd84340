"""Changes after their recording: taken back, put into effect on their day, lapsed when their term is over."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from access import Actor
from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import Change, Notice, db
from models.vocabulary import ChangeKind, LiaisonEnd, LiaisonState, NoticeState, SanctionForm, Step
from queries import notices
from services.changes import KINDS, WithdrawChange, apply_due_changes, withdraw_change
from services.escalations import climb
from services.issuing import IssueLetters, issue_letters
from services.liaisons import confirm_liaison
from services.notices import ProcessNotice, acknowledge_notice, open_notice, process_notice
from services.receptions import ReceiveAndAssign, receive_and_assign
from tests.support.reported import (
    appointed,
    departed,
    notice_at,
    retired,
    rewarded,
    rings,
    sanctioned,
    seconded,
    steps,
)

REASON = WithdrawChange(reason="Ghi nhầm người")


def apply(clock, days=0):
    clock.move(days=days)
    return apply_due_changes(Actor.worker(), clocks.today())


def test_every_kind_has_its_behaviour():
    assert set(KINDS) == set(ChangeKind)


def test_a_change_taken_back_leaves_no_trace_on_the_record_and_readable_notices(world):
    change = appointed(world)
    notice = notice_at(change, world.cell5)
    open_notice(world.actor("loc"), notice.ref)

    withdraw_change(world.actor("hang"), change.ref, REASON)

    assert world.mai.position == "Chuyên viên"
    assert db.session.get_one(Notice, notice.id).state is NoticeState.WITHDRAWN
    assert notices.one(world.actor("loc"), notice.ref).change.post == "Phó Trưởng phòng"
    assert rings(world, "loc") == ["NoticeSent", "NoticeWithdrawn"]
    assert rings(world, "hanh") == ["NoticeSent"]


def test_taking_back_needs_a_reason_save_for_a_sanction(world):
    with pytest.raises(Refused) as refused:
        withdraw_change(world.actor("hang"), appointed(world).ref, WithdrawChange())
    assert refused.value.field == "reason"

    change = sanctioned(world)
    withdraw_change(world.actor("kien"), change.ref, WithdrawChange(reason="lời này không được giữ"))
    assert db.session.get_one(Change, change.id).withdrawn_because is None


def test_what_was_taken_back_is_gone_for_good(world):
    change = appointed(world)
    withdraw_change(world.actor("hang"), change.ref, REASON)

    with pytest.raises(Refused, match="has been withdrawn"):
        withdraw_change(world.actor("hang"), change.ref, REASON)
    with pytest.raises(Refused, match="has been withdrawn"):
        appointed(world, supersedes=change.ref)


def test_another_workplace_takes_nothing_back(world):
    with pytest.raises(NotFound):
        withdraw_change(world.actor("chi"), appointed(world).ref, REASON)


def test_a_change_recorded_ahead_takes_effect_on_its_day_once(world, clock):
    appointed(world, effective_on=clocks.today() + timedelta(days=30))
    assert apply(clock, 29) == 0
    assert world.mai.position == "Chuyên viên"

    assert apply(clock, 1) == 1
    assert world.mai.position == "Phó Trưởng phòng"
    assert apply(clock) == 0


def test_what_was_taken_back_before_its_day_never_takes_effect(world, clock):
    change = appointed(world, effective_on=clocks.today() + timedelta(days=3))
    withdraw_change(world.actor("hang"), change.ref, REASON)

    assert apply(clock, 5) == 0
    assert world.mai.position == "Chuyên viên"


def test_a_sanction_lapses_by_itself_and_is_out_of_sight_at_the_residence(world, clock):
    change = sanctioned(world, until_on=clocks.today() + timedelta(days=10))
    notice = notice_at(change, world.cell5)
    acknowledge_notice(world.actor("loc"), notice.ref)

    apply(clock, 10)
    assert notices.one(world.actor("loc"), notice.ref).lapsed_at is None

    apply(clock, 1)
    with pytest.raises(NotFound):
        notices.one(world.actor("loc"), notice.ref)
    assert db.session.get_one(Notice, notice.id).state is NoticeState.ACKNOWLEDGED


def test_a_lapsed_sanction_that_nobody_received_climbs_no_further(world, clock):
    change = sanctioned(world, until_on=clocks.today() + timedelta(days=1))
    notice = notice_at(change, world.cell5)

    apply(clock, 2)

    assert steps(notice) == [Step.SENT, Step.WITHDRAWN]
    clock.move(days=30)
    assert climb(Actor.worker(), clocks.today()) == 0


def test_an_expulsion_is_shown_until_the_liaison_has_ended(world, clock):
    change = sanctioned(world, sanction_form=SanctionForm.EXPULSION)
    notice = notice_at(change, world.cell5)
    apply(clock, 400)
    assert db.session.get_one(Notice, notice.id).lapsed_at is None

    bond = world.liaison("mai")
    bond.state, bond.ended_on, bond.ended_because = LiaisonState.ENDED, clocks.today(), LiaisonEnd.LEFT_PARTY
    db.session.commit()
    apply(clock, 1)

    assert db.session.get_one(Notice, notice.id).lapsed_at is not None


def test_the_workplace_is_reminded_before_a_secondment_ends_and_at_its_review_once_each(world, clock):
    start = clocks.today()
    seconded(world, start + timedelta(days=100), review_on=start + timedelta(days=50))

    for _ in range(110):
        apply(clock, 1)

    assert rings(world, "hang") == ["SecondmentEnding", "SecondmentEnding"]


def test_only_the_worker_makes_the_round(world):
    with pytest.raises(NotAllowed):
        apply_due_changes(world.actor("kien"), clocks.today())


def test_a_reward_and_a_death_do_not_disturb_each_other(world):
    rewarded(world)
    departed(world, effective_on=date(2026, 3, 1))

    with pytest.raises(Refused) as refused:
        rewarded(world, decision_number="46/QĐ-UBND")

    assert refused.value.field == "member"
    assert len(db.session.scalars(select(Change).where(Change.member_id == world.mai.id)).all()) == 2


def test_who_came_to_know_the_member_meanwhile_is_told_on_the_day(world, clock):
    change = retired(world, name="nga", effective_on=clocks.today() + timedelta(days=10))
    assert all_notices(change) == []
    [letter] = issue_letters(world.actor("kien"), IssueLetters(drafts=(world.liaison("nga").ref,))).letters
    both = ReceiveAndAssign(letters=(letter.ref,), received_on=clocks.today())
    receive_and_assign(world.actor("hanh"), both)
    confirm_liaison(world.actor("loc"), world.liaison("nga").ref)

    apply(clock, 10)

    notice = notice_at(change, world.cell5)
    assert {one.receiver_id for one in all_notices(change)} == {world.ward.id, world.cell5.id}
    acknowledge_notice(world.actor("loc"), notice.ref)
    process_notice(world.actor("loc"), notice.ref, ProcessNotice(effect=notice.asks))
    assert world.liaison("nga").ended_because is LiaisonEnd.RETIRED


def test_who_was_told_when_it_was_recorded_is_not_told_again_on_the_day(world, clock):
    change = retired(world, effective_on=clocks.today() + timedelta(days=10))

    apply(clock, 10)

    assert len(all_notices(change)) == 2


def test_nobody_is_reminded_of_the_secondment_of_somebody_who_died(world, clock):
    seconded(world, clocks.today() + timedelta(days=100))
    departed(world)

    apply(clock, 95)

    assert "SecondmentEnding" not in rings(world, "hang")


def all_notices(change):
    return db.session.scalars(select(Notice).where(Notice.change_id == change.id)).all()
