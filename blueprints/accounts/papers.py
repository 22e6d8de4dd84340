"""Activation slips as a PDF: the same words as on the page that is printed from the browser."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g

from adapters import authenticators, clock
from adapters.tools import tools
from domain.papers.blocks import Paper
from domain.papers.slips import Printed, slips_paper
from queries import mandates
from queries.wording import wording
from services.slips import PrintedSlip
from ui import filters


def paper_of(printed: Sequence[PrintedSlip]) -> Paper:
    """The slips of one press, eight on a page."""
    contact = mandates.office_for(g.actor.organisation_id, clock.today())
    office = filters.phone(contact.phone) if contact and contact.phone else ""
    slips = [_printed(one, office) for one in printed]
    return slips_paper(slips, wording().of("slips"), clock.today())


def _printed(one: PrintedSlip, office: str) -> Printed:
    account, address = one.account, f"{tools().public_url}/activate"
    values = {
        "organisation": account.organisation.name if account.organisation else "",
        "phone": account.phone[-3:] if account.phone else "",
        "address": address.partition("://")[2],
        "code": authenticators.in_groups(one.code),
        "sign_in_name": account.sign_in_name or "",
        "until": filters.moment(one.expires_at) if account.sign_in_name else filters.day(one.expires_at),
        "office": office,
    }
    return Printed(account.full_name, f"{address}?code={one.code}", values)
