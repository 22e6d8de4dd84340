"""Evaluation sheets in sight: what a cell owes, one sheet with its versions, what workplace and member read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, may, prepared, visible, within
from adapters.clock import day_of
from domain.errors import NotFound
from domain.evaluations import AT_CELL, AT_COMMITTEE, OVER
from domain.sheet_papers import SheetContent, content_from
from models import (
    Account,
    Evaluation,
    EvaluationAgreement,
    EvaluationRequest,
    EvaluationRound,
    EvaluationStep,
    EvaluationVersion,
    Liaison,
    Mandate,
    Member,
    Objection,
    Organisation,
    db,
)
from models.vocabulary import (
    EvaluationPurpose,
    EvaluationStage,
    EvaluationState,
    LiaisonState,
    Office,
)
from queries.paging import PAGE, WHOLE_CELL

_S = EvaluationState
TO_WRITE = (_S.REQUESTED, _S.DRAFTED, _S.SENT_BACK)
"""States in which the cell has something to write."""
_work = aliased(Organisation)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One sheet of a cell's list: whose, how far, by when."""

    ref: str
    state: EvaluationState
    due_on: date
    round_ref: str | None
    year: int
    purpose: EvaluationPurpose | None
    name: str
    born: str
    workplace: str
    ended_on: date | None
    edition: int
    remarks: str | None

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]

    @property
    def is_to_write(self) -> bool:
        """Whether the cell has still to write it."""
        return self.state in TO_WRITE


def owed(actor: Actor) -> list[SheetLine]:
    """The sheets that the actor's cell deals with, in the order of names: of open rounds, and what is open on need."""
    return [SheetLine(*row) for row in _owed(actor)]


@prepared
def _owed(actor: Actor) -> Select[*tuple[Any, ...]]:
    version = and_(
        EvaluationVersion.evaluation_id == Evaluation.id, EvaluationVersion.edition == Evaluation.edition
    )
    is_open = or_(
        and_(Evaluation.round_id.is_not(None), EvaluationRound.closed_on.is_(None)),
        Evaluation.state.in_((*AT_CELL, *AT_COMMITTEE, _S.OBJECTED)),
    )
    return (
        select(
            Evaluation.ref,
            Evaluation.state,
            Evaluation.due_on,
            EvaluationRound.ref,
            Evaluation.year,
            EvaluationRequest.purpose,
            Member.full_name,
            Member.born,
            _work.name,
            Liaison.ended_on,
            Evaluation.edition,
            EvaluationVersion.remarks,
        )
        .select_from(Evaluation)
        .join(Member, Member.id == Evaluation.member_id)
        .join(_work, _work.id == Member.workplace_id)
        .join(Liaison, Liaison.id == Evaluation.liaison_id)
        .outerjoin(EvaluationRound, EvaluationRound.id == Evaluation.round_id)
        .outerjoin(EvaluationRequest, EvaluationRequest.id == Evaluation.request_id)
        .outerjoin(EvaluationVersion, version)
        .where(
            within(actor, Permission.EVALUATION_DRAFT, Evaluation),
            Evaluation.state.not_in(OVER),
            is_open,
        )
        .order_by(Evaluation.sort_key, Evaluation.id)
        .limit(WHOLE_CELL)
    )


def following(lines: Sequence[SheetLine], ref: str) -> str | None:
    """The sheet to write after one of a cell's list: the next that is open, from the beginning again after the end."""
    refs = [line.ref for line in lines]
    place = refs.index(ref) + 1 if ref in refs else 0
    return next((line.ref for line in (*lines[place:], *lines[:place]) if line.is_to_write), None)


def beside(actor: Actor) -> tuple[int, bool]:
    """Who is on no list of the actor's cell: how many are exempt (Guidance 33), and whether a sheet is the actor's own.

    The own sheet is written by somebody else of the cell.
    """
    exempt = select(func.count()).where(
        within(actor, Permission.LIAISON_READ, Liaison), Liaison.state == LiaisonState.EXEMPTED
    )
    own = select(Evaluation.id).where(
        Evaluation.member_id == (actor.member_id or 0),
        Evaluation.cell_id == actor.organisation_id,
        Evaluation.state.in_(AT_CELL),
    )
    row = db.session.execute(select(exempt.scalar_subquery(), own.exists())).one()
    return row[0], bool(row[1])


def one(actor: Actor, ref: str, *permissions: Permission) -> Evaluation:
    """A sheet that one of these rights brings into sight, with all that its page shows; `NotFound` otherwise."""
    for permission in permissions:
        found = _one(actor, permission, ref=ref).scalar_one_or_none() if may(actor, permission) else None
        if found is not None:
            return found
    raise NotFound


