"""The term of a sanction, and until when it is shown (BR-11, settled.md 5); never its reasons."""

from datetime import date

from domain.days import years_later
from domain.errors import Refused
from models.vocabulary import SanctionForm

_YEARS = 1


def has_term(form: SanctionForm) -> bool:
    """Whether a sanction of this form ends by itself; an expulsion does not: who is expelled leaves the register."""
    return form is not SanctionForm.EXPULSION


def proposed_end(form: SanctionForm, effective_on: date) -> date | None:
    """The last day proposed for a sanction: a year after it took effect; whoever records it may write another."""
    return years_later(effective_on, _YEARS) if has_term(form) else None


def objection_to_term(form: SanctionForm, until_on: date | None) -> Refused | None:
    """Why the last day does not fit the form, or `None`: every form needs one, save an expulsion, which has none."""
    if has_term(form) and until_on is None:
        return Refused("Write the last day of the sanction, for example 15/3/2027.", field="until_on")
    if not has_term(form) and until_on is not None:
        return Refused("An expulsion has no last day. Leave this empty.", field="until_on")
    return None


def is_in_force(until_on: date | None, today: date) -> bool:
    """Whether a sanction is still shown: up to and with its last day; without a term as long as the liaison lasts."""
    return until_on is None or today <= until_on
