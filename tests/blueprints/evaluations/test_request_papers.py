"""Form 3-213 as a page, as PDF and as Word: a request of the workplace, and the round of a commune."""

import pytest
from sqlalchemy import select

from models import EvaluationRequest, IssuedDocument, db
from models.vocabulary import DocumentState, Paper
from services.evaluation_requests import WithdrawRequest, withdraw_request
from tests.support.factories import a_round, an_evaluation
from tests.support.papers import fonts_of_pdf, needs_poppler, words_of_pdf, words_of_word


@pytest.fixture
def asked(world):
    """A request of the tax committee about Tuấn, who is exempt and is evaluated on need."""
    return db.session.get_one(EvaluationRequest, an_evaluation(world.tuan).request_id)


def entered():
    found = select(IssuedDocument).where(IssuedDocument.kind == Paper.EVALUATION_REQUEST)
    return db.session.scalars(found).all()


@needs_poppler
def test_a_request_says_what_it_is_for_about_whom_and_until_when(asked, sign_in_as, tmp_path):
    made = sign_in_as("kien").get(f"/evaluations/requests/{asked.ref}/request.pdf").data
    words = words_of_pdf(made)

    for one in (
        "ĐẢNG ỦY THUẾ TỈNH",
        "PHIẾU XIN Ý KIẾN Chi ủy nơi cư trú",
        "Chi bộ Tổ dân phố 5",
        f"theo {asked.reference}.",
        "Đồng chí: Hoàng Anh Tuấn. Sinh ngày 30 tháng 7 năm 1992.",
        "Đang sinh hoạt đảng tại: Chi bộ Phòng Nghiệp vụ.",
        f"{asked.due_on:%d} tháng",
        "T/M ĐẢNG ỦY BÍ THƯ",
        "Mã kiểm tra",
    ):
        assert one in words
    assert all(is_embedded == "yes" for _, is_embedded in fonts_of_pdf(made, tmp_path))
    assert [one.state for one in entered()] == [DocumentState.VALID]


def test_the_word_file_and_the_page_say_the_same(asked, sign_in_as):
    browser = sign_in_as("kien")
    word = words_of_word(browser.get(f"/evaluations/requests/{asked.ref}/request.docx").data)
    page = browser.get(f"/evaluations/requests/{asked.ref}/print").get_data(as_text=True)

    for one in ("PHIẾU XIN Ý KIẾN", "Hoàng Anh Tuấn", "Chi bộ Tổ dân phố 5", "T/M ĐẢNG ỦY"):
        assert one in word
        assert one in page


def test_where_the_member_went_afterwards_is_not_told_to_the_workplace_that_asked(world, asked, sign_in_as):
    world.tuan.workplace_id = world.finance_cell.id
    db.session.commit()
    word = words_of_word(sign_in_as("kien").get(f"/evaluations/requests/{asked.ref}/request.docx").data)

    assert "Chi bộ Văn phòng Sở" not in word


def test_a_request_taken_back_withdraws_its_paper(world, asked, sign_in_as):
    sign_in_as("kien").get(f"/evaluations/requests/{asked.ref}/request.docx")
    withdraw_request(world.actor("kien"), asked.ref, WithdrawRequest(reason="Không còn cần"))

    assert [one.state for one in entered()] == [DocumentState.WITHDRAWN]


@pytest.mark.parametrize("form", ["print", "request.pdf", "request.docx"])
def test_a_request_of_another_committee_is_not_there(asked, sign_in_as, form):
    assert sign_in_as("long").get(f"/evaluations/requests/{asked.ref}/{form}").status_code == 404


def test_markup_in_a_name_stays_text(world, asked, sign_in_as):
    world.tuan.full_name = "#strong[Tuấn] *<b>"
    db.session.commit()
    browser = sign_in_as("kien")

    assert "#strong[Tuấn] *<b>" in words_of_word(
        browser.get(f"/evaluations/requests/{asked.ref}/request.docx").data
    )
    assert browser.get(f"/evaluations/requests/{asked.ref}/request.pdf").data.startswith(b"%PDF")


@needs_poppler
def test_a_round_asks_the_cells_with_its_days_and_names_nobody(world, sign_in_as):
    opened = a_round(world.ward)
    words = words_of_pdf(sign_in_as("hanh").get(f"/evaluations/rounds/{opened.ref}/request.pdf").data)

    for one in ("(đợt nhận xét năm 2026)", "Chi ủy, chi bộ khu dân cư thuộc Đảng ủy phường Trường Vinh"):
        assert one in words
    assert "Mai" not in words
    assert len(entered()) == 1


def test_the_round_of_another_ward_is_not_there(world, sign_in_as):
    opened = a_round(world.ward)

    assert sign_in_as("nhan").get(f"/evaluations/rounds/{opened.ref}/request.pdf").status_code == 404
