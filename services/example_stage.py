"""Who and what the examples of papers are about: nobody and nothing that is in the register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from access import Actor
from adapters import clock
from domain.papers.wording import Say
from models import Organisation, Place
from models.vocabulary import Office, OrganisationKind

NAME, BORN, HOME = "Nguyễn Thị Ví Dụ", "1988-05-12", "12 Lê Lợi, phường Ví Dụ, tỉnh Ví Dụ"
MEMBER_CELL, COMMITTEE = "Chi bộ Phòng Nghiệp vụ", "Đảng ủy Sở Ví Dụ"
CHAIR, NOTES = "Trần Văn Mẫu", "Lê Thị Thử"


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and when the invented things happen."""

    actor: Actor
    say: Say
    on: date
    at: datetime
    cell: Organisation
    committee: Organisation


def stage_of(actor: Actor, say: Say) -> Stage:
    """An invented ward, today; whoever looks at the example signs it."""
    place = Place(name="Phường Ví Dụ")
    ward = Organisation(
        kind=OrganisationKind.COMMUNE_COMMITTEE, name="Đảng ủy phường Ví Dụ", place=place, has_committee=True
    )
    cell = Organisation(
        kind=OrganisationKind.RESIDENCE_CELL, name="Chi bộ Tổ dân phố 5", parent=ward, has_committee=True
    )
    committee = Organisation(kind=OrganisationKind.WORKPLACE_COMMITTEE, name=COMMITTEE)
    secretary = replace(actor, office=Office.SECRETARY, person_name=CHAIR)
    return Stage(secretary, say, clock.today(), clock.now(), cell, committee)
