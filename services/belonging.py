"""What hangs on where a member works and lives: the offices held there, and who keeps the account (T20).

An organisation that a member has left neither stays in his or her hands nor keeps a key to the account.
"""

from __future__ import annotations

from sqlalchemy import exists, select

from adapters import clock
from domain.events import MandateEnded
from domain.paths import below_range, covers, ids_in
from models import Account, Liaison, Mandate, Member, Organisation, db
from models.vocabulary import Side
from services.announcements import announce
from services.mandates import end_now


def leave_workplaces(member: Member, cell_id: int | None = None) -> None:
    """End the offices at workplaces to which the member belongs no more; `cell_id` is the cell of today, if any.

    The account goes with the member. In the caller's use case.
    """
    account = _account_of(member.id)
    if account is None:
        return
    cell = db.session.get_one(Organisation, cell_id) if cell_id is not None else None
    stays = ids_in(cell.path) if cell else []
    is_left = exists().where(
        Organisation.id == Mandate.organisation_id,
        Organisation.side == Side.WORKPLACE,
        *(Organisation.id != one for one in stays),
    )
    for mandate in end_now(account.id, is_left):
        announce(MandateEnded(mandate_id=mandate.id, mandate_ref=mandate.ref))
    if cell is not None:
        _hand_over(account, Side.WORKPLACE, cell)


def leave_residence(liaison: Liaison) -> None:
    """Give the account of a member who is in no liaison here any more to the workplace; in the caller's use case."""
    account = _account_of(liaison.member_id)
    if account is not None:
        _hand_over(account, Side.RESIDENCE, db.session.get_one(Organisation, liaison.workplace_id))


def _hand_over(account: Account, side: Side, cell: Organisation) -> None:
    """Let a cell keep an account, unless it is kept above it, on another side, or by where an office is still held."""
    kept = db.session.get(Organisation, account.organisation_id)
    if kept is None or kept.side is not side or covers(kept.path, cell.path) or _holds_office(account, kept):
        return
    account.organisation_id = cell.id


def _holds_office(account: Account, kept: Organisation) -> bool:
    low, high = below_range(kept.path)
    held = (
        select(Mandate.id)
        .join(Organisation, Organisation.id == Mandate.organisation_id)
        .where(
            Mandate.account_id == account.id,
            Mandate.ends_on.is_(None) | (Mandate.ends_on > clock.today()),
            Organisation.path >= low,
            Organisation.path < high,
        )
    )
    return db.session.scalar(held.limit(1)) is not None


def _account_of(member_id: int) -> Account | None:
    return db.session.scalar(select(Account).where(Account.member_id == member_id))
