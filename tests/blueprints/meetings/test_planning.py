"""Planning and convening a meeting on the pages, as a secretary does it."""

from datetime import date

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models import Attendance, Meeting, db
from models.vocabulary import AttendanceStatus, MeetingKind, MeetingState
from tests.support.factories import a_liaison, a_meeting, a_member
from tests.support.pages import Page
from tests.support.world import World

PLACE = "Nhà văn hóa tổ dân phố 5"


def the_meeting() -> Meeting:
    return db.session.scalars(select(Meeting)).one()


def convened_by(browser, **typed) -> Meeting:
    """A meeting created on the pages, from the first form to the invitation."""
    given = {"on": "15/6", "hour": "19 giờ 30", "place": PLACE}
    checked = browser.fill("/meetings/new", press="Xem giấy mời", **given | typed)
    assert checked.status_code == 200, Page(checked.text, "/meetings/new").words
    browser.send(checked, press="Tạo và sao chép giấy mời")
    return the_meeting()


def test_two_typed_fields_make_a_meeting_and_its_invitation(world, sign_in_as):
    browser = sign_in_as("loc")
    checked = browser.fill("/meetings/new", press="Xem giấy mời", on="15/6", hour="7 giờ 30 tối", place=PLACE)
    page = Page(checked.text, "/meetings/new")

    assert "19 giờ 30, thứ Hai 15/6/2026" in page.words
    assert "3 đồng chí" in page.words

    sent = browser.send(
        checked,
        press="Tạo và sao chép giấy mời",
    )
    invitation = browser.page(sent.location)

    meeting = the_meeting()
    assert (meeting.kind, meeting.on, meeting.place) == (MeetingKind.PERIODIC, date(2026, 6, 15), PLACE)
    text = next(one for one in invitation.tree.iter("textarea")).text
    assert "Cuộc họp 6 tháng đầu năm 2026" in text
    assert f"Địa điểm: {PLACE}" in text
    assert f"http://localhost/invitations/{meeting.invitation_ref}" in text
    assert not any(name in text for name in ("Mai", "Ánh", "Lộc"))


def test_the_last_place_is_proposed(world, sign_in_as):
    a_meeting(world.cell5, place="Trường tiểu học")

    page = sign_in_as("loc").page("/meetings/new")

    assert dict(page.form().values)["place"] == "Trường tiểu học"


def test_what_was_typed_stands_there_again_when_something_is_wrong(world, sign_in_as):
    answer = sign_in_as("loc").fill(
        "/meetings/new", press="Xem giấy mời", on="31/6", hour="25 giờ", place=PLACE, agenda="Nội dung riêng"
    )
    page = Page(answer.text, "/meetings/new")

    assert answer.status_code == 422
    assert page.title.startswith("Lỗi:")
    assert "Tháng 6/2026 có 30 ngày" in page.words
    assert "từ 0 đến 23" in page.words
    assert dict(page.form().values)["on"] == "31/6"
    assert "Nội dung riêng" in page.words


def test_a_day_that_has_passed_is_told_in_words_and_may_be_written_down(world, sign_in_as):
    for name in ("mai", "anh78", "anh85"):
        world.liaison(name).started_on = date(2026, 1, 2)
    browser = sign_in_as("loc")
    refused = browser.fill("/meetings/new", press="Xem giấy mời", on="10/3/2026", hour="19h30", place=PLACE)
    page = Page(refused.text, "/meetings/new")
    assert "Ngày 10/3/2026 đã qua" in page.words

    checked = browser.send(refused, press="Xem giấy mời", took_place="y")
    browser.send(checked, press="Ghi lại cuộc họp")

    assert the_meeting().on == date(2026, 3, 10)


def test_a_meeting_can_be_planned_first_and_convened_later(world, sign_in_as):
    browser = sign_in_as("loc")
    browser.fill("/meetings/new", press="Chỉ lên lịch, mời sau", on="15/6", hour="19:30", place=PLACE)
    meeting = the_meeting()
    assert meeting.state is MeetingState.PLANNED

    browser.fill(f"/meetings/{meeting.ref}/convene")

    assert the_meeting().state is MeetingState.CONVENED
    assert sign_in_as("loc").get(f"/meetings/{meeting.ref}/convene").status_code == 303


