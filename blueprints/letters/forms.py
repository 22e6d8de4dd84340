"""Forms of letters: whom to introduce and where, a draft put right, and what is done with letters chosen on a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from flask import request
from flask_babel import lazy_gettext as _l

from access import Actor
from blueprints.letters.fields import CellsField, MembersField
from domain.errors import Refusals, Refused, gathered
from models import Liaison, Residence
from models.vocabulary import Category, ExemptionReason, Registration
from queries import introductions
from queries.homes import Cell
from queries.introductions import Destination
from queries.letters import LetterLine
from services.introductions import DraftLetters
from services.receptions import no_cell
from ui.fields import (
    ChoiceField,
    DayField,
    HiddenField,
    LongTextField,
    RefsField,
    SelectChoice,
    TextField,
    VersionField,
    refs_in,
)
from ui.forms import BaseForm, CheckedForm
from ui.validators import Needed

C = TypeVar("C")
CATEGORY = ("category", "exemption_reason", "exemption_basis", "exempt_from", "exempt_review_on")
BY_RECORD = "record"
FIND = "find"
_REASONS = [reason for reason in ExemptionReason if reason is not ExemptionReason.NOT_STATED]


class CategoryFields:
    """The category of Guidance 33, and what an exemption needs."""

    category = ChoiceField(_l("Category"), [Needed(_l("Choose the category."))], among=Category)
    exemption_reason = ChoiceField(_l("Reason of the exemption"), among=_REASONS)
    exemption_basis = TextField(
        _l("Paper that bases the exemption"), description=_l("for example decision 45-QĐ/ĐU of 15/3/2026")
    )
    exempt_from = DayField(_l("Exempt from"))
    exempt_review_on = DayField(
        _l("Review on"), description=_l("left empty, the day that the regulation in force sets")
    )


class CommuneFields:
    """The commune that receives the letter: those used last as radios, any other one found by typing."""

    commune = ChoiceField(_l("Commune, ward or special zone of residence"))
    find = TextField(_l("Another commune, ward or special zone"), most=80)
    step = HiddenField(default="check")

    def offer(self, actor: Actor, first: Iterable[SelectChoice] = (), also: str | None = None) -> None:
        """Offer the communes used last, those that fit what was typed, and the one already chosen."""
        found = introductions.named(actor, self.find.data) if self.find.data else []
        known = introductions.offered(actor, refs_in(self.commune.raw_data or [also or ""]))
        offered = {one.ref: one for one in [*found, *known] if one.ref}
        self.commune.choices = [*first, *(_choice(one) for one in offered.values())]
        self.unknown = [one for one in found if one.ref is None]
        self.is_searched = bool(self.find.data)

    @property
    def is_finding(self) -> bool:
        """Whether the person asked for communes of a name, and not yet for anything to be done."""
        return bool(request.method == "POST" and self.step.data == FIND)


class NewLettersForm(CategoryFields, CommuneFields, CheckedForm):
    """Whom to introduce, where to, in which category; then a check page."""

    page_order = ("members", "commune", "find", "unit", *CATEGORY)

    members = MembersField(_l("Party members"))
    unit = TextField(
        _l("Residential unit"),
        most=120,
        description=_l(
            "for those whose record has none, for example Tổ dân phố 5; left empty, the ward decides"
        ),
    )

    def __init__(self, actor: Actor, is_recorded: bool, **rest: Any) -> None:
        super().__init__(**rest)
        record = SelectChoice(BY_RECORD, _l("As on each member's record"))
        self.offer(actor, [record])
        if is_recorded and self.commune.data is None and not self.is_submitted():
            self.commune.data = BY_RECORD

    def read(self, command: type[C]) -> C:
        """The command; the recorded residence is no commune of its own."""
        given: Any = super().read(command)
        if isinstance(given, DraftLetters) and given.commune == BY_RECORD:
            given = replace(given, commune=None)
        return given  # type: ignore[no-any-return]  # the command that was asked for


class ReviseDraftForm(CategoryFields, CommuneFields, BaseForm):
    """A draft put right: where the member lives, which committee receives the letter, which category."""

    page_order = ("commune", "find", "unit", "address", "registration", *CATEGORY)

    unit = TextField(_l("Residential unit"), most=120, description=_l("for example Tổ dân phố 5"))
    address = TextField(_l("House number, street"), most=200)
    registration = ChoiceField(_l("Kind of registration"), among=Registration, default=Registration.PERMANENT)
    version = VersionField()

    @classmethod
    def of(cls, actor: Actor, liaison: Liaison, home: Residence | None) -> ReviseDraftForm:
        """The form filled from the draft and the record."""
        names = (
            "category",
            "exemption_reason",
            "exemption_basis",
            "exempt_from",
            "exempt_review_on",
            "version",
        )
        known = {name: getattr(liaison, name) for name in names} | {"commune": liaison.commune.ref}
        if home is not None:
            known |= {name: getattr(home, name) for name in ("unit", "address", "registration")}
        form = cls(data=known)
        form.offer(actor, also=liaison.commune.ref)
        return form


class DropDraftForm(BaseForm):
    """A button: give the draft up."""


class IssueForm(BaseForm):
    """Drafts that the committee signs."""

    drafts = RefsField(_l("Drafts"))


class LettersForm(BaseForm):
    """Letters chosen on the list; the address of the page names them."""

    letters = RefsField(_l("Letters"))

    def __init__(self, **rest: Any) -> None:
        super().__init__(**rest)
        if not self.letters.data:
            self.letters.data = refs_in(request.args.getlist("letter"))


class AssignForm(LettersForm):
    """The cell of each letter; the one proposed from the residential unit stands there already."""

    cells = CellsField(_l("Residence Party cell"))
    step = HiddenField(default="both")
    lines: Sequence[LetterLine] = ()

    def propose(self, cells: Sequence[Cell], lines: Sequence[LetterLine]) -> None:
        """Offer the committee's cells and write the proposed ones into the boxes."""
        self.lines, names = lines, [line.cell for line in lines]
        self.cells.cells = list(cells)
        self.cells.process_data(self.cells.typed if any(self.cells.typed) or self.is_submitted() else names)

    def validate(self, extra_validators: Any = None) -> bool:
        """Where something else has to be put right, name the cells that are not known as well: all at once."""
        is_well_shaped: bool = super().validate(extra_validators)
        missing = gathered(self._missing()) if self.step.data == "both" else []
        if missing and not is_well_shaped:
            self.blame(Refusals(missing))
        return is_well_shaped

    def _missing(self) -> Iterator[Refused]:
        for line in self.lines:
            typed = self.typed_for(line.ref)
            if not self.cells.is_known(typed) and (typed or not line.cell):
                yield no_cell(line.name, is_chosen=bool(typed))

    def typed_for(self, letter_ref: str) -> str:
        """What stands in the box of a letter."""
        typed: dict[str, str] = dict(zip(self.letters.data, self.cells.typed, strict=False))
        return typed.get(letter_ref, "")

    @property
    def doubtful(self) -> str | None:
        """The letter whose box an error leads to: the first without a cell of the list."""
        boxes = zip(self.letters.data, self.cells.typed, strict=False)
        return next((ref for ref, name in boxes if not self.cells.is_known(name)), None)


class ReceiveForm(AssignForm):
    """The day on which the letters arrived, and the cell of each."""

    page_order = ("received_on", "cells")

    received_on = DayField(
        _l("Day of reception"), [Needed(_l("Write the day of reception, for example 15/3/2026."))]
    )


class ReturnForm(LettersForm):
    """Why letters go back."""

    reason = LongTextField(
        _l("Reason for return"), [Needed(_l("Write the reason for the return."))], most=500
    )


class WithdrawForm(BaseForm):
    """Why a letter is taken back."""

    reason = LongTextField(_l("Reason"), [Needed(_l("Write the reason."))], most=500)


def _choice(one: Destination) -> SelectChoice:
    return SelectChoice(one.ref, f"{one.place}, {one.province}" if one.province else one.place)
