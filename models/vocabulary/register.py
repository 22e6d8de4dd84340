"""Members, the tie to the place where they live, and its life."""

from __future__ import annotations

from models.vocabulary.word import Word, label


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


class MergePart(Word):
    """What two records of one person may say differently."""

    FULL_NAME = "full_name", label("Full name")
    SEX = "sex", label("Sex")
    BORN = "born", label("Date of birth")
    ADMITTED = "admitted", label("Date of admission")
    OFFICIAL = "official", label("Date of full membership")
    CARD_NUMBER = "card_number", label("Party card number")
    PHONE = "phone", label("Phone number")
    POSITION = "position", label("Position")
    WORKPLACE = "workplace", label("Workplace Party cell")
    HOME = "home", label("Residence")
    LIAISON = "liaison", label("Residence Party cell")
