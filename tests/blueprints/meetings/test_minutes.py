"""The pages of the minutes: written, read, signed, amended, printed."""

from datetime import date

from sqlalchemy import select

from models import Attendance, Draft, IssuedDocument, Minutes, Opinion, db
from models.vocabulary import AttendanceStatus, DocumentState, MeetingState, Office, OpinionState
from services.minutes import KeepMinutes, keep_minutes
from tests.conftest import begin
from tests.support.factories import a_meeting, an_opinion
from tests.support.pages import Page
from tests.support.papers import words_of_word
from tests.support.slips import PIN, a_holder, activated

WHOLE = {"chair": "Nguyễn Văn Lộc", "note_taker": "Hồ Thị Tâm", "conclusions": "Nhất trí sửa đường ngõ 12."}


def held(world):
    meeting = a_meeting(world.cell5, state=MeetingState.HELD, on=date(2026, 3, 2), guests=(world.tuan,))
    stood = [
        AttendanceStatus.PRESENT,
        AttendanceStatus.EXCUSED,
        AttendanceStatus.ONLINE,
        AttendanceStatus.PRESENT,
    ]
    rows = db.session.scalars(
        select(Attendance).where(Attendance.meeting_id == meeting.id).order_by(Attendance.number)
    )
    for row, status in zip(rows, stood, strict=True):
        row.status = status
    db.session.commit()
    return meeting


def written(browser, meeting, **more):
    return browser.fill(f"/meetings/{meeting.ref}/minutes/write", **WHOLE | more)


def signed(browser, meeting, **more):
    written(browser, meeting, **more)
    return browser.fill(f"/meetings/{meeting.ref}/minutes", form="/sign")


def test_what_need_not_be_typed_is_proposed(world, sign_in_as):
    meeting = held(world)

    form = sign_in_as("loc").page(f"/meetings/{meeting.ref}/minutes/write").form()

    proposed = dict(form.values)
    assert proposed["chair"] == "Nguyễn Văn Lộc"
    assert "6 tháng đầu năm" in proposed["agenda"]


def test_the_last_note_taker_is_proposed_for_the_next_meeting(world, sign_in_as):
    browser = sign_in_as("loc")
    written(browser, held(world))

    form = browser.page(f"/meetings/{held(world).ref}/minutes/write").form()

    assert dict(form.values)["note_taker"] == "Hồ Thị Tâm"


