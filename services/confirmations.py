"""A sheet leaves the cell: signed and submitted, confirmed by somebody else or sent back, returned to the workplace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import aliased, joinedload

from access import Actor, Permission, fetch, require, within
from adapters import clock
from domain.contacts import duties_served
from domain.errors import Refused, gathered, refuse_if_any
from domain.events import SheetSentBack, SheetsReturned, SheetsSubmitted, SheetsToRead
from domain.letters import bare_place, party_of
from domain.lifecycles import EVALUATION
from domain.rules import Rules, read_rules
from domain.secrecy import objections_to_marks
from domain.sheet_papers import SheetContent, lines_of, ticks_from
from models import (
    Evaluation,
    EvaluationVersion,
    Member,
    Organisation,
    db,
)
from models.types import new_ref
from models.vocabulary import EvaluationPurpose, EvaluationStage, EvaluationState, Office
from queries import evidence, homes
from queries.confirmations import workplace_on_record
from services import audit
from services.announcements import announce
from services.evaluations import begin_next, bring, hold, insist_may_become, mark_many, versions_at_work
from services.imports import bulk
from services.unit import use_case

_E = EvaluationState
CHUNK = 500
"""Sheets that are returned with one statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenSheets:
    """The sheets that stood on the page, without those that were left out."""

    sheets: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those that go on."""
        return tuple(ref for ref in self.sheets if ref not in self.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignSheets(ChosenSheets):
    """Sheets to be signed for the cell and submitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSheets(ChosenSheets):
    """Sheets to be confirmed for the commune committee."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendSheetBack:
    """What the cell has to look at again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What one act returned: how many sheets to how many workplace organisations."""

    ref: str
    sheets: int
    workplaces: int


@use_case
def sign_sheets(actor: Actor, sign: SignSheets) -> list[Evaluation]:
    """Sign sheets that were agreed on, and submit them: from then on the database keeps what they say (BR-06)."""
    sheets = hold(
        actor,
        Permission.EVALUATION_WRITE,
        sign.chosen,
        joinedload(Evaluation.member).joinedload(Member.workplace).joinedload(Organisation.parent),
        joinedload(Evaluation.rule_set),
        joinedload(Evaluation.request),
        joinedload(Evaluation.liaison),
    )
    insist_may_become(sheets, _E.SIGNED)
    cell = db.session.scalars(
        select(Organisation)
        .where(Organisation.id == actor.organisation_id)
        .options(
            joinedload(Organisation.place),
            joinedload(Organisation.parent).joinedload(Organisation.place),
        )
    ).one()
    versions = versions_at_work(sheets, joinedload(EvaluationVersion.agreement))
    known = homes.of_members(sheet.member_id for sheet in sheets)
    provinces = homes.provinces_of(home.place for home in known.values())
    for sheet in sheets:
        home = known.get(sheet.member_id) if sheet.liaison.ended_on is None else None
        where = homes.in_one_line(home, provinces) if home else None
        version = versions[sheet.id]
        version.content = _content(actor, cell, sheet, version, where).stored()
        version.signed_at, version.signed_by_id = clock.now(), actor.account_id
        sheet.signed_on = sheet.signed_on or clock.today()
        bring(actor, sheet, _E.SIGNED, EvaluationStage.SIGNED)
    if cell.parent_id is not None:
        announce(SheetsSubmitted(organisation_id=cell.parent_id, cell_ref=cell.ref))
    return sheets


@use_case
def confirm_sheets(actor: Actor, confirm: ConfirmSheets) -> list[Evaluation]:
    """Confirm signed sheets for the commune committee; never what one signed, nor one's own (BR-05)."""
    sheets = hold(actor, Permission.EVALUATION_CONFIRM, confirm.chosen)
    versions = versions_at_work(sheets)
    refuse_if_any(gathered(_not_by(actor, sheets, versions)))
    insist_may_become(sheets, _E.CONFIRMED)
    for sheet in sheets:
        bring(actor, sheet, _E.CONFIRMED, EvaluationStage.CONFIRMED)
    return sheets


@use_case
def send_sheet_back(actor: Actor, ref: str, back: SendSheetBack) -> Evaluation:
    """Send a signed sheet back to the cell, with the reason; the cell writes its next version (BR-05, BR-06)."""
    sheet = fetch(actor, Permission.EVALUATION_CONFIRM, Evaluation, ref)
    if not back.reason.strip():
        raise Refused("Write what the cell should look at again.", field="reason")
    refuse_if_any(objections_to_marks(reason=back.reason))
    bring(actor, sheet, _E.SENT_BACK, EvaluationStage.SENT_BACK, back.reason)
    begin_next(actor, sheet, back.reason)
    announce(SheetSentBack(organisation_id=sheet.cell_id, evaluation_ref=sheet.ref))
    return sheet


