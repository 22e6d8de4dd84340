"""Fields of a list: what was marked, chosen or said line by line."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value

from models.types import REF_LENGTH
from ui.fields.choices import ManyPicksField
from ui.validators import check_text, showable, tidy

_REF = re.compile(rf"[0-9a-z]{{{REF_LENGTH}}}")
_NUMBER = re.compile(r"[0-9]{1,4}")
_PLACE = re.compile(r"([0-9]{1,7})\.([A-Z]{1,3})\.([0-9])")


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
