"""Which office may do what, and how far it reaches: a table that reads like a statute."""

from __future__ import annotations

from enum import Enum

from access.actor import Actor
from access.permissions import Permission as P
from domain.mandates import stands_above
from models import Organisation
from models.vocabulary import Office, OrganisationKind


class Reach(Enum):
    """How far a right goes from the organisation where the office is held."""

    SELF = "self"
    HERE = "here"
    BELOW = "below"


HERE, BELOW = Reach.HERE, Reach.BELOW
_Rights = dict[P, Reach]

_RESIDENCE_CELL_READS: _Rights = {
    P.ORGANISATION_READ: HERE,
    P.MANDATE_READ: HERE,
    P.MEMBER_READ: HERE,
    P.MEMBER_ADDRESS: HERE,
    P.LIAISON_READ: HERE,
    P.LETTER_READ: HERE,
    P.CHANGE_READ: HERE,
    P.NOTICE_READ: HERE,
    P.MEETING_READ: HERE,
    P.CONTACT_READ: HERE,
    P.OPINION_READ: HERE,
    P.STRENGTH_READ: HERE,
    P.NEED_READ: HERE,
    P.CORRECTION_READ: HERE,
    P.EVALUATION_DRAFT: HERE,
    P.EVALUATION_READ: HERE,
    P.DOCUMENT_READ: HERE,
    P.TRAIL_READ: HERE,
}
_RESIDENCE_CELL_ACTS: _Rights = _RESIDENCE_CELL_READS | {
    P.MEETING_HOLD: HERE,
    P.CONTACT_RECORD: HERE,
    P.OPINION_RECORD: HERE,
    P.OPINION_ANSWER: HERE,
    P.NEED_POST: HERE,
    P.CORRECTION_DECIDE: HERE,
    P.EVALUATION_WRITE: HERE,
    P.LIAISON_CONFIRM: HERE,
    P.LIAISON_SEND_BACK: HERE,
    P.NOTICE_ACKNOWLEDGE: HERE,
}
_COMMUNE_READS: _Rights = {
    P.ORGANISATION_READ: BELOW,
    P.MANDATE_READ: BELOW,
    P.MEMBER_READ: BELOW,
    P.MEMBER_ADDRESS: BELOW,
    P.LIAISON_READ: BELOW,
    P.LETTER_READ: BELOW,
    P.CHANGE_READ: BELOW,
    P.NOTICE_READ: HERE,
    P.MEETING_READ: BELOW,
    P.CONTACT_READ: BELOW,
    P.OPINION_READ: HERE,
    P.CORRECTION_READ: BELOW,
    P.ROUND_READ: BELOW,
    P.EVALUATION_READ: BELOW,
    P.DOCUMENT_READ: HERE,
    P.TRAIL_READ: BELOW,
    P.FIGURES_READ: BELOW,
}
_COMMUNE_ACTS: _Rights = _COMMUNE_READS | {
    P.REGISTER_EXCHANGE: BELOW,
    P.ORGANISATION_FOUND: BELOW,
    P.MANDATE_GIVE: BELOW,
    P.ACCOUNT_READ: BELOW,
    P.ACCOUNT_MANAGE: BELOW,
    P.MEMBER_MERGE: BELOW,
    P.LETTER_RECEIVE: BELOW,
    P.LIAISON_COMPLETE: BELOW,
    P.LIAISON_END: BELOW,
    P.LIST_IMPORT: HERE,
    P.MEETING_REMIND: BELOW,
    P.ROUND_OPEN: BELOW,
    P.ROUND_LEAD: BELOW,
    P.EVALUATION_CONFIRM: BELOW,
    P.OPINION_ANSWER: HERE,
    P.CORRECTION_DECIDE: HERE,
    P.NOTICE_ACKNOWLEDGE: HERE,
}
_WORK_CELL_READS: _Rights = {
    P.ORGANISATION_READ: HERE,
    P.MANDATE_READ: HERE,
    P.MEMBER_READ: HERE,
    P.LIAISON_READ: HERE,
    P.LETTER_READ: HERE,
    P.CHANGE_READ: HERE,
    P.NOTICE_SENT: HERE,
    P.CORRECTION_READ: HERE,
    P.DOCUMENT_READ: HERE,
    P.TRAIL_READ: HERE,
}
_WORK_CELL_ACTS: _Rights = _WORK_CELL_READS | {
    P.MEMBER_WRITE: HERE,
    P.MEMBER_ADDRESS: HERE,
    P.LETTER_DRAFT: HERE,
    P.CHANGE_RECORD: HERE,
    P.CORRECTION_DECIDE: HERE,
    P.NOTICE_ANSWER: HERE,
}
_WORK_COMMITTEE_READS: _Rights = dict.fromkeys(_WORK_CELL_READS, BELOW) | {
    P.EVALUATION_READ: BELOW,
    P.FIGURES_READ: BELOW,
}
_WORK_COMMITTEE_ACTS: _Rights = _WORK_COMMITTEE_READS | {
    P.MEMBER_WRITE: BELOW,
    P.MEMBER_MERGE: BELOW,
    P.REGISTER_EXCHANGE: BELOW,
    P.MEMBER_ADDRESS: BELOW,
    P.LETTER_DRAFT: BELOW,
    P.LETTER_ISSUE: BELOW,
    P.LIAISON_COMPLETE: BELOW,
    P.CHANGE_RECORD: BELOW,
    P.EVALUATION_ASK: BELOW,
    P.LIST_IMPORT: HERE,
    P.SANCTION_RECORD: BELOW,
    P.CORRECTION_DECIDE: BELOW,
    P.NOTICE_ANSWER: BELOW,
    P.ORGANISATION_FOUND: BELOW,
    P.MANDATE_GIVE: BELOW,
    P.ACCOUNT_READ: BELOW,
    P.ACCOUNT_MANAGE: BELOW,
}
_OVERSEER: _Rights = {
    P.ORGANISATION_READ: BELOW,
    P.FIGURES_READ: BELOW,
    P.MANDATE_READ: BELOW,
    P.ROUND_READ: BELOW,
    P.ROUND_OPEN: BELOW,
}
_ADMINISTRATOR: _Rights = {
    P.ORGANISATION_READ: BELOW,
    P.ORGANISATION_FOUND: BELOW,
    P.MANDATE_READ: BELOW,
    P.MANDATE_GIVE: BELOW,
    P.ACCOUNT_READ: BELOW,
    P.ACCOUNT_MANAGE: BELOW,
    P.TRAIL_READ: BELOW,
    P.MAIL_REPEAT: HERE,
    P.RULES_KEEP: HERE,
    P.PAPERS_WORD: HERE,
}
_SECRET: _Rights = {P.SANCTION_READ: HERE}

