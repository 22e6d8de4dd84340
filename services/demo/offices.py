"""Accounts and offices of the demonstration: those of the story first, then a secretary for all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select

from access import Actor
from adapters import clock
from models import Account, Mandate, Organisation, db
from models.vocabulary import AccountState, CredentialKind, Office, OrganisationKind
from services.accounts import CreateAccount, create_account, give_accounts, new_account
from services.credentials import keep_secret
from services.demo import town
from services.demo.cast import Cast, acting, first_exempt, named
from services.demo.names import Crowd
from services.demo.town import Officer
from services.mandates import GiveMandate, appoint, give_mandate
from services.organisations import committee_of_code
from services.unit import use_case

_FIRST = date(2025, 7, 1)
_LED = (
    OrganisationKind.RESIDENCE_CELL,
    OrganisationKind.WORKPLACE_COMMITTEE,
    OrganisationKind.WORKPLACE_CELL,
)


@use_case
def found_top(actor: Actor, crowd: Crowd) -> Actor:
    """The committees of province and ward and the administrator, as the set-up page makes them."""
    province, first = committee_of_code(town.PROVINCE_CODE), town.ADMINISTRATOR
    committee_of_code(town.WARD_CODE)
    account = new_account(
        province.id, first.full_name, phone=crowd.phone(), name_to_sign_in=first.sign_in_name
    )
    return acting(appoint(account, province, first.office, _first_day(), by=actor), account, province)


def fill_offices(administrator: Actor, crowd: Crowd) -> None:
    """Give the offices of the story, the accounts of listed members, and a secretary wherever there is none."""
    places = {one.name: one for one in db.session.scalars(select(Organisation))}
    places[town.WARD] = next(one for one in places.values() if one.kind is OrganisationKind.COMMUNE_COMMITTEE)
    places[town.PROVINCE] = next(one for one in places.values() if one.parent_id is None)
    for officer in town.OFFICERS:
        account = _account(administrator, officer, places, crowd)
        _give(administrator, account, officer.office, places[officer.where])
    clerk = Cast().of(places[town.WARD].name, Office.STAFF)
    give_accounts(clerk, [named(name).ref for name in town.MEMBERS])
    give_accounts(clerk, [first_exempt(town.LOC_CELL).ref])
    for organisation, name in [(one, crowd.name()) for one in _without_secretary()]:
        account = _create(administrator, Officer(name, Office.SECRETARY, ""), organisation, crowd.phone())
        _give(administrator, account, Office.SECRETARY, organisation)


def _account(
    administrator: Actor, officer: Officer, places: Mapping[str, Organisation], crowd: Crowd
) -> Account:
    """A new account; for the officer who is also on the register, the one that the office of the ward gives."""
    if officer.full_name != town.MEMBER_IN_OFFICE:
        return _create(administrator, officer, places[officer.where], crowd.phone())
    clerk = Cast().of(places[town.WARD].name, Office.STAFF)
    return give_accounts(clerk, [named(officer.full_name).ref])[0]


@use_case
def open_accounts(actor: Actor, password_hash: str) -> None:
    """Activate the accounts: with the demonstration's password where there is a sign-in name, else by a click."""
    now = clock.now()
    for account in db.session.scalars(select(Account).where(Account.state == AccountState.INVITED)):
        account.state, account.activated_at = AccountState.ACTIVE, now
        if account.sign_in_name is not None:
            keep_secret(account.id, CredentialKind.PASSWORD, password_hash)


def _create(administrator: Actor, officer: Officer, where: Organisation, phone: str) -> Account:
    wanted = CreateAccount(
        full_name=officer.full_name,
        organisation=where.ref,
        phone=phone,
        sign_in_name=officer.sign_in_name,
    )
    return create_account(administrator, wanted)


def _give(administrator: Actor, account: Account, office: Office, where: Organisation) -> None:
    wanted = GiveMandate(account=account.ref, office=office, starts_on=_first_day())
    give_mandate(administrator, where.ref, wanted)


def _without_secretary() -> Iterator[Organisation]:
    led = select(Mandate.organisation_id).where(Mandate.office == Office.SECRETARY)
    found = select(Organisation).where(Organisation.kind.in_(_LED), Organisation.id.not_in(led))
    yield from db.session.scalars(found.order_by(Organisation.path)).all()


def _first_day() -> date:
    return max(_FIRST, clock.today().replace(month=1, day=1))
