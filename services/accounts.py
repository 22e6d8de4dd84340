"""Accounts: given, described, closed, opened again. The office sees who may sign in and never with which secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select

from access import Actor, Permission, fetch, require, visible
from adapters import clock
from adapters.tools import tools
from domain.accounts import email, sign_in_name
from domain.errors import NotAllowed, NotFound, Refused
from domain.factors import WITH_PASSWORD
from domain.names import fold, full_name, sort_key
from models import Account, Credential, Liaison, Mandate, Member, Organisation, db
from models.vocabulary import AccountState, CredentialKind, LiaisonState, Side
from queries.departures import has_departed
from queries.mandates import in_force
from services import administrators
from services.devices import revoke_all
from services.mandates import end_now
from services.notifications import take_address
from services.sessions import end_sessions
from services.slips import cancel_slips
from services.unit import use_case

UNUSED = timedelta(days=45)
"""After so many days without a sign-in an account of an office closes, in profile vn-l3 only."""
AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAccount:
    """Somebody who shall sign in; with a sign-in name by password, without one by PIN."""

    full_name: str
    organisation: str
    """Reference of the organisation where the account is kept."""
    phone: str | None = None
    sign_in_name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeAccount:
    """What an office keeps up to date about a person who signs in."""

    full_name: str
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveSignInName:
    """The person works in an office from now on: a name and a password instead of the PIN."""

    sign_in_name: str


@use_case
def create_account(actor: Actor, wanted: CreateAccount) -> Account:
    """Give an account to a person of one's own tree, who need not be a member."""
    organisation = fetch(actor, Permission.ACCOUNT_MANAGE, Organisation, wanted.organisation)
    if wanted.sign_in_name is None and wanted.phone is None:
        raise Refused("Write the phone number: it is typed at each sign-in.", field="phone")
    return new_account(
        organisation.id,
        full_name(wanted.full_name, field="full_name"),
        phone=wanted.phone,
        name_to_sign_in=sign_in_name(wanted.sign_in_name) if wanted.sign_in_name else None,
        address=email(wanted.email) if wanted.email else None,
    )


@use_case
def give_accounts(actor: Actor, member_refs: Sequence[str]) -> list[Account]:
    """Give accounts to members in sight who have none, many at once; one who has an account already keeps it."""
    require(actor, Permission.ACCOUNT_MANAGE)
    if not member_refs or len(member_refs) > AT_ONCE:
        raise Refused("Choose between 1 and %(most)s people.", field="members", most=AT_ONCE)
    members = db.session.scalars(
        visible(actor, Permission.MEMBER_READ, Member)
        .where(Member.ref.in_(member_refs), Member.left_on.is_(None))
        .order_by(Member.sort_key, Member.id)
    ).all()
    if len(members) != len(set(member_refs)):
        raise NotFound
    ids = [member.id for member in members]
    having = select(Account).where(Account.member_id.in_(ids))
    existing = {one.member_id: one for one in db.session.scalars(having)}
    homes = _homes(actor, members)
    return [existing.get(member.id) or _for_member(member, homes[member.id]) for member in members]


@use_case
def describe_account(actor: Actor, ref: str, wanted: DescribeAccount) -> Account:
    """Keep the name, the telephone and the e-mail address of an account up to date."""
    account = fetch(actor, Permission.ACCOUNT_MANAGE, Account, ref)
    if wanted.phone is None and account.sign_in_name is None:
        raise Refused("Write the phone number: it is typed at each sign-in.", field="phone")
    name = full_name(wanted.full_name, field="full_name")
    account.full_name, account.folded, account.sort_key = name, fold(name), sort_key(name)
    account.phone = wanted.phone
    take_address(account, wanted.email)
    return account


@use_case
def give_sign_in_name(actor: Actor, ref: str, wanted: GiveSignInName) -> Account:
    """Turn an account with a PIN into one of an office: PIN, devices and sessions end, a new slip follows."""
    account = fetch(actor, Permission.ACCOUNT_MANAGE, Account, ref)
    if account.sign_in_name is not None:
        raise Refused("This account has the sign-in name %(name)s already.", name=account.sign_in_name)
    account.sign_in_name = sign_in_name(wanted.sign_in_name)
    _shut_out(account.id, CredentialKind.PIN)
    return account


