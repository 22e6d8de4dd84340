"""The form of two records beside each other: one question for each part in which they differ."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from domain.days import PartialDay
from domain.merging import differing
from models.vocabulary import MergePart
from queries.merging import Half
from services.merging import MergeMembers
from ui.fields import ChoiceField, LongTextField, SelectChoice, VersionField
from ui.filters import partial_day, phone
from ui.forms import BaseForm
from ui.validators import Needed

_KEPT, _OTHER = "kept", "other"


class PressForm(BaseForm):
    """One button without a question."""


class MergeForm(BaseForm):
    """Why the two are one person, and which of both is right wherever they differ."""

    parts: tuple[MergePart, ...] = ()
    reason = LongTextField(
        _l("How do you know that this is one person?"),
        [Needed(_l("Write how you know that this is one person."))],
        most=500,
    )
    kept_version = VersionField()
    other_version = VersionField()

    @classmethod
    def of(cls, kept: Half, away: Half) -> MergeForm:
        """The form of two records, with a question for each part in which they differ; nothing is chosen beforehand."""
        parts = differing(kept.side, away.side)
        here, there = shown(kept), shown(away)
        fields: dict[str, Any] = {
            part.value: ChoiceField(
                _l(part.text),
                [Needed(_l("Choose which of the two is right."))],
                description=_l("The liaison with the other cell ends.") if part is MergePart.LIAISON else "",
                among=(SelectChoice(_KEPT, here[part]), SelectChoice(_OTHER, there[part])),
            )
            for part in parts
        }
        order = (*fields, "reason")
        made = type("MergeForm", (cls,), fields | {"parts": parts, "page_order": order})
        form: MergeForm = made(
            data={"kept_version": kept.member.version, "other_version": away.member.version}
        )
        return form

    def wanted(self, other_ref: str) -> MergeMembers:
        """What the use case is asked for."""
        return MergeMembers(
            other=other_ref,
            taken=frozenset(part for part in self.parts if self[part.value].data == _OTHER),
            reason=self.reason.data or "",
            versions=(self.kept_version.data or 0, self.other_version.data or 0),
        )


def shown(half: Half) -> dict[MergePart, str]:
    """What a record says of each part, in the words of a page; the street and number of a home stay out."""
    member, home, bond = half.member, half.home, half.bond
    days = {name: getattr(member, name) for name in ("born", "admitted", "official")}
    read = {name: partial_day(PartialDay.from_stored(text)) if text else "" for name, text in days.items()}
    held = (
        bond.residence.name if bond is not None and bond.residence is not None else _("No residence cell yet")
    )
    return {
        MergePart.FULL_NAME: member.full_name,
        MergePart.SEX: _(member.sex.text) if member.sex else "",
        MergePart.BORN: read["born"],
        MergePart.ADMITTED: read["admitted"],
        MergePart.OFFICIAL: read["official"],
        MergePart.CARD_NUMBER: member.card_number or "",
        MergePart.PHONE: phone(member.phone) if member.phone else "",
        MergePart.POSITION: member.position or "",
        MergePart.WORKPLACE: member.workplace.name,
        MergePart.HOME: ", ".join(one for one in (home.unit, home.place.name) if one) if home else "",
        MergePart.LIAISON: f"{held} ({_(bond.state.text)})" if bond is not None else "",
    }
