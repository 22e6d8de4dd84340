"""Pages of liaisons: what a cell does with newly introduced members, exemptions, the end of a liaison."""

from datetime import date

import pytest

from domain.numbers import shown_phone
from models import db
from models.vocabulary import ExemptionReason, LiaisonEnd, LiaisonState, NoticeEffect
from services.liaisons import SendBack, send_back
from services.notices import ProcessNotice, acknowledge_notice, process_notice
from tests.support import factories
from tests.support.pages import Page
from tests.support.reported import moved, notice_at

INDEX = "/liaisons/"
L = LiaisonState


def address(world, name, act=""):
    return f"{INDEX}{world.liaison(name).ref}{act}"


def test_newly_introduced_members_stand_first_at_the_cell(sign_in_as):
    page = sign_in_as("loc").page(INDEX)

    assert page.heading == "Đảng viên mới được giới thiệu"
    assert "Đậu Thùy Linh" in page.words


def test_a_cell_confirms_in_two_taps_from_home(world, sign_in_as):
    browser = sign_in_as("loc")
    home = browser.page("/")
    first = next(where for words, where in home.links() if words.startswith("Đảng viên mới được giới thiệu"))

    done = browser.send(browser.page(first), form=f"{world.liaison('linh').ref}/confirm")

    assert done.status_code == 303
    assert world.liaison("linh").state is L.ACTIVE
    assert "Đã xác nhận liên hệ với đảng viên." in browser.page(done.location).words


def test_a_confirmation_can_be_given_on_a_page_of_its_own(world, sign_in_as):
    done = sign_in_as("binh").fill(address(world, "linh", "/confirm"), form="/confirm")

    assert done.status_code == 303


def test_the_second_who_confirms_hears_that_it_was_done(world, sign_in_as):
    browser = sign_in_as("loc")
    page = browser.page(address(world, "linh", "/confirm"))
    browser.send(page, form="/confirm")

    again = browser.send(page, form="/confirm", form_key="k" * 22)

    assert again.status_code == 422
    assert "Chi bộ đã xác nhận đã liên hệ" in Page(again.text).words


def test_a_committee_member_reads_but_confirms_nothing(world, sign_in_as):
    page = sign_in_as("tam").page(INDEX)

    assert "Đậu Thùy Linh" in page.words
    assert "Xác nhận đã liên hệ" not in page.words


def test_a_member_is_handed_back_with_a_reason_only(world, sign_in_as):
    browser = sign_in_as("loc")
    missing = browser.fill(address(world, "linh", "/send-back"), form="/send-back")
    done = browser.fill(address(world, "linh", "/send-back"), form="/send-back", reason="Ở tổ dân phố 6")

    assert "Đồng chí ghi lý do trả lại." in Page(missing.text).words
    assert done.status_code == 303
    assert "Đậu Thùy Linh" in sign_in_as("hanh").page("/introduction-letters/?show=received").words


@pytest.mark.parametrize("show", ["to_confirm", "to_complete", "to_review", "x"])
@pytest.mark.parametrize("who", ["loc", "hanh", "kien", "que", "vinh"])
def test_every_way_of_looking_has_its_page(sign_in_as, who, show):
    assert sign_in_as(who).get(f"{INDEX}?show={show}").status_code == 200


def test_what_an_exemption_lacks_is_found_and_completed(world, sign_in_as):
    liaison = world.liaison("tuan")
    liaison.exemption_reason, liaison.exemption_basis = ExemptionReason.NOT_STATED, None
    db.session.commit()
    browser = sign_in_as("hanh")

    listed = browser.page(f"{INDEX}?show=to_complete")
    missing = browser.fill(address(world, "tuan", "/complete"), form="/complete")
    browser.fill(
        address(world, "tuan", "/complete"),
        form="/complete",
        exemption_reason="study",
        exemption_basis="Quyết định số 12-QĐ/TU",
        exempt_from="5/9/2025",
    )

    assert "Hoàng Anh Tuấn" in listed.words
    assert "Đồng chí chọn lý do miễn sinh hoạt." in Page(missing.text).words
    assert world.liaison("tuan").exemption_basis == "Quyết định số 12-QĐ/TU"


