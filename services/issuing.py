"""Letters issued by the grassroots organisation of the workplace: numbered, frozen, the liaison on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from access import Actor, Permission, require, visible
from adapters import clock
from domain.eligibility import Candidate, may_be_introduced
from domain.errors import NotFound, Refused, gathered, refuse_if_any
from domain.events import LetterIssued, LetterWithdrawn
from domain.letters import DOCUMENT, Content, bare_place, party_of
from domain.lifecycles import LIAISON, objection
from domain.numbering import number_text
from domain.paths import ids_in
from domain.rules import read_rules
from domain.secrecy import objections_to_marks
from models import IntroductionLetter, Liaison, Member, Organisation, Residence, db
from models.types import new_ref
from models.vocabulary import LiaisonEnd, LiaisonState, Office, Paper
from queries import homes, rulesets, telephones
from services.announcements import announce
from services.documents import enter_papers
from services.introductions import DraftLetters
from services.letter_papers import issues_of
from services.letters import draft_letters, hold_letters
from services.liaisons import close, take_step
from services.numbers import symbol_of, take
from services.unit import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLetters:
    """The drafts that the committee signs, by their references."""

    drafts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawLetter:
    """Why a letter that nobody has received is taken back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters issued in one act; `ref` opens them together, to be printed."""

    ref: str
    letters: tuple[IntroductionLetter, ...]


@dataclass(frozen=True, slots=True)
class _Letterhead:
    """What all letters of one act have in common."""

    issuer: Organisation
    superior: str | None
    place: str
    basis: str
    rule_set_id: int
    arrival: timedelta
    symbol: str
    office: Office
    signer: str | None


@use_case
def issue_letters(actor: Actor, issue: IssueLetters) -> Batch:
    """Issue drafts, all of them or none: each gets its number (BR-12) and says from then on what it says now."""
    drafts = _drafts(actor, issue.drafts)
    known = homes.of_members(draft.member_id for draft in drafts)
    refuse_if_any(gathered(refused for draft in drafts if (refused := _not_ready(draft, known))))
    head = _letterhead(actor)
    provinces = homes.provinces_of(home.place for home in known.values())
    batch = new_ref()
    letters = []
    for draft in drafts:
        home = known[draft.member_id]
        letter = _letter(actor, draft, head, batch, homes.in_one_line(home, provinces))
        take_step(actor, draft, LiaisonState.ISSUED, letter.issued_on)
        letters.append(letter)
    db.session.add_all(letters)
    db.session.flush()
    enter_papers(actor, issues_of(letters))
    for commune_id, first in {letter.commune_id: letter.ref for letter in reversed(letters)}.items():
        announce(LetterIssued(organisation_id=commune_id, letter_ref=first))
    return Batch(batch, tuple(letters))


@use_case
def introduce_members(actor: Actor, draft: DraftLetters) -> Batch:
    """Draft and issue in one act: what a workplace committee does with its own members."""
    require(actor, Permission.LETTER_ISSUE)
    drafts = draft_letters(actor, draft)
    return issue_letters(actor, IssueLetters(drafts=tuple(liaison.ref for liaison in drafts)))


@use_case
def withdraw_letter(actor: Actor, letter_ref: str, withdraw: WithdrawLetter) -> IntroductionLetter:
    """Take back a letter that nobody has received; its number is not used again (BR-12)."""
    refuse_if_any(objections_to_marks(reason=withdraw.reason))
    held = hold_letters(actor, Permission.LETTER_ISSUE, (letter_ref,))
    if not held:
        raise NotFound
    letter, liaison = held[0]
    if liaison.state is not LiaisonState.ISSUED or letter.cancelled_on is not None:
        raise Refused(LIAISON.says[liaison.state])
    close(actor, liaison, LiaisonEnd.WITHDRAWN, clock.today(), withdraw.reason)
    announce(LetterWithdrawn(organisation_id=letter.commune_id, letter_ref=letter.ref))
    return letter


def _drafts(actor: Actor, refs: Sequence[str]) -> list[Liaison]:
    """The drafts with all that a letter says, locked in one order so that two acts never wait for each other."""
    require(actor, Permission.LETTER_ISSUE)
    found = db.session.scalars(
        visible(actor, Permission.LETTER_ISSUE, Liaison)
        .where(Liaison.ref.in_(refs))
        .order_by(Liaison.sort_key, Liaison.id)
        .with_for_update(of=Liaison)
        .execution_options(populate_existing=True)
        .options(
            joinedload(Liaison.member).joinedload(Member.workplace).joinedload(Organisation.parent),
            joinedload(Liaison.commune),
            joinedload(Liaison.proposed_cell),
        )
    ).all()
    if not refs or len(found) < len(set(refs)):
        raise Refused("Choose the drafts to issue on the list again.", field="drafts")
    return list(found)


def _not_ready(draft: Liaison, known: dict[int, Residence]) -> Refused | None:
    """Why a draft cannot be issued, naming the member."""
    name = draft.member.full_name
    refused = objection(LIAISON, draft.state, LiaisonState.ISSUED, field="drafts", name=name)
    refused = refused or may_be_introduced(
        Candidate(name=name, left_on=draft.member.left_on), clock.today(), field="drafts"
    )
    if refused is None and draft.member_id not in known:
        return Refused(
            "The record of comrade %(name)s has no residence: open the draft and write it.",
            field="drafts",
            name=name,
        )
    if refused is None and draft.commune.dissolved_on is not None:
        return Refused(
            "%(commune)s no longer exists: open the draft of comrade %(name)s and choose another one.",
            field="drafts",
            name=name,
            commune=draft.commune.name,
        )
    return refused


def _letterhead(actor: Actor) -> _Letterhead:
    above = _ancestors(actor)
    issuer = above[-1]
    placed = [organisation.place for organisation in reversed(above) if organisation.place is not None]
    rule_set = rulesets.in_force(clock.today())
    rules = read_rules(rule_set.rules)
    office, signer = _signature(actor, issuer)
    return _Letterhead(
        issuer=issuer,
        superior=party_of(above[-2].name) if len(above) > 1 else None,
        place=bare_place(placed[0].name) if placed else "",
        basis=rule_set.title,
        rule_set_id=rule_set.id,
        arrival=timedelta(days=rules.letter_arrival_days),
        symbol=f"{rules.symbols[Paper.INTRODUCTION_LETTER]}/{symbol_of(issuer)}",
        office=office,
        signer=signer,
    )


def _ancestors(actor: Actor) -> list[Organisation]:
    """From the root down to the actor's own organisation, with their places."""
    found = db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(ids_in(actor.path)))
        .order_by(Organisation.path)
        .options(joinedload(Organisation.place))
    )
    return list(found)


