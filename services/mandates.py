"""Offices given and ended: the only source of rights, so both ask for a fresh sign-in and leave their mark (AU-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, fetch
from access.offices import GIVES, given_by
from adapters import clock
from domain.errors import NotFound, Refused
from domain.events import MandateEnded, MandateGiven
from domain.mandates import ALONE, check_dates, check_office, first_overlap
from domain.periods import Period
from models import Account, Mandate, Organisation, db
from models.vocabulary import AccountState, Office
from queries.accounts import within_reach
from services import administrators
from services.announcements import announce
from services.credentials import insist_fresh
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveMandate:
    """An office of an organisation, from a day on; `ends_on` is the first day without it."""

    account: str
    office: Office
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMandate:
    """The first day without the office."""

    ends_on: date


@use_case
def give_mandate(actor: Actor, organisation_ref: str, wanted: GiveMandate) -> Mandate:
    """Give an office at an organisation in reach; nobody gives one to himself or herself, or above (AC-08)."""
    insist_fresh(actor)
    organisation = fetch(actor, Permission.MANDATE_GIVE, Organisation, organisation_ref)
    account = _person(actor, wanted.account)
    if account.id == actor.account_id:
        raise Refused("Nobody gives an office to himself or herself.", field="account")
    check_office(wanted.office, GIVES[organisation.kind], has_sign_in_name=account.sign_in_name is not None)
    _refuse_above(actor, organisation, wanted.office)
    check_dates(wanted.starts_on, wanted.ends_on, clock.today(), organisation.founded_on)
    mandate = appoint(account, organisation, wanted.office, wanted.starts_on, wanted.ends_on, by=actor)
    announce(MandateGiven(mandate_id=mandate.id, mandate_ref=mandate.ref))
    return mandate


@use_case
def end_mandate(actor: Actor, ref: str, wanted: EndMandate) -> Mandate:
    """End an office on a day; at the next request from that day on its rights are gone (T20)."""
    insist_fresh(actor)
    administrators.one_at_a_time()
    mandate = fetch(actor, Permission.MANDATE_GIVE, Mandate, ref, joinedload(Mandate.organisation))
    _refuse_above(actor, mandate.organisation, mandate.office)
    today = clock.today()
    if mandate.ends_on is not None and mandate.ends_on <= today:
        raise Refused("This office has ended already.")
    if wanted.ends_on < mandate.starts_on:
        raise Refused(
            "The office began on %(day)s. Write that day or a later one.",
            field="ends_on",
            day=mandate.starts_on,
        )
    if mandate.office is Office.ADMINISTRATOR:
        administrators.insist_one_stays([mandate], max(today, wanted.ends_on))
    mandate.ends_on = wanted.ends_on
    announce(MandateEnded(mandate_id=mandate.id, mandate_ref=mandate.ref))
    return mandate


def appoint(
    account: Account,
    organisation: Organisation,
    office: Office,
    starts_on: date,
    ends_on: date | None = None,
    *,
    by: Actor,
) -> Mandate:
    """Write a mandate, inside the caller's use case; refused where the person, or the one holder, has it already."""
    _refuse_overlap(account, organisation, office, Period(starts_on, ends_on))
    mandate = Mandate(
        account_id=account.id,
        organisation_id=organisation.id,
        office=office,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by_id=by.account_id,
        given_at=clock.now(),
    )
    db.session.add(mandate)
    db.session.flush()
    return mandate


def end_now(account_id: int, *conditions: ColumnElement[bool]) -> list[Mandate]:
    """End today what an account holds, or was to hold later, inside the caller's use case; gives what has ended."""
    today = clock.today()
    still = or_(Mandate.ends_on.is_(None), Mandate.ends_on > today)
    held = select(Mandate).where(Mandate.account_id == account_id, still, *conditions)
    ended = list(db.session.scalars(held))
    for mandate in ended:
        mandate.ends_on = max(today, mandate.starts_on)
    db.session.flush()
    return ended


def _refuse_above(actor: Actor, organisation: Organisation, office: Office) -> None:
    if office not in given_by(actor, organisation):
        raise Refused(
            "At your own organisation you give and end no office above your own. The level above enters that.",
            field="office",
        )


def _refuse_overlap(account: Account, organisation: Organisation, office: Office, wanted: Period) -> None:
    others = db.session.scalars(
        select(Mandate)
        .where(Mandate.organisation_id == organisation.id, Mandate.office == office)
        .options(joinedload(Mandate.account))
    ).all()
    for other in others:
        if other.account_id != account.id and office not in ALONE:
            continue
        if first_overlap(wanted, [Period(other.starts_on, other.ends_on)]):
            raise Refused(
                "%(name)s holds this office from %(day)s. End it first, or write later days.",
                field="starts_on",
                name=other.account.full_name,
                day=other.starts_on,
            )


def _person(actor: Actor, ref: str) -> Account:
    """The account of somebody in sight: kept in one's own tree, or of a member one may read."""
    account: Account | None = db.session.scalar(
        select(Account).where(Account.ref == ref, within_reach(actor), Account.state != AccountState.CLOSED)
    )
    if account is None:
        raise NotFound
    return account
