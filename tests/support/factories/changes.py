"""Builders of changes and of the notices that tell them."""

from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from adapters import clock
from domain.deadlines import add_working_days
from models import (
    Change,
    Liaison,
    Member,
    Notice,
    NoticeStep,
    Organisation,
    Reward,
    Sanction,
    db,
)
from models.vocabulary import (
    ChangeWord,
    LiaisonState,
    NoticeState,
    OrganisationKind,
    SanctionForm,
    Step,
)
from queries import rulesets
from tests.support.factories.accounts import first_account
from tests.support.factories.liaisons import a_liaison_member
from tests.support.factories.organisations import an_organisation, first_of
from tests.support.factories.rows import numbers, written

Kind = TypeVar("Kind", bound=Change)


def a_reward(member: Member | None = None, **more: Any) -> Reward:
    """A reward that the workplace committee recorded today."""
    return _a_change(Reward, member, ChangeWord.REWARD, {"title": "Bằng khen"} | more)


def a_sanction(member: Member | None = None, **more: Any) -> Sanction:
    """A reprimand in force for a year, read by few."""
    values = {
        "sanction_form": SanctionForm.REPRIMAND,
        "is_restricted": True,
        "until_on": clock.today() + timedelta(days=365),
    }
    return _a_change(Sanction, member, ChangeWord.SANCTION, values | more)


a_change = a_reward


def _a_change(kind: type[Kind], member: Member | None, word: ChangeWord, more: dict[str, Any]) -> Kind:
    member = member or a_liaison_member()
    cell = db.session.get_one(Organisation, member.workplace_id)
    by = more.pop("recorded_by", None) or first_account(cell)
    values = {
        "organisation_id": cell.parent_id or cell.id,
        "effective_on": clock.today(),
        "decision_number": f"{next(numbers)}-QĐ/ĐU",
        "decided_on": clock.today(),
        "decided_by": "Đảng ủy Thuế tỉnh",
        "rule_set_id": rulesets.in_force(clock.today()).id,
        "recorded_at": clock.now(),
    }
    return written(kind(word=word, member_id=member.id, recorded_by_id=by.id, **(values | more)))


def a_notice(change: Change | None = None, receiver: Organisation | None = None, **more: Any) -> Notice:
    """A notice of a change, sent today to the residence cell of the member unless another receiver is named."""
    change = change or a_reward()
    receiver = receiver or _holder_of(change.member_id)
    sent_on = more.pop("sent_on", clock.today())
    values = {
        "state": NoticeState.SENT,
        "sent_at": clock.now(),
        "counted_from": sent_on,
        "due_on": add_working_days(sent_on, 5, rulesets.holidays()),
        "is_restricted": change.is_restricted,
    }
    notice = Notice(
        change_id=change.id,
        member_id=change.member_id,
        sender_id=change.organisation_id,
        sent_by_id=change.recorded_by_id,
        receiver_id=receiver.id,
        sent_on=sent_on,
        **(values | more),
    )
    db.session.add(notice)
    db.session.flush()
    db.session.add(
        NoticeStep(
            notice_id=notice.id,
            step=Step.SENT,
            at=notice.sent_at,
            by_id=notice.sent_by_id,
            organisation_id=notice.sender_id,
        )
    )
    return written(notice)


def _holder_of(member_id: int) -> Organisation:
    holder: Organisation | None = db.session.scalar(
        select(Organisation)
        .join(Liaison, Liaison.residence_id == Organisation.id)
        .where(Liaison.member_id == member_id, Liaison.state != LiaisonState.ENDED)
    )
    return holder or first_of(OrganisationKind.RESIDENCE_CELL) or an_organisation()
