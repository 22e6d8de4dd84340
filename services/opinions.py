"""Opinions and proposals: raised, passed on, answered, told to the person who raised them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import exists, select

from access import Actor, Permission, fetch, require, visible, within
from adapters import clock
from domain.errors import Refused, refuse_if_any
from domain.events import OpinionAnswered, OpinionPassedOn, OpinionRaised, OpinionTold
from domain.lifecycles import IN_LIAISON, OPINION, step
from domain.opinions import objections_to_passing_on, objections_to_raising
from domain.secrecy import objections_to_marks
from models import Account, Liaison, Meeting, Member, Opinion, OpinionStep, db
from models.vocabulary import AccountState, OpinionState
from queries import opinions as queries
from services.announcements import announce
from services.notifications import hush
from services.unit import use_case

RESIDENTS = "residents"
"""Instead of a member: what residents said at a people's meeting, whose names are not kept."""
_S = OpinionState


class Addressee(StrEnum):
    """To whom the cell passes an opinion on."""

    COMMITTEE = "committee"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseOpinion:
    """What somebody said, who, when, and at which meeting, if at one."""

    who: str
    text: str
    raised_on: date
    meeting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOpinion:
    """What a member writes to the own cell, for a meeting to come or at any time."""

    text: str
    meeting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassOn:
    """To the committee above the cell or to a body named in words, with the day on which an answer is due."""

    to: Addressee
    due_on: date
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOpinion:
    """What is answered."""

    answer: str


@use_case
def raise_opinion(actor: Actor, given: RaiseOpinion) -> Opinion:
    """The cell writes down what one of its members said, or residents at a people's meeting."""
    require(actor, Permission.OPINION_RECORD)
    meeting = _meeting(actor, given.meeting)
    is_of_residents = given.who == RESIDENTS
    member_id = None if is_of_residents else _member(actor, given.who)
    refuse_if_any(
        objections_to_raising(
            given.text.strip(),
            given.raised_on,
            clock.today(),
            is_of_residents=is_of_residents,
            meeting=meeting.kind if meeting else None,
        )
    )
    return _written(
        actor,
        cell_id=actor.organisation_id,
        member_id=member_id,
        meeting_id=meeting.id if meeting else None,
        text=given.text,
        raised_on=given.raised_on,
    )


@use_case
def write_opinion(actor: Actor, given: WriteOpinion) -> Opinion:
    """A member puts something to the own cell in writing, before a meeting or between meetings."""
    today = clock.today()
    refuse_if_any(objections_to_raising(given.text.strip(), today, today))
    bond = db.session.scalar(
        visible(actor, Permission.OWN_RECORD, Liaison).where(Liaison.state.in_(IN_LIAISON))
    )
    if bond is None:
        raise Refused("No residence cell has you on its list yet.")
    meetings = {one.ref: one.id for one in queries.own_meetings(actor)}
    if given.meeting is not None and given.meeting not in meetings:
        raise Refused("Choose one of the meetings shown.", field="meeting")
    opinion = _written(
        actor,
        cell_id=bond.residence_id,
        member_id=bond.member_id,
        meeting_id=meetings.get(given.meeting or ""),
        text=given.text,
        raised_on=today,
        is_by_member=True,
    )
    announce(OpinionRaised(organisation_id=opinion.cell_id, opinion_ref=opinion.ref))
    return opinion


@use_case
def pass_on(actor: Actor, ref: str, given: PassOn) -> Opinion:
    """The cell passes an opinion on, again too when an answer does not suffice; the last answer stays in the steps."""
    opinion = fetch(actor, Permission.OPINION_RECORD, Opinion, ref)
    is_for_committee = given.to is Addressee.COMMITTEE
    refuse_if_any(
        objections_to_passing_on(given.body, given.due_on, clock.today(), is_for_committee=is_for_committee)
    )
    if opinion.state is _S.PASSED_ON:
        _insist_held(actor, opinion)
    committee = queries.committee_above(opinion.cell_id) if is_for_committee else None
    opinion.state = step(OPINION, opinion.state, _S.PASSED_ON)
    opinion.holder_id = committee.id if committee else opinion.cell_id
    opinion.passed_to = committee.name if committee else given.body
    opinion.due_on, opinion.answer, opinion.answered_on, opinion.told_on = given.due_on, None, None, None
    _mark(actor, opinion, opinion.passed_to)
    _hush(opinion, opinion.cell_id)
    if committee is not None:
        announce(OpinionPassedOn(organisation_id=committee.id, opinion_ref=opinion.ref))
    return opinion


