"""Every door of the house, read from its map of addresses, and what stands behind it for each person."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask, Request
from sqlalchemy import ColumnElement, and_, not_, or_, select, true
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import Rule

from access import Actor, Permission, may, within
from access.anchors import ANCHORS, OWN
from domain.lifecycles import IN_LIAISON
from models import (
    Account,
    Attendance,
    Change,
    Contact,
    Correction,
    CorrectionTold,
    Credential,
    Device,
    Evaluation,
    EvaluationAgreement,
    EvaluationRequest,
    EvaluationRound,
    ImportBatch,
    IntroductionLetter,
    IssuedDocument,
    Liaison,
    Mandate,
    Match,
    Meeting,
    Member,
    Merge,
    Need,
    Notice,
    Notification,
    Opinion,
    Organisation,
    PaperBatch,
    RuleSet,
    SignIn,
    db,
)
from ui.guards import Mark, mark_of

BEHIND: dict[str, tuple[type[Any], str]] = {
    # the name of an argument: the table in which it is looked up, and the column
    "account_ref": (Account, "ref"),
    "batch_ref": (IntroductionLetter, "batch"),
    "cell_ref": (Organisation, "ref"),
    "change_ref": (Change, "ref"),
    "contact_ref": (Contact, "ref"),
    "correction_ref": (Correction, "ref"),
    "credential_ref": (Credential, "ref"),
    "device_ref": (Device, "ref"),
    "document_ref": (IssuedDocument, "ref"),
    "draft_ref": (Liaison, "ref"),
    "letter_ref": (IntroductionLetter, "ref"),
    "liaison_ref": (Liaison, "ref"),
    "agreement_ref": (EvaluationAgreement, "ref"),
    "evaluation_ref": (Evaluation, "ref"),
    "request_ref": (EvaluationRequest, "ref"),
    "round_ref": (EvaluationRound, "ref"),
    "door_ref": (Meeting, "door_ref"),
    "import_ref": (ImportBatch, "ref"),
    "invitation_ref": (Meeting, "invitation_ref"),
    "mandate_ref": (Mandate, "ref"),
    "match_ref": (Match, "ref"),
    "meeting_ref": (Meeting, "ref"),
    "member_ref": (Member, "ref"),
    "other_ref": (Member, "ref"),
    "merge_ref": (Merge, "ref"),
    "need_ref": (Need, "ref"),
    "notice_ref": (Notice, "ref"),
    "passkey_ref": (Credential, "ref"),
    "notification_ref": (Notification, "ref"),
    "opinion_ref": (Opinion, "ref"),
    "organisation_ref": (Organisation, "ref"),
    "paper_batch_ref": (PaperBatch, "ref"),
    "parent_ref": (Organisation, "ref"),
    "rule_set_ref": (RuleSet, "ref"),
    "told_ref": (CorrectionTold, "ref"),
    "session_ref": (SignIn, "ref"),
}
OPEN_TO_ALL: dict[str, ColumnElement[bool]] = {"invitation_ref": Meeting.convened_on.is_not(None)}
"""Arguments that open a page to whoever knows them, and which rows are behind it."""
OWN_THINGS = (Credential, Device, Notification, PaperBatch, SignIn)
"""What belongs to an account: nobody else's is in sight, unless a right says so."""
NOWHERE = "0" * 12
"""A reference that nothing has."""
ENOUGH = 4
"""As many rows as are tried behind one door."""


