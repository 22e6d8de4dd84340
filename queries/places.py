"""Administrative units in force, by their codes."""

from __future__ import annotations

from sqlalchemy import select

from domain.errors import NotFound
from models import Place, db


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
