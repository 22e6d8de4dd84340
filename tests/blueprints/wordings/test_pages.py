"""Pages on which the administrator words papers: seen, changed, tried, put back; everything wrong is told at once."""

import pytest

from domain.papers.places import BESIDES, PAPERS
from models import IssuedDocument, db
from queries.wording import newest, product, wording
from tests.support.pages import Page
from tests.support.papers import needs_poppler, words_of_pdf

INDEX = "/paper-texts/"
TITLE = "GIẤY GIỚI THIỆU ĐẢNG VIÊN"
PERSON = f"{INDEX}sentence?of=letter.person"


def browse(sign_in_as, address):
    browser = sign_in_as("admin")
    return browser, browser.page(address)


def change(browser, mark, text):
    page = browser.page(f"{INDEX}sentence?of={mark}")
    return browser.send(page, form="/sentence", text=text)


@pytest.mark.parametrize("who", ["overseer", "thanh", "kien", "loc", "mai"])
@pytest.mark.parametrize(
    "address", ["", "paper?of=letter", "sentence?of=letter.person", "layout", "example.pdf?of=letter"]
)
def test_nobody_but_the_administrator_finds_the_pages(world, sign_in_as, who, address):
    assert sign_in_as(who).get(INDEX + address).status_code == 403


def test_the_administrator_finds_all_papers_from_the_menu_and_how_many_sentences_were_changed(
    world, sign_in_as
):
    browser, home = browse(sign_in_as, "/")
    change(browser, "letter.title", TITLE)
    page = browser.page(home.link("Mẫu văn bản"))

    assert "Giấy giới thiệu" in page.words
    assert "Đã sửa 1 câu" in page.words
    unchanged = len([*PAPERS, *BESIDES, "layout"]) - len(["letter"])
    assert page.words.count("như bản gốc") == unchanged


def test_a_sentence_is_changed_shown_beside_its_original_and_put_back(world, sign_in_as):
    browser = sign_in_as("admin")
    page = browser.page(change(browser, "letter.title", TITLE).location)

    assert "Đã lưu. Văn bản lập từ bây giờ dùng câu chữ mới." in page.words
    assert f"{TITLE} Bản gốc: GIẤY GIỚI THIỆU" in page.words

    back = browser.send(page, form="/restore")
    page = browser.page(back.location)
    assert "Đã dùng lại bản gốc." in page.words
    assert TITLE not in page.words
    history = browser.page(f"{INDEX}sentence?of=letter.title").words
    assert "Vũ Minh Khôi" in history
    assert TITLE in history


def test_all_that_is_wrong_is_told_at_once_and_what_was_typed_stays(world, sign_in_as):
    browser, page = browse(sign_in_as, PERSON)
    answer = browser.send(page, form="/sentence", text="Đồng chí {họ tên} [x *")

    assert answer.status_code == 422
    said = Page(answer.text).words
    for words in (
        "chỗ điền dùng được: {admitted}",
        "Văn bản không thể thiếu {name}",
        "Dấu ngoặc",
        "Đặt dấu *",
    ):
        assert words in said
    assert "Đồng chí {họ tên} [x *" in answer.text
    assert newest().number == 0


def test_the_second_of_two_administrators_reads_what_the_first_wrote_and_keeps_the_own_words(
    world, sign_in_as
):
    browser, page = browse(sign_in_as, f"{INDEX}sentence?of=letter.title")
    change(browser, "letter.title", TITLE)
    answer = browser.send(page, form="/sentence", text="GIẤY GIỚI THIỆU KHÁC")

    assert answer.status_code == 409
    assert TITLE in answer.text
    assert "GIẤY GIỚI THIỆU KHÁC" in answer.text
    assert wording().of("letter")["title"] == TITLE


@needs_poppler
def test_a_sentence_is_tried_without_being_saved_and_nothing_is_entered(world, sign_in_as):
    browser, page = browse(sign_in_as, PERSON)
    fields = dict(page.form("/sentence").filled({"text": "Xin giới thiệu {name}."}))
    answer = browser.post(f"{INDEX}sentence/try", data=fields)

    words = words_of_pdf(answer.data)
    assert "Xin giới thiệu Nguyễn Thị Ví Dụ." in words
    assert "VÍ DỤ, KHÔNG CÓ GIÁ TRỊ" in words
    assert newest().number == 0
    assert db.session.query(IssuedDocument).count() == 0


@needs_poppler
@pytest.mark.parametrize("kind", ["letter", "minutes", "slips"])
def test_an_example_is_taken_as_pdf(world, sign_in_as, kind):
    answer = sign_in_as("admin").get(f"{INDEX}example.pdf?of={kind}")

    assert answer.content_type == "application/pdf"
    assert "VÍ DỤ" in words_of_pdf(answer.data)


def test_margins_are_changed_and_put_back_and_wrong_ones_are_told_on_every_field(world, sign_in_as):
    browser, page = browse(sign_in_as, f"{INDEX}layout")
    answer = browser.send(page, form="/layout", top="5", bottom="x", left="99", right="", size="40")
    assert answer.status_code == 422
    assert answer.text.count("field-error") >= 2
    assert 'value="99"' in answer.text

    answer = browser.send(page, form="/layout", top="15", bottom="15", left="25", right="15", size="13")
    assert answer.status_code == 303
    assert wording().layout.left == 25
    page = browser.page(answer.location)
    assert "Bản gốc: trên 20, dưới 20, trái 30, phải 20 mm; cỡ chữ 14" in page.words
    browser.send(page, form="/restore")
    db.session.rollback()
    assert wording().layout.left == product()["layout"]["left"]


@needs_poppler
def test_who_signs_is_worded_in_the_same_place_and_stands_on_the_next_paper(world, sign_in_as):
    browser = sign_in_as("admin")
    page = browser.page(change(browser, "signing.committee", "T/M BAN THƯỜNG VỤ").location)

    assert "Quyền hạn, chức vụ người ký" in page.words
    assert "T/M BAN THƯỜNG VỤ Bản gốc: T/M ĐẢNG ỦY" in page.words
    assert "T/M BAN THƯỜNG VỤ BÍ THƯ" in words_of_pdf(browser.get(f"{INDEX}example.pdf?of=letter").data)


def test_a_symbol_is_changed_in_the_same_place(world, sign_in_as):
    browser = sign_in_as("admin")
    assert change(browser, "symbols.cell", "chb").status_code == 422
    assert change(browser, "symbols.cell", "CHB").status_code == 303
    page = sign_in_as("hanh").page(f"/organisations/{world.cell5.ref}")
    assert "CHB" in page.words


@pytest.mark.parametrize(
    "address",
    [
        "paper",
        "paper?of=nothing",
        "sentence",
        "sentence?of=letter",
        "sentence?of=letter.nothing",
        "sentence?of=layout.top",
    ],
)
def test_what_no_paper_has_is_not_there(world, sign_in_as, address):
    assert sign_in_as("admin").get(INDEX + address).status_code == 404


def test_an_example_of_nothing_leads_back_to_the_papers(world, sign_in_as):
    assert sign_in_as("admin").get(f"{INDEX}example.pdf").location.endswith(INDEX)