RIGHTS: dict[tuple[OrganisationKind, Office], _Rights] = {
    (OrganisationKind.RESIDENCE_CELL, Office.SECRETARY): _RESIDENCE_CELL_ACTS | _SECRET,
    (OrganisationKind.RESIDENCE_CELL, Office.DEPUTY): _RESIDENCE_CELL_ACTS,
    (OrganisationKind.RESIDENCE_CELL, Office.COMMITTEE_MEMBER): _RESIDENCE_CELL_READS,
    (OrganisationKind.COMMUNE_COMMITTEE, Office.SECRETARY): _COMMUNE_ACTS | {P.SANCTION_READ: BELOW},
    (OrganisationKind.COMMUNE_COMMITTEE, Office.DEPUTY): _COMMUNE_ACTS,
    (OrganisationKind.COMMUNE_COMMITTEE, Office.STAFF): _COMMUNE_ACTS,
    (OrganisationKind.COMMUNE_COMMITTEE, Office.COMMITTEE_MEMBER): _COMMUNE_READS,
    (OrganisationKind.WORKPLACE_CELL, Office.SECRETARY): _WORK_CELL_ACTS,
    (OrganisationKind.WORKPLACE_CELL, Office.DEPUTY): _WORK_CELL_ACTS,
    (OrganisationKind.WORKPLACE_CELL, Office.COMMITTEE_MEMBER): _WORK_CELL_READS,
    (OrganisationKind.WORKPLACE_COMMITTEE, Office.SECRETARY): _WORK_COMMITTEE_ACTS | {P.SANCTION_READ: BELOW},
    (OrganisationKind.WORKPLACE_COMMITTEE, Office.DEPUTY): _WORK_COMMITTEE_ACTS,
    (OrganisationKind.WORKPLACE_COMMITTEE, Office.STAFF): _WORK_COMMITTEE_ACTS,
    (OrganisationKind.WORKPLACE_COMMITTEE, Office.COMMITTEE_MEMBER): _WORK_COMMITTEE_READS,
    (OrganisationKind.PROVINCE_COMMITTEE, Office.OVERSEER): _OVERSEER,
    (OrganisationKind.PROVINCE_COMMITTEE, Office.ADMINISTRATOR): _ADMINISTRATOR,
}

