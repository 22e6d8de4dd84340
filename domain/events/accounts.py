"""What happens to accounts and to offices."""

from dataclasses import dataclass

from domain.events.event import Event
from models.vocabulary import CredentialKind


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
