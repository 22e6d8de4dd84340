"""`liaison demo` and `liaison demo-accounts`."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from access import Actor
from adapters.tools import tools
from models import Account, Credential
from models import db as database
from models.vocabulary import CredentialKind
from services.slips import find_slip
from tests.support import world as worlds


@pytest.fixture
def run(app):
    """Run a command of the installation."""
    return lambda *words: app.test_cli_runner().invoke(args=["liaison", *words])


def test_a_register_in_use_is_left_alone(world, run):
    ran = run("demo")

    assert ran.exit_code == 0
    assert "đã có nội dung" in ran.output


def test_a_register_that_others_reach_is_never_a_demonstration(db, app, run, monkeypatch):
    settings = replace(app.config["LIAISON"], public_url="https://so.example.vn")
    monkeypatch.setitem(app.config, "LIAISON", settings)

    ran = run("demo")

    assert ran.exit_code == 1
    assert "chỉ chạy trên máy tính này" in ran.output


def test_an_empty_register_becomes_the_invented_ward(db, run):
    worlds.load_reference()
    db.session.remove()

    ran = run("demo")

    assert ran.exit_code == 0, ran.output
    assert "không có ai" in ran.output.lower()


def test_outside_the_demonstration_nobody_is_listed(world, run):
    ran = run("demo-accounts", "--json")

    assert ran.exit_code == 1
    assert "[" not in ran.output


def test_everybody_is_listed_with_all_that_a_script_needs(demonstration, run):
    people = json.loads(run("demo-accounts", "--json").output)

    first = people[0]
    assert (first["role"], first["organisation"], first["name"]) == (
        "Bí thư",
        "Chi bộ Tổ dân phố 5",
        "Nguyễn Văn Lộc",
    )
    assert all(one.keys() >= {"role", "organisation", "name"} for one in people)
    assert all(("slip" in one and "phone" in one) != ("password" in one) for one in people)


def test_the_password_listed_is_the_one_that_opens(demonstration, run):
    people = json.loads(run("demo-accounts", "--json").output)
    clerk = next(one for one in people if one.get("sign_in_name") == "le.hanh")

    kept = database.session.scalars(
        select(Credential)
        .join(Account, Account.id == Credential.account_id)
        .where(Account.sign_in_name == clerk["sign_in_name"], Credential.kind == CredentialKind.PASSWORD)
    ).one()
    assert tools().hasher.matches(kept.secret, clerk["password"])


def test_a_slip_listed_is_good_until_the_next_call(demonstration, run):
    first = json.loads(run("demo-accounts", "--json").output)[0]
    _slip, account = find_slip(Actor.nobody(), first["slip"], "127.0.0.1")
    assert account.full_name == first["name"]

    second = json.loads(run("demo-accounts", "--json").output)[0]

    assert second["slip"] != first["slip"]


def test_a_person_reads_the_list_as_lines(demonstration, run):
    assert "Bí thư Chi bộ Tổ dân phố 5 – Nguyễn Văn Lộc: " in run("demo-accounts").output
    assert "Secretary Chi bộ Tổ dân phố 5" in run("demo-accounts", "--language", "en").output
