"""One's own settings: PIN or password, devices and sessions, second factor, language."""

from __future__ import annotations

from functools import partial

from flask import g, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from blueprints.auth.bp import bp
from blueprints.auth.forms import (
    ButtonForm,
    LanguageForm,
    NewPasswordForm,
    NewPinForm,
    OfficeForm,
    TextSizeForm,
)
from queries import credentials, sessions
from services.credentials import ChangePassword, ChangePin, change_password, change_pin
from services.devices import revoke_own_device
from services.preferences import choose_language
from services.sessions import choose_office, end_all_sessions, end_own_session
from ui.actor import own_device_id, own_session_id, page_session
from ui.guards import fresh, public, signed_in
from ui.i18n import remember_language
from ui.pages import done, page, safe_next
from ui.text_size import remember_text_size


@bp.route("/settings")
@signed_in
def preferences() -> ResponseReturnValue:
    """What a person may set, one row each."""
    return page("auth/preferences.html", kinds=credentials.kinds_of(g.actor.account_id))


@bp.route("/settings/pin", methods=["GET", "POST"])
@signed_in
@fresh
def pin() -> ResponseReturnValue:
    """Choose another PIN; the other sessions end."""
    form = NewPinForm()
    if form.submit(ChangePin, partial(change_pin, g.actor, own_session_id())):
        return done(_("Your PIN is changed. You were signed out everywhere else."), "auth.preferences")
    return page("auth/pin.html", form=form)


@bp.route("/settings/password", methods=["GET", "POST"])
@signed_in
@fresh
def change_own_password() -> ResponseReturnValue:
    """Choose another password; the other sessions end."""
    form = NewPasswordForm()
    if form.submit(ChangePassword, partial(change_password, g.actor, own_session_id())):
        return done(_("Your password is changed. You were signed out everywhere else."), "auth.preferences")
    return page("auth/change_password.html", form=form)


@bp.route("/settings/devices")
@signed_in
def devices() -> ResponseReturnValue:
    """The devices on which the account may be used, and its open sessions."""
    return page(
        "auth/devices.html",
        devices=sessions.devices_of(g.actor.account_id),
        sessions=sessions.sessions_of(g.actor.account_id),
        this_device=own_device_id(),
        this_session=own_session_id(),
    )


@bp.route("/settings/devices/<ref:device_ref>/revoke", methods=["POST"])
@signed_in
def revoke_device(device_ref: str) -> ResponseReturnValue:
    """Revoke a lost device: it has to be activated again."""
    if ButtonForm().run(lambda: revoke_own_device(g.actor, device_ref)):
        return done(_("The device is revoked. It opens the book no more."), "auth.devices")
    return redirect(url_for("auth.devices"), code=303)


@bp.route("/settings/sessions/<ref:session_ref>/end", methods=["POST"])
@signed_in
def end_session(session_ref: str) -> ResponseReturnValue:
    """End one session somewhere else."""
    if ButtonForm().run(lambda: end_own_session(g.actor, session_ref)):
        return done(_("The session is ended."), "auth.devices")
    return redirect(url_for("auth.devices"), code=303)


@bp.route("/settings/sessions/end", methods=["POST"])
@signed_in
def end_sessions() -> ResponseReturnValue:
    """Sign out everywhere at once, here too."""
    if ButtonForm().run(lambda: end_all_sessions(g.actor)):
        page_session().is_over = True
    return redirect(url_for("auth.sign_in"), code=303)


@bp.route("/language", methods=["POST"])
@public
def language() -> ResponseReturnValue:
    """Speak another language, on this browser and for this account."""
    form = LanguageForm()
    answer = make_response(redirect(safe_next(form.next.data), code=303))
    if form.validate_on_submit():
        remember_language(answer, form.language.data or "")
        choose_language(g.actor, form.language.data or "")
    return answer


@bp.route("/text-size", methods=["POST"])
@public
def text_size() -> ResponseReturnValue:
    """Larger or smaller text on this browser."""
    form = TextSizeForm()
    answer = make_response(redirect(safe_next(form.next.data), code=303))
    if form.validate_on_submit():
        remember_text_size(answer, form.size.data or 0)
    return answer


@bp.route("/office", methods=["POST"])
@signed_in
def switch_office() -> ResponseReturnValue:
    """Act in another of one's own offices, or for oneself."""
    form = OfficeForm()
    if form.validate_on_submit():
        choose_office(g.actor, own_session_id(), form.office.data)
    return redirect(url_for("home.index"), code=303)
