"""Changes recorded as a workplace records them, through their use cases: each tells those who must know."""

from datetime import date
from typing import Any

from sqlalchemy import select

from adapters import clock
from models import Change, Notice, NoticeStep, Notification, db
from models.vocabulary import ChangeWord, Registration, SanctionForm, Step
from services.appointments import RecordAppointment, record_appointment
from services.categories import RecordCategoryChange, record_category_change
from services.departures import record_departure, record_retirement
from services.recording import RecordChange
from services.residences import RecordResidenceMove, record_residence_move
from services.rewards import RecordReward, record_reward
from services.sanctions import RecordSanction, record_sanction
from services.secondments import RecordSecondment, record_secondment
from services.transfers import RecordTransfer, record_transfer
from tests.support.world import World

_NUMBER = "45/QĐ-UBND"


def decided(**more: Any) -> dict[str, Any]:
    """A decision of today, and a change that takes effect today."""
    today = clock.today()
    values = {
        "effective_on": today,
        "decision_number": _NUMBER,
        "decided_on": today,
        "decided_by": "Thuế tỉnh",
    }
    return values | more


def appointed(world: World, name: str = "mai", by: str = "hang", **more: Any) -> Change:
    """Somebody becomes deputy head of a section; `by` reports it."""
    values = decided(post="Phó Trưởng phòng") | more
    supersedes, word = values.pop("supersedes", None), values.pop("word", ChangeWord.APPOINTMENT)
    given = RecordAppointment(member=world.member(name).ref, **values)
    return record_appointment(world.actor(by), word, given, supersedes=supersedes)


def rewarded(world: World, name: str = "mai", by: str = "hang", **more: Any) -> Change:
    """Somebody is rewarded."""
    given = RecordReward(member=world.member(name).ref, **decided(title="Bằng khen") | more)
    return record_reward(world.actor(by), ChangeWord.REWARD, given)


def sanctioned(world: World, name: str = "mai", by: str = "kien", **more: Any) -> Change:
    """Somebody is reprimanded, for a year unless another day is given."""
    values = decided(sanction_form=SanctionForm.REPRIMAND) | more
    return record_sanction(
        world.actor(by), ChangeWord.SANCTION, RecordSanction(member=world.member(name).ref, **values)
    )


def transferred(world: World, to_name: str, name: str = "mai", by: str = "hang", **more: Any) -> Change:
    """Somebody goes to work elsewhere."""
    values = decided(to_name=to_name) | more
    supersedes = values.pop("supersedes", None)
    given = RecordTransfer(member=world.member(name).ref, **values)
    return record_transfer(world.actor(by), ChangeWord.TRANSFER, given, supersedes=supersedes)


def seconded(world: World, until_on: date, name: str = "mai", by: str = "hang", **more: Any) -> Change:
    """Somebody is seconded for a term."""
    given = RecordSecondment(
        member=world.member(name).ref, **decided(to_name="Ủy ban nhân dân tỉnh", until_on=until_on) | more
    )
    return record_secondment(world.actor(by), ChangeWord.SECONDMENT, given)


def moved(world: World, new_place: str, name: str = "mai", by: str = "hang", **more: Any) -> Change:
    """Somebody moves home."""
    values: dict[str, Any] = {
        "effective_on": clock.today(),
        "new_registration": Registration.PERMANENT,
    } | more
    supersedes = values.pop("supersedes", None)
    given = RecordResidenceMove(member=world.member(name).ref, new_place=new_place, **values)
    return record_residence_move(world.actor(by), ChangeWord.RESIDENCE_MOVE, given, supersedes=supersedes)


def recategorised(world: World, name: str = "mai", by: str = "hang", **more: Any) -> Change:
    """An exemption begins or ends."""
    given = RecordCategoryChange(member=world.member(name).ref, **{"effective_on": clock.today()} | more)
    return record_category_change(world.actor(by), ChangeWord.CATEGORY_CHANGE, given)


def retired(world: World, name: str = "mai", by: str = "hang", **more: Any) -> Change:
    """Somebody retires."""
    given = RecordChange(member=world.member(name).ref, **{"effective_on": clock.today()} | more)
    return record_retirement(world.actor(by), ChangeWord.RETIREMENT, given)


def departed(
    world: World, word: ChangeWord = ChangeWord.DEATH, name: str = "mai", by: str = "hang", **more: Any
) -> Change:
    """Somebody dies or leaves the Party."""
    given = RecordChange(member=world.member(name).ref, **{"effective_on": clock.today()} | more)
    return record_departure(world.actor(by), word, given)


def notice_at(change: Change, receiver: Any) -> Notice:
    """The notice of a change at one organisation, as it stands now."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.change_id == change.id, Notice.receiver_id == receiver.id)
        .execution_options(populate_existing=True)
    ).one()


def steps(notice: Notice) -> list[Step]:
    """What happened to a notice, in order."""
    found = select(NoticeStep.step).where(NoticeStep.notice_id == notice.id).order_by(NoticeStep.id)
    return list(db.session.scalars(found))


def rings(world: World, name: str) -> list[str]:
    """The events that rang at somebody's bell, in order."""
    found = (
        select(Notification.event)
        .where(Notification.account_id == world.account(name).id)
        .order_by(Notification.id)
    )
    return list(db.session.scalars(found))
