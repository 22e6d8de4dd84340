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
from models.contact import Contact
from models.correction import Correction, CorrectionTold
from models.distinction import Distinction
from models.document import DocumentCheck, DocumentFile, IssuedDocument, PaperBatch
from models.draft import Draft, FormKey
from models.evaluation import (
    Evaluation,
    EvaluationAgreement,
    EvaluationReminder,
    EvaluationRequest,
    EvaluationRound,
    EvaluationStep,
    EvaluationVersion,
    Objection,
)
from models.exchange import ImportBatch, ImportMapping
from models.letter import IntroductionLetter, NumberSeries
from models.liaison import Liaison, LiaisonStep
from models.mandate import Mandate
from models.meeting import Attendance, Meeting, MeetingReminder, MeetingStep, Minutes
from models.member import Member, Residence, Workplace
from models.merge import Merge
from models.need import Match, Need, Strength
from models.notice import Notice, NoticeStep
from models.notification import Notification
from models.opinion import Opinion, OpinionStep
from models.organisation import Organisation, OrganisationName
from models.outbox import OutboxMessage, Schedule
from models.place import Place
from models.ruleset import Holiday, RuleSet
from models.sign_in import Attempt, Device, SignIn
from models.wording import PaperWording

__all__ = [
    "WRITING",
    "AccessEntry",
    "Account",
    "Appointment",
    "Attempt",
    "Attendance",
    "AuditEntry",
    "AuditHead",
    "Audited",
    "Base",
    "CategoryChange",
    "Change",
    "Contact",
    "Correction",
    "CorrectionTold",
    "Credential",
    "Departure",
    "Device",
    "Distinction",
    "DocumentCheck",
    "DocumentFile",
    "Draft",
    "Evaluation",
    "EvaluationAgreement",
    "EvaluationReminder",
    "EvaluationRequest",
    "EvaluationRound",
    "EvaluationStep",
    "EvaluationVersion",
    "FormKey",
    "Holiday",
    "ImportBatch",
    "ImportMapping",
    "IntroductionLetter",
    "IssuedDocument",
    "Liaison",
    "LiaisonStep",
    "Mandate",
    "Match",
    "Meeting",
    "MeetingReminder",
    "MeetingStep",
    "Member",
    "Merge",
    "Minutes",
    "Need",
    "Notice",
    "NoticeStep",
    "Notification",
    "NumberSeries",
    "Objection",
    "Opinion",
    "OpinionStep",
    "Organisation",
    "OrganisationName",
    "OutboxMessage",
    "PaperBatch",
    "PaperWording",
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
    "Strength",
    "Transfer",
    "Workplace",
    "db",
]
