"""What a person had typed and not sent: kept for that person and that page for a day at most, then gone.

After a session has ended it is shown once; a page on which one types for long shows it until it is sent or given up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete, select

from access import Actor
from adapters import clock
from models import Draft, db
from services.unit import use_case

DRAFT_AT = "draft_at"
"""Left in a session: the path of the page whose form is to show what is kept."""
LIFE = timedelta(days=1)
SECRETS = frozenset({"pin", "pin_again", "password", "password_again", "code"})
"""Fields whose content is never kept, nor carried from one page to another."""
_NEVER = SECRETS | {"csrf_token", "form_key"}
_MOST = 120_000


@use_case
def keep_draft(actor: Actor, owner_id: int, path: str, fields: Iterable[tuple[str, str]]) -> None:
    """Keep what was posted to a page after the session's end; secrets and one-time keys are never kept."""
    body = json.dumps([pair for pair in fields if pair[0] not in _NEVER], ensure_ascii=False)
    if len(body) > _MOST or len(path) > 200:
        return
    db.session.execute(delete(Draft).where(Draft.account_id == owner_id, Draft.path == path))
    db.session.add(Draft(account_id=owner_id, path=path, body=body, saved_at=clock.now()))


@use_case
def take_draft(actor: Actor, path: str) -> list[tuple[str, str]]:
    """What the actor had typed on this page, once: it is deleted as it is given back."""
    draft = db.session.scalar(select(Draft).where(Draft.account_id == actor.account_id, Draft.path == path))
    if draft is None:
        return []
    db.session.delete(draft)
    return _pairs(draft)


@use_case
def forget_draft(actor: Actor, path: str) -> None:
    """What the actor had typed on this page was sent, or is given up."""
    db.session.execute(delete(Draft).where(Draft.account_id == actor.account_id, Draft.path == path))


def typed_on(actor: Actor, path: str) -> list[tuple[str, str]]:
    """What the actor has typed on this page; it stays kept."""
    draft = db.session.scalar(select(Draft).where(Draft.account_id == actor.account_id, Draft.path == path))
    return _pairs(draft) if draft is not None else []


def _pairs(draft: Draft) -> list[tuple[str, str]]:
    if clock.now() - draft.saved_at > LIFE:
        return []
    return [(name, value) for name, value in json.loads(draft.body)]
