"""What an opinion must say."""

from datetime import date

import pytest

from domain.opinions import objections_to_passing_on, objections_to_raising
from models.vocabulary import MeetingKind

TODAY = date(2026, 3, 16)


def fields(found):
    return [refused.field for refused in found]


def test_words_and_a_day_up_to_today_are_enough():
    assert fields(objections_to_raising("Sửa đường", TODAY, TODAY)) == []
    assert fields(objections_to_raising("", date(2026, 3, 17), TODAY)) == ["text", "raised_on"]


@pytest.mark.parametrize("meeting", [None, MeetingKind.PERIODIC, MeetingKind.THEMATIC, MeetingKind.OTHER])
def test_residents_speak_at_a_peoples_meeting_and_nowhere_else(meeting):
    found = objections_to_raising("Sửa đường", TODAY, TODAY, is_of_residents=True, meeting=meeting)

    assert fields(found) == ["meeting"]


def test_residents_at_a_peoples_meeting_need_no_name():
    found = objections_to_raising("Sửa đường", TODAY, TODAY, is_of_residents=True, meeting=MeetingKind.PEOPLE)

    assert fields(found) == []


def test_a_body_is_named_and_the_day_is_still_to_come():
    assert fields(objections_to_passing_on(None, TODAY, TODAY, is_for_committee=True)) == []
    assert fields(objections_to_passing_on(None, date(2026, 3, 15), TODAY, is_for_committee=False)) == [
        "body",
        "due_on",
    ]


def test_a_mark_of_secrecy_is_refused():
    assert fields(objections_to_raising("Theo tài liệu TỐI MẬT", TODAY, TODAY)) == ["text"]
    assert fields(objections_to_passing_on("Cơ quan (TUYỆT MẬT)", TODAY, TODAY, is_for_committee=False)) == [
        "body"
    ]
