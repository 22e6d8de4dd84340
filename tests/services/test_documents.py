"""Papers that prove themselves: entered once, replaced, withdrawn; a changed letter is noticed, guesses wait."""

import random
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlalchemy import func, select

from access import Actor
from adapters import papers
from domain.errors import Refused
from domain.papers.blocks import Heading, Ticks
from models import AuditEntry, DocumentCheck, DocumentFile, IssuedDocument, db
from models.vocabulary import CheckWay, DocumentState, Paper
from services import proofs
from services.documents import HandedOut, Issue, keep_digest, proven, withdraw_papers
from services.proofs import Compare, check_paper
from services.unit import use_case
from tests.support.letters import CONTENT, a_letter_paper
from tests.support.races import one_behind_the_other

REF = "abcdefghjkm0"
NOBODY = Actor.nobody()
HERE = "192.0.2.1"


def proof_of(paper):
    """The code on a paper that has one."""
    assert paper.proof is not None
    return paper.proof


def an_issue(world, paper=None, **more):
    return Issue(
        kind=Paper.INTRODUCTION_LETTER,
        subject_ref=REF,
        issuer_id=world.tax.id,
        number="01-GGT/ĐU",
        write=lambda _words: paper or a_letter_paper(),
        **more,
    )


def entered():
    return list(db.session.scalars(select(IssuedDocument).order_by(IssuedDocument.id)))


def checks():
    found = db.session.scalars(select(DocumentCheck).order_by(DocumentCheck.id))
    return [(one.way, one.matched) for one in found]


def test_a_paper_made_twice_is_the_same_paper(world):
    actor = world.actor("kien")
    first, again = (proven(actor, [an_issue(world)])[0] for _ in range(2))

    assert first.proof == again.proof
    assert len(entered()) == 1
    assert proof_of(first).address.startswith("http://localhost")
    assert proof_of(first).address.endswith(f"/check?code={proof_of(first).code.replace(' ', '')}")


def test_no_word_of_a_paper_stands_in_its_entry_nor_in_the_trail(world):
    proven(world.actor("kien"), [an_issue(world)])

    row = entered()[0]
    told = " ".join(str(getattr(row, column.key)) for column in IssuedDocument.__table__.columns)
    trail = " ".join(
        db.session.scalars(select(AuditEntry.detail).where(AuditEntry.subject == "issued_document"))
    )
    for text in ("Mai", "1988", "Lê Lợi"):
        assert text not in told
        assert text not in trail


def test_a_paper_that_says_something_else_replaces_the_one_before(world):
    actor = world.actor("kien")
    proven(actor, [an_issue(world)])
    proven(actor, [an_issue(world, a_letter_paper(residence="14 Lê Lợi"))])

    before, after = entered()
    assert (before.state, before.replaced_by_id) == (DocumentState.REPLACED, after.id)
    assert after.state is DocumentState.VALID


def test_an_older_version_printed_later_stays_replaced(world):
    actor = world.actor("kien")
    proven(actor, [an_issue(world, a_letter_paper(residence="14 Lê Lợi"), edition=2)])
    older = proven(actor, [an_issue(world)])[0]
    again = proven(actor, [an_issue(world)])[0]

    newer, before = entered()
    assert older.proof == again.proof
    assert (newer.state, before.state) == (DocumentState.VALID, DocumentState.REPLACED)
    assert before.replaced_by_id == newer.id


def test_a_withdrawn_paper_says_so_and_stays_the_same_when_it_is_made_again(world):
    actor = world.actor("kien")
    code = proof_of(proven(actor, [an_issue(world)])[0]).code

    @use_case
    def withdraw(actor):
        withdraw_papers(Paper.INTRODUCTION_LETTER, REF, date(2026, 3, 16))

    withdraw(actor)
    again = proven(actor, [an_issue(world, state=DocumentState.WITHDRAWN)])[0]

    assert proof_of(again).code == code
    assert check_paper(NOBODY, code, HERE).state is DocumentState.WITHDRAWN


