"""Forms of the versions of the regulation: a draft and its name, one provision, the day from which it is the law."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l

from domain.provision_values import Kind
from domain.provisions import NUMBERED, Provision
from models import RuleSet
from models.vocabulary import Part, Standing
from ui.fields import (
    ChoiceField,
    ComingDayField,
    HiddenChoiceField,
    HiddenField,
    LongTextField,
    PickField,
    SelectChoice,
    TextField,
    VersionField,
)
from ui.forms import BaseForm
from ui.validators import Needed

_VALUES: dict[Kind, tuple[Any, Any]] = {
    Kind.COUNT: (_l("Figure"), _l("for example %(example)s", example="10")),
    Kind.DAY: (_l("Day and month"), _l("for example %(example)s", example="20/11")),
    Kind.NUMBERS: (_l("Numbers of the duties"), _l("for example %(example)s", example="1, 2, 5, 6, 7")),
    Kind.LINE: (_l("Number or symbol"), _l("for example %(example)s", example="1-213")),
}


class PressForm(BaseForm):
    """One button without a question."""


class NameForm(BaseForm):
    """What a version is called."""

    code = TextField(
        _l("Number of the regulation"),
        [Needed(_l("Write the number, for example 213-QĐ/TW."))],
        most=40,
        description=_l("for example %(example)s", example="213-QĐ/TW"),
    )
    title = TextField(_l("Full title"), [Needed(_l("Write the full title of the regulation."))], most=300)
    version = VersionField()

    @classmethod
    def of(cls, rule_set: RuleSet) -> NameForm:
        """The form filled from a draft."""
        return cls(data={name: getattr(rule_set, name) for name in ("code", "title", "version")})


class DraftForm(NameForm):
    """A new version, and from which it begins."""

    copied_from = PickField(
        _l("Begin with a copy of"), [Needed(_l("Choose the version from which to begin."))]
    )

    def __init__(self, begun: Sequence[RuleSet], **rest: Any) -> None:
        super().__init__(**rest)
        self.copied_from.choices = [SelectChoice(one.ref, one.code, {"hint": one.title}) for one in begun]
        if len(begun) == 1 and not self.is_submitted():
            self.copied_from.data = begun[0].ref


class OfForm(BaseForm):
    """Of which provision the page is: named in the address, and carried by the form."""

    of = HiddenField(default=lambda: request.args.get("of", ""))


class ProvisionForm(OfForm):
    """One provision, with the fields that one of its kind has."""

    name = TextField(_l("Heading"), most=300)
    text = LongTextField(_l("Wording"), most=4000)
    value = TextField(most=200)
    levels = LongTextField(_l("Levels, one a line, the highest first"), most=600)
    source = TextField(
        _l("Where does it stand?"),
        [Needed(_l("Write where this stands, for example: Điều 2, khoản 6."))],
        most=300,
        description=_l("article and item, or the paper that says so"),
    )
    standing = ChoiceField(_l("How sure is it?"), [Needed(_l("Choose how sure it is."))], among=Standing)
    version = VersionField()

    @classmethod
    def about(cls, one: Provision, rule_set: RuleSet) -> ProvisionForm:
        """The form of a provision as it stands."""
        said = {name: getattr(one, name) for name in ("name", "text", "source", "standing")}
        form = cls(data=said | {"value": one.written, "levels": one.written, "version": rule_set.version})
        form.suit(one)
        return form

    def suit(self, one: Provision) -> None:
        """Ask only what a provision of this kind says."""
        if not one.has_name:
            del self.name
        if not one.has_text:
            del self.text
        if one.kind is not Kind.LINES:
            del self.levels
        if one.kind not in _VALUES:
            del self.value
            return
        self.value.label.text, self.value.description = _VALUES[one.kind]


class AddForm(BaseForm):
    """To which part a provision is added."""

    part = HiddenChoiceField(Part, default=next(iter(NUMBERED)))


class TakeOutForm(OfForm):
    """Which provision is left out."""

    version = VersionField()


class InForceForm(BaseForm):
    """The day from which a draft is the law."""

    valid_from = ComingDayField(_l("In force from"), [Needed(_l("Write the day, for example 15/3/2026."))])
    version = VersionField()
