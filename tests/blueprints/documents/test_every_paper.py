"""Every kind of paper, taken away as people take it: its fonts, its code, its Word file, and each sign that it says."""

import io
import random
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from sqlalchemy import select

from access import Actor
from domain.errors import Refused
from models import (
    EvaluationAgreement,
    EvaluationRequest,
    IntroductionLetter,
    IssuedDocument,
    Minutes,
    Organisation,
    db,
)
from models.vocabulary import EvaluationState
from services.proofs import Compare, check_paper
from tests.support.factories import (
    a_change,
    a_meeting,
    a_notice,
    a_residence,
    a_round,
    an_evaluation,
    first_account,
)
from tests.support.papers import (
    fonts_of_pdf,
    needs_office,
    needs_poppler,
    needs_zbar,
    opened_by_office,
    read_codes,
    words_of_pdf,
)

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
TRIES = 30
"""Changes of one sign on each of the ten papers that bear a code: 300 together."""
NOBODY = Actor.nobody()
LETTERS, TONES = "aăâbcdđeêghiklmnoôơpqrstuưvxy", "\u0300\u0301\u0303\u0309\u0323"


def letter(world, _sign_in_as):
    bond = world.liaison("hoa").id
    found = db.session.scalars(select(IntroductionLetter).where(IntroductionLetter.liaison_id == bond)).one()
    return "kien", f"/introduction-letters/{found.ref}/letter"


def full_sheet(world, _sign_in_as):
    sheet = an_evaluation(world.mai, state=EvaluationState.SEEN)
    return "loc", f"/evaluations/{sheet.ref}/sheet"


def exempt_sheet(world, _sign_in_as):
    sheet = an_evaluation(world.tuan, state=EvaluationState.SEEN)
    return "loc", f"/evaluations/{sheet.ref}/sheet"


def agreement(world, _sign_in_as):
    an_evaluation(world.mai, state=EvaluationState.SEEN)
    found = db.session.scalars(select(EvaluationAgreement)).one()
    return "loc", f"/evaluations/agreements/{found.ref}/minutes"


def notice(world, _sign_in_as):
    found = a_notice(a_change(world.mai, recorded_by=world.thu))
    return "kien", f"/notices/sent/{found.ref}/notice"


def receipt(world, sign_in_as):
    found = a_notice(a_change(world.mai, recorded_by=world.thu))
    sign_in_as("loc").fill(f"/notices/{found.ref}", form="/acknowledge")
    return "loc", f"/notices/{found.ref}/receipt"


def minutes(world, _sign_in_as):
    meeting = a_meeting(world.cell5)
    signer = first_account(db.session.get_one(Organisation, meeting.cell_id)).id
    said = Minutes(meeting_id=meeting.id, edition=1, conclusions="Nhất trí sửa đường ngõ 12.")
    said.signed_at, said.signed_by_id, said.number_text = meeting.created_at, signer, "01-BB/CB"
    db.session.add(said)
    db.session.commit()
    return "loc", f"/meetings/{meeting.ref}/minutes"


def request(world, _sign_in_as):
    asked = an_evaluation(world.tuan).request_id
    return "kien", f"/evaluations/requests/{db.session.get_one(EvaluationRequest, asked).ref}/request"


def request_of_a_round(world, _sign_in_as):
    opened = a_round()
    an_evaluation(world.mai, round_id=opened.id)
    return "hanh", f"/evaluations/rounds/{opened.ref}/request"


def extract(world, _sign_in_as):
    a_residence(world.mai, address="Số 12 ngõ 45")
    return "loc", f"/members/{world.mai.ref}/extract"


def invitation(world, _sign_in_as):
    return "loc", f"/meetings/{a_meeting(world.cell5, on=date(2026, 6, 15)).ref}/invitation"


def sign_in_sheet(world, _sign_in_as):
    return "loc", f"/meetings/{a_meeting(world.cell5, on=date(2026, 6, 15)).ref}/sign-in-sheet"


def list_of_a_cell(world, _sign_in_as):
    return "loc", f"/liaisons/book/{world.cell5.ref}/list"


def report(world, _sign_in_as):
    a_meeting(world.cell5)
    return "loc", "/year/report"


Kind = Callable[[Any, Any], tuple[str, str]]
CODED: tuple[Kind, ...] = (
    letter,
    full_sheet,
    exempt_sheet,
    agreement,
    notice,
    receipt,
    minutes,
    request,
    request_of_a_round,
    extract,
)
KINDS: tuple[Kind, ...] = (*CODED, invitation, sign_in_sheet, list_of_a_cell, report)
each_coded = pytest.mark.parametrize("kind", CODED, ids=lambda kind: kind.__name__)
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


