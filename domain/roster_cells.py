"""Reads the cells of a list as people fill them: a value, a refusal that says what to write, or a word to say.

Every reader takes the cell and `say`, which is told what was understood where that is worth a look.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from adapters.cells import EMPTY, Cell, Kind
from domain import numbers
from domain.days import PartialDay
from domain.encodings import recognise
from domain.errors import Refused
from domain.names import clean, fold, full_name
from domain.organisations import title
from models.vocabulary import Category, Sex, label

LONGEST_QUOTE = 80
_EXCEL_BEGINS = date(1899, 12, 30)
_YEARS = range(1900, 2101)
_DAY_NUMBERS = range(2101, 73051)
"""Excel counts days from 1900; a number up to 2100 is a year, and no list reaches beyond 2099."""
_CLOSED_UP_DAYS = range(1011900, 31122100)
"""Days typed without signs, 12031965, of which Excel drops a leading zero."""
_CARD_DIGITS = 8
OLD_LETTERS = label("This is in the old %(encoding)s letters. If it reads “%(text)s”, write it so.")
ODD_LETTERS = label("Some letters look odd; check whether it should read “%(text)s”.")
TIDIED_NAME = label("Spaces or marks were put in order; the name is kept as “%(kept)s”.")
DATE_CELL = label("Excel keeps this as a date: read as %(day)s, day before month.")
DAY_NUMBER = label("Excel shows the number of a day: read as %(day)s.")
CHANGED_PHONE = label("The number was changed: %(change)s.")
LOST_ZEROS = label("Excel dropped zeros from the number: read as %(number)s.")
ABBREVIATION = label("The abbreviation was read as “%(words)s”.")
_SEXES = {"nam": Sex.MALE, "male": Sex.MALE, "nu": Sex.FEMALE, "female": Sex.FEMALE}
_FULL = {"thuoc dien", "giu moi lien he", "thuoc dien giu moi lien he"}
_EXEMPT = {"mien sinh hoat", "duoc mien sinh hoat"}
_ABBREVIATED = {
    "td": Category.FULL,
    "mien sh": Category.EXEMPT,
    "mien s h": Category.EXEMPT,
    "msh": Category.EXEMPT,
}
_WRITTEN = {Category.FULL: "Thuộc diện", Category.EXEMPT: "Miễn sinh hoạt"}
_NEVER_ENTERED = ("mien gioi thieu", "mien gt", "mgt")
_AT_HOME = (" voi noi cu tru", " tai noi cu tru", " o noi cu tru", " noi cu tru")


class Say(Protocol):
    """Told an English sentence, marked with `label`, and its parameters."""

    def __call__(self, message: str, /, **params: object) -> None:
        """Keep the sentence as a note on the cell being read."""


def quoted(cell: Cell) -> str:
    """What stands in a cell, as a person sees it there; a formula by its text."""
    if cell.formula is not None:
        shown = cell.formula
    elif isinstance(cell.value, date):
        shown = PartialDay.of(cell.value).shown
    else:
        shown = _plain(cell)
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[:LONGEST_QUOTE]}…"


def _plain(cell: Cell) -> str:
    """The value as text; whole numbers without the point that Excel adds."""
    if isinstance(cell.value, str):
        return cell.value
    if cell.value is None:
        return ""
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return str(cell.value)


def _filled(cell: Cell, say: Say) -> str:
    """The text of a cell; refused when it is an error, a formula without a value, or in an old font."""
    if cell is EMPTY:
        return ""
    if cell.kind is Kind.BROKEN:
        raise Refused("Excel shows an error here. Write the value itself.")
    text = _plain(cell)
    if (cell.kind is Kind.EMPTY and cell.formula) or (cell.kind is Kind.TEXT and text.startswith("=")):
        raise Refused("This is a formula. Write the value itself.")
    reading = recognise(text)
    if reading and reading.is_certain:
        raise Refused(OLD_LETTERS, encoding=reading.encoding, text=clean(reading.text))
    if reading:
        say(ODD_LETTERS, text=clean(reading.text))
    return text


def text(cell: Cell, say: Say, longest: int) -> str | None:
    """One line of text, None when blank; refused beyond so many characters."""
    kept = clean(_filled(cell, say))
    if len(kept) > longest:
        raise Refused("Shorten this to %(limit)s characters.", limit=longest)
    return kept or None


def name(cell: Cell, say: Say) -> str:
    """The full name; never the result of a formula."""
    if cell.formula is not None:
        raise Refused("This is a formula. Write the value itself.")
    typed = _filled(cell, say)
    kept = full_name(typed)
    if typed.strip() != kept:
        say(TIDIED_NAME, kept=kept)
    return kept


def organisation(cell: Cell, say: Say) -> str:
    """The name of a cell or committee."""
    return title(_filled(cell, say))


def day(cell: Cell, say: Say, today: date, *, is_odd: bool) -> PartialDay | None:
    """A day, or as much of it as is known; None when blank. `is_odd` when the column's other days are text."""
    if isinstance(cell.value, date):
        found = PartialDay.of(cell.value)
        if is_odd:
            say(DATE_CELL, day=found)
        return found
    if isinstance(cell.value, float):
        return _numbered_day(cell.value, say, today)
    typed = _filled(cell, say)
    if not clean(typed):
        return None
    found = PartialDay.parse(typed, today)
    if not found.is_full:
        say(label("Only part of the date is known: %(day)s."), day=found)
    return found


