"""Minutes: kept, signed, frozen, amended; the meeting closed."""

from datetime import date, time

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DatabaseError

from domain.errors import Conflict, NotAllowed, NotFound, Refused
from models import MeetingStep, Minutes, db
from models.vocabulary import MeetingStage, MeetingState, OpinionState
from services.minutes import (
    AmendMinutes,
    KeepMinutes,
    SignMinutes,
    amend_minutes,
    close_meeting,
    drop_amendment,
    keep_minutes,
    sign_minutes,
)
from tests.support.factories import a_meeting, an_opinion

SECRET = "Theo công văn MẬT số 12-CV/TU"
WHOLE = {"chair": "Nguyễn Văn Lộc", "note_taker": "Hồ Thị Tâm", "conclusions": "Nhất trí sửa đường ngõ 12."}


def held(world, **more):
    return a_meeting(world.cell5, state=MeetingState.HELD, on=date(2026, 3, 2), **more)


def kept(world, meeting, version=0, **more):
    return keep_minutes(world.actor("loc"), meeting.ref, KeepMinutes(version=version, **WHOLE | more))


def signed(world, meeting, **more):
    draft = kept(world, meeting, **more)
    return sign_minutes(world.actor("loc"), meeting.ref, SignMinutes(version=draft.version))


def amended(world, meeting, **more):
    edition = amend_minutes(world.actor("loc"), meeting.ref, AmendMinutes(reason="Ghi sót ý kiến"))
    draft = kept(world, meeting, version=edition.version, **more)
    return sign_minutes(world.actor("loc"), meeting.ref, SignMinutes(version=draft.version))


def stages(meeting):
    return list(
        db.session.scalars(
            select(MeetingStep.stage).where(MeetingStep.meeting_id == meeting.id).order_by(MeetingStep.id)
        )
    )[1:]


def test_a_draft_may_lack_anything(world):
    draft = keep_minutes(world.actor("binh"), held(world).ref, KeepMinutes(agenda="Tình hình"))

    assert (draft.edition, draft.agenda, draft.signed_at) == (1, "Tình hình", None)


def test_an_hour_alone_tells_when_the_meeting_ended(world):
    meeting = held(world)

    assert kept(world, meeting, ended=time(21, 15)).ended_at.isoformat() == "2026-03-02T21:15:00+07:00"
    late = kept(world, meeting, version=1, ended=time(0, 30))
    assert late.ended_at.isoformat() == "2026-03-03T00:30:00+07:00"


def test_every_text_under_a_mark_of_secrecy_is_told_at_once_and_nothing_of_it_is_kept(world):
    meeting = held(world)

    with pytest.raises(Refused, match="Classified content") as refused:
        kept(world, meeting, information=SECRET, discussion=SECRET, conclusions=f"Nhất trí. {SECRET}")

    assert [one.field for one in refused.value.reasons] == ["information", "discussion", "conclusions"]
    assert db.session.scalars(select(Minutes)).all() == []


def test_the_reason_of_a_new_edition_bears_no_mark_of_secrecy_either(world):
    meeting = held(world)
    signed(world, meeting)

    with pytest.raises(Refused, match="Classified content") as refused:
        amend_minutes(world.actor("loc"), meeting.ref, AmendMinutes(reason=SECRET))

    assert refused.value.field == "reason"


def test_an_hour_before_the_beginning_is_refused_on_its_field(world):
    with pytest.raises(Refused) as refused:
        kept(world, held(world), ended=time(18))

    assert refused.value.field == "ended"


def test_two_who_write_at_once_are_shown_what_the_other_wrote(world):
    meeting = held(world)
    kept(world, meeting, discussion="Bản của đồng chí Lộc")

    with pytest.raises(Conflict) as conflict:
        keep_minutes(world.actor("binh"), meeting.ref, KeepMinutes(discussion="Bản của đồng chí Bình"))

    assert "Bản của đồng chí Lộc" in str(conflict.value.theirs)


