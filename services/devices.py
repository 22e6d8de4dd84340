"""Devices: known by a random token in a long-lived cookie, listed, revoked; how a session begins on one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock
from adapters.tools import tools
from domain.errors import NotFound
from domain.events import DeviceActivated
from models import Account, Device, db
from services import audit
from services.announcements import announce
from services.sessions import begin_session, end_sessions, new_token
from services.unit import use_case


@dataclass(frozen=True, slots=True)
class Browser:
    """What is known of the browser that asks: its device token if it has one, its kind, its address."""

    token: str | None
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What a browser is given when somebody has signed in: the cookies of the session and of the device."""

    session: str
    device: str
    ref: str
    """The device's reference, by which a second press of the same button finds the answer of the first."""


def fingerprint(token: str | None) -> str:
    """What the database holds of a device token."""
    return tools().keys.seal(f"device {token or ''}")


def enter(actor: Actor, account: Account, browser: Browser, *, takes_pin: bool = False) -> Entry:
    """Open a session for an account that has proved itself, on a device that is known from now on.

    Inside the caller's use case. A token that the browser brought is kept only if we gave it; a new device is told
    to its owner. `takes_pin` activates the device.
    """
    device, token = _device(account, browser)
    if takes_pin:
        device.takes_pin = True
    device.last_used_at = account.last_sign_in_at = clock.now()
    db.session.flush()
    return Entry(begin_session(actor, account.id, device.id, browser.name), token, device.ref)


def known_device(account_id: int, browser: Browser) -> int | None:
    """The id of this browser's device, if the account has used it before and nobody has revoked it."""
    found = select(Device.id).where(
        Device.token_hash == fingerprint(browser.token),
        Device.account_id == account_id,
        Device.revoked_at.is_(None),
    )
    return db.session.scalar(found)


@use_case
def revoke_own_device(actor: Actor, ref: str) -> None:
    """Revoke one of one's own devices: its sessions end and it has to be activated again."""
    device = db.session.scalar(
        select(Device).where(Device.ref == ref, Device.account_id == actor.account_id).with_for_update()
    )
    if device is None:
        raise NotFound
    revoke(device)


@use_case
def revoke_device(actor: Actor, ref: str) -> Account:
    """Revoke a device of an account the office looks after: lost, stolen, or given to somebody else."""
    device = fetch(actor, Permission.ACCOUNT_MANAGE, Device, ref)
    revoke(device)
    return db.session.get_one(Account, device.account_id)


def revoke(device: Device) -> None:
    """End a device and its sessions, inside the caller's use case; a second time changes nothing."""
    if device.revoked_at is not None:
        return
    device.revoked_at, device.takes_pin = clock.now(), False
    end_sessions(device.account_id, device_id=device.id)
    organisation_id = db.session.scalar(
        select(Account.organisation_id).where(Account.id == device.account_id)
    )
    audit.note("device", device.id, organisation_id, account=device.account_id, revoked=True)


def revoke_all(account_id: int) -> None:
    """End every device of an account, inside the caller's use case."""
    for device in db.session.scalars(select(Device).where(Device.account_id == account_id)):
        revoke(device)


def _device(account: Account, browser: Browser) -> tuple[Device, str]:
    """The row of this browser for this account, made or revived where there is none, and the token of its cookie."""
    rows = db.session.scalars(
        select(Device).where(Device.token_hash == fingerprint(browser.token)).with_for_update()
    ).all()
    token = browser.token if rows and browser.token else new_token()
    device = next((one for one in rows if one.account_id == account.id), None)
    if device is not None and device.revoked_at is None:
        return device, token
    if device is None:
        device = Device(account_id=account.id, token_hash=fingerprint(token), takes_pin=False)
        db.session.add(device)
    device.name, device.created_at, device.last_used_at = browser.name[:80], clock.now(), clock.now()
    device.revoked_at = None
    db.session.flush()
    audit.note("device", device.id, account.organisation_id, account=account.id, name=device.name)
    announce(DeviceActivated(account_id=account.id, device_ref=device.ref))
    return device, token
