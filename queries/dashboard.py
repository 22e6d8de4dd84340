"""What waits for the actor's office: each thing with its number and its oldest day, in two statements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Date,
    Select,
    bindparam,
    exists,
    false,
    func,
    literal,
    not_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from access import Actor, Permission, may, prepared, within
from domain.contacts import silent_since
from domain.evaluations import AT_CELL
from domain.rules import Rules
from models import (
    Account,
    Change,
    Contact,
    Correction,
    Evaluation,
    IntroductionLetter,
    Liaison,
    Member,
    Need,
    Notice,
    Opinion,
    Organisation,
    OutboxMessage,
)
from models.vocabulary import (
    AccountState,
    Category,
    ContactState,
    EvaluationState,
    ExemptionReason,
    LiaisonState,
    NeedState,
    NoticeEffect,
    NoticeState,
    Office,
    OpinionState,
    OrganisationKind,
    Side,
)
from queries import contacts, corrections, opinions
from queries.mandates import nobody_holds
from queries.meetings import NearLine
from queries.outbox import IS_GIVEN_UP

Count = Select[*tuple[Any, ...]]
_Letter = aliased(IntroductionLetter)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: which, how many, since when."""

    name: str
    count: int
    oldest: date | None


def waiting(actor: Actor, today: date, rules: Rules, near: Sequence[NearLine] = ()) -> list[Task]:
    """What is due at the actor's office, oldest first, by the terms of the rules in force.

    `near` are the meetings about which something is still to be done.
    """
    late = today - timedelta(days=rules.letter_arrival_days)
    since = silent_since(today, rules.silent_months)
    rows = _waiting(actor, today=today, late=late, since=since).all()
    tasks = [Task(name, count, _day(oldest)) for name, count, oldest in rows if count]
    tasks += _of_meetings("attendance", [one.on for one in near if one.has_come(today)])
    tasks += _of_meetings("minutes", [one.on for one in near if one.state.is_held])
    if rules.missing and may(actor, Permission.RULES_KEEP):
        tasks.append(Task("rules_missing", rules.missing, None))
    return sorted(tasks, key=lambda task: (task.name in _STANDING, task.oldest or today))


def _of_meetings(name: str, days: list[date]) -> list[Task]:
    return [Task(name, len(days), min(days))] if days else []


def first_notice(actor: Actor) -> str | None:
    """The reference of the oldest notice that waits for an acknowledgement; ordinary ones before a sanction."""
    return _first_notice(actor).scalar()


_STANDING = ("no_commune", "no_secretary", "not_activated", "rules_missing", "silent")
"""Gaps that may stay open for long: below what has a day."""
_TODAY, _LATE = bindparam("today", type_=Date), bindparam("late", type_=Date)
"""Places filled at each run: the day it is, and the day before which a letter still under way is late."""


@prepared
def _waiting(actor: Actor) -> CompoundSelect[*tuple[Any, ...]]:
    counts = [count for make in _TASKS for count in make(actor)]
    return union_all(*(counts or [_count("nothing", Organisation.founded_on, false())]))


@prepared
def _first_notice(actor: Actor) -> Select[str]:
    return (
        select(Notice.ref)
        .where(within(actor, Permission.NOTICE_ACKNOWLEDGE, Notice), Notice.state == NoticeState.SENT)
        .order_by(Notice.is_restricted, Notice.sent_at, Notice.id)
        .limit(1)
    )


def _count(name: str, day: Any, *conditions: Any) -> Count:
    """A line of the one statement: the name, how many, the oldest day."""
    return select(literal(name), func.count(), func.min(day)).where(*conditions)


def _letter_day(column: Any) -> Any:
    """What the latest letter of a liaison says of a day."""
    latest = select(column).where(_Letter.liaison_id == Liaison.id).order_by(_Letter.id.desc()).limit(1)
    return latest.correlate(Liaison).scalar_subquery()


def _notices(actor: Actor) -> list[Count]:
    counts = []
    if may(actor, Permission.NOTICE_ACKNOWLEDGE):
        mine = within(actor, Permission.NOTICE_ACKNOWLEDGE, Notice)
        counts.append(_count("notices", Notice.sent_on, mine, Notice.state == NoticeState.SENT))
        asks = (Notice.state == NoticeState.ACKNOWLEDGED) & (Notice.asks != NoticeEffect.NONE)
        in_force = (Change.id == Notice.change_id) & (Change.effective_on <= _TODAY)
        counts.append(_count("to_process", Notice.sent_on, mine, asks, in_force))
    if may(actor, Permission.NOTICE_SENT):
        sent = within(actor, Permission.NOTICE_SENT, Notice)
        counts.append(_count("disputed", Notice.sent_on, sent, Notice.state == NoticeState.DISPUTED))
        late = (Notice.state == NoticeState.SENT) & (Notice.due_on < _TODAY) & Notice.lapsed_at.is_(None)
        counts.append(_count("unanswered", Notice.sent_on, sent, late))
    return counts


