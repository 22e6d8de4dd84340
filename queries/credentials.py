"""What an account can prove itself with; secrets stay on the server."""

from __future__ import annotations

from sqlalchemy import select

from models import Account, Credential, db
from models.vocabulary import AccountState, CredentialKind


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
