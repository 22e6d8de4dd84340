"""Introduction letters in preparation: a workplace drafts, corrects and drops them, one or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, fetch, may, require, within
from adapters import clock
from domain.eligibility import objections_to_exemption, review_day
from domain.errors import Conflict, Refused, refuse_if_any
from domain.events import LetterDrafted
from domain.lifecycles import LIAISON
from domain.paths import ids_in
from models import IntroductionLetter, Liaison, Organisation, Residence, db
from models.vocabulary import (
    Category,
    LiaisonEnd,
    LiaisonSource,
    LiaisonState,
    Registration,
)
from queries import homes, rulesets
from services.announcements import announce
from services.introductions import Described, DraftLetters, Prepared, prepare_letters
from services.liaisons import close, take_step, write_step
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseDraft(Described):
    """A draft put right before it is issued, the home included."""

    commune: str
    unit: str | None = None
    address: str | None = None
    registration: Registration = Registration.PERMANENT
    version: int = 0


@use_case
def draft_letters(actor: Actor, draft: DraftLetters) -> list[Liaison]:
    """Draft a letter for each member, all of them or none; every member who cannot be introduced is named."""
    today = clock.today()
    prepared = prepare_letters(actor, draft)
    rules = rulesets.in_force(today)
    drafts = [_draft(one, draft, rules.id) for one in prepared]
    db.session.add_all(drafts)
    db.session.flush()
    for liaison in drafts:
        write_step(actor, liaison, today)
    _tell_committee(actor, drafts)
    return drafts


@use_case
def revise_draft(actor: Actor, draft_ref: str, revise: ReviseDraft) -> Liaison:
    """Put a draft, or a letter that came back, right: the home, the commune committee, the category."""
    liaison = _open_draft(actor, draft_ref)
    if liaison.version != revise.version:
        raise Conflict
    commune = homes.committee(revise.commune)
    if commune is None:
        raise Refused("Choose the commune or ward that receives the letter.", field="commune")
    refuse_if_any(objections_to_exemption(revise.category, revise.exemption, clock.today()))
    if liaison.state is LiaisonState.RETURNED:
        take_step(actor, liaison, LiaisonState.DRAFTED, clock.today())
        liaison.returned_because = None
    _live_at(liaison.member_id, commune, revise)
    cell = homes.proposed(revise.unit, homes.cells_of([commune.id], clock.today())[commune.id])
    liaison.commune_id, liaison.proposed_cell_id = commune.id, cell.id if cell else None
    _describe(liaison, revise)
    return liaison


@use_case
def drop_draft(actor: Actor, draft_ref: str) -> Liaison:
    """Give up a draft, or a letter that came back; the member can be introduced again later."""
    liaison = _open_draft(actor, draft_ref)
    close(actor, liaison, LiaisonEnd.WITHDRAWN, clock.today())
    return liaison


def _tell_committee(actor: Actor, drafts: Sequence[Liaison]) -> None:
    """The drafts of a cell wait for the committee above it; whoever issues letters need not be told of the own."""
    above = ids_in(actor.path)[:-1]
    if not may(actor, Permission.LETTER_ISSUE) and above:
        announce(LetterDrafted(organisation_id=above[-1], letter_ref=drafts[0].ref))


def _draft(one: Prepared, draft: DraftLetters, rule_set_id: int) -> Liaison:
    """A drafted liaison; the home is written down where the record had none."""
    if one.home is None:
        home = Residence(member_id=one.member.id, place_id=one.commune.place_id, unit=one.unit)
        db.session.add(home)
    elif one.home.unit is None:
        one.home.unit = one.unit
    liaison = Liaison(
        member_id=one.member.id,
        workplace_id=one.member.workplace_id,
        commune_id=one.commune.id,
        proposed_cell_id=one.cell.id if one.cell else None,
        state=LiaisonState.DRAFTED,
        source=LiaisonSource.LETTER,
        sort_key=one.member.sort_key,
        rule_set_id=rule_set_id,
        created_at=clock.now(),
    )
    _describe(liaison, draft)
    return liaison


def _describe(liaison: Liaison, given: Described) -> None:
    """Write the category down; an exemption without a review day gets the one of the rule set."""
    liaison.category = given.category
    is_exempt = given.category is Category.EXEMPT
    liaison.exemption_reason = given.exemption_reason if is_exempt else None
    liaison.exemption_basis = given.exemption_basis if is_exempt else None
    liaison.exempt_from = given.exempt_from if is_exempt else None
    liaison.exempt_review_on = given.exempt_review_on if is_exempt else None
    if liaison.exempt_from and not liaison.exempt_review_on:
        months = rulesets.rules(clock.today()).exemption_review_months
        liaison.exempt_review_on = review_day(liaison.exempt_from, months)


def _open_draft(actor: Actor, ref: str) -> Liaison:
    liaison = fetch(actor, Permission.LETTER_DRAFT, Liaison, ref)
    if liaison.state not in (LiaisonState.DRAFTED, LiaisonState.RETURNED):
        raise Refused(LIAISON.says[liaison.state])
    return liaison


def _live_at(member_id: int, commune: Organisation, revise: ReviseDraft) -> None:
    """Correct the home on the record: nobody at a residence has used it, so this is no move (no `ResidenceMove`)."""
    home = homes.of_members([member_id]).get(member_id)
    if home is None:
        home = Residence(member_id=member_id)
        db.session.add(home)
    home.place_id = commune.place_id or home.place_id
    home.unit, home.address = revise.unit, revise.address
    home.registration = revise.registration


def hold_letters(
    actor: Actor, permission: Permission, refs: Sequence[str]
) -> list[tuple[IntroductionLetter, Liaison]]:
    """Letters in reach with their liaisons, in the order of names; locked, so that of two people one waits.

    What is in reach is found before the lock: the one who waited is told what the other did, and does not meet a gap.
    """
    require(actor, permission)
    in_reach = db.session.scalars(
        select(IntroductionLetter.id)
        .join(Liaison, Liaison.id == IntroductionLetter.liaison_id)
        .where(within(actor, permission, Liaison), IntroductionLetter.ref.in_(refs))
    ).all()
    found = db.session.execute(
        select(IntroductionLetter, Liaison)
        .join(Liaison, Liaison.id == IntroductionLetter.liaison_id)
        .where(IntroductionLetter.id.in_(in_reach))
        .order_by(Liaison.sort_key, Liaison.id)
        .with_for_update(of=[IntroductionLetter, Liaison])
        .execution_options(populate_existing=True)
        .options(joinedload(Liaison.member), joinedload(Liaison.commune))
    )
    return [(letter, liaison) for letter, liaison in found]
