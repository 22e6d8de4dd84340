"""What an entry of the trail says, in words: the use case, and the table it touched."""

from __future__ import annotations

from flask_babel import gettext as _

from models import AuditEntry
from models.vocabulary import label

_SUBJECTS = {
    "account": label("account"),
    "change": label("change"),
    "introduction_letter": label("introduction letter"),
    "liaison": label("liaison"),
    "look": label("look at a record or list"),
    "mandate": label("office held"),
    "member": label("member's record"),
    "notice": label("change notice"),
    "organisation": label("organisation"),
    "organisation_name": label("name of an organisation"),
    "residence": label("residence"),
    "workplace": label("workplace"),
}
_SIGNS = {'{"":"+"': label("recorded"), '{"":"~"': label("changed"), '{"":"-"': label("deleted")}


def said(entry: AuditEntry) -> str:
    """The subject and what became of it, with the name under which the system did it."""
    subject = _(_SUBJECTS.get(entry.subject, entry.subject))
    sign = next((words for start, words in _SIGNS.items() if entry.detail.startswith(start)), None)
    number = f" {entry.subject_id}" if entry.subject_id is not None and entry.subject != "look" else ""
    return f"{subject}{number}: {_(sign)} ({entry.action})" if sign else f"{subject} ({entry.action})"
