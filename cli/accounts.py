"""`liaison create-admin` and `liaison reset-password`: one-time addresses, printed on the console and nowhere else."""

from __future__ import annotations

import click
from flask_babel import gettext as _

from access import Actor
from cli import liaison
from services.set_up import reset_address, set_up_address


@liaison.command("create-admin")
def create_admin() -> None:
    """Print the address at which the first administrator chooses a name and a password; good for half an hour, once."""
    click.echo(set_up_address())
    click.echo(_("Open this address within 30 minutes. It works once, for the first administrator."))


@liaison.command("reset-password")
@click.argument("name")
def reset_password(name: str) -> None:
    """Print the address at which NAME chooses a new password; good for 15 minutes, once. The second factor stays."""
    click.echo(reset_address(Actor.worker(), name))
    click.echo(_("Give this address to its owner only. It works once, for 15 minutes."))
