"""The extract of a member's record: what its page shows to the reader, as of one day (no official form is known)."""

from __future__ import annotations

from datetime import date
from functools import partial

from access import Actor
from adapters.tools import tools
from domain.numbering import document_date, known_day
from domain.papers.blocks import Block, Letterhead, Paper, Signature, Signatures, Title
from domain.papers.wording import Say, Values, Wording, Writer
from models import Residence
from models.vocabulary import Paper as Kind
from queries.members import Record
from services.documents import Issue

_KEY = 12
"""Signs of the reference under which an extract is entered: those of any other reference."""
_LINES = (
    # a sentence of the extract, and the value without which it is left out
    ("person", "name"),
    ("born", "born"),
    ("admitted", "admitted"),
    ("card", "card"),
    ("position", "position"),
    ("phone", "phone"),
    ("works", "work"),
    ("lives", "residence"),
    ("cell", "cell"),
    ("category", "category"),
    ("state", "state"),
)


def office_extract(actor: Actor, record: Record, on: date, say: Say, *, with_address: bool) -> Issue:
    """The extract that an office takes, of the fields that it may read."""
    return _issue(
        record,
        on,
        _values(record, on, say, with_address=with_address),
        taken_by=f"{actor.organisation_ref} {with_address}",
        issuer_id=actor.organisation_id or record.member.workplace_id,
        head=Letterhead(issuer=actor.organisation_name, dateline=document_date(on)),
    )


def own_extract(record: Record, on: date, say: Say) -> Issue:
    """The extract that a member takes of the own record: nobody's letterhead, entered where the record is kept."""
    values = _values(record, on, say, with_address=True)
    return _issue(record, on, values, taken_by="own", issuer_id=record.member.workplace_id, head=None)


def _issue(
    record: Record, on: date, values: Values, *, taken_by: str, issuer_id: int, head: Letterhead | None
) -> Issue:
    """A later day, another office or other rights make another extract: it does not replace this one."""
    return Issue(
        kind=Kind.MEMBER_EXTRACT,
        subject_ref=tools().keys.seal(f"extract {record.member.ref} {taken_by} {on.isoformat()}")[:_KEY],
        issuer_id=issuer_id,
        write=partial(_paper, values, on, head),
    )


def _paper(values: Values, on: date, head: Letterhead | None, words: Wording) -> Paper:
    write = Writer(words.of("extract"), values)
    signed = [Signatures(None, Signature((write.line("signs"),)))] if head else []
    blocks: tuple[Block, ...] = (
        *([head] if head else []),
        Title(write.line("title"), (write.line("about"),)),
        *(write.text(key) for key, needed in _LINES if values[needed]),
        write.text("taken" if head else "taken_by_oneself"),
        *signed,
    )
    return Paper(write.line("file_name"), on, blocks, words.layout)


def _values(record: Record, on: date, say: Say, *, with_address: bool) -> Values:
    member, bond = record.member, record.bond
    return {
        "day": document_date(on),
        "name": member.full_name,
        "sex": say(member.sex) if member.sex else "",
        "born": known_day(member.born),
        "admitted": known_day(member.admitted) if member.admitted else "",
        "official": known_day(member.official) if member.official else "",
        "card": member.card_number or "",
        "position": member.position or "",
        "phone": member.phone or "",
        "work": member.workplace.name,
        "residence": _home(record.home, say, with_address=with_address),
        "cell": bond.residence.name if bond and bond.residence else "",
        "category": say(bond.category) if bond else "",
        "state": say(bond.state) if bond else "",
    }


def _home(home: Residence | None, say: Say, *, with_address: bool) -> str:
    """The residential group alone for who may not read the address, as on the page."""
    if home is None:
        return ""
    if not with_address:
        return home.unit or ""
    parts = ", ".join(part for part in (home.address, home.unit, home.place.name) if part)
    return f"{parts} ({say(home.registration)})"
