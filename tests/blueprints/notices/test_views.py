"""Notices at the residence: two taps, ten minutes, one next thing; and nothing of a sanction for those who may not."""

import pytest

from models import AccessEntry, Notice, db
from models.vocabulary import Language, LiaisonState, NoticeState
from services.notices import acknowledge_notice
from tests.support.pages import Page
from tests.support.reported import (
    appointed,
    departed,
    notice_at,
    retired,
    rewarded,
    sanctioned,
    steps,
)


@pytest.fixture
def notice(world):
    return notice_at(appointed(world), world.cell5)


def state(notice):
    return db.session.get_one(Notice, notice.id, populate_existing=True).state


def card(page):
    """The address behind the card of home that leads to a notice."""
    return next(address for words, address in page.links() if "thông báo thay đổi" in words)


def test_two_taps_from_home_acknowledge_and_the_hour_is_told(sign_in_as, notice):
    browser = sign_in_as("loc")
    home = browser.page("/")

    page = browser.page(card(home))
    assert "Phó Trưởng phòng" in page.words
    done = browser.send(page, press="Đã nhận thông báo")

    result = browser.page(done.location)
    assert "đồng chí nhận thông báo lúc 9 giờ 00" in result.words
    assert "Rút lại (10 phút)" in result.words
    assert state(notice) is NoticeState.ACKNOWLEDGED


def test_an_undo_brings_the_button_back(sign_in_as, world, notice):
    acknowledge_notice(world.actor("loc"), notice.ref)
    browser = sign_in_as("loc")

    done = browser.send(browser.page(f"/notices/{notice.ref}"), form="/undo")

    assert state(notice) is NoticeState.SENT
    assert "Đã nhận thông báo" in browser.page(done.location).words


def test_after_ten_minutes_the_undo_is_gone_and_refused(sign_in_as, world, notice, clock):
    acknowledge_notice(world.actor("loc"), notice.ref)
    browser = sign_in_as("loc")
    opened = browser.page(f"/notices/{notice.ref}")
    clock.move(minutes=11)

    late = browser.send(opened, form="/undo")

    assert late.status_code == 422
    assert "Đã quá 10 phút" in late.text
    assert "Rút lại (10 phút)" not in browser.page(f"/notices/{notice.ref}").words


def test_one_who_acknowledges_again_on_a_stale_page_reads_calmly_that_it_was_done(sign_in_as, notice, clock):
    browser = sign_in_as("loc")
    stale = browser.page(f"/notices/{notice.ref}")
    browser.send(stale, form="/acknowledge")
    clock.move(minutes=3)

    again = browser.send(stale, form="/acknowledge", form_key="k" * 22)

    page = browser.page(again.location)
    assert again.status_code == 303
    assert "Đồng chí đã nhận thông báo này lúc 9 giờ 00, 16/3/2026." in page.words
    assert "error-summary" not in page.source


def test_the_second_person_reads_who_did_it(sign_in_as, world, notice):
    browser = sign_in_as("binh")
    opened = browser.page(f"/notices/{notice.ref}")
    acknowledge_notice(world.actor("loc"), notice.ref)

    answer = browser.send(opened, press="Đã nhận thông báo")

    assert answer.status_code == 422
    assert "Đồng chí Nguyễn Văn Lộc đã nhận thông báo này lúc 9 giờ 00, 16/3/2026." in Page(answer.text).words


