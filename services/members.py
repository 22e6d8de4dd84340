"""Admitting and correcting working members: the workplace keeps who they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from access import Actor, Permission, fetch
from adapters import clock
from domain.biography import contradictions
from domain.days import PartialDay
from domain.errors import Conflict, Refused, refuse_if_any
from domain.names import fold, full_name, sort_key
from domain.numbers import card_digits, card_number
from models import Liaison, Member, Organisation, Workplace, db
from models.vocabulary import LiaisonState, OrganisationKind, Sex
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectMember:
    """The whole of what is kept of a person; an empty answer empties it."""

    full_name: str
    sex: Sex | None = None
    born: PartialDay
    admitted: PartialDay | None = None
    official: PartialDay | None = None
    card_number: str | None = None
    phone: str | None = None
    position: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitMember(CorrectMember):
    """A new member of a workplace cell, by the cell's reference."""

    workplace: str


@use_case
def admit_member(actor: Actor, admit: AdmitMember) -> Member:
    """Put a working member on the register of a workplace cell; somebody already there is refused with the reason."""
    cell = fetch(actor, Permission.MEMBER_WRITE, Organisation, admit.workplace)
    if cell.kind is not OrganisationKind.WORKPLACE_CELL or cell.dissolved_on is not None:
        raise Refused("Choose a workplace cell of your committee.", field="workplace")
    _check(admit)
    member = Member(workplace_id=cell.id, created_at=clock.now())
    _fill(member, admit)
    db.session.add(member)
    db.session.flush()
    here = Workplace(member_id=member.id, organisation_id=cell.id, starts_on=clock.today())
    here.position = admit.position
    db.session.add(here)
    return member


@use_case
def correct_member(actor: Actor, ref: str, correct: CorrectMember) -> Member:
    """Put a record right; a form opened on an older version is answered with a conflict."""
    member = fetch(actor, Permission.MEMBER_WRITE, Member, ref)
    if member.version != correct.version:
        raise Conflict
    _check(correct, but=member.id)
    _fill(member, correct)
    bond = db.session.scalar(
        select(Liaison).where(Liaison.member_id == member.id, Liaison.state != LiaisonState.ENDED)
    )
    if bond is not None:
        bond.sort_key = member.sort_key
    post = _present_post(member)
    if post is not None:
        post.position = correct.position
    return member


def same_person(name: str, born: str, digits: str | None, but: int | None = None) -> Member | None:
    """Somebody else on the register with this name and birth date, whom the card number does not tell apart."""
    found = db.session.scalars(
        select(Member).where(
            Member.folded == fold(name),
            Member.born == born,
            func.coalesce(Member.merged_into_id, Member.id) != (but or 0),
        )
    )
    return next(
        (one for one in found if not (digits and one.card_digits and one.card_digits != digits)), None
    )


def _present_post(member: Member) -> Workplace | None:
    """The row of the history that says where the member belongs today; a secondment is none."""
    return db.session.scalar(
        select(Workplace)
        .where(
            Workplace.member_id == member.id,
            Workplace.organisation_id == member.workplace_id,
            Workplace.ends_on.is_(None),
            Workplace.is_temporary.is_(False),
        )
        .order_by(Workplace.id.desc())
        .limit(1)
    )


def _check(given: CorrectMember, but: int | None = None) -> None:
    refusals = [
        *_unreadable(given),
        *contradictions(given.born, given.admitted, given.official, clock.today()),
    ]
    refuse_if_any(refusals)
    digits = card_digits(given.card_number) if given.card_number else None
    if same_person(given.full_name, given.born.stored, digits, but) is not None:
        raise Refused(
            "A member with this name and date of birth is already on the register. "
            "If this is another person, write the Party card number too.",
            field="full_name",
        )


def _unreadable(given: CorrectMember) -> Iterator[Refused]:
    for read, text, field in (
        (full_name, given.full_name, "full_name"),
        (card_number, given.card_number, "card_number"),
    ):
        try:
            if text:
                read(text, field=field)
        except Refused as refused:
            yield refused


def _fill(member: Member, given: CorrectMember) -> None:
    member.full_name = full_name(given.full_name)
    member.folded = fold(member.full_name)
    member.sort_key = sort_key(member.full_name)
    member.sex = given.sex
    member.born = given.born.stored
    member.admitted = given.admitted.stored if given.admitted else None
    member.official = given.official.stored if given.official else None
    member.card_number = card_number(given.card_number) if given.card_number else None
    member.card_digits = card_digits(given.card_number) if given.card_number else None
    member.phone = given.phone
    member.position = given.position
