"""What an introduction letter says (form 1-213), and the cell of a residential unit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from domain.names import fold
from domain.signatories import body_of
from models.vocabulary import Category, Office, Sex

DOCUMENT = "GGT"
"""The series in which letters are numbered (BR-12); the symbol in the number, 01-GGT/ĐU, is the rule set's."""
Key = TypeVar("Key")

_PARTY_OF = {
    "Tỉnh ủy ": "Đảng bộ tỉnh ",
    "Thành ủy ": "Đảng bộ thành phố ",
    "Đảng ủy ": "Đảng bộ ",
    "Chi ủy ": "Chi bộ ",
}
_WORDS_OF_PLACES = ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu ")
_SHORT_UNITS = {"tdp": "to dan pho", "kp": "khu pho", "kdc": "khu dan cu"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The letter as it was signed. Days known in part are text, as on the record: 1975, 1975-03 or 1975-03-12."""

    superior: str | None
    issuer: str
    number: str
    place: str
    issued_on: str
    commune: str
    cell: str | None
    basis: str
    name: str
    sex: Sex | None
    born: str
    admitted: str | None
    official: str | None
    member_cell: str
    member_committee: str | None
    residence: str
    category: Category
    office: Office
    signer: str | None
    has_committee: bool = True
    """Whether the cell that issues it has a cell committee; an Đảng ủy is one itself."""

    @property
    def day(self) -> date:
        """The day of the letter."""
        return date.fromisoformat(self.issued_on)

    @property
    def signs_for(self) -> str:
        """The body that signs (domain/signatories.py): a committee, or what stands for a grassroots cell."""
        return body_of(is_cell=self.issuer.startswith("Chi "), has_committee=self.has_committee)

    def stored(self) -> dict[str, Any]:
        """The content as the letter keeps it."""
        return asdict(self)


def content_from(stored: Mapping[str, Any]) -> Content:
    """A stored content, to be printed."""
    sex = stored["sex"] and Sex(stored["sex"])
    words = {"sex": sex, "category": Category(stored["category"]), "office": Office(stored["office"])}
    return Content(**{**stored, **words})


def party_of(committee_name: str) -> str:
    """The Party organisation that a committee leads, as the head of a letter names it: Đảng bộ tỉnh Nghệ An."""
    for word, party in _PARTY_OF.items():
        if committee_name.startswith(word):
            return party + committee_name.removeprefix(word)
    return committee_name


def bare_place(place_name: str) -> str:
    """The place before the date of a letter: Vinh, without the word for its kind."""
    for word in _WORDS_OF_PLACES:
        if place_name.startswith(word):
            return place_name.removeprefix(word)
    return place_name


def residence_line(address: str | None, unit: str | None, commune: str, province: str | None) -> str:
    """An address in one line, with the words of administrative units: …, phường Trường Vinh, tỉnh Nghệ An."""
    is_bare = province is not None and bare_place(province) == province
    above = f"tỉnh {province}" if is_bare else _lowered(province)
    return ", ".join(part for part in (address, unit, _lowered(commune), above) if part)


def _lowered(place_name: str | None) -> str:
    """Phường Trường Vinh as it stands inside a sentence."""
    return f"{place_name[0].lower()}{place_name[1:]}" if place_name else ""


def cell_of_unit(unit: str | None, cells: Mapping[Key, str]) -> Key | None:
    """The cell named after a residential unit, however the unit is written; `None` when there is not just one.

    A number alone means the cell that bears this number.
    """
    wanted = unit_words(unit or "")
    named = {key: unit_words(name) for key, name in cells.items()}
    found = [key for key, words in named.items() if wanted and words == wanted]
    if not found and wanted.isdecimal():
        found = [key for key, words in named.items() if words.rpartition(" ")[2] == wanted]
    return found[0] if len(found) == 1 else None


def unit_words(unit: str) -> str:
    """The words by which a residential unit is known: to dan pho 5, from TDP 05 or Chi bộ Tổ dân phố 5."""
    words = fold(unit).removeprefix("chi bo ").split()
    words = [word for word in words if word != "so"]  # Tổ dân phố số 5 is Tổ dân phố 5
    spelt = (_SHORT_UNITS.get(word, word.lstrip("0") or word if word.isdecimal() else word) for word in words)
    return " ".join(spelt)
