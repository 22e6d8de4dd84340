"""The book of a residence cell: the list of its members in liaison, lying down, to be printed or taken away."""

from __future__ import annotations

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission, may
from adapters import clock
from blueprints.liaisons.bp import bp
from domain.papers.blocks import Paper
from queries import book as queries
from queries.wording import wording
from services.book_papers import book_paper
from services.dossiers import open_list, take_list
from ui.guards import needs, to_step_up
from ui.i18n import in_vietnamese
from ui.papers import as_pdf, as_word, printed

READS = Permission.MEETING_READ
"""What the residence alone has: a workplace keeps no such book."""


@bp.route("/book/<ref:cell_ref>")
@needs(READS)
def book(cell_ref: str) -> ResponseReturnValue:
    """The book of this year, or of the one before, to be printed."""
    paper, _members = _paper(cell_ref)
    open_list(g.actor, "liaisons.book")
    year = request.args.get("year")
    return printed(
        paper,
        _("213 list of the cell"),
        _("Print it lying down (landscape), and keep it with the papers of the cell."),
        back=(_("Liaisons"), url_for("liaisons.index")),
        files=(
            url_for("liaisons.book_pdf", cell_ref=cell_ref, year=year),
            url_for("liaisons.book_word", cell_ref=cell_ref, year=year),
        ),
    )


@bp.route("/book/<ref:cell_ref>/list.pdf")
@needs(READS)
def book_pdf(cell_ref: str) -> ResponseReturnValue:
    """The same as a PDF file; a list of people leaves the book only after a fresh sign-in (AU-10)."""
    if not g.actor.is_fresh:
        return to_step_up()
    paper, members = _paper(cell_ref)
    take_list(g.actor, "liaisons.book.pdf", members)
    return as_pdf([paper])


@bp.route("/book/<ref:cell_ref>/list.docx")
@needs(READS)
def book_word(cell_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    if not g.actor.is_fresh:
        return to_step_up()
    paper, members = _paper(cell_ref)
    take_list(g.actor, "liaisons.book.docx", members)
    return as_word(paper)


def _paper(cell_ref: str) -> tuple[Paper, list[str]]:
    """The book with the references of those who stand in it."""
    today = clock.today()
    year = today.year - 1 if request.args.get("year") == str(today.year - 1) else today.year
    found = queries.of_cell(g.actor, cell_ref, year, with_address=may(g.actor, Permission.MEMBER_ADDRESS))
    return book_paper(found, today, in_vietnamese, wording()), [line.member_ref for line in found.lines]
