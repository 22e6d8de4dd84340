"""Where each row hangs in the tree, per table and side: data, read by access/scope.py.

An anchor names the columns that hold an organisation; `through` names another table that ties the row to one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from access.actor import Actor
from access.permissions import Permission
from domain.lifecycles import IN_LIAISON
from models import (
    AccessEntry,
    Account,
    Attendance,
    AuditEntry,
    Change,
    Contact,
    Correction,
    CorrectionTold,
    Device,
    Evaluation,
    EvaluationAgreement,
    EvaluationRequest,
    EvaluationRound,
    ImportBatch,
    IntroductionLetter,
    IssuedDocument,
    Liaison,
    Mandate,
    Match,
    Meeting,
    Member,
    Merge,
    Need,
    Notice,
    Opinion,
    Organisation,
    Strength,
)
from models.base import Base
from models.vocabulary import ImportState, LiaisonState, NoticeState, Side

Column = InstrumentedAttribute[Any]

AT_RESIDENCE = (LiaisonState.ASSIGNED, LiaisonState.ACTIVE, LiaisonState.EXEMPTED)
"""States in which the residence side holds a member's record; the commune also while a letter is on its way."""
ON_THE_WAY = (LiaisonState.ISSUED, LiaisonState.RECEIVED, *AT_RESIDENCE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The row is in reach when one of `columns` holds an organisation in reach (and `when` is true)."""

    columns: tuple[Column, ...]
    through: tuple[Column, Column] | None = None
    """(the row's column, the column of the other table that must be among it)."""
    when: ColumnElement[bool] | None = None


@dataclass(frozen=True, slots=True)
class Secret:
    """Rows read by few: `is_secret` marks them, `own` is who recorded them and may read them too."""

    is_secret: Column
    own: Column


_MEMBER_AT_HOME = Anchor(
    (Liaison.residence_id,), (Member.id, Liaison.member_id), Liaison.state.in_(ON_THE_WAY)
)
_ANYWHERE = (Side.RESIDENCE, Side.WORKPLACE, Side.OVERSIGHT)

ANCHORS: dict[tuple[type[Base], Side], Anchor] = {
    **{(Organisation, side): Anchor((Organisation.id,)) for side in _ANYWHERE},
    **{(Mandate, side): Anchor((Mandate.organisation_id,)) for side in _ANYWHERE},
    **{(Account, side): Anchor((Account.organisation_id,)) for side in _ANYWHERE},
    **{
        (Device, side): Anchor((Account.organisation_id,), (Device.account_id, Account.id))
        for side in _ANYWHERE
    },
    **{
        (IssuedDocument, side): Anchor((IssuedDocument.issuer_id,))
        for side in (Side.RESIDENCE, Side.WORKPLACE)
    },
    **{(AuditEntry, side): Anchor((AuditEntry.organisation_id,)) for side in _ANYWHERE},
    (Member, Side.RESIDENCE): _MEMBER_AT_HOME,
    (Member, Side.WORKPLACE): Anchor((Member.workplace_id,), when=Member.merged_into_id.is_(None)),
    (Merge, Side.RESIDENCE): Anchor(
        (Liaison.residence_id,), (Merge.kept_id, Liaison.member_id), Liaison.state.in_(ON_THE_WAY)
    ),
    (Merge, Side.WORKPLACE): Anchor(
        (Member.workplace_id,), (Merge.kept_id, Member.id), Member.merged_into_id.is_(None)
    ),
    (Liaison, Side.RESIDENCE): Anchor((Liaison.residence_id,), when=Liaison.state != LiaisonState.RETURNED),
    (Liaison, Side.WORKPLACE): Anchor((Liaison.workplace_id,)),
    (IntroductionLetter, Side.RESIDENCE): Anchor(
        (Liaison.residence_id,),
        (IntroductionLetter.liaison_id, Liaison.id),
        Liaison.state != LiaisonState.RETURNED,
    ),
    (IntroductionLetter, Side.WORKPLACE): Anchor(
        (Liaison.workplace_id,), (IntroductionLetter.liaison_id, Liaison.id)
    ),
    (Change, Side.RESIDENCE): Anchor(
        (Notice.receiver_id, Notice.escalated_to_id),
        (Change.id, Notice.change_id),
        (Notice.state != NoticeState.WITHDRAWN) & Notice.lapsed_at.is_(None),
    ),
    (Change, Side.WORKPLACE): Anchor((Change.organisation_id,)),
    (Notice, Side.RESIDENCE): Anchor(
        (Notice.receiver_id, Notice.escalated_to_id), when=Notice.lapsed_at.is_(None)
    ),
    (Notice, Side.WORKPLACE): Anchor((Notice.sender_id,)),
    (Meeting, Side.RESIDENCE): Anchor((Meeting.cell_id,)),
    (Attendance, Side.RESIDENCE): Anchor((Meeting.cell_id,), (Attendance.meeting_id, Meeting.id)),
    (Contact, Side.RESIDENCE): Anchor((Contact.cell_id,)),
    (Opinion, Side.RESIDENCE): Anchor((Opinion.cell_id, Opinion.holder_id)),
    (Strength, Side.RESIDENCE): Anchor(
        (Liaison.residence_id,), (Strength.member_id, Liaison.member_id), Liaison.state.in_(IN_LIAISON)
    ),
    (Need, Side.RESIDENCE): Anchor((Need.cell_id,)),
    (Match, Side.RESIDENCE): Anchor((Need.cell_id,), (Match.need_id, Need.id)),
    (Correction, Side.RESIDENCE): Anchor((Correction.owner_id,)),
    (Correction, Side.WORKPLACE): Anchor((Correction.owner_id,)),
    (CorrectionTold, Side.RESIDENCE): Anchor((CorrectionTold.organisation_id,)),
    (CorrectionTold, Side.WORKPLACE): Anchor((CorrectionTold.organisation_id,)),
    **{
        (EvaluationRound, side): Anchor((EvaluationRound.committee_id,))
        for side in (Side.RESIDENCE, Side.OVERSIGHT)
    },
    (EvaluationRequest, Side.WORKPLACE): Anchor((EvaluationRequest.organisation_id,)),
    (Evaluation, Side.RESIDENCE): Anchor((Evaluation.cell_id,)),
    (Evaluation, Side.WORKPLACE): Anchor((Evaluation.returned_to_id,)),
    (EvaluationAgreement, Side.RESIDENCE): Anchor((EvaluationAgreement.cell_id,)),
    **{
        (ImportBatch, side): Anchor((ImportBatch.organisation_id,))
        for side in (Side.RESIDENCE, Side.WORKPLACE)
    },
}

OWN: dict[type[Base], Column] = {
    Member: Member.id,
    Liaison: Liaison.member_id,
    Change: Change.member_id,
    Notice: Notice.member_id,
    AccessEntry: AccessEntry.member_id,
    Attendance: Attendance.member_id,
    Contact: Contact.member_id,
    Opinion: Opinion.member_id,
    Strength: Strength.member_id,
    Match: Match.member_id,
    Correction: Correction.member_id,
    Evaluation: Evaluation.member_id,
}
"""What is about the actor himself or herself."""

SECRETS: dict[type[Base], Secret] = {
    Notice: Secret(Notice.is_restricted, Notice.sent_by_id),
    Change: Secret(Change.is_restricted, Change.recorded_by_id),
    Correction: Secret(Correction.is_restricted, Correction.recorded_by_id),
}
"""Sanctions (BR-11): out of sight, not merely blank, for every office without `sanction:read`."""


_merged = aliased(Member)


def _of_somebody_else(actor: Actor) -> ColumnElement[bool]:
    """Nobody has a hand in the own sheet (left with a merged record, too), nor sees it before the workplace does."""
    if actor.member_id is None:
        return true()
    merged = select(_merged.id).where(
        _merged.id == Evaluation.member_id, _merged.merged_into_id == actor.member_id
    )
    return (Evaluation.member_id != actor.member_id) & ~merged.exists()


def _signed(_actor: Actor) -> ColumnElement[bool]:
    return Evaluation.signed_on.is_not(None)


def _returned(_actor: Actor) -> ColumnElement[bool]:
    return Evaluation.returned_on.is_not(None)


def _own_until_written(actor: Actor) -> ColumnElement[bool]:
    """What nobody has written yet is seen by the person alone who uploaded it."""
    return (ImportBatch.by_id == actor.account_id) | ImportBatch.state.in_(
        (ImportState.WRITTEN, ImportState.UNDONE)
    )


LIMITS: dict[tuple[type[Base], Permission], Callable[[Actor], ColumnElement[bool]]] = {
    (Evaluation, Permission.EVALUATION_DRAFT): _of_somebody_else,
    (Evaluation, Permission.EVALUATION_WRITE): _of_somebody_else,
    (Evaluation, Permission.EVALUATION_READ): _signed,
    (Evaluation, Permission.EVALUATION_CONFIRM): _signed,
    (Evaluation, Permission.OWN_RECORD): _returned,
    (ImportBatch, Permission.LIST_IMPORT): _own_until_written,
}
"""What a right opens of a table only in part: drafts are seen by the cell alone, the member reads what was returned."""
