"""Reporting a change at a desk: whom and what, the facts, who will be told."""

import pytest
from sqlalchemy import func, select

from models import Change, Draft, Notice, db
from models.vocabulary import ChangeWord
from tests.support.pages import Page
from tests.support.reported import appointed

FACTS = {"post": "Phó Trưởng phòng", "effective_on": "1/6/2026", "decision_number": "45/QĐ-UBND"}


def choose(browser, words="mai", word="appointment", **more):
    """The page of the facts, after whom and what."""
    return browser.fill("/changes/new", press="Tiếp tục", words=words, word=word, **more)


def read(answer):
    return Page(answer.text, answer.request.path)


def count(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_promotion_is_recorded_with_four_typed_fields_and_the_check_page_names_both_recipients(sign_in_as):
    browser = sign_in_as("hang")

    checked = browser.send(choose(browser), press="Kiểm tra và gửi", **FACTS)
    assert "Đảng ủy phường Trường Vinh" in checked.text
    assert "Chi bộ Tổ dân phố 5" in checked.text
    assert "Nguyễn Văn Lộc" in checked.text
    assert count(Change) == 0
    done = browser.send(checked, press="Gửi Đảng ủy phường Trường Vinh và Chi bộ Tổ dân phố 5")

    assert done.status_code == 303
    change = db.session.scalars(select(Change)).one()
    assert (change.post, change.decided_by) == ("Phó Trưởng phòng", "Chi bộ Phòng Nghiệp vụ")
    assert count(Notice) == 2
    shown = browser.get(done.location)
    assert "Đã gửi Đảng ủy phường Trường Vinh và Chi bộ Tổ dân phố 5." in shown.text
    assert "Chờ xác nhận đã nhận" in shown.text


def test_the_check_page_of_a_death_says_that_the_account_closes(sign_in_as):
    browser = sign_in_as("hang")

    checked = browser.send(choose(browser, word="death"), press="Kiểm tra và gửi", effective_on="10/3/2026")

    assert "mọi chức trách đang giữ đều chấm dứt" in checked.text


def test_the_body_that_decided_last_is_proposed(sign_in_as, world):
    appointed(world, "anh78", decided_by="Ủy ban nhân dân tỉnh")

    facts = choose(sign_in_as("hang"))

    assert 'value="Ủy ban nhân dân tỉnh"' in facts.text
    assert 'value="16/3/2026"' in facts.text


@pytest.mark.parametrize("day", ["1/6/2026", "01-06-2026", "1 tháng 6 năm 2026"])
def test_a_day_is_read_as_people_write_it(sign_in_as, day):
    browser = sign_in_as("hang")

    checked = browser.send(choose(browser), press="Kiểm tra và gửi", **FACTS | {"effective_on": day})

    assert "1/6/2026" in checked.text


def test_five_mistakes_are_told_at_once_each_at_its_field_and_nothing_is_lost(sign_in_as):
    browser = sign_in_as("kien")
    facts = choose(browser, words="anh")

    wrong = {"effective_on": "31/2/2026", "decided_on": "45", "decided_by": "", "decision_number": "12/QĐ"}
    answer = browser.send(facts, press="Kiểm tra và gửi", **wrong)

    assert answer.status_code == 422
    page = read(answer)
    assert page.title.startswith("Lỗi:")
    summary = [link.get("href") for link in page.tree.iter("a") if (link.get("href") or "").startswith("#")][
        1:
    ]
    assert summary == ["#member-0", "#post", "#effective_on", "#decided_on", "#decided_by"]
    ids = {one.get("id") for one in page.tree.iter()}
    assert {one.removeprefix("#") for one in summary} <= ids
    assert 'value="31/2/2026"' in answer.text
    assert 'value="12/QĐ"' in answer.text


def test_what_a_rule_refuses_is_told_before_the_check_page(sign_in_as, world):
    appointed(world)
    browser = sign_in_as("hang")

    answer = browser.send(
        choose(browser), press="Kiểm tra và gửi", **FACTS | {"effective_on": "16/3/2026", "decided_by": "X"}
    )

    assert answer.status_code == 422
    assert "Quyết định này đã được ghi" in answer.text
    assert count(Change) == 1


def test_homonyms_are_told_apart_and_chosen_on_the_page_of_the_facts(sign_in_as, world):
    browser = sign_in_as("kien")

    facts = choose(browser, words="anh")
    assert "Lê Hữu Ánh (1978)" in facts.text
    assert "Hoàng Anh Tuấn (1992)" in facts.text
    checked = browser.send(
        facts, press="Kiểm tra và gửi", member=world.anh78.ref, **FACTS, decided_by="Thuế tỉnh"
    )
    browser.send(checked, press="Gửi Đảng ủy phường Trường Vinh và Chi bộ Tổ dân phố 5")

    assert db.session.scalars(select(Change.member_id)).all() == [world.anh78.id]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("zzz", "Không có đảng viên nào tên như vậy"), ("", "Đồng chí gõ vài chữ của tên")],
)
def test_a_name_that_finds_nobody_is_asked_again_together_with_the_kind(sign_in_as, typed, sentence):
    answer = choose(sign_in_as("hang"), words=typed, word="")

    assert sentence in answer.text
    assert "Đồng chí chọn nội dung thay đổi" in answer.text


