"""Fields: what people type, read kindly and kept as typed when it has to be asked again.

Each field says with `kind` how `_parts/field.html` draws it. Text is tidied, limited in length and free of
control characters without being asked (`forms.BaseForm.Meta.bind_field`).
"""

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from ui.fields.carried import HiddenChoiceField, VersionField
from ui.fields.choices import ChoiceField, ManyPicksField, PickField, TickField, offered
from ui.fields.days import ComingDayField, DayField, HourField, PartialDayField
from ui.fields.lists import EachField, EachTextField, NumbersField, PlacesField, RefsField, refs_in
from ui.fields.texts import (
    LongTextField,
    NumberField,
    PasswordField,
    PhoneField,
    PinField,
    TextField,
    TypedField,
)
from ui.fields.uploads import UploadField

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
    "offered",
    "refs_in",
]
