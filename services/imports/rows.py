"""The rows that a list becomes: each a dictionary for the table of its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.organisations import unit_of
from domain.roster_rows import RosterRow
from models import Organisation
from models.types import new_ref
from models.vocabulary import Category, ExemptionReason, LiaisonSource, LiaisonState, Registration

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What all rows of one list share: where, under which rules, when, by whom."""

    commune: Organisation
    rule_set_id: int
    on: date
    at: datetime
    review_on: date
    by_id: int | None


@dataclass(frozen=True, slots=True)
class Bond:
    """A liaison to be opened: whose, between which cells, as which row says."""

    row: RosterRow
    member_id: int
    sort_key: str
    workplace_id: int
    home_id: int

    @property
    def is_exempt(self) -> bool:
        """Whether the member is introduced but exempt from activities (Guidance 33)."""
        return self.row.category is Category.EXEMPT

    @property
    def state(self) -> LiaisonState:
        """The state in which a list opens it."""
        return LiaisonState.EXEMPTED if self.is_exempt else LiaisonState.ACTIVE


def member(entry: Entry, bond: Bond) -> Values:
    """The record of a new member."""
    return person(bond.member_id, bond.row, bond.sort_key, bond.workplace_id, entry.at)


def person(member_id: int, row: RosterRow, key: str, workplace_id: int, at: datetime) -> Values:
    """The record of somebody who works in a cell."""
    return {
        "id": member_id,
        "ref": new_ref(),
        "version": 1,
        "full_name": row.full_name,
        "folded": row.person.folded,
        "sort_key": key,
        "sex": row.sex,
        "born": row.person.born,
        "admitted": row.admitted and row.admitted.stored,
        "official": row.official and row.official.stored,
        "card_number": row.card_number,
        "card_digits": row.person.card_digits or None,
        "phone": row.phone,
        "position": row.position,
        "workplace_id": workplace_id,
        "created_at": at,
    }


def workplace(bond: Bond) -> Values:
    """Where a new member works, since when is not told."""
    return post(bond.member_id, bond.workplace_id, bond.row.position)


def post(member_id: int, cell_id: int, position: str | None) -> Values:
    """The work of a member in a cell."""
    return {"member_id": member_id, "organisation_id": cell_id, "position": position}


def residence(entry: Entry, bond: Bond, home: str) -> Values:
    """Where a member lives: in the residential unit after which the cell is named."""
    return {
        "member_id": bond.member_id,
        "place_id": entry.commune.place_id,
        "unit": unit_of(home),
        "address": bond.row.address,
        "registration": Registration.PERMANENT,
    }


def liaison(entry: Entry, liaison_id: int, bond: Bond) -> Values:
    """An open liaison without a letter; an exemption whose reason is not told waits for completion."""
    return {
        "id": liaison_id,
        "ref": new_ref(),
        "version": 1,
        "member_id": bond.member_id,
        "workplace_id": bond.workplace_id,
        "commune_id": entry.commune.id,
        "residence_id": bond.home_id,
        "state": bond.state,
        "source": LiaisonSource.IMPORT,
        "category": bond.row.category,
        "exemption_reason": ExemptionReason.NOT_STATED if bond.is_exempt else None,
        "exempt_from": entry.on if bond.is_exempt else None,
        "exempt_review_on": entry.review_on if bond.is_exempt else None,
        "sort_key": bond.sort_key,
        "started_on": entry.on,
        "rule_set_id": entry.rule_set_id,
        "created_at": entry.at,
    }


def step(entry: Entry, liaison_id: int, bond: Bond) -> Values:
    """The first step of that liaison."""
    return {
        "liaison_id": liaison_id,
        "state": bond.state,
        "on": entry.on,
        "at": entry.at,
        "by_id": entry.by_id,
        "organisation_id": entry.commune.id,
        "cell_id": bond.home_id,
    }
