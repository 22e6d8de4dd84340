"""The life of a liaison: steps taken inside other use cases, and what the cell and the commune committee do with it."""

from __future__ import annotations

from datetime import date

from access import Actor
from adapters import clock
from domain.lifecycles import LIAISON, step
from models import Liaison, LiaisonStep, Organisation, db
from models.vocabulary import (
    Category,
    ExemptionReason,
    LiaisonEnd,
    LiaisonSource,
    LiaisonState,
)
from queries import rulesets

_L = LiaisonState


def take_step(
    actor: Actor,
    liaison: Liaison,
    state: LiaisonState,
    on: date,
    reason: str | None = None,
    cell_id: int | None = None,
) -> None:
    """Bring a loaded liaison to a state and write the step down (domain.md 7.1); raises `Refused` where no arrow leads.

    `cell_id` is the cell to which the member is introduced; who holds the liaison follows from the state.
    """
    liaison.state = step(LIAISON, liaison.state, state)
    if state in (_L.DRAFTED, _L.RETURNED):
        liaison.residence_id = None
    elif state in (_L.ISSUED, _L.RECEIVED):
        liaison.residence_id = liaison.commune_id
    elif state is _L.ASSIGNED:
        liaison.residence_id = cell_id
    write_step(actor, liaison, on, reason, cell_id)


def write_step(
    actor: Actor, liaison: Liaison, on: date, reason: str | None = None, cell_id: int | None = None
) -> None:
    """Write down that a liaison came to the state it is in; a new one must have been flushed."""
    db.session.add(
        LiaisonStep(
            liaison_id=liaison.id,
            state=liaison.state,
            on=on,
            at=clock.now(),
            by_id=actor.account_id,
            organisation_id=actor.organisation_id,
            cell_id=cell_id,
            reason=reason,
        )
    )


def close(actor: Actor, liaison: Liaison, because: LiaisonEnd, on: date, reason: str | None = None) -> None:
    """End a loaded liaison, never before the day it began: a fact dated earlier ends it on that day."""
    on = max(on, liaison.started_on) if liaison.started_on else on
    take_step(actor, liaison, _L.ENDED, on, reason)
    liaison.ended_on, liaison.ended_because = on, because


def move_home(
    actor: Actor, liaison: Liaison, commune: Organisation, on: date, proposed_cell_id: int | None = None
) -> Liaison:
    """End a loaded liaison as moved and draft the next one for the new home, linked to it (domain.md 7.1)."""
    close(actor, liaison, LiaisonEnd.MOVED, on)
    db.session.flush()  # the open one must be gone before the next one comes: a member has at most one (BR-01)
    moved = Liaison(
        member_id=liaison.member_id,
        workplace_id=liaison.workplace_id,
        commune_id=commune.id,
        proposed_cell_id=proposed_cell_id,
        state=_L.DRAFTED,
        source=LiaisonSource.LETTER,
        category=liaison.category,
        exemption_reason=liaison.exemption_reason,
        exemption_basis=liaison.exemption_basis,
        exempt_from=liaison.exempt_from,
        exempt_review_on=liaison.exempt_review_on,
        sort_key=liaison.sort_key,
        previous_id=liaison.id,
        rule_set_id=rulesets.in_force(on).id,
        created_at=clock.now(),
    )
    db.session.add(moved)
    db.session.flush()
    write_step(actor, moved, on)
    return moved


def exempt(
    actor: Actor,
    liaison: Liaison,
    reason: ExemptionReason,
    basis: str | None,
    start: date,
    review_on: date | None,
    on: date,
) -> None:
    """Record an exemption on a loaded liaison; one that is still on its way becomes exempted when the cell confirms."""
    _describe_exemption(liaison, reason, basis, start, review_on)
    if liaison.state not in (_L.EXEMPTED, *_ON_THE_WAY):
        take_step(actor, liaison, _L.EXEMPTED, on)


def resume(actor: Actor, liaison: Liaison, on: date) -> None:
    """End the exemption of a loaded liaison: the member takes part in the activities of the cell again."""
    if liaison.state not in (_L.ACTIVE, *_ON_THE_WAY):
        take_step(actor, liaison, _L.ACTIVE, on)
    liaison.category = Category.FULL
    liaison.exemption_reason = liaison.exemption_basis = None
    liaison.exempt_from = liaison.exempt_review_on = None


def follow(liaison: Liaison, workplace_cell_id: int) -> None:
    """Hand a loaded liaison to the member's new workplace cell; the residence side stays as it is."""
    liaison.workplace_id = workplace_cell_id


_ON_THE_WAY = (_L.DRAFTED, _L.ISSUED, _L.RECEIVED, _L.ASSIGNED, _L.RETURNED)


def _describe_exemption(
    liaison: Liaison, reason: ExemptionReason, basis: str | None, start: date, review_on: date | None
) -> None:
    liaison.category = Category.EXEMPT
    liaison.exemption_reason, liaison.exemption_basis = reason, basis
    liaison.exempt_from, liaison.exempt_review_on = start, review_on
