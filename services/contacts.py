"""The contact log: what the cell records, what a member proposes and the cell confirms, what is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update

from access import Actor, Permission, fetch, visible
from adapters import clock
from domain.contacts import Bond, Said, kept_since, objections
from domain.errors import NotAllowed, Refused, refuse_if_any
from domain.events import ContactConfirmed, ContactDeclined, ContactProposed, ContactUnconfirmed
from domain.lifecycles import CONTACT, MATCH, step
from domain.rules import read_rules
from domain.secrecy import objections_to_marks
from models import Contact, Liaison, Match, db
from models.vocabulary import ContactKind, ContactState, LiaisonState, MatchState
from queries import rulesets
from services import audit
from services.announcements import announce
from services.last_contacts import refresh_last_contacts
from services.notifications import hush
from services.unit import use_case

TO_UNDO = timedelta(minutes=10)
"""How long the person who recorded or confirmed a contact may take that back."""
_S = ContactState


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContact:
    """What kind of contact it was, on which day, one line about it, the duty that it served."""

    kind: ContactKind
    on: date
    text: str | None = None
    duty: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineContact:
    """Why the cell does not confirm what a member wrote."""

    reason: str


@use_case
def record_contact(actor: Actor, liaison_ref: str, given: RecordContact) -> Contact:
    """The cell records a contact with one of its members; it counts at once."""
    liaison = fetch(actor, Permission.CONTACT_RECORD, Liaison, liaison_ref)
    leave_own_to_others(actor, liaison.member_id)
    contact = write_contact(actor, liaison, given)
    refresh_last_contacts(contact.cell_id, [contact.member_id])
    return contact


@use_case
def propose_contact(actor: Actor, given: RecordContact) -> Contact:
    """A member writes down a contact on the own record; it counts once the cell has confirmed it."""
    liaison = _own_liaison(actor)
    contact = _written(actor, liaison, given, state=_S.PROPOSED, is_by_member=True)
    announce(ContactProposed(organisation_id=contact.cell_id, contact_ref=contact.ref))
    return contact


@use_case
def confirm_contact(actor: Actor, ref: str) -> Contact:
    """The cell confirms what a member wrote, also after it had declined at first."""
    contact = fetch(actor, Permission.CONTACT_RECORD, Contact, ref)
    leave_own_to_others(actor, contact.member_id)
    contact.state = step(CONTACT, contact.state, _S.CONFIRMED)
    contact.confirmed_at, contact.confirmed_by_id = clock.now(), actor.account_id
    contact.declined_because = None
    refresh_last_contacts(contact.cell_id, [contact.member_id])
    _hush(contact)
    announce(ContactConfirmed(member_id=contact.member_id, contact_ref=contact.ref))
    return contact


@use_case
def take_back_confirmation(actor: Actor, ref: str) -> Contact:
    """Take back within ten minutes that one has confirmed what a member wrote; it waits for the cell again."""
    contact = fetch(actor, Permission.CONTACT_RECORD, Contact, ref)
    if not contact.is_by_member or contact.confirmed_at is None:
        raise Refused(CONTACT.says[contact.state])
    if contact.confirmed_by_id != actor.account_id:
        raise Refused("Only the person who confirmed the contact can take that back.")
    _refuse_late(contact.confirmed_at)
    contact.state = step(CONTACT, contact.state, _S.PROPOSED)
    contact.confirmed_at = contact.confirmed_by_id = None
    refresh_last_contacts(contact.cell_id, [contact.member_id])
    announce(ContactUnconfirmed(member_id=contact.member_id, contact_ref=contact.ref))
    return contact


@use_case
def decline_contact(actor: Actor, ref: str, decline: DeclineContact) -> Contact:
    """The cell does not confirm what a member wrote, and says why."""
    contact = fetch(actor, Permission.CONTACT_RECORD, Contact, ref)
    if not decline.reason.strip():
        raise Refused("Write why the cell does not confirm it.", field="reason")
    refuse_if_any(objections_to_marks(reason=decline.reason))
    contact.state = step(CONTACT, contact.state, _S.DECLINED)
    contact.declined_because = decline.reason
    _hush(contact)
    announce(ContactDeclined(member_id=contact.member_id, contact_ref=contact.ref))
    return contact


@use_case
def withdraw_contact(actor: Actor, ref: str) -> Contact:
    """Take back within ten minutes what one has recorded oneself; help that was certified is open again."""
    contact = fetch(actor, Permission.CONTACT_RECORD, Contact, ref)
    if contact.recorded_by_id != actor.account_id:
        raise Refused("Only the person who recorded the contact can take it back.")
    _refuse_late(contact.created_at)
    contact.state = step(CONTACT, contact.state, _S.WITHDRAWN)
    contact.confirmed_at = contact.confirmed_by_id = None
    for match in db.session.scalars(select(Match).where(Match.contact_id == contact.id)):
        match.state = step(MATCH, match.state, MatchState.ACCEPTED)
        match.contact_id = None
    refresh_last_contacts(contact.cell_id, [contact.member_id])
    return contact


@use_case
def take_back_proposal(actor: Actor, ref: str) -> Contact:
    """A member takes back what he or she wrote, as long as the cell has not answered."""
    contact = fetch(actor, Permission.OWN_RECORD, Contact, ref)
    if not contact.is_by_member or contact.state is not _S.PROPOSED:
        raise Refused(CONTACT.says[contact.state])
    contact.state = step(CONTACT, contact.state, _S.WITHDRAWN)
    _hush(contact)
    return contact


@use_case
def forget_contacts(actor: Actor, today: date) -> int:
    """Forget the contacts that have been kept for two years; gives how many. Made for the worker alone."""
    if not actor.is_worker:
        raise NotAllowed("Only the daily round does this.")
    old = Contact.on < kept_since(today)
    certified = Match.contact_id.in_(select(Contact.id).where(old))
    db.session.execute(update(Match).where(certified).values(contact_id=None))
    forgotten: int = db.session.execute(delete(Contact).where(old)).rowcount  # type: ignore[attr-defined]
    if forgotten:
        audit.note("contact", None, None, **{"": "-"}, count=forgotten)
    return forgotten


def write_contact(actor: Actor, liaison: Liaison, given: RecordContact) -> Contact:
    """Write a contact that the cell itself records on a loaded liaison; raises `Refused` with all that cannot be."""
    return _written(
        actor,
        liaison,
        given,
        state=_S.CONFIRMED,
        confirmed_at=clock.now(),
        confirmed_by_id=actor.account_id,
    )


def _written(actor: Actor, liaison: Liaison, given: RecordContact, **more: object) -> Contact:
    today = clock.today()
    rule_set = rulesets.in_force(today)
    said = Said(kind=given.kind, on=given.on, text=given.text, duty=given.duty)
    bond = Bond(state=liaison.state, category=liaison.category, started_on=liaison.started_on)
    refuse_if_any(objections(said, bond, read_rules(rule_set.rules), today))
    contact = Contact(
        liaison_id=liaison.id,
        member_id=liaison.member_id,
        cell_id=liaison.residence_id,
        kind=given.kind,
        on=given.on,
        text=given.text,
        duty=given.duty,
        recorded_by_id=actor.account_id,
        rule_set_id=rule_set.id,
        created_at=clock.now(),
        **more,
    )
    db.session.add(contact)
    db.session.flush()
    return contact


def _own_liaison(actor: Actor) -> Liaison:
    found = db.session.scalar(
        visible(actor, Permission.OWN_RECORD, Liaison)
        .where(Liaison.state != LiaisonState.ENDED)
        .with_for_update()
    )
    if found is None:
        raise Refused("No residence cell has you on its list yet.")
    return found


def leave_own_to_others(actor: Actor, member_id: int) -> None:
    """What concerns the person who acts is confirmed by somebody else of the cell."""
    if actor.member_id == member_id:
        raise Refused("This is about yourself: somebody else of the cell records or confirms it.")


def _refuse_late(since: datetime) -> None:
    if clock.now() - since > TO_UNDO:
        raise Refused("Ten minutes have passed: the contact stays.")


def _hush(contact: Contact) -> None:
    hush(f"/contacts/{contact.ref}", (contact.cell_id,))
