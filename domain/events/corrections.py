"""What happens to requests for correction."""

from dataclasses import dataclass

from domain.events.event import Event


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
