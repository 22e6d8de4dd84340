"""Founds, renames and describes organisations of both trees; a name is dated, and the old one stays findable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from access import Actor, Permission, fetch
from adapters import clock
from domain.errors import Refused
from domain.names import fold, title_key
from domain.organisations import (
    commune_committee_name,
    kinds_below,
    province_committee_name,
    stands_alone,
    title,
)
from domain.paths import child_path
from models import Organisation, OrganisationName, Place, db
from models.vocabulary import OrganisationKind, PlaceKind
from queries import places
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundOrganisation:
    """What is known of an organisation on the day it is entered."""

    name: str
    founded_on: date
    decision: str | None = None
    phone: str | None = None
    has_committee: bool = True
    is_grassroots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCommuneCommittee:
    """The committee of a commune, ward or special zone is named after its unit."""

    unit_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameOrganisation:
    """A new name from a day on, with the decision that gives it."""

    name: str
    valid_from: date
    decision: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeOrganisation:
    """What an office keeps up to date about its organisations."""

    phone: str | None = None
    symbol: str | None = None
    """Its own; empty where it bears the usual one of its kind."""
    term: str | None = None
    has_committee: bool | None = None
    is_grassroots: bool | None = None


@use_case
def found_organisation(
    actor: Actor, parent_ref: str, kind: OrganisationKind, wanted: FoundOrganisation
) -> Organisation:
    """Found an organisation directly below another; its kind must fit there."""
    parent = fetch(actor, Permission.ORGANISATION_FOUND, Organisation, parent_ref)
    return found_below(parent, kind, wanted)


@use_case
def found_commune_committee(actor: Actor, parent_ref: str, wanted: FoundCommuneCommittee) -> Organisation:
    """Found the committee of a commune below its province committee; an existing one is given back as it is."""
    parent = fetch(actor, Permission.ORGANISATION_FOUND, Organisation, parent_ref)
    place = places.in_force(wanted.unit_code)
    if place.province_id is None or place.province_id != parent.place_id:
        raise Refused("Choose a commune, ward or special zone of this province.", field="unit_code")
    return committee_of_commune(place)


@use_case
def rename_organisation(actor: Actor, ref: str, wanted: RenameOrganisation) -> Organisation:
    """Give an organisation a new name from a day on, today at the latest; that very day again corrects the spelling."""
    organisation = fetch(actor, Permission.ORGANISATION_FOUND, Organisation, ref)
    name = title(wanted.name, field="name")
    current = db.session.scalars(
        select(OrganisationName)
        .where(OrganisationName.organisation_id == organisation.id, OrganisationName.valid_to.is_(None))
        .order_by(OrganisationName.valid_from.desc())
        .limit(1)
    ).one()
    _check_rename(current, wanted.valid_from, name)
    if wanted.valid_from == current.valid_from:
        current.name, current.folded, current.decision = name, fold(name), wanted.decision or current.decision
    else:
        current.valid_to = wanted.valid_from
        db.session.add(_dated_name(organisation.id, name, wanted.valid_from, wanted.decision))
    organisation.name, organisation.folded, organisation.sort_key = name, fold(name), title_key(name)
    return organisation


def _check_rename(current: OrganisationName, valid_from: date, name: str) -> None:
    if valid_from > clock.today():
        raise Refused(
            "Enter the new name on the day from which it is valid, or later, not before.", field="valid_from"
        )
    if valid_from < current.valid_from:
        raise Refused(
            "The present name is valid from %(day)s. Write that day or a later one.",
            field="valid_from",
            day=current.valid_from,
        )
    if name == current.name:
        raise Refused("This is already its name. Write the new one.", field="name")


@use_case
def describe_organisation(actor: Actor, ref: str, wanted: DescribeOrganisation) -> Organisation:
    """Keep the telephone, the symbol, the term and the standing of an organisation up to date."""
    organisation = fetch(actor, Permission.ORGANISATION_FOUND, Organisation, ref)
    organisation.phone = wanted.phone
    organisation.symbol = wanted.symbol
    organisation.term = wanted.term or organisation.term
    if organisation.kind.is_cell:
        above = db.session.get(Organisation, organisation.parent_id)
        organisation.has_committee = bool(wanted.has_committee)
        organisation.is_grassroots = bool(wanted.is_grassroots) or stands_alone(
            organisation.kind, above.kind if above else None
        )
    return organisation


def found_below(
    parent: Organisation | None,
    kind: OrganisationKind,
    wanted: FoundOrganisation,
    place: Place | None = None,
) -> Organisation:
    """Found an organisation below a row already loaded, inside the caller's use case; `None` founds a province."""
    if kind not in kinds_below(parent.kind if parent else None):
        raise Refused("An organisation of this kind cannot stand here. Choose another kind.", field="kind")
    if wanted.founded_on > clock.today():
        raise Refused("The day of founding must be today or earlier.", field="founded_on")
    organisation = Organisation(
        **values_of(kind, title(wanted.name, field="name"), wanted.founded_on),
        parent_id=parent.id if parent else None,
        place_id=place.id if place else parent.place_id if parent else None,
        phone=wanted.phone,
        has_committee=wanted.has_committee,
        is_grassroots=wanted.is_grassroots or stands_alone(kind, parent.kind if parent else None),
    )
    db.session.add(organisation)
    db.session.flush()
    organisation.path = child_path(parent.path if parent else "", organisation.id)
    db.session.add(_dated_name(organisation.id, organisation.name, wanted.founded_on, wanted.decision))
    db.session.flush()
    return organisation