def _signature(actor: Actor, issuer: Organisation) -> tuple[Office, str | None]:
    """Who signs: the secretary or deputy who issues, else the secretary for whom the office prepares the letter."""
    if actor.office in (Office.SECRETARY, Office.DEPUTY):
        return actor.office, actor.person_name
    people = telephones.of_organisations([issuer.id], clock.today(), (Office.SECRETARY,)).get(issuer.id, [])
    return Office.SECRETARY, people[0].name if people else None


def _letter(
    actor: Actor, draft: Liaison, head: _Letterhead, batch: str, residence: str
) -> IntroductionLetter:
    number = take(head.issuer, DOCUMENT)
    text = number_text(number, head.symbol)
    return IntroductionLetter(
        liaison_id=draft.id,
        issuer_id=head.issuer.id,
        commune_id=draft.commune_id,
        batch=batch,
        term=head.issuer.term,
        number=number,
        number_text=text,
        issued_on=clock.today(),
        due_on=clock.today() + head.arrival,
        issued_at=clock.now(),
        issued_by_id=actor.account_id,
        content=_content(draft, head, text, residence).stored(),
        rule_set_id=head.rule_set_id,
    )


def _content(draft: Liaison, head: _Letterhead, number: str, residence: str) -> Content:
    member, cell = draft.member, draft.member.workplace
    return Content(
        superior=head.superior,
        issuer=head.issuer.name,
        number=number,
        place=head.place,
        issued_on=clock.today().isoformat(),
        commune=draft.commune.name,
        cell=draft.proposed_cell.name if draft.proposed_cell else None,
        basis=head.basis,
        name=member.full_name,
        sex=member.sex,
        born=member.born,
        admitted=member.admitted,
        official=member.official,
        member_cell=cell.name,
        member_committee=party_of(cell.parent.name) if cell.parent else None,
        residence=residence,
        category=draft.category,
        office=head.office,
        signer=head.signer,
        has_committee=head.issuer.has_committee,
    )
