"""Signing in by PIN, password or passkey, and signing out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from adapters import clock
from adapters.passkeys import Question
from blueprints.auth import questions
from blueprints.auth.bp import bp
from blueprints.auth.forms import ButtonForm, CodeForm, PasskeyForm, PasswordForm, PinForm
from models.vocabulary import CredentialKind
from queries import credentials, mandates
from queries.mandates import OfficeContact
from queries.sessions import people_on
from services.devices import fingerprint
from services.sessions import end_session
from services.signing_in import (
    Half,
    SignInWithPassword,
    SignInWithPin,
    ask_for_passkey,
    sign_in_with_code,
    sign_in_with_passkey,
    sign_in_with_password,
    sign_in_with_pin,
)
from ui.actor import own_session_id, page_session
from ui.devices import this_browser, welcome
from ui.guards import TYPED, public
from ui.pages import page, safe_next

_HALF = "half"
_HALF_LIFE = timedelta(minutes=5)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Phone number and PIN on an activated device, or a passkey."""
    if not g.actor.is_nobody:
        return redirect(_next(), code=303)
    form, browser = PinForm(_people()), this_browser()
    if form.attempt(lambda: sign_in_with_pin(g.actor, form.read(SignInWithPin), browser)):
        return welcome(form.result, _next())
    return _sign_in_page(form, PasskeyForm(formdata=None))


@bp.route("/sign-in/passkey", methods=["POST"])
@public
def passkey() -> ResponseReturnValue:
    """A passkey opens the book by itself, on any device."""
    form, challenge, browser = PasskeyForm(), questions.challenge(), this_browser()
    if form.attempt(lambda: sign_in_with_passkey(g.actor, form.credential.data or "", challenge, browser)):
        return welcome(form.result, _next())
    return _sign_in_page(PinForm(_people(), formdata=None), form)


@bp.route("/sign-in/password", methods=["GET", "POST"])
@public
def password() -> ResponseReturnValue:
    """Sign-in name and password, for office staff and administrators."""
    form, browser = PasswordForm(), this_browser()
    if form.attempt(lambda: sign_in_with_password(g.actor, form.read(SignInWithPassword), browser)):
        if not isinstance(form.result, Half):
            return welcome(form.result, _next())
        session[_HALF] = [form.result.account_ref, clock.now().timestamp()]
        return redirect(url_for("auth.code", next=request.args.get("next")), code=303)
    return page("auth/password.html", form=form, contact=_contact(), next=request.args.get("next"))


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public
def code() -> ResponseReturnValue:
    """The second step after a right password: a code, a recovery code or a passkey."""
    account_ref = _half()
    if account_ref is None:
        return redirect(url_for("auth.password", next=request.args.get("next")), code=303)
    form, browser = CodeForm(), this_browser()
    if form.attempt(lambda: sign_in_with_code(g.actor, account_ref, form.code.data or "", browser)):
        return welcome(form.result, _next())
    account_id = credentials.id_of(account_ref)
    kinds = credentials.kinds_of(account_id)
    return page(
        "auth/code.html",
        form=form,
        has_codes=CredentialKind.TOTP in kinds,
        question=_question(account_id) if CredentialKind.PASSKEY in kinds else None,
        passkey=PasskeyForm(formdata=None),
        contact=_contact(),
        next=request.args.get("next"),
    )


@bp.route("/sign-out", methods=["POST"])
@public
def sign_out() -> ResponseReturnValue:
    """End the session on the server; a copied cookie opens nothing any more."""
    if not g.actor.is_nobody and ButtonForm().validate_on_submit():
        end_session(g.actor, own_session_id())
        page_session().is_over = True
    return redirect(url_for("auth.sign_in"), code=303)


def _sign_in_page(form: PinForm, passkey_form: PasskeyForm) -> ResponseReturnValue:
    people = _people()
    return page(
        "auth/sign_in.html",
        form=form,
        is_known=bool(people),
        has_lapsed=page_session().lapsed_account_id is not None,
        typed=session.get(TYPED),
        question=_question(),
        passkey=passkey_form,
        contact=_contact(),
        next=request.args.get("next"),
    )


def _people() -> list[Any]:
    """Whose PIN this browser takes."""
    token = this_browser().token
    return people_on(fingerprint(token)) if token else []


def _half() -> str | None:
    """The account whose password was right a moment ago in this browser."""
    account_ref, at = session.get(_HALF, ("", 0))
    return account_ref if clock.now().timestamp() - at <= _HALF_LIFE.total_seconds() else None


def _question(account_id: int | None = None) -> Question | None:
    return questions.remembered(ask_for_passkey(account_id)) if questions.are_offered() else None


def _contact() -> OfficeContact | None:
    """The office to call: that of the person whose device this is, else the only one there is."""
    people = _people()
    return mandates.office_for(people[0].organisation_id if people else None, clock.today())


def _next() -> str:
    return safe_next(request.args.get("next"))
