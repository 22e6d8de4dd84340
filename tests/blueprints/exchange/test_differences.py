"""An exchange file held against the register on a page: who may, what it says, what it leaves behind."""

import errno
import os
import shutil
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from access import Actor
from adapters import clock as clocks
from domain.exchange import FORMAT, Column, written
from models import AccessEntry, AuditEntry, Member
from models import db as database
from queries import exchange
from services.comparing import folder, sweep_compared
from tests.support.exchange import AN, BA
from tests.support.spreadsheets import taken
from tests.support.world import WARD

COMPARE, REPORT = "/exchange/compare", "/exchange/differences"


@pytest.fixture
def office(world, sign_in_as):
    shutil.rmtree(folder(), ignore_errors=True)
    return sign_in_as("hanh")


def a_file(rows, code=WARD):
    return written(code, clocks.today(), rows)


def own_rows(world, who="hanh"):
    return [row for _ref, row in exchange.register(world.actor(who))]


def reported(browser, rows, code=WARD):
    answer = browser.upload(COMPARE, a_file(rows, code), "so.csv")
    assert (answer.status_code, answer.location) == (303, REPORT), answer.text
    return browser.page(REPORT)


def test_the_own_file_differs_in_nothing(office, world):
    page = reported(office, own_rows(world))

    assert "Không có chỗ nào khác nhau." in page.words
    assert "Giống nhau ở cả hai: 7" in page.words
    assert "Tải Excel" not in page.words


def test_who_stands_on_one_side_and_what_differs_is_said_with_both_values(office, world):
    rows = own_rows(world)
    gone = rows.pop()
    rows[0] = rows[0] | {Column.PHONE: "0900000099", Column.SEX: "female", Column.ADMITTED: "1995-05"}
    before = database.session.scalar(select(func.count()).select_from(Member))

    page = reported(office, [*rows, AN, BA])

    assert "Giống nhau ở cả hai: 5" in page.words
    assert "Chỉ có trong sổ ở đây: 1" in page.words
    assert "Chỉ có trong tệp: 2" in page.words
    assert gone[Column.FULL_NAME] in page.words
    assert "Trần Thị Ba" in page.words
    assert "0900000099" in page.words
    assert "5/1995" in page.words
    assert database.session.scalar(select(func.count()).select_from(Member)) == before


def test_the_report_is_narrowed_by_its_counts(office, world):
    page = reported(office, [*own_rows(world)[1:], AN])

    narrowed = office.page(page.link("Chỉ có trong tệp"))

    assert AN[Column.FULL_NAME] in narrowed.words
    assert "chỉ có ở đây" not in narrowed.words
    assert office.page(f"{REPORT}?show=nothing-like-it").words == page.words
    assert office.get(f"{REPORT}?show=differs").location == REPORT


def test_many_differences_come_page_by_page_and_whole_as_a_spreadsheet(office, world):
    people = [AN | {Column.FULL_NAME: f"Người Thứ {n:03}", Column.CARD: f"66.{n:06}"} for n in range(230)]

    page = reported(office, [*own_rows(world), *people])
    second = office.page(page.link("Xem thêm"))
    third = office.page(second.link("Xem thêm"))
    sheet = taken(office.get(f"{REPORT}?as=xlsx").data)

    assert "Người Thứ 099" in page.words
    assert "Người Thứ 100" not in page.words
    assert "Người Thứ 100" in second.words
    assert "Người Thứ 229" in third.words
    assert "Xem thêm" not in third.words
    assert len(sheet.rows) == 230


def test_the_spreadsheet_has_words_days_and_nothing_that_runs(office, world):
    rows = own_rows(world)
    rows[0] = rows[0] | {Column.POSITION: "=HYPERLINK(1)", Column.STARTED: "2025-02-03"}
    reported(office, rows)

    sheet = taken(office.get(f"{REPORT}?as=xlsx").data)

    assert sheet.headings == ["Họ và tên", "Ngày sinh", "Kết quả", "Cột", "Ở đây", "Trong tệp"]
    position, started = sheet.rows
    assert position[5] == "=HYPERLINK(1)"
    assert all(cell.data_type != "f" for row in sheet.sheet.iter_rows() for cell in row)
    assert started[5].date().isoformat() == "2025-02-03"


def test_a_value_of_another_program_is_shown_as_it_stands_and_runs_nowhere(office, world):
    rows = own_rows(world)
    rows[0] = rows[0] | {
        Column.SEX: "Nam",
        Column.STATE: "<script>alert(1)</script>",
        Column.STARTED: "3/2/25",
        Column.UNIT: "Khối\0 3",
    }
    odd = AN | {Column.BORN: "mồng ba Tết", Column.FULL_NAME: "", Column.CARD: "x"}
    page = reported(office, [*rows, odd])

    assert "<script>alert" not in office.get(REPORT).text
    assert "3/2/25" in page.words
    assert "mồng ba Tết" in page.words
    assert office.get(f"{REPORT}?as=xlsx").status_code == 200


