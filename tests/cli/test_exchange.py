"""A register as an exchange file: taken out, held against another, brought into an empty installation."""

from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from domain.exchange import Column, read, written
from models import Liaison, LiaisonStep, Member, Residence
from models.vocabulary import Category, LiaisonState
from queries import exchange
from tests.support.exchange import AN, BA
from tests.support.factories import a_member, a_residence
from tests.support.world import THIRD_WARD, WARD

DAY = date(2026, 3, 16)


@pytest.fixture
def run(world, app, clock):
    """The commands of the installation."""

    def command(name, file, *options):
        return app.test_cli_runner().invoke(args=["liaison", name, str(file), *map(str, options)])

    return command


def a_file(folder, *rows, code=THIRD_WARD):
    file = folder / "register.csv"
    file.write_bytes(written(code, DAY, rows or (AN, BA)))
    return file


def test_everything_taken_out_and_brought_into_an_empty_register_is_the_same_register(
    run, db, world, tmp_path
):
    world.tuan.card_number, world.tuan.card_digits = "66.100200", "66100200"
    db.session.commit()
    out = tmp_path / "out.csv"

    taken = run("export-exchange", out, "--committee", WARD)
    ours = read(out.read_bytes()).rows
    file = tmp_path / "in.csv"
    file.write_bytes(written(THIRD_WARD, DAY, [_renamed(row) for row in ours]))
    brought = run("import-exchange", file)

    assert (taken.exit_code, brought.exit_code) == (0, 0), brought.output
    assert len(ours) == 7
    assert exchange.register_of(THIRD_WARD) == [_renamed(row) for row in ours]


def _renamed(row):
    """The same person under another name: in one installation nobody stands twice."""
    name = "Cao " + row[Column.FULL_NAME]
    digits = row[Column.CARD] and row[Column.CARD] + "9"
    return row | {Column.FULL_NAME: name, Column.CARD: digits}


def test_what_only_the_file_tells_is_written_too(run, db, world, tmp_path):
    waiting = AN | {
        Column.FULL_NAME: "Lê Thị Cam",
        Column.CARD: "",
        Column.STATE: "assigned",
        Column.UNIT: "Khối 3",
    }

    run("import-exchange", a_file(tmp_path, AN, BA, waiting))
    states = db.session.execute(
        select(Member.full_name, Liaison.state, Liaison.category, LiaisonStep.state, Residence.unit)
        .join(Liaison, Liaison.member_id == Member.id)
        .join(LiaisonStep, LiaisonStep.liaison_id == Liaison.id)
        .join(Residence, Residence.member_id == Member.id)
        .where(Member.full_name.in_([AN[Column.FULL_NAME], BA[Column.FULL_NAME], "Lê Thị Cam"]))
    ).all()

    assert sorted(states) == [
        ("Lê Thị Cam", LiaisonState.ASSIGNED, Category.FULL, LiaisonState.ASSIGNED, "Khối 3"),
        ("Nguyễn Văn An", LiaisonState.ACTIVE, Category.FULL, LiaisonState.ACTIVE, "Tổ dân phố 1"),
        ("Trần Thị Ba", LiaisonState.EXEMPTED, Category.EXEMPT, LiaisonState.EXEMPTED, "Tổ dân phố 1"),
    ]
    kept = {row[Column.FULL_NAME]: row for row in exchange.register_of(THIRD_WARD)}
    assert kept[BA[Column.FULL_NAME]] == BA


def test_homonyms_without_a_card_stay_two_people(run, db, world, tmp_path):
    one = AN | {Column.CARD: "", Column.POSITION: "Giáo viên", Column.UNIT: "Khối 3"}
    rows = (one, one | {Column.POSITION: "Bác sĩ", Column.UNIT: "Khối 4"})

    run("import-exchange", a_file(tmp_path, *rows))

    assert tuple(exchange.register_of(THIRD_WARD)) == rows


