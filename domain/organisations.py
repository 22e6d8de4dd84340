"""Organisations of both trees: what may stand below what, and how a name is written."""

from __future__ import annotations

from domain.errors import Refused
from domain.names import clean
from models.vocabulary import OrganisationKind

LONGEST_TITLE = 200

_BELOW: dict[OrganisationKind | None, tuple[OrganisationKind, ...]] = {
    None: (OrganisationKind.PROVINCE_COMMITTEE,),
    OrganisationKind.PROVINCE_COMMITTEE: (
        OrganisationKind.COMMUNE_COMMITTEE,
        OrganisationKind.WORKPLACE_COMMITTEE,
        OrganisationKind.WORKPLACE_CELL,
    ),
    OrganisationKind.COMMUNE_COMMITTEE: (OrganisationKind.RESIDENCE_CELL,),
    OrganisationKind.WORKPLACE_COMMITTEE: (
        OrganisationKind.WORKPLACE_CELL,
        OrganisationKind.WORKPLACE_COMMITTEE,
    ),
}
"""No district stands between province and commune; a cell is a leaf."""

_PROVINCE_COMMITTEES = {"Thành phố": "Thành ủy", "Tỉnh": "Tỉnh ủy"}
_COMMUNE_WORDS = ("Phường", "Xã", "Đặc khu")


def kinds_below(parent: OrganisationKind | None) -> tuple[OrganisationKind, ...]:
    """The kinds that may be founded directly below an organisation; `None` is the top of the tree."""
    return _BELOW.get(parent, ())


def stands_alone(kind: OrganisationKind, above: OrganisationKind | None) -> bool:
    """Whether a cell has no grassroots committee above it, and so is the grassroots organisation itself."""
    return kind is OrganisationKind.WORKPLACE_CELL and above is OrganisationKind.PROVINCE_COMMITTEE


def symbol_key(kind: OrganisationKind) -> str:
    """Under which key of reference/papers.toml stands what follows the slash in the numbers of its documents."""
    if kind is OrganisationKind.PROVINCE_COMMITTEE:
        return "province_committee"
    return "cell" if kind.is_cell else "committee"


def title(text: str, *, field: str | None = None) -> str:
    """The name of an organisation as it is kept; refused when it has no letter or is too long."""
    name = clean(text)
    if not any(char.isalpha() for char in name):
        raise Refused("Write the name of the organisation, for example Chi bộ Tổ dân phố 5.", field=field)
    if len(name) > LONGEST_TITLE:
        raise Refused("Shorten this to %(limit)s characters.", field=field, limit=LONGEST_TITLE)
    return name


def province_committee_name(place_name: str) -> str:
    """Tỉnh ủy Nghệ An, Thành ủy Hà Nội: from the name of the province as the list of units writes it."""
    for word, committee in _PROVINCE_COMMITTEES.items():
        if place_name.startswith(f"{word} "):
            return f"{committee} {place_name.removeprefix(word).strip()}"
    return f"Tỉnh ủy {place_name}"


def commune_committee_name(place_name: str) -> str:
    """Đảng ủy phường Trường Vinh, from Phường Trường Vinh."""
    for word in _COMMUNE_WORDS:
        if place_name.startswith(f"{word} "):
            return f"Đảng ủy {word[0].lower()}{place_name[1:]}"
    return f"Đảng ủy {place_name}"


def unit_of(cell_name: str) -> str:
    """The residential unit that a residence cell is named after: Tổ dân phố 5, from Chi bộ Tổ dân phố 5."""
    unit = cell_name.removeprefix("Chi bộ ")
    return unit[:1].upper() + unit[1:]