def test_signing_numbers_the_minutes_in_the_term_of_the_cell(world):
    first, second = signed(world, held(world)), signed(world, held(world))

    assert (first.number_text, second.number_text) == ("01-BB/CB", "02-BB/CB")
    assert first.signed_by_id == world.account("loc").id


def test_signing_is_a_step_of_the_meeting(world):
    meeting = held(world)
    signed(world, meeting)

    assert meeting.state is MeetingState.SIGNED
    assert stages(meeting) == [MeetingStage.SIGNED]


def test_what_the_minutes_lack_is_told_at_once_when_they_are_signed(world):
    meeting = held(world)
    draft = keep_minutes(world.actor("loc"), meeting.ref, KeepMinutes(agenda="Tình hình"))

    with pytest.raises(Refused) as refused:
        sign_minutes(world.actor("loc"), meeting.ref, SignMinutes(version=draft.version))

    assert len(refused.value.reasons) == 3
    assert meeting.state is MeetingState.HELD


def test_nothing_is_signed_that_was_not_read(world):
    meeting = held(world)
    draft = kept(world, meeting)
    kept(world, meeting, version=draft.version, conclusions="Kết luận khác")

    with pytest.raises(Conflict):
        sign_minutes(world.actor("binh"), meeting.ref, SignMinutes(version=1))


def test_minutes_are_not_signed_before_the_attendance_is_saved(world):
    meeting = a_meeting(world.cell5)
    draft = kept(world, meeting)

    with pytest.raises(Refused, match="Attendance"):
        sign_minutes(world.actor("loc"), meeting.ref, SignMinutes(version=draft.version))


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CANCELLED])
def test_a_meeting_that_nobody_was_at_has_no_minutes(world, state):
    with pytest.raises(Refused):
        kept(world, a_meeting(world.cell5, state=state))


def test_signed_minutes_are_not_written_on(world):
    meeting = held(world)
    edition = signed(world, meeting)

    with pytest.raises(Refused, match="new edition"):
        kept(world, meeting, version=edition.version, conclusions="Khác")


@pytest.mark.parametrize("act", [update(Minutes).values(conclusions="Khác"), delete(Minutes)])
def test_the_database_itself_keeps_signed_minutes(world, act):
    signed(world, held(world))

    with pytest.raises(DatabaseError):
        db.session.execute(act)
    db.session.rollback()

    assert db.session.scalar(select(Minutes.conclusions)) == WHOLE["conclusions"]


def test_the_database_lets_a_draft_be_changed(world):
    kept(world, held(world))

    db.session.execute(text("UPDATE minutes SET conclusions = 'khác'"))

    assert db.session.scalar(select(Minutes.conclusions)) == "khác"


def test_an_amendment_is_a_new_edition_with_its_reason_under_the_same_number(world):
    meeting = held(world)
    first = signed(world, meeting)

    second = amended(world, meeting, conclusions="Kết luận đã bổ sung.")

    assert (second.edition, second.number_text, second.amended_because) == (2, "01-BB/CB", "Ghi sót ý kiến")
    assert first.conclusions == WHOLE["conclusions"]
    assert stages(meeting) == [MeetingStage.SIGNED, MeetingStage.AMENDED]


def test_an_amendment_begins_with_the_text_that_was_signed(world):
    meeting = held(world)
    signed(world, meeting, discussion="Nhiều ý kiến")

    edition = amend_minutes(world.actor("loc"), meeting.ref, AmendMinutes(reason="Ghi sót"))

    assert (edition.discussion, edition.signed_at) == ("Nhiều ý kiến", None)


def test_an_amendment_needs_a_reason_and_signed_minutes(world):
    meeting = held(world)
    kept(world, meeting)
    with pytest.raises(Refused, match="not been signed"):
        amend_minutes(world.actor("loc"), meeting.ref, AmendMinutes(reason="Ghi sót"))

    sign_minutes(world.actor("loc"), meeting.ref, SignMinutes(version=1))

    with pytest.raises(Refused) as refused:
        amend_minutes(world.actor("loc"), meeting.ref, AmendMinutes(reason=" "))
    assert refused.value.field == "reason"


