"""What an entry of the trail says, in words: what a person did, the table it touched, what became of the row."""

from __future__ import annotations

import json

from flask_babel import gettext as _

from models import AuditEntry
from models.vocabulary import label
from queries.trail import PURPOSES

ACTIONS = {
    "accept_help": label("Said yes to a question for help"),
    "acknowledge_notice": label("Received a change notice"),
    "activate_again": label("Activated an account again"),
    "activate_device": label("Activated a device"),
    "amend_minutes": label("Began a new edition of minutes"),
    "add_passkey": label("Added a passkey"),
    "admit_member": label("Put a member on the register"),
    "answer_notice": label("Answered a question about a change notice"),
    "answer_opinion": label("Answered an opinion"),
    "apply_due_changes": label("Let due changes take effect"),
    "ask_members": label("Asked members for help"),
    "assign_letters": label("Assigned members to cells"),
    "check_in": label("Checked in at a meeting"),
    "certify_help": label("Certified help given"),
    "_change": label("Changed a PIN or password"),
    "cancel_meeting": label("Cancelled a meeting"),
    "climb": label("Reminded of an unanswered notice"),
    "close_account": label("Closed an account"),
    "close_meeting": label("Closed a meeting"),
    "close_need": label("Closed a need"),
    "close_unused": label("Closed unused accounts"),
    "complete_exemption": label("Completed an exemption"),
    "confirm_contact": label("Confirmed a contact"),
    "confirm_liaison": label("Confirmed that a member was contacted"),
    "convene_meeting": label("Convened a meeting"),
    "convene_planned": label("Convened a meeting"),
    "correct_member": label("Corrected a record"),
    "create_account": label("Created an account"),
    "decline_contact": label("Did not confirm a contact"),
    "decline_help": label("Said no to a question for help"),
    "describe_account": label("Changed an account"),
    "describe_organisation": label("Described an organisation"),
    "dispute_notice": label("Asked the sender about a change notice"),
    "draft_letters": label("Drafted introduction letters"),
    "drop_amendment": label("Gave up a new edition of minutes"),
    "edit_meeting": label("Changed a meeting"),
    "end_liaison": label("Ended a liaison"),
    "end_mandate": label("Set the end of an office"),
    "end_sessions_of": label("Ended the sessions of an account"),
    "enrol_authenticator": label("Added an authenticator"),
    "extend_list": label("Put members on the list of a meeting"),
    "forget_contacts": label("Forgot contacts kept for two years"),
    "found_administrator": label("Set up the first administrator"),
    "found_commune_committee": label("Founded a commune committee"),
    "found_organisation": label("Founded an organisation"),
    "found_top": label("Founded the provincial committee"),
    "give_accounts": label("Gave accounts"),
    "give_mandate": label("Gave an office"),
    "give_sign_in_name": label("Gave a sign-in name"),
    "import_roster": label("Imported a list"),
    "introduce_members": label("Introduced members"),
    "issue_letters": label("Issued introduction letters"),
    "keep_minutes": label("Wrote the minutes of a meeting"),
    "keep_language": label("Chose a language"),
    "load_holidays": label("Loaded the holidays"),
    "load_places": label("Loaded the administrative units"),
    "load_reference": label("Loaded the data of the product"),
    "load_rule_set": label("Loaded a version of the regulation"),
    "_look": label("Opened a record or a list"),
    "new_slips": label("Printed activation slips"),
    "open_accounts": label("Opened accounts"),
    "open_notice": label("Opened a change notice"),
    "plan_meeting": label("Planned a meeting"),
    "pass_on": label("Passed an opinion on"),
    "post_need": label("Posted a need"),
    "prefer_notifications": label("Changed how e-mail comes"),
    "process_notice": label("Processed a change notice"),
    "propose_contact": label("Wrote down an own contact"),
    "raise_opinion": label("Wrote an opinion down"),
    "receive_and_assign": label("Received letters and assigned members"),
    "receive_letters": label("Received introduction letters"),
    "record_appointment": label("Reported an appointment"),
    "record_category_change": label("Reported a change of category"),
    "record_contact": label("Recorded a contact"),
    "record_departure": label("Reported a departure"),
    "record_residence_move": label("Reported a change of residence"),
    "record_retirement": label("Reported a retirement"),
    "record_reward": label("Reported a reward"),
    "record_sanction": label("Reported a change"),
    "record_secondment": label("Reported a secondment or rotation"),
    "record_transfer": label("Reported a transfer"),
    "refuse_slip": label("Said that a slip reached the wrong person"),
    "remove_authenticator": label("Removed an authenticator"),
    "remove_passkey": label("Removed a passkey"),
    "rename_organisation": label("Renamed an organisation"),
    "renew_recovery_codes": label("Renewed the recovery codes"),
    "renew_slips": label("Printed activation slips anew"),
    "reopen_account": label("Opened an account again"),
    "repeat_given_up": label("Sent lost e-mails again"),
    "reset_address": label("Made an address for a new password"),
    "return_letters": label("Returned introduction letters"),
    "revise_draft": label("Corrected a draft of a letter"),
    "revoke_device": label("Revoked a device"),
    "revoke_own_device": label("Revoked an own device"),
    "remind_cell": label("Reminded a cell of its meeting"),
    "remind_cells": label("Reminded the cells of their meetings"),
    "save_attendance": label("Saved the attendance of a meeting"),
    "say_strength": label("Said in what one can help"),
    "send_back": label("Sent a member back to the commune committee"),
    "settle": label("Signed in"),
    "sign_minutes": label("Signed the minutes of a meeting"),
    "sign_in": label("Signed in"),
    "sign_in_by_code": label("Signed in"),
    "sign_in_by_passkey": label("Signed in"),
    "take_back_confirmation": label("Took back the confirmation of a contact"),
    "take_back_proposal": label("Took an own contact back"),
    "take_out_strength": label("Took out in what one can help"),
    "tell_answer": label("Told the answer to an opinion"),
    "undo_acknowledgement": label("Took an acknowledgement back"),
    "withdraw_change": label("Withdrew a change"),
    "withdraw_contact": label("Took a contact back"),
    "withdraw_letter": label("Withdrew an introduction letter"),
    "write_opinion": label("Raised an own opinion"),
}
"""Use case → what a person did; that of a sanction says no more than any other."""

