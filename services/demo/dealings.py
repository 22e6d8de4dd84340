"""What lives between the cell of the story and its members: contacts, opinions, help asked for and given."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from adapters import clock
from models import Liaison, Member, Opinion, db
from models.vocabulary import Competence, ContactKind, LiaisonState
from services.contacts import RecordContact, propose_contact, record_contact
from services.demo.calendar import Calendar
from services.demo.cast import Cast, as_member, members, named
from services.demo.town import LOC_CELL
from services.needs import AskMembers, PostNeed, SayStrength, ask_members, post_need, say_strength
from services.opinions import (
    Addressee,
    PassOn,
    RaiseOpinion,
    WriteOpinion,
    pass_on,
    raise_opinion,
    write_opinion,
)

_DUE = timedelta(days=21)
_FORTNIGHT = timedelta(days=14)


class Dealings:
    """Some weeks of a cell that keeps in contact."""

    def __init__(self, cast: Cast, calendar: Calendar) -> None:
        self._secretary, self._calendar = cast.of(LOC_CELL), calendar
        self._mai = named("Nguyễn Thị Mai")
        self._here = [member for member, _ in members(LOC_CELL) if member.id != self._mai.id]

    def fill(self) -> None:
        """Everything in the order in which it happened."""
        mai, here, at = self._mai, self._here, self._calendar.at
        with at(self._day(34), 19):
            self._keep(mai, ContactKind.CALL, "Báo lịch sinh hoạt của tổ dân phố, hỏi thăm gia đình", duty=4)
        with at(self._day(26), 17):
            self._keep(here[0], ContactKind.VISIT, "Thăm gia đình, nắm tình hình nơi ở")
        with at(self._day(23), 19):
            road = self._raise(here[1], "Đề nghị sửa đoạn đường ngõ 12 bị ngập khi mưa")
        with at(self._day(22), 8):
            self._pass_on(road, Addressee.COMMITTEE)
        with at(self._day(15), 20):
            lamp = self._raise(here[2], "Đèn chiếu sáng trước nhà văn hóa hỏng đã lâu")
        with at(self._day(14), 8):
            self._pass_on(lamp, Addressee.BODY, "Điện lực phường")
        with at(self._day(9), 19):
            self._keep(here[3], ContactKind.MESSAGE, "Gửi thông báo về ngày tổng vệ sinh môi trường")
        with at(self._day(4), 21):
            say_strength(
                as_member(self._mai),
                SayStrength(competence=Competence.BUSINESS, words="Hướng dẫn kê khai, nộp thuế qua mạng"),
            )
        with at(self._day(2), 20):
            self._ask_for_help()
        with at(self._day(1), 20):
            write_opinion(
                as_member(self._mai),
                WriteOpinion(text="Đề nghị chi bộ có buổi hướng dẫn kê khai thuế cho hộ kinh doanh"),
            )
            propose_contact(
                as_member(self._mai),
                RecordContact(
                    kind=ContactKind.VISIT, on=clock.today(), text="Gặp đồng chí bí thư tại nhà văn hóa"
                ),
            )

    def _day(self, ago: int) -> date:
        return self._calendar.working_day(ago)

    def _keep(self, member: Member, kind: ContactKind, text: str, duty: int | None = None) -> None:
        liaison = db.session.scalars(
            select(Liaison).where(Liaison.member_id == member.id, Liaison.state == LiaisonState.ACTIVE)
        ).one()
        given = RecordContact(kind=kind, on=clock.today(), text=text, duty=duty)
        record_contact(self._secretary, liaison.ref, given)

    def _raise(self, member: Member, text: str) -> Opinion:
        given = RaiseOpinion(who=member.ref, text=text, raised_on=clock.today())
        return raise_opinion(self._secretary, given)

    def _pass_on(self, opinion: Opinion, to: Addressee, body: str | None = None) -> None:
        pass_on(self._secretary, opinion.ref, PassOn(to=to, body=body, due_on=clock.today() + _DUE))

    def _ask_for_help(self) -> None:
        wanted = PostNeed(
            competence=Competence.BUSINESS,
            text="Hướng dẫn bà con kê khai thuế tại nhà văn hóa",
            on=self._calendar.today + _FORTNIGHT,
            people=2,
        )
        need = post_need(self._secretary, wanted)
        ask_members(self._secretary, need.ref, AskMembers(members=(self._mai.ref,)))
