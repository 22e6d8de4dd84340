"""Lists from Excel: uploaded, checked, written as one, taken back as one."""

import io
import os
import shutil

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from access import Actor
from domain.errors import Refused
from models import (
    AccessEntry,
    ImportBatch,
    Liaison,
    LiaisonStep,
    Member,
    Notification,
    Organisation,
    Residence,
    Workplace,
    db,
)
from models.vocabulary import ImportState
from services.imports.batches import FILES_KEPT, forget_lists, undo_list
from services.imports.kept import folder
from tests.support import factories
from tests.support.lists import HEADINGS, TODAY, a_row
from tests.support.workbooks import a_workbook, with_parts

INDEX, NEW = "/imports/", "/imports/new"
FIVE, SIX = "Chi bộ Tổ dân phố 5", "Chi bộ Tổ dân phố 6"
TABLES = (Member, Workplace, Residence, Liaison, LiaisonStep)


def a_line(name="Lê Văn Mới", born="02/03/1980", home=FIVE, **more):
    told = {"ADMITTED": "19/05/2015", "OFFICIAL": "19/05/2016", "CARD": None, "PHONE": None}
    return a_row(FULL_NAME=name, BORN=born, RESIDENCE_CELL=home, **told | more)


def a_file(*rows):
    return a_workbook([HEADINGS, *rows])


def counts():
    db.session.rollback()
    living = select(func.count()).select_from(Organisation).where(Organisation.dissolved_on.is_(None))
    return [
        db.session.scalar(one)
        for one in (living, *(select(func.count()).select_from(table) for table in TABLES))
    ]


def batch():
    db.session.rollback()
    return db.session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()


@pytest.fixture
def office(world, clock, sign_in_as):
    clock.set(TODAY)
    shutil.rmtree(folder(), ignore_errors=True)
    return sign_in_as("hanh")


def uploaded(office, *rows, **more):
    """The page to which an upload leads."""
    answer = office.upload(NEW, a_file(*rows), **more)
    assert answer.status_code == 303, answer.text
    return office.page(answer.location)


def written(office, *rows):
    return office.page(office.send(uploaded(office, *rows), form="/write").location)


def test_nothing_is_written_before_the_button_and_all_right_rows_after_it(office):
    before = counts()

    page = uploaded(office, a_line(), a_line("Lê Thị Hai", "31/02/1970"), a_line("Lê Thị Ba", home=SIX))

    assert counts() == before
    assert "2 dòng đúng, 1 dòng cần sửa, 0 dòng chờ đồng chí trả lời." in page.words
    assert "“31/02/1970”" in page.words
    assert "Tháng 2/1970 có 28 ngày" in page.words
    done = office.page(office.send(page, form="/write").location)
    assert "Đã ghi danh sách vào sổ." in done.words
    assert [after - old for after, old in zip(counts(), before, strict=True)] == [0, 2, 2, 2, 2, 2]
    assert (batch().members, batch().left_out, batch().state) == (2, 1, ImportState.WRITTEN)


def test_the_cells_that_receive_somebody_hear_of_it(world, office):
    written(office, a_line())

    events = select(Notification.organisation_id, Notification.event)
    heard = db.session.execute(events.where(Notification.event == "ListWritten")).all()
    assert {row.organisation_id for row in heard} == {world.cell5.id}


def test_the_same_file_twice_adds_nothing_and_says_so(office):
    file = a_file(a_line())
    office.send(office.page(office.upload(NEW, file).location), form="/write")
    before = counts()

    page = office.page(office.upload(NEW, file).location)
    done = office.page(office.send(page, form="/write").location)

    assert "Chính tệp này đã được ghi lúc" in page.words
    assert counts() == before
    assert "Mọi đảng viên trong danh sách đã có trong sổ: không thêm gì." in done.words


def test_a_second_press_of_the_button_writes_nothing_more(office):
    page = uploaded(office, a_line())
    office.send(page, form="/write")
    before = counts()

    again = office.send(page, form="/write")

    assert again.status_code == 303
    assert counts() == before


def test_a_blank_overwrites_nothing(world, office):
    before = (world.mai.phone, world.mai.position, world.mai.version)

    page = uploaded(office, a_line("Nguyễn Thị Mai", "15/07/1989", PHONE=None, POSITION=None, ADDRESS=None))
    office.send(page, form="/write")

    db.session.refresh(world.mai)
    assert (world.mai.phone, world.mai.position, world.mai.version) == before


def test_undo_restores_the_counts(office):
    before = counts()
    done = written(
        office,
        a_line(),
        a_line("Lê Thị Hai", WORKPLACE_CELL="Chi bộ Mới", WORKPLACE_COMMITTEE="Đảng ủy Sở Y tế"),
    )
    assert counts() != before

    undone = office.page(office.send(office.page(done.link("Rút lại danh sách này"))).location)

    assert counts() == before
    assert "Đã rút lại danh sách." in undone.words
    assert "Rút lại danh sách này" not in undone.words


