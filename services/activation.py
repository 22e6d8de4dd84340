"""A slip becomes a person's own device and secret: who is meant, the PIN or password chosen, the first session."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from access import Actor
from adapters import clock
from domain.errors import NotFound, Refused
from domain.events import CredentialChanged
from models import Account, Device, Mandate, Organisation, db
from models.vocabulary import AccountState, CredentialKind, Office
from queries.mandates import in_force
from services.announcements import announce
from services.credentials import keep_secret, password_hash, pin_hash
from services.devices import Browser, Entry, enter, fingerprint
from services.sessions import begin_session, end_sessions, new_token
from services.slips import account_of, find_slip, spend
from services.unit import use_case

REPEAT = timedelta(minutes=2)
"""For so long a second press of the same button is given what the first was."""


@dataclass(frozen=True, slots=True)
class Meant:
    """For whom a slip is: shown before anything is set."""

    name: str
    office: Office | None
    organisation: str | None
    organisation_id: int | None
    has_password: bool
    """The slip leads to a password, not to a PIN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activate:
    """The PIN that a person chose."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseFirstPassword:
    """The password that somebody of an office chose."""

    password: str = field(repr=False)


def meant_by(actor: Actor, code: str, address: str) -> Meant:
    """Whose slip this is; raises `Refused` for a code that opens nothing, in the words of its own case."""
    _, account = find_slip(actor, code, address)
    held = db.session.execute(
        select(Mandate.office, Organisation.name)
        .join(Organisation, Organisation.id == Mandate.organisation_id)
        .where(Mandate.account_id == account.id, in_force(clock.today()))
        .order_by(Organisation.path.desc(), Mandate.id)
    ).first()
    office, organisation = held or (None, account.organisation.name if account.organisation else None)
    return Meant(
        account.full_name, office, organisation, account.organisation_id, account.sign_in_name is not None
    )


def activate(actor: Actor, code: str, browser: Browser, wanted: Activate) -> Entry:
    """Set the PIN that a slip's owner chose, activate this browser and open a session; older sessions end."""
    account = account_of(code)
    if account.sign_in_name is not None:
        raise Refused("This slip leads to a password. Open the page of the slip again.")
    return activate_device(_as(account), code, pin_hash(account, wanted.pin), browser)


@use_case
def activate_device(actor: Actor, code: str, secret: str, browser: Browser) -> Entry:
    """Spend the slip: of two who come at once the second is refused."""
    account = _welcome(spend(code))
    keep_secret(account.id, CredentialKind.PIN, secret)
    end_sessions(account.id)
    return enter(actor, account, browser, takes_pin=True)


@use_case
def activate_again(actor: Actor, device_ref: str, browser: Browser) -> Entry:
    """The answer to a second press of the button, whose first answer never arrived: the same device, new cookies.

    Only the key of the form, which nobody else has, leads here; and only for two minutes.
    """
    found = select(Device, Account).join(Account, Account.id == Device.account_id)
    row = db.session.execute(
        found.where(
            Device.ref == device_ref,
            Device.takes_pin,
            Device.created_at >= clock.now() - REPEAT,
            Account.state == AccountState.ACTIVE,
        ).with_for_update(of=Device)
    ).one_or_none()
    if row is None:
        raise NotFound
    device, account = row
    token = browser.token
    if token is None or device.token_hash != fingerprint(token):
        token = new_token()
        device.token_hash = fingerprint(token)
    return Entry(begin_session(_as(account), account.id, device.id, browser.name), token, device.ref)


def choose_first_password(actor: Actor, code: str, wanted: ChooseFirstPassword) -> None:
    """Set the password that a slip or a reset leads to; it signs nobody in and skips no second factor (AU-06)."""
    account = account_of(code)
    if account.sign_in_name is None:
        raise Refused("This slip leads to a PIN. Open the page of the slip again.")
    spend_on_password(_as(account), code, password_hash(account, wanted.password))


@use_case
def spend_on_password(actor: Actor, code: str, secret: str) -> None:
    """Spend the slip on a password; all sessions end, and the owner is told."""
    account = _welcome(spend(code))
    keep_secret(account.id, CredentialKind.PASSWORD, secret)
    end_sessions(account.id)
    announce(CredentialChanged(account_id=account.id, kind=CredentialKind.PASSWORD))


def _welcome(account: Account) -> Account:
    """The account is open from now on."""
    account.state = AccountState.ACTIVE
    account.activated_at = account.activated_at or clock.now()
    return account


def _as(account: Account) -> Actor:
    """Whoever holds the slip acts as the person it was printed for; the trail says so."""
    return Actor(account_id=account.id, member_id=account.member_id, person_name=account.full_name)
