"""The tree in scope, names of the past, and whom to call."""

from datetime import date

import pytest

from access import Actor
from domain.errors import NotFound
from domain.names import fold
from models import Place, db
from models.vocabulary import Office, PlaceKind
from queries import organisations, telephones
from queries.paging import PAGE
from services.organisations import RenameOrganisation, rename_organisation
from tests.support import factories
from tests.support.world import WARD

TODAY = date(2026, 3, 16)


def lines_of(lines):
    return [(line.organisation.name, line.depth) for line in lines]


def test_a_ward_sees_itself_and_its_cells_with_secretary_telephone_and_members(world):
    lines = organisations.branch(world.actor("hanh"), world.ward, TODAY)

    assert lines_of(lines.rows) == [
        ("Đảng ủy phường Trường Vinh", 0),
        ("Chi bộ Tổ dân phố 5", 1),
        ("Chi bộ Tổ dân phố 6", 1),
    ]
    cell = lines.rows[1]
    assert cell.secretary == telephones.of_organisations([world.cell5.id], TODAY)[world.cell5.id][0]
    assert cell.phone == world.loc.phone
    assert lines.after is None


def test_open_liaisons_are_counted_where_they_are_held_and_above(world):
    ward, five, six = organisations.branch(world.actor("hanh"), world.ward, TODAY).rows

    open_here = ("mai", "anh78", "anh85", "tuan", "linh")
    assert five.liaisons == len(open_here)
    assert six.liaisons == len(("dung", "yen"))
    assert ward.liaisons == len((*open_here, "dung", "yen", "hoa", "son"))


def test_an_overseer_counts_both_sides_and_an_administrator_counts_nobody(world):
    seen = organisations.branch(world.actor("overseer"), world.province, TODAY).rows
    by_name = {line.organisation.name: line.liaisons for line in seen}

    assert by_name["Đảng ủy phường Trường Vinh"]
    assert by_name["Đảng ủy Thuế tỉnh"]
    assert by_name["Tỉnh ủy Nghệ An"] is None
    assert {
        line.liaisons for line in organisations.branch(world.actor("admin"), world.province, TODAY).rows
    } == {None}


def test_numbers_in_names_stand_in_the_order_of_their_value(world):
    for number in (10, 9, 1):
        factories.an_organisation(f"Chi bộ Tổ dân phố {number}", parent=world.ward)

    names = [
        line.organisation.name for line in organisations.branch(world.actor("hanh"), world.ward, TODAY).rows
    ]

    assert [name.rpartition(" ")[2] for name in names[1:]] == ["1", "5", "6", "9", "10"]


def test_a_long_branch_goes_on_behind_the_last_row_shown(world):
    for number in range(100, 100 + PAGE):
        factories.an_organisation(f"Chi bộ Tổ dân phố {number}", parent=world.ward)
    hanh = world.actor("hanh")

    first = organisations.branch(hanh, world.ward, TODAY)
    rest = organisations.branch(hanh, world.ward, TODAY, first.after)

    assert len(first.rows) == 1 + PAGE
    assert len(rest.rows) == 2
    assert rest.after is None
    assert {line.depth for line in rest.rows} == {1}


def test_an_organisation_is_found_by_an_old_name_without_marks(world):
    rename_organisation(
        world.actor("hanh"), world.cell5.ref, RenameOrganisation(name="Chi bộ Khối Bắc", valid_from=TODAY)
    )

    (found,) = organisations.named(world.actor("hanh"), "pho to dan 5", TODAY)

    assert (found.organisation.name, found.former_name) == ("Chi bộ Khối Bắc", "Chi bộ Tổ dân phố 5")


def test_a_search_stays_in_scope_and_shows_the_present_name_without_an_old_one(world):
    found = organisations.named(world.actor("hanh"), "chi bo", TODAY)

    assert lines_of(found) == [("Chi bộ Tổ dân phố 5", 0), ("Chi bộ Tổ dân phố 6", 0)]
    assert {line.former_name for line in found} == {None}
    assert organisations.named(world.actor("hanh"), " ", TODAY) == []


def test_what_is_out_of_scope_is_not_there(world):
    with pytest.raises(NotFound):
        organisations.one(world.actor("hanh"), world.other_ward.ref)
    with pytest.raises(NotFound):
        organisations.own(Actor.nobody())


def test_offices_are_told_with_their_days_the_open_ones_first(world, clock):
    factories.a_mandate(
        world.sau, Office.SECRETARY, world.cell5, starts_on=date(2025, 7, 1), ends_on=date(2025, 9, 1)
    )

    held = organisations.offices_held(world.actor("hanh"), world.cell5.id)

    assert held[-1].name == "Phan Văn Sáu"
    assert held[-1].is_over(TODAY)
    assert [one.office for one in held[:-1]] == [Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER]
    assert {one.name for one in held[:-1]} == {"Nguyễn Văn Lộc", "Trần Văn Bình", "Hồ Thị Tâm"}


def test_a_workplace_committee_chooses_among_its_own_cells(world):
    choices = organisations.cell_choices(world.actor("kien"))

    assert [name for _ref, name in choices] == ["Chi bộ Phòng Kiểm tra", "Chi bộ Phòng Nghiệp vụ"]


def test_places_without_a_committee_are_offered(world):
    assert organisations.place_choices(world.province) == [("16702", "Phường Vinh Phú")]


def test_places_stand_in_vietnamese_order(world):
    for code, name in (("16691", "Phường Thái Hòa"), ("16692", "Phường Tân Mai"), ("16693", "Phường Đô")):
        place = {"code": code, "name": name, "folded": fold(name), "province_id": world.province.place_id}
        db.session.add(Place(**place, kind=PlaceKind.WARD, valid_from=date(2025, 7, 1)))
    db.session.commit()

    offered = [name for _code, name in organisations.place_choices(world.province)]

    assert offered == ["Phường Đô", "Phường Tân Mai", "Phường Thái Hòa", "Phường Vinh Phú"]


def test_cells_of_a_commune_are_known_under_old_names_too(world):
    rename_organisation(
        world.actor("hanh"), world.cell5.ref, RenameOrganisation(name="Chi bộ Khối Bắc", valid_from=TODAY)
    )

    assert organisations.names_of_residence_cells(WARD) == [
        "Chi bộ Tổ dân phố 5",
        "Chi bộ Khối Bắc",
        "Chi bộ Tổ dân phố 6",
    ]
    assert organisations.names_of_residence_cells("16702") == []
