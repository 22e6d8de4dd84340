"""Fields of letters: for each of them the cell, typed as people call it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import Field

from queries.homes import Cell, proposed
from ui.fields import RefsField


class MembersField(RefsField):
    """Members ticked on the page itself: an error leads to the first of them."""

    is_led_to = True


class CellsField(Field):
    """For each letter the name of a cell, as typed; read into references in the same order, None where left empty."""

    kind = "cells"
    most = 120

    def __init__(self, label: Any = None, cells: Sequence[Cell] = (), **rest: Any) -> None:
        super().__init__(label, **rest)
        self.cells = list(cells)
        self.typed: list[str] = []

    def process_data(self, value: Any) -> None:
        """The names shown at first."""
        self.typed = [name or "" for name in value or ()]
        self.data = self.read()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """What stands in each box."""
        if valuelist:
            self.typed = [str(one)[: self.most].strip() for one in valuelist]
            self.data = self.read()

    def read(self) -> tuple[str | None, ...]:
        """The reference of each cell; a name that no cell bears stays as typed, for the use case to refuse by name."""
        found = ((name, self._cell(name)) for name in self.typed)
        return tuple(cell.ref if cell else name or None for name, cell in found)

    def is_known(self, name: str) -> bool:
        """Whether a box holds a cell of the list."""
        return self._cell(name) is not None

    def _cell(self, name: str) -> Cell | None:
        by_name = {cell.name: cell for cell in self.cells}
        return by_name.get(name) or proposed(name, self.cells)