def whose(actor: Actor, ref: str, *permissions: Permission) -> int:
    """The number of the member whom a sheet in sight is about; `NotFound` for one out of sight."""
    for permission in permissions:
        found = _whose(actor, permission, ref=ref).scalar() if may(actor, permission) else None
        if found is not None:
            return found
    raise NotFound


@prepared
def _whose(actor: Actor, permission: Permission) -> Select[int]:
    return select(Evaluation.member_id).where(
        within(actor, permission, Evaluation), Evaluation.ref == bindparam("ref")
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """A sheet to be written: the version at work where there is one, and how far the cell has come in the round."""

    sheet: Evaluation
    version: EvaluationVersion | None
    written: int
    total: int


def desk(actor: Actor, ref: str) -> Desk:
    """A sheet on which the actor may write; raises `NotFound` otherwise."""
    row = _desk(actor, ref=ref).one_or_none()
    if row is None:
        raise NotFound
    return Desk(*row)


@prepared
def _desk(actor: Actor) -> Select[*tuple[Any, ...]]:
    other = aliased(Evaluation)
    of_round = (other.cell_id == Evaluation.cell_id, other.round_id == Evaluation.round_id)
    total = select(func.count()).where(*of_round, other.state.not_in(OVER)).correlate(Evaluation)
    written = total.where(other.state.not_in(TO_WRITE))
    return (
        select(Evaluation, EvaluationVersion, written.scalar_subquery(), total.scalar_subquery())
        .outerjoin(
            EvaluationVersion,
            and_(
                EvaluationVersion.evaluation_id == Evaluation.id,
                EvaluationVersion.edition == Evaluation.edition,
            ),
        )
        .where(within(actor, Permission.EVALUATION_WRITE, Evaluation), Evaluation.ref == bindparam("ref"))
        .options(*WITH_ALL)
    )


@prepared
def _one(actor: Actor, permission: Permission) -> Select[Evaluation]:
    return visible(actor, permission, Evaluation).where(Evaluation.ref == bindparam("ref")).options(*WITH_ALL)


WITH_ALL = (
    joinedload(Evaluation.member).joinedload(Member.workplace),
    joinedload(Evaluation.cell),
    joinedload(Evaluation.liaison),
    joinedload(Evaluation.round),
    joinedload(Evaluation.request).joinedload(EvaluationRequest.organisation),
    joinedload(Evaluation.rule_set),
    joinedload(Evaluation.returned_to),
)


@dataclass(frozen=True, slots=True)
class Signed:
    """One signed version as a paper, with the meeting that agreed on it and who confirmed it when."""

    edition: int
    content: SheetContent
    dissent: str | None
    agreement: EvaluationAgreement | None
    confirmed_at: datetime | None
    confirmed_by: str | None

    @property
    def confirmed_on(self) -> date | None:
        """The day on which it was confirmed."""
        return day_of(self.confirmed_at) if self.confirmed_at else None


@dataclass(frozen=True, slots=True)
class Paper:
    """All that stands on a sheet: its signed versions, the draft that nobody has signed, what the member answered."""

    signed: tuple[Signed, ...]
    """The latest first."""
    draft: EvaluationVersion | None
    replies: tuple[Objection, ...]

    def edition(self, number: int | None) -> Signed | None:
        """The signed version of a number."""
        return next((one for one in self.signed if one.edition == number), None)


def paper(sheet: Evaluation) -> Paper:
    """What stands on a sheet in sight; what the member answered goes with every copy (BR-20)."""
    confirmed = and_(
        EvaluationStep.evaluation_id == EvaluationVersion.evaluation_id,
        EvaluationStep.edition == EvaluationVersion.edition,
        EvaluationStep.stage == EvaluationStage.CONFIRMED,
    )
    replied = and_(
        Objection.evaluation_id == EvaluationVersion.evaluation_id,
        Objection.edition == EvaluationVersion.edition,
    )
    rows = db.session.execute(
        select(EvaluationVersion, Objection, EvaluationStep.at, Account.full_name)
        .outerjoin(Objection, replied)
        .outerjoin(EvaluationStep, confirmed)
        .outerjoin(Account, Account.id == EvaluationStep.by_id)
        .where(EvaluationVersion.evaluation_id == sheet.id)
        .order_by(EvaluationVersion.edition.desc(), Objection.id)
        .options(joinedload(EvaluationVersion.agreement))
    ).all()
    versions = {row[0].edition: _signed(row[0], *row[2:]) for row in rows if row[0].signed_at is not None}
    replies = sorted((row[1] for row in rows if row[1] is not None), key=lambda one: one.id)
    draft = next((row[0] for row in rows if row[0].signed_at is None), None)
    return Paper(tuple(versions.values()), draft, tuple(replies))


def _signed(version: EvaluationVersion, at: datetime | None, by: str | None) -> Signed:
    content = content_from(version.content or {})
    return Signed(version.edition, content, version.dissent, version.agreement, at, by)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a sheet, as a plain value: it outlasts the mark that opening the sheet leaves."""

    stage: EvaluationStage
    edition: int
    at: datetime
    note: str | None
    by: str | None
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Course:
    """Whose sheet it is, and what happened to it, the latest first."""

    member_id: int
    steps: tuple[StepLine, ...]


def course(actor: Actor, ref: str, *permissions: Permission) -> Course:
    """The course of a sheet that one of these rights brings into sight; raises `NotFound` otherwise."""
    for permission in permissions:
        rows = _course(actor, permission, ref=ref).all() if may(actor, permission) else []
        if rows:
            return Course(rows[0][0], tuple(StepLine(*row[1:]) for row in rows))
    raise NotFound


@prepared
def _course(actor: Actor, permission: Permission) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Evaluation.member_id,
            EvaluationStep.stage,
            EvaluationStep.edition,
            EvaluationStep.at,
            EvaluationStep.note,
            Account.full_name,
            Organisation.name,
        )
        .join(Evaluation, Evaluation.id == EvaluationStep.evaluation_id)
        .outerjoin(Account, Account.id == EvaluationStep.by_id)
        .outerjoin(Organisation, Organisation.id == EvaluationStep.organisation_id)
        .where(within(actor, permission, Evaluation), Evaluation.ref == bindparam("ref"))
        .order_by(EvaluationStep.id.desc())
    )


def agreement(actor: Actor, ref: str) -> EvaluationAgreement:
    """Minutes of an agreement in sight with the cell and the committee above; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.EVALUATION_READ, EvaluationAgreement)
        .where(EvaluationAgreement.ref == ref)
        .options(
            joinedload(EvaluationAgreement.cell).options(
                joinedload(Organisation.place),
                joinedload(Organisation.parent).joinedload(Organisation.place),
            )
        )
    )
    if found is None:
        raise NotFound
    return found


