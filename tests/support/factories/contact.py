"""Builders of the living contact: meetings with their list, contacts, opinions, strengths, needs."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from adapters import clock
from models import (
    Attendance,
    Contact,
    Liaison,
    Match,
    Meeting,
    MeetingStep,
    Member,
    Need,
    Opinion,
    OpinionStep,
    Organisation,
    Strength,
    db,
)
from models.vocabulary import (
    Category,
    Competence,
    ContactKind,
    ContactState,
    LiaisonState,
    MatchState,
    MeetingKind,
    MeetingStage,
    MeetingState,
    NeedState,
    OpinionState,
    OrganisationKind,
)
from queries import rulesets
from tests.support.factories.accounts import first_account
from tests.support.factories.liaisons import a_liaison_member
from tests.support.factories.organisations import an_organisation, first_of
from tests.support.factories.rows import written

_HALF_PAST_SEVEN = time(19, 30)


def a_meeting(cell: Organisation | None = None, *, guests: tuple[Member, ...] = (), **more: Any) -> Meeting:
    """A half-yearly meeting this evening to which the FULL active members of the cell are convened."""
    cell = cell or _a_cell()
    on = more.pop("on", clock.today())
    state = more.get("state", MeetingState.CONVENED)
    is_listed = state is not MeetingState.PLANNED
    values = {
        "kind": MeetingKind.PERIODIC,
        "state": state,
        "starts_at": datetime.combine(on, _HALF_PAST_SEVEN, clock.HERE),
        "place": "Nhà văn hóa tổ dân phố 5",
        "agenda": "Tình hình 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm",
        "convened_on": clock.today() if is_listed else None,
        "cancelled_because": "Mưa bão" if state is MeetingState.CANCELLED else None,
        "rule_set_id": rulesets.in_force(clock.today()).id,
        "created_at": clock.now(),
    }
    meeting = Meeting(cell_id=cell.id, on=on, **(values | more))
    db.session.add(meeting)
    db.session.flush()
    db.session.add(MeetingStep(meeting_id=meeting.id, stage=MeetingStage.PLANNED, at=clock.now()))
    members = _full_active(cell) if is_listed else []
    for number, member in enumerate([*members, *guests], start=1):
        db.session.add(
            Attendance(meeting_id=meeting.id, member_id=member.id, number=number, is_guest=member in guests)
        )
    return written(meeting)


def _full_active(cell: Organisation) -> list[Member]:
    found = db.session.scalars(
        select(Member)
        .join(Liaison, Liaison.member_id == Member.id)
        .where(
            Liaison.residence_id == cell.id,
            Liaison.state == LiaisonState.ACTIVE,
            Liaison.category == Category.FULL,
        )
        .order_by(Liaison.sort_key, Liaison.id)
    )
    return list(found)


def a_contact(member: Member | None = None, **more: Any) -> Contact:
    """A call of today, recorded and confirmed by the member's residence cell."""
    member = member or a_liaison_member()
    liaison = _liaison_of(member)
    cell = db.session.get_one(Organisation, liaison.residence_id)
    by = more.pop("recorded_by", None) or first_account(cell)
    is_confirmed = more.get("state", ContactState.CONFIRMED) is ContactState.CONFIRMED
    values = {
        "kind": ContactKind.CALL,
        "state": ContactState.CONFIRMED,
        "on": clock.today(),
        "text": "Hỏi thăm gia đình, báo lịch họp",
        "confirmed_at": clock.now() if is_confirmed else None,
        "confirmed_by_id": by.id if is_confirmed else None,
        "rule_set_id": rulesets.in_force(clock.today()).id,
        "created_at": clock.now(),
    }
    return written(
        Contact(
            liaison_id=liaison.id,
            member_id=member.id,
            cell_id=cell.id,
            recorded_by_id=by.id,
            **(values | more),
        )
    )


def an_opinion(member: Member | None = None, **more: Any) -> Opinion:
    """An opinion that a member of the cell raised today, not passed on yet."""
    member = member or a_liaison_member()
    liaison = _liaison_of(member)
    values = {
        "holder_id": liaison.residence_id,
        "state": OpinionState.RAISED,
        "text": "Đề nghị sửa đường ngõ 12 bị ngập khi mưa",
        "raised_on": clock.today(),
        "created_at": clock.now(),
    }
    opinion = Opinion(cell_id=liaison.residence_id, member_id=member.id, **(values | more))
    db.session.add(opinion)
    db.session.flush()
    db.session.add(
        OpinionStep(
            opinion_id=opinion.id,
            state=OpinionState.RAISED,
            at=clock.now(),
            organisation_id=opinion.cell_id,
        )
    )
    return written(opinion)


def a_strength(member: Member | None = None, **more: Any) -> Strength:
    """What a member of the cell says he or she can do."""
    member = member or a_liaison_member()
    values = {
        "competence": Competence.ELECTRICITY,
        "words": "Sửa điện trong nhà",
        "said_at": clock.now(),
    }
    return written(Strength(member_id=member.id, **(values | more)))


def a_need(cell: Organisation | None = None, **more: Any) -> Need:
    """Two people wanted by the cell in a week."""
    values = {
        "competence": Competence.ELECTRICITY,
        "text": "Sửa hệ thống điện nhà văn hóa",
        "on": clock.today() + timedelta(days=7),
        "people": 2,
        "state": NeedState.OPEN,
        "created_at": clock.now(),
    }
    return written(Need(cell_id=(cell or _a_cell()).id, **(values | more)))


def a_match(need: Need | None = None, member: Member | None = None, **more: Any) -> Match:
    """A member who was asked and has not answered."""
    need = need or a_need()
    member = member or a_liaison_member()
    values = {"state": MatchState.ASKED, "asked_at": clock.now()}
    return written(Match(need_id=need.id, member_id=member.id, **(values | more)))


def _a_cell() -> Organisation:
    return first_of(OrganisationKind.RESIDENCE_CELL) or an_organisation()


def _liaison_of(member: Member) -> Liaison:
    return db.session.scalars(
        select(Liaison).where(Liaison.member_id == member.id, Liaison.state != LiaisonState.ENDED)
    ).one()