@pytest.fixture
def take(world, sign_in_as):
    """A paper of a kind as a file: "pdf" or "docx"."""

    def taken(kind, *forms):
        who, address = kind(world, sign_in_as)
        browser = sign_in_as(who)
        answers = [browser.get(f"{address}.{form}") for form in forms]
        assert [answer.status_code for answer in answers] == [200] * len(forms)
        return [answer.data for answer in answers]

    return taken


def code_entered():
    """The code of the paper that was entered last."""
    return db.session.scalars(select(IssuedDocument.code).order_by(IssuedDocument.id.desc())).first()


@needs_poppler
@each_kind
def test_every_font_is_inside(take, tmp_path, kind):
    fonts = fonts_of_pdf(take(kind, "pdf")[0], tmp_path)

    assert fonts
    assert {embedded for _name, embedded in fonts} == {"yes"}


@needs_zbar
@each_coded
def test_a_reader_of_codes_finds_the_page_that_checks(take, tmp_path, kind):
    made = take(kind, "pdf")[0]
    code = code_entered()

    assert [address.partition("/check?")[2] for address in read_codes(made, tmp_path)] == [f"code={code}"]
    assert f"{code[:5]} {code[5:]}" in words_of_pdf(made)


@pytest.mark.slow
@needs_office
@needs_poppler
@each_kind
def test_libreoffice_opens_the_word_file_and_reads_the_same_words(take, tmp_path, kind):
    pdf, word = take(kind, "pdf", "docx")
    told, opened = (
        re.findall(r"\w+", words_of_pdf(one).casefold()) for one in (pdf, opened_by_office(word, tmp_path))
    )
    without_hyphens = "".join(opened)  # lines end elsewhere in Word

    assert [one for one in sorted(set(told)) if one not in without_hyphens] == []


@each_coded
def test_no_paper_with_one_sign_changed_passes_the_check(take, kind):
    """Letters, digits, accents, numbers: thirty of thirty on each kind, three hundred together."""
    dice, tries = random.Random(213), iter(range(1, 10_000))
    word = take(kind, "docx")[0]
    code = code_entered()

    def is_of_the_paper(line):
        try:
            return check_paper(NOBODY, code, f"2001:db8:{next(tries):x}::1", Compare(line=line)).matched
        except Refused as refused:
            if "the choices alone prove nothing" not in str(refused):
                raise
            return False

    genuine = [line for line in lines_of(word) if is_of_the_paper(line)]
    assert len(genuine) >= 5
    forged = [changed(dice, dice.choice(genuine), number) for number in range(TRIES)]
    assert [line for line in forged if is_of_the_paper(line)] == []


def lines_of(word):
    """What somebody copies from a Word file: its paragraphs and the cells of its tables."""
    body = docx.Document(io.BytesIO(word)).element.body
    lines = ("".join(text.text or "" for text in line.iter("{*}t")).strip() for line in body.iter("{*}p"))
    return [line for line in dict.fromkeys(lines) if sum(sign.isalpha() for sign in line) > 3]


def changed(dice, line, number):
    """The line with one sign that is another one: by turns a letter, a digit, an accent, two digits exchanged."""
    ways = (_other_letter, _other_digit, _other_tone, _digits_exchanged)
    for way in (ways[number % 4], _other_letter):
        spots = [at for at in range(len(line)) if way(dice, line, at)]
        if spots:
            return way(dice, line, dice.choice(spots))
    raise AssertionError(line)


def _other_letter(dice, line, at):
    others = [sign for sign in LETTERS if sign != line[at].casefold()]
    return _with(line, at, dice.choice(others)) if line[at].isalpha() else None


def _other_digit(dice, line, at):
    others = [sign for sign in "0123456789" if sign != line[at]]
    return _with(line, at, dice.choice(others)) if line[at].isdigit() else None


def _other_tone(dice, line, at):
    letters = unicodedata.normalize("NFD", line[at])
    has = [tone for tone in TONES if tone in letters]
    if not has:
        return None
    other = dice.choice([tone for tone in (*TONES, "") if tone != has[0]])
    return _with(line, at, unicodedata.normalize("NFC", letters.replace(has[0], other)))


def _digits_exchanged(_dice, line, at):
    two = line[at : at + 2]
    return line[:at] + two[::-1] + line[at + 2 :] if two.isdigit() and len(set(two)) == 2 else None


def _with(line, at, sign):
    return line[:at] + sign + line[at + 1 :]
