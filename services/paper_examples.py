"""Each kind of paper about invented people, to look at what a sentence or a margin becomes; entered nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from access import Actor
from adapters import clock
from domain.letters import Content
from domain.meetings import Counts
from domain.papers.blocks import Block, Paper, Run, Text
from domain.papers.letter import letter_paper
from domain.papers.slips import Printed, slips_paper
from domain.papers.wording import Wording
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
    Organisation,
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
    OrganisationKind,
    Registration,
    Sex,
)
from queries.evaluations import Signed
from queries.meetings import SeatLine
from services.meeting_papers import invitation_paper, minutes_issue, sign_in_paper
from services.notice_papers import Say, notice_issue, slip_issue
from services.sheet_papers import agreement_issue, sheet_issue

_MARK = "VÍ DỤ, KHÔNG CÓ GIÁ TRỊ. Người và việc nêu ở đây là tưởng tượng."
_NAME, _BORN, _HOME = "Nguyễn Thị Ví Dụ", "1988-05-12", "12 Lê Lợi, phường Ví Dụ, tỉnh Ví Dụ"
_MEMBER_CELL, _COMMITTEE = "Chi bộ Phòng Nghiệp vụ", "Đảng ủy Sở Ví Dụ"
_CHAIR, _NOTES = "Trần Văn Mẫu", "Lê Thị Thử"


@dataclass(frozen=True, slots=True)
class _Stage:
    """Where and when the invented things happen."""

    actor: Actor
    say: Say
    on: date
    at: datetime
    cell: Organisation
    committee: Organisation


def example(kind: str, words: Wording, actor: Actor, say: Say) -> Paper:
    """A paper of a kind in the words of a version, marked as an example, without a code."""
    made = _EXAMPLES[kind](_stage(actor, say), words)
    mark: tuple[Block, ...] = (Text((Run(_MARK, bold=True),), align="center"),)
    return replace(made, name=f"Ví dụ {made.name}", blocks=(*mark, *made.blocks, *mark))


def _stage(actor: Actor, say: Say) -> _Stage:
    place = Place(name="Phường Ví Dụ")
    ward = Organisation(
        kind=OrganisationKind.COMMUNE_COMMITTEE, name="Đảng ủy phường Ví Dụ", place=place, has_committee=True
    )
    cell = Organisation(
        kind=OrganisationKind.RESIDENCE_CELL, name="Chi bộ Tổ dân phố 5", parent=ward, has_committee=True
    )
    committee = Organisation(kind=OrganisationKind.WORKPLACE_COMMITTEE, name=_COMMITTEE)
    secretary = replace(actor, office=Office.SECRETARY, person_name=_CHAIR)
    return _Stage(secretary, say, clock.today(), clock.now(), cell, committee)


def _letter(stage: _Stage, words: Wording) -> Paper:
    content = Content(
        superior="Đảng bộ tỉnh Ví Dụ",
        issuer=_COMMITTEE,
        number=f"01-GGT/{words.symbols['committee']}",
        place="Ví Dụ",
        issued_on=stage.on.isoformat(),
        commune="Đảng ủy phường Ví Dụ",
        cell=stage.cell.name,
        basis="Quy định số 213-QĐ/TW ngày 02/01/2020",
        name=_NAME,
        sex=Sex.FEMALE,
        born=_BORN,
        admitted="2010-02-03",
        official="2011-02-03",
        member_cell=_MEMBER_CELL,
        member_committee="Đảng bộ Sở Ví Dụ",
        residence=_HOME,
        category=Category.EXEMPT,
        office=Office.SECRETARY,
        signer=_CHAIR,
    )
    return letter_paper(content, words.of("letter"), words.layout)


def _meeting(stage: _Stage) -> Meeting:
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


def _invitation(stage: _Stage, words: Wording) -> Paper:
    return invitation_paper(stage.actor, _meeting(stage), stage.on, words)


def _seats() -> list[SeatLine]:
    statuses = (
        AttendanceStatus.PRESENT,
        AttendanceStatus.EXCUSED,
        AttendanceStatus.UNEXCUSED,
        AttendanceStatus.ABSENT,
    )
    names = (_NAME, _CHAIR, _NOTES, "Phạm Văn Nháp")
    return [
        SeatLine(
            number=number,
            member_id=0,
            member_ref="",
            name=name,
            born=_BORN,
            workplace=_COMMITTEE,
            is_guest=False,
            status=status,
            source=None,
            arrived_at=None,
            has_account=False,
        )
        for number, (name, status) in enumerate(zip(names, statuses, strict=True), start=1)
    ]


def _sign_in(stage: _Stage, words: Wording) -> Paper:
    return sign_in_paper(_meeting(stage), _seats(), "https://so.example/vi-du", words)


def _minutes(stage: _Stage, words: Wording) -> Paper:
    shown = Minutes(
        edition=2,
        agenda="Thông báo tình hình; lấy ý kiến.",
        information="Tình hình của tổ dân phố trong sáu tháng.",
        theme="Xây dựng tổ dân phố văn hóa.",
        discussion="Các đồng chí có mặt thảo luận.",
        conclusions="Chi bộ thống nhất.",
        chair=_CHAIR,
        note_taker=_NOTES,
        ended_at=stage.at + timedelta(hours=1),
        amended_because="ghi thiếu một ý kiến",
        number_text=f"01-BB/{words.symbols['cell']}",
    )
    counts = Counts(
        in_room=1, online=1, absent=1, excused=1, unexcused=1, unsaid=1, guests=1, guests_present=1
    )
    return minutes_issue(_meeting(stage), shown, _seats(), counts, []).write(words)


def _sheet(stage: _Stage, words: Wording) -> Paper:
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
        name=_NAME,
        born=_BORN,
        member_cell=_MEMBER_CELL,
        member_committee=_COMMITTEE,
        residence=_HOME,
        met_on=stage.on.isoformat(),
        minutes=f"02-BB/{words.symbols['cell']}",
        lines=(Line(name="Tiêu chí ví dụ", levels=("Tốt", "Khá", "Trung bình"), ticked=1),),
        remarks="Không có.",
        duties=("nhiệm vụ 1",),
        unassessable_because=None,
        has_committee=True,
        office=Office.SECRETARY,
        signer=_CHAIR,
    )
    shown = Signed(
        edition=2, content=content, dissent=None, agreement=None, confirmed_at=stage.at, confirmed_by=_NOTES
    )
    return sheet_issue(Evaluation(ref="", form=Category.FULL), shown, []).write(words)


def _agreement(stage: _Stage, words: Wording) -> Paper:
    people = (("secretary", _CHAIR), ("committee", _NOTES), ("front", "Phạm Văn Nháp"))
    found = EvaluationAgreement(
        ref="",
        cell=stage.cell,
        on=stage.on,
        place="Nhà văn hóa Tổ dân phố 5",
        people=[{"role": role, "name": name} for role, name in people],
        note_taker=_NOTES,
        discussion="Các đồng chí có mặt thảo luận.",
        has_committee=True,
        number_text=f"02-BB/{words.symbols['cell']}",
    )
    sheet = Evaluation(member=Member(full_name=_NAME, born=_BORN))
    return agreement_issue(found, [EvaluationVersion(evaluation=sheet)]).write(words)


def _told(stage: _Stage) -> Notice:
    change = ResidenceMove(
        word=ChangeWord.RESIDENCE_MOVE,
        new_place=Place(name="Phường Mẫu"),
        new_unit="Tổ dân phố 7",
        new_registration=Registration.PERMANENT,
        effective_on=stage.on,
        decision_number="45-QĐ/ĐU",
        decided_on=stage.on,
        decided_by=_COMMITTEE,
        note="Ghi chú ví dụ.",
    )
    return Notice(
        ref="",
        change=change,
        member=Member(full_name=_NAME, born=_BORN),
        sender=stage.committee,
        receiver=stage.cell,
        state=NoticeState.SENT,
        sent_on=stage.on,
        due_on=stage.on + timedelta(days=7),
        acknowledged_at=stage.at,
        acknowledged_by=Account(full_name=_CHAIR),
    )


def _notice(stage: _Stage, words: Wording) -> Paper:
    return notice_issue(_told(stage), [stage.cell.name], stage.say, with_address=False).write(words)


def _slip(stage: _Stage, words: Wording) -> Paper:
    issue = slip_issue(_told(stage))
    if issue is None:
        raise RuntimeError("the invented notice was acknowledged")
    return issue.write(words)


def _slips(stage: _Stage, words: Wording) -> Paper:
    values = {
        "organisation": stage.cell.name,
        "phone": "678",
        "address": "so.example/activate",
        "code": "0000 0000",
        "sign_in_name": "vidu",
        "until": f"{stage.on:%d/%m/%Y}",
        "office": "0912 345 678",
    }
    return slips_paper([Printed(_NAME, "https://so.example/activate", values)], words.of("slips"), stage.on)


_EXAMPLES: Mapping[str, Callable[[_Stage, Wording], Paper]] = {
    "letter": _letter,
    "invitation": _invitation,
    "sign_in": _sign_in,
    "minutes": _minutes,
    "sheet": _sheet,
    "agreement": _agreement,
    "notice": _notice,
    "notice_slip": _slip,
    "slips": _slips,
}
