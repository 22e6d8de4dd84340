"""Fields into which people write a line, a text, a number or a secret."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField, widgets

from domain.errors import Refused
from domain.numbers import phone
from ui import filters
from ui.i18n import translate
from ui.validators import showable


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
