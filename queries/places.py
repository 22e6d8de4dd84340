"""Administrative units in force, by their codes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from domain.errors import NotFound
from domain.names import fold
from domain.paths import ids_in
from models import Organisation, Place, db

Choice = tuple[str, str]
"""A code and what a person reads."""


def in_force(code: str) -> Place:
    """The province, commune, ward or special zone that bears a code today; raises `NotFound` for an unknown code."""
    place = db.session.scalar(select(Place).where(Place.code == code, Place.valid_to.is_(None)))
    if place is None:
        raise NotFound(
            "No province, commune, ward or special zone has the code %(code)s."
            " Look it up in the list of administrative units.",
            code=code,
        )
    return place


def provinces() -> list[Choice]:
    """The provinces and cities of today, by their codes."""
    found = (
        select(Place.code, Place.name)
        .where(Place.province_id.is_(None), Place.valid_to.is_(None))
        .order_by(Place.code)
    )
    return [(code, name) for code, name in db.session.execute(found)]


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or special zone with its province."""

    id: int
    name: str
    province: str

    @property
    def full_name(self) -> str:
        """Phường Trường Vinh, Tỉnh Nghệ An."""
        return f"{self.name}, {self.province}"


_KINDS_OF_COMMUNE = ("", "phuong ", "xa ", "dac khu ")
_KINDS_OF_PROVINCE = ("", "tinh ", "thanh pho ")


def named(text: str, path: str = "") -> list[Commune]:
    """The communes of today that a text names, with or without their province and the word for their kind.

    Of several the one in the province of an organisation's path is meant.
    """
    name, _, province = (fold(part) for part in text.partition(","))
    above = aliased(Place)
    found = (
        select(Place.id, Place.name, above.name, above.id)
        .join(above, above.id == Place.province_id)
        .where(Place.folded.in_([word + name for word in _KINDS_OF_COMMUNE]), Place.valid_to.is_(None))
        .order_by(above.folded, Place.folded)
    )
    if province:
        found = found.where(above.folded.in_([word + province for word in _KINDS_OF_PROVINCE]))
    rows = db.session.execute(found).all()
    home = _province_of(path) if len(rows) > 1 else None
    near = [row for row in rows if row[3] == home]
    return [Commune(*row[:3]) for row in (near or rows)]


def around(path: str) -> list[str]:
    """The names of the communes in the province of an organisation's path, to be proposed while one types."""
    found = select(Place.name).where(Place.province_id == _province_of(path), Place.valid_to.is_(None))
    return list(db.session.scalars(found.order_by(Place.folded)))


def _province_of(path: str) -> int | None:
    """The province of the tree in which an organisation stands."""
    root = next(iter(ids_in(path)), None)
    return db.session.scalar(select(Organisation.place_id).where(Organisation.id == root))
