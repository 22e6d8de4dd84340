"""A token that is good once, for a while: its fingerprint waits in a file that only the owner may read."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

_NAME = "set-up.json"


def make(folder: Path, now: datetime, life: timedelta) -> str:
    """A new token of 256 bits; one that was made before is good no longer."""
    token = secrets.token_urlsafe(32)
    draft = folder / f".{_NAME}.{secrets.token_hex(8)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump({"fingerprint": _fingerprint(token), "until": (now + life).isoformat()}, file)
    draft.replace(folder / _NAME)
    return token


def is_good(folder: Path, token: str, now: datetime) -> bool:
    """Whether this is the token, and its time is not over."""
    try:
        kept = json.loads((folder / _NAME).read_text())
    except FileNotFoundError:
        return False
    in_time = now < datetime.fromisoformat(kept["until"])
    return secrets.compare_digest(kept["fingerprint"], _fingerprint(token)) and in_time


def spend(folder: Path) -> None:
    """The token has done its work."""
    (folder / _NAME).unlink(missing_ok=True)


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
