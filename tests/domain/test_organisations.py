import pytest

from domain.errors import Refused
from domain.organisations import (
    commune_committee_name,
    kinds_below,
    province_committee_name,
    stands_alone,
    symbol_key,
    title,
    unit_of,
)
from models.vocabulary import OrganisationKind as Kind


@pytest.mark.parametrize(
    ("place", "committee"),
    [
        ("Nghệ An", "Tỉnh ủy Nghệ An"),
        ("Tỉnh Nghệ An", "Tỉnh ủy Nghệ An"),
        ("Thành phố Hà Nội", "Thành ủy Hà Nội"),
        ("Thành phố Hồ Chí Minh", "Thành ủy Hồ Chí Minh"),
    ],
)
def test_a_province_committee_is_named_after_its_province(place, committee):
    assert province_committee_name(place) == committee


@pytest.mark.parametrize(
    ("place", "committee"),
    [
        ("Phường Trường Vinh", "Đảng ủy phường Trường Vinh"),
        ("Xã Kim Liên", "Đảng ủy xã Kim Liên"),
        ("Đặc khu Phú Quốc", "Đảng ủy đặc khu Phú Quốc"),
        ("Vinh", "Đảng ủy Vinh"),
    ],
)
def test_the_committee_of_a_commune_is_named_after_its_unit(place, committee):
    assert commune_committee_name(place) == committee


def test_nothing_stands_between_province_and_commune_and_nothing_below_a_cell():
    assert kinds_below(None) == (Kind.PROVINCE_COMMITTEE,)
    assert Kind.COMMUNE_COMMITTEE in kinds_below(Kind.PROVINCE_COMMITTEE)
    assert kinds_below(Kind.COMMUNE_COMMITTEE) == (Kind.RESIDENCE_CELL,)
    assert kinds_below(Kind.RESIDENCE_CELL) == kinds_below(Kind.WORKPLACE_CELL) == ()


@pytest.mark.parametrize("kind", Kind)
def test_only_a_workplace_cell_right_below_the_province_has_no_grassroots_committee_above_it(kind):
    above = {one for one in [None, *Kind] if kind in kinds_below(one) and stands_alone(kind, one)}

    assert above == ({Kind.PROVINCE_COMMITTEE} if kind is Kind.WORKPLACE_CELL else set())


def test_documents_bear_the_symbol_of_their_level():
    assert [symbol_key(kind) for kind in Kind] == [
        "province_committee",
        "committee",
        "committee",
        "cell",
        "cell",
    ]


def test_a_title_is_kept_tidy():
    assert title("  Chi bộ  Tổ dân phố 5\u200b ") == "Chi bộ Tổ dân phố 5"


@pytest.mark.parametrize("text", ["", "  ", "12", "A" * 201])
def test_a_title_has_letters_and_is_not_endless(text):
    with pytest.raises(Refused) as refusal:
        title(text, field="name")

    assert refusal.value.field == "name"


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("Chi bộ Tổ dân phố 5", "Tổ dân phố 5"),
        ("Chi bộ thôn Nam Sơn", "Thôn Nam Sơn"),
        ("Khối Tân Lộc", "Khối Tân Lộc"),
    ],
)
def test_a_residence_cell_tells_its_residential_unit(cell, unit):
    assert unit_of(cell) == unit
