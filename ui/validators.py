"""Checks of shape: present, short enough, no control characters, six digits. Meaning belongs to `domain/`.

Every message says what to write. The names differ from those of WTForms on purpose: these set no `required`
or `maxlength` attribute, because the browser's own bubbles would be in another language and would cut what
people paste.
"""

import re
import unicodedata
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from domain.errors import Refused
from domain.names import clean
from ui.i18n import translate

# Marks that text carries over from Zalo, Word and web pages and that nobody can see.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)], None
)
_LINES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2028": "\n", "\u2029": "\n"})

_NO_SIGNS = ("Cc", "Cs", "Cn", "Co")
"""Control characters, lone surrogates, code points that are no characters."""


def tidy_line(text: object) -> object:
    """One line as it is kept (domain/names.py); an empty one is None."""
    return (clean(text) or None) if isinstance(text, str) else text


def tidy(text: object) -> object:
    """Several lines in NFC without invisible marks and without spaces around them; an empty text is None."""
    if not isinstance(text, str):
        return text
    visible = text.translate(_LINES).translate(_INVISIBLE).replace("\r\n", "\n")
    return unicodedata.normalize("NFC", visible).strip() or None


def showable(text: str) -> str:
    """What was typed, without the signs that no page may hold: the text of a box that is shown again."""
    return "".join(sign for sign in text if sign in "\r\n\t" or unicodedata.category(sign) not in _NO_SIGNS)


class Needed:
    """The field must be filled; the message says what to write or choose."""

    field_flags = {"needed": True}

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        """Stop at an empty field, unless what was typed is already being asked again."""
        if field.errors:
            raise StopValidation()
        if field.data is None or field.data in ("", [], (), False):
            raise StopValidation(str(self.message))


class NotLonger:
    """A text has at most this many characters."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Any) -> None:
        """Count the characters as they will be stored."""
        if isinstance(field.data, str) and len(field.data) > self.most:
            message = _l(
                "Write at most %(most)s characters; there are %(count)s now.",
                most=self.most,
                count=len(field.data),
            )
            raise ValidationError(str(message))


class NoControlCharacters:
    """A text holds letters, signs and, where several lines are allowed, line breaks; nothing that steers a machine."""

    def __init__(self, lines: bool = False) -> None:
        self.allowed = "\n\t" if lines else ""

    def __call__(self, form: Any, field: Any) -> None:
        """Look for control characters, lone surrogates and code points that are no characters."""
        if isinstance(field.data, str) and any(self._is_control(sign) for sign in field.data):
            raise ValidationError(str(_l("Delete the strange characters in this field and type it again.")))

    def _is_control(self, sign: str) -> bool:
        return sign not in self.allowed and unicodedata.category(sign) in _NO_SIGNS


def check_text(text: str, most: int) -> None:
    """What is asked of a text of several lines, for fields that hold more than one; raises `ValidationError`."""
    held = SimpleNamespace(data=text)
    NoControlCharacters(lines=True)(None, held)
    NotLonger(most)(None, held)


class ReadBy:
    """A text is understood by a rule of `domain/`; what the rule refuses is the error, in the language of the page."""

    def __init__(self, read: Callable[[str], object]) -> None:
        self.read = read

    def __call__(self, form: Form, field: Field) -> None:
        """Let the rule read what was typed."""
        if not field.data:
            return
        try:
            self.read(field.data)
        except Refused as refused:
            raise ValidationError(translate(refused.message, refused.params)) from refused


class SixDigits:
    """A PIN is six digits."""

    def __call__(self, form: Form, field: Field) -> None:
        """Say how many digits to type."""
        if field.data and not re.fullmatch(r"[0-9]{6}", field.data):
            raise ValidationError(str(_l("Type a PIN of 6 digits.")))


class SameAs:
    """The second typing of a secret equals the first."""

    field_flags = {"needed": True}

    def __init__(self, name: str, message: str) -> None:
        self.name = name
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        """Compare with the field of that name."""
        if field.data != form[self.name].data:
            raise ValidationError(str(self.message))