def test_a_double_click_acknowledges_once(sign_in_as, notice):
    browser = sign_in_as("loc")
    page = browser.page(f"/notices/{notice.ref}")

    answers = [browser.send(page, press="Đã nhận thông báo") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert [step.value for step in steps(notice)] == ["sent", "opened", "acknowledged"]


def test_it_leads_on_to_the_next_one_that_waits(sign_in_as, world, notice):
    other = notice_at(rewarded(world, "anh78"), world.cell5)
    acknowledge_notice(world.actor("loc"), notice.ref)

    page = sign_in_as("loc").page(f"/notices/{notice.ref}")

    assert ("Thông báo tiếp theo", f"/notices/{other.ref}") in page.links()


def test_a_consequence_is_the_one_next_thing(sign_in_as, world):
    notice = notice_at(departed(world), world.cell5)
    browser = sign_in_as("loc")
    acknowledged = browser.send(browser.page(f"/notices/{notice.ref}"), press="Đã nhận thông báo")
    following = dict(browser.page(acknowledged.location).links())["Việc tiếp theo: xử lý mối liên hệ"]

    processed = browser.fill(following, press="Xử lý")

    assert "Đã xử lý thông báo" in browser.page(processed.location).words
    assert world.liaison("mai").state is LiaisonState.ENDED


def test_a_processed_notice_is_told_once_and_leads_on(sign_in_as, world):
    retirement = notice_at(retired(world), world.cell5)
    acknowledge_notice(world.actor("loc"), retirement.ref)
    browser = sign_in_as("loc")

    done = browser.fill(f"/notices/{retirement.ref}/process")

    told = browser.page(done.location)
    assert told.source.count('class="banner') == 1
    assert "Đã xử lý thông báo" in told.words


def test_a_reward_is_of_a_day_and_an_appointment_from_one(sign_in_as, world, notice):
    rewarded(world)

    listed = sign_in_as("loc").page("/notices/").words

    assert "Phó Trưởng phòng, từ " in listed
    assert ", ngày 1" in listed.split("Khen thưởng")[1]


def test_both_answers_to_a_consequence_are_offered_and_the_asked_one_is_chosen(sign_in_as, world):
    notice = notice_at(retired(world), world.cell5)
    acknowledge_notice(world.actor("loc"), notice.ref)

    page = sign_in_as("loc").page(f"/notices/{notice.ref}/process")

    assert "Kết thúc giữ mối liên hệ tại đây" in page.words
    assert "Giữ nguyên mối liên hệ" in page.words
    assert ("effect", "ended") in page.form("/process").values


def test_a_question_is_asked_and_answered(sign_in_as, world, notice):
    browser = sign_in_as("loc")
    empty = browser.fill(f"/notices/{notice.ref}/dispute", press="Gửi câu hỏi", reason=" ")
    assert empty.status_code == 422
    browser.fill(f"/notices/{notice.ref}/dispute", press="Gửi câu hỏi", reason="Không cư trú ở đây")

    sender = sign_in_as("hang")
    assert "Đang hỏi lại nơi gửi" in sender.page("/notices/sent?show=disputed").words
    answered = sender.fill(f"/notices/{notice.ref}/answer", press="Gửi câu trả lời", answer="Nhà số 7")

    assert "Đã gửi câu trả lời." in sender.page(answered.location).words
    assert "Nhà số 7" in sign_in_as("loc").page(f"/notices/{notice.ref}").words


def test_the_list_is_oldest_first_and_its_button_acknowledges(sign_in_as, world, clock, notice):
    clock.move(days=1)
    rewarded(world, "anh78")
    browser = sign_in_as("loc")

    page = browser.page("/notices/")
    assert page.words.index("Nguyễn Thị Mai") < page.words.index("Lê Hữu Ánh")
    browser.send(page, form=f"{notice.ref}/acknowledge")

    assert state(notice) is NoticeState.ACKNOWLEDGED
    assert "Nguyễn Thị Mai" in browser.page("/notices/?show=acknowledged").words


def test_late_notices_say_by_how_many_days(sign_in_as, world, clock, notice):
    clock.move(days=11)

    assert "Quá hạn 4 ngày" in sign_in_as("loc").page("/notices/").words
    assert "Quá hạn 4 ngày" in sign_in_as("hang").page("/notices/sent?show=overdue").words


def test_a_replaced_notice_stays_readable_and_leads_to_the_new_one(sign_in_as, world):
    old = appointed(world)
    new = appointed(world, post="Trưởng phòng", supersedes=old.ref)
    browser = sign_in_as("loc")

    assert "Phó Trưởng phòng" in browser.page("/notices/?show=replaced").words
    page = browser.page(f"/notices/{notice_at(old, world.cell5).ref}")

    assert "Đã thay bằng thông báo mới" in page.words
    assert ("Xem thông báo thay thế", f"/notices/{notice_at(new, world.cell5).ref}") in page.links()
    assert "Đã nhận thông báo" not in page.words


def test_a_committee_member_reads_without_a_button(sign_in_as, notice):
    page = sign_in_as("tam").page(f"/notices/{notice.ref}")

    assert "Phó Trưởng phòng" in page.words
    assert "Đã nhận thông báo" not in page.words


def test_a_sanction_takes_three_taps_and_says_first_who_may_read_it(sign_in_as, world):
    notice = notice_at(sanctioned(world), world.cell5)
    browser = sign_in_as("loc")

    before = browser.page(card(browser.page("/")))
    assert "Khiển trách" not in before.words
    assert "Nguyễn Thị Mai" not in before.words
    opened = browser.page(dict(before.links())["Mở thông báo"])
    assert "Khiển trách" in opened.words
    done = browser.send(opened, press="Đã nhận thông báo")

    assert "lúc 9 giờ 00" in browser.page(done.location).words
    assert state(notice) is NoticeState.ACKNOWLEDGED


def test_ordinary_notices_come_before_a_sanction(sign_in_as, world, clock):
    sanctioned(world)
    clock.move(days=1)
    notice = notice_at(rewarded(world, "anh78"), world.cell5)

    assert card(sign_in_as("loc").page("/")) == f"/notices/{notice.ref}"


@pytest.mark.parametrize("path", ["/read", "/dispute"])
def test_the_content_of_a_sanction_asks_again_who_it_is(sign_in_as, world, path):
    notice = notice_at(sanctioned(world), world.cell5)

    assert "/step-up" in sign_in_as("loc", fresh=False).get(f"/notices/{notice.ref}{path}").location


def test_an_acknowledgement_of_a_sanction_asks_again_too(sign_in_as, world, clock):
    notice = notice_at(sanctioned(world), world.cell5)
    browser = sign_in_as("loc")
    opened = browser.page(f"/notices/{notice.ref}/read")
    clock.move(minutes=11)

    answer = browser.send(opened, press="Đã nhận thông báo")

    assert "/step-up" in answer.location
    assert state(notice) is NoticeState.SENT


@pytest.mark.parametrize("who", ["binh", "tam", "hanh", "phuc", "vinh"])
def test_nobody_else_sees_a_trace_of_a_sanction(sign_in_as, world, who):
    change = sanctioned(world)
    browser = sign_in_as(who)

    for path in ("/", "/notices/", "/notices/?show=acknowledged", "/changes/", "/notifications/"):
        words = browser.page(path).words
        assert "Khiển trách" not in words
        assert "hạn chế người đọc" not in words
    for receiver in (world.cell5, world.ward):
        ref = notice_at(change, receiver).ref
        assert browser.get(f"/notices/{ref}").status_code == 404


def test_where_nothing_waits_the_page_says_so(sign_in_as):
    browser = sign_in_as("loc")

    assert "Không có thông báo nào đang chờ." in browser.page("/notices/").words
    assert "Chưa nhận thông báo nào." in browser.page("/notices/?show=acknowledged").words
    assert "Chưa có thông báo nào bị rút." in browser.page("/notices/?show=replaced").words
    assert "Chưa báo thay đổi nào." in sign_in_as("hang").page("/notices/sent").words
    assert (
        "Không có thông báo nào thuộc mục này." in sign_in_as("hang").page("/notices/sent?show=overdue").words
    )


def test_a_hundred_notices_cost_as_many_statements_as_one(sign_in_as, world, notice):
    browser = sign_in_as("loc")
    browser.get("/notices/")
    browser.get("/notices/")
    few = len(browser.statements)
    for number in range(104):
        rewarded(world, "anh78", decision_number=f"{number}/QĐ-CT")

    page = browser.page("/notices/")

    assert len(browser.statements) == few
    assert "Xem thêm" in page.words


def test_opening_for_the_first_time_stays_within_twelve_statements(sign_in_as, world, notice):
    browser = sign_in_as("loc")

    browser.page(f"/notices/{notice.ref}")

    assert len(browser.statements) <= 12


def test_the_page_is_whole_in_english_too(sign_in_as, world, notice):
    account = world.account("loc")
    account.language = Language.EN
    db.session.commit()

    page = sign_in_as("loc").page(f"/notices/{notice.ref}")

    assert page.heading == "Change notice"
    assert "Notice received" in page.words


@pytest.mark.parametrize("path", ["", "/dispute", "/process"])
def test_every_page_about_a_notice_leaves_a_mark_and_is_its_opening(sign_in_as, world, notice, path):
    sign_in_as("binh").page(f"/notices/{notice.ref}{path}")

    looks = db.session.query(AccessEntry).filter_by(member_id=world.mai.id).all()
    assert [look.account_id for look in looks] == [world.account("binh").id]
    assert [step.value for step in steps(notice)] == ["sent", "opened"]
