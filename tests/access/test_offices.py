"""The table of rights says what was agreed, office by office."""

import pytest

from access import Actor, Permission, Reach, may, reach
from access.offices import GIVES, GRASSROOTS, RIGHTS, rights_of
from models.vocabulary import Office, OrganisationKind

P, K = Permission, OrganisationKind
HERE, BELOW = Reach.HERE, Reach.BELOW
CELL_LEADERS = {(K.RESIDENCE_CELL, Office.SECRETARY): HERE, (K.RESIDENCE_CELL, Office.DEPUTY): HERE}
COMMUNE_OFFICE = (Office.SECRETARY, Office.DEPUTY, Office.STAFF)
CELL = CELL_LEADERS | {(K.RESIDENCE_CELL, Office.COMMITTEE_MEMBER): HERE}
COMMUNE = {(K.COMMUNE_COMMITTEE, office): BELOW for office in (*COMMUNE_OFFICE, Office.COMMITTEE_MEMBER)}
WORK_OFFICE = {
    (K.WORKPLACE_COMMITTEE, office): BELOW for office in (Office.SECRETARY, Office.DEPUTY, Office.STAFF)
}
WORK_CELL = {(K.WORKPLACE_CELL, Office.SECRETARY): HERE, (K.WORKPLACE_CELL, Office.DEPUTY): HERE}

EXACTLY = {
    # who acknowledges: the cell's secretary or deputy; at the commune its office too; nobody below it
    P.NOTICE_ACKNOWLEDGE: CELL_LEADERS | {(K.COMMUNE_COMMITTEE, office): HERE for office in COMMUNE_OFFICE},
    # sanctions
    P.SANCTION_READ: {
        (K.RESIDENCE_CELL, Office.SECRETARY): HERE,
        (K.COMMUNE_COMMITTEE, Office.SECRETARY): BELOW,
        (K.WORKPLACE_COMMITTEE, Office.SECRETARY): BELOW,
    },
    P.SANCTION_RECORD: WORK_OFFICE,
    # letters: the cell of the workplace drafts, its committee issues, the commune places
    P.LETTER_DRAFT: WORK_OFFICE | WORK_CELL,
    P.LETTER_ISSUE: WORK_OFFICE,
    P.LETTER_RECEIVE: {(K.COMMUNE_COMMITTEE, office): BELOW for office in COMMUNE_OFFICE},
    P.LIAISON_CONFIRM: CELL_LEADERS,
    P.LIAISON_SEND_BACK: CELL_LEADERS,
    P.CHANGE_RECORD: WORK_OFFICE | WORK_CELL,
    P.NOTICE_ANSWER: WORK_OFFICE | WORK_CELL,
    P.MEMBER_WRITE: WORK_OFFICE | WORK_CELL,
    # contacts, opinions, strengths and needs belong to the residence; strengths to the own cell alone
    P.CONTACT_READ: CELL | COMMUNE,
    P.CONTACT_RECORD: CELL_LEADERS,
    P.OPINION_READ: CELL | dict.fromkeys(COMMUNE, HERE),
    P.OPINION_RECORD: CELL_LEADERS,
    P.OPINION_ANSWER: CELL_LEADERS | {(K.COMMUNE_COMMITTEE, office): HERE for office in COMMUNE_OFFICE},
    P.STRENGTH_READ: CELL,
    P.NEED_READ: CELL,
    P.NEED_POST: CELL_LEADERS,
    # evaluations: what is written is seen by the cell alone, confirmed above it, read by the workplace when returned
    P.EVALUATION_DRAFT: CELL,
    P.EVALUATION_WRITE: CELL_LEADERS,
    P.EVALUATION_CONFIRM: {(K.COMMUNE_COMMITTEE, office): BELOW for office in COMMUNE_OFFICE},
    P.EVALUATION_ASK: WORK_OFFICE,
}
OF_A_GRASSROOTS_CELL = {
    # a chi bộ cơ sở has a seal and does for itself what a committee does for its cells
    P.LETTER_ISSUE: WORK_CELL,
    P.SANCTION_RECORD: WORK_CELL,
    P.LIAISON_COMPLETE: WORK_CELL,
    P.SANCTION_READ: {(K.WORKPLACE_CELL, Office.SECRETARY): HERE},
    P.EVALUATION_READ: WORK_CELL,
    P.EVALUATION_ASK: WORK_CELL,
}
ABOUT_PEOPLE = (
    *("member", "liaison", "letter", "change", "notice", "sanction"),
    *("contact", "opinion", "strength", "need", "evaluation"),
)


