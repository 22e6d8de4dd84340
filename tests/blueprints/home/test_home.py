"""What waits for each office: due things, oldest first, each card leading to where it is done; nothing else."""

from datetime import timedelta

import pytest

from models import Mandate
from models import db as database
from models.vocabulary import ExemptionReason, LiaisonState, NoticeEffect, NoticeState
from tests.support import factories
from tests.support.pages import Page


def cards(page: Page) -> list[tuple[str, str, str]]:
    """Title, number and age of each card, in order."""
    found = []
    for one in page.tree.iter("a"):
        if one.get("class") == "task":
            parts = ["".join(part.itertext()).strip() for part in one.iter("span")]
            found.append((parts[0], parts[1], parts[2] if len(parts) > 2 else ""))
    return found


def address_of(page: Page, title: str) -> str:
    return page.link(title)


def a_waiting_notice(world, days: int, receiver=None):
    on = world.cell5 if receiver is None else receiver
    notice = factories.a_notice(factories.a_reward(world.mai), on)
    notice.sent_on -= timedelta(days=days)
    notice.sent_at -= timedelta(days=days)
    database.session.commit()
    return notice


# --- A residence cell -------------------------------------------------------------------------------------


def test_a_secretary_sees_what_waits_oldest_first_with_its_age(sign_in_as, world, clock):
    clock.move(days=2)
    for days in (1, 3):
        a_waiting_notice(world, days)

    page = sign_in_as("loc").page("/")

    assert page.heading == "Có 2 việc cần làm"
    assert cards(page) == [
        ("Nhận thông báo thay đổi", "2", "Lâu nhất: 3 ngày"),
        ("Đảng viên mới được giới thiệu", "1", "Lâu nhất: 2 ngày"),
    ]


def test_the_card_of_the_notices_opens_the_oldest_one(sign_in_as, world):
    a_waiting_notice(world, 1)
    oldest = a_waiting_notice(world, 3)
    browser = sign_in_as("loc")

    page = browser.page("/")

    assert address_of(page, "thông báo thay đổi") == f"/notices/{oldest.ref}"
    assert "Đã nhận thông báo" in browser.page(f"/notices/{oldest.ref}").words


def test_an_ordinary_notice_stands_before_a_sanction_that_is_older(sign_in_as, world):
    sanction = factories.a_notice(factories.a_sanction(world.mai), world.cell5)
    sanction.sent_at -= timedelta(days=5)
    ordinary = a_waiting_notice(world, 1)

    page = sign_in_as("loc").page("/")

    assert address_of(page, "thông báo thay đổi") == f"/notices/{ordinary.ref}"


def test_a_deputy_is_not_told_of_a_sanction_by_its_number(sign_in_as, world):
    factories.a_notice(factories.a_sanction(world.mai), world.cell5)

    assert "Nhận thông báo thay đổi" not in [title for title, *_ in cards(sign_in_as("binh").page("/"))]


def test_an_acknowledged_notice_that_asks_for_something_waits_to_be_processed(sign_in_as, world, clock):
    notice = a_waiting_notice(world, 1)
    notice.acknowledged_at, notice.acknowledged_by_id = clock.now(), world.account("loc").id
    notice.state, notice.asks = NoticeState.ACKNOWLEDGED, NoticeEffect.ENDED
    database.session.commit()

    assert ("Xử lý thông báo thay đổi đã nhận", "1") in [
        card[:2] for card in cards(sign_in_as("loc").page("/"))
    ]


def test_a_committee_member_who_acts_on_nothing_is_told_that_nothing_waits(sign_in_as, world):
    a_waiting_notice(world, 3)

    page = sign_in_as("tam").page("/")

    assert cards(page) == []
    assert "Không có việc nào đang chờ" in page.words


def test_a_member_is_looked_for_from_the_home_page(sign_in_as, world):
    browser = sign_in_as("loc")

    answer = browser.fill("/", form="/members/", words="mai")

    assert "Nguyễn Thị Mai (1988)" in Page(browser.get(answer.location).text).words


# --- A commune --------------------------------------------------------------------------------------------


def test_a_commune_sees_letters_assignments_and_its_own_notices(sign_in_as, world, clock):
    a_waiting_notice(world, 4, world.ward)
    clock.move(days=1)

    page = sign_in_as("hanh").page("/")

    assert cards(page) == [
        ("Nhận thông báo thay đổi", "1", "Lâu nhất: 5 ngày"),
        ("Giấy giới thiệu chờ tiếp nhận", "1", "Lâu nhất: 1 ngày"),
        ("Đảng viên chờ giới thiệu về chi bộ", "1", "Lâu nhất: 1 ngày"),
    ]


def test_a_letter_under_way_for_too_long_is_told_to_both_sides(sign_in_as, world, clock):
    clock.move(days=31)

    for name in ("hanh", "kien"):
        assert "Giấy giới thiệu gửi đã lâu chưa được tiếp nhận" in [
            title for title, *_ in cards(sign_in_as(name).page("/"))
        ]


