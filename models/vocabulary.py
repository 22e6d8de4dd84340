"""The words of the field as enumerations; each member says what it means, `label` gives it to the translator.

The English labels are message ids; what people read is in translations/.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


def label(text: str) -> str:
    """Mark an English label for the extractor; the edge translates it."""
    return text


class Word(StrEnum):
    """An enumeration whose members carry the label that a person reads."""

    text: str

    def __new__(cls, value: str, text: str = "") -> Self:
        """A member equal to its value, with its label beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.text = text
        return member


class Side(Word):
    """Where an organisation stands between the working member and the place where he or she lives."""

    RESIDENCE = "residence", label("Residence")
    WORKPLACE = "workplace", label("Workplace")
    OVERSIGHT = "oversight", label("Superior committee")


class OrganisationKind(Word):
    """The levels of both trees; there is no district."""

    PROVINCE_COMMITTEE = "province_committee", label("Provincial committee")
    COMMUNE_COMMITTEE = "commune_committee", label("Commune, ward or special zone committee")
    WORKPLACE_COMMITTEE = "workplace_committee", label("Workplace committee")
    RESIDENCE_CELL = "residence_cell", label("Residence cell")
    WORKPLACE_CELL = "workplace_cell", label("Workplace cell")

    @property
    def side(self) -> Side:
        """The side on which an organisation of this kind stands."""
        return _SIDES[self]

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell, the leaf of a tree."""
        return self in (OrganisationKind.RESIDENCE_CELL, OrganisationKind.WORKPLACE_CELL)


_SIDES = {
    OrganisationKind.PROVINCE_COMMITTEE: Side.OVERSIGHT,
    OrganisationKind.COMMUNE_COMMITTEE: Side.RESIDENCE,
    OrganisationKind.WORKPLACE_COMMITTEE: Side.WORKPLACE,
    OrganisationKind.RESIDENCE_CELL: Side.RESIDENCE,
    OrganisationKind.WORKPLACE_CELL: Side.WORKPLACE,
}


class Office(Word):
    """What a mandate is for; rights follow from office and organisation (access/offices.py)."""

    SECRETARY = "secretary", label("Secretary")
    DEPUTY = "deputy", label("Deputy secretary")
    COMMITTEE_MEMBER = "committee_member", label("Committee member")
    STAFF = "staff", label("Office staff")
    OVERSEER = "overseer", label("Province overseer")
    ADMINISTRATOR = "administrator", label("System administrator")


class PlaceKind(Word):
    """Levels and words of administrative units since 1 July 2025."""

    PROVINCE = "province", label("province or city")
    COMMUNE = "commune", label("commune")
    WARD = "ward", label("ward")
    SPECIAL_ZONE = "special_zone", label("special zone")


class Sex(Word):
    """As printed on the introduction letter."""

    MALE = "male", label("Male")
    FEMALE = "female", label("Female")


class Registration(Word):
    """Kind of residence registration (Law on Residence 2020, art. 11)."""

    PERMANENT = "permanent", label("Permanent residence")
    TEMPORARY = "temporary", label("Temporary residence")


class Category(Word):
    """Guidance 33-HD/BTCTW. Persons exempt from introduction are never recorded and have no member here."""

    FULL = "full", label("Subject to residence liaison")
    EXEMPT = "exempt", label("Introduced, exempt from residence activities")


class ExemptionReason(Word):
    """Why a member is introduced but exempt from activities (Guidance 33-HD/BTCTW, 1.1 a to c)."""

    ARMED_FORCES = "armed_forces", label("Army or police, away from home or in barracks")
    MOBILE_WORK = "mobile_work", label("Distant, mobile or collectively housed work; official housing")
    STUDY = "study", label("Full-time study away from home")
    NOT_STATED = "not_stated", label("Not stated")


class LiaisonState(Word):
    """Life of a liaison."""

    DRAFTED = "drafted", label("Drafted")
    ISSUED = "issued", label("Introduced")
    RECEIVED = "received", label("Received")
    ASSIGNED = "assigned", label("Assigned to the cell")
    ACTIVE = "active", label("In liaison")
    EXEMPTED = "exempted", label("Exempt from residence activities")
    RETURNED = "returned", label("Returned")
    ENDED = "ended", label("Ended")


class LiaisonEnd(Word):
    """Why a liaison ended."""

    MOVED = "moved", label("Moved home")
    WORKPLACE = "workplace", label("Changed workplace")
    RETIRED = "retired", label("Retired, Party life transferred to the residence")
    LEFT_PARTY = "left_party", label("Left the Party")
    DIED = "died", label("Died")
    WITHDRAWN = "withdrawn", label("Withdrawn")


class LiaisonSource(Word):
    """How a liaison came into the register."""

    LETTER = "letter", label("Introduction letter")
    IMPORT = "import", label("List import")


class ChangeKind(Word):
    """The nine kinds of change."""

    TRANSFER = "transfer", label("Transfer")
    SECONDMENT = "secondment", label("Secondment or rotation")
    APPOINTMENT = "appointment", label("Appointment or end of office")
    REWARD = "reward", label("Reward")
    SANCTION = "sanction", label("Sanction")
    RETIREMENT = "retirement", label("Retirement")
    RESIDENCE_MOVE = "residence_move", label("Change of residence")
    CATEGORY_CHANGE = "category_change", label("Change of category")
    DEPARTURE = "departure", label("Departure")


class ChangeWord(Word):
    """What the person at the workplace chooses; each word belongs to one kind."""

    TRANSFER = "transfer", label("Change of workplace")
    REASSIGNMENT = "reassignment", label("Reassignment")
    ROTATION = "rotation", label("Rotation")
    SECONDMENT = "secondment", label("Secondment")
    APPOINTMENT = "appointment", label("Appointment")
    LEAVING_OFFICE = "leaving_office", label("End of office")
    REWARD = "reward", label("Reward")
    SANCTION = "sanction", label("Sanction")
    RETIREMENT = "retirement", label("Retirement")
    RESIDENCE_MOVE = "residence_move", label("Change of residence")
    CATEGORY_CHANGE = "category_change", label("Change of category")
    DEATH = "death", label("Death")
    LEAVING_PARTY = "leaving_party", label("Leaving the Party, removal of name")

    @property
    def kind(self) -> ChangeKind:
        """The kind of change that this word records."""
        return _KINDS.get(self) or ChangeKind(self.value)


_KINDS = {
    ChangeWord.REASSIGNMENT: ChangeKind.TRANSFER,
    ChangeWord.ROTATION: ChangeKind.SECONDMENT,
    ChangeWord.LEAVING_OFFICE: ChangeKind.APPOINTMENT,
    ChangeWord.DEATH: ChangeKind.DEPARTURE,
    ChangeWord.LEAVING_PARTY: ChangeKind.DEPARTURE,
}


class SanctionForm(Word):
    """Forms of discipline of a Party member."""

    REPRIMAND = "reprimand", label("Reprimand")
    WARNING = "warning", label("Warning")
    DISMISSAL = "dismissal", label("Dismissal from office")
    EXPULSION = "expulsion", label("Expulsion")


class NoticeState(Word):
    """Life of a notice."""

    SENT = "sent", label("Waiting for acknowledgement")
    ACKNOWLEDGED = "acknowledged", label("Acknowledged")
    PROCESSED = "processed", label("Processed")
    DISPUTED = "disputed", label("Disputed")
    WITHDRAWN = "withdrawn", label("Withdrawn")


class NoticeEffect(Word):
    """What a processed notice led to on the liaison."""

    NONE = "none", label("No effect on the liaison")
    ENDED = "ended", label("Liaison ended")
    MOVED = "moved", label("Liaison moved")
    EXEMPTED = "exempted", label("Exempted from activities")
    RESUMED = "resumed", label("Takes part in the activities of the residence again")


class Step(Word):
    """What happened to a notice, in order; the same list for sender, receiver and member."""

    SENT = "sent", label("Sent")
    OPENED = "opened", label("Opened")
    REMINDED = "reminded", label("Reminded")
    DEPUTY = "deputy", label("Deputy secretary told")
    COMMITTEE = "committee", label("Commune committee told")
    UNANSWERED = "unanswered", label("Sender told that nobody acknowledged")
    ACKNOWLEDGED = "acknowledged", label("Acknowledged")
    UNDONE = "undone", label("Acknowledgement withdrawn")
    DISPUTED = "disputed", label("Disputed")
    ANSWERED = "answered", label("Question answered")
    PROCESSED = "processed", label("Processed")
    WITHDRAWN = "withdrawn", label("Withdrawn")


class AccountState(Word):
    """Life of an account."""

    INVITED = "invited", label("Not yet activated")
    ACTIVE = "active", label("Activated")
    CLOSED = "closed", label("Closed")


class CredentialKind(Word):
    """What an account can prove itself with."""

    PASSWORD = "password", label("Password")
    PIN = "pin", label("PIN")
    TOTP = "totp", label("Authenticator code")
    RECOVERY = "recovery", label("Recovery code")
    PASSKEY = "passkey", label("Passkey")


class Digest(Word):
    """How often e-mail gathers what waits."""

    DAILY = "daily", label("Every day")
    WEEKLY = "weekly", label("Every Monday")
    NEVER = "never", label("No e-mail")


class Language(Word):
    """Languages of the pages; each named in itself."""

    VI = "vi", "Tiếng Việt"
    EN = "en", "English"


class OutboxState(Word):
    """Life of a message that must leave the process."""

    WAITING = "waiting", label("Waiting")
    DONE = "done", label("Sent")
    GIVEN_UP = "given_up", label("Given up")
