"""Attendance by the numbers of the paper list."""

import pytest

from models.vocabulary import AttendanceStatus
from services.attendance import SaveAttendance, save_attendance
from tests.support.attendance import ANH78, ANH85, MAI, TUAN, at, told
from tests.support.pages import Page

_S = AttendanceStatus
NUMBERS = "Nhập theo số thứ tự trên giấy"


@pytest.mark.parametrize("typed", ["1, 3", "1;3", "1 3", "3 và 1", "1.3"])
def test_names_are_told_before_anything_is_saved(loc, meeting, typed):
    page = loc.page(loc.page(at(meeting)).link(NUMBERS))

    check = loc.send(page, form="numbers", press="Kiểm tra", marked=typed)
    read = Page(check.text)
    assert read.heading == "Đề nghị kiểm tra lại: có mặt 1, vắng 2"
    assert "1. Lê Hữu Ánh (1978)" in read.words
    assert "3. Nguyễn Thị Mai (1988)" in read.words

    loc.send(check, form="numbers", press="Lưu điểm danh", **{"why-3": "excused"})
    assert told(meeting) == {ANH78: _S.ABSENT, ANH85: _S.PRESENT, MAI: _S.EXCUSED, TUAN: None}


def test_a_number_that_is_not_on_the_list_is_named_and_nothing_typed_is_lost(loc, meeting):
    answer = loc.fill(at(meeting, "/numbers"), form="numbers", marked="3, 41")

    assert answer.status_code == 422
    assert "Danh sách không có số 41: chỉ có từ số 1 đến số 4." in Page(answer.text).words
    assert 'value="3, 41"' in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Đồng chí ghi số của người vắng; không ai vắng thì ghi 0."),
        ("3, Mai", "Đồng chí chỉ ghi số, ví dụ 3, 9, 14; “mai” không phải là số."),
    ],
)
def test_what_is_no_number_is_told_in_words(loc, meeting, typed, sentence):
    answer = loc.fill(at(meeting, "/numbers"), form="numbers", marked=typed)

    assert sentence in Page(answer.text).words


def test_a_nought_says_that_nobody_is_absent(loc, meeting):
    check = loc.fill(at(meeting, "/numbers"), form="numbers", marked="0")

    assert Page(check.text).heading == "Đề nghị kiểm tra lại: có mặt 3, vắng 0"
    assert "Không ai vắng." in Page(check.text).words


def test_the_number_of_a_guest_is_told_apart(loc, meeting):
    check = Page(loc.fill(at(meeting, "/numbers"), form="numbers", marked="3 4").text)

    assert check.heading == "Đề nghị kiểm tra lại: có mặt 2, vắng 1"
    assert "4. Hoàng Anh Tuấn (1992): Khách mời, không tính vắng" in check.words


def test_going_back_keeps_the_numbers_as_typed(loc, meeting):
    check = loc.fill(at(meeting, "/numbers"), form="numbers", marked="3;  1")

    again = loc.send(check, form="numbers", press="Sửa lại")

    assert 'value="3;  1"' in again.text


def test_a_correction_begins_with_the_numbers_that_were_saved(loc, world, meeting):
    save_attendance(world.actor("loc"), meeting.ref, SaveAttendance(marked=frozenset([1, 3]), savings=0))

    assert 'value="1, 3"' in loc.page(at(meeting, "/numbers")).source
