"""The sign-in page of the demonstration, and entering by a click; nothing of it anywhere else."""

import pytest
from sqlalchemy import select

from models import Account, SignIn
from models import db as database
from queries import demo
from tests.support.factories import an_account


@pytest.fixture
def lobby(demonstration, client, monkeypatch):
    """A browser before the sign-in page of the demonstration."""
    monkeypatch.setitem(demonstration.jinja_env.globals, "demonstration", True)
    return client


def test_the_sign_in_page_lists_people_by_role_and_begins_with_the_secretary(lobby):
    page = lobby.page("/sign-in")

    buttons = [form for form in page.forms() if "/demonstration/enter/" in form.action]
    words = [text for text in page.sentences() if text.startswith("Bí thư Chi bộ Tổ dân phố 5 ")]
    assert len(buttons) == len(demo.people())
    assert words == ["Bí thư Chi bộ Tổ dân phố 5 – Nguyễn Văn Lộc"]
    assert buttons[0].action.endswith(demo.people()[0].ref)


def test_one_click_enters(lobby):
    first = demo.people()[0]

    answer = lobby.fill("/sign-in", form=f"enter/{first.ref}")

    assert (answer.status_code, answer.location) == (303, "/")
    home = lobby.page("/")
    assert lobby.actor.person_name == "Nguyễn Văn Lộc"
    assert lobby.actor.is_fresh
    assert "thông báo thay đổi" in home.words


def test_everybody_listed_can_enter_and_sees_a_page(lobby):
    for person in demo.people()[:20]:
        answer = lobby.fill("/sign-in", form=f"enter/{person.ref}")
        assert answer.status_code == 303, person
        assert lobby.get("/", follow_redirects=True).status_code == 200
        lobby.delete_cookie("liaison", domain="localhost")


def test_a_click_leads_on_to_the_page_that_was_wanted(lobby):
    first = demo.people()[0]

    answer = lobby.fill("/sign-in?next=/members/", form=f"enter/{first.ref}")

    assert answer.location == "/members/"


def test_a_click_without_the_token_of_the_form_opens_nothing(lobby):
    answer = lobby.post(f"/demonstration/enter/{demo.people()[0].ref}")

    assert answer.status_code == 400
    assert database.session.scalar(select(SignIn.id)) is None


def test_nobody_enters_from_another_computer(lobby):
    form = lobby.page("/sign-in").form(f"enter/{demo.people()[0].ref}")

    answer = lobby.post(form.action, data=dict(form.filled({})), environ_base={"REMOTE_ADDR": "10.0.0.7"})

    assert answer.status_code == 404


def test_an_unknown_person_is_not_found(lobby):
    page = lobby.page("/sign-in")
    form = page.forms()[0]

    answer = lobby.post("/demonstration/enter/" + "0" * 12, data=dict(form.filled({})))

    assert answer.status_code == 404


def test_outside_the_demonstration_there_is_nothing_at_this_address(client, db):
    account = an_account()
    page = client.page("/sign-in")

    assert not [form for form in page.forms() if "demonstration" in form.action]
    form = page.form()
    answer = client.post(f"/demonstration/enter/{account.ref}", data=dict(form.filled({})))
    assert answer.status_code == 404
    assert db.session.get_one(Account, account.id).last_sign_in_at is None
