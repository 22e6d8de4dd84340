"""Passwords and PINs of accounts: judged, kept as hashes, changed. Nobody sets or sees those of somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from access import Actor
from adapters import clock
from adapters.passwords import is_guessable
from adapters.tools import tools
from domain.errors import NotAllowed, Refused
from domain.events import CredentialChanged
from domain.factors import check_length, must_have_factor
from domain.pins import check_pin
from models import Account, Credential, db
from models.vocabulary import CredentialKind
from queries import credentials as queries
from queries.mandates import offices_of
from queries.sessions import FACTORS
from services import audit
from services.announcements import announce
from services.sessions import end_sessions
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePin:
    """A new PIN."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """A new password."""

    password: str = field(repr=False)


def change_pin(actor: Actor, sign_in_id: int, wanted: ChangePin) -> None:
    """Choose another PIN after a fresh sign-in; the other sessions end (AU-13)."""
    account = _own(actor)
    if queries.one_of_kind(account.id, CredentialKind.PIN) is None:
        raise NotAllowed("Your account signs in with a password.")
    _change(actor, sign_in_id, CredentialKind.PIN, pin_hash(account, wanted.pin))


def change_password(actor: Actor, sign_in_id: int, wanted: ChangePassword) -> None:
    """Choose another password after a fresh sign-in; the other sessions end."""
    account = _own(actor)
    if account.sign_in_name is None:
        raise NotAllowed("Your account signs in with a PIN.")
    _change(actor, sign_in_id, CredentialKind.PASSWORD, password_hash(account, wanted.password))


@use_case
def _change(actor: Actor, sign_in_id: int, kind: CredentialKind, secret: str) -> None:
    account_id = actor.account_id or 0
    keep_secret(account_id, kind, secret)
    end_sessions(account_id, but=sign_in_id)
    announce(CredentialChanged(account_id=account_id, kind=kind))


def pin_hash(account: Account, pin: str) -> str:
    """The hash of a PIN that this person may have; raises `Refused` for one that others would guess."""
    born = account.member.born if account.member else None
    check_pin(pin, born=born, phone=account.phone)
    return tools().hasher.hash(sealed_pin(pin))


def password_hash(account: Account, password: str) -> str:
    """The hash of a password that this account may have; raises `Refused` with what to write instead (AU-01)."""
    judge_password(password, _context(account), has_factor=_has_or_must_have_factor(account.id))
    return tools().hasher.hash(password)


def judge_password(password: str, context: Iterable[str], *, has_factor: bool) -> None:
    """Refuse a password that is too short, or that somebody who knows the person would soon try."""
    check_length(password, has_factor=has_factor)
    if is_guessable(password, context):
        raise Refused(
            "This password is easy to guess: common words, names or rows of keys. "
            "Take a sentence that only you would think of.",
            field="password",
        )


def keep_secret(account_id: int, kind: CredentialKind, secret: str) -> None:
    """Replace the one password or PIN of an account, inside the caller's use case."""
    keep_hash(account_id, kind, secret)
    audit.note("credential", account_id, _organisation_of(account_id), kind=kind.value, set=True)


def keep_hash(account_id: int, kind: CredentialKind, secret: str) -> None:
    """Keep a new hash, also of the same secret under stronger parameters; inside the caller's use case."""
    db.session.execute(delete(Credential).where(Credential.account_id == account_id, Credential.kind == kind))
    db.session.add(
        Credential(account_id=account_id, kind=kind, secret=secret, counter=0, created_at=clock.now())
    )


def sealed_pin(pin: str) -> str:
    """What is hashed of a PIN: a million PINs are few, so a key kept outside the database stands before the hash."""
    return tools().keys.seal(f"pin {pin}")


def insist_fresh(actor: Actor) -> None:
    """Raise `NotAllowed` unless the person proved who he or she is within the last ten minutes."""
    if not actor.is_fresh and not actor.is_worker:
        raise NotAllowed("Prove once more who you are, then try again.")


def loaded(account_id: int) -> Account:
    """An account with what its secrets are judged by: the person's record, the organisation's name."""
    return db.session.scalars(
        select(Account)
        .where(Account.id == account_id)
        .options(joinedload(Account.member), joinedload(Account.organisation))
    ).one()


def _own(actor: Actor) -> Account:
    insist_fresh(actor)
    return loaded(actor.account_id or 0)


def _has_or_must_have_factor(account_id: int) -> bool:
    """Whether a second factor stands beside the password, or nothing opens until there is one."""
    if queries.kinds_of(account_id) & set(FACTORS):
        return True
    offices = offices_of(account_id, clock.today())
    return must_have_factor(offices, strict=tools().strict, demonstration=tools().demonstration)


def _context(account: Account) -> list[str]:
    """Words that others would try first for this person."""
    words = [account.full_name, account.sign_in_name, account.phone, account.email]
    words += [account.organisation.name if account.organisation else None]
    words += [str(account.member.birth_year) if account.member else None]
    return [word for word in words if word]


def _organisation_of(account_id: int) -> int | None:
    return db.session.scalar(select(Account.organisation_id).where(Account.id == account_id))
