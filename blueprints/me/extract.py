"""The extract of the own record as a paper, for whoever it is about."""

from __future__ import annotations

from flask import g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.me.bp import bp
from queries import members
from services.documents import Issue, as_entered, proven
from services.extract_papers import own_extract
from ui.guards import needs
from ui.i18n import in_vietnamese
from ui.papers import as_pdf, as_word, printed

OWN = Permission.OWN_RECORD


@bp.route("/extract")
@needs(OWN)
def extract() -> ResponseReturnValue:
    """The extract of today, to be printed."""
    return printed(
        as_entered([_issue()])[0],
        _("Extract of the record"),
        _("Whoever holds it can have it checked by its code, once it has been downloaded."),
        back=(_("My record"), url_for("me.show")),
        files=(url_for("me.extract_pdf"), url_for("me.extract_word")),
    )


@bp.route("/extract.pdf")
@needs(OWN)
def extract_pdf() -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf(proven(g.actor, [_issue()]))


@bp.route("/extract.docx")
@needs(OWN)
def extract_word() -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(proven(g.actor, [_issue()])[0])


def _issue() -> Issue:
    return own_extract(members.own_record(g.actor), clock.today(), in_vietnamese)
