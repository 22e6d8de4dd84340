"""Administrative units of the country as data with validity dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Numbered, Table
from models.types import bytewise, one_of
from models.vocabulary import PlaceKind


class Place(Numbered, Table):
    """A province, commune, ward or special zone; a later merger closes the row and adds another."""

    __tablename__ = "place"
    __table_args__ = (Index("uq_place_code_valid_from", "code", "valid_from", unique=True),)

    code: Mapped[str] = mapped_column(String(5))
    kind: Mapped[PlaceKind] = mapped_column(one_of(PlaceKind))
    name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(bytewise(120), index=True)
    province_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
