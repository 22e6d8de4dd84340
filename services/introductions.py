"""Whom a workplace introduces, and where to: checked as a whole, every refusal at once, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, require, visible
from adapters import clock
from domain.eligibility import Candidate, Exemption, may_be_introduced, objections_to_exemption
from domain.errors import Refused, gathered, refuse_if_any
from models import Liaison, Member, Organisation, Residence, db
from models.vocabulary import Category, ExemptionReason, LiaisonState
from queries import homes

AT_ONCE = 200
"""Members in one act; a workplace has a handful, an import many more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The category of Guidance 33 and, for an exempt member, what bases the exemption."""

    category: Category
    exemption_reason: ExemptionReason | None = None
    exemption_basis: str | None = None
    exempt_from: date | None = None
    exempt_review_on: date | None = None

    @property
    def exemption(self) -> Exemption:
        """The same as the rule reads it."""
        return Exemption(
            reason=self.exemption_reason,
            basis=self.exemption_basis,
            start=self.exempt_from,
            review_on=self.exempt_review_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLetters(Described):
    """Whom to introduce; without a commune each goes where the record says that he or she lives."""

    members: tuple[str, ...]
    commune: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a letter would say of one member, shown on the check page before anything is written."""

    member: Member
    commune: Organisation
    cell: homes.Cell | None
    unit: str | None
    home: Residence | None


def prepare_letters(actor: Actor, draft: DraftLetters) -> list[Prepared]:
    """Where each member's letter would go; raises all refusals at once, each naming its member. Writes nothing."""
    members = _members(actor, draft.members)
    refusals = [
        *_not_introduced(members),
        *objections_to_exemption(draft.category, draft.exemption, clock.today()),
    ]
    known = homes.of_members(member.id for member in members)
    committees = homes.committees_at({home.place_id for home in known.values()})
    prepared = []
    try:
        chosen = _chosen(draft.commune)
        for member in members:
            home = known.get(member.id)
            try:
                prepared.append((member, _destination(member, home, chosen, committees), home))
            except Refused as refused:
                refusals.append(refused)
    except Refused as refused:
        refusals.append(refused)
    refuse_if_any(gathered(refusals))
    return _with_cells(prepared, draft.unit)


def _members(actor: Actor, refs: Sequence[str]) -> list[Member]:
    require(actor, Permission.LETTER_DRAFT)
    if not refs:
        raise Refused("Choose at least one member.", field="members")
    if len(refs) > AT_ONCE:
        raise Refused("Choose at most %(most)s members at once.", field="members", most=AT_ONCE)
    found = db.session.scalars(
        visible(actor, Permission.LETTER_DRAFT, Member)
        .where(Member.ref.in_(refs))
        .order_by(Member.sort_key, Member.id)
        .options(joinedload(Member.workplace))
    ).all()
    if len(found) < len(set(refs)):
        raise Refused("Somebody you chose is no longer on your list. Choose again.", field="members")
    return list(found)


def _not_introduced(members: Sequence[Member]) -> list[Refused]:
    """Who has an open liaison or has left working life, each by name (BR-01)."""
    ids = [member.id for member in members]
    bonds = select(Liaison.member_id, Liaison.state).where(
        Liaison.member_id.in_(ids), Liaison.state != LiaisonState.ENDED
    )
    states = {row.member_id: row.state for row in db.session.execute(bonds)}
    candidates = (
        Candidate(name=member.full_name, left_on=member.left_on, open_state=states.get(member.id))
        for member in members
    )
    objections = (may_be_introduced(one, clock.today(), field="members") for one in candidates)
    return [objection for objection in objections if objection is not None]


def _chosen(ref: str | None) -> Organisation | None:
    commune = homes.committee(ref) if ref else None
    if ref and commune is None:
        raise Refused("Choose the commune or ward that receives the letter.", field="commune")
    return commune


def _destination(
    member: Member, home: Residence | None, chosen: Organisation | None, committees: dict[int, Organisation]
) -> Organisation:
    """The committee that receives the letter: the one chosen, unless the member is known to live elsewhere."""
    if home is None:
        if chosen is None:
            raise Refused(
                "The record of comrade %(name)s has no residence: choose the commune or ward.",
                field="commune",
                name=member.full_name,
            )
        return chosen
    if chosen is not None and chosen.place_id != home.place_id:
        raise Refused(
            "According to the record comrade %(name)s lives in %(place)s: choose the recorded residence, "
            "or report the change of residence first.",
            field="commune",
            name=member.full_name,
            place=home.place.name,
        )
    if home.place_id not in committees:
        raise Refused(
            "The committee of %(place)s does not keep this register yet: comrade %(name)s takes a paper letter there.",
            field="members",
            name=member.full_name,
            place=home.place.name,
        )
    return committees[home.place_id]


def _with_cells(
    found: Sequence[tuple[Member, Organisation, Residence | None]], unit: str | None
) -> list[Prepared]:
    cells = homes.cells_of({commune.id for _, commune, _ in found}, clock.today())
    prepared = []
    for member, commune, home in found:
        own_unit = (home.unit if home else None) or unit
        prepared.append(
            Prepared(member, commune, homes.proposed(own_unit, cells[commune.id]), own_unit, home)
        )
    return prepared
