"""One history for three readers: the workplace, the residence and the member; a sanction only where it is open."""

import pytest

from access import Actor
from models.vocabulary import ChangeKind, LiaisonState, NoticeState
from queries import timeline
from queries.dealings import STEP
from tests.support import factories


@pytest.fixture
def told(world):
    """A reward of Mai, told to her cell and her ward; the cell has acknowledged."""
    reward = factories.a_reward(world.mai)
    factories.a_notice(
        reward,
        world.cell5,
        state=NoticeState.ACKNOWLEDGED,
        acknowledged_at=reward.recorded_at,
        acknowledged_by_id=world.account("loc").id,
    )
    factories.a_notice(reward, world.ward)
    return reward


@pytest.fixture
def sanction(world):
    """A sanction of Mai, told to her cell and her ward, recorded by an officer of the workplace committee."""
    made = factories.a_sanction(world.mai, recorded_by=world.account("thu"))
    factories.a_notice(made, world.cell5)
    factories.a_notice(made, world.ward)
    return made


def history(world, name: str) -> list[timeline.Entry]:
    member = world.as_member("mai") if name == "mai" else None
    actor: Actor = member or world.actor(name)
    return timeline.of_member(actor, world.member("mai").id, as_member=member is not None)


def steps(entries) -> list[LiaisonState]:
    return [one.state for entry in entries if (one := entry.dealing) and one.part == STEP]


def changes(entries) -> list[ChangeKind]:
    return [entry.change.kind for entry in entries if entry.change]


@pytest.mark.parametrize("name", ["mai", "loc", "tam", "hanh", "kien", "luan"])
def test_all_three_readers_see_the_same_steps_and_changes(world, told, name):
    entries = history(world, name)

    assert steps(entries) == [LiaisonState.ACTIVE]
    assert changes(entries) == [ChangeKind.REWARD]


@pytest.mark.parametrize(
    ("name", "receivers"),
    [
        ("mai", ["Chi bộ Tổ dân phố 5", "Đảng ủy phường Thành Vinh"]),
        ("kien", ["Chi bộ Tổ dân phố 5", "Đảng ủy phường Thành Vinh"]),
        ("loc", ["Chi bộ Tổ dân phố 5"]),
        ("hanh", ["Đảng ủy phường Thành Vinh"]),
    ],
)
def test_sender_and_member_see_all_who_were_told_a_receiver_only_itself(world, told, name, receivers):
    (entry,) = [entry for entry in history(world, name) if entry.change]

    assert [one.receiver for one in entry.told] == [
        world.ward.name if "phường" in receiver else receiver for receiver in receivers
    ]


def test_who_acknowledged_stands_there_by_name(world, told):
    (entry,) = [entry for entry in history(world, "mai") if entry.change]

    assert entry.told[0].acknowledged_by == "Nguyễn Văn Lộc"
    assert entry.told[0].acknowledged_at is not None
    assert entry.told[1].acknowledged_by is None


@pytest.mark.parametrize("name", ["mai", "loc", "thanh", "kien", "thu"])
def test_a_sanction_is_open_to_the_member_three_secretaries_and_who_recorded_it(world, sanction, name):
    assert ChangeKind.SANCTION in changes(history(world, name))


@pytest.mark.parametrize("name", ["binh", "tam", "hanh", "phuc", "vinh", "hang", "tien", "dung", "luan"])
def test_for_everybody_else_a_sanction_is_not_there_at_all(world, sanction, told, name):
    assert ChangeKind.SANCTION not in changes(history(world, name))


def test_a_cell_reads_what_it_recorded_itself_and_its_committee_reads_it_too(world):
    factories.a_reward(world.mai, organisation_id=world.tax_cell.id)

    assert changes(history(world, "hang")) == [ChangeKind.REWARD]
    assert changes(history(world, "kien")) == [ChangeKind.REWARD]


def test_a_lapsed_sanction_is_out_of_sight_at_the_residence(world, clock):
    made = factories.a_sanction(world.mai)
    factories.a_notice(made, world.cell5, lapsed_at=clock.now())

    assert changes(history(world, "loc")) == []
    assert changes(history(world, "mai")) == [ChangeKind.SANCTION]


@pytest.mark.parametrize("name", ["sau", "nhan", "chi", "long", "admin", "overseer"])
def test_whom_the_member_does_not_concern_sees_no_line(world, told, sanction, name):
    assert history(world, name) == []


def test_the_latest_stands_first(world, clock):
    first = factories.a_reward(world.mai)
    clock.move(days=1)
    second = factories.a_reward(world.mai)

    told = [entry.change.id for entry in history(world, "mai") if entry.change]

    assert told == [second.id, first.id]


def test_a_sanction_is_only_named_until_the_reader_has_proved_who_he_or_she_is(world, sanction):
    stale, fresh = world.actor("loc", fresh=False), world.actor("loc")

    assert [entry.is_closed for entry in timeline.of_member(stale, world.mai.id) if entry.change] == [True]
    assert [entry.is_closed for entry in timeline.of_member(fresh, world.mai.id) if entry.change] == [False]


def test_the_own_record_is_open_to_the_member_at_any_time(world, sanction):
    entries = history(world, "mai")

    assert not any(entry.is_closed for entry in entries)
