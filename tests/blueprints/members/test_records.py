"""One record: opened, admitted, corrected; what is wrong told at once, nothing typed lost."""

import pytest
from sqlalchemy import func, select

from models import AccessEntry, Member
from models import db as database
from tests.support import factories
from tests.support.pages import Page

GOOD = {"full_name": "Đỗ Thị Hường", "born": "2/4/1990", "phone": "0912 345 678", "card_number": "12.345678"}


def address(world, name: str = "mai", more: str = "") -> str:
    return f"/members/{world.member(name).ref}{more}"


# --- Reading ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["loc", "tam", "hanh", "thanh", "hang", "que", "kien", "luan"])
def test_both_sides_open_the_record_and_its_title_names_nobody(sign_in_as, world, name):
    page = sign_in_as(name).page(address(world))

    assert page.title.startswith("Hồ sơ đảng viên")
    assert "Mai" not in page.title
    assert "Nguyễn Thị Mai (1988)" in page.words
    assert "Chi bộ Tổ dân phố 5" in page.words


@pytest.mark.parametrize("name", ["sau", "nhan", "chi", "long"])
def test_the_record_of_somebody_elses_member_is_a_page_like_one_that_never_was(sign_in_as, world, name):
    browser = sign_in_as(name)

    hidden, absent = browser.get(address(world)), browser.get("/members/000000000000")

    assert hidden.status_code == absent.status_code == 404
    assert Page(hidden.text).sentences() == Page(absent.text).sentences()


@pytest.mark.parametrize(
    ("name", "sees"),
    [("loc", True), ("hanh", True), ("hang", True), ("kien", True), ("que", False), ("luan", False)],
)
def test_the_full_address_is_for_those_who_need_it(sign_in_as, world, name, sees):
    page = sign_in_as(name).page(address(world))

    assert ("đường Hoa Sen" in page.words) is sees
    assert "Tổ dân phố 5" in page.words


def test_opening_a_record_leaves_a_mark_that_the_member_reads_at_once(sign_in_as, world, client):
    sign_in_as("loc").get(address(world))

    page = sign_in_as("mai").page("/me/")

    assert "Nguyễn Văn Lộc, Bí thư, Chi bộ Tổ dân phố 5" in page.words
    assert "Mở hồ sơ" in page.words


def test_a_record_that_is_not_found_leaves_no_mark(sign_in_as, world):
    sign_in_as("sau").get(address(world))

    assert database.session.scalar(select(func.count()).select_from(AccessEntry)) == 0


def test_a_sanction_stands_in_the_history_only_where_it_is_open(sign_in_as, world):
    made = factories.a_sanction(world.mai)
    factories.a_notice(made, world.cell5)
    factories.a_notice(made, world.ward)

    told = {name: "Khiển trách" in sign_in_as(name).page(address(world)).words for name in
            ("loc", "binh", "tam", "thanh", "hanh", "hang", "kien", "luan")}  # fmt: skip

    assert {name for name, is_told in told.items() if is_told} == {"loc", "thanh", "kien"}


def test_a_sanction_is_not_spelt_out_to_a_session_that_has_not_proved_itself_lately(sign_in_as, world):
    made = factories.a_sanction(world.mai)
    factories.a_notice(made, world.cell5)

    page = sign_in_as("loc", fresh=False).page(address(world))

    assert "Kỷ luật" in page.words
    assert "Khiển trách" not in page.words
    assert page.link("Xác nhận đúng là đồng chí rồi đọc") == f"/changes/{made.ref}"


def test_a_long_history_costs_no_more_statements_than_a_short_one(sign_in_as, world):
    browser = sign_in_as("kien")
    counted = []
    for count in (1, 30):
        for _ in range(count):
            change = factories.a_reward(world.mai)
            factories.a_notice(change, world.cell5)
            factories.a_notice(change, world.ward)
        browser.page(address(world))
        counted.append(len(browser.statements))

    assert counted[1] <= counted[0] <= 12


# --- Admitting --------------------------------------------------------------------------------------------


def test_a_member_is_admitted_and_the_record_opens(sign_in_as, world):
    browser = sign_in_as("hang")

    answer = browser.fill("/members/new", **GOOD)
    page = Page(browser.get(answer.location).text)

    assert answer.status_code == 303
    assert "Đỗ Thị Hường (1990)" in page.words
    assert "0912 345 678" in page.words


