"""Fields that a page carries without showing them."""

from typing import Any

from wtforms import HiddenField

from models.vocabulary import Word


class VersionField(HiddenField):
    """The version of the row that the form was filled from; a stale one is answered with a conflict."""

    kind = "hidden"
    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; a form whose version was tampered with counts as the oldest."""
        text = str(valuelist[0]) if valuelist else ""
        self.data = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


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
