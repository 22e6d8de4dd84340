"""`liaison trail verify`: finds out whether the trail was edited or cut."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from cli import liaison
from services import audit

trail = AppGroup("trail", help="The trail of what was done.")
liaison.add_command(trail)


@trail.command("verify")
def verify() -> None:
    """Follow the chain from the first entry to the last; names the first that does not fit and leaves with 1."""
    broken = audit.verify()
    if broken is None:
        click.echo(_("The trail is whole: nothing was changed, taken out or cut."))
        return
    click.echo(_("The trail is broken at entry %(number)s.", number=broken), err=True)
    sys.exit(1)
