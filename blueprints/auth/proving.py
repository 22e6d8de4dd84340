"""Proving once more who one is, before acts of weight (AU-10)."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, request
from flask.typing import ResponseReturnValue

from adapters.tools import tools
from blueprints.auth import questions
from blueprints.auth.bp import bp
from blueprints.auth.forms import ButtonForm, PasskeyForm, StepUpPasswordForm, StepUpPinForm
from queries.credentials import Ways, ways_of
from services import stepping_up
from services.signing_in import ask_for_passkey
from ui.actor import own_device_id, own_session_id, page_session
from ui.forms import BaseForm
from ui.guards import signed_in
from ui.pages import page, safe_next


@bp.route("/step-up", methods=["GET", "POST"])
@signed_in
def step_up() -> ResponseReturnValue:
    """The PIN or the password once more, and on to the page that asked for it."""
    ways = _ways()
    form = _form(ways)
    if form.attempt(partial(_prove, form)):
        return _fresh(form.result)
    return _page(ways, form, PasskeyForm(formdata=None))


@bp.route("/step-up/passkey", methods=["POST"])
@signed_in
def step_up_by_passkey() -> ResponseReturnValue:
    """The same by a passkey of one's own."""
    form, challenge = PasskeyForm(), questions.challenge()
    prove = partial(stepping_up.prove_with_passkey, g.actor, own_session_id())
    if form.attempt(lambda: prove(form.credential.data or "", challenge)):
        return _fresh(form.result)
    ways = _ways()
    return _page(ways, _form(ways, formdata=None), form)


def _ways() -> Ways:
    return ways_of(g.actor.account_id, own_device_id())


def _form(ways: Ways, **rest: object) -> BaseForm:
    """The fields for the way this person has here; without any, a button for the demonstration alone."""
    if ways.pin:
        return StepUpPinForm(**rest)
    if ways.password:
        return StepUpPasswordForm(with_code=ways.code, **rest)
    return ButtonForm(**rest)


def _prove(form: BaseForm) -> str:
    if isinstance(form, StepUpPinForm):
        return stepping_up.prove_with_pin(g.actor, own_session_id(), own_device_id(), form.pin.data or "")
    if isinstance(form, StepUpPasswordForm):
        code = form.code.data if "code" in form else None
        return stepping_up.prove_with_password(g.actor, own_session_id(), form.password.data or "", code)
    return stepping_up.step_up_in_demonstration(g.actor, own_session_id())


def _fresh(token: str) -> ResponseReturnValue:
    page_session().new_token = token
    return redirect(safe_next(request.args.get("next")), code=303)


def _page(ways: Ways, form: BaseForm, passkey: PasskeyForm) -> ResponseReturnValue:
    question = None
    if ways.passkey and questions.are_offered():
        question = questions.remembered(ask_for_passkey(g.actor.account_id))
    return page(
        "auth/step_up.html",
        form=form,
        ways=ways,
        is_free=tools().demonstration,
        question=question,
        passkey=passkey,
        next=request.args.get("next"),
    )
