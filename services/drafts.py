"""What a person had typed when the session ended: kept for that person and that page, shown once more, then gone."""

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
_MOST = 60_000


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
    if clock.now() - draft.saved_at > LIFE:
        return []
    return [(name, value) for name, value in json.loads(draft.body)]
