"""Letters of introduction in every state, as they were written, carried and answered in the last weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from adapters import clock
from domain.days import PartialDay
from models import IntroductionLetter, Liaison, Organisation, db
from models.vocabulary import Category, Office, OrganisationKind
from services.demo.calendar import Calendar
from services.demo.cast import Cast
from services.demo.names import Crowd
from services.demo.town import HEALTH, LARGE_CELL, LOC_CELL, TAX, WORKPLACES
from services.introductions import DraftLetters
from services.issuing import introduce_members
from services.letters import draft_letters
from services.liaisons import SendBack, confirm_liaison, send_back
from services.members import AdmitMember, admit_member
from services.receptions import (
    AssignLetters,
    ReceiveLetters,
    ReturnLetters,
    assign_letters,
    receive_letters,
    return_letters,
)

NOT_INTRODUCED = 12
"""Members of the tax office whom nobody has introduced yet."""


class Letters:
    """The exchange of letters between the health department and the ward."""

    def __init__(self, cast: Cast, calendar: Calendar, crowd: Crowd) -> None:
        self._cast, self._calendar, self._crowd = cast, calendar, crowd
        self._ward = db.session.scalars(
            select(Organisation).where(Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE)
        ).one()
        self._clerk = cast.of(self._ward.name, Office.STAFF)
        self._sender = cast.of(HEALTH)
        self._cells = {one.name: one.ref for one in db.session.scalars(select(Organisation))}

    def fill(self) -> None:
        """Everything in the order in which it happened."""
        at = self._calendar.at
        with at(self._day(45)):
            self._admit(TAX, NOT_INTRODUCED)
            newcomers = self._admit(HEALTH, 16)
            self._introduce(newcomers[:1], "Tổ dân phố 3")  # never arrived: due for a question by now
        with at(self._day(32)):
            settled = self._introduce(newcomers[1:4], "Tổ dân phố 5")
            there = self._introduce(newcomers[4:5], "Tổ dân phố 12")
        with at(self._day(30), 14):
            self._receive(settled, [LOC_CELL] * 3)
            self._receive(there, [LARGE_CELL])
        with at(self._day(28), 19):
            for liaison in self._liaisons(settled):
                confirm_liaison(self._cast.of(LOC_CELL), liaison.ref)
            confirm_liaison(self._cast.of(LARGE_CELL), self._liaisons(there)[0].ref)
        with at(self._day(12)):
            waiting = self._introduce(newcomers[5:7], "Tổ dân phố 5")
            strange = self._introduce(newcomers[7:9], "Tổ dân phố 8")
        with at(self._day(10)):
            self._receive(waiting, [LOC_CELL] * 2)
            self._receive(strange[:1], ["Chi bộ Tổ dân phố 8"])
            reason = "Đồng chí không cư trú ở phường này; đề nghị kiểm tra lại địa chỉ."
            return_letters(self._clerk, ReturnLetters(letters=(strange[1],), reason=reason))
        with at(self._day(8), 20):
            back = SendBack(reason="Nhà ở số này thuộc Tổ dân phố 9.")
            send_back(self._cast.of("Chi bộ Tổ dân phố 8"), self._liaisons(strange[:1])[0].ref, back)
        with at(self._day(6)):
            received = self._introduce(newcomers[9:11], None)
        with at(self._day(4)):
            self._receive(received)
        with at(self._day(2)):
            self._introduce(newcomers[11:14], "Tổ dân phố 7")
            self._draft(newcomers[14:16])

    def _day(self, ago: int) -> date:
        return self._calendar.working_day(ago)

    def _admit(self, committee: str, number: int) -> list[str]:
        """Put new members on the register of a committee; gives their references."""
        cell = self._cells[f"Chi bộ {WORKPLACES[committee][0]}"]
        people = [self._crowd.person(self._calendar.today) for _number in range(number)]
        return [
            admit_member(
                self._cast.of(committee),
                AdmitMember(
                    full_name=one.full_name,
                    sex=one.sex,
                    born=PartialDay.of(one.born),
                    admitted=PartialDay.of(one.admitted),
                    official=PartialDay.of(one.official) if one.official else None,
                    card_number=one.card,
                    phone=one.phone,
                    position=one.post,
                    workplace=cell,
                ),
            ).ref
            for one in people
        ]

    def _introduce(self, members: Sequence[str], unit: str | None) -> tuple[str, ...]:
        """Write and send letters; gives their references."""
        batch = introduce_members(self._sender, self._letters_for(members, unit))
        return tuple(letter.ref for letter in batch.letters)

    def _draft(self, members: Sequence[str]) -> None:
        """What the cell prepares for its committee to sign."""
        cell = self._cast.of(f"Chi bộ {WORKPLACES[HEALTH][0]}")
        draft_letters(cell, self._letters_for(members, "Tổ dân phố 5"))

    def _letters_for(self, members: Sequence[str], unit: str | None) -> DraftLetters:
        return DraftLetters(members=tuple(members), commune=self._ward.ref, unit=unit, category=Category.FULL)

    def _receive(self, letters: tuple[str, ...], cells: Sequence[str] = ()) -> None:
        """Receive letters, and place the members where cells are named."""
        receive_letters(self._clerk, ReceiveLetters(letters=letters, received_on=clock.today()))
        if cells:
            assign_letters(
                self._clerk, AssignLetters(letters=letters, cells=tuple(self._cells[one] for one in cells))
            )

    def _liaisons(self, letters: Sequence[str]) -> Sequence[Liaison]:
        return db.session.scalars(
            select(Liaison)
            .join(IntroductionLetter, IntroductionLetter.liaison_id == Liaison.id)
            .where(IntroductionLetter.ref.in_(letters))
        ).all()