def test_a_double_press_makes_one_meeting(world, sign_in_as):
    browser = sign_in_as("loc")
    checked = browser.fill("/meetings/new", press="Xem giấy mời", on="15/6", hour="19:30", place=PLACE)

    first = browser.send(checked, press="Tạo và sao chép giấy mời")
    second = browser.send(checked, press="Tạo và sao chép giấy mời")

    assert first.location == second.location
    assert the_meeting()


def test_a_new_hour_gives_a_new_invitation_text(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = convened_by(browser)

    moved = browser.fill(f"/meetings/{meeting.ref}/edit", hour="20 giờ")

    text = next(one for one in browser.page(moved.location).tree.iter("textarea")).text
    assert "đã đổi thời gian hoặc địa điểm" in text
    assert "20 giờ 00" in text
    assert "Đổi thời gian, địa điểm" in browser.page(f"/meetings/{meeting.ref}").words


def test_two_who_edit_see_what_the_other_wrote(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = convened_by(browser)
    opened = browser.page(f"/meetings/{meeting.ref}/edit")
    browser.fill(f"/meetings/{meeting.ref}/edit", hour="20 giờ")

    stale = browser.send(opened, hour="18 giờ")

    page = Page(stale.text, "/x")
    assert stale.status_code == 409
    assert "20:00 15/6/2026" in page.words
    assert dict(page.form().values)["hour"] == "18 giờ"


def test_saved_attendance_forbids_a_move_with_a_sentence(world, sign_in_as):
    meeting = a_meeting(world.cell5, state=MeetingState.HELD)

    answer = sign_in_as("loc").fill(f"/meetings/{meeting.ref}/edit", hour="20 giờ")

    assert answer.status_code == 422
    assert "đã lưu điểm danh nên không đổi thời gian" in Page(answer.text, "/x").words


def test_a_meeting_at_which_somebody_checked_in_is_not_cancelled(world, sign_in_as):
    meeting = a_meeting(world.cell5)
    db.session.scalars(select(Attendance).limit(1)).one().status = AttendanceStatus.PRESENT
    db.session.commit()

    answer = sign_in_as("loc").fill(f"/meetings/{meeting.ref}/cancel", reason="Mưa bão")

    assert "Đã có 1 đồng chí tự điểm danh" in Page(answer.text, "/x").words


def test_a_cancelled_meeting_says_why_to_the_cell_and_only_that_to_others(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = convened_by(browser)

    browser.fill(f"/meetings/{meeting.ref}/cancel", reason="Mưa bão, đường ngập")

    assert "Mưa bão" in browser.page(f"/meetings/{meeting.ref}").words
    public = browser.page(f"/invitations/{meeting.invitation_ref}")
    assert "Cuộc họp này đã hủy." in public.words
    assert "Mưa bão" not in public.words


def test_a_cancelled_meeting_is_not_cancelled_again(world, sign_in_as):
    meeting = a_meeting(world.cell5, state=MeetingState.CANCELLED)

    answer = sign_in_as("loc").fill(f"/meetings/{meeting.ref}/cancel", reason="Mưa bão")

    assert answer.status_code == 422


def test_who_came_later_is_added_by_a_press(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = convened_by(browser)
    a_liaison(a_member("Bùi Văn An", born="1990", workplace=world.tax_cell), world.cell5)
    assert "Về chi bộ sau khi lập danh sách: 1 đồng chí" in browser.page(f"/meetings/{meeting.ref}").words

    browser.fill(f"/meetings/{meeting.ref}/list/extend", guests=[world.tuan.ref])

    page = browser.page(f"/meetings/{meeting.ref}/list")
    assert "Bùi Văn An (1990)" in page.words
    assert "Hoàng Anh Tuấn (1992)" in page.words


@pytest.mark.parametrize("who", ["tam", "hanh"])
def test_who_only_reads_sees_no_button(world, sign_in_as, who):
    meeting = a_meeting(world.cell5)

    page = sign_in_as(who).page(f"/meetings/{meeting.ref}")

    assert not any("/edit" in address or "/cancel" in address for _, address in page.links())
    assert "Tạo cuộc họp" not in sign_in_as(who).page("/meetings/").words


def test_the_invitation_is_open_to_everybody_and_names_nobody(world, client):
    meeting = a_meeting(world.cell5, link="https://meet.example.vn/tdp5", on=date(2026, 6, 15))

    page = client.page(f"/invitations/{meeting.invitation_ref}")

    assert page.heading == "Giấy mời họp"
    for words in ("Chi bộ Tổ dân phố 5", "19 giờ 30, 15/6/2026", PLACE, "Cuộc họp 6 tháng đầu năm 2026"):
        assert words in page.words
    html = client.get(f"/invitations/{meeting.invitation_ref}").text
    assert '<meta property="og:title" content="Giấy mời họp">' in html
    for secret in ("Mai", "Ánh", "meet.example.vn", meeting.door_ref, meeting.ref, "213 Liaison"):
        assert secret not in html


@pytest.mark.parametrize("state", [MeetingState.PLANNED])
def test_a_plan_has_no_invitation_yet(world, client, state):
    meeting = a_meeting(world.cell5, state=state)

    assert client.get(f"/invitations/{meeting.invitation_ref}").status_code == 404
    assert client.get(f"/invitations/{meeting.invitation_ref}/calendar.ics").status_code == 404
    assert client.get("/invitations/0123456789ab").status_code == 404


def test_the_file_for_calendars_opens_at_half_past_seven_in_viet_nam(world, client):
    meeting = a_meeting(world.cell5, on=date(2026, 6, 15), link="https://meet.example.vn/tdp5")

    answer = client.get(f"/invitations/{meeting.invitation_ref}/calendar.ics")

    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    (event,) = calendar.walk("VEVENT")
    begins = event.decoded("dtstart")
    assert begins.isoformat() == "2026-06-15T19:30:00+07:00"
    assert event["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    assert str(event["summary"]) == "Cuộc họp 6 tháng đầu năm 2026 – Chi bộ Tổ dân phố 5"
    assert (calendar["method"], event["status"], event["sequence"]) == ("PUBLISH", "CONFIRMED", 0)
    assert b"meet.example.vn" not in answer.data
    assert "Mai" not in answer.text


def test_the_file_of_a_cancelled_meeting_strikes_it_out_under_the_same_mark(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = convened_by(browser)
    address = f"/invitations/{meeting.invitation_ref}/calendar.ics"
    before = Calendar.from_ical(browser.get(address).data).walk("VEVENT")[0]

    browser.fill(f"/meetings/{meeting.ref}/cancel", reason="Mưa bão")

    calendar = Calendar.from_ical(browser.get(address).data)
    event = calendar.walk("VEVENT")[0]
    assert (calendar["method"], event["status"]) == ("CANCEL", "CANCELLED")
    assert event["uid"] == before["uid"]
    assert event.decoded("sequence") == before.decoded("sequence") + 1


def test_the_sign_in_sheet_has_the_numbers_of_the_screen(world: World, sign_in_as):
    browser = sign_in_as("loc")
    meeting = a_meeting(world.cell5, guests=(world.tuan,))

    sheet = browser.page(f"/meetings/{meeting.ref}/sign-in-sheet")
    screen = browser.page(f"/meetings/{meeting.ref}/list")

    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in sheet.tree.iter("tr")][1:]
    assert [row[:2] for row in rows] == [
        ["1", "Lê Hữu Ánh"],
        ["2", "Lê Hữu Ánh"],
        ["3", "Nguyễn Thị Mai"],
        ["4", "Hoàng Anh Tuấn (khách mời)"],
    ]
    numbers = [row.find("td").text for row in screen.tree.iter("tr") if row.find("td") is not None]
    assert numbers == [row[0] for row in rows]
    assert any("data:image" in (image.get("src") or "") for image in sheet.tree.iter("img"))


def test_the_printed_invitation_has_the_head_of_a_party_paper(world, sign_in_as):
    meeting = a_meeting(world.cell5, on=date(2026, 6, 15))

    page = sign_in_as("loc").page(f"/meetings/{meeting.ref}/invitation/print")

    for words in (
        "ĐẢNG BỘ PHƯỜNG TRƯỜNG VINH",
        "CHI BỘ TỔ DÂN PHỐ 5",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Trường Vinh, ngày 16 tháng 3 năm 2026",
        "19 giờ 30, ngày 15 tháng 6 năm 2026",
        "T/M CHI ỦY",
        "Nguyễn Văn Lộc",
    ):
        assert words in page.words
