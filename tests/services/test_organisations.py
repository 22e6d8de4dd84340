"""Founding, renaming and describing organisations of both trees."""

from datetime import date

import pytest
from sqlalchemy import select

from access import Actor
from domain.errors import NotAllowed, NotFound, Refused
from models import AuditEntry, Organisation, OrganisationName, Place
from models.vocabulary import OrganisationKind, Side
from services.numbers import symbol_of
from services.organisations import (
    DescribeOrganisation,
    FoundCommuneCommittee,
    FoundOrganisation,
    RenameOrganisation,
    committee_of_code,
    describe_organisation,
    found_commune_committee,
    found_organisation,
    rename_organisation,
)
from services.unit import use_case
from tests.support.world import OTHER_WARD, PROVINCE, SINCE, THIRD_WARD, WARD

CELL = OrganisationKind.RESIDENCE_CELL
YESTERDAY = date(2026, 3, 15)


def a_cell(name="Chi bộ Tổ dân phố 7", founded_on=YESTERDAY, **more):
    return FoundOrganisation(name=name, founded_on=founded_on, **more)


@use_case
def committee(actor, code):
    """The way the command line goes."""
    return committee_of_code(code)


@pytest.fixture
def names(db):
    """The dated names of an organisation, the oldest first."""

    def of(organisation):
        found = select(OrganisationName).where(OrganisationName.organisation_id == organisation.id)
        return [
            (one.name, one.valid_from, one.valid_to)
            for one in db.session.scalars(found.order_by(OrganisationName.valid_from))
        ]

    return of


def test_the_office_of_a_ward_founds_a_cell_below_it(world, names):
    founded = found_organisation(
        world.actor("hanh"), world.ward.ref, CELL, a_cell("  Chi bộ  Tổ dân phố 7", decision="12-QĐ/ĐU")
    )

    assert founded.name == "Chi bộ Tổ dân phố 7"
    assert founded.path == f"{world.ward.path}{founded.id}."
    assert (founded.side, symbol_of(founded), founded.place_id) == (Side.RESIDENCE, "CB", world.ward.place_id)
    assert names(founded) == [("Chi bộ Tổ dân phố 7", YESTERDAY, None)]


def test_what_is_founded_stands_in_the_trail(world, db):
    founded = found_organisation(world.actor("hanh"), world.ward.ref, CELL, a_cell())

    entries = select(AuditEntry.action).where(
        AuditEntry.subject == "organisation", AuditEntry.subject_id == founded.id
    )
    assert set(db.session.scalars(entries)) == {"found_organisation"}


@pytest.mark.parametrize("kind", [kind for kind in OrganisationKind if kind is not CELL])
def test_a_kind_that_cannot_stand_below_a_ward_is_refused(world, kind):
    with pytest.raises(Refused) as refusal:
        found_organisation(world.actor("hanh"), world.ward.ref, kind, a_cell())

    assert refusal.value.field == "kind"


def test_a_name_that_lives_already_below_the_same_committee_is_refused(world):
    with pytest.raises(Refused) as refusal:
        found_organisation(world.actor("hanh"), world.ward.ref, CELL, a_cell("CHI BỘ TỔ DÂN PHỐ 5"))

    assert refusal.value.field == "name"


def test_nothing_is_founded_tomorrow(world, clock):
    with pytest.raises(Refused) as refusal:
        found_organisation(world.actor("hanh"), world.ward.ref, CELL, a_cell(founded_on=date(2026, 3, 17)))

    assert refusal.value.field == "founded_on"


def test_another_ward_is_out_of_sight_and_a_cell_has_no_right(world):
    with pytest.raises(NotFound):
        found_organisation(world.actor("hanh"), world.other_ward.ref, CELL, a_cell())
    with pytest.raises(NotAllowed):
        found_organisation(world.actor("loc"), world.cell5.ref, CELL, a_cell())


def test_a_commune_committee_is_named_after_its_unit(world):
    admin = world.actor("admin")

    founded = found_commune_committee(admin, world.province.ref, FoundCommuneCommittee(unit_code=THIRD_WARD))
    again = found_commune_committee(admin, world.province.ref, FoundCommuneCommittee(unit_code=THIRD_WARD))

    assert founded.name == "Đảng ủy phường Vinh Phú"
    assert founded.parent_id == world.province.id
    assert again.id == founded.id


def test_a_unit_of_nowhere_founds_nothing(world, db):
    admin, province = world.actor("admin"), world.province.ref

    with pytest.raises(NotFound):
        found_commune_committee(admin, province, FoundCommuneCommittee(unit_code="99999"))
    with pytest.raises(Refused):
        found_commune_committee(admin, province, FoundCommuneCommittee(unit_code=PROVINCE))


