"""Builders of organisations of both trees."""

from datetime import date
from typing import Any

from sqlalchemy import select

from models import (
    Organisation,
    db,
)
from models.vocabulary import (
    OrganisationKind,
)
from services.organisations import FoundOrganisation, found_below
from tests.support.factories.rows import numbers, written

_ABOVE = {
    OrganisationKind.COMMUNE_COMMITTEE: OrganisationKind.PROVINCE_COMMITTEE,
    OrganisationKind.RESIDENCE_CELL: OrganisationKind.COMMUNE_COMMITTEE,
    OrganisationKind.WORKPLACE_COMMITTEE: OrganisationKind.PROVINCE_COMMITTEE,
    OrganisationKind.WORKPLACE_CELL: OrganisationKind.WORKPLACE_COMMITTEE,
}


def an_organisation(
    name: str | None = None,
    kind: OrganisationKind = OrganisationKind.RESIDENCE_CELL,
    parent: Organisation | None = None,
    **more: Any,
) -> Organisation:
    """An organisation below a parent, or below the first that may stand above it."""
    if parent is None and kind in _ABOVE:
        parent = first_of(_ABOVE[kind]) or an_organisation(kind=_ABOVE[kind])
    wanted = FoundOrganisation(
        name=name or f"{kind.text} {next(numbers)}", founded_on=more.pop("founded_on", date(2025, 7, 1))
    )
    organisation = found_below(parent, kind, wanted)
    return written(organisation, **more)


def first_of(kind: OrganisationKind) -> Organisation | None:
    """The organisation of this kind that was founded first."""
    found: Organisation | None = db.session.scalar(
        select(Organisation).where(Organisation.kind == kind).order_by(Organisation.id).limit(1)
    )
    return found
