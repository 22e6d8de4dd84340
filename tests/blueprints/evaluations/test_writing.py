"""The page on which a sheet is written: its evidence, what is quoted, kept, asked about, and what two editors meet."""

from datetime import date

import pytest
from sqlalchemy import select

from models import Attendance, EvaluationVersion, db
from models.vocabulary import AttendanceStatus, EvaluationState, MeetingState, Outcome
from services.objections import AnswerObjection, answer_objection
from tests.support.factories import a_contact, a_meeting, a_notice, a_reward, a_sanction, an_evaluation
from tests.support.pages import Page

S = EvaluationState
TICKS = {"C1": "2", "C2": "2", "C3": "1", "C4": "2", "C5": "3", "C6": "2"}
NEXT = "Lưu và sang đồng chí tiếp theo"


def address(sheet):
    return f"/evaluations/{sheet.ref}/write"


def attended(world, status=AttendanceStatus.PRESENT):
    meeting = a_meeting(world.cell5, state=MeetingState.HELD, on=date(2026, 3, 2))
    for row in db.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id)):
        row.status = status
    db.session.commit()


def version(sheet):
    return db.session.scalars(
        select(EvaluationVersion).where(EvaluationVersion.evaluation_id == sheet.id)
    ).one_or_none()


def data(page, **typed):
    """What the form of a page would post, with this in it."""
    pairs: dict[str, list[str]] = {}
    for name, value in page.form().filled({name: value for name, value in typed.items() if name != "step"}):
        pairs.setdefault(name, []).append(value)
    return pairs | ({"step": [typed["step"]]} if "step" in typed else {})


def test_a_sheet_is_written_beside_its_evidence_and_the_next_one_follows(world, sign_in_as):
    attended(world)
    sheet, other = an_evaluation(world.mai), an_evaluation(world.anh78)
    browser = sign_in_as("loc")

    page = browser.page(address(sheet))
    answer = browser.send(page, press=NEXT, **TICKS, remarks="Góp ý về rác ngõ 12.")

    assert "Có mặt cuộc họp ngày 2/3." in page.words
    assert "được mời 1, có mặt 1" in page.words
    assert answer.status_code == 303
    assert answer.location.endswith(address(other))
    assert version(sheet).ticks == {box[1:]: int(level) for box, level in TICKS.items()}


def test_nothing_is_ticked_before_a_person_ticks_it(world, sign_in_as):
    page = sign_in_as("loc").page(address(an_evaluation(world.mai)))

    radios = [one for one in page.form().element.iter("input") if one.get("type") == "radio"]
    assert len(radios) == 18
    assert not any(one.get("checked") is not None for one in radios)


def test_the_short_sheet_has_three_criteria(world, sign_in_as):
    page = sign_in_as("loc").page(address(an_evaluation(world.tuan)))

    radios = {one.get("name") for one in page.form().element.iter("input") if one.get("type") == "radio"}
    assert radios == {"C1", "C2", "C3"}


def test_a_long_answer_to_the_member_is_read_in_full_where_the_sheet_is_amended(world, sign_in_as):
    sheet = an_evaluation(world.mai, state=S.OBJECTED)
    answer = " ".join(f"lý do {number};" for number in range(400))[:2999] + "."
    answer_objection(world.actor("loc"), sheet.ref, AnswerObjection(outcome=Outcome.AMENDED, answer=answer))

    page = sign_in_as("loc").page(address(sheet))

    assert len(answer) == 3000
    assert answer in page.words
    assert Outcome.AMENDED.text not in page.words  # the word of the reason is for the database


def test_every_criterion_left_out_is_named_and_what_was_typed_stays(world, sign_in_as):
    attended(world)
    sheet = an_evaluation(world.mai)
    browser = sign_in_as("loc")

    answer = browser.fill(address(sheet), press=NEXT, C1="2", remarks="Góp ý về rác ngõ 12.")

    page = Page(answer.text, address(sheet))
    assert answer.status_code == 422
    assert page.words.count("Đánh dấu một mức của tiêu chí") >= 5
    assert ("C1", "2") in page.form().values
    assert ("remarks", "Góp ý về rác ngõ 12.") in page.form().values


def test_a_fact_is_quoted_without_a_script(world, sign_in_as):
    attended(world)
    sheet = an_evaluation(world.mai)
    browser = sign_in_as("loc")

    answer = browser.fill(address(sheet), press="Trích", C1="2")

    values = Page(answer.text, address(sheet)).form().values
    assert ("remarks", "Có mặt cuộc họp ngày 2/3.") in values
    assert ("C1", "2") in values


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ({"remarks": "không có gì"}, "viết cho ai cũng được"),
        ({"remarks": "Bình thường."}, "viết cho ai cũng được"),
        ({}, "Chưa ghi nhận lần dự họp"),
    ],
)
def test_what_says_nothing_is_asked_about_before_it_goes_on(world, sign_in_as, typed, asked):
    sheet = an_evaluation(world.mai)
    browser = sign_in_as("loc")

    answer = browser.fill(address(sheet), press=NEXT, **TICKS, **typed)
    assert answer.status_code == 422
    assert asked in Page(answer.text, address(sheet)).words

    insisted = browser.send(answer, press=NEXT, stands="y")
    assert insisted.status_code == 303


def test_what_is_typed_is_kept_for_the_script_and_comes_back(world, sign_in_as):
    sheet = an_evaluation(world.mai)
    browser = sign_in_as("loc")

    typed = data(browser.page(address(sheet)), C2="3", remarks="Đang viết dở")
    kept = browser.post(f"/evaluations/{sheet.ref}/keep", data=typed)

    assert kept.json["version"] == 1
    assert kept.json["said"].startswith("Đã lưu nháp")
    again = browser.page(address(sheet)).form().values
    assert ("C2", "3") in again
    assert ("remarks", "Đang viết dở") in again


def test_of_two_editors_the_second_reads_what_the_first_wrote(world, sign_in_as):
    attended(world)
    sheet = an_evaluation(world.mai)
    browser = sign_in_as("binh")
    opened = data(browser.page(address(sheet)), **TICKS, remarks="Bản của đồng chí Bình", step="write")

    sign_in_as("loc").fill(address(sheet), press="Lưu nháp", C1="3", remarks="Bản của đồng chí Lộc")
    browser = sign_in_as("binh")
    opened["csrf_token"] = data(browser.page(address(sheet)))["csrf_token"]
    answer = browser.post(address(sheet), data=opened)

    words = Page(answer.text, address(sheet))
    assert answer.status_code == 409
    assert "Bản của đồng chí Lộc" in words.words
    assert ("remarks", "Bản của đồng chí Bình") in words.form().values
    assert version(sheet).remarks == "Bản của đồng chí Lộc"


def test_what_the_workplace_told_is_evidence_and_a_sanction_is_not(world, sign_in_as):
    a_notice(a_reward(world.mai, effective_on=date(2026, 2, 3)))
    a_notice(a_sanction(world.mai, recorded_by=world.thu))
    a_contact(world.mai, on=date(2026, 2, 10))

    words = sign_in_as("loc").page(address(an_evaluation(world.mai))).words

    assert "Được khen thưởng ngày 3/2" in words
    assert "Có liên hệ với chi bộ ngày 10/2" in words
    assert "ỷ luật" not in words
