"""What an account can prove itself with; secrets stay on the server."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from models import Account, Credential, Device, db
from models.vocabulary import AccountState, CredentialKind


@dataclass(frozen=True, slots=True)
class Ways:
    """How a person can prove once more who he or she is, in the session at hand."""

    pin: bool
    password: bool
    """The password, alone or with a code; never alone where a passkey is the second factor."""
    code: bool
    passkey: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is no way at all."""
        return not (self.pin or self.password or self.passkey)


def ways_of(account_id: int, device_id: int | None) -> Ways:
    """The ways of an account on a device: the PIN only where that device is activated."""
    kinds = kinds_of(account_id)
    activated = select(Device.id).where(
        Device.id == device_id,
        Device.account_id == account_id,
        Device.takes_pin,
        Device.revoked_at.is_(None),
    )
    has_code, has_passkey = CredentialKind.TOTP in kinds, CredentialKind.PASSKEY in kinds
    return Ways(
        pin=CredentialKind.PIN in kinds and db.session.scalar(activated) is not None,
        password=CredentialKind.PASSWORD in kinds and (has_code or not has_passkey),
        code=has_code,
        passkey=has_passkey,
    )


def kinds_of(account_id: int) -> frozenset[CredentialKind]:
    """Which kinds of proof an account has."""
    return frozenset(
        db.session.scalars(select(Credential.kind).where(Credential.account_id == account_id).distinct())
    )


def of_kind(account_id: int, *kinds: CredentialKind) -> list[Credential]:
    """The credentials of these kinds, the oldest first."""
    return list(
        db.session.scalars(
            select(Credential)
            .where(Credential.account_id == account_id, Credential.kind.in_(kinds))
            .order_by(Credential.created_at, Credential.id)
        )
    )


def one_of_kind(account_id: int, kind: CredentialKind) -> Credential | None:
    """The one credential of a kind that an account has once: password, PIN, authenticator."""
    return next(iter(of_kind(account_id, kind)), None)


def passkeys_of(account_id: int) -> list[str]:
    """The public ids of an account's passkeys."""
    return [one.handle for one in of_kind(account_id, CredentialKind.PASSKEY) if one.handle]


def account_of_passkey(handle: str) -> tuple[Account, Credential] | None:
    """Whose passkey this is, if the account is open."""
    found = db.session.execute(
        select(Account, Credential)
        .join(Credential, Credential.account_id == Account.id)
        .where(
            Credential.handle == handle,
            Credential.kind == CredentialKind.PASSKEY,
            Account.state == AccountState.ACTIVE,
        )
    ).one_or_none()
    return (found[0], found[1]) if found else None


def id_of(account_ref: str) -> int:
    """The row of an account's reference; 0 where there is none any more."""
    return db.session.scalar(select(Account.id).where(Account.ref == account_ref)) or 0


def account_named(sign_in_name: str) -> Account | None:
    """The open account of an office with this sign-in name; capitals do not matter."""
    account: Account | None = db.session.scalar(
        select(Account).where(
            Account.sign_in_name == sign_in_name.lower(), Account.state == AccountState.ACTIVE
        )
    )
    return account