def agreed(found: EvaluationAgreement, actor: Actor) -> Sequence[EvaluationVersion]:
    """The versions on which a meeting agreed, in the order of names; drafts are in sight of the cell alone."""
    right = Permission.EVALUATION_DRAFT
    if actor.organisation_id != found.cell_id:
        right = Permission.EVALUATION_READ
    return db.session.scalars(
        select(EvaluationVersion)
        .join(Evaluation, Evaluation.id == EvaluationVersion.evaluation_id)
        .where(EvaluationVersion.agreement_id == found.id, within(actor, right, Evaluation))
        .order_by(Evaluation.sort_key, Evaluation.id)
        .options(
            joinedload(EvaluationVersion.evaluation).options(
                joinedload(Evaluation.member), joinedload(Evaluation.rule_set)
            )
        )
    ).all()


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds, or held lately, an office of a cell."""

    ref: str
    name: str
    office: Office


@dataclass(frozen=True, slots=True)
class Table:
    """Who may have sat at the table of a meeting, and the meeting before: its Front representatives are proposed."""

    holders: tuple[Holder, ...]
    before: EvaluationAgreement | None


def around_the_table(cell_id: int | None, since: date) -> Table:
    """Those who have held an office of a cell since a day, the secretary first, and its latest agreement."""
    order = case({Office.SECRETARY: 0, Office.DEPUTY: 1}, value=Mandate.office, else_=2)
    latest = select(func.max(EvaluationAgreement.id)).where(EvaluationAgreement.cell_id == cell_id)
    rows = db.session.execute(
        select(Account.ref, Account.full_name, Mandate.office, EvaluationAgreement)
        .join(Mandate, Mandate.account_id == Account.id)
        .outerjoin(EvaluationAgreement, EvaluationAgreement.id == latest.scalar_subquery())
        .where(
            Mandate.organisation_id == cell_id,
            Mandate.office.in_((Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER)),
            or_(Mandate.ends_on.is_(None), Mandate.ends_on > since),
        )
        .order_by(order, Account.sort_key)
    ).all()
    holders = {ref: Holder(ref, name, office) for ref, name, office, _before in reversed(rows)}
    return Table(tuple(reversed(holders.values())), rows[0][3] if rows else None)


@dataclass(frozen=True, slots=True)
class CellWaiting:
    """How many sheets of one cell wait for the commune committee."""

    ref: str
    name: str
    signed: int
    confirmed: int


def waiting(actor: Actor) -> list[CellWaiting]:
    """Cells with sheets to be confirmed or returned, in the order of their names."""
    return [CellWaiting(*row) for row in _waiting(actor)]


@prepared
def _waiting(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Organisation.ref,
            Organisation.name,
            func.count().filter(Evaluation.state == _S.SIGNED),
            func.count().filter(Evaluation.state == _S.CONFIRMED),
        )
        .select_from(Evaluation)
        .join(Organisation, Organisation.id == Evaluation.cell_id)
        .where(within(actor, Permission.EVALUATION_CONFIRM, Evaluation), Evaluation.state.in_(AT_COMMITTEE))
        .group_by(Organisation.id)
        .order_by(Organisation.sort_key, Organisation.id)
    )


@dataclass(frozen=True, slots=True)
class SubmittedLine:
    """One signed sheet as the commune committee reads it before it confirms."""

    ref: str
    state: EvaluationState
    edition: int
    content: SheetContent
    dissent: str | None
    agreement: EvaluationAgreement | None


def submitted(actor: Actor, cell_ref: str) -> list[SubmittedLine]:
    """The sheets of one cell that wait to be confirmed, in the order of names."""
    rows = db.session.execute(
        select(Evaluation, EvaluationVersion)
        .join(
            EvaluationVersion,
            and_(
                EvaluationVersion.evaluation_id == Evaluation.id,
                EvaluationVersion.edition == Evaluation.edition,
            ),
        )
        .join(Organisation, Organisation.id == Evaluation.cell_id)
        .where(
            within(actor, Permission.EVALUATION_CONFIRM, Evaluation),
            Organisation.ref == cell_ref,
            Evaluation.state == _S.SIGNED,
        )
        .order_by(Evaluation.sort_key, Evaluation.id)
        .limit(WHOLE_CELL)
        .options(joinedload(EvaluationVersion.agreement))
    )
    return [
        SubmittedLine(
            sheet.ref, sheet.state, sheet.edition, content_from(row.content or {}), row.dissent, row.agreement
        )
        for sheet, row in rows
    ]


def cell(actor: Actor, cell_ref: str) -> Organisation:
    """A cell whose sheets the actor may confirm; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.EVALUATION_CONFIRM, Organisation).where(Organisation.ref == cell_ref)
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class ToReturn:
    """How many confirmed sheets go to one workplace organisation."""

    name: str
    count: int