def values_of(kind: OrganisationKind, name: str, founded_on: date) -> dict[str, Any]:
    """What follows from the kind and name of a new organisation; for one row or for rows written in bulk."""
    return {
        "kind": kind,
        "side": kind.side,
        "name": name,
        "folded": fold(name),
        "sort_key": title_key(name),
        "founded_on": founded_on,
    }


def committee_of_code(code: str) -> Organisation:
    """The committee of a province or commune by the code of its unit, founded where there is none.

    For use cases of the command line; raises `NotFound` for a code that is in no list.
    """
    place = places.in_force(code)
    return committee_of_province(place) if place.kind is PlaceKind.PROVINCE else committee_of_commune(place)


def committee_of_province(place: Place) -> Organisation:
    """The committee of a province, founded where there is none: Tỉnh ủy Nghệ An."""
    db.session.execute(
        select(Place.id).where(Place.id == place.id).with_for_update()
    )  # two at once found one
    existing = _committee_at(place, OrganisationKind.PROVINCE_COMMITTEE)
    name = province_committee_name(place.name)
    return existing or _found_at(None, place, OrganisationKind.PROVINCE_COMMITTEE, name)


def committee_of_commune(place: Place) -> Organisation:
    """The committee of a commune, founded with the one of its province where they do not exist yet."""
    above = committee_of_province(db.session.get_one(Place, place.province_id))
    existing = _committee_at(place, OrganisationKind.COMMUNE_COMMITTEE)
    name = commune_committee_name(place.name)
    return existing or _found_at(above, place, OrganisationKind.COMMUNE_COMMITTEE, name)


def _found_at(above: Organisation | None, place: Place, kind: OrganisationKind, name: str) -> Organisation:
    """A committee is as old as its unit."""
    return found_below(above, kind, FoundOrganisation(name=name, founded_on=place.valid_from), place)


def _committee_at(place: Place, kind: OrganisationKind) -> Organisation | None:
    committee: Organisation | None = db.session.scalar(
        select(Organisation).where(
            Organisation.place_id == place.id,
            Organisation.kind == kind,
            Organisation.dissolved_on.is_(None),
        )
    )
    return committee


def _dated_name(organisation_id: int, name: str, valid_from: date, decision: str | None) -> OrganisationName:
    return OrganisationName(
        organisation_id=organisation_id,
        name=name,
        folded=fold(name),
        decision=decision,
        valid_from=valid_from,
    )
