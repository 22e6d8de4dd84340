"""Builders of liaisons in every state, with the letters that led there."""

from datetime import date, timedelta
from typing import Any

from adapters import clock
from domain.letters import DOCUMENT, Content
from domain.numbering import number_text
from models import (
    IntroductionLetter,
    Liaison,
    LiaisonStep,
    Member,
    Organisation,
    db,
)
from models.types import new_ref
from models.vocabulary import (
    Category,
    ExemptionReason,
    LiaisonEnd,
    LiaisonSource,
    LiaisonState,
    Office,
    OrganisationKind,
)
from queries import rulesets
from services.numbers import symbol_of
from tests.support.factories.accounts import first_account
from tests.support.factories.members import a_member
from tests.support.factories.organisations import an_organisation, first_of
from tests.support.factories.rows import numbers, written

_AT_COMMUNE = (LiaisonState.ISSUED, LiaisonState.RECEIVED)
_EXEMPTION = {
    "category": Category.EXEMPT,
    "exemption_reason": ExemptionReason.STUDY,
    "exemption_basis": "Quyết định cử đi học số 12-QĐ/TU",
    "exempt_from": date(2025, 9, 5),
    "exempt_review_on": date(2026, 9, 5),
}
_AT_CELL = (LiaisonState.ASSIGNED, LiaisonState.ACTIVE, LiaisonState.EXEMPTED, LiaisonState.ENDED)
_BEYOND_THE_SERIES = 50_000
"""A letter that is only written down takes no number of the series: what is issued later must never meet it."""


def a_liaison(
    member: Member | None = None,
    cell: Organisation | None = None,
    *,
    state: LiaisonState = LiaisonState.ACTIVE,
    because: LiaisonEnd = LiaisonEnd.WITHDRAWN,
    **more: Any,
) -> Liaison:
    """A liaison in any state, with its step and, from the issue on, its letter; held by who holds it in that state."""
    cell = cell or first_of(OrganisationKind.RESIDENCE_CELL) or an_organisation()
    member = member or a_member()
    if state is LiaisonState.EXEMPTED or more.get("category") is Category.EXEMPT:
        more = _EXEMPTION | more
    ended = {"ended_on": clock.today(), "ended_because": because} if state is LiaisonState.ENDED else {}
    returned = {"returned_because": "Không có nhà ở đây"} if state is LiaisonState.RETURNED else {}
    values = {
        "category": Category.FULL,
        "source": LiaisonSource.LETTER,
        "residence_id": cell.parent_id if state in _AT_COMMUNE else cell.id if state in _AT_CELL else None,
        "proposed_cell_id": cell.id,
        "started_on": clock.today() - timedelta(days=90) if state in _AT_CELL[1:] else None,
        "sort_key": member.sort_key,
        "rule_set_id": rulesets.in_force(clock.today()).id,
        "created_at": clock.now(),
    }
    liaison = Liaison(
        member_id=member.id,
        workplace_id=member.workplace_id,
        commune_id=cell.parent_id,
        state=state,
        **(values | ended | returned | more),
    )
    db.session.add(liaison)
    db.session.flush()
    db.session.add(LiaisonStep(liaison_id=liaison.id, state=state, on=clock.today(), at=clock.now()))
    if state not in (LiaisonState.DRAFTED, LiaisonState.RETURNED):
        a_letter(liaison)
    return written(liaison)


def a_letter(liaison: Liaison | None = None, **more: Any) -> IntroductionLetter:
    """The letter of a liaison, numbered by the workplace committee and received where the state says so."""
    liaison = liaison or a_liaison(state=LiaisonState.DRAFTED)
    cell = db.session.get_one(Organisation, liaison.workplace_id)
    issuer = db.session.get_one(Organisation, cell.parent_id or cell.id)
    number = _BEYOND_THE_SERIES + next(numbers)
    is_received = liaison.state is not LiaisonState.ISSUED
    values = {
        "issued_on": clock.today(),
        "due_on": more.get("issued_on", clock.today()) + timedelta(days=30),
        "received_on": clock.today() if is_received else None,
        "assigned_on": clock.today() if liaison.state in _AT_CELL else None,
        "assigned_cell_id": liaison.residence_id if liaison.state in _AT_CELL else None,
    }
    letter = IntroductionLetter(
        liaison_id=liaison.id,
        issuer_id=issuer.id,
        commune_id=liaison.commune_id,
        batch=new_ref(),
        term=issuer.term,
        number=number,
        number_text=number_text(number, f"{DOCUMENT}/{symbol_of(issuer)}"),
        issued_at=clock.now(),
        issued_by_id=first_account(issuer).id,
        content=content_of(liaison, issuer, number).stored(),
        rule_set_id=liaison.rule_set_id,
        **(values | more),
    )
    return written(letter)


def content_of(liaison: Liaison, issuer: Organisation, number: int) -> Content:
    """What the letter of a liaison says."""
    member = db.session.get_one(Member, liaison.member_id)
    return Content(
        superior="Đảng bộ tỉnh Nghệ An",
        issuer=issuer.name,
        number=number_text(number, f"{DOCUMENT}/{symbol_of(issuer)}"),
        place="Nghệ An",
        issued_on=clock.today().isoformat(),
        commune=db.session.get_one(Organisation, liaison.commune_id).name,
        cell=None,
        basis="Quy định số 213-QĐ/TW",
        name=member.full_name,
        sex=member.sex,
        born=member.born,
        admitted=member.admitted,
        official=member.official,
        member_cell=db.session.get_one(Organisation, liaison.workplace_id).name,
        member_committee=issuer.name,
        residence="Tổ dân phố 5, phường Trường Vinh, tỉnh Nghệ An",
        category=liaison.category,
        office=Office.SECRETARY,
        signer=None,
    )


def a_liaison_member() -> Member:
    """A member in liaison with the first residence cell."""
    return db.session.get_one(Member, a_liaison().member_id)
