"""Accounts in scope: who may sign in, who never did, which members have none; one account with what hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, visible, within
from adapters import clock
from domain.errors import NotFound
from models import Account, Device, Mandate, Member, Organisation, Slip, db
from models.vocabulary import AccountState, Office, Word, label
from queries.mandates import in_force
from queries.paging import PAGE, Lines, behind
from queries.search import person_like

MOST_PLACES = 300


class Show(Word):
    """Which accounts a list shows."""

    INVITED = "invited", label("Not yet activated")
    UNUSED = "unused", label("Never signed in")
    ACTIVE = "active", label("Activated")
    CLOSED = "closed", label("Closed")
    WITHOUT = "without", label("Members without an account")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What a list is narrowed to."""

    show: Show | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One row: the person, the offices held today, whether and when the account was used."""

    ref: str
    name: str
    phone: str | None
    organisation: str | None
    state: AccountState
    last_sign_in_at: datetime | None
    offices: tuple[tuple[Office, str], ...]
    devices: int
    slip_expires_at: datetime | None


def within_reach(actor: Actor) -> ColumnElement[bool]:
    """The accounts to whom the actor may give an office: kept in the own tree, or of members in sight."""
    members = select(Member.id).where(within(actor, Permission.MEMBER_READ, Member))
    return or_(within(actor, Permission.ACCOUNT_READ, Account), Account.member_id.in_(members))


def listed(actor: Actor, criteria: Criteria, after: str | None) -> Lines[AccountLine]:
    """Accounts in scope in the order of their names, a page at a time."""
    order = (Account.sort_key, Account.id)
    found = visible(actor, Permission.ACCOUNT_READ, Account).options(joinedload(Account.organisation))
    for condition in (
        _shown(criteria.show),
        _named(criteria.words),
        behind(Account, order, after),
    ):
        if condition is not None:
            found = found.where(condition)
    accounts = db.session.scalars(found.order_by(*order).limit(PAGE + 1)).all()
    return Lines.of(_lines(accounts), PAGE, lambda line: line.ref)


def members_without(actor: Actor, words: str | None, after: str | None) -> Lines[Member]:
    """Working members in sight who have no account, in the order of their names."""
    order = (Member.sort_key, Member.id)
    account = exists().where(Account.member_id == Member.id)
    found = visible(actor, Permission.MEMBER_READ, Member).where(Member.left_on.is_(None), ~account)
    like = person_like(Member.folded, Member.born, words or "")
    for condition in (like, behind(Member, order, after)):
        if condition is not None:
            found = found.where(condition)
    with_more = found.options(joinedload(Member.workplace)).order_by(*order).limit(PAGE + 1)
    return Lines.of(db.session.scalars(with_more).all(), PAGE, lambda member: member.ref)


def one(actor: Actor, ref: str) -> Account:
    """An account in scope with its organisation; raises `NotFound` otherwise."""
    account = db.session.scalar(
        visible(actor, Permission.ACCOUNT_READ, Account)
        .where(Account.ref == ref)
        .options(joinedload(Account.organisation), joinedload(Account.member))
    )
    if account is None:
        raise NotFound
    return account


def places_to_keep(actor: Actor) -> list[tuple[str, str]]:
    """Where the actor may keep a new account: the own organisation first, then those below it.

    The own alone where there are more than a person can look through: an account there begins on the page of the
    organisation.
    """
    here = visible(actor, Permission.ACCOUNT_MANAGE, Organisation).where(Organisation.dissolved_on.is_(None))
    # Dots and not the length of the path: the numbers between them have more digits in a younger organisation.
    depth = func.length(Organisation.path) - func.length(func.replace(Organisation.path, ".", ""))
    rows = here.with_only_columns(Organisation.ref, Organisation.name).order_by(
        depth, Organisation.sort_key, Organisation.id
    )
    found = db.session.execute(rows.limit(MOST_PLACES + 1)).all()
    return [(ref, name) for ref, name in (found if len(found) <= MOST_PLACES else found[:1])]


def place_to_keep(actor: Actor, ref: str) -> tuple[str, str]:
    """One organisation in reach, by its reference; raises `NotFound` otherwise."""
    found = db.session.scalar(
        visible(actor, Permission.ACCOUNT_MANAGE, Organisation).where(Organisation.ref == ref)
    )
    if found is None:
        raise NotFound
    return found.ref, found.name


def open_slip(account_id: int) -> Slip | None:
    """The slip of an account that can still be used."""
    slip: Slip | None = db.session.scalar(select(Slip).where(Slip.account_id == account_id, _is_open()))
    return slip


def to_appoint(actor: Actor, organisation_id: int, words: str | None, ref: str | None) -> list[Account]:
    """People to whom an office may be given: of this name or, without one, kept at the organisation; and one chosen.

    At most as many as a person can look through; the actor is never among them.
    """
    like = _named(words)
    wanted = Account.organisation_id == organisation_id if like is None else like
    found = (
        select(Account)
        .where(
            within_reach(actor),
            or_(wanted, Account.ref == ref) if ref else wanted,
            Account.state != AccountState.CLOSED,
            Account.id != actor.account_id,
        )
        .options(joinedload(Account.organisation))
        .order_by(Account.sort_key, Account.id)
        .limit(PAGE)
    )
    return list(db.session.scalars(found))


def _shown(show: Show | None) -> ColumnElement[bool] | None:
    if show is None or show is Show.WITHOUT:
        return Account.state != AccountState.CLOSED
    if show is Show.UNUSED:
        return Account.last_sign_in_at.is_(None) & (Account.state != AccountState.CLOSED)
    return Account.state == AccountState(show.value)


def _named(words: str | None) -> ColumnElement[bool] | None:
    """The accounts of a name; of two members who share it, the one born in the year that was typed."""
    born = select(Member.born).where(Member.id == Account.member_id).correlate(Account).scalar_subquery()
    return person_like(Account.folded, born, words or "")


def _is_open() -> ColumnElement[bool]:
    return Slip.used_at.is_(None) & Slip.closed_at.is_(None) & (Slip.expires_at > clock.now())


def _lines(accounts: Sequence[Account]) -> list[AccountLine]:
    """The rows of a list: three statements more, whatever their number."""
    ids = [account.id for account in accounts]
    offices = _offices(ids)
    devices = _counts(ids)
    slips = _slips(ids)
    return [
        AccountLine(
            account.ref,
            account.full_name,
            account.phone,
            account.organisation.name if account.organisation else None,
            account.state,
            account.last_sign_in_at,
            tuple(offices[account.id]),
            devices.get(account.id, 0),
            slips.get(account.id),
        )
        for account in accounts
    ]


def _offices(ids: Sequence[int]) -> dict[int, list[tuple[Office, str]]]:
    held: dict[int, list[tuple[Office, str]]] = defaultdict(list)
    found = db.session.execute(
        select(Mandate.account_id, Mandate.office, Organisation.name)
        .join(Organisation, Organisation.id == Mandate.organisation_id)
        .where(Mandate.account_id.in_(ids), in_force(clock.today()))
        .order_by(Organisation.path.desc(), Mandate.id)
    )
    for account_id, office, organisation in found:
        held[account_id].append((office, organisation))
    return held


def _counts(ids: Sequence[int]) -> dict[int, int]:
    found = db.session.execute(
        select(Device.account_id, func.count())
        .where(Device.account_id.in_(ids), Device.revoked_at.is_(None))
        .group_by(Device.account_id)
    )
    return dict(found.all())


def _slips(ids: Sequence[int]) -> dict[int, datetime]:
    found = db.session.execute(
        select(Slip.account_id, Slip.expires_at).where(Slip.account_id.in_(ids), _is_open())
    )
    return dict(found.all())
