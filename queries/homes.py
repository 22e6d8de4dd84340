"""Where members already in hand live, which committee receives letters there, and which cells it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.letters import cell_of_unit, residence_line
from models import Organisation, Place, Residence, db
from models.vocabulary import OrganisationKind


@dataclass(frozen=True, slots=True)
class Cell:
    """A residence cell to which a member may be introduced."""

    id: int
    ref: str
    name: str


def of_members(member_ids: Iterable[int]) -> dict[int, Residence]:
    """The present home of each member, with its commune; who has none on record is left out."""
    found = db.session.scalars(
        select(Residence)
        .where(Residence.member_id.in_(list(member_ids)), Residence.ends_on.is_(None))
        .order_by(Residence.id)
        .options(joinedload(Residence.place))
    )
    return {home.member_id: home for home in found}


def committees_at(place_ids: Iterable[int]) -> dict[int, Organisation]:
    """The living committee of each commune, by place; a commune that does not keep this register is left out."""
    found = db.session.scalars(
        select(Organisation).where(
            Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE,
            Organisation.place_id.in_(list(place_ids)),
            Organisation.dissolved_on.is_(None),
        )
    )
    return {committee.place_id: committee for committee in found if committee.place_id is not None}


def committee(ref: str | None) -> Organisation | None:
    """A living commune committee by its reference: to whom a workplace may write. Their names are no secret."""
    return db.session.scalar(
        select(Organisation).where(
            Organisation.ref == ref,
            Organisation.kind == OrganisationKind.COMMUNE_COMMITTEE,
            Organisation.place_id.is_not(None),
            Organisation.dissolved_on.is_(None),
        )
    )


def cells_of(commune_ids: Iterable[int], on: date) -> dict[int, list[Cell]]:
    """The residence cells that live on a day, by commune committee, in order of their names."""
    wanted = list(commune_ids)
    found = db.session.execute(
        select(Organisation.parent_id, Organisation.id, Organisation.ref, Organisation.name)
        .where(
            Organisation.parent_id.in_(wanted),
            Organisation.kind == OrganisationKind.RESIDENCE_CELL,
            Organisation.founded_on <= on,
            Organisation.dissolved_on.is_(None) | (Organisation.dissolved_on > on),
        )
        .order_by(Organisation.sort_key, Organisation.id)
    )
    cells: dict[int, list[Cell]] = {commune_id: [] for commune_id in wanted}
    for commune_id, cell_id, ref, name in found:
        cells.setdefault(commune_id or 0, []).append(Cell(cell_id, ref, name))
    return cells


def proposed(unit: str | None, cells: Iterable[Cell]) -> Cell | None:
    """The cell named after a residential unit; `None` when there is not just one."""
    by_cell = {cell: cell.name for cell in cells}
    return cell_of_unit(unit, by_cell)


def in_one_line(home: Residence, provinces: Mapping[int, str]) -> str:
    """The address of a home as it stands on a paper; `provinces` as `provinces_of` gives them."""
    return residence_line(home.address, home.unit, home.place.name, provinces.get(home.place_id))


def provinces_of(places: Iterable[Place]) -> dict[int, str]:
    """The name of the province of each place, by the place's id."""
    above = {place.id: place.province_id for place in places if place.province_id is not None}
    names = dict(db.session.execute(select(Place.id, Place.name).where(Place.id.in_(above.values()))).all())
    return {place_id: names[province_id] for place_id, province_id in above.items()}
