"""Requests for correction: asked, received, decided in time, and those told who had the old value."""

from datetime import date

import pytest
from sqlalchemy import select

from access import Actor
from adapters import clock as clocks
from domain.errors import NotAllowed, NotFound, Refused
from models import Attendance, Correction, CorrectionTold, Notification, Organisation
from models import db as database
from models.vocabulary import (
    AttendanceStatus,
    ContactState,
    CorrectionLine,
    CorrectionState,
    LiaisonState,
    MeetingState,
)
from queries import corrections as queries
from services.correcting import (
    Corrected,
    ExtendCorrection,
    RefuseCorrection,
    extend_correction,
    finish_correction,
    receive_correction,
    refuse_correction,
    remind_of_corrections,
)
from services.corrections import (
    AskForCorrection,
    ask_for_correction,
    follow_to_workplace,
    take_correction_back,
)
from services.unit import use_case
from tests.support import factories

LINE = CorrectionLine
WORKER = Actor.worker()


@use_case
def transfer(actor, member):
    follow_to_workplace(member)


def asks(world, line=LINE.PHONE, wanted="0911 222 333", about=None, who="mai"):
    return ask_for_correction(world.as_member(who), AskForCorrection(line=line, wanted=wanted, about=about))


def rung(event):
    database.session.rollback()
    return set(
        database.session.scalars(select(Notification.organisation_id).where(Notification.event == event))
    )


def told(correction):
    return set(
        database.session.scalars(
            select(CorrectionTold.organisation_id).where(CorrectionTold.correction_id == correction.id)
        )
    )


def test_the_terms_of_the_law_begin_with_the_request(world):
    correction = asks(world)

    assert correction.state is CorrectionState.ASKED
    assert (correction.stands, correction.owner_id) == (world.mai.phone, world.mai.workplace_id)
    assert correction.asked_on == date(2026, 3, 16)
    assert correction.receipt_due_on == date(2026, 3, 18)
    assert correction.due_on == date(2026, 3, 26)
    assert rung("CorrectionAsked") == {world.mai.workplace_id}


def test_each_line_goes_to_who_keeps_it(world):
    meeting = factories.a_meeting(world.cell5, state=MeetingState.HELD)
    contact = factories.a_contact(world.mai)
    change = factories.a_change(world.mai, recorded_by=world.thu)
    bond = world.liaison("mai")
    owners = {
        (LINE.ADDRESS, None): world.mai.workplace_id,
        (LINE.CATEGORY, None): bond.workplace_id,
        (LINE.CELL, None): bond.commune_id,
        (LINE.MEETING, meeting.invitation_ref): world.cell5.id,
        (LINE.CONTACT, contact.ref): world.cell5.id,
        (LINE.CHANGE, change.ref): change.organisation_id,
    }

    asked = {key: asks(world, key[0], "Nội dung đúng", key[1]) for key in owners}

    assert {key: one.owner_id for key, one in asked.items()} == owners
    assert {one.about_ref for one in asked.values()} == {about for _, about in owners}


@pytest.mark.parametrize(
    ("line", "about", "wanted", "field"),
    [
        (LINE.PHONE, None, " ", "wanted"),
        (LINE.FULL_NAME, None, "Nguyễn Thị Mai", "wanted"),
        (LINE.PHONE, None, "Theo công văn MẬT", "wanted"),
        (LINE.CHANGE, "0" * 12, "Sai ngày", "line"),
        (LINE.CONTACT, None, "Sai ngày", "line"),
        (LINE.MEETING, "0" * 12, "Tôi có mặt", "line"),
    ],
)
def test_what_cannot_be_asked_is_refused_on_its_field(world, line, about, wanted, field):
    with pytest.raises(Refused) as refused:
        asks(world, line, wanted, about)

    assert [one.field for one in refused.value.reasons] == [field]


def test_nobody_asks_for_another_or_twice_for_the_same_line(world):
    theirs = factories.a_contact(world.son)
    with pytest.raises(Refused):
        asks(world, LINE.CONTACT, "Sai", about=theirs.ref)
    asks(world)

    with pytest.raises(Refused, match="still due"):
        asks(world, wanted="0933 444 555")
    assert asks(world, LINE.POSITION, "Phó trưởng phòng").id


