"""Statements that are put together once for each kind of office, and filled in for whoever asks.

Putting a statement together takes several times as long as running it. A builder marked `prepared` is called with a
stand-in for the actor: the office is there, the ids are empty places. What is kept therefore holds nothing of any
person and cannot show one person what another may see; a place that nobody fills makes the statement fail.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, Generic, TypeVarTuple, cast

from sqlalchemy import Result, bindparam
from sqlalchemy.sql.selectable import TypedReturnsRows

from access.actor import Actor
from models import db

Columns = TypeVarTuple("Columns")
_KEPT = 128
"""Statements kept of one builder: more than there are offices and ways to ask, so that nothing typed can fill it up."""
_IDS = ("account_id", "member_id", "organisation_id")


class Prepared(Generic[*Columns]):
    """One statement with named places (`bindparam`), ready to be run again and again."""

    def __init__(self, statement: TypedReturnsRows[*Columns]) -> None:
        self._statement = statement
        told = getattr(statement, "column_descriptions", ())
        self._gives_rows_of_tables = any(one["expr"] is one["entity"] for one in told)

    def run(self, **values: object) -> Result[*Columns]:
        """What the statement gives for these values, within the transaction at work."""
        session = db.session()
        if self._gives_rows_of_tables:
            return session.execute(self._statement, values)
        session.flush()  # as the session itself would; the way past it, for mere columns, takes half the time
        return session.connection().execute(self._statement, values)


def prepared(build: Callable[..., TypedReturnsRows[*Columns]]) -> Callable[..., Result[*Columns]]:
    """Let a builder work once for each kind of office and each choice, and run what it made.

    The builder takes the actor and choices that change the form of the statement. The function it becomes takes the
    actor, the same choices, and by name the values of the places that the builder left with `bindparam`.
    """

    @lru_cache(maxsize=_KEPT)
    def made(office: tuple[Any, ...], *choices: Hashable) -> Prepared[*Columns]:
        return Prepared(build(_stand_in(*office), *choices))

    @wraps(build)
    def filled_in(actor: Actor, *choices: Hashable, **values: object) -> Result[*Columns]:
        return made(_office(actor), *choices).run(**_places(actor), **values)

    return filled_in


class _StandIn(Actor):
    """An actor of whom only the office is known."""

    @property
    def below(self) -> tuple[str, str]:
        """The places of the two ends of the range of paths."""
        return cast(tuple[str, str], (bindparam("actor_low"), bindparam("actor_high")))


def _office(actor: Actor) -> tuple[Any, ...]:
    """What decides the form of a statement: the office, and which ids there are."""
    known = tuple(name for name in _IDS if getattr(actor, name) is not None)
    return (actor.kind, actor.is_grassroots, actor.office, actor.side, actor.is_fresh, known)


def _stand_in(
    kind: Any, is_grassroots: bool, office: Any, side: Any, is_fresh: bool, known: tuple[str, ...]
) -> Actor:
    ids: dict[str, Any] = {name: bindparam(f"actor_{name}") for name in known}
    return _StandIn(
        kind=kind, is_grassroots=is_grassroots, office=office, side=side, is_fresh=is_fresh, **ids
    )


def _places(actor: Actor) -> dict[str, object]:
    values: dict[str, object] = {f"actor_{name}": getattr(actor, name) for name in _IDS}
    if actor.path:
        values["actor_low"], values["actor_high"] = actor.below
    return values
