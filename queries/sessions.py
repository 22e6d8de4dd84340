"""What one request must know of who is asking, in one statement; sessions and devices of one person."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, and_, bindparam, exists, or_, select

from access import Prepared
from models import Account, Credential, Device, Mandate, Organisation, SignIn, db
from models.vocabulary import AccountState, CredentialKind

FACTORS = (CredentialKind.TOTP, CredentialKind.PASSKEY)
"""What counts as a second factor beside a password."""


_HOLDS_TODAY = and_(
    Mandate.starts_on <= bindparam("today"),
    or_(Mandate.ends_on.is_(None), Mandate.ends_on > bindparam("today")),
)

_OF_TOKEN = Prepared(
    select(
        SignIn.id,
        SignIn.account_id,
        SignIn.device_id,
        SignIn.pages,
        SignIn.created_at,
        SignIn.last_seen_at,
        SignIn.fresh_at,
        Account.ref.label("account_ref"),
        Account.full_name,
        Account.member_id,
        Account.language,
        exists()
        .where(Credential.account_id == SignIn.account_id, Credential.kind.in_(FACTORS))
        .label("has_factor"),
        Mandate.ref.label("mandate_ref"),
        Mandate.office,
        Organisation.id.label("organisation_id"),
        Organisation.ref.label("organisation_ref"),
        Organisation.name.label("organisation_name"),
        Organisation.kind,
        Organisation.is_grassroots,
        Organisation.side,
        Organisation.path,
    )
    .join(Account, Account.id == SignIn.account_id)
    .outerjoin(Device, Device.id == SignIn.device_id)
    .outerjoin(
        Mandate,
        and_(Mandate.id == SignIn.mandate_id, Mandate.account_id == SignIn.account_id, _HOLDS_TODAY),
    )
    .outerjoin(Organisation, Organisation.id == Mandate.organisation_id)
    .where(
        SignIn.token_hash == bindparam("token_hash"),
        Account.state == AccountState.ACTIVE,
        Device.revoked_at.is_(None),
    )
)

_OWN_OFFICES = Prepared(
    select(Mandate.id, Mandate.ref, Mandate.office, Organisation.name, Organisation.kind)
    .join(Organisation, Organisation.id == Mandate.organisation_id)
    .where(Mandate.account_id == bindparam("account_id"), _HOLDS_TODAY)
    .order_by(Organisation.path.desc(), Mandate.id)
)


def of_token(token_hash: str, today: date) -> Row[*tuple[Any, ...]] | None:
    """The session with this token, its account, and the office chosen in it if that is in force today.

    Nothing for a closed account or a revoked device, so that both lose their rights at the next request.
    """
    return _OF_TOKEN.run(token_hash=token_hash, today=today).one_or_none()


def own_offices(account_id: int, today: date) -> list[Row[*tuple[Any, ...]]]:
    """The offices an account holds today, for the switch in the header; residence cells first."""
    return list(_OWN_OFFICES.run(account_id=account_id, today=today))


def people_on(token_hash: str) -> list[Row[*tuple[Any, ...]]]:
    """Whose PIN is accepted on this device: a family may share one."""
    return list(
        db.session.execute(
            select(
                Account.id,
                Account.ref,
                Account.full_name,
                Account.phone,
                Account.organisation_id,
                Device.id.label("device_id"),
                Credential.secret,
            )
            .join(Device, Device.account_id == Account.id)
            .join(
                Credential, and_(Credential.account_id == Account.id, Credential.kind == CredentialKind.PIN)
            )
            .where(
                Device.token_hash == token_hash,
                Device.takes_pin,
                Device.revoked_at.is_(None),
                Account.state == AccountState.ACTIVE,
            )
            .order_by(Account.sort_key, Account.id)
        )
    )


def only_account_on(token_hash: str) -> int | None:
    """The account that alone uses this device; none on a device that a family shares, and on one nobody knows."""
    users = select(Device.account_id).where(Device.token_hash == token_hash, Device.revoked_at.is_(None))
    found = db.session.scalars(users.limit(2)).all()
    return found[0] if len(found) == 1 else None


def devices_of(account_id: int) -> list[Device]:
    """The devices an account may be used on, the one used last first."""
    return list(
        db.session.scalars(
            select(Device)
            .where(Device.account_id == account_id, Device.revoked_at.is_(None))
            .order_by(Device.last_used_at.desc(), Device.id)
        )
    )


def sessions_of(account_id: int) -> list[SignIn]:
    """The open sessions of an account, the one seen last first."""
    return list(
        db.session.scalars(
            select(SignIn)
            .where(SignIn.account_id == account_id)
            .order_by(SignIn.last_seen_at.desc(), SignIn.id)
        )
    )
