"""Administrative units: the list of a day becomes rows with validity dates; what was true before stays readable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update

from access import Actor
from domain.names import fold
from models import Place, db
from models.vocabulary import PlaceKind
from services import audit
from services.unit import use_case


@dataclass(frozen=True, slots=True)
class Unit:
    """A province (no `province`) or what stands directly below one; codes are text with their leading zeros."""

    code: str
    kind: PlaceKind
    name: str
    province: str | None = None


@use_case
def load_places(actor: Actor, units: Sequence[Unit], valid_from: date) -> int:
    """Make the list of a day the one in force: new units begin, units gone or changed end, the others stay untouched.

    A row that began on that very day is corrected in place. Says how many rows were written; a second run writes none.
    """
    written = _settle([unit for unit in units if unit.province is None], valid_from, {})
    provinces = {row.code: row.id for row in _in_force() if row.province_id is None}
    written += _settle([unit for unit in units if unit.province is not None], valid_from, provinces)
    if written:
        audit.note("place", None, written=written, units=len(units), valid_from=valid_from.isoformat())
    return written


def _in_force() -> Sequence[Row[*tuple[Any, ...]]]:
    columns = (Place.id, Place.code, Place.kind, Place.name, Place.province_id, Place.valid_from)
    return db.session.execute(select(*columns).where(Place.valid_to.is_(None))).all()


def _settle(units: Iterable[Unit], valid_from: date, provinces: dict[str, int]) -> int:
    """Bring one level, provinces or what is below them, to the list."""
    known = {row.code: row for row in _in_force() if (row.province_id is not None) == bool(provinces)}
    wanted = {unit.code: _values(unit, provinces) for unit in units}
    changed = [code for code, values in wanted.items() if code in known and _differs(known[code], values)]
    corrected = [code for code in changed if known[code].valid_from == valid_from]
    for code in corrected:
        db.session.execute(update(Place).where(Place.id == known[code].id).values(wanted[code]))
    replaced = set(changed) - set(corrected)
    ended = [known[code].id for code in (known.keys() - wanted.keys()) | replaced]
    if ended:
        db.session.execute(update(Place).where(Place.id.in_(ended)).values(valid_to=valid_from))
    begun = [values for code, values in wanted.items() if code not in known or code in replaced]
    if begun:
        db.session.execute(insert(Place), [{**values, "valid_from": valid_from} for values in begun])
    return len(corrected) + len(ended) + len(begun)


def _values(unit: Unit, provinces: dict[str, int]) -> dict[str, Any]:
    province_id = provinces[unit.province] if unit.province else None
    return {
        "code": unit.code,
        "kind": unit.kind,
        "name": unit.name,
        "folded": fold(unit.name),
        "province_id": province_id,
    }


def _differs(row: Row[*tuple[Any, ...]], values: dict[str, Any]) -> bool:
    return (row.kind, row.name, row.province_id) != (values["kind"], values["name"], values["province_id"])
