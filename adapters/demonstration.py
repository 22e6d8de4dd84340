"""The file that says that an installation is a demonstration, and keeps the password of its invented offices."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

NAME = "demonstration"


def new_password() -> str:
    """A password at random, for all invented offices together."""
    return secrets.token_urlsafe(15)


def mark(folder: Path, password: str) -> None:
    """Say that this installation is a demonstration, for its owner's eyes only."""
    handle = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{password}\n")


def password_of(folder: Path) -> str:
    """The password of the offices of this demonstration."""
    return (folder / NAME).read_text().strip()
