"""A notice and its acknowledgement as papers: the sender's, the receiver's, that of a sanction."""

import pytest
from sqlalchemy import select

from models import IssuedDocument, db
from tests.support.factories import a_change, a_notice, a_sanction
from tests.support.papers import needs_poppler, words_of_pdf, words_of_word


@needs_poppler
def test_the_sender_enters_the_notice_and_the_receiver_takes_the_same_away(world, sign_in_as):
    notice = a_notice(a_change(world.mai, recorded_by=world.thu))
    sent = words_of_pdf(sign_in_as("kien").get(f"/notices/sent/{notice.ref}/notice.pdf").data)
    received = words_of_pdf(sign_in_as("loc").get(f"/notices/{notice.ref}/notice.pdf").data)

    assert sent == received
    for words in (
        "THÔNG BÁO",
        "Kính gửi: Chi bộ Tổ dân phố 5",
        "Nguyễn Thị Mai",
        "Mã kiểm tra",
        "(Mẫu nội bộ)",
    ):
        assert words in sent
    assert len(db.session.scalars(select(IssuedDocument)).all()) == 1


def test_the_slip_says_who_received_it_once_somebody_has(world, sign_in_as):
    notice = a_notice(a_change(world.mai, recorded_by=world.thu))
    browser = sign_in_as("loc")
    before = browser.get(f"/notices/{notice.ref}/receipt.docx")
    browser.fill(f"/notices/{notice.ref}", form="/acknowledge")
    words = words_of_word(browser.get(f"/notices/{notice.ref}/receipt.docx").data)

    assert before.status_code == 404
    assert "PHIẾU BÁO NHẬN" in words
    assert "Người nhận: đồng chí Nguyễn Văn Lộc, 9 giờ 00, ngày 16 tháng 3 năm 2026." in words


@pytest.mark.parametrize("what", ["notice.pdf", "notice.docx"])
def test_that_of_a_sanction_asks_first_who_it_is(world, sign_in_as, what):
    notice = a_notice(a_sanction(world.mai, recorded_by=world.thu))

    stale = sign_in_as("loc", fresh=False).get(f"/notices/{notice.ref}/{what}")
    assert stale.status_code == 303
    assert "step-up" in stale.location
    assert sign_in_as("binh").get(f"/notices/{notice.ref}/{what}").status_code == 404
    assert sign_in_as("loc").get(f"/notices/{notice.ref}/{what}").status_code == 200
