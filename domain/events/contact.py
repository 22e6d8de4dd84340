"""What happens between a cell and its members: contacts, opinions, help, meetings."""

from dataclasses import dataclass

from domain.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactProposed(Event):
    """A member wrote down a contact, which the cell has still to confirm."""

    organisation_id: int
    contact_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactConfirmed(Event):
    """The cell confirmed what a member wrote."""

    member_id: int
    contact_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactUnconfirmed(Event):
    """The cell took back at once what it had confirmed; the contact waits for it again."""

    member_id: int
    contact_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDeclined(Event):
    """The cell did not confirm what a member wrote; the reason stands in the own record."""

    member_id: int
    contact_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionEvent(Event):
    """Something that happened to an opinion, told to the office whose move it is."""

    organisation_id: int
    opinion_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRaised(OpinionEvent):
    """A member put something to the own cell in writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPassedOn(OpinionEvent):
    """A cell passed an opinion on to the committee above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionAnswered(OpinionEvent):
    """The committee answered what the cell had passed on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionTold(Event):
    """What a member raised has been answered."""

    member_id: int
    opinion_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpEvent(Event):
    """Something that a member hears about help for which he or she was asked."""

    member_id: int
    match_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAsked(HelpEvent):
    """The own cell asks for help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpNotNeeded(HelpEvent):
    """The cell does not need it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCertified(HelpEvent):
    """The cell certified what the member did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAnswered(Event):
    """A member said yes or no; the page of the need has the numbers."""

    organisation_id: int
    need_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAwaited(Event):
    """The commune committee reminds a cell of the meeting of a half-year."""

    organisation_id: int
    half: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingEvent(Event):
    """Something that happened to a meeting, for those on its list."""

    meeting_id: int
    invitation_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingConvened(MeetingEvent):
    """A cell convened its working members; whoever is put on the list later hears of it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMoved(MeetingEvent):
    """The time or the place of a meeting changed after the invitation; the sequence tells one change from the next."""

    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled(MeetingEvent):
    """A meeting to which members had been convened does not take place."""
