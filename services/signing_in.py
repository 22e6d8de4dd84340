"""Signing in: PIN on an activated device, password and code for offices, passkey for all.

Secrets are compared outside the transaction, so that a slow hash holds no lock; the try was counted before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from access import Actor
from adapters.passkeys import Question, Site
from adapters.tools import tools
from domain.errors import Refused
from models import Account, Device, db
from models.vocabulary import AccountState, CredentialKind, label
from queries import credentials
from queries.sessions import FACTORS, people_on
from services.credentials import keep_hash, sealed_pin
from services.devices import Browser, Entry, enter, fingerprint, known_device
from services.second_factors import WRONG_CODE, ProvenPasskey, note_use, prove_passkey, take_code
from services.throttle import SECRET, admit, forget
from services.unit import use_case

WRONG_PIN = label("The phone number or PIN is not right")
WRONG_NAME = label("The sign-in name or password is not right")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInWithPin:
    """What is typed on an activated device; where it serves several people, the one chosen."""

    pin: str = field(repr=False)
    phone: str | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInWithPassword:
    """What office staff and administrators type."""

    sign_in_name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Half:
    """The password was right; a second factor is still to be shown."""

    account_ref: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A secret that was right: whose, on which counter, and its new hash where the old one is outdated."""

    account: Actor
    counter: str
    device_id: int | None = None
    kind: CredentialKind | None = None
    hash: str | None = None


def sign_in_with_pin(actor: Actor, wanted: SignInWithPin, browser: Browser) -> Entry:
    """Open a session on an activated device. From any other device nothing is compared, and the answer is the same.

    Raises `Refused`, also while the counter of this person on this device waits (AU-12).
    """
    person = _person_on(browser, wanted)
    who = f"{person.id} {person.device_id}" if person else f"{wanted.account or wanted.phone}"
    counter = f"pin {who}"
    admit(actor, (counter, SECRET))
    kept = person.secret if person else None
    secret = sealed_pin(wanted.pin)
    if not tools().hasher.matches(kept, secret) or person is None:
        raise Refused(WRONG_PIN)
    proof = Proof(_as(person.id), counter, person.device_id, CredentialKind.PIN, _outdated(kept, secret))
    return sign_in(proof.account, proof, browser)


def sign_in_with_password(actor: Actor, wanted: SignInWithPassword, browser: Browser) -> Entry | Half:
    """Check the password of an office: a session, or the next step where the account has a second factor."""
    name = wanted.sign_in_name.strip().lower()
    account = credentials.account_named(name)
    kept = credentials.one_of_kind(account.id, CredentialKind.PASSWORD) if account else None
    counter = _password_counter(account, name, browser)
    admit(actor, (counter, SECRET))
    if not tools().hasher.matches(kept.secret if kept else None, wanted.password) or not account or not kept:
        raise Refused(WRONG_NAME)
    proof = Proof(
        _as(account.id), counter, None, CredentialKind.PASSWORD, _outdated(kept.secret, wanted.password)
    )
    if credentials.kinds_of(account.id) & set(FACTORS):
        settle(proof.account, proof)
        return Half(account.ref)
    return sign_in(proof.account, proof, browser)


def sign_in_with_code(actor: Actor, account_ref: str, code: str, browser: Browser) -> Entry:
    """The second step: a code of the authenticator, or a recovery code."""
    account_id = credentials.id_of(account_ref)
    counter = f"code {account_id} {known_device(account_id, browser) or ''}"
    admit(actor, (counter, SECRET))
    return sign_in_by_code(_as(account_id), counter, code, browser)


def sign_in_with_passkey(actor: Actor, answer: str, challenge: str, browser: Browser) -> Entry:
    """Open a session by a passkey, which is possession and knowledge at once; any device will do."""
    proven = prove_passkey(answer, challenge)
    return sign_in_by_passkey(_as(proven.account_id), proven, browser)


def ask_for_passkey(account_id: int | None = None) -> Question:
    """What the browser is asked: any passkey of this site, or one of an account's own."""
    known = credentials.passkeys_of(account_id) if account_id else ()
    return Site.of(tools().public_url).ask_to_prove(known)


@use_case
def sign_in(actor: Actor, proof: Proof, browser: Browser) -> Entry:
    """Begin the session of somebody who gave the right secret."""
    _settle(actor, proof)
    if proof.device_id is not None:
        device = db.session.get_one(Device, proof.device_id, with_for_update=True)
        if device.revoked_at is not None:
            raise Refused(WRONG_PIN)
    return enter(actor, _open_account(actor), browser)


@use_case
def settle(actor: Actor, proof: Proof) -> None:
    """The first half of a sign-in was right; the second has a counter of its own."""
    _settle(actor, proof)


@use_case
def sign_in_by_code(actor: Actor, counter: str, code: str, browser: Browser) -> Entry:
    """Spend a code and begin the session; a code that was used opens nothing."""
    if not take_code(actor.account_id or 0, code):
        raise Refused(WRONG_CODE, field="code")
    forget(counter)
    return enter(actor, _open_account(actor), browser)


@use_case
def sign_in_by_passkey(actor: Actor, proven: ProvenPasskey, browser: Browser) -> Entry:
    """Spend the question and begin the session."""
    note_use(proven)
    return enter(actor, _open_account(actor), browser)


def _person_on(browser: Browser, wanted: SignInWithPin) -> Row[*tuple[Any, ...]] | None:
    """The one person of this device who is meant by the number typed or the name chosen."""
    people = people_on(fingerprint(browser.token)) if browser.token else []
    meant = [
        one
        for one in people
        if (one.ref == wanted.account if wanted.account else one.phone and one.phone == wanted.phone)
    ]
    return meant[0] if len(meant) == 1 else None


def _password_counter(account: Account | None, name: str, browser: Browser) -> str:
    """One counter for each device the account knows, one for all others: strangers cannot lock an office out."""
    device_id = known_device(account.id, browser) if account else None
    return f"password {name} {device_id or ''}"


def _outdated(kept: str | None, secret: str) -> str | None:
    """The secret hashed anew where its hash has the parameters of another day."""
    return tools().hasher.hash(secret) if kept and tools().hasher.is_outdated(kept) else None


def _settle(actor: Actor, proof: Proof) -> None:
    forget(proof.counter)
    if proof.hash is not None and proof.kind is not None:
        keep_hash(actor.account_id or 0, proof.kind, proof.hash)


def _open_account(actor: Actor) -> Account:
    """The account, locked; closed a moment ago, it opens nothing."""
    account = db.session.get_one(Account, actor.account_id, with_for_update=True, populate_existing=True)
    if account.state is not AccountState.ACTIVE:
        raise Refused(WRONG_NAME if account.sign_in_name else WRONG_PIN)
    return account


def _as(account_id: int) -> Actor:
    """Whoever gave the right secret; the trail names the account."""
    return Actor(account_id=account_id)
