"""One form class for each word, with its fields in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from models.vocabulary import Category, ExemptionReason, Registration, SanctionForm
from queries.changes import Candidate
from ui.fields import ChoiceField, DayField, HiddenField, PickField, TextField
from ui.forms import CheckedForm
from ui.validators import Needed

_NUMBER = _l("Write the decision number, for example 45/QĐ-UBND or 45-QĐ/TU.")
_REASONS = [reason for reason in ExemptionReason if reason is not ExemptionReason.NOT_STATED]


class ChangeForm(CheckedForm):
    """What every change says; `shown` is the order of the fields on the page, `candidates` who may be meant.

    `of_exemption` are those that are asked only when an exemption begins; the rule says which of them it needs.
    """

    shown: tuple[str, ...] = ("effective_on",)
    of_exemption: tuple[str, ...] = ()
    candidates: Sequence[Candidate] = ()

    words = HiddenField()
    word = HiddenField()
    member = PickField(_l("Party member"), [Needed(_l("Choose the member."))])
    effective_on = DayField(
        _l("Effective from"), [Needed(_l("Write the day from which it holds, for example 15/3/2026."))]
    )

    def __init_subclass__(cls) -> None:
        cls.page_order = ("member", *cls.shown)

    def lists(self, name: str) -> bool:
        """Whether a field shows the suggestions of this list while one types."""
        return any((field.render_kw or {}).get("list") == name for field in self)


class _Note:
    """A line for the receivers, where there is no decision to quote or more to say than it says."""

    note = TextField(
        _l("To be added for the receivers"),
        most=300,
        description=_l("nothing classified, nothing about health"),
    )


class _Decision:
    """The decision, compulsory (BR-22)."""

    decision_number = TextField(
        _l("Decision number"),
        [Needed(_NUMBER)],
        most=60,
        description=_l("for example 45/QĐ-UBND or 45-QĐ/TU"),
    )
    decided_on = DayField(
        _l("Date of the decision"), [Needed(_l("Write the date of the decision, for example 15/3/2026."))]
    )
    decided_by = TextField(
        _l("Issuing body"),
        [Needed(_l("Write the body that issued the decision."))],
        description=_l("the one used last is proposed"),
        render_kw={"list": "bodies", "autocomplete": "off"},
    )


class _MaybeDecision:
    """The decision, where there is one."""

    decision_number = TextField(
        _l("Decision number"), most=60, description=_l("for example 45/QĐ-UBND or 45-QĐ/TU")
    )
    decided_on = DayField(_l("Date of the decision"))
    decided_by = TextField(_l("Issuing body"), render_kw={"list": "bodies", "autocomplete": "off"})


_DECISION = ("decision_number", "decided_on", "decided_by")


class TransferForm(_Decision, _Note, ChangeForm):
    """Another workplace."""

    shown = ("to_name", "post", "effective_on", *_DECISION, "note")

    to_name = TextField(
        _l("New workplace"),
        [Needed(_l("Write the new workplace, for example Chi bộ Văn phòng, Đảng ủy Sở Tài chính."))],
        description=_l("cell and committee, if they keep this register: the record then goes there"),
        render_kw={"list": "workplaces", "autocomplete": "off"},
    )
    post = TextField(_l("New post"), most=120)


class SecondmentForm(_Decision, _Note, ChangeForm):
    """Another workplace for a term."""

    shown = ("to_name", "post", "effective_on", "until_on", "review_on", *_DECISION, "note")

    to_name = TextField(_l("Where to"), [Needed(_l("Write where the member is seconded to."))])
    post = TextField(_l("Post held there"), most=120)
    until_on = DayField(_l("Last day"), [Needed(_l("Write the last day, for example 15/3/2027."))])
    review_on = DayField(_l("Review on"))


class AppointmentForm(_Decision, _Note, ChangeForm):
    """A post that is given."""

    shown = ("post", "effective_on", *_DECISION, "note")

    post = TextField(
        _l("New post"), [Needed(_l("Write the new post, for example Phó Trưởng phòng."))], most=120
    )


class LeavingOfficeForm(_Decision, _Note, ChangeForm):
    """A post that is laid down."""

    shown = ("post", "effective_on", *_DECISION, "note")

    post = TextField(_l("Post laid down"), [Needed(_l("Write the post that is laid down."))], most=120)


class RewardForm(_Decision, _Note, ChangeForm):
    """What was awarded."""

    shown = ("title", "effective_on", *_DECISION, "note")

    title = TextField(
        _l("Reward"),
        [Needed(_l("Write the reward, for example Bằng khen."))],
        render_kw={"autocomplete": "off"},
    )


class SanctionFieldsForm(_Decision, ChangeForm):
    """The form, the decision, the term; there is no field for a reason or a remark (BR-11)."""

    shown = ("sanction_form", "effective_on", "until_on", *_DECISION)

    sanction_form = ChoiceField(
        _l("Form of the sanction"), [Needed(_l("Choose the form of the sanction."))], among=SanctionForm
    )
    until_on = DayField(
        _l("Last day"), description=_l("left empty: a year after it takes effect; an expulsion has none")
    )


class RetirementForm(_MaybeDecision, _Note, ChangeForm):
    """Leaving work."""

    shown = ("effective_on", *_DECISION, "note")


class ResidenceMoveForm(_Note, ChangeForm):
    """A new home."""

    shown = ("new_place", "new_unit", "new_address", "new_registration", "effective_on", "note")

    new_place = TextField(
        _l("New commune, ward or special zone"),
        [Needed(_l("Write the commune, ward or special zone, for example Phường Trường Vinh."))],
        description=_l("with the province, if several places bear the name"),
        render_kw={"list": "places", "autocomplete": "off"},
    )
    new_unit = TextField(_l("Residential unit"), most=120, description=_l("for example Tổ dân phố 5"))
    new_address = TextField(_l("House number and street"), render_kw={"autocomplete": "off"})
    new_registration = ChoiceField(
        _l("Registration"),
        [Needed(_l("Choose the registration."))],
        among=Registration,
        default=Registration.PERMANENT,
    )


class CategoryChangeForm(_Note, ChangeForm):
    """An exemption that begins or ends."""

    of_exemption = ("exemption_reason", "exemption_basis", "review_on")
    shown = ("new_category", "effective_on", *of_exemption, "note")

    new_category = ChoiceField(_l("New category"), [Needed(_l("Choose the category."))], among=Category)
    exemption_reason = ChoiceField(_l("Reason of the exemption"), among=_REASONS)
    exemption_basis = TextField(
        _l("Paper that bases the exemption"), description=_l("for example decision 45-QĐ/ĐU of 15/3/2026")
    )
    review_on = DayField(
        _l("Review on"), description=_l("left empty, the day that the regulation in force sets")
    )


class DeathForm(ChangeForm):
    """A death."""

    effective_on = DayField(
        _l("Day of death"), [Needed(_l("Write the day of death, for example 15/3/2026."))]
    )


class LeavingPartyForm(_MaybeDecision, ChangeForm):
    """Leaving the Party, without a word on why."""

    shown = ("effective_on", *_DECISION)