def test_to_have_looked_at_a_record_does_not_stand_in_the_way_of_undoing(office, sign_in_as):
    before = counts()
    written(office, a_line())
    member = db.session.scalars(select(Member).where(Member.full_name == "Lê Văn Mới")).one()
    sign_in_as("loc").page(f"/members/{member.ref}")
    assert db.session.scalar(select(func.count()).where(AccessEntry.member_id == member.id)) == 1

    answer = sign_in_as("hanh").fill(f"{INDEX}{batch().ref}/undo")

    assert answer.status_code == 303
    assert counts() == before


def test_what_somebody_has_worked_on_stands_in_the_way_of_undoing(world, office):
    written(office, a_line(), a_line("Lê Thị Hai"))
    member = db.session.scalars(select(Member).where(Member.full_name == "Lê Thị Hai")).one()
    factories.a_contact(member)
    before = counts()

    answer = office.fill(f"{INDEX}{batch().ref}/undo")

    assert answer.status_code == 422
    assert "đã có người làm việc với 1 đảng viên trong danh sách: Lê Thị Hai" in answer.text
    assert counts() == before
    assert batch().state is ImportState.WRITTEN


def test_after_a_day_a_list_cannot_be_undone(world, office, clock, sign_in_as):
    written(office, a_line())
    before = counts()
    clock.move(hours=24, minutes=1)

    with pytest.raises(Refused, match="24 hours"):
        undo_list(world.actor("hanh"), batch().ref)

    page = sign_in_as("hanh").page(f"{INDEX}{batch().ref}/undo")
    assert "Không rút lại được danh sách này nữa." in page.words
    assert counts() == before


def test_two_uploads_at_once_are_two_lists(office):
    one, other = uploaded(office, a_line()), uploaded(office, a_line("Lê Thị Hai"))

    office.send(one, form="/write")
    office.send(other, form="/write")

    assert [b.members for b in db.session.scalars(select(ImportBatch)).all()] == [1, 1]


def test_an_upload_is_its_senders_alone_until_it_is_written(office, sign_in_as):
    uploaded(office, a_line())
    address = f"{INDEX}{batch().ref}"
    colleague = sign_in_as("thanh")

    assert colleague.get(address).status_code == 404
    assert "danh-sach.xlsx" not in colleague.page(INDEX).words

    office = sign_in_as("hanh")
    office.fill(address, form="/write")
    assert "danh-sach.xlsx" in sign_in_as("thanh").page(INDEX).words


def test_an_upload_waits_for_its_sender_also_when_the_server_was_stopped(office, sign_in_as):
    uploaded(office, a_line())

    again = sign_in_as("hanh")

    page = again.page(again.page(INDEX).link("danh-sach.xlsx"))
    assert "1 dòng đúng" in page.words


def test_a_list_that_was_set_aside_leaves_no_file(office):
    page = uploaded(office, a_line())

    office.send(page, form="/drop")

    assert [file for file in folder().rglob("*") if file.is_file()] == []
    assert batch().state is ImportState.DROPPED


@pytest.mark.parametrize(
    ("who", "home", "more"),
    [("hanh", FIVE, {"docProps__saved_dot_xml": b"<anew/>"}), ("nhan", "Chi bộ Khối Tân Lộc", {})],
    ids=("same rows saved anew", "same file of another committee"),
)
def test_to_set_one_list_aside_leaves_another_with_the_same_rows(office, sign_in_as, who, home, more):
    file = a_file(a_line(home=home), a_line("Lê Thị Hai", "31/02/1970", home=home))
    first = office.upload(NEW, file).location
    other = sign_in_as(who)
    address = other.upload(NEW, with_parts(file, **more) if more else file).location
    one, two = db.session.scalars(select(ImportBatch).order_by(ImportBatch.id)).all()
    assert (one.file_hash == two.file_hash, one.rows_hash == two.rows_hash) == (not more, True)

    sign_in_as("hanh").fill(first, form="/drop")

    other = sign_in_as(who)
    page = other.page(address)
    assert other.get(f"{address}/marked.xlsx").status_code == 200
    other.send(page, form="/write")
    assert (batch().members, batch().state) == (1, ImportState.WRITTEN)
    kept = {file.name for file in folder().rglob("*") if file.is_file()}
    assert kept == {batch().file_hash, batch().rows_hash}


def test_files_are_deleted_after_seven_days(world, office, clock):
    uploaded(office, a_line())
    clock.move(days=FILES_KEPT.days, minutes=1)

    forget_lists(Actor.worker(), TODAY)

    assert [file for file in folder().rglob("*") if file.is_file()] == []
    assert (batch().state, batch().has_files) == (ImportState.DROPPED, False)


