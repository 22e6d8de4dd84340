"""An e-mail to the address that an account has no longer: whoever took an account over cannot hide it (AU-09)."""

from __future__ import annotations

from typing import Any

from access import Actor
from adapters import texts
from adapters.mail import Letter
from adapters.tools import tools
from models import Account
from models.types import new_ref
from models.vocabulary import AccountState
from services import outbox

TOPIC = "former_address"


def take_leave(account: Account, address: str) -> None:
    """Promise the last message to an address, inside the caller's use case; its owner cannot choose to go without."""
    if tools().mailer is not None and account.state is AccountState.ACTIVE:
        outbox.post(
            TOPIC,
            f"former-address-{new_ref()}",
            {"to": address, "language": account.language},
            outbox.by_day(),
        )


def send_last(actor: Actor, key: str, payload: dict[str, Any]) -> None:
    """Tell a former address that the book no longer writes to it, and nothing else."""
    mailer = tools().mailer
    if mailer is None:
        return
    subject, body = texts.message(payload["language"], "mail_former_address")
    mailer.send(Letter(key=key, to=payload["to"], subject=subject, body=body))
