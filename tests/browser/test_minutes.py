"""Minutes on a telephone: what was typed outlives a tab that was killed."""

import pytest
from playwright.sync_api import expect

from models.vocabulary import MeetingState
from tests.browser.conftest import PHONE, Enter
from tests.support import factories
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_a_killed_tab_loses_nothing_that_was_typed(enter: Enter, world: World) -> None:
    meeting = factories.a_meeting(world.cell5, state=MeetingState.HELD)
    address = f"/meetings/{meeting.ref}/minutes/write"
    page = enter("loc", width=PHONE)
    page.goto(address)

    page.get_by_label("Thảo luận").fill("Đồng chí Mai đề nghị sửa đường")
    expect(page.get_by_text("Đã lưu nháp")).to_be_visible()
    window = page.context
    page.close()
    again = window.new_page()
    again.goto(address)

    expect(again.get_by_label("Thảo luận")).to_have_value("Đồng chí Mai đề nghị sửa đường")
    again.get_by_role("button", name="Bỏ phần đã gõ").click()
    expect(again.get_by_label("Thảo luận")).to_have_value("")
