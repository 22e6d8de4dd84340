"""The page on which anybody checks a paper: scanned, typed, compared; nobody's name is on it."""

import io
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from models import IntroductionLetter, IssuedDocument, db
from tests.support.pages import Page

LETTERS = "/introduction-letters/"


@dataclass(frozen=True)
class Taken:
    """A letter, the code on its paper and its file."""

    ref: str
    number_text: str
    code: str
    file: bytes


@pytest.fixture
def letter(world, sign_in_as):
    """A letter whose paper was taken away as PDF."""
    found = select(IntroductionLetter).where(IntroductionLetter.liaison_id == world.liaison("hoa").id)
    row = db.session.scalars(found).one()
    file = sign_in_as("kien").get(f"{LETTERS}{row.ref}/letter.pdf").data
    return Taken(row.ref, row.number_text, db.session.scalars(select(IssuedDocument.code)).one(), file)


@pytest.fixture
def stranger(app):
    return app.test_client()


def test_a_scanned_code_opens_the_page_with_type_number_day_and_state(letter, stranger):
    page = stranger.page(f"/check?code={letter.code}")

    for words in ("Còn hiệu lực", "Giấy giới thiệu", letter.number_text, "16/3/2026", "Đảng ủy Thuế tỉnh"):
        assert words in page.words
    for words in ("Hòa", "1983", "Phòng Nghiệp vụ"):
        assert words not in page.words


def test_a_line_and_a_file_are_compared(letter, stranger):
    right = stranger.fill("/check", code=letter.code, line="Nguyễn Thị Hòa")
    wrong = stranger.fill("/check", code=letter.code, line="Nguyễn Thị Hoa")

    assert "Dòng này có trên văn bản" in Page(right.text).words
    assert "Văn bản không có dòng nào đúng như vậy" in Page(wrong.text).words
    for file, words in (
        (letter.file, "Tệp đúng là bản đã phát hành"),
        (letter.file + b" ", "Tệp không phải bản"),
    ):
        form = Page(stranger.get("/check").text).form("/check")
        sent = {**dict(form.values), "code": letter.code, "file": (io.BytesIO(file), "giay.pdf")}
        assert words in Page(stranger.post("/check", data=sent).text).words


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "Gõ 10 chữ và số ở cuối trang giấy"),
        ("ABC", "Mã có 10 chữ và số"),
        ("ABCDE23456", "Có một chữ hoặc số bị nhầm"),
        ("<script>", "Mã có 10 chữ và số"),
    ],
)
def test_what_is_no_code_is_told_in_words(stranger, world, code, told):
    answer = stranger.fill("/check", code=code)

    assert answer.status_code == 422
    assert told in Page(answer.text).words


def test_a_withdrawn_letter_says_so(letter, stranger, sign_in_as):
    sign_in_as("kien").fill(f"{LETTERS}{letter.ref}/withdraw", form="/withdraw", reason="Nhầm phường")

    assert "Đã thu hồi từ ngày 16/3/2026" in stranger.page(f"/check?code={letter.code}").words


def test_the_issuer_sees_when_a_paper_was_checked_and_others_do_not(letter, stranger, sign_in_as):
    ref = db.session.scalars(select(IssuedDocument.ref)).one()
    before = sign_in_as("kien").page(f"/documents/{ref}").words
    stranger.fill("/check", code=letter.code, line="Nguyễn Thị Hòa")
    after = sign_in_as("kien").page(f"/documents/{ref}").words

    assert letter.number_text in sign_in_as("kien").page("/documents/").words
    assert "Chưa có ai kiểm tra giấy này." in before
    assert "Đối chiếu một dòng, khớp" in after
    assert sign_in_as("hanh").get(f"/documents/{ref}").status_code == 404
    assert "Chưa có văn bản nào được phát hành" in sign_in_as("hanh").page("/documents/").words
