"""What happens to the register as a whole: lists written or taken back, records put together or parted."""

from dataclasses import dataclass

from domain.events.event import Event


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
class RecordsMerged(Event):
    """An organisation that holds a record hears that another one turned out to be of the same person."""

    organisation_id: int
    merge_ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsParted(Event):
    """It hears that the two records are two again."""

    organisation_id: int
    merge_ref: str
