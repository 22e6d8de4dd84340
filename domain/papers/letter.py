"""The introduction letter, form 1-213, as a paper (Regulation 213, article 3; Guidance 33)."""

from __future__ import annotations

from domain.letters import Content
from domain.numbering import document_date, known_day
from domain.papers.blocks import Addressees, Block, Letterhead, Paper, Signature, Signatures, Title
from domain.papers.signing import signed
from domain.papers.wording import Values, Wording, Writer
from models.vocabulary import Category, Sex

DAY_TO_WRITE = "ngày …………"
_SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: ""}


def letter_paper(content: Content, words: Wording) -> Paper:
    """A letter as it was signed, with the room in which the residence notes its reception."""
    write = Writer(words.of("letter"), values_of(content))
    exempt = [write.text("exempt")] if content.category is Category.EXEMPT else []
    blocks: tuple[Block, ...] = (
        Letterhead(
            superior=content.superior,
            issuer=content.issuer,
            number=content.number,
            dateline=dateline(content.place, document_date(content.day)),
        ),
        Title(write.line("title"), has_rule=False),
        Addressees(write.line("to"), tuple(one for one in (content.commune, content.cell) if one)),
        write.text("basis"),
        write.text("issuer", align="center"),
        *(write.text(key) for key in ("person", "born", "admitted", "works", "lives")),
        *exempt,
        write.text("request"),
        Signatures(
            Signature((write.line("reception_title"),), notes=_lines(write, "received", "assigned")),
            signed(words, content.signs_for, content.office, content.signer or ""),
        ),
    )
    return Paper(write.line("file_name"), content.day, blocks, words.layout)


def values_of(content: Content) -> Values:
    """What the sentences of a letter may name."""
    return {
        "number": content.number,
        "basis": content.basis,
        "issuer": content.issuer.upper(),
        "name": content.name,
        "sex": _SEXES[content.sex],
        "born": known_day(content.born),
        "admitted": known_day(content.admitted) if content.admitted else DAY_TO_WRITE,
        "official": known_day(content.official) if content.official else DAY_TO_WRITE,
        "cell": content.member_cell,
        "committee": content.member_committee or "",
        "residence": content.residence,
        "commune": content.commune,
    }


def dateline(place: str, day: str) -> str:
    """Vinh, ngày 05 tháng 02 năm 2026; the day alone where no place is known."""
    return f"{place}, {day}" if place else day


def _lines(write: Writer, *keys: str) -> tuple[str, ...]:
    return tuple(write.line(key) for key in keys)
