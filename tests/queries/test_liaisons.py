"""Open bonds, what they lack, one bond with its steps."""

from datetime import date

import pytest

from domain.errors import NotFound
from models import db
from models.vocabulary import ExemptionReason, LiaisonState
from queries import liaisons
from queries.liaisons import TO_COMPLETE, TO_CONFIRM, TO_REVIEW
from queries.paging import PAGE
from tests.support import factories

TODAY = date(2026, 3, 16)


def names(world, who, show=None, on=TODAY):
    return [line.name for line in liaisons.held(world.actor(who), show, on).rows]


def test_a_cell_has_its_members_in_vietnamese_order_of_the_given_name(world):
    assert names(world, "loc") == [
        "Lê Hữu Ánh",
        "Lê Hữu Ánh",
        "Đậu Thùy Linh",
        "Nguyễn Thị Mai",
        "Hoàng Anh Tuấn",
    ]


def test_the_commune_has_those_of_its_cells_and_the_workplace_its_own(world):
    assert "Phan Thị Yến" in names(world, "hanh")
    assert "Nguyễn Duy Khánh" not in names(world, "hanh")
    assert set(names(world, "long")) == {"Lê Hữu Ánh", "Phan Thị Yến", "Nguyễn Duy Khánh"}


def test_letters_on_their_way_and_ended_liaisons_are_no_bonds(world):
    assert not {"Nguyễn Thị Hòa", "Vương Đình Sơn", "Lê Thu Hà"} & set(names(world, "hanh"))


def test_who_has_two_homes_on_record_is_listed_once_with_the_latest(world):
    factories.a_residence(world.mai)
    latest = factories.a_residence(world.mai)

    lines = liaisons.held(world.actor("loc"), None, TODAY).rows

    assert [line.name for line in lines].count("Nguyễn Thị Mai") == 1
    home = liaisons.bond(world.actor("loc"), world.liaison("mai").ref).home
    assert home is not None
    assert home.id == latest.id


def test_what_bonds_lack_is_listed_and_counted(world):
    unfounded = world.liaison("tuan")
    unfounded.exemption_reason, unfounded.exemption_basis = ExemptionReason.NOT_STATED, None
    db.session.commit()

    assert names(world, "loc", TO_CONFIRM) == ["Đậu Thùy Linh"]
    assert names(world, "loc", TO_COMPLETE) == ["Hoàng Anh Tuấn"]
    assert liaisons.gaps(world.actor("loc"), TODAY) == liaisons.Gaps(1, 1, 0)


def test_an_exemption_is_reviewed_from_its_day_on(world):
    assert names(world, "hanh", TO_REVIEW, on=date(2026, 9, 4)) == []
    assert names(world, "hanh", TO_REVIEW, on=date(2026, 9, 5)) == ["Hoàng Anh Tuấn"]
    assert liaisons.gaps(world.actor("hanh"), date(2026, 9, 5)).to_review == 1


def test_a_cell_is_one_page_and_a_commune_goes_on(world):
    for _ in range(PAGE + 5):
        factories.a_liaison(factories.a_member(), world.cell5)

    cell = liaisons.held(world.actor("loc"), None, TODAY)
    first = liaisons.held(world.actor("hanh"), None, TODAY)
    rest = liaisons.held(world.actor("hanh"), None, TODAY, first.after)

    assert (len(cell.rows), cell.after) == (PAGE + 10, None)
    assert len(first.rows) == PAGE
    assert not {line.ref for line in first.rows} & {line.ref for line in rest.rows}


def test_one_bond_comes_with_both_sides_and_its_steps(world):
    found = liaisons.bond(world.actor("loc"), world.liaison("mai").ref)
    bond = found.liaison

    assert (bond.workplace.name, bond.commune.name) == (
        "Chi bộ Phòng Nghiệp vụ",
        "Đảng ủy phường Trường Vinh",
    )
    assert [step.state for step in liaisons.steps(bond.id)] == [LiaisonState.ACTIVE]
    assert found.letter_ref is not None
    assert found.home is not None
    assert found.home.unit == "Tổ dân phố 5"


@pytest.mark.parametrize("who", ["sau", "nhan", "long", "admin", "overseer"])
def test_a_bond_out_of_sight_is_not_there(world, who):
    with pytest.raises(NotFound):
        liaisons.member_of(world.actor(who), world.liaison("mai").ref)
    with pytest.raises(NotFound):
        liaisons.one(world.actor(who), world.liaison("mai").ref)
