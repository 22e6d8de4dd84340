"""Opinions: raised, passed on, answered, told; whoever holds one has the next move."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from access import Actor
from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import AuditEntry, Notification, Opinion, OpinionStep, db
from models.vocabulary import AccountState, MeetingKind, OpinionState
from services.opinions import (
    RESIDENTS,
    Addressee,
    AnswerOpinion,
    PassOn,
    RaiseOpinion,
    WriteOpinion,
    answer_opinion,
    pass_on,
    raise_opinion,
    tell_answer,
    write_opinion,
)
from tests.support import factories
from tests.support.reported import rings

_S = OpinionState
ROAD = "Đề nghị sửa đường ngõ 12 bị ngập khi mưa"


def raised(world, name="anh78", who="loc", **more):
    given = {"who": world.member(name).ref, "text": ROAD, "raised_on": clocks.today()} | more
    return raise_opinion(world.actor(who), RaiseOpinion(**given))


def written(world, **more):
    return write_opinion(world.as_member("mai"), WriteOpinion(**{"text": ROAD} | more))


def passed_on(world, opinion, to=Addressee.COMMITTEE, body=None, who="loc"):
    due_on = clocks.today() + timedelta(days=10)
    return pass_on(world.actor(who), opinion.ref, PassOn(to=to, body=body, due_on=due_on))


def answered(world, opinion, who="loc", answer="Sẽ sửa trong tháng 5"):
    return answer_opinion(world.actor(who), opinion.ref, AnswerOpinion(answer=answer))


def stored(opinion) -> Opinion:
    return db.session.get_one(Opinion, opinion.id, populate_existing=True)


def steps(opinion):
    found = select(OpinionStep.state).where(OpinionStep.opinion_id == opinion.id).order_by(OpinionStep.id)
    return list(db.session.scalars(found))


def test_the_cell_writes_down_what_a_member_said_between_two_meetings(world):
    opinion = raised(world)

    kept = stored(opinion)
    assert (kept.cell_id, kept.holder_id, kept.member_id) == (
        world.cell5.id,
        world.cell5.id,
        world.anh78.id,
    )
    assert (kept.state, kept.text, kept.meeting_id, kept.is_by_member) == (_S.RAISED, ROAD, None, False)
    assert steps(opinion) == [_S.RAISED]
    assert rings(world, "loc") == []


def test_at_a_meeting_it_is_tied_to_it(world):
    meeting = factories.a_meeting(world.cell5)

    assert stored(raised(world, meeting=meeting.ref)).meeting_id == meeting.id


def test_residents_at_a_peoples_meeting_are_not_named(world):
    meeting = factories.a_meeting(world.cell5, kind=MeetingKind.PEOPLE)
    given = RaiseOpinion(who=RESIDENTS, text=ROAD, raised_on=clocks.today(), meeting=meeting.ref)

    opinion = raise_opinion(world.actor("loc"), given)

    assert stored(opinion).member_id is None


def test_residents_without_a_peoples_meeting_are_refused(world):
    with pytest.raises(Refused) as refused:
        raise_opinion(world.actor("loc"), RaiseOpinion(who=RESIDENTS, text=ROAD, raised_on=clocks.today()))

    assert refused.value.field == "meeting"


@pytest.mark.parametrize("name", ["yen", "khanh", "linh", "nga"])
def test_a_member_whom_the_cell_has_not_confirmed_cannot_be_chosen(world, name):
    with pytest.raises(Refused) as refused:
        raised(world, name=name)

    assert refused.value.field == "who"


def test_a_meeting_of_another_cell_cannot_be_chosen(world):
    elsewhere = factories.a_meeting(world.cell6)

    with pytest.raises(Refused) as refused:
        raised(world, meeting=elsewhere.ref)
    with pytest.raises(Refused):
        written(world, meeting=elsewhere.ref)

    assert refused.value.field == "meeting"


@pytest.mark.parametrize("who", ["tam", "hanh", "kien", "hang", "admin"])
def test_nobody_else_writes_one_down(world, who):
    with pytest.raises(NotAllowed):
        raised(world, who=who)


def test_a_member_writes_before_a_meeting_and_the_cell_hears_of_it(world):
    meeting = factories.a_meeting(world.cell5, on=clocks.today() + timedelta(days=7))

    opinion = written(world, meeting=meeting.ref)

    kept = stored(opinion)
    assert (kept.member_id, kept.is_by_member, kept.meeting_id) == (world.mai.id, True, meeting.id)
    assert rings(world, "loc") == rings(world, "binh") == ["OpinionRaised"]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.subject == "opinion")).one()
    assert entry.organisation_id is None
    assert "đường" not in entry.detail


def test_a_member_of_no_cell_is_told_so(world):
    account = factories.an_account(member=world.linh)

    with pytest.raises(Refused, match="No residence cell"):
        write_opinion(Actor(account_id=account.id, member_id=world.linh.id), WriteOpinion(text="Sửa đường"))


def test_the_cell_answers_at_once_and_a_member_with_an_account_reads_it_at_once(world):
    opinion = written(world)

    answered(world, opinion)

    kept = stored(opinion)
    assert (kept.state, kept.answer, kept.told_on) == (_S.TOLD, "Sẽ sửa trong tháng 5", clocks.today())
    assert steps(opinion) == [_S.RAISED, _S.ANSWERED, _S.TOLD]
    assert rings(world, "mai") == ["OpinionTold"]


@pytest.mark.parametrize("state", [None, AccountState.INVITED, AccountState.CLOSED])
def test_who_does_not_read_here_is_told_by_the_cell(world, state):
    if state is not None:
        factories.an_account(member=world.anh78, state=state)
    opinion = raised(world)

    answered(world, opinion)
    assert stored(opinion).state is _S.ANSWERED

    tell_answer(world.actor("binh"), opinion.ref)
    assert (stored(opinion).state, stored(opinion).told_on) == (_S.TOLD, clocks.today())


def test_residents_are_told_at_the_next_meeting(world):
    meeting = factories.a_meeting(world.cell5, kind=MeetingKind.PEOPLE)
    given = RaiseOpinion(who=RESIDENTS, text=ROAD, raised_on=clocks.today(), meeting=meeting.ref)
    opinion = raise_opinion(world.actor("loc"), given)

    answered(world, opinion)
    tell_answer(world.actor("loc"), opinion.ref)

    assert stored(opinion).state is _S.TOLD


def test_what_is_passed_on_to_the_committee_is_the_committees_to_answer(world):
    opinion = passed_on(world, written(world))

    kept = stored(opinion)
    assert (kept.holder_id, kept.passed_to) == (world.ward.id, world.ward.name)
    assert rings(world, "hanh") == rings(world, "thanh") == ["OpinionPassedOn"]
    with pytest.raises(Refused, match="answers it"):
        answered(world, opinion)

    answered(world, opinion, who="hanh")

    assert stored(opinion).state is _S.TOLD
    assert rings(world, "loc") == ["OpinionRaised", "OpinionAnswered"]
    assert rings(world, "mai") == ["OpinionTold"]


def test_until_it_is_passed_on_the_committee_does_not_see_it(world):
    with pytest.raises(NotFound):
        answered(world, raised(world), who="hanh")


def test_of_a_body_named_in_words_the_cell_writes_the_answer_down(world):
    opinion = passed_on(world, raised(world), to=Addressee.BODY, body="Điện lực phường")
    assert (stored(opinion).holder_id, stored(opinion).passed_to) == (world.cell5.id, "Điện lực phường")

    answered(world, opinion)

    assert stored(opinion).state is _S.ANSWERED
    assert rings(world, "loc") == []


def test_a_body_without_a_name_and_a_day_that_is_past_are_refused_together(world):
    given = PassOn(to=Addressee.BODY, due_on=clocks.today() - timedelta(days=1))

    with pytest.raises(Refused) as refused:
        pass_on(world.actor("loc"), raised(world).ref, given)

    assert [one.field for one in refused.value.reasons] == ["body", "due_on"]


def test_what_the_committee_has_not_answered_is_not_passed_on_past_it(world):
    opinion = passed_on(world, raised(world))

    with pytest.raises(Refused, match="answers it"):
        passed_on(world, opinion, to=Addressee.BODY, body="Điện lực phường")


def test_an_answer_that_does_not_suffice_is_passed_on_again_and_stays_readable(world):
    opinion = written(world)
    answered(world, opinion, answer="Chưa có kinh phí")

    passed_on(world, opinion)

    kept = stored(opinion)
    assert (kept.state, kept.answer, kept.answered_on, kept.told_on) == (_S.PASSED_ON, None, None, None)
    notes = select(OpinionStep.note).where(OpinionStep.opinion_id == opinion.id)
    assert "Chưa có kinh phí" in db.session.scalars(notes).all()


def test_an_answer_needs_words(world):
    with pytest.raises(Refused) as refused:
        answered(world, raised(world), answer="  ")

    assert refused.value.field == "answer"


def test_a_mark_of_secrecy_is_no_answer(world):
    with pytest.raises(Refused) as refused:
        answered(world, raised(world), answer="Xem công văn MẬT số 12")

    assert refused.value.field == "answer"


def test_answering_twice_is_told_in_words(world):
    opinion = raised(world)
    answered(world, opinion)

    with pytest.raises(Refused, match="already been answered"):
        answered(world, opinion)


def test_once_it_is_dealt_with_it_rings_at_the_cell_no_more(world):
    opinion = written(world)
    answered(world, opinion, who="binh")

    unseen = select(Notification).where(
        Notification.account_id == world.account("loc").id, Notification.seen_at.is_(None)
    )
    assert db.session.scalars(unseen).all() == []


@pytest.mark.parametrize("who", ["sau", "quy"])
def test_another_cell_finds_nothing(world, who):
    opinion = raised(world)

    for act in (
        lambda: answered(world, opinion, who=who),
        lambda: passed_on(world, opinion, who=who),
        lambda: tell_answer(world.actor(who), opinion.ref),
    ):
        with pytest.raises(NotFound):
            act()


def test_the_day_it_was_said_lies_not_ahead(world):
    with pytest.raises(Refused) as refused:
        raised(world, raised_on=date(2026, 3, 17))

    assert refused.value.field == "raised_on"