def to_return(actor: Actor) -> list[ToReturn]:
    """Where the confirmed sheets in reach go today, by the workplace on record."""
    return [ToReturn(*row) for row in _to_return(actor)]


@prepared
def _to_return(actor: Actor) -> Select[*tuple[Any, ...]]:
    cell, target = aliased(Organisation), aliased(Organisation)
    above = case((cell.is_grassroots, cell.id), else_=cell.parent_id)
    return (
        select(target.name, func.count())
        .select_from(Evaluation)
        .join(Member, Member.id == Evaluation.member_id)
        .join(cell, cell.id == Member.workplace_id)
        .join(target, target.id == above)
        .where(within(actor, Permission.EVALUATION_CONFIRM, Evaluation), Evaluation.state == _S.CONFIRMED)
        .group_by(target.id)
        .order_by(target.sort_key, target.id)
    )


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """One sheet that a workplace received, or that a member reads."""

    ref: str
    year: int
    state: EvaluationState
    purpose: EvaluationPurpose | None
    returned_on: date
    returned_edition: int
    name: str
    born: str
    workplace: str
    cell: str

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]


def received(actor: Actor, year: int) -> list[ReturnedLine]:
    """The sheets returned to the actor's workplace in a year of evaluation, in the order of names."""
    return [ReturnedLine(*row) for row in _returned(actor, Permission.EVALUATION_READ, True, year=year)]


def own(actor: Actor) -> list[ReturnedLine]:
    """The actor's own sheets that were returned, the latest year first."""
    return [ReturnedLine(*row) for row in _returned(actor, Permission.OWN_RECORD, False)]


