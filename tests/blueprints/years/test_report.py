"""The frame of the half-yearly report: counts as the register has them, and lines to write on."""

from datetime import date

import pytest

from models import Attendance, db
from models.vocabulary import AttendanceStatus, MeetingState
from tests.support.factories import a_meeting, an_opinion
from tests.support.papers import needs_office, needs_poppler, opened_by_office, words_of_pdf, words_of_word


@pytest.fixture
def held(world):
    """A meeting of cell 5 that was held: one came, one was excused, of one nobody said."""
    meeting = a_meeting(world.cell5, on=date(2026, 3, 2), state=MeetingState.HELD)
    seats = db.session.query(Attendance).filter_by(meeting_id=meeting.id).order_by(Attendance.number).all()
    seats[0].status, seats[1].status = AttendanceStatus.PRESENT, AttendanceStatus.EXCUSED
    an_opinion(world.mai)
    db.session.commit()
    return len(seats)


def test_the_report_of_a_cell_tells_what_it_knows_with_the_base(held, sign_in_as):
    words = words_of_word(sign_in_as("loc").get("/year/report.docx").data)

    for one in (
        "6 tháng đầu năm 2026",
        "5 đồng chí trong danh sách; 3 đồng chí đang giữ mối liên hệ; 1 đồng chí được miễn",
        "1 đồng chí mới giới thiệu",
        "Số cuộc họp với đảng viên đang công tác: 1.",
        f"Lượt đảng viên được mời: {held}; có mặt: 1; vắng có lý do: 1; vắng không lý do: 0",
        "Đã tiếp nhận: 1; đã trả lời: 0.",
        "5. Ưu điểm",
    ):
        assert one in words


def test_a_half_year_before_has_its_own_counts(held, sign_in_as):
    words = words_of_word(sign_in_as("loc").get("/year/report.docx?half=2025-2").data)

    assert "6 tháng cuối năm 2025" in words
    assert "Số cuộc họp với đảng viên đang công tác: 0." in words


def test_another_cell_and_another_ward_see_nothing_of_it(held, sign_in_as):
    for who in ("sau", "quy", "nhan"):
        assert "Số cuộc họp với đảng viên đang công tác: 0." in words_of_word(
            sign_in_as(who).get("/year/report.docx").data
        )


def test_the_report_of_a_commune_tells_how_many_of_its_cells_have_met(held, sign_in_as):
    browser = sign_in_as("hanh")

    assert "1/2 chi bộ có đảng viên phải họp" in words_of_word(browser.get("/year/report.docx").data)
    assert "1/2 chi bộ" in browser.get("/year/report").get_data(as_text=True)


@needs_office
@needs_poppler
def test_libreoffice_opens_the_frame_and_it_is_a_pdf_too(held, sign_in_as, tmp_path):
    browser = sign_in_as("loc")

    assert "BÁO CÁO" in words_of_pdf(opened_by_office(browser.get("/year/report.docx").data, tmp_path))
    assert "T/M CHI ỦY" in words_of_pdf(browser.get("/year/report.pdf").data)
