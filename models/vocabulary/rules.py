"""What a version of the regulation is made of, and how sure the register is of each part of it."""

from __future__ import annotations

from models.vocabulary.word import Word, label


class Standing(Word):
    """How sure it is that a provision says what the official text says."""

    SETTLED = "settled", label("Settled")
    PROPOSED = "proposed", label("Proposed, to be checked against the official text")
    MISSING = "missing", label("To be completed from the official text")


class Part(Word):
    """The parts of a rule set, in the order in which they are read."""

    DUTIES = "duties", label("Duties of the member")
    WORKPLACE_DUTIES = "workplace_duties", label("Duties of the committee of the workplace")
    RESIDENCE_DUTIES = "residence_duties", label("Duties of the Party organisation of the residence")
    CATEGORIES = "categories", label("Categories")
    FULL_SHEET = "full_sheet", label("Evaluation sheet: criteria and levels")
    EXEMPT_SHEET = "exempt_sheet", label("Evaluation sheet of exempt members: criteria and levels")
    CALENDAR = "calendar", label("Calendar of the yearly round")
    TERMS = "terms", label("Terms and figures")
    FORMS = "forms", label("Forms")
    SYMBOLS = "symbols", label("Symbols of numbered documents")


class Unit(Word):
    """What a figure is counted in."""

    WORKING_DAYS = "working_days", label("%(count)s working days")
    DAYS = "days", label("%(count)s days by the calendar")
    MONTHS = "months", label("%(count)s months")
    MINUTES = "minutes", label("%(count)s minutes")
    PEOPLE = "people", label("%(count)s comrades")


class Term(Word):
    """The figures that a rule set gives; what each is counted in stands in domain/provisions.py."""

    NOTICE_DAYS = "notice_days", label("To acknowledge a notice of a change")
    LADDER_REMINDER = "ladder_reminder", label("Unacknowledged notice: reminder")
    LADDER_DEPUTY = "ladder_deputy", label("Unacknowledged notice: told to the deputy secretary")
    LADDER_COMMITTEE = "ladder_committee", label("Unacknowledged notice: told to the commune committee")
    LADDER_RING = "ladder_ring", label("Unacknowledged notice: told to the sender")
    LETTER_ARRIVAL_DAYS = "letter_arrival_days", label("For an introduction letter to arrive")
    EXEMPTION_REVIEW_MONTHS = "exemption_review_months", label("From an exemption to its review")
    RETIREMENT_TRANSFER_DAYS = (
        "retirement_transfer_days",
        label("To transfer Party life to the residence after retirement"),
    )
    RETIREMENT_LETTER_DAYS = "retirement_letter_days", label("To present the letter of that transfer")
    PRESENCE_FIRST_ABOVE = (
        "presence_first_above",
        label("Names above which the attendance page begins with who is present"),
    )
    CHECK_IN_BEFORE = "check_in_before", label("Before a meeting, from when the code at the door works")
    CHECK_IN_AFTER = "check_in_after", label("After the beginning of a meeting, until when it works")
    MEETING_ALARM_DAYS = (
        "meeting_alarm_days",
        label("Before the end of a half-year, when cells that have not met are named"),
    )
    SILENT_MONTHS = "silent_months", label("Without meeting or contact, before a liaison counts as silent")
    OPINION_DAYS = "opinion_days", label("To answer an opinion that was passed on")
    SLIP_DAYS = "slip_days", label("For which an activation slip can be used")
    REQUEST_DAYS = "request_days", label("To return an evaluation asked for on need")
    NEWCOMER_MONTHS = "newcomer_months", label("Of liaison, before a newcomer can be evaluated")
    READ_DAYS = "read_days", label("For the member to read the returned sheet")
    OBJECTION_DAYS = "objection_days", label("For the member to reply or ask for reconsideration")
    OBJECTION_ANSWER_DAYS = "objection_answer_days", label("To answer a request for reconsideration")
    CLOSING_DAYS = "closing_days", label("After the day of return, when a round closes by itself")
    DRAFT_DAYS = "draft_days", label("After its round, for which a draft sheet is kept")
    CORRECTION_RECEIPT_DAYS = "correction_receipt_days", label("To say that a request for correction came")
    CORRECTION_DAYS = "correction_days", label("To decide on a request for correction")
    CORRECTION_EXTENSION_DAYS = "correction_extension_days", label("By which that may be extended, once")


class Milestone(Word):
    """The days of the yearly round, in their order."""

    OPENS = "opens", label("The round opens")
    CELLS_BY = "cells_by", label("Cells meet and submit their sheets by")
    CONFIRM_BY = "confirm_by", label("The commune committee confirms by")
    RETURN_BY = "return_by", label("Sheets are returned to the workplaces by")


class Paper(Word):
    """The papers whose words a rule set gives."""

    INTRODUCTION_LETTER = "introduction_letter", label("Introduction letter")
    FORM_2 = "form_2", label("Form 2-213")
    EVALUATION_REQUEST = "evaluation_request", label("Request for an evaluation")
    FULL_SHEET = "full_sheet", label("Evaluation sheet")
    EXEMPT_SHEET = "exempt_sheet", label("Evaluation sheet of an exempt member")
    NOTICE = "notice", label("Notice of a change")
    NOTICE_SLIP = "notice_slip", label("Acknowledgement of a notice")
    MEETING_MINUTES = "meeting_minutes", label("Minutes of a meeting")
    AGREEMENT_MINUTES = "agreement_minutes", label("Minutes of the evaluation meeting")
    MEMBER_EXTRACT = "member_extract", label("Extract of a member's record")
