"""The register of a committee as rows of an exchange file: what the actor may read, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased

from access import Actor, Permission, may, within
from domain.errors import NotFound
from domain.exchange import Column, Row
from models import Liaison, Member, Organisation, Place, Residence, db
from models.vocabulary import LiaisonState, OrganisationKind, Side
from queries.members import HELD, present_home

_work, _above, _home = aliased(Organisation), aliased(Organisation), aliased(Organisation)
_TOLD: dict[Column, Any] = {
    Column.FULL_NAME: Member.full_name,
    Column.SEX: Member.sex,
    Column.BORN: Member.born,
    Column.ADMITTED: Member.admitted,
    Column.OFFICIAL: Member.official,
    Column.CARD: Member.card_number,
    Column.PHONE: Member.phone,
    Column.POSITION: Member.position,
    Column.WORKPLACE_COMMITTEE: _above.name,
    Column.WORKPLACE_CELL: _work.name,
    Column.RESIDENCE_CELL: _home.name,
    Column.UNIT: Residence.unit,
    Column.ADDRESS: Residence.address,
    Column.REGISTRATION: Residence.registration,
    Column.STATE: Liaison.state,
    Column.CATEGORY: Liaison.category,
    Column.EXEMPTION_REASON: Liaison.exemption_reason,
    Column.EXEMPTION_BASIS: Liaison.exemption_basis,
    Column.EXEMPT_FROM: Liaison.exempt_from,
    Column.EXEMPT_REVIEW: Liaison.exempt_review_on,
    Column.STARTED: Liaison.started_on,
    Column.LAST_CONTACT: Liaison.last_contact_on,
}
_RESIDENCE_ALONE = {Column.LAST_CONTACT}
"""What the workplace does not read of a liaison."""


def register(actor: Actor) -> list[tuple[str, Row]]:
    """Reference and row of each member of the actor's committee, in Vietnamese order of the given name."""
    at_home = actor.side is Side.RESIDENCE
    condition = within(actor, Permission.LIAISON_READ, Liaison) if at_home else _at_work(actor)
    return list(_rows(at_home, condition, closed(actor)))


def closed(actor: Actor) -> set[Column]:
    """The columns that are not open to the actor, and empty in the register that he or she takes out."""
    hidden = set() if actor.side is Side.RESIDENCE else set(_RESIDENCE_ALONE)
    if not may(actor, Permission.MEMBER_ADDRESS):
        hidden.add(Column.ADDRESS)
    return hidden


def unit_code(actor: Actor) -> str:
    """The code of the commune, or of the province of a workplace, whose register it is."""
    code: str | None = db.session.scalar(
        select(Place.code)
        .join(Organisation, Organisation.place_id == Place.id)
        .where(Organisation.id == actor.organisation_id)
    )
    return code or ""


def register_of(unit_code: str) -> list[Row]:
    """The whole register of a commune, for the command line of its own server; `NotFound` where there is none."""
    commune_id = db.session.scalar(
        select(Organisation.id)
        .join(Place, Place.id == Organisation.place_id)
        .where(Place.code == unit_code, Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE)
    )
    if commune_id is None:
        raise NotFound
    return [row for _ref, row in _rows(True, Liaison.commune_id == commune_id, set())]


def _at_work(actor: Actor) -> ColumnElement[bool]:
    return and_(within(actor, Permission.MEMBER_READ, Member), Member.left_on.is_(None))


def _rows(at_home: bool, condition: ColumnElement[bool], hidden: set[Column]) -> Iterator[tuple[str, Row]]:
    for ref, *values in db.session.execute(_statement(at_home).where(condition)):
        told = zip(_TOLD, values, strict=True)
        yield ref, {column: "" if column in hidden else _text(value) for column, value in told}


def _statement(at_home: bool) -> Select[*tuple[Any, ...]]:
    is_open = and_(Liaison.member_id == Member.id, Liaison.state != LiaisonState.ENDED)
    found = select(Member.ref, *_TOLD.values())
    if at_home:
        found = found.select_from(Liaison).join(Member, Member.id == Liaison.member_id)
        found = found.where(Liaison.state.in_(HELD)).order_by(Liaison.sort_key, Liaison.id)
    else:
        found = found.select_from(Member).outerjoin(Liaison, is_open).order_by(Member.sort_key, Member.id)
    return (
        found.join(_work, _work.id == Member.workplace_id)
        .outerjoin(_above, _above.id == _work.parent_id)
        .outerjoin(_home, _home.id == Liaison.residence_id)
        .outerjoin(Residence, Residence.id == present_home(Residence.id))
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