def test_the_workplace_compares_its_own_and_is_told_nothing_of_contacts(sign_in_as, world):
    browser = sign_in_as("kien")
    own = own_rows(world, "kien")
    code = exchange.unit_code(world.actor("kien"))

    page = reported(browser, [row | {Column.LAST_CONTACT: "2026-01-01"} for row in own], code)

    assert "Không có chỗ nào khác nhau." in page.words


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Đây không phải tệp trao đổi"),
        (b"Ho ten;Ngay sinh\nAn;1970", "Đây không phải tệp trao đổi"),
        (b"PK\x03\x04" + bytes(range(256)), "không ở dạng Unicode|không phải mã Unicode|Unicode"),
        (a_file([AN]).replace("Nguyễn Văn".encode(), "Nguyễn Vân".encode()), "mã kiểm tra không khớp"),
        (a_file([AN], "99999"), "Tệp thuộc đơn vị mã 99999"),
        (a_file([AN] * 20_001)[: 5 * 1024 * 1024], "Tệp"),
        (b"x" * (5 * 1024 * 1024 + 1), "Tệp lớn hơn 5 MB"),
        (a_file([AN]).replace(b"\n", b"\r"), "Dòng đầu của tệp bị hỏng"),
        (b'{"members":"' + b"x" * 140_000 + b'"}', "Đây không phải tệp trao đổi"),
        (f"{FORMAT},{WARD},2026-03-16,-1,{sha256().hexdigest()}\n".encode(), "Dòng đầu của tệp bị hỏng"),
    ],
    ids=("empty", "list", "workbook", "changed", "elsewhere", "rows", "large", "returns", "long", "negative"),
)
def test_a_file_that_cannot_be_compared_is_told_in_one_sentence_and_not_kept(office, content, sentence):
    answer = office.upload(COMPARE, content, "so.csv")

    assert answer.status_code == 422
    assert any(one in answer.text for one in sentence.split("|"))
    assert not folder().exists() or not list(folder().iterdir())


def test_too_many_members_are_refused(office):
    row = dict.fromkeys(Column, "") | {Column.FULL_NAME: "An"}

    answer = office.upload(COMPARE, a_file([row] * 20_001), "so.csv")

    assert answer.status_code == 422
    assert "hơn 20000 dòng" in answer.text.replace(".", "")


def test_far_too_much_is_refused_before_it_is_read(office):
    assert office.upload(COMPARE, b"x" * (7 * 1024 * 1024), "so.csv").status_code == 413


def test_without_a_file_the_page_asks_for_one(office):
    answer = office.fill(COMPARE)

    assert answer.status_code == 422
    assert "Đồng chí chọn tệp trao đổi." in answer.text


def test_a_full_disk_is_told_and_the_file_before_stays(office, world, monkeypatch):
    reported(office, own_rows(world))

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        answer = office.upload(COMPARE, a_file([AN]), "so.csv")

    assert answer.status_code == 422
    assert "Ổ đĩa máy chủ đã đầy" in answer.text
    assert "Không có chỗ nào khác nhau." in office.page(REPORT).words
    assert len(list(folder().iterdir())) == 1


def test_only_who_sent_the_file_sees_it(office, world, sign_in_as):
    reported(office, [*own_rows(world), AN])

    answer = sign_in_as("thanh").get(REPORT)

    assert (answer.status_code, answer.location) == (303, COMPARE)


def test_the_next_file_takes_the_place_of_the_one_before(office, world):
    reported(office, [*own_rows(world), AN])
    page = reported(office, [*own_rows(world), BA])

    assert AN[Column.FULL_NAME] not in page.words
    assert len(list(folder().iterdir())) == 1


def test_the_file_is_deleted_by_a_button(office, world):
    page = reported(office, own_rows(world))

    office.send(page, form="/drop")

    assert list(folder().iterdir()) == []
    assert office.get(REPORT).location == COMPARE


def test_after_a_day_the_file_is_gone_before_and_after_the_daily_round(office, world, clock, sign_in_as):
    reported(office, own_rows(world))
    clock.move(days=1, minutes=1)

    assert sign_in_as("hanh").get(REPORT).location == COMPARE
    sweep_compared(Actor.worker(), clocks.today())

    assert list(folder().iterdir()) == []


def test_opening_and_taking_away_leave_their_marks(office, world):
    reported(office, [*own_rows(world)[1:], AN])
    office.page(REPORT)
    office.get(f"{REPORT}?as=xlsx")
    database.session.rollback()

    pages = database.session.execute(
        select(AccessEntry.page, func.count()).group_by(AccessEntry.page).order_by(AccessEntry.page)
    ).all()

    assert [tuple(one) for one in pages] == [("exchange.differences", 1), ("exchange.differences.xlsx", 1)]
    assert database.session.scalar(select(AuditEntry.id).where(AuditEntry.action == "take_list")) is not None


@pytest.mark.parametrize("address", [COMPARE, REPORT])
def test_the_doors_are_those_of_the_export(sign_in_as, world, address):
    stale = sign_in_as("hanh", fresh=False).get(address)
    assert (stale.status_code, stale.location.split("?")[0]) == (303, "/step-up")
    for name in ("loc", "vinh", "admin"):
        assert sign_in_as(name).get(address).status_code == 403
