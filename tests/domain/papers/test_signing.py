"""In whose name a paper is signed and as what (36-HD/VPTW), in the office's own words."""

from dataclasses import replace

import pytest

from domain.papers.signing import signed
from domain.papers.wording import SIGNING, completed, read_wording
from domain.signatories import body_of
from models.vocabulary import Office
from queries.wording import product


@pytest.mark.parametrize(
    ("is_cell", "has_committee", "office", "above"),
    [
        (False, False, Office.SECRETARY, ("T/M ĐẢNG ỦY", "BÍ THƯ")),
        (True, True, Office.SECRETARY, ("T/M CHI ỦY", "BÍ THƯ")),
        (True, False, Office.DEPUTY, ("T/M CHI BỘ", "PHÓ BÍ THƯ")),
        (False, True, None, ("T/M ĐẢNG ỦY",)),
    ],
)
def test_a_body_signs_as_what_it_is_by_the_office_that_signs(is_cell, has_committee, office, above):
    body = body_of(is_cell=is_cell, has_committee=has_committee)

    assert signed(read_wording(product()), body, office, "Phạm Tiến Dũng").above == above


def test_the_words_are_those_that_the_office_wrote():
    words = read_wording(product())
    words = replace(words, signing={**words.signing, "committee": "T/M BAN THƯỜNG VỤ"})

    assert signed(words, "committee").above == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")


def test_a_paper_made_before_these_words_could_be_changed_is_signed_as_it_was():
    older = {part: said for part, said in product().items() if part != SIGNING}
    older["letter"] = {"title": "GIẤY GIỚI THIỆU ĐẢNG VIÊN"}

    words = read_wording(completed(older, product()))

    assert signed(words, "cell").above == ("T/M CHI BỘ", "BÍ THƯ")
    assert words.of("letter")["title"] == "GIẤY GIỚI THIỆU ĐẢNG VIÊN"
    assert words.of("letter")["to"] == "Kính gửi:"