@use_case
def answer_opinion(actor: Actor, ref: str, given: AnswerOpinion) -> Opinion:
    """Whoever holds an opinion answers it; a member who has an account reads the answer at once."""
    opinion = fetch(actor, Permission.OPINION_ANSWER, Opinion, ref)
    if not given.answer.strip():
        raise Refused("Write the answer.", field="answer")
    refuse_if_any(objections_to_marks(answer=given.answer))
    _insist_held(actor, opinion)
    opinion.state = step(OPINION, opinion.state, _S.ANSWERED)
    opinion.answer, opinion.answered_on = given.answer, clock.today()
    _mark(actor, opinion, given.answer)
    _hush(opinion, opinion.holder_id)
    if opinion.holder_id != opinion.cell_id:
        announce(OpinionAnswered(organisation_id=opinion.cell_id, opinion_ref=opinion.ref))
    if opinion.member_id is not None and _reads_here(opinion.member_id):
        announce(OpinionTold(member_id=opinion.member_id, opinion_ref=opinion.ref))
        _tell(Actor.worker(), opinion)
    return opinion


@use_case
def tell_answer(actor: Actor, ref: str) -> Opinion:
    """The cell has told the answer to somebody who does not read it here: at the next meeting, or by telephone."""
    opinion = fetch(actor, Permission.OPINION_RECORD, Opinion, ref)
    _tell(actor, opinion)
    _hush(opinion, opinion.cell_id)
    return opinion


def _written(actor: Actor, **values: object) -> Opinion:
    opinion = Opinion(holder_id=values["cell_id"], state=_S.RAISED, created_at=clock.now(), **values)
    db.session.add(opinion)
    db.session.flush()
    _mark(actor, opinion)
    return opinion


def _tell(actor: Actor, opinion: Opinion) -> None:
    opinion.state = step(OPINION, opinion.state, _S.TOLD)
    opinion.told_on = clock.today()
    _mark(actor, opinion)


def _mark(actor: Actor, opinion: Opinion, note: str | None = None) -> None:
    db.session.add(
        OpinionStep(
            opinion_id=opinion.id,
            state=opinion.state,
            at=clock.now(),
            by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            note=note,
        )
    )


def _insist_held(actor: Actor, opinion: Opinion) -> None:
    if opinion.holder_id != actor.organisation_id:
        raise Refused("%(holder)s has this opinion now, and answers it.", holder=opinion.passed_to)


def _member(actor: Actor, ref: str) -> int:
    found = db.session.scalar(
        select(Member.id)
        .join(Liaison, Liaison.member_id == Member.id)
        .where(
            Member.ref == ref,
            Liaison.state.in_(IN_LIAISON),
            within(actor, Permission.OPINION_RECORD, Liaison),
        )
    )
    if found is None:
        raise Refused("Choose one of the comrades shown.", field="who")
    return found


def _meeting(actor: Actor, ref: str | None) -> Meeting | None:
    if ref is None:
        return None
    found = db.session.scalar(visible(actor, Permission.OPINION_RECORD, Meeting).where(Meeting.ref == ref))
    if found is None:
        raise Refused("Choose one of the meetings shown.", field="meeting")
    return found


def _reads_here(member_id: int) -> bool:
    """Whether the member has an account that is open: then the bell tells the answer."""
    open_account = exists().where(Account.member_id == member_id, Account.state == AccountState.ACTIVE)
    return bool(db.session.scalar(select(open_account)))


def _hush(opinion: Opinion, organisation_id: int) -> None:
    hush(f"/opinions/{opinion.ref}", (organisation_id,))
