"""Who looked at whom, and what happened under whose name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import joinedload

from access import Actor, Permission, Prepared, prepared, visible
from adapters import clock
from domain.paths import ids_in
from models import AccessEntry, Account, AuditEntry, Liaison, Organisation, Workplace, db
from models.types import UtcTime
from models.vocabulary import Office, label

PURPOSES: dict[str, str] = {
    "members.show": label("Opened the record"),
    "members.extract": label("Took an extract of the record"),
    "members.edit": label("Corrected the record"),
    "members.merge": label("Compared the record with another one"),
    "members.index": label("Opened the list of members"),
    "contacts.index": label("Opened the contact log"),
    "contacts.new": label("Recorded a contact"),
    "contacts.show": label("Read a contact"),
    "contacts.silent": label("Opened the list of members long without contact"),
    "documents.batch": label("Took many papers away as one file"),
    "evaluations.ask": label("Asked for an evaluation"),
    "evaluations.agree": label("Agreed on evaluations"),
    "evaluations.confirm": label("Opened evaluations to be confirmed"),
    "evaluations.index": label("Opened the list of evaluations"),
    "evaluations.print": label("Printed an evaluation"),
    "evaluations.request": label("Printed a request for an evaluation"),
    "evaluations.received": label("Opened the evaluations returned to the workplace"),
    "evaluations.show": label("Read an evaluation"),
    "evaluations.sign": label("Opened evaluations to be signed"),
    "evaluations.write": label("Wrote an evaluation"),
    "imports.template": label("Took the list of members away to be filled in"),
    "letters.index": label("Opened the list of introduction letters"),
    "letters.show": label("Opened the introduction letter"),
    "letters.print": label("Printed the introduction letter"),
    "letters.new": label("Prepared an introduction letter"),
    "changes.index": label("Opened the list of changes"),
    "liaisons.index": label("Opened the list of liaisons"),
    "liaisons.book": label("Opened the 213 list of the cell"),
    "liaisons.book.pdf": label("Took the 213 list of the cell away as a PDF"),
    "liaisons.book.docx": label("Took the 213 list of the cell away as a Word file"),
    "liaisons.show": label("Opened the liaison with its history"),
    "changes.new": label("Recorded a change"),
    "changes.show": label("Read a change"),
    "meetings.attendance": label("Took the attendance of a meeting"),
    "meetings.convened": label("Opened the list of a meeting"),
    "meetings.minutes": label("Read the minutes of a meeting"),
    "meetings.print": label("Printed the list of a meeting"),
    "corrections.index": label("Opened the list of requests for correction"),
    "corrections.show": label("Read a request for correction"),
    "corrections.told": label("Read what was corrected"),
    "opinions.index": label("Opened the list of opinions"),
    "opinions.new": label("Wrote an opinion down"),
    "opinions.show": label("Read an opinion"),
    "needs.ask": label("Chose whom to ask for help"),
    "needs.show": label("Opened a need of the cell"),
    "needs.strengths": label("Opened what members can help with"),
    "notices.index": label("Opened the list of change notices"),
    "notices.sent": label("Followed the notices sent"),
    "notices.show": label("Read a change notice"),
    "quality.index": label("Opened the board of data quality"),
    "quality.index.xlsx": label("Took the list of data to be put right away as a spreadsheet"),
    "exchange.register": label("Took the register away as an exchange file"),
    "exchange.differences": label("Compared the register with an exchange file"),
    "exchange.differences.xlsx": label("Took the differences to an exchange file away as a spreadsheet"),
    "accounts.index.xlsx": label("Took the list of accounts away as a spreadsheet"),
    "changes.index.xlsx": label("Took the list of changes away as a spreadsheet"),
    "contacts.index.xlsx": label("Took the contact log away as a spreadsheet"),
    "contacts.silent.xlsx": label("Took the list of members long without contact away as a spreadsheet"),
    "corrections.index.xlsx": label("Took the list of requests for correction away as a spreadsheet"),
    "evaluations.index.xlsx": label("Took the list of evaluations away as a spreadsheet"),
    "evaluations.received.xlsx": label("Took the list of evaluations received away as a spreadsheet"),
    "evaluations.rounds.xlsx": label("Took the list of rounds away as a spreadsheet"),
    "evaluations.show_round.xlsx": label("Took the progress of a round away as a spreadsheet"),
    "letters.index.xlsx": label("Took the list of introduction letters away as a spreadsheet"),
    "liaisons.index.xlsx": label("Took the list of liaisons away as a spreadsheet"),
    "mandates.vacant.xlsx": label("Took the list of vacant offices away as a spreadsheet"),
    "meetings.convened.xlsx": label("Took the list of a meeting away as a spreadsheet"),
    "meetings.index.xlsx": label("Took the list of meetings away as a spreadsheet"),
    "members.index.xlsx": label("Took the list of members away as a spreadsheet"),
    "needs.index.xlsx": label("Took the list of needs away as a spreadsheet"),
    "notices.index.xlsx": label("Took the list of change notices away as a spreadsheet"),
    "notices.sent.xlsx": label("Took the list of notices sent away as a spreadsheet"),
    "opinions.index.xlsx": label("Took the list of opinions away as a spreadsheet"),
    "organisations.index.xlsx": label("Took the list of organisations away as a spreadsheet"),
    "trail.index.xlsx": label("Took the system log away as a spreadsheet"),
    "years.index.xlsx": label("Took the list of meetings of the cells away as a spreadsheet"),
}
"""Page → why it was opened, in words a member understands."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the member's record or at a list with the member on it."""

    at: datetime
    person: str
    office: Office | None
    organisation: str | None
    purpose: str
    times: int = 1
    """How often on that day, one look after the other: a notice that is read, received and read again is one line."""