def test_the_owner_says_that_it_came_and_the_member_hears(world):
    correction = asks(world)

    receive_correction(world.actor("hang"), correction.ref)

    assert (correction.state, correction.received_by_id) == (
        CorrectionState.RECEIVED,
        world.account("hang").id,
    )
    assert rung("CorrectionReceived") == {None}
    with pytest.raises(Refused):
        receive_correction(world.actor("hang"), correction.ref)


@pytest.mark.parametrize("who", ["loc", "hanh", "mai", "overseer", "admin", "luan", "que"])
def test_nobody_but_the_owner_decides(world, who):
    correction = asks(world)

    with pytest.raises((NotAllowed, NotFound)):
        finish_correction(world.actor(who), correction.ref, Corrected())
    with pytest.raises((NotAllowed, NotFound)):
        refuse_correction(world.actor(who), correction.ref, RefuseCorrection(answer="Không"))


def test_a_line_counts_as_corrected_when_the_record_says_something_else(world):
    correction = asks(world)
    with pytest.raises(Refused, match="still says the same"):
        finish_correction(world.actor("hang"), correction.ref, Corrected())

    world.mai.phone = "0911222333"
    database.session.commit()
    finish_correction(world.actor("hang"), correction.ref, Corrected(answer="Đã sửa theo đề nghị"))

    assert (correction.state, correction.now_says) == (CorrectionState.DONE, "0911222333")
    assert rung("CorrectionDecided") == {None}


def test_those_who_had_the_old_value_are_told_and_no_others(world):
    bond = world.liaison("mai")
    notice = factories.a_notice(factories.a_change(world.mai, recorded_by=world.thu))
    correction = asks(world)
    world.mai.phone = "0911222333"
    database.session.commit()

    finish_correction(world.actor("kien"), correction.ref, Corrected())

    assert told(correction) == {bond.residence_id, bond.commune_id, notice.receiver_id}
    assert rung("RecordCorrected") == told(correction)


def test_a_home_left_more_than_a_year_ago_is_not_told(world, clock):
    correction = asks(world)
    bond = world.liaison("mai")
    former = factories.an_organisation("Chi bộ Khối 9", world.cell5.kind, world.ward)
    factories.a_liaison(world.mai, former, state=LiaisonState.ENDED, ended_on=date(2025, 1, 5))
    world.mai.phone = "0911222333"
    database.session.commit()

    finish_correction(world.actor("hang"), correction.ref, Corrected())

    assert told(correction) == {bond.residence_id, bond.commune_id}


def test_what_a_change_puts_right_its_notices_tell(world):
    change = factories.a_change(world.mai, recorded_by=world.thu)
    correction = asks(world, LINE.CHANGE, "Ngày hiệu lực là 1/3/2026", about=change.ref)
    with pytest.raises(Refused):
        finish_correction(world.actor("thu"), correction.ref, Corrected())
    change.withdrawn_at = correction.created_at
    change.withdrawn_because = "Sai ngày"
    database.session.commit()

    finish_correction(world.actor("thu"), correction.ref, Corrected())

    assert told(correction) == set()


def test_of_a_contact_words_say_what_was_corrected_and_the_ward_hears(world):
    contact = factories.a_contact(world.mai)
    correction = asks(world, LINE.CONTACT, "Không có lần này", about=contact.ref)
    with pytest.raises(Refused) as refused:
        finish_correction(world.actor("loc"), correction.ref, Corrected())
    assert refused.value.field == "answer"

    contact.state, contact.confirmed_at = ContactState.WITHDRAWN, None
    database.session.commit()
    finish_correction(world.actor("loc"), correction.ref, Corrected(answer="Đã rút lại"))

    assert told(correction) == {world.ward.id}


def test_attendance_is_compared_with_what_stood_there(world):
    meeting = factories.a_meeting(world.cell5, state=MeetingState.HELD)
    correction = asks(world, LINE.MEETING, "Tôi có mặt", about=meeting.invitation_ref)
    with pytest.raises(Refused):
        finish_correction(world.actor("loc"), correction.ref, Corrected())
    row = database.session.scalars(
        select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.member_id == world.mai.id)
    ).one()
    row.status = AttendanceStatus.PRESENT if row.status is None else AttendanceStatus.EXCUSED
    database.session.commit()

    finish_correction(world.actor("loc"), correction.ref, Corrected())

    assert correction.now_says == row.status.value


