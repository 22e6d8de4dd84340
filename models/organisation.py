"""Party organisations of both sides, one tree from the province down, with dated names."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Audited, Numbered, Referenced, Table
from models.place import Place
from models.types import bytewise, one_of
from models.vocabulary import OrganisationKind, Side


class Organisation(Referenced, Audited, Table):
    """A committee or a cell. `path` is the dotted chain of ids from the root, with a trailing dot."""

    __tablename__ = "organisation"
    __table_args__ = (
        Index("ix_organisation_path", "path", "id"),
        Index("ix_organisation_kind", "kind", "id"),
        Index(
            "uq_organisation_living_name",
            "parent_id",
            "folded",
            unique=True,
            sqlite_where=text("dissolved_on IS NULL"),
            postgresql_where=text("dissolved_on IS NULL"),
        ),
    )

    kind: Mapped[OrganisationKind] = mapped_column(one_of(OrganisationKind))
    side: Mapped[Side] = mapped_column(one_of(Side))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    path: Mapped[str] = mapped_column(bytewise(200), default="")
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(bytewise(200))
    sort_key: Mapped[str] = mapped_column(bytewise(600), default="")
    symbol: Mapped[str | None] = mapped_column(String(20))
    """What stands after the slash in the numbers of its documents, where it is not the usual one of its kind."""
    term: Mapped[str] = mapped_column(String(20), default="2025-2030")
    """The committee's term; the numbers of its documents start again with the next one (BR-12)."""
    is_grassroots: Mapped[bool] = mapped_column(default=False)
    has_committee: Mapped[bool] = mapped_column(default=True)
    phone: Mapped[str | None] = mapped_column(String(20))
    founded_on: Mapped[date]
    dissolved_on: Mapped[date | None]

    parent: Mapped[Organisation | None] = relationship(remote_side="Organisation.id", lazy="raise_on_sql")
    place: Mapped[Place | None] = relationship(lazy="raise_on_sql")


class OrganisationName(Numbered, Audited, Table):
    """A name that an organisation bore from one day to another; old names stay findable."""

    __tablename__ = "organisation_name"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(bytewise(200), index=True)
    decision: Mapped[str | None] = mapped_column(String(120))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
