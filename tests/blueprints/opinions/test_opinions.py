"""Pages of opinions: written down, passed on, answered, told, and what the member reads of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from models import AccessEntry, Opinion, db
from models.vocabulary import MeetingKind, OpinionState
from tests.support import factories
from tests.support.pages import Page

INDEX, NEW, OWN, WRITE = "/opinions/", "/opinions/new", "/opinions/own", "/opinions/own/new"
ROAD = "Đề nghị sửa đường ngõ 12"
_S = OpinionState


def the_opinion():
    db.session.rollback()
    return db.session.scalars(select(Opinion)).one()


def test_the_cell_writes_one_down_from_the_members_record(world, sign_in_as):
    browser = sign_in_as("loc")
    form = browser.page(browser.page(f"/members/{world.mai.ref}").link("Ghi ý kiến"))

    done = browser.send(form, text=ROAD)

    page = browser.page(done.location)
    assert ROAD in page.words
    assert "Nguyễn Thị Mai (1988)" in page.words
    assert the_opinion().member_id == world.mai.id
    assert "Ý kiến chờ chi bộ trả lời hoặc chuyển" in browser.page("/").words


def test_what_residents_said_keeps_no_name(world, sign_in_as):
    meeting = factories.a_meeting(world.cell5, kind=MeetingKind.PEOPLE)
    browser = sign_in_as("loc")

    done = browser.fill(f"{NEW}?meeting={meeting.ref}", who="residents", text=ROAD)

    assert "Nhân dân dự cuộc họp nhân dân" in browser.page(done.location).words
    assert the_opinion().meeting_id == meeting.id


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Đồng chí chọn người nêu ý kiến."),
        ({"who": "residents", "text": ROAD}, "Đồng chí chọn cuộc họp nhân dân có ý kiến này."),
        ({"text": "ă" * 2001}, "2001"),
        ({"text": "ă" * 20_000}, "20000"),
        ({"who": "residents", "text": ROAD, "raised_on": "17/3/2026"}, "không được sau hôm nay"),
        ({"who": "0" * 12, "text": ROAD}, "Đồng chí chọn một trong các mục có trên trang."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(sign_in_as, typed, sentence):
    answer = sign_in_as("loc").fill(NEW, **typed)

    page = Page(answer.text, NEW)
    assert answer.status_code == 422
    assert sentence in page.words
    if "text" in typed:
        assert ("text", typed["text"]) in page.form().values


def test_it_goes_to_the_committee_which_answers_and_all_three_read_the_same_steps(world, sign_in_as):
    browser = sign_in_as("mai")
    sent = browser.fill(WRITE, text=ROAD)
    own = sent.location
    assert "Chờ chi bộ trả lời" in browser.page(own).words

    cell = sign_in_as("loc")
    shown = cell.page(cell.page(INDEX).link("Nguyễn Thị Mai (1988)"))
    form = cell.page(shown.link("Chuyển ý kiến"))
    assert "6/4/2026" in form.source, "fifteen working days from 16 March"
    cell.send(form, to="committee")

    ward = sign_in_as("hanh")
    waiting = ward.page(ward.page("/").link("Ý kiến chờ trả lời"))
    answered = ward.page(waiting.link("Nguyễn Thị Mai (1988)"))
    ward.send(ward.page(answered.link("Trả lời")), answer="Phường sẽ sửa trong tháng 5")

    words = [
        sign_in_as(who).page(address).words
        for who, address in (("mai", own), ("loc", shown.address), ("hanh", shown.address))
    ]
    for step in ("Đã nêu", "Đã chuyển", "Đã trả lời", "Phường sẽ sửa trong tháng 5", "Đã báo lại người nêu"):
        assert all(step in one for one in words), step


def test_a_body_named_in_words_leaves_the_cell_the_holder(world, sign_in_as):
    opinion = factories.an_opinion(world.anh78)
    browser = sign_in_as("loc")
    address = f"{INDEX}{opinion.ref}"

    nameless = browser.fill(f"{address}/pass-on", to="body")
    browser.fill(f"{address}/pass-on", to="body", body="Điện lực phường")
    browser.fill(f"{address}/answer", answer="Đã thay bóng đèn")
    told = browser.send(browser.page(address), form="/told")

    assert "Đồng chí ghi tên cơ quan, tổ chức." in Page(nameless.text, address).words
    assert told.status_code == 303
    assert the_opinion().state is _S.TOLD


def test_what_is_overdue_stands_on_the_home_page_of_whoever_holds_it(world, sign_in_as, clock):
    opinion = factories.an_opinion(
        world.mai,
        state=_S.PASSED_ON,
        holder_id=world.ward.id,
        passed_to="Đảng ủy phường",
        due_on=clocks.today() + timedelta(days=1),
    )
    clock.move(days=4)

    ward = sign_in_as("hanh")
    overdue = ward.page(ward.page("/").link("Ý kiến quá hạn trả lời"))

    assert f"{INDEX}{opinion.ref}" in {address for _, address in overdue.links()}
    assert "Quá hạn 3 ngày" in overdue.words
    assert "Ý kiến quá hạn trả lời" not in sign_in_as("loc").page("/").words


def test_a_long_answer_is_refused_in_words_and_kept(world, sign_in_as):
    opinion = factories.an_opinion(world.mai)
    address = f"{INDEX}{opinion.ref}/answer"

    answer = sign_in_as("loc").fill(address, answer="ă" * 4001)

    page = Page(answer.text, address)
    assert "4001" in page.words
    assert ("answer", "ă" * 4001) in page.form().values


def test_a_committee_member_reads_and_does_nothing(world, sign_in_as):
    opinion = factories.an_opinion(world.mai)
    browser = sign_in_as("tam")
    page = browser.page(f"{INDEX}{opinion.ref}")

    assert not [one for one in page.forms() if one.action.startswith(INDEX)]
    for act in ("/answer", "/pass-on"):
        assert browser.get(f"{INDEX}{opinion.ref}{act}").status_code == 403
    assert browser.get(NEW).status_code == 403


@pytest.mark.parametrize("who", ["kien", "hang", "admin", "overseer", "mai"])
def test_the_list_is_shut_for_the_workplace_and_others(sign_in_as, who):
    assert sign_in_as(who).get(INDEX).status_code == 403


@pytest.mark.parametrize("name", ["hang", "kien"])
def test_the_workplace_reads_the_record_without_any_opinion(world, sign_in_as, name):
    factories.an_opinion(world.mai, text=ROAD)

    assert ROAD not in sign_in_as(name).page(f"/members/{world.mai.ref}").words


def test_reading_leaves_a_mark_and_the_member_finds_it(world, sign_in_as):
    opinion = factories.an_opinion(world.mai)
    browser = sign_in_as("loc")
    browser.page(INDEX)
    browser.page(f"{INDEX}{opinion.ref}")

    pages = db.session.scalars(select(AccessEntry.page).order_by(AccessEntry.id)).all()
    assert pages == ["opinions.index", "opinions.show"]
    assert "Xem một ý kiến" in sign_in_as("mai").page("/me/").words


@pytest.mark.parametrize("show", ["", "?show=overdue", "?show=to_tell", "?show=done", "?show=x"])
@pytest.mark.parametrize("who", ["loc", "tam", "hanh", "vinh"])
def test_an_empty_list_says_why(sign_in_as, who, show):
    assert sign_in_as(who).page(f"{INDEX}{show}").heading == "Ý kiến, kiến nghị"


def test_a_member_without_opinions_is_told_where_they_will_stand(sign_in_as):
    browser = sign_in_as("mai")

    page = browser.page(browser.page("/me/").link("Ý kiến của tôi"))

    assert "Đồng chí chưa nêu ý kiến nào." in page.words


def test_a_member_writes_for_a_meeting_to_come(world, sign_in_as):
    meeting = factories.a_meeting(world.cell5, on=clocks.today() + timedelta(days=7))
    browser = sign_in_as("mai")

    done = browser.fill(f"{WRITE}?meeting={meeting.ref}", text=ROAD)

    assert "23/3/2026" in browser.page(done.location).words
    assert the_opinion().meeting_id == meeting.id


def test_a_member_of_no_cell_is_told_so(world, sign_in_as):
    browser = sign_in_as(factories.an_account(member=world.huy))

    assert "Chưa có chi bộ nơi cư trú nào" in browser.page(WRITE).words


def test_somebody_elses_opinion_is_a_page_that_never_was(world, sign_in_as):
    opinion = factories.an_opinion(world.anh78)

    assert sign_in_as("mai").get(f"{OWN}/{opinion.ref}").status_code == 404


def test_lines_are_kept_and_markup_stays_words(world, sign_in_as):
    opinion = factories.an_opinion(world.mai, text="Một\nHai <b>ba</b>")

    page = sign_in_as("loc").page(f"{INDEX}{opinion.ref}")

    assert "Hai <b>ba</b>" in page.words


def test_the_pages_are_written_in_english_too(world, sign_in_as):
    world.account("loc").language = "en"
    opinion = factories.an_opinion(world.mai, text="x")
    db.session.commit()
    browser = sign_in_as("loc")

    assert browser.page(INDEX).heading == "Opinions"
    assert browser.page(f"{INDEX}{opinion.ref}/pass-on").heading == "Pass an opinion on"
