"""Retirement, death, leaving the Party: no longer a working member; the residence then ends the liaison."""

from __future__ import annotations

from sqlalchemy import select

from access import Actor
from adapters import clock
from domain.consequences import asked_by
from domain.retirements import counters
from models import Account, Change, Departure, Member, Retirement, db
from models.vocabulary import AccountState, ChangeWord, NoticeEffect
from queries import rulesets
from queries.departures import gone_since
from services import accounts, audit
from services.belonging import leave_workplaces
from services.recording import Kind, RecordChange, record
from services.unit import use_case


def _retire(change: Change, member: Member) -> None:
    """No longer a working member: the offices at the workplace end, those at the residence go on."""
    member.left_on = change.effective_on
    leave_workplaces(member)


def _return(change: Change, member: Member) -> None:
    """Back to working life, unless another change that stands has ended it."""
    member.left_on = gone_since(member.id, but=change)


def _depart(change: Change, member: Member) -> None:
    """Nobody signs in for the member any more: sessions, devices, secrets, slips and every office end with it.

    The only administrator is no exception: the console makes another one.
    """
    member.left_on = change.effective_on
    account = _account_of(member)
    if account is not None and account.state is not AccountState.CLOSED:
        accounts.close(account, change.applied_at)
        audit.note("account", account.id, account.organisation_id, closed=True)


def _come_back(change: Change, member: Member) -> None:
    """Open the account that this very change has closed; an office is given anew, by those who may give it (AC-08)."""
    _return(change, member)
    account = _account_of(member)
    if account is not None and account.closed_at is not None and account.closed_at == change.applied_at:
        accounts.reopen(account)
        audit.note("account", account.id, account.organisation_id, closed=False)


def _account_of(member: Member) -> Account | None:
    """The account of a member, locked: a sign-in under way ends before it, or begins after it and is refused."""
    return db.session.scalar(
        select(Account)
        .where(Account.member_id == member.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _asks(change: Change) -> NoticeEffect:
    return asked_by(change.word)


RETIREMENT = Kind(table=Retirement, apply=_retire, revert=_return, asks=_asks)
DEPARTURE = Kind(table=Departure, apply=_depart, revert=_come_back, asks=_asks)


@use_case
def record_retirement(
    actor: Actor, word: ChangeWord, given: RecordChange, supersedes: str | None = None
) -> Change:
    """Record a retirement; the liaison lasts until the official transfer of Party life to the residence.

    The two counters of BR-16 stand as its review day (letter presented) and last day (transfer done).
    """
    today = clock.today()
    rules = rulesets.rules(today)
    by = counters(
        given.effective_on, rules.retirement_letter_days, rules.retirement_transfer_days, rulesets.holidays()
    )
    return record(actor, RETIREMENT, word, given, supersedes, review_on=by.letter_by, until_on=by.transfer_by)


@use_case
def record_departure(
    actor: Actor, word: ChangeWord, given: RecordChange, supersedes: str | None = None
) -> Change:
    """Record that a member died or left the Party; the account closes when this takes effect."""
    return record(actor, DEPARTURE, word, given, supersedes)
