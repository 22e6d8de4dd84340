"""A notice and its acknowledgement as papers: for the receiver, and for the sender."""

from __future__ import annotations

from flask import g
from flask.typing import ResponseReturnValue

from access import Actor, Permission, may
from blueprints.notices.bp import bp
from domain.errors import NotFound
from domain.papers.blocks import Paper
from models import Notice
from queries import notices
from services.documents import as_entered, proven
from services.dossiers import open_dossier
from services.notice_papers import notice_issue, slip_issue
from services.notices import open_notice
from ui.guards import needs, to_step_up
from ui.i18n import in_vietnamese
from ui.papers import as_pdf, as_word

RECEIVES, SENDS = Permission.NOTICE_READ, Permission.NOTICE_SENT


@bp.route("/<ref:notice_ref>/notice.pdf")
@needs(RECEIVES)
def pdf(notice_ref: str) -> ResponseReturnValue:
    """The notice as the receiver reads it; that of a sanction after a fresh sign-in."""
    paper = _received(notice_ref)
    return as_pdf([paper]) if paper else to_step_up()


@bp.route("/<ref:notice_ref>/notice.docx")
@needs(RECEIVES)
def word(notice_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    paper = _received(notice_ref)
    return as_word(paper) if paper else to_step_up()


@bp.route("/sent/<ref:notice_ref>/notice.pdf")
@needs(SENDS)
def sent_pdf(notice_ref: str) -> ResponseReturnValue:
    """The notice as the sender sent it."""
    paper = _sent(notice_ref)
    return as_pdf([paper]) if paper else to_step_up()


@bp.route("/sent/<ref:notice_ref>/notice.docx")
@needs(SENDS)
def sent_word(notice_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    paper = _sent(notice_ref)
    return as_word(paper) if paper else to_step_up()


@bp.route("/<ref:notice_ref>/receipt.pdf")
@needs(RECEIVES)
def slip_pdf(notice_ref: str) -> ResponseReturnValue:
    """The acknowledgement, for a sender who works on paper."""
    paper = _slip(notice_ref)
    return as_pdf([paper]) if paper else to_step_up()


@bp.route("/<ref:notice_ref>/receipt.docx")
@needs(RECEIVES)
def slip_word(notice_ref: str) -> ResponseReturnValue:
    """The same as a Word file."""
    paper = _slip(notice_ref)
    return as_word(paper) if paper else to_step_up()


def _received(notice_ref: str) -> Paper | None:
    notice = _opened(notice_ref)
    return _paper(g.actor, notice) if notice else None


def _sent(notice_ref: str) -> Paper | None:
    notice = notices.one(g.actor, notice_ref, SENDS)
    if notice.is_restricted and not g.actor.is_fresh:
        return None
    open_dossier(g.actor, notice.member_id, "changes.show")
    return _paper(g.actor, notices.one(g.actor, notice_ref, SENDS))


def _slip(notice_ref: str) -> Paper | None:
    notice = _opened(notice_ref)
    if notice is None:
        return None
    issue = slip_issue(notice)
    if issue is None:
        raise NotFound
    is_own = issue.issuer_id == g.actor.organisation_id
    return proven(g.actor, [issue])[0] if is_own else as_entered([issue])[0]


def _opened(notice_ref: str) -> Notice | None:
    """The notice with the mark of the look; none where who it is has to be asked again first."""
    notice = open_notice(g.actor, notice_ref, knowingly=g.actor.is_fresh).notice
    return None if notice.is_restricted and not g.actor.is_fresh else notice


def _paper(actor: Actor, notice: Notice) -> Paper:
    """With its code: the sender enters it, who alone is sure to read all of it."""
    receivers, _steps = notices.history(notice.id, notice.change_id)
    with_address = may(actor, Permission.MEMBER_ADDRESS)
    issue = notice_issue(notice, receivers, in_vietnamese, with_address=with_address)
    is_sender = issue.issuer_id == actor.organisation_id and with_address
    return proven(actor, [issue])[0] if is_sender else as_entered([issue])[0]
