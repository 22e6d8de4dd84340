"""Where members live, and which committee and cells are there."""

from datetime import date

from sqlalchemy import select

from models import Place, db
from queries import homes
from tests.support import factories

TODAY = date(2026, 3, 16)


def test_the_present_home_of_each_member_is_found_with_its_commune(world):
    former = factories.a_residence(world.huy, world.other_cell)
    former.ends_on = date(2025, 1, 1)
    nowhere = factories.a_member()

    found = homes.of_members([world.huy.id, world.mai.id, nowhere.id])

    assert set(found) == {world.huy.id, world.mai.id}
    assert found[world.huy.id].place.name == "Phường Trường Vinh"


def test_the_living_committee_of_a_commune_receives_its_letters(world):
    assert homes.committees_at([world.ward.place_id])[world.ward.place_id].id == world.ward.id
    world.ward.dissolved_on = TODAY
    db.session.commit()

    assert homes.committees_at([world.ward.place_id]) == {}
    assert homes.committee(world.ward.ref) is None


def test_no_other_organisation_is_a_commune_committee(world):
    assert homes.committee(world.ward.ref) is not None
    assert homes.committee(world.cell5.ref) is None
    assert homes.committee(world.tax.ref) is None
    assert homes.committee(None) is None


def test_the_cells_of_a_day_are_those_that_live_then(world):
    world.cell6.dissolved_on = TODAY
    db.session.commit()

    before = homes.cells_of([world.ward.id], date(2026, 3, 15))[world.ward.id]
    now = homes.cells_of([world.ward.id], TODAY)[world.ward.id]

    assert [cell.name for cell in before] == ["Chi bộ Tổ dân phố 5", "Chi bộ Tổ dân phố 6"]
    assert [cell.name for cell in now] == ["Chi bộ Tổ dân phố 5"]
    assert homes.cells_of([world.ward.id], date(2020, 1, 1)) == {world.ward.id: []}


def test_a_unit_proposes_the_cell_that_is_named_after_it(world):
    cells = homes.cells_of([world.ward.id], TODAY)[world.ward.id]

    proposed = homes.proposed("TDP số 06", cells)

    assert proposed is not None
    assert proposed.id == world.cell6.id


def test_places_know_their_province_by_name(world):
    ward = db.session.get_one(Place, world.ward.place_id)
    province = db.session.scalars(select(Place).where(Place.code == "40")).one()

    assert homes.provinces_of([ward, province]) == {ward.id: "Nghệ An"}
