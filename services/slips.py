"""Activation slips: one random code, printed once, kept as a fingerprint; a new slip cancels the old (AU-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from access import Actor, Permission, require, visible
from adapters import authenticators, clock
from adapters.tools import tools
from domain.errors import NotFound, Refused
from domain.events import SlipRefused
from domain.slips import CODE_LENGTH, check_slip
from models import Account, Slip, db
from models.vocabulary import AccountState, label
from queries.rulesets import rules
from services import audit
from services.announcements import announce
from services.sessions import new_token
from services.throttle import SLIP_HERE, SLIP_IN_ALL, count_try, place_of, refuse_while_waiting
from services.unit import use_case

INVITATION = timedelta(hours=48)
"""How long a slip is good that leads to a password: office staff and administrators."""
RESET = timedelta(minutes=15)
AT_ONCE = 200
UNKNOWN = label(
    "No slip has this code. Look at the slip again: the code has 8 letters and digits, never 0, O, 1, I or L."
)


@dataclass(frozen=True, slots=True)
class PrintedSlip:
    """A slip as it is printed; the code exists here and on the paper only."""

    account: Account
    code: str
    expires_at: datetime


@use_case
def renew_slips(actor: Actor, refs: Sequence[str]) -> list[PrintedSlip]:
    """Make a new slip for each of these accounts; the slips printed before open nothing any more."""
    require(actor, Permission.ACCOUNT_MANAGE)
    if not refs or len(refs) > AT_ONCE:
        raise Refused("Choose between 1 and %(most)s people.", field="accounts", most=AT_ONCE)
    accounts = db.session.scalars(
        visible(actor, Permission.ACCOUNT_MANAGE, Account)
        .where(Account.ref.in_(refs))
        .options(joinedload(Account.organisation))
        .order_by(Account.sort_key, Account.id)
    ).all()
    if len(accounts) != len(set(refs)):
        raise NotFound
    return [make_slip(actor, account) for account in accounts]


def make_slip(actor: Actor, account: Account) -> PrintedSlip:
    """A new slip of an account, inside the caller's use case; raises `Refused` for a closed account."""
    if account.state is AccountState.CLOSED:
        raise Refused("The account of %(name)s is closed. Open it again first.", name=account.full_name)
    life = INVITATION if account.sign_in_name else timedelta(days=rules(clock.today()).slip_days)
    return _make(actor, account, authenticators.new_code(CODE_LENGTH), life)


def make_reset(actor: Actor, account: Account) -> PrintedSlip:
    """A way to choose a new password: 256 random bits, good for 15 minutes, once (AU-06)."""
    return _make(actor, account, new_token(), RESET)


def cancel_slips(account_id: int) -> None:
    """Close the open slips of an account, inside the caller's use case."""
    db.session.execute(
        update(Slip)
        .where(Slip.account_id == account_id, Slip.used_at.is_(None), Slip.closed_at.is_(None))
        .values(closed_at=clock.now())
    )


def find_slip(actor: Actor, code: str, address: str) -> tuple[Slip, Account]:
    """The slip of a code and its account; raises `Refused` in the words of its own case.

    A code that is on no slip is counted against the address it came from, and against all addresses together.
    """
    here, in_all = f"slip {place_of(address)}", "slips"
    refuse_while_waiting(here, in_all)
    found = _of_code(code)
    if found is None:
        count_try(actor, ((here, SLIP_HERE), (in_all, SLIP_IN_ALL)))
        raise Refused(UNKNOWN, field="code")
    return found


def account_of(code: str) -> Account:
    """The account of a slip, spent or not: what a new secret is judged by before the slip is looked at under a lock."""
    found = (
        select(Account)
        .join(Slip, Slip.account_id == Account.id)
        .options(joinedload(Account.member), joinedload(Account.organisation))
        .where(Slip.code_hash == _sealed(code))
    )
    account: Account | None = db.session.scalar(found)
    if account is None:
        raise Refused(UNKNOWN, field="code")
    return account


def kept_at(code: str) -> int | None:
    """The organisation that keeps the account of a slip, also of one that is spent: its office is the one to call."""
    try:
        return account_of(code).organisation_id
    except Refused:
        return None


def spend(code: str) -> Account:
    """Use a slip up and give its account, both locked, inside the caller's use case; the second to come is refused."""
    found = _of_code(code, lock=True)
    if found is None:
        raise Refused(UNKNOWN, field="code")
    slip, account = found
    slip.used_at = clock.now()
    return account


@use_case
def refuse_slip(actor: Actor, code: str) -> None:
    """*Không phải tôi*: close a slip that reached the wrong hands, and warn the office that printed it."""
    found = _of_code(code, lock=True)
    if found is None:
        raise Refused(UNKNOWN, field="code")
    slip, account = found
    slip.refused_at = slip.closed_at = clock.now()
    audit.note("slip", slip.id, account.organisation_id, account=account.id, refused=True)
    announce(SlipRefused(account_id=account.id, account_ref=account.ref))


def _make(actor: Actor, account: Account, code: str, life: timedelta) -> PrintedSlip:
    cancel_slips(account.id)
    now = clock.now()
    slip = Slip(
        account_id=account.id,
        code_hash=_sealed(code),
        created_by_id=actor.account_id,
        created_at=now,
        expires_at=now + life,
    )
    db.session.add(slip)
    db.session.flush()
    audit.note("slip", slip.id, account.organisation_id, account=account.id)
    return PrintedSlip(account, code, slip.expires_at)


def _of_code(code: str, *, lock: bool = False) -> tuple[Slip, Account] | None:
    """The slip and its account; raises `Refused` for a slip that is spent or an account that is closed."""
    found = (
        select(Slip, Account)
        .join(Account, Account.id == Slip.account_id)
        .options(joinedload(Account.member), joinedload(Account.organisation))
        .where(Slip.code_hash == _sealed(code))
    )
    if lock:
        found = found.with_for_update(of=(Slip, Account)).execution_options(populate_existing=True)
    row = db.session.execute(found).one_or_none()
    if row is None:
        return None
    slip, account = row
    if account.state is AccountState.CLOSED:
        raise Refused("This account is closed. Call the office.", field="code")
    check_slip(
        now=clock.now(),
        expires_at=slip.expires_at,
        used_at=slip.used_at,
        closed_at=slip.closed_at,
        refused_at=slip.refused_at,
    )
    return slip, account


def _sealed(code: str) -> str:
    """The fingerprint of a code: of a printed one in capitals without gaps, of a longer one as it stands."""
    typed = authenticators.typed_code(code)
    return tools().keys.seal(f"slip {typed if len(typed) <= CODE_LENGTH else code.strip()}")
