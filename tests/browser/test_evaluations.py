"""T5 and J5: “Viết nhận xét cho đồng chí Nguyễn Thị Mai, rồi sang người tiếp theo”, and forty sheets in one sitting."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from models import Attendance, Evaluation, EvaluationVersion, db
from models.vocabulary import AttendanceStatus, EvaluationState, MeetingState
from tests.browser.conftest import DESK, PHONE, Enter
from tests.browser.hand import Hand
from tests.support.factories import a_liaison, a_meeting, a_member, a_residence, an_evaluation
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
NEXT = "Lưu và sang đồng chí tiếp theo"


@pytest.fixture
def met(world: World) -> World:
    """A round is open, and the cell has met its members on 2 March."""
    meeting = a_meeting(world.cell5, state=MeetingState.HELD, on=date(2026, 3, 2))
    for row in db.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id)):
        row.status = AttendanceStatus.PRESENT
    db.session.commit()
    for member in (world.mai, world.anh78, world.anh85):
        an_evaluation(member)
    return world


def tick(hand: Hand, box: str, level: int) -> None:
    """Touch one level of a criterion."""
    hand.page.locator(f"label[for='{box}-{level}']").click()
    hand.taps += 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_sheet_is_written_from_home_and_the_next_one_follows(
    enter: Enter, met: World, scripts: bool
) -> None:
    hand = Hand(enter("loc", width=PHONE, scripts=scripts))

    hand.tap("Phiếu nhận xét cần viết")
    hand.tap("Nguyễn Thị Mai")
    assert hand.taps <= 2

    hand.taps = 0
    assert hand.page.locator("input[type=radio]:checked").count() == 0
    assert hand.page.locator("fieldset:has(input[type=radio])").count() == 6
    for box in range(1, 7):
        tick(hand, f"C{box}", 1)
    quote = hand.page.get_by_role("button", name="Trích").first
    quote.click()
    hand.taps += 1
    text = hand.page.get_by_label("Ý kiến của chi ủy (chi bộ)")
    expect(text).to_have_value("Có mặt cuộc họp ngày 2/3.")
    text.click()
    hand.taps += 1
    hand.page.keyboard.press("End")
    text.press_sequentially(" Vận động bà con giữ vệ sinh ngõ 12.")
    hand.tap(NEXT)

    hand.reads("Đã viết xong phiếu")
    assert hand.taps <= 9
    assert said(met) == {
        "ticks": {str(number): 2 for number in range(1, 7)},
        "remarks": "Có mặt cuộc họp ngày 2/3. Vận động bà con giữ vệ sinh ngõ 12.",
    }


def said(world: World) -> dict[str, object]:
    db.session.rollback()
    version = db.session.scalars(
        select(EvaluationVersion)
        .join(Evaluation, Evaluation.id == EvaluationVersion.evaluation_id)
        .where(Evaluation.member_id == world.mai.id)
    ).one()
    return {"ticks": version.ticks, "remarks": version.remarks}


def test_the_evidence_stands_above_the_box_on_a_phone_and_beside_it_on_a_desk(
    enter: Enter, met: World
) -> None:
    sheet = db.session.scalars(select(Evaluation).where(Evaluation.member_id == met.mai.id)).one()
    for width in (PHONE, DESK):
        page = enter("loc", width=width)
        page.goto(f"/evaluations/{sheet.ref}/write")
        facts, box = page.locator(".evidence").bounding_box(), page.locator("#remarks").bounding_box()
        assert facts is not None
        assert box is not None
        assert facts["y"] < box["y"]
        assert (facts["x"] + facts["width"] <= box["x"]) is (width == DESK)


def test_what_was_written_survives_a_killed_tab(enter: Enter, met: World) -> None:
    sheet = db.session.scalars(select(Evaluation).where(Evaluation.member_id == met.mai.id)).one()
    page = enter("loc", width=PHONE)
    page.goto(f"/evaluations/{sheet.ref}/write")
    tick(Hand(page), "C1", 0)
    page.get_by_label("Ý kiến của chi ủy (chi bộ)").press_sequentially("Đang viết dở về đồng chí Mai")
    expect(page.locator("[data-kept]")).to_contain_text("Đã lưu nháp")
    page.context.close()

    again = enter("loc", width=PHONE)
    again.goto(f"/evaluations/{sheet.ref}/write")

    expect(again.get_by_label("Ý kiến của chi ủy (chi bộ)")).to_have_value("Đang viết dở về đồng chí Mai")
    expect(again.locator("#C1-0")).to_be_checked()


def test_forty_sheets_are_written_in_one_sitting_and_the_tab_dies_in_the_middle(
    enter: Enter, met: World
) -> None:
    for _number in range(37):
        member = a_member(workplace=met.tax_cell)
        a_residence(member, met.cell5)
        a_liaison(member, met.cell5)
        an_evaluation(member)
    page = enter("loc", width=PHONE)
    page.goto("/evaluations/")
    Hand(page).tap("Viết tiếp")
    for number in range(40):
        if number == 20:
            page = killed_in_the_middle_of_a_sheet(enter, page)
        for box in range(1, 7):
            page.locator(f"label[for='C{box}-1']").click()
        page.locator("#remarks").fill(f"Có đóng góp ý kiến, việc thứ {number + 1} của tổ dân phố.")
        with page.expect_navigation():
            page.locator("main .actions button").first.click()

    expect(page.locator("main")).to_contain_text("Đã viết 40 trên 40 phiếu")
    db.session.rollback()
    counted = select(func.count()).where(Evaluation.state == EvaluationState.WRITTEN)
    assert db.session.scalar(counted) == 40


def killed_in_the_middle_of_a_sheet(enter: Enter, page: Page) -> Page:
    """The tab dies with half a sheet in it; on the next device the half is there."""
    page.locator("label[for='C1-2']").click()
    expect(page.locator("[data-kept]")).to_contain_text("Đã lưu nháp")
    address = page.url
    page.context.close()
    again = enter("loc", width=PHONE)
    again.goto(address)
    expect(again.locator("#C1-2")).to_be_checked()
    return again
