"""Pages of corrections: asked beside a line, received, decided, and told to those who had the old data."""

from datetime import date, timedelta

import pytest

from adapters import clock as clocks
from models import Correction, Member, Notification, db
from models.vocabulary import CorrectionLine, CorrectionState, MeetingState
from services.correcting import RefuseCorrection, refuse_correction
from tests.support import factories
from tests.support.pages import Page

INDEX, OWN, NEW = "/corrections/", "/corrections/own", "/corrections/own/new"


def the_one():
    db.session.rollback()
    return db.session.query(Correction).one()


def test_the_whole_way_from_the_line_to_those_who_had_the_old_value(world, sign_in_as):
    member = sign_in_as("mai")
    ask = member.page(member.page("/me/").link("Đề nghị sửa: Số điện thoại"))
    assert "Số điện thoại" in ask.words
    sent = member.page(member.send(ask, wanted="0911 222 333").location)
    assert "Đã gửi. Đồng chí sẽ được báo" in sent.words
    assert "hạn trả lời 26/3/2026" in sent.words

    owner = sign_in_as("hang")
    listed = owner.page(owner.page("/").link("Đề nghị sửa chờ giải quyết"))
    shown = owner.page(listed.link("Nguyễn Thị Mai (1988)"))
    assert "0911 222 333" in shown.words
    received = owner.page(owner.send(shown, form="/receive").location)
    assert "Đã báo cho đồng chí đó là đã nhận đề nghị." in received.words
    too_early = owner.fill(received.link("Đã sửa xong"))
    assert too_early.status_code == 422
    assert "Hồ sơ vẫn ghi như cũ." in Page(too_early.text, INDEX).words
    owner.fill(received.link("Sửa hồ sơ"), phone="0911 222 333")
    done = owner.page(owner.fill(received.link("Đã sửa xong"), answer="Đã sửa").location)
    assert "Đã báo cho nơi đã nhận thông tin cũ" in done.words
    assert "Chi bộ Tổ dân phố 5" in done.words

    own = sign_in_as("mai").page(sent.address)
    assert "Nay ghi: 0911 222 333" in own.words
    assert "Phan Thị Hằng" in own.words
    cell = sign_in_as("loc")
    assert "Thông tin về một đảng viên đã gửi đồng chí nay đã được sửa" in cell.page("/notifications/").words
    rung = db.session.query(Notification).filter_by(
        account_id=world.account("loc").id, event="RecordCorrected"
    )
    told = cell.page(rung.one().link)
    assert "0911 222 333" in told.words
    assert "Đồng chí sửa lại giấy tờ đang giữ." in told.words


def test_a_refusal_is_read_with_its_reason(world, sign_in_as):
    correction = factories.a_correction(world.mai)
    owner = sign_in_as("hang")

    empty = owner.fill(f"{INDEX}{correction.ref}/refuse", answer="")
    assert empty.status_code == 422
    owner.fill(f"{INDEX}{correction.ref}/refuse", answer="Số này là số đang dùng.")

    own = sign_in_as("mai").page(f"{OWN}/{correction.ref}")
    assert "Không sửa" in own.words
    assert "Số này là số đang dùng." in own.words
    assert "Rút lại đề nghị" not in own.words


def test_a_longer_term_is_told_with_its_reason(world, sign_in_as):
    correction = factories.a_correction(world.mai)

    sign_in_as("hang").fill(f"{INDEX}{correction.ref}/extend", reason="Chờ Đảng ủy xác minh.")

    own = sign_in_as("mai").page(f"{OWN}/{correction.ref}")
    assert "Gia hạn trả lời đến 5/4/2026" in own.words
    assert "Chờ Đảng ủy xác minh." in own.words


