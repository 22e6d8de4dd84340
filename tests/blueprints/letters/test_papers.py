"""Letters taken away as PDF and as Word files: what they say, who may take them, what the file is called."""

import pytest
from sqlalchemy import select

from models import IntroductionLetter, db
from tests.support.papers import needs_poppler, pages_of_pdf, words_of_pdf, words_of_word

INDEX = "/introduction-letters/"


def letter_of(world, name):
    found = select(IntroductionLetter).where(IntroductionLetter.liaison_id == world.liaison(name).id)
    return db.session.scalars(found).one()


@needs_poppler
def test_a_letter_is_taken_away_as_pdf_with_its_address(world, sign_in_as):
    answer = sign_in_as("kien").get(f"{INDEX}{letter_of(world, 'hoa').ref}/letter.pdf")

    assert answer.content_type == "application/pdf"
    assert "Giới thiệu đồng chí: Nguyễn Thị Hòa" in words_of_pdf(answer.data)
    assert "phường Trường Vinh" in words_of_pdf(answer.data)


def test_a_letter_is_taken_away_as_a_word_file_whose_name_names_nobody(world, sign_in_as):
    answer = sign_in_as("kien").get(f"{INDEX}{letter_of(world, 'hoa').ref}/letter.docx")

    assert "Giới thiệu đồng chí: Nguyễn Thị Hòa" in words_of_word(answer.data)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="giay-gioi-thieu-so-')


@needs_poppler
def test_the_letters_of_one_act_are_one_file(world, sign_in_as):
    letter = letter_of(world, "hoa")
    answer = sign_in_as("kien").get(f"{INDEX}batches/{letter.batch}/letters.pdf")

    assert pages_of_pdf(answer.data) >= 1


@pytest.mark.parametrize("what", ["letter.pdf", "letter.docx"])
def test_who_may_not_read_addresses_takes_no_letter_away(world, sign_in_as, what):
    assert sign_in_as("que").get(f"{INDEX}{letter_of(world, 'hoa').ref}/{what}").status_code == 403


@pytest.mark.parametrize("what", ["letter.pdf", "letter.docx"])
def test_a_letter_of_another_ward_is_not_there(world, sign_in_as, what):
    assert sign_in_as("long").get(f"{INDEX}{letter_of(world, 'hoa').ref}/{what}").status_code == 404