@pytest.mark.parametrize("permission", EXACTLY)
def test_a_right_belongs_to_exactly_these_offices(permission):
    held = {office: rights[permission] for office, rights in RIGHTS.items() if permission in rights}

    assert held == EXACTLY[permission]


@pytest.mark.parametrize("permission", P)
def test_a_grassroots_cell_may_besides_exactly_this(permission):
    held = {office: rights[permission] for office, rights in GRASSROOTS.items() if permission in rights}

    assert held == OF_A_GRASSROOTS_CELL.get(permission, {})


@pytest.mark.parametrize("is_grassroots", [True, False])
def test_a_cell_issues_letters_when_it_is_the_grassroots_organisation_and_only_then(is_grassroots):
    secretary = Actor(
        account_id=1, office=Office.SECRETARY, kind=K.WORKPLACE_CELL, is_grassroots=is_grassroots
    )

    assert may(secretary, P.LETTER_ISSUE) is is_grassroots
    assert may(secretary, P.LETTER_DRAFT)


@pytest.mark.parametrize(("kind", "office"), [one for one in RIGHTS if one not in GRASSROOTS])
def test_to_be_a_grassroots_organisation_changes_nothing_for_the_others(kind, office):
    assert rights_of(kind, office, is_grassroots=True) == RIGHTS[kind, office]


@pytest.mark.parametrize(("kind", "office"), RIGHTS)
def test_an_office_that_exists_has_its_rights_and_no_other_office_has_any(kind, office):
    assert office in GIVES[kind]
    assert RIGHTS[kind, office]


def test_every_office_that_can_be_given_is_in_the_table():
    assert {(kind, office) for kind, offices in GIVES.items() for office in offices} == set(RIGHTS)


@pytest.mark.parametrize("office", [Office.OVERSEER, Office.ADMINISTRATOR])
def test_the_province_reads_no_record_of_anybody(office):
    rights = RIGHTS[K.PROVINCE_COMMITTEE, office]

    assert not [one for one in rights if one.value.split(":")[0] in ABOUT_PEOPLE]


@pytest.mark.parametrize(("kind", "office"), [one for one in RIGHTS if one[1] is Office.COMMITTEE_MEMBER])
def test_committee_members_read_and_do_nothing_else(kind, office):
    verbs = {one.value.split(":")[1] for one in RIGHTS[kind, office]}

    assert verbs <= {"read", "sent", "address", "draft"}


@pytest.mark.parametrize("is_grassroots", [True, False])
@pytest.mark.parametrize(("kind", "office"), RIGHTS)
def test_who_may_act_on_a_thing_may_read_it_at_least_as_far(kind, office, is_grassroots):
    rights = rights_of(kind, office, is_grassroots=is_grassroots)
    readings = {
        P.NOTICE_ACKNOWLEDGE: P.NOTICE_READ,
        P.NOTICE_ANSWER: P.NOTICE_SENT,
        P.LETTER_ISSUE: P.LETTER_READ,
        P.LETTER_RECEIVE: P.LETTER_READ,
        P.LIAISON_CONFIRM: P.LIAISON_READ,
        P.LIAISON_END: P.LIAISON_READ,
        P.MEMBER_WRITE: P.MEMBER_READ,
        P.LIAISON_COMPLETE: P.LIAISON_READ,
        P.SANCTION_RECORD: P.CHANGE_RECORD,
        P.EVALUATION_WRITE: P.EVALUATION_DRAFT,
        P.EVALUATION_CONFIRM: P.EVALUATION_READ,
        P.EVALUATION_ASK: P.EVALUATION_READ,
        P.ROUND_OPEN: P.ROUND_READ,
        P.MANDATE_GIVE: P.MANDATE_READ,
        P.ACCOUNT_MANAGE: P.ACCOUNT_READ,
    }
    wider = {
        act: read
        for act, read in readings.items()
        if act in rights and rights.get(read) not in (BELOW, rights[act])
    }

    assert wider == {}


def test_a_member_without_an_office_reads_the_own_record_and_no_more():
    member = Actor(account_id=1, member_id=2)

    assert reach(member, P.OWN_RECORD) is Reach.SELF
    assert [one for one in P if may(member, one)] == [P.OWN_RECORD]


@pytest.mark.parametrize("actor", [Actor.nobody(), Actor.worker(), Actor(account_id=1)])
def test_nobody_the_worker_and_an_account_without_office_hold_no_right(actor):
    assert [one for one in P if may(actor, one)] == []


def test_an_office_at_the_wrong_kind_of_organisation_gives_nothing():
    astray = Actor(account_id=1, office=Office.STAFF, kind=K.RESIDENCE_CELL, organisation_id=1, path="1.")

    assert [one for one in P if may(astray, one)] == []