def test_what_is_overdue_stands_on_the_first_page_of_its_owner_and_on_a_list_of_its_own(world, sign_in_as):
    today = clocks.today()
    factories.a_correction(world.mai, due_on=today - timedelta(days=3))
    factories.a_correction(
        world.mai, line=CorrectionLine.POSITION, receipt_due_on=today - timedelta(days=1), due_on=today
    )
    factories.a_correction(world.mai, line=CorrectionLine.SEX)

    owner = sign_in_as("hang")
    home = owner.page("/")
    late = owner.page(home.link("Đề nghị sửa quá hạn"))

    assert "Quá hạn 3 ngày" in late.words
    assert "Chưa nhận, quá hạn" in late.words
    assert "Đề nghị sửa chờ giải quyết" in home.words


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (INDEX, "Không có đề nghị sửa nào đang chờ."),
        (f"{INDEX}?show=overdue", "Không có đề nghị sửa nào quá hạn."),
        (f"{INDEX}?show=done", "Chưa giải quyết đề nghị sửa nào."),
    ],
)
@pytest.mark.parametrize("who", ["loc", "hanh", "thu", "hang"])
def test_with_nothing_to_decide_the_page_says_so(world, sign_in_as, who, address, sentence):
    assert sentence in sign_in_as(who).page(address).words


def test_a_member_who_asked_for_nothing_reads_how(world, sign_in_as):
    page = sign_in_as("mai").page(OWN)

    assert "Đồng chí chưa đề nghị sửa gì." in page.words
    chosen = sign_in_as("mai").fill(page.link("Đề nghị sửa"), line="position", wanted="Phó trưởng phòng")
    assert chosen.status_code == 303
    assert the_one().line == "position"


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ({}, ["Đồng chí chọn dòng cần sửa.", "Đồng chí ghi nội dung đúng."]),
        ({"line": "phone", "wanted": "ă" * 1500}, ["1000"]),
        ({"line": "points", "wanted": "x"}, ["Đồng chí chọn một trong các mục"]),
        ({"line": "phone", "wanted": "Tài liệu MẬT"}, ["mật"]),
    ],
)
def test_what_is_missing_is_told_at_once(world, sign_in_as, typed, sentences):
    answer = sign_in_as("mai").fill(NEW, **typed)

    page = Page(answer.text, NEW)
    assert answer.status_code == 422
    for sentence in sentences:
        assert sentence in page.words


def test_a_line_that_is_not_there_is_not_found(world, sign_in_as):
    theirs = factories.a_contact(world.son)
    browser = sign_in_as("mai")

    for query in ("line=change", f"line=contact&about={theirs.ref}", "line=meeting&about=x"):
        assert browser.get(f"{NEW}?{query}").status_code == 404
    assert browser.get(f"{NEW}?line=points").status_code == 200


def test_a_meeting_and_a_contact_have_the_way_beside_them(world, sign_in_as):
    factories.a_meeting(world.cell5, state=MeetingState.HELD)
    contact = factories.a_contact(world.mai)
    browser = sign_in_as("mai")

    asked = browser.fill(browser.page("/meetings/mine").link("Đề nghị sửa"), wanted="Tôi có mặt")
    assert asked.status_code == 303
    assert the_one().owner_id == world.cell5.id
    assert f"about={contact.ref}" in browser.page("/me/").source


def test_a_request_is_taken_back(world, sign_in_as):
    correction = factories.a_correction(world.mai)
    browser = sign_in_as("mai")

    back = browser.send(browser.page(f"{OWN}/{correction.ref}"), form="/take-back")

    assert "Đồng chí đã rút lại đề nghị." in browser.page(back.location).words
    assert the_one().state is CorrectionState.WITHDRAWN


def test_two_at_the_owner_at_one_moment_the_second_is_told(world, sign_in_as):
    correction = factories.a_correction(world.mai)
    browser = sign_in_as("hang")
    stale = browser.page(f"{INDEX}{correction.ref}/refuse")
    refuse_correction(world.actor("kien"), correction.ref, RefuseCorrection(answer="Đã xem xét."))

    late = browser.send(stale, answer="Không đúng.")

    assert late.status_code in (409, 422)
    assert "Đề nghị này đã được trả lời kèm lý do." in Page(late.text, INDEX).words
    assert the_one().answer == "Đã xem xét."


@pytest.mark.parametrize("who", ["sau", "quy", "overseer", "admin", "long"])
def test_nobody_else_finds_a_request(world, sign_in_as, who):
    correction = factories.a_correction(world.mai)

    assert sign_in_as(who).get(f"{INDEX}{correction.ref}").status_code in (403, 404)
    assert db.session.get_one(Member, world.mai.id).phone == world.mai.phone
    assert correction.asked_on == date(2026, 3, 16)
