"""Attendance on the page: marked, checked, saved, corrected; by paper numbers; by two people; of a whole big cell."""

import gzip

import pytest
from sqlalchemy import delete, select

from adapters import clock as clocks
from models import Attendance, Draft, Meeting, db
from models.vocabulary import AttendanceStatus, LiaisonEnd, LiaisonState, MeetingState
from services.attendance import SaveAttendance, save_attendance
from services.checking_in import check_in
from tests.support import crowd
from tests.support.attendance import ANH78, ANH85, MAI, TUAN, at, told
from tests.support.factories import a_liaison, a_meeting, a_member
from tests.support.pages import Page, words_of

_S = AttendanceStatus


def state(meeting):
    return db.session.get_one(Meeting, meeting.id, populate_existing=True).state


def checked(browser, page, **marks):
    return browser.send(page, form="attendance", press="Tiếp tục", **marks)


def pressed(page):
    return [words_of(one) for one in page.tree.iter("button") if one.get("aria-pressed") == "true"]


def ticked(page, name="marked"):
    boxes = (one for one in page.tree.iter("input") if one.get("name") == name)
    return [int(one.get("value")) for one in boxes if one.get("checked") is not None]


def test_the_absent_are_marked_checked_and_saved(loc, meeting):
    page = loc.page(at(meeting))
    assert page.heading == "Đồng chí nào vắng mặt?"

    check = checked(loc, page, marked=[ANH85, MAI], **{"why-2": "excused"})
    read = Page(check.text)
    assert read.heading == "Đề nghị kiểm tra lại: có mặt 1, vắng 2"
    assert "2. Lê Hữu Ánh (1985)" in read.words
    assert set(told(meeting).values()) == {None}

    done = loc.send(check, form="attendance", press="Lưu điểm danh")
    assert done.status_code == 303
    assert told(meeting) == {ANH78: _S.PRESENT, ANH85: _S.EXCUSED, MAI: _S.ABSENT, TUAN: None}
    assert "Đã lưu điểm danh: có mặt 1, vắng 2." in loc.page(done.location).words


def test_the_reason_can_be_said_on_the_check_page_too(loc, meeting):
    check = checked(loc, loc.page(at(meeting)), marked=[MAI])

    loc.send(check, form="attendance", press="Lưu điểm danh", **{"why-3": "unexcused"})

    assert told(meeting)[MAI] is _S.UNEXCUSED


def test_going_back_from_the_check_page_keeps_what_was_marked(loc, meeting):
    check = checked(loc, loc.page(at(meeting)), marked=[MAI], guests=[TUAN], **{"why-3": "excused"})

    again = Page(loc.send(check, form="attendance", press="Sửa lại").text, at(meeting))

    assert (ticked(again), ticked(again, "guests")) == ([MAI], [TUAN])
    assert ("why-3", "excused") in again.form("attendance").values


def test_turning_to_the_other_way_and_back_keeps_what_was_marked(loc, meeting):
    page = loc.page(at(meeting))

    turned = Page(
        loc.send(page, form="attendance", press="Đánh dấu người có mặt", marked=[MAI]).text, at(meeting)
    )
    assert turned.heading == "Đồng chí nào có mặt?"
    assert (pressed(turned), ticked(turned)) == (["Đánh dấu người có mặt"], [])

    back = Page(
        loc.send(turned, form="attendance", press="Đánh dấu người vắng", marked=[ANH78]).text, at(meeting)
    )
    assert (pressed(back), ticked(back)) == (["Đánh dấu người vắng"], [MAI])


def test_homonyms_are_told_apart_by_year_and_workplace(loc, meeting):
    words = loc.page(at(meeting)).words

    assert "1 Lê Hữu Ánh (1978) Chi bộ Phòng Nghiệp vụ" in words
    assert "2 Lê Hữu Ánh (1985) Chi bộ Văn phòng Sở" in words
    assert "3 Nguyễn Thị Mai Chi bộ" in words


