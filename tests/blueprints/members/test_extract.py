"""The extract of a record as PDF and Word: what the page shows and no more, for offices and for the member."""

import pytest
from sqlalchemy import select

from models import IssuedDocument, db
from models.vocabulary import DocumentState, Paper
from tests.support.factories import a_residence
from tests.support.papers import fonts_of_pdf, needs_poppler, words_of_pdf, words_of_word

STREET = "Số 12 ngõ 45"


@pytest.fixture
def mai(world):
    """Mai with a home."""
    member = world.mai
    a_residence(member, address=STREET, unit="Tổ dân phố 5")
    return member


def entered():
    found = select(IssuedDocument).where(IssuedDocument.kind == Paper.MEMBER_EXTRACT)
    return db.session.scalars(found).all()


def word(browser, member):
    return words_of_word(browser.get(f"/members/{member.ref}/extract.docx").data)


@needs_poppler
def test_the_extract_says_what_the_record_says_with_its_code(mai, sign_in_as, tmp_path):
    made = sign_in_as("loc").get(f"/members/{mai.ref}/extract.pdf").data
    words = words_of_pdf(made)

    for one in (
        "TRÍCH HỒ SƠ",
        "Họ và tên: Nguyễn Thị Mai",
        "Sinh ngày 12 tháng 5 năm 1988.",
        "Đang sinh hoạt đảng tại: Chi bộ Phòng Nghiệp vụ.",
        "Chi bộ nơi cư trú: Chi bộ Tổ dân phố 5.",
        STREET,
        "Mã kiểm tra",
    ):
        assert one in words
    assert all(is_embedded == "yes" for _, is_embedded in fonts_of_pdf(made, tmp_path))


def test_who_may_not_read_the_address_does_not_get_it_on_paper(mai, sign_in_as):
    told = word(sign_in_as("que"), mai)

    assert STREET not in told
    assert "Tổ dân phố 5" in told


def test_extracts_of_two_offices_do_not_replace_each_other_and_one_taken_again_is_the_same(mai, sign_in_as):
    for who in ("loc", "loc", "que", "hang"):
        word(sign_in_as(who), mai)

    assert [one.state for one in entered()] == [DocumentState.VALID] * 3


def test_a_corrected_record_makes_an_extract_that_replaces_the_one_of_the_day(mai, sign_in_as):
    browser = sign_in_as("loc")
    word(browser, mai)
    mai.full_name = "Nguyễn Thị Mai *#b[x]<i>"
    db.session.commit()

    assert "Nguyễn Thị Mai *#b[x]<i>" in word(browser, mai)
    assert sorted(one.state for one in entered()) == [DocumentState.REPLACED, DocumentState.VALID]


@pytest.mark.parametrize("form", ["extract", "extract.pdf", "extract.docx"])
@pytest.mark.parametrize("who", ["quy", "nhan", "sau", "long"])
def test_nobody_who_may_not_read_the_record_gets_an_extract(mai, sign_in_as, who, form):
    assert sign_in_as(who).get(f"/members/{mai.ref}/{form}").status_code == 404


def test_members_take_their_own_with_all_that_is_held_and_nobodys_head(world, mai, sign_in_as):
    browser = sign_in_as(world.account("mai"))
    told = words_of_word(browser.get("/me/extract.docx").data)

    assert STREET in told
    assert "do đảng viên tự lấy" in told
    assert "ĐẢNG CỘNG SẢN" not in told
    assert "Nguyễn Thị Mai" in browser.get("/me/extract").get_data(as_text=True)
    assert len(entered()) == 1