def _residence_cell(actor: Actor) -> list[Count]:
    if not may(actor, Permission.LIAISON_CONFIRM):
        return []
    mine = within(actor, Permission.LIAISON_CONFIRM, Liaison)
    assigned_on = _letter_day(_Letter.assigned_on)
    return [_count("to_confirm", assigned_on, mine, Liaison.state == LiaisonState.ASSIGNED)]


def _contacts(actor: Actor) -> list[Count]:
    if not may(actor, Permission.CONTACT_RECORD):
        return []
    mine = within(actor, Permission.CONTACT_RECORD, Contact)
    held = within(actor, Permission.CONTACT_RECORD, Liaison)
    return [
        _count("contacts", Contact.on, mine, Contact.state == ContactState.PROPOSED),
        _count("silent", contacts.latest_day(), held, *contacts.is_silent()),
    ]


def _opinions(actor: Actor) -> list[Count]:
    """What waits at whoever holds it: a cell's own move is what was raised, a committee's what was passed on to it."""
    if not may(actor, Permission.OPINION_ANSWER):
        return []
    held = within(actor, Permission.OPINION_ANSWER, Opinion) & (Opinion.holder_id == actor.organisation_id)
    counts = [
        _count("opinions_raised", Opinion.raised_on, held, Opinion.state == OpinionState.RAISED),
        _count("opinions_overdue", Opinion.due_on, held, opinions.shown(opinions.OVERDUE)),
    ]
    if not may(actor, Permission.OPINION_RECORD):
        passed_on = (Opinion.state == OpinionState.PASSED_ON) & (Opinion.due_on >= _TODAY)
        return [_count("opinions_passed_on", Opinion.raised_on, held, passed_on), *counts[1:]]
    mine = within(actor, Permission.OPINION_RECORD, Opinion)
    counts.append(_count("opinions_to_tell", Opinion.answered_on, mine, opinions.shown(opinions.TO_TELL)))
    return counts


def _corrections(actor: Actor) -> list[Count]:
    """Requests for correction of what the office keeps; what is overdue is counted by itself."""
    if not may(actor, Permission.CORRECTION_DECIDE):
        return []
    mine = within(actor, Permission.CORRECTION_DECIDE, Correction)
    is_open = Correction.state.in_(corrections.STILL_OPEN)
    late = corrections.is_late(_TODAY)
    return [
        _count("corrections", Correction.asked_on, mine, is_open, not_(late)),
        _count("corrections_overdue", Correction.due_on, mine, is_open, late),
    ]


def _needs(actor: Actor) -> list[Count]:
    """What a cell posted and whose day has come: it certifies what was done, and closes it."""
    if not may(actor, Permission.NEED_POST):
        return []
    mine = within(actor, Permission.NEED_POST, Need)
    return [_count("needs", Need.on, mine, Need.state == NeedState.OPEN, Need.on <= _TODAY)]


def _evaluations(actor: Actor) -> list[Count]:
    """What the cell owes and has to answer; what the commune committee has to confirm and to return."""
    counts = []
    if may(actor, Permission.EVALUATION_WRITE):
        mine = within(actor, Permission.EVALUATION_WRITE, Evaluation)
        counts += [
            _count("sheets", Evaluation.due_on, mine, Evaluation.state.in_(AT_CELL)),
            _count("objections", Evaluation.due_on, mine, Evaluation.state == EvaluationState.OBJECTED),
        ]
    if may(actor, Permission.EVALUATION_CONFIRM):
        below = within(actor, Permission.EVALUATION_CONFIRM, Evaluation)
        counts += [
            _count("sheets_signed", Evaluation.signed_on, below, Evaluation.state == EvaluationState.SIGNED),
            _count(
                "sheets_confirmed", Evaluation.signed_on, below, Evaluation.state == EvaluationState.CONFIRMED
            ),
        ]
    return counts


