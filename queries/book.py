"""The book of a residence cell for one year: its open liaisons, each with what the register holds of that year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, null, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, visible, within
from domain.errors import NotFound
from models import (
    Attendance,
    Evaluation,
    EvaluationVersion,
    IntroductionLetter,
    Liaison,
    Meeting,
    Member,
    Opinion,
    Organisation,
    Residence,
    db,
)
from models.vocabulary import AttendanceStatus, Category, MeetingKind, MeetingState, OrganisationKind, Sex
from queries.liaisons import HELD
from queries.members import present_home
from queries.paging import WHOLE_CELL

_OVER = tuple(state for state in MeetingState if state.is_held)


@dataclass(frozen=True, slots=True)
class Assessed:
    """The sheet of the year as it was returned: the level of each criterion that was ticked."""

    levels: tuple[int, ...]
    returned_on: date


@dataclass(frozen=True, slots=True)
class BookLine:
    """One open liaison: who, from where, in which category, how he or she was introduced."""

    member_id: int
    member_ref: str
    name: str
    sex: Sex | None
    born: str
    workplace: str
    committee: str | None
    address: str | None
    unit: str | None
    category: Category
    exemption_basis: str | None
    letter: str | None
    issued_on: date | None
    received_on: date | None
    listed_on: date | None
    opinions: int | None
    """Raised in the year; nothing where the reader sees but some of them: part of a count would say what is not so."""
    sheet: Assessed | None


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a member was at one meeting of the year."""

    on: date
    kind: MeetingKind
    status: AttendanceStatus | None


@dataclass(frozen=True, slots=True)
class Book:
    """The book of one cell, with what the reader may see of it."""

    cell: Organisation
    year: int
    lines: tuple[BookLine, ...]
    seats: dict[int, list[Seat]]


def of_cell(actor: Actor, cell_ref: str, year: int, *, with_address: bool) -> Book:
    """The book of a cell in reach; raises `NotFound` otherwise. Addresses only for who may read them."""
    cell = db.session.scalar(
        visible(actor, Permission.LIAISON_READ, Organisation)
        .where(Organisation.ref == cell_ref, Organisation.kind == OrganisationKind.RESIDENCE_CELL)
        .options(
            joinedload(Organisation.parent).joinedload(Organisation.place), joinedload(Organisation.place)
        )
    )
    if cell is None:
        raise NotFound
    days = date(year, 1, 1), date(year, 12, 31)
    return Book(
        cell=cell,
        year=year,
        lines=tuple(
            BookLine(*[*row, _assessed(ticks, returned_on)])
            for *row, ticks, returned_on in db.session.execute(
                _lines(
                    actor, cell.id, year, with_address=with_address, opinions=_opinions(actor, cell, *days)
                )
            )
        ),
        seats=_seats(actor, cell.id, *days),
    )


def _lines(
    actor: Actor, cell_id: int, year: int, *, with_address: bool, opinions: ColumnElement[Any]
) -> Select[*tuple[Any, ...]]:
    work, above = aliased(Organisation), aliased(Organisation)
    letter = and_(
        IntroductionLetter.liaison_id == Liaison.id,
        IntroductionLetter.cancelled_on.is_(None),
        within(actor, Permission.LETTER_READ, IntroductionLetter),
    )
    returned = and_(
        Evaluation.member_id == Member.id,
        Evaluation.cell_id == cell_id,
        Evaluation.round_id.is_not(None),
        Evaluation.year == year,
        Evaluation.returned_on.is_not(None),
        within(actor, Permission.EVALUATION_READ, Evaluation),
    )
    read = and_(
        EvaluationVersion.evaluation_id == Evaluation.id,
        EvaluationVersion.edition == Evaluation.returned_edition,
    )
    return (
        select(
            Member.id,
            Member.ref,
            Member.full_name,
            Member.sex,
            Member.born,
            work.name,
            above.name,
            Residence.address if with_address else Residence.unit,
            Residence.unit,
            Liaison.category,
            Liaison.exemption_basis,
            IntroductionLetter.number_text,
            IntroductionLetter.issued_on,
            IntroductionLetter.received_on,
            Liaison.started_on,
            opinions,
            EvaluationVersion.ticks,
            Evaluation.returned_on,
        )
        .select_from(Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .join(work, work.id == Liaison.workplace_id)
        .outerjoin(above, above.id == work.parent_id)
        .outerjoin(Residence, Residence.id == present_home(Residence.id))
        .outerjoin(IntroductionLetter, letter)
        .outerjoin(Evaluation, returned)
        .outerjoin(EvaluationVersion, read)
        .where(
            within(actor, Permission.LIAISON_READ, Liaison),
            Liaison.residence_id == cell_id,
            Liaison.state.in_(HELD),
        )
        .order_by(Liaison.sort_key, Liaison.id)
        .limit(WHOLE_CELL)
    )


def _seats(actor: Actor, cell_id: int, first: date, last: date) -> dict[int, list[Seat]]:
    found = db.session.execute(
        select(Attendance.member_id, Meeting.on, Meeting.kind, Attendance.status)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            within(actor, Permission.MEETING_READ, Meeting),
            Meeting.cell_id == cell_id,
            Meeting.on.between(first, last),
            Meeting.state.in_(_OVER),
        )
        .order_by(Meeting.on, Meeting.id)
    )
    seats: dict[int, list[Seat]] = defaultdict(list)
    for member_id, on, kind, status in found:
        seats[member_id].append(Seat(on, kind, status))
    return seats


def _opinions(actor: Actor, cell: Organisation, first: date, last: date) -> ColumnElement[Any]:
    if cell.id != actor.organisation_id:
        return null()
    return (
        select(func.count())
        .where(
            within(actor, Permission.OPINION_READ, Opinion),
            Opinion.cell_id == cell.id,
            Opinion.member_id == Member.id,
            Opinion.raised_on.between(first, last),
        )
        .correlate(Member)
        .scalar_subquery()
    )


def _assessed(ticks: dict[str, int] | None, returned_on: date | None) -> Assessed | None:
    """The version that workplace and member read."""
    if ticks is None or returned_on is None:
        return None
    return Assessed(tuple(ticks[key] for key in sorted(ticks, key=int)), returned_on)
