"""Hands out what this application was put together with; the one adapter that asks Flask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import cast

from flask import current_app

from adapters.keys import Keys
from adapters.mail import Mailer
from adapters.passwords import Hasher

_NAME = "liaison_tools"


@dataclass(frozen=True, slots=True)
class Tools:
    """The installation as the lower floors may know it."""

    keys: Keys
    hasher: Hasher
    mailer: Mailer | None
    public_url: str
    instance: Path
    demonstration: bool
    strict: bool
    """Profile vn-l3: second factor for office staff too, closing of unused accounts."""
    quiet_hours: tuple[time, time]
    """When no message leaves: from, until."""


def install(tools: Tools) -> None:
    """Make the tools known to the application being put together."""
    current_app.extensions[_NAME] = tools


def tools() -> Tools:
    """The tools of the application at work."""
    return cast(Tools, current_app.extensions[_NAME])
