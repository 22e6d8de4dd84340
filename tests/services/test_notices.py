"""The life of a notice: two taps, ten minutes, one question, one consequence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select

from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import AccessEntry, Liaison, Mandate, Notice, Notification, db
from models.vocabulary import LiaisonEnd, LiaisonState, NoticeEffect, NoticeState, Step
from services.notices import (
    AnswerNotice,
    DisputeNotice,
    ProcessNotice,
    acknowledge_notice,
    answer_notice,
    dispute_notice,
    open_notice,
    process_notice,
    undo_acknowledgement,
)
from tests.support.reported import (
    appointed,
    departed,
    notice_at,
    retired,
    rings,
    sanctioned,
    steps,
)

_S = NoticeState


@pytest.fixture
def notice(world):
    return notice_at(appointed(world), world.cell5)


def test_opening_is_a_step_once_and_a_mark_each_time(world, notice):
    for who in ("tam", "loc", "loc"):
        open_notice(world.actor(who), notice.ref)

    assert steps(notice) == [Step.SENT, Step.OPENED]
    looks = select(func.count()).select_from(AccessEntry).where(AccessEntry.member_id == world.mai.id)
    assert db.session.scalar(looks) == 3


def test_the_secretary_or_a_deputy_acknowledges_by_name(world, notice):
    acknowledge_notice(world.actor("binh"), notice.ref)

    done = db.session.get_one(Notice, notice.id)
    assert done.state is _S.ACKNOWLEDGED
    assert done.acknowledged_by_id == world.account("binh").id
    assert steps(notice)[-1] is Step.ACKNOWLEDGED
    assert rings(world, "hang") == ["NoticeAcknowledged"]


def test_once_it_is_acknowledged_it_rings_at_nobody_of_the_cell_any_more(world, notice):
    acknowledge_notice(world.actor("binh"), notice.ref)

    unseen = select(Notification).where(
        Notification.account_id == world.account("loc").id, Notification.seen_at.is_(None)
    )
    assert db.session.scalars(unseen).all() == []


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("tam", NotAllowed), ("hanh", NotFound), ("sau", NotFound), ("hang", NotAllowed), ("vinh", NotAllowed)],
)
def test_nobody_else_acknowledges(world, notice, who, refusal):
    with pytest.raises(refusal):
        acknowledge_notice(world.actor(who), notice.ref)


def test_each_receiver_acknowledges_its_own_copy(world):
    change = appointed(world)

    acknowledge_notice(world.actor("hanh"), notice_at(change, world.ward).ref)

    assert notice_at(change, world.ward).state is _S.ACKNOWLEDGED
    assert notice_at(change, world.cell5).state is _S.SENT


def test_ones_own_second_acknowledgement_changes_nothing_and_is_no_fault(world, notice, clock):
    first = acknowledge_notice(world.actor("loc"), notice.ref).acknowledged_at
    clock.move(minutes=2)

    again = acknowledge_notice(world.actor("loc"), notice.ref)

    assert again.acknowledged_at == first
    assert steps(notice).count(Step.ACKNOWLEDGED) == 1


def test_the_second_person_is_told_who_did_it_and_when(world, notice):
    acknowledge_notice(world.actor("loc"), notice.ref)

    with pytest.raises(Refused) as refused:
        acknowledge_notice(world.actor("binh"), notice.ref)

    assert refused.value.params == {"name": "Nguyễn Văn Lộc", "at": clocks.now()}


def test_of_two_at_the_same_moment_one_acknowledges_and_one_is_told(world, notice, app):
    actors = [world.actor("loc"), world.actor("binh")]
    db.session.commit()

    def acknowledge(actor):
        with app.app_context():
            try:
                acknowledge_notice(actor, notice_ref)
            except Refused as refused:
                return refused.message
            return None

    notice_ref = notice.ref
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(acknowledge, actors))

    assert sorted(answers, key=bool) == [None, "Comrade %(name)s acknowledged this notice at %(at)s."]
    assert steps(notice).count(Step.ACKNOWLEDGED) == 1


def test_an_undo_within_ten_minutes_leads_back(world, notice, clock):
    acknowledge_notice(world.actor("loc"), notice.ref)
    clock.move(minutes=10)

    undo_acknowledgement(world.actor("loc"), notice.ref)

    undone = db.session.get_one(Notice, notice.id)
    assert (undone.state, undone.acknowledged_at, undone.acknowledged_by_id) == (_S.SENT, None, None)
    assert steps(notice)[-2:] == [Step.ACKNOWLEDGED, Step.UNDONE]
    assert rings(world, "hang") == ["NoticeAcknowledged", "NoticeUndone"]


def test_after_ten_minutes_it_stands(world, notice, clock):
    acknowledge_notice(world.actor("loc"), notice.ref)
    clock.move(minutes=11)

    with pytest.raises(Refused, match="Ten minutes"):
        undo_acknowledgement(world.actor("loc"), notice.ref)


def test_somebody_elses_acknowledgement_is_not_undone(world, notice):
    acknowledge_notice(world.actor("loc"), notice.ref)

    with pytest.raises(Refused, match="Only the person"):
        undo_acknowledgement(world.actor("binh"), notice.ref)


def test_a_question_goes_to_the_sender_and_its_answer_brings_the_notice_back_with_new_days(
    world, notice, clock
):
    dispute_notice(world.actor("loc"), notice.ref, DisputeNotice(reason="Không cư trú ở đây"))
    assert rings(world, "hang") == ["NoticeDisputed"]
    clock.move(days=7)

    answer_notice(world.actor("tien"), notice.ref, AnswerNotice(answer="Đồng chí ở nhà số 7"))

    back = db.session.get_one(Notice, notice.id)
    assert back.state is _S.SENT
    assert (back.counted_from, back.due_on) == (date(2026, 3, 23), date(2026, 3, 30))
    assert steps(notice)[-2:] == [Step.DISPUTED, Step.ANSWERED]
    assert rings(world, "loc")[-1] == "NoticeAnswered"


def test_an_acknowledged_notice_that_was_questioned_is_acknowledged_again_after_the_answer(world, notice):
    acknowledge_notice(world.actor("loc"), notice.ref)
    dispute_notice(world.actor("loc"), notice.ref, DisputeNotice(reason="Tên chức vụ chưa đúng?"))

    answer_notice(world.actor("hang"), notice.ref, AnswerNotice(answer="Đúng"))

    assert db.session.get_one(Notice, notice.id).state is _S.ACKNOWLEDGED


def test_a_question_and_an_answer_need_words(world, notice):
    with pytest.raises(Refused) as refused:
        dispute_notice(world.actor("loc"), notice.ref, DisputeNotice(reason="  "))
    assert refused.value.field == "reason"
    with pytest.raises(Refused, match="No question"):
        answer_notice(world.actor("hang"), notice.ref, AnswerNotice(answer="Đúng"))


def test_a_death_ends_the_liaison_once_for_both_receivers(world, clock):
    change = departed(world, effective_on=date(2026, 3, 10))
    ward, cell = notice_at(change, world.ward), notice_at(change, world.cell5)
    acknowledge_notice(world.actor("loc"), cell.ref)
    acknowledge_notice(world.actor("hanh"), ward.ref)

    process_notice(world.actor("loc"), cell.ref, ProcessNotice(effect=NoticeEffect.ENDED))
    process_notice(world.actor("hanh"), ward.ref, ProcessNotice(effect=NoticeEffect.ENDED))

    bond = world.liaison("mai")
    assert (bond.state, bond.ended_because, bond.ended_on) == (
        LiaisonState.ENDED,
        LiaisonEnd.DIED,
        date(2026, 3, 10),
    )
    assert db.session.get_one(Notice, ward.id).effect is NoticeEffect.ENDED
    assert db.session.scalar(select(func.count()).where(Liaison.member_id == world.mai.id)) == 1


def test_a_retirement_ends_the_liaison_on_the_day_of_the_official_transfer(world, clock):
    cell = notice_at(retired(world), world.cell5)
    acknowledge_notice(world.actor("loc"), cell.ref)
    clock.move(days=20)

    process_notice(world.actor("loc"), cell.ref, ProcessNotice(effect=NoticeEffect.ENDED))

    bond = world.liaison("mai")
    assert (bond.ended_because, bond.ended_on) == (LiaisonEnd.RETIRED, date(2026, 4, 5))


def test_the_receiver_may_leave_the_liaison_as_it_is(world):
    cell = notice_at(departed(world), world.cell5)
    acknowledge_notice(world.actor("loc"), cell.ref)

    process_notice(world.actor("loc"), cell.ref, ProcessNotice(effect=NoticeEffect.NONE))

    assert world.liaison("mai").state is LiaisonState.ACTIVE
    assert db.session.get_one(Notice, cell.id).state is _S.PROCESSED


def test_only_what_the_change_asks_can_be_carried_out(world, notice):
    acknowledge_notice(world.actor("loc"), notice.ref)

    with pytest.raises(Refused) as refused:
        process_notice(world.actor("loc"), notice.ref, ProcessNotice(effect=NoticeEffect.ENDED))

    assert refused.value.field == "effect"


def test_nothing_is_processed_before_its_day_nor_before_it_was_acknowledged(world, clock):
    cell = notice_at(retired(world, effective_on=date(2026, 5, 1)), world.cell5)
    with pytest.raises(Refused, match="has not been acknowledged"):
        process_notice(world.actor("loc"), cell.ref, ProcessNotice(effect=NoticeEffect.NONE))
    acknowledge_notice(world.actor("loc"), cell.ref)

    with pytest.raises(Refused, match="takes effect on"):
        process_notice(world.actor("loc"), cell.ref, ProcessNotice(effect=NoticeEffect.ENDED))


@pytest.mark.parametrize("who", ["binh", "tam", "hanh", "phuc"])
def test_the_notice_of_a_sanction_is_out_of_sight_for_all_but_the_secretaries(world, who):
    change = sanctioned(world)

    for receiver in (world.cell5, world.ward):
        with pytest.raises(NotFound):
            open_notice(world.actor(who), notice_at(change, receiver).ref)


def test_the_secretary_opens_a_sanction_knowingly_and_after_a_fresh_sign_in(world):
    cell = notice_at(sanctioned(world), world.cell5)

    assert open_notice(world.actor("loc"), cell.ref).steps == ()
    assert steps(cell) == [Step.SENT]
    with pytest.raises(NotAllowed, match="who you are"):
        open_notice(world.actor("loc", fresh=False), cell.ref, knowingly=True)
    with pytest.raises(NotAllowed, match="who you are"):
        acknowledge_notice(world.actor("loc", fresh=False), cell.ref)

    assert open_notice(world.actor("loc"), cell.ref, knowingly=True).steps != ()
    assert steps(cell) == [Step.SENT, Step.OPENED]
    acknowledge_notice(world.actor("loc"), cell.ref)
    assert rings(world, "binh") == []


def test_a_question_is_not_lost_when_a_colleague_acknowledges(world, notice):
    dispute_notice(world.actor("loc"), notice.ref, DisputeNotice(reason="Không cư trú ở đây"))

    with pytest.raises(Refused, match="waiting for the sender's answer"):
        acknowledge_notice(world.actor("binh"), notice.ref)

    answered = answer_notice(world.actor("hang"), notice.ref, AnswerNotice(answer="Đã kiểm tra lại"))
    assert answered.state is _S.SENT


def test_a_question_is_not_lost_when_the_acknowledgement_before_it_is_taken_back(world, notice):
    acknowledge_notice(world.actor("loc"), notice.ref)
    dispute_notice(world.actor("loc"), notice.ref, DisputeNotice(reason="Không cư trú ở đây"))

    with pytest.raises(Refused, match="waiting for the sender's answer"):
        undo_acknowledgement(world.actor("loc"), notice.ref)

    answered = answer_notice(world.actor("hang"), notice.ref, AnswerNotice(answer="Đã kiểm tra lại"))
    assert answered.state is _S.ACKNOWLEDGED


def test_a_question_to_somebody_who_left_the_office_reaches_those_who_hold_it_now(world):
    notice = notice_at(appointed(world, by="tien"), world.cell5)
    out_of_office(world, "tien")

    dispute_notice(world.actor("loc"), notice.ref, DisputeNotice(reason="Không cư trú ở đây"))

    assert rings(world, "tien") == []
    assert rings(world, "hang") == ["NoticeDisputed"]


def test_about_a_sanction_then_the_secretary_alone_hears(world):
    notice = notice_at(sanctioned(world, by="thu"), world.cell5)
    out_of_office(world, "thu")

    acknowledge_notice(world.actor("loc"), notice.ref)

    assert [who for who in ("thu", "kien", "dung", "luan") if rings(world, who)] == ["kien"]


def out_of_office(world, name):
    held = select(Mandate).where(Mandate.account_id == world.account(name).id)
    for mandate in db.session.scalars(held):
        mandate.ends_on = clocks.today()
    db.session.commit()
