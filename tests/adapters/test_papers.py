"""A paper as PDF and as a Word file: its words as they were typed, its fonts inside, the same bytes each time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from adapters import papers, word
from domain.papers.blocks import Code, Column, Grid, Heading, Layout, Proof, Slip, Slips, Text, Ticks, plain
from tests.support.letters import a_letter_paper
from tests.support.papers import (
    fonts_of_pdf,
    needs_office,
    needs_poppler,
    needs_zbar,
    opened_by_office,
    pages_of_pdf,
    read_codes,
    words_of_pages,
    words_of_pdf,
    words_of_word,
)

STRANGE = "Nguyễn <b>&#$@*_[x]{y}//--\\ Ắỗữ"
ALL_LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
PROOF = Proof(
    "ABCDE FGHJK", "https://so-lien-he.example.vn/check?code=ABCDEFGHJK", "so-lien-he.example.vn/check"
)


@needs_poppler
def test_a_letter_reads_in_its_pdf_as_it_was_written():
    words = words_of_pdf(papers.pdf([a_letter_paper().described()]))

    for one in (
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 01-GGT/ĐU",
        "Vinh, ngày 05 tháng 02 năm 2026",
        "GIẤY GIỚI THIỆU",
    ):
        assert one in words
    assert "Giới thiệu đồng chí: Nguyễn Thị Mai; giới tính: Nữ." in words
    assert "Hiện cư trú tại: 12 Lê Lợi, phường Trường Vinh, tỉnh Nghệ An." in words


@needs_poppler
def test_markup_in_a_name_stays_a_name_in_both():
    paper = a_letter_paper(name=STRANGE).described()

    assert STRANGE in words_of_pdf(papers.pdf([paper]))
    assert STRANGE in words_of_word(word.docx(paper))


@needs_poppler
def test_a_word_longer_than_the_line_goes_on_in_the_next():
    words = words_of_pdf(papers.pdf([a_letter_paper(name=ALL_LETTERS).described()]))

    assert ALL_LETTERS in words.replace(" ", "").replace("\u200b", "")


@needs_poppler
def test_every_vietnamese_letter_is_there_and_every_font_inside(tmp_path):
    spaced = " ".join(ALL_LETTERS[place : place + 7] for place in range(0, len(ALL_LETTERS), 7))
    made = papers.pdf([a_letter_paper(name=spaced, residence=spaced.upper()).described()])
    words = words_of_pdf(made)

    assert ALL_LETTERS in words.replace(" ", "")
    assert ALL_LETTERS.upper() in words.replace(" ", "")
    fonts = fonts_of_pdf(made, tmp_path)
    assert fonts
    assert {embedded for _name, embedded in fonts} == {"yes"}
    assert all("LibertinusSerif" in name for name, _embedded in fonts)


@needs_poppler
@pytest.mark.parametrize("sign", ["﷽", "😀", "\ufff9", "\U000f0000", "漢"])
def test_a_sign_that_the_font_does_not_draw_is_a_box_and_no_paper_is_refused_for_it(sign):
    words = words_of_pdf(papers.pdf([a_letter_paper(name=f"Nguyễn {sign} Mai").described()]))

    assert "Nguyễn" in words
    assert "Mai; giới tính: Nữ." in words


def test_the_same_paper_gives_the_same_bytes():
    paper = a_letter_paper().described()

    assert papers.pdf([paper]) == papers.pdf([paper])


def test_several_people_make_papers_at_one_moment():
    letters = [a_letter_paper(name=f"Người thứ {number}").described() for number in range(40)]

    with ThreadPoolExecutor(4) as several:
        made = list(several.map(papers.pdf, [letters, letters[:1], letters[1:3], letters[3:4], letters]))

    assert made == [
        papers.pdf(letters[begin:end]) for begin, end in ((0, 40), (0, 1), (1, 3), (3, 4), (0, 40))
    ]


def test_a_pdf_is_for_the_archive_and_for_screen_readers():
    made = papers.pdf([a_letter_paper().described()])

    assert b"pdfaid:part>2<" in made
    assert b"pdfaid:conformance>A<" in made
    assert b"pdfuaid:part>1<" in made


@needs_poppler
def test_papers_of_one_file_each_begin_on_a_page_of_their_own():
    made = papers.pdf([a_letter_paper(name=f"Người thứ {number}").described() for number in range(3)])

    assert pages_of_pdf(made) == 3
    assert all(f"Người thứ {number}" in words_of_pdf(made) for number in range(3))


@needs_poppler
@pytest.mark.parametrize("others", [0, 1, 3])
def test_pages_are_numbered_from_the_second_of_a_paper_on(others):
    letter = a_letter_paper()
    long = replace(letter, blocks=(*letter.blocks, *(Text(plain("Nhận xét thêm.")),) * 80))
    pages = words_of_pages(papers.pdf([one.described() for one in (long, *(letter,) * others)]))

    begin = [page.split()[0] for page in pages[: len(pages) - others]]
    assert begin[1:] == [str(number) for number in range(2, len(begin) + 1)]
    assert len(begin) >= 3
    assert "1" not in {begin[0], *(page.split()[0] for page in pages[len(begin) :])}


@needs_poppler
def test_a_long_list_repeats_its_head_and_numbers_its_pages():
    rows = tuple((str(number), f"Nguyễn Văn {number}", "") for number in range(1, 61))
    grid = Grid((Column("TT", 1, "center"), Column("Họ và tên", 4), Column("Ký tên", 2)), rows, tall=True)
    paper = a_letter_paper()
    words = words_of_pdf(papers.pdf([replace(paper, blocks=(*paper.blocks[:2], grid)).described()]))

    assert (
        words.count("Họ và tên")
        == pages_of_pdf(papers.pdf([replace(paper, blocks=(grid,)).described()]))
        >= 3
    )


@needs_zbar
def test_the_square_at_the_foot_leads_to_the_page_that_checks(tmp_path):
    made = papers.pdf([replace(a_letter_paper(), proof=PROOF).described()])

    assert read_codes(made, tmp_path) == [PROOF.address]
    assert PROOF.code in words_of_pdf(made)


@needs_zbar
def test_eight_slips_stand_on_a_page_and_each_can_be_scanned(tmp_path):
    address = "https://so-lien-he.example.vn/activate?code="
    slips = Slips(
        tuple(Slip(f"{address}{at}", f"Người thứ {at}", (plain("Dùng đến 1/6/2026."),)) for at in range(9))
    )
    paper = replace(a_letter_paper(), blocks=(slips,), layout=Layout(10, 10, 10, 10, 11))
    made = papers.pdf([paper.described()])

    assert pages_of_pdf(made) == 2
    assert set(read_codes(made, tmp_path)) == {f"{address}{at}" for at in range(8)}


def test_a_word_file_says_the_same_and_has_the_same_margins():
    import io

    import docx

    paper = replace(a_letter_paper(), layout=Layout(25, 25, 35, 15, 13), proof=PROOF)
    made = word.docx(paper.described())
    section = docx.Document(io.BytesIO(made)).sections[0]

    assert "Giới thiệu đồng chí: Nguyễn Thị Mai; giới tính: Nữ." in words_of_word(made)
    sides = (
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.page_width,
        section.page_height,
    )
    assert [round(side.mm) for side in sides if side is not None] == [25, 35, 15, 210, 297]
    assert PROOF.code in section.first_page_footer.paragraphs[0].text


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\u200b"])
def test_a_sign_that_no_word_file_can_hold_falls_away(sign):
    assert "Nguyễn Mai" in words_of_word(word.docx(a_letter_paper(name=f"Nguyễn{sign} Mai").described()))


@pytest.mark.slow
@needs_office
@needs_poppler
def test_libreoffice_opens_the_word_file_and_reads_every_block(tmp_path):
    paper = a_letter_paper(name=STRANGE)
    more = (
        Heading("1. Thành phần"),
        Ticks(("Nêu gương tốt", "Nêu gương"), 2),
        Grid((Column("TT", 1), Column("Họ và tên", 4)), (("1", "Phan Thị Yến"),)),
        Code(PROOF.address, "Quét mã này"),
    )
    made = opened_by_office(
        word.docx(replace(paper, blocks=paper.blocks + more, proof=PROOF).described()), tmp_path
    )

    words = words_of_pdf(made)
    for one in (
        STRANGE,
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "1. Thành phần",
        "☒ Nêu gương",
        "Phan Thị Yến",
        PROOF.code,
    ):
        assert one in words
