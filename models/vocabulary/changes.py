"""What happens to a member, and the notices that tell it."""

from __future__ import annotations

from models.vocabulary.word import Word, label


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
