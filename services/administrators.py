"""The last administrator stays, whoever takes an office or an account away, and also when two do so at one moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.errors import Refused
from domain.periods import Period, gaps
from models import Mandate, db
from models.vocabulary import AccountState, Office

_THEIRS = select(Mandate).where(Mandate.office == Office.ADMINISTRATOR).order_by(Mandate.id)


def one_at_a_time() -> None:
    """Let nobody else take an administrator away until this use case has ended.

    To be called before anything else is locked, or two could wait for each other.
    """
    db.session.execute(_THEIRS.with_only_columns(Mandate.id).with_for_update())


def insist_one_stays(taken: Collection[Mandate], since: date) -> None:
    """Refuse when on some day, from one on, the installation would have no administrator where it has one now."""
    if leaves_none(taken, since):
        raise Refused("This is the only administrator. Give the office to somebody else first.")


def leaves_none(taken: Collection[Mandate], since: date) -> bool:
    """Whether the offices that stay leave a day without an administrator on which one of those taken away had one."""
    held = db.session.scalars(_THEIRS.options(joinedload(Mandate.account))).all()
    stay = [
        Period(one.starts_on, one.ends_on)
        for one in held
        if one not in taken and one.account.state is AccountState.ACTIVE
    ]
    lost = (Period(max(since, one.starts_on), one.ends_on) for one in taken)
    return any(gaps(stay, one) for one in lost)


def offices_of(account_id: int, since: date) -> list[Mandate]:
    """What an account holds as an administrator on a day or later."""
    held = db.session.scalars(_THEIRS.where(Mandate.account_id == account_id)).all()
    return [one for one in held if one.ends_on is None or one.ends_on > since]
