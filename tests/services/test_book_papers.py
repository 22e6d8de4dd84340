"""The 213 list as a paper, apart from any database: 250 names over many pages, each with its head and its number."""

import re
import subprocess
from datetime import date

from adapters import papers, reference, word
from domain.papers.wording import read_wording
from models import Organisation
from models.vocabulary import AttendanceStatus, Category, MeetingKind, OrganisationKind, Sex
from queries.book import Assessed, Book, BookLine, Seat
from services.book_papers import book_paper
from tests.support.papers import fonts_of_pdf, needs_poppler, pages_of_pdf, words_of_pdf, words_of_word

CELL = Organisation(
    name="Chi bộ Tổ dân phố 5",
    kind=OrganisationKind.RESIDENCE_CELL,
    has_committee=True,
    parent=None,
    place=None,
)


def a_line(number, opinions=0, sheet=None):
    return BookLine(
        member_id=number,
        member_ref=f"{number:012}",
        name=f"Hoàng Phủ Ngọc Thủy Tiên {number:03}",
        sex=Sex.FEMALE,
        born="1988-05-12",
        workplace="Chi bộ Phòng Nghiệp vụ",
        committee="Đảng ủy Thuế tỉnh",
        address="Số 12, ngõ 45 đường Nguyễn Văn Trỗi",
        unit="Tổ dân phố 5",
        category=Category.FULL,
        exemption_basis=None,
        letter="01-GGT/ĐU",
        issued_on=date(2026, 3, 2),
        received_on=date(2026, 3, 5),
        listed_on=date(2026, 3, 12),
        opinions=opinions,
        sheet=sheet,
    )


def book_of(count, seats=(), **more):
    return Book(CELL, 2026, tuple(a_line(number, **more) for number in range(count)), dict(seats))


def drawn(book):
    words = read_wording(reference.document("papers.toml"))
    return book_paper(book, date(2026, 11, 28), lambda one: one.value, words).described()


@needs_poppler
def test_250_names_stand_on_numbered_pages_lying_down_each_with_its_head(tmp_path):
    made = papers.pdf([drawn(book_of(250))])
    words, pages = words_of_pdf(made), pages_of_pdf(made)
    shape = subprocess.run(["pdfinfo", "-"], input=made, capture_output=True, check=True).stdout.decode()
    [(width, height)] = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", shape)

    assert all(str(number) in words for number in range(1, 251))
    assert "Tổng số: 250 đồng chí." in words
    assert pages > 10
    assert words.count("Ghi chú") >= pages - 1  # the last page may hold the signature alone
    assert float(width) > float(height)
    assert all(is_embedded == "yes" for _, is_embedded in fonts_of_pdf(made, tmp_path))


def test_a_year_is_told_in_marks_and_counts_that_the_paper_explains():
    book = book_of(
        1,
        seats={
            0: [
                Seat(date(2026, 3, 2), MeetingKind.PERIODIC, AttendanceStatus.EXCUSED),
                Seat(date(2026, 9, 2), MeetingKind.THEMATIC, AttendanceStatus.PRESENT),
                Seat(date(2026, 10, 2), MeetingKind.PEOPLE, AttendanceStatus.PRESENT),
            ]
        },
        opinions=2,
        sheet=Assessed((1, 2, 1, 3, 1, 2), date(2026, 12, 3)),
    )
    words = words_of_word(word.docx(drawn(book)))

    assert "5/3/2026; 12/3/2026 CL CM 1 2 1-2-1-3-1-2 3/12/2026" in words
    assert "CL: vắng có lý do" in words


def test_opinions_that_the_reader_does_not_all_see_are_not_counted():
    words = words_of_word(word.docx(drawn(book_of(1, opinions=None))))

    assert "5/3/2026; 12/3/2026" in words


def test_ethnic_group_religion_and_native_place_are_no_columns():
    words = words_of_word(word.docx(drawn(book_of(1))))

    assert not [one for one in ("Dân tộc", "Tôn giáo", "Quê quán") if one in words]
