"""Every office at every door, with things in reach, out of reach and never there: nothing is listed by hand.

Shut is 403, out of sight is the same 404 as what never was, signed out leads to the sign-in page, and nothing that
comes from outside ends in a 500: with `app.testing` an exception ends the test.
"""

import re

import pytest
from sqlalchemy import select

from access import Actor
from adapters import clock
from models import Liaison, Minutes, Organisation, db
from models.types import new_ref
from models.vocabulary import (
    ContactState,
    CorrectionLine,
    EvaluationState,
    LiaisonState,
    MeetingState,
    NoticeState,
    Office,
    OpinionState,
    OrganisationKind,
)
from tests.conftest import begin
from tests.support.doors import ENOUGH, NOWHERE, doors, words_asked_for
from tests.support.factories import (
    a_change,
    a_contact,
    a_correction,
    a_device,
    a_document,
    a_draft_of_rules,
    a_liaison,
    a_mandate,
    a_match,
    a_meeting,
    a_member,
    a_need,
    a_notice,
    a_notification,
    a_residence,
    a_sanction,
    a_told_correction,
    an_account,
    an_evaluation,
    an_import,
    an_opinion,
    an_organisation,
    first_account,
)
from tests.support.world import actor_of
from ui.forms import new_key

ROLES = {
    # a person of the world, and where he or she acts
    "administrator": ("admin", "province"),
    "overseer": ("overseer", "province"),
    "commune secretary": ("thanh", "ward"),
    "commune deputy": ("phuc", "ward"),
    "commune committee member": ("vinh", "ward"),
    "commune staff": ("hanh", "ward"),
    "cell secretary": ("loc", "cell5"),
    "cell deputy": ("binh", "cell5"),
    "cell committee member": ("tam", "cell5"),
    "workplace secretary": ("kien", "tax"),
    "workplace deputy": ("dung", "tax"),
    "workplace staff": ("thu", "tax"),
    "workplace committee member": ("luan", "tax"),
    "workplace cell secretary": ("hang", "tax_cell"),
    "workplace cell deputy": ("tien", "tax_cell"),
    "workplace cell committee member": ("que", "tax_cell"),
    "grassroots cell secretary": ("a chi bộ cơ sở", None),
    "member": ("mai", None),
    "account without office": ("newcomer", None),
}
_CHANGING = re.compile(r'(nonce|name="(?:csrf_token|form_key)" value|value)="[^"]*"|[0-9a-hj-kmnp-tv-z]{12}')
OPENED_OTHERWISE = {
    "auth.set_up": "opens with the token that create-admin prints",
    "imports.marked": "needs the very file that the office sent; a list written down by itself has none",
    "imports.columns": "needs that file too",
    "wordings.paper": "its address says which paper",
    "wordings.sentence": "its address says which sentence",
    "wordings.example_pdf": "its address says of which paper",
}
ODD = ("", "0", "-1", "' OR 1=1 --", "<script>", "\u202e", "%00", "𠮷", "9" * 400)


@pytest.fixture
def full(world, ground):
    """The world with something behind every door, in reach of some and out of reach of others."""
    if "full" not in ground.kept:
        _furnish(world)
        ground.keep("full")
    return world


def _furnish(world):
    for member, by in ((world.mai, world.thu), (world.son, world.dung), (world.khanh, world.long)):
        for change in (a_change(member, recorded_by=by), a_sanction(member, recorded_by=by)):
            a_notice(change)
        _acknowledge(a_notice(a_change(member, recorded_by=by)))
    for member in (world.mai, world.yen, world.khanh):
        _keep_in_contact(member)
        _ask_for_corrections(member)
    climbing = a_notice(a_change(world.anh78, recorded_by=world.thu))
    climbing.escalated_to_id = world.ward.id
    for cell in (world.cell5, world.cell6, world.other_cell):
        for state in MeetingState:
            with_minutes(a_meeting(cell, state=state))
    a_draft_of_rules()
    for name in ("loc", "quy", "hang", "mai"):
        a_device(world.account(name))
        a_notification(world.account(name))
    _evaluate(world)
    for issuer in (world.tax, world.tax_cell, world.cell5, world.cell6, world.ward, world.finance):
        a_document(issuer, new_ref())
    for committee in (world.ward, world.other_ward, world.tax, world.finance):
        an_import(committee)
    db.session.commit()


