"""The term of a sanction, and until when it is shown (BR-11); never its reasons."""

from datetime import date

from domain.days import years_later
from domain.errors import Refused
from models.vocabulary import SanctionForm

_YEARS = 1


def has_term(form: SanctionForm) -> bool:
    """Whether a sanction of this form ends by itself; an expulsion does not: who is expelled leaves the register."""
    return form is not SanctionForm.EXPULSION


def last_day(form: SanctionForm, effective_on: date, written: date | None) -> date | None:
    """The last day of a sanction: the one written, else a year after it took effect; none for an expulsion."""
    return written or (years_later(effective_on, _YEARS) if has_term(form) else None)


def objection_to_term(form: SanctionForm, written: date | None) -> Refused | None:
    """Why the last day written does not fit the form, or `None`: an expulsion has none."""
    if written is not None and not has_term(form):
        return Refused("An expulsion has no last day. Leave this empty.", field="until_on")
    return None


def is_in_force(until_on: date | None, today: date) -> bool:
    """Whether a sanction is still shown: up to and with its last day; without a term as long as the liaison lasts."""
    return until_on is None or today <= until_on
