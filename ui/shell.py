"""What the shell asks of the house for the actor of this request: badges, other offices, the person to call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import g
from flask_babel import gettext as _

from access import Actor
from adapters import clock
from domain.paths import ids_in
from models.vocabulary import Office
from queries import sessions, shell, telephones
from ui.navigation import HelpContact, OtherOffice

_OFFICE = (Office.STAFF, Office.SECRETARY, Office.DEPUTY, Office.ADMINISTRATOR)


class Shell:
    """The hooks of ui/navigation.py, each at most one statement a page."""

    def badges(self) -> Mapping[str, tuple[int, str]]:
        """How many wait: notices at the office, bells of the person."""
        counted = shell.counts(_actor())
        return {
            "notices.index": (counted.notices, str(_("%(count)s waiting", count=counted.notices))),
            "notifications.index": (counted.bells, str(_("%(count)s not read yet", count=counted.bells))),
        }

    def other_offices(self) -> Iterable[OtherOffice]:
        """The offices that the person holds beside the one acted in, and the own record."""
        actor = _actor()
        if actor.account_id is None:
            return ()
        held = sessions.own_offices(actor.account_id, clock.today())
        others = [
            OtherOffice(one.ref, f"{_(one.office.text)}, {one.name}")
            for one in held
            if one.ref != actor.mandate_ref
        ]
        if actor.member_id is not None and actor.office is not None:
            others.append(OtherOffice("", str(_("My record"))))
        return others

    def help_contact(self) -> HelpContact | None:
        """Somebody of the office above, by name, never oneself; a member's people stand on the own record's page."""
        actor = _actor()
        above = ids_in(actor.path)[-2:]
        people = telephones.of_organisations(above, clock.today(), _OFFICE) if above else {}
        for organisation_id in above:
            for person in sorted(people.get(organisation_id, []), key=lambda one: _OFFICE.index(one.office)):
                if person.phone and person.name != actor.person_name:
                    return HelpContact(
                        person.name, person.phone, f"{_(person.office.text)}, {person.organisation}"
                    )
        return None


def _actor() -> Actor:
    actor: Actor = g.get("actor") or Actor.nobody()
    return actor
