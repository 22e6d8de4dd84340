"""What members can do, what the cell needs, and the questions between them; no points, no ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, fetch, require, visible, within
from adapters import clock
from domain.errors import Refused, refuse_if_any
from domain.events import HelpAnswered, HelpAsked, HelpCertified, HelpNotNeeded
from domain.lifecycles import IN_LIAISON, MATCH, NEED, step
from domain.needs import objections_to_need, objections_to_strength
from models import Contact, Liaison, Match, Member, Need, Strength, db
from models.vocabulary import Competence, ContactKind, LiaisonState, MatchState, NeedState
from services import audit
from services.announcements import announce
from services.contacts import RecordContact, leave_own_to_others, write_contact
from services.last_contacts import refresh_last_contacts
from services.unit import use_case

_S = MatchState
_NO_LONGER_ASKED = {
    NeedState.MET: (_S.ASKED,),
    NeedState.WITHDRAWN: (_S.ASKED, _S.ACCEPTED),
}
"""Who is told that he or she is not needed: whoever has said yes to what took place is still certified."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayStrength:
    """A field in which the member can help, in his or her own words where the field alone says too little."""

    competence: Competence
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOutStrength:
    """The field that the member takes out again."""

    competence: Competence


@dataclass(frozen=True, slots=True, kw_only=True)
class PostNeed:
    """What help the cell needs, in which field, on which day, of how many people."""

    competence: Competence
    text: str
    on: date
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMembers:
    """Whom the cell asks."""

    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseNeed:
    """Whether the need was met or is withdrawn."""

    outcome: NeedState


@use_case
def say_strength(actor: Actor, given: SayStrength) -> None:
    """A member says in what he or she can help; the own cell alone reads it, and the trail only that it changed."""
    require(actor, Permission.OWN_RECORD)
    refuse_if_any(objections_to_strength(given.competence, given.words))
    known = _own_strength(actor, given.competence)
    if known is None:
        known = Strength(member_id=actor.member_id, competence=given.competence, said_at=clock.now())
        db.session.add(known)
    known.words = given.words
    audit.note("strength", None, None, **{"": "~"})


@use_case
def take_out_strength(actor: Actor, given: TakeOutStrength) -> None:
    """A member takes out what he or she has said; nothing of it remains."""
    require(actor, Permission.OWN_RECORD)
    known = _own_strength(actor, given.competence)
    if known is not None:
        db.session.delete(known)
        audit.note("strength", None, None, **{"": "-"})


@use_case
def post_need(actor: Actor, given: PostNeed) -> Need:
    """The cell says what help it needs."""
    require(actor, Permission.NEED_POST)
    refuse_if_any(objections_to_need(given.text.strip(), given.on, given.people, clock.today()))
    need = Need(
        cell_id=actor.organisation_id,
        competence=given.competence,
        text=given.text,
        on=given.on,
        people=given.people,
        state=NeedState.OPEN,
        created_at=clock.now(),
    )
    db.session.add(need)
    db.session.flush()
    return need


@use_case
def ask_members(actor: Actor, need_ref: str, given: AskMembers) -> Need:
    """Ask members of the cell for help; whoever was asked already is not asked again."""
    need = fetch(actor, Permission.NEED_POST, Need, need_ref)
    if need.state is not NeedState.OPEN:
        raise Refused(NEED.says[need.state])
    if not given.members:
        raise Refused("Tick whom the cell asks.", field="members")
    is_asked = exists().where(Match.need_id == need.id, Match.member_id == Member.id)
    wanted = db.session.scalars(
        select(Member.id)
        .join(Liaison, Liaison.member_id == Member.id)
        .where(
            Member.ref.in_(given.members),
            ~is_asked,
            Liaison.state.in_(IN_LIAISON),
            within(actor, Permission.NEED_POST, Liaison),
        )
    ).all()
    matches = [Match(need_id=need.id, member_id=one, state=_S.ASKED, asked_at=clock.now()) for one in wanted]
    db.session.add_all(matches)
    db.session.flush()
    for match in matches:
        announce(HelpAsked(member_id=match.member_id, match_ref=match.ref))
    return need


@use_case
def accept_help(actor: Actor, ref: str) -> Match:
    """A member says yes, also after having said no."""
    return _answered(actor, ref, _S.ACCEPTED)


@use_case
def decline_help(actor: Actor, ref: str) -> Match:
    """A member says no, also after having said yes; nobody asks why, and no reason is kept."""
    return _answered(actor, ref, _S.DECLINED)


@use_case
def certify_help(actor: Actor, ref: str) -> Contact:
    """The cell certifies what a member did: it becomes a contact of that day."""
    match = fetch(actor, Permission.NEED_POST, Match, ref, joinedload(Match.need))
    need = match.need
    leave_own_to_others(actor, match.member_id)
    if need.on > clock.today():
        raise Refused("This takes place on %(day)s: certify it from that day on.", day=need.on)
    match.state = step(MATCH, match.state, _S.CERTIFIED)
    given = RecordContact(kind=ContactKind.HELP, on=need.on, text=need.text)
    contact = write_contact(actor, _liaison(actor, match.member_id), given)
    match.contact_id = contact.id
    refresh_last_contacts(contact.cell_id, [contact.member_id])
    announce(HelpCertified(member_id=match.member_id, match_ref=match.ref))
    return contact


@use_case
def close_need(actor: Actor, ref: str, given: CloseNeed) -> Need:
    """The cell needs nobody any more; those whom this concerns are told."""
    need = fetch(actor, Permission.NEED_POST, Need, ref)
    need.state = step(NEED, need.state, given.outcome, field="outcome")
    for match in _matches(need, _NO_LONGER_ASKED[given.outcome]):
        match.state = step(MATCH, match.state, _S.WITHDRAWN)
        announce(HelpNotNeeded(member_id=match.member_id, match_ref=match.ref))
    return need


def _own_strength(actor: Actor, competence: Competence) -> Strength | None:
    return db.session.scalar(
        visible(actor, Permission.OWN_RECORD, Strength).where(Strength.competence == competence)
    )


def _answered(actor: Actor, ref: str, answer: MatchState) -> Match:
    match = fetch(actor, Permission.OWN_RECORD, Match, ref, joinedload(Match.need))
    if match.need.state is not NeedState.OPEN:
        raise Refused(NEED.says[match.need.state])
    match.state = step(MATCH, match.state, answer)
    match.answered_at = clock.now()
    announce(HelpAnswered(organisation_id=match.need.cell_id, need_ref=match.need.ref))
    return match


def _liaison(actor: Actor, member_id: int) -> Liaison:
    found = db.session.scalar(
        visible(actor, Permission.CONTACT_RECORD, Liaison).where(
            Liaison.member_id == member_id, Liaison.state != LiaisonState.ENDED
        )
    )
    if found is None:
        raise Refused("This comrade is no longer in liaison with the cell.")
    return found


def _matches(need: Need, states: Iterable[MatchState]) -> list[Match]:
    return list(
        db.session.scalars(
            select(Match).where(Match.need_id == need.id, Match.state.in_(list(states))).with_for_update()
        )
    )
