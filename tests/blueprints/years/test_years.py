"""The pages of a year: what a cell reads, whom the committee reminds with one press, what a member finds."""

from datetime import date

import pytest

from models import Notification, db
from models.vocabulary import MeetingState
from tests.support.factories import a_meeting
from tests.support.pages import Page

YEAR, OWN = "/year/", "/year/own"


@pytest.fixture(autouse=True)
def in_june(clock):
    clock.set(date(2026, 6, 20))


def rung_at(account):
    asked = {"account_id": account.id, "event": "MeetingAwaited"}
    return db.session.query(Notification).filter_by(**asked).count()


def test_an_empty_year_says_what_is_to_be_done(sign_in_as, world):
    page = sign_in_as("loc").page(YEAR)

    assert page.words.count("Chưa có cuộc họp nào. Họp 6 tháng một lần") == 2
    assert page.link("Tạo cuộc họp") == "/meetings/new"


def test_no_meeting_is_created_for_a_half_year_that_is_over(sign_in_as, world, clock):
    clock.set(date(2026, 11, 28))
    words = sign_in_as("loc").page(YEAR).words

    assert words.count("Chưa có cuộc họp nào.") == 2
    assert words.count("Tạo cuộc họp") == 1


def test_the_committee_reminds_all_late_cells_with_one_press(sign_in_as, world):
    browser = sign_in_as("hanh")
    page = browser.page(YEAR)
    assert "0 trên 2 chi bộ đã họp." in page.words

    done = browser.page(browser.send(page, form="/remind").location)

    assert "Đã gửi lời đôn đốc đến bí thư chi bộ." in done.words
    assert done.words.count("20/6/2026") == 2
    assert (rung_at(world.loc), rung_at(world.sau)) == (1, 1)


def test_one_late_cell_is_reminded_beside_its_name_and_once_a_day(sign_in_as, world):
    a_meeting(world.cell5, on=date(2026, 5, 12), state=MeetingState.HELD)
    browser = sign_in_as("hanh")
    page = browser.page(YEAR)
    assert "Đôn đốc cả" not in page.words, "one cell has its own button"

    browser.send(page, form=f"/remind/{world.cell6.ref}")
    late = browser.send(page, form=f"/remind/{world.cell6.ref}", form_key="k" * 22)

    assert late.status_code == 422
    assert (rung_at(world.loc), rung_at(world.sau)) == (0, 1)
    assert not [one for one in browser.page(YEAR).forms() if "/remind" in one.action]


def test_the_half_year_before_is_read_and_nobody_is_reminded_of_it(sign_in_as, world):
    browser = sign_in_as("hanh")
    before = browser.page(browser.page(YEAR).link("6 tháng cuối năm 2025"))

    assert "0 trên 2 chi bộ đã họp." in before.words
    assert not [one for one in before.forms() if "/remind" in one.action]


@pytest.mark.parametrize(
    "asked", ["year=abc", "year=1900", "year=99999", "half=2026-3", "half=x", "half=2099-1"]
)
def test_a_year_that_is_none_gives_this_one(sign_in_as, world, asked):
    for who in ("loc", "hanh"):
        assert "2026" in sign_in_as(who).page(f"{YEAR}?{asked}").heading + sign_in_as(who).page(YEAR).words


@pytest.mark.parametrize("who", ["hang", "kien", "admin"])
def test_no_workplace_reads_the_year_of_a_cell(sign_in_as, world, who):
    assert sign_in_as(who).get(YEAR).status_code == 403


def test_a_member_with_nothing_recorded_reads_noughts_with_their_base(sign_in_as, world):
    page = sign_in_as("mai").page(OWN)

    assert "Có mặt 0 trên 0 cuộc họp" in page.words
    assert "Lần liên hệ 0" in page.words


def test_a_stale_press_of_remind_all_is_told_in_words(sign_in_as, world):
    browser = sign_in_as("hanh")
    page = browser.page(YEAR)
    for cell in (world.cell5, world.cell6):
        a_meeting(cell, on=date(2026, 5, 12), state=MeetingState.HELD)

    late = browser.send(page, form="/remind")

    assert late.status_code == 422
    assert "2 trên 2 chi bộ đã họp." in Page(late.text, YEAR).words
