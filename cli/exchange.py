"""`liaison export-exchange`, `compare-exchange`, `import-exchange`: a register as a file, and back."""

from __future__ import annotations

from pathlib import Path

import click
from flask_babel import force_locale

from access import Actor
from adapters import clock, workbooks
from cli import liaison
from domain.errors import Refused
from domain.exchange import Column, Differences, ExchangeFile, Row, compare, read, written
from models.vocabulary import label
from queries import exchange
from services.exchange import import_exchange
from ui.i18n import DEFAULT_LANGUAGE, LANGUAGES, translate

_MOST = 30 * 1024 * 1024
_FILE = click.argument("file", type=click.Path(path_type=Path))
_LANGUAGE = click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT_LANGUAGE)
_COMMITTEE = click.option(
    "--committee", required=True, help="Unit code of the commune or ward (admin-units-2025.csv)."
)


@liaison.command("export-exchange")
@_FILE
@_COMMITTEE
@_LANGUAGE
def export(file: Path, committee: str, language: str) -> None:
    """Write the register of a commune to FILE, an exchange file (docs/exchange.md)."""
    rows = exchange.register_of(committee)
    file.touch(mode=0o600)
    file.write_bytes(written(committee, clock.today(), rows))
    with force_locale(language):
        click.echo(translate(label("%(rows)s members were written."), {"rows": len(rows)}))


@liaison.command("import-exchange")
@_FILE
@_LANGUAGE
def bring_in(file: Path, language: str) -> None:
    """Bring the register in FILE into an installation whose commune has nobody yet: all of it or nothing."""
    with force_locale(language):
        applied = import_exchange(Actor.worker(), _opened(file))
        said = label("%(committee)s: %(members)s members were taken in, with %(cells)s residence cells.")
        click.echo(
            translate(
                said, {"committee": applied.committee, "members": applied.members, "cells": applied.cells}
            )
        )


@liaison.command("compare-exchange")
@_FILE
@click.option(
    "--workbook", type=click.Path(path_type=Path), help="Write the differences to this .xlsx file too."
)
@_LANGUAGE
def hold_against(file: Path, workbook: Path | None, language: str) -> None:
    """Say how the register in FILE differs from the one here; the register stays as it is."""
    opened = _opened(file)
    found = compare(exchange.register_of(opened.head.unit_code), opened.rows)
    with force_locale(language):
        if workbook is not None:
            workbook.touch(mode=0o600)
            workbook.write_bytes(_as_workbook(found))
        click.echo(translate(label("The same in both: %(count)s"), {"count": found.same}))
        _names(label("Only here: %(count)s"), found.only_here)
        _names(label("Only in the file: %(count)s"), found.only_there)
        click.echo(translate(label("In both, with differences: %(count)s"), {"count": len(found.differing)}))
        for one in found.differing:
            click.echo(f"  {_who(one.here)}")
            for column in one.columns:
                told = {"column": column, "here": one.here[column] or "–", "there": one.there[column] or "–"}
                click.echo(
                    "    " + translate(label("%(column)s: here %(here)s, in the file %(there)s"), told)
                )


def _as_workbook(found: Differences) -> bytes:
    """The differences with a row for each field: who, where, what stands here and what there."""
    headings = [workbooks.Heading(translate(words), width) for words, width in _HEADINGS]
    rows = (
        (
            line.who[Column.FULL_NAME],
            line.who[Column.BORN],
            translate(line.result.text),
            translate(line.column.text) if line.column else None,
            line.here,
            line.there,
        )
        for line in found.lines()
    )
    return workbooks.written(translate(label("Two registers compared")), [], headings, rows)


_HEADINGS = (
    (Column.FULL_NAME.text, 28),
    (Column.BORN.text, 14),
    (label("Result"), 20),
    (label("Column"), 26),
    (label("Here"), 36),
    (label("In the file"), 36),
)


def _names(title: str, rows: list[Row]) -> None:
    click.echo(translate(title, {"count": len(rows)}))
    for row in rows:
        click.echo(f"  {_who(row)}")


def _who(row: Row) -> str:
    return f"{row[Column.FULL_NAME]} ({row[Column.BORN]})"


def _opened(file: Path) -> ExchangeFile:
    try:
        if file.stat().st_size > _MOST:
            raise Refused("The file is larger than %(megabytes)s MB.", megabytes=_MOST // (1024 * 1024))
        return read(file.read_bytes())
    except OSError as error:
        raise Refused("The file cannot be opened. Check its name and whether you may read it.") from error
