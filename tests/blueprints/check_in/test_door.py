"""The door of a meeting: signed out, too early, in time, twice, too late, at another cell's."""

import pytest
from sqlalchemy import select

from models import Attendance, db
from models.vocabulary import AttendanceStatus, MeetingState
from tests.support.factories import a_meeting
from tests.support.pages import Page

ELSEWHERE = "Không có tên đồng chí trong danh sách cuộc họp của mã này. Chưa ghi nhận gì."


@pytest.fixture
def meeting(world, clock):
    meeting = a_meeting(world.cell5)
    clock.set(meeting.on, 19, 21)
    return meeting


def door(meeting):
    return f"/check-in/{meeting.door_ref}"


def recorded(meeting):
    found = select(Attendance.status).where(
        Attendance.meeting_id == meeting.id, Attendance.status.is_not(None)
    )
    return list(db.session.scalars(found))


def test_one_press_says_that_one_is_there(sign_in_as, meeting):
    mai = sign_in_as("mai")

    done = mai.fill(door(meeting), press="Tôi có mặt", form=meeting.door_ref)

    assert recorded(meeting) == [AttendanceStatus.PRESENT]
    assert "Đã ghi nhận đồng chí có mặt lúc 19 giờ 21." in mai.page(done.location).words


def test_a_second_time_the_first_hour_is_told_and_there_is_no_button(sign_in_as, meeting, clock):
    mai = sign_in_as("mai")
    page = mai.page(door(meeting))
    mai.send(page, form=meeting.door_ref)
    clock.move(minutes=9)

    mai.send(page, form=meeting.door_ref)

    again = mai.page(door(meeting))
    assert "lúc 19 giờ 21" in again.words
    assert "Tôi có mặt" not in again.words


def test_a_phone_that_is_signed_out_comes_back_to_the_same_button(client, meeting):
    answer = client.get(door(meeting))

    assert answer.status_code == 303
    assert answer.location == f"/sign-in?next={door(meeting)}"


@pytest.mark.parametrize(
    ("hour", "sentence"),
    [
        (
            17,
            "Chưa đến giờ: điểm danh mở từ 18 giờ 30, 16/3/2026 đến 21 giờ 30, 16/3/2026. Chưa ghi nhận gì.",
        ),
        (
            22,
            "Điểm danh mở từ 18 giờ 30, 16/3/2026 đến 21 giờ 30, 16/3/2026, nay đã hết giờ. Chưa ghi nhận gì.",
        ),
    ],
)
def test_outside_the_hours_the_page_says_them_and_nothing_is_recorded(
    sign_in_as, meeting, clock, hour, sentence
):
    mai = sign_in_as("mai")
    open_page = mai.page(door(meeting))
    clock.set(meeting.on, hour)
    mai = sign_in_as("mai")

    page = mai.page(door(meeting))
    assert sentence in page.words
    assert "Tôi có mặt" not in page.words

    late = mai.send(open_page, form=meeting.door_ref)
    assert late.status_code in (400, 422)
    assert recorded(meeting) == []


def test_the_code_of_another_cell_and_none_at_all_say_the_same(sign_in_as, world, meeting):
    mai = sign_in_as("mai")
    elsewhere = mai.get(door(a_meeting(world.cell6)))
    nothing = mai.get("/check-in/" + "0" * 12)

    for answer in (elsewhere, nothing):
        assert answer.status_code == 404
        assert ELSEWHERE in Page(answer.text).words


def test_who_is_no_working_member_is_told_the_same(sign_in_as, meeting):
    answer = sign_in_as("loc").get(door(meeting))

    assert ELSEWHERE in Page(answer.text).words


def test_a_cancelled_meeting_says_so(sign_in_as, world, clock):
    meeting = a_meeting(world.cell5, state=MeetingState.CANCELLED)
    clock.set(meeting.on, 19, 21)

    page = sign_in_as("mai").page(door(meeting))

    assert "Cuộc họp này đã hủy." in page.words
