"""Builders of accounts, offices and what rings for them."""

from datetime import date
from typing import Any

from sqlalchemy import select

from adapters import authenticators, clock
from adapters.tools import tools
from domain.names import fold, sort_key
from models import (
    Account,
    Credential,
    Device,
    Mandate,
    Member,
    Notification,
    Organisation,
    db,
)
from models.vocabulary import (
    AccountState,
    CredentialKind,
    Office,
    OrganisationKind,
)
from tests.support.factories.organisations import an_organisation, first_of
from tests.support.factories.rows import a_name, a_phone, numbers, written


def an_account(
    full_name: str | None = None,
    *,
    member: Member | None = None,
    organisation: Organisation | None = None,
    **more: Any,
) -> Account:
    """An activated account, kept at an organisation; with a member it bears the member's name."""
    name = full_name or (member.full_name if member else a_name())
    values = {
        "phone": a_phone(),
        "state": AccountState.ACTIVE,
        "created_at": clock.now(),
        "activated_at": clock.now(),
    }
    account = Account(
        full_name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        member_id=member.id if member else None,
        organisation_id=organisation.id if organisation else None,
        **(values | more),
    )
    return written(account)


def a_mandate(
    account: Account | None = None,
    office: Office = Office.SECRETARY,
    organisation: Organisation | None = None,
    **more: Any,
) -> Mandate:
    """An office held since the day on which offices begin here."""
    organisation = organisation or first_of(OrganisationKind.RESIDENCE_CELL) or an_organisation()
    account = account or an_account(organisation=organisation)
    values = {"starts_on": date(2025, 7, 1), "given_at": clock.now()}
    return written(
        Mandate(account_id=account.id, organisation_id=organisation.id, office=office, **(values | more))
    )


def first_account(organisation: Organisation) -> Account:
    """Somebody who holds an office at an organisation; given an account where nobody does."""
    found: Account | None = db.session.scalar(
        select(Account)
        .join(Mandate, Mandate.account_id == Account.id)
        .where(Mandate.organisation_id == organisation.id)
        .order_by(Mandate.id)
        .limit(1)
    )
    return found or an_account(organisation=organisation)


def a_notification(account: Account | None = None, **more: Any) -> Notification:
    """A line of somebody's bell."""
    account = account or an_account()
    values = {"event": "NoticeSent", "key": f"key {next(numbers)}", "link": "/", "at": clock.now()}
    return written(Notification(account_id=account.id, **(values | more)))


def a_device(account: Account | None = None, **more: Any) -> Device:
    """A device on which the account takes its PIN."""
    account = account or an_account()
    now = clock.now()
    values = {"token_hash": f"{next(numbers):064}", "name": "Samsung A15", "takes_pin": True}
    return written(Device(account_id=account.id, created_at=now, last_used_at=now, **(values | more)))


def a_factor(account: Account, kind: CredentialKind = CredentialKind.TOTP) -> Credential:
    """A second factor: the secret of an authenticator, locked as the product locks it."""
    secret = tools().keys.lock(authenticators.new_secret())
    return written(Credential(account_id=account.id, kind=kind, secret=secret, created_at=clock.now()))
