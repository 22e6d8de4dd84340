"""The bell: its lines, the page each one opens, and how often e-mail gathers what waits."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters import clock, texts
from adapters.tools import tools
from blueprints.notifications.bp import bp
from blueprints.notifications.forms import PreferencesForm, SeeForm
from models import Notification
from queries import notifications
from services.notifications import (
    PreferNotifications,
    prefer_notifications,
    see_all,
    see_notification,
)
from services.sessions import choose_office
from ui.actor import own_session_id
from ui.guards import signed_in
from ui.i18n import language
from ui.pages import done, page
from ui.tables import more


@bp.route("/")
@signed_in
def index() -> ResponseReturnValue:
    """The lines of one's own bell, the latest first."""
    lines = notifications.listed(g.actor, request.args.get("after"))
    groups = [
        (texts.subject(language(), group.latest.event, len(group.lines)), group)
        for group in notifications.grouped(lines.rows)
    ]
    has_new = any(line.seen_at is None for line in lines.rows)
    return page("notifications/index.html", groups=groups, has_new=has_new, more=more(lines.after))


@bp.route("/<ref:notification_ref>/open", methods=["POST"])
@signed_in
def open_(notification_ref: str) -> ResponseReturnValue:
    """Open what a line is about, in the name of the office for which it rang."""
    form = SeeForm()
    if form.run(partial(see_notification, g.actor, notification_ref)) and form.result is not None:
        _turn_to_office(form.result)
        return redirect(form.result.link, code=303)
    return index()


@bp.route("/seen", methods=["POST"])
@signed_in
def seen() -> ResponseReturnValue:
    """Mark every line as seen."""
    if SeeForm().run(partial(see_all, g.actor)):
        return done(_("All lines are marked as seen."), "notifications.index")
    return index()


@bp.route("/preferences", methods=["GET", "POST"])
@signed_in
def preferences() -> ResponseReturnValue:
    """How often e-mail gathers what waits, and where to."""
    form = PreferencesForm.of(notifications.own_account(g.actor))
    if form.submit(PreferNotifications, partial(prefer_notifications, g.actor)):
        return done(_("Saved."), "notifications.preferences")
    return page("notifications/preferences.html", form=form, sends=tools().mailer is not None)


def _turn_to_office(line: Notification) -> None:
    """Act in the office for which the line rang, if it is another one and still held."""
    if line.organisation_id in (None, g.actor.organisation_id):
        return
    mandate = notifications.mandate_at(g.actor, line.organisation_id or 0, clock.today())
    if mandate is not None:
        choose_office(g.actor, own_session_id(), mandate)
