"""Changes and their notices: some acknowledged, some waiting, one overdue, one questioned, one sanction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from access import Actor
from adapters import clock
from models import Member, Notice, db
from models.vocabulary import (
    Category,
    ChangeWord,
    ExemptionReason,
    NoticeEffect,
    NoticeState,
    Office,
    SanctionForm,
)
from services import escalations
from services.appointments import RecordAppointment, record_appointment
from services.categories import RecordCategoryChange, record_category_change
from services.changes import apply_due_changes
from services.demo.calendar import Calendar
from services.demo.cast import Cast, members, named
from services.demo.town import CELLS, LARGE_CELL, LOC_CELL
from services.departures import record_retirement
from services.dossiers import open_dossier
from services.notices import (
    AnswerNotice,
    DisputeNotice,
    ProcessNotice,
    acknowledge_notice,
    answer_notice,
    dispute_notice,
    open_notice,
    process_notice,
)
from services.recording import RecordChange
from services.rewards import RecordReward, record_reward
from services.sanctions import RecordSanction, record_sanction
from services.secondments import RecordSecondment, record_secondment
from services.transfers import RecordTransfer, record_transfer

WORKER = Actor.worker()
FAR_CELL = CELLS[8]
"""Where nobody answers."""
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that happened so many working days ago."""

    ago: int
    hour: int
    play: Callable[[], object]


def _eldest(pairs: Sequence[tuple[Member, str]]) -> tuple[Member, str]:
    """Whose retirement is believed."""
    return min(pairs, key=lambda pair: pair[0].born)


