"""Proving once more who one is, before acts of weight: sanctions, grants, one's own secrets (AU-10)."""

from __future__ import annotations

from access import Actor
from adapters.tools import tools
from domain.errors import Refused
from models import Device, db
from models.vocabulary import CredentialKind
from queries import credentials
from services.credentials import sealed_pin
from services.second_factors import (
    WRONG_CODE,
    WRONG_PASSKEY,
    ProvenPasskey,
    note_use,
    prove_passkey,
    take_code,
)
from services.sessions import renew_session
from services.throttle import SECRET, admit, forget
from services.unit import use_case


def prove_with_pin(actor: Actor, sign_in_id: int, device_id: int | None, pin: str) -> str:
    """Step up with the PIN, on the activated device of this session; gives the session's new token."""
    device = db.session.get(Device, device_id) if device_id else None
    kept = credentials.one_of_kind(actor.account_id or 0, CredentialKind.PIN)
    counter = f"pin {actor.account_id} {device_id}"
    admit(actor, (counter, SECRET))
    takes_pin = device is not None and device.takes_pin and device.revoked_at is None
    if not tools().hasher.matches(kept.secret if kept and takes_pin else None, sealed_pin(pin)):
        raise Refused("The PIN is not right", field="pin")
    return step_up(actor, sign_in_id, counter)


def prove_with_password(actor: Actor, sign_in_id: int, password: str, code: str | None) -> str:
    """Step up with the password, and a code where the account has an authenticator."""
    account_id = actor.account_id or 0
    kinds = credentials.kinds_of(account_id)
    kept = credentials.one_of_kind(account_id, CredentialKind.PASSWORD)
    counter = f"step-up {account_id}"
    admit(actor, (counter, SECRET))
    if not tools().hasher.matches(kept.secret if kept else None, password):
        raise Refused("The password is not right", field="password")
    if CredentialKind.TOTP in kinds:
        return step_up_by_code(actor, sign_in_id, counter, code or "")
    if CredentialKind.PASSKEY in kinds:
        raise Refused("Use your passkey: the password alone is not enough for this account.")
    return step_up(actor, sign_in_id, counter)


def prove_with_passkey(actor: Actor, sign_in_id: int, answer: str, challenge: str) -> str:
    """Step up with a passkey of one's own."""
    proven = prove_passkey(answer, challenge)
    if proven.account_id != actor.account_id:
        raise Refused(WRONG_PASSKEY)
    return step_up_by_passkey(actor, sign_in_id, proven)


@use_case
def step_up(actor: Actor, sign_in_id: int, counter: str) -> str:
    """Make the session fresh, under a new token."""
    forget(counter)
    return renew_session(actor, sign_in_id)


@use_case
def step_up_by_code(actor: Actor, sign_in_id: int, counter: str, code: str) -> str:
    """Spend a code and make the session fresh."""
    if not take_code(actor.account_id or 0, code):
        raise Refused(WRONG_CODE, field="code")
    forget(counter)
    return renew_session(actor, sign_in_id)


@use_case
def step_up_by_passkey(actor: Actor, sign_in_id: int, proven: ProvenPasskey) -> str:
    """Spend the question and make the session fresh."""
    note_use(proven)
    return renew_session(actor, sign_in_id)


def step_up_in_demonstration(actor: Actor, sign_in_id: int) -> str:
    """The invented people of the demonstration have nothing to prove; outside of it this is refused."""
    if not tools().demonstration:
        raise Refused("Prove once more who you are.")
    return renew_session(actor, sign_in_id)
