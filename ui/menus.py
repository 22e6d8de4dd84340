"""The menu of each kind of actor as a table: on the phone four entries at most, "More" among them."""

from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l

from models.vocabulary import OrganisationKind

ON_THE_PHONE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a menu."""

    endpoint: str
    label: str
    icon: str = ""
    under_more: bool = False


HELP = Place("help.index", _l("Help"))
SETTINGS = Place("auth.preferences", _l("Settings"))
TO_DO = Place("home.index", _l("To do"), "home")
MEMBERS = Place("members.index", _l("Party members"), "people")
NOTICES = Place("notices.index", _l("Change notices"), "bell")
MEETINGS = Place("meetings.index", _l("Meetings"), "meeting")
BELL = Place("notifications.index", _l("Notifications"), "bell")
CONTACTS = Place("contacts.index", _l("Contact log"))
NEEDS = Place("needs.index", _l("Help wanted"), under_more=True)
OPINIONS = Place("opinions.index", _l("Opinions"))
CORRECTIONS = Place("corrections.index", _l("Requests for correction"))
EXCHANGE = Place("exchange.index", _l("Exchange file"), under_more=True)
QUALITY = Place("quality.index", _l("Data quality"), under_more=True)
DOCUMENTS = Place("documents.index", _l("Papers issued"), under_more=True)
EVALUATIONS = Place("evaluations.index", _l("Evaluations"))
REST = (
    Place("notifications.index", _l("Notifications"), under_more=True),
    Place("auth.preferences", _l("Settings"), under_more=True),
    Place("help.index", _l("Help"), under_more=True),
)

CELL = (
    TO_DO,
    MEMBERS,
    MEETINGS,
    Place("notices.index", _l("Change notices"), under_more=True),
    Place("years.index", _l("The year at a glance"), under_more=True),
    replace(EVALUATIONS, under_more=True),
    replace(CONTACTS, under_more=True),
    replace(OPINIONS, under_more=True),
    NEEDS,
    replace(CORRECTIONS, under_more=True),
    QUALITY,
    DOCUMENTS,
    *REST,
)
WORKPLACE = (
    TO_DO,
    MEMBERS,
    Place("notices.sent", _l("Sent"), "letter"),
    replace(CORRECTIONS, under_more=True),
    Place("evaluations.received", _l("Evaluations"), under_more=True),
    QUALITY,
    DOCUMENTS,
    *REST,
)
WORKPLACE_COMMITTEE = (
    *WORKPLACE[:6],
    EXCHANGE,
    Place("organisations.index", _l("Party organisations"), under_more=True),
    Place("imports.index", _l("Lists from Excel"), under_more=True),
    Place("accounts.index", _l("Accounts and activation slips"), under_more=True),
    Place("trail.index", _l("System log"), under_more=True),
    *REST,
)
COMMUNE = (
    Place("home.index", _l("Overview"), "home"),
    Place("letters.index", _l("Letters of introduction received"), "letter"),
    NOTICES,
    MEMBERS,
    CONTACTS,
    OPINIONS,
    CORRECTIONS,
    Place("organisations.index", _l("Party organisations")),
    Place("imports.index", _l("Lists from Excel")),
    MEETINGS,
    Place("years.index", _l("Meetings of the cells")),
    replace(QUALITY, under_more=False),
    replace(EXCHANGE, under_more=False),
    EVALUATIONS,
    replace(DOCUMENTS, under_more=False),
    Place("accounts.index", _l("Accounts and activation slips")),
    Place("notifications.index", _l("Notifications")),
    Place("trail.index", _l("System log")),
    HELP,
)
PROVINCE = (
    Place("home.index", _l("Overview"), "home"),
    Place("organisations.index", _l("Party organisations"), "people"),
    Place("evaluations.rounds", _l("Evaluations"), under_more=True),
    Place("notifications.index", _l("Notifications"), under_more=True),
    Place("help.index", _l("Help"), "call"),
)
ADMINISTRATOR = (
    Place("home.index", _l("To do"), "home"),
    Place("accounts.index", _l("Accounts and activation slips"), "people"),
    Place("organisations.index", _l("Party organisations")),
    Place("rulesets.index", _l("Rule sets"), under_more=True),
    Place("wordings.index", _l("Words of papers"), under_more=True),
    Place("trail.index", _l("System log"), under_more=True),
    *REST,
)
MEMBER = (
    Place("me.show", _l("My record"), "people"),
    Place("meetings.mine", _l("Meetings"), "meeting"),
    BELL,
    Place("help.index", _l("Help"), "call"),
)
WITHOUT_OFFICE = (Place("home.index", _l("To do"), "home"), BELL, Place("help.index", _l("Help"), "call"))

MENUS = {
    OrganisationKind.RESIDENCE_CELL: CELL,
    OrganisationKind.WORKPLACE_CELL: WORKPLACE,
    OrganisationKind.WORKPLACE_COMMITTEE: WORKPLACE_COMMITTEE,
    OrganisationKind.COMMUNE_COMMITTEE: COMMUNE,
    OrganisationKind.PROVINCE_COMMITTEE: PROVINCE,
}
