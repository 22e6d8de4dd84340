"""Forms of accounts: the search, a new account, what is kept up to date, rows chosen on a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l

from domain.accounts import LONGEST_NAME, email, sign_in_name
from domain.names import full_name
from models import Account
from queries.accounts import Show
from queries.organisations import Choice
from ui.fields import ChoiceField, PhoneField, PickField, RefsField, SelectChoice, TextField
from ui.forms import BaseForm
from ui.tables import FilterForm
from ui.validators import Needed, ReadBy

_NAME = [Needed(_l("Write the full name, for example Nguyễn Văn An.")), ReadBy(full_name)]
_SIGN_IN_NAME = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class ShowFilter(FilterForm):
    """Which accounts a list shows."""

    show = ChoiceField(_l("Show"), among=Show)


class SearchForm(BaseForm):
    """Looks for a name; posted, because a name never stands in an address."""

    words = TextField(_l("Find a person by name, marks not needed"), most=60)


class PersonForm(BaseForm):
    """What is known of a person who signs in."""

    full_name = TextField(_l("Full name"), _NAME, most=120)
    phone = PhoneField(_l("Phone number"))
    email = TextField(_l("E-mail"), [ReadBy(email)], most=200, render_kw={"inputmode": "email"})


class NewAccountForm(PersonForm):
    """Somebody who shall sign in."""

    page_order = ("full_name", "phone", "organisation", "sign_in_name", "email")

    organisation = PickField(
        _l("Organisation where the account is kept"), [Needed(_l("Choose the organisation."))]
    )
    sign_in_name = TextField(
        _l("Sign-in name"),
        [ReadBy(sign_in_name)],
        most=LONGEST_NAME,
        description=_l("only for office staff and administrators, who have a password; for example le.hanh"),
        render_kw=_SIGN_IN_NAME,
    )

    def __init__(self, organisations: Sequence[Choice], **rest: Any) -> None:
        super().__init__(**rest)
        self.organisation.choices = [SelectChoice(ref, name) for ref, name in organisations]
        if len(organisations) == 1 and not self.is_submitted():
            self.organisation.data = organisations[0][0]


class DescribeAccountForm(PersonForm):
    """What an office keeps up to date."""

    @classmethod
    def of(cls, account: Account) -> DescribeAccountForm:
        """The form filled from the account."""
        return cls(data={"full_name": account.full_name, "phone": account.phone, "email": account.email})


class SignInNameForm(BaseForm):
    """A name to sign in with a password from now on."""

    sign_in_name = TextField(
        _l("Sign-in name"),
        [Needed(_l("Write a sign-in name, for example le.hanh.")), ReadBy(sign_in_name)],
        most=LONGEST_NAME,
        render_kw=_SIGN_IN_NAME,
    )


class SlipsForm(BaseForm):
    """The accounts for which slips are printed."""

    accounts = RefsField(_l("Accounts"))


class GiveForm(BaseForm):
    """The members who are given an account."""

    members = RefsField(_l("Party members"))


class ButtonForm(BaseForm):
    """One act on one button."""
