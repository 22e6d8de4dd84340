"""The list of changes as a spreadsheet; of one that few may read it says as little as the page."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from models import Change
from ui.pages import said
from ui.spreadsheets import Column, Sheet, born

FACTS = "changes/_facts.html"


def _headline(change: Change) -> object:
    return _l("Notice that few may read") if change.is_restricted else said(FACTS, "headline", change)


CHANGES = Sheet(
    "changes.index",
    _l("Changes"),
    (
        Column(_l("Full name"), lambda change: change.member.full_name, 28),
        Column(_l("Date of birth"), lambda change: born(change.member), 14),
        Column(_l("What changed"), _headline, 44),
        Column(_l("Effective from"), lambda change: change.effective_on, 14),
        Column(_l("State"), lambda change: said(FACTS, "standing", change)),
        Column(_l("Reported by"), lambda change: change.organisation.name, 36),
    ),
    about=lambda change: change.member.ref,
)
