"""Forms of liaisons: the cell confirms or sends back, the committee completes an exemption or ends a liaison."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from models import Liaison
from models.vocabulary import ExemptionReason, LiaisonEnd
from ui.fields import ChoiceField, DayField, LongTextField, TextField
from ui.forms import BaseForm
from ui.validators import Needed

_REASONS = [reason for reason in ExemptionReason if reason is not ExemptionReason.NOT_STATED]


class ConfirmForm(BaseForm):
    """A button: the member has been contacted."""


class SendBackForm(BaseForm):
    """Why the cell hands a member back."""

    reason = LongTextField(
        _l("Reason for return"), [Needed(_l("Write the reason for the return."))], most=500
    )


class CompleteForm(BaseForm):
    """What bases an exemption."""

    exemption_reason = ChoiceField(
        _l("Reason of the exemption"), [Needed(_l("Choose the reason of the exemption."))], among=_REASONS
    )
    exemption_basis = TextField(
        _l("Paper that bases the exemption"),
        [Needed(_l("Write the paper that bases the exemption."))],
        description=_l("for example decision 45-QĐ/ĐU of 15/3/2026"),
    )
    exempt_from = DayField(_l("Exempt from"), [Needed(_l("Write the day from which the exemption holds."))])
    exempt_review_on = DayField(
        _l("Review on"), description=_l("left empty, the day that the regulation in force sets")
    )

    @classmethod
    def of(cls, liaison: Liaison) -> CompleteForm:
        """The form filled with what is known."""
        known = liaison.exemption_reason
        return cls(
            data={
                "exemption_reason": known if known in _REASONS else None,
                "exemption_basis": liaison.exemption_basis,
                "exempt_from": liaison.exempt_from,
                "exempt_review_on": liaison.exempt_review_on,
            }
        )


class EndForm(BaseForm):
    """Why a liaison ends, and when."""

    because = ChoiceField(_l("Reason"), [Needed(_l("Choose the reason."))], among=LiaisonEnd)
    ended_on = DayField(_l("Last day"), [Needed(_l("Write the last day, for example 15/3/2026."))])
