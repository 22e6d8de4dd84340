"""The 213 list of a cell: its words, its pages, who may take it and who is noted to have."""

import pytest
from sqlalchemy import select

from models import AccessEntry, db
from models.vocabulary import EvaluationState
from tests.support.factories import a_residence, an_evaluation, an_opinion
from tests.support.papers import (
    needs_office,
    needs_poppler,
    opened_by_office,
    words_of_pdf,
    words_of_word,
)


def address(cell, form="list.docx"):
    return f"/liaisons/book/{cell.ref}/{form}"


@pytest.fixture
def year(world):
    """What Mai did this year, and her sheet with the workplace."""
    an_opinion(world.mai)
    an_evaluation(world.mai, state=EvaluationState.SEEN)


def test_the_list_tells_of_each_member_what_the_register_holds(world, year, sign_in_as):
    words = words_of_word(sign_in_as("loc").get(address(world.cell5)).data)

    for one in (
        "CHI BỘ TỔ DÂN PHỐ 5",
        "Nguyễn Thị Mai",
        "12/5/1988",
        "Chi bộ Phòng Nghiệp vụ, Đảng ủy Thuế tỉnh",
    ):
        assert one in words
    assert "2-2-2-2-2-2" in words
    assert "Tổng số: 5 đồng chí, trong đó 1 đồng chí được miễn" in words
    assert "Phạm Tiến Dũng" not in words  # of cell 6


def test_who_has_two_homes_on_record_stands_on_the_list_once(world, sign_in_as):
    a_residence(world.mai, address="Số 12 ngõ 45")
    words = words_of_word(sign_in_as("loc").get(address(world.cell5)).data)

    assert words.count("Nguyễn Thị Mai") == 1
    assert "Số 12 ngõ 45" in words


def test_taking_it_away_is_noted_for_everybody_on_it(world, sign_in_as):
    sign_in_as("loc").get(address(world.cell5))
    noted = select(AccessEntry.member_id).where(AccessEntry.page == "liaisons.book.docx")

    assert world.mai.id in db.session.scalars(noted).all()


def test_who_signed_in_a_while_ago_is_asked_first(world, sign_in_as):
    answer = sign_in_as("loc", fresh=False).get(address(world.cell5, "list.pdf"))

    assert answer.status_code == 303


@pytest.mark.parametrize("form", ["", "/list.pdf", "/list.docx"])
@pytest.mark.parametrize("who", ["quy", "nhan", "sau"])
def test_the_list_of_another_cell_or_ward_is_not_there(world, sign_in_as, who, form):
    assert sign_in_as(who).get(f"/liaisons/book/{world.cell5.ref}{form}").status_code == 404


def test_the_committee_reads_the_list_of_a_cell_below_it_without_half_a_count(world, year, sign_in_as):
    browser = sign_in_as("hanh")

    assert "Nguyễn Thị Mai" in browser.get(f"/liaisons/book/{world.cell5.ref}").get_data(as_text=True)
    assert browser.get(f"/liaisons/book/{world.ward.ref}").status_code == 404


@needs_office
@needs_poppler
def test_libreoffice_opens_the_list_lying_down(world, sign_in_as, tmp_path):
    made = opened_by_office(sign_in_as("loc").get(address(world.cell5)).data, tmp_path)

    assert "Nguyễn Thị Mai" in words_of_pdf(made)


def test_markup_in_a_name_stays_text(world, sign_in_as):
    world.mai.full_name = "#table[Mai] <b>"
    db.session.commit()
    browser = sign_in_as("loc")

    assert "#table[Mai] <b>" in words_of_word(browser.get(address(world.cell5)).data)
    assert browser.get(address(world.cell5, "list.pdf")).data.startswith(b"%PDF")