def _numbered_day(value: float, say: Say, today: date) -> PartialDay:
    """A number where a day is meant: a year, Excel's own count of days, or a day typed without signs."""
    number = int(value)
    if number in _DAY_NUMBERS:
        found = PartialDay.of(_EXCEL_BEGINS + timedelta(days=number))
        say(DAY_NUMBER, day=found)
    elif number == value and number in _YEARS:
        found = PartialDay(number)
        say(label("Only part of the date is known: %(day)s."), day=found)
    elif number == value and number in _CLOSED_UP_DAYS:
        found = PartialDay.parse(f"{number:08d}", today)
    else:
        raise Refused("Write a real date, for example 15/3/2026.")
    return found


def phone(cell: Cell, say: Say) -> str | None:
    """A telephone number in today's form, None when blank; what was changed is said."""
    typed = _filled(cell, say)
    if not clean(typed):
        return None
    found = numbers.phone(typed)
    if found.note:
        say(CHANGED_PHONE, change=found.note, number=found.shown)
    return found.number


def card(cell: Cell, say: Say) -> str | None:
    """A Party card number, None when blank; zeros that Excel dropped from a number are put back and said."""
    typed = _filled(cell, say)
    if not clean(typed):
        return None
    if not isinstance(cell.value, float):
        return numbers.card_number(typed)
    whole, _, fraction = typed.partition(".")
    kept = f"{whole:0>2}.{fraction:0<6}" if fraction else f"{whole:0>{_CARD_DIGITS}}"
    if kept != typed:
        say(LOST_ZEROS, number=kept)
    return numbers.card_number(kept)


def sex(cell: Cell, say: Say) -> Sex | None:
    """Nam or Nữ; None when blank."""
    words = fold(_filled(cell, say))
    if words and words not in _SEXES:
        raise Refused("Write Nam or Nữ.")
    return _SEXES.get(words)


def is_never_entered(cell: Cell) -> bool:
    """Whether the category says "miễn giới thiệu": such a person is entered nowhere (BR-02)."""
    return cell is not EMPTY and _says_never(_plain(cell))


@lru_cache(maxsize=1024)
def _says_never(written: str) -> bool:
    """The same of the words; lists have few of them, and each row is asked."""
    reading = recognise(written)
    words = f" {fold(reading.text if reading else written)} "
    return any(f" {never} " in words for never in _NEVER_ENTERED)


def category(cell: Cell, say: Say) -> Category:
    """The category of Guidance 33 in the words of the lists; an abbreviation is understood and said."""
    words = fold(_filled(cell, say))
    for ending in _AT_HOME:
        words = words.removesuffix(ending)
    words = words.removeprefix("gioi thieu nhung ")
    if words in _ABBREVIATED:
        found = _ABBREVIATED[words]
        say(ABBREVIATION, words=_WRITTEN[found])
        return found
    if words not in _FULL | _EXEMPT:
        raise Refused("Write Thuộc diện or Miễn sinh hoạt.")
    return Category.FULL if words in _FULL else Category.EXEMPT
