"""What an entry of the trail says, in words: the table it touched, and what became of the row."""

from __future__ import annotations

from flask_babel import gettext as _

from models import AuditEntry
from models.vocabulary import label

SUBJECTS = {
    "account": label("account"),
    "change": label("change"),
    "credential": label("way of signing in"),
    "device": label("device"),
    "holiday": label("holidays"),
    "introduction_letter": label("introduction letter"),
    "liaison": label("liaison"),
    "look": label("look at a record or list"),
    "mandate": label("office held"),
    "member": label("member's record"),
    "notice": label("change notice"),
    "organisation": label("organisation"),
    "organisation_name": label("name of an organisation"),
    "outbox_message": label("e-mails"),
    "place": label("administrative units"),
    "residence": label("residence"),
    "rule_set": label("version of the regulation"),
    "slip": label("activation slip"),
    "workplace": label("workplace"),
}
_SIGNS = {'{"":"+"': label("recorded"), '{"":"~"': label("changed"), '{"":"-"': label("deleted")}


def said(entry: AuditEntry) -> str:
    """The subject with the number of its row, and what became of it."""
    subject = _(SUBJECTS[entry.subject])
    sign = next((words for start, words in _SIGNS.items() if entry.detail.startswith(start)), None)
    number = f" {entry.subject_id}" if entry.subject_id is not None and entry.subject != "look" else ""
    return f"{subject}{number}: {_(sign)}" if sign else f"{subject}{number}"
