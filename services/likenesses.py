"""Saying that two records which look alike are of two people, and taking that back (BR-18)."""

from __future__ import annotations

from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock
from domain.errors import NotFound, Refused
from models import Distinction, Member, db
from services.unit import use_case


@use_case
def tell_apart(actor: Actor, one_ref: str, other_ref: str) -> Distinction:
    """Remember that two members are not one person; said twice, it stands once."""
    first_id, second_id = _both(actor, one_ref, other_ref)
    known = _said(first_id, second_id)
    if known is not None:
        return known
    said = Distinction(
        first_id=first_id, second_id=second_id, said_by_id=actor.account_id, said_at=clock.now()
    )
    db.session.add(said)
    return said


@use_case
def ask_again(actor: Actor, one_ref: str, other_ref: str) -> None:
    """Take back that two members are not one person: the pair is asked about again."""
    known = _said(*_both(actor, one_ref, other_ref))
    if known is None:
        raise NotFound
    db.session.delete(known)


def _both(actor: Actor, one_ref: str, other_ref: str) -> tuple[int, int]:
    """The numbers of two different members on both of whom the actor holds the right, the older record first."""
    one, other = (fetch(actor, Permission.MEMBER_MERGE, Member, ref).id for ref in (one_ref, other_ref))
    if one == other:
        raise Refused("Choose two different records.")
    return min(one, other), max(one, other)


def _said(first_id: int, second_id: int) -> Distinction | None:
    return db.session.scalar(
        select(Distinction).where(Distinction.first_id == first_id, Distinction.second_id == second_id)
    )
