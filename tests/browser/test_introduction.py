"""Twelve members are introduced, received and assigned, and each is contacted: three offices, a handful of taps."""

import pytest
from sqlalchemy import func, select

from models import Liaison, db
from models.vocabulary import LiaisonState
from tests.browser.conftest import DESK, PHONE, Enter
from tests.browser.hand import Hand
from tests.support import factories
from tests.support.world import World

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
TWELVE = 12


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_twelve_are_introduced_received_assigned_and_contacted(
    enter: Enter, world: World, scripts: bool
) -> None:
    _twelve_without_a_residence_cell(world)

    workplace = Hand(enter("long", width=DESK, scripts=scripts))
    workplace.tap("Đảng viên chưa có chi bộ nơi cư trú")
    workplace.tap("Chọn tất cả")
    workplace.tick("Thuộc diện giữ mối liên hệ")
    workplace.tap("Kiểm tra")
    workplace.reads("Đảng ủy phường Trường Vinh")
    workplace.tap("Gửi")
    assert workplace.taps <= 8
    assert workplace.typed <= 2
    assert _in_state(LiaisonState.ISSUED) == TWELVE + 1  # one more was on its way before

    ward = Hand(enter("hanh", width=DESK, scripts=scripts))
    ward.tap("Giấy giới thiệu chờ tiếp nhận")
    ward.tap("Chọn tất cả")
    ward.tap("Tiếp nhận và giới thiệu về chi bộ")
    ward.tap("Tiếp nhận và giới thiệu về chi bộ")
    assert ward.taps <= 5
    assert _in_state(LiaisonState.ISSUED) == 0

    cell = Hand(enter("loc", width=PHONE, scripts=scripts))
    cell.tap("Đảng viên mới được giới thiệu")
    before = _in_state(LiaisonState.ACTIVE)
    cell.tap("Xác nhận đã liên hệ")
    assert cell.taps <= 2
    assert _in_state(LiaisonState.ACTIVE) == before + 1


def _twelve_without_a_residence_cell(world: World) -> None:
    for number in range(TWELVE):
        member = factories.a_member(f"Đinh Văn Thứ {number}", workplace=world.finance_cell)
        factories.a_residence(member, world.cell5)
    db.session.commit()


def _in_state(state: LiaisonState) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Liaison).where(Liaison.state == state)) or 0