def _acknowledge(notice):
    """Somebody of the receiver has read it."""
    notice.state = NoticeState.ACKNOWLEDGED
    receiver = db.session.get_one(Organisation, notice.receiver_id)
    notice.acknowledged_at, notice.acknowledged_by_id = notice.sent_at, first_account(receiver).id


def _ask_for_corrections(member):
    """A request at the workplace, one at the cell, and somebody of the residence who was told of one."""
    phone = a_correction(member)
    bond = member_bond(member)
    a_correction(member, owner_id=bond.residence_id, line=CorrectionLine.MEETING, stands="absent")
    a_told_correction(phone, db.session.get_one(Organisation, bond.residence_id))
    a_told_correction(phone, db.session.get_one(Organisation, bond.commune_id))
    a_told_correction(phone, db.session.get_one(Organisation, member.workplace_id))


def member_bond(member):
    return db.session.scalars(select(Liaison).where(Liaison.member_id == member.id)).first()


def _evaluate(world):
    """A sheet in every state, for a member each; those of the map's own members are returned and objected to."""
    for member in (world.mai, world.yen, world.khanh):
        an_evaluation(member, state=EvaluationState.OBJECTED)
    an_evaluation(world.tuan, state=EvaluationState.SIGNED)
    for state in EvaluationState:
        member = a_member(workplace=world.tax_cell)
        a_residence(member, world.cell5)
        a_liaison(member, world.cell5)
        an_evaluation(member, state=state)


def _keep_in_contact(member):
    """What lives between a member and the cell: a contact that waits, an opinion, a need and whom it asks."""
    a_contact(member, state=ContactState.PROPOSED, is_by_member=True)
    opinion = an_opinion(member)
    a_match(a_need(db.session.get_one(Organisation, opinion.cell_id)), member)
    passed_on = an_opinion(member, state=OpinionState.PASSED_ON, passed_to="Đảng ủy", due_on=clock.today())
    above = db.session.get_one(Organisation, passed_on.cell_id).parent_id
    assert above is not None
    passed_on.holder_id = above


def with_minutes(meeting):
    """Minutes of a meeting: signed where its state says so, else a draft."""
    is_signed = meeting.state in (MeetingState.SIGNED, MeetingState.CLOSED)
    minutes = Minutes(meeting_id=meeting.id, edition=1, conclusions="Nhất trí")
    if is_signed:
        minutes.signed_at, minutes.signed_by_id = meeting.created_at, first_account(meeting.cell).id
        minutes.number_text = f"{meeting.id:02d}-BB/CB"
    db.session.add(minutes)


@pytest.fixture
def office(full, client, monkeypatch, request):
    """A browser in which somebody of this role has signed in; without tokens, so that a POST reaches its view."""
    name, where = ROLES[request.param]
    made = {"newcomer": _newcomer, "a chi bộ cơ sở": _secretary_of_a_grassroots_cell}.get(name)
    actor = made(full) if made else full.actor(name, where)
    monkeypatch.setitem(client.application.config, "WTF_CSRF_ENABLED", False)
    client.examines = False
    begin(client, actor)
    return client, actor


def _newcomer(_world):
    return Actor(account_id=an_account().id)


def _secretary_of_a_grassroots_cell(world):
    """Of a cell right below the province, with one member in liaison and one who is being introduced."""
    cell = an_organisation("Chi bộ Báo Nghệ An", OrganisationKind.WORKPLACE_CELL, world.province)
    secretary = an_account(organisation=cell)
    a_mandate(secretary, Office.SECRETARY, cell)
    for state in (LiaisonState.ACTIVE, LiaisonState.ISSUED, LiaisonState.DRAFTED):
        member = a_member(workplace=cell)
        a_residence(member, world.cell6)
        a_liaison(member, world.cell6, state=state)
        a_notice(a_sanction(member, recorded_by=secretary))
    db.session.commit()
    return actor_of(secretary)


every_office = pytest.mark.parametrize("office", ROLES, indirect=True)


@every_office
@pytest.mark.slow
def test_what_is_shut_says_so(office):
    client, actor = office
    wrong = []
    for door in doors(client.application):
        if not door.is_open_to(actor):
            refs = dict.fromkeys(door.arguments, NOWHERE)
            answer = knock(client, door, refs)
            if answer.status_code != 403:
                wrong.append((str(door), answer.status))

    assert wrong == []


