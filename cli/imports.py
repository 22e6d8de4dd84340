"""`liaison import-roster`: brings the list of a ward into the register, or says what has to be put right first."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click
from flask_babel import force_locale
from flask_babel import gettext as _

from access import Actor
from adapters import clock
from cli import liaison
from domain.errors import LiaisonError, Refused
from domain.roster_rows import Remark
from models.vocabulary import label
from services.imports.applying import import_roster
from services.imports.checking import Roster, check
from services.imports.reading import read_sheets
from services.imports.writing import Applied
from ui.i18n import DEFAULT_LANGUAGE, LANGUAGES, translate


@liaison.command("import-roster")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--committee", required=True, help="Unit code of the commune or ward (admin-units-2025.csv).")
@click.option("--new-cells", is_flag=True, help="Found the cells that the register does not have.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT_LANGUAGE)
def import_list(file: Path, committee: str, new_cells: bool, language: str) -> None:
    """Import the list in FILE (.xlsx, .xls, .ods, .csv): all of it or, when something must be put right, nothing."""
    with force_locale(language):
        try:
            roster, applied = bring_in(file, committee, new_cells)
        except LiaisonError as error:
            for reason in error.reasons if isinstance(error, Refused) else (error,):
                click.echo(translate(reason.message, reason.params), err=True)
            sys.exit(1)
        _tell(_("To be put right:"), roster.faults)
        _tell(_("For your attention:"), (*roster.notes, *(applied.notes if applied else ())))
        click.echo(_summary(applied) if applied else _refusal(roster))
    sys.exit(0 if applied else 1)


def bring_in(file: Path, committee: str, new_cells: bool = False) -> tuple[Roster, Applied | None]:
    """Check the list and write it; nothing is written, and None given, when something must be put right.

    The collector rests meanwhile: it would walk again and again over a million cells that hold no cycle.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        roster = check(committee, read_sheets(file), clock.today(), new_cells=new_cells)
        return roster, None if roster.faults else import_roster(Actor.worker(), roster)
    finally:
        if was_at_work:
            gc.enable()


def _tell(title: str, remarks: Iterable[Remark]) -> None:
    lines = [_line(remark) for remark in remarks]
    if lines:
        click.echo("\n".join([title, *lines, ""]))


def _line(remark: Remark) -> str:
    """Row, column and what stands there, then what to write or what was understood."""
    said = translate(remark.message, remark.params)
    if not remark.column:
        place = _("Row %(row)s", row=remark.row)
    elif remark.found:
        place = _(
            "Row %(row)s, column %(column)s (%(heading)s), “%(found)s”",
            row=remark.row,
            column=remark.column,
            heading=remark.heading,
            found=remark.found,
        )
    else:
        place = _(
            "Row %(row)s, column %(column)s (%(heading)s), empty",
            row=remark.row,
            column=remark.column,
            heading=remark.heading,
        )
    return f"  {place}: {said}"


def _refusal(roster: Roster) -> str:
    rows = {fault.row for fault in roster.faults}
    return translate(
        label(
            "Nothing was written. Put %(faults)s things right in %(rows)s rows, then import the file again."
        ),
        {"faults": len(roster.faults), "rows": len(rows)},
    )


def _summary(applied: Applied) -> str:
    figures = asdict(applied)
    if not (applied.members or applied.linked):
        return translate(
            label(
                "%(committee)s: all %(known)s members of the list were already in the register; nothing was added."
            ),
            figures,
        )
    told = [
        label(
            "%(committee)s: %(members)s members added, %(exempt)s of them exempt from residence activities;"
            " %(known)s were already in the register. Founded: %(cells)s residence cells,"
            " %(workplaces)s workplace organisations."
        )
    ]
    if applied.linked:
        told.append(label("%(linked)s members whom a workplace had entered were introduced to their cells."))
    return " ".join(translate(sentence, figures) for sentence in told)
