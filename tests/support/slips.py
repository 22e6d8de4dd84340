"""People with a slip in their hand, a PIN on their telephone or a password in their head."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from access import Actor
from adapters.tools import tools
from models import Account, Organisation, db
from models.vocabulary import CredentialKind, Office
from services.credentials import keep_secret
from services.slips import renew_slips
from services.unit import use_case
from tests.support import factories
from tests.support.inspector import Browser

PIN = "480527"
PASSWORD = "con trâu trắng ăn mây tím"


@dataclass(frozen=True)
class Holder:
    """A person with a printed slip."""

    account: Account
    code: str

    @property
    def address(self) -> str:
        """What the square on the slip says."""
        return f"/activate?code={self.code}"


def a_holder(
    actor: Actor, organisation: Organisation, office: Office | None = Office.SECRETARY, **more: Any
) -> Holder:
    """Somebody who holds an office and has just been given a slip by the office of `actor`."""
    account = factories.an_account(organisation=organisation, **more)
    if office is not None:
        factories.a_mandate(account, office, organisation)
    db.session.commit()
    return Holder(account, a_slip(actor, account))


def a_slip(actor: Actor, account: Account) -> str:
    """The code of a new slip."""
    (slip,) = renew_slips(actor, [account.ref])
    return slip.code


@use_case
def a_password(actor: Actor, account: Account, password: str = PASSWORD) -> None:
    """Give an account a password, as its owner would have chosen it."""
    keep_secret(account.id, CredentialKind.PASSWORD, tools().hasher.hash(password))


def activated(browser: Browser, holder: Holder, pin: str = PIN) -> Browser:
    """Go from the slip to the first page, as a person does."""
    browser.get(holder.address)
    answer = browser.fill("/activate/pin", pin=pin, pin_again=pin)
    assert answer.status_code == 303, answer.text
    return browser


def another_browser(browser: FlaskClient) -> Browser:
    """A second browser of the same application, which knows nothing of the first."""
    other = browser.application.test_client()
    assert isinstance(other, Browser)
    return other


def is_in(browser: Browser) -> bool:
    """Whether this browser's session opens a page that asks for a sign-in."""
    return browser.get("/settings").status_code == 200


def account_again(account: Account) -> Account:
    """The row of an account as it stands now."""
    return db.session.scalars(select(Account).where(Account.id == account.id)).one()
