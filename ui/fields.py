"""Fields: what people type, read kindly and kept as typed when it has to be asked again.

Each field says with `kind` how `_parts/field.html` draws it. Text is tidied, limited in length and free of
control characters without being asked (`forms.BaseForm.Meta.bind_field`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice, SelectFieldBase  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from adapters import clock
from adapters.kept_files import SentFile
from domain.days import PartialDay, coming_day, typed_day
from domain.errors import Refused
from domain.hours import typed_hour
from domain.numbers import phone
from models.types import REF_LENGTH
from models.vocabulary import Word
from ui import filters
from ui.i18n import translate
from ui.validators import check_text, showable, tidy

__all__ = [
    "ChoiceField",
    "ComingDayField",
    "DayField",
    "EachField",
    "EachTextField",
    "HiddenChoiceField",
    "HiddenField",
    "HourField",
    "LongTextField",
    "ManyPicksField",
    "NumberField",
    "NumbersField",
    "PartialDayField",
    "PasswordField",
    "PhoneField",
    "PickField",
    "PinField",
    "PlacesField",
    "RefsField",
    "SelectChoice",
    "TextField",
    "TickField",
    "TypedField",
    "UploadField",
    "VersionField",
    "refs_in",
]

_REF = re.compile(rf"[0-9a-z]{{{REF_LENGTH}}}")
_PLACE = re.compile(r"([0-9]{1,7})\.([A-Z]{1,3})\.([0-9])")
_NUMBER = re.compile(r"[0-9]{1,4}")
MANY = 12  # beyond so many choices a list gets a box that narrows it


class TextField(StringField):
    """One line of text; empty is None."""

    kind = "text"

    def __init__(
        self, label: str | None = None, validators: Any = None, *, most: int = 200, **rest: Any
    ) -> None:
        super().__init__(label, validators, **rest)
        self.most = most


class LongTextField(TextAreaField):
    """Several lines of text; empty is None."""

    kind = "long"

    def __init__(
        self, label: str | None = None, validators: Any = None, *, most: int = 2000, **rest: Any
    ) -> None:
        super().__init__(label, validators, **rest)
        self.most = most

    def _value(self) -> str:
        return showable(str(self.data)) if self.data is not None else ""


class TypedField(TextField):
    """One line that is read into a value of its own; what was typed is shown again, not what was understood."""

    data: Any

    def read(self, text: str) -> object:
        """The value of the text; raises Refused with what to write."""
        return text

    def written(self, value: Any) -> str:
        """The value as it stands in the field at first."""
        return str(value)

    def _value(self) -> str:
        if self.raw_data:
            return showable(str(self.raw_data[0]))
        return self.written(self.data) if self.data is not None else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; a refusal becomes the error of this field, in the language of the request."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        if not text:
            return
        try:
            self.data = self.read(text)
        except Refused as refused:
            raise ValueError(translate(refused.message, refused.params)) from refused


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


class PhoneField(TypedField):
    """A Vietnamese phone number, in any grouping; old eleven-digit numbers are brought up to date, and it is said."""

    kind = "phone"
    change: str | None = None
    """What was changed in the number, to be told once it is kept."""

    def __init__(self, label: str | None = None, validators: Any = None, **rest: Any) -> None:
        rest.setdefault("render_kw", {"autocomplete": "tel", "inputmode": "tel"})
        super().__init__(label, validators, most=40, **rest)

    def read(self, text: str) -> object:
        """The number in ten digits."""
        understood = phone(text)
        self.change = understood.note
        return understood.number

    def written(self, value: Any) -> str:
        """0912 345 678."""
        return filters.phone(value)


class NumberField(IntegerField):
    """A whole number."""

    kind = "number"

    def __init__(self, label: str | None = None, validators: Any = None, **rest: Any) -> None:
        rest.setdefault("invalid_value_message", _l("Write a whole number, for example 12."))
        rest.setdefault("widget", widgets.TextInput())
        rest.setdefault("render_kw", {"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label, validators, **rest)

    def _value(self) -> str:
        if self.raw_data:
            return showable(str(self.raw_data[0]))
        return "" if self.data is None else str(self.data)


class PasswordField(StringField):
    """A password, kept to the letter: never trimmed, never shown again."""

    kind = "password"
    widget = widgets.PasswordInput(hide_value=True)
    most = 128
    is_secret = True

    def __init__(
        self, label: str | None = None, validators: Any = None, *, new: bool = False, **rest: Any
    ) -> None:
        rest.setdefault("render_kw", {"autocomplete": "new-password" if new else "current-password"})
        super().__init__(label, validators, **rest)


class PinField(PasswordField):
    """Six digits; spaces and dots between them do not count."""

    kind = "pin"
    most = 20

    def __init__(self, label: str | None = None, validators: Any = None, **rest: Any) -> None:
        rest.setdefault("render_kw", {"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label, validators, **rest)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the digits of what was typed, or all of it where it holds something else."""
        super().process_formdata(valuelist)
        self.data = "".join(sign for sign in self.data or "" if sign not in " .-\u00a0") or None


