"""Writes a checked list into the register: all of it or nothing, and nothing twice (settled.md 10 to 12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from access import Actor
from adapters import clock
from domain.eligibility import review_day
from domain.errors import Conflict, NotAllowed, Refused
from domain.names import fold, sort_key
from domain.numbers import card_digits
from domain.organisations import unit_of
from domain.roster_rows import Note, RosterRow
from domain.rules import read_rules
from models import Liaison, LiaisonStep, Member, Organisation, Residence, Workplace, db
from models.types import new_ref
from models.vocabulary import Category, ExemptionReason, LiaisonSource, LiaisonState, Registration
from queries import rulesets
from services import audit
from services.imports import bulk
from services.imports.checking import Roster
from services.imports.founding import Homes, Workplaces
from services.imports.recognising import Placed, differences, recognise
from services.organisations import committee_of_code
from services.unit import use_case

CHUNK = 1_000
"""Members written at a time, so that memory and the length of statements stay bounded."""
_Values = dict[str, Any]


@dataclass(slots=True)
class Applied:
    """What a list brought into the register."""

    committee: str
    members: int = 0
    exempt: int = 0
    known: int = 0
    cells: int = 0
    workplaces: int = 0
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What all liaisons opened by one list share."""

    commune: Organisation
    rule_set_id: int
    on: date
    at: datetime
    review_on: date
    by_id: int | None


@dataclass(frozen=True, slots=True)
class _Bond:
    """A liaison to be opened: whose, between which cells, as which row says."""

    row: RosterRow
    member_id: int
    sort_key: str
    workplace_id: int
    home_id: int


@use_case
def import_roster(actor: Actor, roster: Roster) -> Applied:
    """Write a list without faults: organisations, members, residences and one liaison each, source "import".

    For the command line. Members already known are not changed; what differs is noted. An exemption whose reason the
    list does not tell is written as "not stated", to be completed (settled.md 10).
    """
    if not actor.is_worker:
        raise NotAllowed("Your office does not allow this.")
    if roster.faults:
        raise Refused("The list has faults; nothing of it was written.")
    entry = _entry(actor, committee_of_code(roster.unit_code))
    homes, workplaces = (
        Homes(entry.commune),
        Workplaces(db.session.get_one(Organisation, entry.commune.parent_id)),
    )
    applied = Applied(entry.commune.name)
    if roster.founds_cells:
        applied.cells = homes.found(roster.rows)
    for rows in bulk.chunks(roster.rows, CHUNK):
        _apply(entry, roster, rows, homes, workplaces, applied)
    return applied


def _entry(actor: Actor, commune: Organisation) -> _Entry:
    today = clock.today()
    rule_set = rulesets.in_force(today)
    months = read_rules(rule_set.rules).exemption_review_months
    return _Entry(commune, rule_set.id, today, clock.now(), review_day(today, months), actor.account_id)


def _apply(
    entry: _Entry,
    roster: Roster,
    rows: Sequence[RosterRow],
    homes: Homes,
    workplaces: Workplaces,
    applied: Applied,
) -> None:
    known = recognise(rows)
    new = [row for row in rows if row.row not in known]
    applied.workplaces += workplaces.found(new)
    bonds = _admit(entry, new, homes, workplaces)
    placed = [
        Placed(row, known[row.row], homes.of(row), workplaces.of(row)) for row in rows if row.row in known
    ]
    bonds += _unbound(placed)
    _open(entry, bonds, homes)
    applied.members += len(new)
    applied.known += len(placed)
    applied.exempt += sum(bond.row.category is Category.EXEMPT for bond in bonds)
    applied.notes.extend(differences(roster, placed))


def _there(organisation_id: int | None) -> int:
    """The cell, which was there, or founded, a moment ago."""
    if organisation_id is None:
        raise Conflict("The cells have changed in the meantime. Start the import again.")
    return organisation_id


