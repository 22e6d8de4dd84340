"""What can happen that somebody must hear of, in the past tense; who hears it stands in services/audiences.py.

An event names rows by id and reference and nobody by name: what rings on a telephone must give nothing away.
"""

from dataclasses import dataclass

from models.vocabulary import CredentialKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened; its text stands in templates/messages/, in a file of its name."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOpened(Event):
    """A round of evaluations was opened: its cells have sheets to write."""

    round_id: int
    round_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsAwaited(Event):
    """The commune committee reminds a cell of the sheets that it still owes."""

    organisation_id: int
    round_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsHandedOver(Event):
    """Sheets of another cell came to this one."""

    organisation_id: int
    from_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationAsked(Event):
    """A workplace asked the cell for the evaluation of one member, on need."""

    organisation_id: int
    evaluation_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationNotNeeded(Event):
    """The workplace took its request back."""

    organisation_id: int
    evaluation_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsSubmitted(Event):
    """A cell signed sheets: the commune committee has to confirm them."""

    organisation_id: int
    cell_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSentBack(Event):
    """The commune committee sent a sheet back to the cell, with the reason."""

    organisation_id: int
    evaluation_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsReturned(Event):
    """Confirmed sheets reached the workplace on record."""

    organisation_id: int
    batch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsToRead(Event):
    """The members whose sheets were returned in one act can read them."""

    batch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRaised(Event):
    """A member asked for reconsideration of the own sheet, or added an opinion to it."""

    organisation_id: int
    evaluation_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswered(Event):
    """The cell answered a request for reconsideration."""

    member_id: int
    evaluation_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEvent(Event):
    """Something that happened to letters of introduction; of several in one act the first one stands for all."""

    organisation_id: int
    """Whose office hears of it."""
    letter_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDrafted(LetterEvent):
    """A workplace cell prepared letters for its committee to sign; the reference is that of a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterIssued(LetterEvent):
    """A workplace committee sent letters to a commune committee."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWithdrawn(LetterEvent):
    """The workplace took a letter back before it was received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReceived(LetterEvent):
    """The commune committee received letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAssigned(LetterEvent):
    """The commune committee introduced members to a cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReturned(LetterEvent):
    """The commune committee sent letters back to the workplace, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonEvent(Event):
    """Something that happened to one liaison."""

    organisation_id: int
    """Whose office hears of it."""
    liaison_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonSentBack(LiaisonEvent):
    """A cell handed a member back to the commune committee, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonConfirmed(LiaisonEvent):
    """A cell listed a member and confirmed the contact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiaisonEnded(LiaisonEvent):
    """The commune committee ended a liaison by itself, not by a notice."""


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
class CorrectionEvent(Event):
    """Something that the owner of a line hears about a request for correction. A restricted one is about a sanction."""

    organisation_id: int
    correction_ref: str
    is_restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(CorrectionEvent):
    """A member asks the owner of a line of the own record to put it right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionOverdue(CorrectionEvent):
    """A request for correction should have been decided by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAnswer(Event):
    """Something that a member hears about a request of his or hers."""

    member_id: int
    correction_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionReceived(CorrectionAnswer):
    """The owner of the data has the request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionExtended(CorrectionAnswer):
    """The decision takes longer, and why stands on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDecided(CorrectionAnswer):
    """The line was corrected, or not, and why stands on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCorrected(Event):
    """An organisation that had received an old value hears that it was corrected."""

    organisation_id: int
    told_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsMerged(Event):
    """An organisation that holds a record hears that another one turned out to be of the same person."""

    organisation_id: int
    merge_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsParted(Event):
    """It hears that the two records are two again."""

    organisation_id: int
    merge_ref: str


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
class ListWritten(Event):
    """A list that the committee brought in gave a cell new members."""

    organisation_id: int
    import_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUndone(Event):
    """The committee took back a list that had given a cell new members."""

    organisation_id: int
    import_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAwaited(Event):
    """The commune committee reminds a cell of the meeting of a half-year."""

    organisation_id: int
    half: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceActivated(Event):
    """An account can be opened from one more device."""

    account_id: int
    device_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialChanged(Event):
    """The way in which a person proves who he or she is was changed."""

    account_id: int
    kind: CredentialKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChanged(Event):
    """What rings is gathered for another e-mail address from now on, or for none."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRefused(Event):
    """An activation slip reached somebody else, who said so."""

    account_id: int
    account_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateGiven(Event):
    """Somebody was given an office."""

    mandate_id: int
    mandate_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnded(Event):
    """An office was given an end."""

    mandate_id: int
    mandate_ref: str


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
