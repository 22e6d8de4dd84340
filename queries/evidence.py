"""A member's year at the residence, fact by fact: what stands beside the sheet that is written about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    String,
    bindparam,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from access import Actor, Permission, prepared, within
from adapters.clock import day_of
from domain.days import months_later
from models import Attendance, Change, Contact, Evaluation, Meeting, Opinion
from models.vocabulary import (
    AttendanceStatus,
    ChangeKind,
    ChangeWord,
    ContactKind,
    ContactState,
    EvaluationState,
    MeetingKind,
    MeetingState,
    OpinionState,
    Word,
)

MEETING, CONTACT, OPINION, CHANGE, LAST = "meeting", "contact", "opinion", "change", "last"
_TOLD = (ChangeKind.REWARD, ChangeKind.APPOINTMENT, ChangeKind.TRANSFER, ChangeKind.SECONDMENT)
"""What the workplace told the cell of; a sanction is no evidence here."""
_HELD = tuple(state for state in MeetingState if state.is_held)


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated thing that was recorded; a tap quotes it into the sheet."""

    part: str
    on: date
    kind: Word
    state: Word | None = None
    """Of a meeting where the member stood, of an opinion how far it came."""
    text: str | None = None

    @property
    def speaks_for(self) -> bool:
        """Whether the member took part in something or did something."""
        if isinstance(self.state, AttendanceStatus):
            return self.state.is_present
        return self.part != CHANGE or self.kind is ChangeWord.REWARD


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is recorded of one member from one day to another, in order of the days."""

    start: date
    end: date
    facts: tuple[Fact, ...]
    last_ref: str | None = None
    """The sheet of the year before, where this cell wrote it."""

    @property
    def in_favour(self) -> int:
        """How many facts speak for the member; none of them is a sentence about anybody's worth."""
        return sum(fact.speaks_for for fact in self.facts)

    @property
    def convened(self) -> int:
        """To how many meetings the member was convened."""
        return sum(fact.part == MEETING and fact.kind is not MeetingKind.PEOPLE for fact in self.facts)

    @property
    def present(self) -> int:
        """At how many of these he or she took part."""
        return sum(
            fact.part == MEETING and fact.kind is not MeetingKind.PEOPLE and fact.speaks_for
            for fact in self.facts
        )

    @property
    def excused(self) -> int:
        """From how many he or she was absent with reason."""
        return sum(fact.state is AttendanceStatus.EXCUSED for fact in self.facts)


def period(sheet: Evaluation) -> tuple[date, date]:
    """The days a sheet is about: its year in a round, the twelve months before the request on need."""
    if sheet.round_id is not None:
        return date(sheet.year, 1, 1), date(sheet.year, 12, 31)
    asked_on = day_of(sheet.created_at)
    return months_later(asked_on, -12), sheet.due_on


def of(actor: Actor, sheet: Evaluation) -> Evidence:
    """What the cells of a sheet in sight recorded of its member; of the workplace, what it told the cell.

    What few may read (a sanction) is no evidence here.
    """
    start, end = period(sheet)
    values = {
        "member_id": sheet.member_id,
        "year": sheet.year,
        "cells": sorted({sheet.cell_id, sheet.listed_cell_id}),
        "first": start,
        "last": end,
    }
    found = [_fact(*row) for row in _recorded(actor, **values)]
    last = max((one for one in found if one.part == LAST), key=_by_day, default=None)
    facts = sorted((one for one in found if one.part != LAST), key=_by_day)
    return Evidence(start, end, tuple(facts), last.text if last else None)


def _by_day(fact: Fact) -> tuple[date, str]:
    return fact.on, fact.part


def _fact(part: str, on: date, kind: str, state: str | None, text: str | None) -> Fact:
    kinds, states = _WORDS[part]
    return Fact(part, on, kinds(kind), states(state) if states and state else None, text)


_WORDS: dict[str, tuple[type[Word], type[Word] | None]] = {
    MEETING: (MeetingKind, AttendanceStatus),
    CONTACT: (ContactKind, None),
    OPINION: (OpinionState, None),
    CHANGE: (ChangeWord, None),
    LAST: (EvaluationState, None),
}
_MEMBER: Any = bindparam("member_id")
_CELLS: Any = bindparam("cells", expanding=True)
_NO_WORD = null().cast(String)


def _between(day: Any) -> Any:
    return day.between(bindparam("first"), bindparam("last"))


@prepared
def _recorded(actor: Actor) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(
        select(
            literal(MEETING),
            Meeting.on,
            type_coerce(Meeting.kind, String),
            type_coerce(Attendance.status, String),
            _NO_WORD,
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            Attendance.member_id == _MEMBER,
            Attendance.status.is_not(None),
            Attendance.status != AttendanceStatus.NOT_COUNTED,
            Meeting.cell_id.in_(_CELLS),
            Meeting.state.in_(_HELD),
            _between(Meeting.on),
        ),
        select(literal(CONTACT), Contact.on, type_coerce(Contact.kind, String), _NO_WORD, Contact.text).where(
            Contact.member_id == _MEMBER,
            Contact.cell_id.in_(_CELLS),
            Contact.state == ContactState.CONFIRMED,
            _between(Contact.on),
        ),
        select(
            literal(OPINION), Opinion.raised_on, type_coerce(Opinion.state, String), _NO_WORD, Opinion.text
        ).where(Opinion.member_id == _MEMBER, Opinion.cell_id.in_(_CELLS), _between(Opinion.raised_on)),
        select(
            literal(CHANGE),
            Change.effective_on,
            type_coerce(Change.word, String),
            _NO_WORD,
            Change.title,
        ).where(
            within(actor, Permission.CHANGE_READ, Change),
            Change.member_id == _MEMBER,
            Change.kind.in_(_TOLD),
            Change.is_restricted.is_(False),
            Change.superseded_at.is_(None),
            Change.withdrawn_at.is_(None),
            _between(Change.effective_on),
        ),
        select(
            literal(LAST),
            Evaluation.returned_on,
            type_coerce(Evaluation.state, String),
            _NO_WORD,
            Evaluation.ref,
        ).where(
            within(actor, Permission.EVALUATION_READ, Evaluation),
            Evaluation.member_id == _MEMBER,
            Evaluation.year < bindparam("year"),
            Evaluation.returned_on.is_not(None),
        ),
    )


def quotes(facts: Sequence[Fact]) -> dict[str, Fact]:
    """The facts under the numbers by which a page asks to quote them."""
    return {str(number): fact for number, fact in enumerate(facts, start=1)}
