"""`liaison backup` and `liaison restore`."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask_babel import gettext as _

from cli import liaison
from domain.errors import Refused
from services import audit, backups
from ui.i18n import translate

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@liaison.command("backup")
@FILE
def backup(file: Path) -> None:
    """Write an encrypted copy of the database, while people go on working."""
    _or_leave(lambda: backups.back_up(file))
    click.echo(_("The backup is in %(file)s. Keep instance/backup.key in another place.", file=str(file)))


@liaison.command("restore")
@FILE
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, yes: bool) -> None:
    """Put the database back as it was in a backup. What was written since is lost."""
    if not yes:
        click.confirm(_("Everything written since this backup will be lost. Go on?"), abort=True)
    _or_leave(lambda: backups.restore(file))
    broken = audit.verify()
    if broken is not None:
        click.echo(_("The trail is broken at entry %(number)s.", number=broken), err=True)
        sys.exit(1)
    click.echo(_("The database is as it was in %(file)s, and the trail is whole.", file=str(file)))


def _or_leave(work: object) -> None:
    assert callable(work)
    try:
        work()
    except Refused as refused:
        click.echo(translate(refused.message, refused.params), err=True)
        sys.exit(1)
