"""Versions to come: drafted, put in force from a day, taken back; two keepers at one moment."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from adapters import clock as clocks
from domain.errors import Conflict, NotAllowed, NotFound, Refused
from models import AuditEntry, RuleSet
from models import db as database
from models.vocabulary import Part, Standing
from queries import rulesets
from services.provisions import (
    AddProvision,
    TakeOutProvision,
    WriteProvision,
    add_provision,
    take_out_provision,
    write_provision,
)
from services.rule_drafts import (
    DraftRuleSet,
    NameRuleSet,
    PutInForce,
    discard_draft,
    draft_rule_set,
    name_draft,
    put_in_force,
    take_day_back,
)
from tests.support import factories
from tests.support.races import one_behind_the_other

JULY = date(2026, 7, 1)


@pytest.fixture
def keeper(world):
    return world.actor("admin", fresh=True)


@pytest.fixture
def first(world):
    return database.session.scalars(select(RuleSet)).one()


def a_day(rule_set, day=JULY):
    return PutInForce(valid_from=day, version=rule_set.version)


def test_a_draft_is_a_copy_that_nothing_follows(keeper, first):
    draft = draft_rule_set(keeper, DraftRuleSet(code="99-QĐ/TW", title="Quy định mới", copied_from=first.ref))

    assert (draft.is_draft, draft.rules, draft.copied_from_id) == (True, first.rules, first.id)
    assert rulesets.in_force(JULY).code == first.code


@pytest.mark.parametrize("who", ["overseer", "hanh", "thanh", "loc", "thu", "mai"])
def test_nobody_else_touches_the_rules(world, first, who):
    actor = world.actor(who)
    wanted = WriteProvision(of="duties.6", source="Điều 2", standing=Standing.PROPOSED, version=first.version)

    for act in (
        lambda: write_provision(actor, first.ref, wanted),
        lambda: draft_rule_set(actor, DraftRuleSet(code="x", title="x", copied_from=first.ref)),
        lambda: put_in_force(world.actor(who, fresh=True), first.ref, a_day(first)),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_version_takes_over_from_the_one_before_on_its_day(keeper, first):
    draft = factories.a_draft_of_rules()

    put_in_force(keeper, draft.ref, a_day(draft))

    assert rulesets.in_force(JULY - timedelta(days=1)).id == first.id
    assert rulesets.in_force(JULY).id == draft.id
    assert database.session.get_one(RuleSet, first.id).valid_to == JULY


def test_putting_in_force_asks_for_a_fresh_proof(world, first):
    draft = factories.a_draft_of_rules()

    with pytest.raises(NotAllowed):
        put_in_force(world.actor("admin", fresh=False), draft.ref, a_day(draft))


def test_a_day_that_has_passed_or_lies_before_another_version_is_refused(keeper, first):
    draft, other = factories.a_draft_of_rules(), factories.a_draft_of_rules("100-QĐ/TW")
    put_in_force(keeper, draft.ref, a_day(draft))

    for day in (clocks.today() - timedelta(days=1), JULY, JULY - timedelta(days=1)):
        with pytest.raises(Refused) as refused:
            put_in_force(keeper, other.ref, a_day(other, day))
        assert refused.value.field == "valid_from"
    assert database.session.get_one(RuleSet, other.id).is_draft


def test_a_day_set_is_taken_back_until_it_comes(keeper, first, clock):
    draft = factories.a_draft_of_rules()
    put_in_force(keeper, draft.ref, a_day(draft))

    take_day_back(keeper, draft.ref)
    assert (draft.is_draft, first.valid_to) == (True, None)

    put_in_force(keeper, draft.ref, a_day(draft, clocks.today()))
    with pytest.raises(Refused):
        take_day_back(keeper, draft.ref)


def test_what_has_its_day_is_not_edited_and_a_stale_page_is_a_conflict(keeper, first):
    draft = factories.a_draft_of_rules()
    stale = draft.version
    name_draft(keeper, draft.ref, NameRuleSet(code="98-QĐ/TW", title="Quy định", version=stale))

    for act in (
        lambda: name_draft(keeper, draft.ref, NameRuleSet(code="97-QĐ/TW", title="Q", version=stale)),
        lambda: put_in_force(keeper, draft.ref, PutInForce(valid_from=JULY, version=stale)),
        lambda: take_out_provision(keeper, draft.ref, TakeOutProvision(of="duties.7", version=stale)),
        lambda: write_provision(
            keeper,
            draft.ref,
            WriteProvision(of="duties.6", source="Điều 2", standing=Standing.MISSING, version=stale),
        ),
    ):
        with pytest.raises(Conflict):
            act()
    with pytest.raises(Refused):
        add_provision(keeper, first.ref, AddProvision(part=Part.DUTIES))
    with pytest.raises(Refused):
        discard_draft(keeper, first.ref)


def test_a_draft_given_up_is_gone_and_its_number_is_free(keeper, first):
    draft = factories.a_draft_of_rules()
    discard_draft(keeper, draft.ref)

    with pytest.raises(NotFound):
        rulesets.one(keeper, draft.ref)
    with pytest.raises(NotFound):
        discard_draft(keeper, draft.ref)
    again = draft_rule_set(keeper, DraftRuleSet(code=draft.code, title="Lần nữa", copied_from=first.ref))
    assert again.id != draft.id


def test_two_versions_do_not_share_a_number_and_none_begins_with_a_draft(keeper, first):
    draft = factories.a_draft_of_rules()

    for code, copied_from, field in (
        (first.code, first.ref, "code"),
        ("100-QĐ/TW", draft.ref, "copied_from"),
        ("100-QĐ/TW", "0" * 12, "copied_from"),
    ):
        with pytest.raises(Refused) as refused:
            draft_rule_set(keeper, DraftRuleSet(code=code, title="Quy định", copied_from=copied_from))
        assert refused.value.field == field


def test_the_trail_keeps_what_a_provision_said_before(keeper, first):
    write_provision(
        keeper,
        first.ref,
        WriteProvision(
            of="terms.notice_days",
            value="7",
            source="Kế hoạch của Tỉnh ủy",
            standing=Standing.PROPOSED,
            version=first.version,
        ),
    )

    entry = database.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.subject, entry.subject_id) == ("write_provision", "rule_set", first.id)
    assert '"terms.notice_days":[{"source":"Văn bản không nêu; mức đề xuất"' in entry.detail
    assert '"value":7' in entry.detail
    assert rulesets.rules(clocks.today()).notice_days == 7


def test_what_a_version_in_force_cannot_do_without_is_not_emptied(keeper, first):
    with pytest.raises(Refused) as refused:
        write_provision(
            keeper,
            first.ref,
            WriteProvision(
                of="calendar.opens",
                value=None,
                source="Kế hoạch",
                standing=Standing.PROPOSED,
                version=first.version,
            ),
        )

    assert refused.value.field == "value"


def test_of_two_keepers_at_one_moment_the_second_is_told(world, app, keeper, first):
    one, other = factories.a_draft_of_rules(), factories.a_draft_of_rules("100-QĐ/TW")

    answers = one_behind_the_other(
        app,
        lambda: put_in_force(keeper, one.ref, a_day(one)),
        lambda: put_in_force(keeper, other.ref, a_day(other)),
    )

    assert isinstance(answers[0], RuleSet)
    assert isinstance(answers[1], Refused)
    database.session.rollback()
    assert [
        rule_set.valid_from for rule_set in database.session.scalars(select(RuleSet).order_by(RuleSet.id))
    ] == [
        date(2020, 1, 2),
        JULY,
        None,
    ]
