"""The meetings of the cell of the story: one closed, one whose minutes wait for a signature, one to come."""

from __future__ import annotations

from datetime import date, time, timedelta

from models import Meeting
from models.vocabulary import AttendanceStatus, MeetingKind
from queries import meetings
from services.attendance import SaveAttendance, save_attendance
from services.convening import ExtendList, convene_meeting, extend_list
from services.demo.calendar import Calendar
from services.demo.cast import Cast, first_exempt
from services.demo.town import LOC_CELL
from services.meetings import PlanMeeting
from services.minutes import KeepMinutes, SignMinutes, close_meeting, keep_minutes, sign_minutes

_EVENING = time(19, 30)
_PLACE = "Nhà văn hóa Tổ dân phố 5"
_FORTNIGHT = timedelta(days=14)
_MISSING = 7
"""One in so many does not come."""


class Meetings:
    """Half a year of meetings at one cell."""

    def __init__(self, cast: Cast, calendar: Calendar) -> None:
        self._secretary, self._calendar = cast.of(LOC_CELL), calendar

    def fill(self) -> None:
        """Everything in the order in which it happened."""
        first = self._held(
            self._calendar.working_day(60),
            MeetingKind.PERIODIC,
            "Thông báo tình hình 6 tháng; nhiệm vụ trọng tâm; ý kiến của đảng viên",
        )
        self._minuted(
            first,
            KeepMinutes(
                agenda=first.agenda,
                information="Tổ dân phố hoàn thành các khoản đóng góp; an ninh trật tự ổn định.\n"
                "Còn hai hộ nghèo; đoạn đường ngõ 12 hay ngập khi mưa.",
                discussion="Các đồng chí trao đổi về vệ sinh môi trường, chỗ để xe và việc sửa ngõ 12.",
                conclusions="Nhất trí vận động các hộ cùng sửa ngõ 12; mỗi tháng tổng vệ sinh một lần.",
                chair=self._secretary.person_name,
                note_taker="Hồ Thị Tâm",
                ended=time(21),
            ),
            is_signed=True,
        )
        second = self._held(
            self._calendar.working_day(14), MeetingKind.THEMATIC, "Chuyên đề: chuyển đổi số ở tổ dân phố"
        )
        self._minuted(
            second,
            KeepMinutes(
                agenda=second.agenda,
                theme="Hướng dẫn người cao tuổi dùng dịch vụ công trực tuyến.",
                discussion="Năm đồng chí phát biểu, đề nghị lập tổ hỗ trợ vào tối thứ Năm.",
                chair=self._secretary.person_name,
            ),
            is_signed=False,
        )
        with self._calendar.at(self._calendar.working_day(3), 8):
            self._convened(
                self._calendar.today + _FORTNIGHT,
                MeetingKind.PERIODIC,
                "Tình hình, nhiệm vụ của tổ dân phố; chuẩn bị tổng vệ sinh môi trường",
            )

    def _held(self, on: date, kind: MeetingKind, agenda: str) -> Meeting:
        """A meeting convened a fortnight before, at which one in seven was missing."""
        with self._calendar.at(on - _FORTNIGHT, 8):
            meeting = self._convened(on, kind, agenda)
        with self._calendar.at(on, 21):
            seats = meetings.seats(self._secretary, meeting)
            missing = [seat.number for seat in seats if not seat.is_guest and seat.number % _MISSING == 3]
            saved = SaveAttendance(
                marked=frozenset(missing),
                savings=0,
                reasons=dict.fromkeys(missing[1:], AttendanceStatus.EXCUSED),
            )
            save_attendance(self._secretary, meeting.ref, saved)
        return meeting

    def _convened(self, on: date, kind: MeetingKind, agenda: str) -> Meeting:
        plan = PlanMeeting(kind=kind, on=on, hour=_EVENING, place=_PLACE, agenda=agenda)
        meeting = convene_meeting(self._secretary, plan)
        return extend_list(self._secretary, meeting.ref, ExtendList(guests=(first_exempt(LOC_CELL).ref,)))

    def _minuted(self, meeting: Meeting, keep: KeepMinutes, *, is_signed: bool) -> None:
        with self._calendar.at(meeting.on + timedelta(days=1), 8):
            draft = keep_minutes(self._secretary, meeting.ref, keep)
            if is_signed:
                sign_minutes(self._secretary, meeting.ref, SignMinutes(version=draft.version))
                close_meeting(self._secretary, meeting.ref)