_GRASSROOTS_CELL_ACTS: _Rights = {
    P.LETTER_ISSUE: HERE,
    P.LIAISON_COMPLETE: HERE,
    P.SANCTION_RECORD: HERE,
    P.EVALUATION_READ: HERE,
    P.EVALUATION_ASK: HERE,
}

GRASSROOTS: dict[tuple[OrganisationKind, Office], _Rights] = {
    (OrganisationKind.WORKPLACE_CELL, Office.SECRETARY): _GRASSROOTS_CELL_ACTS | _SECRET,
    (OrganisationKind.WORKPLACE_CELL, Office.DEPUTY): _GRASSROOTS_CELL_ACTS,
}
"""What an office of a cell may do besides where the cell is the grassroots organisation itself (chi bộ cơ sở): what a
committee does for the cells below it. Such a cell has a seal and signs in its own name (form 1-213; 399-QĐ/TW)."""

GIVES: dict[OrganisationKind, frozenset[Office]] = {
    OrganisationKind.PROVINCE_COMMITTEE: frozenset({Office.OVERSEER, Office.ADMINISTRATOR}),
    OrganisationKind.COMMUNE_COMMITTEE: frozenset(
        {Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER, Office.STAFF}
    ),
    OrganisationKind.WORKPLACE_COMMITTEE: frozenset(
        {Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER, Office.STAFF}
    ),
    OrganisationKind.RESIDENCE_CELL: frozenset({Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER}),
    OrganisationKind.WORKPLACE_CELL: frozenset({Office.SECRETARY, Office.DEPUTY, Office.COMMITTEE_MEMBER}),
}
"""Offices that exist at an organisation of each kind."""


def given_by(actor: Actor, organisation: Organisation) -> frozenset[Office]:
    """The offices of an organisation in reach that the actor may give and end: at the own one none above the own."""
    offices = GIVES[organisation.kind]
    if organisation.id != actor.organisation_id:
        return offices
    return frozenset(office for office in offices if not stands_above(office, actor.office))


def reach(actor: Actor, permission: P) -> Reach | None:
    """How far this right of the actor goes; `None` when the office does not have it at all."""
    if permission is P.OWN_RECORD:
        return Reach.SELF if actor.member_id is not None else None
    if actor.office is None or actor.kind is None:
        return None
    return rights_of(actor.kind, actor.office, is_grassroots=actor.is_grassroots).get(permission)


def rights_of(kind: OrganisationKind, office: Office, *, is_grassroots: bool = False) -> _Rights:
    """All rights of an office at an organisation of a kind; nothing where this office does not exist."""
    rights = RIGHTS.get((kind, office), {})
    return rights | GRASSROOTS.get((kind, office), {}) if is_grassroots else rights


def may(actor: Actor, permission: P) -> bool:
    """Whether the actor's office has this right anywhere at all."""
    return reach(actor, permission) is not None