@dataclass(frozen=True)
class Door:
    """One address with one method."""

    rule: Rule
    method: str
    mark: Mark | None

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of what the address is about."""
        return tuple(sorted(self.rule.arguments))

    @property
    def is_file(self) -> bool:
        """Whether a file is behind it and no page."""
        return self.rule.rule.endswith((".pdf", ".docx", ".xlsx"))

    @property
    def is_about_own_things(self) -> bool:
        """Whether it leads to a device, a session or the like, each of which belongs to one account."""
        return any(BEHIND[name][0] in OWN_THINGS for name in self.arguments)

    def address(self, refs: dict[str, str]) -> str:
        """The address with these references in it."""
        return re.sub(r"<[^<>]*?(\w+)>", lambda found: refs[found[1]], self.rule.rule)

    def is_open_to(self, actor: Actor) -> bool:
        """Whether the mark lets somebody in this office come in at all."""
        permissions = self.mark.permissions if self.mark else ()
        return not permissions or any(may(actor, one) for one in permissions)

    def inside(self, actor: Actor) -> list[dict[str, str]]:
        """References of rows in the actor's reach, the oldest first; several arguments belong together."""
        return self._refs(actor, wanted=True)

    def outside(self, actor: Actor) -> list[dict[str, str]]:
        """References of rows that exist and are out of the actor's reach."""
        return self._refs(actor, wanted=False)

    def _refs(self, actor: Actor, *, wanted: bool) -> list[dict[str, str]]:
        if len(self.arguments) != 1:
            return []
        (name,) = self.arguments
        table, column = BEHIND[name]
        reach = OPEN_TO_ALL.get(name)
        if name == "door_ref":
            reach = _own_meetings(actor)
        elif name == "rule_set_ref":
            reach = true() if may(actor, Permission.RULES_KEEP) else RuleSet.valid_from.is_not(None)
        elif reach is None:
            reach = self._reach(actor, table)
        chosen = select(getattr(table, column)).where(reach if wanted else not_(reach)).distinct()
        refs = db.session.scalars(chosen.order_by(getattr(table, column))).all()
        return [{name: ref} for ref in refs]

    def _reach(self, actor: Actor, table: type[Any]) -> ColumnElement[bool]:
        """The rows that the mark of this door lets the actor reach; a door for everybody leads to nobody's row."""
        is_public = self.mark is not None and self.mark.public
        held = (self.mark.permissions if self.mark else ()) or (() if is_public else (Permission.OWN_RECORD,))
        ways = [
            within(actor, one, table) for one in held if may(actor, one) and _is_anchored(actor, one, table)
        ]
        if table in OWN_THINGS and not is_public:
            ways.append(table.account_id == actor.account_id)
        return or_(*ways) if ways else and_(table.id.is_(None))


def _own_meetings(actor: Actor) -> ColumnElement[bool]:
    """Meetings on whose list the actor stands, or of whose cell he or she is."""
    own_row, own_bond = (within(actor, Permission.OWN_RECORD, table) for table in (Attendance, Liaison))
    at_home = select(Liaison.residence_id).where(own_bond, Liaison.state.in_(IN_LIAISON))
    return or_(Meeting.id.in_(select(Attendance.meeting_id).where(own_row)), Meeting.cell_id.in_(at_home))


def _is_anchored(actor: Actor, permission: Permission, table: type[Any]) -> bool:
    return table in OWN if permission is Permission.OWN_RECORD else (table, actor.side) in ANCHORS


def doors(app: Flask) -> list[Door]:
    """Every door of an application; files have no door."""
    return sorted(_doors(app), key=lambda door: (door.rule.rule, door.method))


def _doors(app: Flask) -> Iterator[Door]:
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.endswith("static"):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield Door(rule, method, mark_of(app.view_functions[rule.endpoint]))


@contextmanager
def words_asked_for(app: Flask) -> Iterator[set[str]]:
    """The names that pages look up in the query of their address, or in a form, while the block lasts."""
    asked: set[str] = set()

    class Listening(ImmutableMultiDict[str, str]):
        """A query that tells what it is asked for; forms of WTForms ask whether a name is in it."""

        def __getitem__(self, key: str) -> str:
            asked.add(key)
            return super().__getitem__(key)

        def __contains__(self, key: object) -> bool:
            asked.add(str(key))
            return super().__contains__(key)

        def getlist(self, key: str, type: Any = None) -> list[Any]:  # noqa: A002  # Werkzeug calls it so
            asked.add(key)
            return super().getlist(key, type)

    class AskedRequest(Request):
        parameter_storage_class = Listening

    before, app.request_class = app.request_class, AskedRequest
    try:
        yield asked
    finally:
        app.request_class = before
