"""The own record in one tap: both cells with the people to call, the history, who looked."""

from datetime import date

import pytest

from models import db as database
from models.vocabulary import NoticeState
from services.dossiers import open_dossier, open_list
from tests.support import factories
from tests.support.pages import Page


def test_a_member_without_office_comes_straight_to_the_own_record(sign_in_as, world):
    browser = sign_in_as("mai")

    answer = browser.get("/")

    assert (answer.status_code, answer.location) == (303, "/me/")


def test_both_cells_stand_there_with_the_people_to_call(sign_in_as, world):
    page = sign_in_as("mai").page("/me/")

    calls = {address for _, address in page.links() if address.startswith("tel:")}
    wanted = {f"tel:{world.account(name).phone}" for name in ("loc", "binh", "hang", "tien")}
    assert wanted <= calls
    for words in ("Chi bộ Tổ dân phố 5", "Nguyễn Văn Lộc", "Chi bộ Phòng Nghiệp vụ", "Phan Thị Hằng"):
        assert words in page.words


def test_everything_that_is_held_stands_there(sign_in_as, world):
    mai = world.mai
    mai.card_number = "12.345678"
    database.session.commit()

    words = sign_in_as("mai").page("/me/").words

    for held in (
        "Nguyễn Thị Mai (1988)",
        "12/5/1988",
        "19/5/2012",
        "12.345678",
        "Chuyên viên",
        "đường Hoa Sen",
    ):
        assert held in words
    assert "chưa ghi" in words, "the sex is not recorded, and the page says so"


def test_notices_about_me_tell_who_acknowledged_and_when(sign_in_as, world):
    reward = factories.a_reward(world.mai, title="Bằng khen")
    factories.a_notice(
        reward,
        world.cell5,
        state=NoticeState.ACKNOWLEDGED,
        acknowledged_at=reward.recorded_at,
        acknowledged_by_id=world.account("loc").id,
    )
    factories.a_notice(reward, world.ward)

    words = sign_in_as("mai").page("/me/").words

    assert "Khen thưởng: Bằng khen" in words
    assert "Nguyễn Văn Lộc, 9 giờ 00, 16/3/2026" in words
    assert "Đảng ủy phường Trường Vinh Chờ xác nhận đã nhận" in words


def test_a_member_reads_the_own_sanction(sign_in_as, world):
    made = factories.a_sanction(world.mai)
    factories.a_notice(made, world.cell5)

    assert "Kỷ luật: Khiển trách" in sign_in_as("mai", fresh=False).page("/me/").words


def test_who_looked_and_why_stands_there_at_once(sign_in_as, world):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")
    open_list(world.actor("hanh"), "members.index")

    page = sign_in_as("mai").page("/me/")

    assert "Nguyễn Văn Lộc, Bí thư, Chi bộ Tổ dân phố 5 9 giờ 00, 16/3/2026 – Mở hồ sơ" in page.words
    assert "Lê Thị Hạnh" in page.words
    assert "Mở danh sách đảng viên" in page.words


def test_all_who_looked_stand_on_a_page_of_their_own(sign_in_as, world, clock):
    for _ in range(12):
        open_dossier(world.actor("loc"), world.mai.id, "members.show")
        clock.move(days=1)
    browser = sign_in_as("mai")

    short = browser.page("/me/")
    whole = browser.page(short.link("Xem tất cả"))

    assert short.words.count("Mở hồ sơ") == 8
    assert whole.words.count("Mở hồ sơ") == 12


def test_looks_of_one_person_in_a_row_are_one_line_with_their_number(sign_in_as, world, clock):
    for _ in range(3):
        open_dossier(world.actor("loc"), world.mai.id, "notices.show")
        clock.move(minutes=1)

    page = sign_in_as("mai").page("/me/")

    assert "9 giờ 02, 16/3/2026 – Xem thông báo thay đổi, 3 lần" in page.words
    assert page.words.count("Xem thông báo thay đổi") == 1


def test_nobody_looked_is_said_in_words(sign_in_as, world):
    browser = sign_in_as("mai")

    assert "chưa có ai mở hồ sơ này" in browser.page("/me/seen-by").words


def test_looking_at_the_own_record_leaves_no_mark(sign_in_as, world):
    browser = sign_in_as("mai")
    browser.get("/me/")

    assert "Nguyễn Thị Mai," not in browser.page("/me/seen-by").words


def test_a_member_who_holds_an_office_reads_the_own_record_too(sign_in_as, world):
    browser = sign_in_as("dung")

    assert "Phạm Tiến Dũng (1985)" in browser.page("/me/").words
    assert "Hồ sơ của tôi" in browser.page("/").words


def test_a_member_of_whom_little_is_known_has_a_page_too(sign_in_as, world):
    member = factories.a_member("Trần Văn Mới", workplace=world.finance_cell, admitted=None, official=None,
                                phone=None, position=None)  # fmt: skip
    account = factories.an_account(member=member)

    words = sign_in_as(account).page("/me/").words

    assert "Đảng viên dự bị" in words
    assert "Chưa có chi bộ nơi cư trú" in words


@pytest.mark.parametrize("name", ["loc", "hanh", "kien", "admin"])
def test_an_officer_who_is_no_member_has_no_own_record(sign_in_as, world, name):
    browser = sign_in_as(name)

    assert browser.get("/me/").status_code == 403
    assert "Hồ sơ của tôi" not in browser.page("/").words


def test_an_account_that_belongs_to_nobody_and_holds_nothing_is_told_whom_to_call(sign_in_as, world):
    account = factories.an_account("Người Mới", organisation=world.ward)

    page = sign_in_as(account).page("/")

    assert "Hôm nay đồng chí không giữ chức trách nào" in page.words


def test_the_page_is_written_in_english_too(sign_in_as, world):
    world.account("mai").language = "en"
    factories.a_reward(world.mai, effective_on=date(2026, 3, 1))
    database.session.commit()

    page: Page = sign_in_as("mai").page("/me/")

    assert page.heading == "My record"
    assert "Reward: Bằng khen" in page.words
