"""The words of the field as enumerations; each member says what it means. Other floors import them from here."""

from models.vocabulary.accounts import (
    AccountState,
    CredentialKind,
    Digest,
    Language,
    OutboxState,
)
from models.vocabulary.changes import (
    ChangeKind,
    ChangeWord,
    NoticeEffect,
    NoticeState,
    SanctionForm,
    Step,
)
from models.vocabulary.contact import (
    AttendanceSource,
    AttendanceStatus,
    Competence,
    ContactKind,
    ContactState,
    MatchState,
    MeetingKind,
    MeetingStage,
    MeetingState,
    NeedState,
    OpinionState,
)
from models.vocabulary.corrections import (
    CorrectionLine,
    CorrectionState,
)
from models.vocabulary.documents import CheckWay, DocumentState
from models.vocabulary.evaluations import (
    EvaluationPurpose,
    EvaluationStage,
    EvaluationState,
    MeetingRole,
    Outcome,
    ReplyKind,
)
from models.vocabulary.exchange import (
    ImportState,
)
from models.vocabulary.organisations import (
    Office,
    OrganisationKind,
    PlaceKind,
    Side,
)
from models.vocabulary.register import (
    Category,
    ExemptionReason,
    LiaisonEnd,
    LiaisonSource,
    LiaisonState,
    MergePart,
    Registration,
    Sex,
)
from models.vocabulary.rules import (
    Milestone,
    Paper,
    Part,
    Standing,
    Term,
    Unit,
)
from models.vocabulary.word import (
    Word,
    label,
)

__all__ = [
    "AccountState",
    "AttendanceSource",
    "AttendanceStatus",
    "Category",
    "ChangeKind",
    "ChangeWord",
    "CheckWay",
    "Competence",
    "ContactKind",
    "ContactState",
    "CorrectionLine",
    "CorrectionState",
    "CredentialKind",
    "Digest",
    "DocumentState",
    "EvaluationPurpose",
    "EvaluationStage",
    "EvaluationState",
    "ExemptionReason",
    "ImportState",
    "Language",
    "LiaisonEnd",
    "LiaisonSource",
    "LiaisonState",
    "MatchState",
    "MeetingKind",
    "MeetingRole",
    "MeetingStage",
    "MeetingState",
    "MergePart",
    "Milestone",
    "NeedState",
    "NoticeEffect",
    "NoticeState",
    "Office",
    "OpinionState",
    "OrganisationKind",
    "OutboxState",
    "Outcome",
    "Paper",
    "Part",
    "PlaceKind",
    "Registration",
    "ReplyKind",
    "SanctionForm",
    "Sex",
    "Side",
    "Standing",
    "Step",
    "Term",
    "Unit",
    "Word",
    "label",
]
