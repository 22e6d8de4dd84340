"""What a change leads to on the liaison, carried out once however many receivers process their notice."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from access import Actor
from domain.consequences import reason_of_end
from models import Change, Liaison, db
from models.vocabulary import Category, ExemptionReason, LiaisonEnd, LiaisonState, NoticeEffect
from queries import homes
from services import liaisons


def carry_out(actor: Actor, change: Change, effect: NoticeEffect, today: date) -> None:
    """Carry out on the change's liaison what it asks, in the caller's use case; what is done already is left alone."""
    liaison = _held(change.liaison_id)
    if liaison is None or liaison.state is LiaisonState.ENDED:
        return
    if effect is NoticeEffect.ENDED:
        because = reason_of_end(change.word)
        liaisons.close(
            actor, liaison, because, today if because is LiaisonEnd.RETIRED else change.effective_on
        )
    elif effect is NoticeEffect.MOVED:
        _move(actor, change, liaison, today)
    elif effect is NoticeEffect.EXEMPTED and not _is_exempted_by(change, liaison):
        liaisons.exempt(
            actor,
            liaison,
            change.exemption_reason or ExemptionReason.NOT_STATED,
            change.exemption_basis,
            change.effective_on,
            change.review_on,
            change.effective_on,
        )
    elif effect is NoticeEffect.RESUMED and liaison.category is Category.EXEMPT:
        liaisons.resume(actor, liaison, change.effective_on)


def _held(liaison_id: int | None) -> Liaison | None:
    """The liaison that was open when the change was recorded, locked: two receivers may process at once."""
    return db.session.scalar(
        select(Liaison)
        .where(Liaison.id == liaison_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _move(actor: Actor, change: Change, liaison: Liaison, today: date) -> None:
    """Draft the next liaison where the member lives now; without a committee there, only end this one.

    Whoever moved on meanwhile lives where the latest move led: the record knows it once the change is in effect.
    """
    home = homes.of_members([change.member_id]).get(change.member_id) if change.applied_at else None
    place_id, unit = (home.place_id, home.unit) if home else (change.new_place_id, change.new_unit)
    commune = homes.committees_at([place_id]).get(place_id) if place_id is not None else None
    if commune is None:
        liaisons.close(actor, liaison, LiaisonEnd.MOVED, change.effective_on)
        return
    cell = homes.proposed(unit, homes.cells_of([commune.id], today)[commune.id])
    liaisons.move_home(actor, liaison, commune, change.effective_on, cell.id if cell else None)


def _is_exempted_by(change: Change, liaison: Liaison) -> bool:
    return liaison.category is Category.EXEMPT and liaison.exempt_from == change.effective_on
