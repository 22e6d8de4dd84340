"""A small house to try the toolkit in, beside the real pages: invented people, no database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from jinja2 import ChoiceLoader, FileSystemLoader

from access import Actor
from domain.errors import Conflict, NotAllowed, NotFound, Refused
from models.vocabulary import ChangeKind, Office, OrganisationKind, Side
from ui import (
    addresses,
    assets,
    compression,
    errors,
    filters,
    i18n,
    navigation,
    pages,
    security,
    tables,
    text_size,
)
from ui.fields import (
    ChoiceField,
    DayField,
    LongTextField,
    ManyPicksField,
    PartialDayField,
    PasswordField,
    PhoneField,
    PickField,
    PinField,
    SelectChoice,
    TextField,
    TickField,
    VersionField,
)
from ui.forms import BaseForm, CheckedForm
from ui.pages import done, page
from ui.validators import Needed, SameAs, SixDigits

ROOT = Path(__file__).resolve().parents[2]
ROOMS = Path(__file__).resolve().parent / "rooms"

SECRETARY = Actor(
    account_id=1, member_id=1, person_name="Nguyễn Văn Lộc", office=Office.SECRETARY, organisation_id=5,
    organisation_name="Chi bộ Tổ dân phố 5", kind=OrganisationKind.RESIDENCE_CELL, side=Side.RESIDENCE, path="1.2.5.",
)  # fmt: skip
STAFF = Actor(
    account_id=2,
    person_name="Lê Thị Hạnh",
    office=Office.STAFF,
    organisation_id=2,
    organisation_name="Đảng ủy phường Tân Hòa",
    kind=OrganisationKind.COMMUNE_COMMITTEE,
    side=Side.RESIDENCE,
    path="1.2.",
)
MEMBER = Actor(account_id=3, member_id=9, person_name="Nguyễn Thị Mai")
ACTORS = {"secretary": SECRETARY, "staff": STAFF, "member": MEMBER, "nobody": Actor.nobody()}

PEOPLE = (
    ("Hoàng Ngọc An", 1979, "Bệnh viện Đa khoa tỉnh", "0912345678"),
    ("Hồ Kim An", 1983, "Thuế tỉnh", "0987654321"),
    ("Dương Văn Ánh", 1990, "Sở Tài chính", None),
    ("Lê Hữu Ánh", 1978, "Trường Trung học phổ thông số 2", "0911222333"),
    ("Lê Hữu Ánh", 1985, "Công ty Điện lực", "0911222444"),
    ("Nguyễn Thị Mai", 1988, "Thuế tỉnh", "0933444555"),
)


@dataclass(frozen=True, kw_only=True)
class TellChange:
    """What the tried form asks for."""

    full_name: str
    kind: ChangeKind
    effective_on: date
    admitted_on: object = None
    phone: str | None = None
    note: str | None = None
    cell: str | None = None
    members: tuple[str, ...] = ()
    is_urgent: bool = False
    version: int = 0
    source: str = "office"


class TellChangeForm(BaseForm):
    """Every kind of field at once."""

    full_name = TextField(_l("Full name"), [Needed(_l("Write the full name, for example Nguyễn Văn An."))])
    kind = ChoiceField(
        _l("Nature of the change"), [Needed(_l("Choose the nature of the change."))], among=ChangeKind
    )
    effective_on = DayField(_l("Effective from"), [Needed(_l("Write the day from which it holds."))])
    admitted_on = PartialDayField(_l("Date of admission"))
    phone = PhoneField(_l("Phone number"), description=_l("Any grouping will do"))
    note = LongTextField(_l("Note"))
    cell = PickField(
        _l("Residence Party cell"),
        among=[SelectChoice(f"c{n}", f"Chi bộ Tổ dân phố {n}") for n in range(1, 31)],
    )
    members = ManyPicksField(
        _l("Party members"),
        among=[SelectChoice(f"m{n}", one[0], {"hint": one[2]}) for n, one in enumerate(PEOPLE)],
    )
    is_urgent = TickField(_l("Urgent"))
    version = VersionField(default="3")


class CheckedChangeForm(CheckedForm):
    """A form with a check page."""

    full_name = TextField(_l("Full name"), [Needed(_l("Write the full name, for example Nguyễn Văn An."))])
    members = ManyPicksField(_l("Party members"), among=[SelectChoice("m1", "An"), SelectChoice("m2", "Ánh")])


@dataclass(frozen=True, kw_only=True)
class Send:
    """What the checked form asks for."""

    full_name: str
    members: tuple[str, ...]


class PinForm(BaseForm):
    """A PIN, twice."""

    pin = PinField(
        _l("PIN"),
        [Needed(_l("Type a PIN of 6 digits.")), SixDigits()],
        description=_l("6 digits, chosen by you"),
    )
    pin_again = PinField(_l("PIN once more"), [SameAs("pin", _l("Type the same PIN in both fields."))])
    password = PasswordField(_l("Password"))


class ListFilter(tables.FilterForm):
    """What the tried list is narrowed to."""

    kind = ChoiceField(_l("Nature of the change"), among=list(ChangeKind)[:4])
    cell = TextField(_l("Party cell"))


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """The filter object of the tried list."""

    kind: ChangeKind | None = None
    cell: str | None = None


class Hooks(navigation.Nothing):
    """Two notices waiting, one more office, somebody to call."""

    def badges(self):
        return {"notices.index": (2, _("2 new"))}

    def other_offices(self):
        return (
            (navigation.OtherOffice("abc", "Chi ủy viên, Chi bộ Sở Tài chính"),)
            if g.actor is SECRETARY
            else ()
        )

    def help_contact(self):
        return navigation.HelpContact("Lê Thị Hạnh", "0912345678", "Văn phòng Đảng ủy phường")


def build(catalogue: Path | None = None) -> Flask:
    """The house; `?as=staff` enters as one of ACTORS."""
    app = Flask("tried", root_path=str(ROOT), static_folder=None)
    app.secret_key = "for trying only, never a real key"
    if catalogue is not None:
        app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(catalogue)
    app.jinja_loader = ChoiceLoader([FileSystemLoader(ROOMS), FileSystemLoader(ROOT / "templates")])
    security.init_app(app, ["localhost", "127.0.0.1"])
    app.before_request(_enter)
    addresses.init_app(app)
    compression.init_app(app)
    i18n.init_app(app)
    filters.init_app(app)
    assets.init_app(app)
    text_size.init_app(app)
    errors.init_app(app)
    navigation.init_app(app, Hooks())
    pages.init_app(app, demonstration=True)
    _rooms(app)
    return app


def compiled(folder: Path) -> Path:
    """The Vietnamese catalogue, compiled as `dev.py` does it."""
    target = folder / "vi" / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True)
    with (ROOT / "translations/vi/messages.po").open("rb") as written, target.open("wb") as out:
        write_mo(out, read_po(written, locale="vi"))
    return folder


def _enter() -> None:
    g.actor = ACTORS[request.args.get("as") or request.cookies.get("as") or "secretary"]


def _rooms(app: Flask) -> None:
    for endpoint, view in _VIEWS.items():
        app.add_url_rule(
            "/" if endpoint == "home.index" else f"/{endpoint}", endpoint, view, methods=["GET", "POST"]
        )


def tell_change():
    form = TellChangeForm()
    if form.submit(TellChange, answer_to_change):
        return done(_("Saved"), "home.index", undo="/undo")
    return page("form.html", form=form)


def answer_to_change(command: TellChange) -> SimpleNamespace:
    if command.full_name == "Refused":
        raise Refused("The letter has already been received.", field="full_name")
    if command.full_name == "Whole":
        raise Refused("The letter has already been received.")
    if command.full_name == "Conflict":
        raise Conflict(
            "Somebody else changed this while you had it open. Please look at it again.",
            theirs="Nguyễn Văn B",
        )
    return SimpleNamespace(ref="r1", command=command)


def checked():
    form = CheckedChangeForm()
    if form.is_to_be_checked():
        return page("check.html", form=form)
    if form.submit(Send, lambda command: command):
        return done(_("Saved"), "home.index")
    return page("checked.html", form=form)


def pin():
    form = PinForm()
    form.validate_on_submit()
    return page("pin.html", form=form)


def members():
    shown = tables.columns(
        {"name": _("Full name"), "born": _("Date of birth"), "work": _("Workplace")},
        ["name", "born"],
        "name",
        ["born"],
    )
    return page("members.html", people=PEOPLE, columns=shown, filters=ListFilter(), more=tables.more("k9"))


def profile():
    return page("profile.html", at=datetime(2026, 3, 15, 12, 42, tzinfo=UTC), day=date(2026, 2, 5))


def home():
    return page("home.html")


def fail():
    raise {
        "refused": Refused("The letter has already been received."),
        "found": NotFound(),
        "allowed": NotAllowed("Your office does not open this page."),
        "conflict": Conflict(
            "Somebody else changed this while you had it open. Please look at it again.",
            theirs="Nguyễn Văn B",
        ),
        "broken": RuntimeError("Nguyễn Thị Mai"),
    }[request.args["how"]]


_VIEWS = {
    "home.index": home,
    "members.index": members,
    "notices.index": lambda: page("empty.html"),
    "letters.index": profile,
    "organisations.index": home,
    "accounts.index": home,
    "trail.index": home,
    "me.show": profile,
    "help.index": home,
    "auth.preferences": pin,
    "auth.sign_out": home,
    "auth.switch_office": home,
    "auth.language": home,
    "auth.text_size": home,
    "changes.new": tell_change,
    "changes.checked": checked,
    "paper": lambda: page("paper.html", day=date(2026, 2, 5)),
    "slips": lambda: page("slips.html"),
    "plain": lambda: page("plain.html", form=PinForm()),
    "fail": fail,
}