def _admit(entry: _Entry, rows: Sequence[RosterRow], homes: Homes, workplaces: Workplaces) -> list[_Bond]:
    """Write new members with their workplaces; gives the liaisons to be opened for them."""
    bonds = []
    ids = bulk.reserve(Member, len(rows)) if rows else []
    members: list[_Values] = []
    jobs: list[_Values] = []
    for member_id, row in zip(ids, rows, strict=True):
        home_id, workplace_id = _there(homes.of(row)), _there(workplaces.of(row))
        bonds.append(_Bond(row, member_id, sort_key(row.full_name), workplace_id, home_id))
        members.append(_member(entry, bonds[-1]))
        jobs.append({"member_id": member_id, "organisation_id": workplace_id, "position": row.position})
    bulk.write(Member, members)
    bulk.write(Workplace, jobs)
    if ids:
        audit.note("member", None, entry.commune.id, ids=bulk.ranges(ids))
    return bonds


def _member(entry: _Entry, bond: _Bond) -> _Values:
    row = bond.row
    return {
        "id": bond.member_id,
        "ref": new_ref(),
        "version": 1,
        "full_name": row.full_name,
        "folded": fold(row.full_name),
        "sort_key": bond.sort_key,
        "sex": row.sex,
        "born": row.born.stored,
        "admitted": row.admitted and row.admitted.stored,
        "official": row.official and row.official.stored,
        "card_number": row.card_number,
        "card_digits": row.card_number and card_digits(row.card_number),
        "phone": row.phone,
        "position": row.position,
        "workplace_id": bond.workplace_id,
        "created_at": entry.at,
    }


def _unbound(placed: Iterable[Placed]) -> list[_Bond]:
    """Liaisons for members whom a workplace had entered and nobody has introduced yet."""
    return [
        _Bond(one.row, one.known.member_id, one.known.sort_key, one.known.workplace_id, _there(one.home_id))
        for one in placed
        if one.known.state is None and one.known.left_on is None
    ]


def _open(entry: _Entry, bonds: Sequence[_Bond], homes: Homes) -> None:
    """Write liaisons with their first step, and the residences of members who have none."""
    if not bonds:
        return
    ids = bulk.reserve(Liaison, len(bonds))
    bulk.write(Liaison, [_liaison(entry, one, bond) for one, bond in zip(ids, bonds, strict=True)])
    bulk.write(LiaisonStep, [_step(entry, one, bond) for one, bond in zip(ids, bonds, strict=True)])
    members = [bond.member_id for bond in bonds]
    housed = set(db.session.scalars(select(Residence.member_id).where(Residence.member_id.in_(members))))
    bulk.write(
        Residence,
        [
            _residence(entry, bond, homes.names[bond.home_id])
            for bond in bonds
            if bond.member_id not in housed
        ],
    )
    audit.note("liaison", None, entry.commune.id, ids=bulk.ranges(ids))


def _liaison(entry: _Entry, liaison_id: int, bond: _Bond) -> _Values:
    is_exempt = bond.row.category is Category.EXEMPT
    return {
        "id": liaison_id,
        "ref": new_ref(),
        "version": 1,
        "member_id": bond.member_id,
        "workplace_id": bond.workplace_id,
        "commune_id": entry.commune.id,
        "residence_id": bond.home_id,
        "state": _state(bond),
        "source": LiaisonSource.IMPORT,
        "category": bond.row.category,
        "exemption_reason": ExemptionReason.NOT_STATED if is_exempt else None,
        "exempt_from": entry.on if is_exempt else None,
        "exempt_review_on": entry.review_on if is_exempt else None,
        "sort_key": bond.sort_key,
        "started_on": entry.on,
        "rule_set_id": entry.rule_set_id,
        "created_at": entry.at,
    }


def _state(bond: _Bond) -> LiaisonState:
    return LiaisonState.EXEMPTED if bond.row.category is Category.EXEMPT else LiaisonState.ACTIVE


def _step(entry: _Entry, liaison_id: int, bond: _Bond) -> _Values:
    return {
        "liaison_id": liaison_id,
        "state": _state(bond),
        "on": entry.on,
        "at": entry.at,
        "by_id": entry.by_id,
        "organisation_id": entry.commune.id,
        "cell_id": bond.home_id,
    }


def _residence(entry: _Entry, bond: _Bond, home: str) -> _Values:
    return {
        "member_id": bond.member_id,
        "place_id": entry.commune.place_id,
        "unit": unit_of(home),
        "address": bond.row.address,
        "registration": Registration.PERMANENT,
    }
