"""What a commune committee does with letters: receive, assign to a cell, return; one or many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from access import Actor, Permission
from adapters import clock
from domain.errors import Refused, gathered, refuse_if_any
from domain.events import LetterAssigned, LetterReceived, LetterReturned
from domain.lifecycles import LIAISON
from domain.secrecy import objections_to_marks
from models import IntroductionLetter, Liaison
from models.vocabulary import LiaisonState
from queries import homes
from services.announcements import announce
from services.belonging import leave_residence
from services.letters import hold_letters
from services.liaisons import cancel_letter, take_step
from services.unit import use_case

Held = list[tuple[IntroductionLetter, Liaison]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveLetters:
    """Letters that have arrived, and on which day."""

    letters: tuple[str, ...]
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignLetters:
    """The cell of each letter, in the same order; `None` takes the one proposed from the residential unit."""

    letters: tuple[str, ...]
    cells: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveAndAssign(ReceiveLetters):
    """Both in one act."""

    cells: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLetters:
    """Letters that go back to the workplace, and why."""

    letters: tuple[str, ...]
    reason: str


@use_case
def receive_letters(actor: Actor, receive: ReceiveLetters) -> None:
    """Receive letters, all of them or none; the day lies between that of the letter and today."""
    held = _held(actor, receive.letters, LiaisonState.ISSUED)
    refuse_if_any(gathered(_wrong_day(held, receive.received_on)))
    _receive(actor, held, receive.received_on)


@use_case
def assign_letters(actor: Actor, assign: AssignLetters) -> None:
    """Introduce received members to cells of the committee, all of them or none."""
    held = _held(actor, assign.letters, LiaisonState.RECEIVED)
    placed, refusals = _placed(held, assign)
    refuse_if_any(gathered(refusals))
    _assign(actor, held, placed)


@use_case
def receive_and_assign(actor: Actor, both: ReceiveAndAssign) -> None:
    """Receive letters and introduce the members to their cells in one act, all of them or none."""
    held = _held(actor, both.letters, LiaisonState.ISSUED)
    placed, refusals = _placed(held, both)
    refuse_if_any(gathered([*_wrong_day(held, both.received_on), *refusals]))
    _receive(actor, held, both.received_on)
    _assign(actor, held, placed)


@use_case
def return_letters(actor: Actor, back: ReturnLetters) -> None:
    """Send letters back to the workplace with the reason, all of them or none; their numbers stay used (BR-12)."""
    if not back.reason.strip():
        raise Refused("Write the reason for the return.", field="reason")
    refuse_if_any(objections_to_marks(reason=back.reason))
    today = clock.today()
    held = _held(actor, back.letters, LiaisonState.ISSUED, LiaisonState.RECEIVED)
    for _letter, liaison in held:
        cancel_letter(liaison, today, back.reason)
        liaison.returned_because = back.reason
        take_step(actor, liaison, LiaisonState.RETURNED, today, back.reason)
        leave_residence(liaison)
    for issuer_id, ref in _issuers(held):
        announce(LetterReturned(organisation_id=issuer_id, letter_ref=ref))


def _held(actor: Actor, refs: Sequence[str], *standing: LiaisonState) -> Held:
    """The letters, all of which stand where they can be dealt with; otherwise every one that does not is named."""
    if not refs:
        raise Refused("Choose at least one letter.", field="letters")
    held = hold_letters(actor, Permission.LETTER_RECEIVE, refs)
    if len(held) < len(set(refs)):
        raise Refused(
            "Some of these letters are no longer with you: returned by a colleague or withdrawn by the sender.",
            field="letters",
        )
    refuse_if_any(
        gathered(
            Refused(LIAISON.says_of[became], field="letters", name=liaison.member.full_name)
            for letter, liaison in held
            if (became := _state_of(letter, liaison)) not in standing
        )
    )
    return held


def _state_of(letter: IntroductionLetter, liaison: Liaison) -> LiaisonState:
    """How far a letter is: as far as its liaison, unless it came back and another one was written in its stead."""
    is_replaced = letter.cancelled_on is not None and liaison.state is not LiaisonState.ENDED
    return LiaisonState.RETURNED if is_replaced else liaison.state


def _wrong_day(held: Held, received_on: date) -> Iterator[Refused]:
    """A day of reception that cannot be: after today, or before the day of a letter."""
    today = clock.today()
    if received_on > today:
        yield Refused(
            "The day of reception cannot be after today, %(today)s.", field="received_on", today=today
        )
    for letter, liaison in held:
        if received_on < letter.issued_on:
            yield Refused(
                "The letter of comrade %(name)s is dated %(day)s: write that day or a later one.",
                field="received_on",
                name=liaison.member.full_name,
                day=letter.issued_on,
            )


def _placed(held: Held, assign: AssignLetters | ReceiveAndAssign) -> tuple[dict[int, int], list[Refused]]:
    """The cell of each letter, by the letter's id, and who has none among the committee's own cells of today."""
    given = dict(zip(assign.letters, assign.cells, strict=False))
    known = homes.cells_of({liaison.commune_id for _letter, liaison in held}, clock.today())
    placed, refusals = {}, []
    for letter, liaison in held:
        cells = {cell.ref: cell.id for cell in known[liaison.commune_id]}
        chosen = given.get(letter.ref)
        cell_id = cells.get(chosen) if chosen else liaison.proposed_cell_id
        if cell_id is not None and cell_id in cells.values():
            placed[letter.id] = cell_id
        else:
            refusals.append(no_cell(liaison.member.full_name, is_chosen=bool(chosen)))
    return placed, refusals


def no_cell(name: str, *, is_chosen: bool) -> Refused:
    """Why a member cannot be introduced: no cell, or one that is not the committee's."""
    if is_chosen:
        return Refused(
            "The cell chosen for comrade %(name)s is not one of your committee's: choose another one.",
            field="cells",
            name=name,
        )
    return Refused("Choose a cell for comrade %(name)s.", field="cells", name=name)


def _receive(actor: Actor, held: Held, on: date) -> None:
    for letter, liaison in held:
        take_step(actor, liaison, LiaisonState.RECEIVED, on)
        letter.received_on = on
    for issuer_id, ref in _issuers(held):
        announce(LetterReceived(organisation_id=issuer_id, letter_ref=ref))


def _assign(actor: Actor, held: Held, cells: dict[int, int]) -> None:
    today = clock.today()
    for letter, liaison in held:
        cell_id = cells[letter.id]
        take_step(actor, liaison, LiaisonState.ASSIGNED, today, cell_id=cell_id)
        letter.assigned_on, letter.assigned_cell_id = today, cell_id
    for cell_id, ref in {cells[letter.id]: letter.ref for letter, _ in reversed(held)}.items():
        announce(LetterAssigned(organisation_id=cell_id, letter_ref=ref))


def _issuers(held: Held) -> list[tuple[int, str]]:
    """The workplaces concerned, each with its first letter: one ring for an act, not one for each letter."""
    return list({letter.issuer_id: letter.ref for letter, _liaison in reversed(held)}.items())
