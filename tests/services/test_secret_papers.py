"""Whatever people write in their own words is refused when it bears a mark of secrecy (T28); nothing of it is kept."""

from datetime import time
from typing import Any

import pytest
from sqlalchemy import func, select

from adapters import clock as clocks
from domain.errors import Refused
from models import IntroductionLetter, Liaison, Notice, db
from models.vocabulary import Category, ExemptionReason, MeetingKind
from services.changes import WithdrawChange, withdraw_change
from services.introductions import DraftLetters
from services.issuing import WithdrawLetter, withdraw_letter
from services.letters import draft_letters
from services.liaisons import CompleteExemption, SendBack, complete_exemption, send_back
from services.meetings import CancelMeeting, PlanMeeting, cancel_meeting, plan_meeting
from services.notices import AnswerNotice, DisputeNotice, answer_notice, dispute_notice
from services.receptions import ReturnLetters, return_letters
from tests.support.factories import a_meeting
from tests.support.reported import appointed, notice_at, recategorised, rewarded

SECRET = "Theo công văn MẬT số 12-CV/TU"


def letter_of(world, name):
    found = select(IntroductionLetter.ref).where(IntroductionLetter.liaison_id == world.liaison(name).id)
    return db.session.scalars(found).one()


def a_plan(**more):
    values: dict[str, Any] = {
        "kind": MeetingKind.PERIODIC,
        "on": clocks.today(),
        "hour": time(19),
        "place": "Nhà văn hóa",
    }
    return PlanMeeting(**values | more)


def notice(world):
    return notice_at(appointed(world), world.cell5).ref


def answer(world):
    ref = notice(world)
    dispute_notice(world.actor("loc"), ref, DisputeNotice(reason="Không cư trú ở đây"))
    answer_notice(world.actor("hang"), ref, AnswerNotice(answer=SECRET))


def exempt(world):
    draft = DraftLetters(
        members=(world.huy.ref,),
        category=Category.EXEMPT,
        exemption_reason=ExemptionReason.STUDY,
        exemption_basis=SECRET,
        exempt_from=clocks.today(),
    )
    draft_letters(world.actor("kien"), draft)


def complete(world):
    given = CompleteExemption(
        exemption_reason=ExemptionReason.STUDY, exemption_basis=SECRET, exempt_from=clocks.today()
    )
    complete_exemption(world.actor("kien"), world.liaison("tuan").ref, given)


def recategorise(world):
    recategorised(
        world,
        new_category=Category.EXEMPT,
        exemption_reason=ExemptionReason.STUDY,
        exemption_basis=SECRET,
    )


WRITTEN = {
    "a note on a change": ("note", lambda world: appointed(world, note=SECRET)),
    "the post": ("post", lambda world: appointed(world, post=SECRET)),
    "the reward": ("title", lambda world: rewarded(world, title=SECRET)),
    "the basis of a change of category": ("exemption_basis", recategorise),
    "why a change is withdrawn": (
        "reason",
        lambda world: withdraw_change(
            world.actor("hang"), appointed(world).ref, WithdrawChange(reason=SECRET)
        ),
    ),
    "a question": (
        "reason",
        lambda world: dispute_notice(world.actor("loc"), notice(world), DisputeNotice(reason=SECRET)),
    ),
    "an answer": ("answer", answer),
    "the basis of an exemption": ("exemption_basis", exempt),
    "its completion": ("exemption_basis", complete),
    "why a letter goes back": (
        "reason",
        lambda world: return_letters(
            world.actor("hanh"), ReturnLetters(letters=(letter_of(world, "hoa"),), reason=SECRET)
        ),
    ),
    "why a letter is withdrawn": (
        "reason",
        lambda world: withdraw_letter(
            world.actor("kien"), letter_of(world, "hoa"), WithdrawLetter(reason=SECRET)
        ),
    ),
    "the agenda of a meeting": (
        "agenda",
        lambda world: plan_meeting(world.actor("loc"), a_plan(agenda=SECRET)),
    ),
    "the venue of a meeting": ("place", lambda world: plan_meeting(world.actor("loc"), a_plan(place=SECRET))),
    "why a meeting is cancelled": (
        "reason",
        lambda world: cancel_meeting(
            world.actor("loc"), a_meeting(world.cell5).ref, CancelMeeting(reason=SECRET)
        ),
    ),
    "why a member is handed back": (
        "reason",
        lambda world: send_back(world.actor("loc"), world.liaison("linh").ref, SendBack(reason=SECRET)),
    ),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_words_under_a_mark_of_secrecy_are_refused_on_their_field(world, what):
    field, act = WRITTEN[what]

    with pytest.raises(Refused, match="Classified content") as refused:
        act(world)

    assert [one.field for one in refused.value.reasons] == [field]


def test_nothing_of_it_is_kept(world):
    before = db.session.scalar(select(func.count()).select_from(Notice))

    with pytest.raises(Refused):
        appointed(world, note=SECRET)

    assert db.session.scalar(select(func.count()).select_from(Notice)) == before
    assert db.session.scalar(select(Liaison.id).where(Liaison.exemption_basis == SECRET)) is None
