"""Offices: where one exists, for how long it may be given, which of them one person holds alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from domain.errors import Refused
from domain.factors import WITH_PASSWORD
from domain.periods import Period, overlaps
from models.vocabulary import Office

ALONE = frozenset({Office.SECRETARY})
"""At most one person at a time."""
_LEADS = {Office.SECRETARY: 2, Office.DEPUTY: 1}
"""Who leads an organisation, the secretary before the deputy; every other office stands beside the others."""
EARLIEST = timedelta(days=366 * 10)


def check_office(office: Office, offices_here: Collection[Office], *, has_sign_in_name: bool) -> None:
    """Refuse an office that does not exist at an organisation of this kind, or that needs a password."""
    if office not in offices_here:
        raise Refused("This organisation has no such office. Choose another one.", field="office")
    if office in WITH_PASSWORD and not has_sign_in_name:
        raise Refused(
            "This office signs in with a password. Give the account a sign-in name first.", field="account"
        )


def stands_above(office: Office, own: Office | None) -> bool:
    """Whether an office of an organisation leads another one there: nobody gives an office above the own (AC-08)."""
    return _LEADS.get(office, 0) > (_LEADS.get(own, 0) if own else 0)


def check_dates(starts_on: date, ends_on: date | None, today: date, founded_on: date) -> None:
    """Refuse an office that would end before it begins, or begin in another age or before its organisation."""
    if starts_on < today - EARLIEST:
        raise Refused("Write a first day within the last ten years.", field="starts_on")
    if starts_on < founded_on:
        raise Refused(
            "The organisation was founded on %(day)s. Write that day or a later one.",
            field="starts_on",
            day=founded_on,
        )
    if ends_on is not None and ends_on <= starts_on:
        raise Refused(
            "The last day must come after the first. Leave it empty if it is not known.", field="ends_on"
        )


def first_overlap(wanted: Period, held: Iterable[Period]) -> Period | None:
    """The first of the periods that shares a day with the wanted one."""
    return next((period for period in held if overlaps(wanted, period)), None)
