"""Template filters: how days, moments, numbers and phone numbers read, and how an address becomes a square to scan.

Babel's short Vietnamese date has two digits for the year, so every pattern is explicit.
"""

from datetime import date, datetime, time, timedelta

from flask import Flask
from flask_babel import gettext

from adapters import clock, qr
from domain.days import PartialDay
from domain.numbers import shown_phone
from models.vocabulary import label

_WEEKDAYS = (
    label("Monday"),
    label("Tuesday"),
    label("Wednesday"),
    label("Thursday"),
    label("Friday"),
    label("Saturday"),
    label("Sunday"),
)


def init_app(app: Flask) -> None:
    """Make each function below a filter of the same name."""
    for function in (
        day, day_month, document_day, document_hour, hour, last_day, moment, number, partial_day, phone, qr_image,
        weekday, when,
    ):  # fmt: skip
        app.jinja_env.filters[function.__name__] = function


def qr_image(address: str) -> str:
    """The square that leads to an address, as the source of an image."""
    return qr.image(address)


def day(value: date | datetime | None) -> str:
    """15/3/2026; nothing for no day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = clock.day_of(value)
    return f"{value.day}/{value.month}/{value.year}"


def last_day(end: date, start: date) -> str:
    """The last day of a period told as people tell it: `end` is the first day after it."""
    return day(max(end - timedelta(days=1), start))


def hour(value: datetime | time) -> str:
    """19 giờ 42 (19:42 in English), in Vietnam."""
    local = value.astimezone(clock.HERE) if isinstance(value, datetime) else value
    return str(gettext("%(hour)s:%(minute)s", hour=local.hour, minute=f"{local.minute:02d}"))


def day_month(value: date) -> str:
    """15/6, where the year is plain."""
    return f"{value.day}/{value.month}"


def weekday(value: date) -> str:
    """Thứ Hai, as people tell a day to come."""
    return str(gettext(_WEEKDAYS[value.weekday()]))


def moment(value: datetime | None) -> str:
    """19 giờ 42, 15/3/2026, in Vietnam; nothing for no moment."""
    return "" if value is None else f"{hour(value)}, {day(value)}"


def when(value: date | datetime | None) -> str:
    """A moment with its hour, a day without one."""
    return moment(value) if isinstance(value, datetime) else day(value)


def document_day(value: date) -> str:
    """Ngày 05 tháng 02 năm 2026, as papers of the Party are dated: a zero before days below 10 and months 1 and 2."""
    month = f"{value.month:02d}" if value.month <= 2 else str(value.month)
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def document_hour(value: datetime) -> str:
    """19 giờ 30, as papers of the Party tell an hour, in whatever language one reads the page."""
    local = value.astimezone(clock.HERE)
    return f"{local.hour} giờ {local.minute:02d}"


def number(value: int) -> str:
    """1.240: thousands with a dot."""
    return f"{value:,}".replace(",", ".")


def partial_day(value: PartialDay | date | str | None) -> str:
    """15/3/1998, 3/1998 or 1998: as much as is known, also of a day as it is stored."""
    if isinstance(value, str):
        return PartialDay.from_stored(value).shown
    return value.shown if isinstance(value, PartialDay) else day(value)


def phone(value: str | None) -> str:
    """0912 345 678: in groups that can be read aloud; nothing for no number."""
    return shown_phone(value) if value else ""
