"""Brings the register of an exchange file into an installation whose commune has nobody yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from sqlalchemy import Table, bindparam, select, update

from access import Actor
from domain.days import PartialDay
from domain.errors import NotAllowed, Refused, refuse_if_any
from domain.exchange import Column, ExchangeFile, Row
from domain.names import fold, full_name
from domain.numbers import card_digits
from domain.roster_headings import Column as Heading
from domain.roster_rows import Person, RosterRow
from models import Liaison, LiaisonStep, Organisation, Residence, db
from models.base import Base
from models.vocabulary import Category, ExemptionReason, LiaisonState, Registration, Sex
from services.imports import bulk
from services.imports.checking import Roster
from services.imports.writing import CHUNK, Added, Applied, write_roster
from services.organisations import committee_of_code
from services.unit import use_case

Read = TypeVar("Read")
_NO_COLUMNS = {heading: ("", heading.value) for heading in Heading}
"""Notes on a list name Excel's columns; those of a file name none."""
_FIRST_LINE = 3
"""The line of the file on which the first member stands."""


@use_case
def import_exchange(actor: Actor, file: ExchangeFile) -> Applied:
    """Write a register as it was taken from another installation: all of it or nothing, into an empty commune alone.

    For the command line. Where the commune has members already, two registers are compared and not mixed.
    """
    if not actor.is_worker:
        raise NotAllowed("Your office does not allow this.")
    commune = committee_of_code(file.head.unit_code)
    if db.session.scalar(select(Liaison.id).where(Liaison.commune_id == commune.id).limit(1)) is not None:
        raise Refused(
            "The register of %(committee)s is not empty. Compare the file with it instead.",
            committee=commune.name,
        )
    lines = _checked(file.rows)
    rows = tuple(line.row for line in lines)
    roster = Roster(file.head.unit_code, True, _NO_COLUMNS, "", 1, rows, (), ())
    applied, added = write_roster(commune, roster, actor.account_id, is_told_elsewhere=True)
    elsewhere = len(rows) - applied.members - applied.linked
    if elsewhere:
        raise Refused(
            "%(count)s members of the file are on the register elsewhere. Nothing was written: compare it instead.",
            count=elsewhere,
        )
    _complete(commune, lines, added)
    return applied


@dataclass(frozen=True, slots=True)
class _Line:
    """One member of the file: what a list tells too, and what only an exchange file tells."""

    row: RosterRow
    bond: dict[str, Any]
    home: dict[str, Any]


def _checked(rows: Sequence[Row]) -> list[_Line]:
    """The rows as values; all that cannot be read is refused at once, each with its line."""
    lines, refusals = [], []
    for number, row in enumerate(rows, _FIRST_LINE):
        reader = _Reader(number, row)
        line = reader.line()
        refusals += reader.refusals
        lines.append(line)
    refuse_if_any(refusals)
    return [line for line in lines if line is not None]


class _Reader:
    """Reads one row, gathering what cannot be read."""

    def __init__(self, number: int, row: Row) -> None:
        self._number, self._row = number, row
        self.refusals: list[Refused] = []

    def line(self) -> _Line | None:
        """The row as values; None when something in it cannot be read."""
        name = self._read(Column.FULL_NAME, full_name)
        born = self._read(Column.BORN, PartialDay.from_stored)
        category = self._read(Column.CATEGORY, Category)
        state = self._read(Column.STATE, LiaisonState)
        home = self._read(Column.RESIDENCE_CELL, str)
        committee, cell = (
            self._read(one, str) for one in (Column.WORKPLACE_COMMITTEE, Column.WORKPLACE_CELL)
        )
        admitted, official = (
            self._may(one, PartialDay.from_stored) for one in (Column.ADMITTED, Column.OFFICIAL)
        )
        sex, card = self._may(Column.SEX, Sex), self._may(Column.CARD, str)
        bond = {
            "state": state,
            "exemption_reason": self._may(Column.EXEMPTION_REASON, ExemptionReason),
            "exemption_basis": self._may(Column.EXEMPTION_BASIS, str),
            "exempt_from": self._may(Column.EXEMPT_FROM, date.fromisoformat),
            "exempt_review_on": self._may(Column.EXEMPT_REVIEW, date.fromisoformat),
            "started_on": self._may(Column.STARTED, date.fromisoformat),
            "last_contact_on": self._may(Column.LAST_CONTACT, date.fromisoformat),
        }
        lives = {
            "unit": self._may(Column.UNIT, str),
            "registration": self._may(Column.REGISTRATION, Registration) or Registration.PERMANENT,
        }
        if self.refusals or not (name and born and category and home and committee and cell):
            return None
        phone = self._may(Column.PHONE, str)
        row = RosterRow(
            row=self._number, person=Person(fold(name), born.stored, card_digits(card or ""), phone), full_name=name,
            sex=sex, born=born, admitted=admitted, official=official, card_number=card,
            position=self._may(Column.POSITION, str), workplace_cell=cell, workplace_committee=committee,
            address=self._may(Column.ADDRESS, str), residence_cell=home, phone=phone, category=category, note=None,
        )  # fmt: skip
        return _Line(row, bond, lives)

    def _read(self, column: Column, reading: Callable[[str], Read]) -> Read | None:
        found = self._may(column, reading)
        if found is None and not any(one.params.get("column") == column for one in self.refusals):
            self.refusals.append(
                Refused("Line %(line)s: %(column)s is missing.", line=self._number, column=column)
            )
        return found

    def _may(self, column: Column, reading: Callable[[str], Read]) -> Read | None:
        text = self._row[column]
        try:
            return reading(text) if text else None
        except (ValueError, Refused):
            self.refusals.append(
                Refused("Line %(line)s: %(column)s cannot be read.", line=self._number, column=column)
            )
            return None


def _complete(commune: Organisation, lines: Sequence[_Line], added: Added) -> None:
    """Write what only an exchange file tells to the liaisons and homes that were opened a moment ago.

    A member who was there without a liaison keeps the record, and the homes that were open, as they were.
    """
    of_row = {line.row.row: line for line in lines}
    told = {bond_id: of_row[row] for row, bond_id in added.bound.items()}
    _set(Liaison, [{"row_id": bond_id, **line.bond} for bond_id, line in told.items()])
    homes = _opened_homes(commune, added)
    _set(Residence, [{"row_id": home_id, **told[bond_id].home} for home_id, bond_id in homes])
    unconfirmed = [bond_id for bond_id, line in told.items() if line.bond["state"] is LiaisonState.ASSIGNED]
    for some in bulk.chunks(unconfirmed, CHUNK):
        steps = update(LiaisonStep).where(LiaisonStep.liaison_id.in_(some))
        db.session.execute(steps.values(state=LiaisonState.ASSIGNED))


def _opened_homes(commune: Organisation, added: Added) -> list[tuple[int, int]]:
    """The homes that the file opened, each with the liaison of who lives there."""
    housed = {*added.members, *added.housed}
    found = db.session.execute(
        select(Liaison.member_id, Residence.id, Liaison.id)
        .join(Residence, Residence.member_id == Liaison.member_id)
        .where(Liaison.commune_id == commune.id, Residence.ends_on.is_(None))
    )
    return [(home_id, bond_id) for member_id, home_id, bond_id in found if member_id in housed]


def _set(table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Write values to rows that nobody has seen yet: past the unit of work, the trail of the import tells of them."""
    if rows:
        target = cast(Table, table.__table__)
        values: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "row_id"}
        changed = update(target).where(target.c.id == bindparam("row_id")).values(values)
        db.session.connection().execute(changed, rows)
