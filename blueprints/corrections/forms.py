"""Forms of corrections: what a member asks for, what the owner of the data answers."""

from __future__ import annotations

from flask import request
from flask_babel import lazy_gettext as _l

from models.vocabulary import CorrectionLine
from ui.fields import ChoiceField, HiddenChoiceField, HiddenField, LongTextField
from ui.forms import BaseForm
from ui.validators import Needed

_WHOLE = tuple(line for line in CorrectionLine if not line.is_of_a_row)


def line_asked() -> CorrectionLine | None:
    """The line that the address names."""
    named = request.args.get("line")
    return next((line for line in CorrectionLine if line.value == named), None)


class PressForm(BaseForm):
    """One button without a question."""


class WantedForm(BaseForm):
    """What a line should be, and of which change, contact or meeting, where the address names one."""

    page_order = ("line", "wanted")

    about = HiddenField(default=lambda: request.args.get("about", ""))
    wanted = LongTextField(
        _l("What should it be?"),
        [Needed(_l("Write what it should be."))],
        most=1000,
        description=_l("and on which paper it stands, if you have one"),
    )


class AskForm(WantedForm):
    """Which line stands in the address."""

    line = HiddenChoiceField(CorrectionLine, default=line_asked)


class ChooseForm(WantedForm):
    """The line is still to be chosen."""

    line = ChoiceField(_l("Which line is wrong?"), [Needed(_l("Choose the line."))], among=_WHOLE)


class CorrectedForm(BaseForm):
    """What the owner adds when the record was put right."""

    page_order = ("answer",)

    answer = LongTextField(_l("Words to the comrade"), most=1000, description=_l("the comrade reads them"))


class RefuseForm(BaseForm):
    """Why a line stays as it is."""

    page_order = ("answer",)

    answer = LongTextField(
        _l("Why does it stay as it is?"),
        [Needed(_l("Write the reason."))],
        most=1000,
        description=_l("the comrade reads these words"),
    )


class ExtendForm(BaseForm):
    """Why the decision takes longer."""

    page_order = ("reason",)

    reason = LongTextField(
        _l("Why does it take longer?"),
        [Needed(_l("Write the reason."))],
        most=500,
        description=_l("the comrade reads these words"),
    )
