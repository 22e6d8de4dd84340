"""The command group `flask --app app liaison …`; each module of this folder adds its commands to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

import click
from flask.cli import AppGroup, ScriptInfo
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError

from domain.errors import LiaisonError, Refused
from ui.i18n import translate


class Commands(AppGroup):
    """A group whose commands answer with a sentence and 1 where a page would answer with an error."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; tell what was refused, one line each, and leave with 1."""
        try:
            return super().invoke(ctx)
        except LiaisonError as error:
            return _leave(ctx, error.reasons if isinstance(error, Refused) else (error,))
        except (OperationalError, InterfaceError, ProgrammingError):
            away = Refused(
                "The database does not answer or is of another version. See that it runs, then migrate."
            )
            return _leave(ctx, (away,))


def _leave(ctx: click.Context, reasons: Iterable[LiaisonError]) -> NoReturn:
    with ctx.ensure_object(ScriptInfo).load_app().app_context():
        for reason in reasons:
            click.echo(translate(reason.message, reason.params), err=True)
    ctx.exit(1)


liaison = Commands("liaison", help="Sổ liên hệ: the commands of the installation.")