@use_case
def return_sheets(actor: Actor) -> Returned:
    """Return every confirmed sheet in reach to the workplace organisation on record today, in one act (BR-05).

    That of a grassroots cell is the cell itself, else the committee above the cell of Party life.
    """
    require(actor, Permission.EVALUATION_CONFIRM)
    mine = within(actor, Permission.EVALUATION_CONFIRM, Evaluation)
    found = db.session.execute(
        select(Evaluation.id, Evaluation.edition)
        .where(mine, Evaluation.state == _E.CONFIRMED)
        .order_by(Evaluation.id)
        .with_for_update()
    ).all()
    if not found:
        raise Refused("No confirmed sheet waits to be returned.")
    batch = new_ref()
    for rows in bulk.chunks(found, CHUNK):
        _return(actor, batch, [row[0] for row in rows])
        mark_many(actor, rows, EvaluationStage.RETURNED)
    ids = [row[0] for row in found]
    audit.note("evaluation", None, returned=bulk.ranges(ids))
    workplaces = db.session.scalars(
        select(Evaluation.returned_to_id).where(Evaluation.batch == batch).distinct()
    ).all()
    for organisation_id in sorted(one for one in workplaces if one is not None):
        announce(SheetsReturned(organisation_id=organisation_id, batch=batch))
    announce(SheetsToRead(batch=batch))
    return Returned(batch, len(ids), len(workplaces))


def _return(actor: Actor, batch: str, ids: Sequence[int]) -> None:
    cell = aliased(Organisation)
    home = (
        select(workplace_on_record(cell))
        .join(Member, Member.workplace_id == cell.id)
        .where(Member.id == Evaluation.member_id)
        .correlate(Evaluation)
        .scalar_subquery()
    )
    db.session.execute(
        update(Evaluation)
        .where(Evaluation.id.in_(ids), Evaluation.state == _E.CONFIRMED)
        .values(
            state=_E.RETURNED,
            returned_on=clock.today(),
            returned_to_id=home,
            returned_edition=Evaluation.edition,
            batch=batch,
            seen_on=None,
            version=Evaluation.version + 1,
        )
        .execution_options(synchronize_session=False)
    )


def _not_by(
    actor: Actor, sheets: Sequence[Evaluation], versions: dict[int, EvaluationVersion]
) -> Iterator[Refused]:
    for sheet in sheets:
        name = sheet.member.full_name
        if versions[sheet.id].signed_by_id == actor.account_id:
            yield Refused(
                "You signed the sheet of comrade %(name)s for the cell: somebody else confirms it.",
                field="sheets",
                name=name,
            )
        elif actor.member_id is not None and sheet.member_id == actor.member_id:
            yield Refused("This is your own sheet: somebody else confirms it.", field="sheets")


def _content(
    actor: Actor,
    cell: Organisation,
    sheet: Evaluation,
    version: EvaluationVersion,
    residence: str | None,
) -> SheetContent:
    """All that the paper says, in the words of the rule set that the sheet was made under (BR-19)."""
    rules = read_rules(sheet.rule_set.rules)
    form = rules.sheets[sheet.form]
    member, above, meeting = sheet.member, cell.parent, version.agreement
    place = cell.place or (above.place if above else None)
    start, end = evidence.period(sheet)
    if sheet.liaison.started_on is not None:
        start = max(start, min(sheet.liaison.started_on, end))
    end = min(end, sheet.liaison.ended_on or end, clock.today())
    committee = member.workplace.parent
    if meeting is None:
        raise Refused(EVALUATION.says[_E.WRITTEN])
    return SheetContent(
        superior=party_of(above.name) if above else None,
        issuer=cell.name,
        commune=above.name if above else "",
        place=bare_place(place.name) if place else "",
        signed_on=clock.today().isoformat(),
        title=form.title,
        opening=form.opening,
        year=sheet.year,
        purpose=sheet.request.purpose if sheet.request else EvaluationPurpose.YEARLY,
        start=min(start, end).isoformat(),
        end=end.isoformat(),
        name=member.full_name,
        born=member.born,
        member_cell=member.workplace.name,
        member_committee=party_of(committee.name) if committee else None,
        residence=residence,
        met_on=meeting.on.isoformat(),
        minutes=meeting.number_text,
        lines=lines_of(form.criteria, ticks_from(version.ticks)),
        remarks=version.remarks,
        duties=_duties(rules, sheet, version),
        unassessable_because=version.unassessable_because,
        has_committee=cell.has_committee,
        office=actor.office or Office.SECRETARY,
        signer=actor.person_name,
    )


def _duties(rules: Rules, sheet: Evaluation, version: EvaluationVersion) -> tuple[str, ...]:
    return tuple(
        f"{duty.number}. {duty.name}"
        for duty in duties_served(rules, sheet.form)
        if duty.number in version.duties
    )