@use_case
def end_sessions_of(actor: Actor, ref: str) -> Account:
    """Sign a person of one's own tree out everywhere (SE-02)."""
    account = fetch(actor, Permission.ACCOUNT_MANAGE, Account, ref)
    end_sessions(account.id)
    return account


@use_case
def close_account(actor: Actor, ref: str) -> Account:
    """Close an account: its sessions, devices, secrets, slips and offices end today. The last administrator stays."""
    administrators.one_at_a_time()
    account = fetch(actor, Permission.ACCOUNT_MANAGE, Account, ref)
    if account.id == actor.account_id:
        raise Refused("Nobody closes the own account. Ask a colleague of the office.")
    today = clock.today()
    administrators.insist_one_stays(administrators.offices_of(account.id, today), today)
    close(account)
    return account


@use_case
def reopen_account(actor: Actor, ref: str) -> Account:
    """Open a closed account again; the person needs a new slip, and an office where one is to be held."""
    account = fetch(actor, Permission.ACCOUNT_MANAGE, Account, ref)
    if account.state is AccountState.CLOSED:
        if account.member_id is not None and has_departed(account.member_id):
            raise Refused(
                "This account was closed because its holder died or left the Party. "
                "It opens again when the workplace takes that change back."
            )
        reopen(account)
    return account


@use_case
def close_unused(actor: Actor, today: date) -> int:
    """Close accounts of offices that nobody used for 45 days, in profile vn-l3 only (AU-08); says how many.

    Made for the worker alone. The last administrator stays, or nobody could open the others again.
    """
    if not actor.is_worker:
        raise NotAllowed("Only the daily round does this.")
    if not tools().strict:
        return 0
    administrators.one_at_a_time()
    offices = select(Mandate.account_id).where(Mandate.office.in_(WITH_PASSWORD), in_force(today))
    unused = db.session.scalars(
        select(Account).where(
            Account.id.in_(offices),
            Account.state == AccountState.ACTIVE,
            Account.last_sign_in_at < clock.now() - UNUSED,
        )
    ).all()
    closed = 0
    for account in unused:
        if not administrators.leaves_none(administrators.offices_of(account.id, today), today):
            close(account)
            closed += 1
    return closed


def close(account: Account, at: datetime | None = None) -> None:
    """Close an account, inside the caller's use case."""
    account.state, account.closed_at = AccountState.CLOSED, at or clock.now()
    _shut_out(account.id, *CredentialKind)
    end_now(account.id)


def reopen(account: Account) -> None:
    """Let a closed account be activated again, inside the caller's use case."""
    account.state, account.closed_at = AccountState.INVITED, None


def new_account(
    organisation_id: int | None,
    name: str,
    *,
    phone: str | None = None,
    name_to_sign_in: str | None = None,
    address: str | None = None,
    member_id: int | None = None,
) -> Account:
    """Make an account from values that are checked already, inside the caller's use case."""
    account = Account(
        organisation_id=organisation_id,
        member_id=member_id,
        full_name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        phone=phone,
        sign_in_name=name_to_sign_in,
        email=address,
        state=AccountState.INVITED,
        created_at=clock.now(),
    )
    db.session.add(account)
    db.session.flush()
    return account


def _for_member(member: Member, organisation_id: int) -> Account:
    if member.phone is None:
        raise Refused(
            "%(name)s has no phone number in the register. Enter it there first.",
            field="members",
            name=member.full_name,
        )
    return new_account(organisation_id, member.full_name, phone=member.phone, member_id=member.id)


def _homes(actor: Actor, members: Sequence[Member]) -> dict[int, int]:
    """Where the account of a member is kept: with the holder of the liaison for the commune, else at the workplace."""
    if actor.side is not Side.RESIDENCE:
        return {member.id: member.workplace_id for member in members}
    bonds = select(Liaison).where(
        Liaison.member_id.in_([member.id for member in members]), Liaison.state != LiaisonState.ENDED
    )
    held = {bond.member_id: bond.residence_id for bond in db.session.scalars(bonds)}
    return {member.id: held.get(member.id) or member.workplace_id for member in members}


def _shut_out(account_id: int, *kinds: CredentialKind) -> None:
    """Take these secrets away with every device, slip and session."""
    db.session.execute(
        delete(Credential).where(Credential.account_id == account_id, Credential.kind.in_(kinds))
    )
    cancel_slips(account_id)
    revoke_all(account_id)
    end_sessions(account_id)
