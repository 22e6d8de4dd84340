"""The first administrator: a one-time address printed on the console, gone once it was used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from access import Actor
from adapters import clock, one_time
from adapters.tools import tools
from domain.accounts import sign_in_name
from domain.errors import Conflict, NotFound, Refused
from domain.names import full_name
from models.vocabulary import AccountState, CredentialKind, Office
from queries.credentials import account_named
from queries.mandates import has_administrator
from services.accounts import new_account
from services.credentials import judge_password, keep_secret
from services.devices import Browser, Entry, enter
from services.mandates import appoint
from services.organisations import committee_of_code
from services.slips import make_reset
from services.unit import use_case

LIFE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """Who administers, and for which province."""

    full_name: str
    sign_in_name: str
    password: str = field(repr=False)
    province: str
    """The code of the province in the list of administrative units."""


def set_up_address() -> str:
    """A new one-time address of the set-up page; raises `Refused` when there is an administrator already."""
    if has_administrator(clock.today()):
        raise Refused("There is an administrator already. Use reset-password if the password was lost.")
    token = one_time.make(tools().instance, clock.now(), LIFE)
    return f"{tools().public_url}/set-up?token={token}"


def is_open(token: str) -> bool:
    """Whether the set-up page opens for this token: for half an hour, and while there is no administrator."""
    return one_time.is_good(tools().instance, token, clock.now()) and not has_administrator(clock.today())


def set_up(actor: Actor, token: str, wanted: SetUp, browser: Browser) -> Entry:
    """Make the first administrator and sign in; the second factor is enrolled before anything else opens."""
    if not is_open(token):
        raise NotFound
    name, called = full_name(wanted.full_name, field="full_name"), sign_in_name(wanted.sign_in_name)
    judge_password(wanted.password, [name, called], has_factor=not tools().demonstration)
    entry = found_administrator(
        actor, name, called, tools().hasher.hash(wanted.password), wanted.province, browser
    )
    one_time.spend(tools().instance)
    return entry


@use_case
def found_administrator(
    actor: Actor, name: str, called: str, secret: str, province: str, browser: Browser
) -> Entry:
    """The committee of the province, the account, its password, its office, all at once or nothing."""
    committee = committee_of_code(province)
    if has_administrator(clock.today()):
        raise Conflict("Somebody else has become administrator in the meantime.")
    account = new_account(committee.id, name, name_to_sign_in=called)
    account.state, account.activated_at = AccountState.ACTIVE, clock.now()
    keep_secret(account.id, CredentialKind.PASSWORD, secret)
    appoint(account, committee, Office.ADMINISTRATOR, clock.today(), by=actor)
    return enter(Actor(account_id=account.id, person_name=name), account, browser)


@use_case
def reset_address(actor: Actor, called: str) -> str:
    """A one-time address, good for 15 minutes, at which the owner of a sign-in name chooses a new password (AU-06)."""
    account = account_named(called)
    if account is None:
        raise NotFound("No open account has the sign-in name %(name)s.", name=called)
    return f"{tools().public_url}/activate?code={make_reset(actor, account).code}"
