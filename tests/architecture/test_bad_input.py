"""Whatever a person types into whatever form is answered in words, on a page that is as good as any other.

Every form of every page in reach is filled with each of these and sent; the browser examines every answer.
"""

import pytest

from adapters import clock
from models import db
from models.vocabulary import ContactState, EvaluationState, OpinionState
from tests.architecture.test_access_matrix import ROLES
from tests.conftest import begin
from tests.support.doors import doors
from tests.support.factories import (
    a_change,
    a_contact,
    a_match,
    a_meeting,
    a_need,
    a_notice,
    an_evaluation,
    an_opinion,
)
from tests.support.pages import Form, Page

WORDS = {
    "nothing": "",
    "spaces": "  \u00a0\u200b ",
    "an impossible day": "31/02/2026",
    "a day in another century": "1/1/0001",
    "a day as nobody writes it": "2026-13-45T99:99",
    "markup": "<script>alert(1)</script><b>'\"&amp;",
    "a formula": '=HYPERLINK("http://example.org")',
    "something for the database": "'; DROP TABLE member; --",
    "something for a template": "{{ 7 * 7 }} %(name)s {0} ${x}",
    "a null and other controls": "a\x00b\x07c\r\nd",
    "letters of another direction": "\u202eMai\u202c ﷽",
    "letters put together from pieces": "Nguye\u0302\u0303n Thi\u0323 Mai",
    "far too much": "ă" * 3000,
    "a number without end": "9" * 500,
    "digits of other scripts": "１２/３/２０２６ ٣٤",
}
PEOPLE = (
    "cell secretary",
    "commune staff",
    "workplace deputy",
    "workplace cell secretary",
    "administrator",
    "member",
)
_SHEETS = {
    "anh78": EvaluationState.REQUESTED,
    "anh85": EvaluationState.WRITTEN,
    "tuan": EvaluationState.SIGNED,
    "mai": EvaluationState.SEEN,
}
TYPED = ("text", "search", "tel", "email", "date", "number", "password", "url")


@pytest.fixture
def busy(world):
    """The world with a notice, a meeting, a contact, an opinion and a need to be dealt with."""
    a_notice(a_change(world.mai, recorded_by=world.thu))
    a_contact(world.mai, state=ContactState.PROPOSED, is_by_member=True)
    an_opinion(world.mai)
    an_opinion(
        world.yen,
        state=OpinionState.PASSED_ON,
        holder_id=world.ward.id,
        passed_to="Đảng ủy",
        due_on=clock.today(),
    )
    a_match(a_need(world.cell5), world.mai)
    a_meeting(world.cell5)
    for name, state in _SHEETS.items():
        an_evaluation(world.member(name), state=state)
    return world


@pytest.mark.slow
@pytest.mark.parametrize("role", PEOPLE)
def test_every_form_takes_whatever_is_typed(busy, client, role):
    name, where = ROLES[role]
    actor = busy.actor(name, where)
    begin(client, actor)
    sent = 0
    for address in pages(client, actor):
        for words in WORDS.values():
            answer = client.get(address)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                break  # dealt with by an earlier form of this test
            for form in forms_to_fill(Page(answer.text, answer.request.path)):
                answer = client.post(form.action, data=filled(form, words))
                assert answer.status_code in (200, 303, 400, 403, 404, 409, 413, 422), (
                    address,
                    form.action,
                    words,
                )
                sent += 1
    assert sent > 10


def pages(client, actor):
    """One address for each page in reach."""
    found = [door for door in doors(client.application) if door.method == "GET" and door.is_open_to(actor)]
    for door in found:
        refs = door.inside(actor)[:1] if door.arguments else [{}]
        db.session.rollback()
        yield from (door.address(one) for one in refs)


def forms_to_fill(page: Page) -> list[Form]:
    """The forms of a page in which something can be typed."""
    return [form for form in page.forms() if form.method == "post" and typed_names(form)]


def typed_names(form: Form) -> set[str]:
    names = {one.get("name") for one in form.element.iter("input") if one.get("type", "text") in TYPED}
    return {name for name in names | {one.get("name") for one in form.element.iter("textarea")} if name}


def filled(form: Form, words: str) -> dict[str, list[str]]:
    """The form with these words in every box, and the first of each set of choices."""
    choices: dict[str, str] = {}
    for one in form.element.iter("input"):
        if one.get("type") in ("radio", "checkbox"):
            choices.setdefault(one.get("name", ""), one.get("value", "on"))
    typed: dict[str, object] = {**choices, **dict.fromkeys(typed_names(form), words)}
    data: dict[str, list[str]] = {}
    for name, value in form.filled(typed):
        data.setdefault(name, []).append(value)
    return data