@pytest.mark.parametrize("homes", [0, 1, 2])
def test_a_member_who_was_there_without_a_liaison_is_linked_once_and_stays_as_recorded(
    run, db, world, tmp_path, homes
):
    member = a_member(BA[Column.FULL_NAME], born=BA[Column.BORN], card_number="66.1", card_digits="661")
    kept = [a_residence(member, unit=f"Khối {number}").id for number in range(homes)]
    db.session.commit()

    answer = run("import-exchange", a_file(tmp_path, AN, BA | {Column.CARD: "", Column.UNIT: "Khối 9"}))
    bonds = db.session.scalars(select(Liaison).where(Liaison.member_id == member.id)).all()
    units = db.session.scalars(
        select(Residence.unit).where(Residence.member_id == member.id).order_by(Residence.id)
    ).all()

    assert answer.exit_code == 0, answer.output
    assert [(bond.state, bond.exemption_basis) for bond in bonds] == [
        (LiaisonState.EXEMPTED, BA[Column.EXEMPTION_BASIS])
    ]
    assert list(units) == ([f"Khối {number}" for number, _home in enumerate(kept)] or ["Khối 9"])
    assert db.session.get_one(Member, member.id).card_digits == "661"


def test_who_is_on_the_register_elsewhere_is_not_taken_in_a_second_time(run, db, world, tmp_path):
    mai = AN | {Column.FULL_NAME: world.mai.full_name, Column.BORN: world.mai.born, Column.CARD: ""}

    answer = run("import-exchange", a_file(tmp_path, AN, mai))

    assert answer.exit_code == 1
    assert "1 đảng viên trong tệp đã có ở nơi khác" in answer.output
    assert db.session.scalar(select(Member.id).where(Member.full_name == "Nguyễn Văn An")) is None


def test_a_register_that_is_not_empty_is_compared_and_not_mixed(run, db, world, tmp_path):
    before = db.session.scalar(select(func.count()).select_from(Member))

    answer = run("import-exchange", a_file(tmp_path, code=WARD))

    assert answer.exit_code == 1
    assert "chưa trống" in answer.output
    assert db.session.scalar(select(func.count()).select_from(Member)) == before


def test_all_that_cannot_be_read_is_said_at_once_with_its_line_and_nothing_is_written(
    run, db, world, tmp_path
):
    wrong = [AN | {Column.SEX: "nam"}, BA | {Column.BORN: "14/5/1966", Column.FULL_NAME: ""}]

    answer = run("import-exchange", a_file(tmp_path, *wrong))

    assert answer.exit_code == 1
    assert "Dòng 3: không đọc được cột Giới tính" in answer.output
    assert "Dòng 4: thiếu cột Họ và tên" in answer.output
    assert "Dòng 4: không đọc được cột Ngày sinh" in answer.output
    assert db.session.scalar(select(Member.id).where(Member.full_name == "Nguyễn Văn An")) is None


def test_two_registers_are_compared_and_nothing_is_written(run, db, world, tmp_path):
    run("import-exchange", a_file(tmp_path))
    file = tmp_path / "theirs.csv"
    other = AN | {Column.FULL_NAME: "Phan Văn Dậu", Column.CARD: "66.000001"}
    file.write_bytes(written(THIRD_WARD, DAY, [AN | {Column.PHONE: "0909"}, other]))

    answer = run("compare-exchange", file, "--workbook", tmp_path / "differences.xlsx")
    sheet = load_workbook(tmp_path / "differences.xlsx").worksheets[0]

    assert answer.exit_code == 0, answer.output
    assert [row[:3] for row in sheet.iter_rows(min_row=3, values_only=True)] == [
        ("Trần Thị Ba", "1985", "chỉ có ở đây"),
        ("Phan Văn Dậu", "1966-05-14", "chỉ có trong tệp"),
        ("Nguyễn Văn An", "1966-05-14", "khác nhau"),
    ]
    assert "Chỉ có ở đây: 1\n  Trần Thị Ba (1985)" in answer.output
    assert "Chỉ có trong tệp: 1\n  Phan Văn Dậu (1966-05-14)" in answer.output
    assert "Số điện thoại: ở đây 0900000001, trong tệp 0909" in answer.output
    assert len(exchange.register_of(THIRD_WARD)) == 2


@pytest.mark.parametrize("harm", ["missing", "changed", "unknown"])
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(run, world, tmp_path, harm):
    file = a_file(tmp_path, code="99999" if harm == "unknown" else THIRD_WARD)
    if harm == "changed":
        file.write_bytes(file.read_bytes().replace("Nguyễn Văn".encode(), "Nguyễn Vân".encode()))

    answer = run("compare-exchange", tmp_path / "none.csv" if harm == "missing" else file)

    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
    assert answer.output.strip()
