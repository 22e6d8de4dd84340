"""Notices as the residence receives them: the list, one notice, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Actor, Permission
from adapters import clock
from blueprints.notices import papers, sent
from blueprints.notices.bp import bp
from blueprints.notices.forms import DisputeNoticeForm, PressForm, ProcessNoticeForm
from blueprints.notices.sheets import RECEIVED_WAYS, received_sheet
from models import Notice
from models.vocabulary import NoticeState
from queries import changes, dashboard, notices
from services.dossiers import open_list
from services.notices import (
    TO_UNDO,
    DisputeNotice,
    Opened,
    ProcessNotice,
    acknowledge_notice,
    dispute_notice,
    open_notice,
    process_notice,
    undo_acknowledgement,
)
from ui import filters, spreadsheets
from ui.forms import BaseForm
from ui.guards import fresh, needs, to_step_up
from ui.pages import done, page
from ui.tables import more

__all__ = ["bp", "papers", "sent"]  # the others add their views to the same blueprint


@bp.route("/")
@needs(Permission.NOTICE_READ)
def index() -> ResponseReturnValue:
    """Notices received: those that wait, oldest first; those acknowledged; those the sender took back."""
    asked = request.args.get("show")
    show = asked if asked in RECEIVED_WAYS else notices.WAITING
    if spreadsheets.asked_for():
        read = partial(notices.received, g.actor, show)
        return spreadsheets.download(received_sheet(clock.today()), read, RECEIVED_WAYS[show])
    open_list(g.actor, "notices.index")
    lines = notices.received(g.actor, show, request.args.get("after"))
    return page(
        "notices/index.html", lines=lines.rows, show=show, more=more(lines.after), today=clock.today()
    )


@bp.route("/<ref:notice_ref>")
@needs(Permission.NOTICE_READ)
def show(notice_ref: str) -> ResponseReturnValue:
    """One notice; before that of a sanction a page says who may read it."""
    opened = open_notice(g.actor, notice_ref)
    if opened.notice.is_restricted:
        readers = changes.readers(opened.notice.receiver.kind, is_restricted=True)
        return page("notices/restricted.html", notice=opened.notice, readers=readers)
    return _page(opened, PressForm())


@bp.route("/<ref:notice_ref>/read")
@needs(Permission.NOTICE_READ)
@fresh
def read(notice_ref: str) -> ResponseReturnValue:
    """The notice of a sanction, to those few who may, after a fresh sign-in."""
    return _page(open_notice(g.actor, notice_ref, knowingly=True), PressForm())


@bp.route("/<ref:notice_ref>/acknowledge", methods=["POST"])
@needs(Permission.NOTICE_ACKNOWLEDGE)
def acknowledge(notice_ref: str) -> ResponseReturnValue:
    """Receive a notice, by name and for the office."""
    before = notices.one(g.actor, notice_ref)
    said = None
    if before.acknowledged_by_id == g.actor.account_id and before.acknowledged_at is not None:
        said = _("You acknowledged this notice at %(at)s.", at=filters.moment(before.acknowledged_at))
    return _pressed(notice_ref, acknowledge_notice, said)


@bp.route("/<ref:notice_ref>/undo", methods=["POST"])
@needs(Permission.NOTICE_ACKNOWLEDGE)
def undo(notice_ref: str) -> ResponseReturnValue:
    """Take one's own acknowledgement back, within ten minutes."""
    return _pressed(notice_ref, undo_acknowledgement)


@bp.route("/<ref:notice_ref>/dispute", methods=["GET", "POST"])
@needs(Permission.NOTICE_ACKNOWLEDGE)
def dispute(notice_ref: str) -> ResponseReturnValue:
    """Ask the sender about a notice that seems wrong."""
    notice = _looked_at(notice_ref)
    if notice.is_restricted and not g.actor.is_fresh:
        return to_step_up()
    form = DisputeNoticeForm()
    if form.submit(DisputeNotice, partial(dispute_notice, g.actor, notice_ref)):
        return _to_page(notice, _("The sender has been asked."))
    return page("notices/dispute.html", form=form, notice=notice)


@bp.route("/<ref:notice_ref>/process", methods=["GET", "POST"])
@needs(Permission.NOTICE_ACKNOWLEDGE)
def process(notice_ref: str) -> ResponseReturnValue:
    """Draw the consequence of an acknowledged notice for the liaison."""
    notice = _looked_at(notice_ref)
    if notice.is_restricted and not g.actor.is_fresh:
        return to_step_up()
    form = ProcessNoticeForm(notice)
    if form.submit(ProcessNotice, partial(process_notice, g.actor, notice_ref)):
        return _to_page(notice, _("The notice has been processed; the sender was told."))
    return page("notices/process.html", form=form, notice=notice)


def _looked_at(notice_ref: str) -> Notice:
    """The notice of a page about it; the first look at that page leaves its mark."""
    if request.method == "POST":
        return notices.one(g.actor, notice_ref, Permission.NOTICE_ACKNOWLEDGE)
    return open_notice(g.actor, notice_ref, knowingly=g.actor.is_fresh).notice


def _pressed(
    notice_ref: str, action: Callable[[Actor, str], Notice], said: str | None = None
) -> ResponseReturnValue:
    """Do what one button says; that of a sanction asks first who it is, when the sign-in is no longer fresh."""
    notice = notices.one(g.actor, notice_ref)
    if notice.is_restricted and not g.actor.is_fresh:
        return to_step_up()
    form = PressForm()
    if form.run(partial(action, g.actor, notice_ref)):
        return _to_page(notice, said)
    notice = notices.one(g.actor, notice_ref)
    receivers, steps = notices.history(notice.id, notice.change_id)
    return _page(Opened(notice, tuple(receivers), tuple(steps)), form)


def _to_page(notice: Notice, said: str | None = None) -> ResponseReturnValue:
    endpoint = "notices.read" if notice.is_restricted else "notices.show"
    if said is not None:
        return done(said, endpoint, notice_ref=notice.ref)
    return redirect(url_for(endpoint, notice_ref=notice.ref), code=303)


def _page(opened: Opened, form: BaseForm) -> ResponseReturnValue:
    notice = opened.notice
    is_own = notice.acknowledged_by_id == g.actor.account_id and notice.acknowledged_at is not None
    may_undo = (
        notice.state is NoticeState.ACKNOWLEDGED
        and is_own
        and notice.acknowledged_at is not None
        and clock.now() - notice.acknowledged_at <= TO_UNDO
    )
    is_over = notice.state is not NoticeState.SENT
    return page(
        "notices/show.html",
        notice=notice,
        form=form,
        receivers=opened.receivers,
        steps=opened.steps,
        may_undo=may_undo,
        is_own=is_own,
        today=clock.today(),
        following=dashboard.first_notice(g.actor) if is_over and is_own else None,
        replacement=notices.replacement(notice) if notice.state is NoticeState.WITHDRAWN else None,
    )
