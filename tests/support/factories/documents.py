"""Issued papers, valid by default."""

from access import Actor
from models import IssuedDocument, Organisation
from models.vocabulary import Paper
from services.documents import Issue, enter_papers
from tests.support.letters import a_letter_paper


def a_document(issuer: Organisation, subject_ref: str = "abcdefghjkm0") -> IssuedDocument:
    """A letter of an organisation that was entered to be checked."""
    paper = a_letter_paper()
    kind = Paper.INTRODUCTION_LETTER
    issue = Issue(
        kind=kind,
        subject_ref=subject_ref,
        issuer_id=issuer.id,
        number="01-GGT/ĐU",
        write=lambda _words: paper,
    )
    document = enter_papers(Actor.worker(), [issue])[0].document
    assert document is not None
    return document
