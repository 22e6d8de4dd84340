"""Introduction letters: the lists of both sides, one letter with its steps."""

from __future__ import annotations

from functools import partial

from flask import g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from access import Permission
from adapters import clock
from blueprints.letters import drafting, papers, receiving
from blueprints.letters.bp import bp
from blueprints.letters.forms import WithdrawForm
from blueprints.letters.sheets import letters_sheet
from blueprints.letters.ways import first_way, ways_of
from domain.letters import content_from
from queries import letters, liaisons
from services.dossiers import open_dossier, open_list
from services.issuing import WithdrawLetter, withdraw_letter
from ui import spreadsheets
from ui.guards import needs
from ui.pages import done, page
from ui.tables import more

__all__ = ["bp", "drafting", "papers", "receiving"]  # the others add their views to the same blueprint


@bp.route("/")
@needs(Permission.LETTER_READ)
def index() -> ResponseReturnValue:
    """Letters by the step they wait for: drafts, returned and sent at the workplace, arriving and to assign here."""
    today = clock.today()
    counts = letters.counts(g.actor, today)
    ways = ways_of(g.actor)
    asked = request.args.get("show", "")
    show = asked if asked in ways else first_way(g.actor, counts)
    if spreadsheets.asked_for():
        read = partial(letters.listed, g.actor, show, today)
        return spreadsheets.download(letters_sheet(show), read, ways[show].label)
    open_list(g.actor, "letters.index")
    lines = letters.listed(g.actor, show, today, request.args.get("after"))
    return page(
        "letters/index.html",
        show=show,
        ways=ways,
        counts=counts,
        lines=lines.rows,
        more=more(lines.after),
        today=today,
        chooses_all="all" in request.args,
    )


@bp.route("/<ref:letter_ref>")
@needs(Permission.LETTER_READ)
def show(letter_ref: str) -> ResponseReturnValue:
    """One letter: what it says, where it stands, what can be done with it."""
    open_dossier(g.actor, letters.member_of(g.actor, letter_ref), "letters.show")
    letter = letters.one(g.actor, letter_ref)
    steps = liaisons.steps(letter.liaison_id)
    return page("letters/show.html", letter=letter, content=content_from(letter.content), steps=steps)


@bp.route("/<ref:letter_ref>/withdraw", methods=["GET", "POST"])
@needs(Permission.LETTER_ISSUE)
def withdraw(letter_ref: str) -> ResponseReturnValue:
    """Take back a letter that nobody has received."""
    form = WithdrawForm()
    if form.submit(WithdrawLetter, partial(withdraw_letter, g.actor, letter_ref)):
        return done(_("The letter has been withdrawn; its number is not used again."), "letters.index")
    return page("letters/withdraw.html", form=form, letter=letters.one(g.actor, letter_ref))
