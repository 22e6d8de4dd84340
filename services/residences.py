"""A new home: one liaison ends, the next is drafted and linked to it (đổi nơi cư trú)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from access import Actor
from domain.consequences import asked_by
from domain.errors import Refused
from models import Change, Member, Residence, ResidenceMove, db
from models.vocabulary import ChangeWord, NoticeEffect, Registration
from queries import homes, places
from services.recording import Kind, RecordChange, record
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordResidenceMove(RecordChange):
    """The commune as people write it, the residential unit, the address, the kind of registration."""

    new_place: str
    new_unit: str | None = None
    new_address: str | None = None
    new_registration: Registration


def _apply(change: Change, member: Member) -> None:
    """Write the new home, until what a later move began; the one before it ends."""
    rows = _history(member)
    before = [row for row in rows if row.change_id is None or _start(row, change) <= change.effective_on]
    until = next((row.starts_on for row in rows if row not in before), None)
    for home in before:
        if home.ends_on is None or home.ends_on > change.effective_on:
            home.ends_on = max(change.effective_on, _start(home, change))
    db.session.add(
        Residence(
            member_id=member.id,
            place_id=change.new_place_id,
            unit=change.new_unit,
            address=change.new_address,
            registration=change.new_registration,
            starts_on=change.effective_on,
            ends_on=until,
            change_id=change.id,
        )
    )


def _revert(change: Change, member: Member) -> None:
    """Take the new home out again; the one before it goes on, unless something followed."""
    rows = _history(member)
    written = next((row for row in rows if row.change_id == change.id), None)
    if written is None:
        return
    before = rows[: rows.index(written)]
    for home in before[-1:]:
        home.ends_on = written.ends_on
    db.session.delete(written)


def _history(member: Member) -> Sequence[Residence]:
    """The homes in the order of their days, first the one that the member was registered with."""
    return db.session.scalars(
        select(Residence)
        .where(Residence.member_id == member.id)
        .order_by(Residence.change_id.is_not(None), Residence.starts_on, Residence.id)
    ).all()


def _start(home: Residence, change: Change) -> date:
    return home.starts_on or change.effective_on


def _asks(change: Change) -> NoticeEffect:
    place_id = change.new_place_id or 0
    return asked_by(change.word, is_known_there=place_id in homes.committees_at([place_id]))


RESIDENCE_MOVE = Kind(table=ResidenceMove, apply=_apply, revert=_revert, asks=_asks)


@use_case
def record_residence_move(
    actor: Actor, word: ChangeWord, given: RecordResidenceMove, supersedes: str | None = None
) -> Change:
    """Record that a member lives elsewhere; the place must be one commune, ward or special zone of today."""
    found = places.named(given.new_place, actor.path)
    return record(
        actor,
        RESIDENCE_MOVE,
        word,
        given,
        supersedes,
        _unclear(found),
        new_place_id=found[0].id if found else None,
        new_unit=given.new_unit,
        new_address=given.new_address,
        new_registration=given.new_registration,
    )


def _unclear(found: list[places.Commune]) -> Refused | None:
    """Why it is not clear which commune is meant, or `None`."""
    if not found:
        return Refused(
            "No commune, ward or special zone bears this name today. Write it as on the residence paper,"
            " for example %(example)s.",
            field="new_place",
            example="Phường Trường Vinh, tỉnh Nghệ An",
        )
    if len(found) > 1:
        return Refused(
            "Several places bear this name. Write the province too, for example %(example)s.",
            field="new_place",
            example=found[0].full_name,
        )
    return None
