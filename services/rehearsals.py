"""A change recorded for the check page: everything is done, looked at and undone, so the page promises what happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from access import Actor
from models import Change, db
from queries import changes
from services.unit import use_case


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The change as it would stand, apart from the database, and who would be told."""

    change: Change
    told: tuple[int, ...]


class _Curtain(Exception):
    def __init__(self, seen: Rehearsal) -> None:
        super().__init__()
        self.seen = seen


def rehearse(actor: Actor, action: Callable[[], Change]) -> Rehearsal:
    """What an action would record; raises its `Refused`. Nothing remains: no row, no notice, no bell, no trail."""
    try:
        _play(actor, action)
    except _Curtain as end:
        return end.seen
    raise RuntimeError("a rehearsal ends with its curtain")


@use_case
def _play(actor: Actor, action: Callable[[], Change]) -> None:
    change = action()
    db.session.refresh(change)
    db.session.refresh(change, ["new_place", "member"])
    told = tuple(changes.told(change))
    db.session.expunge(change)
    raise _Curtain(Rehearsal(change, told))
