"""Whatever people do, in whatever order: never two open liaisons, never a state without its facts."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from domain.errors import Conflict, NotFound, Refused
from models import IntroductionLetter, Liaison, LiaisonStep, Organisation, db
from models.vocabulary import Category, ExemptionReason, LiaisonEnd, LiaisonState
from services import liaisons
from services.introductions import DraftLetters
from services.issuing import IssueLetters, WithdrawLetter, introduce_members, issue_letters, withdraw_letter
from services.letters import ReviseDraft, draft_letters, drop_draft, revise_draft
from services.liaisons import (
    CompleteExemption,
    EndLiaison,
    SendBack,
    complete_exemption,
    confirm_liaison,
    end_liaison,
    send_back,
)
from services.receptions import (
    AssignLetters,
    ReceiveAndAssign,
    ReceiveLetters,
    ReturnLetters,
    assign_letters,
    receive_and_assign,
    receive_letters,
    return_letters,
)
from services.unit import use_case
from tests.support import factories
from tests.support.recorder import Clock
from tests.support.world import World

L = LiaisonState
DAYS = st.integers(-3, 1)
REASONS = st.sampled_from(["Không cư trú tại đây", " "])
CELLS = st.sampled_from(["cell5", "cell6", "other_cell", None])
ENDS = st.sampled_from(LiaisonEnd)


@use_case
def inside(actor, liaison_id, act):
    """A use case of another area that has loaded a liaison."""
    return act(actor, db.session.get_one(Liaison, liaison_id))


class LifeOfALiaison(RuleBasedStateMachine):
    """One member, and offices on both sides that press every button they have."""

    world: World
    clock: Clock

    @initialize(stage=st.integers(0, 5), category=st.sampled_from(Category))
    def somebody(self, stage, category):
        """A member who has come some of the way: drafted, issued, received, assigned, confirmed."""
        self.clock.set(date(2026, 3, 16))
        member = factories.a_member(workplace=self.world.tax_cell)
        factories.a_residence(member, self.world.cell6)
        self.member_id, self.member_ref = member.id, member.ref
        way = (
            lambda: self.act("kien", draft_letters, self.introduced(category)),
            lambda: self.issue("kien"),
            lambda: self.receive(0),
            lambda: self.assign("cell6"),
            lambda: self.confirm("sau"),
        )
        for go in way[:stage]:
            go()
        reached = [bond.state for bond in self.bonds()]
        last = L.EXEMPTED if category is Category.EXEMPT else L.ACTIVE
        assert reached == (
            [L.DRAFTED, L.ISSUED, L.RECEIVED, L.ASSIGNED, last][stage - 1 : stage] if stage else []
        )

    def teardown(self):
        """Leave nothing open to the next life."""
        db.session.rollback()

    def bonds(self):
        found = select(Liaison).where(Liaison.member_id == self.member_id).order_by(Liaison.id)
        return list(db.session.scalars(found.execution_options(populate_existing=True)))

    def letters(self):
        found = (
            select(IntroductionLetter)
            .join(Liaison, Liaison.id == IntroductionLetter.liaison_id)
            .where(Liaison.member_id == self.member_id)
            .order_by(IntroductionLetter.id)
        )
        return list(db.session.scalars(found.execution_options(populate_existing=True)))

    def act(self, who: str, act: Callable[..., object], *arguments: object) -> None:
        """Do it, or hear in words why not."""
        actor = self.world.actor(who)
        with suppress(Refused, NotFound, Conflict):
            act(actor, *arguments)

    def on_last_bond(self, who, act, *arguments):
        bonds = self.bonds()
        if bonds:
            self.act(who, act, bonds[-1].ref, *arguments)

    def on_last_letter(self, who, act, command):
        letters = self.letters()
        if letters:
            self.act(who, act, command(letters[-1].ref))

    def from_another_area(self, act):
        bonds = self.bonds()
        if bonds:
            self.act("hanh", inside, bonds[-1].id, act)

    def introduced(self, category):
        letter = DraftLetters(members=(self.member_ref,), category=category)
        if category is Category.FULL:
            return letter
        return replace(
            letter,
            exemption_reason=ExemptionReason.STUDY,
            exemption_basis="Quyết định số 12-QĐ/TU",
            exempt_from=self.clock.today,
        )

    @rule()
    def a_day_passes(self):
        """Nobody does anything."""
        self.clock.move(days=1)

    @rule(category=st.sampled_from(Category), issues=st.booleans())
    def introduce(self, category, issues):
        """The cell drafts a letter, or the committee sends one at once."""
        act = introduce_members if issues else draft_letters
        self.act("kien", act, self.introduced(category))

    @rule(who=st.sampled_from(["kien", "hang", "long"]))
    def issue(self, who):
        """Somebody signs."""
        refs = tuple(bond.ref for bond in self.bonds()[-1:])
        self.act(who, issue_letters, IssueLetters(drafts=refs)) if who != "hang" else None

    @rule()
    def revise(self):
        """The draft is put right."""
        bonds = self.bonds()
        command = ReviseDraft(
            commune=self.world.ward.ref, category=Category.FULL, version=bonds[-1].version if bonds else 0
        )
        self.on_last_bond("hang", revise_draft, command)

    @rule()
    def drop(self):
        """The draft is given up."""
        self.on_last_bond("hang", drop_draft)

    @rule()
    def withdraw(self):
        """The letter is taken back."""
        letters = self.letters()
        if letters:
            self.act("kien", withdraw_letter, letters[-1].ref, WithdrawLetter(reason="Nhầm"))

    @rule(days=DAYS)
    def receive(self, days):
        """The ward receives, on some day."""
        on = self.clock.today + timedelta(days=days)
        self.on_last_letter(
            "hanh", receive_letters, lambda ref: ReceiveLetters(letters=(ref,), received_on=on)
        )

    @rule(days=DAYS, cell=CELLS)
    def receive_and_assign(self, days, cell):
        """The ward receives and chooses some cell."""
        on, chosen = self.clock.today + timedelta(days=days), self.ref_of(cell)
        self.on_last_letter(
            "hanh",
            receive_and_assign,
            lambda ref: ReceiveAndAssign(letters=(ref,), received_on=on, cells=(chosen,)),
        )

    @rule(cell=CELLS)
    def assign(self, cell):
        """The ward chooses some cell."""
        chosen = self.ref_of(cell)
        self.on_last_letter(
            "hanh", assign_letters, lambda ref: AssignLetters(letters=(ref,), cells=(chosen,))
        )

    def ref_of(self, cell):
        return getattr(self.world, cell).ref if cell else None

    @rule(reason=REASONS)
    def return_it(self, reason):
        """The ward sends the letter back."""
        self.on_last_letter("hanh", return_letters, lambda ref: ReturnLetters(letters=(ref,), reason=reason))

    @rule(who=st.sampled_from(["loc", "sau"]))
    def confirm(self, who):
        """A cell confirms."""
        self.on_last_bond(who, confirm_liaison)

    @rule(who=st.sampled_from(["loc", "sau"]), reason=REASONS)
    def hand_back(self, who, reason):
        """A cell hands the member back."""
        self.on_last_bond(who, send_back, SendBack(reason=reason))

    @rule(because=ENDS, days=DAYS)
    def end(self, because, days):
        """The ward ends the liaison, on some day."""
        on = self.clock.today + timedelta(days=days)
        self.on_last_bond("hanh", end_liaison, EndLiaison(because=because, ended_on=on))

    @rule()
    def complete(self):
        """The ward completes an exemption."""
        command = CompleteExemption(
            exemption_reason=ExemptionReason.MOBILE_WORK,
            exemption_basis="Văn bản số 3",
            exempt_from=self.clock.today,
        )
        self.on_last_bond("hanh", complete_exemption, command)

    @rule(exempts=st.booleans())
    def a_notice_of_the_category(self, exempts):
        """A notice exempts the member, or ends the exemption."""
        today = self.clock.today
        if exempts:
            self.from_another_area(
                lambda actor, bond: liaisons.exempt(
                    actor, bond, ExemptionReason.STUDY, "QĐ 5", today, today, today
                )
            )
        else:
            self.from_another_area(lambda actor, bond: liaisons.resume(actor, bond, today))

    @rule(because=ENDS, days=DAYS)
    def a_notice_that_ends_it(self, because, days):
        """A notice ends the liaison."""
        on = self.clock.today + timedelta(days=days)
        self.from_another_area(lambda actor, bond: liaisons.close(actor, bond, because, on))

    @rule(to=st.sampled_from(["ward", "other_ward"]))
    def a_notice_of_a_move(self, to):
        """A notice tells of a new home."""
        commune_id, today = getattr(self.world, to).id, self.clock.today
        self.from_another_area(
            lambda actor, bond: liaisons.move_home(
                actor, bond, db.session.get_one(Organisation, commune_id), today
            )
        )

    @invariant()
    def one_open_liaison_at_most(self):
        """BR-01."""
        if hasattr(self, "member_id"):
            assert sum(bond.state is not L.ENDED for bond in self.bonds()) <= 1

    @invariant()
    def every_state_has_its_facts(self):
        """What a state promises is there, and the history ends with it."""
        if not hasattr(self, "member_id"):
            return
        letters = self.letters()
        for bond in self.bonds():
            live = [one for one in letters if one.liaison_id == bond.id and one.cancelled_on is None]
            assert last_state(bond) is bond.state
            assert all(fact(self, bond, live) for fact in FACTS.get(bond.state, ())), (
                bond.state,
                bond.__dict__,
            )
            assert len(live) <= 1

    @invariant()
    def no_number_is_given_twice(self):
        """BR-12."""
        given = db.session.execute(
            select(IntroductionLetter.issuer_id, IntroductionLetter.term, IntroductionLetter.number)
        ).all()
        assert len(given) == len(set(given))


def last_state(bond):
    found = select(LiaisonStep.state).where(LiaisonStep.liaison_id == bond.id)
    return db.session.scalars(found.order_by(LiaisonStep.id.desc())).first()


def _at_the_ward(machine, bond, live):
    return bond.residence_id == bond.commune_id and len(live) == 1


def _at_a_cell_of_the_ward(_machine, bond, _live):
    return db.session.get_one(Organisation, bond.residence_id).parent_id == bond.commune_id


def _letter_received(_machine, _bond, live):
    return live[0].received_on is not None and live[0].received_on >= live[0].issued_on


def _letter_assigned(_machine, bond, live):
    return live[0].assigned_cell_id == bond.residence_id and live[0].assigned_on is not None


def _nowhere(_machine, bond, live):
    return bond.residence_id is None and not live


def _with_a_reason(_machine, bond, _live):
    return bool(bond.returned_because and bond.returned_because.strip())


def _begun(machine, bond, _live):
    return isinstance(bond.started_on, date) and bond.started_on <= machine.clock.today


def _exempt(_machine, bond, _live):
    known = (bond.exemption_reason, bond.exemption_basis, bond.exempt_from, bond.exempt_review_on)
    return bond.category is Category.EXEMPT and all(known)


def _full(_machine, bond, _live):
    return bond.category is Category.FULL and bond.exempt_from is None


def _over(_machine, bond, _live):
    return bond.ended_because is not None and bond.ended_on >= (bond.started_on or bond.ended_on)


_AT_WORK = (_at_a_cell_of_the_ward, _letter_received, _letter_assigned)
FACTS = {
    L.DRAFTED: (_nowhere,),
    L.ISSUED: (_at_the_ward,),
    L.RECEIVED: (_at_the_ward, _letter_received),
    L.ASSIGNED: _AT_WORK,
    L.ACTIVE: (*_AT_WORK, _begun, _full),
    L.EXEMPTED: (*_AT_WORK, _begun, _exempt),
    L.RETURNED: (_nowhere, _with_a_reason),
    L.ENDED: (_over,),
}


@pytest.mark.slow
def test_no_path_reaches_two_open_liaisons_or_a_state_without_its_facts(world, clock):
    class Here(LifeOfALiaison):
        pass

    Here.world, Here.clock = world, clock
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=20,
            stateful_step_count=16,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
