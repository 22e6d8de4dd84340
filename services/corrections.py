"""What a member asks to have put right in the own record, and takes back."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from access import Actor, Permission, fetch, require, visible
from adapters import clock
from domain.corrections import objections_to_asking, terms
from domain.errors import Refused, refuse_if_any
from domain.events import CorrectionAsked
from domain.lifecycles import CORRECTION, step
from models import Correction, Member, db
from models.vocabulary import CorrectionLine, CorrectionState
from queries import corrections as queries
from queries import rulesets
from services.announcements import announce
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForCorrection:
    """Which line, of which change, contact or meeting where there are several, and what it should be."""

    line: CorrectionLine
    about: str | None = None
    wanted: str


@use_case
def ask_for_correction(actor: Actor, given: AskForCorrection) -> Correction:
    """A member asks the owner of a line of the own record to put it right; the terms of the law begin today."""
    require(actor, Permission.OWN_RECORD)
    line = queries.line_of(actor.member_id or 0, given.line, given.about)
    if line is None:
        raise Refused("Choose one of the lines of your record.", field="line")
    refuse_if_any(objections_to_asking(given.wanted.strip(), line.stands))
    about = given.about if given.line.is_of_a_row else None
    _refuse_if_asked(actor, given.line, about)
    today = clock.today()
    due = terms(today, rulesets.rules(today), rulesets.holidays())
    correction = Correction(
        member_id=actor.member_id,
        owner_id=line.owner_id,
        line=given.line,
        about_ref=about,
        about_on=line.on,
        stands=line.stands,
        wanted=given.wanted,
        is_restricted=line.is_restricted,
        recorded_by_id=line.recorded_by_id,
        state=CorrectionState.ASKED,
        asked_on=today,
        receipt_due_on=due.receipt_due_on,
        due_on=due.due_on,
        created_at=clock.now(),
    )
    db.session.add(correction)
    db.session.flush()
    ring_at_owner(correction)
    return correction


@use_case
def take_correction_back(actor: Actor, ref: str) -> Correction:
    """A member no longer asks for it."""
    correction = fetch(actor, Permission.OWN_RECORD, Correction, ref)
    correction.state = step(CORRECTION, correction.state, CorrectionState.WITHDRAWN)
    return correction


def follow_to_workplace(member: Member) -> None:
    """Let the new workplace decide what the former one has not decided yet; inside the caller's use case."""
    waiting = db.session.scalars(
        select(Correction).where(
            Correction.member_id == member.id,
            Correction.state.in_(queries.STILL_OPEN),
        )
    ).all()
    for correction in waiting:
        line = queries.line_of(member.id, correction.line, correction.about_ref)
        if line is not None and line.owner_id != correction.owner_id:
            correction.owner_id = line.owner_id
            ring_at_owner(correction)


def ring_at_owner(correction: Correction) -> None:
    """Tell the office of the owner that a request waits."""
    announce(
        CorrectionAsked(
            organisation_id=correction.owner_id,
            correction_ref=correction.ref,
            is_restricted=correction.is_restricted,
        )
    )


def _refuse_if_asked(actor: Actor, line: CorrectionLine, about: str | None) -> None:
    known = db.session.scalars(
        visible(actor, Permission.OWN_RECORD, Correction).where(
            Correction.state.in_(queries.STILL_OPEN),
            Correction.line == line,
            Correction.about_ref.is_(None) if about is None else Correction.about_ref == about,
        )
    ).first()
    if known is not None:
        raise Refused(
            "You asked for a correction of this line on %(day)s; the answer is still due.", day=known.asked_on
        )
