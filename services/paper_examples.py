"""Each kind of paper about invented people, to look at what a sentence or a margin becomes; entered nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from access import Actor
from domain.letters import Content
from domain.meetings import Counts
from domain.papers.blocks import Block, Paper, Run, Text
from domain.papers.letter import letter_paper
from domain.papers.slips import Printed, slips_paper
from domain.papers.wording import Say, Wording
from domain.sheet_papers import Line, SheetContent
from models import (
    Account,
    Evaluation,
    EvaluationAgreement,
    EvaluationVersion,
    Meeting,
    Member,
    Minutes,
    Notice,
    Place,
)
from models.change import ResidenceMove
from models.vocabulary import (
    AttendanceStatus,
    Category,
    ChangeWord,
    EvaluationPurpose,
    MeetingKind,
    NoticeState,
    Office,
    Registration,
    Sex,
)
from queries.evaluations import Signed
from queries.meetings import SeatLine
from services.example_stage import BORN, CHAIR, COMMITTEE, HOME, MEMBER_CELL, NAME, NOTES, Stage, stage_of
from services.meeting_papers import invitation_paper, minutes_issue, sign_in_paper
from services.notice_papers import notice_issue, slip_issue
from services.register_examples import a_book, a_half_year, a_request, a_round, an_extract
from services.sheet_papers import agreement_issue, sheet_issue

_MARK = "VÍ DỤ, KHÔNG CÓ GIÁ TRỊ. Người và việc nêu ở đây là tưởng tượng."


def example(kind: str, words: Wording, actor: Actor, say: Say) -> Paper:
    """A paper of a kind in the words of a version, marked as an example, without a code."""
    made = _EXAMPLES[kind](stage_of(actor, say), words)
    mark: tuple[Block, ...] = (Text((Run(_MARK, bold=True),), align="center"),)
    return replace(made, name=f"Ví dụ {made.name}", blocks=(*mark, *made.blocks, *mark))


def _letter(stage: Stage, words: Wording) -> Paper:
    content = Content(
        superior="Đảng bộ tỉnh Ví Dụ",
        issuer=COMMITTEE,
        number=f"01-GGT/{words.symbols['committee']}",
        place="Ví Dụ",
        issued_on=stage.on.isoformat(),
        commune="Đảng ủy phường Ví Dụ",
        cell=stage.cell.name,
        basis="Quy định số 213-QĐ/TW ngày 02/01/2020",
        name=NAME,
        sex=Sex.FEMALE,
        born=BORN,
        admitted="2010-02-03",
        official="2011-02-03",
        member_cell=MEMBER_CELL,
        member_committee="Đảng bộ Sở Ví Dụ",
        residence=HOME,
        category=Category.EXEMPT,
        office=Office.SECRETARY,
        signer=CHAIR,
    )
    return letter_paper(content, words)


def _meeting(stage: Stage) -> Meeting:
    return Meeting(
        ref="",
        cell=stage.cell,
        kind=MeetingKind.PERIODIC,
        starts_at=stage.at,
        on=stage.on,
        place="Nhà văn hóa Tổ dân phố 5",
        link="https://hop.example/vi-du",
        agenda="Thông báo tình hình; lấy ý kiến; việc khác",
    )


def _invitation(stage: Stage, words: Wording) -> Paper:
    return invitation_paper(stage.actor, _meeting(stage), stage.on, words)


def _seats() -> list[SeatLine]:
    statuses = (
        AttendanceStatus.PRESENT,
        AttendanceStatus.EXCUSED,
        AttendanceStatus.UNEXCUSED,
        AttendanceStatus.ABSENT,
    )
    names = (NAME, CHAIR, NOTES, "Phạm Văn Nháp")
    return [
        SeatLine(
            number=number,
            member_id=0,
            member_ref="",
            name=name,
            born=BORN,
            workplace=COMMITTEE,
            is_guest=False,
            status=status,
            source=None,
            arrived_at=None,
            has_account=False,
        )
        for number, (name, status) in enumerate(zip(names, statuses, strict=True), start=1)
    ]


def _sign_in(stage: Stage, words: Wording) -> Paper:
    return sign_in_paper(_meeting(stage), _seats(), "https://so.example/vi-du", words)


def _minutes(stage: Stage, words: Wording) -> Paper:
    shown = Minutes(
        edition=2,
        agenda="Thông báo tình hình; lấy ý kiến.",
        information="Tình hình của tổ dân phố trong sáu tháng.",
        theme="Xây dựng tổ dân phố văn hóa.",
        discussion="Các đồng chí có mặt thảo luận.",
        conclusions="Chi bộ thống nhất.",
        chair=CHAIR,
        note_taker=NOTES,
        ended_at=stage.at + timedelta(hours=1),
        amended_because="ghi thiếu một ý kiến",
        number_text=f"01-BB/{words.symbols['cell']}",
    )
    counts = Counts(
        in_room=1, online=1, absent=1, excused=1, unexcused=1, unsaid=1, guests=1, guests_present=1
    )
    return minutes_issue(_meeting(stage), shown, _seats(), counts, []).write(words)


def _sheet(stage: Stage, words: Wording) -> Paper:
    content = SheetContent(
        superior="Đảng bộ phường Ví Dụ",
        issuer=stage.cell.name,
        commune="Đảng ủy phường Ví Dụ",
        place="Ví Dụ",
        signed_on=stage.on.isoformat(),
        title="Phiếu nhận xét",
        opening="Chi bộ nhận xét đảng viên đang công tác giữ mối liên hệ với nơi cư trú:",
        year=stage.on.year,
        purpose=EvaluationPurpose.YEARLY,
        start=f"{stage.on.year}-01-01",
        end=stage.on.isoformat(),
        name=NAME,
        born=BORN,
        member_cell=MEMBER_CELL,
        member_committee=COMMITTEE,
        residence=HOME,
        met_on=stage.on.isoformat(),
        minutes=f"02-BB/{words.symbols['cell']}",
        lines=(Line(name="Tiêu chí ví dụ", levels=("Tốt", "Khá", "Trung bình"), ticked=1),),
        remarks="Không có.",
        duties=("nhiệm vụ 1",),
        unassessable_because=None,
        has_committee=True,
        office=Office.SECRETARY,
        signer=CHAIR,
    )
    shown = Signed(
        edition=2, content=content, dissent=None, agreement=None, confirmed_at=stage.at, confirmed_by=NOTES
    )
    return sheet_issue(Evaluation(ref="", form=Category.FULL), shown, []).write(words)


def _agreement(stage: Stage, words: Wording) -> Paper:
    people = (("secretary", CHAIR), ("committee", NOTES), ("front", "Phạm Văn Nháp"))
    found = EvaluationAgreement(
        ref="",
        cell=stage.cell,
        on=stage.on,
        place="Nhà văn hóa Tổ dân phố 5",
        people=[{"role": role, "name": name} for role, name in people],
        note_taker=NOTES,
        discussion="Các đồng chí có mặt thảo luận.",
        has_committee=True,
        number_text=f"02-BB/{words.symbols['cell']}",
    )
    sheet = Evaluation(member=Member(full_name=NAME, born=BORN))
    return agreement_issue(found, [EvaluationVersion(evaluation=sheet)]).write(words)


def _told(stage: Stage) -> Notice:
    change = ResidenceMove(
        word=ChangeWord.RESIDENCE_MOVE,
        new_place=Place(name="Phường Mẫu"),
        new_unit="Tổ dân phố 7",
        new_registration=Registration.PERMANENT,
        effective_on=stage.on,
        decision_number="45-QĐ/ĐU",
        decided_on=stage.on,
        decided_by=COMMITTEE,
        note="Ghi chú ví dụ.",
    )
    return Notice(
        ref="",
        change=change,
        member=Member(full_name=NAME, born=BORN),
        sender=stage.committee,
        receiver=stage.cell,
        state=NoticeState.SENT,
        sent_on=stage.on,
        due_on=stage.on + timedelta(days=7),
        acknowledged_at=stage.at,
        acknowledged_by=Account(full_name=CHAIR),
    )


def _notice(stage: Stage, words: Wording) -> Paper:
    return notice_issue(_told(stage), [stage.cell.name], stage.say, with_address=False).write(words)


def _slip(stage: Stage, words: Wording) -> Paper:
    issue = slip_issue(_told(stage))
    if issue is None:
        raise RuntimeError("the invented notice was acknowledged")
    return issue.write(words)


def _slips(stage: Stage, words: Wording) -> Paper:
    values = {
        "organisation": stage.cell.name,
        "phone": "678",
        "address": "so.example/activate",
        "code": "0000 0000",
        "sign_in_name": "vidu",
        "until": f"{stage.on:%d/%m/%Y}",
        "office": "0912 345 678",
    }
    return slips_paper([Printed(NAME, "https://so.example/activate", values)], words.of("slips"), stage.on)


_EXAMPLES: Mapping[str, Callable[[Stage, Wording], Paper]] = {
    "letter": _letter,
    "invitation": _invitation,
    "sign_in": _sign_in,
    "minutes": _minutes,
    "sheet": _sheet,
    "agreement": _agreement,
    "notice": _notice,
    "notice_slip": _slip,
    "request": a_request,
    "round_request": a_round,
    "book": a_book,
    "extract": an_extract,
    "half_year": a_half_year,
    "slips": _slips,
}
