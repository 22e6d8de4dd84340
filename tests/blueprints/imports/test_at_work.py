"""The list of a workplace committee: its members go to its cells, blanks are filled, nothing is overwritten."""

import shutil

import pytest
from sqlalchemy import func, select

from models import Liaison, Member, Notification, Workplace, db
from services.imports import employing
from services.imports.kept import folder
from tests.blueprints.imports.test_imports import INDEX, NEW, batch, counts
from tests.support import factories
from tests.support.lists import TODAY
from tests.support.workbooks import a_workbook

HEADINGS = ["TT", "Họ và tên", "Ngày sinh", "Số điện thoại", "Chức vụ", "Chi bộ nơi công tác"]
CELL = "Chi bộ Phòng Nghiệp vụ"


@pytest.fixture
def office(world, clock, sign_in_as):
    clock.set(TODAY)
    shutil.rmtree(folder(), ignore_errors=True)
    return sign_in_as("thu")


def a_line(name="Lê Văn Mới", born="02/03/1980", phone=None, position=None, cell=CELL):
    return [1, name, born, phone, position, cell]


def uploaded(office, *rows):
    return office.page(office.upload(NEW, a_workbook([HEADINGS, *rows])).location)


def written(office, *rows):
    return office.page(office.send(uploaded(office, *rows), form="/write").location)


def test_new_members_go_to_the_own_cells_without_a_liaison(world, office):
    written(office, a_line(phone="0912 345 678", position="Kế toán"))

    member = db.session.scalars(select(Member).where(Member.full_name == "Lê Văn Mới")).one()
    assert (member.workplace_id, member.phone, member.position) == (
        world.tax_cell.id,
        "0912345678",
        "Kế toán",
    )
    post = db.session.scalars(select(Workplace).where(Workplace.member_id == member.id)).one()
    assert (post.organisation_id, post.position) == (world.tax_cell.id, "Kế toán")
    assert db.session.scalar(select(func.count()).where(Liaison.member_id == member.id)) == 0
    heard = db.session.scalars(
        select(Notification.organisation_id).where(Notification.event == "ListWritten")
    )
    assert set(heard) == {world.tax_cell.id}


def test_blanks_of_a_record_are_filled_and_values_stay(world, office):
    known = factories.a_member(
        "Lê Văn Sẵn", born="1980-03-02", workplace=world.tax_cell, phone=None, position="Cũ"
    )

    done = written(office, a_line("Lê Văn Sẵn", phone="0912 345 678", position="Mới"))

    db.session.refresh(known)
    assert (known.phone, known.position) == ("0912345678", "Cũ")
    assert "Hồ sơ được cập nhật 1" in done.words


@pytest.mark.parametrize("chunk", [1, 1000])
def test_of_two_told_apart_each_completes_the_own_record_alone(world, office, monkeypatch, chunk):
    monkeypatch.setattr(employing, "CHUNK", chunk)
    known = factories.a_member(
        "Lê Văn Sẵn", born="1980-03-02", workplace=world.tax_cell, phone="0912345678", position=None
    )
    page = uploaded(
        office, a_line("Lê Văn Sẵn", position="Thủ quỹ"), a_line("Lê Văn Sẵn", phone="0912 345 678")
    )
    form = next(one for one in page.forms() if ("verdict", "other") in one.values)
    page = office.page(office.post(form.action, data=dict(form.filled({}))).location)

    office.send(page, form="/write")

    of_the_name = select(Member).where(Member.full_name == "Lê Văn Sẵn").order_by(Member.id)
    first, second = db.session.scalars(of_the_name.execution_options(populate_existing=True)).all()
    assert first.id == known.id
    assert (first.phone, second.phone, second.position) == ("0912345678", None, "Thủ quỹ")


def test_a_blank_beside_a_value_that_is_filled_overwrites_nothing(world, office):
    known = factories.a_member(
        "Lê Văn Sẵn", born="1980-03-02", workplace=world.tax_cell, phone="0912345678", position=None
    )

    written(office, a_line("Lê Văn Sẵn", position="Kế toán"))

    db.session.refresh(known)
    assert (known.phone, known.position) == ("0912345678", "Kế toán")


def test_undo_empties_what_was_filled_and_takes_the_new_ones_out(world, office):
    known = factories.a_member("Lê Văn Sẵn", born="1980-03-02", workplace=world.tax_cell, phone=None)
    before = counts()
    written(office, a_line("Lê Văn Sẵn", phone="0912 345 678"), a_line("Lê Thị Hai"))

    answer = office.fill(f"{INDEX}{batch().ref}/undo")

    assert answer.status_code == 303
    db.session.refresh(known)
    assert known.phone is None
    assert counts() == before


def test_a_record_corrected_since_stands_in_the_way_of_undoing(world, office):
    known = factories.a_member("Lê Văn Sẵn", born="1980-03-02", workplace=world.tax_cell, phone=None)
    written(office, a_line("Lê Văn Sẵn", phone="0912 345 678"))
    db.session.refresh(known)
    known.phone = "0912345679"
    db.session.commit()

    answer = office.fill(f"{INDEX}{batch().ref}/undo")

    assert answer.status_code == 422
    assert "1 đảng viên trong danh sách: Lê Văn Sẵn" in answer.text


def test_who_works_elsewhere_is_left_there_and_not_told(world, office):
    before = (world.khanh.workplace_id, world.khanh.version)

    page = uploaded(office, a_line(world.khanh.full_name, "05/05/1982", phone="0912 345 678"))
    office.send(page, form="/write")

    db.session.refresh(world.khanh)
    assert (world.khanh.workplace_id, world.khanh.version) == before
    assert "Trong sổ" not in page.words


@pytest.mark.parametrize(
    ("headings", "line", "sentence"),
    [
        (HEADINGS, a_line(cell="Chi bộ Không có"), "Đảng bộ không có chi bộ này"),
        (
            [*HEADINGS, "Đảng ủy nơi công tác"],
            [*a_line(), "Đảng ủy Sở Y tế"],
            "không phải Đảng ủy của đồng chí",
        ),
    ],
)
def test_another_cell_or_committee_is_a_fault(office, headings, line, sentence):
    page = office.page(office.upload(NEW, a_workbook([headings, line])).location)

    assert sentence in page.words


def test_the_template_of_a_workplace_comes_back_as_it_left_and_adds_nothing(office):
    before = counts()

    page = office.page(office.upload(NEW, office.get(f"{INDEX}template.xlsx").data).location)
    assert "0 dòng chờ đồng chí trả lời" in page.words
    office.send(page, form="/write")

    assert counts() == before
