"""A list taken back as one after other things have happened: it takes what it brought, and nothing else."""

import shutil

import pytest
from sqlalchemy import select

from adapters import clock
from models import Distinction, ImportBatch, Member, Organisation, db
from models.vocabulary import ImportState
from services.imports.kept import folder
from tests.support import factories
from tests.support.lists import HEADINGS, TODAY, a_row
from tests.support.workbooks import a_workbook

INDEX, NEW = "/imports/", "/imports/new"


def a_line(name, **more):
    told = {"BORN": "02/03/1980", "ADMITTED": "19/05/2015", "OFFICIAL": "19/05/2016", "CARD": None}
    return a_row(FULL_NAME=name, RESIDENCE_CELL="Chi bộ Tổ dân phố 5", **told | {"PHONE": None} | more)


@pytest.fixture
def office(world, clock, sign_in_as):
    clock.set(TODAY)
    shutil.rmtree(folder(), ignore_errors=True)
    return sign_in_as("hanh")


def written(office, *rows):
    """Upload and write a list; gives its address."""
    page = office.page(office.upload(NEW, a_workbook([HEADINGS, *rows])).location)
    office.send(page, form="/write")
    db.session.rollback()
    return f"{INDEX}{db.session.scalars(select(ImportBatch.ref).order_by(ImportBatch.id.desc())).first()}"


def names():
    db.session.rollback()
    return set(db.session.scalars(select(Member.full_name)))


def states():
    db.session.rollback()
    return list(db.session.scalars(select(ImportBatch.state).order_by(ImportBatch.id)))


def test_what_others_did_meanwhile_stays(world, office):
    before = names()
    first = written(office, a_line("Lê Văn Mới"))
    written(office, a_line("Lê Thị Hai"))
    factories.a_contact(world.mai)
    world.khanh.phone = "0912345678"
    factories.a_member("Hồ Thị Ba")
    db.session.commit()

    answer = office.fill(f"{first}/undo")

    assert answer.status_code == 303
    assert names() == before | {"Lê Thị Hai", "Hồ Thị Ba"}
    db.session.refresh(world.khanh)
    assert world.khanh.phone == "0912345678"
    assert states() == [ImportState.UNDONE, ImportState.WRITTEN]


def test_what_a_cell_did_with_somebody_whom_the_list_only_linked_stands_in_the_way(world, office):
    there = factories.a_member("Lê Văn Mới", born="1980-03-02", workplace=world.tax_cell)
    address = written(office, a_line("Lê Văn Mới"))
    factories.an_opinion(there)

    answer = office.fill(f"{address}/undo")

    assert answer.status_code == 422
    assert "Lê Văn Mới" in answer.text
    assert states() == [ImportState.WRITTEN]


def test_somebody_told_apart_from_a_later_record_stands_in_the_way_in_words(world, office):
    address = written(office, a_line("Lê Văn Mới"))
    new = db.session.scalars(select(Member).where(Member.full_name == "Lê Văn Mới")).one()
    later = factories.a_member("Lê Văn Mới", workplace=world.tax_cell)
    db.session.add(Distinction(first_id=new.id, second_id=later.id, said_at=clock.now()))
    db.session.commit()

    answer = office.fill(f"{address}/undo")

    assert answer.status_code == 422
    assert "Lê Văn Mới" in answer.text


def test_a_list_that_found_everybody_there_takes_nobody_with_it(office):
    first = written(office, a_line("Lê Văn Mới"))
    second = written(office, a_line("Lê Văn Mới"))

    assert office.fill(f"{second}/undo").status_code == 303
    assert "Lê Văn Mới" in names()
    assert office.fill(f"{first}/undo").status_code == 303
    assert "Lê Văn Mới" not in names()


def test_a_cell_that_a_later_list_uses_stands_in_the_way_until_that_list_is_undone(office):
    new = {"WORKPLACE_CELL": "Chi bộ Mới", "WORKPLACE_COMMITTEE": "Đảng ủy Sở Y tế"}
    first = written(office, a_line("Lê Văn Mới", **new))
    second = written(office, a_line("Lê Thị Hai", **new))

    refused = office.fill(f"{first}/undo")

    assert refused.status_code == 422
    assert {"Lê Văn Mới", "Lê Thị Hai"} <= names()
    office.fill(f"{second}/undo")
    assert office.fill(f"{first}/undo").status_code == 303
    cell = db.session.scalars(select(Organisation).where(Organisation.name == "Chi bộ Mới")).one()
    assert cell.dissolved_on == TODAY


def test_an_undone_list_can_be_written_again_and_is_undone_once(office):
    first = written(office, a_line("Lê Văn Mới"))
    page = office.page(f"{first}/undo")
    office.send(page)

    assert office.send(page).status_code in (303, 422)
    assert "Lê Văn Mới" not in names()
    written(office, a_line("Lê Văn Mới"))
    assert "Lê Văn Mới" in names()
