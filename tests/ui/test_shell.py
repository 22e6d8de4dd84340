"""What the shell asks of the house: badges, the other offices, the person to call."""

import pytest

from tests.support import factories
from tests.support.pages import Page


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("loc", "Lê Thị Hạnh, Cán bộ văn phòng, Đảng ủy phường Trường Vinh"),
        ("hang", "Võ Thị Thu, Cán bộ văn phòng, Đảng ủy Thuế tỉnh"),
        ("hanh", "Vũ Minh Khôi, Quản trị hệ thống, Tỉnh ủy Nghệ An"),
        ("kien", "Vũ Minh Khôi, Quản trị hệ thống, Tỉnh ủy Nghệ An"),
        ("overseer", "Vũ Minh Khôi, Quản trị hệ thống, Tỉnh ủy Nghệ An"),
    ],
)
def test_every_page_names_somebody_of_the_office_above(sign_in_as, world, name, called):
    assert called in sign_in_as(name).page("/").words


def test_nobody_is_told_to_call_himself(sign_in_as, world):
    page = sign_in_as("admin").page("/")

    assert not [address for _, address in page.links() if address.startswith("tel:")]


def test_the_badge_counts_the_notices_of_the_office(sign_in_as, world):
    for _ in range(2):
        factories.a_notice(factories.a_reward(world.mai), world.cell5)
    factories.a_notice(factories.a_sanction(world.mai), world.cell5)

    def badge(name: str) -> str:
        page: Page = sign_in_as(name).page("/")
        return next(words for words, address in page.links() if address == "/notices/")

    assert "3 " in badge("loc")
    assert "2 " in badge("binh"), "a sanction is not counted for a deputy"
    assert badge("tam") == "Thông báo thay đổi"


def test_somebody_with_two_offices_and_a_record_is_offered_the_others(sign_in_as, world):
    words = sign_in_as("dung").page("/").words

    assert "Phó bí thư, Đảng ủy Thuế tỉnh" in words
    assert "Phó bí thư, Chi bộ Phòng Kiểm tra" in words
    assert "Hồ sơ của tôi" in words
