"""Papers of a meeting as PDF and as Word files: invitation, list to sign on, minutes with their code."""

from datetime import date

import pytest
from sqlalchemy import select

from models import AccessEntry, IssuedDocument, Minutes, Organisation, db
from models.vocabulary import Paper
from tests.support.factories import a_meeting, first_account
from tests.support.papers import needs_poppler, words_of_pdf, words_of_word


@pytest.fixture
def meeting(world):
    """A meeting of cell 5 that is to come."""
    return a_meeting(world.cell5, on=date(2026, 6, 15))


def test_the_invitation_and_the_list_are_taken_away_as_word_files(meeting, sign_in_as):
    browser = sign_in_as("loc")
    invitation = words_of_word(browser.get(f"/meetings/{meeting.ref}/invitation.docx").data)
    to_sign = words_of_word(browser.get(f"/meetings/{meeting.ref}/sign-in-sheet.docx").data)

    for words in ("GIẤY MỜI HỌP", "19 giờ 30, ngày 15 tháng 6 năm 2026", "T/M CHI ỦY", "Nguyễn Văn Lộc"):
        assert words in invitation
    assert "dự cuộc họp 6 tháng đầu năm 2026" in to_sign
    assert "1 Lê Hữu Ánh" in to_sign


@needs_poppler
def test_the_list_to_sign_on_is_a_pdf_with_the_numbers_of_the_screen(meeting, sign_in_as):
    words = words_of_pdf(sign_in_as("loc").get(f"/meetings/{meeting.ref}/sign-in-sheet.pdf").data)

    for one in ("DANH SÁCH KÝ TÊN", "Nguyễn Thị Mai", "quét mã này"):
        assert one in words


def test_everybody_on_the_list_to_sign_on_is_told_who_took_it_away(world, meeting, sign_in_as):
    sign_in_as("loc").get(f"/meetings/{meeting.ref}/sign-in-sheet.docx")

    noted = select(AccessEntry.member_id).where(AccessEntry.page == "meetings.print")
    assert world.mai.id in db.session.scalars(noted).all()


def minutes_of(meeting, *, is_signed):
    minutes = Minutes(meeting_id=meeting.id, edition=1, conclusions="Nhất trí sửa đường ngõ 12.")
    if is_signed:
        cell = db.session.get_one(Organisation, meeting.cell_id)
        minutes.signed_at, minutes.signed_by_id = meeting.created_at, first_account(cell).id
        minutes.number_text = "01-BB/CB"
    db.session.add(minutes)
    db.session.commit()


@needs_poppler
@pytest.mark.parametrize("is_signed", [True, False])
def test_signed_minutes_bear_a_code_and_a_draft_bears_none(world, sign_in_as, is_signed):
    meeting = a_meeting(world.cell5)
    minutes_of(meeting, is_signed=is_signed)
    words = words_of_pdf(sign_in_as("loc").get(f"/meetings/{meeting.ref}/minutes.pdf").data)

    assert "Nhất trí sửa đường ngõ 12." in words
    entered = select(IssuedDocument.code).where(IssuedDocument.kind == Paper.MEETING_MINUTES)
    assert len(db.session.scalars(entered).all()) == is_signed
    assert ("Mã kiểm tra" in words) is is_signed
