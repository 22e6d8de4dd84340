"""What happens to rounds, to evaluation sheets and to what members answer."""

from dataclasses import dataclass

from domain.events.event import Event


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