def test_what_a_killed_process_left_half_written_is_deleted_a_day_later(office, clock):
    uploaded(office, a_line())
    draft = folder() / "ab" / "tmp1"
    draft.parent.mkdir(exist_ok=True)
    draft.write_bytes(b"half of it")
    since = clock.now().timestamp()
    os.utime(draft, (since, since))
    clock.move(days=FILES_KEPT.days + 1, minutes=-1)
    forget_lists(Actor.worker(), TODAY)
    assert draft.exists()

    clock.move(minutes=2)
    forget_lists(Actor.worker(), TODAY)

    assert not draft.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp không có nội dung"),
        (b"%PDF-1.7", "không phải tệp Excel"),
        (b"x;y" * 1_800_000, "lớn hơn 5 MB"),
        (with_parts(a_workbook([["x"]]), xl__vbaProject_dot_bin=b"x"), "macro"),
        (a_workbook([]), "Tệp không có nội dung"),
    ],
    ids=("empty", "pdf", "large", "macros", "blank"),
)
def test_a_file_that_is_no_list_is_told_in_one_sentence_and_not_kept(office, content, sentence):
    answer = office.upload(NEW, content)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert batch() is None


def test_far_too_much_is_refused_before_it_is_read(office):
    answer = office.upload(NEW, b"x" * (7 * 1024 * 1024))

    assert answer.status_code == 413
    assert batch() is None


def test_without_a_file_the_page_asks_for_one(office):
    answer = office.fill(NEW)

    assert answer.status_code == 422
    assert "Đồng chí chọn tệp danh sách." in answer.text


def test_a_list_in_text_goes_in_as_well(office):
    text = "\r\n".join(";".join(str(value or "") for value in row) for row in (HEADINGS, a_line()))

    answer = office.upload(NEW, text.encode("utf-8-sig"), "danh sách.csv")

    assert "1 dòng đúng" in office.page(answer.location).words


@pytest.mark.parametrize("who", ["loc", "mai", "hang", "vinh", "admin"])
def test_who_has_no_office_for_it_finds_no_door(world, sign_in_as, who):
    assert sign_in_as(who).get(NEW).status_code == 403


def test_a_cell_that_was_founded_and_is_used_stands_in_the_way_of_undoing(world, office):
    names = {"WORKPLACE_CELL": "Chi bộ Mới", "WORKPLACE_COMMITTEE": "Đảng ủy Sở Y tế"}
    written(office, a_line(**names))
    new = db.session.scalars(select(Organisation).where(Organisation.name == "Chi bộ Mới")).one()
    factories.a_member(workplace=new)
    before = counts()

    answer = office.fill(f"{INDEX}{batch().ref}/undo")

    assert answer.status_code == 422
    assert "do danh sách này lập ra đã được dùng đến" in answer.text
    assert counts() == before


def marked(office, file, name="danh-sach.xlsx"):
    """The corrected copy of a file, opened again."""
    answer = office.get(f"{office.upload(NEW, file, name).location}/marked.xlsx")
    assert answer.status_code == 200
    assert "danh-dau-loi.xlsx" in answer.headers["Content-Disposition"]
    return load_workbook(io.BytesIO(answer.data)).worksheets[0]


def test_the_corrected_copy_is_the_own_file_with_marks_comments_and_a_last_column(office):
    sheet = marked(office, a_file(a_line(), a_line("Lê Thị Hai", "31/02/1970")))

    born = HEADINGS.index("Ngày sinh") + 1
    faulty, good, last = sheet.cell(3, born), sheet.cell(2, born), sheet.max_column
    assert (faulty.value, faulty.fill.fgColor.rgb) == ("31/02/1970", "FFF4B6B6")
    assert "Tháng 2/1970 có 28 ngày" in faulty.comment.text
    assert (good.fill.fill_type, good.comment) == (None, None)
    assert last == len(HEADINGS) + 1
    assert sheet.cell(1, last).value == "Cần sửa"
    assert "Tháng 2/1970" in sheet.cell(3, last).value
    assert sheet.cell(2, last).value is None


def test_a_list_of_another_kind_comes_back_as_a_workbook_with_marks(office):
    rows = [HEADINGS, a_line(), [], a_line("=1+1", "31/02/1970")]
    text = "\r\n".join(";".join(str(value or "") for value in row) for row in rows)

    sheet = marked(office, text.encode("utf-8-sig"), "danh-sach.csv")

    name_cell = sheet.cell(4, HEADINGS.index("Họ và tên") + 1)
    assert (name_cell.value, name_cell.data_type) == ("=1+1", "s")
    assert sheet.cell(4, sheet.max_column).value.count("Tháng 2/1970") == 1


def test_the_corrected_copy_of_a_file_that_is_gone_is_refused_in_words(office):
    address = office.upload(NEW, a_file(a_line("Lê Thị Hai", "31/02/1970"))).location
    shutil.rmtree(folder())

    assert office.get(f"{address}/marked.xlsx").status_code == 422
    assert "không còn được lưu" in office.page(address).words