@every_office
@pytest.mark.slow
def test_what_is_out_of_sight_is_answered_like_what_never_was(office):
    """To end what is one's own and gone already is no mistake: it is done, and says nothing about other people's."""
    client, actor = office
    wrong = []
    for door in [one for one in doors(client.application) if one.arguments and one.is_open_to(actor)]:
        absent = knock(client, door, dict.fromkeys(door.arguments, NOWHERE))
        if absent.status_code not in ((303, 404) if door.is_about_own_things else (404,)):
            wrong.append((str(door), "never there", absent.status))
        for refs in door.outside(actor)[:ENOUGH]:
            hidden = knock(client, door, refs)
            if (hidden.status, bare(hidden.text)) != (absent.status, bare(absent.text)):
                wrong.append((str(door), str(refs), hidden.status))
        if door.is_about_own_things:
            client.get("/help/")  # where what was said about it is read, not on the page of the next door

    assert wrong == []


def knock(client, door, refs):
    """Open a door as its own page would: a posted form brings its one-time key."""
    data = {"form_key": new_key()} if door.method == "POST" else None
    return client.open(door.address(refs), method=door.method, data=data)


def bare(page: str) -> str:
    """A page without the random words in it."""
    return _CHANGING.sub("", page)


@every_office
@pytest.mark.slow
def test_what_is_in_reach_opens(office):
    """At least one of the rows in reach opens the page; others may be in a state that has no use for it."""
    client, actor = office
    shut = []
    for door in [one for one in doors(client.application) if one.method == "GET" and one.is_open_to(actor)]:
        tried = door.inside(actor)[: 4 * ENOUGH] if door.arguments else [{}]
        answers = []
        for refs in tried:
            answers.append(client.get(door.address(refs)).status)
            if door.is_file and answers[-1].startswith("2"):
                break  # a file takes long to make, and one tells as much as many
        is_opened = any(answer.startswith(("2", "3")) for answer in answers)
        if tried and not is_opened and door.rule.endpoint not in OPENED_OTHERWISE:
            shut.append((str(door), answers))

    assert shut == []


@every_office
@pytest.mark.slow
def test_an_empty_form_is_answered_in_words(office):
    """Posting nothing to any door in reach: told what is missing, done, or led on; never broken, never shut."""
    client, actor = office
    wrong = []
    for door in [one for one in doors(client.application) if one.method == "POST" and one.is_open_to(actor)]:
        for refs in (door.inside(actor) if door.arguments else [{}])[:ENOUGH]:
            begin(client, actor)
            answer = knock(client, door, refs)
            if answer.status_code not in (200, 204, 302, 303, 400, 404, 409, 422, 429):
                wrong.append((str(door), answer.status))

    assert wrong == []


@every_office
@pytest.mark.slow
def test_odd_words_in_an_address_are_answered(office):
    """All odd words under a name that no page knows, then each of them under all names that the page asks for."""
    client, actor = office
    with words_asked_for(client.application) as asked:
        for door in [
            one for one in doors(client.application) if one.method == "GET" and one.is_open_to(actor)
        ]:
            for refs in (door.inside(actor) if door.arguments else [{}])[:1]:
                asked.clear()
                address = door.address(refs)
                answers = [client.get(address, query_string={"unknown": ODD})]
                words = ODD if asked else ()
                answers += [client.get(address, query_string=dict.fromkeys(asked, odd)) for odd in words]

                assert all(answer.status_code < 500 for answer in answers), (str(door), sorted(asked))


@pytest.mark.slow
def test_who_has_not_signed_in_is_led_to_the_sign_in_page(full, client, monkeypatch):
    monkeypatch.setitem(client.application.config, "WTF_CSRF_ENABLED", False)
    wrong = []
    for door in doors(client.application):
        if door.mark and not door.mark.public:
            refs = dict.fromkeys(door.arguments, NOWHERE)
            answer = knock(client, door, refs)
            if answer.status_code != 303 or not answer.location.startswith("/sign-in"):
                wrong.append((str(door), answer.status, answer.location))

    assert wrong == []


@pytest.mark.slow
def test_a_form_without_its_token_is_not_read(full, client):
    begin(client, full.actor("hanh"))
    wrong = []
    for door in doors(client.application):
        if (
            door.method == "POST"
            and door.rule.endpoint != "content_policy_report"
            and door.is_open_to(client.actor)
        ):
            refs = door.inside(full.actor("hanh"))[:1] if door.arguments else [{}]
            for one in refs:
                answer = client.post(door.address(one))
                if answer.status_code != 400:
                    wrong.append((str(door), answer.status))

    assert wrong == []
