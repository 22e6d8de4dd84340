"""The tree of organisations in scope, one organisation with its history, and the choices of pickers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, Prepared, may, prepared, visible, within
from domain.errors import NotFound
from domain.names import title_key
from domain.organisations import kinds_below
from models import Account, Liaison, Mandate, Organisation, OrganisationName, Place, db
from models.vocabulary import LiaisonState, Office, OrganisationKind, Side
from queries import telephones
from queries.paging import AFTER, PAGE, Lines, behind
from queries.search import named_like

Choice = tuple[str, str]
"""A reference and what a person reads."""


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One row of the tree: what it is, whom to call there, and how many liaisons it holds."""

    organisation: Organisation
    depth: int = 0
    secretary: telephones.Person | None = None
    liaisons: int | None = None
    former_name: str | None = None

    @property
    def phone(self) -> str | None:
        """The secretary's telephone, else that of the organisation."""
        return (self.secretary and self.secretary.phone) or self.organisation.phone


@dataclass(frozen=True, slots=True)
class Held:
    """An office somebody holds or held at an organisation."""

    ref: str
    office: Office
    name: str
    starts_on: date
    ends_on: date | None

    def is_over(self, on: date) -> bool:
        """Whether it had ended on a day."""
        return self.ends_on is not None and self.ends_on <= on


def own(actor: Actor) -> Organisation:
    """The organisation in whose name the actor acts; raises `NotFound` for an actor without an office."""
    if actor.organisation_ref is None:
        raise NotFound
    return one(actor, actor.organisation_ref)


def one(actor: Actor, ref: str) -> Organisation:
    """An organisation in scope, with the one above it and its place; raises `NotFound` otherwise."""
    organisation = _one(actor, ref=ref).scalar_one_or_none()
    if organisation is None:
        raise NotFound
    return organisation


@prepared
def _one(actor: Actor) -> Select[Organisation]:
    return (
        visible(actor, Permission.ORGANISATION_READ, Organisation)
        .where(Organisation.ref == bindparam("ref"))
        .options(joinedload(Organisation.parent), joinedload(Organisation.place))
    )


def branch(actor: Actor, top: Organisation, on: date, after: str | None = None) -> Lines[OrganisationLine]:
    """An organisation in scope and those directly below it, by name; the first page begins with the organisation."""
    found = _below(actor, bool(after), parent_id=top.id, after=after).scalars().all()
    rows = [(one, 1) for one in found[:PAGE]]
    lines = _lines(actor, rows if after else [(top, 0), *rows], on)
    return Lines(lines, found[PAGE - 1].ref if len(found) > PAGE else None)


@prepared
def _below(actor: Actor, goes_on: bool) -> Select[Organisation]:
    order = (Organisation.sort_key, Organisation.id)
    below = _living(actor).where(Organisation.parent_id == bindparam("parent_id"))
    start = behind(Organisation, order, AFTER if goes_on else None)
    return (below if start is None else below.where(start)).order_by(*order).limit(PAGE + 1)


def named(actor: Actor, words: str, on: date) -> list[OrganisationLine]:
    """Up to a hundred organisations in scope that bear or bore a name with these words; old names are shown."""
    like = named_like(OrganisationName.folded, words)
    if like is None:
        return []
    matches = db.session.execute(
        select(Organisation, OrganisationName.name, OrganisationName.valid_to)
        .join(OrganisationName, OrganisationName.organisation_id == Organisation.id)
        .where(like, within(actor, Permission.ORGANISATION_READ, Organisation))
        .order_by(Organisation.sort_key, Organisation.id, OrganisationName.valid_to.desc().nulls_first())
        .limit(PAGE)
    ).all()
    first = {one.id: (one, name, valid_to) for one, name, valid_to in reversed(matches)}
    former = {key: name for key, (_, name, valid_to) in first.items() if valid_to is not None}
    return _lines(actor, [(one, 0) for one, _, _ in reversed(first.values())], on, former)


def names(organisation_id: int) -> list[OrganisationName]:
    """The names of an organisation already opened, the latest first."""
    return list(
        db.session.scalars(
            select(OrganisationName)
            .where(OrganisationName.organisation_id == organisation_id)
            .order_by(OrganisationName.valid_from.desc())
        )
    )


def offices_held(actor: Actor, organisation_id: int) -> list[Held]:
    """Who holds the offices of an organisation in scope, the secretary first; then who held them, the latest first."""
    found = db.session.execute(
        select(Mandate.ref, Mandate.office, Account.full_name, Mandate.starts_on, Mandate.ends_on)
        .join(Account, Account.id == Mandate.account_id)
        .where(within(actor, Permission.MANDATE_READ, Mandate), Mandate.organisation_id == organisation_id)
        .order_by(Mandate.ends_on.desc().nulls_first(), Mandate.starts_on.desc(), Account.sort_key)
    )
    held = [Held(*row) for row in found]
    return sorted(held, key=lambda one: _RANK[one.office] if one.ends_on is None else len(_RANK))


