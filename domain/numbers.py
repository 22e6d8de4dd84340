"""Numbers that people write in many ways: telephones, Party cards, decisions."""

import re
from dataclasses import dataclass

from domain.errors import Refused
from domain.names import clean

_CONVERTED = dict(
    re.findall(
        r"(\d{4})→(\d{3})",
        "0162→032 0163→033 0164→034 0165→035 0166→036 0167→037 0168→038 0169→039 "
        "0120→070 0121→079 0122→077 0126→076 0128→078 0123→083 0124→084 0125→085 0127→081 0129→082 "
        "0186→056 0188→058 0199→059",
    )
)
"""Mobile prefixes of eleven-digit numbers and what became of them on 15 September 2018."""
_MOBILE = re.compile(r"0[35789]\d{8}")
_OLD_MOBILE = re.compile(r"01\d{9}")
_FIXED = re.compile(r"02\d{9}")
_LOST_ZERO = re.compile(r"[35789]\d{8}|1\d{9}|2\d{9}")
_COUNTRY = re.compile(r"^(?:(?:\+|00)84(?:\(0\))?0?|84(?=[1-35789]\d{8,9}$))")
_CARD = re.compile(r"[\d. ]{4,20}")
_NO_DIGIT = re.compile(r"\D+")
_DECISION = re.compile(r"(?:SỐ:? ?)?(\d+[A-ZĐ]?(?:/\d{4})?[/-][A-ZĐ]{1,10}(?:[/-][A-ZĐ0-9]{1,20})+)")
LONGEST_DECISION = 50


@dataclass(frozen=True, slots=True)
class Phone:
    """A Vietnamese telephone number in its ten (fixed lines: eleven) digits; the note says what was changed."""

    number: str
    note: str | None = None

    @property
    def shown(self) -> str:
        """In groups, as people read it aloud: 0912 345 678."""
        return shown_phone(self.number)


def phone(text: str, *, field: str | None = None) -> Phone:
    """The number in today's form: spaces, dots, +84, a zero lost in Excel and old prefixes are all understood."""
    if text.isascii() and _MOBILE.fullmatch(text):  # as most lists have it
        return Phone(text)
    typed = clean(text)
    digits = re.sub(r"[\s.()-]", "", _COUNTRY.sub("0", re.sub(r"[\s.-]", "", typed)))
    note = None
    if _LOST_ZERO.fullmatch(digits):
        digits, note = f"0{digits}", f"{typed} → "
    if _OLD_MOBILE.fullmatch(digits) and digits[:4] in _CONVERTED:
        before, digits = digits, _CONVERTED[digits[:4]] + digits[4:]
        after = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
        return Phone(digits, f"{before[:4]} {before[4:7]} {before[7:]} → {after}")
    if not (digits.isascii() and (_MOBILE.fullmatch(digits) or _FIXED.fullmatch(digits))):
        raise Refused("Enter a 10-digit phone number, for example 0912 345 678", field=field)
    return Phone(digits, note and note + shown_phone(digits))


def shown_phone(number: str) -> str:
    """A stored number in groups of three from the right."""
    return f"{number[:-6]} {number[-6:-3]} {number[-3:]}"


def card_number(text: str, *, field: str | None = None) -> str:
    """A Party card number as typed; its official form is not known, so digits, dots and spaces are all taken."""
    typed = clean(text)
    if not _CARD.fullmatch(typed) or not typed.isascii() or not card_digits(typed):
        raise Refused("Write the card number in digits, for example 12.345678.", field=field)
    return typed


def card_digits(text: str) -> str:
    """The digits alone, by which card numbers are compared."""
    return _NO_DIGIT.sub("", text)


def decision_number(text: str, *, field: str | None = None) -> str:
    """The number of a decision in State form, 45/QĐ-UBND, or Party form, 45-QĐ/TU (BR-22)."""
    typed = re.sub(r"\s*([/-])\s*", r"\1", clean(text).replace("–", "-")).upper()
    found = _DECISION.fullmatch(typed)
    if found is None or len(found[1]) > LONGEST_DECISION:
        raise Refused("Enter the decision number, for example 45/QĐ-UBND or 45-QĐ/TU", field=field)
    return found[1]
