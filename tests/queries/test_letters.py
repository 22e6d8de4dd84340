"""Letters by the step they wait for, for both sides."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import NotFound
from models import IntroductionLetter, db
from models.vocabulary import LiaisonState
from queries import letters
from queries.letters import ARRIVING, AWAITING, DRAFTS, NOT_ARRIVED, RECEIVED, RETURNED, SENT
from queries.paging import PAGE
from tests.support import factories

L = LiaisonState
TODAY = date(2026, 3, 16)


def names(world, who, show, on=TODAY, after=None):
    return [line.name for line in letters.listed(world.actor(who), show, on, after).rows]


def letter_of(world, name):
    found = select(IntroductionLetter).where(IntroductionLetter.liaison_id == world.liaison(name).id)
    return db.session.scalars(found).one()


@pytest.mark.parametrize(
    ("who", "show", "expected"),
    [
        ("kien", DRAFTS, ["Trần Thị Nga"]),
        ("kien", RETURNED, ["Bùi Mạnh Cường"]),
        ("hanh", ARRIVING, ["Nguyễn Thị Hòa"]),
        ("hanh", RECEIVED, ["Vương Đình Sơn"]),
        ("hanh", AWAITING, ["Đậu Thùy Linh"]),
        ("loc", AWAITING, ["Đậu Thùy Linh"]),
        ("sau", AWAITING, []),
        ("nhan", ARRIVING, []),
        ("long", DRAFTS, []),
        ("tien", RETURNED, []),
    ],
)
def test_each_office_sees_the_letters_that_wait_for_it(world, who, show, expected):
    assert names(world, who, show) == expected


def test_the_workplace_follows_each_letter_by_the_day_of_its_steps(world):
    [line] = [
        one for one in letters.listed(world.actor("kien"), SENT, TODAY).rows if one.name.endswith("Mai")
    ]

    assert (line.issued_on, line.received_on, line.assigned_on) == (TODAY, TODAY, TODAY)
    assert (line.cell, line.contacted_on) == ("Chi bộ Tổ dân phố 5", world.liaison("mai").started_on)


def test_the_latest_letter_sent_stands_first(world):
    sent = letters.listed(world.actor("kien"), SENT, TODAY).rows

    assert sent[0].name == "Lê Thu Hà"


@pytest.mark.parametrize("who", ["kien", "hanh"])
def test_a_letter_that_has_not_arrived_within_its_days_is_listed_on_both_sides(world, who):
    assert names(world, who, NOT_ARRIVED, on=date(2026, 4, 15)) == []
    assert names(world, who, NOT_ARRIVED, on=date(2026, 4, 16)) == ["Nguyễn Thị Hòa"]
    assert letters.counts(world.actor(who), date(2026, 4, 16))[NOT_ARRIVED] == 1


def test_a_letter_is_late_only_while_it_is_on_its_way(world):
    [waiting] = letters.listed(world.actor("hanh"), ARRIVING, TODAY).rows
    [received] = letters.listed(world.actor("hanh"), RECEIVED, TODAY).rows

    assert waiting.is_late(date(2026, 4, 16))
    assert not waiting.is_late(date(2026, 4, 15))
    assert not received.is_late(date(2027, 1, 1))


def test_a_letter_that_was_taken_back_is_on_no_list(world):
    letter_of(world, "hoa").cancelled_on = TODAY
    db.session.commit()

    assert names(world, "hanh", ARRIVING) == []


def test_the_counts_agree_with_the_lists(world):
    counts = letters.counts(world.actor("hanh"), TODAY)

    assert {show: counts[show] for show in (ARRIVING, RECEIVED, AWAITING)} == {
        ARRIVING: 1,
        RECEIVED: 1,
        AWAITING: 1,
    }


@pytest.mark.parametrize(("who", "show"), [("kien", DRAFTS), ("hanh", ARRIVING), ("kien", SENT)])
def test_long_lists_go_on_behind_the_last_row(world, who, show):
    state = L.DRAFTED if show == DRAFTS else L.ISSUED
    for _ in range(PAGE):
        factories.a_liaison(factories.a_member(workplace=world.tax_cell), world.cell5, state=state)
    actor = world.actor(who)

    first = letters.listed(actor, show, TODAY)
    rest = letters.listed(actor, show, TODAY, first.after)

    assert len(first.rows) == PAGE
    assert rest.rows
    assert not {line.ref for line in first.rows} & {line.ref for line in rest.rows}


def test_letters_chosen_on_a_list_are_shown_again_whatever_became_of_them(world):
    refs = [letter_of(world, name).ref for name in ("hoa", "linh")]

    assert [line.name for line in letters.chosen_letters(world.actor("hanh"), refs)] == [
        "Nguyễn Thị Hòa",
        "Đậu Thùy Linh",
    ]
    assert letters.chosen_letters(world.actor("nhan"), refs) == []


def test_drafts_chosen_on_a_list_come_by_name(world):
    refs = [world.liaison(name).ref for name in ("nga", "cuong")]

    assert [line.name for line in letters.chosen_drafts(world.actor("kien"), refs)] == [
        "Bùi Mạnh Cường",
        "Trần Thị Nga",
    ]


def test_one_letter_comes_with_its_organisations(world):
    letter = letters.one(world.actor("hanh"), letter_of(world, "linh").ref)

    assert letter.assigned_cell is not None
    assert letter.liaison.member.full_name == "Đậu Thùy Linh"
    assert letter.issuer.name == "Đảng ủy Thuế tỉnh"


@pytest.mark.parametrize("who", ["nhan", "long", "sau", "admin"])
def test_a_letter_out_of_sight_is_not_there(world, who):
    ref = letter_of(world, "linh").ref

    with pytest.raises(NotFound):
        letters.member_of(world.actor(who), ref)
    with pytest.raises(NotFound):
        letters.one(world.actor(who), ref)
    with pytest.raises(NotFound):
        letters.batch(world.actor(who), letter_of(world, "linh").batch)


def test_a_draft_is_opened_with_its_home_until_the_liaison_has_ended(world):
    liaison, home = letters.draft(world.actor("hang"), world.liaison("nga").ref)

    assert liaison.member.full_name == "Trần Thị Nga"
    assert home is not None
    with pytest.raises(NotFound):
        letters.draft(world.actor("hang"), world.liaison("ha").ref)
