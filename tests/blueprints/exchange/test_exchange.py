"""The exchange file of a committee: who takes it, what stands in it, what it leaves behind."""

import re

import pytest
from sqlalchemy import select

from domain.exchange import FORMAT, Column, read
from models import AccessEntry
from models import db as database
from tests.support.source import ROOT


@pytest.mark.parametrize(("name", "count"), [("hanh", 7), ("kien", 11)])
def test_a_committee_takes_its_own_register(sign_in_as, world, name, count):
    answer = sign_in_as(name).get("/exchange/register")
    file = read(answer.data)

    assert file.head.rows == len(file.rows) == count
    assert "Tep" not in answer.headers["Content-Disposition"].split("filename*")[1]
    assert "tep-trao-doi-16-03-2026.csv" in answer.headers["Content-Disposition"]


def test_the_workplace_is_not_told_of_contacts(sign_in_as, world):
    world.liaison("mai").last_contact_on = world.liaison("mai").started_on
    database.session.commit()

    here = read(sign_in_as("hanh").get("/exchange/register").data).rows
    there = read(sign_in_as("kien").get("/exchange/register").data).rows

    assert any(row[Column.LAST_CONTACT] for row in here)
    assert not any(row[Column.LAST_CONTACT] for row in there)


@pytest.mark.parametrize("name", ["loc", "vinh", "luan", "admin"])
def test_who_does_not_act_for_a_committee_finds_the_door_shut(sign_in_as, world, name):
    browser = sign_in_as(name)

    assert browser.get("/exchange/").status_code == 403
    assert browser.get("/exchange/register").status_code == 403


def test_each_member_in_it_can_read_who_took_it(sign_in_as, world):
    sign_in_as("hanh").get("/exchange/register")

    marks = database.session.scalars(select(AccessEntry).where(AccessEntry.page == "exchange.register")).all()
    page = sign_in_as(world.as_member("mai")).page("/me/seen-by")

    assert len(marks) == 7
    assert "Tải sổ về tệp trao đổi" in page.words


def test_the_register_leaves_the_book_only_after_a_fresh_sign_in(sign_in_as, world):
    answer = sign_in_as("hanh", fresh=False).get("/exchange/register")

    assert (answer.status_code, answer.location.split("?")[0]) == (303, "/step-up")


def test_the_page_says_what_stands_in_the_file(sign_in_as, world):
    browser = sign_in_as("hanh")
    page = browser.page("/exchange/")

    assert page.link("Tải tệp trao đổi") == "/exchange/register"
    text = browser.get("/exchange/").text
    assert all(f">{column.value}</code>" in text for column in Column)


def test_the_documentation_names_the_format_and_its_columns_in_their_order():
    text = (ROOT / "docs" / "exchange.md").read_text()

    assert f"`{FORMAT}`" in text
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [column.value for column in Column]
