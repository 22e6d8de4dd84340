"""Many rows at once, for what only shows when there are many: members in liaison, accounts, notices, looks.

Everything is written in bulk and committed; nothing depends on chance, so two machines make the same rows.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from access import Actor
from adapters import clock
from domain.deadlines import add_working_days
from domain.names import fold, sort_key
from domain.paths import ids_in
from models import (
    AccessEntry,
    Account,
    AuditEntry,
    AuditHead,
    Change,
    Liaison,
    LiaisonStep,
    Mandate,
    Member,
    Notice,
    NoticeStep,
    Notification,
    Organisation,
    Residence,
    Workplace,
    db,
)
from models.types import new_ref
from models.vocabulary import (
    AccountState,
    Category,
    ChangeKind,
    ChangeWord,
    Digest,
    Language,
    LiaisonSource,
    LiaisonState,
    NoticeEffect,
    NoticeState,
    Office,
    OrganisationKind,
    Registration,
    Step,
)
from queries import rulesets
from services.imports import bulk
from services.imports.applying import import_roster
from services.imports.checking import check
from services.imports.reading import read_sheets

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ")
_MIDDLE = ("Văn", "Thị", "Đức", "Thu", "Minh")
_GIVEN = ("An", "Bình", "Châu", "Dũng", "Đạt", "Hà", "Lan", "Mai", "Ngọc", "Phúc", "Quang", "Sơn", "Yến")
UNIT_CODE = "16690"
ROSTER = Path(__file__).parents[1] / "data/roster-ward.xlsx"
"""The list of one ward: 1,240 members, 30 residence cells, one of 163."""
WAITING = 5
"""Notices that wait at each residence cell; all others have been acknowledged."""

Values = dict[str, Any]


def move_in() -> None:
    """Bring in the list of the ward by the real import; then accounts, changes, notices, and who looked."""
    import_roster(Actor.worker(), check(UNIT_CODE, read_sheets(ROSTER), clock.today()))
    appoint()
    tell()
    look()


def fullest(kind: OrganisationKind) -> Organisation:
    """The organisation of a kind with most liaisons, by where the members live and where they work."""
    held: Counter[int] = Counter()
    for side in (Liaison.residence_id, Liaison.workplace_id):
        for path in db.session.scalars(select(Organisation.path).join(Liaison, side == Organisation.id)):
            held.update(ids_in(path))
    of_kind = select(Organisation).where(Organisation.kind == kind).order_by(Organisation.id)
    return max(db.session.scalars(of_kind), key=lambda one: held[one.id])


def settle(count: int, cells: Sequence[Organisation], workplaces: Sequence[Organisation]) -> None:
    """Put members on the register of these workplaces, each in liaison with one of these residence cells in turn."""
    now, today = clock.now(), clock.today()
    rules = rulesets.in_force(today).id
    members = bulk.reserve(Member, count)
    rows: list[Values] = []
    bonds: list[Values] = []
    for number, (one, cell, work) in enumerate(
        zip(members, islice(cycle(cells), count), islice(cycle(workplaces), count), strict=True)
    ):
        name = f"{_FAMILY[number % 7]} {_MIDDLE[number % 5]} {_GIVEN[number % 13]}"
        named = {"ref": new_ref(), "version": 1, "sort_key": sort_key(name), "created_at": now}
        rows.append(
            named
            | {
                "id": one,
                "full_name": name,
                "folded": fold(name),
                "born": f"{1965 + number % 35}-0{1 + number % 9}-1{number % 10}",
                "phone": f"09{number:08d}",
                "workplace_id": work.id,
            }
        )
        bonds.append(
            named
            | {
                "ref": new_ref(),
                "member_id": one,
                "workplace_id": work.id,
                "commune_id": cell.parent_id,
                "residence_id": cell.id,
                "state": LiaisonState.ACTIVE,
                "source": LiaisonSource.IMPORT,
                "category": Category.FULL,
                "started_on": today,
                "rule_set_id": rules,
            }
        )
    homes = {cell.id: cell for cell in cells}
    bulk.write(Member, rows)
    bulk.write(Workplace, [{"member_id": row["id"], "organisation_id": row["workplace_id"]} for row in rows])
    bulk.write(Residence, [_home(bond["member_id"], homes[bond["residence_id"]]) for bond in bonds])
    ids = bulk.reserve(Liaison, count)
    bulk.write(Liaison, [{"id": one} | bond for one, bond in zip(ids, bonds, strict=True)])
    steps = {"state": LiaisonState.ACTIVE, "on": today, "at": now}
    bulk.write(LiaisonStep, [{"liaison_id": one} | steps for one in ids])
    db.session.commit()


def _home(member_id: int, cell: Organisation) -> Values:
    commune = db.session.get_one(Organisation, cell.parent_id)
    return {
        "member_id": member_id,
        "place_id": commune.place_id,
        "unit": "Tổ dân phố",
        "registration": Registration.PERMANENT,
    }


def appoint() -> None:
    """Give every cell and committee that has nobody a secretary with an account, and every member an account."""
    held = select(Mandate.organisation_id)
    empty = db.session.scalars(select(Organisation).where(Organisation.id.not_in(held))).all()
    has_account = select(Account.member_id).where(Account.member_id.is_not(None))
    members = db.session.execute(
        select(Member.id, Member.full_name, Member.phone).where(Member.id.not_in(has_account))
    ).all()
    people: list[tuple[int | None, str, str | None, int | None]] = [
        (None, f"Nguyễn Văn {number}", None, one.id) for number, one in enumerate(empty, 1)
    ]
    people += [(one.id, one.full_name, one.phone, None) for one in members]
    ids = bulk.reserve(Account, len(people))
    bulk.write(Account, [_account(one, *person) for one, person in zip(ids, people, strict=True)])
    office = {"office": Office.SECRETARY, "starts_on": clock.today(), "given_at": clock.now()}
    bulk.write(
        Mandate,
        [
            {"ref": new_ref(), "account_id": one, "organisation_id": person[3]} | office
            for one, person in zip(ids, people, strict=True)
            if person[3] is not None
        ],
    )
    db.session.commit()


def _account(one: int, member_id: int | None, name: str, phone: str | None, at: int | None) -> Values:
    return {
        "id": one,
        "ref": new_ref(),
        "member_id": member_id,
        "organisation_id": at,
        "full_name": name,
        "folded": fold(name),
        "sort_key": sort_key(name),
        "phone": phone or f"08{one:08d}",
        "state": AccountState.ACTIVE,
        "language": Language.VI,
        "digest": Digest.DAILY,
        "created_at": clock.now(),
    }


def tell(rounds: int = 2) -> None:
    """Record so many changes for every member in liaison, each told to the residence cell and ringing there."""
    bonds = db.session.execute(
        select(Liaison.member_id, Liaison.residence_id, Liaison.workplace_id, Organisation.parent_id)
        .join(Organisation, Organisation.id == Liaison.workplace_id)
        .where(Liaison.state.in_((LiaisonState.ACTIVE, LiaisonState.EXEMPTED)))
        .order_by(Liaison.id)
    ).all()
    told = [bond for _ in range(rounds) for bond in bonds]
    changes, notices = bulk.reserve(Change, len(told)), bulk.reserve(Notice, len(told))
    by = dict(db.session.execute(select(Mandate.organisation_id, Mandate.account_id)).all())
    left = dict.fromkeys((bond.residence_id for bond in told), WAITING)
    lines = []
    for number, bond in reversed(list(enumerate(told))):
        left[bond.residence_id] -= 1
        lines.append((number, bond, left[bond.residence_id] >= 0))
    lines.reverse()
    rules = rulesets.in_force(clock.today()).id
    bulk.write(Change, [_reward(changes[number], number, bond, by, rules) for number, bond, _ in lines])
    rows = [_notice(notices[n], changes[n], len(told) - n, bond, by, waits) for n, bond, waits in lines]
    bulk.write(Notice, rows)
    bulk.write(NoticeStep, [_step(row, Step.SENT, row["sent_at"], row["sent_by_id"]) for row in rows])
    answered = [row for row in rows if row["acknowledged_at"]]
    bulk.write(
        NoticeStep,
        [_step(r, Step.ACKNOWLEDGED, r["acknowledged_at"], r["acknowledged_by_id"]) for r in answered],
    )
    bulk.write(Notification, [_bell(row, by) for row in rows])
    db.session.commit()


def _reward(one: int, number: int, bond: Any, by: dict[int, int], rules: int) -> Values:
    sender = bond.parent_id or bond.workplace_id
    today = clock.today()
    return {
        "id": one,
        "ref": new_ref(),
        "kind": ChangeKind.REWARD,
        "word": ChangeWord.REWARD,
        "member_id": bond.member_id,
        "organisation_id": sender,
        "recorded_by_id": by[sender],
        "recorded_at": clock.now() - timedelta(minutes=number),
        "effective_on": today - timedelta(days=number % 300),
        "decision_number": f"{number}-QĐ/ĐU",
        "decided_on": today - timedelta(days=number % 300),
        "decided_by": "Đảng ủy cơ quan",
        "title": "Giấy khen hoàn thành tốt nhiệm vụ",
        "is_restricted": False,
        "rule_set_id": rules,
    }


def _notice(one: int, change: int, age: int, bond: Any, by: dict[int, int], waits: bool) -> Values:
    sender = bond.parent_id or bond.workplace_id
    sent_at = clock.now() - timedelta(minutes=age)
    sent_on = clock.day_of(sent_at)
    return {
        "id": one,
        "ref": new_ref(),
        "change_id": change,
        "member_id": bond.member_id,
        "sender_id": sender,
        "sent_by_id": by[sender],
        "receiver_id": bond.residence_id,
        "is_restricted": False,
        "state": NoticeState.SENT if waits else NoticeState.PROCESSED,
        "rung": 0,
        "sent_at": sent_at,
        "sent_on": sent_on,
        "counted_from": sent_on,
        "due_on": add_working_days(sent_on, 5, frozenset()),
        "acknowledged_at": None if waits else sent_at + timedelta(hours=5),
        "acknowledged_by_id": None if waits else by[bond.residence_id],
        "processed_at": None if waits else sent_at + timedelta(hours=6),
        "effect": None if waits else NoticeEffect.NONE,
    }


def _step(notice: Values, step: Step, at: Any, by_id: int) -> Values:
    return {"notice_id": notice["id"], "step": step, "at": at, "by_id": by_id}


def _bell(notice: Values, by: dict[int, int]) -> Values:
    return {
        "ref": new_ref(),
        "account_id": by[notice["receiver_id"]],
        "organisation_id": notice["receiver_id"],
        "event": "NoticeSent",
        "key": f"notice {notice['id']}",
        "link": f"/notices/{notice['ref']}",
        "at": notice["sent_at"],
        "seen_at": notice["acknowledged_at"],
    }


def look(times: int = 10) -> None:
    """Let the secretary of the residence cell open every record so many times, with the trail of it."""
    bonds = db.session.execute(
        select(Liaison.member_id, Liaison.residence_id, Mandate.account_id)
        .join(Mandate, Mandate.organisation_id == Liaison.residence_id)
        .where(Mandate.office == Office.SECRETARY)
        .order_by(Liaison.id)
    ).all()
    looked: list[tuple[int, Any]] = [(number, bond) for number in range(times) for bond in bonds]
    bulk.write(AccessEntry, [_look(number, *bond) for number, bond in looked])
    head = db.session.scalar(select(AuditHead.entries)) or 0
    numbers = range(head + 1, head + 1 + len(looked))
    bulk.write(AuditEntry, [_entry(one, *bond) for one, (_, bond) in zip(numbers, looked, strict=True)])
    db.session.execute(delete(AuditHead))
    db.session.execute(insert(AuditHead).values(id=1, entries=head + len(looked), hash=_mark(numbers[-1])))
    db.session.commit()


def _look(number: int, member_id: int, cell_id: int, account_id: int) -> Values:
    at = clock.now() - timedelta(days=number, minutes=member_id % 600)
    return {
        "ref": new_ref(),
        "at": at,
        "on": clock.day_of(at),
        "account_id": account_id,
        "as_organisation_id": cell_id,
        "office": Office.SECRETARY,
        "member_id": member_id,
        "page": "members.show",
    }


def _entry(one: int, member_id: int, cell_id: int, account_id: int) -> Values:
    return {
        "id": one,
        "at": clock.now(),
        "account_id": account_id,
        "organisation_id": cell_id,
        "office": Office.SECRETARY,
        "action": "_look",
        "subject": "look",
        "subject_id": member_id,
        "previous": _mark(one - 1),
        "hash": _mark(one),
    }


def _mark(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()
