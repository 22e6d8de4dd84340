"""`liaison create-admin` and `liaison reset-password`: one-time addresses, printed on the console and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click
from flask_babel import force_locale
from flask_babel import gettext as _

from access import Actor
from cli import liaison
from domain.errors import LiaisonError
from services.set_up import reset_address, set_up_address
from ui.i18n import DEFAULT_LANGUAGE, LANGUAGES, translate


@liaison.command("create-admin")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT_LANGUAGE)
def create_admin(language: str) -> None:
    """Print the address at which the first administrator chooses a name and a password; good for half an hour, once."""
    with force_locale(language):
        _print(set_up_address)
        click.echo(_("Open this address within 30 minutes. It works once, for the first administrator."))


@liaison.command("reset-password")
@click.argument("name")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT_LANGUAGE)
def reset_password(name: str, language: str) -> None:
    """Print the address at which NAME chooses a new password; good for 15 minutes, once. The second factor stays."""
    with force_locale(language):
        _print(lambda: reset_address(Actor.worker(), name))
        click.echo(_("Give this address to its owner only. It works once, for 15 minutes."))


def _print(address: Callable[[], str]) -> None:
    """The address, or in one line why there is none."""
    try:
        click.echo(address())
    except LiaisonError as error:
        click.echo(translate(error.message, error.params), err=True)
        sys.exit(1)
