"""Who looked at whom: each look of others, at the record or at a list with the member on it, and no other look."""

import ast
from datetime import date, timedelta

import pytest

from access import Actor
from models import Workplace
from models import db as database
from queries import trail
from services.dossiers import open_dossier, open_list
from tests.support import factories
from tests.support.catalogues import ROOT

LONG_AGO = date(2024, 1, 1)


def looks(world, name: str = "mai") -> list[tuple[str, str]]:
    found = trail.who_looked(world.as_member(name), LONG_AGO, limit=50)
    return [(look.person, look.purpose) for look in found]


def test_a_look_is_told_at_once_with_name_office_organisation_and_purpose(world, clock):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")

    (look,) = trail.who_looked(world.as_member("mai"), LONG_AGO, limit=50)

    assert (look.person, look.office, look.organisation) == (
        "Nguyễn Văn Lộc",
        "secretary",
        "Chi bộ Tổ dân phố 5",
    )
    assert look.purpose == "Opened the record"
    assert look.at == clock.now()


def test_every_look_at_a_record_counts_and_the_latest_comes_first(world, clock):
    for page in ("members.show", "members.show", "changes.new"):
        open_dossier(world.actor("hang"), world.mai.id, page)
        clock.move(minutes=1)

    found = trail.who_looked(world.as_member("mai"), LONG_AGO, limit=50)
    assert [(look.purpose, look.times) for look in found] == [
        ("Recorded a change", 1),
        ("Opened the record", 2),
    ]


def test_looks_on_two_days_are_two_lines(world, clock):
    for _ in range(2):
        open_dossier(world.actor("hang"), world.mai.id, "members.show")
        clock.move(days=1)

    assert looks(world) == [("Phan Thị Hằng", "Opened the record")] * 2


def test_a_list_counts_once_a_day_for_each_member_on_it(world, clock):
    for _ in range(3):
        open_list(world.actor("loc"), "members.index")
    clock.move(days=1)
    open_list(world.actor("loc"), "members.index")

    assert looks(world) == [("Nguyễn Văn Lộc", "Opened the list of members")] * 2


def test_two_lists_of_one_day_are_two_looks(world):
    open_list(world.actor("loc"), "members.index")
    open_list(world.actor("loc"), "notices.index")

    assert len(looks(world)) == 2


@pytest.mark.parametrize("name", ["loc", "hanh", "hang", "kien"])
def test_the_lists_of_both_cells_and_of_both_committees_count(world, name):
    open_list(world.actor(name), "members.index")

    assert len(looks(world)) == 1


@pytest.mark.parametrize("name", ["sau", "nhan", "chi", "long"])
def test_the_lists_of_others_do_not(world, name):
    open_list(world.actor(name), "members.index")

    assert looks(world) == []


def test_ones_own_look_leaves_no_mark(world):
    dung = world.actor("dung")

    open_dossier(dung, world.member("dung").id, "members.show")
    open_list(dung, "members.index")

    assert looks(world, "dung") == []


def test_a_list_opened_before_the_member_stood_on_it_does_not_count(world, clock):
    open_list(world.actor("sau"), "members.index")
    clock.move(days=5)
    member = factories.a_member(workplace=world.tax_cell)
    factories.a_liaison(member, world.cell6)
    account = factories.an_account(member=member)

    assert trail.who_looked(Actor(account_id=account.id, member_id=member.id), LONG_AGO, limit=50) == []


def test_a_list_opened_after_the_member_had_left_the_cell_does_not_count(world, clock):
    post = database.session.scalars(
        database.select(Workplace).where(Workplace.member_id == world.mai.id)
    ).one()
    post.ends_on = clock.today
    world.mai.workplace_id = world.finance_cell.id
    database.session.commit()
    clock.move(days=2)

    open_list(world.actor("hang"), "members.index")

    assert looks(world) == []


def test_looks_of_longer_ago_than_asked_are_left_out(world, clock):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")
    clock.move(days=10)

    assert trail.who_looked(world.as_member("mai"), clock.today - timedelta(days=9), limit=50) == []


def test_nobody_reads_who_looked_at_somebody_else(world):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")

    assert trail.who_looked(world.as_member("dung"), LONG_AGO, limit=50) == []
    assert trail.who_looked(world.actor("loc"), LONG_AGO, limit=50) == []


def test_every_page_that_leaves_a_mark_says_why_in_words():
    named = set()
    for path in [*ROOT.glob("blueprints/**/*.py"), *ROOT.glob("services/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                last = node.args[-1]
                if node.func.id in ("open_dossier", "open_list") and isinstance(last, ast.Constant):
                    named.add(last.value)

    assert named
    assert named == named & trail.PURPOSES.keys()


# --- The log of an office ---------------------------------------------------------------------------------


def test_an_office_reads_the_trail_of_its_own_tree_the_latest_first(world):
    open_dossier(world.actor("loc"), world.mai.id, "members.show")
    open_dossier(world.actor("quy"), world.khanh.id, "members.show")

    own = trail.entries(world.actor("hanh"), None)

    assert own[0].account is not None
    assert own[0].account.full_name == "Nguyễn Văn Lộc"
    assert [entry.id for entry in own] == sorted((entry.id for entry in own), reverse=True)
    assert "Ngô Xuân Quý" not in {entry.account.full_name for entry in own if entry.account}


def test_the_trail_goes_on_below_a_number(world):
    for _ in range(5):
        open_dossier(world.actor("loc"), world.mai.id, "members.show")
    whole = [entry.id for entry in trail.entries(world.actor("loc"), None)]

    assert [entry.id for entry in trail.entries(world.actor("loc"), whole[1], limit=2)] == whole[2:4]