def test_whoever_holds_a_paper_learns_what_it_is_and_each_check_is_kept(world):
    code = proof_of(proven(world.actor("kien"), [an_issue(world)])[0]).code
    checked = check_paper(NOBODY, code, HERE)

    assert (checked.kind, checked.number, checked.issuer) == (
        Paper.INTRODUCTION_LETTER,
        "01-GGT/ĐU",
        "Đảng ủy Thuế tỉnh",
    )
    assert (checked.state, checked.matched) == (DocumentState.VALID, None)
    assert checks() == [(CheckWay.CODE, None)]


@pytest.mark.parametrize(
    ("line", "matched"),
    [
        ("Nguyễn Thị Mai", True),
        ("  nguyễn thị  mai. ", True),
        ("Nguyễn Thị Mại", False),
        ("Hiện cư trú tại: 12 Lê Lợi, phường Trường Vinh, tỉnh Nghệ An.", True),
        ("Hiện cư trú tại: 21 Lê Lợi, phường Trường Vinh, tỉnh Nghệ An.", False),
        ("Sinh ngày 12 tháng 5 năm 1989.", False),
        ("…", False),
    ],
)
def test_a_line_of_the_paper_is_compared_letter_by_letter(world, line, matched):
    code = proof_of(proven(world.actor("kien"), [an_issue(world)])[0]).code

    assert check_paper(NOBODY, code, HERE, Compare(line=line)).matched is matched
    assert checks() == [(CheckWay.LINE, matched)]


def changed(dice):
    """A letter in which one sign of what it says is another one."""
    where = dice.choice(["name", "residence", "number", "member_cell", "signer", "commune", "basis"])
    text = str(CONTENT[where])
    at = dice.choice([spot for spot, sign in enumerate(text) if sign.isalnum()])
    other = dice.choice([sign for sign in "aăâbđeêghiklmnoôơuưy0123456789" if sign != text[at].lower()])
    return a_letter_paper(**{where: text[:at] + other + text[at + 1 :]})


def test_two_hundred_papers_with_one_sign_changed_are_all_found_out(world):
    """By their words and by the first line that differs: two hundred of two hundred."""
    actor, dice = world.actor("kien"), random.Random(213)
    genuine = proven(actor, [an_issue(world)])[0]
    row = entered()[0]
    from services.documents import _fingerprint, line_mark

    noticed = 0
    for _ in range(200):
        forged = changed(dice)
        by_words = _fingerprint(forged) != row.fingerprint
        by_line = any(line_mark(line) not in row.lines for line in forged.lines())
        noticed += by_words and by_line

    assert noticed == 200
    assert row.fingerprint == _fingerprint(replace(genuine, proof=None))


def test_the_file_that_was_issued_is_known_and_a_changed_one_is_not(world):
    actor, dice = world.actor("kien"), random.Random(213)
    paper = proven(actor, [an_issue(world)])[0]
    made = papers.pdf([paper.described()])
    for one in (made, papers.pdf([paper.described()])):
        keep_digest(actor, [HandedOut.of([paper], one)])

    assert db.session.scalar(select(func.count()).select_from(DocumentFile)) == 1
    assert check_paper(NOBODY, proof_of(paper).code, HERE, Compare(file=made)).matched is True
    for _ in range(5):
        at = dice.randrange(len(made))
        forged = made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :]
        assert check_paper(NOBODY, proof_of(paper).code, HERE, Compare(file=forged)).matched is False


def test_two_people_who_fetch_one_file_at_once_have_it_marked_once(world, app):
    actor = world.actor("kien")
    paper = proven(actor, [an_issue(world)])[0]
    act = partial(keep_digest, actor, [HandedOut.of([paper], b"the same file")])
    db.session.remove()

    answers = one_behind_the_other(app, act, act)

    assert not any(isinstance(one, Exception) for one in answers), answers
    assert db.session.scalar(select(func.count()).select_from(DocumentFile)) == 1