def test_a_draft_is_kept_read_and_signed(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = held(world)
    saved = written(browser, meeting, ended="21 giờ 15")
    page = browser.page(saved.location)
    assert "Bản nháp" in page.words
    assert "có mặt 2 trong 3; trong đó trực tuyến 1; vắng có lý do 1; khách mời có mặt 1" in page.words
    assert "21 giờ 15" in page.words

    browser.send(page, form="/sign")

    page = browser.page(f"/meetings/{meeting.ref}/minutes")
    assert "Số 01-BB/CB, đồng chí Nguyễn Văn Lộc ký lúc 9 giờ 00, 16/3/2026" in page.words
    assert not any(action.endswith("/sign") for action in [form.action for form in page.forms()])


def test_what_is_missing_is_told_when_one_signs(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = held(world)
    written(browser, meeting, chair="", conclusions="")

    answer = browser.fill(f"/meetings/{meeting.ref}/minutes", form="/sign")

    words = Page(answer.text, "/x").words
    assert answer.status_code == 422
    assert "tên người chủ trì" in words
    assert "ghi kết luận" in words


def test_two_editors_see_both_texts_and_can_put_them_together(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = held(world)
    opened = browser.page(f"/meetings/{meeting.ref}/minutes/write")
    written(browser, meeting, discussion="Bản thứ nhất")

    stale = browser.send(opened, discussion="Bản thứ hai")
    page = Page(stale.text, opened.address)
    assert stale.status_code == 409
    assert "Bản thứ nhất" in page.words
    assert dict(page.form().values)["discussion"] == "Bản thứ hai"

    browser.send(page, discussion="Bản thứ nhất, bản thứ hai")

    assert db.session.scalar(select(Minutes.discussion)) == "Bản thứ nhất, bản thứ hai"


def test_nothing_is_lost_when_the_session_ends_while_one_writes(world, client, clock):
    activated(client, a_holder(world.actor("hanh"), world.cell5, Office.DEPUTY))
    meeting = held(world)
    opened = client.page(f"/meetings/{meeting.ref}/minutes/write")
    clock.move(minutes=31)
    long = ("Ý kiến rất dài. " * 200).strip()

    asked = client.send(opened, **WHOLE, discussion=long)
    back = client.fill(asked.location, form="/sign-in", pin=PIN)
    shown = client.page(back.location)

    assert shown.address == opened.address
    assert dict(shown.form().values)["discussion"] == long
    client.send(shown)
    assert db.session.scalar(select(Minutes.discussion)) == long


def kept_while_typed(browser, page, **typed):
    """What the script of the page does a few seconds after the last letter."""
    filled = page.form().filled(typed, None)
    return browser.post(f"{page.address}?keep", data=dict(filled))


def test_what_is_typed_is_kept_and_shown_again_until_it_is_saved(world, sign_in_as):
    browser, meeting = sign_in_as("loc"), held(world)
    address = f"/meetings/{meeting.ref}/minutes/write"

    answer = kept_while_typed(browser, browser.page(address), discussion="Đang ghi dở")
    again = [browser.page(address) for _ in range(2)]

    assert answer.json == {"said": "Đã lưu nháp 9 giờ 00"}
    assert [dict(one.form().values)["discussion"] for one in again] == ["Đang ghi dở"] * 2
    assert "Nội dung đồng chí vừa nhập vẫn được giữ." in again[1].words
    assert db.session.scalars(select(Minutes)).all() == []

    browser.send(again[1])
    assert db.session.scalar(select(Minutes.discussion)) == "Đang ghi dở"
    assert db.session.scalars(select(Draft)).all() == []


def test_what_was_typed_can_be_given_up_for_what_is_saved(world, sign_in_as):
    browser, meeting = sign_in_as("loc"), held(world)
    written(browser, meeting, discussion="Bản đã lưu")
    address = f"/meetings/{meeting.ref}/minutes/write"
    kept_while_typed(browser, browser.page(address), discussion="Gõ nhầm")
    page = browser.page(address)

    gone = browser.post(f"{address}?drop=1", data=dict(page.form().values))

    assert "Bỏ phần đã gõ" in page.words
    assert dict(browser.page(gone.location).form().values)["discussion"] == "Bản đã lưu"
    assert "Bỏ phần đã gõ" not in browser.page(address).words


def test_what_was_kept_before_a_colleague_saved_shows_both_texts(world, sign_in_as):
    browser, meeting = sign_in_as("loc"), held(world)
    address = f"/meetings/{meeting.ref}/minutes/write"
    kept_while_typed(browser, browser.page(address), discussion="Bản của bí thư")
    keep_minutes(world.actor("binh"), meeting.ref, KeepMinutes(discussion="Bản của phó bí thư"))

    answer = browser.send(browser.page(address))

    page = Page(answer.text, address)
    assert answer.status_code == 409
    assert "Bản của phó bí thư" in page.words
    assert dict(page.form().values)["discussion"] == "Bản của bí thư"


def test_what_is_kept_is_shown_to_nobody_else_and_on_no_other_page(world, sign_in_as):
    meeting, other = held(world), held(world)
    browser = sign_in_as("loc")
    kept_while_typed(
        browser, browser.page(f"/meetings/{meeting.ref}/minutes/write"), discussion="Chỉ mình tôi"
    )

    elsewhere = browser.page(f"/meetings/{other.ref}/minutes/write")
    colleague = sign_in_as("binh").page(f"/meetings/{meeting.ref}/minutes/write")

    assert "Chỉ mình tôi" not in elsewhere.source + colleague.source


def test_nothing_is_kept_for_a_meeting_out_of_sight(world, sign_in_as):
    browser, meeting = sign_in_as("sau"), held(world)
    own = browser.page("/meetings/new").form()

    answer = browser.post(f"/meetings/{meeting.ref}/minutes/write?keep", data=dict(own.values))

    assert answer.status_code == 404
    assert db.session.scalars(select(Draft)).all() == []


def test_a_text_of_twenty_thousand_letters_is_told_and_kept(world, sign_in_as):
    meeting = held(world)

    answer = written(sign_in_as("loc"), meeting, discussion="ă" * 20_000)

    page = Page(answer.text, "/x")
    assert answer.status_code == 422
    assert "4000" in page.words
    assert dict(page.form().values)["discussion"] == "ă" * 20_000


def test_an_amendment_keeps_every_edition_readable(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = held(world)
    signed(browser, meeting)
    browser.fill(f"/meetings/{meeting.ref}/minutes/amend", reason="Ghi sót ý kiến")
    signed(browser, meeting, conclusions="Kết luận đã bổ sung.")

    page = browser.page(f"/meetings/{meeting.ref}/minutes")
    first = browser.page(page.link("Bản 1"))

    assert "Kết luận đã bổ sung." in page.words
    assert "Lý do sửa: Ghi sót ý kiến" in page.words
    assert "Nhất trí sửa đường ngõ 12." in first.words
    assert "Kết luận đã bổ sung." not in first.words


def test_a_new_edition_can_be_given_up(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = held(world)
    signed(browser, meeting)
    browser.fill(f"/meetings/{meeting.ref}/minutes/amend", reason="Ghi sót ý kiến")

    browser.fill(f"/meetings/{meeting.ref}/minutes", form="/drop")

    assert db.session.scalars(select(Minutes.edition)).all() == [1]


def test_a_meeting_with_an_open_opinion_is_not_closed(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = held(world)
    signed(browser, meeting)
    opinion = an_opinion(world.mai, meeting_id=meeting.id)

    refused = browser.fill(f"/meetings/{meeting.ref}/minutes", form="/close")
    assert "Còn 1 ý kiến của cuộc họp này chưa giải quyết xong." in Page(refused.text, "/x").words

    opinion.meeting_id = None
    db.session.commit()
    browser.fill(f"/meetings/{meeting.ref}/minutes", form="/close")
    assert "Đã đóng hồ sơ" in browser.page(f"/meetings/{meeting.ref}").words


def test_the_committee_reads_signed_minutes_and_no_draft(world, sign_in_as, client):
    meeting = held(world)
    written(sign_in_as("loc"), meeting)
    begin(client, world.actor("hanh"))
    assert "Chưa có biên bản." in client.page(f"/meetings/{meeting.ref}/minutes").words
    assert client.get(f"/meetings/{meeting.ref}/minutes/print").status_code == 404

    begin(client, world.actor("loc"))
    client.fill(f"/meetings/{meeting.ref}/minutes", form="/sign")
    begin(client, world.actor("hanh"))

    page = client.page(f"/meetings/{meeting.ref}/minutes")
    assert "Nhất trí sửa đường ngõ 12." in page.words
    assert [form.action for form in page.forms() if "/minutes/" in form.action] == []


def test_the_paper_says_who_was_absent_and_what_was_raised(world, sign_in_as):
    browser = sign_in_as("loc")
    meeting = held(world)
    signed(browser, meeting, information="Sáu tháng qua.\nMọi việc tốt.", ended="21h15")
    an_opinion(world.mai, meeting_id=meeting.id, text="Đề nghị lắp thêm đèn đường")

    page = browser.page(f"/meetings/{meeting.ref}/minutes/print")

    for words in (
        "ĐẢNG BỘ PHƯỜNG TRƯỜNG VINH",
        "Số 01-BB/CB",
        "BIÊN BẢN cuộc họp 6 tháng đầu năm 2026",
        "Đảng viên được mời: 3; có mặt: 2 (trong đó trực tuyến: 1); vắng có lý do: 1; vắng không lý do: 0",
        "Vắng có lý do: Lê Hữu Ánh.",
        "Đồng chí Nguyễn Thị Mai: Đề nghị lắp thêm đèn đường",
        "Nhất trí sửa đường ngõ 12.",
        "kết thúc lúc 21 giờ 15 cùng ngày",
        "NGƯỜI GHI BIÊN BẢN",
        "CHỦ TRÌ",
    ):
        assert words in page.words, words


def test_what_becomes_of_an_opinion_afterwards_replaces_no_signed_minutes(world, sign_in_as, clock):
    browser = sign_in_as("loc")
    meeting = held(world)
    an_opinion(world.mai, meeting_id=meeting.id, text="Đề nghị lắp thêm đèn đường")
    signed(browser, meeting)
    before = browser.get(f"/meetings/{meeting.ref}/minutes.docx").data
    clock.move(minutes=5)
    opinion = db.session.scalars(select(Opinion)).one()
    opinion.state, opinion.answer, opinion.answered_on = OpinionState.ANSWERED, "Đã lắp.", date(2026, 3, 16)
    an_opinion(world.anh78, meeting_id=meeting.id, text="Nêu sau cuộc họp")

    after = browser.get(f"/meetings/{meeting.ref}/minutes.docx").data

    assert words_of_word(after) == words_of_word(before)
    assert "lắp thêm đèn đường" in words_of_word(after)
    assert [one.state for one in db.session.scalars(select(IssuedDocument))] == [DocumentState.VALID]


def test_the_home_page_shows_what_waits_about_meetings_and_what_is_to_come(world, sign_in_as):
    held(world)
    a_meeting(world.cell5)
    coming = a_meeting(world.cell5, on=date(2026, 6, 15))

    page = sign_in_as("loc").page("/")

    minutes, attendance = (
        next(position for position, (words, _) in enumerate(page.links()) if said in words)
        for said in ("Biên bản cuộc họp 2/3", "Điểm danh cuộc họp 16/3")
    )
    assert minutes < attendance, "the oldest first"
    assert "Hôm nay 19 giờ 30 · 3 đồng chí" in page.words
    assert page.link("15/6: Cuộc họp 6 tháng đầu năm 2026").endswith(coming.ref)


def test_a_meeting_of_another_day_is_no_task_yet(world, sign_in_as):
    a_meeting(world.cell5, on=date(2026, 3, 17))
    a_meeting(world.cell6)

    assert not any("Điểm danh" in words for words, _ in sign_in_as("loc").page("/").links())