def test_everything_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost(sign_in_as, world):
    wrong = {
        "full_name": "Hường 2",
        "born": "31/2/2010",
        "admitted": "1/1/1899",
        "official": "1/1/1898",
        "card_number": "ABC",
        "phone": "12345",
    }
    browser = sign_in_as("hang")

    answer = browser.fill("/members/new", **wrong)
    page = Page(answer.text)

    assert answer.status_code == 422
    assert page.title.startswith("Lỗi: ")
    assert {one.get("id") for one in page.tree.iter("p") if "field-error" in one.get("class", "")} == {
        f"{name}-error" for name in wrong
    }
    typed = {one.get("name"): one.get("value") for one in page.tree.iter("input")}
    assert {name: typed[name] for name in wrong} == wrong


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"full_name": ""}, "Đồng chí ghi họ và tên, ví dụ Nguyễn Văn An."),
        ({"born": ""}, "Đồng chí ghi ngày sinh, ví dụ 15/3/1978."),
        ({"born": "15/3/2990"}, "15/3/2990"),
        ({"born": "tomorrow"}, "ví dụ 15/3/2026"),
        ({"admitted": "1/1/2000"}, "18"),
        ({"full_name": "A" * 121}, "120"),
        ({"full_name": "Nguyễn <script>alert(1)</script>"}, "<"),
        ({"full_name": "=HYPERLINK()"}, "="),
        ({"phone": "0123"}, "0912 345 678"),
        ({"sex": "unknown"}, ""),
        ({"workplace": "000000000000"}, ""),
    ],
)
def test_what_a_person_can_type_wrong_is_answered_in_words(sign_in_as, world, typed, said):
    answer = sign_in_as("hang").fill("/members/new", **(GOOD | typed))

    assert answer.status_code == 422
    assert said in Page(answer.text).words


def test_a_double_click_admits_one_member(sign_in_as, world):
    browser = sign_in_as("hang")
    page = browser.page("/members/new")

    first, second = browser.send(page, **GOOD), browser.send(page, **GOOD)

    found = database.session.scalar(select(func.count()).where(Member.full_name == GOOD["full_name"]))
    assert found == 1
    assert first.location == second.location


def test_somebody_on_the_register_already_is_told_so_on_the_name(sign_in_as, world):
    answer = sign_in_as("chi").fill("/members/new", full_name="Nguyễn Thị Mai", born="12/5/1988")

    assert answer.status_code == 422
    assert "đã có" in Page(answer.text).words


@pytest.mark.parametrize("name", ["que", "loc", "hanh", "admin"])
def test_who_admits_nobody_finds_the_door_shut(sign_in_as, world, name):
    assert sign_in_as(name).get("/members/new").status_code == 403


# --- Correcting -------------------------------------------------------------------------------------------


def test_a_record_is_put_right(sign_in_as, world):
    browser = sign_in_as("hang")

    answer = browser.fill(address(world, more="/edit"), phone="0163 345 6789", position="Phó Trưởng phòng")
    page = Page(browser.get(answer.location).text)

    assert answer.location == address(world)
    assert "033 345 6789" in page.words
    assert "Phó Trưởng phòng" in page.words


def test_a_form_that_was_overtaken_shows_what_stands_there_now_and_keeps_what_was_typed(sign_in_as, world):
    slow = sign_in_as("hang")
    opened = slow.page(address(world, more="/edit"))
    world.mai.position = "Trưởng phòng"
    database.session.commit()

    answer = slow.send(opened, position="Phó Trưởng phòng")
    page = Page(answer.text)

    assert answer.status_code == 409
    assert "Trưởng phòng" in page.words
    assert "Phó Trưởng phòng" in [one.get("value") for one in page.tree.iter("input")]


def test_the_form_may_be_sent_again_once_the_new_text_was_seen(sign_in_as, world):
    browser = sign_in_as("hang")
    opened = browser.page(address(world, more="/edit"))
    world.mai.position = "Trưởng phòng"
    database.session.commit()
    browser.send(opened, position="Phó Trưởng phòng")

    answer = browser.fill(address(world, more="/edit"), position="Phó Trưởng phòng")

    assert answer.status_code == 303
    assert world.mai.position == "Phó Trưởng phòng"


@pytest.mark.parametrize("name", ["que", "luan", "loc", "hanh"])
def test_who_only_reads_finds_no_form(sign_in_as, world, name):
    browser = sign_in_as(name)

    assert browser.get(address(world, more="/edit")).status_code == 403
    assert "Sửa hồ sơ" not in browser.page(address(world)).words
