"""`liaison trail verify`: finds out whether the trail was edited or cut."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from cli import liaison
from domain.errors import Refused
from services import audit

trail = AppGroup("trail", help="The trail of what was done.")
liaison.add_command(trail)


@trail.command("verify")
def verify() -> None:
    """Follow the chain from the first entry to the last; names the first that does not fit and leaves with 1."""
    verify_trail()


def verify_trail() -> None:
    """Say that the trail is whole; raises `Refused` with the number of the first entry that does not fit."""
    broken = audit.verify()
    if broken is not None:
        raise Refused("The trail is broken at entry %(number)s.", number=broken)
    click.echo(_("The trail is whole: nothing was changed, taken out or cut."))