def test_who_checked_in_is_present_with_the_hour_and_cannot_be_marked(sign_in_as, world, meeting, clock):
    clock.set(meeting.on, 19, 21)
    check_in(world.as_member("mai"), meeting.door_ref)
    loc = sign_in_as("loc")
    page = loc.page(at(meeting))
    assert "Đã quét mã lúc 19 giờ 21" in page.words
    assert 'value="3"' not in page.source.split('id="marked"')[1].split("</ul>")[0]

    check = Page(checked(loc, page, marked=[MAI]).text)

    assert check.heading == "Đề nghị kiểm tra lại: có mặt 3, vắng 0"
    assert "Có đánh dấu nhưng không ghi vắng" in check.words
    assert "đã tự điểm danh lúc 19 giờ 21, ghi có mặt" in check.words


def test_who_left_before_and_who_came_after_are_shown_as_not_counted(loc, world, meeting):
    gone, later = world.liaison("mai"), world.liaison("anh78")
    gone.state, gone.ended_because = LiaisonState.ENDED, LiaisonEnd.MOVED
    gone.ended_on = meeting.on.replace(day=1)
    later.started_on = meeting.on.replace(day=28)
    db.session.commit()

    page = loc.page(at(meeting))
    assert "Không tính: thôi giữ mối liên hệ tại chi bộ trước ngày họp" in page.words
    assert "Không tính: về chi bộ sau ngày họp" in page.words

    check = checked(loc, page, marked=[])
    assert Page(check.text).heading == "Đề nghị kiểm tra lại: có mặt 1, vắng 0"
    loc.send(check, form="attendance", press="Lưu điểm danh")
    assert told(meeting) == {ANH78: _S.NOT_COUNTED, ANH85: _S.PRESENT, MAI: _S.NOT_COUNTED, TUAN: None}


def test_guests_and_late_comers_can_only_be_marked_present(loc, world, meeting):
    late = a_member("Bùi Thị Lan", workplace=world.tax_cell)
    a_liaison(late, world.cell5)
    page = loc.page(at(meeting))
    assert "Khách mời, không tính vắng" in page.words
    assert "Về chi bộ sau ngày mời họp" in page.words

    check = checked(loc, page, guests=[TUAN], late=[late.ref])
    assert "Ngoài danh sách mời họp có mặt 2 đồng chí" in Page(check.text).words
    loc.send(check, form="attendance", press="Lưu điểm danh")

    assert (told(meeting)[TUAN], told(meeting)[5]) == (_S.PRESENT, _S.PRESENT)


def test_at_a_mixed_meeting_the_check_page_asks_who_took_part_on_line(loc, world):
    meeting = a_meeting(world.cell5, link="https://meet.example/abc")
    check = checked(loc, loc.page(at(meeting)), marked=[ANH78])
    assert "Đánh dấu người dự trực tuyến." in Page(check.text).words

    loc.send(check, form="attendance", press="Lưu điểm danh", online=[MAI])

    assert told(meeting) == {ANH78: _S.ABSENT, ANH85: _S.PRESENT, MAI: _S.ONLINE}
    assert ticked(Page(checked(loc, loc.page(at(meeting)), marked=[ANH78]).text), "online") == [MAI]


def test_a_correction_begins_with_what_was_saved(loc, world, meeting):
    marked = SaveAttendance(
        marked=frozenset([MAI]), savings=0, reasons={MAI: _S.EXCUSED}, guests=frozenset([TUAN])
    )
    save_attendance(world.actor("binh"), meeting.ref, marked)

    page = loc.page(at(meeting))

    assert (ticked(page), ticked(page, "guests")) == ([MAI], [TUAN])
    assert ("why-3", "excused") in page.form("attendance").values
    turned = Page(loc.send(page, form="attendance", press="Đánh dấu người có mặt").text, at(meeting))
    assert ticked(turned) == [ANH78, ANH85]