@dataclass(frozen=True, slots=True)
class _Stay:
    """Organisations on whose lists the member stood, and the days during which he or she did."""

    organisation_ids: tuple[int, ...]
    start: date | None
    end: date | None


def who_looked(actor: Actor, since: date, limit: int) -> list[Look]:
    """Who opened the actor's own record, and the lists with the actor on them, the latest first; nobody else's."""
    if actor.member_id is None:
        return []
    stays = _stays(actor.member_id)
    form = tuple((stay.start is not None, stay.end is not None) for stay in stays)
    values: dict[str, object] = {"since": since, "most": limit}
    for number, stay in enumerate(stays):
        values |= {
            f"lists_{number}": stay.organisation_ids,
            f"from_{number}": stay.start,
            f"to_{number}": stay.end,
        }
    found = [
        Look(at, person, office, organisation, PURPOSES.get(page, page))
        for at, person, office, organisation, page in _looks(actor, form, **values).all()
    ]
    alike = [list(same) for _, same in groupby(found, _day_and_purpose)]
    return [replace(same[0], times=len(same)) for same in alike]


def _day_and_purpose(look: Look) -> tuple[object, ...]:
    return (clock.day_of(look.at), look.person, look.office, look.organisation, look.purpose)


@prepared
def _looks(
    actor: Actor, stays: tuple[tuple[bool, bool], ...]
) -> Select[datetime, str, Office | None, str | None, str]:
    on_lists = [_listed(number, *bounds) for number, bounds in enumerate(stays)]
    return (
        select(AccessEntry.at, Account.full_name, AccessEntry.office, Organisation.name, AccessEntry.page)
        .join(Account, Account.id == AccessEntry.account_id)
        .outerjoin(Organisation, Organisation.id == AccessEntry.as_organisation_id)
        .where(
            or_(AccessEntry.member_id == actor.member_id, *on_lists),
            AccessEntry.on >= bindparam("since"),
            AccessEntry.account_id != actor.account_id,
        )
        .order_by(AccessEntry.at.desc(), AccessEntry.id.desc())
        .limit(bindparam("most", type_=Integer))
    )


def _listed(number: int, has_start: bool, has_end: bool) -> ColumnElement[bool]:
    """The condition of one stay, whose values are filled in at each run."""
    conditions: list[ColumnElement[bool]] = [
        AccessEntry.listed_id.in_(bindparam(f"lists_{number}", expanding=True))
    ]
    conditions += [AccessEntry.on >= bindparam(f"from_{number}")] if has_start else []
    conditions += [AccessEntry.on <= bindparam(f"to_{number}")] if has_end else []
    return and_(*conditions)


_STAYS: Prepared[*tuple[Any, ...]] = Prepared(
    union_all(
        select(Organisation.path, Liaison.created_at, null().cast(Date), Liaison.ended_on)
        .join(Liaison, Liaison.residence_id == Organisation.id)
        .where(Liaison.member_id == bindparam("member_id")),
        select(Organisation.path, null().cast(UtcTime), Workplace.starts_on, Workplace.ends_on)
        .join(Workplace, Workplace.organisation_id == Organisation.id)
        .where(Workplace.member_id == bindparam("member_id")),
    )
)
"""The homes, each with the moment at which its liaison was opened, and the workplaces, each with its first day."""


def _stays(member_id: int) -> list[_Stay]:
    """Where the member lives and works, and where before; a list counts from the day before the liaison was opened."""
    return [
        _Stay(ids_in(path), opened.date() - timedelta(days=1) if opened else start, end)
        for path, opened, start, end in _STAYS.run(member_id=member_id)
    ]


ACTS, LOOKS = "acts", "looks"
"""Two halves of the trail: what was done, and what was opened to be read."""


def entries(actor: Actor, before: int | None, show: str | None = None, limit: int = 100) -> list[AuditEntry]:
    """The trail of the actor's organisations or a half of it, the latest first, from below a number on."""
    found = visible(actor, Permission.TRAIL_READ, AuditEntry).options(
        joinedload(AuditEntry.account), joinedload(AuditEntry.organisation)
    )
    if show in (ACTS, LOOKS):
        is_look = AuditEntry.subject == "look"
        found = found.where(is_look if show == LOOKS else ~is_look)
    if before is not None:
        found = found.where(AuditEntry.id < before)
    return list(db.session.scalars(found.order_by(AuditEntry.id.desc()).limit(limit)))
