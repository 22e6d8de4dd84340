"""`liaison demo` and `liaison demo-accounts`: the invented ward, and how its people sign in."""

from __future__ import annotations

import json
import sys
from typing import cast

import click
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from access import Actor
from adapters import demonstration
from adapters.tools import tools
from cli import liaison
from domain.errors import Refused
from models.vocabulary import Word
from queries import demo
from queries.demo import Listed
from services.demo.entering import insist_on_demonstration, new_slips
from services.demo.filling import fill_demonstration, is_empty
from settings import Settings
from ui.i18n import translate


@liaison.command("demo")
def fill() -> None:
    """Fill an empty database with an invented ward; says so and does nothing when it is not empty."""
    if not is_empty():
        click.echo(_("The database is not empty: nothing was added."))
        return
    settings = cast(Settings, current_app.config["LIAISON"])
    if not settings.on_loopback:
        click.echo(_("The demonstration runs on this computer only."), err=True)
        sys.exit(1)
    count = fill_demonstration()
    click.echo(_("The invented ward is there, with %(count)s members. Nobody in it is real.", count=count))


@liaison.command("demo-accounts")
@click.option("--json", "as_json", is_flag=True, help="For scripts.")
@click.option("--language", type=click.Choice(["vi", "en"]), default="vi")
def accounts(as_json: bool, language: str) -> None:
    """List the invented people with all that is needed to sign in as they would; each call makes new slips."""
    with force_locale(language):
        try:
            insist_on_demonstration()
        except Refused as refused:
            click.echo(translate(refused.message, refused.params), err=True)
            sys.exit(1)
        slips = {slip.account.ref: slip.code for slip in new_slips(Actor.worker())}
        people = [_told(one, slips.get(one.ref)) for one in demo.people()]
    if as_json:
        click.echo(json.dumps(people, ensure_ascii=False, indent=1))
        return
    for one in people:
        way = one.get("slip") or f"{one['sign_in_name']} {one['password']}"
        click.echo(f"{one['role']} {one['organisation']} – {one['name']}: {way}")


def _told(person: Listed, slip: str | None) -> dict[str, str | None]:
    """One person for a script: a sign-in name with its password, or a telephone with a fresh slip."""
    told: dict[str, str | None] = {
        "role": _text(person.office or demo.Group.MEMBER),
        "office": person.office.value if person.office else "member",
        "kind": person.kind.value,
        "organisation": person.organisation,
        "name": person.name,
    }
    if person.sign_in_name:
        password = demonstration.password_of(tools().instance)
        return told | {"sign_in_name": person.sign_in_name, "password": password}
    return told | {"phone": person.phone, "slip": slip}


def _text(word: Word) -> str:
    return translate(word.text)
