"""The extract of a member's record as a paper: for an office, the fields that it reads on the page."""

from __future__ import annotations

from flask import g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission, may
from adapters import clock
from blueprints.members.bp import bp
from queries import members
from services.documents import Issue, as_entered, proven
from services.dossiers import open_dossier
from services.extract_papers import office_extract
from ui.guards import needs
from ui.i18n import in_vietnamese
from ui.papers import as_pdf, as_word, printed


@bp.route("/<ref:member_ref>/extract")
@needs(Permission.MEMBER_READ)
def extract(member_ref: str) -> ResponseReturnValue:
    """The extract of today, to be printed."""
    return printed(
        as_entered([_issue(member_ref)])[0],
        _("Extract of the record"),
        _("Print it, sign and seal it where a paper is asked for."),
        back=(_("Party member's record"), url_for("members.show", member_ref=member_ref)),
        files=(
            url_for("members.extract_pdf", member_ref=member_ref),
            url_for("members.extract_word", member_ref=member_ref),
        ),
    )


@bp.route("/<ref:member_ref>/extract.pdf")
@needs(Permission.MEMBER_READ)
def extract_pdf(member_ref: str) -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf(proven(g.actor, [_issue(member_ref)]))


@bp.route("/<ref:member_ref>/extract.docx")
@needs(Permission.MEMBER_READ)
def extract_word(member_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(proven(g.actor, [_issue(member_ref)])[0])


def _issue(member_ref: str) -> Issue:
    record = members.record(g.actor, member_ref)
    open_dossier(g.actor, record.member.id, "members.extract")
    with_address = may(g.actor, Permission.MEMBER_ADDRESS)
    return office_extract(g.actor, record, clock.today(), in_vietnamese, with_address=with_address)
