"""What a person prefers: the language of messages and of pages on a new device."""

from __future__ import annotations

from access import Actor
from models import Account, db
from models.vocabulary import Language
from services.unit import use_case


def choose_language(actor: Actor, code: str) -> None:
    """Remember the language of somebody who has signed in; an unknown one, or nobody, changes nothing."""
    if actor.account_id is not None and code in list(Language):
        keep_language(actor, Language(code))


@use_case
def keep_language(actor: Actor, language: Language) -> None:
    """Write and speak to this account in this language from now on."""
    db.session.get_one(Account, actor.account_id).language = language
