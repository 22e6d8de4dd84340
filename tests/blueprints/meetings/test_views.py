"""The list of meetings and the page of one, for the cell that holds them and the committee that reads them."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Attendance, Meeting, db
from models.vocabulary import AttendanceStatus, MeetingKind, MeetingState
from tests.support import crowd
from tests.support.factories import a_meeting

TITLE = "Cuộc họp 6 tháng đầu năm 2026"


def test_the_list_says_when_there_is_none(world, sign_in_as):
    page = sign_in_as("loc").page("/meetings/")

    assert "Chưa có cuộc họp nào." in page.words


def test_a_cell_reads_its_own_meetings_and_the_committee_those_of_all_its_cells(world, sign_in_as):
    a_meeting(world.cell5)
    a_meeting(world.cell6)

    own = sign_in_as("loc").page("/meetings/")
    all_cells = sign_in_as("hanh").page("/meetings/")
    one_cell = sign_in_as("hanh").page(all_cells.link("Chi bộ Tổ dân phố 6"))

    assert len([words for words, _ in own.links() if words == TITLE]) == 1
    assert len([words for words, _ in all_cells.links() if words == TITLE]) == 2
    assert len([words for words, _ in one_cell.links() if words == TITLE]) == 1


def test_a_cell_sees_which_half_year_it_has_met(world, sign_in_as):
    a_meeting(world.cell5, state=MeetingState.HELD, on=date(2026, 3, 2))
    a_meeting(world.cell5, on=date(2026, 9, 2))

    page = sign_in_as("loc").page("/meetings/")

    assert "6 tháng đầu năm 2026: đã họp ngày 2/3/2026" in page.words
    assert "6 tháng cuối năm 2026: chưa họp" in page.words


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (MeetingKind.PEOPLE, MeetingState.HELD),
        (MeetingKind.OTHER, MeetingState.HELD),
        (MeetingKind.PERIODIC, MeetingState.CONVENED),
        (MeetingKind.PERIODIC, MeetingState.CANCELLED),
    ],
)
def test_other_meetings_fulfil_no_half_year(world, sign_in_as, kind, state):
    a_meeting(world.cell5, kind=kind, state=state)

    assert "6 tháng đầu năm 2026: chưa họp" in sign_in_as("loc").page("/meetings/").words


def test_a_committee_reads_the_meetings_of_one_half_year(world, sign_in_as):
    a_meeting(world.cell5, on=date(2026, 3, 2))
    a_meeting(world.cell5, on=date(2025, 9, 2))
    browser = sign_in_as("hanh")

    page = browser.page("/meetings/")
    last = browser.page(page.link("6 tháng cuối năm 2025"))

    assert "2/3/2026" not in last.words
    assert "2/9/2025" in last.words


@pytest.mark.parametrize("odd", ["0000-1", "2026-3", "năm nay", "", "2026-1-1"])
def test_an_odd_half_year_shows_all(world, sign_in_as, odd):
    a_meeting(world.cell5)

    assert TITLE in sign_in_as("hanh").page(f"/meetings/?half={odd}").words


def test_an_unknown_cell_has_no_meetings(world, sign_in_as):
    a_meeting(world.cell5)

    assert "Chưa có cuộc họp nào." in sign_in_as("hanh").page("/meetings/?cell=x").words


def test_the_list_of_a_meeting_numbers_its_list_as_the_paper_does(world, sign_in_as):
    meeting = a_meeting(world.cell5, guests=(world.tuan,))

    page = sign_in_as("loc").page(f"/meetings/{meeting.ref}/list")

    assert page.heading == "Danh sách được mời họp"
    assert "Nguyễn Thị Mai (1988)" in page.words
    assert "khách mời" in page.words


def test_a_meeting_of_another_cell_is_not_there(world, sign_in_as):
    meeting = a_meeting(world.cell6)

    assert sign_in_as("loc").get(f"/meetings/{meeting.ref}").status_code == 404


def test_a_member_reads_the_own_meetings_and_nobody_elses(world, sign_in_as):
    a_meeting(world.cell5, on=date(2026, 6, 15), link="https://meet.example.vn/tdp5")
    held = a_meeting(world.cell5, state=MeetingState.HELD, on=date(2026, 1, 5))
    for seat in db.session.scalars(select(Attendance).where(Attendance.meeting_id == held.id)):
        seat.status = AttendanceStatus.EXCUSED if seat.member_id == world.mai.id else AttendanceStatus.PRESENT
    a_meeting(world.cell6)
    db.session.commit()

    page = sign_in_as("mai").page("/meetings/mine")

    assert [words for words, address in page.links() if address == "https://meet.example.vn/tdp5"]
    assert "Số thứ tự của đồng chí trong danh sách: 3" in page.words
    assert "Vắng có lý do" in page.words
    assert "Tổ dân phố 6" not in page.words
    assert "Ánh" not in page.words


def test_an_officer_who_is_a_member_elsewhere_reads_both_sides(world, sign_in_as):
    a_meeting(world.cell6, on=date(2026, 6, 15))

    page = sign_in_as("dung").page("/meetings/mine")

    assert "Chi bộ Tổ dân phố 6" in page.words


def test_a_member_convened_to_nothing_reads_that_too(world, sign_in_as):
    assert "Chưa có cuộc họp nào." in sign_in_as("mai").page("/meetings/mine").words


def test_two_hundred_and_fifty_names_cost_no_more_statements_and_little_weight(world, sign_in_as):
    crowd.settle(247, [world.cell5], [world.tax_cell, world.finance_cell])
    browser = sign_in_as("loc")
    checked = browser.fill("/meetings/new", press="Xem giấy mời", on="15/6", hour="19:30", place="Hội trường")
    browser.send(checked, press="Tạo và sao chép giấy mời")
    meeting = db.session.scalars(select(Meeting)).one()

    pages = (
        "",
        "/list",
        "/list/extend",
        "/invitation",
        "/invitation/print",
        "/sign-in-sheet",
        "/minutes/write",
    )
    for path in pages:
        browser.page(f"/meetings/{meeting.ref}{path}")  # the browser counts the statements
    browser.examines = False  # it does not read compressed pages
    answer = browser.get(f"/meetings/{meeting.ref}/list", headers={"Accept-Encoding": "gzip"})

    assert len(answer.data) < 15_000
    assert answer.headers["Content-Encoding"] == "gzip"
