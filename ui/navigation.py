"""The menu of this actor on this page; the switch of office; small things of the shell.

An entry whose page does not exist, or is closed to the office, is left out without a word. What must be asked
of the database (badges, other offices, whom to call) comes from functions that `app.py` hands in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from flask import Flask, current_app, g, request
from flask_babel import lazy_gettext as _l

from access import may
from models.vocabulary import Office
from ui.addresses import plain_address
from ui.guards import mark_of
from ui.menus import ADMINISTRATOR, COMMUNE, MEMBER, MENUS, ON_THE_PHONE, WITHOUT_OFFICE, Place

COLUMN = "has-column"
BAR = "has-bar"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is shown now."""

    label: str
    address: str
    icon: str
    current: str | None
    """For `aria-current`: the page itself, or one below it."""
    is_wide_only: bool = False
    badge: int = 0
    badge_words: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """What is shown at once and what stands under "More"; a column shows all on a wide screen."""

    shown: tuple[Entry, ...]
    more: tuple[Entry, ...]
    has_column: bool


@dataclass(frozen=True, slots=True)
class OtherOffice:
    """An office that the person may turn to."""

    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class HelpContact:
    """The person to call, by name."""

    name: str
    phone: str | None = None
    role: str = ""


class Hooks(Protocol):
    """What the shell asks of the rest of the house for the actor of this request."""

    def badges(self) -> Mapping[str, tuple[int, str]]:
        """Endpoint → how many wait, and the words for people who do not see the number."""

    def other_offices(self) -> Iterable[OtherOffice]:
        """The offices that the person holds beside the one acted in."""

    def help_contact(self) -> HelpContact | None:
        """Whom to call."""


class Nothing:
    """The hooks of a house that has none."""

    def badges(self) -> Mapping[str, tuple[int, str]]:
        """No badge."""
        return {}

    def other_offices(self) -> Iterable[OtherOffice]:
        """No other office."""
        return ()

    def help_contact(self) -> HelpContact | None:
        """Nobody to call."""
        return None


def init_app(app: Flask, hooks: Hooks | None = None) -> None:
    """Give the shell of the pages its functions."""
    app.extensions["navigation"] = hooks or Nothing()
    for function in (
        menu_entries, menu_shape, menu_is_column, office_line, help_contact, signed_in,
        home_address, help_address, preferences_address, own_record_address, sign_out_address, language_address,
    ):  # fmt: skip
        app.jinja_env.globals[function.__name__] = function


def places() -> tuple[Place, ...]:
    """The menu of the actor's office."""
    actor = _actor()
    if actor is None:
        return ()
    if actor.office is Office.ADMINISTRATOR:
        return ADMINISTRATOR
    if actor.office is None:
        return MEMBER if actor.member_id is not None else WITHOUT_OFFICE
    return MENUS.get(actor.kind, MEMBER)


def menu_entries() -> Menu | None:
    """The menu with its badges, made once for the page that shows it twice; None for people who have not signed in."""
    if "menu" not in g:
        g.menu = _menu()
    menu: Menu | None = g.menu
    return menu


def _menu() -> Menu | None:
    known = [place for place in places() if _opens(place.endpoint)]
    if not known:
        return None
    badges = _ask("badges", {})
    column = menu_is_column()
    entries = [(place, _entry(place, badges)) for place in known]
    shown = [entry for place, entry in entries if not place.under_more]
    more = [entry for place, entry in entries if place.under_more]
    if column and len(shown) > ON_THE_PHONE:
        more = shown[ON_THE_PHONE - 1 :]
        wide = [_wide(entry) for entry in more]
        shown = [*shown[: ON_THE_PHONE - 1], *wide]
    return Menu(tuple(shown), tuple(more), column)


def menu_shape() -> str:
    """The class of the body: a column at the side for the commune on a wide screen, a bar for everybody else."""
    if not places():
        return "plain"
    return f"{BAR} {COLUMN}" if menu_is_column() else BAR


def menu_is_column() -> bool:
    """Whether the menu stands at the side on a wide screen: the commune's has too many entries for a bar."""
    return places() is COMMUNE


def office_line() -> dict[str, Any] | None:
    """In whose name one acts, and the other offices to turn to; None for people who have not signed in."""
    actor = _actor()
    if actor is None:
        return None
    here = [str(_l(actor.office.text)), actor.organisation_name] if actor.office else [actor.person_name]
    others = tuple(_ask("other_offices", ())) if _exists("auth.switch_office") else ()
    address = plain_address("auth.switch_office") if others else ""
    return {
        "here": ", ".join(part for part in here if part),
        "who": actor.person_name,
        "others": others,
        "address": address,
    }


def help_contact() -> HelpContact | None:
    """Whom to call, by name."""
    contact: HelpContact | None = _ask("help_contact", None)
    return contact


def signed_in() -> bool:
    """Whether somebody has signed in."""
    return _actor() is not None


def home_address() -> str:
    """The first page of everybody."""
    return _address("home.index") or "/"


def help_address() -> str | None:
    """The page of help."""
    return _address("help.index")


def preferences_address() -> str | None:
    """The page of one's own settings."""
    return _address("auth.preferences") if signed_in() else None


def own_record_address() -> str | None:
    """The own record of a person who is a member."""
    actor = _actor()
    return _address("me.show") if actor is not None and actor.member_id else None


def sign_out_address() -> str | None:
    """Where the way out is posted to."""
    return _address("auth.sign_out") if signed_in() else None


def language_address() -> str | None:
    """Where the choice of a language is posted to."""
    return _address("auth.language")


def _actor() -> Any:
    actor = g.get("actor")
    return None if actor is None or actor.is_nobody else actor


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def _opens(endpoint: str) -> bool:
    """Whether the page exists and the office acted in may enter it."""
    mark = mark_of(current_app.view_functions.get(endpoint))
    wanted = mark.permissions if mark else ()
    return _exists(endpoint) and (not wanted or any(may(_actor(), permission) for permission in wanted))


def _address(endpoint: str) -> str | None:
    return plain_address(endpoint) if _exists(endpoint) else None


def _ask(what: str, nothing: Any) -> Any:
    """Ask the house, unless nobody has signed in or the server is in trouble."""
    if g.get("is_broken") or (_actor() is None and what != "help_contact"):
        return nothing
    ask: Callable[[], Any] = getattr(current_app.extensions["navigation"], what)
    return ask()


def _entry(place: Place, badges: Mapping[str, tuple[int, str]]) -> Entry:
    count, words = badges.get(place.endpoint, (0, ""))
    area = place.endpoint.split(".")[0]
    current = "page" if request.endpoint == place.endpoint else "true" if request.blueprint == area else None
    return Entry(
        str(place.label), plain_address(place.endpoint), place.icon, current, badge=count, badge_words=words
    )


def _wide(entry: Entry) -> Entry:
    return replace(entry, is_wide_only=True)
