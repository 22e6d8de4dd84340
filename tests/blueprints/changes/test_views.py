"""Changes as they stand, for the workplace that reported them and for the residence that was told."""

from datetime import date

import pytest

from models import AccessEntry, db
from services.notices import DisputeNotice, acknowledge_notice, dispute_notice
from tests.support.reported import appointed, moved, notice_at, retired, rewarded, sanctioned, seconded


@pytest.fixture
def change(world):
    return appointed(world)


def test_the_sender_sees_when_and_by_whom_each_copy_was_received(sign_in_as, world, change):
    acknowledge_notice(world.actor("loc"), notice_at(change, world.cell5).ref)

    words = sign_in_as("hang").page(f"/changes/{change.ref}").words

    assert "Nguyễn Văn Lộc, 9 giờ 00, 16/3/2026" in words
    assert "Chờ xác nhận đã nhận" in words


def test_the_text_to_copy_holds_a_link_and_nobodys_name(sign_in_as, world, change):
    page = sign_in_as("hang").page(f"/changes/{change.ref}")

    texts = ["".join(one.itertext()) for one in page.tree.iter("textarea")]
    assert len(texts) == 2
    for receiver, text in zip((world.ward, world.cell5), texts, strict=True):
        assert f"http://localhost/notices/{notice_at(change, receiver).ref}" in text
        assert "Mai" not in text
        assert "Phó" not in text


def test_a_question_stands_there_with_the_way_to_its_answer(sign_in_as, world, change):
    notice = notice_at(change, world.cell5)
    dispute_notice(world.actor("loc"), notice.ref, DisputeNotice(reason="Không cư trú ở đây"))

    page = sign_in_as("hang").page(f"/changes/{change.ref}")

    assert "Không cư trú ở đây" in page.words
    assert f"/notices/{notice.ref}/answer" in [address for _words, address in page.links()]


def test_a_change_with_nobody_to_tell_says_so(sign_in_as, world):
    change = appointed(world, "huy")

    assert "Chưa có nơi nào để báo" in sign_in_as("hang").page(f"/changes/{change.ref}").words


def test_the_residence_reads_the_change_and_not_the_other_copies(sign_in_as, world, change):
    page = sign_in_as("tam").page(f"/changes/{change.ref}")

    assert "Phó Trưởng phòng" in page.words
    assert "Nơi nhận" not in page.words


@pytest.mark.parametrize("who", ["sau", "chi", "nhan"])
def test_for_strangers_it_is_not_there(sign_in_as, change, who):
    assert sign_in_as(who).get(f"/changes/{change.ref}").status_code == 404


def test_taking_back_asks_why_and_says_what_remains(sign_in_as, change):
    browser = sign_in_as("hang")

    missing = browser.fill(f"/changes/{change.ref}/withdraw", press="Rút thay đổi này", reason="")
    assert missing.status_code == 422
    done = browser.fill(f"/changes/{change.ref}/withdraw", press="Rút thay đổi này", reason="Nhầm người")

    shown = browser.page(done.location)
    assert "Đã rút thay đổi." in shown.words
    assert "Nhầm người" in shown.words


def test_a_sanction_is_taken_back_without_a_word(sign_in_as, world):
    browser = sign_in_as("kien")
    change = sanctioned(world)

    page = browser.page(f"/changes/{change.ref}/withdraw")
    assert not list(page.tree.iter("textarea"))

    assert browser.send(page, press="Rút thay đổi này").status_code == 303


def test_a_sanction_asks_again_who_it_is(sign_in_as, world):
    change = sanctioned(world)

    for path in ("", "/correct", "/withdraw"):
        answer = sign_in_as("kien", fresh=False).get(f"/changes/{change.ref}{path}")
        assert "/step-up" in answer.location


def test_every_kind_can_be_read(sign_in_as, world):
    changes = [
        rewarded(world),
        seconded(world, date(2027, 3, 1), review_on=date(2026, 9, 1)),
        moved(world, world.other_ward.name.removeprefix("Đảng ủy "), new_unit="Khối 3"),
        retired(world),
    ]
    browser = sign_in_as("hang")

    words = [browser.page(f"/changes/{change.ref}").words for change in changes]

    assert "Bằng khen" in words[0]
    assert "Ngày cuối" in words[1]
    assert "Khối 3" in words[2]
    assert "Hạn chuyển xong sinh hoạt đảng" in words[3]


def test_the_list_shows_the_latest_first_and_hides_what_a_sanction_says(sign_in_as, world, clock):
    appointed(world)
    clock.move(days=1)
    sanctioned(world, "anh78")
    browser = sign_in_as("kien")

    words = browser.page("/changes/").words
    assert "Thông báo hạn chế người đọc" in words
    assert "Khiển trách" not in words
    assert "Lê Hữu Ánh" not in sign_in_as("dung").page("/changes/").words


def test_a_list_without_anything_says_what_will_stand_there(sign_in_as):
    assert "Chưa báo thay đổi nào." in sign_in_as("hang").page("/changes/").words
    assert "Chưa có nơi công tác nào báo thay đổi." in sign_in_as("loc").page("/changes/").words


def test_a_hundred_changes_cost_as_many_statements_as_one(sign_in_as, world):
    appointed(world)
    browser = sign_in_as("hang")
    browser.get("/changes/")
    browser.get("/changes/")
    few = len(browser.statements)
    for number in range(104):
        appointed(world, decision_number=f"{number}/QĐ-CT")
    db.session.commit()

    page = browser.page("/changes/")

    assert len(browser.statements) == few
    more = next(address for words, address in page.links() if words == "Xem thêm")
    assert "Nguyễn Thị Mai" in browser.page(more).words


@pytest.mark.parametrize("path", ["", "/correct", "/withdraw"])
def test_every_page_about_a_change_leaves_a_mark_that_the_member_can_read(sign_in_as, world, change, path):
    sign_in_as("tien").page(f"/changes/{change.ref}{path}")

    looks = db.session.query(AccessEntry).filter_by(member_id=world.mai.id).all()
    assert [look.account_id for look in looks] == [world.account("tien").id]


@pytest.mark.parametrize(("who", "reads"), [("hang", True), ("que", False), ("luan", False), ("tam", True)])
def test_the_new_address_is_read_by_those_who_may_read_addresses(sign_in_as, world, who, reads):
    change = moved(world, "Phường Vinh Lộc", new_unit="Khối Tân Lộc", new_address="12 Lê Lợi")

    words = sign_in_as(who).page(f"/changes/{change.ref}").words

    assert ("12 Lê Lợi" in words) is reads
    assert "Khối Tân Lộc" in words
