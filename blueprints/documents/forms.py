"""How many papers are asked for as one file."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from models.vocabulary import BatchForm
from ui.fields import ChoiceField
from ui.forms import BaseForm
from ui.validators import Needed


class AskForm(BaseForm):
    """One PDF, or a ZIP with one for each paper."""

    kind = ChoiceField(_l("As what?"), [Needed(_l("Choose one PDF file or a ZIP."))], among=BatchForm)