class TickField(BooleanField):
    """One box to tick."""

    kind = "tick"


class ChoiceField(RadioField):
    """One of a few, as radios: the members of an enumeration, or choices given; an empty answer is None."""

    kind = "radios"

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        among: Iterable[Any] = (),
        **rest: Any,
    ) -> None:
        members = list(among)
        words = {one.value: one for one in members if isinstance(one, Word)}
        choices = [SelectChoice(one.value, _l(one.text)) if isinstance(one, Word) else one for one in members]
        super().__init__(label, validators, coerce=_among(words) if words else str, choices=choices, **rest)

    @property
    def is_long(self) -> bool:
        """Whether there are more choices than an eye takes in at once."""
        return len(self.choices or ()) > MANY

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Nothing chosen is None; what was not offered is told in words, not in silence."""
        self.data = None
        if valuelist and valuelist[0]:
            try:
                self.data = self.coerce(valuelist[0])
            except (ValueError, TypeError) as strange:
                raise ValueError(str(_l("Choose one of the answers shown."))) from strange

    def pre_validate(self, form: Any) -> None:
        """Accept only what was offered: somebody else's reference is not among the choices."""
        if self.data is not None and not any(choice.selected for choice in offered(self)):
            raise ValidationError(str(_l("Choose one of the answers shown.")))


class PickField(ChoiceField):
    """The reference of one thing among those the page offers; a long list can be narrowed by typing."""

    kind = "pick"


