"""Workplace cells by the names that people write."""

import pytest

from domain.errors import NotAllowed
from models.vocabulary import OrganisationKind
from queries import workplaces
from tests.support.factories import an_organisation


@pytest.mark.parametrize(
    "written",
    [
        "Chi bộ Văn phòng Sở",
        "chi bo van phong so",
        "Chi bộ Văn phòng Sở, Đảng ủy Sở Tài chính",
        "Đảng ủy Sở Tài chính",
    ],
)
def test_a_cell_is_known_by_its_name_with_or_without_its_committee(world, written):
    found = workplaces.named(world.actor("hang"), written)

    assert [cell.full_name for cell in found] == ["Chi bộ Văn phòng Sở, Đảng ủy Sở Tài chính"]


@pytest.mark.parametrize("written", ["Ngân hàng Nông nghiệp", "", "Chi bộ Tổ dân phố 5", "Văn phòng Sở"])
def test_what_names_no_workplace_cell_finds_nothing(world, written):
    assert workplaces.named(world.actor("hang"), written) == []


def test_a_committee_of_several_cells_names_all_of_them(world):
    found = workplaces.named(world.actor("chi"), "Đảng ủy Thuế tỉnh")

    assert len(found) == 2


def test_the_cells_of_the_own_committee_are_proposed(world):
    assert workplaces.near(world.actor("hang")) == [
        "Chi bộ Phòng Kiểm tra, Đảng ủy Thuế tỉnh",
        "Chi bộ Phòng Nghiệp vụ, Đảng ủy Thuế tỉnh",
    ]


def test_a_dissolved_cell_is_not_proposed(world):
    cell = an_organisation("Chi bộ Cũ", OrganisationKind.WORKPLACE_CELL, world.tax)
    cell.dissolved_on = cell.founded_on

    assert "Chi bộ Cũ" not in " ".join(workplaces.near(world.actor("hang")))


def test_the_residence_asks_for_none_of_this(world):
    with pytest.raises(NotAllowed):
        workplaces.near(world.actor("loc"))