def test_a_cross_that_was_moved_is_noticed_and_choices_alone_prove_nothing(world):
    sheet = replace(
        a_letter_paper(), blocks=(Heading("1. Sinh hoạt"), Ticks(("Tốt", "Khá"), 2), Heading("2. Nghĩa vụ"))
    )
    code = proof_of(proven(world.actor("kien"), [an_issue(world, sheet)])[0]).code

    def compared(line):
        return check_paper(NOBODY, code, HERE, Compare(line=line)).matched

    assert compared("1. Sinh hoạt: ☒ Khá") is True
    assert compared("1. Sinh hoạt: Khá") is True
    assert compared("1. Sinh hoạt: Tốt") is False
    for line in ("Tốt", "Khá", "☒ Tốt     ☐ Khá", "Tốt Khá"):
        with pytest.raises(Refused, match="heading above the boxes"):
            compared(line)


def test_guesses_wait_after_ten_and_other_places_do_not(world):
    code = proof_of(proven(world.actor("kien"), [an_issue(world)])[0]).code
    for number in range(10):
        assert check_paper(NOBODY, code, HERE, Compare(line=f"Nguyễn Văn {number}")).matched is False

    with pytest.raises(Refused, match="Too many tries"):
        check_paper(NOBODY, code, HERE)
    assert check_paper(NOBODY, code, "192.0.2.2").state is DocumentState.VALID


def test_a_code_of_no_paper_is_refused_and_counted(world):
    from domain.papers.codes import with_check

    for _ in range(10):
        with pytest.raises(Refused, match="No paper"):
            check_paper(NOBODY, with_check("ABCDE2345"), HERE)
    with pytest.raises(Refused, match="Too many tries"):
        check_paper(NOBODY, with_check("ABCDE2345"), HERE)


def guess(address):
    """The sentence with which a code of no paper is refused."""
    from domain.papers.codes import with_check

    with pytest.raises(Refused) as refused:
        check_paper(NOBODY, with_check("ABCDE2345"), address)
    return refused.value.message


def test_guesses_from_everywhere_never_shut_the_page_for_whoever_holds_a_paper(world, clock, monkeypatch):
    """What is right is answered and kept; what is not right waits, an hour at most, and counts where it came from."""
    monkeypatch.setattr(proofs, "IN_ALL", replace(proofs.IN_ALL, free=3))
    code = proof_of(proven(world.actor("kien"), [an_issue(world)])[0]).code
    said = [guess(f"192.0.2.{number}") for number in range(1, 5)]

    assert [one[:9] for one in said] == ["No paper "] * 3 + ["Too many "]
    assert check_paper(NOBODY, code, HERE).state is DocumentState.VALID
    assert check_paper(NOBODY, code, HERE, Compare(line="Nguyễn Thị Mai")).matched is True
    with pytest.raises(Refused, match="Too many tries"):
        check_paper(NOBODY, code, HERE, Compare(line="Nguyễn Thị Mại"))
    assert checks()[:2] == [(CheckWay.CODE, None), (CheckWay.LINE, True)]
    for _ in range(9):
        guess(HERE)
    with pytest.raises(Refused, match="Too many tries"):
        check_paper(NOBODY, code, HERE)
    for number in range(10, 20):
        clock.move(minutes=61)
        assert guess(f"192.0.2.{number}").startswith("No paper")


def test_all_addresses_of_one_ipv6_network_are_one_caller(world):
    code = proof_of(proven(world.actor("kien"), [an_issue(world)])[0]).code
    for number in range(10):
        guess(f"2001:db8:0:1::{number:x}")

    with pytest.raises(Refused, match="Too many tries"):
        check_paper(NOBODY, code, "2001:db8:0:1:ffff::1")
    assert check_paper(NOBODY, code, "2001:db8:0:2::1").state is DocumentState.VALID
