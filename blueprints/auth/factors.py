"""The second factor of one's own account: authenticator, recovery codes, passkeys."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters import qr
from blueprints.auth import questions
from blueprints.auth.bp import bp
from blueprints.auth.forms import ButtonForm, EnrolForm, PasskeyForm
from models.vocabulary import CredentialKind
from queries import credentials
from services import second_factors
from ui.actor import own_session_id
from ui.devices import this_browser
from ui.forms import tell
from ui.guards import fresh, lacks_factor, signed_in
from ui.pages import done, page, safe_next

_PENDING = "authenticator"


@bp.route("/settings/second-factor")
@signed_in
@fresh
def second_factor() -> ResponseReturnValue:
    """What stands beside the password, or opens the book by itself; the only page open until there is one."""
    return _page(PasskeyForm(formdata=None))


@bp.route("/settings/second-factor/authenticator", methods=["GET", "POST"])
@signed_in
@fresh
def enrol() -> ResponseReturnValue:
    """Scan the QR code, type the first code, keep the recovery codes."""
    locked = session.setdefault(_PENDING, second_factors.new_authenticator())
    form = EnrolForm()
    take = partial(second_factors.enrol_authenticator, g.actor, own_session_id(), locked)
    if form.run(lambda: take(form.code.data or "")):
        session.pop(_PENDING, None)
        return page("auth/recovery_codes.html", codes=form.result or [])
    address, secret = second_factors.authenticator_address(g.actor, locked)
    return page("auth/enrol.html", form=form, image=qr.image(address), secret=secret)


@bp.route("/settings/second-factor/authenticator/remove", methods=["POST"])
@signed_in
@fresh
def remove_authenticator() -> ResponseReturnValue:
    """Take the authenticator away, while another factor remains."""
    form = ButtonForm()
    if form.run(lambda: second_factors.remove_authenticator(g.actor, own_session_id())):
        return done(_("The authenticator is removed."), "auth.second_factor")
    return _page(PasskeyForm(formdata=None), form)


@bp.route("/settings/second-factor/recovery-codes", methods=["POST"])
@signed_in
@fresh
def recovery_codes() -> ResponseReturnValue:
    """Ten new recovery codes, shown once; the old ones are void."""
    form = ButtonForm()
    if form.run(lambda: second_factors.renew_recovery_codes(g.actor)):
        return page("auth/recovery_codes.html", codes=form.result or [])
    return _page(PasskeyForm(formdata=None), form)


@bp.route("/settings/passkeys", methods=["POST"])
@signed_in
@fresh
def add_passkey() -> ResponseReturnValue:
    """Take the passkey that the browser has just made into use."""
    form, challenge = PasskeyForm(), questions.challenge()
    add = partial(second_factors.add_passkey, g.actor, own_session_id())
    name = this_browser().name
    if form.run(lambda: add(form.credential.data or "", challenge, name)):
        tell(_("The passkey is ready. Use it the next time you sign in."))
        wanted = request.args.get("next")
        return redirect(safe_next(wanted) if wanted else url_for("auth.second_factor"), code=303)
    return _page(form)


@bp.route("/settings/passkeys/<ref:passkey_ref>/remove", methods=["POST"])
@signed_in
@fresh
def remove_passkey(passkey_ref: str) -> ResponseReturnValue:
    """Take a passkey away, while another way to sign in remains."""
    form = ButtonForm()
    if form.run(lambda: second_factors.remove_passkey(g.actor, own_session_id(), passkey_ref)):
        return done(_("The passkey is removed."), "auth.second_factor")
    return _page(PasskeyForm(formdata=None), form)


def _page(passkey: PasskeyForm, form: ButtonForm | None = None) -> ResponseReturnValue:
    question = None
    if questions.are_offered():
        question = questions.remembered(second_factors.ask_for_passkey(g.actor))
    account_id = g.actor.account_id
    return page(
        "auth/second_factor.html",
        form=form,
        passkey=passkey,
        question=question,
        passkeys=credentials.of_kind(account_id, CredentialKind.PASSKEY),
        kinds=credentials.kinds_of(account_id),
        is_compulsory=lacks_factor(),
    )