class Changes:
    """What the workplaces recorded about members of the ward, and what the residence did with it."""

    def __init__(self, cast: Cast, calendar: Calendar, ward: str) -> None:
        self._cast, self._calendar, self._ward = cast, calendar, ward
        self._mai = named("Nguyễn Thị Mai")
        self._here = [pair for pair in members(LOC_CELL) if pair[0].id != self._mai.id]
        self._large = members(LARGE_CELL)
        self._far = members(FAR_CELL)
        self._numbers = iter(range(101, 999))

    def fill(self) -> None:
        """Play every scene on its day; on the days between, the daily round climbs as it would have."""
        scenes = sorted(self._scenes(), key=lambda scene: (-scene.ago, scene.hour))
        for ago in range(max(scene.ago for scene in scenes), -1, -1):
            day = self._calendar.working_day(ago)
            with self._calendar.at(day, 6, 30):
                apply_due_changes(WORKER, day)
                escalations.climb(WORKER, day)
            for minute, scene in enumerate(one for one in scenes if one.ago == ago):
                with self._calendar.at(day, scene.hour, 3 * minute):
                    scene.play()

    def _scenes(self) -> Iterator[Scene]:
        yield from self._settled()
        yield from self._waiting()
        yield from self._looks()

    def _settled(self) -> Iterator[Scene]:
        """What was received, questioned and dealt with in time."""
        mai, large = (self._mai, "Đảng ủy Thuế tỉnh"), self._large
        retired = _eldest(large[2:])
        yield Scene(40, 9, partial(self._reward, mai, "Chiến sĩ thi đua cơ sở"))
        yield Scene(39, 19, partial(self._acknowledge, mai, LOC_CELL))
        yield Scene(38, 10, partial(self._acknowledge, mai, self._ward, Office.STAFF))
        yield Scene(25, 9, partial(self._retire, retired))
        yield Scene(24, 8, partial(self._acknowledge, retired, LARGE_CELL))
        yield Scene(24, 15, partial(self._acknowledge, retired, self._ward, Office.STAFF))
        yield Scene(22, 8, partial(self._process, retired, LARGE_CELL))
        yield Scene(20, 9, partial(self._appoint, large[1], "Phó Trưởng phòng"))
        yield Scene(
            19, 8, partial(self._dispute, large[1], LARGE_CELL, "Đồng chí này đã chuyển đơn vị từ năm ngoái?")
        )
        yield Scene(
            18,
            9,
            partial(self._answer, large[1], "Đồng chí vẫn công tác tại cơ quan; chức vụ mới từ tháng này."),
        )
        yield Scene(17, 20, partial(self._acknowledge, large[1], LARGE_CELL))

    def _waiting(self) -> Iterator[Scene]:
        """What waits today: for the secretary of the fifth cell above all."""
        here = self._here
        yield Scene(11, 9, partial(self._reward, self._far[0], "Giấy khen của Đảng ủy"))
        yield Scene(6, 9, partial(self._exempt, here[0]))
        yield Scene(3, 10, partial(self._transfer, here[1]))
        yield Scene(
            2, 9, partial(self._appoint, (self._mai, "Đảng ủy Thuế tỉnh"), "Phó Trưởng phòng Nghiệp vụ")
        )
        yield Scene(2, 11, partial(self._second, here[2]))
        yield Scene(1, 9, partial(self._reward, here[3], "Bằng khen của Ủy ban nhân dân tỉnh"))
        yield Scene(1, 14, partial(self._reward, here[4], "Danh hiệu Lao động tiên tiến"))
        yield Scene(1, 15, partial(self._sanction, here[5]))
        yield Scene(1, 16, partial(self._retire, _eldest(here[6:])))

    def _looks(self) -> Iterator[Scene]:
        """Who opened the record of the member whose page is shown first."""
        clerk, secretary = self._cast.of(self._ward, Office.STAFF), self._cast.of(LOC_CELL)
        employer = self._cast.of("Đảng ủy Thuế tỉnh", Office.DEPUTY)
        for ago, who, page in (
            (38, clerk, "members.show"),
            (21, secretary, "members.show"),
            (2, employer, "members.show"),
            (1, secretary, "liaisons.show"),
        ):
            yield Scene(ago, 8, partial(open_dossier, who, self._mai.id, page))

    def _decision(self, about: tuple[Member, str], **more: Any) -> dict[str, Any]:
        """The decision of today that bases a change, with its number."""
        decided = {"decision_number": f"{next(self._numbers)}-QĐ/ĐU", "decided_on": clock.today()}
        common = {"member": about[0].ref, "effective_on": clock.today(), "decided_by": about[1]}
        return common | decided | more

    def _boss(self, about: tuple[Member, str]) -> Actor:
        return self._cast.of(about[1])

    def _reward(self, about: tuple[Member, str], title: str) -> None:
        given = RecordReward(**self._decision(about, title=title))
        record_reward(self._boss(about), ChangeWord.REWARD, given)

    def _appoint(self, about: tuple[Member, str], post: str) -> None:
        given = RecordAppointment(**self._decision(about, post=post))
        record_appointment(self._boss(about), ChangeWord.APPOINTMENT, given)

    def _transfer(self, about: tuple[Member, str]) -> None:
        given = RecordTransfer(**self._decision(about, to_name="Chi bộ Phòng Thời sự", post="Biên tập viên"))
        record_transfer(self._boss(about), ChangeWord.TRANSFER, given)

    def _second(self, about: tuple[Member, str]) -> None:
        until_on = clock.today() + _YEAR
        to_name = "Văn phòng Ủy ban nhân dân xã Quế Phong"
        given = RecordSecondment(**self._decision(about, to_name=to_name, until_on=until_on))
        record_secondment(self._boss(about), ChangeWord.SECONDMENT, given)

    def _exempt(self, about: tuple[Member, str]) -> None:
        given = RecordCategoryChange(
            member=about[0].ref,
            effective_on=clock.today(),
            new_category=Category.EXEMPT,
            exemption_reason=ExemptionReason.STUDY,
            exemption_basis="Quyết định cử đi học tập trung số 31-QĐ/TU",
        )
        record_category_change(self._boss(about), ChangeWord.CATEGORY_CHANGE, given)

    def _retire(self, about: tuple[Member, str]) -> None:
        given = RecordChange(member=about[0].ref, effective_on=clock.today())
        record_retirement(self._boss(about), ChangeWord.RETIREMENT, given)

    def _sanction(self, about: tuple[Member, str]) -> None:
        given = RecordSanction(**self._decision(about, sanction_form=SanctionForm.REPRIMAND))
        record_sanction(self._boss(about), ChangeWord.SANCTION, given)

    def _acknowledge(self, about: tuple[Member, str], where: str, office: Office = Office.SECRETARY) -> None:
        actor = self._cast.of(where, office)
        ref = self._notice(about[0], actor)
        open_notice(actor, ref)
        acknowledge_notice(actor, ref)

    def _process(self, about: tuple[Member, str], where: str) -> None:
        actor = self._cast.of(where)
        ref = self._notice(about[0], actor)
        process_notice(actor, ref, ProcessNotice(effect=NoticeEffect.ENDED))

    def _dispute(self, about: tuple[Member, str], where: str, reason: str) -> None:
        actor = self._cast.of(where)
        dispute_notice(actor, self._notice(about[0], actor), DisputeNotice(reason=reason))

    def _answer(self, about: tuple[Member, str], answer: str) -> None:
        disputed = select(Notice.ref).where(
            Notice.member_id == about[0].id, Notice.state == NoticeState.DISPUTED
        )
        answer_notice(self._boss(about), db.session.scalars(disputed).one(), AnswerNotice(answer=answer))

    def _notice(self, member: Member, actor: Actor) -> str:
        """The reference of the latest notice about a member that an office received."""
        latest = (
            select(Notice.ref)
            .where(Notice.member_id == member.id, Notice.receiver_id == actor.organisation_id)
            .order_by(Notice.id.desc())
            .limit(1)
        )
        return db.session.scalars(latest).one()
