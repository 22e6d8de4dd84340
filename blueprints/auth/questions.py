"""What the pages of passkeys ask of the browser, remembered in the session until it answers."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import request, session

from adapters.passkeys import Question
from adapters.tools import tools

_CHALLENGE = "challenge"


def are_offered() -> bool:
    """Whether this address can have passkeys: the public one, with a name, over TLS or on this computer itself."""
    public = urlsplit(tools().public_url)
    return request.host == public.netloc and not _is_number(public.hostname or "")


def remembered(question: Question) -> Question:
    """The question about to be asked."""
    session[_CHALLENGE] = question.challenge
    return question


def challenge() -> str:
    """The challenge that was asked last; it is asked once."""
    return str(session.pop(_CHALLENGE, ""))


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