def test_an_exemption_due_for_review_is_found(sign_in_as, clock):
    clock.set(date(2026, 9, 7))

    assert "xem lại ngày 5/9/2026" in sign_in_as("hanh").page(f"{INDEX}?show=to_review").words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("17/3/2026", "Ngày kết thúc không được sau hôm nay"),
        ("1/1/2020", "Việc giữ mối liên hệ bắt đầu ngày"),
        ("30/2/2026", "Tháng 2/2026 có 28 ngày"),
    ],
)
def test_a_liaison_does_not_end_on_a_day_that_cannot_be(world, sign_in_as, typed, sentence):
    answer = sign_in_as("hanh").fill(
        address(world, "mai", "/end"), form="/end", because="moved", ended_on=typed
    )

    assert answer.status_code == 422
    assert sentence in Page(answer.text).words


def test_the_commune_ends_a_liaison_and_its_history_stays(world, sign_in_as):
    browser = sign_in_as("hanh")
    browser.fill(address(world, "mai", "/end"), form="/end", because="retired")

    assert world.liaison("mai").ended_because is LiaisonEnd.RETIRED
    assert "Kết thúc ngày" in browser.page(address(world, "mai")).words


def test_ending_what_has_ended_says_so(world, sign_in_as):
    answer = sign_in_as("hanh").fill(address(world, "ha", "/end"), form="/end", because="retired")

    assert "Việc giữ mối liên hệ này đã kết thúc." in Page(answer.text).words


@pytest.mark.parametrize(("who", "shows"), [("loc", True), ("hang", True), ("que", False), ("luan", False)])
def test_the_full_address_is_for_those_who_may_read_it(world, sign_in_as, who, shows):
    page = sign_in_as(who).page(address(world, "mai"))

    assert ("đường Hoa Sen" in page.words) is shows


@pytest.mark.parametrize("who", ["sau", "nhan", "long"])
@pytest.mark.parametrize("act", ["", "/confirm", "/send-back", "/complete", "/end"])
def test_a_liaison_out_of_sight_is_a_page_that_never_was(world, sign_in_as, who, act):
    assert sign_in_as(who).get(address(world, "mai", act)).status_code in (403, 404)


def test_a_cell_with_many_members_shows_them_all(world, sign_in_as):
    for _ in range(150):
        factories.a_liaison(cell=world.cell6)

    page = sign_in_as("sau").page(INDEX)

    assert sum(where.startswith(INDEX) and where.count("/") == 2 for _words, where in page.links()) >= 150


def test_a_cell_without_members_says_how_they_come(world, sign_in_as):
    liaison = world.liaison("khanh")
    liaison.state, liaison.ended_on, liaison.ended_because = L.ENDED, date(2026, 3, 1), LiaisonEnd.DIED
    db.session.commit()

    assert "Chưa có đảng viên nào giữ mối liên hệ tại đây." in sign_in_as("quy").page(INDEX).words


def test_a_member_handed_back_while_the_page_was_open_is_told_as_a_change(world, sign_in_as):
    browser = sign_in_as("loc")
    page = browser.page(address(world, "linh", "/confirm"))
    send_back(world.actor("binh"), world.liaison("linh").ref, SendBack(reason="Đã chuyển đi"))

    answer = browser.send(page, form="/confirm")

    assert answer.status_code == 409
    assert "Có người khác vừa sửa nội dung này" in Page(answer.text).words


@pytest.mark.parametrize("forged", ["k" * 22, "k" * 46], ids=["without proof", "with a false proof"])
def test_to_whom_the_page_was_never_shown_nothing_is_there(world, sign_in_as, forged):
    browser = sign_in_as("loc")
    shown = browser.page(address(world, "linh", "/confirm"))
    sign_in_as("sau")
    own = dict(browser.page("/").form("/sign-out").values)

    for key in (dict(shown.form("/confirm").values)["form_key"], forged):
        answer = browser.post(shown.address, data=own | {"form_key": key})
        assert answer.status_code == 404


def test_of_a_member_who_moved_away_the_old_cell_reads_what_was_and_not_what_is(world, sign_in_as):
    change = moved(world, "Phường Vinh Lộc", new_unit="Khối Tân Lộc", new_address="12 Lê Lợi")
    old, notice = address(world, "mai"), notice_at(change, world.cell5)
    acknowledge_notice(world.actor("loc"), notice.ref)
    process_notice(world.actor("loc"), notice.ref, ProcessNotice(effect=NoticeEffect.MOVED))

    page = sign_in_as("loc").page(old)

    assert "Nguyễn Thị Mai" in page.words
    assert "Chi bộ Tổ dân phố 5" in page.words
    for now in ("12 Lê Lợi", "Khối Tân Lộc", "Chuyên viên", shown_phone(world.mai.phone)):
        assert now not in page.words
