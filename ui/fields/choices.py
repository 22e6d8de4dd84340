"""Fields of boxes to tick and of answers to choose among."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice, SelectFieldBase  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import ValidationError

from models.vocabulary import Word

MANY = 12  # beyond so many choices a list gets a box that narrows it


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