def _commune(actor: Actor) -> list[Count]:
    if not may(actor, Permission.LETTER_RECEIVE):
        return []
    here = within(actor, Permission.LETTER_RECEIVE, Liaison)
    letters = within(actor, Permission.LETTER_READ, IntroductionLetter)
    below = within(actor, Permission.LIAISON_COMPLETE, Liaison)
    unnamed = (Liaison.exemption_reason == ExemptionReason.NOT_STATED) & (Liaison.category == Category.EXEMPT)
    open_letter = IntroductionLetter.received_on.is_(None) & IntroductionLetter.cancelled_on.is_(None)
    return [
        _count("to_receive", _letter_day(_Letter.issued_on), here, Liaison.state == LiaisonState.ISSUED),
        _count("to_assign", _letter_day(_Letter.received_on), here, Liaison.state == LiaisonState.RECEIVED),
        _count(
            "not_arrived",
            IntroductionLetter.issued_on,
            letters,
            open_letter,
            IntroductionLetter.issued_on < _LATE,
        ),
        _count("to_complete", Liaison.exempt_from, below, unnamed, Liaison.state == LiaisonState.EXEMPTED),
        _count("to_review", Liaison.exempt_review_on, below, Liaison.exempt_review_on <= _TODAY, _open()),
    ]


def _workplace(actor: Actor) -> list[Count]:
    if actor.side is not Side.WORKPLACE or not may(actor, Permission.LETTER_DRAFT):
        return []
    mine = within(actor, Permission.LIAISON_READ, Liaison)
    members = within(actor, Permission.MEMBER_READ, Member)
    letters = within(actor, Permission.LETTER_READ, IntroductionLetter)
    introduced = exists().where(Liaison.member_id == Member.id, _open())
    open_letter = IntroductionLetter.received_on.is_(None) & IntroductionLetter.cancelled_on.is_(None)
    counts = [
        _count("returned", _letter_day(_Letter.cancelled_on), mine, Liaison.state == LiaisonState.RETURNED),
        _count(
            "no_residence",
            func.date(Member.created_at),
            members,
            Member.left_on.is_(None),
            ~introduced,
        ),
        _count(
            "not_arrived",
            IntroductionLetter.issued_on,
            letters,
            open_letter,
            IntroductionLetter.issued_on < _LATE,
        ),
    ]
    if may(actor, Permission.LETTER_ISSUE):
        drafts = Liaison.state == LiaisonState.DRAFTED
        counts.append(_count("to_issue", func.date(Liaison.created_at), mine, drafts))
    return counts


def _accounts(actor: Actor) -> list[Count]:
    if not may(actor, Permission.ACCOUNT_MANAGE):
        return []
    mine = within(actor, Permission.ACCOUNT_READ, Account)
    counts = [
        _count("not_activated", func.date(Account.created_at), mine, Account.state == AccountState.INVITED),
        _count("no_secretary", Organisation.founded_on, *_without_secretary(actor)),
    ]
    if actor.office is Office.ADMINISTRATOR:
        counts.append(_count("no_commune", Organisation.founded_on, *_without_commune(actor)))
    if may(actor, Permission.MAIL_REPEAT):
        counts.append(_count("given_up", func.date(OutboxMessage.created_at), IS_GIVEN_UP))
    return counts


def _without_commune(actor: Actor) -> tuple[Any, ...]:
    commune = aliased(Organisation)
    return (
        within(actor, Permission.ORGANISATION_FOUND, Organisation),
        Organisation.kind == OrganisationKind.PROVINCE_COMMITTEE,
        ~exists().where(commune.kind == OrganisationKind.COMMUNE_COMMITTEE),
    )


def _without_secretary(actor: Actor) -> tuple[Any, ...]:
    return (
        within(actor, Permission.ORGANISATION_FOUND, Organisation),
        Organisation.dissolved_on.is_(None),
        Organisation.kind != OrganisationKind.PROVINCE_COMMITTEE,
        nobody_holds(Office.SECRETARY, _TODAY),
    )


def _open() -> Any:
    return Liaison.state != LiaisonState.ENDED


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


_TASKS: tuple[Callable[[Actor], list[Count]], ...] = (
    _notices,
    _residence_cell,
    _contacts,
    _opinions,
    _corrections,
    _needs,
    _evaluations,
    _commune,
    _workplace,
    _accounts,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """How many liaisons of the actor's level stand in a state."""

    state: LiaisonState
    value: int


def figures(actor: Actor) -> list[Figure]:
    """How many liaisons stand in each state below the actor's organisation; numbers only, no names."""
    if not may(actor, Permission.FIGURES_READ):
        return []
    by_state = {row[0]: row[1] for row in _by_state(actor)}
    return [Figure(state, by_state[state]) for state in LiaisonState if state in by_state]


@prepared
def _by_state(actor: Actor) -> Select[LiaisonState, int]:
    side = Liaison.workplace_id if actor.side is Side.WORKPLACE else Liaison.commune_id
    below = select(Organisation.id).where(within(actor, Permission.ORGANISATION_READ, Organisation))
    return select(Liaison.state, func.count()).where(side.in_(below), _open()).group_by(Liaison.state)
