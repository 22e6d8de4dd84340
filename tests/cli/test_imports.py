"""`liaison import-roster` on the lists of a ward as offices keep them."""

import gc
import re
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models import AuditEntry, Liaison, LiaisonStep, Member, Organisation, Residence, Workplace
from models.vocabulary import LiaisonState, OrganisationKind
from tests.support.lists import HEADINGS, a_row
from tests.support.workbooks import a_workbook
from tests.support.world import THIRD_WARD, WARD

DATA = Path(__file__).parents[1] / "data"
WARD_LIST, FAULTY_LIST = DATA / "roster-ward.xlsx", DATA / "roster-faulty.xlsx"
TODAY = date(2026, 11, 24)
BLOCKING = [14, 27, 47, 78, 108, 117, 127, 138]
NOTED = [40, 62, 67, 87, 97, 147, 157, 167, 177]


@pytest.fixture
def run(world, app, clock):
    """The command on the ward that has no cell yet."""
    clock.set(TODAY)

    def command(file, *options):
        return app.test_cli_runner().invoke(
            args=["liaison", "import-roster", str(file), "--committee", THIRD_WARD, *options]
        )

    return command


@pytest.fixture
def counts(db):
    """How many rows the register holds."""

    def now():
        tables = (Organisation, Member, Workplace, Residence, Liaison, LiaisonStep)
        db.session.rollback()
        return [db.session.scalar(select(func.count()).select_from(table)) for table in tables]

    return now


def rows_told(output, title):
    """The numbers of the rows told below a title."""
    part = output.partition(title)[2].partition("\n\n")[0]
    return [int(number) for number in re.findall(r"^  Dòng (\d+)", part, re.MULTILINE)]


@pytest.mark.slow
def test_the_list_of_a_ward_is_taken_as_it_stands_and_only_once(run, counts, db):
    before = counts()

    first = run(WARD_LIST)

    assert first.exit_code == 0, first.output
    assert "đã thêm 1240 đảng viên" in first.output
    assert "191 đồng chí được miễn sinh hoạt" in first.output
    assert "lập 30 chi bộ nơi cư trú" in first.output
    grown = [after - count for after, count in zip(counts(), before, strict=True)]
    assert grown[1:] == [1240] * 5
    states = select(Liaison.state, func.count()).where(Liaison.started_on == TODAY)
    found = dict(db.session.execute(states.group_by(Liaison.state)).all())
    assert found == {LiaisonState.ACTIVE: 1049, LiaisonState.EXEMPTED: 191}
    sizes = (
        select(func.count()).select_from(Liaison).join(Organisation, Organisation.id == Liaison.residence_id)
    )
    in_ward = sizes.where(Organisation.place_id == db.session.scalar(_place())).group_by(Organisation.id)
    assert max(db.session.scalars(in_ward)) == 163

    second = run(WARD_LIST)

    assert second.exit_code == 0
    assert "không thêm gì" in second.output
    assert [after - count for after, count in zip(counts(), before, strict=True)] == grown


def _place():
    """The place of the ward that takes the lists here."""
    return select(Organisation.place_id).where(
        Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE, Organisation.name.contains("Vinh Phú")
    )


def test_every_fault_is_named_and_nothing_is_written(run, counts, db):
    before = counts()

    told = run(FAULTY_LIST)

    assert told.exit_code == 1
    assert rows_told(told.output, "Cần sửa:") == BLOCKING
    assert rows_told(told.output, "Cần lưu ý:") == NOTED
    assert "Dòng 14, cột D (Ngày sinh), “31/02/1970”: " in told.output
    assert "Dòng 27, cột L (Chi bộ nơi cư trú), “Chi bộ Tổ dân phố 99”: " in told.output
    assert "Dòng 108, cột B (Họ và tên), để trống: " in told.output
    assert "“=HYPERLINK(" in told.output
    assert "Chưa ghi gì vào sổ. Đồng chí sửa 8 chỗ ở 8 dòng" in told.output
    assert counts() == before
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action == "import_roster")).all() == []


def test_with_cells_in_the_register_the_unknown_cell_is_the_same_fault(run, counts):
    run(WARD_LIST)
    before = counts()

    told = run(FAULTY_LIST)

    assert rows_told(told.output, "Cần sửa:") == BLOCKING
    assert "không có chi bộ" in told.output.partition("Dòng 27")[2].partition("\n")[0].lower()
    assert counts() == before


def test_faults_are_told_in_english_when_asked(run):
    told = run(FAULTY_LIST, "--language", "en")

    assert "Row 14, column D (Ngày sinh), “31/02/1970”: Month 2/1970 has 28 days" in told.output
    assert "Nothing was written." in told.output
    assert "Dòng" not in told.output


def test_new_cells_may_be_meant(run):
    told = run(FAULTY_LIST, "--new-cells")

    assert rows_told(told.output, "Cần sửa:") == [row for row in BLOCKING if row != 27]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp không có nội dung."),
        (bytes(20 * 1024 * 1024), "Đây không phải tệp Excel."),
        (a_workbook([["Danh sách"], ["Lê Văn An"]]), "Chưa tìm thấy dòng tiêu đề."),
    ],
    ids=("empty", "20 MB", "no headings"),
)
def test_a_file_that_is_no_list_gets_one_sentence(run, tmp_path, content, sentence):
    file = tmp_path / "list.xlsx"
    file.write_bytes(content)

    told = run(file)

    assert told.exit_code == 1
    assert told.output.startswith(sentence)
    assert len(told.output.splitlines()) == 1


def test_every_missing_column_is_named(run, tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_bytes(a_workbook([["TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Diện"], [1, "Lê An"]]))

    told = run(file)

    assert told.exit_code == 1
    for column in ("Chi bộ nơi công tác", "Đảng ủy nơi công tác", "Chi bộ nơi cư trú"):
        assert f"“{column}”" in told.output


def test_a_file_that_is_not_there_and_a_code_of_nowhere_are_told(run, app, tmp_path):
    assert "Không mở được tệp." in run(tmp_path / "none.xlsx").output

    nowhere = app.test_cli_runner().invoke(
        args=["liaison", "import-roster", str(FAULTY_LIST), "--committee", "99999"]
    )

    assert nowhere.exit_code == 1
    assert "mã 99999" in nowhere.output


def test_the_collector_works_again_afterwards(run):
    run(FAULTY_LIST)

    assert gc.isenabled()


def test_a_member_whom_a_workplace_had_entered_is_counted_apart(world, app, clock, tmp_path):
    clock.set(TODAY)
    row = {"FULL_NAME": "Nguyễn Quang Huy", "BORN": "22/01/1996", "RESIDENCE_CELL": "Chi bộ Tổ dân phố 5"}
    file = tmp_path / "list.xlsx"
    file.write_bytes(a_workbook([HEADINGS, a_row(ADMITTED="1/6/2018", OFFICIAL="1/6/2019", **row)]))

    told = app.test_cli_runner().invoke(args=["liaison", "import-roster", str(file), "--committee", WARD])

    assert told.exit_code == 0, told.output
    assert "1 đồng chí do nơi công tác nhập trước đã được ghi về chi bộ nơi cư trú." in told.output
