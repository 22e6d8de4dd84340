"""What the history of a member tells beside changes: steps, contacts, opinions, help; in one statement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Integer,
    Select,
    String,
    bindparam,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from access import Actor, Permission, may, prepared, within
from models import Account, Contact, Liaison, LiaisonStep, Match, Need, Opinion, Organisation
from models.vocabulary import (
    Competence,
    ContactKind,
    ContactState,
    LiaisonState,
    MatchState,
    OpinionState,
    Word,
)

STEP, CONTACT, OPINION, HELP = "step", "contact", "opinion", "help"
_MEMBER: BindParameter[int] = bindparam("member_id")
_NO_TEXT, _NO_NUMBER = null().cast(String), null().cast(Integer)
Part = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Dealing:
    """One thing between a member and the residence, as a line of the history tells it."""

    part: str
    ref: str | None
    on: date
    at: datetime
    kind: Word
    """What it was; of what has no kinds, its state."""
    state: Word
    text: str | None
    note: str | None
    """What was answered; of an assignment, the cell."""
    by: str | None
    place: str | None
    number: int | None
    """The duty that a contact served."""


def of_member(actor: Actor, member_id: int, *, as_member: bool) -> list[Dealing]:
    """What the reader may read of it; a member reads all about himself or herself, whatever the office."""
    parts = tuple(
        part
        for part, (_, right, _) in _PARTS.items()
        if as_member or (right is not Permission.OWN_RECORD and may(actor, right))
    )
    found = _dealings(actor, parts, as_member, member_id=member_id) if parts else ()
    return [_dealing(*row) for row in found]


@prepared
def _dealings(actor: Actor, parts: tuple[str, ...], as_member: bool) -> CompoundSelect[*tuple[Any, ...]]:
    chosen = [_PARTS[part] for part in parts]
    return union_all(
        *(make(actor, Permission.OWN_RECORD if as_member else right) for make, right, _ in chosen)
    )


def _steps(actor: Actor, right: Permission) -> Part:
    cell = aliased(Organisation)
    return (
        select(
            literal(STEP),
            _NO_TEXT,
            LiaisonStep.on,
            LiaisonStep.at,
            type_coerce(LiaisonStep.state, String),
            type_coerce(LiaisonStep.state, String),
            LiaisonStep.reason,
            cell.name,
            Account.full_name,
            Organisation.name,
            _NO_NUMBER,
        )
        .select_from(LiaisonStep)
        .join(Liaison, Liaison.id == LiaisonStep.liaison_id)
        .outerjoin(cell, cell.id == LiaisonStep.cell_id)
        .outerjoin(Account, Account.id == LiaisonStep.by_id)
        .outerjoin(Organisation, Organisation.id == LiaisonStep.organisation_id)
        .where(Liaison.member_id == _MEMBER, within(actor, right, Liaison))
    )


def _contacts(actor: Actor, right: Permission) -> Part:
    """Also those that wait for the cell or were not confirmed; the workplace has no right to any."""
    return (
        select(
            literal(CONTACT),
            Contact.ref,
            Contact.on,
            Contact.created_at,
            type_coerce(Contact.kind, String),
            type_coerce(Contact.state, String),
            Contact.text,
            Contact.declined_because,
            Account.full_name,
            Organisation.name,
            Contact.duty,
        )
        .join(Account, Account.id == Contact.recorded_by_id)
        .join(Organisation, Organisation.id == Contact.cell_id)
        .where(
            Contact.member_id == _MEMBER,
            Contact.state != ContactState.WITHDRAWN,
            within(actor, right, Contact),
        )
    )


def _opinions(actor: Actor, right: Permission) -> Part:
    """What the member raised; a commune committee reads only what was passed on to it."""
    return select(
        literal(OPINION),
        Opinion.ref,
        Opinion.raised_on,
        Opinion.created_at,
        type_coerce(Opinion.state, String),
        type_coerce(Opinion.state, String),
        Opinion.text,
        Opinion.answer,
        _NO_TEXT,
        Opinion.passed_to,
        _NO_NUMBER,
    ).where(Opinion.member_id == _MEMBER, within(actor, right, Opinion))


def _questions(actor: Actor, right: Permission) -> Part:
    """Help for which the member was asked, as long as it is to be answered or given; nobody else reads it here."""
    return (
        select(
            literal(HELP),
            Match.ref,
            Need.on,
            Match.asked_at,
            type_coerce(Need.competence, String),
            type_coerce(Match.state, String),
            Need.text,
            _NO_TEXT,
            _NO_TEXT,
            Organisation.name,
            _NO_NUMBER,
        )
        .join(Need, Need.id == Match.need_id)
        .join(Organisation, Organisation.id == Need.cell_id)
        .where(
            Match.member_id == _MEMBER,
            Match.state.in_((MatchState.ASKED, MatchState.ACCEPTED)),
            within(actor, right, Match),
        )
    )


_Make = Callable[[Actor, Permission], Part]
_PARTS: dict[str, tuple[_Make, Permission, tuple[type[Word], type[Word]]]] = {
    STEP: (_steps, Permission.LIAISON_READ, (LiaisonState, LiaisonState)),
    CONTACT: (_contacts, Permission.CONTACT_READ, (ContactKind, ContactState)),
    OPINION: (_opinions, Permission.OPINION_READ, (OpinionState, OpinionState)),
    HELP: (_questions, Permission.OWN_RECORD, (Competence, MatchState)),
}
"""Part → how it is read, with which right, and the words of its kind and its state."""


def _dealing(
    part: str, ref: str | None, on: date, at: datetime, kind: str, state: str, *rest: Any
) -> Dealing:
    kinds, states = _PARTS[part][2]
    return Dealing(part, ref, on, at, kinds(kind), states(state), *rest)
