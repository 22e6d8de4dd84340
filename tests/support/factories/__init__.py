"""Builders of rows, valid by default: a test says only what it is about. Each writes and commits what it gives.

What nobody names is taken from the world (its first cells and offices), or founded where there is no world.
"""

from tests.support.factories.accounts import (
    a_device,
    a_factor,
    a_mandate,
    a_notification,
    an_account,
    first_account,
)
from tests.support.factories.changes import a_change, a_notice, a_reward, a_sanction
from tests.support.factories.contact import (
    a_contact,
    a_match,
    a_meeting,
    a_need,
    a_strength,
    an_opinion,
)
from tests.support.factories.corrections import a_correction, a_told_correction
from tests.support.factories.documents import a_document
from tests.support.factories.evaluations import (
    a_request,
    a_round,
    an_agreement,
    an_evaluation,
    an_objection,
)
from tests.support.factories.exchange import an_import
from tests.support.factories.liaisons import a_letter, a_liaison, a_liaison_member
from tests.support.factories.members import a_member, a_residence, twins
from tests.support.factories.organisations import an_organisation, first_of
from tests.support.factories.rows import a_name, a_phone
from tests.support.factories.rulesets import a_draft_of_rules

__all__ = [
    "a_change",
    "a_contact",
    "a_correction",
    "a_device",
    "a_document",
    "a_draft_of_rules",
    "a_factor",
    "a_letter",
    "a_liaison",
    "a_liaison_member",
    "a_mandate",
    "a_match",
    "a_meeting",
    "a_member",
    "a_name",
    "a_need",
    "a_notice",
    "a_notification",
    "a_phone",
    "a_request",
    "a_residence",
    "a_reward",
    "a_round",
    "a_sanction",
    "a_strength",
    "a_told_correction",
    "an_account",
    "an_agreement",
    "an_evaluation",
    "an_import",
    "an_objection",
    "an_opinion",
    "an_organisation",
    "first_account",
    "first_of",
    "twins",
]
