"""Organisations without a secretary as a spreadsheet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ui.spreadsheets import Column, Sheet

VACANT = Sheet(
    "mandates.vacant",
    _l("Organisations without a secretary"),
    (
        Column(_l("Organisation"), lambda pair: pair[0].name, 48),
        Column(_l("Kind"), lambda pair: pair[0].kind, 36),
    ),
)