def test_a_meeting_with_nobody_on_its_list_says_so(sign_in_as, world):
    meeting = a_meeting(world.other_cell)
    db.session.execute(delete(Attendance).where(Attendance.meeting_id == meeting.id))
    gone = world.liaison("khanh")
    gone.state, gone.ended_because, gone.ended_on = LiaisonState.ENDED, LiaisonEnd.MOVED, meeting.on
    db.session.commit()

    assert "Danh sách cuộc họp này chưa có ai." in sign_in_as("quy").page(at(meeting)).words


class TestTwoPeople:
    """Lộc has the page open; Bình saves first."""

    @pytest.fixture
    def answer(self, loc, world, meeting):
        check = checked(loc, loc.page(at(meeting)), marked=[ANH78])
        theirs = SaveAttendance(marked=frozenset([MAI]), savings=0, reasons={MAI: _S.EXCUSED})
        save_attendance(world.actor("binh"), meeting.ref, theirs)
        return loc.send(check, form="attendance", press="Lưu điểm danh")

    def test_the_second_is_shown_where_they_differ_name_by_name(self, answer, meeting):
        page = Page(answer.text)

        assert answer.status_code == 409
        assert page.heading == "Có người khác vừa lưu điểm danh"
        assert "Đồng chí Trần Văn Bình đã lưu điểm danh này lúc 9 giờ 00" in page.words
        assert (
            "1. Lê Hữu Ánh (1978) Vắng theo đồng chí vừa đánh dấu Có mặt theo bản đồng chí Trần Văn Bình"
            in page.words
        )
        assert "2. Lê Hữu Ánh (1985)" not in page.words
        assert told(meeting)[MAI] is _S.EXCUSED

    def test_what_is_chosen_is_kept(self, loc, answer, meeting):
        done = loc.send(answer, form="attendance", press="Lưu theo", **{"keep-1": "mine", "keep-3": "theirs"})

        assert done.status_code == 303
        assert told(meeting) == {ANH78: _S.ABSENT, ANH85: _S.PRESENT, MAI: _S.EXCUSED, TUAN: None}

    def test_everything_of_mine_is_kept_by_one_button(self, loc, answer, meeting):
        loc.send(answer, form="attendance", press="Giữ tất cả theo tôi", keep_all="1")

        assert told(meeting) == {ANH78: _S.ABSENT, ANH85: _S.PRESENT, MAI: _S.PRESENT, TUAN: None}

    def test_a_name_left_open_is_asked_again_with_what_was_chosen(self, loc, answer, meeting):
        again = loc.send(answer, form="attendance", press="Lưu theo", **{"keep-1": "mine"})

        assert again.status_code == 409
        assert ("keep-1", "mine") in Page(again.text, at(meeting)).form("attendance").values


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (MeetingState.PLANNED, "Chưa mời đảng viên dự cuộc họp này."),
        (MeetingState.CANCELLED, "Cuộc họp này đã hủy."),
        (MeetingState.SIGNED, "Biên bản cuộc họp này đã ký, điểm danh giữ nguyên."),
        (MeetingState.CLOSED, "Hồ sơ cuộc họp này đã đóng, điểm danh giữ nguyên."),
    ],
)
@pytest.mark.parametrize("more", ["", "/numbers"])
def test_a_meeting_that_takes_no_attendance_says_why(loc, world, kind, sentence, more):
    meeting = a_meeting(world.cell5, state=kind)

    assert sentence in loc.page(at(meeting, more)).words


def test_before_its_day_the_page_says_from_when_on(loc, world, clock):
    meeting = a_meeting(world.cell5, on=clocks.today().replace(day=28))

    assert "Cuộc họp này vào ngày 28/3/2026, từ ngày đó mới điểm danh." in loc.page(at(meeting)).words


