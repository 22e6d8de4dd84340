"""A register taken out and brought into an installation that has nothing yet is the same register, byte for byte."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import aliased

from domain.exchange import Column, read
from models import Liaison, Member, Organisation
from models import db as database
from models.vocabulary import Category, ExemptionReason, LiaisonState, Registration, Sex
from queries.members import HELD
from tests.support import factories
from tests.support import world as worlds
from tests.support.world import WARD

NOTHING = {"position": None, "phone": None, "admitted": None, "official": None}


def settled(world, cell, name, *, home=None, liaison=None, **more):
    """A member with a home and a liaison at a cell."""
    member = factories.a_member(name, **more)
    factories.a_residence(member, cell, **(home or {}))
    factories.a_liaison(member, cell, **(liaison or {}))
    return member


@pytest.fixture
def full_register(world):
    """The world, and all that an exchange file has a column for."""
    day = date(2026, 1, 5)
    five = world.cell5
    other = factories.an_organisation("Chi bộ Khối Tân Phúc", parent=world.ward)
    settled(world, five, "Hồ Thị Trùng", position="Giáo viên", liaison={"started_on": day})
    settled(world, other, "Hồ Thị Trùng", position="Bác sĩ", liaison={"started_on": day})
    for number in ("66.000701", "66.000702"):
        digits = number.replace(".", "")
        settled(world, five, "Hồ Văn Trùng", card_number=number, card_digits=digits, phone=None)
    settled(world, other, "Lê Không Rõ", born="1961", home={"unit": None, "address": None}, **NOTHING)
    settled(
        world, other, "Lê Rõ Tháng", born="1961-07", **(NOTHING | {"admitted": "1990", "official": "1991-02"})
    )
    settled(world, five, "Lê Đủ Cả", sex=Sex.FEMALE, home={"registration": Registration.TEMPORARY},
            liaison={"last_contact_on": day})  # fmt: skip
    settled(
        world, five, "'Lê Nháy Đơn", position="+84 trưởng phòng", home={"address": '\'số 1, "ngõ" 2;\nkhối 3'}
    )
    for reason in ExemptionReason:
        told = {
            "category": Category.EXEMPT,
            "exemption_reason": reason,
            "exemption_basis": f"Công văn {reason.value}",
            "exempt_from": day,
            "exempt_review_on": day + timedelta(days=365),
        }
        settled(world, five, f"Lê Miễn {reason.name.title()}".replace("_", " "),
                liaison=told | {"state": LiaisonState.EXEMPTED})  # fmt: skip
    settled(world, other, "Lê Chờ Nhận", liaison={"state": LiaisonState.ASSIGNED})
    settled(world, five, "Lê Đã Hết", liaison={"state": LiaisonState.ENDED})
    database.session.commit()
    return [row.name for row in (five, other)]


def places():
    """Each member in liaison with the organisations around: their kinds, names and what they stand below."""
    database.session.rollback()
    work, above, home, ward = (aliased(Organisation) for _number in range(4))
    found = (
        select(
            Member.full_name, work.kind, work.name, above.kind, above.name, home.kind, home.name, ward.name
        )
        .select_from(Liaison)
        .join(Member, Member.id == Liaison.member_id)
        .join(work, work.id == Member.workplace_id)
        .join(above, above.id == work.parent_id)
        .join(home, home.id == Liaison.residence_id)
        .join(ward, ward.id == home.parent_id)
        .join(Organisation, Organisation.id == Liaison.commune_id)
        .where(Liaison.state.in_(HELD), Organisation.name == "Đảng ủy phường Trường Vinh")
        .order_by(Liaison.sort_key, Liaison.id)
    )
    return [tuple(row) for row in database.session.execute(found)]


def test_a_full_register_brought_into_an_empty_installation_is_the_same_register(
    app, full_register, ground, tmp_path
):
    run = app.test_cli_runner().invoke
    out, again = tmp_path / "out.csv", tmp_path / "again.csv"
    taken = run(args=["liaison", "export-exchange", str(out), "--committee", WARD])
    before = places()
    rows = read(out.read_bytes()).rows

    database.session.remove()
    ground.put_back(())
    worlds.load_reference()
    database.session.commit()
    assert database.session.scalar(select(Member.id)) is None
    brought = run(args=["liaison", "import-exchange", str(out)])
    repeated = run(args=["liaison", "export-exchange", str(again), "--committee", WARD])
    compared = run(args=["liaison", "compare-exchange", str(out)])

    assert [one.exit_code for one in (taken, brought, repeated, compared)] == [0] * 4, brought.output
    assert {column for column in Column if any(row[column] for row in rows)} == set(Column)
    assert not any(row[Column.FULL_NAME] == "Lê Đã Hết" for row in rows)
    assert set(full_register) <= {row[Column.RESIDENCE_CELL] for row in rows}
    assert places() == before
    assert again.read_bytes() == out.read_bytes()
    assert f"Giống nhau ở cả hai: {len(rows)}" in compared.output


def test_the_same_file_cannot_come_in_twice(app, world, ground, tmp_path):
    run = app.test_cli_runner().invoke
    out = tmp_path / "out.csv"
    run(args=["liaison", "export-exchange", str(out), "--committee", WARD])
    database.session.remove()
    ground.put_back(())
    worlds.load_reference()
    run(args=["liaison", "import-exchange", str(out)])
    before = places()

    second = run(args=["liaison", "import-exchange", str(out)])

    assert second.exit_code == 1
    assert "chưa trống" in second.output
    assert places() == before
