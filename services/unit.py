"""The transaction around a use case: the only commit of the house, the repeat after a lost connection, form keys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import StaleDataError

from access import Actor
from adapters import clock
from domain.errors import Conflict, Refused
from models import WRITING, FormKey, db
from services import audit
from services.invariants import constraint_name, is_disk_full, sentence_for

Rest = ParamSpec("Rest")
Result = TypeVar("Result")
_PAUSES = (0.05, 0.25)
_ONE_FORM = "uq_form_key_key"


@dataclass(slots=True)
class Once:
    """What became of a form: its result's reference, also when the same form came a second time."""

    key: str
    digest: str
    repeated: bool = False
    result_ref: str | None = None


class _Overtaken(Exception):
    """The same form came twice at one moment, and the other one was carried out first."""


class _Handled(Exception):
    """The form with this key was carried out before."""


_inside: ContextVar[bool] = ContextVar("inside a use case", default=False)
_form: ContextVar[Once | None] = ContextVar("the form at work", default=None)


@contextmanager
def once(key: str, digest: str) -> Iterator[Once]:
    """Let the use case called inside run once for this form key; a second click is given the first answer.

    `digest` tells the content: the same key with other content is refused.
    """
    form = Once(key, digest)
    token = _form.set(form)
    try:
        yield form
    except _Handled:
        form.repeated = True
    finally:
        _form.reset(token)


def use_case(
    function: Callable[Concatenate[Actor, Rest], Result],
) -> Callable[Concatenate[Actor, Rest], Result]:
    """Run a function as one transaction that writes rows, trail and messages together, or nothing at all.

    Joins a transaction already open. Repeats twice when the connection was lost or the database asks for it: a form
    key makes the repeat harmless. A broken invariant is told as the `Refused` of its name, a stale row as `Conflict`, a
    disk without room as `Refused`.
    """

    @wraps(function)
    def run(actor: Actor, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Result:
        if _inside.get():
            return function(actor, *args, **kwargs)
        token, loaded = _inside.set(True), _loaded_relations()
        try:
            return _with_patience(
                lambda: _transaction(function.__name__, actor, lambda: function(actor, *args, **kwargs))
            )
        except Exception:
            _give_back(loaded)
            raise
        finally:
            _inside.reset(token)

    return run


def _with_patience(work: Callable[[], Result]) -> Result:
    for pause in _PAUSES:
        try:
            return work()
        except (OperationalError, InterfaceError, _Overtaken):
            # A lost connection often comes without a code, so every operational error is tried again.
            db.session.rollback()
            time.sleep(pause)
    return work()


def _transaction(name: str, actor: Actor, work: Callable[[], Result]) -> Result:
    session = db.session
    session.rollback()
    session.expire_all()
    session.connection(execution_options={WRITING: True})
    trail = audit.begin(actor, name)
    try:
        _refuse_repeat()
        result = work()
        _remember(result)
        session.flush()
        audit.write(trail)
        session.commit()
    except IntegrityError as broken:
        session.rollback()
        if constraint_name(broken) == _ONE_FORM:
            raise _Overtaken from broken
        raise sentence_for(broken) from broken
    except StaleDataError as stale:
        session.rollback()
        raise Conflict from stale
    except OperationalError as trouble:
        session.rollback()
        if is_disk_full(trouble):
            raise Refused("The disk of the server is full. Nothing was kept; tell the office.") from trouble
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        audit.end()
    return result


def _loaded_relations() -> list[tuple[object, str, Any]]:
    """What hangs on the rows that the page has loaded so far."""
    return [
        (row, relation.key, row.__dict__[relation.key])
        for row in db.session
        for relation in inspect(row).mapper.relationships
        if relation.key in row.__dict__
    ]


def _give_back(loaded: list[tuple[object, str, Any]]) -> None:
    """Hang it on them again: nothing was written, and the page shows its rows once more beside the refusal."""
    for row, key, value in loaded:
        if inspect(row).persistent and key not in row.__dict__:
            set_committed_value(row, key, value)


def _refuse_repeat() -> None:
    form = _form.get()
    if form is None:
        return
    earlier = db.session.scalar(select(FormKey).where(FormKey.key == form.key))
    if earlier is None:
        return
    if earlier.digest != form.digest:
        raise Refused(
            "This form was already sent with other content. Open the page again to send the new content."
        )
    form.result_ref = earlier.result_ref
    raise _Handled


def _remember(result: object) -> None:
    form = _form.get()
    if form is None:
        return
    form.result_ref = getattr(result, "ref", None)
    db.session.add(FormKey(key=form.key, digest=form.digest, result_ref=form.result_ref, at=clock.now()))
