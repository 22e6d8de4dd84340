"""The board of data quality: what is missing, grown old or contradictory, and which records may be of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.quality.bp import bp
from blueprints.quality.sheets import faults_sheet
from domain.contacts import silent_since
from domain.quality import Fault, Group
from queries import quality, rulesets
from services.dossiers import open_list
from services.likenesses import ask_again, tell_apart
from ui import spreadsheets
from ui.forms import BaseForm
from ui.guards import needs
from ui.pages import done, page

ALIKE, APART = "alike", "apart"
_FAULTS = {fault.value: fault for fault in Fault}


class PressForm(BaseForm):
    """One button without a question."""


@bp.route("/")
@needs(Permission.MEMBER_READ)
def index() -> ResponseReturnValue:
    """How many records have what to be put right, out of how many; one thing with its records; records alike."""
    show, cell = request.args.get("show", ""), request.args.get("cell")
    fault = _FAULTS.get(show)
    if spreadsheets.asked_for():
        return _take_away(fault, cell)
    if fault or show in (ALIKE, APART):
        open_list(g.actor, "quality.index")
    board = _compared() if show in (ALIKE, APART) else _looked_at(compares=fault is None)
    return page(
        "quality/index.html",
        board=board,
        groups=Group,
        all_faults=Fault,
        fault=fault,
        lines=board.of(fault, cell) if fault else [],
        cell=cell,
        pairs=_pairs(board, show),
        show=show,
    )


@bp.route("/<ref:member_ref>/<ref:other_ref>/apart", methods=["POST"])
@needs(Permission.MEMBER_MERGE)
def apart(member_ref: str, other_ref: str) -> ResponseReturnValue:
    """Two records that look alike are of two people."""
    said = _("Remembered: these are two different people. Nobody is asked about them again.")
    return _pressed(partial(tell_apart, g.actor, member_ref, other_ref), said, ALIKE)


@bp.route("/<ref:member_ref>/<ref:other_ref>/again", methods=["POST"])
@needs(Permission.MEMBER_MERGE)
def again(member_ref: str, other_ref: str) -> ResponseReturnValue:
    """It was said too soon: ask about the two again."""
    said = _("The two records stand among those to be looked at again.")
    return _pressed(partial(ask_again, g.actor, member_ref, other_ref), said, APART)


def _pressed(act: Callable[[], object], said: str, show: str) -> ResponseReturnValue:
    form = PressForm()
    if form.run(act):
        return done(said, "quality.index", show=show)
    return index()


def _pairs(board: quality.Board, show: str) -> Sequence[quality.Pair] | None:
    if show == ALIKE:
        return board.pairs
    return board.told_apart if show == APART else None


def _take_away(fault: Fault | None, cell: str | None) -> ResponseReturnValue:
    board = _looked_at(compares=False)
    rows = board.of(fault, cell) if fault else [line for line in board.lines if line.faults]
    return spreadsheets.download(faults_sheet(), spreadsheets.whole(rows), fault)


def _looked_at(*, compares: bool) -> quality.Board:
    today = clock.today()
    since = silent_since(today, rulesets.rules(today).silent_months)
    return quality.board(g.actor, today, since, compares=compares)


def _compared() -> quality.Board:
    return quality.board(g.actor, clock.today())
