"""The letter as a paper: on the screen, as PDF, as a Word file; one letter, or those of one act together."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from access import Permission
from blueprints.letters.bp import bp
from queries import letters
from services.documents import Issue, as_entered, proven
from services.dossiers import open_dossier, open_list, take_list
from services.letter_papers import issues_of
from ui.guards import fresh, needs
from ui.pages import page
from ui.papers import as_pdf, as_word

READS = Permission.MEMBER_ADDRESS
"""The paper holds the address, so it is for those alone who may read that."""


@bp.route("/<ref:letter_ref>/print")
@needs(READS)
def print_(letter_ref: str) -> ResponseReturnValue:
    """The letter as a paper of one page."""
    papers = as_entered([_letter(letter_ref)])
    return page("letters/print.html", papers=papers, letter_ref=letter_ref, batch_ref=None)


@bp.route("/<ref:letter_ref>/letter.pdf")
@needs(READS)
def pdf(letter_ref: str) -> ResponseReturnValue:
    """The letter as a PDF file."""
    return as_pdf(proven(g.actor, [_letter(letter_ref)]))


@bp.route("/<ref:letter_ref>/letter.docx")
@needs(READS)
def word(letter_ref: str) -> ResponseReturnValue:
    """The letter as a Word file."""
    return as_word(proven(g.actor, [_letter(letter_ref)])[0])


@bp.route("/batches/<ref:batch_ref>")
@needs(READS)
def print_batch(batch_ref: str) -> ResponseReturnValue:
    """The letters of one act as papers, one on a page."""
    papers = as_entered(_batch(batch_ref))
    return page("letters/print.html", papers=papers, letter_ref=None, batch_ref=batch_ref)


@bp.route("/batches/<ref:batch_ref>/letters.pdf")
@needs(READS)
@fresh
def batch_pdf(batch_ref: str) -> ResponseReturnValue:
    """The letters of one act as one PDF file: many people leave the book only after a fresh sign-in (AU-10)."""
    found = letters.batch(g.actor, batch_ref)
    take_list(g.actor, "letters.print", [one.liaison.member.ref for one in found])
    return as_pdf(proven(g.actor, issues_of(found)))


def _letter(letter_ref: str) -> Issue:
    open_dossier(g.actor, letters.member_of(g.actor, letter_ref), "letters.print")
    return issues_of([letters.one(g.actor, letter_ref)])[0]


def _batch(batch_ref: str) -> list[Issue]:
    found = issues_of(letters.batch(g.actor, batch_ref))
    open_list(g.actor, "letters.print")
    return found
