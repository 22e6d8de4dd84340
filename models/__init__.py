"""All tables, imported once so that the metadata is complete; other floors import them from here."""

from models.account import Account, Credential, Slip
from models.audit import AccessEntry, AuditEntry, AuditHead
from models.base import WRITING, Audited, Base, db
from models.change import (
    Appointment,
    CategoryChange,
    Change,
    Departure,
    ResidenceMove,
    Retirement,
    Reward,
    Sanction,
    Secondment,
    Transfer,
)
from models.draft import Draft, FormKey
from models.letter import IntroductionLetter, NumberSeries
from models.liaison import Liaison, LiaisonStep
from models.mandate import Mandate
from models.member import Member, Residence, Workplace
from models.notice import Notice, NoticeStep
from models.notification import Notification
from models.organisation import Organisation, OrganisationName
from models.outbox import OutboxMessage, Schedule
from models.place import Place
from models.ruleset import Holiday, RuleSet
from models.sign_in import Attempt, Device, SignIn

__all__ = [
    "WRITING",
    "AccessEntry",
    "Account",
    "Appointment",
    "Attempt",
    "AuditEntry",
    "AuditHead",
    "Audited",
    "Base",
    "CategoryChange",
    "Change",
    "Credential",
    "Departure",
    "Device",
    "Draft",
    "FormKey",
    "Holiday",
    "IntroductionLetter",
    "Liaison",
    "LiaisonStep",
    "Mandate",
    "Member",
    "Notice",
    "NoticeStep",
    "Notification",
    "NumberSeries",
    "Organisation",
    "OrganisationName",
    "OutboxMessage",
    "Place",
    "Residence",
    "ResidenceMove",
    "Retirement",
    "Reward",
    "RuleSet",
    "Sanction",
    "Schedule",
    "Secondment",
    "SignIn",
    "Slip",
    "Transfer",
    "Workplace",
    "db",
]
