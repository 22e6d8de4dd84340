"""Fields of days and hours, typed as people write them."""

from typing import Any

from flask_babel import lazy_gettext as _l

from adapters import clock
from domain.days import PartialDay, coming_day, typed_day
from domain.hours import typed_hour
from ui import filters
from ui.fields.texts import TypedField


class DayField(TypedField):
    """A day, typed as people write it: 15/3/2026, 15-3-2026, 15 tháng 3 năm 2026, hôm nay."""

    kind = "day"

    def __init__(self, label: str | None = None, validators: Any = None, **rest: Any) -> None:
        rest.setdefault("description", _l("for example %(example)s", example="15/3/2026"))
        rest.setdefault("render_kw", {"autocomplete": "off", "inputmode": "text"})
        super().__init__(label, validators, most=40, **rest)

    def read(self, text: str) -> object:
        """The day of the text, today being today."""
        return typed_day(text, clock.today())

    def written(self, value: Any) -> str:
        """15/3/2026."""
        return filters.day(value)


class ComingDayField(DayField):
    """A day to come, which needs no year: 15/6, ngày mai."""

    def __init__(self, label: str | None = None, validators: Any = None, **rest: Any) -> None:
        rest.setdefault("description", _l("for example %(example)s", example="15/6"))
        super().__init__(label, validators, **rest)

    def read(self, text: str) -> object:
        """The next day of the text, from today on."""
        return coming_day(text, clock.today())


class HourField(TypedField):
    """An hour of the day, typed as people write it: 19 giờ 30, 19h30, 19:30, 7 giờ tối."""

    kind = "hour"

    def __init__(self, label: str | None = None, validators: Any = None, **rest: Any) -> None:
        rest.setdefault("description", _l("for example 19:30"))
        rest.setdefault("render_kw", {"autocomplete": "off", "inputmode": "text"})
        super().__init__(label, validators, most=40, **rest)

    def read(self, text: str) -> object:
        """The hour of the text."""
        return typed_hour(text)

    def written(self, value: Any) -> str:
        """19 giờ 30."""
        return filters.hour(value)


class PartialDayField(DayField):
    """A day of which old papers may tell the month and year only, or the year alone."""

    def __init__(self, label: str | None = None, validators: Any = None, **rest: Any) -> None:
        rest.setdefault("description", _l("for example 15/3/1998, 3/1998 or 1998"))
        super().__init__(label, validators, **rest)

    def read(self, text: str) -> object:
        """As much of the day as the text tells."""
        return PartialDay.parse(text, clock.today())

    def written(self, value: Any) -> str:
        """15/3/1998, 3/1998 or 1998."""
        return filters.partial_day(value)
