"""`liaison create-admin` and `liaison reset-password`, as a technician types them."""

from access import Actor
from models import db as database
from tests.support.slips import a_password


def run(app, *words):
    database.session.commit()
    return app.test_cli_runner().invoke(args=["liaison", *words])


def test_the_address_of_the_set_up_page_is_printed_first(app, db):
    ran = run(app, "create-admin")

    assert ran.exit_code == 0
    address, said = ran.output.splitlines()
    assert address.startswith("http://localhost/set-up?token=")
    assert len(address.partition("token=")[2]) >= 43
    assert "30 phút" in said


def test_there_is_one_first_administrator(app, world):
    ran = run(app, "create-admin")

    assert ran.exit_code == 1
    assert "Đã có quản trị viên" in ran.output
    assert "token=" not in ran.output


def test_a_reset_prints_an_address_for_its_owner(app, world):
    a_password(Actor.worker(), world.account("hanh"))

    ran = run(app, "reset-password", "hanh")

    assert ran.exit_code == 0
    assert ran.output.startswith("http://localhost/activate?code=")


def test_a_name_nobody_has_is_said(app, world):
    ran = run(app, "reset-password", "nobody", "--language", "en")

    assert ran.exit_code == 1
    assert "No open account has the sign-in name nobody." in ran.output
