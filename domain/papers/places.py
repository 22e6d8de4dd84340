"""Which papers there are to be worded, and what their sentences may name."""

from __future__ import annotations

from collections.abc import Mapping

from domain.papers.wording import SIGNING, SYMBOLS
from models.vocabulary import label

PAPERS: Mapping[str, str] = {
    "letter": label("Introduction letter"),
    "invitation": label("Invitation to a meeting"),
    "sign_in": label("List to sign on"),
    "minutes": label("Minutes of a meeting"),
    "request": label("Request for an evaluation"),
    "round_request": label("Request for the evaluations of a year"),
    "book": label("213 list of a cell"),
    "extract": label("Extract of a member's record"),
    "half_year": label("Report of a half-year"),
    "sheet": label("Evaluation sheet"),
    "agreement": label("Minutes of the meeting that agreed on evaluations"),
    "notice": label("Notice of a change"),
    "notice_slip": label("Acknowledgement of a notice"),
    "slips": label("Activation slips"),
}
"""What pages call each kind of paper, in the order of its way: the letter first."""

BESIDES: Mapping[str, str] = {
    SIGNING: label("Who signs"),
    SYMBOLS: label("Symbols of organisations"),
}
"""What pages call the words that stand on many papers."""

BODIES: Mapping[str, str] = {
    "province_committee": label("Provincial committee"),
    "committee": label("Committee"),
    "cell": label("Cell"),
    "cell_committee": label("Cell committee"),
    "secretary": label("Secretary"),
    "deputy": label("Deputy secretary"),
}
"""Whose symbol or signature it is."""

PLACES: Mapping[str, str] = {
    "absent": label("number of those absent of whom nobody said why"),
    "acknowledged": label("number of notices acknowledged"),
    "active": label("number of members in liaison"),
    "address": label("address of the page"),
    "admitted": label("day of admission to the Party"),
    "agenda": label("agenda"),
    "answered": label("number of opinions answered"),
    "at": label("hour and day of the acknowledgement"),
    "base": label("number of members invited"),
    "basis": label("paper on which it is based"),
    "because": label("why there was no evaluation"),
    "born": label("day of birth"),
    "by": label("who acknowledged it"),
    "card": label("number of the Party card"),
    "category": label("category"),
    "cell": label("cell"),
    "cells": label("number of cells with members to meet"),
    "cells_by": label("day by which cells send their sheets"),
    "cells_met": label("number of cells that have met their members"),
    "chair": label("who chaired"),
    "code": label("activation code"),
    "committee": label("committee above the cell"),
    "commune": label("committee of the commune"),
    "confirm_by": label("day by which the committee confirms"),
    "contacts": label("number of contacts recorded"),
    "count": label("number of members on the list"),
    "day": label("day of the paper"),
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
    "exempt": label("number of exempt members"),
    "front": label("representatives of the Front"),
    "guests": label("number of guests present"),
    "half": label("which half-year"),
    "home": label("new residence"),
    "issuer": label("body that issues the paper"),
    "link": label("address of the online meeting"),
    "listed": label("number of members on the list"),
    "listed_on": label("day of the list"),
    "meeting": label("which meeting it is"),
    "meetings": label("number of meetings with members"),
    "met": label("day of the meeting"),
    "minutes": label("number of the minutes"),
    "name": label("full name"),
    "names_absent": label("names of those absent of whom nobody said why"),
    "names_excused": label("names of those absent with reason"),
    "names_unexcused": label("names of those absent without reason"),
    "note": label("note"),
    "note_taker": label("who took the notes"),
    "notices": label("number of notices received"),
    "number": label("number of the paper"),
    "office": label("telephone of the office"),
    "official": label("day of full membership"),
    "online": label("words for a meeting held online as well"),
    "opinions": label("number of opinions received"),
    "organisation": label("organisation of the account"),
    "people": label("those present"),
    "peoples_meetings": label("number of people's meetings"),
    "phone": label("last three digits of the telephone"),
    "place": label("place of the meeting"),
    "position": label("position"),
    "present": label("number of those present"),
    "present_online": label("number of those present online"),
    "purpose": label("purpose of the evaluation"),
    "reason": label("reason"),
    "receiver": label("who received it"),
    "reference": label("paper to which the request refers"),
    "registration": label("kind of registration of the residence"),
    "remark": label("room for a remark"),
    "remarks": label("other remarks"),
    "residence": label("residence"),
    "return_by": label("day by which sheets are returned"),
    "review": label("day of review"),
    "sanction": label("form of the sanction"),
    "sender": label("who sent it"),
    "sent": label("day on which it was sent"),
    "sex": label("sex"),
    "sign_in_name": label("sign-in name"),
    "start": label("first day of the period"),
    "state": label("state of the liaison"),
    "time": label("hour and day"),
    "to_where": label("where to"),
    "unexcused": label("number of those absent without reason"),
    "unsaid": label("number of those not checked"),
    "until": label("last day"),
    "waiting": label("number of those introduced and not contacted yet"),
    "what": label("kind of change"),
    "work": label("cell of Party life"),
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
        "request": "basis born due issuer name purpose reference residence work year",
        "round_request": "basis cells_by committee confirm_by issuer listed_on return_by year",
        "book": "cell count exempt year",
        "extract": "admitted born card category cell day name official phone position residence sex state work",
        "half_year": "absent acknowledged active answered base cells cells_met contacts day excused exempt half listed "
        "meetings notices opinions peoples_meetings present unexcused unsaid waiting",
        "slips": "address code office organisation phone sign_in_name until",
    }.items()
}
_IN_NAMES = frozenset({"number", "edition", "year", "half"})
"""The names of files tell which paper it is, never of whom."""


def places_of(kind: str, key: str) -> frozenset[str]:
    """What a sentence may name."""
    known = _OF_KIND.get(kind, frozenset())
    return known & _IN_NAMES if key == "file_name" else known
