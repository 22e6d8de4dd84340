"""The member reads, replies, asks for reconsideration; the cell answers with reasons."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from domain.errors import NotFound, Refused
from models import EvaluationVersion, Notification, Objection, db
from models.vocabulary import EvaluationState, Outcome, ReplyKind
from services.objections import (
    AnswerObjection,
    ReplyToSheet,
    answer_objection,
    read_own_sheet,
    reply_to_sheet,
)
from tests.support.factories import an_evaluation

S = EvaluationState
OBJECTS = ReplyToSheet(kind=ReplyKind.OBJECTION, text="Cuộc họp ngày 2/3 tôi có mặt")


def returned(world, state=S.RETURNED, **more):
    return an_evaluation(world.mai, state=state, **more)


def bells(account):
    return list(db.session.scalars(select(Notification.event).where(Notification.account_id == account.id)))


def test_the_first_reading_is_written_down(world, clock):
    sheet = returned(world)

    read_own_sheet(world.as_member("mai"), sheet.ref)
    clock.move(days=2)
    read_own_sheet(world.as_member("mai"), sheet.ref)

    assert (sheet.state, sheet.seen_on) == (S.SEEN, clocks.today() - timedelta(days=2))


@pytest.mark.parametrize("state", [S.DRAFTED, S.WRITTEN, S.AGREED, S.SIGNED, S.CONFIRMED, S.SENT_BACK])
def test_before_the_return_the_member_finds_nothing(world, state):
    with pytest.raises(NotFound):
        read_own_sheet(world.as_member("mai"), returned(world, state).ref)


def test_nobody_reads_or_answers_for_somebody_else(world):
    sheet = returned(world)

    for act in (
        lambda one: read_own_sheet(one, sheet.ref),
        lambda one: reply_to_sheet(one, sheet.ref, OBJECTS),
    ):
        with pytest.raises(NotFound):
            act(world.as_member("dung"))


def test_an_objection_has_its_term_and_the_cell_hears_of_it(world):
    sheet = returned(world)
    read_own_sheet(world.as_member("mai"), sheet.ref)

    objection = reply_to_sheet(world.as_member("mai"), sheet.ref, OBJECTS)

    assert sheet.state is S.OBJECTED
    assert objection.due_on is not None
    assert objection.due_on > clocks.today() + timedelta(days=30)
    assert "ObjectionRaised" in bells(world.loc)


def test_after_the_term_one_may_still_add_an_opinion(world, clock):
    sheet = returned(world)
    read_own_sheet(world.as_member("mai"), sheet.ref)
    clock.move(days=40)

    with pytest.raises(Refused, match="could be asked for until") as refused:
        reply_to_sheet(world.as_member("mai"), sheet.ref, OBJECTS)
    assert refused.value.field == "kind"

    reply_to_sheet(
        world.as_member("mai"), sheet.ref, ReplyToSheet(kind=ReplyKind.REMARK, text="Xin ghi thêm")
    )
    assert sheet.state is S.SEEN


def test_who_has_not_read_has_not_lost_the_term(world, clock):
    sheet = returned(world)
    clock.move(days=12)  # ten working days from the reading, and five days to read

    reply_to_sheet(world.as_member("mai"), sheet.ref, OBJECTS)

    assert sheet.state is S.OBJECTED


def test_one_request_at_a_time(world):
    sheet = returned(world)
    reply_to_sheet(world.as_member("mai"), sheet.ref, OBJECTS)

    with pytest.raises(Refused, match="still to answer"):
        reply_to_sheet(world.as_member("mai"), sheet.ref, OBJECTS)


def test_a_kept_sheet_is_answered_with_reasons(world):
    sheet = returned(world, S.OBJECTED)

    answered = answer_objection(
        world.actor("loc"), sheet.ref, AnswerObjection(outcome=Outcome.KEPT, answer="Sổ ghi vắng có lý do")
    )

    assert (sheet.state, sheet.edition) == (S.ANSWERED, 1)
    assert (answered.outcome, answered.answered_by_id) == (Outcome.KEPT, world.loc.id)
    assert "ObjectionAnswered" in bells(world.account("mai"))
    with pytest.raises(Refused):
        answer_objection(
            world.actor("loc"), sheet.ref, AnswerObjection(outcome=Outcome.AMENDED, answer="Đổi ý")
        )


def test_an_amended_sheet_is_a_new_version_and_the_old_one_stands_until_it_is_returned(world):
    sheet = returned(world, S.OBJECTED)

    answer_objection(
        world.actor("loc"), sheet.ref, AnswerObjection(outcome=Outcome.AMENDED, answer="Đồng chí nói đúng")
    )

    assert (sheet.state, sheet.edition, sheet.returned_edition) == (S.DRAFTED, 2, 1)
    editions = select(EvaluationVersion.edition, EvaluationVersion.amended_because)
    assert dict(db.session.execute(editions).all()) == {1: None, 2: Outcome.AMENDED.text}
    assert db.session.scalars(select(Objection.answer)).one() == "Đồng chí nói đúng"
    assert db.session.scalars(select(Objection.edition)).one() == 1


def test_an_answer_without_reasons_is_refused(world):
    sheet = returned(world, S.OBJECTED)

    with pytest.raises(Refused) as refused:
        answer_objection(world.actor("loc"), sheet.ref, AnswerObjection(outcome=Outcome.KEPT, answer="  "))

    assert refused.value.field == "answer"
