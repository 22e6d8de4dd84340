"""Forms of organisations: the search, founding, renaming, what an office keeps up to date."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from adapters import clock
from domain.organisations import stands_alone
from models import Organisation
from models.vocabulary import OrganisationKind
from queries.organisations import Choice
from ui.fields import DayField, PhoneField, PickField, SelectChoice, TextField, TickField
from ui.forms import BaseForm
from ui.tables import FilterForm
from ui.validators import Needed

_NAME = _l("Write the name of the organisation, for example Chi bộ Tổ dân phố 5.")


class SearchForm(FilterForm):
    """Looks for an organisation by a name of today or of the past; no person is named in it."""

    words = TextField(_l("Find an organisation, also by an old name"), most=80)


class Standing(BaseForm):
    """What the papers of an organisation depend on."""

    phone = PhoneField(_l("Phone number"))
    has_committee = TickField(_l("It has a cell committee"), default=True)
    is_grassroots = TickField(_l("It is a grassroots cell, with its own seal"))

    def leave_out(self, kind: OrganisationKind, above: OrganisationKind | None) -> None:
        """Ask only what an organisation of this kind can have, and what does not follow from where it stands."""
        if not kind.is_cell:
            del self.has_committee
        if not kind.is_cell or stands_alone(kind, above):
            del self.is_grassroots


class FoundOrganisationForm(Standing):
    """An organisation directly below another."""

    page_order = ("name", "founded_on", "decision", "phone", "has_committee", "is_grassroots")

    name = TextField(_l("Name"), [Needed(_NAME)], most=200)
    founded_on = DayField(_l("Founded on"), [Needed(_l("Write the day of founding, for example 1/7/2025."))])
    decision = TextField(_l("Number of the decision"), most=120)

    def __init__(self, kind: OrganisationKind, above: OrganisationKind, **rest: Any) -> None:
        super().__init__(**rest)
        self.leave_out(kind, above)


class FoundCommuneCommitteeForm(BaseForm):
    """The committee of a unit of the list, which gives the name."""

    unit_code = PickField(
        _l("Commune, ward or special zone"), [Needed(_l("Choose the commune, ward or special zone."))]
    )

    def __init__(self, places: list[Choice], **rest: Any) -> None:
        super().__init__(**rest)
        self.unit_code.choices = [SelectChoice(code, name) for code, name in places]


class RenameOrganisationForm(BaseForm):
    """A new name from a day on."""

    name = TextField(_l("New name"), [Needed(_NAME)], most=200)
    valid_from = DayField(
        _l("Valid from"),
        [Needed(_l("Write the day from which the new name is valid, for example 1/7/2025."))],
    )
    decision = TextField(_l("Number of the decision"), most=120)

    def __init__(self, **rest: Any) -> None:
        super().__init__(data={"valid_from": clock.today()}, **rest)


class DescribeOrganisationForm(Standing):
    """Telephone, symbol, term, standing."""

    symbol = TextField(_l("Symbol after the slash in document numbers"), most=20)
    term = TextField(_l("Term of the committee, from which numbers start again"), most=20)

    @classmethod
    def of(cls, organisation: Organisation) -> DescribeOrganisationForm:
        """The form filled from the organisation."""
        names = ("phone", "has_committee", "is_grassroots", "symbol", "term")
        form = cls(data={name: getattr(organisation, name) for name in names})
        form.leave_out(organisation.kind, organisation.parent.kind if organisation.parent else None)
        return form
