"""Workplace cells by the name that people write: where a member may be transferred to. Their names are no secret."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from access import Actor, Permission, require
from domain.names import fold
from domain.paths import below_range, ids_in
from models import Organisation, db
from models.vocabulary import OrganisationKind

SUGGESTED = 60
_above = aliased(Organisation)


@dataclass(frozen=True, slots=True)
class WorkplaceCell:
    """A living cell of a workplace with the committee above it."""

    id: int
    name: str
    committee: str | None
    committee_id: int | None

    @property
    def full_name(self) -> str:
        """Chi bộ Phòng Nghiệp vụ, Đảng ủy Thuế tỉnh."""
        return f"{self.name}, {self.committee}" if self.committee else self.name


def named(actor: Actor, text: str) -> list[WorkplaceCell]:
    """The cells of the actor's province that a text names, with or without their committee; one's own comes first.

    The name of a committee that has one cell means that cell.
    """
    require(actor, Permission.CHANGE_RECORD)
    wanted = fold(text)
    parts = [wanted, *(fold(part) for part in text.split(","))]
    found = [
        cell
        for cell in _cells(actor, Organisation.folded.in_(parts) | _above.folded.in_(parts))
        if wanted in (fold(cell.full_name), fold(cell.name), fold(cell.committee or ""))
    ]
    by_itself = [cell for cell in found if wanted != fold(cell.committee or "")] or found
    near = [cell for cell in by_itself if cell.committee_id in ids_in(actor.path)]
    return near if len(near) == 1 else by_itself


def near(actor: Actor) -> list[str]:
    """The names of the cells of one's own committee, to be proposed while one types."""
    require(actor, Permission.CHANGE_RECORD)
    own = [one for one in ids_in(actor.path) if one is not None]
    cells = _cells(actor, Organisation.parent_id.in_(own[1:]))
    return [cell.full_name for cell in cells[:SUGGESTED]]


def _cells(actor: Actor, condition: object) -> list[WorkplaceCell]:
    low, high = below_range(f"{ids_in(actor.path)[0]}.")
    rows = db.session.execute(
        select(Organisation.id, Organisation.name, _above.name, _above.id)
        .outerjoin(
            _above,
            (_above.id == Organisation.parent_id) & (_above.kind == OrganisationKind.WORKPLACE_COMMITTEE),
        )
        .where(
            Organisation.kind == OrganisationKind.WORKPLACE_CELL,
            Organisation.dissolved_on.is_(None),
            Organisation.path >= low,
            Organisation.path < high,
            condition,  # type: ignore[arg-type]
        )
        .order_by(_above.sort_key, Organisation.sort_key, Organisation.id)
    )
    return [WorkplaceCell(*row) for row in rows]
