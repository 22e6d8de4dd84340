"""`liaison backup` and `liaison restore`."""

from __future__ import annotations

from pathlib import Path

import click
from flask_babel import gettext as _

from cli import liaison
from cli.trail import verify_trail
from queries import health
from services import backups

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@liaison.command("backup")
@FILE
def backup(file: Path) -> None:
    """Write an encrypted copy of the database, while people go on working."""
    backups.back_up(file)
    click.echo(_("The backup is in %(file)s. Keep instance/backup.key in another place.", file=str(file)))


@liaison.command("restore")
@FILE
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, yes: bool) -> None:
    """Put the database back as it was in a backup. What was written since is lost; everybody signs in again."""
    if not yes:
        click.confirm(_("Everything written since this backup will be lost. Go on?"), abort=True)
    backups.restore(file)
    click.echo(_("The database is as it was in %(file)s.", file=str(file)))
    if health.is_current():
        verify_trail()
    else:
        click.echo(_("It is of an older version: run liaison migrate, then liaison trail verify."))
