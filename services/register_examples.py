"""Examples of the papers that are drawn from the register: requests, the list, the extract, the report."""

from __future__ import annotations

from datetime import timedelta

from domain.meetings import Counts, HalfYear
from domain.papers.blocks import Paper
from domain.papers.wording import Wording
from models import (
    EvaluationRequest,
    EvaluationRound,
    Liaison,
    Member,
    Organisation,
    Place,
    Residence,
    RuleSet,
)
from models.vocabulary import (
    AttendanceStatus,
    Category,
    EvaluationPurpose,
    LiaisonState,
    MeetingKind,
    Registration,
    Sex,
)
from queries.book import Assessed, Book, BookLine, Seat
from queries.evaluation_requests import AskedPaper
from queries.half_years import Known
from queries.members import Record
from services.book_papers import book_paper
from services.example_stage import BORN, CHAIR, COMMITTEE, HOME, MEMBER_CELL, NAME, Stage
from services.extract_papers import own_extract
from services.report_papers import report_paper
from services.request_papers import request_issue, round_issue

_BASIS = "Quy định số 213-QĐ/TW ngày 02/01/2020"


def a_request(stage: Stage, words: Wording) -> Paper:
    """A request of a workplace on need."""
    request = EvaluationRequest(
        ref="",
        organisation=stage.committee,
        member=Member(full_name=NAME, born=BORN),
        purpose=EvaluationPurpose.PERSONNEL,
        reference="45-CV/ĐU",
        asked_on=stage.on,
        due_on=stage.on + timedelta(days=10),
    )
    ward = stage.cell.parent.name if stage.cell.parent else ""
    asked = AskedPaper(request, _BASIS, stage.on.year, stage.cell.name, ward, MEMBER_CELL)
    return request_issue(asked, stage.say).write(words)


def a_round(stage: Stage, words: Wording) -> Paper:
    """What the round of a year asks of the cells."""
    opened = EvaluationRound(
        ref="",
        year=stage.on.year,
        opened_at=stage.at,
        committee=stage.cell.parent,
        opener=stage.cell.parent,
        rule_set=RuleSet(title=_BASIS),
        listed_on=stage.on,
        cell_due_on=stage.on + timedelta(days=20),
        confirm_due_on=stage.on + timedelta(days=30),
        return_due_on=stage.on + timedelta(days=35),
    )
    return round_issue(opened).write(words)


def a_book(stage: Stage, words: Wording) -> Paper:
    """A list of two."""
    lines = [
        BookLine(
            member_id=number,
            member_ref="",
            name=name,
            sex=Sex.FEMALE,
            born=BORN,
            workplace=MEMBER_CELL,
            committee=COMMITTEE,
            address=HOME,
            unit="Tổ dân phố 5",
            category=category,
            exemption_basis=None,
            letter="01-GGT/ĐU",
            issued_on=stage.on,
            received_on=stage.on,
            listed_on=stage.on,
            opinions=1,
            sheet=Assessed((1, 1, 2, 1, 2, 2), stage.on),
        )
        for number, (name, category) in enumerate([(NAME, Category.FULL), (CHAIR, Category.EXEMPT)])
    ]
    seats = [Seat(stage.on, MeetingKind.PERIODIC, AttendanceStatus.PRESENT)]
    book = Book(stage.cell, stage.on.year, tuple(lines), {0: seats})
    return book_paper(book, stage.on, stage.say, words)


def an_extract(stage: Stage, words: Wording) -> Paper:
    """What a member takes away of the own record."""
    work = Organisation(name=MEMBER_CELL)
    member = Member(
        ref="",
        full_name=NAME,
        sex=Sex.FEMALE,
        born=BORN,
        admitted="2010-02-03",
        official="2011-02-03",
        card_number="00.000000",
        position="Chuyên viên",
        phone="0900000000",
        workplace=work,
    )
    home = Residence(
        address="12 Lê Lợi",
        unit="Tổ dân phố 5",
        place=Place(name="phường Ví Dụ"),
        registration=Registration.PERMANENT,
    )
    bond = Liaison(category=Category.FULL, state=LiaisonState.ACTIVE, residence=stage.cell)
    return own_extract(Record(member, home, bond), stage.on, stage.say).write(words)


def a_half_year(stage: Stage, words: Wording) -> Paper:
    """The frame of a cell's report."""
    known = Known(
        body=stage.cell,
        half=HalfYear.of(stage.on),
        listed=42,
        active=38,
        exempt=3,
        waiting=1,
        meetings=1,
        people=2,
        attendance=Counts(in_room=30, online=2, absent=1, excused=4, unexcused=1, unsaid=1),
        contacts=12,
        opinions=9,
        answered=7,
        notices=5,
        acknowledged=5,
        cells=0,
        cells_met=0,
    )
    return report_paper(known, stage.on, words)
