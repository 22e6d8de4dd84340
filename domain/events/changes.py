"""What happens to changes of members and to the notices of them."""

from dataclasses import dataclass

from domain.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEvent(Event):
    """Something that happened to a notice. A restricted one tells of a sanction."""

    notice_ref: str
    change_ref: str
    receiver_id: int
    sender_id: int
    sent_by_id: int
    is_restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(NoticeEvent):
    """A notice of a change arrived at an organisation of the residence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReminded(NoticeEvent):
    """Nobody acknowledged: the first rung of the ladder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReachedDeputy(NoticeEvent):
    """Still nobody: the deputy is told too; never of a sanction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReachedCommittee(NoticeEvent):
    """Still nobody: the committee above the cell may acknowledge in its stead."""

    committee_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeUnanswered(NoticeEvent):
    """The last rung only rings: the sender hears that nobody acknowledged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAcknowledged(NoticeEvent):
    """A named holder of the office received it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeUndone(NoticeEvent):
    """The acknowledgement was taken back within its ten minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDisputed(NoticeEvent):
    """The receiver asks the sender, because something seems wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswered(NoticeEvent):
    """The sender answered the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeProcessed(NoticeEvent):
    """The receiver drew the consequence for the liaison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithdrawn(NoticeEvent):
    """The sender took the notice back; what replaces it, if anything, rings by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecorded(Event):
    """The workplace recorded something about a member, who reads it in the own record."""

    change_ref: str
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondmentEnding(Event):
    """A secondment or rotation ends soon, or its review day came; the member comes home by himself or herself."""

    change_ref: str
    organisation_id: int
    is_review: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberArrived(Event):
    """A member was transferred to a workplace cell of this register."""

    member_ref: str
    organisation_id: int
