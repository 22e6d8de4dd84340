"""A notice of a change and the acknowledgement of it, as papers of the house: no official form is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from adapters import clock
from domain.numbering import document_date, known_day
from domain.papers.blocks import (
    DOTS,
    Addressees,
    Block,
    Letterhead,
    Paper,
    Run,
    Signatures,
    Text,
    Title,
)
from domain.papers.signing import signed
from domain.papers.wording import Say, Values, Wording, Writer
from domain.signatories import body_of
from models import Change, Notice
from models.vocabulary import DocumentState, NoticeState, OrganisationKind
from models.vocabulary import Paper as Kind
from services.documents import Issue

_LINES = (
    # a sentence of the notice, and the value without which it is left out
    ("person", "name"),
    ("what", "what"),
    ("to_where", "to_where"),
    ("sanction", "sanction"),
    ("home", "home"),
    ("category", "category"),
    ("effective", "effective"),
    ("decision", "decision"),
    ("note", "note"),
    ("ask", "due"),
)


def notice_issue(notice: Notice, receivers: Sequence[str], say: Say, *, with_address: bool) -> Issue:
    """What a notice tells, for all to whom the change was told; the address for those alone who may read it."""
    is_withdrawn = notice.state is NoticeState.WITHDRAWN
    return Issue(
        kind=Kind.NOTICE,
        subject_ref=notice.ref,
        issuer_id=notice.sender_id,
        write=partial(_notice_paper, notice, receivers, _values(notice, say, with_address=with_address)),
        state=DocumentState.WITHDRAWN if is_withdrawn else DocumentState.VALID,
    )


def _notice_paper(notice: Notice, receivers: Sequence[str], values: Values, words: Wording) -> Paper:
    write = Writer(words.of("notice"), values)
    blocks: tuple[Block, ...] = (
        Letterhead(issuer=notice.sender.name, dateline=document_date(notice.sent_on)),
        Title(write.line("title"), (write.line("about"),)),
        Addressees(write.line("to"), tuple(receivers)),
        *(write.text(key) for key, needed in _LINES if values[needed]),
        Signatures(None, signed(words, _body(notice.sender.kind))),
        _small(write.line("inside")),
    )
    return Paper(write.line("file_name"), notice.sent_on, blocks, words.layout)


def slip_issue(notice: Notice) -> Issue | None:
    """That a notice was received, by whom and when; none while nobody has."""
    if notice.acknowledged_at is None or notice.acknowledged_by is None:
        return None
    return Issue(
        kind=Kind.NOTICE_SLIP,
        subject_ref=notice.ref,
        issuer_id=notice.receiver_id,
        write=partial(_slip_paper, notice, notice.acknowledged_at, notice.acknowledged_by.full_name),
    )


def _slip_paper(notice: Notice, acknowledged_at: datetime, by: str, words: Wording) -> Paper:
    on, local = clock.day_of(acknowledged_at), acknowledged_at.astimezone(clock.HERE)
    values = {
        "receiver": notice.receiver.name,
        "sender": notice.sender.name,
        "sent": document_date(notice.sent_on),
        "name": notice.member.full_name,
        "born": known_day(notice.member.born),
        "by": by,
        "at": f"{local.hour} giờ {local.minute:02d}, {document_date(on)}",
        "remark": DOTS,
    }
    write = Writer(words.of("notice_slip"), values)
    blocks: tuple[Block, ...] = (
        Letterhead(issuer=notice.receiver.name, dateline=document_date(on)),
        Title(write.line("title"), (write.line("about"),)),
        Addressees(write.line("to"), (notice.sender.name,)),
        *(write.text(key) for key in ("received", "by", "remark")),
        Signatures(None, signed(words, _body(notice.receiver.kind), None, by)),
        _small(write.line("inside")),
    )
    return Paper(write.line("file_name"), on, blocks, words.layout)


def _values(notice: Notice, say: Say, *, with_address: bool) -> Values:
    change, member = notice.change, notice.member
    return {
        "name": member.full_name,
        "born": known_day(member.born),
        "what": say(change.word),
        "detail": change.post or change.title or "",
        "to_where": change.to_name or "",
        "sanction": say(change.sanction_form) if change.sanction_form else "",
        "home": _home(change, with_address=with_address),
        "registration": say(change.new_registration) if change.new_registration else "",
        "category": say(change.new_category) if change.new_category else "",
        "reason": say(change.exemption_reason) if change.exemption_reason else "",
        "basis": change.exemption_basis or "",
        "effective": document_date(change.effective_on),
        "until": document_date(change.until_on) if change.until_on else "",
        "review": document_date(change.review_on) if change.review_on else "",
        "decision": change.decision_number or "",
        "decided_on": document_date(change.decided_on) if change.decided_on else "",
        "decided_by": change.decided_by or "",
        "note": change.note or "",
        "due": document_date(notice.due_on),
    }


def _home(change: Change, *, with_address: bool) -> str:
    if change.new_place is None:
        return ""
    parts = (change.new_address if with_address else None, change.new_unit, change.new_place.name)
    return ", ".join(part for part in parts if part)


def _body(kind: OrganisationKind) -> str:
    return body_of(is_cell=kind.is_cell, has_committee=False)


def _small(text: str) -> Text:
    return Text((Run(text, italic=True),))
