"""The yearly round in the middle: one cell has handed its sheets in, that of the story is writing, others not yet."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from access import Actor
from adapters import clock
from domain.evaluations import criteria_of
from domain.rules import read_rules
from models import Evaluation, Organisation, db
from models.vocabulary import Category, CorrectionLine, EvaluationPurpose, EvaluationState, Office, ReplyKind
from queries import agreements, desks, rulesets
from services.agreements import AgreeSheets, agree_sheets
from services.confirmations import ConfirmSheets, SignSheets, confirm_sheets, return_sheets, sign_sheets
from services.correcting import receive_correction
from services.corrections import AskForCorrection, ask_for_correction
from services.demo.calendar import Calendar
from services.demo.cast import Cast, as_member, members, named
from services.demo.town import CELLS, LOC_CELL, TAX
from services.evaluation_requests import AskEvaluation, ask_evaluation
from services.objections import ReplyToSheet, read_own_sheet, reply_to_sheet
from services.organisations import DescribeOrganisation, describe_organisation
from services.rounds import OpenRound, open_round
from services.sheets import WriteSheet, write_sheet

_SMALL_CELL = CELLS[5]
"""Seven members, a secretary and no committee: its sheets are ready before the day."""
_FRONT = "Nguyễn Thị Sen"
_REMARKS = (
    "Dự đủ các buổi chi bộ mời; vận động các hộ trong ngõ cùng tổng vệ sinh.",
    "Có ý kiến về đoạn đường ngõ 12 và cùng tổ dân phố theo dõi đến khi sửa xong.",
    "Hướng dẫn bà con dùng dịch vụ công trực tuyến hai buổi tối.",
    "Bận công tác xa nhiều tháng; khi ở nhà có tham gia họp tổ dân phố.",
    "Gia đình gương mẫu; nhận giúp một hộ khó khăn trong tổ.",
)


class Evaluations:
    """Some weeks of a round, a need between the rounds, and a member who asks for a correction."""

    def __init__(self, cast: Cast, calendar: Calendar, ward: str) -> None:
        self._cast, self._calendar, self._ward = cast, calendar, ward
        self._mai = named("Nguyễn Thị Mai")

    def fill(self) -> None:
        """Everything in the order in which it happened."""
        at, day = self._calendar.at, self._calendar.working_day
        with at(day(13), 9):
            small = db.session.scalars(select(Organisation.ref).where(Organisation.name == _SMALL_CELL)).one()
            describe_organisation(self._cast.of(self._ward, Office.STAFF), small, DescribeOrganisation())
        with at(day(12), 9):
            open_round(self._cast.of(self._ward), self._opening())
        with at(day(10), 14):
            self._need()
        self._handed_in(_SMALL_CELL, day(7), day(4), how_many=None)
        self._handed_in(LOC_CELL, day(6), day(3), how_many=8)
        with at(day(3), 20):
            asked = ask_for_correction(
                as_member(self._mai),
                AskForCorrection(line=CorrectionLine.ADDRESS, wanted="Số 18, ngõ 12, Tổ dân phố 5"),
            )
        with at(day(2), 9):
            receive_correction(self._cast.of(TAX), asked.ref)
        with at(day(2), 20):
            self._reply()
        with at(day(1), 20):
            self._write(self._cast.of(LOC_CELL), 6)

    def _opening(self) -> OpenRound:
        today = clock.today()
        return OpenRound(
            year=today.year,
            listed_on=today,
            cell_due_on=today + timedelta(days=25),
            confirm_due_on=today + timedelta(days=32),
            return_due_on=today + timedelta(days=39),
        )

    def _need(self) -> None:
        """The tax office asks for one member between the rounds."""
        member = next(one for one, _above in members(LOC_CELL, TAX) if one.id != self._mai.id)
        wanted = AskEvaluation(
            purpose=EvaluationPurpose.PERSONNEL,
            reference="Kế hoạch số 21-KH/ĐU về quy hoạch cán bộ",
            due_on=clock.today() + timedelta(days=21),
        )
        ask_evaluation(self._cast.of(TAX), member.ref, wanted)

    def _handed_in(self, cell: str, met: date, confirmed: date, *, how_many: int | None) -> None:
        """A cell writes sheets, agrees on them, signs them; the ward confirms and returns them."""
        secretary, at = self._cast.of(cell), self._calendar.at
        with at(met, 18):
            written = self._write(secretary, how_many)
        with at(met, 20):
            table = agreements.around_the_table(secretary.organisation_id, clock.today())
            agree_sheets(
                secretary,
                AgreeSheets(
                    sheets=written,
                    on=clock.today(),
                    place=f"Nhà văn hóa {cell.removeprefix('Chi bộ ')}",
                    people=tuple(holder.ref for holder in table.holders),
                    front=_FRONT,
                    note_taker=secretary.person_name,
                ),
            )
        with at(met, 21):
            sign_sheets(secretary, SignSheets(sheets=written))
        with at(confirmed, 9):
            confirm_sheets(self._cast.of(self._ward, Office.DEPUTY), ConfirmSheets(sheets=written))
        with at(confirmed, 10):
            return_sheets(self._cast.of(self._ward, Office.DEPUTY))

    def _write(self, secretary: Actor, how_many: int | None) -> tuple[str, ...]:
        """The next sheets of the list, that of the story's member first; every criterion ticked for this member."""
        open_ones = [line for line in desks.owed(secretary) if line.is_to_write and line.purpose is None]
        open_ones.sort(key=lambda line: line.name != self._mai.full_name)
        criteria = criteria_of(read_rules(rulesets.in_force(clock.today()).rules), Category.FULL)
        chosen = open_ones[:how_many]
        for place, line in enumerate(chosen):
            ticks = {one.number: 1 + (place + one.number) % 2 for one in criteria}
            remarks = _REMARKS[place % len(_REMARKS)]
            write_sheet(secretary, line.ref, WriteSheet(ticks=ticks, remarks=remarks, stands=True))
        return tuple(line.ref for line in chosen)

    def _reply(self) -> None:
        """The member of the story reads the own sheet and adds an opinion to it."""
        sheet = db.session.scalars(
            select(Evaluation).where(
                Evaluation.member_id == self._mai.id, Evaluation.state == EvaluationState.RETURNED
            )
        ).one()
        read_own_sheet(as_member(self._mai), sheet.ref)
        said = "Tôi xin bổ sung: tháng 9 tôi đã hướng dẫn kê khai thuế tại nhà văn hóa."
        reply_to_sheet(as_member(self._mai), sheet.ref, ReplyToSheet(kind=ReplyKind.REMARK, text=said))
