"""Changes after their recording: taken back, put into effect on their day, lapsed when their term is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor, Permission
from adapters import clock
from domain.errors import NotAllowed, Refused, refuse_if_any
from domain.secrecy import objections_to_marks
from models import Change, db
from models.vocabulary import ChangeKind
from queries import changes as queries
from queries.changes import Standing
from services import (
    appointments,
    categories,
    departures,
    residences,
    rewards,
    sanctions,
    secondments,
    transfers,
)
from services.credentials import insist_fresh
from services.dossiers import open_dossier
from services.recording import Kind, open_liaison, standing, take_effect
from services.sending import is_told, send, take_back
from services.unit import use_case

KINDS: dict[ChangeKind, Kind] = {
    ChangeKind.TRANSFER: transfers.TRANSFER,
    ChangeKind.SECONDMENT: secondments.SECONDMENT,
    ChangeKind.APPOINTMENT: appointments.APPOINTMENT,
    ChangeKind.REWARD: rewards.REWARD,
    ChangeKind.SANCTION: sanctions.SANCTION,
    ChangeKind.RETIREMENT: departures.RETIREMENT,
    ChangeKind.RESIDENCE_MOVE: residences.RESIDENCE_MOVE,
    ChangeKind.CATEGORY_CHANGE: categories.CATEGORY_CHANGE,
    ChangeKind.DEPARTURE: departures.DEPARTURE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawChange:
    """Why a change should never have been recorded; a sanction is withdrawn without a word."""

    reason: str | None = None


@use_case
def open_change(actor: Actor, ref: str) -> Standing:
    """Open a change and leave the mark; a sanction comes back unmarked, for a page that first asks who it is."""
    found = queries.standing(actor, ref)
    if actor.is_fresh or not found.change.is_restricted:
        open_dossier(actor, found.change.member_id, "changes.show")
    return found


@use_case
def withdraw_change(actor: Actor, ref: str, withdraw: WithdrawChange) -> Change:
    """Take a change back: what it wrote is undone, its notices stay readable as withdrawn.

    What a receiver has already carried out on the liaison stays; the receivers hear that the reason for it is gone.
    """
    change = standing(actor, Permission.CHANGE_RECORD, ref)
    if change.is_restricted:
        insist_fresh(actor)
    elif not (withdraw.reason or "").strip():
        raise Refused("Write the reason for taking this back.", field="reason")
    else:
        refuse_if_any(objections_to_marks(reason=withdraw.reason))
    if change.applied_at is not None:
        KINDS[change.kind].revert(change, change.member)
    change.withdrawn_at = clock.now()
    change.withdrawn_because = None if change.is_restricted else withdraw.reason
    take_back(actor, change)
    return change


@use_case
def apply_due_changes(actor: Actor, today: date) -> int:
    """Put into effect what was recorded ahead and is due, end what has run its term; gives how many took effect.

    Who has left working life meanwhile is no longer transferred or appointed; who retired may still depart.
    Made for the worker alone. Running it again on the same day does nothing more.
    """
    if not actor.is_worker:
        raise NotAllowed("Only the daily round does this.")
    due = db.session.scalars(
        select(Change)
        .where(
            Change.applied_at.is_(None),
            Change.superseded_at.is_(None),
            Change.withdrawn_at.is_(None),
            Change.effective_on <= today,
        )
        .order_by(Change.effective_on, Change.id)
        .with_for_update(of=Change)
        .options(joinedload(Change.member))
    ).all()
    applied = 0
    for change in due:
        if change.member.left_on is None or change.kind is ChangeKind.DEPARTURE:
            take_effect(actor, KINDS[change.kind], change, change.member)
            _tell_who_came_to_know(actor, change)
            applied += 1
    sanctions.lapse(actor, today)
    secondments.remind_of_ends(today)
    return applied


def _tell_who_came_to_know(actor: Actor, change: Change) -> None:
    """Tell those at whose residence the member was introduced since it was recorded; then there was nobody to tell."""
    bond = open_liaison(change.member_id)
    if bond is not None and not is_told(change):
        change.liaison_id = bond.id
        send(actor, change, bond, KINDS[change.kind].asks(change))
