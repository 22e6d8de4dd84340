"""Planning, convening, moving and calling off a meeting."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select

from domain.errors import Conflict, NotAllowed, NotFound, Refused
from models import Attendance, AuditEntry, Meeting, MeetingStep, Member, Notification, db
from models.vocabulary import AttendanceStatus, MeetingKind, MeetingStage, MeetingState
from services.convening import ExtendList, convene_meeting, convene_planned, extend_list
from services.meetings import (
    CancelMeeting,
    EditMeeting,
    PlanMeeting,
    cancel_meeting,
    edit_meeting,
    plan_meeting,
)
from tests.support.factories import a_liaison, a_meeting, a_member, an_account
from tests.support.reported import rings

JUNE = date(2026, 6, 15)


def a_plan(kind=MeetingKind.PERIODIC, on=JUNE, **more):
    values: dict[str, Any] = {"hour": time(19, 30), "place": "Nhà văn hóa tổ dân phố 5"}
    return PlanMeeting(kind=kind, on=on, **values | more)


def an_edit(meeting, **more):
    values = {"hour": time(19, 30), "place": meeting.place, "agenda": meeting.agenda, "on": meeting.on}
    return EditMeeting(kind=meeting.kind, version=meeting.version, **values | more)


def names_on(meeting):
    """The list of a meeting, as number and name."""
    found = db.session.execute(
        select(Attendance.number, Member.full_name, Member.born)
        .join(Member, Member.id == Attendance.member_id)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(Attendance.number)
    )
    return [f"{number} {name} {born[:4]}" for number, name, born in found]


def stages(meeting):
    found = db.session.scalars(
        select(MeetingStep.stage).where(MeetingStep.meeting_id == meeting.id).order_by(MeetingStep.id)
    )
    return list(found)


def test_a_meeting_is_planned_and_its_members_convened_in_one_act(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    assert meeting.state is MeetingState.CONVENED
    assert meeting.starts_at == datetime(2026, 6, 15, 12, 30, tzinfo=UTC)
    assert names_on(meeting) == ["1 Lê Hữu Ánh 1978", "2 Lê Hữu Ánh 1985", "3 Nguyễn Thị Mai 1988"]
    assert stages(meeting) == [MeetingStage.PLANNED, MeetingStage.CONVENED]


def test_those_convened_hear_of_it_and_nobody_else_does(world):
    convene_meeting(world.actor("loc"), a_plan())

    assert rings(world, "mai") == ["MeetingConvened"]
    assert rings(world, "loc") == []


def test_the_list_leaves_one_entry_in_the_trail_without_names(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    entries = db.session.scalars(select(AuditEntry.detail).where(AuditEntry.subject == "meeting")).all()
    assert [entry for entry in entries if '"convened":3' in entry] == ['{"convened":3,"guests":0}']
    assert not any("văn hóa" in entry for entry in entries)
    assert meeting.id


def test_a_planned_meeting_rings_nowhere_until_it_is_convened(world):
    meeting = plan_meeting(world.actor("loc"), a_plan())

    assert (meeting.state, names_on(meeting), rings(world, "mai")) == (MeetingState.PLANNED, [], [])

    convene_planned(world.actor("loc"), meeting.ref)

    assert len(names_on(meeting)) == 3
    assert rings(world, "mai") == ["MeetingConvened"]


def test_nobody_is_convened_twice(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    with pytest.raises(Refused):
        convene_planned(world.actor("loc"), meeting.ref)

    assert len(names_on(meeting)) == 3


def test_a_cell_without_members_has_nobody_to_convene(world):
    for liaison in (world.liaison("dung"), world.liaison("yen")):
        liaison.residence_id = world.cell5.id
    db.session.commit()

    with pytest.raises(Refused, match="no member"):
        convene_meeting(world.actor("sau"), a_plan())


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"on": date(2026, 3, 15)}, "on"),
        ({"on": date(2126, 6, 15)}, "on"),
        ({"took_place": True}, "took_place"),
        ({"place": None}, "place"),
        ({"link": "họp Zalo"}, "link"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told_on_its_field(world, more, field):
    with pytest.raises(Refused) as refused:
        convene_meeting(world.actor("loc"), a_plan(**more))

    assert [reason.field for reason in refused.value.reasons] == [field]
    assert db.session.scalars(select(Meeting)).all() == []


def test_all_that_is_wrong_is_told_at_once(world):
    with pytest.raises(Refused) as refused:
        plan_meeting(world.actor("loc"), a_plan(on=date(2026, 3, 15), place=None))

    assert [reason.field for reason in refused.value.reasons] == ["on", "place"]


def test_a_meeting_that_took_place_is_written_down_and_rings_nowhere(world):
    world.liaison("mai").started_on = date(2026, 3, 10)
    for name in ("anh78", "anh85"):
        world.liaison(name).started_on = date(2026, 1, 10)
    db.session.commit()

    meeting = convene_meeting(world.actor("loc"), a_plan(on=date(2026, 3, 5), took_place=True))

    assert names_on(meeting) == ["1 Lê Hữu Ánh 1978", "2 Lê Hữu Ánh 1985"]
    assert meeting.convened_on == date(2026, 3, 5)
    assert rings(world, "mai") == []


def test_a_meeting_on_line_needs_no_room(world):
    meeting = convene_meeting(world.actor("loc"), a_plan(place=None, link="meet.example.vn/tdp5"))

    assert (meeting.place, meeting.link) == (None, "https://meet.example.vn/tdp5")


@pytest.mark.parametrize("who", ["tam", "hanh", "hang"])
def test_only_the_secretary_and_the_deputy_of_the_cell_convene(world, who):
    with pytest.raises(NotAllowed):
        convene_meeting(world.actor(who), a_plan())


def test_another_cell_moves_nothing(world):
    meeting = a_meeting(world.cell5)

    with pytest.raises(NotFound):
        edit_meeting(world.actor("sau"), meeting.ref, an_edit(meeting))


def test_who_comes_to_the_cell_later_takes_the_next_number_and_hears_of_it(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())
    newcomer = a_member("Bùi Văn An", born="1990-01-01", workplace=world.tax_cell)
    a_liaison(newcomer, world.cell5)
    account = an_account(member=newcomer)

    extend_list(world.actor("loc"), meeting.ref, ExtendList())

    assert names_on(meeting)[-1] == "4 Bùi Văn An 1990"
    heard = select(Notification.event).where(Notification.account_id == account.id)
    assert db.session.scalars(heard).all() == ["MeetingConvened"]
    assert rings(world, "mai") == ["MeetingConvened"]


def test_exempt_members_are_invited_as_guests_behind_the_others(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    extend_list(world.actor("loc"), meeting.ref, ExtendList(guests=(world.tuan.ref,)))

    seat = db.session.scalars(select(Attendance).where(Attendance.member_id == world.tuan.id)).one()
    assert (seat.number, seat.is_guest) == (4, True)


def test_nobody_of_another_cell_is_a_guest(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    for ref in (world.yen.ref, "0123456789ab"):
        with pytest.raises(Refused) as refused:
            extend_list(world.actor("loc"), meeting.ref, ExtendList(guests=(ref,)))
        assert refused.value.field == "guests"


def test_a_list_on_which_everybody_stands_says_so(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    with pytest.raises(Refused, match="already"):
        extend_list(world.actor("loc"), meeting.ref, ExtendList())


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.HELD, MeetingState.CANCELLED])
def test_a_list_grows_only_between_the_invitation_and_the_meeting(world, state):
    meeting = a_meeting(world.cell5, state=state)

    with pytest.raises(Refused):
        extend_list(world.actor("loc"), meeting.ref, ExtendList(guests=(world.tuan.ref,)))


def test_a_new_time_is_told_to_those_convened_with_a_new_sequence(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    moved = edit_meeting(world.actor("loc"), meeting.ref, an_edit(meeting, hour=time(20)))

    assert moved.sequence == 1
    assert stages(meeting)[-1] is MeetingStage.MOVED
    assert rings(world, "mai") == ["MeetingConvened", "MeetingMoved"]
    note = db.session.scalars(select(MeetingStep.note).order_by(MeetingStep.id.desc())).first()
    assert note == ("19:30 15/6/2026, Nhà văn hóa tổ dân phố 5 → 20:00 15/6/2026, Nhà văn hóa tổ dân phố 5")


def test_each_move_rings_again(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())
    for hour in (20, 21):
        edit_meeting(world.actor("loc"), meeting.ref, an_edit(meeting, hour=time(hour)))

    assert rings(world, "mai").count("MeetingMoved") == 2


def test_another_agenda_is_no_move(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    edit_meeting(world.actor("loc"), meeting.ref, an_edit(meeting, agenda="Chuyên đề chuyển đổi số"))

    assert meeting.sequence == 0
    assert rings(world, "mai") == ["MeetingConvened"]


def test_a_plan_is_moved_in_silence(world):
    meeting = plan_meeting(world.actor("loc"), a_plan())

    edit_meeting(world.actor("loc"), meeting.ref, an_edit(meeting, on=date(2026, 6, 16)))

    assert (meeting.on, stages(meeting)) == (date(2026, 6, 16), [MeetingStage.PLANNED])


def test_two_who_edit_at_once_do_not_overwrite_each_other(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())
    first, second = an_edit(meeting, hour=time(20)), an_edit(meeting, hour=time(18))
    edit_meeting(world.actor("loc"), meeting.ref, first)

    with pytest.raises(Conflict):
        edit_meeting(world.actor("binh"), meeting.ref, second)


def test_a_meeting_is_not_moved_into_the_past(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    with pytest.raises(Refused) as refused:
        edit_meeting(world.actor("loc"), meeting.ref, an_edit(meeting, on=date(2026, 3, 15)))

    assert refused.value.field == "on"


@pytest.mark.parametrize(
    "act",
    [
        lambda actor, meeting: edit_meeting(actor, meeting.ref, an_edit(meeting, hour=time(20))),
        lambda actor, meeting: cancel_meeting(actor, meeting.ref, CancelMeeting(reason="Mưa bão")),
    ],
    ids=["edit", "cancel"],
)
@pytest.mark.parametrize(
    ("state", "status"),
    [
        (MeetingState.HELD, AttendanceStatus.PRESENT),
        (MeetingState.CLOSED, AttendanceStatus.PRESENT),
        (MeetingState.CONVENED, AttendanceStatus.PRESENT),
        (MeetingState.CANCELLED, None),
    ],
)
def test_once_somebody_was_said_to_be_there_the_meeting_stays(world, act, state, status):
    meeting = a_meeting(world.cell5, state=state)
    db.session.scalars(select(Attendance).limit(1)).one().status = status
    db.session.commit()

    with pytest.raises(Refused) as refused:
        act(world.actor("loc"), meeting)

    assert refused.value.field is None
    assert meeting.state is state


def test_a_meeting_is_called_off_with_its_reason_and_those_convened_hear_of_it(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    cancel_meeting(world.actor("loc"), meeting.ref, CancelMeeting(reason="Mưa bão"))

    assert (meeting.state, meeting.cancelled_because) == (MeetingState.CANCELLED, "Mưa bão")
    assert meeting.sequence == 1
    assert rings(world, "mai") == ["MeetingConvened", "MeetingCancelled"]


def test_a_meeting_is_not_called_off_without_a_reason(world):
    meeting = convene_meeting(world.actor("loc"), a_plan())

    with pytest.raises(Refused) as refused:
        cancel_meeting(world.actor("loc"), meeting.ref, CancelMeeting(reason="  "))

    assert refused.value.field == "reason"


def test_a_plan_that_nobody_knew_is_called_off_in_silence(world):
    meeting = plan_meeting(world.actor("loc"), a_plan())

    cancel_meeting(world.actor("loc"), meeting.ref, CancelMeeting(reason="Trùng lịch"))

    assert rings(world, "mai") == []