def test_what_was_marked_is_kept_when_the_meeting_is_cancelled_meanwhile(loc, meeting):
    check = checked(loc, loc.page(at(meeting)), marked=[MAI])
    cancelled = db.session.get_one(Meeting, meeting.id)
    cancelled.state, cancelled.cancelled_because = MeetingState.CANCELLED, "Mưa bão"
    db.session.commit()

    answer = loc.send(check, form="attendance", press="Lưu điểm danh")

    assert answer.status_code == 422
    assert "Cuộc họp này đã hủy." in Page(answer.text).words
    assert ticked(Page(answer.text)) == [MAI]


def test_what_was_marked_when_the_session_had_ended_is_there_again(sign_in_as, world, meeting, clock):
    browser = sign_in_as("loc")
    page = browser.page(at(meeting))
    clock.move(hours=2)
    assert checked(browser, page, marked=[MAI]).location.startswith("/sign-in")
    assert db.session.scalars(select(Draft.path)).all() == [at(meeting)]

    again = sign_in_as("loc").page(at(meeting))

    assert ticked(again) == [MAI]


def test_a_second_press_saves_nothing_twice(loc, meeting):
    check = checked(loc, loc.page(at(meeting)), marked=[MAI])
    first = loc.send(check, form="attendance", press="Lưu điểm danh")
    second = loc.send(check, form="attendance", press="Lưu điểm danh")

    assert (first.status_code, second.status_code) == (303, 303)
    assert db.session.get_one(Meeting, meeting.id, populate_existing=True).savings == 1


class TestBigCell:
    """250 names."""

    @pytest.fixture
    def big(self, world):
        crowd.settle(247, [world.cell5], [world.tax_cell, world.finance_cell])
        return a_meeting(world.cell5)

    def test_it_opens_with_marking_those_present_and_nobody_is(self, loc, big):
        page = loc.page(at(big))

        assert (page.heading, pressed(page), ticked(page)) == (
            "Đồng chí nào có mặt?",
            ["Đánh dấu người có mặt"],
            [],
        )
        assert page.source.count('name="marked"') == 250

    def test_the_page_stays_within_its_weight_and_its_statements(self, loc, big):
        loc.get(at(big))
        loc.examines = False  # it is about to come compressed
        answer = loc.get(at(big), headers={"Accept-Encoding": "gzip"})

        assert len(answer.data) <= 15 * 1024
        assert len(gzip.decompress(answer.data)) > 100_000
        assert len(loc.statements) <= 12

    def test_a_small_cell_needs_as_many_statements(self, loc, big, sign_in_as, world):
        loc.get(at(big))
        loc.get(at(big))
        many = len(loc.statements)
        small = a_meeting(world.cell6)
        other = sign_in_as("sau")
        other.get(at(small))
        other.get(at(small))

        assert len(other.statements) == many

    def test_it_is_saved_whole(self, loc, big):
        check = checked(loc, loc.page(at(big)), marked=list(range(1, 201)))
        assert Page(check.text).heading == "Đề nghị kiểm tra lại: có mặt 200, vắng 50"

        loc.send(check, form="attendance", press="Lưu điểm danh")

        said = list(told(big).values())
        assert (said.count(_S.PRESENT), said.count(_S.ABSENT)) == (200, 50)


def test_the_code_for_the_door_is_large_and_counts_who_came(sign_in_as, world, meeting, clock):
    clock.set(meeting.on, 19, 21)
    check_in(world.as_member("mai"), meeting.door_ref)

    page = sign_in_as("loc").page(f"/meetings/{meeting.ref}/code")

    assert "Điểm danh mở từ 18 giờ 30 đến 21 giờ 30, 16/3/2026." in page.words
    assert "Đã tự điểm danh: 1/3" in page.words
    assert f"/check-in/{meeting.door_ref}" in page.words
    assert page.link("Đếm lại") == f"/meetings/{meeting.ref}/code"


def test_nothing_personal_stands_in_the_title_or_the_address(loc, meeting):
    check = checked(loc, loc.page(at(meeting)), marked=[MAI])

    for page in (loc.page(at(meeting)), Page(check.text)):
        assert "Mai" not in page.title
