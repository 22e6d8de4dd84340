"""What happens to letters of introduction and to liaisons."""

from dataclasses import dataclass

from domain.events.event import Event


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
