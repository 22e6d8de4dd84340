"""Which papers there are to be worded, and what their sentences may name."""

from __future__ import annotations

from collections.abc import Mapping

from models.vocabulary import label

PAPERS: Mapping[str, str] = {
    "letter": label("Introduction letter"),
    "invitation": label("Invitation to a meeting"),
    "sign_in": label("List to sign on"),
    "minutes": label("Minutes of a meeting"),
    "sheet": label("Evaluation sheet"),
    "agreement": label("Minutes of the meeting that agreed on evaluations"),
    "notice": label("Notice of a change"),
    "notice_slip": label("Acknowledgement of a notice"),
    "slips": label("Activation slips"),
}
"""What pages call each kind of paper, in the order of its way: the letter first."""

PLACES: Mapping[str, str] = {
    "absent": label("number of those absent of whom nobody said why"),
    "address": label("address of the page"),
    "admitted": label("day of admission to the Party"),
    "agenda": label("agenda"),
    "at": label("hour and day of the acknowledgement"),
    "base": label("number of members invited"),
    "basis": label("paper on which it is based"),
    "because": label("why there was no evaluation"),
    "born": label("day of birth"),
    "by": label("who acknowledged it"),
    "category": label("category"),
    "cell": label("cell"),
    "chair": label("who chaired"),
    "code": label("activation code"),
    "committee": label("committee above the cell"),
    "commune": label("committee of the commune"),
    "decided_by": label("who decided"),
    "decided_on": label("day of the decision"),
    "decision": label("number of the decision"),
    "detail": label("post or title"),
    "due": label("day by which it is due"),
    "duties": label("duties to be mentioned"),
    "edition": label("number of the edition"),
    "effective": label("day from which it takes effect"),
    "end": label("last day of the period"),
    "ended": label("hour at which the meeting ended"),
    "excused": label("number of those absent with reason"),
    "front": label("representatives of the Front"),
    "guests": label("number of guests present"),
    "home": label("new residence"),
    "issuer": label("body that issues the paper"),
    "link": label("address of the online meeting"),
    "meeting": label("which meeting it is"),
    "met": label("day of the meeting"),
    "minutes": label("number of the minutes"),
    "name": label("full name"),
    "names_absent": label("names of those absent of whom nobody said why"),
    "names_excused": label("names of those absent with reason"),
    "names_unexcused": label("names of those absent without reason"),
    "note": label("note"),
    "note_taker": label("who took the notes"),
    "number": label("number of the paper"),
    "office": label("telephone of the office"),
    "official": label("day of full membership"),
    "online": label("words for a meeting held online as well"),
    "organisation": label("organisation of the account"),
    "people": label("those present"),
    "phone": label("last three digits of the telephone"),
    "place": label("place of the meeting"),
    "present": label("number of those present"),
    "present_online": label("number of those present online"),
    "reason": label("reason"),
    "receiver": label("who received it"),
    "registration": label("kind of registration of the residence"),
    "remark": label("room for a remark"),
    "remarks": label("other remarks"),
    "residence": label("residence"),
    "review": label("day of review"),
    "sanction": label("form of the sanction"),
    "sender": label("who sent it"),
    "sent": label("day on which it was sent"),
    "sex": label("sex"),
    "sign_in_name": label("sign-in name"),
    "start": label("first day of the period"),
    "time": label("hour and day"),
    "to_where": label("where to"),
    "unexcused": label("number of those absent without reason"),
    "unsaid": label("number of those not checked"),
    "until": label("last day"),
    "what": label("kind of change"),
    "year": label("year"),
}
"""What each place stands for, for those who write sentences."""

_MEETING = "agenda issuer link meeting place time"
_OF_KIND: Mapping[str, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        "letter": "admitted basis born cell committee commune issuer name number official residence sex",
        "invitation": _MEETING,
        "sign_in": _MEETING,
        "minutes": f"{_MEETING} absent base chair edition ended excused guests names_absent names_excused "
        "names_unexcused note_taker number online present present_online reason unexcused unsaid",
        "sheet": "because born cell committee commune duties edition end met minutes name remarks residence start year",
        "agreement": "cell front note_taker number people place",
        "notice": "basis born category decided_by decided_on decision detail due effective home name note reason "
        "registration review sanction to_where until what",
        "notice_slip": "at born by name receiver remark sender sent",
        "slips": "address code office organisation phone sign_in_name until",
    }.items()
}
_IN_NAMES = frozenset({"number", "edition"})
"""The names of files tell which paper it is, never of whom."""


def places_of(kind: str, key: str) -> frozenset[str]:
    """What a sentence may name."""
    known = _OF_KIND.get(kind, frozenset())
    return known & _IN_NAMES if key == "file_name" else known