SUBJECTS = {
    "account": label("account"),
    "attendance": label("attendance of a meeting"),
    "change": label("change"),
    "contact": label("contact"),
    "credential": label("way of signing in"),
    "device": label("device"),
    "holiday": label("holidays"),
    "introduction_letter": label("introduction letter"),
    "liaison": label("liaison"),
    "look": label("look at a record or list"),
    "mandate": label("office held"),
    "meeting": label("meeting"),
    "meeting_reminder": label("reminder of a meeting"),
    "member": label("member's record"),
    "minutes": label("minutes of a meeting"),
    "need": label("need"),
    "need_match": label("question for help"),
    "notice": label("change notice"),
    "opinion": label("opinion"),
    "organisation": label("organisation"),
    "organisation_name": label("name of an organisation"),
    "outbox_message": label("e-mails"),
    "place": label("administrative units"),
    "residence": label("residence"),
    "rule_set": label("version of the regulation"),
    "strength": label("in what one can help"),
    "slip": label("activation slip"),
    "workplace": label("workplace"),
}
_SIGNS = {'{"":"+"': label("recorded"), '{"":"~"': label("changed"), '{"":"-"': label("deleted")}


def done(entry: AuditEntry) -> str:
    """What the person did; of a look, which page was opened; what an older version did is told by its row alone."""
    if entry.subject == "look":
        opened = PURPOSES.get(json.loads(entry.detail).get("page", ""))
        word = opened or SUBJECTS["look"]
        return str(_(word))
    return str(_(ACTIONS.get(entry.action, SUBJECTS[entry.subject])))


def said(entry: AuditEntry) -> str:
    """The subject with the number of its row, and what became of it."""
    subject = _(SUBJECTS[entry.subject])
    sign = next((words for start, words in _SIGNS.items() if entry.detail.startswith(start)), None)
    number = f" {entry.subject_id}" if entry.subject_id is not None and entry.subject != "look" else ""
    return f"{subject}{number}: {_(sign)}" if sign else f"{subject}{number}"
