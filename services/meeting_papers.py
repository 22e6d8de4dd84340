"""Papers of a meeting: the invitation, the list to sign on, the minutes (article 4; no official form is known)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial

from access import Actor
from adapters import clock
from domain.meetings import Counts
from domain.numbering import document_date
from domain.papers.blocks import (
    DOTS,
    Block,
    Code,
    Column,
    Grid,
    Heading,
    Paper,
    Run,
    Signature,
    Signatures,
    Text,
    Title,
    plain,
)
from domain.papers.signing import signed
from domain.papers.wording import Values, Wording, Writer, headed
from models import Meeting, Minutes, Opinion
from models.vocabulary import AttendanceStatus, MeetingKind, Office
from models.vocabulary import Paper as Kind
from queries.meetings import SeatLine
from services.documents import Issue
from services.paper_heads import body_signing, head_of_cell

_PARTS = ("agenda", "information", "theme", "discussion")
_ABSENT = {
    "excused": AttendanceStatus.EXCUSED,
    "unexcused": AttendanceStatus.UNEXCUSED,
    "absent": AttendanceStatus.ABSENT,
}
_SIGN_IN = (
    Column("number", 7, "center"),
    Column("name", 35),
    Column("work", 34),
    Column("signature", 24),
)


def invitation_paper(actor: Actor, meeting: Meeting, on: date, words: Wording) -> Paper:
    """The invitation of one page, on which a name is written by hand."""
    write = Writer(words.of("invitation"), _meeting_values(meeting))
    parts = [key for key in ("link", "agenda") if getattr(meeting, key)]
    office = actor.office or Office.SECRETARY
    signature = signed(words, body_signing(meeting.cell), office, actor.person_name)
    blocks: tuple[Block, ...] = (
        head_of_cell(meeting.cell, on),
        Title(write.line("title")),
        *(write.text(key) for key in ("invites", "works", "to", "time", "place", *parts, "request")),
        Signatures(None, signature),
    )
    return Paper(write.line("file_name"), on, blocks, words.layout)


def sign_in_paper(meeting: Meeting, seats: Sequence[SeatLine], door: str, words: Wording) -> Paper:
    """The list on which those present sign, with the numbers of the screen and the code for telephones."""
    write = Writer(words.of("sign_in"), _meeting_values(meeting))
    rows = tuple(
        (str(seat.number), f"{seat.name} (khách mời)" if seat.is_guest else seat.name, seat.workplace, "")
        for seat in seats
    )
    blocks: tuple[Block, ...] = (
        head_of_cell(meeting.cell),
        Title(write.line("title"), (write.line("about"),)),
        write.text("when"),
        Grid(headed(write, _SIGN_IN), rows, tall=True),
        Code(door, write.line("door")),
    )
    return Paper(write.line("file_name"), meeting.on, blocks, words.layout)


def minutes_issue(
    meeting: Meeting,
    shown: Minutes,
    seats: Sequence[SeatLine],
    counts: Counts,
    opinions: Sequence[Opinion],
) -> Issue:
    """One edition of the minutes, with those absent and the opinions raised."""
    return Issue(
        kind=Kind.MEETING_MINUTES,
        subject_ref=meeting.ref,
        edition=shown.edition,
        issuer_id=meeting.cell_id,
        number=shown.number_text,
        write=partial(_minutes_paper, meeting, shown, seats, counts, opinions),
    )


def _minutes_paper(
    meeting: Meeting,
    shown: Minutes,
    seats: Sequence[SeatLine],
    counts: Counts,
    opinions: Sequence[Opinion],
    words: Wording,
) -> Paper:
    write = Writer(words.of("minutes"), _minutes_values(meeting, shown, seats, counts))
    marks = [
        *(["draft"] if not shown.signed_at else []),
        *(["amended"] if shown.amended_because else []),
    ]
    absent = [key for key, status in _ABSENT.items() if any(seat.status is status for seat in seats)]
    blocks: tuple[Block, ...] = (
        head_of_cell(meeting.cell, meeting.on, shown.number_text),
        Title(write.line("title"), (write.line("about"),)),
        *(write.text(key) for key in (*marks, "begins", "place", "people")),
        *_numbered(_parts(write, shown, absent, opinions)),
        write.text("ends"),
        Signatures(
            Signature((write.line("note_taker_signs"),), shown.note_taker or ""),
            Signature((write.line("chair_signs"),), shown.chair or ""),
        ),
    )
    return Paper(write.line("file_name"), meeting.on, blocks, words.layout)


def _parts(
    write: Writer, shown: Minutes, absent: Iterable[str], opinions: Sequence[Opinion]
) -> list[tuple[str, list[Text]]]:
    """The parts of minutes by their titles; one about which nothing was written is left out."""
    parts = [(write.line("present"), [write.text(key) for key in ("counts", *absent)])]
    parts += [(write.line(key), _paragraphs(getattr(shown, key))) for key in _PARTS if getattr(shown, key)]
    raised = [one for one in opinions if shown.signed_at is None or one.created_at <= shown.signed_at]
    if raised:
        parts.append((write.line("opinions"), [_opinion(one) for one in raised]))
    return [*parts, (write.line("conclusions"), _paragraphs(shown.conclusions or DOTS))]


def _numbered(parts: Iterable[tuple[str, list[Text]]]) -> list[Block]:
    blocks: list[Block] = []
    for number, (title, texts) in enumerate(parts, start=1):
        blocks += [Heading(f"{number}. {title}"), *texts]
    return blocks


def _paragraphs(text: str) -> list[Text]:
    return [Text(plain(line)) for line in text.splitlines() if line.strip()]


def _opinion(one: Opinion) -> Text:
    """What was raised; what becomes of it afterwards stands in the book and changes no minutes."""
    who = f"Đồng chí {one.member.full_name}: " if one.member else ""
    return Text((Run(f"- {who}{one.text}"),))


def _minutes_values(meeting: Meeting, shown: Minutes, seats: Sequence[SeatLine], counts: Counts) -> Values:
    names = {
        f"names_{key}": ", ".join(seat.name for seat in seats if seat.status is status)
        for key, status in _ABSENT.items()
    }
    return {
        **_meeting_values(meeting),
        **names,
        "number": shown.number_text or "",
        "edition": str(shown.edition),
        "reason": shown.amended_because or "",
        "online": ", kết hợp trực tuyến" if meeting.place and meeting.link else "",
        "chair": shown.chair or DOTS,
        "note_taker": shown.note_taker or DOTS,
        "base": str(counts.base),
        "present": str(counts.present),
        "present_online": _some(counts.online),
        "excused": str(counts.excused),
        "unexcused": str(counts.unexcused),
        "absent": _some(counts.absent),
        "unsaid": _some(counts.unsaid),
        "guests": _some(counts.guests_present),
        "ended": _ended(meeting, shown),
    }


def _meeting_values(meeting: Meeting) -> Values:
    return {
        "issuer": meeting.cell.name,
        "meeting": called(meeting),
        "time": f"{_hour(meeting.starts_at)}, {document_date(meeting.on)}",
        "place": meeting.place or "họp trực tuyến",
        "link": meeting.link or "",
        "agenda": meeting.agenda or "",
    }


def called(meeting: Meeting) -> str:
    """How papers name a meeting: cuộc họp 6 tháng đầu năm 2026."""
    if meeting.kind is MeetingKind.PERIODIC:
        return f"cuộc họp 6 tháng {'đầu' if meeting.on.month <= 6 else 'cuối'} năm {meeting.on.year}"
    more = {MeetingKind.THEMATIC: " chuyên đề", MeetingKind.PEOPLE: " nhân dân"}
    return f"cuộc họp{more.get(meeting.kind, '')}"


def _ended(meeting: Meeting, shown: Minutes) -> str:
    if shown.ended_at is None:
        return "…… giờ …… cùng ngày"
    same_day = clock.day_of(shown.ended_at) == meeting.on
    return f"{_hour(shown.ended_at)} cùng ngày" if same_day else _hour(shown.ended_at)


def _hour(moment: datetime) -> str:
    local = moment.astimezone(clock.HERE)
    return f"{local.hour} giờ {local.minute:02d}"


def _some(count: int) -> str:
    """A count that is left out when it is nothing."""
    return str(count) if count else ""
