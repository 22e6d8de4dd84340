"""From a printed slip to the first session, and the set-up of the first administrator."""

from __future__ import annotations

from functools import partial

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from adapters import clock
from blueprints.auth import questions
from blueprints.auth.bp import bp
from blueprints.auth.forms import ButtonForm, NewPasswordForm, NewPinForm, PasskeyForm, SetUpForm, SlipForm
from domain.errors import NotFound, Refused
from queries import mandates, places
from services.activation import (
    Activate,
    ChooseFirstPassword,
    Meant,
    activate_again,
    choose_first_password,
    meant_by,
)
from services.activation import activate as activate_slip
from services.second_factors import ask_for_passkey
from services.set_up import SetUp, is_open
from services.set_up import set_up as make_administrator
from services.slips import kept_at, refuse_slip
from ui.devices import this_browser, welcome
from ui.guards import public, signed_in
from ui.pages import done, page

_SLIP, _SET_UP = "slip", "set_up"


@bp.route("/activate", methods=["GET", "POST"])
@public
def activate() -> ResponseReturnValue:
    """Take the code of a slip, typed or brought along by its QR code, and out of the address again."""
    form, brought = SlipForm(), request.args.get("code")
    if brought and request.method == "GET":
        form.code.data = brought[: form.code.most]
        is_read = _try(form)
    else:
        is_read = form.validate_on_submit() and _try(form)
    if is_read:
        session[_SLIP] = form.code.data
        return redirect(url_for("auth.person"), code=303)
    kept = kept_at(form.code.data or "")
    return page("auth/activate.html", form=form, contact=mandates.office_for(kept, clock.today()))


@bp.route("/activate/person")
@public
def person() -> ResponseReturnValue:
    """Name the person whom the slip means, before anything is set."""
    meant = _meant()
    if meant is None:
        return _from_the_start()
    return page("auth/person.html", meant=meant, form=ButtonForm())


@bp.route("/activate/refuse", methods=["POST"])
@public
def refuse() -> ResponseReturnValue:
    """*Không phải tôi*: the slip is closed and the office is told."""
    form, code = ButtonForm(), session.get(_SLIP, "")
    if not form.run(lambda: refuse_slip(g.actor, code)):
        return _from_the_start()
    session.pop(_SLIP, None)
    contact = mandates.office_for(kept_at(code), clock.today())
    return page("auth/refused.html", contact=contact)


@bp.route("/activate/pin", methods=["GET", "POST"])
@public
def choose_pin() -> ResponseReturnValue:
    """Choose the PIN: this browser is activated, the slip spent, the session open."""
    form, browser = NewPinForm(), this_browser()
    if form.submit(Activate, partial(activate_slip, g.actor, session.get(_SLIP, ""), browser)):
        entry = form.result or activate_again(g.actor, form.result_ref or "", browser)
        return welcome(entry, url_for("auth.ready"))
    if not form.is_submitted() and _meant() is None:
        return _from_the_start()
    return page("auth/choose_pin.html", form=form)


@bp.route("/activate/password", methods=["GET", "POST"])
@public
def choose_password() -> ResponseReturnValue:
    """Choose the password that a slip or a reset leads to; signing in comes after, with every factor."""
    form = NewPasswordForm()
    if form.submit(ChooseFirstPassword, partial(choose_first_password, g.actor, session.get(_SLIP, ""))):
        session.pop(_SLIP, None)
        return done(_("Your password is set. Sign in with it now."), "auth.password")
    if not form.is_submitted() and _meant() is None:
        return _from_the_start()
    return page("auth/choose_password.html", form=form)


@bp.route("/ready")
@signed_in
def ready() -> ResponseReturnValue:
    """How to sign in next time, and the easier way: a passkey, offered after the first success."""
    question = questions.remembered(ask_for_passkey(g.actor)) if questions.are_offered() else None
    return page("auth/ready.html", question=question, passkey=PasskeyForm())


@bp.route("/set-up", methods=["GET", "POST"])
@public
def set_up() -> ResponseReturnValue:
    """The first administrator's name, password and province; the page is gone once there is one."""
    if request.args.get("token"):
        session[_SET_UP] = request.args["token"]
        return redirect(url_for("auth.set_up"), code=303)
    token = session.get(_SET_UP, "")
    if not is_open(token):
        raise NotFound
    form, browser = SetUpForm(places.provinces()), this_browser()
    if form.submit(SetUp, lambda wanted: make_administrator(g.actor, token, wanted, browser)) and form.result:
        return welcome(form.result, url_for("auth.second_factor"))
    return page("auth/set_up.html", form=form)


def _try(form: SlipForm) -> bool:
    """Whether the code opens something; what it opens instead is said on the field."""
    try:
        meant_by(g.actor, form.code.data or "", this_browser().address)
    except Refused as refused:
        form.blame(refused)
        return False
    return True


def _meant() -> Meant | None:
    """Whom the slip in hand means; nobody when it has been spent in the meantime."""
    try:
        return meant_by(g.actor, session.get(_SLIP, ""), this_browser().address) if _SLIP in session else None
    except Refused:
        return None


def _from_the_start() -> ResponseReturnValue:
    """Back to the page that says in words why a slip opens nothing."""
    return redirect(url_for("auth.activate", code=session.pop(_SLIP, None)), code=303)
