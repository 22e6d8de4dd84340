"""Who hears of an event, and which page the line opens: a table that reads like a distribution list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from adapters import clock
from domain import events
from domain.events import Event
from domain.paths import ids_in
from models import Account, Attendance, Evaluation, Mandate, Organisation, db
from models.vocabulary import AccountState, Office
from queries import mandates


@dataclass(frozen=True, slots=True)
class Ear:
    """An account that hears, and the organisation for whose office it does; none for one's own matters."""

    account_id: int
    organisation_id: int | None = None


_S, _D, _STAFF = Office.SECRETARY, Office.DEPUTY, Office.STAFF
Who = Callable[[Any], Iterable[Ear]]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who hears, which path the line opens (filled from the event), and whether the same may ring another time.

    What cannot wait for the daily e-mail leaves the same day; like every e-mail it tells only that something rang.
    """

    who: Who
    link: str
    rings_again: bool = False
    cannot_wait: Callable[[Any], bool] = lambda _event: False


def holders(field: str, *offices: Office, restricted: tuple[Office, ...] | None = None) -> Who:
    """Those who hold these offices today at the organisation that a field of the event names.

    `restricted`: which of them hear of a notice that few may read.
    """

    def who(event: Any) -> list[Ear]:
        narrow = restricted is not None and event.is_restricted
        return _at(getattr(event, field), restricted or () if narrow else offices)

    return who


def receivers(event: Any) -> list[Ear]:
    """Who deals with a notice: the secretary and, at a committee, its office; the deputy where there is neither."""
    if event.is_restricted:
        return _at(event.receiver_id, (Office.SECRETARY,))
    found = _at(event.receiver_id, (Office.SECRETARY, Office.STAFF))
    return found or _at(event.receiver_id, (Office.DEPUTY,))


def of_a_sanction(event: Any) -> bool:
    """Whether a notice tells of a sanction."""
    return bool(event.is_restricted)


def always(_event: Any) -> bool:
    """It never waits."""
    return True


def account(field: str) -> Who:
    """The account that a field of the event names."""
    return lambda event: [Ear(getattr(event, field))]


def sender(event: Any) -> list[Ear]:
    """The person who sent a notice, for the organisation that did; once out of its offices, those who hold them.

    What few may read goes to the secretary then.
    """
    there = _at(event.sender_id, Office)
    if any(ear.account_id == event.sent_by_id for ear in there):
        return [Ear(event.sent_by_id, event.sender_id)]
    return _at(event.sender_id, (_S,) if event.is_restricted else (_S, _D, _STAFF))


def member(event: Any) -> list[Ear]:
    """The account of the member, who need not have one."""
    found = db.session.scalars(
        select(Account.id).where(Account.member_id == event.member_id, Account.state != AccountState.CLOSED)
    )
    return [Ear(one) for one in found]


def convened(event: Any) -> list[Ear]:
    """The accounts of those on the list of a meeting, who need not all have one."""
    found = db.session.scalars(
        select(Account.id)
        .join(Attendance, Attendance.member_id == Account.member_id)
        .where(Attendance.meeting_id == event.meeting_id, Account.state != AccountState.CLOSED)
    )
    return [Ear(one) for one in found]


def evaluated(event: Any) -> list[Ear]:
    """The accounts of the members whose sheets were returned in one act, who need not all have one."""
    found = db.session.scalars(
        select(Account.id)
        .join(Evaluation, Evaluation.member_id == Account.member_id)
        .where(Evaluation.batch == event.batch, Account.state != AccountState.CLOSED)
    )
    return [Ear(one) for one in found]


def writers(event: Any) -> list[Ear]:
    """Secretaries and deputies of the cells that have sheets of a round."""
    cells = select(Evaluation.cell_id).where(Evaluation.round_id == event.round_id)
    held = db.session.execute(
        select(Mandate.account_id, Mandate.organisation_id)
        .join(Account, Account.id == Mandate.account_id)
        .where(
            Mandate.organisation_id.in_(cells),
            Mandate.office.in_((_S, _D)),
            mandates.in_force(clock.today()),
            Account.state != AccountState.CLOSED,
        )
    )
    return [Ear(*row) for row in held]


def mandated(event: Any) -> list[Ear]:
    """The person whose office it is."""
    return [
        Ear(one)
        for one in db.session.scalars(select(Mandate.account_id).where(Mandate.id == event.mandate_id))
    ]


def keepers(event: Any) -> list[Ear]:
    """The office that looks after an account: the nearest committee above where it is kept."""
    path = db.session.scalar(
        select(Organisation.path)
        .join(Account, Account.organisation_id == Organisation.id)
        .where(Account.id == event.account_id)
    )
    for organisation_id in reversed(ids_in(path or "")):
        found = _at(organisation_id, (Office.STAFF, Office.ADMINISTRATOR))
        if found:
            return found
    return []


def _at(organisation_id: int, offices: Iterable[Office]) -> list[Ear]:
    return [Ear(one.id, organisation_id) for one in mandates.holders(organisation_id, offices, clock.today())]


_NOTICE, _SENT = "/notices/{notice_ref}", "/changes/{change_ref}"
_LETTERS, _LIAISON = "/introduction-letters/", "/liaisons/{liaison_ref}"
_OPINION, _QUESTION = "/opinions/{opinion_ref}", "/needs/own/{match_ref}"
_INVITATION, _SHEET = "/invitations/{invitation_ref}", "/evaluations/{evaluation_ref}"
_OFFICE = holders("organisation_id", _S, _D, _STAFF)
_CORRECTION, _OWN_CORRECTION = "/corrections/{correction_ref}", "/corrections/own/{correction_ref}"
_KEEPERS_OF_DATA = holders("organisation_id", _S, _D, _STAFF, restricted=(_S,))

AUDIENCES: dict[type[Event], Audience] = {
    events.NoticeSent: Audience(receivers, _NOTICE, cannot_wait=of_a_sanction),
    events.NoticeReminded: Audience(receivers, _NOTICE),
    events.NoticeReachedDeputy: Audience(holders("receiver_id", _D, restricted=()), _NOTICE),
    events.NoticeReachedCommittee: Audience(
        holders("committee_id", _S, _D, _STAFF, restricted=(_S,)), _NOTICE, cannot_wait=always
    ),
    events.NoticeUnanswered: Audience(sender, _SENT, cannot_wait=always),
    events.NoticeAcknowledged: Audience(sender, _SENT, rings_again=True),
    events.NoticeUndone: Audience(sender, _SENT, rings_again=True),
    events.NoticeDisputed: Audience(sender, _SENT, rings_again=True),
    events.NoticeAnswered: Audience(receivers, _NOTICE, rings_again=True),
    events.NoticeProcessed: Audience(sender, _SENT),
    events.NoticeWithdrawn: Audience(receivers, _NOTICE),
    events.ChangeRecorded: Audience(member, "/me/"),
    events.MemberArrived: Audience(
        holders("organisation_id", _S, _D), "/members/{member_ref}", rings_again=True
    ),
    events.SecondmentEnding: Audience(holders("organisation_id", _S, _D, _STAFF), "/changes/{change_ref}"),
    events.LetterDrafted: Audience(_OFFICE, _LETTERS),
    events.LetterIssued: Audience(_OFFICE, _LETTERS),
    events.LetterWithdrawn: Audience(_OFFICE, _LETTERS),
    events.LetterReceived: Audience(_OFFICE, _LETTERS),
    events.LetterAssigned: Audience(_OFFICE, "/liaisons/", rings_again=True),
    events.LetterReturned: Audience(_OFFICE, _LETTERS),
    events.LiaisonSentBack: Audience(_OFFICE, _LETTERS, rings_again=True),
    events.LiaisonConfirmed: Audience(_OFFICE, _LIAISON),
    events.LiaisonEnded: Audience(_OFFICE, _LIAISON),
    events.MeetingConvened: Audience(convened, _INVITATION),
    events.MeetingMoved: Audience(convened, _INVITATION, cannot_wait=always),
    events.MeetingCancelled: Audience(convened, _INVITATION, cannot_wait=always),
    events.ContactProposed: Audience(holders("organisation_id", _S, _D), "/contacts/{contact_ref}"),
    events.ContactConfirmed: Audience(member, "/me/", rings_again=True),
    events.ContactUnconfirmed: Audience(member, "/me/", rings_again=True),
    events.ContactDeclined: Audience(member, "/me/", rings_again=True),
    events.OpinionRaised: Audience(holders("organisation_id", _S, _D), _OPINION),
    events.OpinionPassedOn: Audience(_OFFICE, _OPINION, rings_again=True),
    events.OpinionAnswered: Audience(holders("organisation_id", _S, _D), _OPINION, rings_again=True),
    events.OpinionTold: Audience(member, "/opinions/own/{opinion_ref}", rings_again=True),
    events.CorrectionAsked: Audience(_KEEPERS_OF_DATA, _CORRECTION, rings_again=True),
    events.CorrectionOverdue: Audience(_KEEPERS_OF_DATA, _CORRECTION, cannot_wait=always),
    events.CorrectionReceived: Audience(member, _OWN_CORRECTION),
    events.CorrectionExtended: Audience(member, _OWN_CORRECTION),
    events.CorrectionDecided: Audience(member, _OWN_CORRECTION),
    events.RecordCorrected: Audience(_OFFICE, "/corrections/told/{told_ref}"),
    events.RecordsMerged: Audience(_OFFICE, "/members/merges/{merge_ref}"),
    events.RecordsParted: Audience(_OFFICE, "/members/merges/{merge_ref}"),
    events.HelpAsked: Audience(member, _QUESTION),
    events.HelpNotNeeded: Audience(member, _QUESTION),
    events.HelpCertified: Audience(member, "/me/"),
    events.HelpAnswered: Audience(holders("organisation_id", _S, _D), "/needs/{need_ref}", rings_again=True),
    events.MeetingAwaited: Audience(holders("organisation_id", _S, _D), "/year/", rings_again=True),
    events.RoundOpened: Audience(writers, "/evaluations/"),
    events.SheetsAwaited: Audience(holders("organisation_id", _S, _D), "/evaluations/", rings_again=True),
    events.SheetsHandedOver: Audience(holders("organisation_id", _S, _D), "/evaluations/", rings_again=True),
    events.EvaluationAsked: Audience(holders("organisation_id", _S, _D), _SHEET),
    events.EvaluationNotNeeded: Audience(holders("organisation_id", _S, _D), _SHEET),
    events.SheetsSubmitted: Audience(_OFFICE, "/evaluations/to-confirm/{cell_ref}", rings_again=True),
    events.SheetSentBack: Audience(holders("organisation_id", _S, _D), _SHEET, rings_again=True),
    events.SheetsReturned: Audience(_OFFICE, "/evaluations/received"),
    events.SheetsToRead: Audience(evaluated, "/evaluations/own"),
    events.ObjectionRaised: Audience(holders("organisation_id", _S, _D), _SHEET, rings_again=True),
    events.ObjectionAnswered: Audience(member, "/evaluations/own/{evaluation_ref}", rings_again=True),
    events.ListWritten: Audience(holders("organisation_id", _S, _D), "/members/"),
    events.ListUndone: Audience(holders("organisation_id", _S, _D), "/members/"),
    events.DeviceActivated: Audience(account("account_id"), "/settings/devices", rings_again=True),
    events.CredentialChanged: Audience(account("account_id"), "/settings", rings_again=True),
    events.EmailChanged: Audience(
        account("account_id"), "/notifications/preferences", rings_again=True, cannot_wait=always
    ),
    events.SlipRefused: Audience(keepers, "/accounts/{account_ref}", rings_again=True),
    events.MandateGiven: Audience(mandated, "/"),
    events.MandateEnded: Audience(mandated, "/"),
}
"""Every event with its audience; a test asks that none is missing and that each link opens a page."""
