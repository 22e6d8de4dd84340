"""What papers say and how they are laid out, changed by the office: each change is a version, none is written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from access import Actor, Permission, require
from adapters import clock
from domain.errors import Conflict, NotFound, Refused, refuse_if_any
from domain.names import clean
from domain.papers.amending import objections_to_layout, objections_to_words
from domain.papers.blocks import Layout
from domain.papers.wording import (
    LAYOUT,
    Content,
    Wording,
    amended,
    digest_of,
    mark_of,
    read_wording,
    rewritten,
    said_by,
)
from models import PaperWording, db
from queries.wording import Version, as_of, newest
from services import audit
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWording:
    """A sentence or a symbol as somebody wrote it, and the version that was on the page."""

    text: str
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLayout:
    """Margins in millimetres, the size of the letters in points."""

    top: int
    bottom: int
    left: int
    right: int
    size: int
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreWording:
    """The version that was on the page when somebody wanted the original back."""

    version: int = 0


@use_case
def change_wording(actor: Actor, part: str, key: str, wanted: ChangeWording) -> None:
    """Write a sentence of a paper, or a symbol, for all papers to come; those handed out keep theirs."""
    if part == LAYOUT:
        raise NotFound
    now = _opened(actor, mark_of(part, key), wanted.version)
    _keep(actor, now, mark_of(part, key), _words(now, part, key, wanted.text))


@use_case
def change_layout(actor: Actor, wanted: ChangeLayout) -> None:
    """Set margins and size for every paper that is printed from now on (36-HD/VPTW)."""
    now = _opened(actor, LAYOUT, wanted.version)
    _keep(actor, now, LAYOUT, _figures(wanted))


@use_case
def restore_wording(actor: Actor, mark: str, wanted: RestoreWording) -> None:
    """Put back what the product says: a sentence, a symbol, or the whole layout."""
    now = _opened(actor, mark, wanted.version)
    if mark not in now.changed:
        raise Refused("This is what the product says already.")
    _keep(actor, now, mark, None)


@use_case
def load_wording(actor: Actor, content: Mapping[str, Any]) -> bool:
    """Take in what the product says; what the office changed stays. Says whether anything was written.

    A paper that was handed out names its version, so a new version of the product replaces none either.
    """
    read_wording(content)
    now = newest()
    if now.number and now.original == content:
        return False
    _add(actor, now, None, content, now.changed)
    return True


def with_words(actor: Actor, part: str, key: str, text: str) -> Wording:
    """The wording in force with a sentence that is only tried; refused as a change would be."""
    require(actor, Permission.PAPERS_WORD)
    now = newest()
    return _with(now, mark_of(part, key), _words(now, part, key, text))


def with_layout(actor: Actor, wanted: ChangeLayout) -> Wording:
    """The wording in force in a layout that is only tried; refused as a change would be."""
    require(actor, Permission.PAPERS_WORD)
    return _with(newest(), LAYOUT, _figures(wanted))


def _with(now: Version, mark: str, said: Any) -> Wording:
    return replace(now, changed=rewritten(now.original, now.changed, mark, said)).wording


def _words(now: Version, part: str, key: str, typed: str) -> str:
    text = clean(typed)
    refuse_if_any(objections_to_words(part, key, text, said_by(now.original, mark_of(part, key))))
    return text


def _figures(wanted: ChangeLayout) -> dict[str, int]:
    figures = {name: getattr(wanted, name) for name in asdict(Layout())}
    refuse_if_any(objections_to_layout(Layout(**figures)))
    return figures


def _opened(actor: Actor, mark: str, shown: int) -> Version:
    """The version in force, unless somebody changed this very sentence since it was shown."""
    require(actor, Permission.PAPERS_WORD)
    now = newest()
    said = said_by(now.content, mark)
    if said_by(now.original, mark) is None:
        raise NotFound
    if said_by(as_of(shown).content, mark) != said:
        raise Conflict(theirs=_told(said))
    return now


def _keep(actor: Actor, now: Version, mark: str, said: Any) -> None:
    changed = rewritten(now.original, now.changed, mark, said)
    if changed != now.changed:
        _add(actor, now, mark, now.original, changed)


def _add(actor: Actor, now: Version, mark: str | None, original: Content, changed: Mapping[str, Any]) -> None:
    version = PaperWording(
        id=now.number + 1,
        mark=mark,
        original=dict(original),
        changed=dict(changed),
        digest=digest_of(original, changed),
        at=clock.now(),
        account_id=actor.account_id,
    )
    db.session.add(version)
    both = (
        [said_by(amended(*one), mark) for one in ((now.original, now.changed), (original, changed))]
        if mark
        else []
    )
    audit.note("paper_wording", version.id, None, **{"": "~", mark or "original": both})


def _told(said: Any) -> str:
    return ", ".join(str(figure) for figure in said.values()) if isinstance(said, dict) else str(said)
