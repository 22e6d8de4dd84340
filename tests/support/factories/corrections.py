"""Builders of requests for correction."""

from datetime import timedelta
from typing import Any

from adapters import clock
from models import Correction, CorrectionTold, Member, Organisation
from models.vocabulary import CorrectionLine, CorrectionState
from tests.support.factories.rows import written


def a_correction(member: Member, **more: Any) -> Correction:
    """A request of today about the phone number, at the workplace of the member."""
    asked_on = more.pop("asked_on", clock.today())
    values = {
        "owner_id": member.workplace_id,
        "line": CorrectionLine.PHONE,
        "stands": member.phone,
        "wanted": "0911 222 333",
        "state": CorrectionState.ASKED,
        "asked_on": asked_on,
        "receipt_due_on": asked_on + timedelta(days=2),
        "due_on": asked_on + timedelta(days=10),
        "created_at": clock.now(),
    } | more
    return written(Correction(member_id=member.id, **values))


def a_told_correction(correction: Correction, organisation: Organisation) -> CorrectionTold:
    """An organisation that was told of a correction."""
    return written(
        CorrectionTold(correction_id=correction.id, organisation_id=organisation.id, told_at=clock.now())
    )
