"""Builders of rounds and evaluation sheets, in every state of their life."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from adapters import clock
from domain.rules import read_rules
from domain.sheet_papers import SheetContent, lines_of
from models import (
    Account,
    Evaluation,
    EvaluationAgreement,
    EvaluationRequest,
    EvaluationRound,
    EvaluationStep,
    EvaluationVersion,
    Liaison,
    Member,
    Objection,
    Organisation,
    db,
)
from models.types import new_ref
from models.vocabulary import (
    Category,
    EvaluationPurpose,
    EvaluationStage,
    EvaluationState,
    LiaisonState,
    MeetingRole,
    Office,
    OrganisationKind,
    ReplyKind,
)
from queries import rulesets
from tests.support.factories.accounts import first_account
from tests.support.factories.liaisons import a_liaison_member
from tests.support.factories.organisations import an_organisation, first_of
from tests.support.factories.rows import numbers, written

_S = EvaluationState
_BEGUN = frozenset(_S) - {_S.REQUESTED}
_OUT = frozenset({_S.RETURNED, _S.SEEN, _S.OBJECTED, _S.ANSWERED})
_SIGNED = _OUT | {_S.SIGNED, _S.CONFIRMED, _S.SENT_BACK}
_AGREED = _SIGNED | {_S.AGREED}


def a_round(committee: Organisation | None = None, **more: Any) -> EvaluationRound:
    """An open round of this year, without any sheet yet."""
    committee = committee or first_of(OrganisationKind.COMMUNE_COMMITTEE) or an_organisation()
    today = more.get("listed_on", clock.today())
    values = {
        "year": today.year,
        "listed_on": today,
        "cell_due_on": today + timedelta(days=20),
        "confirm_due_on": today + timedelta(days=30),
        "return_due_on": today + timedelta(days=35),
        "opened_by_id": first_account(committee).id,
        "opener_id": committee.id,
        "opened_at": clock.now(),
        "rule_set_id": rulesets.in_force(clock.today()).id,
    }
    return written(EvaluationRound(committee_id=committee.id, **(values | more)))


def a_request(member: Member | None = None, **more: Any) -> EvaluationRequest:
    """A workplace committee asks for a member on need, without the sheet."""
    member = member or a_liaison_member()
    cell = db.session.get_one(Organisation, member.workplace_id)
    asker = db.session.get_one(Organisation, cell.id if cell.is_grassroots else cell.parent_id)
    values = {
        "purpose": EvaluationPurpose.PERSONNEL,
        "reference": "Kế hoạch số 12-KH/ĐU",
        "due_on": clock.today() + timedelta(days=14),
        "asked_on": clock.today(),
        "asked_by_id": first_account(asker).id,
        "rule_set_id": rulesets.in_force(clock.today()).id,
    }
    return written(EvaluationRequest(organisation_id=asker.id, member_id=member.id, **(values | more)))


def an_agreement(cell: Organisation, **more: Any) -> EvaluationAgreement:
    """Minutes of a meeting of the cell committee with the Front, today."""
    values = {
        "on": clock.today(),
        "place": "Nhà văn hóa tổ dân phố 5",
        "people": [
            {"role": MeetingRole.COMMITTEE.value, "name": "Trần Văn Bình", "account_id": None},
            {"role": MeetingRole.FRONT.value, "name": "Nguyễn Thị Sen", "account_id": None},
        ],
        "note_taker": "Hồ Thị Tâm",
        "has_committee": True,
        "number_text": f"{next(numbers):02d}-BB/CB",
        "recorded_at": clock.now(),
        "recorded_by_id": first_account(cell).id,
    }
    return written(EvaluationAgreement(cell_id=cell.id, **(values | more)))


def an_evaluation(
    member: Member | None = None,
    *,
    state: EvaluationState = EvaluationState.REQUESTED,
    opened: EvaluationRound | None = None,
    signed_by: Account | None = None,
    **more: Any,
) -> Evaluation:
    """A sheet of the round of this year (on need for an exempt member), with all that belongs to its state."""
    member = member or a_liaison_member()
    liaison = _bond(member)
    cell = db.session.get_one(Organisation, liaison.residence_id)
    is_exempt = liaison.category is Category.EXEMPT
    request = a_request(member) if is_exempt else None
    opened = opened or (None if is_exempt else _round_of(cell))
    is_out = state in _OUT
    values = {
        "round_id": opened.id if opened else None,
        "request_id": request.id if request else None,
        "year": opened.year if opened else clock.today().year,
        "form": liaison.category,
        "due_on": opened.cell_due_on if opened else clock.today() + timedelta(days=14),
        "signed_on": clock.today() if state in _SIGNED else None,
        "returned_on": clock.today() if is_out else None,
        "returned_to_id": _returned_to(member) if is_out else None,
        "returned_edition": 1 if is_out else None,
        "batch": new_ref() if is_out else None,
        "closed_on": clock.today() if state in (_S.LAPSED, _S.WITHDRAWN) else None,
        "rule_set_id": rulesets.in_force(clock.today()).id,
        "created_at": clock.now(),
    }
    sheet = Evaluation(
        member_id=member.id,
        liaison_id=liaison.id,
        listed_cell_id=cell.id,
        cell_id=cell.id,
        state=state,
        sort_key=member.sort_key,
        **(values | more),
    )
    db.session.add(sheet)
    db.session.flush()
    db.session.add(_step(sheet, EvaluationStage.REQUESTED))
    if state in _BEGUN:
        _write(sheet, cell, member, signed_by or first_account(cell))
    if state is _S.OBJECTED:
        an_objection(sheet)
    return written(sheet)


def an_objection(sheet: Evaluation, **more: Any) -> Objection:
    """The member asks for reconsideration."""
    values = {
        "edition": sheet.returned_edition or 1,
        "kind": ReplyKind.OBJECTION,
        "text": "Đề nghị xem lại tiêu chí 3: cuộc họp ngày 02/3 tôi có mặt.",
        "made_on": clock.today(),
        "due_on": clock.today() + timedelta(days=42),
    }
    return written(Objection(evaluation_id=sheet.id, **(values | more)))


def _write(sheet: Evaluation, cell: Organisation, member: Member, author: Account) -> None:
    """The version at work; of a sheet sent back also the signed one before it."""
    rules = read_rules(rulesets.in_force(clock.today()).rules)
    criteria = rules.sheets[sheet.form].criteria
    ticks = {one.number: 2 for one in criteria}
    stored = {str(number): level for number, level in ticks.items()}
    version = EvaluationVersion(
        evaluation_id=sheet.id,
        edition=1,
        ticks=stored if sheet.state is not _S.DRAFTED else {},
        remarks="Có mặt cuộc họp ngày 2/3, góp ý về rác thải ngõ 12.",
        duties=[],
        saved_at=clock.now(),
        saved_by_id=author.id,
    )
    if sheet.state in _AGREED:
        version.agreement_id = an_agreement(cell).id
    if sheet.state in _SIGNED:
        version.content = _content(sheet, cell, member, author, lines_of(criteria, ticks))
        version.signed_at, version.signed_by_id = clock.now(), author.id
    db.session.add(version)
    if sheet.state is _S.SENT_BACK:
        sheet.edition = 2
        db.session.add(
            EvaluationVersion(
                evaluation_id=sheet.id,
                edition=2,
                ticks=stored,
                duties=[],
                amended_because="Chưa ghi ngày họp",
                saved_at=clock.now(),
                saved_by_id=author.id,
            )
        )


def _content(
    sheet: Evaluation, cell: Organisation, member: Member, author: Account, lines: Any
) -> dict[str, Any]:
    return SheetContent(
        superior="Đảng bộ phường Trường Vinh",
        issuer=cell.name,
        commune="Đảng ủy phường Trường Vinh",
        place="Trường Vinh",
        signed_on=clock.today().isoformat(),
        title="Phiếu nhận xét",
        opening="Sau khi họp với ban công tác Mặt trận, thống nhất:",
        year=sheet.year,
        purpose=EvaluationPurpose.YEARLY,
        start=date(sheet.year, 1, 1).isoformat(),
        end=clock.today().isoformat(),
        name=member.full_name,
        born=member.born,
        member_cell=db.session.get_one(Organisation, member.workplace_id).name,
        member_committee="Đảng bộ Thuế tỉnh",
        residence="Tổ dân phố 5, phường Trường Vinh, tỉnh Nghệ An",
        met_on=clock.today().isoformat(),
        minutes="01-BB/CB",
        lines=lines,
        remarks="Có mặt cuộc họp ngày 2/3, góp ý về rác thải ngõ 12.",
        duties=(),
        unassessable_because=None,
        has_committee=True,
        office=Office.SECRETARY,
        signer=author.full_name,
    ).stored()


def _step(sheet: Evaluation, stage: EvaluationStage) -> EvaluationStep:
    return EvaluationStep(evaluation_id=sheet.id, edition=1, stage=stage, at=clock.now())


def _bond(member: Member) -> Liaison:
    found: Liaison = db.session.scalars(
        select(Liaison)
        .where(
            Liaison.member_id == member.id, Liaison.state.in_((LiaisonState.ACTIVE, LiaisonState.EXEMPTED))
        )
        .limit(1)
    ).one()
    return found


def _round_of(cell: Organisation) -> EvaluationRound:
    """The round of this year of the commune, opened where there is none."""
    committee = db.session.get_one(Organisation, cell.parent_id)
    known: EvaluationRound | None = db.session.scalar(
        select(EvaluationRound).where(
            EvaluationRound.committee_id == committee.id, EvaluationRound.year == clock.today().year
        )
    )
    return known or a_round(committee)


def _returned_to(member: Member) -> int:
    cell = db.session.get_one(Organisation, member.workplace_id)
    return cell.id if cell.is_grassroots or cell.parent_id is None else cell.parent_id
