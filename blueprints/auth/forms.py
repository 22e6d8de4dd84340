"""Forms of signing in: codes of slips, PINs, passwords, second factors, passkeys; the small switches of the shell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.accounts import sign_in_name
from domain.names import full_name
from queries.places import Choice
from ui import filters
from ui.fields import (
    ChoiceField,
    HiddenField,
    NumberField,
    PasswordField,
    PhoneField,
    PickField,
    PinField,
    SelectChoice,
    TextField,
)
from ui.forms import BaseForm
from ui.validators import Needed, ReadBy, SameAs, SixDigits

_PIN = _l("Type a PIN of 6 digits.")
_CODE = _l("Type the code.")


class SlipForm(BaseForm):
    """The code of an activation slip."""

    code = TextField(
        _l("Code on the slip"),
        [Needed(_l("Type the 8 letters and digits of the slip."))],
        most=80,
        description=_l("8 letters and digits, for example ABCD 2345"),
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"},
    )


class NewPinForm(BaseForm):
    """A PIN, chosen and typed twice."""

    pin = PinField(
        _l("PIN"), [Needed(_PIN), SixDigits()], description=_l("6 digits, chosen by you; tell them to nobody")
    )
    pin_again = PinField(_l("PIN once more"), [SameAs("pin", _l("Type the same PIN in both fields."))])


class NewPasswordForm(BaseForm):
    """A password, chosen and typed twice."""

    password = PasswordField(_l("New password"), [Needed(_l("Write the new password."))], new=True)
    password_again = PasswordField(
        _l("New password once more"),
        [SameAs("password", _l("Write the same password in both fields."))],
        new=True,
    )


class SetUpForm(NewPasswordForm):
    """The first administrator."""

    page_order = ("full_name", "sign_in_name", "password", "password_again", "province")

    full_name = TextField(
        _l("Full name"),
        [Needed(_l("Write the full name, for example Nguyễn Văn An.")), ReadBy(full_name)],
        most=120,
        render_kw={"autocomplete": "name", "spellcheck": "false"},
    )
    sign_in_name = TextField(
        _l("Sign-in name"),
        [Needed(_l("Write a sign-in name, for example le.hanh.")), ReadBy(sign_in_name)],
        most=60,
        description=_l("Letters without marks, digits, dots; for example le.hanh"),
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    province = PickField(_l("Province or city"), [Needed(_l("Choose the province or city."))])

    def __init__(self, provinces: Sequence[Choice], **rest: Any) -> None:
        super().__init__(**rest)
        self.province.choices = [SelectChoice(code, name) for code, name in provinces]


class PinForm(BaseForm):
    """Signing in on an activated device: the number it remembers, or the choice among the people it serves."""

    account = ChoiceField(_l("Who signs in?"), [Needed(_l("Choose your name."))])
    phone = PhoneField(_l("Phone number"), [Needed(_l("Enter your phone number."))])
    pin = PinField(_l("PIN"), [Needed(_PIN)])

    def __init__(self, people: Sequence[Any], **rest: Any) -> None:
        """`people` are those whose PIN this device takes."""
        only = people[0] if len(people) == 1 else None
        super().__init__(data={"phone": only.phone if only else None}, **rest)
        if len(people) > 1 or (only and not only.phone):
            self.account.choices = [SelectChoice(one.ref, _called(one)) for one in people]
            del self.phone
        else:
            del self.account


def _called(person: Any) -> str:
    return ", ".join(part for part in (person.full_name, filters.phone(person.phone)) if part)


class PasswordForm(BaseForm):
    """Signing in at an office."""

    sign_in_name = TextField(
        _l("Sign-in name"),
        [Needed(_l("Write your sign-in name."))],
        most=60,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(_l("Password"), [Needed(_l("Write your password."))])


class CodeForm(BaseForm):
    """The second step: the authenticator's six digits, or a recovery code."""

    code = TextField(
        _l("Code"),
        [Needed(_CODE)],
        most=20,
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"},
    )


class AnswerField(HiddenField):
    """What a browser answers about a passkey, longer than what people type."""

    most = 8000


class WayBackField(HiddenField):
    """The path to return to; pages.safe_next takes only one of this site."""

    most = 600


class PasskeyForm(BaseForm):
    """What the browser answers for a passkey, written by passkeys.js."""

    credential = AnswerField()


class StepUpPinForm(BaseForm):
    """The PIN once more."""

    pin = PinField(_l("PIN"), [Needed(_PIN)])


class StepUpPasswordForm(BaseForm):
    """The password once more, and a code where there is an authenticator."""

    password = PasswordField(_l("Password"), [Needed(_l("Write your password."))])
    code = TextField(
        _l("Code of the authenticator"),
        [Needed(_CODE)],
        most=20,
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"},
    )

    def __init__(self, *, with_code: bool, **rest: Any) -> None:
        super().__init__(**rest)
        if not with_code:
            del self.code


class ButtonForm(BaseForm):
    """One act on one button."""


class EnrolForm(BaseForm):
    """The first code of a new authenticator."""

    code = TextField(
        _l("Code that the authenticator shows"),
        [Needed(_CODE)],
        most=20,
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"},
    )


class LanguageForm(BaseForm):
    """The language of the pages."""

    language = HiddenField()
    next = WayBackField()


class TextSizeForm(BaseForm):
    """The size of the text."""

    size = NumberField()
    next = WayBackField()


class OfficeForm(BaseForm):
    """The office to act in; empty for the person alone."""

    office = HiddenField()