@prepared
def _returned(actor: Actor, permission: Permission, by_year: bool) -> Select[*tuple[Any, ...]]:
    home = aliased(Organisation)
    found = (
        select(
            Evaluation.ref,
            Evaluation.year,
            Evaluation.state,
            EvaluationRequest.purpose,
            Evaluation.returned_on,
            Evaluation.returned_edition,
            Member.full_name,
            Member.born,
            _work.name,
            home.name,
        )
        .select_from(Evaluation)
        .join(Member, Member.id == Evaluation.member_id)
        .join(_work, _work.id == Member.workplace_id)
        .join(home, home.id == Evaluation.cell_id)
        .outerjoin(EvaluationRequest, EvaluationRequest.id == Evaluation.request_id)
        .where(within(actor, permission, Evaluation), Evaluation.returned_on.is_not(None))
    )
    if not by_year:
        return found.order_by(Evaluation.year.desc(), Evaluation.id.desc()).limit(PAGE)
    return found.where(Evaluation.year == bindparam("year")).order_by(Evaluation.sort_key, Evaluation.id)


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A request of the workplace, and how far its sheet has come; nothing of what the sheet says."""

    ref: str
    evaluation_ref: str
    purpose: EvaluationPurpose
    reference: str | None
    due_on: date
    dossier_code: str | None
    asked_on: date
    withdrawn_on: date | None
    state: EvaluationState
    is_returned: bool
    is_signed: bool
    name: str
    born: str

    @property
    def birth_year(self) -> str:
        """The year that tells homonyms apart."""
        return self.born[:4]

    @property
    def may_be_withdrawn(self) -> bool:
        """Whether no cell has signed an answer yet."""
        return self.withdrawn_on is None and not self.is_signed and self.state in AT_CELL


def asked(actor: Actor) -> list[AskedLine]:
    """What the actor's workplace asked for, the latest first."""
    return [AskedLine(*row) for row in _asked(actor, False)]


def request(actor: Actor, ref: str) -> AskedLine:
    """One request in reach; raises `NotFound` otherwise."""
    row = _asked(actor, True, ref=ref).one_or_none()
    if row is None:
        raise NotFound
    return AskedLine(*row)


@prepared
def _asked(actor: Actor, by_ref: bool) -> Select[*tuple[Any, ...]]:
    found = (
        select(
            EvaluationRequest.ref,
            Evaluation.ref,
            EvaluationRequest.purpose,
            EvaluationRequest.reference,
            EvaluationRequest.due_on,
            EvaluationRequest.dossier_code,
            EvaluationRequest.asked_on,
            EvaluationRequest.withdrawn_on,
            Evaluation.state,
            Evaluation.returned_on.is_not(None),
            Evaluation.signed_on.is_not(None),
            Member.full_name,
            Member.born,
        )
        .select_from(EvaluationRequest)
        .join(Evaluation, Evaluation.request_id == EvaluationRequest.id)
        .join(Member, Member.id == EvaluationRequest.member_id)
        .where(within(actor, Permission.EVALUATION_ASK, EvaluationRequest))
    )
    if by_ref:
        return found.where(EvaluationRequest.ref == bindparam("ref"))
    return found.order_by(EvaluationRequest.asked_on.desc(), EvaluationRequest.id.desc()).limit(PAGE)


@dataclass(frozen=True, slots=True)
class Awaited:
    """One commune's round: how many sheets of the actor's members it has still to return, and by when."""

    commune: str
    year: int
    due_on: date
    count: int


def awaited(actor: Actor) -> list[Awaited]:
    """The sheets of open rounds that the actor's workplace still waits for, by commune; numbers, no names."""
    return [Awaited(*row) for row in _awaited(actor)]


@prepared
def _awaited(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(Organisation.name, EvaluationRound.year, EvaluationRound.return_due_on, func.count())
        .select_from(Liaison)
        .join(Evaluation, Evaluation.liaison_id == Liaison.id)
        .join(EvaluationRound, EvaluationRound.id == Evaluation.round_id)
        .join(Organisation, Organisation.id == EvaluationRound.committee_id)
        .where(
            within(actor, Permission.LIAISON_READ, Liaison),
            Liaison.state != LiaisonState.ENDED,
            EvaluationRound.closed_on.is_(None),
            Evaluation.returned_on.is_(None),
            Evaluation.state.not_in(OVER),
        )
        .group_by(EvaluationRound.id, Organisation.id)
        .order_by(EvaluationRound.return_due_on, Organisation.sort_key)
    )


def member_to_ask(actor: Actor, member_ref: str) -> Member:
    """A member for whom the actor may ask; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.EVALUATION_ASK, Member)
        .where(Member.ref == member_ref)
        .options(joinedload(Member.workplace))
    )
    if found is None:
        raise NotFound
    return found
