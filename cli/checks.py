"""`liaison check`: names every setting with which an installation should not go into production (security.md 5.12)."""

from __future__ import annotations

import sys
from typing import cast

import click
from flask import current_app
from flask_babel import gettext as _

from cli import liaison
from queries import safety
from settings import Settings, doubts
from ui.i18n import translate


@liaison.command("check")
def check() -> None:
    """Say what is unsafe, one line each, and leave with 1; say so when nothing is."""
    settings = cast(Settings, current_app.config["LIAISON"])
    found = [*doubts(settings, debug=current_app.debug), *safety.doubts()]
    for doubt in found:
        click.echo(f"✗ {translate(doubt.message, doubt.params)}", err=True)
    if found:
        click.echo(_("%(count)s settings are not safe for production.", count=len(found)), err=True)
        sys.exit(1)
    click.echo(_("Nothing unsafe was found."))
