"""Who still has to be introduced, and to which committee a workplace writes: found by typing, those used last first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from access import Actor, Permission, require, within
from domain.names import fold
from models import Liaison, Member, Organisation, Place, Residence, db
from models.vocabulary import LiaisonState, OrganisationKind
from queries.paging import PAGE, Lines, behind
from queries.search import named_like

LAST_USED = 5
FOUND = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """A member without a liaison, with the home that the record tells."""

    ref: str
    name: str
    born: str
    position: str | None
    workplace: str
    unit: str | None
    place: str | None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


@dataclass(frozen=True, slots=True)
class Destination:
    """A commune, ward or special zone; `ref` is its committee, `None` where it does not keep this register yet."""

    ref: str | None
    place: str
    province: str | None


_home = aliased(Place)
_province = aliased(Place)


def waiting(actor: Actor, after: str | None = None, refs: Sequence[str] | None = None) -> Lines[Waiting]:
    """Members of the workplace who have no open liaison, by name; with references, only those."""
    order = (Member.sort_key, Member.id)
    open_bonds = select(Liaison.member_id).where(
        Liaison.member_id == Member.id, Liaison.state != LiaisonState.ENDED
    )
    work = aliased(Organisation)
    found = (
        select(
            Member.ref, Member.full_name, Member.born, Member.position, work.name, Residence.unit, _home.name
        )
        .join(work, work.id == Member.workplace_id)
        .outerjoin(Residence, (Residence.member_id == Member.id) & Residence.ends_on.is_(None))
        .outerjoin(_home, _home.id == Residence.place_id)
        .where(
            within(actor, Permission.LETTER_DRAFT, Member),
            Member.left_on.is_(None),
            ~open_bonds.exists(),
        )
    )
    if refs is not None:
        found = found.where(Member.ref.in_(refs))
    start = behind(Member, order, after)
    if start is not None:
        found = found.where(start)
    rows = db.session.execute(found.order_by(*order).limit(PAGE + 1))
    return Lines.of([Waiting(*row) for row in rows], PAGE, lambda line: line.ref)


def draft_of(actor: Actor, member_ref: str) -> str | None:
    """The reference of the draft, or of the letter that came back, of a member in scope."""
    return db.session.scalar(
        select(Liaison.ref)
        .join(Member, Member.id == Liaison.member_id)
        .where(
            within(actor, Permission.LETTER_DRAFT, Liaison),
            Member.ref == member_ref,
            Liaison.state.in_((LiaisonState.DRAFTED, LiaisonState.RETURNED)),
        )
    )


def offered(actor: Actor, chosen: Sequence[str] = ()) -> list[Destination]:
    """The committees that were chosen already, then those to which the workplace wrote last, the latest first."""
    last = func.max(Liaison.id)
    recent = (
        select(Liaison.commune_id, last.label(None))
        .where(within(actor, Permission.LETTER_DRAFT, Liaison))
        .group_by(Liaison.commune_id)
        .order_by(last.desc())
        .limit(LAST_USED)
        .subquery()
    )
    commune_id, used = recent.c
    is_chosen = Organisation.ref.in_(chosen)
    return _destinations(
        _places()
        .outerjoin(recent, commune_id == Organisation.id)
        .where(is_chosen | used.is_not(None))
        .order_by(is_chosen.desc(), used.desc().nulls_last())
    )


def named(actor: Actor, words: str) -> list[Destination]:
    """Up to twelve communes whose name, with that of the province, fits what was typed; marks are not needed."""
    require(actor, Permission.LETTER_DRAFT)
    like = named_like(Place.folded + " " + _province.folded, words)
    if like is None:
        return []
    is_exact = Place.folded.contains(fold(words), autoescape=True)
    return _destinations(_places().where(like).order_by(is_exact.desc(), Place.folded, Place.id).limit(FOUND))


def _places() -> Any:
    """Communes in force with their committees; their names are no secret, whatever the actor's scope."""
    is_committee = (
        (Organisation.place_id == Place.id)
        & (Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE)
        & Organisation.dissolved_on.is_(None)
    )
    return (
        select(Organisation.ref, Place.name, _province.name)
        .select_from(Place)
        .join(_province, _province.id == Place.province_id)
        .outerjoin(Organisation, is_committee)
        .where(Place.valid_to.is_(None))
    )


def _destinations(found: Any) -> list[Destination]:
    return [Destination(*row) for row in db.session.execute(found)]
