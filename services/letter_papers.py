"""The paper of an introduction letter, as it is entered and handed out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from domain.letters import Content, content_from
from domain.papers.blocks import Paper
from domain.papers.letter import letter_paper
from domain.papers.wording import Wording
from models import IntroductionLetter
from models.vocabulary import DocumentState
from models.vocabulary import Paper as Kind
from services.documents import Issue


def issues_of(letters: Iterable[IntroductionLetter]) -> list[Issue]:
    """What these letters say, laid out as form 1-213."""
    return [
        Issue(
            kind=Kind.INTRODUCTION_LETTER,
            subject_ref=letter.ref,
            issuer_id=letter.issuer_id,
            number=letter.number_text,
            write=partial(_letter_paper, content_from(letter.content)),
            state=DocumentState.VALID if letter.cancelled_on is None else DocumentState.WITHDRAWN,
        )
        for letter in letters
    ]


def _letter_paper(content: Content, words: Wording) -> Paper:
    return letter_paper(content, words)
