"""Sheets are agreed on together: one meeting of the cell with the Front work committee, its minutes, many sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from access import Actor, Permission
from adapters import clock
from domain.errors import Refused, gathered, refuse_if_any
from domain.evaluations import Participant, objection_to_vote, objections_to_meeting
from domain.names import clean
from domain.numbering import number_text
from domain.secrecy import objections_to_marks
from models import Account, Evaluation, EvaluationAgreement, Mandate, Organisation, db
from models.vocabulary import EvaluationStage, EvaluationState, MeetingRole, Office, Paper
from queries import rulesets
from queries.mandates import in_force
from services.evaluations import bring, hold, insist_may_become, versions_at_work
from services.minutes import DOCUMENT
from services.numbers import symbol_of, take
from services.unit import use_case

_ROLES = {
    Office.SECRETARY: MeetingRole.SECRETARY,
    Office.DEPUTY: MeetingRole.COMMITTEE,
    Office.COMMITTEE_MEMBER: MeetingRole.COMMITTEE,
}
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeSheets:
    """Which sheets a meeting agreed on, when it was, who took part, and who held what against a sheet."""

    sheets: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    """Those on the page on which the meeting did not agree."""
    on: date
    place: str | None = None
    people: tuple[str, ...] = ()
    """References of the accounts of office holders of the cell who took part."""
    front: str | None = None
    """Who took part for the Front work committee, one name a line."""
    note_taker: str
    discussion: str | None = None
    dissent: Mapping[str, str] = field(default_factory=dict)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The sheets on which the meeting agreed."""
        return tuple(ref for ref in self.sheets if ref not in self.left_out)


@use_case
def agree_sheets(actor: Actor, agree: AgreeSheets) -> EvaluationAgreement:
    """Write down the meeting that agreed on these sheets, all of them or none (article 4; BR-04).

    Nobody votes on the own sheet, a secretary alone agrees on none, and what somebody held against a sheet is kept.
    """
    sheets = hold(actor, Permission.EVALUATION_WRITE, agree.chosen)
    cell = db.session.get_one(Organisation, actor.organisation_id)
    people = [*_of_the_cell(cell, agree), *_of_the_front(agree)]
    refuse_if_any(_objections(agree, sheets, people, cell))
    refuse_if_any(gathered(_own_votes(sheets, people)))
    insist_may_become(sheets, EvaluationState.AGREED)
    agreement = _minutes(actor, cell, agree, people)
    db.session.add(agreement)
    db.session.flush()
    versions = versions_at_work(sheets)
    for sheet in sheets:
        version = versions[sheet.id]
        version.agreement_id = agreement.id
        version.dissent = agree.dissent.get(sheet.ref)
        bring(actor, sheet, EvaluationState.AGREED, EvaluationStage.AGREED, agreement.number_text)
    return agreement


def _of_the_cell(cell: Organisation, agree: AgreeSheets) -> list[Participant]:
    """Those chosen who held an office of the cell on the day of the meeting, whatever they hold today."""
    rows = db.session.execute(
        select(Account, Mandate.office)
        .join(Mandate, Mandate.account_id == Account.id)
        .where(
            Account.ref.in_(agree.people),
            Mandate.organisation_id == cell.id,
            Mandate.office.in_(_ROLES),
            in_force(agree.on),
        )
        .order_by(Mandate.id)
    )
    return [
        Participant(
            role=_ROLES[office], name=account.full_name, account_id=account.id, member_id=account.member_id
        )
        for account, office in rows
    ]


def _of_the_front(agree: AgreeSheets) -> list[Participant]:
    names = (clean(line) for line in (agree.front or "").splitlines())
    return [Participant(role=MeetingRole.FRONT, name=name) for name in names if name]


def _objections(
    agree: AgreeSheets, sheets: Sequence[Evaluation], people: Sequence[Participant], cell: Organisation
) -> Iterator[Refused]:
    asked_on = max(clock.day_of(sheet.created_at) for sheet in sheets)
    yield from objections_to_meeting(
        agree.on, people, asked_on, clock.today(), has_committee=cell.has_committee
    )
    known = {one.account_id for one in people if one.account_id}
    if len(known) < len(set(agree.people)):
        yield Refused(
            "Choose only people who held an office of the cell on %(day)s.", field="people", day=agree.on
        )
    if any(len(one.name) > _LONGEST_NAME for one in people):
        yield Refused("Write one name a line, each with at most 120 characters.", field="front")
    yield from objections_to_marks(discussion=agree.discussion)


def _own_votes(sheets: Sequence[Evaluation], people: Sequence[Participant]) -> Iterator[Refused]:
    for sheet in sheets:
        refused = objection_to_vote(people, sheet.member_id, sheet.member.full_name)
        if refused is not None:
            yield refused


def _minutes(
    actor: Actor, cell: Organisation, agree: AgreeSheets, people: Sequence[Participant]
) -> EvaluationAgreement:
    symbol = rulesets.rules(clock.today()).symbols[Paper.MEETING_MINUTES]
    return EvaluationAgreement(
        cell_id=cell.id,
        on=agree.on,
        place=agree.place,
        people=[{"role": one.role.value, "name": one.name, "account_id": one.account_id} for one in people],
        note_taker=agree.note_taker,
        discussion=agree.discussion,
        has_committee=cell.has_committee,
        number_text=number_text(take(cell, DOCUMENT), f"{symbol}/{symbol_of(cell)}"),
        recorded_at=clock.now(),
        recorded_by_id=actor.account_id,
    )
