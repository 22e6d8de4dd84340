"""Forms of attendance: marks on the list, or the numbers of a paper; both carry their marks through the check page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from domain.attendance import Way, Whose
from domain.paper_numbers import objection_to_unknown, read_numbers, written
from models.vocabulary import AttendanceStatus, MeetingState
from queries.attendance import RollLine, Sheet
from ui.fields import (
    EachField,
    HiddenChoiceField,
    NumbersField,
    RefsField,
    TickField,
    TypedField,
    VersionField,
)
from ui.forms import CheckedForm
from ui.i18n import translate
from ui.validators import Needed

_S = AttendanceStatus
REASONS = (_S.EXCUSED, _S.UNEXCUSED, _S.ABSENT)
"""What may be said of somebody absent; the last: nobody knows yet."""


class SheetForm(CheckedForm):
    """What both ways have in common: reasons, who takes part on line, and the answers where two savings differ."""

    savings = VersionField()
    seen = VersionField()
    reasons = EachField("why", among=REASONS)
    online = NumbersField()
    keep = EachField("keep", among=Whose)
    keep_all = TickField()

    def __init__(self, sheet: Sheet, **marks: Any) -> None:
        self.sheet = sheet
        said = {line.number: line.status for line in sheet.lines}
        reasons = {number: status for number, status in said.items() if status in REASONS[:2]}
        online = {number for number, status in said.items() if status is _S.ONLINE}
        super().__init__(
            data={"savings": sheet.meeting.savings, "seen": 0, "reasons": reasons, "online": online} | marks
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape, and at once whether this meeting takes attendance at all."""
        is_right = bool(super().validate(extra_validators))
        if self.sheet.objection is None:
            return is_right
        self.blame(self.sheet.objection)
        return False

    def carried(self, *shown: str) -> list[tuple[str, str]]:
        """Everything that was marked, for a page that does not show it; save for these fields, which it shows."""
        return [
            pair
            for field in self
            if field.name not in shown and hasattr(field, "carried")
            for pair in field.carried()
        ]


class MarksForm(SheetForm):
    """The list itself: those absent are marked, or those present; what was marked the other way is kept."""

    way = HiddenChoiceField(Way)
    marked = NumbersField()
    other = NumbersField()
    """What was marked the other way before one turned to this one."""
    guests = NumbersField()
    late = RefsField()

    def __init__(self, sheet: Sheet) -> None:
        came = {line.number for line in sheet.guests if _is_there(line)}
        marked, other = _marked(sheet, sheet.first_way), _marked(sheet, sheet.first_way.other)
        super().__init__(sheet, way=sheet.first_way, marked=marked, other=other, guests=came)

    def turn(self) -> bool:
        """Turn to the other way when its button was pressed; what was marked either way is kept."""
        if self.step.data != self.way.data.other:
            return False
        self.way.data = self.way.data.other
        self.marked.data, self.other.data = self.other.data, self.marked.data
        return True


class PaperNumbersField(TypedField):
    """Numbers copied from paper; they are shown again as they were typed."""

    kind = "text"

    def read(self, text: str) -> object:
        """The numbers of the text."""
        return read_numbers(text)

    def written(self, value: Any) -> str:
        """3, 9, 14."""
        return written(value)

    def carried(self) -> list[tuple[str, str]]:
        """What was typed, for the check page."""
        return [(self.name, self._value())]


class NumbersForm(SheetForm):
    """The numbers of those absent, as they stand on the paper."""

    marked = PaperNumbersField(
        _l("Numbers of those absent"),
        [Needed(_l("Write the numbers of those absent; write 0 if nobody is."))],
        description=_l("for example 3, 9, 14 or 3-5; if nobody is absent, 0"),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )

    def __init__(self, sheet: Sheet) -> None:
        is_saved = sheet.meeting.state is not MeetingState.CONVENED
        super().__init__(sheet, marked=_marked(sheet, Way.ABSENT) if is_saved else None)

    def validate_marked(self, field: PaperNumbersField) -> None:
        """Every number stands on the list."""
        unknown = objection_to_unknown(field.data or (), [line.number for line in self.sheet.lines])
        if unknown is not None:
            raise ValidationError(translate(unknown.message, unknown.params))


def _marked(sheet: Sheet, way: Way) -> set[int]:
    """The numbers that would have been marked this way to say what is said now."""
    return {line.number for line in _open(sheet) if line.status and _is_there(line) is (way is Way.PRESENT)}


def _open(sheet: Sheet) -> Iterator[RollLine]:
    """Those of whom the list still asks."""
    return (line for line in sheet.counted if not line.is_fixed)


def _is_there(line: RollLine) -> bool:
    return line.status is not None and line.status.is_present