_RANK = {office: rank for rank, office in enumerate(Office)}


def kinds_to_found(actor: Actor, parent: Organisation) -> tuple[OrganisationKind, ...]:
    """What the actor may found directly below an organisation in scope."""
    return kinds_below(parent.kind) if may(actor, Permission.ORGANISATION_FOUND) else ()


def place_choices(parent: Organisation) -> list[Choice]:
    """Communes, wards and special zones of a province committee that have no committee yet, in Vietnamese order."""
    taken = exists().where(
        Organisation.place_id == Place.id, Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE
    )
    free = select(Place.code, Place.name).where(
        Place.province_id == parent.place_id, Place.valid_to.is_(None), ~taken
    )
    found = [(code, name) for code, name in db.session.execute(free)]
    return sorted(found, key=lambda choice: title_key(choice[1]))


def cell_choices(actor: Actor) -> list[Choice]:
    """The cells of the actor's own side in scope, by name: to admit a member, to assign a letter."""
    cells = _living(actor).where(
        Organisation.side == actor.side,
        Organisation.kind.in_([kind for kind in OrganisationKind if kind.is_cell]),
    )
    names = cells.with_only_columns(Organisation.ref, Organisation.name)
    in_order = names.order_by(Organisation.sort_key, Organisation.id)
    return [(ref, name) for ref, name in db.session.execute(in_order)]


def names_of_residence_cells(unit_code: str) -> list[str]:
    """The names, old ones first, of the residence cells of a commune, by its unit code; for lists to be imported."""
    commune = aliased(Organisation)
    found = (
        select(OrganisationName.name)
        .join(Organisation, Organisation.id == OrganisationName.organisation_id)
        .join(commune, commune.id == Organisation.parent_id)
        .join(Place, Place.id == commune.place_id)
        .where(
            Place.code == unit_code,
            commune.kind == OrganisationKind.COMMUNE_COMMITTEE,
            Organisation.kind == OrganisationKind.RESIDENCE_CELL,
            Organisation.dissolved_on.is_(None),
        )
        .order_by(OrganisationName.valid_to.nulls_last(), Organisation.sort_key)
    )
    return list(db.session.scalars(found))


def names_of_cells(committee_id: int) -> list[str]:
    """The names, old ones first, of the cells directly below a committee; for lists to be imported."""
    found = (
        select(OrganisationName.name)
        .join(Organisation, Organisation.id == OrganisationName.organisation_id)
        .where(Organisation.parent_id == committee_id, Organisation.dissolved_on.is_(None))
        .order_by(OrganisationName.valid_to.nulls_last(), Organisation.sort_key)
    )
    return list(db.session.scalars(found))


def _living(actor: Actor) -> Select[Organisation]:
    return visible(actor, Permission.ORGANISATION_READ, Organisation).where(
        Organisation.dissolved_on.is_(None)
    )


def _lines(
    actor: Actor, rows: Sequence[tuple[Organisation, int]], on: date, former: dict[int, str] | None = None
) -> list[OrganisationLine]:
    ids = [one.id for one, _ in rows]
    people = (
        telephones.of_organisations(ids, on, (Office.SECRETARY,))
        if may(actor, Permission.MANDATE_READ)
        else {}
    )
    counts = _counts(actor, [one for one, _ in rows])
    return [
        OrganisationLine(
            one,
            depth,
            next(iter(people.get(one.id, ())), None),
            counts.get(one.id, 0) if counts is not None and one.side is not Side.OVERSIGHT else None,
            (former or {}).get(one.id),
        )
        for one, depth in rows
    ]


def _counts(actor: Actor, organisations: Iterable[Organisation]) -> dict[int, int] | None:
    """Open liaisons held at or below each organisation, one statement a side; `None` without the right to figures."""
    if not (may(actor, Permission.FIGURES_READ) or may(actor, Permission.LIAISON_READ)):
        return None
    counts: dict[int, int] = {}
    for side, statement in _HELD_BELOW.items():
        ids = [one.id for one in organisations if one.side is side]
        if ids:
            counts.update((top_id, count) for top_id, count in statement.run(ids=ids))
    return counts


def _held_below(holder: Any) -> Prepared[int, int]:
    """Per organisation of `ids` how many open liaisons it and those below it hold."""
    top, below = aliased(Organisation), aliased(Organisation)
    up_to = func.substr(top.path, 1, func.length(top.path) - 1).concat("/")
    return Prepared(
        select(top.id, func.count())
        .join(below, (below.path >= top.path) & (below.path < up_to))
        .join(Liaison, holder == below.id)
        .where(top.id.in_(bindparam("ids", expanding=True)), Liaison.state != LiaisonState.ENDED)
        .group_by(top.id)
    )


_HELD_BELOW = {
    Side.RESIDENCE: _held_below(Liaison.residence_id),
    Side.WORKPLACE: _held_below(Liaison.workplace_id),
}
