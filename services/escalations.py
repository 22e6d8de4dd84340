"""The ladder that the daily round climbs while nobody acknowledges: each rung once, also after missed days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import joinedload

from access import Actor
from domain.errors import NotAllowed
from domain.escalation import Climber, Rung, due_rungs
from domain.events import (
    NoticeReachedCommittee,
    NoticeReachedDeputy,
    NoticeReminded,
    NoticeUnanswered,
)
from domain.rules import Rules, read_rules
from models import Notice, Organisation, RuleSet, db
from models.vocabulary import NoticeState, OrganisationKind, Step
from queries import rulesets
from services.announcements import announce
from services.sending import mark, names_of
from services.unit import use_case

_SENT = literal(NoticeState.SENT, Notice.state.type, literal_execute=True)
"""Written into the statement itself, or the planner would not see that the index of waiting notices fits."""
_RINGS: dict[Step, Callable[..., Any]] = {
    Step.REMINDED: NoticeReminded,
    Step.DEPUTY: NoticeReachedDeputy,
    Step.UNANSWERED: NoticeUnanswered,
}


@use_case
def climb(actor: Actor, today: date) -> int:
    """Climb every waiting notice to the rungs whose day has come and ring there; gives how many rungs were climbed.

    Made for the worker alone. Running it again on the same day climbs nothing.
    """
    if not actor.is_worker:
        raise NotAllowed("Only the daily round does this.")
    holidays = rulesets.holidays()
    rules_of = _rules_by_id()
    climbed = 0
    for notice in _waiting(today):
        climber = Climber(
            counted_from=notice.counted_from,
            climbed=notice.rung,
            is_restricted=notice.is_restricted,
            is_for_committee=notice.receiver.kind is OrganisationKind.COMMUNE_COMMITTEE,
        )
        for rung in due_rungs(climber, rules_of(notice.change.rule_set_id).ladder, today, holidays):
            _climb(actor, notice, rung)
            climbed += 1
    return climbed


def _waiting(today: date) -> Sequence[Notice]:
    """Notices that wait since yesterday or longer, locked, with all that their steps and bells need."""
    return db.session.scalars(
        select(Notice)
        .where(
            Notice.state == _SENT,
            Notice.lapsed_at.is_(None),
            Notice.counted_from <= today - timedelta(days=1),
        )
        .order_by(Notice.due_on, Notice.id)
        .with_for_update(of=Notice)
        .options(joinedload(Notice.change), joinedload(Notice.receiver))
    ).all()


def _climb(actor: Actor, notice: Notice, rung: Rung) -> None:
    notice.rung = rung.number
    mark(actor, notice, rung.step)
    if rung.step is Step.COMMITTEE:
        notice.escalated_to_id = _above(notice.receiver)
        announce(NoticeReachedCommittee(**names_of(notice), committee_id=notice.escalated_to_id))
    else:
        announce(_RINGS[rung.step](**names_of(notice)))


def _above(cell: Organisation) -> int:
    """The committee above a residence cell: a cell always has one."""
    if cell.parent_id is None:
        raise RuntimeError(f"the residence cell {cell.id} stands below no committee")
    return cell.parent_id


def _rules_by_id() -> Callable[[int], Rules]:
    """Each notice climbs by the rule set of its change (BR-19); each rule set is read once."""
    return cache(lambda rule_set_id: read_rules(db.session.get_one(RuleSet, rule_set_id).rules))
