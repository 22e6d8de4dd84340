"""Papers of evaluations: the sheet, forms 3a and 3b of Guidance 33, and the minutes of the meeting that agreed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from domain.numbering import document_date, known_day
from domain.papers.blocks import (
    DOTS,
    Block,
    Heading,
    Letterhead,
    Paper,
    Signature,
    Signatures,
    Text,
    Ticks,
    Title,
    plain,
)
from domain.papers.letter import dateline
from domain.papers.signing import signed
from domain.papers.wording import Values, Wording, Writer
from domain.sheet_papers import SheetContent
from domain.signatories import body_of
from models import Evaluation, EvaluationAgreement, EvaluationVersion, Objection
from models.vocabulary import Category, EvaluationPurpose, Outcome, ReplyKind
from models.vocabulary import Paper as Kind
from queries.evaluations import Signed
from services.documents import Issue
from services.paper_heads import head_of_cell

_FORMS = {Category.FULL: Kind.FULL_SHEET, Category.EXEMPT: Kind.EXEMPT_SHEET}


def sheet_issue(sheet: Evaluation, shown: Signed, replies: Sequence[Objection]) -> Issue:
    """A signed sheet in the official form, with what the member answered (BR-20)."""
    return Issue(
        kind=_FORMS[sheet.form],
        subject_ref=sheet.ref,
        edition=shown.edition,
        issuer_id=sheet.cell_id,
        write=partial(_sheet_paper, shown, replies),
    )


def _sheet_paper(shown: Signed, replies: Sequence[Objection], words: Wording) -> Paper:
    content = shown.content
    write = Writer(words.of("sheet"), _values(shown))
    head = Letterhead(
        issuer=content.issuer,
        superior=content.superior,
        dateline=dateline(content.place, document_date(content.day)),
    )
    about = (write.line("year"),) if content.purpose is EvaluationPurpose.YEARLY else ()
    blocks: tuple[Block, ...] = (
        head,
        Title(content.title.upper(), about),
        *([write.text("amended")] if shown.edition > 1 else []),
        Text(plain(content.opening)),
        *(write.text(key) for key in ("minutes", "person", "works")),
        *([write.text("lives")] if content.residence else []),
        write.text("period"),
        *_said(write, content),
        *([write.text("duties")] if content.duties else []),
        write.text("remarks"),
        _signatures(write, shown, words),
        *_replies(write, replies),
    )
    return Paper(write.line("file_name"), content.day, blocks, words.layout)


def agreement_issue(found: EvaluationAgreement, versions: Sequence[EvaluationVersion]) -> Issue:
    """The minutes of the meeting that agreed on sheets, to be signed by both sides (BR-04)."""
    return Issue(
        kind=Kind.AGREEMENT_MINUTES,
        subject_ref=found.ref,
        issuer_id=found.cell_id,
        number=found.number_text,
        write=partial(_agreement_paper, found, versions),
    )


def _agreement_paper(
    found: EvaluationAgreement, versions: Sequence[EvaluationVersion], words: Wording
) -> Paper:
    people = [one["name"] for one in found.people if one["role"] != "front"]
    front = [one["name"] for one in found.people if one["role"] == "front"]
    values = {
        "number": found.number_text,
        "place": found.place or DOTS,
        "cell": "Chi ủy" if found.has_committee else "Chi bộ (không có chi ủy)",
        "people": ", ".join(people),
        "front": "; ".join(front),
        "note_taker": found.note_taker,
    }
    write = Writer(words.of("agreement"), values)
    said: list[Block] = []
    if found.discussion:
        said = [Heading(write.line("discussion")), Text(plain(found.discussion))]
    blocks: tuple[Block, ...] = (
        head_of_cell(found.cell, found.on, found.number_text),
        Title(write.line("title"), (write.line("about"),)),
        write.text("place"),
        Heading(write.line("present")),
        *(write.text(key) for key in ("cell", "front", "note_taker")),
        Heading(write.line("each")),
        *(_agreed(number, one) for number, one in enumerate(versions, start=1)),
        *said,
        Signatures(
            Signature((write.line("front_signs"),)),
            signed(words, body_of(is_cell=True, has_committee=found.has_committee)),
        ),
    )
    return Paper(write.line("file_name"), found.on, blocks, words.layout)


def _values(shown: Signed) -> Values:
    content = shown.content
    return {
        "year": str(content.year),
        "edition": str(shown.edition),
        "minutes": content.minutes,
        "met": document_date(content.meeting_day),
        "name": content.name,
        "born": known_day(content.born),
        "cell": content.member_cell,
        "committee": content.member_committee or "",
        "residence": content.residence or "",
        "start": known_day(content.start),
        "end": known_day(content.end),
        "because": content.unassessable_because or "",
        "duties": "; ".join(content.duties),
        "remarks": content.remarks or DOTS,
        "commune": content.commune.upper(),
    }


def _said(write: Writer, content: SheetContent) -> Iterable[Block]:
    if content.unassessable_because:
        yield write.text("newcomer")
        return
    for number, line in enumerate(content.lines, start=1):
        yield Heading(f"{number}. {line.name}")
        yield Ticks(line.levels, line.ticked)


def _signatures(write: Writer, shown: Signed, words: Wording) -> Signatures:
    content = shown.content
    day = (document_date(shown.confirmed_on),) if shown.confirmed_on else ()
    return Signatures(
        Signature((write.line("confirms"),), shown.confirmed_by or "", day),
        signed(words, content.signs_for, content.office, content.signer),
    )


def _replies(write: Writer, replies: Sequence[Objection]) -> Iterable[Block]:
    if replies:
        yield Heading(write.line("replies"))
    for one in replies:
        kind = "đề nghị xem xét lại" if one.kind is ReplyKind.OBJECTION else "ý kiến"
        yield Text(plain(f"{document_date(one.made_on).capitalize()}, {kind}: {one.text}"))
        if one.answer and one.answered_on:
            kept = "giữ nguyên phiếu" if one.outcome is Outcome.KEPT else "sửa bằng bản mới"
            yield Text(plain(f"Chi bộ trả lời {document_date(one.answered_on)} ({kept}): {one.answer}"))


def _agreed(number: int, one: EvaluationVersion) -> Text:
    member = one.evaluation.member
    how = f"thống nhất, có ý kiến khác: {one.dissent}" if one.dissent else "thống nhất theo phiếu."
    return Text(plain(f"{number}. Đồng chí {member.full_name} ({member.birth_year}): {how}"))
