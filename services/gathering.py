"""Bringing what belongs to one record to another, and back: row by row, so that nothing is lost on either way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, select, true, update

from models import (
    AccessEntry,
    Account,
    Attendance,
    Change,
    Contact,
    Correction,
    Evaluation,
    EvaluationRequest,
    Liaison,
    Match,
    Notice,
    Opinion,
    Residence,
    Strength,
    Workplace,
    db,
)
from models.base import Base

TABLES: tuple[Any, ...] = (
    AccessEntry, Account, Attendance, Change, Contact, Correction, Evaluation, EvaluationRequest, Liaison, Match,
    Notice, Opinion, Residence, Strength, Workplace,
)  # fmt: skip
"""Every table that says of its rows whose they are."""
Rows = dict[str, list[int]]
"""Numbers of rows by the name of their table."""
_BY_NAME = {table.__tablename__: table for table in TABLES}


def bring(source: int, target: int, but: Mapping[type[Base], Sequence[int]]) -> Rows:
    """Move the rows of one member to another, in the caller's use case; gives what was moved, by table.

    `but` names rows that stay. What the other already has of the same kind stays too: the same meeting, the same round,
    the same field of competence, an account.
    """
    moved: Rows = {}
    for table in TABLES:
        stays = but.get(table, ())
        found = db.session.scalars(
            select(table.id)
            .where(
                table.member_id == source, ~_twin(table, target), table.id.not_in(stays) if stays else true()
            )
            .order_by(table.id)
        ).all()
        if found:
            moved[table.__tablename__] = list(found)
    hand_over(moved, target)
    return moved


def hand_over(rows: Mapping[str, Sequence[int]], target: int, source: int | None = None) -> None:
    """Let rows belong to a member; with `source`, only those that still belong to that one."""
    for name, ids in rows.items():
        table = _BY_NAME[name]
        still = table.member_id == source if source is not None else true()
        db.session.execute(
            update(table)
            .where(table.id.in_(ids), still)
            .values(member_id=target)
            .execution_options(synchronize_session=False)
        )


def _twin(table: Any, target: int) -> ColumnElement[bool]:
    """Whether the other member has the very same thing already."""
    if table is Account:
        return select(Account.id).where(Account.member_id == target).exists()
    same = {Attendance: "meeting_id", Evaluation: "round_id", Match: "need_id", Strength: "competence"}.get(
        table
    )
    if same is None:
        return false()
    theirs = select(getattr(table, same)).where(table.member_id == target, getattr(table, same).is_not(None))
    its: ColumnElement[Any] = getattr(table, same)
    return its.in_(theirs) & its.is_not(None)
