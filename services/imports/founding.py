"""The organisations that a list names: found among those of the province by folded names, or founded in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from domain.names import fold
from domain.paths import below_range, child_path
from domain.roster_headings import ListOf
from domain.roster_rows import RosterRow, cell_words
from models import Organisation, OrganisationName, db
from models.types import new_ref
from models.vocabulary import OrganisationKind
from services import audit
from services.imports import bulk
from services.organisations import values_of


@dataclass(frozen=True, slots=True)
class Above:
    """What an organisation inherits from the one it is founded below."""

    id: int
    path: str


_CELLS = {
    ListOf.RESIDENCE: OrganisationKind.RESIDENCE_CELL,
    ListOf.WORKPLACE: OrganisationKind.WORKPLACE_CELL,
}


class OwnCells:
    """The cells of a committee by the words of their names, past ones too."""

    def __init__(self, committee: Organisation, of: ListOf) -> None:
        self._committee, self._of = committee, of
        self.names: dict[int, str] = {}
        self.founded: list[int] = []
        self._ids: dict[str, int] = {}
        for one in db.session.execute(_named().where(Organisation.parent_id == committee.id)):
            self._ids[cell_words(one.was)] = one.id
            self.names[one.id] = one.name

    def of(self, row: RosterRow) -> int | None:
        """The cell in which the row says that the member is."""
        return self._ids.get(cell_words(self._named(row)))

    def _named(self, row: RosterRow) -> str:
        return row.residence_cell if self._of is ListOf.RESIDENCE else row.workplace_cell

    def found(self, rows: Iterable[RosterRow]) -> list[int]:
        """Found the cells that the rows name and the committee does not have; gives their ids."""
        wanted: dict[str, str] = {}
        for row in rows:
            if self.of(row) is None and cell_words(self._named(row)) not in wanted:
                wanted[cell_words(self._named(row))] = _cell_name(self._named(row))
        above = Above(self._committee.id, self._committee.path)
        ids = _found(_CELLS[self._of], [(above, name) for name in wanted.values()], self._committee)
        self._ids.update(zip(wanted, ids, strict=True))
        self.names.update(zip(ids, wanted.values(), strict=True))
        self.founded.extend(ids)
        return ids


class Workplaces:
    """The workplace committees and cells of a province, matched by the folded names of both."""

    def __init__(self, province: Organisation) -> None:
        self._province = province
        self._committees: dict[str, list[Above]] = {}
        self._cells: dict[tuple[int, str], int] = {}
        self._seen: dict[tuple[str, str], int] = {}
        self.founded: list[int] = []
        low, high = below_range(province.path)
        for one in db.session.execute(_named().where(Organisation.path >= low, Organisation.path < high)):
            if one.kind is OrganisationKind.WORKPLACE_COMMITTEE:
                self._committees.setdefault(one.folded, []).append(Above(one.id, one.path))
            elif one.kind is OrganisationKind.WORKPLACE_CELL:
                self._cells[one.parent_id, one.folded] = one.id

    def of(self, row: RosterRow) -> int | None:
        """The cell in which the row says that the member works; None where the province has no such cell."""
        written = (row.workplace_committee, row.workplace_cell)
        if written not in self._seen:
            cell = fold(row.workplace_cell)
            for committee in self._committees.get(fold(row.workplace_committee), ()):
                if (committee.id, cell) in self._cells:
                    self._seen[written] = self._cells[committee.id, cell]
        return self._seen.get(written)

    def found(self, rows: Sequence[RosterRow]) -> list[int]:
        """Found the committees and cells that the rows name and the province does not have; gives their ids."""
        missing = [row for row in rows if self.of(row) is None]
        committees = {fold(row.workplace_committee): row.workplace_committee for row in reversed(missing)}
        committees = {words: name for words, name in committees.items() if words not in self._committees}
        province = Above(self._province.id, self._province.path)
        wanted = [(province, name) for name in committees.values()]
        ids = _found(OrganisationKind.WORKPLACE_COMMITTEE, wanted, self._province)
        for words, one in zip(committees, ids, strict=True):
            self._committees[words] = [Above(one, child_path(province.path, one))]
        ids += self._found_cells(missing)
        self.founded.extend(ids)
        return ids

    def _found_cells(self, missing: Iterable[RosterRow]) -> list[int]:
        wanted: dict[tuple[int, str], tuple[Above, str]] = {}
        for row in missing:
            committee = self._committees[fold(row.workplace_committee)][0]
            wanted.setdefault((committee.id, fold(row.workplace_cell)), (committee, row.workplace_cell))
        ids = _found(OrganisationKind.WORKPLACE_CELL, list(wanted.values()), self._province)
        self._cells.update(zip(wanted, ids, strict=True))
        return ids


def _named() -> Select[*tuple[Any, ...]]:
    """Living organisations under each name they bear or bore, the present one last so that it wins."""
    return (
        select(
            Organisation.id,
            Organisation.parent_id,
            Organisation.path,
            Organisation.kind,
            Organisation.name,
            OrganisationName.name.label("was"),
            OrganisationName.folded,
        )
        .join(OrganisationName, OrganisationName.organisation_id == Organisation.id)
        .where(Organisation.dissolved_on.is_(None))
        .order_by(OrganisationName.valid_to.nulls_last(), Organisation.path)
    )


def _cell_name(written: str) -> str:
    """A cell is called so even where the list only writes its residential unit."""
    return written if fold(written).startswith("chi bo ") else f"Chi bộ {written}"


def _found(kind: OrganisationKind, wanted: Sequence[tuple[Above, str]], within: Organisation) -> list[int]:
    """Found organisations of one kind in bulk, as old as the committee within whose scope they are; gives their ids."""
    if not wanted:
        return []
    ids = bulk.reserve(Organisation, len(wanted))
    organisations, names = [], []
    for one, (above, name) in zip(ids, wanted, strict=True):
        values = values_of(kind, name, within.founded_on)
        organisations.append(
            values
            | {
                "id": one,
                "ref": new_ref(),
                "parent_id": above.id,
                "path": child_path(above.path, one),
                "place_id": within.place_id,
            }
        )
        names.append(
            {
                "organisation_id": one,
                "name": name,
                "folded": values["folded"],
                "valid_from": within.founded_on,
            }
        )
    bulk.write(Organisation, organisations)
    bulk.write(OrganisationName, names)
    audit.note("organisation", None, within.id, kind=kind.value, ids=bulk.ranges(ids))
    return ids
