"""The evaluation of a working member by the residence cell: its sheets, their life, what is answered to them."""

from __future__ import annotations

from models.vocabulary.word import Word, label


class EvaluationPurpose(Word):
    """What a workplace needs the evaluation for; an exempt member is evaluated on need only (BR-03)."""

    YEARLY = "yearly", label("Yearly review")
    PERSONNEL = "personnel", label("Personnel procedure")
    REWARD = "reward", label("Proposal of a reward")
    DISCIPLINE = "discipline", label("Consideration of discipline")
    OTHER = "other", label("Another need")


class EvaluationState(Word):
    """Life of a sheet: written at the cell, agreed together, signed, confirmed above, returned, read, answered."""

    REQUESTED = "requested", label("Not started")
    DRAFTED = "drafted", label("Draft")
    WRITTEN = "written", label("Written")
    AGREED = "agreed", label("Agreed with the Front")
    SIGNED = "signed", label("Submitted for confirmation")
    SENT_BACK = "sent_back", label("Sent back to the cell")
    CONFIRMED = "confirmed", label("Confirmed")
    RETURNED = "returned", label("Returned to the workplace")
    SEEN = "seen", label("Read by the member")
    OBJECTED = "objected", label("Reconsideration asked for")
    ANSWERED = "answered", label("Request answered, sheet kept")
    LAPSED = "lapsed", label("Not finished when the round closed")
    WITHDRAWN = "withdrawn", label("No longer needed")


class EvaluationStage(Word):
    """What happened to a sheet, in order."""

    REQUESTED = "requested", label("Asked for")
    DRAFTED = "drafted", label("Writing begun")
    WRITTEN = "written", label("Written")
    REOPENED = "reopened", label("Taken up again before it was signed")
    AGREED = "agreed", label("Agreed in a meeting with the Front work committee")
    SIGNED = "signed", label("Signed and submitted for confirmation")
    SENT_BACK = "sent_back", label("Sent back to the cell")
    CONFIRMED = "confirmed", label("Confirmed by the commune committee")
    RETURNED = "returned", label("Returned to the workplace")
    SEEN = "seen", label("Read by the member")
    REPLIED = "replied", label("Reply of the member")
    OBJECTED = "objected", label("The member asked for reconsideration")
    KEPT = "kept", label("Answered: the sheet is kept")
    AMENDED = "amended", label("Answered: the sheet is amended by a new version")
    HANDED_OVER = "handed_over", label("Handed over to another cell")
    LAPSED = "lapsed", label("Not finished when the round closed")
    WITHDRAWN = "withdrawn", label("No longer needed")


class ReplyKind(Word):
    """What a member may add to a returned sheet."""

    REMARK = "remark", label("My opinion, to stay with the sheet")
    OBJECTION = "objection", label("Ask for reconsideration")


class Outcome(Word):
    """How the cell answers a request for reconsideration."""

    KEPT = "kept", label("Keep the sheet as it is")
    AMENDED = "amended", label("Amend it by a new version")


class MeetingRole(Word):
    """In what capacity somebody took part in the meeting that agrees on sheets (article 4; BR-04)."""

    SECRETARY = "secretary", label("Secretary of the cell")
    COMMITTEE = "committee", label("Cell committee")
    FRONT = "front", label("Front work committee")