def test_exemptions_to_complete_and_to_review_wait_at_the_commune(sign_in_as, world, clock):
    bond = world.liaison("tuan")
    bond.exemption_reason, bond.exempt_review_on = ExemptionReason.NOT_STATED, clock.today
    database.session.commit()

    titles = [title for title, *_ in cards(sign_in_as("hanh").page("/"))]

    assert "Diện miễn sinh hoạt chưa ghi lý do" in titles
    assert "Diện miễn sinh hoạt đến ngày xem xét lại" in titles


def test_a_notice_that_climbed_waits_at_the_commune_too(sign_in_as, world):
    notice = a_waiting_notice(world, 12)
    notice.escalated_to_id = world.ward.id
    database.session.commit()

    assert ("Nhận thông báo thay đổi", "1") in [card[:2] for card in cards(sign_in_as("hanh").page("/"))]


def test_an_organisation_without_a_secretary_is_told(sign_in_as, world, clock):
    held = database.session.scalars(
        database.select(Mandate).where(Mandate.account_id == world.account("sau").id)
    ).one()
    held.ends_on = clock.today
    database.session.commit()

    assert ("Tổ chức đảng chưa có bí thư", "1") in [card[:2] for card in cards(sign_in_as("hanh").page("/"))]


def test_the_figures_of_a_commune_count_its_bonds_by_state(sign_in_as, world):
    words = sign_in_as("hanh").page("/").words

    assert "Đang giữ mối liên hệ 5" in words
    assert "Miễn sinh hoạt nơi cư trú 1" in words


@pytest.mark.parametrize("name", ["hanh", "kien"])
def test_the_list_behind_a_figure_has_as_many_names(sign_in_as, world, name):
    browser = sign_in_as(name)
    home = browser.page("/")
    figures = next(one for one in home.tree.iter("dl") if one.get("class") == "figures")
    counted = {link.get("href"): int(pair.find("dd").text) for pair in figures for link in pair.iter("a")}

    listed = {address: len(list(browser.page(address).tree.iter("tr"))) - 1 for address in counted}

    assert counted == listed
    assert len(counted) > 2


# --- A workplace ------------------------------------------------------------------------------------------


def test_a_workplace_committee_sees_returns_drafts_and_who_lives_nowhere_yet(sign_in_as, world):
    titles = {title: count for title, count, _ in cards(sign_in_as("kien").page("/"))}

    assert titles == {
        "Giấy giới thiệu bị trả lại": "1",
        "Giấy giới thiệu chờ ký gửi": "1",
        "Tổ chức đảng chưa có bí thư": "1",
        "Đảng viên chưa có chi bộ nơi cư trú": "2",
    }


def test_a_workplace_cell_sees_its_own_only(sign_in_as, world):
    titles = [title for title, *_ in cards(sign_in_as("hang").page("/"))]

    assert "Đảng viên chưa có chi bộ nơi cư trú" in titles
    assert "Giấy giới thiệu bị trả lại" not in titles, "that one is of the other cell"
    assert "Giấy giới thiệu chờ ký gửi" not in titles, "issuing belongs to the committee"


def test_a_question_and_a_silence_wait_at_the_sender(sign_in_as, world, clock):
    asked = a_waiting_notice(world, 1)
    asked.state, asked.disputed_because = NoticeState.DISPUTED, "Ngày không đúng"
    silent = a_waiting_notice(world, 20)
    silent.due_on = clock.today - timedelta(days=10)
    database.session.commit()

    titles = [title for title, *_ in cards(sign_in_as("kien").page("/"))]

    assert "Trả lời câu hỏi của nơi nhận" in titles
    assert "Thông báo quá hạn, nơi nhận chưa xác nhận" in titles


# --- The others -------------------------------------------------------------------------------------------


def test_the_overseer_sees_figures_and_no_name(sign_in_as, world):
    page = sign_in_as("overseer").page("/")

    assert "Đang giữ mối liên hệ 6" in page.words
    assert "Nguyễn" not in page.words.replace("Nguyễn Văn Lộc", "")


def test_the_administrator_sees_offices_and_accounts_and_no_member(sign_in_as, world):
    page = sign_in_as("admin").page("/")

    assert all("Đảng viên" not in title for title, *_ in cards(page))


@pytest.mark.parametrize("name", ["loc", "hanh", "kien", "hang", "admin", "thanh"])
def test_every_card_leads_to_a_page_that_opens(sign_in_as, world, clock, name):
    a_waiting_notice(world, 3)
    a_waiting_notice(world, 3, world.ward)
    clock.move(days=40)
    browser = sign_in_as(name)
    page = browser.page("/")

    for title, *_ in cards(page):
        assert browser.get(address_of(page, title)).status_code == 200, title


def test_a_crowded_desk_costs_no_more_statements_than_an_empty_one(sign_in_as, world):
    browser = sign_in_as("loc")
    browser.get("/")
    browser.get("/")
    few = len(browser.statements)
    for _ in range(20):
        a_waiting_notice(world, 2)

    browser.get("/")

    assert len(browser.statements) <= few + 1, "the oldest notice is looked for when there is one"


def test_what_is_no_longer_due_is_gone(sign_in_as, world):
    world.liaison("linh").state = LiaisonState.ACTIVE
    database.session.commit()

    assert cards(sign_in_as("loc").page("/")) == []
