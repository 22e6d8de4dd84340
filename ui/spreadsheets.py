"""Lists as spreadsheets: what the page shows, all its pages, by the same query, with `?as=xlsx` at its address.

Each list says once, beside its views, what its columns are; the kind of a cell follows from the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from adapters import clock, workbooks
from domain.days import PartialDay
from domain.errors import Refused
from models.vocabulary import Word
from queries.paging import Lines
from services.dossiers import take_list
from ui import filters
from ui.downloads import attached
from ui.forms import tell
from ui.i18n import in_words
from ui.tables import address

FORM = "xlsx"
MOST_ROWS = 20_000
"""As many as the web reads in again."""
Read = Callable[[str | None], Lines[Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and what stands below it: a word, a number, a day or a moment each keep their kind."""

    label: str
    value: Callable[[Any], object]
    width: int = 24


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as a spreadsheet: its page, its title, its columns, and whom of the members a row is about."""

    page: str
    title: str
    columns: tuple[Column, ...]
    about: Callable[[Any], str | None] | None = None
    """The reference of the member; lists of people leave the book only after a fresh sign-in (AU-10)."""


def init_app(app: Flask) -> None:
    """Let templates link to the spreadsheet of the list they show."""
    app.jinja_env.globals["spreadsheet_address"] = spreadsheet_address


def spreadsheet_address(endpoint: str | None = None, **chosen: str | None) -> str:
    """The address of the list being shown as a spreadsheet, with what the page has chosen by itself said in it.

    A page that also answers buttons names its endpoint: the address of a button opens nothing.
    """
    if endpoint is not None:
        values: dict[str, Any] = {**chosen, "as": FORM}
        return url_for(endpoint, **values)
    return address(**chosen, **{"as": FORM})


def asked_for() -> bool:
    """Whether the list is asked for as a spreadsheet."""
    return request.method == "GET" and request.args.get("as") == FORM


def whole(rows: Sequence[Any]) -> Read:
    """A list that is one page, to be read like the others."""
    return lambda _after: Lines(rows, None)


def download(sheet: Sheet, read: Read, *narrowed: object) -> ResponseReturnValue:
    """The list as a file, page after page by its own query; who took which list is kept before the file is sent."""
    if sheet.about is not None and not g.actor.is_fresh:
        return _ask_first()
    members: dict[str, None] = {}
    title = str(sheet.title)
    headings = [workbooks.Heading(str(column.label), column.width) for column in sheet.columns]
    body = workbooks.written(title, _about(narrowed), headings, _rows(sheet, read, members))
    take_list(g.actor, f"{sheet.page}.{FORM}", tuple(members))
    return attached(body, workbooks.TYPE, f"{title} {clock.today():%d-%m-%Y}.{FORM}")


def born(line: Any) -> PartialDay:
    """The birth date of a line, as much of it as is known."""
    return PartialDay.from_stored(line.born)


def _ask_first() -> ResponseReturnValue:
    tell(
        gettext(
            "A list of people leaves the book only after a fresh sign-in. Then press “Download Excel” again."
        )
    )
    return redirect(url_for("auth.step_up", next=address(**{"as": None})), code=303)


def _about(narrowed: Sequence[object]) -> list[str]:
    office = str(gettext(g.actor.office.text)) if g.actor.office else ""
    who = ", ".join(filter(None, (g.actor.person_name, office, g.actor.organisation_name)))
    chosen = "; ".join(str(in_words(one)) for one in narrowed if one)
    return [
        gettext("Taken on %(at)s by %(who)s", at=filters.moment(clock.now()), who=who),
        gettext("Narrowed to: %(chosen)s", chosen=chosen) if chosen else gettext("The whole list"),
    ]


def _rows(sheet: Sheet, read: Read, members: dict[str, None]) -> Iterator[list[workbooks.Value]]:
    count, after = 0, None
    while True:
        lines = read(after)
        count += len(lines.rows)
        if count > MOST_ROWS:
            raise Refused(
                "The list has more than %(most)s rows. Narrow it, then download it again.",
                most=filters.number(MOST_ROWS),
            )
        for line in lines.rows:
            if sheet.about is not None and (ref := sheet.about(line)) is not None:
                members[ref] = None
            yield [_cell(column.value(line)) for column in sheet.columns]
        after = lines.after
        if after is None:
            return


def _cell(value: object) -> workbooks.Value:
    """The value in its kind; a day known only in part is text, as much as is known."""
    if isinstance(value, PartialDay):
        return value.earliest if value.is_full else value.shown
    if isinstance(value, Word):
        return str(gettext(value.text))
    if value is None or isinstance(value, int | date | datetime):
        return value
    return str(value)
