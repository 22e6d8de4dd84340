"""Forms of the bell: how often e-mail gathers what waits."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from models import Account
from models.vocabulary import Digest, Language
from ui.fields import ChoiceField, TextField
from ui.forms import BaseForm
from ui.validators import Needed


class SeeForm(BaseForm):
    """One button without a question."""


class PreferencesForm(BaseForm):
    """How often e-mail comes, where to, in which language."""

    how_often = ChoiceField(
        _l("E-mail gathers what waits"), [Needed(_l("Choose how often e-mail comes."))], among=Digest
    )
    email = TextField(
        _l("E-mail address"), description=_l("left empty, nothing is sent; the bell in the book always rings")
    )
    language = ChoiceField(_l("Language"), [Needed(_l("Choose the language."))], among=Language)

    @classmethod
    def of(cls, account: Account) -> PreferencesForm:
        """The form filled from the account."""
        return cls(data={"how_often": account.digest, "email": account.email, "language": account.language})