class ManyPicksField(SelectMultipleField):
    """References of several things among those the page offers, as boxes to tick; read as a tuple."""

    kind = "picks"
    data: Any

    def __init__(
        self, label: str | None = None, validators: Any = None, *, among: Iterable[Any] = (), **rest: Any
    ) -> None:
        super().__init__(label, validators, coerce=str, choices=list(among), **rest)

    @property
    def is_long(self) -> bool:
        """Whether there are more choices than an eye takes in at once."""
        return len(self.choices or ()) > MANY

    def process_data(self, value: Any) -> None:
        """Nothing ticked is the empty tuple."""
        self.data = tuple(str(one) for one in value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Each reference once, in the order of the page."""
        self.data = tuple(dict.fromkeys(str(one) for one in valuelist))

    def pre_validate(self, form: Any) -> None:
        """Accept only what was offered."""
        if not set(self.data or ()) <= {str(choice.value) for choice in offered(self)}:
            raise ValidationError(str(_l("Choose among the answers shown.")))


def refs_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The references among what an address or a form holds, each once."""
    return tuple(dict.fromkeys(text for text in texts if _REF.fullmatch(text)))


class RefsField(ManyPicksField):
    """References of things chosen on a list; what became of them meanwhile is told by the use case, by name.

    The page may carry them without showing them, so an error leads to no control.
    """

    is_led_to = False

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what looks like a reference."""
        self.data = refs_in(str(one) for one in valuelist)

    def carried(self) -> list[tuple[str, str]]:
        """What brings the choice through another page unseen: name and value of hidden controls."""
        return [(self.name, ref) for ref in self.data]

    def pre_validate(self, form: Any) -> None:
        """Leave it to the use case: somebody else may have dealt with one of them a moment ago."""


class UploadField(Field):
    """One file with its name."""

    kind = "file"
    widget = widgets.FileInput()
    data: SentFile | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the file that was chosen; without one, nothing."""
        sent = next((one for one in valuelist if getattr(one, "filename", None)), None)
        self.data = None
        if sent is not None:
            with sent.stream:  # a large one lies on the disk meanwhile
                self.data = SentFile(sent.filename, sent.stream.read())


class VersionField(HiddenField):
    """The version of the row that the form was filled from; a stale one is answered with a conflict."""

    kind = "hidden"
    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; a form whose version was tampered with counts as the oldest."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class NumbersField(Field):
    """Whole numbers marked on the page, read as a set: each by itself, or several in one value as 3,9,14."""

    kind = "numbers"
    data: frozenset[int]

    def process_data(self, value: Any) -> None:
        """Nothing marked is the empty set."""
        self.data = frozenset(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what looks like a number of a list."""
        texts = [text for value in valuelist for text in str(value).split(",")]
        self.data = frozenset(int(text) for text in texts if _NUMBER.fullmatch(text))

    def carried(self) -> list[tuple[str, str]]:
        """What brings the marks through another page unseen: name and value of hidden controls."""
        return [(self.name, ",".join(map(str, sorted(self.data))))] if self.data else []


class EachField(Field):
    """A word for each of several numbers, posted as why-3, why-9; read as a mapping, strange ones left out."""

    kind = "each"
    data: dict[int, Any]

    def __init__(self, prefix: str, among: Iterable[StrEnum], **rest: Any) -> None:
        super().__init__(**rest)
        self.prefix = prefix
        self.words = {one.value: one for one in among}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read every control whose name begins with the prefix."""
        self.process_errors = []
        self.data = dict(data) if isinstance(data, Mapping) else {}
        if formdata is None:
            return
        names = ((name, name.removeprefix(f"{self.prefix}-")) for name in formdata)
        numbers = {name: int(rest) for name, rest in names if rest != name and _NUMBER.fullmatch(rest)}
        said = {number: self.words.get(formdata[name]) for name, number in numbers.items()}
        self.data = {number: word for number, word in said.items() if word is not None}

    def carried(self) -> list[tuple[str, str]]:
        """What brings the words through another page unseen: name and value of hidden controls."""
        return [(f"{self.prefix}-{number}", word.value) for number, word in sorted(self.data.items())]


class EachTextField(Field):
    """A text for each of several references, posted as dissent-<ref>; read as a mapping, empty ones left out."""

    kind = "each"
    data: dict[str, str]
    wrong: str | None = None
    """The reference whose text is at fault, if one is."""

    def __init__(self, prefix: str, most: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.prefix = prefix
        self.most = most

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read every control whose name begins with the prefix, tidied like any text."""
        self.process_errors = []
        self.data = dict(data) if isinstance(data, Mapping) else {}
        if formdata is None:
            return
        names = {name: name.removeprefix(f"{self.prefix}-") for name in formdata}
        read = {ref: tidy(formdata[name]) for name, ref in names.items() if _REF.fullmatch(ref)}
        self.data = {ref: str(text) for ref, text in read.items() if text}

    def pre_validate(self, form: Any) -> None:
        """Each text is as long as it may be and holds letters and signs only; the first that is not is led to."""
        for ref, text in self.data.items():
            self.wrong, self.id = ref, f"{self.prefix}-{ref}"
            check_text(text, self.most)
        self.wrong = None

    def shown(self, ref: str) -> str:
        """The text as its box shows it again."""
        return showable(self.data.get(ref, ""))


class PlacesField(Field):
    """Cells of a list that were ticked, each with the number of a reading: 47.B.0; strange ones are left out."""

    kind = "places"
    data: tuple[tuple[int, str, int], ...]

    def process_data(self, value: Any) -> None:
        """Nothing ticked is the empty tuple."""
        self.data = tuple(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep what looks like a place in a list."""
        found = filter(None, (_PLACE.fullmatch(str(value)) for value in valuelist))
        self.data = tuple((int(one[1]), one[2], int(one[3])) for one in found)


class HiddenChoiceField(HiddenField):
    """One of a few words that the page carries without showing it; a strange one is the word it began with."""

    kind = "hidden"
    data: Any

    def __init__(self, among: type[Word], **rest: Any) -> None:
        super().__init__(**rest)
        self.among = among

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the word."""
        if valuelist and valuelist[0] in {one.value for one in self.among}:
            self.data = self.among(valuelist[0])

    def _value(self) -> str:
        return self.data.value if isinstance(self.data, Word) else ""


def offered(field: SelectFieldBase) -> list[Any]:
    """The choices of a field, each with its `value`, `label` and whether it is `selected`."""
    return list(field.iter_choices())


def _among(words: dict[str, Word]) -> Callable[[Any], Word]:
    """Reads one of these words from its value; ValueError for any other."""

    def read(value: Any) -> Word:
        if value not in words:
            raise ValueError(f"{value!r} was not offered")
        return words[value]

    return read
