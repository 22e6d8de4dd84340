"""Whom to call: those who hold an office today, the secretary first, and never somebody whose account is closed."""

from datetime import timedelta

from models import Mandate
from models import db as database
from models.vocabulary import AccountState, Office
from queries import telephones


def named(world, *names: str, offices: tuple[Office, ...] = (Office.SECRETARY, Office.DEPUTY)) -> list[str]:
    today = world.mai.created_at.date()
    organisations = [getattr(world, name).id for name in names]
    found = telephones.of_organisations(organisations, today, offices)
    return [person.name for one in organisations for person in found.get(one, [])]


def test_the_secretary_stands_before_the_deputy(world):
    assert named(world, "cell5") == ["Nguyễn Văn Lộc", "Trần Văn Bình"]


def test_two_organisations_are_asked_at_once(world):
    assert named(world, "cell6", "tax_cell") == ["Phan Văn Sáu", "Phan Thị Hằng", "Nguyễn Cảnh Tiến"]


def test_an_office_that_has_ended_is_called_no_more(world):
    held = database.session.scalars(
        database.select(Mandate).where(Mandate.account_id == world.account("loc").id)
    ).one()
    held.ends_on = held.starts_on + timedelta(days=1)
    database.session.commit()

    assert named(world, "cell5") == ["Trần Văn Bình"]


def test_somebody_whose_account_is_closed_is_called_no_more(world):
    world.account("loc").state = AccountState.CLOSED
    database.session.commit()

    assert named(world, "cell5") == ["Trần Văn Bình"]


def test_nobody_is_asked_about_no_organisation(world):
    assert telephones.of_organisations([None], world.mai.created_at.date()) == {}
