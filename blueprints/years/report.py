"""The frame of the half-yearly report, of a cell or a commune, to be written on."""

from __future__ import annotations

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.years.bp import bp
from domain.meetings import HalfYear
from domain.papers.blocks import Paper
from queries import half_years
from queries.wording import wording
from services.report_papers import report_paper
from ui.guards import needs
from ui.papers import as_pdf, as_word, printed

SINCE = 2020
"""The year in which Regulation 213 came into force."""


@bp.route("/report")
@needs(Permission.MEETING_READ)
def report() -> ResponseReturnValue:
    """The frame of a half-year, with the counts that the register knows."""
    half = asked_half().stored
    return printed(
        _paper(),
        _("Half-yearly report"),
        _("Download it as a Word file to write the parts that only the office knows."),
        back=(_("The year at a glance"), url_for("years.index")),
        files=(url_for("years.report_pdf", half=half), url_for("years.report_word", half=half)),
    )


@bp.route("/report.pdf")
@needs(Permission.MEETING_READ)
def report_pdf() -> ResponseReturnValue:
    """The same as a PDF file."""
    return as_pdf([_paper()])


@bp.route("/report.docx")
@needs(Permission.MEETING_READ)
def report_word() -> ResponseReturnValue:
    """The same as a Word file."""
    return as_word(_paper())


def asked_half() -> HalfYear:
    """The half-year in the address, or this one."""
    now = HalfYear.of(clock.today())
    try:
        asked = HalfYear.from_stored(request.args.get("half", ""))
    except ValueError:
        return now
    return asked if asked.year >= SINCE and asked <= now else now


def _paper() -> Paper:
    today = clock.today()
    return report_paper(half_years.known(g.actor, asked_half(), today), today, wording())
