"""What a letter says, and the cell of a residential unit."""

import json
from datetime import date

import pytest

from domain.letters import Content, bare_place, cell_of_unit, content_from, party_of, residence_line
from models.vocabulary import Category, Office, Sex

CELLS = {1: "Chi bộ Tổ dân phố 5", 2: "Chi bộ Tổ dân phố 15", 3: "Chi bộ Khối Tân Lộc", 4: "Chi bộ Thôn 7"}


def a_content(**more):
    values = {
        "superior": "Đảng bộ tỉnh Nghệ An",
        "issuer": "Đảng ủy Thuế tỉnh",
        "number": "01-GGT/ĐU",
        "place": "Vinh",
        "issued_on": "2026-03-16",
        "commune": "Đảng ủy phường Trường Vinh",
        "cell": None,
        "basis": "Quy định số 213-QĐ/TW",
        "name": "Nguyễn Thị Mai",
        "sex": Sex.FEMALE,
        "born": "1988-05-12",
        "admitted": "2012",
        "official": None,
        "member_cell": "Chi bộ Phòng Nghiệp vụ",
        "member_committee": None,
        "residence": "Tổ dân phố 5, phường Trường Vinh, tỉnh Nghệ An",
        "category": Category.FULL,
        "office": Office.DEPUTY,
        "signer": "Phạm Tiến Dũng",
    }
    return Content(**(values | more))


def test_a_stored_letter_says_later_what_it_said():
    content = a_content()

    assert content_from(json.loads(json.dumps(content.stored()))) == content
    assert content.day == date(2026, 3, 16)


def test_a_letter_without_a_sex_on_record_is_read_back_too():
    content = a_content(sex=None)

    assert content_from(json.loads(json.dumps(content.stored()))) == content


@pytest.mark.parametrize(
    ("issuer", "has_committee", "words"),
    [
        ("Đảng ủy Thuế tỉnh", True, "committee"),
        ("Chi ủy Bưu điện", True, "cell_committee"),
        ("Chi bộ Báo Nghệ An", True, "cell_committee"),
        ("Chi bộ Báo Nghệ An", False, "cell"),
    ],
)
def test_the_issuing_body_signs_as_what_it_is(issuer, has_committee, words):
    assert a_content(issuer=issuer, has_committee=has_committee).signs_for == words


@pytest.mark.parametrize(
    ("committee", "party"),
    [
        ("Tỉnh ủy Nghệ An", "Đảng bộ tỉnh Nghệ An"),
        ("Thành ủy Hà Nội", "Đảng bộ thành phố Hà Nội"),
        ("Đảng ủy Thuế tỉnh", "Đảng bộ Thuế tỉnh"),
        ("Ban Cán sự", "Ban Cán sự"),
    ],
)
def test_the_head_names_the_party_organisation_above(committee, party):
    assert party_of(committee) == party


@pytest.mark.parametrize(
    ("place", "bare"),
    [("Phường Trường Vinh", "Trường Vinh"), ("Thành phố Huế", "Huế"), ("Nghệ An", "Nghệ An")],
)
def test_the_place_before_the_date_has_no_word_for_its_kind(place, bare):
    assert bare_place(place) == bare


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (
            ("Số 4, đường Lê Lợi", "Tổ dân phố 6", "Phường Trường Vinh", "Nghệ An"),
            "Số 4, đường Lê Lợi, Tổ dân phố 6, phường Trường Vinh, tỉnh Nghệ An",
        ),
        ((None, None, "Xã Yên Xuân", "Thành phố Hà Nội"), "xã Yên Xuân, thành phố Hà Nội"),
        ((None, "Thôn 7", "Đặc khu Cô Tô", None), "Thôn 7, đặc khu Cô Tô"),
    ],
)
def test_an_address_is_one_line(parts, line):
    assert residence_line(*parts) == line


@pytest.mark.parametrize(
    ("unit", "cell"),
    [
        ("Tổ dân phố 5", 1),
        ("tổ dân phố số 5", 1),
        ("TDP 05", 1),
        ("tdp15", None),
        ("Chi bộ Tổ dân phố 15", 2),
        ("khoi tan loc", 3),
        ("5", 1),
        ("7", 4),
        ("9", None),
        ("", None),
        (None, None),
    ],
)
def test_the_cell_of_a_residential_unit_is_found(unit, cell):
    assert cell_of_unit(unit, CELLS) == cell


def test_two_cells_of_one_name_leave_the_choice_to_a_person():
    assert cell_of_unit("Thôn 7", {1: "Chi bộ Thôn 7", 2: "Chi bộ thôn 7"}) is None
    assert cell_of_unit("7", {1: "Chi bộ Thôn 7", 2: "Chi bộ Khối 7"}) is None