def test_from_the_record_of_a_member_nobody_has_to_be_found(sign_in_as, world):
    browser = sign_in_as("hang")

    facts = browser.fill(f"/changes/new?member={world.mai.ref}", press="Tiếp tục", word="reward")

    assert "Nguyễn Thị Mai" in facts.text
    assert "Hình thức" in facts.text or "Khen thưởng" in facts.text


def test_a_member_of_another_workplace_is_not_found(sign_in_as, world):
    browser = sign_in_as("hang")

    assert "Không có đảng viên" in choose(browser, words="yen").text
    assert "Phan Thị Yến" not in browser.get(f"/changes/new?member={world.yen.ref}").text


def test_back_from_the_check_page_everything_typed_is_still_there(sign_in_as):
    browser = sign_in_as("hang")
    checked = browser.send(choose(browser), press="Kiểm tra và gửi", **FACTS)

    again = browser.send(checked, press="Sửa lại")

    assert 'value="Phó Trưởng phòng"' in again.text
    assert 'value="1/6/2026"' in again.text


def test_a_double_click_records_once(sign_in_as):
    browser = sign_in_as("hang")
    checked = browser.send(choose(browser), press="Kiểm tra và gửi", **FACTS)
    button = "Gửi Đảng ủy phường Trường Vinh và Chi bộ Tổ dân phố 5"

    first, second = browser.send(checked, press=button), browser.send(checked, press=button)

    assert first.location == second.location
    assert count(Change) == 1


@pytest.mark.parametrize("word", [word.value for word in ChangeWord])
def test_every_kind_has_its_page_and_asks_for_what_it_needs(sign_in_as, word):
    browser = sign_in_as("kien")
    facts = choose(browser, word=word)
    if word == "sanction":
        assert "Ai sẽ đọc được" in facts.text
        facts = browser.send(facts, press="Tiếp tục")

    answer = browser.send(facts, press="Kiểm tra và gửi")

    assert answer.status_code == 422
    assert "effective_on-error" in answer.text


def test_the_form_of_a_sanction_has_no_field_for_words(sign_in_as):
    browser = sign_in_as("kien")

    facts = read(browser.send(choose(browser, word="sanction"), press="Tiếp tục"))

    names = facts.form().names
    assert "note" not in names
    assert not list(facts.tree.iter("textarea"))


def test_a_cell_is_not_offered_a_sanction(sign_in_as):
    assert "Kỷ luật" not in sign_in_as("hang").get("/changes/new").text
    assert "Kỷ luật" in sign_in_as("kien").get("/changes/new").text


def test_a_sanction_asks_again_who_it_is_and_keeps_what_was_chosen(sign_in_as):
    browser = sign_in_as("kien", fresh=False)

    answer = choose(browser, word="sanction")

    assert answer.status_code == 303
    assert "/step-up" in answer.location
    assert count(Draft) == 1


def test_no_address_says_that_it_is_a_sanction(sign_in_as):
    browser = sign_in_as("kien")
    first = choose(browser, word="sanction")
    second = browser.send(first, press="Tiếp tục")
    facts = {"sanction_form": "reprimand", "effective_on": "16/3/2026", "decision_number": "7-QĐ/ĐU"}
    third = browser.send(second, press="Kiểm tra và gửi", **facts)
    done = browser.send(third, press="Gửi Đảng ủy phường Trường Vinh và Chi bộ Tổ dân phố 5")

    assert done.status_code == 303
    for answer in (first, second, third):
        assert "sanction" not in answer.request.url
        assert "kỷ luật" not in read(answer).title.lower()
    assert "sanction" not in done.location


def test_a_correction_is_filled_in_and_replaces(sign_in_as, world):
    old = appointed(world)
    browser = sign_in_as("hang")
    page = browser.page(f"/changes/{old.ref}/correct")
    assert page.form().values[-1] is not None

    checked = browser.send(page, press="Kiểm tra và gửi", post="Trưởng phòng")
    done = browser.send(checked, press="Gửi Đảng ủy phường Trường Vinh và Chi bộ Tổ dân phố 5")

    new = db.session.scalars(select(Change).where(Change.supersedes_id == old.id)).one()
    assert (new.post, new.decision_number) == ("Trưởng phòng", "45/QĐ-UBND")
    assert "Xem thay đổi đã được sửa" in browser.get(done.location).text
    assert "Xem thay đổi thay thế" in browser.get(f"/changes/{old.ref}").text


def test_what_was_typed_when_the_session_ended_is_there_again(sign_in_as, clock, world):
    browser = sign_in_as("hang")
    facts = choose(browser)
    clock.move(minutes=40)
    lost = browser.send(facts, press="Kiểm tra và gửi", **FACTS)
    assert "/sign-in" in lost.location

    sign_in_as("hang")
    kept = db.session.scalars(select(Draft)).one()
    assert kept.path == "/changes/new"
    assert "Phó Trưởng phòng" in kept.body