def test_the_first_ward_of_a_province_founds_its_province_committee_on_the_way(db, world, names):
    elsewhere = Place(code="01", kind="province", name="Thành phố Hà Nội", folded="x", valid_from=SINCE)
    db.session.add(elsewhere)
    db.session.flush()
    ward = Place(
        code="00004",
        kind="ward",
        name="Phường Ba Đình",
        folded="y",
        province_id=elsewhere.id,
        valid_from=SINCE,
    )
    db.session.add(ward)
    db.session.commit()

    founded = committee(Actor.worker(), "00004")

    above = db.session.get_one(Organisation, founded.parent_id)
    assert (founded.name, above.name) == ("Đảng ủy phường Ba Đình", "Thành ủy Hà Nội")
    assert (symbol_of(above), above.path, above.side) == ("TU", f"{above.id}.", Side.OVERSIGHT)
    assert names(founded) == [("Đảng ủy phường Ba Đình", SINCE, None)]


def test_a_code_gives_the_committee_that_there_is(world):
    worker = Actor.worker()

    assert committee(worker, WARD).id == world.ward.id
    assert committee(worker, OTHER_WARD).id == world.other_ward.id
    assert committee(worker, PROVINCE).id == world.province.id


def test_a_new_name_begins_on_its_day_and_the_old_one_keeps_its_dates(world, names):
    renamed = rename_organisation(
        world.actor("hanh"),
        world.cell5.ref,
        RenameOrganisation(name="Chi bộ Khối 5", valid_from=YESTERDAY, decision="3-QĐ/ĐU"),
    )

    assert (renamed.name, renamed.folded) == ("Chi bộ Khối 5", "chi bo khoi 5")
    assert names(renamed) == [
        ("Chi bộ Tổ dân phố 5", SINCE, YESTERDAY),
        ("Chi bộ Khối 5", YESTERDAY, None),
    ]


def test_the_day_of_the_present_name_corrects_its_spelling(world, names):
    renamed = rename_organisation(
        world.actor("hanh"),
        world.cell5.ref,
        RenameOrganisation(name="Chi bộ Tổ dân phố số 5", valid_from=SINCE),
    )

    assert names(renamed) == [("Chi bộ Tổ dân phố số 5", SINCE, None)]


@pytest.mark.parametrize(
    ("name", "day", "field"),
    [
        ("Chi bộ Khối 5", date(2026, 3, 17), "valid_from"),
        ("Chi bộ Khối 5", date(2025, 6, 30), "valid_from"),
        ("Chi bộ Tổ dân phố 5", YESTERDAY, "name"),
        ("Chi bộ Tổ dân phố 6", YESTERDAY, "name"),
        ("5", YESTERDAY, "name"),
    ],
)
def test_a_name_of_tomorrow_of_before_or_of_another_is_refused(world, names, name, day, field):
    with pytest.raises(Refused) as refusal:
        rename_organisation(
            world.actor("hanh"), world.cell5.ref, RenameOrganisation(name=name, valid_from=day)
        )

    assert refusal.value.field == field
    assert names(world.cell5) == [("Chi bộ Tổ dân phố 5", SINCE, None)]


def test_a_cell_is_described_and_bears_the_usual_symbol_until_it_writes_its_own(world):
    described = describe_organisation(
        world.actor("hanh"),
        world.cell5.ref,
        DescribeOrganisation(phone="0912345678", term="2025-2030", is_grassroots=True),
    )

    assert (described.phone, symbol_of(described)) == ("0912345678", "CB")
    assert (described.is_grassroots, described.has_committee) == (True, False)
    own = describe_organisation(world.actor("hanh"), world.cell5.ref, DescribeOrganisation(symbol="CB5"))
    assert symbol_of(own) == "CB5"


@pytest.mark.parametrize(("above", "is_grassroots"), [("province", True), ("tax", False)])
def test_a_workplace_cell_with_no_committee_above_it_is_a_grassroots_organisation(
    world, above, is_grassroots
):
    administrator, parent = world.actor("admin"), getattr(world, above)

    cell = found_organisation(
        administrator, parent.ref, OrganisationKind.WORKPLACE_CELL, a_cell("Chi bộ Báo Nghệ An")
    )
    described = describe_organisation(administrator, cell.ref, DescribeOrganisation(has_committee=True))

    assert described.is_grassroots is is_grassroots


def test_a_committee_stays_one_whatever_the_form_leaves_out(world):
    described = describe_organisation(
        world.actor("hanh"), world.ward.ref, DescribeOrganisation(symbol="ĐU", phone=None)
    )

    assert described.has_committee is True