def test_a_refusal_has_its_reason_and_is_final(world):
    correction = asks(world)
    with pytest.raises(Refused):
        refuse_correction(world.actor("hang"), correction.ref, RefuseCorrection(answer="  "))

    refuse_correction(world.actor("hang"), correction.ref, RefuseCorrection(answer="Số này đang dùng"))

    assert (correction.state, correction.answer) == (CorrectionState.REFUSED, "Số này đang dùng")
    for act in (
        lambda: finish_correction(world.actor("hang"), correction.ref, Corrected()),
        lambda: take_correction_back(world.as_member("mai"), correction.ref),
        lambda: extend_correction(world.actor("hang"), correction.ref, ExtendCorrection(reason="x")),
    ):
        with pytest.raises(Refused):
            act()


def test_the_term_is_extended_once_and_not_when_it_is_over(world, clock):
    correction = asks(world)
    extend_correction(world.actor("hang"), correction.ref, ExtendCorrection(reason="Chờ xác minh"))

    assert correction.due_on == date(2026, 4, 5)
    assert rung("CorrectionExtended") == {None}
    with pytest.raises(Refused, match="once"):
        extend_correction(world.actor("hang"), correction.ref, ExtendCorrection(reason="Nữa"))
    late = factories.a_correction(world.son, due_on=date(2026, 3, 15))
    with pytest.raises(Refused):
        extend_correction(world.actor("dung"), late.ref, ExtendCorrection(reason="Chờ"))


def test_the_member_takes_a_request_back(world):
    correction = asks(world)

    take_correction_back(world.as_member("mai"), correction.ref)

    assert correction.state is CorrectionState.WITHDRAWN
    with pytest.raises(Refused):
        finish_correction(world.actor("hang"), correction.ref, Corrected())
    with pytest.raises(NotAllowed):
        take_correction_back(world.actor("loc"), correction.ref)


def test_what_is_overdue_rings_once_at_who_owes_the_answer(world):
    factories.a_correction(world.mai, due_on=date(2026, 3, 15))
    factories.a_correction(world.son, due_on=date(2026, 3, 16))

    assert remind_of_corrections(WORKER, date(2026, 3, 16)) == 1
    remind_of_corrections(WORKER, date(2026, 3, 17))

    assert rung("CorrectionOverdue") == {world.mai.workplace_id, world.son.workplace_id}
    with pytest.raises(NotAllowed):
        remind_of_corrections(world.actor("admin"), date(2026, 3, 17))


def test_a_correction_of_a_sanction_is_open_to_those_who_may_read_it(world):
    sanction = factories.a_sanction(world.mai, recorded_by=world.thu)
    correction = asks(world, LINE.CHANGE, "Đã hết thời hạn", about=sanction.ref)

    assert correction.is_restricted
    assert queries.one(world.actor("kien"), correction.ref).id == correction.id
    assert queries.one(world.actor("thu"), correction.ref).id == correction.id
    for who in ("dung", "luan"):
        with pytest.raises(NotFound):
            queries.one(world.actor(who), correction.ref)


def test_an_open_request_follows_the_member_to_the_new_workplace(world):
    correction = asks(world)
    other = database.session.scalars(
        select(Organisation).where(
            Organisation.kind == world.tax_cell.kind, Organisation.id != world.mai.workplace_id
        )
    ).first()
    assert other is not None
    world.mai.workplace_id = other.id
    database.session.commit()

    transfer(world.actor("kien"), world.mai)

    assert database.session.get_one(Correction, correction.id).owner_id == other.id
    assert rung("CorrectionAsked") >= {other.id}


def test_the_names_of_those_told_are_the_member_s_to_read(world):
    correction = factories.a_correction(world.mai, state=CorrectionState.DONE, decided_at=clocks.now())
    factories.a_told_correction(correction, world.cell5)

    assert list(queries.told(correction.id)) == [world.cell5.name]
