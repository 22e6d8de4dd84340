"""`liaison check`: names every setting with which an installation should not go into production."""

from __future__ import annotations

import click
from flask import current_app
from flask_babel import gettext as _

from adapters.tools import tools
from cli import liaison
from domain.errors import Refused, refuse_if_any
from queries import safety


@liaison.command("check")
def check() -> None:
    """Say what is unsafe, one line each, and leave with 1; say so when nothing is."""
    found = [*current_app.config["LIAISON"].doubts(debug=current_app.debug), *safety.doubts(tools().keys)]
    if found:
        found.append(Refused("%(count)s things are not safe for production.", count=len(found)))
    refuse_if_any(found)
    click.echo(_("Nothing unsafe was found."))
