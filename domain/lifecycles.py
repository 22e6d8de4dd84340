"""State tables of all that has states, and the one way from a state to the next; a new arrow is one line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

from domain.errors import Refused
from models.vocabulary import (
    ContactState,
    CorrectionState,
    EvaluationState,
    ImportState,
    LiaisonState,
    MatchState,
    MeetingState,
    NeedState,
    NoticeState,
    OpinionState,
    label,
)

State = TypeVar(
    "State",
    LiaisonState,
    NoticeState,
    MeetingState,
    ContactState,
    OpinionState,
    NeedState,
    MatchState,
    CorrectionState,
    EvaluationState,
    ImportState,
)


@dataclass(frozen=True, slots=True)
class LifeCycle(Generic[State]):
    """The arrows between states, and for each state the sentence that says what is the case in it."""

    arrows: Mapping[State, frozenset[State]]
    says: Mapping[State, str]
    says_of: Mapping[State, str] = field(default_factory=lambda: MappingProxyType({}))
    """The same sentences about one person of several, whose name they take as %(name)s."""


_L = LiaisonState
_N = NoticeState

LIAISON: LifeCycle[LiaisonState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _L.DRAFTED: frozenset({_L.ISSUED, _L.ENDED}),
            _L.ISSUED: frozenset({_L.RECEIVED, _L.RETURNED, _L.ENDED}),
            _L.RECEIVED: frozenset({_L.ASSIGNED, _L.RETURNED, _L.ENDED}),
            _L.ASSIGNED: frozenset({_L.ACTIVE, _L.EXEMPTED, _L.RECEIVED, _L.ENDED}),
            _L.ACTIVE: frozenset({_L.EXEMPTED, _L.ENDED}),
            _L.EXEMPTED: frozenset({_L.ACTIVE, _L.ENDED}),
            _L.RETURNED: frozenset({_L.DRAFTED, _L.ENDED}),
            _L.ENDED: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _L.DRAFTED: label("The letter is still a draft: the workplace committee has not sent it yet."),
            _L.ISSUED: label("The letter has been sent; the commune committee has not received it yet."),
            _L.RECEIVED: label("The letter has already been received; the cell has still to be chosen."),
            _L.ASSIGNED: label(
                "The member has already been introduced to a cell, which has still to confirm."
            ),
            _L.ACTIVE: label("The cell has already confirmed that the member was contacted."),
            _L.EXEMPTED: label("The cell has already confirmed; the member is exempt from its activities."),
            _L.RETURNED: label("The letter has been returned to the workplace."),
            _L.ENDED: label("This liaison has ended."),
        }
    ),
    says_of=MappingProxyType(
        {
            _L.DRAFTED: label("The letter of comrade %(name)s is still a draft: it has not been sent yet."),
            _L.ISSUED: label("The letter of comrade %(name)s has been sent, but not received yet."),
            _L.RECEIVED: label("The letter of comrade %(name)s has already been received."),
            _L.ASSIGNED: label("Comrade %(name)s has already been introduced to a cell."),
            _L.ACTIVE: label("The cell has already confirmed that comrade %(name)s was contacted."),
            _L.EXEMPTED: label(
                "The cell has already confirmed comrade %(name)s, who is exempt from activities."
            ),
            _L.RETURNED: label("The letter of comrade %(name)s has been returned to the workplace."),
            _L.ENDED: label("The liaison of comrade %(name)s has ended."),
        }
    ),
)
"""Whatever is open can end: a death or a move does not wait for a letter."""
IN_LIAISON = (_L.ACTIVE, _L.EXEMPTED)
"""States in which the cell has confirmed that it knows the member."""

NOTICE: LifeCycle[NoticeState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _N.SENT: frozenset({_N.ACKNOWLEDGED, _N.DISPUTED, _N.WITHDRAWN}),
            _N.ACKNOWLEDGED: frozenset({_N.SENT, _N.PROCESSED, _N.DISPUTED, _N.WITHDRAWN}),
            _N.DISPUTED: frozenset({_N.SENT, _N.ACKNOWLEDGED, _N.WITHDRAWN}),
            _N.PROCESSED: frozenset({_N.WITHDRAWN}),
            _N.WITHDRAWN: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _N.SENT: label("The notice has not been acknowledged yet."),
            _N.ACKNOWLEDGED: label("The notice has already been acknowledged."),
            _N.DISPUTED: label("A question about this notice is waiting for the sender's answer."),
            _N.PROCESSED: label("The notice has already been processed."),
            _N.WITHDRAWN: label("The sender has withdrawn this notice."),
        }
    ),
)
"""Domain.md 7.2: an undo leads back to sent, an answered question to where the notice stood."""

_M = MeetingState
_C = ContactState
_O = OpinionState
_D = NeedState
_Q = MatchState

MEETING: LifeCycle[MeetingState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _M.PLANNED: frozenset({_M.CONVENED, _M.CANCELLED}),
            _M.CONVENED: frozenset({_M.HELD, _M.CANCELLED}),
            _M.HELD: frozenset({_M.SIGNED}),
            _M.SIGNED: frozenset({_M.CLOSED}),
            _M.CLOSED: frozenset({_M.SIGNED}),
            _M.CANCELLED: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _M.PLANNED: label("The members have not been convened to this meeting yet."),
            _M.CONVENED: label("Attendance at this meeting has not been saved yet."),
            _M.HELD: label("The minutes of this meeting have not been signed yet."),
            _M.SIGNED: label("The minutes of this meeting have been signed."),
            _M.CLOSED: label("This meeting has been closed."),
            _M.CANCELLED: label("This meeting has been cancelled."),
        }
    ),
)
"""Saved attendance makes a meeting held; a closed one opens again when its minutes are amended."""

CONTACT: LifeCycle[ContactState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _C.PROPOSED: frozenset({_C.CONFIRMED, _C.DECLINED, _C.WITHDRAWN}),
            _C.CONFIRMED: frozenset({_C.PROPOSED, _C.WITHDRAWN}),
            _C.DECLINED: frozenset({_C.CONFIRMED}),
            _C.WITHDRAWN: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _C.PROPOSED: label("The cell has not confirmed this contact yet."),
            _C.CONFIRMED: label("This contact has already been confirmed."),
            _C.DECLINED: label("The cell did not confirm this contact."),
            _C.WITHDRAWN: label("This contact has been withdrawn."),
        }
    ),
)

OPINION: LifeCycle[OpinionState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _O.RAISED: frozenset({_O.PASSED_ON, _O.ANSWERED}),
            _O.PASSED_ON: frozenset({_O.PASSED_ON, _O.ANSWERED}),
            _O.ANSWERED: frozenset({_O.TOLD, _O.PASSED_ON}),
            _O.TOLD: frozenset({_O.PASSED_ON}),
        }
    ),
    says=MappingProxyType(
        {
            _O.RAISED: label("This opinion has not been answered yet."),
            _O.PASSED_ON: label("This opinion was passed on and has not been answered yet."),
            _O.ANSWERED: label("This opinion has already been answered."),
            _O.TOLD: label("The person who raised this opinion has been told the answer."),
        }
    ),
)
"""The cell may answer at once, or pass on; an answer that does not suffice is passed on again."""

NEED: LifeCycle[NeedState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _D.OPEN: frozenset({_D.MET, _D.WITHDRAWN}),
            _D.MET: frozenset(),
            _D.WITHDRAWN: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _D.OPEN: label("The cell is still looking for members."),
            _D.MET: label("This need has been met."),
            _D.WITHDRAWN: label("The cell has withdrawn this need."),
        }
    ),
)

MATCH: LifeCycle[MatchState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _Q.ASKED: frozenset({_Q.ACCEPTED, _Q.DECLINED, _Q.WITHDRAWN}),
            _Q.ACCEPTED: frozenset({_Q.DECLINED, _Q.CERTIFIED, _Q.WITHDRAWN}),
            _Q.DECLINED: frozenset({_Q.ACCEPTED}),
            _Q.CERTIFIED: frozenset({_Q.ACCEPTED}),
            _Q.WITHDRAWN: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _Q.ASKED: label("The member has not answered yet."),
            _Q.ACCEPTED: label("The member has accepted."),
            _Q.DECLINED: label("The member has declined."),
            _Q.CERTIFIED: label("The cell has certified what was done."),
            _Q.WITHDRAWN: label("The cell no longer needs this."),
        }
    ),
)
"""A member may change his or her mind until the cell has certified what was done; the cell may take that back."""

_K = CorrectionState

CORRECTION: LifeCycle[CorrectionState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _K.ASKED: frozenset({_K.RECEIVED, _K.DONE, _K.REFUSED, _K.WITHDRAWN}),
            _K.RECEIVED: frozenset({_K.DONE, _K.REFUSED, _K.WITHDRAWN}),
            _K.DONE: frozenset(),
            _K.REFUSED: frozenset(),
            _K.WITHDRAWN: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _K.ASKED: label("Nobody has said yet that this request came."),
            _K.RECEIVED: label("This request has already been received; the decision is still due."),
            _K.DONE: label("What this request asked for has already been corrected."),
            _K.REFUSED: label("This request has already been answered with the reason."),
            _K.WITHDRAWN: label("The member has taken this request back."),
        }
    ),
)
"""A decision is final: who does not agree asks again, with what is new."""

_I = ImportState

IMPORT: LifeCycle[ImportState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _I.READ: frozenset({_I.WRITTEN, _I.DROPPED}),
            _I.WRITTEN: frozenset({_I.UNDONE}),
            _I.UNDONE: frozenset(),
            _I.DROPPED: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _I.READ: label("Nothing of this list has been written."),
            _I.WRITTEN: label("This list has already been written."),
            _I.UNDONE: label("This list has already been undone. Upload the file again to write it anew."),
            _I.DROPPED: label("This list has been set aside. Upload the file again to write it."),
        }
    ),
)
"""A list is written once, and taken back once as a whole; the file can always be uploaded again."""

_E = EvaluationState

EVALUATION: LifeCycle[EvaluationState] = LifeCycle(
    arrows=MappingProxyType(
        {
            _E.REQUESTED: frozenset({_E.DRAFTED, _E.WRITTEN, _E.LAPSED, _E.WITHDRAWN}),
            _E.DRAFTED: frozenset({_E.DRAFTED, _E.WRITTEN, _E.LAPSED, _E.WITHDRAWN}),
            _E.WRITTEN: frozenset({_E.DRAFTED, _E.WRITTEN, _E.AGREED, _E.LAPSED, _E.WITHDRAWN}),
            _E.AGREED: frozenset({_E.DRAFTED, _E.SIGNED, _E.LAPSED, _E.WITHDRAWN}),
            _E.SIGNED: frozenset({_E.CONFIRMED, _E.SENT_BACK}),
            _E.SENT_BACK: frozenset({_E.DRAFTED, _E.WRITTEN, _E.LAPSED, _E.WITHDRAWN}),
            _E.CONFIRMED: frozenset({_E.RETURNED}),
            _E.RETURNED: frozenset({_E.SEEN, _E.OBJECTED}),
            _E.SEEN: frozenset({_E.OBJECTED}),
            _E.OBJECTED: frozenset({_E.ANSWERED, _E.DRAFTED}),
            _E.ANSWERED: frozenset(),
            _E.LAPSED: frozenset(),
            _E.WITHDRAWN: frozenset(),
        }
    ),
    says=MappingProxyType(
        {
            _E.REQUESTED: label("Nobody has begun to write this sheet yet."),
            _E.DRAFTED: label("This sheet is still a draft."),
            _E.WRITTEN: label("This sheet has not been agreed with the Front work committee yet."),
            _E.AGREED: label("This sheet has been agreed on: take it up again before you change it."),
            _E.SIGNED: label("This sheet has been submitted and waits for the commune committee."),
            _E.SENT_BACK: label("The commune committee has sent this sheet back to the cell."),
            _E.CONFIRMED: label("This sheet has been confirmed and waits to be returned to the workplace."),
            _E.RETURNED: label("This sheet has been returned to the workplace."),
            _E.SEEN: label("This sheet has been returned, and the member has read it."),
            _E.OBJECTED: label("The member has asked for reconsideration, and the cell has still to answer."),
            _E.ANSWERED: label("The request for reconsideration has been answered; the sheet is kept."),
            _E.LAPSED: label("The round has been closed; this sheet was not finished."),
            _E.WITHDRAWN: label("This sheet is no longer needed."),
        }
    ),
    says_of=MappingProxyType(
        {
            _E.REQUESTED: label("Nobody has begun to write the sheet of comrade %(name)s yet."),
            _E.DRAFTED: label("The sheet of comrade %(name)s is still a draft."),
            _E.WRITTEN: label("The sheet of comrade %(name)s has not been agreed with the Front yet."),
            _E.AGREED: label("The sheet of comrade %(name)s has already been agreed on."),
            _E.SIGNED: label("The sheet of comrade %(name)s has been submitted and not confirmed yet."),
            _E.SENT_BACK: label("The sheet of comrade %(name)s has been sent back to the cell."),
            _E.CONFIRMED: label("The sheet of comrade %(name)s has already been confirmed."),
            _E.RETURNED: label("The sheet of comrade %(name)s has already been returned to the workplace."),
            _E.SEEN: label("The sheet of comrade %(name)s has been returned, and the comrade has read it."),
            _E.OBJECTED: label("Comrade %(name)s has asked for reconsideration of the sheet."),
            _E.ANSWERED: label("The request of comrade %(name)s for reconsideration has been answered."),
            _E.LAPSED: label("The sheet of comrade %(name)s was not finished when the round closed."),
            _E.WITHDRAWN: label("The sheet of comrade %(name)s is no longer needed."),
        }
    ),
)
"""A sheet sent back, or amended after a request for reconsideration, is drafted anew as the next version (BR-06).

One that was returned never lapses: what the workplace has stays readable (BR-20).
"""


def may_step(cycle: LifeCycle[State], current: State, wanted: State) -> bool:
    """Whether an arrow leads from one state to the other."""
    return wanted in cycle.arrows[current]


def objection(
    cycle: LifeCycle[State],
    current: State,
    wanted: State,
    *,
    field: str | None = None,
    name: str | None = None,
) -> Refused | None:
    """Why there is no way from one state to the other, or `None`; with a name, told about that person."""
    if may_step(cycle, current, wanted):
        return None
    if name is not None and current in cycle.says_of:
        return Refused(cycle.says_of[current], field=field, name=name)
    return Refused(cycle.says[current], field=field)


def step(cycle: LifeCycle[State], current: State, wanted: State, *, field: str | None = None) -> State:
    """The wanted state when an arrow leads there; raises `Refused`, saying what is the case."""
    refused = objection(cycle, current, wanted, field=field)
    if refused is not None:
        raise refused
    return wanted
