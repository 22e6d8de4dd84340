"""The paper of an introduction letter, as it is entered and handed out."""

from __future__ import annotations

from collections.abc import Iterable

from domain.letters import content_from
from domain.papers.letter import letter_paper
from models import IntroductionLetter
from models.vocabulary import DocumentState, Paper
from queries.wording import wording
from services.documents import Issue


def issues_of(letters: Iterable[IntroductionLetter]) -> list[Issue]:
    """What these letters say, laid out as form 1-213."""
    words = wording()
    return [
        Issue(
            kind=Paper.INTRODUCTION_LETTER,
            subject_ref=letter.ref,
            issuer_id=letter.issuer_id,
            number=letter.number_text,
            paper=letter_paper(content_from(letter.content), words.of("letter"), words.layout),
            state=DocumentState.VALID if letter.cancelled_on is None else DocumentState.WITHDRAWN,
        )
        for letter in letters
    ]