def test_only_one_amendment_is_begun_at_a_time(world):
    meeting = held(world)
    signed(world, meeting)
    amend_minutes(world.actor("loc"), meeting.ref, AmendMinutes(reason="Ghi sót"))

    with pytest.raises(Refused):
        amend_minutes(world.actor("binh"), meeting.ref, AmendMinutes(reason="Ghi sót"))


def test_an_amendment_can_be_given_up_but_nothing_else(world):
    meeting = held(world)
    kept(world, meeting)
    with pytest.raises(Refused):
        drop_amendment(world.actor("loc"), meeting.ref)
    sign_minutes(world.actor("loc"), meeting.ref, SignMinutes(version=1))
    with pytest.raises(Refused):
        drop_amendment(world.actor("loc"), meeting.ref)
    amend_minutes(world.actor("loc"), meeting.ref, AmendMinutes(reason="Ghi sót"))

    drop_amendment(world.actor("loc"), meeting.ref)

    assert db.session.scalars(select(Minutes.edition)).all() == [1]


def test_a_meeting_is_closed_once_its_minutes_are_signed(world):
    meeting = held(world)
    with pytest.raises(Refused):
        close_meeting(world.actor("loc"), meeting.ref)
    signed(world, meeting)

    close_meeting(world.actor("loc"), meeting.ref)

    assert meeting.state is MeetingState.CLOSED
    assert stages(meeting)[-1] is MeetingStage.CLOSED


def test_open_opinions_keep_a_meeting_open_and_are_counted(world):
    meeting = held(world)
    signed(world, meeting)
    an_opinion(world.mai, meeting_id=meeting.id)
    an_opinion(
        world.anh78,
        meeting_id=meeting.id,
        state=OpinionState.ANSWERED,
        passed_to="Ủy ban nhân dân phường",
        answer="Đã sửa",
    )

    with pytest.raises(Refused) as refused:
        close_meeting(world.actor("loc"), meeting.ref)

    assert refused.value.params["count"] == 2
    assert meeting.state is MeetingState.SIGNED


def test_answered_and_told_opinions_do_not_keep_a_meeting_open(world):
    meeting = held(world)
    signed(world, meeting)
    done = {"passed_to": "Ủy ban nhân dân phường", "answer": "Đã sửa"}
    an_opinion(world.mai, meeting_id=meeting.id, state=OpinionState.TOLD, told_on=date(2026, 3, 10), **done)
    nobodys = an_opinion(world.anh78, meeting_id=meeting.id, state=OpinionState.ANSWERED, **done)
    nobodys.member_id = None
    db.session.commit()

    close_meeting(world.actor("loc"), meeting.ref)

    assert meeting.state is MeetingState.CLOSED


def test_an_amendment_opens_a_closed_meeting_again(world):
    meeting = held(world)
    signed(world, meeting)
    close_meeting(world.actor("loc"), meeting.ref)

    amended(world, meeting)

    assert meeting.state is MeetingState.SIGNED


def test_an_amendment_under_way_keeps_a_meeting_open(world):
    meeting = held(world)
    signed(world, meeting)
    amend_minutes(world.actor("loc"), meeting.ref, AmendMinutes(reason="Ghi sót"))

    with pytest.raises(Refused, match="new edition"):
        close_meeting(world.actor("loc"), meeting.ref)


@pytest.mark.parametrize(("who", "error"), [("tam", NotAllowed), ("hanh", NotAllowed), ("sau", NotFound)])
def test_nobody_else_writes_the_minutes_of_a_cell(world, who, error):
    with pytest.raises(error):
        keep_minutes(world.actor(who), held(world).ref, KeepMinutes(agenda="x"))
