"""Accounts and activation slips: who may sign in, on which devices, and the paper that opens the book."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import authenticators, clock, qr
from adapters.tools import tools
from blueprints.accounts.bp import bp
from blueprints.accounts.forms import (
    ButtonForm,
    DescribeAccountForm,
    GiveForm,
    NewAccountForm,
    SearchForm,
    ShowFilter,
    SignInNameForm,
    SlipsForm,
)
from blueprints.accounts.papers import paper_of
from blueprints.accounts.sheets import ACCOUNTS, WITHOUT
from queries import accounts as queries
from queries import mandates, sessions
from queries.accounts import Criteria, Show
from services import accounts, devices
from services.accounts import CreateAccount, DescribeAccount, GiveSignInName
from services.slips import PrintedSlip, renew_slips
from ui import spreadsheets
from ui.guards import needs
from ui.pages import done, page
from ui.papers import as_pdf
from ui.tables import more

_SEARCH = "accounts_search"


@bp.route("/", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_READ)
def index() -> ResponseReturnValue:
    """Who may sign in, who never did, who has no account; a search is posted and remembered beside the session."""
    search = SearchForm()
    if search.validate_on_submit():
        session[_SEARCH] = search.words.data
        return redirect(request.full_path.rstrip("?"), code=303)
    search.words.data = session.get(_SEARCH)
    return _list(search, SlipsForm(formdata=None))


@bp.route("/new", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def new() -> ResponseReturnValue:
    """Give an account to a person, who need not be a member; the slip comes next."""
    at = request.args.get("at")
    places = [queries.place_to_keep(g.actor, at)] if at else queries.places_to_keep(g.actor)
    form = NewAccountForm(places)
    if form.submit(CreateAccount, partial(accounts.create_account, g.actor)):
        return done(
            _("The account is ready. Give the person an office if need be, then print the slip."),
            "accounts.show",
            account_ref=form.result_ref,
        )
    return page("accounts/new.html", form=form)


@bp.route("/<ref:account_ref>")
@needs(Permission.ACCOUNT_READ)
def show(account_ref: str) -> ResponseReturnValue:
    """One account: the offices, the devices, the sessions, the slip that is out."""
    return _account(account_ref, ButtonForm())


def _account(account_ref: str, form: ButtonForm) -> ResponseReturnValue:
    """The page of an account, with what was refused there."""
    account = queries.one(g.actor, account_ref)
    return page(
        "accounts/show.html",
        account=account,
        form=form,
        offices=mandates.of_account(account.id),
        devices=sessions.devices_of(account.id),
        open_sessions=sessions.sessions_of(account.id),
        slip=queries.open_slip(account.id),
        today=clock.today(),
    )


@bp.route("/<ref:account_ref>/edit", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def edit(account_ref: str) -> ResponseReturnValue:
    """Keep name, telephone and e-mail up to date."""
    form = DescribeAccountForm.of(queries.one(g.actor, account_ref))
    if form.submit(DescribeAccount, partial(accounts.describe_account, g.actor, account_ref)):
        return done(_("Saved."), "accounts.show", account_ref=account_ref)
    return page("accounts/edit.html", form=form, account=queries.one(g.actor, account_ref))


@bp.route("/<ref:account_ref>/sign-in-name", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def give_name(account_ref: str) -> ResponseReturnValue:
    """Somebody works in an office from now on: a name and a password instead of the PIN."""
    form = SignInNameForm()
    if form.submit(GiveSignInName, partial(accounts.give_sign_in_name, g.actor, account_ref)):
        return done(
            _("From now on this account signs in with a password. Print a slip to choose it."),
            "accounts.show",
            account_ref=account_ref,
        )
    return page("accounts/sign_in_name.html", form=form, account=queries.one(g.actor, account_ref))


@bp.route("/<ref:account_ref>/close", methods=["GET", "POST"])
@needs(Permission.ACCOUNT_MANAGE)
def close(account_ref: str) -> ResponseReturnValue:
    """Close an account, with a page that says what ends."""
    form = ButtonForm()
    if form.run(lambda: accounts.close_account(g.actor, account_ref)):
        return done(_("The account is closed."), "accounts.show", account_ref=account_ref)
    return page("accounts/close.html", form=form, account=queries.one(g.actor, account_ref))


@bp.route("/<ref:account_ref>/reopen", methods=["POST"])
@needs(Permission.ACCOUNT_MANAGE)
def reopen(account_ref: str) -> ResponseReturnValue:
    """Open a closed account again."""
    form = ButtonForm()
    if form.run(lambda: accounts.reopen_account(g.actor, account_ref)):
        return done(
            _("The account is open again. The person needs a new slip."),
            "accounts.show",
            account_ref=account_ref,
        )
    return _account(account_ref, form)


@bp.route("/<ref:account_ref>/sessions/end", methods=["POST"])
@needs(Permission.ACCOUNT_MANAGE)
def end_sessions(account_ref: str) -> ResponseReturnValue:
    """Sign a person out everywhere."""
    form = ButtonForm()
    if form.run(lambda: accounts.end_sessions_of(g.actor, account_ref)):
        return done(_("The person is signed out everywhere."), "accounts.show", account_ref=account_ref)
    return redirect(url_for("accounts.show", account_ref=account_ref), code=303)


@bp.route("/<ref:account_ref>/devices/<ref:device_ref>/revoke", methods=["POST"])
@needs(Permission.ACCOUNT_MANAGE)
def revoke_device(account_ref: str, device_ref: str) -> ResponseReturnValue:
    """Revoke a lost device in one press."""
    form = ButtonForm()
    if form.run(lambda: devices.revoke_device(g.actor, device_ref)):
        return done(
            _("The device is revoked. It opens the book no more."), "accounts.show", account_ref=account_ref
        )
    return redirect(url_for("accounts.show", account_ref=account_ref), code=303)


@bp.route("/give", methods=["POST"])
@needs(Permission.ACCOUNT_MANAGE)
def give() -> ResponseReturnValue:
    """Give accounts to the members chosen, and print their slips."""
    form = GiveForm()
    if not form.run(lambda: accounts.give_accounts(g.actor, form.members.data or ())):
        return _list(SearchForm(formdata=None), form, Show.WITHOUT)
    if form.result is None:
        return redirect(url_for("accounts.index", show=Show.INVITED), code=303)
    return _paper(renew_slips(g.actor, [account.ref for account in form.result]))


@bp.route("/slips", methods=["POST"])
@needs(Permission.ACCOUNT_MANAGE)
def slips() -> ResponseReturnValue:
    """Print new slips; the codes are shown on this answer only, and the slips printed before open nothing any more.

    A second press makes other codes once more: the page that arrives last is the one that is right.
    """
    form = SlipsForm()
    if not form.attempt(lambda: renew_slips(g.actor, form.accounts.data or ())):
        return _list(SearchForm(formdata=None), form)
    return _paper(form.result)


@bp.route("/slips.pdf", methods=["POST"])
@needs(Permission.ACCOUNT_MANAGE)
def slips_pdf() -> ResponseReturnValue:
    """The same as a PDF file; these codes, too, are in this answer only."""
    form = SlipsForm()
    if not form.attempt(lambda: renew_slips(g.actor, form.accounts.data or ())):
        return _list(SearchForm(formdata=None), form)
    return as_pdf([paper_of(form.result)])


def _list(search: SearchForm, chosen: SlipsForm | GiveForm, show: Show | None = None) -> ResponseReturnValue:
    filters = ShowFilter()
    show, words, after = show or filters.show.data, session.get(_SEARCH), request.args.get("after")
    is_without = show is Show.WITHOUT
    read: spreadsheets.Read = (
        partial(queries.members_without, g.actor, words)
        if is_without
        else partial(queries.listed, g.actor, Criteria(show=show, words=words))
    )
    if spreadsheets.asked_for():
        return spreadsheets.download(WITHOUT if is_without else ACCOUNTS, read, show, words)
    lines = read(after)
    return page(
        "accounts/index.html",
        search=search,
        form=GiveForm(formdata=None) if is_without and isinstance(chosen, SlipsForm) else chosen,
        show=show,
        ways=list(Show),
        words=words,
        lines=lines.rows,
        more=more(lines.after),
        is_all=bool(request.args.get("all")),
    )


def _paper(printed: Sequence[PrintedSlip]) -> ResponseReturnValue:
    """Eight slips on an A4 page, with cut marks."""
    address = f"{tools().public_url}/activate"
    papers = [
        {
            "account": one.account,
            "code": authenticators.in_groups(one.code),
            "image": qr.image(f"{address}?code={one.code}"),
            "until": one.expires_at,
        }
        for one in printed
    ]
    contact = mandates.office_for(g.actor.organisation_id, clock.today())
    # Typed by hand: a browser finds the scheme by itself, and the line stays short enough for the paper.
    typed = address.partition("://")[2]
    return page("accounts/slips.html", papers=papers, address=typed, contact=contact)
