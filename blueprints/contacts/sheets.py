"""The contact log and the members long without contact as spreadsheets."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from ui.spreadsheets import Column, Sheet, born

LOG = Sheet(
    "contacts.index",
    _l("Contact log"),
    (
        Column(_l("Day"), lambda contact: contact.on, 14),
        Column(_l("Full name"), lambda contact: contact.member.full_name, 28),
        Column(_l("Date of birth"), lambda contact: born(contact.member), 14),
        Column(_l("Kind of contact"), lambda contact: contact.kind),
        Column(_l("What it was about"), lambda contact: contact.text, 44),
        Column(_l("Duty of article 2"), lambda contact: contact.duty, 12),
        Column(_l("Written down by"), lambda contact: contact.recorded_by.full_name, 28),
        Column(_l("Residence cell"), lambda contact: contact.cell.name, 30),
        Column(_l("State"), lambda contact: contact.state),
        Column(_l("Why the cell did not confirm"), lambda contact: contact.declined_because, 36),
    ),
    about=lambda contact: contact.member.ref,
)
SILENT = Sheet(
    "contacts.silent",
    _l("Long without contact"),
    (
        Column(_l("Full name"), lambda line: line.name, 28),
        Column(_l("Date of birth"), born, 14),
        Column(_l("Workplace"), lambda line: line.workplace, 40),
        Column(_l("Last contact"), lambda line: line.last_contact_on or _l("none yet"), 14),
        Column(_l("In liaison since"), lambda line: line.started_on, 14),
        Column(_l("Phone number"), lambda line: line.phone, 16),
    ),
    about=lambda line: line.member_ref,
)
SILENT_CELLS = Sheet(
    "contacts.silent",
    _l("Long without contact"),
    (
        Column(_l("Residence cell"), lambda one: one.name, 40),
        Column(_l("Members who take part"), lambda one: one.held),
        Column(_l("Long without contact"), lambda one: one.silent),
    ),
)
