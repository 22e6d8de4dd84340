"""Builders of accounts, offices and what rings for them."""

from datetime import date
from typing import Any

from sqlalchemy import select

from adapters import clock
from domain.names import fold, sort_key
from models import (
    Account,
    Mandate,
    Member,
    Notification,
    Organisation,
    db,
)
from models.vocabulary import (
    AccountState,
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
