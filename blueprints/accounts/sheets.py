"""Accounts, and members who have none, as spreadsheets."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from queries.accounts import AccountLine
from ui.spreadsheets import Column, Sheet, born


def _offices(line: AccountLine) -> str:
    held = [f"{_(office.text)}, {where}" for office, where in line.offices]
    return "; ".join(held) or line.organisation or ""


ACCOUNTS = Sheet(
    "accounts.index",
    _l("Accounts"),
    (
        Column(_l("Full name"), lambda line: line.name, 28),
        Column(_l("Office"), _offices, 48),
        Column(_l("State"), lambda line: line.state),
        Column(_l("Slip good until"), lambda line: line.slip_expires_at, 18),
        Column(_l("Last sign-in"), lambda line: line.last_sign_in_at or _l("never"), 18),
        Column(_l("Devices"), lambda line: line.devices, 10),
        Column(_l("Phone number"), lambda line: line.phone, 16),
    ),
    about=lambda _line: None,
)
WITHOUT = Sheet(
    "accounts.index",
    _l("Members without an account"),
    (
        Column(_l("Full name"), lambda member: member.full_name, 28),
        Column(_l("Date of birth"), born, 14),
        Column(_l("Workplace"), lambda member: member.workplace.name, 40),
        Column(_l("Phone number"), lambda member: member.phone, 16),
    ),
    about=lambda member: member.ref,
)
