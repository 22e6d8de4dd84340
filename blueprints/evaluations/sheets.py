"""The lists of evaluations as spreadsheets; nothing of what a sheet says stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from models.vocabulary import EvaluationState as S
from queries.desks import SheetLine
from queries.evaluation_requests import AskedLine
from ui.pages import said
from ui.spreadsheets import Column, Sheet, born

_WHO = (
    Column(_l("Party member"), lambda line: line.name, 28),
    Column(_l("Date of birth"), born, 14),
)
_TITLE = Column(_l("Evaluation"), lambda line: said("evaluations/_words.html", "title_of", line), 40)
_STATE = Column(_l("State"), lambda line: line.state)
OWED = Sheet(
    "evaluations.index",
    _l("Evaluations"),
    (
        *_WHO,
        Column(_l("Workplace"), lambda line: line.workplace, 40),
        _TITLE,
        _STATE,
        Column(_l("Submit by"), lambda line: line.due_on, 14),
        Column(_l("Left the cell on"), lambda line: line.ended_on, 14),
    ),
    about=lambda line: line.member_ref,
)
RECEIVED = Sheet(
    "evaluations.received",
    _l("Evaluations received"),
    (
        *_WHO,
        Column(_l("Residence Party cell"), lambda line: line.cell, 36),
        _TITLE,
        Column(_l("Returned on"), lambda line: line.returned_on, 14),
        _STATE,
    ),
    about=lambda line: line.member_ref,
)
_ORDER = (
    S.SENT_BACK,
    S.OBJECTED,
    S.REQUESTED,
    S.DRAFTED,
    S.WRITTEN,
    S.AGREED,
    S.SIGNED,
    S.CONFIRMED,
    S.RETURNED,
)


def in_groups(lines: Sequence[SheetLine]) -> list[SheetLine]:
    """The sheets of a cell in the groups of its page, what is to do first."""
    rank = {state: number for number, state in enumerate(_ORDER)}
    return sorted(lines, key=lambda line: rank.get(line.state, len(rank)))


def _how_far(line: AskedLine) -> object:
    if line.withdrawn_on:
        return _l("Taken back")
    if line.is_returned:
        return _l("Returned to the workplace")
    return _l("To confirm") if line.is_signed else _l("At the residence cell")


ASKED = Sheet(
    "evaluations.received",
    _l("Evaluations asked for"),
    (
        *_WHO,
        Column(_l("Purpose"), lambda line: line.purpose, 30),
        Column(_l("Reference"), lambda line: line.reference),
        Column(_l("Asked on"), lambda line: line.asked_on, 14),
        Column(_l("Needed by"), lambda line: line.due_on, 14),
        Column(_l("State"), _how_far, 28),
        Column(_l("Dossier of the portal"), lambda line: line.dossier_code),
    ),
    about=lambda line: line.member_ref,
)
ROUNDS = Sheet(
    "evaluations.rounds",
    _l("Rounds of evaluations"),
    (
        Column(_l("Year"), lambda one: one.year, 10),
        Column(_l("Commune, ward or special zone committee"), lambda one: one.committee.name, 44),
        Column(_l("Cells submit by"), lambda one: one.cell_due_on, 16),
        Column(_l("Returned to the workplaces by"), lambda one: one.return_due_on, 16),
        Column(_l("Closed on"), lambda one: one.closed_on, 14),
    ),
)
PROGRESS = Sheet(
    "evaluations.show_round",
    _l("Progress of the round of evaluations"),
    (
        Column(_l("Party cell"), lambda line: line.name, 40),
        Column(_l("Sheets"), lambda line: line.total, 12),
        Column(_l("Still at the cell"), lambda line: line.at_cell, 14),
        Column(_l("To confirm"), lambda line: line.signed, 14),
        Column(_l("Confirmed, to return"), lambda line: line.confirmed, 14),
        Column(_l("Returned to the workplace"), lambda line: line.out, 14),
        Column(_l("Reminded on"), lambda line: line.reminded_on, 14),
    ),
)
